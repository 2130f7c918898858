"""`for`, `some` and `every` (DMN 1.5, 10.3.2.14): over lists, ranges of whole numbers, and ranges of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.feel.tree import For, Iterator, Quantified
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes import temporals
from projgov.scoring.feel.nodes.base import Make
from projgov.scoring.feel.nodes.weights import PARTIAL, measure, weight
from projgov.scoring.feel.numbers import DIGITS
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Range, Value

NO_STEPS = Pattern(
    "M036",
    Bilingual("从 {low} 到 {high} 不能逐个取值", "nothing can be counted from {low} to {high}"),
    Bilingual("两端用整数或日期", "use whole numbers or dates for both ends"),
)
NO_ITEMS = Pattern(
    "M037",
    Bilingual(
        "`{name}` 没有可取的值：那里是 null",
        "there is nothing for `{name}` to stand for: it ranges over null",
    ),
    Bilingual("给出列表或区间", "give a list or a range"),
)
NOT_A_CONDITION = Pattern(
    "M038",
    Bilingual("`satisfies` 后面是 {found}，不是真假值", "`satisfies` has {found}, which is no boolean"),
    Bilingual("写条件，例如 `x > 0`", "write a condition, such as `x > 0`"),
)

ITEMS_A_STEP = 16
"""So many items of a list that is copied cost a step."""

DAY_STEPS = 2
"""The steps of making a day of a range, beside that of its turn."""

Items = Callable[[Env, Run], "Iterable[Value] | None"]
Turn = Callable[[Env, Run], bool]
"""One turn of a loop; whether to go on."""


def for_(tree: For, scope: Scope, make: Make) -> Compiled:
    """`for x in list, y in 1..x return body`; `partial` in the body is the list of the results so far."""
    loops, inner = _loops(tree.iterators, scope, make)
    inner, partial = inner.bind(PARTIAL)
    body = make(tree.body, inner)
    cost = weight(tree.body, scope)
    looks_back = measure(tree.body, scope).partial

    def run_for(env: Env, run: Run) -> Value:
        results: list[Value] = []

        def turn(env: Env, run: Run) -> bool:
            run.step(cost)
            if looks_back:
                run.step(len(results) // ITEMS_A_STEP)
                env[partial] = results.copy()
            results.append(body(env, run))
            return True

        return results if _run(loops, 0, env, run, turn) is not None else None

    return run_for


def quantified(tree: Quantified, scope: Scope, make: Make) -> Compiled:
    """`some x in list satisfies condition`, `every …`: three-valued `or` and `and` over all turns, until one decides.

    A condition that gives what is no boolean is an error, and makes the whole null.
    """
    loops, inner = _loops(tree.iterators, scope, make)
    condition = make(tree.condition, inner)
    deciding = tree.quantifier == "some"
    cost = weight(tree.condition, scope)
    place = scope.place(tree.condition.span)

    def run_quantified(env: Env, run: Run) -> Value:
        result: bool | None = not deciding

        def turn(env: Env, run: Run) -> bool:
            nonlocal result
            run.step(cost)
            found = condition(env, run)
            if type(found) is not bool:
                result = None
                if found is None:
                    return True
                run.fault_at(place, NOT_A_CONDITION, found=brief(found))
                return False
            if found is deciding:
                result = deciding
                return False
            return True

        return result if _run(loops, 0, env, run, turn) is not None else None

    return run_quantified


def _run(loops: list[tuple[int, Items]], level: int, env: Env, run: Run, turn: Turn) -> bool | None:
    """Runs the loops from `level` on; false where a turn ended it, None where there was nothing to range over."""
    slot, items = loops[level]
    values = items(env, run)
    if values is None:
        return None
    innermost = level + 1 == len(loops)
    for value in values:
        env[slot] = value
        if innermost:
            if not turn(env, run):
                return False
        else:
            run.step()
            found = _run(loops, level + 1, env, run, turn)
            if not found:
                return found
    return True


def _loops(
    iterators: tuple[Iterator, ...], scope: Scope, make: Make
) -> tuple[list[tuple[int, Items]], Scope]:
    loops: list[tuple[int, Items]] = []
    for iterator in iterators:
        items = _items(iterator, scope, make)
        scope, slot = scope.bind(iterator.name)
        loops.append((slot, items))
    return loops, scope


def _items(iterator: Iterator, scope: Scope, make: Make) -> Items:
    source = make(iterator.source, scope)
    place = scope.place(iterator.source.span)
    name = iterator.name
    if iterator.last is not None:
        last = make(iterator.last, scope)

        def run_count(env: Env, run: Run) -> Iterable[Value] | None:
            return _counted(run, source(env, run), last(env, run), place)

        return run_count

    def run_items(env: Env, run: Run) -> Iterable[Value] | None:
        value = source(env, run)
        if type(value) is list:
            return value
        if value is None:
            return run.fault_at(place, NO_ITEMS, name=name)
        if isinstance(value, Range):
            return _within(run, value, place)
        return [value]

    return run_items


def _counted(run: Run, low: Value, high: Value, place: Place | None) -> Iterable[Value] | None:
    """The whole numbers, or the days, from one to the other, upwards or downwards."""
    first, last = _ordinal(low), _ordinal(high)
    if first is None or last is None or type(low) is not type(high):
        return run.fault_at(place, NO_STEPS, low=brief(low), high=brief(high))
    numbers = range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return map(Decimal, numbers) if type(low) is Decimal else _days(run, numbers)


def _within(run: Run, value: Range, place: Place | None) -> Iterable[Value] | None:
    """The whole numbers, or the days, in a range."""
    first, last = _ordinal(value.low), _ordinal(value.high)
    if first is None or last is None or type(value.low) is not type(value.high) or value.operator:
        return run.fault_at(place, NO_STEPS, low=brief(value.low), high=brief(value.high))
    numbers = range(first + (not value.low_closed), last + value.high_closed)
    return map(Decimal, numbers) if type(value.low) is Decimal else _days(run, numbers)


def _days(run: Run, numbers: Iterable[int]) -> Iterable[Value]:
    """The dates with these numbers: each takes longer to make than a number does."""
    for number in numbers:
        run.step(DAY_STEPS)
        yield temporals.day(number)


def _ordinal(value: Value) -> int | None:
    """The number of what can be counted: a whole number, or a date."""
    if type(value) is not Decimal:
        return temporals.day_number(value)
    if value.adjusted() > DIGITS or value != value.to_integral_value():
        return None
    return int(value)
