"""A decision table to Core: definitions of what it gives and by which rows, and what is reported of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, NumberType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import WRONG_TYPE, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Decision, DecisionCell, DecisionRow, Definition
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import describe
from projgov.rules.forms.amounts import defining
from projgov.rules.forms.base import Lowered, Lowering
from projgov.rules.forms.called import called
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.table_checks import check
from projgov.rules.forms.table_policies import HitPolicy, Hits
from projgov.rules.forms.tables import Input, Output, Table

NO_VALUES = Pattern(
    "B048",
    Bilingual("命中方式 `{hit}` 按结果的先后取值，却没有写先后", "the hit policy `{hit}` goes by the order of the output values, and there is none"),
    Bilingual(
        "在 `outputs:` 下写 `values:`，在前的优先：`{name}: {{values: [红, 黄, 绿]}}`",
        "list them under `outputs:`, the first counting most: `{name}: {{values: [red, yellow, green]}}`",
    ),
)  # fmt: skip
NOT_ONE_OF_THEM = Pattern(
    "B049",
    Bilingual("`{cell}` 排不出先后", "`{cell}` has no place in the order of the output values"),
    Bilingual("直接写 `values:` 里的一个值", "write one of the `values:` out"),
)
NO_DEFAULT = Pattern(
    "B050",
    Bilingual("命中方式 `{hit}` 没有“否则”：没有行成立时是{empty}", "the hit policy `{hit}` has no `otherwise`: where no row holds it gives {empty}"),
    Bilingual("删去 `otherwise:`，或改命中方式", "leave `otherwise:` out, or use another hit policy"),
)  # fmt: skip
ONE_OUTPUT = Pattern(
    "B051",
    Bilingual("命中方式 `{hit}` 只能有一个结果列，这里有 {count} 列", "the hit policy `{hit}` makes one number, and this table has {count} outputs"),
    Bilingual("每个结果列写一张表", "write a table for each output"),
)  # fmt: skip
_EMPTY_LIST, _ZERO, _NULL = (
    Bilingual("空列表", "an empty list"),
    Bilingual(" 0", "0"),
    Bilingual("空值", "null"),
)


Cells = Sequence[Sequence[Node]]
"""The tests of each row, a condition for each cell."""


def binding(table: Table, hit: HitPolicy, lowering: Lowering) -> Binding:
    """The names that a table gives to other rules: its outputs, what it asks where that has a name, and the rows."""
    kinds = {o.entry: hit.result(o.kind) or NumberType() for o in table.outputs}
    rows: dict[str, ValueType] = {_rows(hit): COUNT if hit.is_single else ListType(COUNT)}
    asked = {i.entry: i.value.type for i in table.inputs if i.apart}
    own = next(iter(kinds.values())) if len(kinds) == 1 else None
    return lowering.binding(own, {**asked, **kinds, **rows})


def lowered(
    table: Table,
    hit: HitPolicy,
    cells: Cells,
    titles: Mapping[str, Bilingual],
    before: int,
    lowering: Lowering,
    *,
    strict: bool = True,
) -> Lowered:
    """What a table becomes; `titles` are those of its outputs. Its rows are checked, strictly or not.

    Where there are more faults than `before` it was read, it becomes nothing.
    """
    order = order_of(table, hit, lowering)
    _check_policy(table, hit, lowering)
    if is_faulty(lowering, before) or not cells:
        return Lowered()
    exclusive = check(table, hit, cells, order, lowering, strict=strict)
    definitions = _definitions(table, hits_of(table, hit, cells, order, exclusive, lowering), order, lowering)
    return Lowered(definitions, (), (_reported(table, hit, cells, titles, lowering),))


def is_faulty(lowering: Lowering, before: int) -> bool:
    """Whether there are errors beyond the first `before` faults."""
    return any(d.is_error for d in lowering.faults.found[before:])


def hits_of(
    table: Table, hit: HitPolicy, cells: Cells, order: Sequence[int], exclusive: bool, lowering: Lowering
) -> Hits:
    """The rows in the order in which they count."""
    conditions = [_all(row) for row in cells]
    return Hits(
        hit,
        tuple(conditions[n] for n in order),
        tuple(n + 1 for n in order),
        tuple(table.grid.rows[n].place for n in order),
        exclusive,
        lowering.place,
    )


def _all(tests: Sequence[Node]) -> Node:
    """That all tests of a row hold."""
    parts = tuple(t for t in tests if t != nodes.TRUE)
    if not parts:
        return nodes.TRUE
    return parts[0] if len(parts) == 1 else nodes.And(parts, place=parts[0].place)


def order_of(table: Table, hit: HitPolicy, lowering: Lowering) -> list[int]:
    """The positions of the rows, in the order in which they count."""
    numbers = list(range(len(table.grid.rows)))
    if not hit.is_ordered or not numbers:
        return numbers
    ranked = [o for o in table.outputs if o.values is not None]
    if not ranked:
        header = table.grid.header.outputs[0]
        lowering.faults.add(NO_VALUES, header.place, hit=hit.label, name=header.text)
        return numbers
    ranks = [[_rank(o, n, table, lowering) for o in ranked] for n in numbers]
    return sorted(numbers, key=lambda n: ranks[n])


def _rank(output: Output, row: int, table: Table, lowering: Lowering) -> int:
    """The place of an output in the order of its values; nothing comes last."""
    node, values = output.cells[row], output.values or ()
    if isinstance(node, nodes.Literal) and not is_poison(node):
        return len(values) if node.value is None else values.index(node.value)
    if not is_poison(node):
        cell = table.grid.rows[row].outputs[table.outputs.index(output)]
        lowering.faults.add(NOT_ONE_OF_THEM, cell.place, cell=cell.text)
    return len(values)


def _check_policy(table: Table, hit: HitPolicy, lowering: Lowering) -> None:
    """What the hit policy does not allow."""
    faults = lowering.faults
    if hit.aggregate is not None and len(table.outputs) > 1:
        second = table.grid.header.outputs[1]
        faults.add(ONE_OUTPUT, second.place, hit=hit.label, count=len(table.outputs))
        return
    for cell, output in zip(table.grid.header.outputs, table.outputs, strict=True):
        if hit.result(output.kind) is None:
            faults.add(WRONG_TYPE, cell.place, wanted=describe(NumberType()), found=describe(output.kind))
        if output.otherwise is not None and not hit.is_single:
            empty = (
                _EMPTY_LIST
                if hit.aggregate is None
                else _ZERO
                if hit.aggregate in ("sum", "count")
                else _NULL
            )
            faults.add(NO_DEFAULT, output.otherwise.place, hit=hit.label, empty=empty)


def _reported(
    table: Table, hit: HitPolicy, tests: Cells, titles: Mapping[str, Bilingual], lowering: Lowering
) -> Decision:
    """What is said of the table to people: what it gives, and by which rows."""
    results = tuple(
        (
            o.entry,
            titles.get(o.entry) or Bilingual(o.column.name, o.column.name),
            f"{lowering.rule.id}.{o.entry}",
        )
        for o in table.outputs
    )
    names = [_called(i, lowering) for i in table.inputs]
    rows = tuple(
        DecisionRow(
            tuple(
                DecisionCell(i.node, name, cell.text)
                for i, name, cell, test in zip(table.inputs, names, line.inputs, row, strict=True)
                if test != nodes.TRUE
            ),
            line.note,
        )
        for row, line in zip(tests, table.grid.rows, strict=True)
    )
    return Decision(lowering.header(), results, f"{lowering.rule.id}.{_rows(hit)}", rows)


def _called(asked: Input, lowering: Lowering) -> Bilingual:
    """What people call what is asked in a column."""
    label = called(asked.value, lowering) if isinstance(asked.value, nodes.Field) else None
    return label or Bilingual(asked.column.name, asked.column.name)


def _rows(hit: HitPolicy) -> str:
    """The name of what tells the rows that counted."""
    return "row" if hit.is_single else "rows"


def _definitions(table: Table, hits: Hits, order: list[int], lowering: Lowering) -> tuple[Definition, ...]:
    define = defining(lowering)
    found = [define(i.entry, i.value) for i in table.inputs if i.apart]
    for output in table.outputs:
        body = hits.output([output.cells[n] for n in order], output.otherwise, output.kind)
        found.append(define(output.entry, body))
    if len(table.outputs) == 1:
        one = found[-1]
        alone = nodes.Result(one.id, lowering.this(), one.type, place=one.place)
        found.append(attrs.evolve(one, id=lowering.rule.id, body=alone))
    found.append(define(_rows(hits.policy), hits.rows()))
    return tuple(found)
