"""Filing criteria (立项条件): what has to be there before a project is established.

A filing rule names what has to be present, or a condition that has to hold, and what a failure comes to: the filing is sent
back to be completed (补正), returned (退回), not established (不予立项), not issued (暂不下发), or only flagged (提示).

    filing:
      - id: guidebook_complete
        on: project
        require present: [guidebook.content, lead unit]
        otherwise: not issued
        reason: {zh: "项目指导书缺少:{absent}", en: "The guidebook lacks {absent}"}

With `each` a rule judges every record of a list, each on a day of its own where `judged` names one (`judged: occurred`). Records
that occurred after the assessment year are for the rules of the next.
"""

from __future__ import annotations

from projgov.diagnostics import LANGUAGES, Bilingual
from projgov.rules.core.program import Check, Finding
from projgov.rules.core.scope import Binding
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.requirement import NOTHING_REQUIRED, requirement
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Expression, Rule, key


class Filing(Rule):
    """One filing criterion."""

    each: Expression | None = key(
        "逐条",
        "for each",
        "每条",
        "每项",
        default=None,
        meaning="judge every record of this list, such as `filings`",
    )
    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    otherwise: str = key("否则", options=OUTCOMES, default="to complete", meaning="what a failure comes to")


def declare(rule: Filing, lowering: Lowering) -> Binding:
    return lowering.binding(None, check_entries())


def lower(rule: Filing, lowering: Lowering) -> Lowered:
    header = lowering.header()
    over, scope = lowering.each(rule.each)
    required = requirement(rule.require, rule.require_present, lowering, scope)
    if not required:
        lowering.faults.add(NOTHING_REQUIRED, header.place, rule=rule.id)
        return Lowered()
    judged = lowering.judged(scope)
    check = Check(
        header.id,
        header.subject,
        required.holds(header.place),
        header.title,
        lowering.applies(scope),
        judged,
        lowering.seen(over, judged),
        place=header.place,
    )
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    zh, en = (required.scope(scope, language) for language in LANGUAGES)
    reason = lowering.message(rule.reason, zh, en)
    finding = Finding(header, (check.id,), outcome, lowering.against(scope), reason)
    definitions = tallies(header.id, header.subject, (check.id,), lowering.this(), header.place)
    return Lowered(definitions, (check,), (finding,))


KIND = Kind("filing", ("立项条件",), Bilingual("立项条件", "filing criteria"), Filing, declare, lower)
