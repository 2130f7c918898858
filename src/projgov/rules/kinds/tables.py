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

In place of a table, `decision: lamps.dmn#Lamp of progress` takes a decision of a DMN model in the same folder, with the models that it
imports from there. Its inputs are what bears their names in the rule file, or what `inputs` says: `Points behind: {value: behind}`, of an
imported model `plans.Points behind` where several have one of the name; they have to be of the model's types and allowed values. What it
requires is lowered with it, and can be asked by name: every boxed expression, functions and services called where they are needed. It
runs by the meaning of rule files: exact numbers, what is not known is undetermined, what errs is a fault and not null; what of the model
has no meaning here (types such as `time`, functions as values, code from outside) is refused by name. Rows that never count and inputs
without a row are warnings then.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern, Refused
from projgov.domain.vocabulary import canonical_name
from projgov.reading.beside import Beside
from projgov.reading.table import Table, read_csv
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.decision_lowering import decided, decision_lowered
from projgov.rules.forms.decisions import NOT_NAMED, read_decision
from projgov.rules.forms.table_columns import InputColumn, OutputColumn
from projgov.rules.forms.table_lowering import binding, lowered
from projgov.rules.forms.table_policies import UNIQUE, HitPolicy
from projgov.rules.forms.table_text import NO_TABLE, Grid, from_csv, from_text
from projgov.rules.forms.tables import read
from projgov.rules.forms.written import FromNode, Rule, fault, key

NO_TABLE_AT_ALL = Pattern(
    "B054",
    Bilingual("决策表 `{rule}` 里没有表", "the decision table `{rule}` has no table"),
    Bilingual(
        "在 `table: |` 下写表格，或写 `decision: 模型.dmn#决策名称`",
        "write the table under `table: |`, or `decision: model.dmn#Name`",
    ),
)
MODEL_SAYS = Pattern(
    "B055",
    Bilingual("用了 DMN 决策，就不能再写 `{key}`", "with a decision of a DMN model there can be no `{key}`"),
    Bilingual("删去它；这由模型规定", "leave it out: the model says it"),
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


@attrs.frozen
class DecisionName(FromNode):
    """A decision of a DMN model: `model.dmn#Name`."""

    scalar: Scalar

    @classmethod
    def from_node(cls, node: object) -> DecisionName:
        if isinstance(node, DecisionName):
            return node
        if not isinstance(node, Scalar):
            raise fault(NOT_NAMED, found="…")
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
    table: TableText | None = key(
        "表",
        "表格",
        default=None,
        meaning="the table itself, after `|`; or the name of a CSV file beside the rule file",
    )
    decision: DecisionName | None = key(
        "决策",
        "DMN决策",
        default=None,
        meaning="in place of a table: a decision of a DMN model beside, `model.dmn#Name`",
    )


def declare(rule: TableRule, lowering: Lowering) -> Binding:
    if rule.decision is not None:
        found = read_decision(rule.decision.scalar, rule.inputs, lowering)
        return lowering.binding(ANY, {}) if found is None else decided(found, lowering)
    grid = _grid(rule, lowering)
    if grid is None:
        return lowering.binding(ANY, {})
    return binding(read(grid, rule.inputs, rule.outputs, lowering), rule.hit, lowering)


def lower(rule: TableRule, lowering: Lowering) -> Lowered:
    before = len(lowering.faults.found)
    _check_keys(rule, lowering)
    if rule.decision is not None:
        found = read_decision(rule.decision.scalar, rule.inputs, lowering)
        return Lowered() if found is None else decision_lowered(found, before, lowering)
    grid = _grid(rule, lowering)
    if grid is None:
        return Lowered()
    table = read(grid, rule.inputs, rule.outputs, lowering)
    cells = table.conditions(lowering.faults)
    titles = {canonical_name(n): c.title.text for n, c in rule.outputs.items() if c.title is not None}
    return lowered(table, rule.hit, cells, titles, before, lowering)


def _check_keys(rule: TableRule, lowering: Lowering) -> None:
    """Either a table or a decision, and with a decision nothing that the model says."""
    if rule.decision is None:
        if rule.table is None:
            lowering.faults.add(NO_TABLE_AT_ALL, lowering.place, rule=rule.id)
        return
    for name in ("table", "hit", "outputs"):
        if name in rule.model_fields_set:
            lowering.faults.add(MODEL_SAYS, lowering.place_of((name,)), key=name)


def _grid(rule: TableRule, lowering: Lowering) -> Grid | None:
    if rule.table is None:
        return None
    if not rule.table.is_file:
        return from_text(rule.table.scalar, lowering.faults)
    try:
        table = csv_of(rule.table, lowering.beside)
    except Refused as refused:
        lowering.faults.extend(refused.diagnostics)
        return None
    return from_csv(table, rule.outputs, lowering.faults)


def csv_of(written: TableText, beside: Beside) -> Table:
    """What the CSV file holds that is named in place of a table. Raises `Refused`."""
    name, place = written.scalar.text.strip(), written.scalar.place
    return read_csv(beside.text(name, place), str(beside.path(name, place)))


KIND = Kind("tables", ("表格", "决策表"), Bilingual("决策表", "decision tables"), TableRule, declare, lower)
