"""Decision tables, compiled: inputs once, rows by their cells, outputs of the rows that match, then the hit policy."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.dmn.tree import Output, Table
from projgov.scoring.dmn.cells import cell
from projgov.scoring.dmn.hits import Decide, Priorities, Row, policy
from projgov.scoring.dmn.items import Condition, Items
from projgov.scoring.dmn.trace import Hit, record
from projgov.scoring.feel.conformance import convertible
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import TESTED, Compiled, Env, Scope
from projgov.scoring.feel.types import SIMPLE, Anything, Defined, ListOf, Type, bare
from projgov.scoring.feel.values import Value

if TYPE_CHECKING:
    from projgov.scoring.dmn.boxed import Boxes

INPUT_NOT_ALLOWED = Pattern(
    "M364",
    Bilingual(
        "输入列 `{column}` 的值 {found} 不在允许值之内",
        "{found} is not among the values of the input `{column}`",
    ),
    Bilingual("给出允许的值，或补充 `inputValues`", "give an allowed value, or add it to `inputValues`"),
)
OUTPUT_NOT_ALLOWED = Pattern(
    "M365",
    Bilingual(
        "结果 {found} 不在输出列的允许值之内", "the result {found} is not among the values of the output"
    ),
    Bilingual("改正结果，或补充 `outputValues`", "mend the result, or add it to `outputValues`"),
)
NO_ROW = Pattern(
    "M366",
    Bilingual("表里没有一行成立", "no row of the table matches"),
    Bilingual("补上缺少的行，或写出默认结果", "add the row that is missing, or a default output"),
    severity="warning",
)


@attrs.frozen(eq=False)
class Column:
    """An input: its expression, the slot in which its value is tested, and the values allowed."""

    label: str
    value: Compiled
    slot: int
    allowed: Condition | None


@attrs.frozen(eq=False)
class Line:
    """A row: the cells that test anything (with their columns), and its outputs."""

    number: int
    cells: tuple[tuple[int, Compiled], ...]
    outputs: tuple[Compiled, ...]


class CompiledTable:
    """A decision table ready to run. `decide` is what expressions call; `hit` shows why a row matched or did not."""

    def __init__(self, table: Table, name: str, scope: Scope, boxes: Boxes) -> None:
        texts = boxes.texts
        self.name = name
        self.table = table
        self.place = table.place
        self.columns: list[Column] = []
        scopes: list[Scope] = []
        for number, column in enumerate(table.inputs, 1):
            inner, slot = scope.bind(TESTED)
            scopes.append(inner)
            label = column.label or " ".join(column.expression.text.split()) or str(number)
            value = _softly(
                texts.expression(column.expression, scope), boxes.items.named(column.type, column.place)
            )
            self.columns.append(Column(label, value, slot, boxes.condition(column.values)))
        types = [_output_type(output, table, boxes.items) for output in table.outputs]
        self.lines = [
            Line(
                number,
                tuple(
                    (index, compiled)
                    for index, written in enumerate(rule.inputs)
                    if (compiled := cell(written, scopes[index], self.columns[index].slot, texts)) is not None
                ),
                tuple(
                    boxes.typed(boxes.boxed(box, scope), type_ if output.type else None)
                    for box, type_, output in zip(rule.outputs, types, table.outputs, strict=True)
                ),
            )
            for number, rule in enumerate(table.rules, 1)
        ]
        self.allowed = tuple(boxes.condition(output.values) for output in table.outputs)
        self.names = [output.name for output in table.outputs]
        priorities: Priorities = [
            _important(type_) if allowed is None else allowed.values
            for allowed, type_ in zip(self.allowed, types, strict=True)
        ]
        self.policy: Decide = policy(table.hit_policy, table.aggregation, self.names, priorities)
        self.default = _default(table.outputs, scope, boxes)
        self.first = table.hit_policy == "FIRST"

    def decide(self, env: Env, run: Run) -> Value:
        """The table's result."""
        run.place = self.place
        run.step(1 + len(self.lines))
        for column in self.columns:
            value = env[column.slot] = column.value(env, run)
            if column.allowed is not None and not column.allowed(run, value):
                run.place = self.place
                return run.fault(INPUT_NOT_ALLOWED, column=column.label, found=brief(value))
        numbers: list[int] = []
        for line in self.lines:
            for _, test in line.cells:
                if test(env, run) is not True:
                    break
            else:
                numbers.append(line.number)
                if self.first:
                    break
        record(run, self, env, numbers)
        if not numbers:
            return self._no_row(env, run)
        rows: list[Row] = []
        for number in numbers:
            row = tuple(output(env, run) for output in self.lines[number - 1].outputs)
            for value, allowed in zip(row, self.allowed, strict=True):
                if allowed is not None and not allowed(run, value):
                    run.place = self.table.rules[number - 1].place
                    return run.fault(OUTPUT_NOT_ALLOWED, found=brief(value))
            rows.append(row)
        run.place = self.place
        return self.policy(run, numbers, rows)

    def _no_row(self, env: Env, run: Run) -> Value:
        if self.default is not None:
            values = [value(env, run) for value in self.default]
            result = values[0] if len(values) == 1 else dict(zip(self.names, values, strict=True))
            return [result] if self.table.hit_policy in ("RULE ORDER", "OUTPUT ORDER") else result
        if self.table.hit_policy == "COLLECT" and self.table.aggregation in ("", "COUNT"):
            return Decimal(0) if self.table.aggregation else []
        run.place = self.place
        return run.fault(NO_ROW)

    def hit(self, env: Env, numbers: Sequence[int]) -> Hit:
        """The rows that matched with the values of the inputs at that time."""
        return Hit(self, tuple(env), tuple(env[column.slot] for column in self.columns), tuple(numbers))


def _output_type(output: Output, table: Table, items: Items) -> Type | None:
    """The type of what a cell of an output gives: its own, or with a single output that of the table's result."""
    if output.type:
        return items.named(output.type, output.place)
    if len(table.outputs) > 1 or not table.type or table.aggregation:
        return None
    type_ = items.named(table.type, table.place)
    if type_ is not None and table.hit_policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER"):
        base = bare(type_)
        return base.item if isinstance(base, ListOf) else type_
    return type_


def _softly(value: Compiled, type_: Type | None) -> Compiled:
    """`value`, converted to `type_` where it can be."""
    if type_ is None or isinstance(type_, Anything):
        return value
    kinds = _KINDS.get(bare(type_))

    def run_softly(env: Env, run: Run) -> Value:
        found = value(env, run)
        return found if type(found) is kinds else convertible(run, found, type_)

    return run_softly


_KINDS: dict[Type, type] = {SIMPLE["number"]: Decimal, SIMPLE["string"]: str, SIMPLE["boolean"]: bool}


def _important(type_: Type | None) -> Sequence[Value] | None:
    """The values that a type lists as allowed, in their order."""
    while isinstance(type_, Defined):
        if isinstance(type_.allowed, Condition):
            return type_.allowed.values
        type_ = type_.base()
    return None


def _default(outputs: Sequence[Output], scope: Scope, boxes: Boxes) -> list[Compiled] | None:
    if all(output.default is None for output in outputs):
        return None
    return [boxes.boxed(output.default, scope) for output in outputs]
