"""A decision table as it is understood: its columns with their types, the conditions of its rows and what they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, did_you_mean
from projgov.domain.types import AnyType, ChoiceType, NumberType, TextType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes, operators
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults, Scope
from projgov.rules.core.typing import ANY, describe
from projgov.rules.feel.parser import parse
from projgov.rules.forms.amounts import LEAST_ABOVE_MOST, shown
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.parts import BAD_PART, RESERVED_PART
from projgov.rules.forms.table_cells import Column, condition, output
from projgov.rules.forms.table_columns import (
    NOT_IN_TABLE,
    InputColumn,
    OutputColumn,
    entry_name,
    is_simple,
    kind_of,
    literals_of,
    vocabulary_of,
)
from projgov.rules.forms.table_text import Cell, Grid

DOUBLED_COLUMN = Pattern(
    "B039",
    Bilingual("`{name}` 列写了两次", "the column `{name}` is there twice"),
    Bilingual("只留一列，或给其中一列换个名称", "keep one of them, or give one another name"),
)
UNKNOWN_INPUT = Pattern(
    "B040",
    Bilingual(
        "列名 `{name}` 既不是认识的名称，也没有写在 `inputs:` 下",
        "the column `{name}` is no name known here, and does not stand under `inputs:`",
    ),
    Bilingual("{offer}", "{offer}"),
)
RESERVED = ("row", "rows")
_UNKNOWN = ("N001", "N005", "X043")
"""An unknown name, an unknown function (`behind (points)`), two names side by side."""
ColumnT = TypeVar("ColumnT", InputColumn, OutputColumn)


@attrs.frozen
class Input:
    """What is asked in a column. `value` is set apart under the name `entry` where it is more than a name."""

    column: Column
    node: Node
    entry: str
    value: Node
    domain: Domain | None

    @property
    def apart(self) -> bool:
        return self.node is not self.value


@attrs.frozen
class Output:
    """What is given in a column. `kind` is the type of a single value, `values` all of them in order of priority."""

    column: Column
    entry: str
    kind: ValueType
    values: tuple[object, ...] | None
    cells: tuple[Node, ...]
    otherwise: Node | None


@attrs.frozen
class Table:
    """A decision table."""

    grid: Grid
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]

    def conditions(self, faults: Faults) -> tuple[tuple[Node, ...], ...]:
        """The tests of each row, a condition for each cell."""
        return tuple(
            tuple(condition(c, i.column, i.node, faults) for c, i in zip(row.inputs, self.inputs, strict=True))
            for row in self.grid.rows
        )  # fmt: skip


def read(
    grid: Grid, inputs: Mapping[str, InputColumn], outputs: Mapping[str, OutputColumn], lowering: Lowering
) -> Table:
    """The table of a grid, with what is declared of its columns. What is wrong with columns and outputs is told."""
    _check_names(grid.header.inputs, "inputs", inputs, lowering)
    _check_names(grid.header.outputs, "outputs", outputs, lowering)
    _check_outputs(grid, lowering)
    asked = _inputs(grid, inputs, lowering)
    scope = _seeing(asked, lowering)
    given = tuple(
        _output(cell, n, grid, _declared(cell.text, outputs), scope, lowering)
        for n, cell in enumerate(grid.header.outputs)
    )
    within = (attrs.evolve(i, column=attrs.evolve(i.column, scope=scope)) for i in asked)
    return Table(grid, tuple(within), given)


def _check_names(cells: Sequence[Cell], section: str, declared: Iterable[str], lowering: Lowering) -> None:
    """Columns that are there twice, and such as are declared and not there."""
    there = [canonical_name(c.text) for c in cells]
    for n, cell in enumerate(cells):
        if there[n] and there[n] in there[:n]:
            lowering.faults.add(
                DOUBLED_COLUMN, cell.place, related=[cells[there.index(there[n])].place], name=cell.text
            )
    for name in declared:
        if canonical_name(name) not in there:
            offer = did_you_mean(name, [c.text for c in cells])
            lowering.faults.add(NOT_IN_TABLE, lowering.place_of((section, name)), name=name, offer=offer)


def _check_outputs(grid: Grid, lowering: Lowering) -> None:
    """Names of outputs that cannot be, or mean something else."""
    for cell in grid.header.outputs:
        name = canonical_name(cell.text)
        if not name.isidentifier():
            lowering.faults.add(BAD_PART, cell.place, name=cell.text)
        elif name in RESERVED:
            reserved = ", ".join(f"`{r}`" for r in RESERVED)
            lowering.faults.add(
                RESERVED_PART, cell.place, rule=lowering.rule.id, name=cell.text, reserved=reserved
            )


def _declared(name: str, columns: Mapping[str, ColumnT]) -> tuple[str, ColumnT] | None:
    wanted = canonical_name(name)
    return next(((n, c) for n, c in columns.items() if canonical_name(n) == wanted), None)


# -- inputs


def _inputs(grid: Grid, inputs: Mapping[str, InputColumn], lowering: Lowering) -> list[Input]:
    found: list[Input] = []
    outputs = [canonical_name(cell.text) for cell in grid.header.outputs]
    for n, cell in enumerate(grid.header.inputs):
        taken = (*outputs, *RESERVED, *(i.entry for i in found))
        found.append(_input(cell, entry_name(cell.text, taken, n + 1), inputs, lowering))
    return found


def _seeing(inputs: Iterable[Input], lowering: Lowering) -> Scope:
    """The scope of cells: the columns of inputs can be called by their names."""
    return lowering.scope.with_locals({i.column.name: i.node for i in inputs if not is_poison(i.node)})


def _input(cell: Cell, entry: str, inputs: Mapping[str, InputColumn], lowering: Lowering) -> Input:
    name, declared = _declared(cell.text, inputs) or (cell.text, InputColumn())
    path = ("inputs", name)
    if declared.value is not None:
        value = lowering.expression(declared.value)
    else:
        value = _asked(cell, inputs, lowering)
    if declared.type is not None:
        value = expect(value, declared.type.type, lowering.scope)
    kind = declared.type.type if declared.type is not None and isinstance(value.type, AnyType) else value.type
    literals = [] if is_poison(value) else literals_of(declared.values, kind, (*path, "values"), lowering)
    node = value
    if not is_simple(value):
        node = nodes.Result(f"{lowering.rule.id}.{entry}", lowering.this(), value.type, place=value.place)
    values = tuple(one.value for one in literals) or (kind.codes if isinstance(kind, ChoiceType) else None)
    column = Column(cell.text, kind, vocabulary_of(kind, literals), values, "inputs", lowering.scope)
    domain = None if is_poison(value) else _domain(declared, kind, values, path, lowering)
    return Input(column, node, entry, value, domain)


def _asked(cell: Cell, inputs: Iterable[str], lowering: Lowering) -> Node:
    """What the header of a column asks, as an expression."""
    scope, own = lowering.scope, lowering.faults.apart()
    try:
        tree = parse(cell.text, place_at=cell.place_at)
    except InvalidRuleFile as refused:
        own.extend(refused.diagnostics)
        found: Node = POISON
    else:
        found = lower(tree, attrs.evolve(scope, faults=own), cell.place_at)
    if own.found and all(d.code in _UNKNOWN for d in own):
        offer = own.offers.did_you_mean(cell.text, lambda: {*inputs, *scope.visible()})
        lowering.faults.add(UNKNOWN_INPUT, cell.place, name=cell.text, offer=offer)
        return POISON
    lowering.faults.extend(own)
    return POISON if own.found else found


def _domain(
    declared: InputColumn,
    kind: ValueType,
    values: tuple[object, ...] | None,
    path: tuple[str, str],
    lowering: Lowering,
) -> Domain | None:
    """The values that occur, None where nothing is known of them."""
    least, most = declared.least, declared.most
    if not isinstance(kind, NumberType):
        for key in ("least", "most", "decimals"):
            if getattr(declared, key) is not None:
                place = lowering.place_of((*path, key))
                lowering.faults.add(WRONG_TYPE, place, wanted=describe(kind), found=describe(NumberType()))
    elif least is not None and most is not None and least > most:
        place = lowering.place_of((*path, "least"))
        lowering.faults.add(LEAST_ABOVE_MOST, place, least=shown(least), most=shown(most))
        return None
    own = Domain.of(kind)
    return None if own is None else own.within(Domain(least, most, declared.decimals, values))


# -- outputs


def _output(
    cell: Cell,
    position: int,
    grid: Grid,
    found: tuple[str, OutputColumn] | None,
    scope: Scope,
    lowering: Lowering,
) -> Output:
    name, declared = found or (cell.text, OutputColumn())
    entry = canonical_name(cell.text)
    if entry in (canonical_name(c.text) for c in grid.header.outputs[:position]):
        entry = f"{entry}_{position}_"  # told already
    wanted = declared.type.type if declared.type is not None else kind_of(declared.values, name)
    if isinstance(wanted, TextType) and declared.values:
        wanted = kind_of(declared.values, name) or wanted
    literals = literals_of(declared.values, wanted or ANY, ("outputs", name, "values"), lowering)
    values = tuple(one.value for one in literals) or None
    column = Column(
        cell.text, wanted or ANY, vocabulary_of(wanted or ANY, literals), values, "outputs", scope
    )
    cells = tuple(output(row.outputs[position], column, lowering.faults) for row in grid.rows)
    otherwise: Node | None = None
    if (written := declared.otherwise) is not None:
        otherwise = output(Cell(written.text.strip(), written.place_at), column, lowering.faults)
    kind = _kind(wanted, [*cells, *([] if otherwise is None else [otherwise])], cell, scope)
    if declared.unit and isinstance(kind, NumberType):
        kind = attrs.evolve(kind, unit=declared.unit)
    return Output(column, entry, kind, values, cells, otherwise)


def _kind(wanted: ValueType | None, values: Sequence[Node], cell: Cell, scope: Scope) -> ValueType:
    """The type that the values of an output have in common: as declared, of numbers with the bounds that are known."""
    if wanted is not None and not isinstance(wanted, NumberType):
        return wanted
    rows = tuple(nodes.Row(nodes.TRUE, v) for v in values)
    return operators.case(rows, None, cell.place, scope).type if rows else ANY
