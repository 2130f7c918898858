"""A decision by a table of constants as generated code, which is what most tables of models are.

The code tells which rows match; what they come to is worked out once, by the table itself, and kept. Whatever the code is not sure
of (an input missing or of another type, an input too many) is left to the table. No text of a model becomes code: see `codegen.text`.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import attrs

from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.element import Written
from projgov.rules.feel import tree
from projgov.scoring.codegen.text import Text, load
from projgov.scoring.dmn.cells import Comparison, comparisons
from projgov.scoring.dmn.items import Condition
from projgov.scoring.dmn.plan import Plan
from projgov.scoring.dmn.texts import Texts
from projgov.scoring.feel.numbers import CONTEXT, DIGITS
from projgov.scoring.feel.scope import TESTED, Scope
from projgov.scoring.feel.types import Defined, Simple, Type
from projgov.scoring.feel.values import Value

Match: TypeAlias = Callable[[Mapping[str, object]], int]
"""The rows that match, a bit for each (the first row that does, for hit policy FIRST), or -1 where that is left to the table."""

UNSURE = -1
MAX_ROWS = 2000

_KINDS: dict[str, type] = {"number": Decimal, "string": str, "boolean": bool}


@attrs.frozen
class Tests:
    """Comparisons of which one must hold, or none where `negated`."""

    comparisons: tuple[Comparison, ...]
    negated: bool = False


@attrs.frozen
class Asked:
    """An input: its name, the type of Python's that its values have, and what they must meet."""

    name: str
    kind: type
    allowed: tuple[Tests, ...]


def quick_match(
    node: dmn.Decision, order: Plan, types: Mapping[str, Type | None], texts: Texts
) -> Match | None:
    """The generated code for a decision, or None where it is no table of constants on inputs of simple types.

    `types` are those of the inputs that the decision requires, by name.
    """
    table = node.expression
    if not isinstance(table, dmn.Table) or len(order.steps) != 1 or len(table.rules) > MAX_ROWS:
        return None
    if any(wanted.path for wanted in order.wanted) or not _constant_outputs(table, texts):
        return None
    inputs = {name: _asked(name, type_) for name, type_ in types.items()}
    asked = [asked for asked in inputs.values() if asked is not None]
    columns = [_column(column, inputs, texts) for column in table.inputs]
    if len(asked) < len(inputs) or any(column is None for column in columns):
        return None
    positions = [asked.index(column[0]) for column in columns if column is not None]
    listed = [
        (position, column[1])
        for position, column in zip(positions, columns, strict=True)
        if column and column[1]
    ]
    rows: list[list[tuple[int, Tests]]] = []
    for rule in table.rules:
        row = []
        for position, written in zip(positions, rule.inputs, strict=True):
            tests = _tests(written, texts)
            if tests is None or not _fits(tests, asked[position].kind):
                return None
            if tests.comparisons:
                row.append((position, tests))
        rows.append(row)
    return _generate(asked, listed, rows, first=table.hit_policy == "FIRST")


def _generate(
    asked: Sequence[Asked],
    listed: Sequence[tuple[int, Tests]],
    rows: Sequence[Sequence[tuple[int, Tests]]],
    *,
    first: bool,
) -> Match:
    text = Text()
    plus, error = text.constant(CONTEXT.plus), text.constant(decimal.DecimalException)
    number, most = text.constant(Decimal), text.constant(10**DIGITS)
    with text.block("def match(given):"):
        text.line(f"if type(given) is not dict or len(given) != {len(asked)}: return -1")
        with text.block("try:"):
            for position, one in enumerate(asked):
                text.line(f"x{position} = given[{text.constant(one.name)}]")
        text.line("except KeyError: return -1")
        for position, one in enumerate(asked):
            x = f"x{position}"
            if one.kind is Decimal:
                with text.block(f"if type({x}) is int:"):
                    text.line(f"if not -{most} < {x} < {most}: return -1")
                with text.block("else:"):
                    text.line(f"if type({x}) is not {number} or not {x}.is_finite(): return -1")
                    text.line(f"try: {x} = {plus}({x})")
                    text.line(f"except {error}: return -1")
            else:
                text.line(f"if type({x}) is not {'str' if one.kind is str else 'bool'}: return -1")
            for tests in one.allowed:
                text.line(f"if not ({_condition(x, tests, text)}): return -1")
        for position, tests in listed:
            text.line(f"if not ({_condition(f'x{position}', tests, text)}): return -1")
        text.line("rows = 0")
        for row, cells in enumerate(rows):
            condition = " and ".join(_condition(f"x{position}", tests, text) for position, tests in cells)
            answer = f"return {row + 1}" if first else f"rows |= {text.constant(1 << row)}"
            text.line(f"if {condition or 'True'}: {answer}")
        text.line("return rows")
    made: Match = load(str(text), text.constants)["match"]
    return made


def _condition(x: str, tests: Tests, text: Text) -> str:
    equal = [test.values[0] for test in tests.comparisons if test.operator == "="]
    if len(equal) == len(tests.comparisons) > 1:
        parts = [f"{x} in {text.constant(frozenset(equal))}"]
    else:
        parts = [test.code(x, lambda value: text.constant(_plain(value))) for test in tests.comparisons]
    return f"{'not ' if tests.negated else ''}({' or '.join(parts)})"


def _plain(value: Value) -> object:
    """A whole number as an int, with which ints are compared faster."""
    if isinstance(value, Decimal) and abs(value) < 10**15 and value == value.to_integral_value():
        return int(value)
    return value


def _asked(name: str, type_: Type | None) -> Asked | None:
    """What an input's type says of its values; None where that is more than comparisons with constants."""
    allowed: list[Tests] = []
    while isinstance(type_, Defined):
        if type_.allowed is not None:
            if not isinstance(type_.allowed, Condition) or type_.allowed.comparisons is None:
                return None
            allowed.append(Tests(type_.allowed.comparisons))
        type_ = type_.base()
    kind = _KINDS.get(type_.kind) if isinstance(type_, Simple) else None
    return (
        None
        if kind is None or not all(_fits(tests, kind) for tests in allowed)
        else Asked(name, kind, tuple(allowed))
    )


def _column(
    column: dmn.Input, inputs: Mapping[str, Asked | None], texts: Texts
) -> tuple[Asked, Tests | None] | None:
    """The input that a column asks as it stands, and the values allowed; None where it asks something else."""
    scope, _ = Scope.of(inputs)
    found = texts.silent(column.expression, scope)
    asked = inputs.get(found.name) if isinstance(found, tree.Name) else None
    if asked is None:
        return None
    if column.values is None:
        return asked, None
    allowed = _tests(column.values, texts)
    return (asked, allowed) if allowed is not None and _fits(allowed, asked.kind) else None


def _fits(tests: Tests, kind: type) -> bool:
    return all(test.kind is kind for test in tests.comparisons)


def _tests(written: Written, texts: Texts) -> Tests | None:
    """The comparisons of a cell with constants; none at all for `-`; None where it holds anything else."""
    if written.text.strip() in ("", "-"):
        return Tests(())
    scope, _ = Scope.of([TESTED])
    tests = texts.silent_tests(written, scope)
    found = None if tests is None else comparisons(tests.tests)
    return None if tests is None or found is None else Tests(tuple(found), tests.negated)


def _constant_outputs(table: dmn.Table, texts: Texts) -> bool:
    cells = [cell for rule in table.rules for cell in rule.outputs]
    cells += [output.default for output in table.outputs if output.default is not None]
    scope, _ = Scope.of([])
    return all(
        isinstance(cell, dmn.Text) and _is_constant(texts.silent(cell.written, scope)) for cell in cells
    )


def _is_constant(found: tree.Expr | None) -> bool:
    if isinstance(found, tree.Negation):
        return _is_constant(found.operand)
    if isinstance(found, tree.List):
        return all(map(_is_constant, found.items))
    return isinstance(found, tree.Text | tree.Number | tree.Boolean | tree.Null)
