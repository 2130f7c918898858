"""Which value a plain scalar has: the core schema of YAML 1.2 (section 10.3), with exact numbers.

Two departures, both towards text, so that nothing is guessed: whole numbers with a leading zero (`017` is 17 in YAML 1.2,
15 in YAML 1.1, and often an identifier) stay text, and infinities and "not a number" are no values at all.
"""

from __future__ import annotations

import re
from typing import Final

from projgov.diagnostics import Pattern
from projgov.reading.numbers import MAX_DIGITS, NOT_A_NUMBER, NUMBER_TOO_LONG, exact
from projgov.reading.tree import ScalarValue

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)|(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)"
)
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_FIRST_OF_NUMBER = frozenset("+-.0123456789")


def resolve(text: str) -> ScalarValue | Pattern:
    """The value of the plain scalar `text`, or the pattern of what is wrong with it (a number out of bounds)."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST_OF_NUMBER:
        return text
    if _NUMBER.fullmatch(text):
        number = exact(text)
        return NUMBER_TOO_LONG if number is None else number
    if _BASED.fullmatch(text):
        return NUMBER_TOO_LONG if len(text) > MAX_DIGITS else int(text, 0)
    if _NOT_FINITE.fullmatch(text):
        return NOT_A_NUMBER
    return text
