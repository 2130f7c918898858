"""Random rules on what is filed and who answers: procedures, coverage, duplicates, chains of responsibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from projgov.domain.choices.works import RETURN_GROUND, ROLE, STEP
from projgov.domain.types import RecordType
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.answering import Answer
from projgov.rules.forms.links import Link
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.steps import Step
from projgov.rules.kinds.answers import Answers
from projgov.rules.kinds.chain import Chain
from projgov.rules.kinds.duplicates import Duplicates
from projgov.rules.kinds.full_coverage import FullCoverage
from projgov.rules.kinds.procedure import Procedure, SameDay
from projgov.testing.feel_scope import NUMBER, TEXT, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Source, Written

_SPANS = ("3 days", "2 working days", "1 week", "5天", "3个工作日", "1个月")
_WITH_STEPS = ("project", "item")
_TAKEN = ("start", "结束日期", "reports.occurred", "inspections.occurred", "comments.answered")
_COMPARED: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]] = {
    PORTFOLIO: (("projects", ("title",)), ("items", ("title", "level")), ("units", ("name",))),
    "project": (("reports", ("kind", "period")), ("filings", ("goal",)), ("evidence", ("by", "occurred"))),
    "unit": (("led projects", ("title", "lead unit")),),
}
_TOP = (("lead unit", "level"), ("co units", "level"), ("", "officer"), ("subject.lead unit", "name"))
_BELOW = (
    ("subject.letter.tasks", "officer"),
    ("subject.baseline.milestones", "due"),
    ("subject.co units", "level"),
)
_COVERS = {
    "unit": ("filings made", "led projects", "主办事项"),
    "project": ("filings", "extensions"),
    "item": ("parts",),
}


def procedure(hand: Hand) -> dict[str, Written]:
    """Steps that have to be taken one after the other: those of filings, or days that the subject has."""
    of_filings = hand.chance(2)
    subject = "project" if of_filings else hand.pick(_WITH_STEPS)
    scope = Scope.of(hand.named, subject)
    each, within = (Source("filings"), scope.filtering(RecordType("filing"))) if of_filings else (None, scope)
    steps = [_step(hand, of_filings, within) for _ in hand.count(1, 3)]
    told = dict.fromkeys(("faults", "skipped", "unfit", "misordered"), TEXT)
    fields = {
        "each": each,
        "steps": [*steps, hand.written(Step, {"id": hand.id("last", "末步"), "day": Source("end")})]
        if not of_filings
        else steps,
        "same_day": hand.maybe(lambda: hand.word(SameDay.options), 3),
        "finished_by": hand.maybe(hand.fixed_day, 3),
        "when": hand.maybe(lambda: hand.applying(within), 4),
        "judged": hand.maybe(lambda: hand.day(within), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "reason": hand.maybe(lambda: hand.reason(scope.with_locals(told, macros=True)), 2),
    }
    return hand.rule(Procedure, ("procedure", "程序"), subject, fields)


def _step(hand: Hand, of_filings: bool, scope: Scope) -> dict[str, Written]:
    """A step, on record among the steps of a filing or as a day of the subject."""
    fields: dict[str, Written | None] = {
        "id": hand.id("step", "步骤"),
        "title": hand.maybe(hand.title, 2),
        "optional": hand.maybe(lambda: hand.pick([True, False]), 3),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
    }
    if of_filings:
        fields |= {
            "kind": hand.word(STEP.options),
            "require": Source("present(document)") if hand.observing and hand.chance(3) else None,
        }
    else:
        fields |= {"day": Source(hand.pick(_TAKEN)), "lasting": hand.maybe(lambda: hand.pick(_SPANS), 3)}
    return hand.written(Step, fields)


def full_coverage(hand: Hand) -> dict[str, Written]:
    """Who has to be covered, by a list or a condition, perhaps in every column."""
    subject = hand.pick(SUBJECTS[:-1])
    scope = Scope.of(hand.named, subject)
    across = "units" if hand.chance(2) else None
    by = Source(hand.pick(_COVERS[subject])) if subject in _COVERS and hand.chance(2) else None
    dated = by is None or by.text in ("filings made", "filings")
    due = hand.fixed_day() if dated and hand.chance(2) else None
    told = scope.with_locals({"count": NUMBER, "holes": TEXT} if across else {}, macros=True)
    fields = {
        "covered_by": by or hand.condition(scope, 3),
        "across": None if across is None else Source(across),
        "due": due,
        "when": hand.maybe(lambda: hand.applying(scope), 2),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(scope), 2),
        "reason": hand.maybe(lambda: hand.reason(told), 2),
        "summary": hand.maybe(
            lambda: "{count}/{expected}: {absentees} {未知}".replace("{未知}", "{待核名单}"), 2
        ),
    }
    return hand.rule(FullCoverage, ("coverage", "覆盖"), subject, fields)


def duplicates(hand: Hand) -> dict[str, Written] | None:
    """What says the same in a list. What is known is compared, and the rest left out: there is none where nothing may observe."""
    if not hand.observing:
        return None
    subject = hand.pick([*_COMPARED])
    scope = Scope.of(hand.named, subject)
    among, same = hand.pick(_COMPARED[subject])
    told = scope.with_locals({"count": NUMBER}, macros=True)
    fields: dict[str, Written | None] = {
        "among": Source(among),
        "same": [Source(one) for one in same],
        "across": hand.maybe(lambda: Source(same[0]), 4),
        "exact": hand.maybe(lambda: hand.pick([True, False]), 3),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "reason": hand.maybe(lambda: hand.reason(told), 2),
    }
    return hand.rule(Duplicates, ("same", "重复"), subject, fields)


def chain(hand: Hand) -> dict[str, Written] | None:
    """Links from the top down. Whether one is named is looked at: there is none where nothing may observe."""
    if not hand.observing:
        return None
    subject = hand.pick(_WITH_STEPS)
    scope = Scope.of(hand.named, subject)
    links: list[dict[str, Written]] = []
    for of, present in [hand.pick(group) for group in (_TOP, _BELOW) for _ in hand.count(0, 1)] or [_TOP[0]]:
        fields: dict[str, Written | None] = {
            "id": hand.id("link", "环"),
            "title": hand.maybe(hand.title, 2),
            "of": Source(of) if of else None,
            "role": None if of else hand.word(ROLE.options),
            "require_present": [Source(present)] if hand.chance(2) else None,
            "optional": hand.maybe(lambda: hand.pick([True, False]), 3),
            "when": hand.maybe(lambda: hand.applying(scope), 4),
        }
        links.append(hand.written(Link, fields))
    told = scope.with_locals({"place": TEXT, "link": TEXT, "gaps": TEXT}, macros=True)
    whole: dict[str, Written | None] = {
        "links": list(links),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(scope), 2),
        "reason": hand.maybe(lambda: hand.reason(told), 2),
    }
    return hand.rule(Chain, ("chain", "责任"), subject, whole)


def answers(hand: Hand) -> dict[str, Written] | None:
    """How filings are answered. Whether a ground is named is looked at: there is none where nothing may observe."""
    if not hand.observing:
        return None
    scope = Scope.of(hand.named, "project")
    written: list[dict[str, Written]] = []
    for _ in hand.count(1, 2):
        fields: dict[str, Written | None] = {
            "id": hand.id("answer", "答复"),
            "step": hand.word(STEP.options),
            "title": hand.maybe(hand.title, 2),
            "grounds": [hand.word(RETURN_GROUND.options) for _ in hand.count(1, 2)],
            "refiled_within": hand.maybe(lambda: hand.pick(_SPANS), 2),
        }
        written.append(hand.written(Answer, fields))
    told = scope.with_locals({"fault": TEXT}, macros=True)
    whole: dict[str, Written | None] = {
        "answers": list(written),
        "answered_within": hand.maybe(lambda: hand.pick(_SPANS), 2),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "reason": hand.maybe(lambda: hand.reason(told), 2),
    }
    return hand.rule(Answers, ("answers", "答复"), "project", whole)
