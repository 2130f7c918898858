"""The work calendar of Core: there is one exactly where a rule counts working days, for then what is decided depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from projgov.domain.calendar import WorkCalendar
from projgov.rules.core import nodes
from projgov.rules.core.functions import OF_WORKING_DAYS
from projgov.rules.core.program import Core


def counts_working_days(core: Core) -> bool:
    """Whether any expression of the rules, messages included, counts working days."""
    return next(working_calls(core), None) is not None


def working_calls(core: Core) -> Iterator[nodes.Call]:
    """The calls of functions that count working days, each once."""
    waiting: list[Any] = [
        *core.definitions.values(),
        *core.checks.values(),
        *core.outputs,
        *core.letters,
        *core.exports,
    ]
    seen: set[int] = set()  # what has a name stands wherever the name is used
    while waiting:
        part = waiting.pop()
        kind: Any = type(part)
        if kind is tuple:
            waiting += part
        elif (names := _parts(kind)) and id(part) not in seen:
            seen.add(id(part))
            if kind is nodes.Call and part.function in OF_WORKING_DAYS:
                yield part
            waiting += [getattr(part, name) for name in names]


@cache
def _parts(kind: type[Any]) -> tuple[str, ...]:
    """The attributes of a part of Core in which nodes can stand."""
    if not attrs.has(kind):
        return ()
    plain = {"Place", "str", "bool", "int", "Bilingual", "ValueType", "Header", "Any", "Value"}
    return tuple(f.name for f in attrs.fields(kind) if str(f.type) not in plain)


def with_calendar(core: Core, calendar: WorkCalendar | None) -> Core:
    """The rules with another work calendar (None: their own). Rules that count no working days have none, and stay as they are.

    Raises `TypeError` for what is no calendar, such as the path of one.
    """
    if calendar is not None and not isinstance(calendar, WorkCalendar):
        found = type(calendar).__name__  # type: ignore[unreachable]  # for callers without types
        raise TypeError(
            f"a work calendar (projgov.load_calendar, projgov.WorkCalendar) is wanted, not {found}"
        )
    if calendar is None or core.calendar is None or core.calendar == calendar:
        return core
    return attrs.evolve(core, calendar=calendar)
