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

import attrs

from projgov.diagnostics import Bilingual, Refused
from projgov.domain.vocabulary import canonical_name
from projgov.reading.table import read_csv
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.table_columns import InputColumn, OutputColumn
from projgov.rules.forms.table_lowering import binding, lowered
from projgov.rules.forms.table_policies import UNIQUE, HitPolicy
from projgov.rules.forms.table_text import NO_TABLE, Grid, from_csv, from_text
from projgov.rules.forms.tables import read
from projgov.rules.forms.written import FromNode, Rule, fault, key


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
    return binding(read(grid, rule.inputs, rule.outputs, lowering), rule.hit, lowering)


def lower(rule: TableRule, lowering: Lowering) -> Lowered:
    before = len(lowering.faults.found)
    grid = _grid(rule, lowering)
    if grid is None:
        return Lowered()
    table = read(grid, rule.inputs, rule.outputs, lowering)
    cells = table.conditions(lowering.faults)
    titles = {canonical_name(n): c.title.text for n, c in rule.outputs.items() if c.title is not None}
    return lowered(table, rule.hit, cells, titles, before, lowering)


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


KIND = Kind("tables", ("表格", "决策表"), Bilingual("决策表", "decision tables"), TableRule, declare, lower)
