"""The order in which definitions and checks are computed: each after what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Definition
from projgov.rules.core.scope import Faults
from projgov.rules.load.names import CYCLE


def ordered(
    definitions: Iterable[Definition], checks: Iterable[Check], faults: Faults
) -> tuple[dict[str, Definition], dict[str, Check]]:
    """Both by id, sorted by dependency and then by id. A cycle is a fault."""
    by_definition = {d.id: d for d in definitions}
    by_check = {c.id: c for c in checks}
    # A definition and a check may bear one id (a rule's own value beside its check): they are told apart by a prefix.
    graph: dict[str, set[str]] = {
        f"d:{d.id}": set(_needs((d.body, d.judged))) for d in by_definition.values()
    }
    graph |= {f"c:{c.id}": set(_needs(c.parts)) for c in by_check.values()}
    try:
        order = _sorted(graph)
    except CycleError as error:
        if not any(d.pattern is CYCLE for d in faults):  # else it is known already, by the names of the rules
            ring: list[str] = error.args[1][:0:-1]
            places = [(by_definition if s.startswith("d:") else by_check)[s[2:]].place for s in ring]
            turn = places.index(min(places))
            cycle = " → ".join(f"`{s[2:]}`" for s in (*ring[turn:], *ring[:turn], ring[turn]))
            faults.add(CYCLE, places[turn], cycle=cycle)
        return by_definition, by_check
    return (
        {k[2:]: by_definition[k[2:]] for k in order if k.startswith("d:") and k[2:] in by_definition},
        {k[2:]: by_check[k[2:]] for k in order if k.startswith("c:") and k[2:] in by_check},
    )


def _sorted(graph: Mapping[str, set[str]]) -> list[str]:
    sorter = TopologicalSorter({k: sorted(v) for k, v in sorted(graph.items())})
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return order


def _needs(roots: Iterable[Node | None]) -> Iterator[str]:
    stack = [r for r in roots if r is not None]
    while stack:
        node = stack.pop()
        match node:
            case nodes.Result(definition=definition) | nodes.AsOf(definition=definition):
                yield f"d:{definition}"
            case nodes.Rank(of=of, limit=limit):
                yield from (f"d:{d}" for d in (of, limit) if d is not None)
            case nodes.Occasions(of=of):
                yield f"d:{of}"
            case nodes.Tally(checks=checks):
                yield from (f"c:{c}" for c in checks)
        stack += nodes.children(node)
