"""Tree to text: the one canonical way of writing an expression, with no more brackets than are needed to read it back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from projgov.rules.feel.dialect import PHRASES, RULES, Dialect
from projgov.rules.feel.escapes import escape
from projgov.rules.feel.tree import (
    Arithmetic,
    At,
    Between,
    Boolean,
    Call,
    Comparison,
    Connective,
    Context,
    Expr,
    Filter,
    For,
    Function,
    If,
    In,
    InstanceOf,
    Iterator,
    List,
    Name,
    Negation,
    Null,
    Number,
    Path,
    Quantified,
    Range,
    Temporal,
    Text,
    TypeName,
    UnaryTest,
    UnaryTests,
)

OPEN, OR, AND, COMPARED, ADDED, MULTIPLIED, RAISED, NEGATED, TYPED, POSTFIX, CLOSED = range(11)
"""How tightly a form binds; `OPEN` forms reach as far to the right as they can."""

_ARITHMETIC = {"+": ADDED, "-": ADDED, "*": MULTIPLIED, "/": MULTIPLIED, "**": RAISED}

_Operation: TypeAlias = Negation | Arithmetic | Connective | Comparison | Between | In | InstanceOf | At

_CUT = re.compile(r"(?<!\w)(?:date|years|days|get)$")
_REST = re.compile(r"(?:time|months|else)(?!\w)")
_GENERIC = re.compile(r"(?<!\w)(?:list|range|context)$")
_HALF = re.compile(r"\((?:[<>=]|!=)")
_PHRASES = frozenset(" ".join(p) for p in PHRASES)


def unparse(expr: Expr, dialect: Dialect = RULES) -> str:
    """The text of `expr`; parsing it in the same dialect (with the same names) gives `expr` again, but for the spans."""
    return _Writer(dialect).write(expr, OPEN)


def plain(number: Decimal) -> str:
    """A number without an exponent, unless it is very large or small."""
    return format(number, "f") if -40 <= number.adjusted() <= 40 else format(number, "E")


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self.strict = dialect.strict_names
        self.keywords = dialect.keywords

    def write(self, expr: Expr, least: int) -> str:
        """The text of `expr` where something stands that binds with `least` or more."""
        level, text = self._form(expr)
        return text if level >= least else f"({text})"

    def _form(self, expr: Expr) -> tuple[int, str]:
        match expr:
            case Number(value=value):
                return CLOSED, plain(value)
            case Text(value=value):
                return CLOSED, f'"{escape(value)}"'
            case Boolean(value=value):
                return CLOSED, "true" if value else "false"
            case Null():
                return CLOSED, "null"
            case Temporal(text=text):
                return CLOSED, f'@"{escape(text)}"'
            case Name(name=name):
                return CLOSED, "_not" if self.strict and name == "not" else self.name(name)
            case Path(base=base, name=name):
                return POSTFIX, f"{self.write(base, POSTFIX)}.{self.name(name)}"
            case Filter(base=base, condition=condition):
                return POSTFIX, f"{self.write(base, POSTFIX)}[{self.write(condition, OPEN)}]"
            case Call():
                return POSTFIX, self._call(expr)
            case UnaryTest():
                return CLOSED, f"({self.test(expr)})"
            case UnaryTests():
                return OPEN, self._tests(expr)
            case Range():
                return CLOSED, self._range(expr)
            case List(items=items):
                return CLOSED, f"[{', '.join(self.write(i, OPEN) for i in items)}]"
            case Context(entries=entries):
                parts = [f"{self._key(e.key)}: {self.write(e.value, OPEN)}" for e in entries]
                return CLOSED, "{" + ", ".join(parts) + "}"
            case If() | For() | Quantified() | Function():
                return OPEN, self._open(expr)
        return self._operation(expr)

    def _operation(self, expr: _Operation) -> tuple[int, str]:
        match expr:
            case Negation(operand=operand):
                return NEGATED, f"-{self.write(operand, NEGATED)}"
            case Arithmetic(operator=operator, left=left, right=right):
                level = _ARITHMETIC[operator]
                return level, f"{self.write(left, level)} {operator} {self.write(right, level + 1)}"
            case Connective(operator=operator, operands=operands):
                return self._connective(operator, operands)
            case Comparison(operator=operator, left=left, right=right):
                first = self.write(left, ADDED)
                if operator[0] == "<" and _GENERIC.search(first):
                    first = f"({first})"  # else `x instance of list < 3` would open the type's parameters
                return COMPARED, f"{first} {operator} {self.write(right, ADDED)}"
            case Between(operand=operand, least=low, most=high):
                ends = _joined(self.write(low, ADDED), "and", self.write(high, ADDED))
                return COMPARED, f"{self.write(operand, ADDED)} between {ends}"
            case In(operand=operand, tests=tests):
                return COMPARED, f"{self.write(operand, ADDED)} in {self._in(tests)}"
            case InstanceOf(operand=operand, type=kind):
                return TYPED, f"{self.write(operand, TYPED)} instance of {self.type(kind)}"
            case At(series=series, date=date):
                return TYPED, f"{self.write(series, TYPED)} at {self.write(date, POSTFIX)}"

    def _open(self, expr: If | For | Quantified | Function) -> str:
        match expr:
            case If(condition=condition, then=then, otherwise=otherwise):
                head = f"if {self.write(condition, OR)} then {self.write(then, OR)}"
                return f"{head} else {self.write(otherwise, OPEN)}"
            case For(iterators=iterators, body=body):
                return f"for {self._iterators(iterators)} return {self.write(body, OPEN)}"
            case Quantified(quantifier=quantifier, iterators=iterators, condition=condition):
                return f"{quantifier} {self._iterators(iterators)} satisfies {self.write(condition, OPEN)}"
            case Function(parameters=parameters, body=body, external=external):
                names = [
                    self.name(p.name) + (f": {self.type(p.type)}" if p.type is not None else "")
                    for p in parameters
                ]
                end = "" if body is None else " " + self.write(body, OPEN)
                return f"function({', '.join(names)}){' external' if external else ''}{end}"

    def name(self, name: str) -> str:
        """A name; in rule files joined by underscores where spaces would make it something else."""
        if not self.strict:
            return name
        hidden = self.keywords | {"is", "not", "of"}
        words = name.split(" ")
        first = "_" if name[:1].isdigit() or name in self.keywords else ""
        if len(words) > 1 and any(w in hidden or w[0].isdigit() for w in words):
            name = name.replace(" ", "_")
        return first + name

    def _key(self, key: str) -> str:
        words = key.split(" ")
        simple = all(w.isidentifier() and w.isalnum() and w not in self.keywords for w in words)
        return (
            key if simple and not {"is", "not", "of"} & set(words) and key.isascii() else f'"{escape(key)}"'
        )

    def _call(self, call: Call) -> str:
        function = call.function
        if isinstance(function, Name) and function.name in {*_PHRASES, "not"}:
            head = function.name
        else:
            head = self.write(function, POSTFIX)
        parts = [
            (f"{self.name(a.name)}: " if a.name else "") + self.write(a.value, OPEN) for a in call.arguments
        ]
        return f"{head}({', '.join(parts)})"

    def _connective(self, operator: str, operands: tuple[Expr, ...]) -> tuple[int, str]:
        level = AND if operator == "and" else OR
        text = self.write(operands[0], level + 1)
        for operand in operands[1:]:
            text = _joined(text, operator, self.write(operand, level + 1))
        return level, text

    def test(self, expr: Expr) -> str:
        """An item of a list of tests."""
        if isinstance(expr, UnaryTest):
            return f"{expr.operator} {self.write(expr.operand, ADDED)}"
        return self.write(expr, OPEN)

    def _in(self, tests: tuple[Expr, ...]) -> str:
        if len(tests) != 1 or isinstance(tests[0], UnaryTest):
            return f"({', '.join(self.test(t) for t in tests)})"
        text = self.write(tests[0], ADDED)
        return f"({text})" if _HALF.match(text) else text

    def _tests(self, tests: UnaryTests) -> str:
        text = ", ".join(self.test(t) for t in tests.tests) or "-"
        if tests.negated:
            return f"not({text})"
        match tests.tests:
            case (Call(function=Name(name="not")),):
                return f"({text})"  # else the `not` would be that of the cell
        return text

    def _range(self, expr: Range) -> str:
        if expr.low is None or expr.high is None:
            end = expr.high if expr.low is None else expr.low
            sign = "<" if expr.low is None else ">"
            closed = expr.high_closed if expr.low is None else expr.low_closed
            return f"({sign}{'=' if closed else ''} {'' if end is None else self.write(end, ADDED)})"
        low, high = self.write(expr.low, ADDED), self.write(expr.high, ADDED)
        return f"{'[' if expr.low_closed else '('}{low}..{high}{']' if expr.high_closed else ')'}"

    def _iterators(self, iterators: tuple[Iterator, ...]) -> str:
        return ", ".join(
            f"{self.name(i.name)} in {self.write(i.source, OR)}"
            + ("" if i.last is None else f"..{self.write(i.last, OR)}")
            for i in iterators
        )

    def type(self, kind: TypeName) -> str:
        """A type."""
        name = kind.name if kind.name in {*_PHRASES, "function", "null"} else self.name(kind.name)
        if not kind.parameters and kind.result is None:
            return name
        parts = [(f"{self.name(key)}: " if key else "") + self.type(t) for key, t in kind.parameters]
        result = "" if kind.result is None else f" -> {self.type(kind.result)}"
        return f"{name}<{', '.join(parts)}>{result}"


def _joined(left: str, word: str, right: str) -> str:
    """`left word right`, where `date and time(…)` must not become the name of a function."""
    if _CUT.search(left) and _REST.match(right):
        right = f"({right})"
    return f"{left} {word} {right}"
