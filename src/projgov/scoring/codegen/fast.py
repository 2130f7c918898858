"""Two-valued code for one subject whose members are all at hand: straight code on integers, texts and dates.

Where an expression would come to a fault (a division by zero, an order with null), the code leaves for the three-valued code,
which says what is wrong. What has no two-valued form raises `NotSupported` while the code is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.program import Core
from projgov.scoring.codegen import numbers
from projgov.scoring.codegen.atoms import Atom, Kind, NotSupported, held, of_constant, shallow, times
from projgov.scoring.codegen.text import Text

_DEEPEST = 45
_BLOCKS_OF_A_CASE = 3
_ORDER = ("<", "<=", ">", ">=")


@attrs.frozen
class _Row:
    """A row of a case as it was written aside: statements for its test, its test (`first` apart, where it can be), its value."""

    tests: list[str]
    first: str
    condition: str
    lines: list[str]
    value: Atom
    number: int

    @property
    def whole(self) -> str:
        """The whole test."""
        return _chain("and", [self.first, self.condition]) if self.first else self.condition


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
                return self._moved(left, by if operator == "+" else -by)
            case nodes.Call(function=function, arguments=arguments):
                return self._call(function, arguments)
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
                return self._case(node)
        raise NotSupported(node)

    def _moved(self, start: nodes.Node, by: timedelta) -> Atom:
        day = held(self.text, self._settled(self.value(start), "date"))
        result = self.text.fresh()
        self.text.line(f"{result} = moved({day.code}, {self.text.constant(by)})")
        self.leave(f"{result} is None")
        return Atom(result, "date")

    def _call(self, function: str, arguments: tuple[nodes.Node, ...]) -> Atom:
        kinds, code, result = _FUNCTIONS.get(function, ((), "", NumberType()))
        if not code:
            raise NotSupported(function)
        atoms = [self._settled(self.value(a), k) for a, k in zip(arguments, kinds, strict=True)]
        if function == "abs":
            return attrs.evolve(
                atoms[0], code=code.format(atoms[0].code), number=result, literal=False, deep=1
            )
        return Atom(code.format(*(a.code for a in atoms)), "number", number=result, deep=1)

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
        result = self._merged(chosen)
        word = "if"
        for version, atom in zip(versions, chosen, strict=True):
            with self.text.block(f"{word} {self._in_force(judged, version.start, version.end)}:"):
                self._store(result, atom)
            word = "elif"
        with self.text.block("else:"):
            self.text.line(self.leaving)
        return result

    def _in_force(self, judged: str, start: date | None, end: date | None) -> str:
        after = [] if start is None else [f"{self.text.constant(start)} <= {judged}"]
        before = [] if end is None else [f"{judged} <= {self.text.constant(end)}"]
        return " and ".join(after + before) or "True"

    def _number(self, node: nodes.Node) -> Atom:
        return self._settled(self.value(node), "number")

    def _settled(self, atom: Atom, kind: Kind) -> Atom:
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

    def condition(self, node: nodes.Node) -> str:
        """The code of a condition: true or false."""
        match node:
            case nodes.And(operands=operands):
                return self._joined("and", operands)
            case nodes.Or(operands=operands):
                return self._joined("or", operands)
            case nodes.Not(operand=operand):
                return _not(self.condition(operand))
            case nodes.Compare(operator=operator, left=left, right=right):
                return self._compare(operator, self.value(left), self.value(right))
            case nodes.Present(operand=operand):
                atom = self.value(operand)
                return f"{held(self.text, atom).code} is not None" if atom.nullable else "True"
        return self._settled(self.value(node), "boolean").code

    def _joined(self, word: str, operands: tuple[nodes.Node, ...]) -> str:
        """`and` and `or`. What needs statements of its own is computed only where the operands before leave it open."""
        neutral, deciding = ("True", "False") if word == "and" else ("False", "True")
        parts: list[str] = []
        result = ""
        with ExitStack() as stack:
            for operand in operands:
                with self.text.aside() as lines:
                    code = self.condition(operand)
                if lines:
                    if parts:
                        result = result or self.text.fresh("b")
                        self.text.line(f"{result} = {_chain(word, parts)}")
                        header = f"if {result}:" if word == "and" else f"if not {result}:"
                        stack.enter_context(self.text.block(header))
                        stack.enter_context(self._deeper(1))
                        parts = []
                    self.text.replay(lines)
                if code == neutral:
                    continue
                parts.append(code)
                if code == deciding:
                    break
            if result and parts:
                self.text.line(f"{result} = {_chain(word, parts)}")
        return result or (_chain(word, parts) if parts else neutral)

    def _compare(self, operator: str, left: Atom, right: Atom) -> str:
        if operator in _ORDER or (
            left.kind == right.kind == "number" and not (left.nullable or right.nullable)
        ):
            kind = right.kind if left.kind == "null" else left.kind
            left, right = self._settled(left, kind), self._settled(right, kind)
            if kind == "null" or kind in ("boolean", "period"):
                raise NotSupported(left)
            if left.kind == "number":
                return numbers.compared(self.text, operator, left, right)
            return f"{left.code} {operator if operator != '=' else '=='} {right.code}"
        negate = operator == "!="
        for one, other in ((left, right), (right, left)):
            if one.kind == "null":
                test = "is not None" if negate else "is None"
                return f"{other.code} {test}" if other.nullable else repr(negate)
        if left.kind != right.kind:
            raise NotSupported(left)
        if left.kind == "number":
            return self._compare_nullable(negate, held(self.text, left), held(self.text, right))
        return f"{left.code} {'!=' if negate else '=='} {right.code}"

    def _compare_nullable(self, negate: bool, left: Atom, right: Atom) -> str:
        """Equality of numbers that may be null: null equals only null."""
        here = [f"{a.code} is None" for a in (left, right) if a.nullable]
        both = " and ".join(here) if len(here) == 2 else "False"
        plain = [attrs.evolve(a, nullable=False) for a in (left, right)]
        same = f"({both} if {' or '.join(here)} else {numbers.compared(self.text, '=', *plain)})"
        return f"not {same}" if negate else same

    def _case(self, case: nodes.Case) -> Atom:
        """The value of the first row that holds."""
        with self._deeper(_BLOCKS_OF_A_CASE):
            return self._written(case)

    def _written(self, case: nodes.Case) -> Atom:
        record = self._recorded(case)
        rows = self._rows(case)
        result = self._merged([row.value for row in rows])
        if len(rows) == 1:
            self.text.replay(rows[0].tests + rows[0].lines)
            self._note(record, rows[0].number)
            return rows[0].value
        runs = [list(run) for _, run in groupby(rows, key=lambda row: row.first)]
        if any(row.tests for row in rows[1:]) or any(run[0].first and len(run) > 1 for run in runs):
            self._loop(record, runs, result)
        else:
            self._chain(record, rows, result)
        return result

    def _rows(self, case: nodes.Case) -> list[_Row]:
        """The rows that can decide, the last of them surely."""
        rows: list[_Row] = []
        for number, row in enumerate(case.rows):
            first, tests, condition = "", [], ""
            if isinstance(row.condition, nodes.And) and len(row.condition.operands) > 1:
                before, *after = row.condition.operands
                with self.text.aside() as tests:
                    first = self.condition(before)
                    condition = self.condition(nodes.And(tuple(after)))
                if tests or first in ("True", "False"):
                    first = ""
            if not first:
                with self.text.aside() as tests:
                    condition = self.condition(row.condition)
            if condition == "False" and not tests:
                continue
            with self.text.aside() as lines:
                value = self.value(row.value)
            rows.append(_Row(tests, first, condition, lines, value, number))
            if condition == "True" and not first:
                return rows
        with self.text.aside() as lines:
            value = of_constant(self.text, None) if case.otherwise is None else self.value(case.otherwise)
        return [*rows, _Row([], "", "True", lines, value, len(case.rows))]

    def _chain(self, record: str, rows: list[_Row], result: Atom) -> None:
        """One `if` with its `elif`s: only the first row may take statements."""
        self.text.replay(rows[0].tests)
        for place, row in enumerate(rows):
            word = "if" if place == 0 else "elif"
            with self.text.block("else:" if row.whole == "True" else f"{word} {row.whole}:"):
                self._decided(record, row, result)

    def _loop(self, record: str, runs: list[list[_Row]], result: Atom) -> None:
        """A loop left by the first row that holds. Rows that begin with the same test share it."""
        with self.text.block("while True:"):
            for run in runs:
                if run[0].first and len(run) > 1:
                    with self.text.block(f"if {run[0].first}:"):
                        for row in run:
                            self._row(record, row, row.condition, result)
                else:
                    for row in run:
                        self.text.replay(row.tests)
                        self._row(record, row, row.whole, result)

    def _row(self, record: str, row: _Row, condition: str, result: Atom) -> None:
        with ExitStack() as stack:
            if condition != "True":
                stack.enter_context(self.text.block(f"if {condition}:"))
            self._decided(record, row, result)
            self.text.line("break")

    def _decided(self, record: str, row: _Row, result: Atom) -> None:
        self.text.replay(row.lines)
        self._store(result, row.value)
        self._note(record, row.number)

    @contextmanager
    def _deeper(self, blocks: int) -> Iterator[None]:
        """Within, so many more blocks may stand in one another: Python limits how deep they nest."""
        self._nested += blocks
        if self._nested > _DEEPEST:
            raise NotSupported(self._nested)
        yield
        self._nested -= blocks

    def _recorded(self, case: nodes.Case) -> str:
        if not self.recording:
            return ""
        name = self.text.fresh("r")
        self.cases.append((self._owner, case))
        self.rows.append(name)
        return name

    def _note(self, record: str, number: int) -> None:
        if record:
            self.text.line(f"{record} = {number}")

    def _merged(self, atoms: list[Atom]) -> Atom:
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

    def _store(self, into: Atom, value: Atom) -> None:
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
_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], str, NumberType]] = {
    "abs": (("number",), "abs({0})", NumberType(None, Fraction(0))),
    "days_between": (("date", "date"), "({1} - {0}).days", NumberType(0)),
    "year": (("date",), "{0}.year", NumberType(0, Fraction(1), Fraction(9999))),
    "month": (("date",), "{0}.month", NumberType(0, Fraction(1), Fraction(12))),
    "day": (("date",), "{0}.day", NumberType(0, Fraction(1), Fraction(31))),
}
"""Functions of two-valued code: what they take, their code, and the type of the whole number that they give."""


def moved(day: date, by: timedelta) -> date | None:
    """The day so much later; None outside the calendar."""
    try:
        return day + by
    except OverflowError:
        return None


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


def _not(code: str) -> str:
    if code in ("True", "False"):
        return repr(code == "False")
    return f"not ({code})"


def _chain(word: str, parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return "(" + f" {word} ".join(parts) + ")"


def given_out(atom: Atom) -> str:
    """The code of a value as it is given out."""
    if atom.kind != "number":
        return atom.code
    code = numbers.exact_code(atom)
    return f"(None if {atom.code} is None else {code})" if atom.nullable and code != atom.code else code


def runtime() -> dict[str, Any]:
    """What two-valued code calls."""
    return {"abs": abs, "half_even": numbers.half_even, "moved": moved, "quotient": numbers.quotient}
