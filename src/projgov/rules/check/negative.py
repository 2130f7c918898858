"""Parameters below 0: how long, how often, how many and which share are never that, and a minus sign is soon mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import NumberType
from projgov.rules.check.whole import Whole

NEGATIVE = Pattern(
    "L065",
    Bilingual("参数 `{name}` 的取值 {value} 是负数", "the value {value} of parameter `{name}` is negative"),
    Bilingual(
        "天数、次数、名额、比例都不会是负数；确实要用负数的，在 `note:` 里说明",
        "days, times, places and shares are never negative; where a negative number is meant, say so in a `note:`",
    ),
    severity="warning",
)
_ADDED = ("points",)
"""Points can be taken off: a parameter of these may well be negative."""


def negative(whole: Whole) -> Iterator[Diagnostic]:
    """Parameters of the file that are below 0 without a word why."""
    for parameter in whole.core.parameters.values():
        kind = parameter.type
        if not isinstance(kind, NumberType) or kind.unit in _ADDED or parameter.note is not None:
            continue
        for version in parameter.versions:
            if version.value < 0:
                yield NEGATIVE.at(parameter.place, name=parameter.name, value=str(version.value))
                break
