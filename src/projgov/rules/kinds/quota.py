"""Quotas (数量要求): how many there have to be, in the whole portfolio or for each subject.

A quota counts the items of a list and sets the least or the greatest number, or the exact one. The list is an expression: the
projects of one origin, the projects that a unit leads. The bounds are numbers, parameters or expressions.

    quota:
      - id: existing_work
        on: portfolio
        count: projects[origin = "existing"]
        least: 1
        reason: {zh: 全年没有盘活存量的项目, en: No project takes existing work further}
      - id: everyone_filed
        on: unit
        when: level in ("county", "department")
        count: led projects
        least: 1
        otherwise: flag
        reason: {zh: "主办项目{count}个，至少应有{least}个", en: "{count} projects led, and at least {least} are wanted"}

A reason can name `count`, `least` and `most` (数量, 至少, 至多). Other rules can use `everyone_filed.count`, and `.met`, `.unmet`
and `.pending` like those of any rule. The explanation of a subject tells the quotas that it meets, too, with the numbers.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.core.program import Check, Definition, Finding
from projgov.rules.core.scope import Binding
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.bounds import Bounded, bounds, counted
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Expression, key

NO_BOUND = Pattern(
    "F132",
    Bilingual("规则 `{rule}` 没有写要多少", "the rule `{rule}` does not say how many there have to be"),
    Bilingual("写 `least:`、`most:` 或 `exactly:`", "write `least:`, `most:` or `exactly:`"),
)


class Quota(Bounded):
    """One quota."""

    count: Expression = key("计数", "数量", meaning="a list; the number of its items counts")
    otherwise: str = key("否则", options=OUTCOMES, default="shortfall", meaning="what a failure comes to")


def declare(rule: Quota, lowering: Lowering) -> Binding:
    count = counted(lowering.expression(rule.count), lowering)
    return lowering.binding(None, {**check_entries(), "count": count.type})


def lower(rule: Quota, lowering: Lowering) -> Lowered:
    header = lowering.header()
    count = counted(lowering.expression(rule.count), lowering)
    limits = bounds(rule, lowering)
    if not limits:
        lowering.faults.add(NO_BOUND, header.place, rule=rule.id)
        return Lowered()
    judged = lowering.judged()
    check = Check(
        header.id,
        header.subject,
        limits.hold(count, header.place),
        header.title,
        lowering.applies(),
        judged,
        place=header.place,
    )
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    reason = lowering.message(rule.reason, lowering.scope.with_locals(limits.locals(count)))
    number = Definition(f"{header.id}.count", header.subject, count, count.type, judged, header.place)
    return Lowered(
        (number, *tallies(header.id, header.subject, (check.id,), lowering.this(), header.place)),
        (check,),
        (Finding(header, (check.id,), outcome, lowering.against(), reason, tells_met=True),),
    )


KIND = Kind("quota", ("数量要求",), Bilingual("数量要求", "quota"), Quota, declare, lower)
