"""What the meaning of every node works with: the environment, the evaluator, and how operands combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from projgov.diagnostics import Bilingual
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Core
from projgov.scoring import rounds
from projgov.scoring.facts import Source
from projgov.scoring.faults import A_DAY, A_LIST, A_NUMBER, A_TRUTH, merge, merge_faults, wrong
from projgov.scoring.rounds import Names, length, too_many
from projgov.scoring.values import Fault, Occasion, Rows, Unknown, Value

Env: TypeAlias = Mapping[str, Value]
"""The values of local names. `subject`, `as_of` and `judged` are always there; the subject of the portfolio is null."""

_ROUNDS = ""  # no name: under it an environment holds how often the loops around go round, by the names that they bind


class Evaluator(Protocol):
    """What gives nodes their values."""

    @property
    def core(self) -> Core: ...

    @property
    def facts(self) -> Source: ...

    @property
    def names(self) -> Names:
        """The names that nodes use."""

    def evaluate(self, node: Node, env: Env) -> Value:
        """The value of a node. Never raises for what a rule does wrong: that is a `Fault`."""

    def value_of(self, definition: str, subject: Any) -> Value:
        """The value of a definition for a subject."""

    def value_on(self, definition: str, subject: Any, day: date) -> Value:
        """The value of a definition for a subject, as evaluation on a day gives it."""

    def occasions_of(self, check: str, subject: Any) -> tuple[Occasion, ...]:
        """How the occasions of a check came out for a subject."""


def expected(m: Evaluator, node: Node, env: Env, wanted: Bilingual, fits: Callable[[Value], bool]) -> Value:
    """The value of an operand that has to be of a kind: a fault at its place where it is null or of another kind."""
    value = m.evaluate(node, env)
    if isinstance(value, Unknown | Fault) or fits(value):
        return value
    return wrong(value, wanted).at(node.place)


def truth(m: Evaluator, node: Node, env: Env) -> bool | Unknown | Fault:
    """Whether a condition holds."""
    value = m.evaluate(node, env)
    return value if isinstance(value, bool | Unknown | Fault) else wrong(value, A_TRUTH).at(node.place)


def rows(m: Evaluator, node: Node, env: Env) -> Rows | Unknown | Fault:
    """A list, with its sure and possible members told apart."""
    value = expected(m, node, env, A_LIST, lambda v: isinstance(v, tuple | Rows))
    return Rows(value) if isinstance(value, tuple) else value


def within(m: Evaluator, node: Node, env: Env, source: Rows, *bound: str) -> Env | Fault:
    """What is known within a loop that binds names to the members of a list one after another; a fault where it goes round too
    often.
    """
    around: Mapping[str, int] = env.get(_ROUNDS, {})
    outer, count = m.names.outer(node, around), length(source)
    if outer * count > rounds.MOST_ROUNDS:
        return too_many(outer * count, node.place)
    return {**env, _ROUNDS: {**around, **dict.fromkeys(bound, max(outer, 1) * count)}}


def few_in_all(m: Evaluator, node: Node, env: Env, lists: Value) -> Value:
    """Lists to be put together, within loops; a fault where these make too many items in all."""
    outer = m.names.outer(node, env.get(_ROUNDS, {}))
    return rounds.few_in_all(lists, outer, node.place)


def having(m: Evaluator, node: nodes.Let, env: Env) -> Env:
    """What is known where a name has a value: one within a loop has as many as the loop goes round."""
    around: Mapping[str, int] = env.get(_ROUNDS, {})
    names = {**env, node.name: m.evaluate(node.value, env)}
    if not around:
        return names
    others = {name: count for name, count in around.items() if name != node.name}
    outer = m.names.outer(node, around)
    return {**names, _ROUNDS: {**others, node.name: outer} if outer else others}


def day(m: Evaluator, node: Node, env: Env) -> date | Unknown | Fault:
    """A date."""
    found: date | Unknown | Fault = expected(m, node, env, A_DAY, lambda v: isinstance(v, date))
    return found


def number(m: Evaluator, node: Node, env: Env) -> int | Fraction | Unknown | Fault:
    """A number."""
    found: int | Fraction | Unknown | Fault = expected(m, node, env, A_NUMBER, is_number)
    return found


def is_number(value: Value) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def listed(
    sure: Iterable[Value], possible: Iterable[tuple[Value, Unknown]], lacking: Unknown | None
) -> Value:
    """A list: a plain tuple where it is whole and has sure members only."""
    found = Rows(tuple(sure), tuple(possible), lacking)
    return found if found.possible or lacking is not None else found.sure


def surely_any(found: tuple[Value, ...] | Rows | Unknown | Fault) -> bool | Unknown | Fault:
    """Whether a list surely has a member: unknown where it may have one. What it may lack does not count."""
    if isinstance(found, Unknown | Fault):
        return found
    if isinstance(found, tuple):
        return bool(found)
    return True if found.sure else merge(maybe for _, maybe in found.possible) if found.possible else False


def conjunction(values: Iterable[bool | Unknown | Fault]) -> bool | Unknown | Fault:
    """`and`: false absorbs, then a fault, then what is unknown."""
    return _absorbing(values, False)


def disjunction(values: Iterable[bool | Unknown | Fault]) -> bool | Unknown | Fault:
    """`or`: true absorbs, then a fault, then what is unknown."""
    return _absorbing(values, True)


def _absorbing(values: Iterable[bool | Unknown | Fault], absorbing: bool) -> bool | Unknown | Fault:
    operands = tuple(values)
    if any(v is absorbing for v in operands):
        return absorbing
    if faults := [v for v in operands if isinstance(v, Fault)]:
        return merge_faults(faults)
    if unknowns := [v for v in operands if isinstance(v, Unknown)]:
        return merge(unknowns)
    return not absorbing


def negation(value: bool | Unknown | Fault) -> bool | Unknown | Fault:
    """`not`: what is unknown stays unknown, a fault a fault."""
    return not value if isinstance(value, bool) else value
