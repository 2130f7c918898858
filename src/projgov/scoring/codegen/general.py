"""Three-valued code: every node, for values that may be unknown or faulty.

Each node is written as statements that end with its value in a name or a constant. What a value surely is not (unknown, a
fault, null, a list with gaps) is known while the code is written, so that checks stand only where a value may need one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, Protocol

import attrs

from projgov.diagnostics import Place
from projgov.rules.core import nodes
from projgov.rules.core.functions import FUNCTIONS
from projgov.rules.core.program import Core
from projgov.scoring.codegen import constants, lists, numbers, terms
from projgov.scoring.codegen.atoms import Atom, held, of_number
from projgov.scoring.codegen.terms import (
    ANYTHING,
    BAD,
    FAULT,
    GAPS,
    NULL,
    NUMERIC,
    PLAIN_EQUALITY,
    UNKNOWN,
    Term,
    code_as,
    exact_code,
    held_within,
    merged,
    union,
)
from projgov.scoring.codegen.text import Text
from projgov.scoring.functions import IMPLEMENTATIONS, TAKES_UNKNOWN

_PYTHON = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_GROUP = 6
"""So many operands of `and` and `or` are written nested in one another; more go into groups."""


class Ground(Protocol):
    """Where three-valued code gets what is not in an expression: members of records, results, other subjects."""

    def field(self, code: General, node: nodes.Field) -> Term: ...
    def value_at(self, code: General, node: nodes.ValueAt) -> Term: ...
    def members(self, code: General, node: nodes.Members) -> Term: ...
    def result(self, code: General, node: nodes.Result) -> Term: ...
    def tally(self, code: General, node: nodes.Tally) -> Term: ...
    def rank(self, code: General, node: nodes.Rank) -> Term: ...


@attrs.define
class General:
    """Writes three-valued code. `names` are the locals of Core in scope, by name."""

    text: Text
    core: Core
    ground: Ground
    names: dict[str, Term] = attrs.field(factory=dict)
    _hoisted: dict[int, tuple[nodes.Node, Term]] = attrs.field(factory=dict)

    def value(self, node: nodes.Node) -> Term:
        """The value of a node, in a name or a constant."""
        if (found := self._hoisted.get(id(node))) is not None:
            return found[1]
        if type(node) in constants.FOLDED and constants.is_constant(self.core, node):
            return self.literal(constants.value_of(self.core, node))
        return self._value(node)

    def _value(self, node: nodes.Node) -> Term:
        match node:
            case nodes.Literal(value=value):
                return self.literal(value)
            case nodes.Parameter():
                return self._parameter(node)
            case nodes.Variable(name=name):
                return self.names[name]
            case nodes.Let(name=name, value=value, body=body):
                with self.bound(name, self.value(value)):
                    return self.value(body)
            case nodes.Field():
                return self.ground.field(self, node)
            case nodes.ValueAt():
                return self.ground.value_at(self, node)
            case nodes.Members():
                return self.ground.members(self, node)
            case nodes.Result():
                return self.ground.result(self, node)
            case nodes.Tally():
                return self.ground.tally(self, node)
            case nodes.Rank():
                return self.ground.rank(self, node)
            case nodes.Arithmetic() | nodes.Negate() | nodes.Round():
                return self._numeric(node)
            case nodes.Compare():
                return self._compare(node)
            case nodes.And(operands=operands):
                return self._connective("False", "True", operands)
            case nodes.Or(operands=operands):
                return self._connective("True", "False", operands)
            case nodes.Not(operand=operand):
                term = self.truth(operand)
                return self.strict((term,), f"not {term.code}", Term("", 0, "boolean"))
            case nodes.Case():
                return self._case(node)
            case nodes.Present(operand=operand):
                return self._present(self.value(operand))
            case nodes.IfUnknown():
                return self._if_unknown(node)
            case nodes.Call():
                return self._call(node)
            case nodes.Entry():
                return self._entry(node)
            case nodes.MakeContext():
                return self._make_context(node)
            case nodes.MakeList():
                return lists.make_list(self, node)
            case nodes.Each():
                return lists.each(self, node)
            case nodes.Filter():
                return lists.filter_(self, node)
            case nodes.Quantify():
                return lists.quantify(self, node)
            case nodes.Aggregate():
                return lists.aggregate(self, node)

    # ---------------------------------------------------------------------------------------------------------- parts

    @contextmanager
    def bound(self, name: str, term: Term) -> Iterator[None]:
        """Within, `name` stands for the term."""
        before = self.names, self._hoisted
        self.names = {**self.names, name: term}
        self._hoisted = {
            key: known
            for key, known in self._hoisted.items()
            if not constants.uses(known[0], frozenset({name}))
        }
        yield
        self.names, self._hoisted = before

    @contextmanager
    def hoisted(self, body: nodes.Node, variable: str) -> Iterator[None]:
        """Compute now what the body of a loop does not compute from its variable; within, it is known."""
        before = self._hoisted
        for part in constants.invariant(body, variable):
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

    def store(self, code: str, like: Term) -> Term:
        """A new local with the value of `code`."""
        name = self.text.fresh()
        self.text.line(f"{name} = {code}")
        return attrs.evolve(like, code=name, test="")

    def strict(self, operands: Sequence[Term], code: str, like: Term) -> Term:
        """A new local: `code` where all operands are plain; a fault where one is, else unknown where one is."""
        bad = [t for t in operands if t.may & BAD]
        like = attrs.evolve(like, may=like.may | union(bad) & BAD, test="")
        if not bad:
            return self.store(code, like)
        if len(bad) == 1:
            return self.store(f"{bad[0].code} if {bad[0].is_bad} else {code}", like)
        return self.store(f"{self._strictly(bad)} if {self._any_bad(bad)} else {code}", like)

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

    # -------------------------------------------------------------------------------------------------------- numbers

    def _numeric(self, node: nodes.Arithmetic | nodes.Negate | nodes.Round) -> Term:
        """A tree of arithmetic: its leaves are checked once, and the rest is two-valued code."""
        leaves: list[Term] = []
        with self.text.aside() as lines:
            tree = self._tree(node, leaves)
        if tree is None:
            return self._operation(node)
        self.text.replay(lines)
        with self.text.aside() as lines:
            atom = tree()
            if atom.den:
                result = Term("", 0, "number", number=atom.number)
                code = numbers.exact_code(atom)
            else:
                result = Term("", 0, "scaled", scale=atom.scale, number=atom.number)
                code = atom.code
        if not lines:
            return self.strict(leaves, code, result)
        name = self.text.fresh()
        with self.strict_block(leaves, name) as may:
            self.text.replay(lines)
            self.text.line(f"{name} = {code}")
        return attrs.evolve(result, code=name, may=may)

    def _tree(self, node: nodes.Node, leaves: list[Term]) -> Callable[[], Atom] | None:
        """How to write a number that has no fault of its own; None where it might have one. Its leaves are written now."""
        match node:
            case nodes.Arithmetic(operator="/", left=left, right=nodes.Literal(value=value)):
                if value == 0 or type(value) not in (int, Fraction):
                    return None
                return self._branch(
                    lambda a: numbers.scaled_by(self.text, a, 1 / Fraction(value)), leaves, left
                )
            case nodes.Arithmetic(operator="+" | "-" | "*" as operator, left=left, right=right):
                return self._branch(
                    lambda a, b: numbers.arithmetic(self.text, _never, operator, a, b), leaves, left, right
                )
            case nodes.Negate(operand=operand):
                return self._branch(numbers.negated, leaves, operand)
            case nodes.Round(operand=operand, decimals=decimals, mode=mode):
                return self._branch(lambda a: numbers.rounded(self.text, a, decimals, mode), leaves, operand)
            case nodes.Arithmetic():
                term = self._operation(node)
            case nodes.Literal(value=value) if type(value) in (int, Fraction):
                return lambda: of_number(self.text, Fraction(value))
            case _:
                term = self.value(node)
        if not term.surely(*NUMERIC):
            return None
        leaves.append(term)
        return term.atom

    def _branch(
        self, make: Callable[..., Atom], leaves: list[Term], *operands: nodes.Node
    ) -> Callable[[], Atom] | None:
        below = [self._tree(operand, leaves) for operand in operands]
        parts = [b for b in below if b is not None]
        if len(parts) < len(below):
            return None

        def write() -> Atom:
            atom = make(*(held_deep(self.text, part()) for part in parts))
            return held_deep(self.text, atom)

        return write

    def _operation(self, node: nodes.Arithmetic | nodes.Negate | nodes.Round) -> Term:
        """One operation by itself, on operands that may be anything."""
        if isinstance(node, nodes.Arithmetic):
            left, right = self.value(node.left), self.value(node.right)
            operator = self.text.constant(node.operator)
            code = self.attempt("calculate", node.place, operator, exact_code(left), exact_code(right))
            return self.strict((left, right), code, Term("", FAULT, _kind_of(node.operator, left, right)))
        operand = self.value(node.operand)
        checked = self.store(
            f"numeric({exact_code(operand)}, {self.text.constant(node.operand.place)})",
            Term("", operand.may & BAD | FAULT, "number"),
        )
        if isinstance(node, nodes.Negate):
            return self.strict((checked,), f"-{checked.code}", Term("", 0, "number"))
        arguments = f"{checked.code}, {self.text.constant(node.decimals)}, {self.text.constant(node.mode)}"
        return self.strict((checked,), f"round_to({arguments})", Term("", 0, "number"))

    # ---------------------------------------------------------------------------------------------------- comparisons

    def _compare(self, node: nodes.Compare) -> Term:
        left, right = self.value(node.left), self.value(node.right)
        like = Term("", 0, "boolean")
        equality = node.operator in ("=", "!=")
        sign = _PYTHON[node.operator]
        may = left.may | right.may
        if equality and not may & GAPS:
            for one, other in ((left, right), (right, left)):
                if one.code == "None":
                    test = "is" if node.operator == "=" else "is not"
                    return self.strict((other,), f"{other.code} {test} None", like)
        if left.surely(*NUMERIC) and right.surely(*NUMERIC):
            return self._compare_numbers(node.operator, left, right)
        if left.kind == right.kind and left.kind in PLAIN_EQUALITY:
            ordered = left.kind in ("text", "date") and not may & NULL
            if equality or ordered:
                return self.strict((left, right), f"{left.code} {sign} {right.code}", like)
        if equality and left.kind in NUMERIC and right.kind in NUMERIC:
            return self.strict((left, right), f"{exact_code(left)} {sign} {exact_code(right)}", like)
        operator = self.text.constant(node.operator)
        code = self.attempt("compare", node.place, operator, exact_code(left), exact_code(right))
        return self.strict((left, right), code, Term("", BAD, "boolean"))

    def _compare_numbers(self, operator: str, left: Term, right: Term) -> Term:
        like = Term("", 0, "boolean")
        if left.kind == right.kind == "number":
            return self.strict((left, right), f"{left.code} {_PYTHON[operator]} {right.code}", like)
        with self.text.aside() as lines:
            code = numbers.compared(self.text, operator, left.atom(), right.atom())
        if not lines:
            return self.strict((left, right), code, like)
        name = self.text.fresh()
        with self.strict_block((left, right), name) as may:
            self.text.replay(lines)
            self.text.line(f"{name} = {code}")
        return Term(name, may, "boolean")

    # ---------------------------------------------------------------------------------------------------- connectives

    def _connective(self, deciding: str, neutral: str, operands: tuple[nodes.Node, ...]) -> Term:
        """`and` (deciding: False) and `or` (deciding: True): operands after a deciding one are not computed."""
        if not operands:
            return Term(neutral, 0, "boolean")
        if len(operands) == 1:
            return self.truth(operands[0])
        size = -(-len(operands) // _GROUP)
        groups = [operands[i : i + size] for i in range(0, len(operands), size)]
        result = self.text.fresh()
        may = 0
        with self.text.nested() as stack:
            for place, group in enumerate(groups):
                term = self._connective(deciding, neutral, group)
                if not may & BAD:
                    self.text.line(f"{result} = {term.code}")
                elif not term.may & BAD:
                    self.text.line(f"if {term.code} is {deciding}: {result} = {deciding}")
                else:
                    with self.text.block(f"if {term.code} is not {neutral}:"):
                        self.text.line(
                            f"{result} = {term.code} if {term.code} is {deciding} or {result} is {neutral}"
                            f" else strict({result}, {term.code})"
                        )
                may |= term.may
                if place < len(groups) - 1:
                    stack.enter_context(self.text.block(f"if {result} is not {deciding}:"))
        return Term(result, may & BAD, "boolean")

    # ---------------------------------------------------------------------------------------------------------- cases

    def _case(self, node: nodes.Case) -> Term:
        """Row after row: the first that holds decides; rows that are possible before it are kept for `settled`."""
        pieces: list[tuple[list[str], Term | None, list[str], Term]] = []
        for row in node.rows:
            with self.text.aside() as tests:
                condition = self.truth(row.condition)
            with self.text.aside() as lines:
                value = self.value(row.value)
            pieces.append((tests, condition, lines, value))
        with self.text.aside() as lines:
            value = self.literal(None) if node.otherwise is None else self.value(node.otherwise)
        pieces.append(([], None, lines, value))
        result = attrs.evolve(merged([value for *_, value in pieces]), code=self.text.fresh())
        may = result.may
        conditions = [c for _, c, _, _ in pieces if c is not None]
        kept = self.text.fresh("p") if union(conditions) & UNKNOWN else ""
        if kept:
            self.text.line(f"{kept} = ()")
        with self.text.block("while True:"):
            for tests, condition, lines, value in pieces:
                self.text.replay(tests)
                if condition is None:
                    self.text.replay(lines)
                    self.text.line(f"{result.code} = {code_as(value, result)}; break")
                    continue
                if condition.may & FAULT:
                    self.text.line(
                        f"if type({condition.code}) is Fault: {result.code} = {condition.code}; break"
                    )
                    may |= FAULT
                stored = f"{result.code} = {code_as(value, result)}; break"
                if not condition.may & UNKNOWN:
                    with self.text.block(f"if {condition.code}:"):
                        self.text.replay(lines)
                        self.text.line(stored)
                else:
                    with self.text.block(f"if {condition.code} is not False:"):
                        self.text.replay(lines)
                        self.text.line(f"if {condition.code} is True: {stored}")
                        self.text.line(f"{kept} += (({code_as(value, result)}, {condition.code}),)")
        if kept:
            self.text.line(f"if {kept}: {result.code} = settled({result.code}, {kept})")
            may |= UNKNOWN
        return attrs.evolve(result, may=may)

    def _parameter(self, node: nodes.Parameter) -> Term:
        versions = self.core.parameters[node.name].versions
        chosen = [self.literal(v.value) for v in versions]
        if len(versions) == 1 and versions[0].start is None and versions[0].end is None:
            return chosen[0]
        like = merged(chosen)
        result = attrs.evolve(like, code=self.text.fresh(), may=like.may | FAULT)
        judged = self.names["judged"].code
        word = "if"
        for version, term in zip(versions, chosen, strict=True):
            after = [] if version.start is None else [f"{self.text.constant(version.start)} <= {judged}"]
            before = [] if version.end is None else [f"{judged} <= {self.text.constant(version.end)}"]
            test = " and ".join(after + before) or "True"
            self.text.line(f"{word} {test}: {result.code} = {code_as(term, result)}")
            word = "elif"
        missing = f"no_version({self.text.constant(node.name)}, {judged}, {self.text.constant(node.place)})"
        self.text.line(f"else: {result.code} = {missing}" if versions else f"{result.code} = {missing}")
        return result

    # --------------------------------------------------------------------------------------------------------- others

    def _present(self, operand: Term) -> Term:
        if not operand.may & (BAD | NULL):
            return Term("True", 0, "boolean")
        code = f"{operand.code} is not None"
        if operand.may & UNKNOWN:
            code = f"{code} and type({operand.code}) is not Unknown"
        if operand.may & FAULT:
            code = f"{operand.code} if type({operand.code}) is Fault else {code}"
        return self.store(code, Term("", operand.may & FAULT, "boolean"))

    def _if_unknown(self, node: nodes.IfUnknown) -> Term:
        operand = self.value(node.operand)
        if not operand.may & UNKNOWN:
            return operand
        with self.text.aside() as lines:
            otherwise = self.value(node.otherwise)
        like = merged((operand, otherwise))
        result = self.store(code_as(operand, like), like)
        with self.text.block(f"if type({operand.code}) is Unknown:"):
            self.text.replay(lines)
            self.text.line(f"{result.code} = {code_as(otherwise, like)}")
        return attrs.evolve(result, may=(operand.may & ~UNKNOWN) | otherwise.may)

    def _entry(self, node: nodes.Entry) -> Term:
        base = self.value(node.base)
        key = self.text.constant(node.key)
        if base.entries is not None and base.surely("context"):
            entry = base.entries.get(node.key)
            if entry is None:
                return self.strict((base,), "None", Term("", NULL)) if base.may & BAD else self.literal(None)
            return self.strict((base,), f"{base.code}[{key}]", entry)
        code = f"{base.code}.get({key}) if type({base.code}) is dict else entry({base.code}, {key}, {self.text.constant(node.place)})"
        return self.store(code, Term("", ANYTHING))

    def _make_context(self, node: nodes.MakeContext) -> Term:
        entries = [(key, self.value(value)) for key, value in node.entries]
        code = ", ".join(f"{self.text.constant(key)}: {exact_code(term)}" for key, term in entries)
        within = {key: attrs.evolve(held_within(term), may=term.may & ~FAULT) for key, term in entries}
        like = Term("", 0, "context", entries=within)
        return self.unless_faulty([term for _, term in entries], f"{{{code}}}", like)

    def unless_faulty(self, parts: Sequence[Term], code: str, like: Term) -> Term:
        """A new local: `code`, unless a part is a fault. Unknown parts stay what they are."""
        faulty = [t for t in parts if t.may & FAULT]
        if not faulty:
            return self.store(code, attrs.evolve(like, may=like.may & ~BAD))
        tests = " or ".join(dict.fromkeys(f"type({t.code}) is Fault" for t in faulty))
        codes = ", ".join(dict.fromkeys(t.code for t in faulty))
        return self.store(
            f"strict_faults({codes}) if {tests} else {code}",
            attrs.evolve(like, may=like.may & ~UNKNOWN | FAULT),
        )

    def _call(self, node: nodes.Call) -> Term:
        arguments = [self.value(argument) for argument in node.arguments]
        codes = [exact_code(a) for a in arguments]
        function = self.text.constant(IMPLEMENTATIONS[node.function])
        spec = FUNCTIONS[node.function]
        if node.function in TAKES_UNKNOWN or any(a.kind in ("list", "any") for a in arguments):
            within = self.text.constant(node.function not in TAKES_UNKNOWN)
            code = f"call({function}, {within}, {', '.join((self.text.constant(node.place), *codes))})"
            return self.store(code, Term("", ANYTHING))
        code, *kinds = _DIRECT.get(node.function, ("", ""))
        if not callable(spec.result) and len(kinds) == len(arguments):
            if all(a.surely(kind) for a, kind in zip(arguments, kinds, strict=True)):
                return self.strict(arguments, code.format(*codes), terms.of_type("", spec.result))
        like = Term("", ANYTHING) if callable(spec.result) else terms.of_type("", spec.result, FAULT)
        return self.strict(arguments, self.attempt(function, node.place, *codes), like)


def _kind_of(operator: str, left: Term, right: Term) -> str:
    """What an operation gives where it does not err."""
    if left.kind in NUMERIC and right.kind in NUMERIC:
        return "number"
    match operator, left.kind, right.kind:
        case (("+" | "-"), "date", "duration"):
            return "date"
        case "-", "date", "date":
            return "duration"
        case (("+" | "-"), "duration", "duration"):
            return "duration"
    return "any"


_DIRECT = {
    "period_start": ("{0}.start", "period"),
    "period_end": ("{0}.end", "period"),
    "in_period": ("{0} in {1}", "date", "period"),
    "year": ("{0}.year", "date"),
    "month": ("{0}.month", "date"),
    "day": ("{0}.day", "date"),
    "days_between": ("({1} - {0}).days", "date", "date"),
    "string_length": ("len({0})", "text"),
    "contains": ("{1} in {0}", "text", "text"),
}
"""Functions that cannot err for arguments of these kinds, as the code of what they give."""


def held_deep(text: Text, atom: Atom) -> Atom:
    """The atom, in a local where its expression has grown deep."""
    return held(text, atom) if atom.deep > 12 else atom


def _never(condition: str) -> None:
    raise AssertionError(condition)
