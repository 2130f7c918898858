"""The tree of a FEEL expression, as the DMN standard's grammar draws it, each node with its span in the text.

One tree serves two languages: rule files (strict names, and `x at date`) and DMN models (longest-match names). Nothing here
is typed or evaluated: `rules.core.from_feel` gives expressions their types and lowers them to Core.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

Span: TypeAlias = tuple[int, int]
"""Offsets of the first character and of the one after the last."""


@attrs.frozen
class Number:
    span: Span
    value: Decimal


@attrs.frozen
class Text:
    span: Span
    value: str


@attrs.frozen
class Boolean:
    span: Span
    value: bool


@attrs.frozen
class Null:
    span: Span


@attrs.frozen
class Temporal:
    """`@"2017-03-31"`: a date, time, date and time or duration written as a literal."""

    span: Span
    text: str


@attrs.frozen
class Name:
    """A name, normalised: words joined by single spaces, NFC."""

    span: Span
    name: str


@attrs.frozen
class Path:
    """`base.name`"""

    span: Span
    base: Expr
    name: str
    name_span: Span


@attrs.frozen
class Negation:
    """`-operand`"""

    span: Span
    operand: Expr


@attrs.frozen
class Arithmetic:
    span: Span
    operator: Literal["+", "-", "*", "/", "**"]
    left: Expr
    right: Expr


@attrs.frozen
class Comparison:
    span: Span
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expr
    right: Expr


@attrs.frozen
class Connective:
    """`and` or `or` of two or more operands."""

    span: Span
    operator: Literal["and", "or"]
    operands: tuple[Expr, ...]


@attrs.frozen
class Between:
    span: Span
    operand: Expr
    least: Expr
    most: Expr


@attrs.frozen
class In:
    """`operand in test` or `operand in (test, test)`"""

    span: Span
    operand: Expr
    tests: tuple[Expr, ...]


@attrs.frozen
class UnaryTest:
    """`> 5`: a comparison whose left side is the value tested."""

    span: Span
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    operand: Expr


@attrs.frozen
class UnaryTests:
    """The cell of a decision table: any of the tests holds, or none where `negated`. No tests stand for `-` (anything)."""

    span: Span
    tests: tuple[Expr, ...]
    negated: bool


@attrs.frozen
class Range:
    """`[low..high]`, `(low..high)`, …; an end that is None is unbounded (`(< 5)` as a value)."""

    span: Span
    low: Expr | None
    high: Expr | None
    low_closed: bool
    high_closed: bool


@attrs.frozen
class List:
    span: Span
    items: tuple[Expr, ...]


@attrs.frozen
class ContextEntry:
    key: str
    key_span: Span
    value: Expr


@attrs.frozen
class Context:
    """`{key: value}`"""

    span: Span
    entries: tuple[ContextEntry, ...]


@attrs.frozen
class If:
    span: Span
    condition: Expr
    then: Expr
    otherwise: Expr


@attrs.frozen
class Iterator:
    """`name in source`, or `name in source..last` in a `for`."""

    name: str
    name_span: Span
    source: Expr
    last: Expr | None = None


@attrs.frozen
class For:
    span: Span
    iterators: tuple[Iterator, ...]
    body: Expr


@attrs.frozen
class Quantified:
    span: Span
    quantifier: Literal["some", "every"]
    iterators: tuple[Iterator, ...]
    condition: Expr


@attrs.frozen
class Filter:
    """`base[condition]`"""

    span: Span
    base: Expr
    condition: Expr


@attrs.frozen
class Argument:
    """An argument of a call; `name` is empty for a positional one."""

    name: str
    value: Expr


@attrs.frozen
class Call:
    span: Span
    function: Expr
    arguments: tuple[Argument, ...]


@attrs.frozen
class TypeName:
    """A type as it is written: `number`, `list<number>`, `context<a: string>`, `function<number> -> string`, a name."""

    span: Span
    name: str
    parameters: tuple[tuple[str, TypeName], ...] = ()
    result: TypeName | None = None


@attrs.frozen
class Parameter:
    name: str
    type: TypeName | None


@attrs.frozen
class Function:
    """`function(a, b: number) body`"""

    span: Span
    parameters: tuple[Parameter, ...]
    body: Expr | None
    external: bool = False


@attrs.frozen
class InstanceOf:
    span: Span
    operand: Expr
    type: TypeName


@attrs.frozen
class At:
    """`series at date`, of rule files only: the value of a series on a day."""

    span: Span
    series: Expr
    date: Expr


Expr: TypeAlias = (
    Number
    | Text
    | Boolean
    | Null
    | Temporal
    | Name
    | Path
    | Negation
    | Arithmetic
    | Comparison
    | Connective
    | Between
    | In
    | UnaryTest
    | UnaryTests
    | Range
    | List
    | Context
    | If
    | For
    | Quantified
    | Filter
    | Call
    | Function
    | InstanceOf
    | At
)
