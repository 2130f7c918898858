"""The meaning of a rank: where a subject stands, and what those of whom not all is known could change."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.comparing import equal, less
from projgov.scoring.faults import merge, merge_faults, undecided
from projgov.scoring.meaning.base import Env, Evaluator, conjunction, is_number, truth
from projgov.scoring.values import Fault, Unknown, Value


@attrs.frozen
class Standing:
    """A subject as a rank sees it: whether it takes part, its group, its value, and the best that an unknown one can be."""

    part: Value
    group: Value
    value: Value
    limit: Value = None


def rank(m: Evaluator, node: nodes.Rank, env: Env) -> Value:
    """Where a subject stands among its peers."""
    subject = m.evaluate(node.subject, env)
    if subject is None or isinstance(subject, Unknown | Fault):
        return subject
    own = _standing(m, node, env, subject)
    if own.part is False:
        return None
    others = [
        _standing(m, node, env, other)
        for other in m.facts.subjects(node.record)
        if m.facts.id_of(other) != m.facts.id_of(subject)
    ]
    parts = [v for s in (own, *others) for v in (s.part, s.group, s.value)]
    if faults := [v for v in parts if isinstance(v, Fault)]:
        return merge_faults(faults)
    if (unknown := undecided((own.part, own.group))) is not None:
        return unknown
    if own.value is None:
        return None
    return place(own, others, Order(node.descending, best_there_is(m.core, node)))


@attrs.frozen
class Order:
    """Which value is better, and the best that there can be (None: no bound is known)."""

    descending: bool
    best: Fraction | None

    def better(self, value: Value, other: Value) -> bool:
        return less(other, value) if self.descending else less(value, other)

    def could_be_better(self, one: Standing, other: Value) -> bool:
        """Whether the value of `one`, which may be unknown, could be better than `other`."""
        if not isinstance(one.value, Unknown):
            return self.better(one.value, other)
        bound = self._bound(one)
        return bound is None or not is_number(other) or self.better(bound, other)

    def excluded(self, one: Standing, other: Value) -> bool:
        """Whether the value of `one`, which may be unknown, is surely worse than `other`."""
        if not isinstance(one.value, Unknown):
            return self.better(other, one.value)
        bound = self._bound(one)
        return bound is not None and is_number(other) and self.better(other, bound)

    def _bound(self, one: Standing) -> int | Fraction | None:
        """The best that an unknown value can turn out to be."""
        return one.limit if is_number(one.limit) else self.best


def place(own: Standing, others: Iterable[Standing], order: Order) -> Value:
    """The place of a subject that takes part, in a group that is known."""
    if isinstance(own.value, Unknown):
        return _between(own, own.value, others, order)
    ahead = level = 0
    size = 1
    peers_unsure: list[Unknown] = []
    could_be_ahead: list[Unknown] = []
    open_: list[Unknown] = []
    for other in others:
        peer = conjunction((other.part, equal(other.group, own.group)))
        if peer is False or other.value is None:
            continue
        if isinstance(peer, Unknown):
            peers_unsure.append(peer)
        else:
            size += 1
        doubts = [v for v in (peer, other.value) if isinstance(v, Unknown)]
        if order.excluded(other, own.value):
            continue
        if not doubts:
            better = order.better(other.value, own.value)
            ahead, level = (ahead + 1, level) if better else (ahead, level + 1)
            continue
        open_.append(merge(doubts))
        if order.could_be_better(other, own.value):
            could_be_ahead.append(merge(doubts))
    return {
        "best": 1 + ahead,
        "worst": 1 + ahead + len(could_be_ahead),
        "tied": 1 + level,
        "reach": 1 + ahead + level + len(open_),
        "size": merge(peers_unsure) if peers_unsure else size,
        "rank": merge(could_be_ahead) if could_be_ahead else 1 + ahead,
        "settled": merge(open_) if open_ else True,
    }


def _between(own: Standing, unknown: Unknown, others: Iterable[Standing], order: Order) -> Value:
    """Between which places a subject stands whose own value is unknown."""
    ahead, size = 0, 1
    peers_unsure: list[Unknown] = []
    for other in others:
        peer = conjunction((other.part, equal(other.group, own.group)))
        if peer is False or other.value is None:
            continue
        if isinstance(peer, Unknown):
            peers_unsure.append(peer)
        else:
            size += 1
            ahead += not isinstance(other.value, Unknown) and order.excluded(own, other.value)
    worst = size + len(peers_unsure)
    return {
        "best": 1 + ahead,
        "worst": worst,
        "tied": unknown,
        "reach": unknown,
        "size": merge(peers_unsure) if peers_unsure else size,
        "rank": unknown,
        "settled": unknown,
    }


def _standing(m: Evaluator, node: nodes.Rank, env: Env, subject: Any) -> Standing:
    within = {**env, "subject": subject}
    part = True if node.among is None else truth(m, node.among, within)
    group = None if node.group is None else m.evaluate(node.group, within)
    value = m.value_of(node.of, subject)
    limit = m.value_of(node.limit, subject) if node.limit and isinstance(value, Unknown) else None
    return Standing(part, group, value, limit)


def best_there_is(core: Core, node: nodes.Rank) -> Fraction | None:
    """The best value that the type of what is ranked allows; None where it has no bound."""
    kind = core.definitions[node.of].type
    if not isinstance(kind, NumberType):
        return None
    return kind.most if node.descending else kind.least
