"""The operators of FEEL by precedence climbing (DMN 1.3 to 1.5, clause 10.3.1.2, rules 1 to 55).

From loosest to tightest: `or`; `and`; comparisons, `between`, `in`; `+ -`; `* /`; `**` (to the left, as the standard has
it); unary minus; `instance of` and `at`; paths, filters and calls.
"""

from __future__ import annotations

from typing import Literal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import Stop
from projgov.rules.feel.mends import Mends
from projgov.rules.feel.primaries import ADDITIVE, COMPARATORS, STARTS
from projgov.rules.feel.spoken import NAME_IN_TWO
from projgov.rules.feel.tokens import Token
from projgov.rules.feel.tree import (
    Argument,
    Arithmetic,
    At,
    Between,
    Call,
    Comparison,
    Connective,
    Expr,
    Filter,
    In,
    InstanceOf,
    Name,
    Negation,
    Path,
    UnaryTest,
)

MIXED_ARGUMENTS = Pattern(
    "X045",
    Bilingual("有的参数写了名称，有的没有", "some arguments have names and some have none"),
    Bilingual("全部写名称，或全部不写", "give all of them names, or none"),
)
EMPTY_TESTS = Pattern(
    "X046",
    Bilingual("`in ()` 里什么都没有", "`in ()` has nothing to compare with"),
    Bilingual("写出要比较的值：`in (1, 2)`", "write what to compare with: `in (1, 2)`"),
)

COMPARISON = 3
NEGATED = 7
POWERS = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5, "**": 6}
POWERS |= dict.fromkeys([*COMPARATORS, "between", "in"], COMPARISON)
ARITHMETIC: dict[str, Literal["+", "-", "*", "/", "**"]] = {
    "+": "+",
    "-": "-",
    "*": "*",
    "/": "/",
    "**": "**",
}


class Grammar(Mends):
    """Reads expressions."""

    def expression(self, least: int = 1) -> Expr:
        self.down()
        start = self.token.start
        result = self._infix(self._operand(), start, least)
        self.depth -= 1
        return result

    def _infix(self, left: Expr, start: int, least: int) -> Expr:
        """`left`, which begins at `start`, with the operators that follow it and bind with power `least` or more."""
        reported = False
        compared = -1  # where the second operand of a comparison begins that has no brackets around it
        while True:
            kind = self.kind
            power = POWERS.get(kind)
            if power is None:
                if kind != "word" or not self.dialect.strict_names or least > COMPARISON:
                    return left
                if (mended := self.worded(left, start)) is None:
                    return left
                left = mended
                continue
            if power < least:
                return left
            if kind in ARITHMETIC:
                height = self.height
                self.advance()
                right = self.expression(power + 1)
                self.grow(height, self.height)
                left = Arithmetic((start, self.last_end), ARITHMETIC[kind], left, right)
            elif power == COMPARISON:
                middle = compared
                operator = self.advance()
                compared = self.token.start
                before, left = left, self.compare(left, start, operator)
                if middle >= 0 and not reported and not self.dialect.chained_comparisons:
                    reported = True
                    self.chained(before, start, operator, middle)
            else:
                left = self._connect(left, start, kind, power)
                compared, reported = -1, False

    def _connect(self, left: Expr, start: int, kind: str, power: int) -> Expr:
        operands = [left]
        height = self.height
        while self.kind == kind:
            operator = self.advance()
            if self.kind in COMPARATORS:
                self.half(left, operator)
            operands.append(self.expression(power + 1))
            height = max(height, self.height)
        self.grow(height)
        return Connective((start, self.last_end), "and" if kind == "and" else "or", tuple(operands))

    def compare(self, left: Expr, start: int, operator: Token) -> Expr:
        height = self.height
        if operator.kind == "in":
            tests = self._tests_after_in()
            self.grow(height, self.height)
            return In((start, self.last_end), left, tests)
        if operator.kind == "between" and self.dialect.strict_names and isinstance(left, Name):
            self._name_in_two(left, start, operator)
        if operator.kind == "between":
            least = self.expression(ADDITIVE)
            height = max(height, self.height)
            self.expect("and", Bilingual(" `and` 和上限", "`and` and the upper end"))
            most = self.expression(ADDITIVE)
            self.grow(height, self.height)
            return Between((start, self.last_end), left, least, most)
        right = self.expression(ADDITIVE)
        self.grow(height, self.height)
        return Comparison((start, self.last_end), COMPARATORS[operator.kind], left, right)

    def _name_in_two(self, left: Name, start: int, operator: Token) -> None:
        """`days between(a, b)`: the name of a function, which the reserved word in it cuts in two. Say how it is written."""
        if self.kind == "(" and self.token.start == operator.end and len(self.in_brackets() or ()) > 1:
            found = f"{left.name} {operator.kind}"
            end = self.tokens[self.closing()].end
            mend = f"{found.replace(' ', '_')}{self.shown(self.token.start, end)}"
            self.fault(NAME_IN_TWO, start, operator.end, found=found, word=operator.kind, mend=mend)
            raise Stop

    def _tests_after_in(self) -> tuple[Expr, ...]:
        if self.kind in COMPARATORS:
            return (self.test(),)
        if self.kind != "(":
            return (self.expression(ADDITIVE),)
        start = self.token.start
        opening = self.advance()
        self.brackets += 1
        if self.kind == ")":
            self.fault(EMPTY_TESTS, start, self.token.end)
            raise Stop
        tests = [self.test()]
        height = self.height
        only: Expr | None = None
        if self.kind == "..":
            only = self._range(opening, tests[0], low_closed=False)
        else:
            while self.skip(","):
                tests.append(self.test())
                height = max(height, self.height)
            self.close(")", opening)
            self.brackets -= 1
            self.height = height
            if len(tests) == 1 and not isinstance(tests[0], UnaryTest):
                only = tests[0]
        if only is None:
            return tuple(tests)
        # what stands in the brackets is one value, and the test may go on after them: `x in (a + b) * 2`
        return (self._infix(self._typed(self.postfix(only, start), start), start, ADDITIVE),)

    def _operand(self) -> Expr:
        if self.kind != "-":
            start = self.token.start
            return self._typed(self.postfix(self.primary(), start), start)
        signs: list[int] = []
        while self.kind == "-":
            signs.append(self.advance().start)
        start = self.token.start
        operand = self._typed(self.postfix(self.primary(), start), start)
        for sign in reversed(signs):
            self.grow(self.height)
            operand = Negation((sign, self.last_end), operand)
        return operand

    def _typed(self, left: Expr, start: int) -> Expr:
        """`left` with `at` and `instance of`."""
        while True:
            height = self.height
            if self.kind == "instance of":
                self.advance()
                kind = self.type_name()
                left = InstanceOf((start, self.last_end), left, kind)
                self.grow(height)
            elif self.kind == "at":
                self.advance()
                first = self.token.start
                date = self.postfix(self.primary(), first)
                self.grow(height, self.height)
                left = At((start, self.last_end), left, date)
            else:
                return left

    def postfix(self, base: Expr, start: int) -> Expr:
        while True:
            kind = self.kind
            if kind == ".":
                base = self._path(base, start)
            elif kind == "(":
                base = self._call(base, start)
            elif kind == "[":
                if self.high_end == self.brackets and self.peek().kind not in STARTS:
                    return base  # the `[` that ends a range: `[1..10[`
                base = self._filter(base, start)
            else:
                return base

    def _path(self, base: Expr, start: int) -> Expr:
        height = self.height
        self.advance()
        first = self.token.start
        end, name = self.name_end(self.position, member=True)
        if end == self.position:
            if self.kind in self.keywords and not self.dialect.strict_names:
                end, name = self.position + 1, self.kind
            else:
                self.new_name()  # tells what stands there instead
        self.move(end)
        self.grow(height)
        return Path((start, self.last_end), base, name, (first, self.last_end))

    def _filter(self, base: Expr, start: int) -> Expr:
        height = self.height
        opening = self.advance()
        self.brackets += 1
        self.filters += 1
        condition = self.expression()
        self.close("]", opening)
        self.filters -= 1
        self.brackets -= 1
        self.grow(height, self.height)
        return Filter((start, self.last_end), base, condition)

    def _call(self, function: Expr, start: int) -> Expr:
        height = self.height
        opening = self.advance()
        self.brackets += 1
        arguments: list[Argument] = []
        while self.kind != ")" or arguments:
            name = ""
            if self.named_ahead():
                name, _ = self.new_name(":")
                self.expect(":")
            if arguments and bool(arguments[-1].name) != bool(name):
                self.fault(MIXED_ARGUMENTS, self.token.start, self.token.end)
            arguments.append(Argument(name, self.expression()))
            height = max(height, self.height)
            if not self.skip(","):
                break
        self.close(")", opening)
        self.brackets -= 1
        self.grow(height)
        return Call((start, self.last_end), function, tuple(arguments))
