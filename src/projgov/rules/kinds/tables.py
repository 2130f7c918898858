"""Decision tables (决策表): rows of conditions, and what follows from each.

Where all tests on the left of a row hold, it gives what stands on its right; `||` stands between the two, and before notes.

    tables:
      - id: lamp_of_progress
        on: project
        hit: first
        inputs:
          behind: {value: planned progress at as_of - progress at as_of}
        outputs:
          lamp: {values: [red, yellow, green]}
        table: |
          | behind   | livelihood || lamp   | weeks || note                |
          | > 30     | -          || red    | 1     || far behind plan     |
          | [10..30] | yes        || red    | 2     || people depend on it |
          | [10..30] | no         || yellow | 4     ||                     |
          | < 10     | -          || green  | -     || on course           |

The header of a column of inputs is an expression, or a name that `inputs` explains. A cell holds FEEL's tests: a value, `< 10`,
`[10..20)` (the end with the round bracket is left out), several with commas (any of them), `not(…)` (非), `-` for anything, or
an expression in which `?` is the value asked. A text stands in double quotes; where the column has a list of values (options of
a field, `values`, yes and no) its words need none. A cell of outputs holds one value or an expression, `-` gives nothing.
Instead of a table, `table: lamps.csv` reads one from a CSV file in the folder of the rule file; `outputs` then names the columns
that are outputs, inputs stand before them and notes after.

`hit` says what counts where several rows hold, by name or by DMN's letter:

- `unique` (U), unless said otherwise: no two rows may hold;
- `any` (A): they may, and then give the same;
- `priority` (P): the output that stands first in `values` counts;
- `first` (F): the first row counts;
- `rule order` (R), `collect` (C): a list of what all rows give that hold, as they stand; `output order` (O) as `values` stand;
- `collect sum` (C+), `collect min` (C<), `collect max` (C>), `collect count` (C#): one number made of that list.

Where no row holds, an output is what its `otherwise` says, a list is empty, a sum or count 0, a least or most null. Rows that meet
against the hit policy, inputs that no row is for, and rows that never count are found by `projgov check`, each with an example.

What is not known leaves a row possible. The first row that surely holds decides, if all possible rows before it give the same;
else the output is undetermined. Where the check cannot tell whether rows exclude one another (`unique`) or agree (`any`), all rows
count: a possible row anywhere leaves the output undetermined, and rows that do not are a fault.

Other rules use `lamp_of_progress.lamp`, `lamp_of_progress.weeks`, and `lamp_of_progress.row` (行号) for the number of the row that
counted, or `.rows` (命中行) for those of a list; of a table with one output also the id alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, Refused
from projgov.domain.types import ListType, NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.table import read_csv
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes
from projgov.rules.core.fitting import WRONG_TYPE, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Decision, DecisionCell, DecisionRow, Definition
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY, describe
from projgov.rules.forms.amounts import defining
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.called import called
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.table_checks import check
from projgov.rules.forms.table_columns import InputColumn, OutputColumn
from projgov.rules.forms.table_policies import UNIQUE, HitPolicy, Hits
from projgov.rules.forms.table_text import NO_TABLE, Grid, from_csv, from_text
from projgov.rules.forms.tables import Input, Output, Table, read
from projgov.rules.forms.written import FromNode, Rule, fault, key

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


@attrs.frozen
class TableText(FromNode):
    """A table as rows of text, or the name of a CSV file."""

    scalar: Scalar

    @property
    def is_file(self) -> bool:
        return "\n" not in self.scalar.text.strip() and self.scalar.text.strip().casefold().endswith(".csv")

    @classmethod
    def from_node(cls, node: object) -> TableText:
        if isinstance(node, TableText):
            return node
        if not isinstance(node, Scalar) or not ("|" in node.text or "\n" in node.text or cls(node).is_file):
            raise fault(NO_TABLE, found=node.text if isinstance(node, Scalar) else "…")
        return cls(node)


class TableRule(Rule):
    """One decision table."""

    hit: HitPolicy = key(
        "命中", "命中方式", "hit policy", default=UNIQUE, meaning="which rows count where several hold"
    )
    inputs: dict[str, InputColumn] = key(
        "条件", "条件列", default={}, meaning="what its headers do not say of the columns of inputs"
    )
    outputs: dict[str, OutputColumn] = key(
        "结果", "结果列", default={}, meaning="what its headers do not say of the columns of outputs"
    )
    table: TableText = key(
        "表", "表格", meaning="the table itself, after `|`; or the name of a CSV file beside the rule file"
    )


def declare(rule: TableRule, lowering: Lowering) -> Binding:
    grid = _grid(rule, lowering)
    if grid is None:
        return lowering.binding(ANY, {})
    table = read(grid, rule.inputs, rule.outputs, lowering)
    kinds = {o.entry: rule.hit.result(o.kind) or NumberType() for o in table.outputs}
    rows = {_rows(rule.hit): COUNT if rule.hit.is_single else ListType(COUNT)}
    asked = {i.entry: i.value.type for i in table.inputs if i.apart}
    own = next(iter(kinds.values())) if len(kinds) == 1 else None
    return lowering.binding(own, {**asked, **kinds, **rows})


def lower(rule: TableRule, lowering: Lowering) -> Lowered:
    before = len(lowering.faults.found)
    grid = _grid(rule, lowering)
    if grid is None:
        return Lowered()
    table = read(grid, rule.inputs, rule.outputs, lowering)
    cells = table.conditions(lowering.faults)
    order = _order(rule, table, lowering)
    _check_policy(rule, table, lowering)
    if len(lowering.faults.found) > before or not grid.rows:
        return Lowered()
    exclusive = check(table, rule.hit, cells, order, lowering)
    conditions = [_all(row) for row in cells]
    hits = Hits(
        rule.hit,
        tuple(conditions[n] for n in order),
        tuple(n + 1 for n in order),
        tuple(grid.rows[n].place for n in order),
        exclusive,
        lowering.place,
    )
    definitions = _definitions(table, hits, order, lowering)
    return Lowered(definitions, (), (_reported(rule, table, cells, lowering),))


def _grid(rule: TableRule, lowering: Lowering) -> Grid | None:
    scalar = rule.table.scalar
    if not rule.table.is_file:
        return from_text(scalar, lowering.faults)
    name = scalar.text.strip()
    try:
        path = lowering.beside.path(name, scalar.place)
        table = read_csv(lowering.beside.text(name, scalar.place), str(path))
    except Refused as refused:
        lowering.faults.extend(refused.diagnostics)
        return None
    return from_csv(table, rule.outputs, lowering.faults)


def _all(tests: tuple[Node, ...]) -> Node:
    """That all tests of a row hold."""
    parts = tuple(t for t in tests if t != nodes.TRUE)
    if not parts:
        return nodes.TRUE
    return parts[0] if len(parts) == 1 else nodes.And(parts, place=parts[0].place)


def _order(rule: TableRule, table: Table, lowering: Lowering) -> list[int]:
    """The positions of the rows, in the order in which they count."""
    numbers = list(range(len(table.grid.rows)))
    if not rule.hit.is_ordered or not numbers:
        return numbers
    ranked = [o for o in table.outputs if o.values is not None]
    if not ranked:
        header = table.grid.header.outputs[0]
        lowering.faults.add(NO_VALUES, header.place, hit=rule.hit.label, name=header.text)
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


def _check_policy(rule: TableRule, table: Table, lowering: Lowering) -> None:
    """What the hit policy does not allow."""
    hit, faults = rule.hit, lowering.faults
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


def _reported(rule: TableRule, table: Table, tests: Sequence[Sequence[Node]], lowering: Lowering) -> Decision:
    """What is said of the table to people: what it gives, and by which rows."""
    titles = {canonical_name(n): c.title.text for n, c in rule.outputs.items() if c.title is not None}
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
    return Decision(lowering.header(), results, f"{lowering.rule.id}.{_rows(rule.hit)}", rows)


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


KIND = Kind("tables", ("表格", "决策表"), Bilingual("决策表", "decision tables"), TableRule, declare, lower)
