"""The meaning of ladders: the occasions of checks as a list, and where events lead, as the history of it tells (`ladder_history`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO, Check, Core
from projgov.scoring.faults import merge, merge_faults
from projgov.scoring.ladder.events import (
    as_deadline,
    stream,
)
from projgov.scoring.ladder.value import value
from projgov.scoring.meaning.base import Env, Evaluator, listed
from projgov.scoring.meaning.ladder_history import History
from projgov.scoring.values import Fault, Occasion, Unknown, Value


def occasions(m: Evaluator, node: nodes.Occasions, env: Env) -> Value:
    """The occasions of checks as contexts, sorted by day."""
    subject = m.evaluate(node.subject, env)
    if subject is None or isinstance(subject, Unknown | Fault):
        return subject
    found: list[Occasion] = []
    checks = counted(m.core, node)
    for check in checks:
        whole = check.subject == PORTFOLIO
        found += m.occasions_of(check.id, None if whole else subject)
    return as_contexts(found, {check.id for check in checks if check.over is not None})


def counted(core: Core, node: nodes.Occasions) -> tuple[Check, ...]:
    """The checks whose occasions a definition counts."""
    tally = core.definitions[node.of].body
    assert isinstance(tally, nodes.Tally), node.of
    return tuple(core.checks[check] for check in tally.checks)


def as_contexts(found: list[Occasion], several: set[str]) -> Value:
    """Occasions as a list of contexts. Of a check in `several`, what is undetermined without an item may be lacking."""
    if faults := [o.value for o in found if isinstance(o.value, Fault)]:
        return merge_faults(faults)
    told, lacking = [], []
    for one in found:
        if one.item is None and one.check in several and isinstance(one.value, Unknown):
            lacking.append(one.value)
        elif one.outcome != "pending":
            told.append(one)
    contexts = tuple(
        {"day": o.judged, "outcome": o.outcome if o.value is None else o.value, "about": about(o.item)}
        for o in sorted(told, key=lambda o: o.judged)
    )
    return listed(contexts, (), merge(lacking) if lacking else None)


def about(item: Any) -> Value:
    """What is said of an occasion: its period, or the id of its record; null where it has neither."""
    if isinstance(item, dict):
        return item.get("period")
    named = getattr(item, "id", None)
    return named if isinstance(named, str) else None


def climb(m: Evaluator, node: nodes.Climb, env: Env) -> Value:
    """Where the events of a subject lead."""
    signals, least, windows = (
        [m.evaluate(part, env) for part in parts] for parts in (node.signals, node.least, node.windows)
    )
    rulings = () if node.rulings is None else m.evaluate(node.rulings, env)
    happened = stream(node, signals, least, windows, rulings, env["judged"])
    if isinstance(happened, Fault):
        return happened

    def deadline(number: int, since: date) -> Value:
        part = node.deadlines[number]
        return as_deadline(m.evaluate(part, {**env, "since": since}), part)

    return value(node.ladder, History(node.ladder, happened, deadline).climbed())
