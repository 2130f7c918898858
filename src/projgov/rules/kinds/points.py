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

`needs` (须有) lists what has to be there before a line counts: lists that need a record in them, or values. Where something surely is not
there, the line lacks evidence, and `missing evidence` says what it comes to. So both sides of a pair are asked for:

    points:
      - id: assessment
        on: project
        judged: end of year
        decimals: 1
        lines:
          - id: routine_and_year_end
            title: {zh: 平时检查与年终考评, en: Routine checks and year-end review}
            needs:
              - inspections[kind = "routine check"]
              - inspections[kind = "year-end assessment"]
            base: 100
            deduct: {each: 'inspections[count(findings) > 0]', points: 5}

The score of a phase (of a quarter, of the first half) is a rule of its own, judged on the last day of the phase; the score of the year can
take them up as lines: `give: first_quarter * 25 / 100`.

A line may say of which figures of the data it is meant to rise, `rises with: [progress]` (正向), or to fall, `falls with: [actual cost]`
(逆向). Nothing is computed by that; the law `monotone` of `projgov.testing` tries whether it is so.

Other rules use `project_score`, its lines (`project_score.gates`) and, where there are adjustments, `project_score.subtotal`, `.coefficient`,
`.limit` and `.veto` (`.veto_1` … where there are several). The reason of a line can name `each` (次数), `points` (每次分值), `lost`
(扣分), `gained` (加分) and `score` (得分); the reason of a veto `score` (the score before any veto).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Line, Score
from projgov.rules.core.scope import Binding
from projgov.rules.forms.adjustments import Total, Veto, coefficient, limits, vetoed
from projgov.rules.forms.amounts import (
    Decimals,
    as_points,
    at_least,
    at_most,
    calculated,
    constant,
    defining,
    given,
    number_type,
    summed,
)
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.directions import directions
from projgov.rules.forms.lines import UNDETERMINED, Evidence, PointsLine, Printing, Row, check_cap, score_line
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.words import HALF_UP, RoundingMode
from projgov.rules.forms.written import Expression, Rule, key

NO_LINES = Pattern(
    "S010",
    Bilingual("规则 `{rule}` 没有计分项", "the rule `{rule}` has no lines"),
    Bilingual("在 `lines:` 下写计分项", "write its lines under `lines:`"),
)


class Points(Rule):
    """One score."""

    decimals: Decimals = key("小数位数", "小数位", meaning="decimals of every line and of the total")
    rounding: RoundingMode = key("舍入", default=HALF_UP)
    missing_evidence: Evidence = key("缺证据时", default=UNDETERMINED)
    lines: list[PointsLine] = key("计分项")
    coefficient: Expression | None = key("系数", default=None, meaning="multiplies the sum of the lines")
    total: Total | None = key("总分", default=None)
    veto: list[Veto] = key("一票否决", default=[])


@attrs.frozen
class _Scored:
    """The whole rule as Core has it. `subtotal` is None where nothing follows the lines; `asked` is what vetoes ask for."""

    lines: tuple[Row, ...]
    adjustments: tuple[Row, ...]
    subtotal: Node | None
    total: Node
    asked: tuple[tuple[str, Node], ...] = ()


def declare(rule: Points, lowering: Lowering) -> Binding:
    scored = _scored(rule, lowering)
    entries = {row.entry: row.points.type for row in (*scored.lines, *scored.adjustments)}
    if scored.subtotal is not None:
        entries["subtotal"] = scored.subtotal.type
    entries |= {entry: node.type for entry, node in _reach(rule, scored, lowering)}
    return lowering.binding(scored.total.type, entries)


def lower(rule: Points, lowering: Lowering) -> Lowered:
    header = lowering.header()
    scored = _scored(rule, lowering)
    if not rule.lines:
        lowering.faults.add(NO_LINES, lowering.place_of(("lines",)), rule=rule.id)
    if rule.total is None or rule.total.most is None:
        for index, line in enumerate(rule.lines):
            check_cap(line, index, lowering)
    define = defining(lowering)
    rows = (*scored.lines, *scored.adjustments)
    definitions = [define(row.entry, row.points) for row in rows]
    definitions += [define(entry, node) for entry, node in scored.asked]
    if scored.subtotal is not None:
        definitions.append(define("subtotal", scored.subtotal))
    definitions.append(define("", scored.total))
    definitions += [define(entry, node) for entry, node in _reach(rule, scored, lowering)]
    lines = tuple(
        Line(row.entry, row.title, f"{header.id}.{row.entry}", row.reason, row.adjusts) for row in rows
    )
    directed = directions(rule.lines, [row.entry for row in scored.lines], "lines", lowering)
    score = Score(header, lines, header.id, rule.decimals)
    return Lowered(tuple(definitions), outputs=(score,), directions=directed)


def _scored(rule: Points, lowering: Lowering) -> _Scored:
    vetoes = tuple(f"veto_{n}" for n in range(1, len(rule.veto) + 1)) if len(rule.veto) > 1 else ("veto",)
    entries = part_ids(
        rule.lines, "lines", ("subtotal", "coefficient", "limit", "highest", "lowest", *vetoes), lowering
    )
    printing = Printing(rule.decimals, rule.rounding)
    lines = tuple(
        score_line(line, index, entry, printing, rule.missing_evidence, lowering)
        for index, (line, entry) in enumerate(zip(rule.lines, entries, strict=True))
    )
    place = lowering.place_of(("lines",))
    subtotal = summed((given(row.entry, number_type(row.points), lowering) for row in lines), place)
    if rule.coefficient is None and rule.total is None and not rule.veto:
        return _Scored(lines, (), None, as_points(subtotal, rule.decimals))
    running = given("subtotal", number_type(subtotal), lowering)
    adjustments: list[Row] = []
    asked: tuple[tuple[str, Node], ...] = ()
    if rule.coefficient is not None:
        row, after = coefficient(rule.coefficient, running, printing, lowering)
        adjustments.append(row)
        running = _and(running, row, after, lowering)
    if rule.total is not None:
        row, after = limits(rule.total, running, printing, lowering)
        if after is not running:
            adjustments.append(row)
            running = _and(running, row, after, lowering)
    if rule.veto:
        fallen = vetoed(rule.veto, vetoes, running, printing, lowering)
        adjustments += fallen.lines
        running, asked = fallen.score, fallen.stronger
    return _Scored(lines, tuple(adjustments), subtotal, as_points(running, rule.decimals), asked)


def _reach(rule: Points, scored: _Scored, lowering: Lowering) -> Iterator[tuple[str, Node]]:
    """`highest` and `lowest`: between what the score must lie while some of its lines are unknown, where that can be said."""
    if rule.coefficient is not None:
        return
    place = lowering.place
    total = number_type(scored.total)
    kinds = [number_type(row.points) for row in scored.lines]
    if all(k.most is not None for k in kinds):
        best = summed((_or_bound(row, number_type(row.points).most, lowering) for row in scored.lines), place)
        yield "highest", best if total.most is None else at_most(best, constant(total.most, place), place)
    if not rule.veto and all(k.least is not None for k in kinds):
        worst = summed(
            (_or_bound(row, number_type(row.points).least, lowering) for row in scored.lines), place
        )
        yield "lowest", worst if total.least is None else at_least(worst, constant(total.least, place), place)


def _or_bound(row: Row, bound: Fraction | None, lowering: Lowering) -> Node:
    kind = number_type(row.points)
    line = given(row.entry, kind, lowering)
    return nodes.IfUnknown(line, constant(bound or 0, lowering.place), kind, place=lowering.place)


def _and(running: Node, row: Row, after: Node, lowering: Lowering) -> Node:
    """The sum so far with an adjustment; its bounds are those of `after`, which it equals."""
    total = calculated("+", running, given(row.entry, number_type(row.points), lowering), row.points.place)
    return attrs.evolve(total, type=after.type)


KIND = Kind("points", ("计分",), Bilingual("计分", "points"), Points, declare, lower)
