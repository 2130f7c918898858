"""The three-valued function of a decider: takes missing facts, and refuses those that cannot be meant, all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

import attrs

from projgov.domain.types import BooleanType, ChoiceType, DateType, NumberType, PeriodType
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.rules.core.program import Check, Core, Definition
from projgov.scoring.codegen import terms
from projgov.scoring.codegen.atoms import Atom, Kind, NotSupported, times
from projgov.scoring.codegen.checks import ALWAYS, AS_OF, judged_day, occasion
from projgov.scoring.codegen.fast import Fast, given_out
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.guard import bounds
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.codegen.terms import BAD, FAULT, NULL, UNKNOWN, Term, exact_code
from projgov.scoring.codegen.text import Text, tuple_of
from projgov.scoring.values import Evidence, Unknown

Admit: TypeAlias = Callable[[Any, list[Any]], Any]
"""Checks and converts a value that the guard did not take: the value, or unknown; what is wrong with it goes to the list."""


@attrs.define
class Slow:
    """The three-valued decider, and the ground that its expressions stand on: facts in locals."""

    text: Text
    core: Core
    needs: Needs
    explain: bool
    admit: Callable[[Member], Admit]
    _members: dict[str, Term] = attrs.field(factory=dict)
    _results: dict[str, Term] = attrs.field(factory=dict)
    _outcomes: dict[str, Term] = attrs.field(factory=dict)

    def write(self, name: str) -> None:
        """Write the function under a name."""
        text = self.text
        code = General(text, self.core, self)
        with text.aside() as lines, text.block(f"def {name}(facts, as_of):"):
            text.line("if type(facts) is not dict: return decide(refuse(facts), as_of)")
            text.line("if type(as_of) is not date: return decide(facts, day_of(as_of))")
            text.line("faults = []; absent = 0")
            for member in self.needs.members.values():
                self._read(member)
            with text.block(f"if faults or len(facts) != {len(self.needs.members)} - absent:"):
                text.line("facts = refuse(facts, faults)")
                text.line("if facts is not None: return decide(facts, as_of)")
            out = {part: self._part(code, *part) for part in self.needs.order}
            result = tuple_of([exact_code(out[name]) for name in self.needs.names])
            if self.explain:
                points = tuple_of([exact_code(self._results[name]) for name in self.needs.lines])
                inputs = tuple_of([exact_code(self._members[m]) for m in self.needs.members])
                result = f"({result}, None, {points}, {inputs})"
            text.line(f"return {result}")
        lines[1:1] = [f" {line}" for line in code.outlined]
        text.replay(lines)

    def _read(self, member: Member) -> None:
        text = self.text
        local, bad = text.fresh("f"), text.fresh("u")
        may = UNKNOWN | (NULL if member.nullable else 0)
        term = terms.of_type(local, member.type, may, exact=False)
        decimals = term.scale
        text.line(f"{local} = facts.get({text.constant(member.name)}, MISSING)")
        absent = Unknown(frozenset({Evidence(self.needs.subject, "", (member.name,))}))
        with text.block(f"if {self._plain(local, member)}:"):
            text.line(f"{bad} = False" + (f"; {local} *= {10**decimals}" if decimals else ""))
        with text.block(f"elif {local} is MISSING:"):
            text.line(f"{local} = {text.constant(absent)}; {bad} = True; absent += 1")
        with text.block("else:"):
            admitted = f"{text.constant(self.admit(member))}({local}, faults)"
            text.line(f"{local} = rescaled({admitted}, {decimals})" if decimals else f"{local} = {admitted}")
            text.line(f"{bad} = type({local}) is Unknown")
        self._members[member.name] = attrs.evolve(term, test=bad)

    def _plain(self, local: str, member: Member) -> str:
        match member.type:
            case NumberType() as kind:
                low, high = bounds(self.text, kind, 0)
                return f"type({local}) is int and {low}{local}{high}"
            case ChoiceType(options=options):
                codes = self.text.constant(frozenset(o.code for o in options))
                return f"type({local}) is str and {local} in {codes}"
            case BooleanType():
                return f"type({local}) is bool"
            case DateType():
                return f"type({local}) is date"
        return f"type({local}) is Period" if isinstance(member.type, PeriodType) else "False"

    def _part(self, code: General, sort: str, name: str) -> Term:
        if sort == "check":
            return self._check(code, self.core.checks[name])
        definition = self.core.definitions[name]
        code.names = {"as_of": AS_OF, "judged": AS_OF}
        judged = judged_day(code, definition.judged)
        result = self.text.fresh()
        with self.text.nested() as stack:
            if judged.may & FAULT:
                self.text.line(f"if type({judged.code}) is Fault: {result} = {judged.code}")
                stack.enter_context(self.text.block("else:"))
            code.names = {"as_of": AS_OF, "judged": attrs.evolve(judged, may=0)}
            value = self._value(code, definition, judged.code)
            if not judged.may & FAULT:
                self._results[name] = value
                return value
            self.text.line(f"{result} = {value.code}")
        self._results[name] = attrs.evolve(value, code=result, may=value.may | FAULT, test="")
        return self._results[name]

    def _value(self, code: General, definition: Definition, judged: str) -> Term:
        """The value of a body: in two-valued code where nothing that it is made of is missing."""
        with self.text.aside() as lines:
            value = code.value(definition.body)
        straight = self._straight(definition, judged, value)
        if straight is None:
            self.text.replay(lines)
            return value
        result = self.text.fresh()
        missing, quick = straight
        with self.text.block(f"if {' or '.join(missing)}:"):
            self.text.replay(lines)
            self.text.line(f"{result} = {value.code}")
        with self.text.block("else:"):
            self.text.replay(quick[:-1])
            self.text.line(f"{result} = {quick[-1]}")
        return attrs.evolve(value, code=result, test="")

    def _straight(
        self, definition: Definition, judged: str, value: Term
    ) -> tuple[list[str], list[str]] | None:
        """Tests for what may be missing, and the lines of two-valued code, the last of them the code of its value."""
        used = list(_used(definition.body))
        terms_used = [self._members[name] if sort == "member" else self._results[name] for sort, name in used]
        missing = list(dict.fromkeys(t.is_bad for t in terms_used if t.may & BAD))
        if not missing or not any(isinstance(node, nodes.Case) for node in _all(definition.body)):
            return None
        try:
            atoms = {part: _atom(term) for part, term in zip(used, terms_used, strict=True)}
            fast = Fast(
                self.text,
                self.core,
                _LEAVE,
                {name: atom for (sort, name), atom in atoms.items() if sort == "member"},
                {name: atom for (sort, name), atom in atoms.items() if sort == "result"},
            )
            with self.text.aside() as lines:
                found = fast.body(definition.id, definition.body, judged)
            code = _held_as(found, value)
        except NotSupported:
            return None
        return None if any(_LEAVE in line for line in lines) else (missing, [*lines, code])

    def _check(self, code: General, check: Check) -> Term:
        """The outcome of a check's one occasion: None where it says nothing, unknown or a fault where undetermined.

        No excuse is on record among the facts of a single decision.
        """
        check = attrs.evolve(check, excused=None)
        result = self.text.fresh("c")
        code.names = {"as_of": AS_OF, "judged": AS_OF}
        with self.text.block("while True:"):
            occasion(
                code, check, ALWAYS, lambda _, o, v: f"{result} = {v or o}; break", f"{result} = None; break"
            )
        self._outcomes[check.id] = Term(result, BAD | NULL, "text")
        return self._outcomes[check.id]

    # the ground

    def field(self, _code: General, node: nodes.Field, /) -> Term:
        return self._members[node.member]

    def result(self, _code: General, node: nodes.Result, /) -> Term:
        return self._results[node.definition]

    def tally(self, code: General, node: nodes.Tally, /) -> Term:
        outcomes = [self._outcomes[check] for check in node.checks]
        word = self.text.constant(node.outcome)
        count = " + ".join(f"({o.code} is {word})" for o in outcomes)
        return code.strict(outcomes, f"int({count})", Term("", 0, "scaled"))

    def value_at(self, _code: General, node: nodes.ValueAt, /) -> Term:
        raise NotSupported(node)

    def as_of(self, _code: General, node: nodes.AsOf, /) -> Term:
        raise NotSupported(node)

    def members(self, _code: General, node: nodes.Members, /) -> Term:
        raise NotSupported(node)

    def rank(self, _code: General, node: nodes.Rank, /) -> Term:
        raise NotSupported(node)

    def occasions(self, _code: General, node: nodes.Occasions, /) -> Term:
        raise NotSupported(node)

    def climb(self, _code: General, node: nodes.Climb, /) -> Term:
        raise NotSupported(node)

    def narrowed(
        self, _code: General, _node: nodes.Node, _variable: str, _condition: nodes.Node, /
    ) -> Term | None:
        return None


_LEAVE = "leave()"
"""Stands where two-valued code would leave for the three-valued: such code is not used here."""


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in nodes.children(node):
        yield from _all(child)


def _used(node: nodes.Node) -> dict[tuple[str, str], None]:
    """The members and results that a node refers to."""
    found: dict[tuple[str, str], None] = {}
    for part in _all(node):
        match part:
            case nodes.Field(member=member):
                found["member", member] = None
            case nodes.Result(definition=definition):
                found["result", definition] = None
    return found


def _atom(term: Term) -> Atom:
    """A value that is not missing, as two-valued code takes it."""
    nullable = bool(term.may & NULL)
    if term.kind == "scaled":
        return Atom(term.code, "number", nullable, scale=term.scale, number=term.number)
    if term.kind in ("text", "boolean", "date", "period"):
        return Atom(term.code, cast(Kind, term.kind), nullable)
    raise NotSupported(term)


def _held_as(found: Atom, like: Term) -> str:
    """The code of a value, held as three-valued code holds it."""
    if found.kind != "number":
        if found.kind in ("null", like.kind):
            return found.code
        raise NotSupported(found)
    if like.kind == "number":
        return given_out(found)
    if like.kind != "scaled" or found.den or found.scale > like.scale:
        raise NotSupported(found)
    if found.scale == like.scale:
        return found.code
    if found.nullable:
        raise NotSupported(found)
    return times(found.code, 10 ** (like.scale - found.scale))
