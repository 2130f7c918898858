"""Values within braces that their own commas cut to pieces: `{id: late, value: add days(due, 5)}`.

YAML takes the comma for the end of the entry, and `5)` for a key without a value. The pieces are put together again, so that
one fault is told, with its mend, and none of what would follow from it.
"""

from __future__ import annotations

from typing import TypeGuard

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.reading.numbers import shown
from projgov.reading.tree import Node, Scalar

CUT_AT_COMMA = Pattern(
    "F049",
    Bilingual(
        "`{found}` 里有逗号：在花括号中，逗号是各项之间的分隔，这个值在逗号处断开了",
        "there is a comma in `{found}`: within braces a comma ends the entry, and cuts the value",
    ),
    Bilingual("用单引号括起来：`{mend}`", "put single quotes around it: `{mend}`"),
)


def goes_on(value: Node, key: Scalar, following: Node) -> TypeGuard[Scalar]:
    """Whether `key`, which has no value of its own (`following`), goes on with a bracket that is open in `value`."""
    return (
        isinstance(value, Scalar)
        and value.style == key.style == "plain"
        and value.text.count("(") > value.text.count(")")
        and isinstance(following, Scalar)
        and following.style == "plain"
        and not following.source
    )


def joined(value: Scalar, key: Scalar) -> Scalar:
    """The value with the piece after its comma."""
    text = f"{value.text}, {key.text}"
    return attrs.evolve(value, value=text, text=text, source=text, comment_after=key.comment_after)


def cut(value: Scalar) -> Diagnostic:
    """The fault of a value that was put together."""
    end = attrs.evolve(value.place, end_column=0)
    mend = "'" + value.text.replace("'", "''") + "'"
    return CUT_AT_COMMA.at(end, found=shown(value.text), mend=shown(mend, 300))
