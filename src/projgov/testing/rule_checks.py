"""Random rules that check: definitions, quotas, responsibilities, schedules, cadences, sanctions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from projgov.domain.choices.works import ROLE
from projgov.domain.types import ListType, NumberType, RecordType, ValueType
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Expr
from projgov.rules.forms.day_off import DAYS_OFF
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.period_ends import EVERY
from projgov.rules.kinds.cadence import Cadence
from projgov.rules.kinds.definitions import Named as Definition
from projgov.rules.kinds.quota import Quota
from projgov.rules.kinds.responsibility import Responsibility
from projgov.rules.kinds.sanctions import SanctionRule
from projgov.testing.feel_scope import BOOLEAN, DATE, NUMBER, PERIOD, SCALARS, TEXT, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_schedules import schedule_with
from projgov.testing.rule_yaml import Source, Written

_LENGTHS = ("P10D", "P45D", "P2W", "P13W")
_SPANS = ("3 days", "2 working days", "1 week", "5天", "3个工作日", "1个月")
_WITH_EVIDENCE = ("project", "unit", "officer", "item")
_WITH_ROLES = ("project", "item")


def definition(hand: Hand) -> dict[str, Written]:
    """A value with a name."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    kind = hand.pick([NUMBER, NUMBER, BOOLEAN, *SCALARS])
    fields = {"value": hand.expression(scope, kind), "judged": hand.maybe(lambda: hand.day(scope), 4)}
    return hand.rule(Definition, ("value", "数值"), subject, fields)


def quota(hand: Hand) -> dict[str, Written]:
    """How many there have to be."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    bounds = _bounds(hand, scope)
    seen = scope.with_locals({"count": NUMBER, **dict.fromkeys(_bound_names(bounds), NUMBER)}, macros=True)
    fields = {
        "count": _counted(hand, scope),
        **bounds,
        "when": hand.maybe(lambda: hand.applying(scope)),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(scope), 2),
        "reason": hand.maybe(lambda: hand.reason(seen), 2),
    }
    return hand.rule(Quota, ("quota", "数量"), subject, fields)


def responsibility(hand: Hand) -> dict[str, Written]:
    """Who has to answer for the work. A rule by role looks at whether it is known who holds it, and until when."""
    if not hand.observing or hand.chance(3):
        subject = hand.pick(SUBJECTS)
        scope = Scope.of(hand.named, subject)
        required, seen = required_of(hand, scope)
        held: dict[str, Written | None] = {}
    else:
        subject = hand.pick(_WITH_ROLES)
        scope = Scope.of(hand.named, subject)
        held, scope = _held(hand, scope)
        required, seen = required_of(hand, scope) if hand.chance(2) else ({}, scope)
    fields = {
        **held,
        **required,
        "when": hand.maybe(lambda: hand.applying(Scope.of(hand.named, subject))),
        "judged": hand.maybe(lambda: hand.day(Scope.of(hand.named, subject)), 2),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(Scope.of(hand.named, subject)), 2),
        "reason": hand.maybe(lambda: hand.reason(seen), 2),
    }
    return hand.rule(Responsibility, ("duty", "责任"), subject, fields)


def schedule(hand: Hand) -> dict[str, Written]:
    """Gates that stand together."""
    return schedule_with(hand, required_of)


def cadence(hand: Hand) -> dict[str, Written]:
    """What is owed in every period."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    within = scope.with_locals({hand.pick(["period", "报送期"]): PERIOD}, macros=True)
    due = hand.day(within, period=True)
    within = within.with_locals({hand.pick(["due", "期限"]): DATE}, macros=True)
    counted: dict[str, Written] = {}
    if hand.chance(3):
        counted = {"count": _counted(hand, within), **(_bounds(hand, scope) if hand.chance(2) else {})}
    every: Written = Source(hand.pick(_LENGTHS)) if hand.chance(4) else hand.word(EVERY)
    ends = _ends(hand) if hand.chance(3) else {}
    fields = {
        "every": every,
        **ends,
        "due": due,
        "day_off": hand.maybe(lambda: hand.word(DAYS_OFF), 4),
        "met_by": hand.condition(within, 3) if not counted or hand.chance(4) else None,
        **counted,
        **(_came(hand) if subject in _WITH_EVIDENCE and hand.chance(3) else {}),
        "grace": hand.maybe(lambda: hand.pick(_SPANS), 3),
        "remind": hand.maybe(lambda: hand.pick(_SPANS), 3),
        "exempt": hand.maybe(lambda: hand.applying(within)),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "owed_by": hand.maybe(lambda: hand.answerable(scope), 2),
        "otherwise": hand.maybe(lambda: hand.word(OUTCOMES), 2),
        "against": hand.maybe(lambda: hand.answerable(scope), 3),
        "reason": hand.maybe(lambda: hand.reason(within), 2),
    }
    return hand.rule(Cadence, ("cadence", "报送"), subject, fields)


def sanction(hand: Hand) -> dict[str, Written]:
    """Who is proposed for a measure."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    fields = {
        "propose_when": hand.condition(scope, 3),
        "unless": hand.maybe(lambda: hand.condition(scope)),
        "measure": hand.word(OUTCOMES),
        "when": hand.maybe(lambda: hand.applying(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
        "against": hand.maybe(lambda: hand.answerable(scope), 2),
        "reason": hand.maybe(lambda: hand.reason(scope), 2),
    }
    return hand.rule(SanctionRule, ("measure", "措施"), subject, fields)


def each_of(hand: Hand, scope: Scope) -> tuple[Source | None, Scope]:
    """A list to judge one by one, and the scope in which each is seen."""
    found = hand.feel(scope).source(1, lambda inner: isinstance(inner, RecordType))
    if found is None or not (hand.observing or _is_register(found[0], scope)):
        return None, scope
    return Source.of(found[0]), scope.filtering(found[1])


def _is_register(source: Expr, scope: Scope) -> bool:
    """Whether it is certain of each item of a list that it is one."""
    members = (m for record in scope.items for m in scope.members(record) if m.access == "register")
    names = {scope.named.called.get((scope.items[0], m.name)) for m in members}
    return isinstance(source, tree.Name) and source.name in names


def required_of(hand: Hand, scope: Scope) -> tuple[dict[str, Written], Scope]:
    """`require`, `require present` or both, and what the reason sees."""
    present = _presents(hand, scope) if hand.observing and hand.chance(2) else []
    fields: dict[str, Written] = {"require_present": present} if present else {}
    if not present or hand.chance(3):
        fields["require"] = hand.condition(scope, 3)
    return fields, scope.with_locals({"absent": TEXT}, macros=True) if present else scope


def _presents(hand: Hand, scope: Scope) -> list[Written]:
    kinds: tuple[ValueType, ...] = (TEXT, TEXT, DATE, NUMBER, ListType(NUMBER))
    found: list[Expr | None] = [hand.feel(scope).member(hand.pick(kinds)) for _ in hand.count(1, 3)]
    return [Source.of(expr) for expr in found if expr is not None]


def _counted(hand: Hand, scope: Scope) -> Source:
    """A list whose items count, or a number."""
    found = None if hand.chance(5) else hand.listed(scope)
    return hand.expression(scope, NUMBER, 2) if found is None else found


def _bounds(hand: Hand, scope: Scope) -> dict[str, Any]:
    """How many there have to be: bounds that some number meets, and not every one."""
    least = hand.draw(st.integers(1, 3))
    fixed = {"least": Source(str(least)), "most": Source(str(least + hand.draw(st.integers(0, 2))))}
    if hand.chance(4):
        found = hand.feel(scope).member(NUMBER) or hand.feel(scope).name(NUMBER)
        if found is not None:
            return {hand.pick(["least", "most", "exactly"]): Source.of(found)}
    match hand.pick(["least", "most", "both", "exactly"]):
        case "both":
            return fixed
        case "exactly":
            return {"exactly": fixed["least"]}
        case name:
            return {name: fixed[name]}


def _bound_names(bounds: dict[str, Any]) -> list[str]:
    return ["least", "most"] if "exactly" in bounds else list(bounds)


def _held(hand: Hand, scope: Scope) -> tuple[dict[str, Written | None], Scope]:
    """A role and who holds it, and what `require` sees."""
    record = RecordType("responsibility")
    within = scope.filtering(record, "r")
    holder = hand.pick([None, "officer", "unit", "干部", "单位"])
    bounds = _bounds(hand, scope) if hand.chance(2) else {}
    fields: dict[str, Written | None] = {
        "role": hand.word(ROLE.options),
        "held_by": holder,
        "among": hand.maybe(lambda: hand.condition(within), 3),
        "head_of_unit": hand.maybe(lambda: hand.condition(within), 3)
        if holder not in ("unit", "单位")
        else None,
        **bounds,
    }
    names: dict[str, ValueType] = {"count": NumberType(), "holders": ListType(record)}
    return fields, scope.with_locals({**names, **dict.fromkeys(_bound_names(bounds), NUMBER)}, macros=True)


def _ends(hand: Hand) -> dict[str, Written]:
    """The first or last day of the periods."""
    if hand.chance(2):
        return {"start": Source(hand.pick(["2016-11-01", "start of year", "03-01", "年初"]))}
    return {"end": Source(hand.pick(["2018-01-31", "11-30", "年末", "end of quarter 3"]))}


def _came(hand: Hand) -> dict[str, Written]:
    """The records that fulfil what is owed, and perhaps the day that counts."""
    came: dict[str, Written] = {"fulfilled_by": Source(hand.pick(["evidence", "佐证"]))}
    if hand.chance(2):
        came["fulfilled_on"] = Source(hand.pick(["occurred", "item.recorded", "登记日期"]))
    return came
