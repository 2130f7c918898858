"""Selection (遴选): so many chosen from a register by criteria, with why of everybody.

Who takes part (`among`) is held against `criteria`; who meets enough of them is eligible, and the first of those are proposed. So a city
chose 30 offices, and in the next year 102, of 2,400: those with real power that deal with enterprises and with citizens.

    selection:
      - id: key_offices
        on: unit
        title: {zh: 评议科室, en: Offices to be reviewed}
        among: level = "office"
        criteria:
          - {id: powerful, title: {zh: 实权科室, en: real power}, require: count(comments) > 2}
          - {id: serving, title: {zh: 涉企和便民服务, en: serves enterprises and citizens}, require: count(meetings) > 0}
        need: all
        by: count(comments)
        take: 30
        tie: refer

`need` says how many of the criteria: `all` (全部, unless said otherwise), `any` (任一), or a number, also as a parameter. Who surely meets
enough is eligible whatever is unknown of the rest. `by` ranks the eligible (without it, the number of criteria met does); `better:
lower` (低者优先) turns the order. `take` is how many are chosen, a number, a parameter or an expression (which can use `size`, 人数, how many
are eligible), `take share: 5%` a share of them, rounded down unless `rounding of share` (名额舍入) says otherwise. With `within` (分组) each
group has its own places. `barred when` takes out who cannot be chosen, such as those of last year. A tie that goes beyond the last place is
resolved by `tie` as in [awards](awards.md): refer, share or drop.

What is told of a subject is one of `chosen` (建议入选), `referred` (提交审定), `eligible` (符合条件，未入选), `ineligible` (不符合条件) and `barred` (不参加),
with the criteria that it does not meet and the place that it has. Other rules use `key_offices = "chosen"`, the criteria
(`key_offices.powerful`), `key_offices.eligible`, `.count` (how many criteria are met), `.rank` and `.place`. A reason can name `lacking` (所缺),
the titles of the criteria not met, `rank` (名次), `count` and `score` (得分).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.types import ChoiceType, NullType, NumberType, Option, TextType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, FALSE, TRUE, Node
from projgov.rules.core.program import Definition, Mark, Message
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY
from projgov.rules.forms.amounts import constant, defining, shown, summed, where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.choosing import places, said_if
from projgov.rules.forms.conditions import lacking
from projgov.rules.forms.options import find
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.placing import PROPOSED, REFERRED, STATUS, Placing, Tie
from projgov.rules.forms.ranked import defined, measure, number_of, rank_of
from projgov.rules.forms.requirement import all_of
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.wholes import add_at, known_values, whole
from projgov.rules.forms.words import RoundingMode, Word, option
from projgov.rules.forms.written import Expression, Rule, key

NO_CRITERIA = Pattern(
    "F531",
    Bilingual("规则 `{rule}` 没有遴选条件", "the rule `{rule}` has no criteria"),
    Bilingual("在 `criteria:` 下写条件", "write them under `criteria:`"),
)
MORE_THAN_THERE_ARE = Pattern(
    "F536",
    Bilingual("`need` 要满足 {found} 项，条件只有 {number} 项", "`need` asks for {found} criteria, and there are {number}"),
    Bilingual("写 1 到 {number} 的整数，或 `all`、`any`", "write a whole number from 1 to {number}, or `all` or `any`"),
)  # fmt: skip
CHOICE = ChoiceType(
    "selection",
    (
        Option("chosen", Bilingual("建议入选", "chosen"), ("入选", "proposed")),
        Option("referred", Bilingual("提交审定", "referred"), ("提交",)),
        Option("eligible", Bilingual("符合条件，未入选", "eligible, not chosen"), ("未入选",)),
        Option("ineligible", Bilingual("不符合条件", "not eligible")),
        Option("barred", Bilingual("不参加", "barred")),
    ),
)
_CHOSEN, _REFERRED, _ELIGIBLE, _INELIGIBLE, _BARRED = (nodes.Literal(code, CHOICE) for code in CHOICE.codes)
_NULL = nodes.Literal(None, NullType())
_TEXT = TextType()
_OWN = ("rank", "place", "measure", "eligible", "count", "status")
_ALL, _ANY = option("all", "全部", "all", "都要"), option("any", "任一", "any", "任何一项", "either")


@attrs.frozen
class Better(Word):
    """Which scores are better."""

    what = Bilingual("优劣方向", "direction")
    options = (option("higher", "高者优先", "higher", "高"), option("lower", "低者优先", "lower", "低"))


class Criterion(Part):
    """One criterion."""

    require: Expression = key("要求", "条件", meaning="the condition")


class Selection(Rule):
    """One selection."""

    among: Expression | None = key("参选", "范围", default=None, meaning="who takes part")
    criteria: list[Criterion] = key("条件", "遴选条件")
    need: Expression | None = key(
        "须满足",
        options=(_ALL, _ANY),
        open=True,
        default=None,
        meaning="how many criteria: `all` (default), `any`, or a number",
    )
    by: Expression | None = key(
        "排名依据", "按", default=None, meaning="the score by which the eligible are ranked; else how many criteria they meet"
    )  # fmt: skip
    better: Better = key("优先", default=Better("higher"))
    take: Expression | None = key("选取", "名额", "取", default=None, meaning="how many are chosen")
    take_share: Expression | None = key(
        "选取比例", default=None, meaning="which share of the eligible is chosen, such as 5%"
    )
    rounding_of_share: RoundingMode = key(
        "名额舍入", default=RoundingMode("down"), meaning="how a share is rounded to places"
    )
    within: Expression | None = key(
        "分组", "分类", "分层", default=None, meaning="each group has its own places"
    )
    tie: Tie = key("并列", default=Tie("refer"), meaning="a tie beyond the last place: refer, share or drop")
    barred_when: Expression | None = key(
        "取消资格", "不参加", "否决", default=None, meaning="who cannot be chosen"
    )


def declare(rule: Selection, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {canonical_name(c.id): BOOLEAN for c in rule.criteria}
    entries |= {"eligible": BOOLEAN, "count": COUNT, "rank": ANY, "place": COUNT}
    return lowering.binding(CHOICE, entries)


def lower(rule: Selection, lowering: Lowering) -> Lowered:
    header, this = lowering.header(), lowering.this()
    if not rule.criteria:
        lowering.faults.add(NO_CRITERIA, lowering.place_of(("criteria",)), rule=rule.id)
        return Lowered()
    ids = part_ids(rule.criteria, "criteria", _OWN, lowering)
    size = number_of(rank_of("rank", lowering), "size", lowering)
    top = places(rule.take, rule.take_share, size, rule.rounding_of_share.mode, lowering)
    if top is None:
        return Lowered()
    conditions = [lowering.condition(c.require) for c in rule.criteria]
    met = [nodes.Result(f"{header.id}.{name}", this, BOOLEAN, place=header.place) for name in ids]
    count = nodes.Result(f"{header.id}.count", this, COUNT, place=header.place)
    eligible = nodes.Result(f"{header.id}.eligible", this, BOOLEAN, place=header.place)
    score = count if rule.by is None else lowering.expression(rule.by, NumberType())
    applies = lowering.applies(None, rule.among)
    barred = None if rule.barred_when is None else lowering.condition(rule.barred_when)
    placing = Placing(
        rank_of("rank", lowering),
        score,
        eligible if applies is None else nodes.And((applies, eligible), place=header.place),
        barred,
        None,
        rule.tie.code,
        header.place,
    )
    by = measure(score, lowering, descending=rule.better.code == "higher")
    within = None if rule.within is None else lowering.expression(rule.within)
    define = defining(lowering)
    definitions: list[Definition] = [define(name, holds) for name, holds in zip(ids, conditions, strict=True)]
    definitions += [
        define("count", _number(met, None, lowering)),
        define("eligible", _enough(rule, met, lowering)),
        *by.made,
        defined("rank", by.rank(placing.among(), within, lowering), lowering),
        defined("place", placing.entry("rank"), lowering),
        defined("status", placing.status(top, None), lowering),
    ]
    status = nodes.Result(f"{header.id}.status", this, STATUS, place=header.place)
    rows = [] if barred is None else [nodes.Row(barred, _BARRED)]
    rows += [
        nodes.Row(nodes.Not(eligible, place=header.place), _INELIGIBLE),
        nodes.Row(nodes.Compare("=", status, PROPOSED, place=header.place), _CHOSEN),
        nodes.Row(nodes.Compare("=", status, REFERRED, place=header.place), _REFERRED),
    ]
    value = where(applies, nodes.Case(tuple(rows), _ELIGIBLE, CHOICE, place=header.place), None, header.place)
    definitions.append(defined("", value, lowering))
    labels = tuple((o.code, o.label) for o in CHOICE.options)
    mark = Mark(header, "choice", header.id, labels, _reason(rule, met, count, score, lowering))
    return Lowered(tuple(definitions), outputs=(mark,))


def _number(met: Sequence[Node], doubtful: Node | None, lowering: Lowering) -> Node:
    """How many criteria are met; one of which that is not known counts as `doubtful`, or leaves the number unknown (None)."""
    one, none = constant(1, lowering.place), constant(0, lowering.place)
    kind = NumberType(0, Fraction(0), Fraction(1))
    held = [m if doubtful is None else nodes.IfUnknown(m, doubtful, BOOLEAN, place=m.place) for m in met]
    return summed((nodes.Case((nodes.Row(h, one),), none, kind, place=h.place) for h in held), lowering.place)


def _enough(rule: Selection, met: Sequence[Node], lowering: Lowering) -> Node:
    """Whether so many criteria are met as the rule needs, whatever is unknown of the rest."""
    place = lowering.place
    word = _ALL if rule.need is None else find(rule.need.text, (_ALL, _ANY))
    if word is _ALL:
        return all_of(met, place)
    if rule.need is None or word is _ANY:
        return nodes.Or(tuple(met), place=place)
    need = whole(rule.need, "need", lowering, least=1)
    _check_need(need, rule, lowering)
    surely, possibly = (_number(met, doubtful, lowering) for doubtful in (FALSE, TRUE))
    rows = (
        nodes.Row(nodes.Compare(">=", surely, need, place=place), TRUE),
        nodes.Row(nodes.Compare("<", possibly, need, place=place), FALSE),
    )
    rest = nodes.Compare(">=", _number(met, None, lowering), need, place=place)
    return nodes.Case(rows, rest, BOOLEAN, place=place)


def _check_need(need: Node, rule: Selection, lowering: Lowering) -> None:
    """A fault where nobody can meet so many criteria, since there are fewer."""
    assert rule.need is not None, "asked only where it is written"
    for value, parameter in known_values(need, lowering):
        if value > len(rule.criteria):
            place, number = rule.need.scalar.place, len(rule.criteria)
            add_at(MORE_THAN_THERE_ARE.at(place, found=shown(value), number=number), parameter, lowering)


def _reason(
    rule: Selection, met: Sequence[Node], count: Node, score: Node, lowering: Lowering
) -> Message | None:
    """What is said of a subject: in the rule's words, else the criteria not met and the place."""
    place = nodes.Result(f"{lowering.rule.id}.place", lowering.this(), COUNT, place=lowering.place)
    labels = [c.label for c in rule.criteria]
    named = {"rank": place, "名次": place, "count": count, "数量": count, "score": score, "得分": score}

    def scope(language: Language) -> Scope:
        return lacking(lowering.scope.with_locals(named), language, met, labels)

    zh, en = (scope(language) for language in LANGUAGES)
    if rule.reason is not None:
        return lowering.message(rule.reason, zh, en)

    def said(of_all: Scope, failing: str, standing: tuple[str, str]) -> tuple[Node, Node]:
        missed = of_all.locals["lacking"]
        some = nodes.Case(
            (nodes.Row(nodes.Compare("=", missed, nodes.Literal("", _TEXT)), _NULL),), missed, _TEXT
        )
        head, tail = standing
        return (
            said_if(some, failing, missed, place=lowering.place),
            said_if(place, head, place, tail, place=lowering.place),
        )

    return Message(
        ("符合", count, "项条件", *said(zh, "；不符合：", ("；第", "名"))),
        (count, " criteria met", *said(en, "; not met: ", ("; place ", ""))),
    )


KIND = Kind("selection", ("遴选",), Bilingual("遴选", "selection"), Selection, declare, lower)
