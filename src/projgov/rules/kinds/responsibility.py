"""Responsibilities (责任落实): who has to answer for the work, and that they are named.

A rule names a role and how many have to hold it (at least one, where it does not say). A responsibility counts while it is in
force: it began on or before the judged day and has not ended before it. Where it does not say from when, it is not known to
be in force, and the rule is undetermined unless enough others are.

    responsibility:
      - id: one_linked_leader
        on: project
        judged: end of year
        role: linked leader
        held by: officer
        exactly: 1
        reason: {zh: "挂钩领导应为1名，现有{count}名", en: "There has to be one linked leader, and there are {count}"}
      - id: responsible_leader
        on: project
        judged: end of year
        role: responsible leader
        held by: officer
        head of unit: head_required = true
        require present: [lead unit, co units]
        reason: {zh: "未明确：{absent}", en: "Not named: {absent}"}

`held by` counts only responsibilities of officers, or only those of units. `among` narrows further whom to count: a condition on
the responsibility, which is called `r`, and whose fields can stand by their bare names. `head of unit` says of which of those
counted the holder has to be head of the lead unit: to hold the post of head there, in force on the judged day.
`require` can use `holders` (担任者), the list of those counted, and `count`. A reason can name `count`, `least`, `most`,
`holders` and `absent`, the list of what is lacking, the role included.

More can be asked of the holders: the post that they hold (`in post: secretary`, in the lead unit or `of unit: lead unit.parent`), a role
that they must not hold as well (`not also: project lead`, so that nobody supervises himself), and that a change of the holder is on record: with
`handover recorded: 10 days` whoever took over has to be registered (`recorded`) within so long after the first day, and with
`without gap: true` no later than the day after the last day of the one before. `absent` names these, too, where they are lacking.

      - id: superior
        on: project
        judged: end of year
        role: superior
        held by: officer
        in post: secretary
        of unit: lead unit.parent
        not also: project lead
        reason: {zh: "上级负责人缺少：{absent}", en: "Of the superior is lacking: {absent}"}
      - id: held_to_the_end
        on: project
        judged: end of year
        role: project lead
        handover recorded: 10 days
        without gap: true
        reason: {zh: "一抓到底，缺少：{absent}", en: "Not held to the end, lacking: {absent}"}

A rule without a role only requires: `require present: [lead unit, co units]`.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Pattern, Place
from projgov.domain.choices.works import ROLE
from projgov.domain.types import ChoiceType, ListType, Option, RecordType
from projgov.domain.vocabulary import Record, canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Definition, Finding
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.bounds import Bounded, Bounds, at_least, bounds
from projgov.rules.forms.holders import JUDGED, Holding, all_heads, demands, in_force, member_of
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.requirement import NOTHING_REQUIRED, Requirement, requirement
from projgov.rules.forms.results import COUNT, check_entries, tallies
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, key

UNKNOWN_ROLE = Pattern(
    "N031",
    Bilingual("不认识的责任角色 `{name}`", "unknown role `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_ROLES_HERE = Pattern(
    "F133",
    Bilingual(
        "这里的对象（{subject}）没有责任分工", "what is judged here ({subject}) has no responsibilities"
    ),
    Bilingual(
        "`role` 用于有责任分工的对象，如 `project`",
        "use `role` on what has responsibilities, such as `project`",
    ),
)
NEEDS_ROLE = Pattern(
    "F134",
    Bilingual("写了 `{key}`，没有写是哪个角色", "`{key}` is written, and no role"),
    Bilingual("加上 `role:`", "add `role:`"),
)
HEAD_IS_AN_OFFICER = Pattern(
    "F136",
    Bilingual("由单位承担的责任不能要求一把手", "what a unit holds cannot be held by the head of a unit"),
    Bilingual("把 `held by` 写成 `officer`", "write `held by: officer`"),
)
_ROLE_KEYS = ("held_by", "exactly", "least", "most", "among", "head_of_unit")


@attrs.frozen
class Holder(Word):
    """Who holds a responsibility."""

    what = Bilingual("承担者", "kind of holder")
    options = (option("officer", "干部", "officer"), option("unit", "单位", "unit"))


class Responsibility(Bounded, Holding):
    """Who has to be named."""

    role: str | None = key("角色", options=ROLE.options, default=None, meaning="the role that has to be held")
    held_by: Holder | None = key(
        "承担者", default=None, meaning="count only officers (干部), or only units (单位)"
    )
    among: Expression | None = key("限于", "范围", default=None, meaning="a condition on those who count")
    head_of_unit: Expression | None = key(
        "一把手", default=None, meaning="where true, the holder is the lead unit's head"
    )
    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


@attrs.frozen
class _Held:
    """The role of a rule: who holds it, and whether that is enough."""

    role: Option
    limits: Bounds
    holders: Node
    count: Node
    heads: Node | None
    place: Place

    def locals(self) -> dict[str, Node]:
        return {**self.limits.locals(self.count), "holders": self.holders, "担任者": self.holders}

    def added_to(self, required: Requirement) -> Requirement:
        named = required.and_named(self.limits.hold(self.count, self.place), self.role.label)
        return named if self.heads is None else named.and_condition(self.heads)


def declare(rule: Responsibility, lowering: Lowering) -> Binding:
    return lowering.binding(
        None, check_entries() if rule.role is None else {**check_entries(), "count": COUNT}
    )


def lower(rule: Responsibility, lowering: Lowering) -> Lowered:
    header = lowering.header()
    held = _held(rule, lowering)
    scope = lowering.scope if held is None else lowering.scope.with_locals(held.locals())
    required = requirement(rule.require, rule.require_present, lowering, scope)
    if held is not None:
        for condition, name in reversed(demands(rule, held.role.code, held.holders, JUDGED, lowering)):
            required = required.and_named(condition, name)
        required = held.added_to(required)
    if not required:
        if rule.role is None:
            lowering.faults.add(NOTHING_REQUIRED, header.place, rule=rule.id)
        return Lowered()
    judged = lowering.judged()
    check = Check(
        header.id,
        header.subject,
        required.holds(header.place),
        header.title,
        lowering.applies(),
        judged,
        place=header.place,
    )
    zh, en = (required.scope(scope, language) for language in LANGUAGES)
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    finding = Finding(header, (check.id,), outcome, lowering.against(), lowering.message(rule.reason, zh, en))
    numbers = tallies(header.id, header.subject, (check.id,), lowering.this(), header.place)
    if held is not None:
        number = Definition(f"{header.id}.count", header.subject, held.count, COUNT, judged, header.place)
        numbers = (number, *numbers)
    return Lowered(numbers, (check,), (finding,))


def _held(rule: Responsibility, lowering: Lowering) -> _Held | None:
    limits = bounds(rule, lowering)
    if rule.role is None:
        written = (name for name in _ROLE_KEYS if getattr(rule, name) is not None)
        for name in (*written, *rule.asks_of_holders()):
            lowering.faults.add(NEEDS_ROLE, lowering.place_of((name,)), key=name.replace("_", " "))
        return None
    found = _responsibilities(lowering)
    if found is None:
        return None
    source, record = found
    place = lowering.place_of(("role",))
    variable = nodes.Variable("holder", RecordType(record.name))
    within = lowering.scope.with_locals({"r": variable}).with_item(variable, record.name)
    role = _role(rule.role, record, lowering, place)
    code = nodes.Literal(role.code, record.members["role"].type)
    conditions: list[Node] = [
        nodes.Compare("=", member_of(variable, record, "role"), code),
        *in_force(variable, record),
    ]
    holder = None if rule.held_by is None else rule.held_by.code
    if holder is not None:
        conditions.append(nodes.Present(member_of(variable, record, holder)))
    if rule.among is not None:
        conditions.append(lowering.condition(rule.among, within))
    kind = ListType(RecordType(record.name))
    holders = nodes.Filter("holder", source, nodes.And(tuple(conditions), place=place), kind, place=place)
    count = nodes.Aggregate("count", holders, COUNT, place=place)
    heads = (
        None if rule.head_of_unit is None else all_heads(rule.head_of_unit, holders, record, within, lowering)
    )
    if heads is not None and holder == "unit":
        lowering.faults.add(HEAD_IS_AN_OFFICER, lowering.place_of(("held_by",)))
    return _Held(role, limits or at_least(1), holders, count, heads, place)


def _responsibilities(lowering: Lowering) -> tuple[Node, Record] | None:
    """The responsibilities of the subject, and the type of record that they are."""
    vocabulary = lowering.names.vocabulary
    if lowering.subject != PORTFOLIO:
        subject = vocabulary.record(lowering.subject)
        member = subject.find("responsibilities")
        inner = None if member is None else item_type(member.type)
        if member is not None and isinstance(inner, RecordType):
            place = lowering.place_of(("role",))
            field = nodes.Field(lowering.this(), subject.name, member.name, member.type, place=place)
            return field, vocabulary.record(inner.record)
        label = subject.about.named.label
    else:
        label = Bilingual("项目库", "portfolio")
    lowering.faults.add(NO_ROLES_HERE, lowering.place_of(("on",)), subject=label)
    return None


def _role(name: str, record: Record, lowering: Lowering, place: Place) -> Option:
    choice = record.members["role"].type
    assert isinstance(choice, ChoiceType)
    if (found := find(name, choice.options)) is not None:
        return found
    lowering.faults.add(UNKNOWN_ROLE, place, name=name, offer=offer(name, choice.options))
    return Option(canonical_name(name), Bilingual(name, name))


KIND = Kind(
    "responsibility",
    ("责任落实", "责任分工"),
    Bilingual("责任落实", "responsibility"),
    Responsibility,
    declare,
    lower,
)
