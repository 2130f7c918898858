"""The numbers and days of a ladder: how often, within how many days, and by which day, counted from that of the step."""

from __future__ import annotations

import re

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NumberType
from projgov.reading.numerals import number_meant
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults, Scope
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_signals import WRONG_WORD
from projgov.rules.forms.written import Expression

FROM_NO_DAY = Pattern(
    "F179",
    Bilingual("`{found}` 没有写从哪一天数起", "`{found}` does not say from which day it is counted"),
    Bilingual(
        "从采取这一步的那一天数起，写 `{zh}`",
        "counted from the day of the step it is `{en}`",
    ),
)
NOT_A_COUNT = Pattern(
    "F178",
    Bilingual(
        "`{key}` 要写 1 以上的整数，写的是 `{found}`",
        "`{key}` is a whole number from 1, and this is `{found}`",
    ),
    Bilingual("{mend}", "{mend}"),
)
_ANY_COUNT = Bilingual("写整数，或一个参数", "write a whole number, or a parameter")
_TIMES = re.compile(r"(\S+?)\s*(?:times?|次以上|次)", re.IGNORECASE)
_WITHIN = Bilingual(
    "写 `当月`、`当季`、`当半年`、`当年`，或天数，如 `90天`",
    "write `month`, `quarter`, `half-year`, `year`, or a number of days, as in `90 days`",
)
_DAYS = re.compile(r"(\d{1,4})\s*(?:days?|[天日])")
_A_NUMBER = NumberType()
_SPAN = re.compile(
    r"(?:within\s+|in\s+)?(?P<number>\S+?)\s*"
    r"(?P<unit>个?工作日|天|日|个?月|个星期|周|working days?|days?|weeks?|months?)(?:以内|之内|内)?"
)
_UNITS = {
    "个工作日": ("个工作日", "working days"),
    "工作日": ("个工作日", "working days"),
    "天": ("天", "days"),
    "日": ("天", "days"),
    "个月": ("个月", "months"),
    "月": ("个月", "months"),
    "个星期": ("周", "weeks"),
    "周": ("周", "weeks"),
}
_ENGLISH = {en.removesuffix("s"): (zh, en) for zh, en in _UNITS.values()}


def times(written: Expression, path: tuple[str | int, ...], lowering: Lowering) -> Node:
    """How often: a number. One with its unit (3次, `3 times`) is answered with the number."""
    found = _TIMES.fullmatch(written.text.strip())
    meant = None if found is None else number_meant(found[1])
    if meant is not None and meant.digits.isdigit():
        mend = Bilingual(f"数字写成 `{meant.digits}`", f"write the number `{meant.digits}`")
        place = lowering.place_of(path)
        lowering.faults.add(NOT_A_COUNT, place, key=str(path[-1]), found=written.text, mend=mend)
        return POISON
    number = lowering.expression(written, _A_NUMBER)
    _from_one(number, written, path, lowering)
    return number


def _from_one(number: Node, written: Expression, path: tuple[str | int, ...], lowering: Lowering) -> None:
    """A number that stands there and is no whole one from 1 is a fault."""
    if number is POISON or not isinstance(number, nodes.Literal):
        return
    if not (isinstance(number.value, int) and number.value >= 1):
        place = lowering.place_of(path)
        lowering.faults.add(NOT_A_COUNT, place, key=str(path[-1]), found=written.text, mend=_ANY_COUNT)


def days(written: Expression, path: tuple[str | int, ...], lowering: Lowering) -> Node:
    """A number of days: `90 days`, 90天, or an expression that gives a number. A word that is no name is answered with the periods."""
    match = _DAYS.fullmatch(written.text.strip())
    if match is not None:
        number: Node = nodes.Literal(int(match[1]), _A_NUMBER, place=written.scalar.place)
    else:
        tried = attrs.evolve(lowering, faults=Faults())
        number = tried.expression(written, _A_NUMBER)
        found = tried.faults.found
        if found and all(fault.code == "N001" or fault.code[0] == "X" for fault in found):
            lowering.faults.add(WRONG_WORD, lowering.place_of(path), name=written.text, offer=_WITHIN)
        else:
            lowering.faults.extend(found)
    _from_one(number, written, path, lowering)
    return number


def deadline(written: Expression, scope: Scope, path: tuple[str | int, ...], lowering: Lowering) -> Node:
    """The day that a deadline means. One that is a span of time alone (30天内) is answered with the day it is counted from."""
    found = _SPAN.fullmatch(written.text.strip())
    meant = None if found is None else number_meant(found["number"])
    if found is None or meant is None or not meant.digits.isdigit():
        return lowering.day(written, scope)
    unit = found["unit"]
    zh, en = _UNITS.get(unit) or _ENGLISH[unit.removesuffix("s")]
    place = lowering.place_of(path)
    lowering.faults.add(
        FROM_NO_DAY,
        place,
        found=written.text,
        zh=f"起始日后{meant.digits}{zh}",
        en=f"{meant.digits} {en.removesuffix('s') if meant.digits == '1' else en} after since",
    )
    return POISON
