"""Draws (随机抽查): random spot checks that anybody can repeat, and whether those drawn were in fact inspected.

    draws:
      - id: spot_check
        on: project
        title: {zh: 一季度随机抽查, en: Spot check of the first quarter}
        among: count(reports) > 0
        within: lead unit
        seed: "2017年第一季度"
        take: 2
        inspected: some i in inspections satisfies i.kind = "spot check" and month(i.occurred) <= 3
        due: end of quarter 1
        against: lead unit
        otherwise: overdue

The draw has no clock and no machine in it. Every subject gets a number from the `seed` (种子), the rule's id and its own id: the SHA-256
of `seed:rule:id` (UTF-8), its first 12 hexadecimal digits read as a whole number. Those with the least numbers are drawn. Whoever knows the seed
can repeat it (`printf '2017年第一季度:spot_check:P-017' | sha256sum`), and nobody can steer it who does not choose the seed: publish the seed
before the register is closed, or take it from what nobody can foresee, such as the number of a public lottery.

`take` is how many are drawn, a number, a parameter or an expression (which can use `size`, 人数, how many take part); `take share: 5%` is a
share of them, rounded up unless `rounding of share` (名额舍入) says otherwise. With `within` (分组) each group (层) has a draw of its own. A
subject that comes to the register later changes nobody's number: at most it takes the place of the last who was drawn. Two subjects with the
same number, of which there is one chance in 280 million million, are both drawn.

What is told of a subject is `drawn` (抽中) or `not drawn` (未抽中), with its number, the seed and the place. With `inspected` (已查) and `due` (期限)
the rule asks of everybody drawn that it was inspected by that day; who was not is a finding, and until then an obligation. Other rules use
`spot_check = "drawn"`, `spot_check.number`, `.place`, `.rank`, and `.met`, `.unmet` like those of any rule. A reason can name `number` (抽签号),
`rank` (名次), `count` (how many are drawn), `seed` (种子) and `due` (期限). In any expression `draw number("seed", id)` gives such a number.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, Option, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.functions import DRAW
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import (
    PORTFOLIO,
    Check,
    Definition,
    Finding,
    Mark,
    Message,
    Output,
    unversioned,
)
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY, TEXT
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.choosing import places
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.owing import owed, soon, span
from projgov.rules.forms.placing import PROPOSED, Placing
from projgov.rules.forms.ranked import Measure, defined, number_of, rank_of
from projgov.rules.forms.results import COUNT, check_entries, tallies
from projgov.rules.forms.words import RoundingMode
from projgov.rules.forms.written import Expression, Rule, key

NOTHING_INSPECTED = Pattern(
    "F532",
    Bilingual("写了 `{key}`，没有写怎样算查过", "`{key}` is written, and not what counts as inspected"),
    Bilingual("加上 `inspected:`，或删去 `{key}`", "add `inspected:`, or leave `{key}` out"),
)
NO_DUE_DAY = Pattern(
    "F533",
    Bilingual("没有写抽中的应在哪一天前查到", "by which day those drawn have to be inspected is not said"),
    Bilingual("加上 `due:`，如 `due: 一季度末`", "add `due:`, such as `due: end of quarter 1`"),
)
DRAWN = ChoiceType(
    "draw",
    (
        Option("drawn", Bilingual("抽中", "drawn")),
        Option("not_drawn", Bilingual("未抽中", "not drawn")),
    ),
)
_DRAWN, _NOT_DRAWN = (nodes.Literal(code, DRAWN) for code in DRAWN.codes)
_TEXT = TextType()


class Draw(Rule):
    """One draw."""

    among: Expression | None = key("参加抽签", "范围", default=None, meaning="who takes part")
    within: Expression | None = key(
        "分组", "分层", "分类", default=None, meaning="each group has a draw of its own"
    )
    seed: Expression = key("种子", meaning="a text that is known before the draw, in double quotes")
    take: Expression | None = key("抽取", "抽取数量", default=None, meaning="how many are drawn")
    take_share: Expression | None = key(
        "抽取比例", default=None, meaning="which share of those who take part is drawn, such as 5%"
    )
    rounding_of_share: RoundingMode = key(
        "名额舍入", default=RoundingMode("up"), meaning="how a share is rounded to a number"
    )
    inspected: Expression | None = key(
        "已查", "查到", default=None, meaning="a condition: what counts as inspected"
    )
    due: Expression | None = key(
        "期限", "最迟", "截止", default=None, meaning="the day by which those drawn are inspected"
    )
    remind: str | None = key(
        "提前提醒", default=None, span=True, meaning="how long before its day it is soon due: `10 days`"
    )
    otherwise: str = key("否则", options=OUTCOMES, default="overdue", meaning="what a failure comes to")


def declare(rule: Draw, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {"number": DRAW, "rank": ANY, "place": COUNT}
    if rule.inspected is not None:
        entries |= check_entries()
    return lowering.binding(DRAWN, entries)


def lower(rule: Draw, lowering: Lowering) -> Lowered:
    header, this = lowering.header(), lowering.this()
    size = number_of(rank_of("rank", lowering), "size", lowering)
    top = places(rule.take, rule.take_share, size, rule.rounding_of_share.mode, lowering)
    seed = lowering.expression(rule.seed, TEXT)
    _check_keys(rule, lowering)
    if top is None or is_poison(seed) or header.subject == PORTFOLIO:
        return Lowered()
    applies = lowering.applies(None, rule.among)
    own = nodes.Field(this, lowering.subject, "id", _TEXT, place=header.place)
    tail = nodes.Literal(f":{unversioned(header.id)}", _TEXT)
    whole = nodes.Call("concatenation", (seed, tail), _TEXT, place=header.place)
    number = nodes.Call("draw_number", (whole, own), DRAW, place=header.place)
    by = Measure(f"{header.id}.number", None, False, (defined("number", number, lowering),))
    within = None if rule.within is None else lowering.expression(rule.within)
    given = nodes.Result(f"{header.id}.number", this, DRAW, place=header.place)
    placing = Placing(rank_of("rank", lowering), given, applies, None, None, "share", header.place)
    among = nodes.Compare("=", placing.status(top, None), PROPOSED, place=header.place)
    drawn = nodes.Case((nodes.Row(among, _DRAWN),), _NOT_DRAWN, DRAWN, place=header.place)
    definitions: list[Definition] = [
        *by.made,
        defined("rank", by.rank(applies, within, lowering), lowering),
        defined("place", number_of(rank_of("rank", lowering), "best", lowering), lowering),
        defined("", where(applies, drawn, None, header.place), lowering),
    ]
    seen = _seen(given, seed, top, lowering)
    place = seen.locals["rank"]
    said = lowering.message(rule.reason if rule.inspected is None else None, seen) or Message(
        ("抽签号", given, "，种子“", seed, "”，第", place, "位，共抽", top, "个"),
        ("number ", given, ", seed “", seed, "”, place ", place, ", ", top, " drawn"),
    )
    labels = tuple((o.code, o.label) for o in DRAWN.options)
    outputs: list[Output] = [Mark(header, "choice", header.id, labels, said)]
    checks: tuple[Check, ...] = ()
    if rule.inspected is not None and rule.due is not None:
        check, finding = _inspection(rule, rule.inspected, rule.due, seen, lowering)
        checks = (check,)
        outputs.append(finding)
        definitions += tallies(header.id, header.subject, (check.id,), this, header.place)
    return Lowered(tuple(definitions), checks, tuple(outputs))


def _check_keys(rule: Draw, lowering: Lowering) -> None:
    """Faults of keys that say something of an inspection that is not asked for, or of one without a day."""
    if rule.inspected is not None:
        if rule.due is None:
            lowering.faults.add(NO_DUE_DAY, lowering.place_of(("inspected",)))
        return
    for name in ("due", "remind"):
        if getattr(rule, name) is not None:
            lowering.faults.add(NOTHING_INSPECTED, lowering.place_of((name,)), key=name)


def _seen(number: Node, seed: Node, top: Node, lowering: Lowering) -> Scope:
    """The scope of a reason."""
    place = nodes.Result(f"{lowering.rule.id}.place", lowering.this(), COUNT, place=lowering.place)
    named = {"number": number, "抽签号": number, "rank": place, "名次": place}
    return lowering.scope.with_locals({**named, "seed": seed, "种子": seed, "count": top, "数量": top})


def _inspection(
    rule: Draw, inspected: Expression, due: Expression, seen: Scope, lowering: Lowering
) -> tuple[Check, Finding]:
    """That who was drawn was inspected by the day."""
    header = lowering.header()
    day = lowering.day(due)
    scope = lowering.scope.with_locals({"due": day, "期限": day})
    own = nodes.Result(header.id, lowering.this(), DRAWN, place=header.place)
    check = Check(
        header.id,
        header.subject,
        lowering.condition(inspected, scope),
        header.title,
        nodes.Compare("=", own, _DRAWN, place=header.place),
        day,
        place=header.place,
    )
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    reason = lowering.message(rule.reason, seen.with_locals({"due": day, "期限": day})) or Message(
        ("抽中而到", day, "未查"), ("Drawn, and not inspected by ", day)
    )
    ahead = soon(day, span(rule.remind, "remind", lowering))
    finding = Finding(header, (check.id,), outcome, lowering.against(), reason, owed=owed(check, soon=ahead))
    return check, finding


KIND = Kind("draws", ("随机抽查", "抽签"), Bilingual("随机抽查", "draws"), Draw, declare, lower)
