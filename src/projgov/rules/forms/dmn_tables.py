"""Decision tables of a DMN model as those of rule files: columns, conditions, what the rows give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import ContextType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.element import Written
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.dmn_boxes import Boxes, common
from projgov.rules.forms.dmn_functions import fitted
from projgov.rules.forms.dmn_types import Typed, values_of
from projgov.rules.forms.table_cells import Column
from projgov.rules.forms.table_columns import Vocabulary, entry_name, is_simple
from projgov.rules.forms.table_lowering import Cells, hits_of, order_of
from projgov.rules.forms.table_policies import HitPolicy
from projgov.rules.forms.table_text import Cell, Grid, Line
from projgov.rules.forms.tables import Input, Output, Table

_POLICIES = {
    "UNIQUE": "unique", "FIRST": "first", "PRIORITY": "priority", "ANY": "any", "RULE ORDER": "rule_order",
    "OUTPUT ORDER": "output_order", "COLLECT": "collect", "SUM": "sum", "MIN": "min", "MAX": "max", "COUNT": "count",
}  # fmt: skip


@attrs.frozen
class ReadTable:
    """A table with its hit policy and the tests of its rows."""

    table: Table
    hit: HitPolicy
    cells: Cells


def read_table(
    table: dmn.Table,
    decision: dmn.Decision | None,
    taken: Sequence[str],
    scope: Scope,
    boxes: Boxes,
    lowering: Lowering,
) -> ReadTable:
    """The table of a decision; without one, that of a box within other logic, whose columns have no entries of their own."""
    hit = HitPolicy(_POLICIES[table.aggregation or table.hit_policy])
    grid = _grid(table, "" if decision is None else decision.name)
    outputs = [canonical_name(c.text) for c in grid.header.outputs]
    inputs: list[Input] = []
    for n, column in enumerate(table.inputs):
        names = (*outputs, *taken, "row", "rows", *(i.entry for i in inputs))
        entry = entry_name(grid.header.inputs[n].text, names, n + 1)
        inputs.append(_input(column, entry, decision is not None, scope, boxes, lowering))
    given = tuple(_output(n, table, decision, grid, scope, boxes) for n in range(len(table.outputs)))
    cells = tuple(
        tuple(
            boxes.texts.tests(written, i.node, scope) for written, i in zip(rule.inputs, inputs, strict=True)
        )
        for rule in table.rules
    )
    return ReadTable(Table(grid, tuple(inputs), given), hit, cells)


def as_node(table: dmn.Table, scope: Scope, boxes: Boxes, lowering: Lowering) -> Node:
    """What a table gives, where it stands within other logic: its output, or a context of its outputs."""
    read = read_table(table, None, (), scope, boxes, lowering)
    outputs, rows = read.table.outputs, range(len(table.rules))
    order = order_of(read.table, read.hit, lowering)
    hits = hits_of(read.table, read.hit, read.cells, order, False, lowering)
    if any(is_poison(c) for row in read.cells for c in row) or any(
        is_poison(c) for o in outputs for c in o.cells
    ):
        return POISON
    if len(outputs) == 1:
        one = outputs[0]
        return hits.output([one.cells[n] for n in order], one.otherwise, one.kind)
    made = [_context([(o.entry, o.cells[n]) for o in outputs], table.rules[n].place) for n in rows]
    defaults = [(o.entry, o.otherwise) for o in outputs if o.otherwise is not None]
    otherwise = _context(defaults, table.place) if defaults else None
    return hits.output([made[n] for n in order], otherwise, ANY)


def _context(entries: Sequence[tuple[str, Node]], place: Place) -> Node:
    return nodes.MakeContext(tuple(entries), ContextType(tuple((k, n.type) for k, n in entries)), place=place)


def _grid(table: dmn.Table, name: str) -> Grid:
    header = Line(
        tuple(_cell(i.expression, i.label) for i in table.inputs),
        tuple(_named(o.name or name or "result", o.place) for o in table.outputs),
        (),
        table.place,
    )
    rows = tuple(
        Line(
            tuple(_cell(w) for w in rule.inputs),
            tuple(
                _cell(o.written) if isinstance(o, dmn.Text) else _named("…", o.place) for o in rule.outputs
            ),
            tuple(_named(a, rule.place) for a in (*rule.annotations, rule.description) if a.strip()),
            rule.place,
        )
        for rule in table.rules
    )
    return Grid(header, rows)


def _cell(written: Written, label: str = "") -> Cell:
    text = written.text.strip()
    before = len(written.text) - len(written.text.lstrip())

    def place_at(offset: int, length: int = 0) -> Place:
        return written.place(before + offset, length)

    return Cell(label.strip() or " ".join(text.split()), place_at)


def _named(text: str, place: Place) -> Cell:
    def place_at(_offset: int, _length: int = 0) -> Place:
        return place

    return Cell(text, place_at)


def _input(
    column: dmn.Input, entry: str, apart: bool, scope: Scope, boxes: Boxes, lowering: Lowering
) -> Input:
    typed = boxes.type(column.type, column.place)
    value = fitted(boxes.texts.expression(column.expression, scope), typed, scope)
    listed = values_of(column.values) or (typed.values if typed is not None else ())
    node = value
    if apart and not is_simple(value):
        node = nodes.Result(f"{lowering.rule.id}.{entry}", lowering.this(), value.type, place=value.place)
    name = column.label or " ".join(column.expression.text.split())
    own = None if is_poison(value) else Domain.of(value.type)
    domain = None if own is None else own.within(Domain(values=listed or None))
    return Input(_column(name, value.type, listed, scope), node, entry, value, domain)


def _output(
    position: int, table: dmn.Table, decision: dmn.Decision | None, grid: Grid, scope: Scope, boxes: Boxes
) -> Output:
    column = table.outputs[position]
    typed = boxes.type(column.type, column.place)
    if typed is None and decision is not None and len(table.outputs) == 1 and not table.aggregation:
        typed = boxes.type(table.type or decision.type, decision.place)
    listed = values_of(column.values) or (typed.values if typed is not None else ())
    if listed and typed is not None:
        typed = Typed(typed.kind, listed)
    cells = tuple(
        fitted(boxes.boxed(rule.outputs[position], scope, rule.place), typed, scope) for rule in table.rules
    )
    otherwise = None
    if column.default is not None:
        otherwise = fitted(boxes.boxed(column.default, scope, column.place), typed, scope)
    kind = common([*cells, *([] if otherwise is None else [otherwise])]) if typed is None else typed.named
    header = grid.header.outputs[position]
    shown = _column(column.label or header.text, kind, listed, scope)
    return Output(shown, canonical_name(header.text), kind, listed or None, cells, otherwise)


def _column(name: str, kind: Any, listed: tuple[Any, ...], scope: Scope) -> Column:
    return Column(name, kind, Vocabulary(), listed or None, "inputs", scope)
