"""Parameters below 0: how long, how often and how many are never that, and a minus sign is soon mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import NumberType
from projgov.rules.check.whole import Whole

NEGATIVE = Pattern(
    "L065",
    Bilingual("参数 `{name}` 的取值 {value} 是负数", "the value {value} of parameter `{name}` is negative"),
    Bilingual(
        "天数、次数、名额不会是负数：写成正数；要减去它，在规则里写减号",
        "days, times and places are never negative: write a positive number, and a minus sign in the rule that takes it off",
    ),
    severity="warning",
)
_SIGNED = ("points", "percent")
"""Points can be taken off, and a rate can fall: parameters of these may well be negative."""


def negative(whole: Whole) -> Iterator[Diagnostic]:
    """Parameters of the file that are below 0."""
    for parameter in whole.core.parameters.values():
        kind = parameter.type
        if not isinstance(kind, NumberType) or kind.unit in _SIGNED:
            continue
        for version in parameter.versions:
            if version.value < 0:
                yield NEGATIVE.at(parameter.place, name=parameter.name, value=str(version.value))
                break
