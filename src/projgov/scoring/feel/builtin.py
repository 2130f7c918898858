"""How a built-in function is declared: its name, and what each of its ways of being called takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from projgov.scoring.feel.values import Kind, Value

Accepts: TypeAlias = frozenset[Kind]
"""The kinds of value that a parameter takes."""

NULL: Accepts = frozenset({"null"})
NUMBER: Accepts = frozenset({"number"})
STRING: Accepts = frozenset({"string"})
BOOLEAN: Accepts = frozenset({"boolean"})
LIST: Accepts = frozenset({"list"})
CONTEXT: Accepts = frozenset({"context"})
FUNCTION: Accepts = frozenset({"function"})
RANGE: Accepts = frozenset({"range"})
DATE: Accepts = frozenset({"date"})
TIME: Accepts = frozenset({"time"})
DATE_TIME: Accepts = frozenset({"date and time"})
MONTHS: Accepts = frozenset({"years and months duration"})
DAYS: Accepts = frozenset({"days and time duration"})
COMPARABLE: Accepts = NUMBER | STRING | DATE | TIME | DATE_TIME | MONTHS | DAYS
ANY: Accepts = COMPARABLE | BOOLEAN | LIST | CONTEXT | FUNCTION | RANGE | NULL


@attrs.frozen
class Parameter:
    """A parameter. `names` beyond the first are those that editions of the standard also give it.

    `nullable`: null is a value for it, and not a fault. `items`: for a list, the kinds that its elements must be of.
    """

    name: str
    accepts: Accepts
    optional: bool = False
    nullable: bool = False
    variadic: bool = False
    items: Accepts | None = None
    also: tuple[str, ...] = ()


@attrs.frozen
class Overload:
    """One way of calling. `call` gets the run and a value for each parameter: None for one left out, a list for a variadic one."""

    parameters: tuple[Parameter, ...]
    call: Callable[..., Value]


@attrs.frozen
class Builtin:
    name: str
    overloads: tuple[Overload, ...]
