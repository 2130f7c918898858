"""Points (计分): labelled lines that are rounded where they are born and summed, as offices write them.

A line starts from a base, or from nothing. It loses points for each time that something happened (每缺一次扣0.5分), down to a least
(扣完为止, 0 unless said otherwise); it gains points for each time, up to a most; or it gives what an expression says. It is kept
between `least` and `most`, and rounded. A line whose `when` is false gives 0. What a line comes to for want of evidence is said
by `missing evidence`: undetermined (不定), so that the total is too, or zero (计零分).

The lines are summed exactly. Then come, each as a line of its own, so that what is printed adds up: the coefficient (rounded), the
least and the most of the total, and last the vetoes (一票否决): the score falls to `to`, and a lower score stays. Of several
vetoes that hold the one with the least `to` counts. A veto that holds decides even where lines are undetermined.

    points:
      - id: project_score
        on: project
        judged: end of year
        decimals: 1
        lines:
          - id: gates
            base: 60
            deduct: {each: quarter_gates.unmet, points: 15}
          - id: honours
            add: {each: 'recognitions[level = "province"]', points: 2, most: 4}
          - id: acceptance
            give: 20 * latest acceptance.rating / 100
        coefficient: difficulty
        total: {least: 0, most: 100}
        veto:
          - when: major accident
            title: {zh: 发生重大责任事故, en: Major accident}

Other rules use `project_score`, its lines (`project_score.gates`) and, where there are adjustments, `project_score.subtotal`, `.coefficient`,
`.limit` and `.veto` (`.veto_1` … where there are several). The reason of a line can name `each` (次数), `points` (每次分值), `lost`
(扣分), `gained` (加分) and `score` (得分); the reason of a veto `score` (the score before any veto).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Line, Message, Score
from projgov.rules.core.scope import Binding
from projgov.rules.kinds.amounts import (
    TOO_FINE,
    ZERO,
    Decimals,
    as_points,
    at_least,
    at_most,
    bounded,
    calculated,
    constant,
    defining,
    given,
    limit,
    number_type,
    occurrences,
    shown,
    summed,
    where,
)
from projgov.rules.kinds.base import Kind, Lowered, Lowering
from projgov.rules.kinds.parts import Part, part_ids
from projgov.rules.kinds.words import HALF_UP, RoundingMode, Word, option
from projgov.rules.kinds.written import Expression, Model, Number, Rule, Template, Words, key

NO_LINES = Pattern(
    "S010",
    Bilingual("规则 `{rule}` 没有计分项", "the rule `{rule}` has no lines"),
    Bilingual("在 `lines:` 下写计分项", "write its lines under `lines:`"),
)
NO_POINTS = Pattern(
    "S011",
    Bilingual("计分项 `{line}` 没有写怎么得分", "the line `{line}` does not say how points come about"),
    Bilingual("写 `base:`、`give:` 或 `add:`", "write `base:`, `give:` or `add:`"),
)
BASE_AND_GIVE = Pattern(
    "S012",
    Bilingual("计分项 `{line}` 既写了 `base` 又写了 `give`", "the line `{line}` has both `base` and `give`"),
    Bilingual("只留一个", "keep one of them"),
)
FROM_NOTHING = Pattern(
    "S013",
    Bilingual("计分项 `{line}` 没有基础分,没有可扣的分", "the line `{line}` has no base to deduct from"),
    Bilingual(
        "写 `base:`;只扣分的项写 `least: -10` 这样的下限",
        "write `base:`, or a `least: -10` for a line that only deducts",
    ),
)
SIGNED_POINTS = Pattern(
    "S014",
    Bilingual("每次的分值 {points} 是负数", "the points for each time, {points}, are negative"),
    Bilingual(
        "写正数:扣分写在 `deduct`,加分写在 `add`",
        "write a positive number: a loss under `deduct`, a gain under `add`",
    ),
)
LINE_TOO_FINE = Pattern(
    "S015",
    Bilingual(
        "计分项取 {found} 位小数,总分只有 {decimals} 位",
        "this line has {found} decimals, and the score only {decimals}",
    ),
    Bilingual("计分项的小数位数不能多于总分的", "a line cannot have more decimals than the score"),
)
UNCAPPED = Pattern(
    "S016",
    Bilingual("计分项 `{line}` 的加分没有上限", "nothing limits what the line `{line}` can add"),
    Bilingual(
        "写 `most:`,在 `add`、计分项或 `total` 里", "write `most:` under `add`, on the line or under `total`"
    ),
    severity="warning",
)


@attrs.frozen
class Evidence(Word):
    """What a line comes to where evidence is missing."""

    what = Bilingual("缺证据时的处理方式", "policy for missing evidence")
    options = (
        option("undetermined", "不定", "undetermined", "待定"),
        option("zero", "计零分", "zero", "零分", "0"),
    )


UNDETERMINED = Evidence("undetermined")


class Deduct(Model):
    """Points lost for each time."""

    each: Expression = key("每", "次数", meaning="how many times: a number, or a list whose items count")
    points: Expression = key("分值", "扣", meaning="points lost each time, without a sign")
    least: Expression | None = key(
        "最低", "扣至", default=None, meaning="what is left at least; 0 unless given"
    )


class Add(Model):
    """Points gained for each time."""

    each: Expression = key("每", "次数", meaning="how many times: a number, or a list whose items count")
    points: Expression = key("分值", "加", meaning="points gained each time")
    most: Expression | None = key("最高", "最多", default=None, meaning="what is gained at most")


class PointsLine(Part):
    """One line."""

    base: Expression | None = key("基础分", "基本分", default=None)
    deduct: Deduct | None = key("扣分", default=None)
    add: Add | None = key("加分", default=None)
    give: Expression | None = key("得分", "给分", default=None, meaning="the points, as an expression")
    least: Expression | None = key("最低", default=None)
    most: Expression | None = key("最高", "满分", default=None)
    when: Expression | None = key("适用", default=None, meaning="where false, the line gives 0")
    missing_evidence: Evidence | None = key(
        "缺证据时", default=None, meaning="as for the whole rule unless given"
    )
    decimals: Decimals | None = key("小数位数", default=None, meaning="as for the whole rule unless given")
    reason: Template | None = key("理由", default=None)


class Total(Model):
    """The bounds of the total."""

    least: Expression | None = key("最低", default=None)
    most: Expression | None = key("最高", "满分", default=None)


class Veto(Model):
    """What brings the whole score down."""

    when: Expression = key("适用", "情形", meaning="the condition of the veto")
    title: Words | None = key("标题", default=None)
    to: Number = key("降至", default=Fraction(0), meaning="the score that the veto leaves at most")
    reason: Template | None = key("理由", default=None)


class Points(Rule):
    """One score."""

    decimals: Decimals = key("小数位数", meaning="decimals of every line and of the total")
    rounding: RoundingMode = key("舍入", default=HALF_UP)
    missing_evidence: Evidence = key("缺证据时", default=UNDETERMINED)
    lines: list[PointsLine] = key("计分项")
    coefficient: Expression | None = key("系数", default=None, meaning="multiplies the sum of the lines")
    total: Total | None = key("总分", default=None)
    veto: list[Veto] = key("一票否决", default=[])


@attrs.frozen
class _Row:
    """One line as Core has it: the entry of the rule that gives its points, and how they come about."""

    entry: str
    title: Bilingual
    points: Node
    reason: Message | None = None


@attrs.frozen
class _Scored:
    """The whole rule as Core has it. `subtotal` is None where nothing follows the lines."""

    lines: tuple[_Row, ...]
    adjustments: tuple[_Row, ...]
    subtotal: Node | None
    total: Node


def declare(rule: Points, lowering: Lowering) -> Binding:
    scored = _scored(rule, lowering)
    entries = {row.entry: row.points.type for row in (*scored.lines, *scored.adjustments)}
    if scored.subtotal is not None:
        entries["subtotal"] = scored.subtotal.type
    return lowering.binding(scored.total.type, entries)


def lower(rule: Points, lowering: Lowering) -> Lowered:
    header = lowering.header()
    scored = _scored(rule, lowering)
    if not rule.lines:
        lowering.faults.add(NO_LINES, lowering.place_of(("lines",)), rule=rule.id)
    define = defining(lowering)
    rows = (*scored.lines, *scored.adjustments)
    definitions = [define(row.entry, row.points) for row in rows]
    if scored.subtotal is not None:
        definitions.append(define("subtotal", scored.subtotal))
    definitions.append(define("", scored.total))
    lines = tuple(
        Line(row.entry, row.title, f"{header.id}.{row.entry}", row.reason, row in scored.adjustments)
        for row in rows
    )
    return Lowered(tuple(definitions), outputs=(Score(header, lines, header.id, rule.decimals),))


def _scored(rule: Points, lowering: Lowering) -> _Scored:
    vetoes = tuple(f"veto_{n}" for n in range(1, len(rule.veto) + 1)) if len(rule.veto) > 1 else ("veto",)
    entries = part_ids(rule.lines, "lines", ("subtotal", "coefficient", "limit", *vetoes), lowering)
    lines = tuple(_line(rule, index, entry, lowering) for index, entry in enumerate(entries))
    place = lowering.place_of(("lines",))
    subtotal = summed((given(row.entry, number_type(row.points), lowering) for row in lines), place)
    if rule.coefficient is None and rule.total is None and not rule.veto:
        return _Scored(lines, (), None, as_points(subtotal, rule.decimals))
    running = given("subtotal", number_type(subtotal), lowering)
    adjustments: list[_Row] = []
    if rule.coefficient is not None:
        row, after = _coefficient(rule, rule.coefficient, running, lowering)
        adjustments.append(row)
        running = _and(running, row, after, lowering)
    if rule.total is not None:
        row, after = _limits(rule, rule.total, running, lowering)
        if after is not running:
            adjustments.append(row)
            running = _and(running, row, after, lowering)
    if rule.veto:
        rows, running = _vetoed(rule, vetoes, running, lowering)
        adjustments += rows
    return _Scored(lines, tuple(adjustments), subtotal, as_points(running, rule.decimals))


def _and(running: Node, row: _Row, after: Node, lowering: Lowering) -> Node:
    """The sum so far with an adjustment; its bounds are those of `after`, which it equals."""
    total = calculated("+", running, given(row.entry, number_type(row.points), lowering), row.points.place)
    return attrs.evolve(total, type=after.type)


# -- lines


def _line(rule: Points, index: int, entry: str, lowering: Lowering) -> _Row:
    line = rule.lines[index]
    place = lowering.place_of(("lines", index, "id"))
    decimals = rule.decimals if line.decimals is None else line.decimals
    if decimals > rule.decimals:
        there = lowering.place_of(("lines", index, "decimals"))
        lowering.faults.add(LINE_TOO_FINE, there, found=decimals, decimals=rule.decimals)
    if line.base is not None and line.give is not None:
        lowering.faults.add(BASE_AND_GIVE, lowering.place_of(("lines", index, "give")), line=line.id)
    if line.base is None and line.give is None and line.add is None:
        _nothing_to_give(line, index, lowering)
    start = line.base or line.give
    amount = ZERO if start is None else lowering.expression(start, NumberType())
    seen: dict[str, Node] = {}
    gained = None if line.add is None else _gained(rule, line, line.add, lowering, seen)
    if (
        line.deduct is not None
    ):  # after `add`, so that `each` and `points` in the reason are those of the loss
        amount = _deducted(line.deduct, amount, lowering, seen)
    if gained is not None:
        amount = gained if amount is ZERO else calculated("+", amount, gained, place)
    least, most = (limit(w, decimals, rule.rounding, lowering) for w in (line.least, line.most))
    points: Node = rounded(bounded(amount, least, most, lowering, place), decimals, rule.rounding.mode, place)
    if line.when is not None:
        points = where(lowering.condition(line.when), points, ZERO, place)
    if (line.missing_evidence or rule.missing_evidence).code == "zero":
        kind = typing.join(points.type, ZERO.type) or points.type
        points = nodes.IfUnknown(points, ZERO, kind, place=place)
    points = as_points(points, decimals)
    seen |= {n: given(entry, number_type(points), lowering) for n in ("score", "得分")}
    return _Row(entry, line.label, points, lowering.message(line.reason, lowering.scope.with_locals(seen)))


def _nothing_to_give(line: PointsLine, index: int, lowering: Lowering) -> None:
    place = lowering.place_of(("lines", index, "id"))
    if line.deduct is None:
        lowering.faults.add(NO_POINTS, place, line=line.id)
    elif line.deduct.least is None:
        lowering.faults.add(FROM_NOTHING, lowering.place_of(("lines", index, "deduct")), line=line.id)


def _times(part: Deduct | Add, lowering: Lowering, seen: dict[str, Node]) -> Node:
    """The points for all the times together."""
    each = occurrences(part.each, lowering)
    points = lowering.expression(part.points, NumberType())
    most = number_type(points).most
    if most is not None and most < 0:
        lowering.faults.add(SIGNED_POINTS, points.place, points=shown(most))
    seen |= {"each": each, "次数": each, "points": points, "每次分值": points}
    return calculated("*", each, points, points.place)


def _deducted(part: Deduct, amount: Node, lowering: Lowering, seen: dict[str, Node]) -> Node:
    loss = _times(part, lowering, seen)
    least = ZERO if part.least is None else lowering.expression(part.least, NumberType())
    left = at_least(calculated("-", amount, loss, loss.place), least, loss.place)
    lost = calculated("-", amount, left, loss.place)
    seen |= {"lost": lost, "扣分": lost}
    return left


def _gained(rule: Points, line: PointsLine, part: Add, lowering: Lowering, seen: dict[str, Node]) -> Node:
    gain = _times(part, lowering, seen)
    if part.most is not None:
        gain = at_most(gain, lowering.expression(part.most, NumberType()), gain.place)
    elif (
        line.most is None
        and (rule.total is None or rule.total.most is None)
        and number_type(gain).most is None
    ):
        lowering.faults.add(UNCAPPED, gain.place, line=line.id)
    seen |= {"gained": gain, "加分": gain}
    return gain


# -- after the lines


def _coefficient(rule: Points, written: Expression, before: Node, lowering: Lowering) -> tuple[_Row, Node]:
    factor = lowering.expression(written, NumberType())
    place = factor.place
    product = rounded(calculated("*", before, factor, place), rule.decimals, rule.rounding.mode, place)
    difference = calculated("-", product, before, place)
    reason = Message(("×", factor), ("× ", factor))
    return _Row("coefficient", Bilingual("系数", "coefficient"), difference, reason), product


def _limits(rule: Points, total: Total, before: Node, lowering: Lowering) -> tuple[_Row, Node]:
    least, most = (limit(w, rule.decimals, rule.rounding, lowering) for w in (total.least, total.most))
    place = lowering.place_of(("total",))
    after = bounded(before, least, most, lowering, place)
    row = _Row("limit", Bilingual("总分限额", "limits of the total"), calculated("-", after, before, place))
    return row, after


def _vetoed(
    rule: Points, entries: Sequence[str], before: Node, lowering: Lowering
) -> tuple[list[_Row], Node]:
    place = lowering.place_of(("veto",))
    seen = lowering.scope.with_locals({"score": before, "得分": before})
    conditions = [lowering.condition(v.when) for v in rule.veto]
    falls = [_fallen(rule, index, before, lowering) for index in range(len(rule.veto))]
    order = sorted(range(len(rule.veto)), key=lambda i: (rule.veto[i].to, i))
    decided = tuple(nodes.Row(conditions[i], falls[i], place=conditions[i].place) for i in order)
    kind = typing.join_all([before.type, *(f.type for f in falls)]) or before.type
    after = nodes.Case(decided, before, kind, place=place)
    rows: list[_Row] = []
    for index, veto in enumerate(rule.veto):
        stronger = tuple(nodes.Row(conditions[i], ZERO) for i in order[: order.index(index)])
        change = calculated("-", falls[index], before, conditions[index].place)
        change_kind = typing.join(change.type, ZERO.type) or change.type
        own = nodes.Row(conditions[index], change, place=conditions[index].place)
        points = nodes.Case((*stronger, own), ZERO, change_kind, place=conditions[index].place)
        title = veto.title.text if veto.title else Bilingual("一票否决", "veto")
        rows.append(_Row(entries[index], title, points, lowering.message(veto.reason, seen)))
    return rows, after


def _fallen(rule: Points, index: int, before: Node, lowering: Lowering) -> Node:
    """The score that a veto leaves: `to`, or less where the score was less."""
    to = rule.veto[index].to
    place = lowering.place_of(("veto", index, "to"))
    leaves = constant(to, place)
    if (to * 10**rule.decimals).denominator != 1:
        lowering.faults.add(TOO_FINE, place, found=shown(to), decimals=rule.decimals)
    least = number_type(before).least
    return leaves if least is not None and to <= least else at_most(before, leaves, place)


KIND = Kind("points", ("计分",), Bilingual("计分", "points"), Points, declare, lower)
