"""Three-valued code: every node, for values that may be unknown or faulty.

Each node is written as statements that end with its value in a name or a constant. What a value surely is not (unknown, a
fault, null, a list with gaps) is known while the code is written, so that checks stand only where a value may need one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, Protocol

import attrs

from projgov.diagnostics import Place
from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.codegen import arithmetic, calls, cases, choices, constants, lists, terms
from projgov.scoring.codegen.atoms import of_number
from projgov.scoring.codegen.terms import BAD, FAULT, UNKNOWN, Term, union
from projgov.scoring.codegen.text import Text
from projgov.scoring.rounds import Names

_NESTING = (
    nodes.And, nodes.Or, nodes.Case, nodes.Each, nodes.Filter, nodes.Fold, nodes.Quantify, nodes.IfUnknown, nodes.Field,
    nodes.Rank,
)  # fmt: skip
_DEEPEST = 8
"""So many nodes that write blocks may stand in one another before a function is begun."""


class Ground(Protocol):
    """Where three-valued code gets what is not in an expression: members of records, results, other subjects."""

    def field(self, code: General, node: nodes.Field, /) -> Term: ...
    def value_at(self, code: General, node: nodes.ValueAt, /) -> Term: ...
    def members(self, code: General, node: nodes.Members, /) -> Term: ...
    def result(self, code: General, node: nodes.Result, /) -> Term: ...
    def as_of(self, code: General, node: nodes.AsOf, /) -> Term: ...
    def tally(self, code: General, node: nodes.Tally, /) -> Term: ...
    def rank(self, code: General, node: nodes.Rank, /) -> Term: ...
    def occasions(self, code: General, node: nodes.Occasions, /) -> Term: ...
    def climb(self, code: General, node: nodes.Climb, /) -> Term: ...

    def narrowed(
        self, code: General, node: nodes.Node, variable: str, condition: nodes.Node, /
    ) -> Term | None:
        """The members of a list that can meet a condition, where they can be looked up."""


@attrs.define
class General:
    """Writes three-valued code. `names` are the locals of Core in scope, by name; `rounds`, of those that loops bind, outer loops
    first, the local with how many values they have one after another.

    `outlined` are lines that belong at the head of the function being written.
    """

    text: Text
    core: Core
    ground: Ground
    names: dict[str, Term] = attrs.field(factory=dict)
    rounds: dict[str, str] = attrs.field(factory=dict)
    outlined: list[str] = attrs.field(factory=list)
    _hoisted: dict[int, tuple[nodes.Node, Term]] = attrs.field(factory=dict)
    _nested: int = 0
    _used: Names = attrs.field(factory=Names)

    def value(self, node: nodes.Node) -> Term:
        """The value of a node, in a name or a constant."""
        if (found := self._hoisted.get(id(node))) is not None:
            return found[1]
        if type(node) in constants.FOLDED and constants.is_constant(self.core, node):
            return self.literal(constants.value_of(self.core, node))
        return self._write(node)

    def at_hand(self, node: nodes.Node) -> bool:
        """Whether hardly anything has to be written for the value of a node: it is a constant, or in a local."""
        return (
            isinstance(node, nodes.Literal | nodes.Variable | nodes.Parameter)
            or id(node) in self._hoisted
            or (type(node) in constants.FOLDED and constants.is_constant(self.core, node))
        )

    def _write(self, node: nodes.Node) -> Term:
        if not isinstance(node, _NESTING):
            return _WRITERS[type(node)](self, node)
        if self._nested == _DEEPEST:
            return self._outlined(node)
        self._nested += 1
        term = _WRITERS[type(node)](self, node)
        self._nested -= 1
        return term

    def _outlined(self, node: nodes.Node) -> Term:
        """A node in a function of its own, at the head of the one being written: Python limits how deep blocks may nest."""
        name = self.text.fresh("f")
        nested, before = self._nested, self.outlined
        self._nested, self.outlined = 0, []
        with self.text.aside() as lines:
            term = self._write(node)
        body = [*self.outlined, *lines, f"return {term.code}"]
        self._nested, self.outlined = nested, [*before, f"def {name}():", *(f" {line}" for line in body)]
        return self.store(f"{name}()", term)

    def let(self, node: nodes.Let) -> Term:
        """The body with a name bound."""
        with self.bound(node.name, self.value(node.value), self.outer(node)):
            return self.value(node.body)

    # ---------------------------------------------------------------------------------------------------------- parts

    @contextmanager
    def bound(self, name: str, term: Term, rounds: str | None = None) -> Iterator[None]:
        """Within, `name` stands for the term, which has a value for each of so many `rounds` of loops."""
        before = self.names, self._hoisted, self.rounds
        self.rounds = {other: known for other, known in self.rounds.items() if other != name}
        if rounds is not None:
            self.rounds[name] = rounds
        self.names = {**self.names, name: term}
        self._hoisted = {
            key: known
            for key, known in self._hoisted.items()
            if not constants.uses(known[0], frozenset({name}))
        }
        yield
        self.names, self._hoisted, self.rounds = before

    def outer(self, node: nodes.Node) -> str | None:
        """The local with how often a node is computed; None outside of loops."""
        used = self._used.of(node) if self.rounds else ()
        return next((self.rounds[name] for name in reversed(self.rounds) if name in used), None)

    @contextmanager
    def known(self, parts: Iterable[tuple[nodes.Node, Term]]) -> Iterator[None]:
        """Within, these nodes have been computed."""
        before = self._hoisted
        self._hoisted = {**before, **{id(part): (part, term) for part, term in parts}}
        yield
        self._hoisted = before

    @contextmanager
    def hoisted(self, body: nodes.Node, *variables: str) -> Iterator[None]:
        """Compute now what the body of a loop does not compute from its variables; within, it is known."""
        before = self._hoisted
        for part in constants.invariant(body, frozenset(variables)):
            if id(part) not in self._hoisted and not constants.is_constant(self.core, part):
                self._hoisted = {**self._hoisted, id(part): (part, self.value(part))}
        yield
        self._hoisted = before

    def literal(self, value: Any) -> Term:
        """A constant."""
        if isinstance(value, Fraction):
            atom = of_number(self.text, value)
            if not atom.den:
                return Term(atom.code, 0, "scaled", scale=atom.scale, number=atom.number)
        return terms.of_value(self.text.constant(value), value)

    def store(self, code: str, like: Term, may: int | None = None) -> Term:
        """A new local with the value of `code`, which is like a term; `may` is what else it can be, where that differs."""
        name = self.text.fresh()
        self.text.line(f"{name} = {code}")
        return like.in_local(name, may)

    def strict(self, operands: Sequence[Term], code: str, like: Term) -> Term:
        """A new local: `code` where all operands are plain; a fault where one is, else unknown where one is."""
        bad = [t for t in operands if t.may & BAD]
        may = like.may | union(bad) & BAD
        if not bad:
            return self.store(code, like, may)
        if len(bad) == 1:
            return self.store(f"{bad[0].code} if {bad[0].is_bad} else {code}", like, may)
        return self.store(f"{self._strictly(bad)} if {self._any_bad(bad)} else {code}", like, may)

    @contextmanager
    def strict_block(self, operands: Sequence[Term], result: str) -> Iterator[int]:
        """The same for what takes statements: within, write what stores into `result`. Gives what it may be besides."""
        bad = [t for t in operands if t.may & BAD]
        if not bad:
            yield 0
            return
        self.text.line(f"if {self._any_bad(bad)}: {result} = {self._strictly(bad)}")
        with self.text.block("else:"):
            yield union(bad) & BAD

    def _any_bad(self, bad: Sequence[Term]) -> str:
        return " or ".join(dict.fromkeys(t.is_bad for t in bad))

    def _strictly(self, bad: Sequence[Term]) -> str:
        codes = list(dict.fromkeys(t.code for t in bad))
        return codes[0] if len(codes) == 1 else f"strict({', '.join(codes)})"

    def attempt(self, operation: str, place: Place, *arguments: str) -> str:
        """The code of an operation that may err, at a place."""
        return f"attempt({', '.join((operation, self.text.constant(place), *arguments))})"

    def truth(self, node: nodes.Node) -> Term:
        """A condition: true, false, unknown or a fault."""
        term = self.value(node)
        if term.surely("boolean"):
            return term
        like = Term("", term.may & BAD | FAULT, "boolean")
        return self.store(f"truth({term.code}, {self.text.constant(node.place)})", like)

    def unless_faulty(self, parts: Sequence[Term], code: str, like: Term) -> Term:
        """A new local: `code`, unless a part is a fault. Unknown parts stay what they are."""
        faulty = [t for t in parts if t.may & FAULT]
        if not faulty:
            return self.store(code, like, like.may & ~BAD)
        tests = " or ".join(dict.fromkeys(f"type({t.code}) is Fault" for t in faulty))
        codes = ", ".join(dict.fromkeys(t.code for t in faulty))
        return self.store(f"strict_faults({codes}) if {tests} else {code}", like, like.may & ~UNKNOWN | FAULT)


_WRITERS: Mapping[type[Any], Callable[[General, Any], Term]] = {
    nodes.Literal: lambda code, node: code.literal(node.value),
    nodes.Parameter: choices.parameter,
    nodes.Variable: lambda code, node: code.names[node.name],
    nodes.Let: General.let,
    nodes.Field: lambda code, node: code.ground.field(code, node),
    nodes.Entry: calls.entry,
    nodes.ValueAt: lambda code, node: code.ground.value_at(code, node),
    nodes.Members: lambda code, node: code.ground.members(code, node),
    nodes.Result: lambda code, node: code.ground.result(code, node),
    nodes.AsOf: lambda code, node: code.ground.as_of(code, node),
    nodes.Tally: lambda code, node: code.ground.tally(code, node),
    nodes.Rank: lambda code, node: code.ground.rank(code, node),
    nodes.Occasions: lambda code, node: code.ground.occasions(code, node),
    nodes.Climb: lambda code, node: code.ground.climb(code, node),
    nodes.Arithmetic: arithmetic.numeric,
    nodes.Negate: arithmetic.numeric,
    nodes.Round: arithmetic.numeric,
    nodes.Compare: arithmetic.compare,
    nodes.And: choices.and_,
    nodes.Or: choices.or_,
    nodes.Not: choices.not_,
    nodes.Case: cases.case,
    nodes.MakeList: lists.make_list,
    nodes.MakeContext: calls.make_context,
    nodes.Each: lists.each,
    nodes.Filter: lists.filter_,
    nodes.Excuses: lists.excuses,
    nodes.Fold: lists.fold,
    nodes.Quantify: lists.quantify,
    nodes.Aggregate: lists.aggregate,
    nodes.Call: calls.call,
    nodes.Present: choices.present,
    nodes.IfUnknown: choices.if_unknown,
}
"""How each node is written."""
