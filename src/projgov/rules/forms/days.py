"""Deadlines of rules, lowered: phrases, expressions, and so long before or after either; and what is said of a day of the year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, nearest
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.days import NOT_EVERY_YEAR, is_of_leap_years
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.references import UNKNOWN_NAME
from projgov.rules.core.scope import Faults, Scope
from projgov.rules.core.typing import DATE
from projgov.rules.core.ways import of_records
from projgov.rules.forms.counted import away, counted, moved
from projgov.rules.forms.deadline import has_year, phrase, point
from projgov.rules.forms.deadline_mends import mistaken_deadline, no_deadline
from projgov.rules.forms.texts import Expression

if TYPE_CHECKING:
    from projgov.rules.forms.base import Lowering

NO_PERIOD = Pattern(
    "N030",
    Bilingual("这里没有报送期，说不上“期末”", "there is no period here whose end could be meant"),
    Bilingual("写明日期，如 `一季度末`、`11-30`", "name the day, as in `end of quarter 1` or `11-30`"),
)
OUTSIDE_YEAR = Pattern(
    "C032",
    Bilingual(
        "`{found}` 是 {day}，不在考核年度（{first} 至 {last}）之内",
        "`{found}` is {day}, which is not in the assessment year, {first} to {last}",
    ),
    Bilingual("写明年份，如 `{mend}`", "say the year as well, as in `{mend}`"),
)
_SIGNS = re.compile(r"[()\[\]{}\"@=<>+*]| at ")
_YEAR_BEGINS = re.compile(r"(?:the )?start of (?:the )?assessment year|考核年度(?:初|开始)", re.IGNORECASE)
_YEAR_ENDS = re.compile(
    r"(?:by |before )?(?:the )?end of (?:the )?assessment year|考核年度(?:末|底|结束)(?:之?前|以前)?",
    re.IGNORECASE,
)
_SO_OFTEN = 8


def lower_day(lowering: Lowering, written: Expression, scope: Scope, depth: int = _SO_OFTEN) -> Node:
    """The node of a deadline. What is wrong with it is gathered, and a stand-in returned."""
    quoted = written.scalar.style == "double"
    if not quoted and depth and (told := moved(written.text)) is not None:
        function, end = told
        day = lower_day(lowering, written.part(0, end), scope, depth - 1)
        return POISON if is_poison(day) else nodes.Call(function, (day,), DATE, place=written.scalar.place)
    found = assessment_day(lowering, written) or phrase(written.text, lowering.year, written.scalar.place)
    if found is None:
        return _computed(lowering, written, scope, 0 if quoted else depth)
    doubt_day(lowering, written, found)
    return _bound(found, scope)


def assessment_day(lowering: Lowering, written: Expression) -> Node | None:
    """The first or last day of the assessment year, None where the text names neither."""
    words = " ".join(written.text.split())
    for form, day in ((_YEAR_BEGINS, lowering.first_day), (_YEAR_ENDS, lowering.last_day)):
        if form.fullmatch(words):
            return nodes.Literal(day, DATE, place=written.scalar.place)
    return None


def doubt_day(lowering: Lowering, written: Expression, found: Node) -> None:
    """Tell of a day without a year that lies outside the assessment year, or that some years lack."""
    if point(written.text, lowering.year, written.scalar.place) is None or has_year(written.text):
        return
    if is_of_leap_years(found) and "29" in written.text:
        lowering.faults.add(NOT_EVERY_YEAR, found.place)
    if not isinstance(found, nodes.Literal) or not isinstance(found.value, date):
        return
    first, last = lowering.first_day, lowering.last_day
    if not first <= found.value <= last:
        lowering.faults.add(
            OUTSIDE_YEAR,
            found.place,
            found=written.text,
            day=found.value.isoformat(),
            first=first.isoformat(),
            last=last.isoformat(),
            mend=_in_span(found.value, first, last).isoformat(),
        )


def _in_span(day: date, first: date, last: date) -> date:
    """The same day of a year of the span; the day itself where the span has none."""
    for year in range(first.year, last.year + 1):
        try:
            other = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if first <= other <= last:
            return other
    return day


def _computed(lowering: Lowering, written: Expression, scope: Scope, depth: int) -> Node:
    """The node of an expression that gives a day, or of one from which is counted; where there is none, what was meant."""
    node, faults = _attempt(lowering, scope, lambda own, within: own.expression(written, DATE, within))
    if not _wrong(faults):
        lowering.faults.extend(faults)
        return node
    count = counted(written.text) if depth else None
    told = _meant(lowering, written, scope)
    if count is not None and told is not None and count.anchor == "end":
        count = None  # of the two ends, that of the period and that of the subject, the file has to say which
    if count is not None:
        part = written.part(count.start, count.end)
        start, of_start = _attempt(
            lowering, scope, lambda own, within: lower_day(own, part, within, depth - 1)
        )
        if not _wrong(of_start):
            lowering.faults.extend(of_start)
            return POISON if is_poison(start) else away(start, count)
        faults = of_start
    if told is None and count is None and _is_no_expression(written.text, faults, scope):
        told = None if _is_near(written.text, scope) else no_deadline(written.text, written.scalar.place)
    lowering.faults.extend(faults if told is None else (told,))
    return POISON


def _is_near(text: str, scope: Scope) -> bool:
    """Whether a text is nearly a name that can stand here, or one of records: the fault of the name tells more."""
    name = canonical_name(text)
    return nearest(name, scope.visible()) is not None or of_records(name, scope) is not None


def _meant(lowering: Lowering, written: Expression, scope: Scope) -> Diagnostic | None:
    """What to say of a text that means a deadline and is not written as one."""
    period = "period" in scope.locals
    return mistaken_deadline(written.scalar.text, lowering.year, written.scalar.place, period=period)


def _attempt(
    lowering: Lowering, scope: Scope, lower: Callable[[Lowering, Scope], Node]
) -> tuple[Node, Faults]:
    """What lowering gives, and its faults apart."""
    faults = lowering.faults.apart()
    return lower(attrs.evolve(lowering, faults=faults), attrs.evolve(scope, faults=faults)), faults


def _wrong(faults: Iterable[Diagnostic]) -> bool:
    return any(fault.is_error for fault in faults)


def _is_no_expression(text: str, faults: Faults, scope: Scope) -> bool:
    """Whether a faulty text can hardly have been meant for an expression: words or digits alone, and no name near them."""
    if _SIGNS.search(text):
        return False
    unknown = any(f.pattern is UNKNOWN_NAME for f in faults)
    if not (unknown or not text.isidentifier()):
        return False
    return faults.offers.spent() or nearest(text, scope.visible()) is None


def _bound(node: Node, scope: Scope) -> Node:
    """`node` with the variable `period` replaced by what stands for it in `scope`."""
    match node:
        case nodes.Variable(name="period"):
            if (period := scope.locals.get("period")) is not None:
                return period
            scope.faults.add(NO_PERIOD, node.place)
            return POISON
        case nodes.Call(arguments=arguments):
            return attrs.evolve(node, arguments=tuple(_bound(a, scope) for a in arguments))
        case nodes.Arithmetic(left=left, right=right):
            return attrs.evolve(node, left=_bound(left, scope), right=_bound(right, scope))
    return node
