"""The tables of a run: values and occasions by the id of the subject, and the occasions counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from projgov.rules.core import nodes
from projgov.rules.core.program import Core, Definition
from projgov.scoring import three_valued
from projgov.scoring.values import Occasion


def tallied(core: Core) -> Iterator[str]:
    """The checks of which a definition or check counts the occasions."""
    waiting: list[nodes.Node | None] = [n for d in core.definitions.values() for n in (d.body, d.judged)]
    waiting += [n for c in core.checks.values() for n in c.parts]
    while waiting:
        node = waiting.pop()
        if node is not None:
            waiting += nodes.children(node)
            if isinstance(node, nodes.Tally):
                yield from node.checks


def of_counts(definition: Definition, core: Core, counted: Mapping[str, str]) -> str | None:
    """The code of the values of a definition that does nothing but count the own occasions of one check.

    Most definitions of a rule file are such: each rule tells others what it found. `counted` has the local with the counts of
    each check. None for every other definition.
    """
    match definition.body:
        case nodes.Tally(checks=(check,), outcome=outcome, subject=nodes.Variable(name="subject")):
            if definition.judged is None and core.checks[check].subject == definition.subject:
                return f"counted({counted[check]}, {three_valued.OUTCOMES.index(outcome)})"
    return None


def _with_ids(subjects: Iterable[Any], id_of: Callable[[Any], str]) -> list[tuple[Any, str]]:
    return [(subject, id_of(subject)) for subject in subjects]


def _for_all(subjects: Iterable[tuple[Any, str]], function: Callable[[Any, str], Any]) -> dict[str, Any]:
    return {key: function(subject, key) for subject, key in subjects}


def _counts(occasions: Mapping[str, tuple[Occasion, ...]]) -> dict[str, Any]:
    """The occasions of a check by subject, counted."""
    return {key: three_valued.counted(found) for key, found in occasions.items()}


def _counted(counts: Mapping[str, Any], place: int) -> dict[str, Any]:
    """How many occasions ended with one outcome, by subject: unknown where any is undetermined."""
    return {key: found[place] if found[-1] is None else found[-1] for key, found in counts.items()}


def runtime() -> dict[str, Any]:
    """What generated code calls."""
    return {"counted": _counted, "counts": _counts, "for_all": _for_all, "with_ids": _with_ids}
