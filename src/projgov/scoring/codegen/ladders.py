"""Code for ladders: the occasions of checks as lists, and the climb, which `scoring.ladder` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.codegen.terms import ANYTHING, BAD, FAULT, GAPS, Term, exact_code
from projgov.scoring.ladder.climb import climb as climb_ladder
from projgov.scoring.ladder.engine import Engines
from projgov.scoring.ladder.events import as_deadline, stream
from projgov.scoring.ladder.value import value
from projgov.scoring.meaning.ladders import as_contexts, counted
from projgov.scoring.values import Fault, Occasion, Value

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General
    from projgov.scoring.codegen.portfolio import Run


def occasions(code: General, run: Run, node: nodes.Occasions) -> Term:
    """The occasions of checks, as contexts."""
    subject = code.value(node.subject)
    checks = counted(run.core, node)
    tables = ", ".join(f"({run.occasions_of(c.id)}, {c.subject == PORTFOLIO})" for c in checks)
    several = code.text.constant({c.id for c in checks if c.over is not None})
    key = run.ids.get(subject.code, f"None if {subject.code} is None else id_of({subject.code})")
    like = Term("", BAD | GAPS | subject.may, "list", item=Term("", ANYTHING))
    return code.strict((subject,), f"occasions(({tables},), {several}, {key})", like)


def climb(code: General, node: nodes.Climb) -> Term:
    """Where events lead. Deadlines are functions of the day since when a step stands."""
    text = code.text
    signals, least, windows = (
        f"({''.join(f'{exact_code(code.value(part))}, ' for part in parts)})"
        for parts in (node.signals, node.least, node.windows)
    )
    rulings = "()" if node.rulings is None else exact_code(code.value(node.rulings))
    deadlines = "".join(f"{_deadline(code, part)}, " for part in node.deadlines)
    given = f"{signals}, {least}, {windows}, {rulings}, ({deadlines}), {code.names['judged'].code}, engines"
    return code.store(f"climb({text.constant(node)}, {given})", Term("", FAULT, "any"))


def _deadline(code: General, part: nodes.Node) -> str:
    """The name of a function that gives a deadline."""
    name, since = code.text.fresh("f"), code.text.fresh("d")
    outside, code.outlined = code.outlined, []
    with code.text.aside() as lines, code.bound("since", Term(since, 0, "date")):
        found = exact_code(code.value(part))
    body = [*code.outlined, *lines, f"return {found}"]
    code.outlined = outside
    with code.text.block(f"def {name}({since}):"):
        code.text.replay(body)
    return name


def _occasions(
    tables: Sequence[tuple[Mapping[str, tuple[Occasion, ...]], bool]], several: set[str], key: str | None
) -> Value:
    if key is None and not all(whole for _, whole in tables):
        return None
    found = [one for table, whole in tables for one in table["" if whole or key is None else key]]
    return as_contexts(found, several)


def _climb(
    node: nodes.Climb,
    signals: Sequence[Value],
    least: Sequence[Value],
    windows: Sequence[Value],
    rulings: Value,
    deadlines: Sequence[Callable[[date], Value]],
    judged: date,
    engines: Engines,
) -> Value:
    happened = stream(node, signals, least, windows, rulings, judged)
    if isinstance(happened, Fault):
        return happened

    def deadline(number: int, since: date) -> Value:
        return as_deadline(deadlines[number](since), node.deadlines[number])

    return value(node.ladder, climb_ladder(node.ladder, happened, deadline, engines.of(node.ladder)))


def runtime() -> dict[str, Any]:
    """What code for ladders calls."""
    return {"climb": _climb, "occasions": _occasions}
