"""What is asked of those who hold a role: a post, another role that they must not hold, and handovers that are on record."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.choices.organisation import POST
from projgov.domain.choices.works import ROLE
from projgov.domain.types import RecordType
from projgov.domain.vocabulary import Record
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import Counted
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.owing import span
from projgov.rules.forms.written import Expression, Rule, key

UNKNOWN_POST = Pattern(
    "N502",
    Bilingual("不认识的职务 `{name}`", "unknown post `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
UNKNOWN_OTHER_ROLE = Pattern(
    "N503",
    Bilingual("不认识的责任角色 `{name}`", "unknown role `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_UNIT_OF_POST = Pattern(
    "F513",
    Bilingual("看不出是哪个单位的职务", "it does not show in which unit the post has to be held"),
    Bilingual("用 `of unit:` 写明任职单位，如 `of unit: lead unit.parent`", "say it under `of unit:`, as in `of unit: lead unit.parent`"),
)  # fmt: skip
POST_OF_NOBODY = Pattern(
    "F514",
    Bilingual("写了 `of unit`，没有写是什么职务", "`of unit` is written, and no post"),
    Bilingual("加上 `in post:`", "add `in post:`"),
)
NO_LEAD_UNIT = Pattern(
    "F135",
    Bilingual(
        "这里的对象（{subject}）没有主办单位，谈不上一把手牵头",
        "what is judged here ({subject}) has no lead unit",
    ),
    Bilingual("删去 `head of unit`", "leave out `head of unit`"),
)
JUDGED = nodes.Variable("judged", DATE)
_FORCE = "{0}.from <= day_judged and (not(present({0}.to)) or {0}.to >= day_judged)"
_POST = (
    'every h in holders satisfies some p in h.officer.posts satisfies p.post = "{post}" and p.unit = unit_wanted'
    f" and {_FORCE.format('p')}"
)
_APART = (
    'every h in holders satisfies not(some r in responsibilities satisfies r.role = "{role}" and '
    f"{_FORCE.format('r')} and (if present(h.officer) then present(r.officer) and r.officer = h.officer "
    "else present(r.unit) and r.unit = h.unit))"
)
_OF_ROLE = 'responsibilities[role = "{role}" and from <= day_judged]'
_FIRST = "(every q in held satisfies q.from >= r.from)"
_RECORDED = f"every r in held satisfies {_FIRST} or (present(r.recorded) and r.recorded <= {{day}})"
_NO_GAP = (
    f"every r in held satisfies {_FIRST} or (some q in held satisfies q.from < r.from "
    "and (not(present(q.to)) or add days(q.to, 1) >= r.from))"
)
_LATER = {
    "day": "add days(r.from, {n})",
    "week": "add days(r.from, 7 * {n})",
    "month": "add months(r.from, {n})",
    "year": "add years(r.from, {n})",
    "working_day": "add working days(r.from, {n})",
}
_HANDOVER = Bilingual("换人的登记", "a record of the handover")
_SEAMLESS = Bilingual("前后任的衔接", "one holder right after the other")


class Holding(Rule):
    """A rule on a role that can ask more of those who hold it."""

    in_post: str | None = key(
        "任职",
        "须任职务",
        default=None,
        options=POST.options,
        meaning="the post that each holder has to hold on the day judged, in `of unit`",
    )
    of_unit: Expression | None = key(
        "任职单位", default=None, meaning="the unit of that post; else the lead unit"
    )
    not_also: str | None = key(
        "不得兼任", default=None, options=ROLE.options, meaning="a role that no holder may hold as well"
    )
    handover_recorded: str | None = key(
        "交接登记",
        "交接登记时限",
        default=None,
        span=True,
        meaning="how long after a new holder began that has to be on record: `10 days`",
    )
    without_gap: bool = key(
        "不留空档",
        default=False,
        meaning="whether a new holder has to begin no later than the day after the last",
    )

    def asks_of_holders(self) -> tuple[str, ...]:
        """The keys that are written here and mean nothing without a role."""
        names = ("in_post", "of_unit", "not_also", "handover_recorded", "without_gap")
        return tuple(name for name in names if getattr(self, name) not in (None, False))


def demands(
    rule: Holding, role: str, holders: Node, day: Node, lowering: Lowering
) -> list[tuple[Node, Bilingual]]:
    """What is asked of the holders of a role (its code), each with what is lacking where it does not hold."""
    scope = lowering.scope.with_locals({"holders": holders, "day_judged": day})
    found: list[tuple[Node, Bilingual]] = []
    if rule.in_post is not None:
        found += _in_post(rule, rule.in_post, scope, lowering)
    elif rule.of_unit is not None:
        lowering.faults.add(POST_OF_NOBODY, lowering.place_of(("of_unit",)))
    if rule.not_also is not None:
        place, other = lowering.place_of(("not_also",)), find(rule.not_also, ROLE.options)
        if other is None:
            offered = offer(rule.not_also, ROLE.options)
            lowering.faults.add(UNKNOWN_OTHER_ROLE, place, name=rule.not_also, offer=offered)
        else:
            name = Bilingual(f"与{other.label.zh}分开", f"another than the {other.label.en}")
            found.append((meant(_APART.format(role=other.code), scope, place), name))
    length = span(rule.handover_recorded, "handover_recorded", lowering)
    if find(role, ROLE.options) is None or (length is None and not rule.without_gap):
        return found
    place = lowering.place_of(("role",))
    held = scope.with_locals({"held": meant(_OF_ROLE.format(role=role), scope, place)})
    if length is not None:
        place = lowering.place_of(("handover_recorded",))
        found.append((meant(_RECORDED.format(day=_later(length)), held, place), _HANDOVER))
    if rule.without_gap:
        found.append((meant(_NO_GAP, held, lowering.place_of(("without_gap",))), _SEAMLESS))
    return found


def _in_post(rule: Holding, written: str, scope: Scope, lowering: Lowering) -> list[tuple[Node, Bilingual]]:
    place, post = lowering.place_of(("in_post",)), find(written, POST.options)
    if post is None:
        lowering.faults.add(UNKNOWN_POST, place, name=written, offer=offer(written, POST.options))
        return []
    if rule.of_unit is not None:
        unit = lowering.expression(rule.of_unit)
    else:
        record = lowering.names.vocabulary.record(lowering.subject)
        if record.find("lead_unit") is None:
            lowering.faults.add(NO_UNIT_OF_POST, place)
            return []
        unit = meant("lead unit", lowering.scope, place)
    name = Bilingual(f"在任{post.label.zh}", f"the {post.label.en} in post")
    return [(meant(_POST.format(post=post.code), scope.with_locals({"unit_wanted": unit}), place), name)]


def _later(length: Counted) -> str:
    return _LATER[length.unit].format(n=length.count)


def all_heads(
    written: Expression, holders: Node, record: Record, within: Scope, lowering: Lowering
) -> Node | None:
    """Whether each holder of whom `written` is true is head of the subject's lead unit."""
    vocabulary = lowering.names.vocabulary
    subject = vocabulary.record(lowering.subject)
    lead = subject.find("lead_unit")
    if lead is None:
        place = lowering.place_of(("head_of_unit",))
        lowering.faults.add(NO_LEAD_UNIT, place, subject=subject.about.named.label)
        return None
    place = written.scalar.place
    holder = nodes.Variable("holder", RecordType(record.name))
    officer = member_of(holder, record, "officer")
    posts = member_of(officer, vocabulary.record("officer"), "posts")
    post_record = vocabulary.record("post")
    post = nodes.Variable("post", RecordType("post"))
    head = nodes.And(
        (
            nodes.Compare(
                "=",
                member_of(post, post_record, "post"),
                nodes.Literal("head", post_record.members["post"].type),
            ),
            nodes.Compare(
                "=",
                member_of(post, post_record, "unit"),
                nodes.Field(lowering.this(), subject.name, lead.name, lead.type, place=place),
            ),
            *in_force(post, post_record),
        )
    )
    is_head = nodes.Quantify("some", "post", posts, head, place=place)
    wanted = lowering.condition(written, within)
    return nodes.Quantify("every", "holder", holders, nodes.Or((nodes.Not(wanted), is_head)), place=place)


def in_force(base: Node, record: Record) -> tuple[Node, Node]:
    """The conditions for a record with `from` and `to` to be in force on the judged day."""
    start, end = member_of(base, record, "from"), member_of(base, record, "to")
    open_ended = nodes.Not(nodes.Present(end))
    return nodes.Compare("<=", start, JUDGED), nodes.Or((open_ended, nodes.Compare(">=", end, JUDGED)))


def member_of(base: Node, record: Record, name: str) -> nodes.Field:
    """A member of a record that there surely is."""
    member = record.find(name)
    assert member is not None, name
    return nodes.Field(base, record.name, member.name, member.type)
