"""Units of measure: which figures can be compared and added as they stand.

A unit is a word, as a file writes it. Of the words of this table it is known what they measure and how they convert; of any other
nothing is said. What comes of a product or quotient has no unit: `days * 0.5` may be points.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType, ValueType
from projgov.rules.core.scope import Faults
from projgov.rules.core.shown import shown

DIFFERENT_UNITS = Pattern(
    "T020",
    Bilingual(
        "{left}与{right}不是同一种量，不能{doing}",
        "{left} and {right} are not of one kind, and cannot be {doing}",
    ),
    Bilingual(
        "改成同一种量；一个单位抵多少，用乘法写明，如 `… * 0.5`",
        "write the same kind of figure on both sides; where one counts for so much of the other, multiply, as in `… * 0.5`",
    ),
)
DIFFERENT_SCALES = Pattern(
    "T021",
    Bilingual(
        "{left}与{right}要先换算才能{doing}",
        "{left} and {right} have to be converted before they are {doing}",
    ),
    Bilingual("把以{small}计的一边除以 {factor}", "divide the one in {small} by {factor}"),
)
POINTS_OR_PERCENT = attrs.evolve(DIFFERENT_UNITS, code="T022", severity="warning")
"""Warned of only: who writes `points` may mean points of a percentage."""
SHARE_OR_PERCENT = Pattern(
    "T023",
    Bilingual(
        "一边是 0 到 1 之间的比例，一边是百分数 {percent}",
        "one side is a share between 0 and 1, and the other the percentage {percent}",
    ),
    Bilingual("写成 `{mend}`，或把比例乘以 100", "write `{mend}`, or multiply the share by 100"),
)
PERCENT_OR_SHARE = Pattern(
    "T024",
    Bilingual(
        "一边是百分数（100 是全部），一边是 {share}，像是 0 到 1 之间的比例",
        "one side is a percentage, of which 100 is the whole, and {share} on the other looks like a share between 0 and 1",
    ),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
    severity="warning",
)

COMPARED = Bilingual("比较", "compared")
ADDED = Bilingual("相加减", "added or subtracted")


@attrs.frozen
class Unit:
    """What a unit measures (`of`), how much of the least unit of that it is, and what people call it."""

    of: str
    scale: Fraction
    label: Bilingual


def _unit(of: str, scale: int | Fraction, zh: str, en: str) -> Unit:
    return Unit(of, Fraction(scale), Bilingual(zh, en))


_TABLE: tuple[tuple[Unit, str], ...] = (
    (_unit("share", 1, "比例（0 到 1）", "shares of 1"), "share|fraction|比例"),
    (_unit("share", Fraction(1, 100), "百分数", "percent"), "percent|per cent|%|％|百分比|百分点|个百分点|percentage points"),
    (_unit("share", Fraction(1, 1000), "千分数", "per mille"), "per mille|‰|千分比"),
    (_unit("points", 1, "分", "points"), "points|point|分"),
    (_unit("days", 1, "天", "days"), "days|day|天|日|自然日|calendar days"),
    (_unit("days", 7, "周", "weeks"), "weeks|week|周|星期"),
    (_unit("working days", 1, "工作日", "working days"), "working days|working day|工作日|个工作日"),
    (_unit("months", 1, "月", "months"), "months|month|月|个月"),
    (_unit("months", 12, "年", "years"), "years|年"),
    (_unit("money", 1, "元", "yuan"), "yuan|元|人民币元|rmb|cny"),
    (_unit("money", 1000, "千元", "thousand yuan"), "千元|thousand yuan"),
    (_unit("money", 10_000, "万元", "ten thousand yuan"), "万元|ten thousand yuan|10000 yuan|万|cny 10,000|cny 10000|rmb 10,000|10,000 yuan"),
    (_unit("money", 1_000_000, "百万元", "million yuan"), "百万元|million yuan"),
    (_unit("money", 10_000_000, "千万元", "ten million yuan"), "千万元|ten million yuan"),
    (_unit("money", 100_000_000, "亿元", "hundred million yuan"), "亿元|hundred million yuan|亿"),
)  # fmt: skip
UNITS = {word: unit for unit, words in _TABLE for word in words.split("|")}


def unit_of(kind: ValueType) -> Unit | None:
    """The unit of a number, None where none is known."""
    if not isinstance(kind, NumberType) or not kind.unit:
        return None
    return UNITS.get(" ".join(kind.unit.replace("_", " ").casefold().split()))


def check_units(left: ValueType, right: ValueType, doing: Bilingual, place: Place, faults: Faults) -> bool:
    """Tell of figures of different units, that are compared or added as they stand. Whether there was nothing to tell."""
    one, other = unit_of(left), unit_of(right)
    if one is None or other is None or (one.of, one.scale) == (other.of, other.scale):
        return True
    if one.of != other.of:
        pattern = POINTS_OR_PERCENT if {one.of, other.of} == {"points", "share"} else DIFFERENT_UNITS
        faults.add(pattern, place, left=one.label, right=other.label, doing=doing)
        return False
    small, large = sorted((one, other), key=lambda unit: unit.scale)
    factor = large.scale / small.scale
    faults.add(
        DIFFERENT_SCALES, place, left=one.label, right=other.label, doing=doing, small=small.label, factor=str(factor)
    )  # fmt: skip
    return False


def check_share(left: ValueType, right: ValueType, place: Place, faults: Faults) -> bool:
    """Tell of a share between 0 and 1 that is compared with a percentage. Whether there was nothing to tell."""
    for one, other in ((left, right), (right, left)):
        if not isinstance(one, NumberType) or not isinstance(other, NumberType) or _constant(one) is not None:
            continue
        constant, unit = _constant(other), unit_of(one)
        if unit is not None and (unit.of, unit.scale) == ("share", Fraction(1, 100)):
            if constant is not None and 0 < constant < 1 and not other.unit:
                faults.add(PERCENT_OR_SHARE, place, share=shown(constant), mend=shown(constant * 100))
                return False
        elif one.least == 0 and one.most == 1 and one.decimals != 0:
            percent = constant if constant is not None and 1 < constant <= 100 else None
            if percent is not None:
                faults.add(SHARE_OR_PERCENT, place, percent=shown(percent), mend=shown(percent / 100))
                return False
    return True


def _constant(kind: NumberType) -> Fraction | None:
    return kind.least if kind.least is not None and kind.least == kind.most else None
