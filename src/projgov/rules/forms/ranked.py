"""Ranks that a kind of rule makes: by what subjects are ranked, and where each of them stands."""

from __future__ import annotations

import attrs

from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.core.typing import ANY
from projgov.rules.forms.base import Lowering

_PLACES = NumberType(0)


def defined(entry: str, body: Node, lowering: Lowering) -> Definition:
    """The definition behind an entry of the rule (empty: its own value), for every subject."""
    name = f"{lowering.rule.id}.{entry}" if entry else lowering.rule.id
    return Definition(name, lowering.subject, body, body.type, lowering.judged(), place=lowering.place)


@attrs.frozen
class Measure:
    """By what subjects are ranked: the definition `of`, the best that an unknown value can be (`limit`), which is better.

    `made` is that definition where the rule makes it itself.
    """

    of: str
    limit: str | None
    descending: bool
    made: tuple[Definition, ...]

    def rank(self, among: Node | None, within: Node | None, lowering: Lowering) -> nodes.Rank:
        """Where the subject stands among those for whom `among` holds and `within` is equal (None: all)."""
        return nodes.Rank(
            self.of,
            lowering.subject,
            among,
            within,
            self.descending,
            lowering.this(),
            ANY,
            self.limit,
            place=lowering.place,
        )


def measure(score: Node, lowering: Lowering, *, descending: bool = True) -> Measure:
    """The measure that ranks by `score`: the result of a rule on the same subjects stands for itself."""
    made: tuple[Definition, ...] = ()
    if isinstance(score, nodes.Result) and score.subject == lowering.this():
        of = score.definition
    else:
        of = f"{lowering.rule.id}.measure"
        made = (defined("measure", score, lowering),)
    limit = f"{of}.{'highest' if descending else 'lowest'}"
    return Measure(of, limit if _is_given(limit, lowering) else None, descending, made)


def rank_of(entry: str, lowering: Lowering) -> Node:
    """The rank that an entry of the rule gives."""
    return nodes.Result(f"{lowering.rule.id}.{entry}", lowering.this(), ANY, place=lowering.place)


def number_of(rank: Node, name: str, lowering: Lowering) -> Node:
    """A number of a rank (`best`, `size` …); null for who is not ranked."""
    return nodes.Entry(rank, name, _PLACES, place=lowering.place)


def _is_given(entry: str, lowering: Lowering) -> bool:
    """Whether a rule on the same subjects gives this entry."""
    rule, _, part = entry.partition(".")
    binding = lowering.names.binding(rule, lowering.subject)
    return binding is not None and part in binding.entries
