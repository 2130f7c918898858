"""What is owed by a day: grace after it (宽限), a reminder before it (提前提醒), and whether it came on another day than the last."""

from __future__ import annotations

from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Owed
from projgov.rules.core.typing import DATE
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import Counted, away, counted
from projgov.rules.forms.mends import A_SPAN, span_of

NO_SPAN = Pattern(
    "F149",
    Bilingual(
        "`{key}` 要写多长时间，写的是 `{found}`", "`{key}` has to be a length of time, and this is `{found}`"
    ),
    Bilingual("{mend}", "{mend}"),
)
_DAY = "day_asked"


def no_span(key: str, written: str, place: Place, lowering: Lowering) -> None:
    """The fault of what is no length of time under a key. A bare number is told with its days."""
    number = written.strip()
    mend = span_of(int(number)) if number.isdecimal() and int(number) else A_SPAN
    lowering.faults.add(NO_SPAN, place, key=key, found=written, mend=mend)


def span(written: str | None, key: str, lowering: Lowering) -> Counted | None:
    """The length of time that is written under a key: `3 days`, `5 working days`, 3天, 5个工作日; None where there is none."""
    if written is None:
        return None
    found = counted(f"{written} after due") or counted(f"期限后{written}")
    if found is None or found.count < 1:
        no_span(key.replace("_", " "), written, lowering.place_of((key,)), lowering)
        return None
    return found


def later(day: Node, length: Counted | None) -> Node:
    """The day so much later; the day itself where there is no length."""
    return day if length is None else away(day, length)


def soon(day: Node, length: Counted | None) -> Node | None:
    """The day from which something is soon due."""
    return None if length is None else away(day, attrs.evolve(length, count=-length.count))


def owed(
    check: Check,
    *,
    by: Node | None = None,
    due: Node | None = None,
    soon: Node | None = None,
    early: bool = False,
) -> Owed:
    """What is owed on the occasions of a check: that it holds, on whatever day stands for the last one."""
    reached = check.holds
    if check.judged is not None:
        held = put(reached, check.judged, nodes.Variable(_DAY, DATE))
        reached = nodes.Let(_DAY, nodes.Variable("judged", DATE), held, held.type, place=held.place)
    return Owed(reached, by, due, soon, early)


def put(within: Node, old: Node, new: Node) -> Node:
    """An expression with another in the place of a part of it, wherever that stands."""
    found: Node = _put(within, old, new)
    return found


def _put(part: Any, old: Node, new: Node) -> Any:
    if isinstance(part, tuple):
        return tuple(_put(one, old, new) for one in part)
    if part == old and type(part) is type(old):
        return new
    if not isinstance(part, (nodes.Row, *nodes.Node_)):
        return part
    changed = {
        field.name: found
        for field in attrs.fields(type(part))
        if field.name not in ("place", "type")
        and (found := _put(value := getattr(part, field.name), old, new)) is not value
    }
    return attrs.evolve(part, **changed) if changed else part
