"""List functions (DMN 1.5, 10.3.4.4), without the statistics. Positions count from 1, or from the end as -1, -2 and so on.

A function that gives a list keeps the items as they are: a list of one item inside a list stays one.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel.builtin import (
    ANY,
    BOOLEAN,
    FUNCTION,
    LIST,
    NULL,
    NUMBER,
    Builtin,
    Overload,
    Parameter,
)
from projgov.scoring.feel.comparing import equal
from projgov.scoring.feel.functions.faults import NO_SUCH_POSITION, brief, only, out_of_domain
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Function, Value

NOT_A_TEST = Pattern(
    "M106",
    Bilingual(
        "`{function}` 的参数 `{parameter}` 对第 {number} 项给出 {found}",
        "the parameter `{parameter}` of `{function}` gives {found} for item {number}",
    ),
    Bilingual("函数应给出 true 或 false", "the function must give true or false"),
)
WRONG_FUNCTION = Pattern(
    "M107",
    Bilingual(
        "`{function}` 的参数 `{parameter}` 是有 {found} 个参数的函数",
        "the parameter `{parameter}` of `{function}` is a function of {found} parameters",
    ),
    Bilingual("给出有 2 个参数的函数", "give a function of 2 parameters"),
)
_THE_LIST = Bilingual("列表", "the list")


def same(run: Run, item: Value, sought: Value) -> bool:
    """Whether the values are equal; those that cannot be compared are not."""
    return equal(item, sought, run) is True


class Seen:
    """The values met so far. Those that can be hashed are found at once, each other one is compared."""

    def __init__(self) -> None:
        self._simple: set[tuple[type, Value]] = set()
        self._others: list[Value] = []

    def add(self, run: Run, value: Value) -> bool:
        """Notes `value`; whether it is new."""
        run.step()
        if value is None or isinstance(value, bool | Decimal | str):
            known = len(self._simple)
            self._simple.add((type(value), value))
            return len(self._simple) > known
        for other in self._others:
            run.step()
            if same(run, value, other):
                return False
        self._others.append(value)
        return True


def two_parameters(run: Run, function: str, parameter: str, found: Function) -> bool:
    """Whether a function that is given as an argument takes two values."""
    if len(found.parameters) == 2:
        return True
    run.fault(WRONG_FUNCTION, function=function, parameter=parameter, found=len(found.parameters))
    return False


def index(
    run: Run, function: str, position: Decimal, size: int, *, parameter: str = "position"
) -> int | None:
    """The index, from 0, of a position in a list of `size` items; None and a fault where there is none."""
    if 1 <= abs(position) < size + 1:
        return int(position) - 1 if position > 0 else size + int(position)
    return run.fault(
        NO_SUCH_POSITION,
        function=function,
        parameter=parameter,
        found=brief(position),
        what=_THE_LIST,
        size=size,
    )


def list_contains(run: Run, items: list[Value], element: Value) -> Value:
    for item in items:
        run.step()
        if same(run, item, element):
            return True
    return False


def count(run: Run, items: list[Value]) -> Value:
    run.step()
    return Decimal(len(items))


def sublist(run: Run, items: list[Value], start: Decimal, length: Decimal | None) -> Value:
    """`length` items from position `start` on, or all."""
    first = index(run, "sublist", start, len(items), parameter="start position")
    if first is None:
        return None
    if length is None:
        end = len(items)
    elif 0 <= length < len(items) - first + 1:
        end = first + int(length)
    else:
        wanted = Bilingual(f"0 到 {len(items) - first} 的数", f"a number from 0 to {len(items) - first}")
        return out_of_domain(run, "sublist", "length", length, wanted)
    run.step(1 + end - first)
    return items[first:end]


def append(run: Run, items: list[Value], more: list[Value]) -> Value:
    run.step(1 + len(items) + len(more))
    return items + more


def concatenate(run: Run, lists: list[list[Value]]) -> Value:
    run.step(1 + sum(map(len, lists)))
    return [item for items in lists for item in items]


def insert_before(run: Run, items: list[Value], position: Decimal, new: Value) -> Value:
    at = index(run, "insert before", position, len(items))
    if at is None:
        return None
    run.step(1 + len(items))
    return [*items[:at], new, *items[at:]]


def remove(run: Run, items: list[Value], position: Decimal) -> Value:
    at = index(run, "remove", position, len(items))
    if at is None:
        return None
    run.step(1 + len(items))
    return items[:at] + items[at + 1 :]


def replace_position(run: Run, items: list[Value], position: Decimal, new: Value) -> Value:
    """The list with `new` at `position`."""
    at = index(run, "list replace", position, len(items))
    if at is None:
        return None
    run.step(1 + len(items))
    return [*items[:at], new, *items[at + 1 :]]


def replace_matching(run: Run, items: list[Value], match: Function, new: Value) -> Value:
    """The list with `new` for each item for which `match(item, new)` is true."""
    if not two_parameters(run, "list replace", "match", match):
        return None
    result: list[Value] = []
    for place, item in enumerate(items, 1):
        run.step()
        answer = match.call(run, [item, new])
        if not isinstance(answer, bool):
            return run.fault(
                NOT_A_TEST, function="list replace", parameter="match", number=place, found=brief(answer)
            )
        result.append(new if answer else item)
    return result


def reverse(run: Run, items: list[Value]) -> Value:
    run.step(1 + len(items))
    return items[::-1]


def index_of(run: Run, items: list[Value], match: Value) -> Value:
    """Every position at which an item equals `match`, in order."""
    found: list[Value] = []
    for place, item in enumerate(items, 1):
        run.step()
        if same(run, item, match):
            found.append(Decimal(place))
    return found


def union(run: Run, lists: list[list[Value]]) -> Value:
    """The items of all the lists, each once, in the order met."""
    seen = Seen()
    return [item for items in lists for item in items if seen.add(run, item)]


def distinct_values(run: Run, items: list[Value]) -> Value:
    """The items, each once, in the order met."""
    seen = Seen()
    return [item for item in items if seen.add(run, item)]


def flatten(run: Run, items: list[Value]) -> Value:
    """The items of all lists in the list, however deep."""
    result: list[Value] = []
    left = [iter(items)]
    while left:
        for item in left[-1]:
            run.step()
            if isinstance(item, list):
                left.append(iter(item))
                break
            result.append(item)
        else:
            left.pop()
    return result


def all_of(run: Run, items: list[Value]) -> Value:
    """False if any item is false; else true if every one is true; else null."""
    return _decided(run, "all", items, by=False)


def any_of(run: Run, items: list[Value]) -> Value:
    """True if any item is true; else false if every one is false; else null."""
    return _decided(run, "any", items, by=True)


def _decided(run: Run, function: str, items: list[Value], *, by: bool) -> bool | None:
    """One item that is `by` decides; that none is can only be told where all are booleans, and what is neither nor null is a fault."""
    run.step(1 + len(items))
    if any(item is by for item in items):
        return by
    if all(item is not by and isinstance(item, bool) for item in items):
        return not by
    only(run, function, items, BOOLEAN | NULL)
    return None


LIST_PARAMETER = Parameter("list", LIST)


def spread(call: Callable[[Run, list[Value]], Value], item: str) -> tuple[Overload, ...]:
    """Called with one list, or with its items one by one: `min([1, 2])` and `min(1, 2)`."""
    return (
        Overload((LIST_PARAMETER,), call),
        Overload((Parameter(item, ANY, variadic=True, nullable=True),), call),
    )


_POSITION = Parameter("position", NUMBER)
_NEW = Parameter("newItem", ANY, nullable=True)
_LISTS = Parameter("list", LIST, variadic=True)

BUILTINS = (
    Builtin(
        "list contains",
        (Overload((LIST_PARAMETER, Parameter("element", ANY, nullable=True)), list_contains),),
    ),
    Builtin("count", (Overload((LIST_PARAMETER,), count),)),
    Builtin(
        "sublist",
        (
            Overload(
                (
                    LIST_PARAMETER,
                    Parameter("start position", NUMBER),
                    Parameter("length", NUMBER, optional=True, nullable=True),
                ),
                sublist,
            ),
        ),
    ),
    Builtin(
        "append", (Overload((LIST_PARAMETER, Parameter("item", ANY, variadic=True, nullable=True)), append),)
    ),
    Builtin("concatenate", (Overload((_LISTS,), concatenate),)),
    Builtin("insert before", (Overload((LIST_PARAMETER, _POSITION, _NEW), insert_before),)),
    Builtin("remove", (Overload((LIST_PARAMETER, _POSITION), remove),)),
    Builtin(
        "list replace",
        (
            Overload((LIST_PARAMETER, _POSITION, _NEW), replace_position),
            Overload((LIST_PARAMETER, Parameter("match", FUNCTION), _NEW), replace_matching),
        ),
    ),
    Builtin("reverse", (Overload((LIST_PARAMETER,), reverse),)),
    Builtin("index of", (Overload((LIST_PARAMETER, Parameter("match", ANY, nullable=True)), index_of),)),
    Builtin("union", (Overload((_LISTS,), union),)),
    Builtin("distinct values", (Overload((LIST_PARAMETER,), distinct_values),)),
    Builtin("flatten", (Overload((LIST_PARAMETER,), flatten),)),
    Builtin("all", spread(all_of, "b")),
    Builtin("any", spread(any_of, "b")),
)
