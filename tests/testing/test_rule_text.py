"""The random rule files are what they claim: without a fault, of every kind, and building on one another."""

from __future__ import annotations

import attrs
from hypothesis import HealthCheck, given, settings
from tests.testing.searching import search

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node, children
from projgov.rules.core.program import Core
from projgov.rules.load import read_text
from projgov.testing import rule_files
from projgov.testing.rule_text import WRITERS, read

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(rule_files())
def test_a_random_rule_file_is_checked_without_an_error(text: str) -> None:
    found = read_text(text, "random.yaml")
    assert found.pack is not None, [d.render("en") for d in found.diagnostics]
    assert found.pack.core.outputs or found.pack.core.definitions


@SLOW
@given(rule_files(observing=False))
def test_a_rule_file_that_does_not_observe_asks_nowhere_whether_something_is_known(text: str) -> None:
    looking = (nodes.Present, nodes.IfUnknown)
    core = read(text).core
    bounds = [d for d in core.definitions if d.endswith((".highest", ".lowest"))]
    core = attrs.evolve(core, definitions={n: d for n, d in core.definitions.items() if n not in bounds})
    assert not [n for n in computed(core) if isinstance(n, looking)]


def test_rules_of_every_kind_are_written_and_use_one_another() -> None:
    kinds: set[str] = set()
    forms: set[type[Node]] = set()

    def collect(text: str) -> None:
        core = read(text).core
        kinds.update({o.header.kind for o in core.outputs})
        forms.update(type(n) for n in computed(core))

    wanted = {
        nodes.Field, nodes.ValueAt, nodes.Result, nodes.Tally, nodes.Rank, nodes.Filter, nodes.Quantify, nodes.Each,
        nodes.Aggregate, nodes.Case, nodes.Call, nodes.Parameter, nodes.Present, nodes.IfUnknown, nodes.Round,
    }  # fmt: skip
    every = set(WRITERS) - {"definitions"}
    search(rule_files(most=8), collect, lambda: kinds == every and forms >= wanted)
    assert every - kinds == set()
    assert wanted - forms == set()


def computed(core: Core) -> list[Node]:
    """Every node that decides something."""
    waiting: list[Node | None] = []
    for definition in core.definitions.values():
        waiting += [] if definition.words else [definition.body, definition.judged]
    for check in core.checks.values():
        waiting += check.parts
    found: list[Node] = []
    while waiting:
        node = waiting.pop()
        if node is not None:
            found.append(node)
            waiting += children(node)
    return found
