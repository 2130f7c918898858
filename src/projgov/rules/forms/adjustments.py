"""What follows the lines of a score: coefficient, limits of the total, vetoes. Each is a line of its own, a difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Message
from projgov.rules.forms.amounts import (
    TOO_FINE,
    ZERO,
    at_most,
    bounded,
    calculated,
    constant,
    limit,
    number_type,
    shown,
)
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lines import Printing, Row
from projgov.rules.forms.written import Expression, Model, Number, Template, Words, key


class Total(Model):
    """The bounds of the total."""

    least: Expression | None = key("最低", "最少", default=None)
    most: Expression | None = key("最高", "最多", "满分", default=None)


class Veto(Model):
    """What brings the whole score down."""

    when: Expression = key("适用", "情形", meaning="the condition of the veto")
    title: Words | None = key("标题", default=None)
    to: Number = key("降至", default=Fraction(0), meaning="the score that the veto leaves at most")
    reason: Template | None = key("理由", default=None)


def coefficient(
    written: Expression, before: Node, printing: Printing, lowering: Lowering
) -> tuple[Row, Node]:
    """The line that a coefficient makes of the sum `before`, and the sum after it."""
    factor = lowering.expression(written, NumberType())
    place = factor.place
    product = rounded(
        calculated("*", before, factor, place), printing.decimals, printing.rounding.mode, place
    )
    difference = calculated("-", product, before, place)
    reason = Message(("×", factor), ("× ", factor))
    return Row("coefficient", Bilingual("系数", "coefficient"), difference, reason, adjusts=True), product


def limits(total: Total, before: Node, printing: Printing, lowering: Lowering) -> tuple[Row, Node]:
    """The line that the least and most of the total make of the sum `before`, and the sum after it: `before` if it cannot pass."""
    least, most = (
        limit(w, printing.decimals, printing.rounding, lowering) for w in (total.least, total.most)
    )
    place = lowering.place_of(("total",))
    after = bounded(before, least, most, lowering, place)
    row = Row(
        "limit",
        Bilingual("总分限额", "limits of the total"),
        calculated("-", after, before, place),
        adjusts=True,
    )
    return row, after


@attrs.frozen
class Vetoed:
    """The `lines` that vetoes make of a score, the `score` after them, and what the lines ask for besides: entry and value."""

    lines: tuple[Row, ...]
    score: Node
    stronger: tuple[tuple[str, Node], ...]


def vetoed(
    vetoes: Sequence[Veto], entries: Sequence[str], before: Node, printing: Printing, lowering: Lowering
) -> Vetoed:
    """What vetoes, whose lines are called `entries`, make of the score `before`: the strongest that holds counts, and only once.

    Whether a stronger one holds is asked of one entry for each veto, built on that of the veto before. Were the stronger ones
    written out in every line, twice the vetoes would be four times the work.
    """
    place = lowering.place_of(("veto",))
    seen = lowering.scope.with_locals({"score": before, "得分": before})
    conditions = [lowering.condition(v.when) for v in vetoes]
    falls = [_fallen(v.to, index, before, printing, lowering) for index, v in enumerate(vetoes)]
    order = sorted(range(len(vetoes)), key=lambda i: (vetoes[i].to, i))
    decided = tuple(nodes.Row(conditions[i], falls[i], place=conditions[i].place) for i in order)
    kind = typing.join_all([before.type, *(f.type for f in falls)]) or before.type
    after = nodes.Case(decided, before, kind, place=place)
    rows: dict[int, Row] = {}
    asked: list[tuple[str, Node]] = []
    stronger: Node | None = None
    for index in order:
        veto, condition, entry = vetoes[index], conditions[index], entries[index]
        change = calculated("-", falls[index], before, condition.place)
        change_kind = typing.join(change.type, ZERO.type) or change.type
        own = nodes.Row(condition, change, place=condition.place)
        above = () if stronger is None else (nodes.Row(stronger, ZERO),)
        points = nodes.Case((*above, own), ZERO, change_kind, place=condition.place)
        title = veto.title.text if veto.title else Bilingual("一票否决", "veto")
        rows[index] = Row(entry, title, points, lowering.message(veto.reason, seen), adjusts=True)
        if stronger is None:
            stronger = condition
        elif index != order[-1]:
            asked.append((f"{entry}.stronger", _either(stronger, condition)))
            name = f"{lowering.rule.id}.{entry}.stronger"
            stronger = nodes.Result(name, lowering.this(), BOOLEAN)  # nobody wrote it: it has no place
    return Vetoed(tuple(rows[index] for index in range(len(vetoes))), after, tuple(asked))


def _either(first: Node, second: Node) -> Node:
    """Whether one of two conditions holds; as in a table, one that errs counts only where none before it holds."""
    rows = tuple(nodes.Row(condition, nodes.TRUE, place=condition.place) for condition in (first, second))
    return nodes.Case(rows, nodes.FALSE, BOOLEAN, place=second.place)


def _fallen(to: Fraction, index: int, before: Node, printing: Printing, lowering: Lowering) -> Node:
    """The score that a veto leaves: `to`, or less where the score was less."""
    place = lowering.place_of(("veto", index, "to"))
    leaves = constant(to, place)
    if (to * 10**printing.decimals).denominator != 1:
        lowering.faults.add(TOO_FINE, place, found=shown(to), decimals=printing.decimals)
    least = number_type(before).least
    return leaves if least is not None and to <= least else at_most(before, leaves, place)
