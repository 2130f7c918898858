"""Procedures (办理程序): the steps that something has to go through, one after the other and none left out.

A procedure lists its steps in their order. It is judged whether each was taken, and after the one before.

    procedure:
      - id: filing_steps
        on: project
        each: filings
        steps:
          - {id: survey, title: {zh: 深入调查, en: survey}}
          - {id: collective study}
          - {id: submitted, require: present(document)}
          - {id: public notice, lasting: 5 working days}
          - {id: registered, optional: true}
        otherwise: returned
        against: by
        reason: {zh: "申报程序不全：{faults}", en: "The filing did not go through every step: {faults}"}
      - id: assigned_checked_answered
        on: item
        finished by: end of year
        steps:
          - {id: assigned, title: {zh: 布置, en: assigned}, day: assigned}
          - {id: checked, title: {zh: 检查, en: checked}, day: inspections.occurred}
          - {id: answered, title: {zh: 反馈, en: answered}, day: comments.answered}

The steps of a filing are on record in its `steps`; `of` names another list of dated entries (`of: evidence`). Which step an entry
is says its `kind`, and its day is the day it `occurred`; `told by` and `dated by` name other fields (`told by: stage`). A step is
known among the entries by its `kind`, or else by its id. Where a step is on record elsewhere, `day` gives its day or its days.

- Steps count that were taken by the day judged (without `judged`, by the day of evaluation).
- Of several entries of one step it is enough that one fits in with the others. Two steps on one day are in order, unless it says
  `same day: not in order` (同日: 视为无序).
- A step that is `optional` can be left out, and so can one of which `when` is false; if it is taken, it has to be taken in its turn.
- What `require` asks of a step is asked of its entry, whose fields stand by their bare names; an entry without it is no such step.
- `lasting` says how long after a step the next may be taken at the earliest (公示不少于5个工作日). The day of the step itself is not
  counted, and on the last day counted the next step may be taken.
- Every step has to be there, unless `finished by` names the day from which that is asked. Before it steps at the end can be
  lacking; a gap, and a step before its turn, are found at once.

Where steps or a day are missing from the data, the rule is undetermined, and they are named. What is there can
still show that all is in order: of a register that may lack entries, too.

A reason can name `skipped` (缺少的步骤), the steps that are lacking, `unfit` (不合要求的步骤), those that were taken not as `require`
asks, `misordered` (次序有误的步骤), those that were taken too early, with the days, and `faults` (程序问题), all of that in a
sentence, which is the reason where none is written. With `each` it can name `item`.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Language, Pattern
from projgov.rules.core.program import Check, Finding, Message
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.step_order import Order
from projgov.rules.forms.steps import Step, Steps
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, Rule, key

FEW_STEPS = Pattern(
    "F504",
    Bilingual("规则 `{rule}` 没有写步骤", "the rule `{rule}` has no steps"),
    Bilingual("在 `steps:` 下按先后写出步骤", "list the steps in their order under `steps:`"),
)
_CHINESE = {
    "skipped": "缺少的步骤",
    "unfit": "不合要求的步骤",
    "misordered": "次序有误的步骤",
    "faults": "程序问题",
}


@attrs.frozen
class SameDay(Word):
    """Whether two steps on one day are in order."""

    what = Bilingual("同日的处理", "way of taking steps on one day")
    options = (
        option("in_order", "视为有序", "in order", "有序"),
        option("not_in_order", "视为无序", "not in order", "无序", "不可同日"),
    )


class Procedure(Rule):
    """One procedure."""

    each: Expression | None = key(
        "逐条",
        "for each",
        "每条",
        "每项",
        "逐项",
        default=None,
        meaning="judge every record of this list, such as `filings`",
    )
    of: Expression | None = key(
        "步骤记录",
        "步骤取自",
        default=None,
        meaning="the list of dated entries; else the `steps` of what is judged",
    )
    told_by: Expression | None = key(
        "步骤字段", default=None, meaning="the field of an entry that says which step it is; else `kind`"
    )
    dated_by: Expression | None = key(
        "日期字段", default=None, meaning="the field of an entry that gives its day; else `occurred`"
    )
    steps: list[Step] = key("步骤", "步骤列表", default=[], meaning="the steps, in their order")
    same_day: SameDay = key(
        "同日", default=SameDay("in_order"), meaning="whether two steps on one day are in order"
    )
    finished_by: Expression | None = key(
        "办结期限",
        default=None,
        meaning="the day from which every step has to be there; else it is asked at once",
    )
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


def declare(rule: Procedure, lowering: Lowering) -> Binding:
    return lowering.binding(None, check_entries())


def lower(rule: Procedure, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.steps:
        lowering.faults.add(FEW_STEPS, lowering.place_of(("steps",)), rule=rule.id)
        return Lowered()
    part_ids(rule.steps, "steps", (), lowering)
    over, scope = lowering.each(rule.each)
    taken = Steps(rule.steps, rule.of, rule.told_by, rule.dated_by, scope, lowering).taken()
    end = None if rule.finished_by is None else lowering.day(rule.finished_by, scope)
    order = Order(taken, rule.same_day.code == "in_order", end, header.place)
    judged = lowering.judged(scope)
    check = Check(
        header.id,
        header.subject,
        order.holds(),
        header.title,
        lowering.applies(scope),
        judged,
        lowering.seen(over, judged),
        place=header.place,
    )

    def within(language: Language) -> Scope:
        named = order.texts(language)
        return scope.with_locals(named | {_CHINESE[name]: node for name, node in named.items()})

    zh, en = within("zh"), within("en")
    reason = lowering.message(rule.reason, zh, en) or Message((zh.locals["faults"],), (en.locals["faults"],))
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    finding = Finding(header, (check.id,), outcome, lowering.against(scope), reason)
    counts = tallies(header.id, header.subject, (check.id,), lowering.this(), header.place)
    return Lowered(counts, (check,), (finding,))


KIND = Kind("procedure", ("办理程序", "程序"), Bilingual("办理程序", "procedure"), Procedure, declare, lower)
