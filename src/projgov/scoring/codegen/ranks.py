"""Code for ranks: a function that says how a subject stands, and one table of standings for all subjects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from projgov.rules.core import nodes
from projgov.scoring import ranking
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.terms import ANYTHING, BAD, NULL, Term, exact_code
from projgov.scoring.meaning.ranks import Order, best_there_is

if TYPE_CHECKING:
    from projgov.scoring.codegen.portfolio import Run


def rank(code: General, run: Run, node: nodes.Rank) -> Term:
    """Where a subject stands. The standings of all are made once for each judged day, where nothing else matters to them."""
    text = code.text
    subject = code.value(node.subject)
    own, key, day = text.fresh("s"), text.fresh("i"), text.fresh("j")
    standing, kept = text.fresh("g"), text.fresh("r")
    before, run.ids = run.ids, {own: key}
    names = {**code.names, "subject": Term(own, 0, "record"), "judged": Term(day, 0, "date")}
    inner = General(text, code.core, run, names, code.rounds)
    with text.aside() as lines, text.block(f"def {standing}({own}, {key}, {day}):"):
        part = Term("True") if node.among is None else inner.truth(node.among)
        if part.code != "True":
            text.line(f"if {part.code} is False: return False, None")
        group = Term("None") if node.group is None else inner.value(node.group)
        text.line(f"return {part.code}, {exact_code(group)}")
    lines[1:1] = [f" {line}" for line in inner.outlined]
    text.replay(lines)
    run.ids = before
    shared = not (_free(node.among) or _free(node.group))
    order = text.constant(Order(node.descending, best_there_is(code.core, node)))
    values = run.exact_table(node.of)
    limits = run.exact_table(node.limit) if node.limit else "None"
    judged = code.names["judged"].code
    limits = "{}" if node.limit is None else run.exact_table(node.limit)
    given = f"id_of, {standing}, {values}, {limits}, {judged}, {order}"
    made = f"standings(subjects({text.constant(node.record)}), {given})"
    if shared:
        run.kept.append(kept)
        made = f"shared({kept}, {judged}, lambda: {made})"
    rank = f"attempt({made}.rank, {text.constant(node.place)}, {run.key(subject.code)})"
    test = f"{subject.code} is None or {subject.is_bad}" if subject.may & BAD else f"{subject.code} is None"
    if subject.may & (BAD | NULL) or subject.kind != "record":
        rank = f"{subject.code} if {test} else {rank}"
    return code.store(rank, Term("", ANYTHING))


def _free(node: nodes.Node | None, bound: frozenset[str] = frozenset({"subject", "as_of", "judged"})) -> bool:
    """Whether a node uses a local name that is not bound within it."""
    match node:
        case None:
            return False
        case nodes.Variable(name=name):
            return name not in bound
        case nodes.Let(name=name, value=value, body=body):
            return _free(value, bound) or _free(body, bound | {name})
        case nodes.Each(variable=name, source=source, body=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Filter(variable=name, source=source, condition=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Quantify(variable=name, source=source, condition=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Fold(variable=name, memory=memory, source=source, initial=initial, step=step):
            outside = _free(source, bound) or _free(initial, bound)
            return outside or _free(step, bound | {name, memory})
        case nodes.Rank(subject=subject):
            return _free(subject, bound) or any(_free(n, bound) for n in (node.among, node.group))
    return any(_free(child, bound) for child in nodes.children(node))


def _standings(
    subjects: tuple[Any, ...],
    id_of: Callable[[Any], str],
    standing: Any,
    values: Any,
    limits: Any,
    judged: date,
    order: Order,
) -> ranking.Standings:
    return ranking.standings([(id_of(s), s) for s in subjects], standing, values, limits, judged, order)


def _shared(kept: dict[date, Any], judged: date, make: Callable[[], Any]) -> Any:
    found = kept.get(judged)
    if found is None:
        found = kept[judged] = make()
    return found


def runtime() -> dict[str, Any]:
    """What code for ranks calls."""
    return {"shared": _shared, "standings": _standings}
