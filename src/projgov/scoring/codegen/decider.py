"""The code of a decider: one subject's facts in, what the rules say of it out.

`decide` reads and checks all facts in one compound guard and goes on in two-valued code; where the guard fails it leaves for
`slow`, which takes missing facts, and refuses those that cannot be meant, all together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.scalars import Bad, exact_number, read_date, read_period, read_text
from projgov.domain.types import (
    MISSING,
    BooleanType,
    ChoiceType,
    DateType,
    NumberType,
    PeriodType,
    TextType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.rules.core.program import Check, Core
from projgov.scoring import three_valued
from projgov.scoring.codegen import fast, terms
from projgov.scoring.codegen.atoms import Atom, NotSupported, held, times
from projgov.scoring.codegen.fast import Fast
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.codegen.numbers import quotient
from projgov.scoring.codegen.terms import BAD, FAULT, NULL, UNKNOWN, Term, exact_code, union
from projgov.scoring.codegen.text import Text, load
from projgov.scoring.values import Evidence, Unknown

Admit = Callable[[Any, list[Any]], Any]
"""Checks and converts a value that the guard did not take: the value, or unknown; what is wrong with it goes to the list."""


@attrs.frozen
class Generated:
    """A decider as code: its `source`, the function, and what the integers that it records refer to.

    Where it decided in two-valued code, the points of line n are recorded in units of 10**-`line_scales[n]`, and so are facts
    by `fact_scales`; a quotient is a pair of integers.
    """

    source: str
    function: Callable[..., tuple[Any, ...]]
    cases: tuple[tuple[str, nodes.Case], ...] = ()
    line_scales: tuple[int, ...] = ()
    fact_scales: tuple[int, ...] = ()
    two_valued: bool = False


def generate(
    core: Core,
    needs: Needs,
    *,
    explain: bool,
    admit: Callable[[Member], Admit],
    refuse: Callable[..., Any],
    day: Any,
) -> Generated:
    """The decider of the outputs that `needs` names."""
    text = Text()
    made = Generated("", _nothing)
    try:
        with text.aside() as lines:
            made = _Fast(text, core, needs, explain).write()
        text.replay(lines)
    except NotSupported:
        pass
    _Slow(text, core, needs, explain, admit).write("slow" if made.two_valued else "decide")
    known = frozenset(core.vocabulary.record(needs.subject).members)
    constants = {**text.constants, **_RUNTIME, "refuse": refuse, "day": day, "KNOWN": known}
    source = str(text)
    return attrs.evolve(made, source=source, function=load(source, constants)["decide"])


def _nothing(*_: object) -> tuple[Any, ...]:
    return ()


# ------------------------------------------------------------------------------------------------------------ two values


@attrs.define
class _Fast:
    text: Text
    core: Core
    needs: Needs
    explain: bool

    def write(self) -> Generated:
        text = self.text
        members: dict[str, Atom] = {}
        with text.block("def decide(facts, as_of):"):
            self._guard(members)
            code = Fast(text, self.core, "return slow(facts, as_of)", members, recording=self.explain)
            with text.aside() as lines:
                out = [self._part(code, *part) for part in self.needs.order]
            if code.rows:
                text.line(" = ".join(code.rows) + " = -1")
            text.replay(lines)
            values = dict(zip(self.needs.order, out, strict=True))
            result = _tuple([self._given_out(values[name]) for name in self.needs.names])
            if self.explain:
                points = _tuple([_held(code.results[name]) for name in self.needs.lines])
                inputs = _tuple([_held(members[name]) for name in self.needs.members])
                result = f"({result}, {_tuple(code.rows)}, {points}, {inputs})"
            text.line(f"return {result}")
        line_scales = tuple(code.results[name].scale for name in self.needs.lines)
        fact_scales = tuple(members[name].scale for name in self.needs.members)
        return Generated("", _nothing, tuple(code.cases), line_scales, fact_scales, True)

    def _guard(self, members: dict[str, Atom]) -> None:
        text = self.text
        tests: list[str] = []
        count = len(self.needs.members)
        with text.aside() as lines:
            for name, member in self.needs.members.items():
                local = text.fresh("f")
                lines.append(f"{local} = facts[{text.constant(name)}]")
                test, atom = self._admitted(local, member)
                lines += atom[1]
                tests += [] if test == "True" else [test]
                members[name] = atom[0]
        with text.block("try:"):
            text.line("if type(facts) is not dict or type(as_of) is not date: return slow(facts, as_of)")
            text.line(f"if len(facts) != {count} and (len(facts) < {count} or not KNOWN.issuperset(facts)):")
            text.line(" return slow(facts, as_of)")
            text.replay(lines)
            if tests:
                text.line(f"if not ({' and '.join(tests)}): return slow(facts, as_of)")
        with text.block("except (KeyError, TypeError, Bad):"):
            text.line("return slow(facts, as_of)")

    def _admitted(self, local: str, member: Member) -> tuple[str, tuple[Atom, list[str]]]:
        """The test that a value is plain, and the value with the lines that convert it."""
        lines: list[str] = []
        match member.type:
            case NumberType(decimals=0) as kind:
                low, high = _bounds(kind, 0)
                test = f"type({local}) is int"
                if low or high:
                    test += f" and {low}{local}{high}"
                atom = Atom(local, "number", number=kind)
            case NumberType(decimals=None) as kind:
                den = self.text.fresh("d")
                lines.append(f"if type({local}) is int: {den} = 1")
                lines.append(f"else: {local}, {den} = ratio({local})")
                tests = [] if kind.least is None else [f"{_ratio_at_least(local, den, kind.least)}"]
                tests += [] if kind.most is None else [f"{_ratio_at_most(local, den, kind.most)}"]
                test = " and ".join(tests) or "True"
                atom = Atom(local, "number", den=den, number=kind)
            case NumberType(decimals=int(decimals)) as kind:
                lines.append(f"if type({local}) is int: {local} *= {10**decimals}")
                lines.append(f"else: {local} = scaled({local}, {decimals})")
                low, high = _bounds(kind, decimals)
                test = f"{low}{local}{high}" if low or high else "True"
                atom = Atom(local, "number", scale=decimals, number=kind)
            case ChoiceType(options=options):
                codes = self.text.constant(frozenset(o.code for o in options))
                test = f"type({local}) is str and {local} in {codes}"
                atom = Atom(local, "text")
            case TextType():
                plain = f"type({local}) is str and {local}.isascii() and {local}.isprintable() and not {local}.isspace()"
                lines.append(f"if not ({plain}) or not {local}: {local} = read_text({local})")
                test, atom = "True", Atom(local, "text")
            case BooleanType():
                test, atom = f"type({local}) is bool", Atom(local, "boolean")
            case DateType():
                lines.append(f"if type({local}) is not date: {local} = read_date({local})")
                test, atom = "True", Atom(local, "date")
            case PeriodType():
                lines.append(f"if type({local}) is not Period: {local} = read_period({local})")
                test, atom = "True", Atom(local, "period")
            case _:
                raise NotSupported(member)
        if not member.nullable:
            return test, (atom, lines)
        test = test if test == "True" else f"({local} is None or {test})"
        if lines:
            lines = [f"if {local} is not None:", *(" " + line for line in lines)]
            if atom.den:
                lines += ["else:", f" {atom.den} = 1"]
        return test, (attrs.evolve(atom, nullable=True), lines)

    def _given_out(self, atom: Atom) -> str:
        """The code of a value as it is given out. Where few numbers are possible, each is made but once."""
        code = fast.given_out(atom)
        least, most = atom.number.least, atom.number.most
        if not atom.scale or atom.den or atom.nullable or least is None or most is None:
            return code
        if (most - least) * 10**atom.scale > _MOST_KEPT:
            return code
        found, kept = self.text.fresh(), self.text.constant(_Kept(atom.scale))
        self.text.line(f"{found} = {kept}[{atom.code}]")
        return found

    def _part(self, code: Fast, sort: str, name: str) -> Atom:
        """Write a definition or check; its value."""
        if sort == "definition":
            definition = self.core.definitions[name]
            judged = self._judged(code, name, definition.judged)
            code.results[name] = held(self.text, code.body(name, definition.body, judged))
            return code.results[name]
        return Atom(self._check(code, self.core.checks[name]), "text", nullable=True)

    def _check(self, code: Fast, check: Check) -> str:
        if check.over is not None:
            raise NotSupported(check)
        judged = self._judged(code, check.id, check.judged)
        result = self.text.fresh("c")
        code.enter(check.id, judged)
        applies = "True" if check.applies is None else code.condition(check.applies)
        pending, met, unmet = (self.text.constant(word) for word in ("pending", "met", "unmet"))
        with self.text.nested() as stack:
            if applies != "True":
                self.text.line(f"{result} = None")
                stack.enter_context(self.text.block(f"if {applies}:"))
            if judged != "as_of":
                self.text.line(f"{result} = {pending}")
                stack.enter_context(self.text.block(f"if {judged} <= as_of:"))
            holds = code.condition(check.holds)
            self.text.line(f"{result} = {met} if {holds} else {unmet}")
        code.outcomes[check.id] = result
        return result

    def _judged(self, code: Fast, owner: str, node: nodes.Node | None) -> str:
        if node is None:
            return "as_of"
        atom = code.body(owner, node, "as_of")
        if atom.kind not in ("date", "null"):
            raise NotSupported(node)
        if not atom.nullable:
            return held(self.text, atom).code
        name = self.text.fresh("j")
        atom = held(self.text, atom)
        self.text.line(f"{name} = as_of if {atom.code} is None else {atom.code}")
        return name


class _Kept(dict[int, Any]):
    """Numbers of a scale by their integers, each made when it is first asked for."""

    __slots__ = ("den",)

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.den = 10**scale

    def __missing__(self, num: int) -> int | Fraction:
        self[num] = found = quotient(num, self.den)
        return found


_MOST_KEPT = 1 << 16


def _held(atom: Atom) -> str:
    """The code of a value as it is held: with its scale known, or with its denominator beside it."""
    return f"({atom.code}, {times(atom.den, 10**atom.scale)})" if atom.den else atom.code


def _bounds(kind: NumberType, decimals: int) -> tuple[str, str]:
    low = "" if kind.least is None else f"{_integer((kind.least * 10**decimals).__ceil__())} <= "
    high = "" if kind.most is None else f" <= {_integer((kind.most * 10**decimals).__floor__())}"
    return low, high


def _ratio_at_least(num: str, den: str, least: Fraction) -> str:
    return f"{num} * {least.denominator} >= {_integer(least.numerator)} * {den}"


def _ratio_at_most(num: str, den: str, most: Fraction) -> str:
    return f"{num} * {most.denominator} <= {_integer(most.numerator)} * {den}"


def _integer(value: int) -> str:
    return str(value) if value >= 0 else f"({value})"


def _tuple(parts: list[str]) -> str:
    return "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"


def scaled(value: Any, decimals: int) -> int:
    """A decimal as an integer number of units of 10**-decimals. Raises `Bad` or `TypeError` for anything else."""
    number = exact_number(value)
    if type(number) is int:
        return number * 10**decimals
    num, den = number.as_integer_ratio()
    whole, rest = divmod(num * 10**decimals, den)
    if rest:
        raise TypeError
    return whole


def rescaled(value: Any, decimals: int) -> Any:
    """An admitted number that is an exact multiple of 10**-decimals, in these units; what is no number stays what it is."""
    return int(value * 10**decimals) if isinstance(value, int | Fraction) else value


def ratio(value: Any) -> tuple[int, int]:
    """A number as a quotient of two integers, the second positive. Raises `Bad` or `TypeError` for anything else."""
    number = exact_number(value)
    return (number, 1) if type(number) is int else number.as_integer_ratio()


# ---------------------------------------------------------------------------------------------------------- three values


@attrs.define
class _Slow:
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
        text = self.text
        with text.block(f"def {name}(facts, as_of):"):
            text.line("if type(facts) is not dict: return decide(refuse(facts), as_of)")
            text.line("if type(as_of) is not date: return decide(facts, day(as_of))")
            text.line("faults = []; absent = 0")
            for member in self.needs.members.values():
                self._read(member)
            text.line(f"if faults or len(facts) != {len(self.needs.members)} - absent: refuse(facts, faults)")
            code = General(text, self.core, self)
            out = {part: self._part(code, *part) for part in self.needs.order}
            result = _tuple([exact_code(out[name]) for name in self.needs.names])
            if self.explain:
                points = _tuple([exact_code(self._results[name]) for name in self.needs.lines])
                inputs = _tuple([exact_code(self._members[m]) for m in self.needs.members])
                result = f"({result}, None, {points}, {inputs})"
            text.line(f"return {result}")

    def _read(self, member: Member) -> None:
        text = self.text
        local, bad = text.fresh("f"), text.fresh("u")
        decimals = member.type.decimals or 0 if isinstance(member.type, NumberType) else 0
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
        may = UNKNOWN | (NULL if member.nullable else 0)
        self._members[member.name] = attrs.evolve(
            terms.of_type(local, member.type, may, exact=False), test=bad
        )

    def _plain(self, local: str, member: Member) -> str:
        match member.type:
            case NumberType() as kind:
                low, high = _bounds(kind, 0)
                return f"type({local}) is int" + (f" and {low}{local}{high}" if low or high else "")
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
        judged = self._judged(code, definition.judged)
        result = self.text.fresh()
        with self.text.nested() as stack:
            if judged.may & FAULT:
                self.text.line(f"if type({judged.code}) is Fault: {result} = {judged.code}")
                stack.enter_context(self.text.block("else:"))
            self._enter(code, judged)
            value = code.value(definition.body)
            if not judged.may & FAULT:
                self._results[name] = value
                return value
            self.text.line(f"{result} = {value.code}")
        self._results[name] = attrs.evolve(value, code=result, may=value.may | FAULT, test="")
        return self._results[name]

    def _enter(self, code: General, judged: Term) -> None:
        code.names = {"as_of": Term("as_of", 0, "date"), "judged": attrs.evolve(judged, may=0)}

    def _judged(self, code: General, node: nodes.Node | None) -> Term:
        """The day judged: that of evaluation where none is named, or where the one named is null or unknown."""
        as_of = Term("as_of", 0, "date")
        if node is None:
            return as_of
        self._enter(code, as_of)
        found = code.value(node)
        if found.kind == "date" and not found.may & FAULT:
            return code.store(f"{found.code} if type({found.code}) is date else as_of", as_of)
        place = self.text.constant(node.place)
        return code.store(f"judged_on({found.code}, as_of, {place})", Term("", FAULT, "date"))

    def _check(self, code: General, check: Check) -> Term:
        """The outcome of a check's one occasion: None where it says nothing, unknown or a fault where undetermined."""
        judged = self._judged(code, check.judged)
        result = self.text.fresh("c")
        words = {word: self.text.constant(word) for word in ("pending", "met", "unmet")}
        with self.text.block("while True:"):
            if judged.may & FAULT:
                self.text.line(f"if type({judged.code}) is Fault: {result} = {judged.code}; break")
            self._enter(code, judged)
            applies = Term("True", 0, "boolean") if check.applies is None else code.truth(check.applies)
            if applies.code != "True":
                self.text.line(f"if {applies.code} is False: {result} = None; break")
            if applies.may & FAULT:
                self.text.line(f"if type({applies.code}) is Fault: {result} = {applies.code}; break")
            if judged.code != "as_of":
                self.text.line(f"if {judged.code} > as_of: {result} = {words['pending']}; break")
            holds = code.truth(check.holds)
            self.text.line(f"if {holds.code} is True: {result} = {words['met']}; break")
            if holds.may & FAULT:
                self.text.line(f"if type({holds.code}) is Fault: {result} = {holds.code}; break")
            unmet = words["unmet"]
            if applies.may & BAD or holds.may & BAD:
                unmet = f"strict({applies.code}, {holds.code}) if type({applies.code}) is Unknown or {holds.code} else {unmet}"
            self.text.line(f"{result} = {unmet}; break")
        self._outcomes[check.id] = Term(result, union((applies, holds, judged)) & BAD | NULL, "text")
        return self._outcomes[check.id]

    # the ground

    def field(self, code: General, node: nodes.Field) -> Term:
        return self._members[node.member]

    def result(self, code: General, node: nodes.Result) -> Term:
        return self._results[node.definition]

    def tally(self, code: General, node: nodes.Tally) -> Term:
        outcomes = [self._outcomes[check] for check in node.checks]
        word = self.text.constant(node.outcome)
        count = " + ".join(f"({o.code} is {word})" for o in outcomes)
        return code.strict(outcomes, f"int({count})", Term("", 0, "scaled"))

    def value_at(self, code: General, node: nodes.ValueAt) -> Term:
        raise NotSupported(node)

    def members(self, code: General, node: nodes.Members) -> Term:
        raise NotSupported(node)

    def rank(self, code: General, node: nodes.Rank) -> Term:
        raise NotSupported(node)


_RUNTIME: dict[str, Any] = {
    **fast.runtime(),
    **three_valued.runtime(),
    "date": date,
    "dict": dict,
    "Bad": Bad,
    "MISSING": MISSING,
    "Period": Period,
    "ratio": ratio,
    "read_date": read_date,
    "read_period": read_period,
    "read_text": read_text,
    "rescaled": rescaled,
    "scaled": scaled,
}

__all__ = ["Generated", "generate"]
