"""Hit policies: from the rows that match to the result of a table (DMN 1.5, clause 8.2.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.dmn.tree import Aggregation, HitPolicy
from projgov.scoring.feel.comparing import equal, order
from projgov.scoring.feel.numbers import CONTEXT, number
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

SEVERAL_ROWS = Pattern(
    "M360",
    Bilingual(
        "命中策略 U（唯一）的表有几行同时成立：{rows}",
        "several rows of a table with hit policy U match: {rows}",
    ),
    Bilingual(
        "让各行互不重叠，或改用别的命中策略", "keep the rows from overlapping, or choose another hit policy"
    ),
)
DIFFERENT_OUTPUTS = Pattern(
    "M361",
    Bilingual(
        "命中策略 A（任意）的表有几行成立而结果不同：{rows}",
        "rows of a table with hit policy A match and give different results: {rows}",
    ),
    Bilingual("让重叠的行给出同样的结果", "let rows that overlap give the same result"),
)
NO_PRIORITIES = Pattern(
    "M362",
    Bilingual(
        "命中策略 {policy} 要有输出值的次序，而表没有", "hit policy {policy} needs the order of output values"
    ),
    Bilingual(
        "写出 `outputValues`，最优先的在前", "give `outputValues`, the first one being the most important"
    ),
)
NOT_AGGREGATED = Pattern(
    "M363",
    Bilingual("这些结果不能用 {operator} 汇总", "these results cannot be aggregated by {operator}"),
    Bilingual(
        "汇总只用于一个输出列，值为数（MIN、MAX 也可为可比较的值）",
        "aggregate one output, of numbers (MIN, MAX: or comparable values)",
    ),
)

Row: TypeAlias = tuple[Value, ...]
"""The outputs of a row, one for each column."""

Priorities: TypeAlias = Sequence[Sequence[Value] | None]
"""For each output column its values, the most important first; None where they are not given."""


def by_priority(rows: Sequence[Row], priorities: Priorities) -> list[int]:
    """The positions of `rows` in the order of their outputs' importance, the first column counting most; ties keep their order."""

    def key(position: int) -> tuple[int, ...]:
        return tuple(
            0 if values is None else _rank(value, values)
            for value, values in zip(rows[position], priorities, strict=True)
        )

    return sorted(range(len(rows)), key=key)


def _rank(value: Value, values: Sequence[Value]) -> int:
    for position, candidate in enumerate(values):
        if equal(value, candidate) is True:
            return position
    return len(values)


def all_equal(rows: Sequence[Row]) -> bool:
    """Whether all rows have the same outputs."""
    return all(equal(list(rows[0]), list(row)) is True for row in rows[1:])


def aggregate(run: Run, values: list[Value], operator: Aggregation) -> Value:
    """The sum, least, greatest or number of `values`."""
    if operator == "COUNT":
        return number(len(values))
    if operator == "SUM":
        total = number(0)
        for value in values:
            if not isinstance(value, type(total)):
                return run.fault(NOT_AGGREGATED, operator=operator)
            total = CONTEXT.add(total, value)
        return total
    if any(order(values[0], value) is None for value in values):
        return run.fault(NOT_AGGREGATED, operator=operator)
    best = values[0]
    for value in values[1:]:
        found = order(value, best)
        assert found is not None
        if found < 0 if operator == "MIN" else found > 0:
            best = value
    return best


Decide: TypeAlias = Callable[[Run, list[int], list[Row]], Value]


def policy(
    hit_policy: HitPolicy, aggregation: Aggregation, names: Sequence[str], priorities: Priorities
) -> Decide:
    """What gives a table's result from the numbers of the rows that match (from 1) and their outputs; at least one matches.

    `names` are those of the outputs; with several the result of a row is a context.
    """
    single = len(names) == 1

    def one(row: Row) -> Value:
        return row[0] if single else dict(zip(names, row, strict=True))

    def unique(run: Run, numbers: list[int], rows: list[Row]) -> Value:
        if len(rows) > 1:
            return run.fault(SEVERAL_ROWS, rows=", ".join(map(str, numbers)))
        return one(rows[0])

    def any_(run: Run, numbers: list[int], rows: list[Row]) -> Value:
        if len(rows) > 1 and not all_equal(rows):
            return run.fault(DIFFERENT_OUTPUTS, rows=", ".join(map(str, numbers)))
        return one(rows[0])

    def first(_run: Run, _numbers: list[int], rows: list[Row]) -> Value:
        return one(rows[0])

    def priority(run: Run, _numbers: list[int], rows: list[Row]) -> Value:
        if all(values is None for values in priorities):
            return run.fault(NO_PRIORITIES, policy="P")
        return one(rows[by_priority(rows, priorities)[0]])

    def rule_order(_run: Run, _numbers: list[int], rows: list[Row]) -> Value:
        return [one(row) for row in rows]

    def output_order(run: Run, _numbers: list[int], rows: list[Row]) -> Value:
        if all(values is None for values in priorities):
            return run.fault(NO_PRIORITIES, policy="O")
        return [one(rows[position]) for position in by_priority(rows, priorities)]

    def collect(run: Run, _numbers: list[int], rows: list[Row]) -> Value:
        if not single:
            return run.fault(NOT_AGGREGATED, operator=aggregation)
        return aggregate(run, [row[0] for row in rows], aggregation)

    table: dict[HitPolicy, Decide] = {
        "UNIQUE": unique,
        "ANY": any_,
        "FIRST": first,
        "PRIORITY": priority,
        "RULE ORDER": rule_order,
        "OUTPUT ORDER": output_order,
        "COLLECT": collect if aggregation else rule_order,
    }
    return table[hit_policy]
