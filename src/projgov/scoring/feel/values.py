"""The values of FEEL in DMN models, and the name of the kind of each.

null is None, a boolean bool, a number Decimal, a string str, a list list, a context dict; dates, times, durations, ranges and
functions have types of their own. A value is never changed once it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from projgov.scoring.feel.durations import DaysDuration, MonthsDuration
from projgov.scoring.feel.temporal import Date, DateTime, Time

if TYPE_CHECKING:
    from projgov.scoring.feel.run import Run
    from projgov.scoring.feel.types import Type


@attrs.frozen(eq=False)
class Range:
    """The values from `low` to `high`; an end that is None is unbounded, and then open.

    `operator` is set where the range was written as a comparison: `(< 10)` has the same values as `(null..10)` but does not
    equal it. For `=` and `!=` both ends are the value compared with. Ranges are compared by `comparing.equal`.
    """

    low: Value
    high: Value
    low_closed: bool
    high_closed: bool
    operator: Literal["", "=", "!=", "<", "<=", ">", ">="] = ""


@attrs.frozen(eq=False, repr=False)
class Function:
    """A function as a value. `call` takes one value for each of `parameters`, in their order.

    `str()` is the canonical text: `function(a, b: number) …`, without the body.

    `types` are those of the parameters and `result` that of the result, None where they are not declared (Any). `invoke`, of
    built-in functions, takes any number of values and the names given for them, none if they are given by position.
    """

    name: str
    parameters: tuple[str, ...]
    call: Callable[[Run, list[Value]], Value]
    types: tuple[Type | None, ...] = ()
    result: Type | None = None
    invoke: Callable[[Run, list[Value], tuple[str, ...]], Value] | None = None

    def __str__(self) -> str:
        types = self.types or (None,) * len(self.parameters)
        declared = (
            name if kind is None else f"{name}: {kind}"
            for name, kind in zip(self.parameters, types, strict=True)
        )
        return f"function({', '.join(declared)}) …"

    __repr__ = __str__


Value: TypeAlias = (
    "bool | Decimal | str | Date | Time | DateTime | MonthsDuration | DaysDuration | Range | Function"
    " | list[Value] | dict[str, Value] | None"
)

Kind: TypeAlias = Literal[
    "null",
    "boolean",
    "number",
    "string",
    "date",
    "time",
    "date and time",
    "years and months duration",
    "days and time duration",
    "range",
    "function",
    "list",
    "context",
]

_KINDS: dict[type, Kind] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    MonthsDuration: "years and months duration",
    DaysDuration: "days and time duration",
    Range: "range",
    Function: "function",
    list: "list",
    dict: "context",
}


def kind_of(value: Value) -> Kind:
    """What the standard calls the type of `value`."""
    return _KINDS[type(value)]
