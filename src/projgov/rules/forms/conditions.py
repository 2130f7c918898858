"""Conditions that a thing has to meet: labelled ones, each told by its title where it fails, and others.

Kinds of rule that ask such things at different times of a year share this form: what is filed (`filing`), what a list of fixed items
asks (`checklist`), how work is supervised (`supervision`), closed (`closing`) and spread (`promotion`). They differ in their section,
in what a failure comes to unless the rule says otherwise, and in nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.domain.types import NullType, TextType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Finding
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.deadline import JUDGED_WHEN_DUE
from projgov.rules.forms.evidence import with_evidence
from projgov.rules.forms.meant import meant
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.owing import owed, soon, span
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.requirement import NOTHING_REQUIRED, Requirement, all_of, requirement
from projgov.rules.forms.results import COUNT, check_entries, tallies
from projgov.rules.forms.written import Expression, Rule, key

EMPTY_ITEM = Pattern(
    "F580",
    Bilingual("`{item}` 这一项没有写要求什么", "the item `{item}` requires nothing"),
    Bilingual(
        "写 `require:`、`require present:` 或 `evidence:`",
        "write `require:`, `require present:` or `evidence:`",
    ),
)
REMIND_WITHOUT_DUE = Pattern(
    "F581",
    Bilingual("写了 `{key}`，没有写期限", "there is `{key}`, and no day that it is counted from"),
    Bilingual("写上 `due:`，或者去掉 `{key}`", "write `due:`, or leave out `{key}`"),
)
_TEXT = TextType()
_SEPARATOR = {"zh": "、", "en": ", "}
LACKING = "lacking"


class ConditionItem(Part):
    """One labelled condition; `rule.item` tells other rules whether it is met, where the rule judges a subject as a whole."""

    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    evidence: list[str] = key(
        "要求佐证",
        default=[],
        options=EVIDENCE_KIND.options,
        meaning="the kinds of evidence of the subject that have to be there",
    )
    when: Expression | None = key("适用", default=None, meaning="nothing is asked where this is false")


class Conditions(Rule):
    """A rule of this form."""

    each: Expression | None = key(
        "逐条",
        "for each",
        "每条",
        "每项",
        "逐项",
        default=None,
        meaning="judge every record of this list, such as `filings`",
    )
    due: Expression | None = key(
        "期限", "最迟", "截止", default=None, meaning="the day by which it has to be so, in place of `judged`"
    )
    remind: str | None = key(
        "提前提醒", default=None, span=True, meaning="how long before its day it is soon due: `10 days`"
    )
    items: list[ConditionItem] = key(
        "各项",
        "项目清单",
        "条款",
        default=[],
        meaning="conditions with titles; a reason can name those that fail",
    )
    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    unless: Expression | None = key(
        "除非",
        "例外",
        "除外",
        default=None,
        meaning="where true, nothing is found, whatever fails: an exception",
    )
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


def declare(rule: Conditions, lowering: Lowering) -> Binding:
    """The names that a rule gives: how its occasions came out, and of a subject judged as a whole each item."""
    own: dict[str, ValueType] = {}
    if rule.items and rule.each is None:
        own = dict.fromkeys((canonical_name(item.id) for item in rule.items), BOOLEAN)
        own[LACKING] = COUNT
    return lowering.binding(None, {**own, **check_entries()})


def lower(rule: Conditions, lowering: Lowering) -> Lowered:
    """One check for each subject or record, and what is found where it fails."""
    header = lowering.header()
    over, scope = lowering.each(rule.each)
    judged, scope = _day(rule, lowering, scope)
    ids = part_ids(rule.items, "items", (*check_entries(), LACKING), lowering)
    items = [_item(item, index, scope, lowering) for index, item in enumerate(rule.items)]
    required = requirement(rule.require, rule.require_present, lowering, scope)
    if not required and not rule.items:
        lowering.faults.add(NOTHING_REQUIRED, header.place, rule=rule.id)
        return Lowered()
    conditions = (*(holds for holds, _ in items), *required.conditions)
    holds = all_of(conditions, header.place)
    if rule.unless is not None:
        holds = nodes.Or((lowering.condition(rule.unless, scope), holds), place=header.place)
    check = Check(
        header.id,
        header.subject,
        holds,
        header.title,
        lowering.applies(scope),
        judged,
        lowering.seen(over, judged),
        place=header.place,
    )
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    absent = required
    for _, part in reversed(items):
        absent = Requirement((*part.conditions, *absent.conditions), (*part.named, *absent.named))
    labels = [item.label for item in rule.items]
    zh, en = (
        absent.scope(lacking(scope, language, [h for h, _ in items], labels), language)
        for language in LANGUAGES
    )
    finding = Finding(
        header, (check.id,), outcome, lowering.against(scope), lowering.message(rule.reason, zh, en)
    )
    if rule.due is not None and judged is not None:
        finding = attrs.evolve(
            finding, owed=owed(check, soon=soon(judged, span(rule.remind, "remind", lowering)))
        )
    definitions = tallies(header.id, header.subject, (check.id,), lowering.this(), header.place)
    if rule.each is None and items:
        definitions = (*_told(ids, [h for h, _ in items], judged, lowering), *definitions)
    return Lowered(definitions, (check,), (finding,))


def _day(rule: Conditions, lowering: Lowering, scope: Scope) -> tuple[Node | None, Scope]:
    """The day judged, and the scope in which conditions can name it as `due`."""
    if rule.due is None:
        if rule.remind is not None:
            lowering.faults.add(REMIND_WITHOUT_DUE, lowering.place_of(("remind",)), key="remind")
        return lowering.judged(scope), scope
    if rule.judged is not None:
        lowering.faults.add(JUDGED_WHEN_DUE, lowering.place_of(("judged",)))
    due = lowering.day(rule.due, scope)
    return due, scope.with_locals({"due": due, "期限": due})


def _item(item: ConditionItem, index: int, scope: Scope, lowering: Lowering) -> tuple[Node, Requirement]:
    """What one item asks: that it holds (or does not apply), and what it names as absent."""
    place = lowering.place_of(("items", index, "id"))
    required = requirement(item.require, item.require_present, lowering, scope)
    for number, word in enumerate(item.evidence):
        required = with_evidence(
            word, required, scope, lowering.place_of(("items", index, "evidence", number)), lowering
        )
    if not required:
        if not item.evidence:
            lowering.faults.add(EMPTY_ITEM, place, item=item.id)
        return nodes.TRUE, required
    holds = required.holds(place)
    if item.when is None:
        return holds, required
    applies = lowering.condition(item.when, scope)
    named = tuple(
        (nodes.Or((nodes.Not(applies), there), place=place), name) for there, name in required.named
    )
    return nodes.Or((nodes.Not(applies, place=place), holds), place=place), Requirement(
        required.conditions, named
    )


def lacking(scope: Scope, language: Language, items: Sequence[Node], labels: Sequence[Bilingual]) -> Scope:
    """The scope of a reason in `language`: `lacking` (所缺) lists the titles of the items that surely fail."""
    if not items:
        return scope
    nothing = nodes.Literal(None, NullType())
    told = tuple(
        nodes.Case(
            (nodes.Row(nodes.Not(nodes.Present(holds)), nothing), nodes.Row(holds, nothing)),
            nodes.Literal(label.in_(language), _TEXT),
            _TEXT,
        )
        for holds, label in zip(items, labels, strict=True)
    )
    listed = nodes.Call("listing", (nodes.Literal(_SEPARATOR[language], _TEXT), *told), _TEXT)
    return scope.with_locals({LACKING: listed, "所缺": listed, "未做到": listed})


def _told(
    ids: Sequence[str], items: Sequence[Node], judged: Node | None, lowering: Lowering
) -> tuple[Definition, ...]:
    """Whether each item is met, and how many are not; where the rule does not apply, nothing is lacking."""
    header = lowering.header()
    applies = lowering.applies()
    if applies is not None:
        items = [nodes.Or((nodes.Not(applies), holds), place=header.place) for holds in items]
    own = tuple(
        Definition(f"{header.id}.{name}", header.subject, holds, BOOLEAN, judged, header.place)
        for name, holds in zip(ids, items, strict=True)
    )
    scope = Scope.of(lowering.names, lowering.faults, header.subject).with_locals(
        {f"item_{index}": holds for index, holds in enumerate(items)}
    )
    text = " + ".join(f"(if item_{index} then 0 else 1)" for index in range(len(items)))
    count = meant(text, scope, header.place, COUNT)
    return (*own, Definition(f"{header.id}.{LACKING}", header.subject, count, COUNT, judged, header.place))


def kind_of(section: str, names: tuple[str, ...], label: Bilingual, model: type[Conditions]) -> Kind:
    """A kind of rule of this form."""
    return Kind(section, names, label, model, declare, lower)
