"""Two-valued code for one subject whose members are all at hand: straight code on integers, texts and dates.

Where an expression would come to a fault (a division by zero, an order with null), the code leaves for the three-valued code,
which says what is wrong. What has no two-valued form raises `NotSupported` while the code is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.program import Core
from projgov.scoring.codegen import fast_calls, fast_cases, fast_conditions, numbers
from projgov.scoring.codegen.atoms import Atom, Kind, NotSupported, held, of_constant, shallow, times
from projgov.scoring.codegen.text import Text

_DEEPEST = 45


@attrs.define
class Fast:
    """Writes two-valued code for the definitions and checks of one subject.

    `leaving` is the statement that leaves for the three-valued code. `members` and `results` hold what has been read and
    computed; `cases` gathers each `Case` in the order in which `rows` names the local that says which row decided.
    """

    text: Text
    core: Core
    leaving: str
    members: Mapping[str, Atom]
    results: dict[str, Atom] = attrs.field(factory=dict)
    outcomes: dict[str, str] = attrs.field(factory=dict)
    recording: bool = False
    cases: list[tuple[str, nodes.Case]] = attrs.field(factory=list)
    rows: list[str] = attrs.field(factory=list)
    _owner: str = ""
    _locals: dict[str, Atom] = attrs.field(factory=dict)
    _nested: int = 0

    def leave(self, condition: str) -> None:
        """Leave for the three-valued code where `condition` holds."""
        self.text.line(f"if {condition}: {self.leaving}")

    def body(self, owner: str, node: nodes.Node, judged: str) -> Atom:
        """The value of the body of definition or check `owner`, judged on the day in the local `judged`."""
        self.enter(owner, judged)
        return self.value(node)

    def enter(self, owner: str, judged: str) -> None:
        """What is written from here on belongs to definition or check `owner`, judged on the day in the local `judged`."""
        self._owner = owner
        self._locals = {"judged": Atom(judged, "date"), "as_of": Atom("as_of", "date")}

    def value(self, node: nodes.Node) -> Atom:
        """The value of a node."""
        return shallow(self.text, self._value(node))

    def _value(self, node: nodes.Node) -> Atom:
        match node:
            case nodes.Literal(value=value):
                return of_constant(self.text, value)
            case nodes.Parameter(name=name):
                return self._parameter(name)
            case nodes.Variable(name=name):
                return self._variable(name)
            case nodes.Let(name=name, value=value, body=body):
                return self._let(name, value, body)
            case nodes.Field(base=nodes.Variable(name="subject"), member=member):
                return self._given(self.members, member)
            case nodes.Result(definition=definition, subject=nodes.Variable(name="subject")):
                return self._given(self.results, definition)
            case nodes.Arithmetic(
                operator="+" | "-" as operator, left=left, right=nodes.Literal(value=timedelta() as by)
            ):
                return fast_calls.later(self, left, by if operator == "+" else -by)
            case nodes.Call(function=function, arguments=arguments):
                return fast_calls.call(self, function, arguments)
            case nodes.Arithmetic(operator=operator, left=left, right=right):
                a, b = self._number(left), self._number(right)
                return numbers.arithmetic(self.text, self.leave, operator, a, b)
            case nodes.Negate(operand=operand):
                return numbers.negated(self._number(operand))
            case nodes.Round(operand=operand, decimals=decimals, mode=mode):
                return numbers.rounded(self.text, self._number(operand), decimals, mode)
            case nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not() | nodes.Present():
                return _boolean(self.condition(node))
            case nodes.IfUnknown(operand=operand):
                return self.value(operand)
            case nodes.Tally(checks=checks, outcome=outcome, subject=nodes.Variable(name="subject")):
                return self._tally(checks, outcome)
            case nodes.Case():
                return fast_cases.case(self, node)
        raise NotSupported(node)

    def _given(self, given: Mapping[str, Atom], name: str) -> Atom:
        if name not in given:
            raise NotSupported(name)
        return given[name]

    def _tally(self, checks: tuple[str, ...], outcome: str) -> Atom:
        if not self.outcomes.keys() >= set(checks):
            raise NotSupported(checks)
        word = self.text.constant(outcome)
        counted = " + ".join(f"({self.outcomes[check]} is {word})" for check in checks)
        kind = NumberType(0, Fraction(0), Fraction(len(checks)))
        return Atom(f"(0 + {counted or 0})", "number", number=kind, deep=1)

    def _variable(self, name: str) -> Atom:
        return self._given(self._locals, name)

    def _let(self, name: str, value: nodes.Node, body: nodes.Node) -> Atom:
        before = dict(self._locals)
        self._locals[name] = held(self.text, self.value(value))
        result = self.value(body)
        self._locals = before
        return result

    def _parameter(self, name: str) -> Atom:
        versions = self.core.parameters[name].versions
        if len(versions) == 1 and versions[0].start is None and versions[0].end is None:
            return of_constant(self.text, versions[0].value)
        judged = self._locals["judged"].code
        if not versions:
            raise NotSupported(name)
        chosen = [of_constant(self.text, v.value) for v in versions]
        result = self.merged(chosen)
        word = "if"
        for version, atom in zip(versions, chosen, strict=True):
            with self.text.block(f"{word} {self._in_force(judged, version.start, version.end)}:"):
                self.store(result, atom)
            word = "elif"
        with self.text.block("else:"):
            self.text.line(self.leaving)
        return result

    def _in_force(self, judged: str, start: date | None, end: date | None) -> str:
        after = [] if start is None else [f"{self.text.constant(start)} <= {judged}"]
        before = [] if end is None else [f"{judged} <= {self.text.constant(end)}"]
        return " and ".join(after + before) or "True"

    def condition(self, node: nodes.Node) -> str:
        """The code of a condition: true or false."""
        return fast_conditions.condition(self, node)

    def _number(self, node: nodes.Node) -> Atom:
        return self.settled(self.value(node), "number")

    def settled(self, atom: Atom, kind: Kind) -> Atom:
        """The atom as a value of `kind` that is not null: where it is null, leave. (Code after that only has to be code.)"""
        if atom.kind == "null":
            self.text.line(self.leaving)
            return Atom(self.text.constant(_STAND_IN[kind]), kind, literal=True)
        if atom.kind != kind:
            raise NotSupported(atom)
        if not atom.nullable:
            return atom
        atom = held(self.text, atom)
        self.leave(f"{atom.code} is None")
        return attrs.evolve(atom, nullable=False)

    @contextmanager
    def deeper(self, blocks: int) -> Iterator[None]:
        """Within, so many more blocks may stand in one another: Python limits how deep they nest."""
        self._nested += blocks
        if self._nested > _DEEPEST:
            raise NotSupported(self._nested)
        yield
        self._nested -= blocks

    def recorded(self, case: nodes.Case) -> str:
        """The local that says which row of a case decided; empty where nobody asks."""
        if not self.recording:
            return ""
        name = self.text.fresh("r")
        self.cases.append((self._owner, case))
        self.rows.append(name)
        return name

    def note(self, record: str, number: int) -> None:
        """Row `number` of the case of `record` has decided."""
        if record:
            self.text.line(f"{record} = {number}")

    def merged(self, atoms: list[Atom]) -> Atom:
        """A local that can hold the value of any of the atoms."""
        plain = [a for a in atoms if a.kind != "null"]
        nullable = any(a.nullable for a in atoms)
        if not plain:
            return Atom(self.text.fresh(), "null", nullable=True)
        kinds = {a.kind for a in plain}
        if len(kinds) > 1:
            raise NotSupported(kinds)
        kind = plain[0].kind
        den = self.text.fresh() if any(a.den for a in plain) else ""
        scale = max(a.scale for a in plain)
        number = _join(plain) if kind == "number" else NumberType()
        return Atom(self.text.fresh(), kind, nullable, den, scale, number)

    def store(self, into: Atom, value: Atom) -> None:
        """Give a local from `merged` one of the values that it can hold."""
        code = value.code
        if value.scale != into.scale and value.kind == "number":
            factor = times(code, 10 ** (into.scale - value.scale))
            if value.nullable:
                value = held(self.text, value)
                factor = (
                    f"None if {value.code} is None else {times(value.code, 10 ** (into.scale - value.scale))}"
                )
            code = factor
        if into.den:
            self.text.line(f"{into.den} = {value.den or 1}")
        self.text.line(f"{into.code} = {code}")


_STAND_IN: dict[Kind, Any] = {
    "number": 0, "text": "", "boolean": True, "date": date.min, "period": Period("year", 1), "null": None
}  # fmt: skip


def _join(atoms: list[Atom]) -> NumberType:
    joined = typing.join_all([a.number for a in atoms])
    assert isinstance(joined, NumberType)
    return joined


def _boolean(code: str) -> Atom:
    return (
        Atom(code, "boolean", literal=True)
        if code in ("True", "False")
        else Atom(f"({code})", "boolean", deep=1)
    )


def given_out(atom: Atom) -> str:
    """The code of a value as it is given out."""
    if atom.kind != "number":
        return atom.code
    code = numbers.exact_code(atom)
    return f"(None if {atom.code} is None else {code})" if atom.nullable and code != atom.code else code


def runtime() -> dict[str, Any]:
    """What two-valued code calls."""
    return {
        "abs": abs,
        "half_even": numbers.half_even,
        "moved": fast_calls.moved,
        "quotient": numbers.quotient,
        "worked": fast_calls.worked,
    }
