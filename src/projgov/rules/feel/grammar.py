"""The operators of FEEL by precedence climbing (DMN 1.3 to 1.5, clause 10.3.1.2, rules 1 to 55).

From loosest to tightest: `or`; `and`; comparisons, `between`, `in`; `+ -`; `* /`; `**` (to the left, as the standard has
it); unary minus; `instance of` and `at`; paths, filters and calls.
"""

from __future__ import annotations

from typing import Literal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import Stop
from projgov.rules.feel.lexer import Token
from projgov.rules.feel.primaries import ADDITIVE, COMPARATORS, STARTS, Primaries
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

CHAINED = Pattern(
    "X040",
    Bilingual("`{found}` 连着比较了两次", "`{found}` compares twice in a row"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
IS = Pattern(
    "X041",
    Bilingual("没有 `{found}` 这个运算符", "there is no operator `{found}`"),
    Bilingual(
        "改写为 `{mend}`;看有没有值用 `present(x)`、`missing(x)`",
        "write `{mend}`; to ask whether there is a value, `present(x)` or `missing(x)`",
    ),
)
NOT_IN = Pattern(
    "X042",
    Bilingual("没有 `{found}` 这个运算符", "there is no operator `{found}`"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
SIDE_BY_SIDE = Pattern(
    "X043",
    Bilingual(
        "`{left}` 与 `{found}` 之间缺少运算符", "an operator is missing between `{left}` and `{found}`"
    ),
    Bilingual(
        "补上 `+`、`=`、`and`、`,` 等;文字要放在双引号里,名称里的数字用下划线连上",
        "put `+`, `=`, `and`, `,` or the like between them; texts stand in double quotes, a number in a name is joined "
        "with an underscore",
    ),
)
HALF_COMPARISON = Pattern(
    "X044",
    Bilingual("`{found}` 缺少左边", "`{found}` compares nothing: its left side is missing"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
MIXED_ARGUMENTS = Pattern(
    "X045",
    Bilingual("有的参数写了名称,有的没有", "some arguments have names and some have none"),
    Bilingual("全部写名称,或全部不写", "give all of them names, or none"),
)
EMPTY_TESTS = Pattern(
    "X046",
    Bilingual("`in ()` 里什么都没有", "`in ()` has nothing to compare with"),
    Bilingual("写出要比较的值:`in (1, 2)`", "write what to compare with: `in (1, 2)`"),
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


class Grammar(Primaries):
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
                if (mended := self._worded(left, start)) is None:
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
                before, left = left, self._compare(left, start, operator)
                if middle >= 0 and not reported and not self.dialect.chained_comparisons:
                    reported = True
                    self._chained(before, start, operator, middle)
            else:
                left = self._connect(left, start, kind, power)
                compared, reported = -1, False

    def _connect(self, left: Expr, start: int, kind: str, power: int) -> Expr:
        operands = [left]
        height = self.height
        while self.kind == kind:
            operator = self.advance()
            if self.kind in COMPARATORS:
                self._half(left, operator)
            operands.append(self.expression(power + 1))
            height = max(height, self.height)
        self.grow(height)
        return Connective((start, self.last_end), "and" if kind == "and" else "or", tuple(operands))

    def _compare(self, left: Expr, start: int, operator: Token) -> Expr:
        height = self.height
        if operator.kind == "in":
            tests = self._tests_after_in()
            self.grow(height, self.height)
            return In((start, self.last_end), left, tests)
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

    def left_over(self, wanted: Bilingual) -> None:
        if self.kind in STARTS and self.position:
            before = self.tokens[self.position - 1]
            left = self.shown(before.start, before.end)
            self.fault(SIDE_BY_SIDE, self.token.start, self.token.end, left=left, found=self.shown())
            raise Stop
        self.unexpected(wanted)

    def _chained(self, left: Expr, start: int, operator: Token, middle: int) -> None:
        """A second comparison just read after `left`, whose second operand begins at `middle`: say how it is written."""
        found = self.shown(start, self.last_end)
        shared = self.shown(middle, self._end_before(operator))
        if isinstance(left, Comparison) and operator.kind in COMPARATORS:
            first = self.shown(start, self._end_before(self._token_before(middle)))
            last = self.shown(self.tokens[self._index(operator) + 1].start, self.last_end)
            mend = _unchained(first, left.operator, shared, operator.kind, last)
        else:
            mend = f"({self.shown(start, self._end_before(operator))}) {operator.kind} …"
        self.fault(CHAINED, start, self.last_end, found=found, mend=mend)

    def _index(self, token: Token) -> int:
        """The position of a token passed."""
        at = self.position
        while self.tokens[at].start > token.start:
            at -= 1
        return at

    def _end_before(self, token: Token) -> int:
        """The offset after what stands before `token`."""
        return self.tokens[self._index(token) - 1].end

    def _token_before(self, offset: int) -> Token:
        """The token before the one that begins at `offset`."""
        at = self.position
        while self.tokens[at].start >= offset:
            at -= 1
        return self.tokens[at]

    def _half(self, left: Expr, connective: Token) -> None:
        """`x > 3 and < 5`: say what is missing, and stop."""
        subject = left.operands[-1] if isinstance(left, Connective) else left
        shown = self.shown(*subject.left.span) if isinstance(subject, Comparison) else "x"
        operator = self.advance()
        try:
            self.expression(ADDITIVE)
        except Stop:
            return self._raise()
        rest = self.shown(operator.start, self.last_end)
        self.fault(
            HALF_COMPARISON,
            operator.start,
            self.last_end,
            found=rest,
            mend=f"{connective.kind} {shown} {rest}",
        )
        raise Stop

    def _raise(self) -> None:
        raise Stop

    def _worded(self, left: Expr, start: int) -> Expr | None:
        """`x is y`, `x not in y`: say how it is written, and read on as if it were. None where it is something else."""
        token = self.token
        height = self.height
        if token.value == "is":
            self.advance()
            negated = self.kind == "word" and self.token.value == "not"
            if negated:
                self.advance()
            operator: Literal["=", "!="] = "!=" if negated else "="
            found = self.shown(token.start, self.last_end)
            first = self.token.start
            right = self.expression(ADDITIVE)
            mend = (
                f"{self.shown(start, self._end_before(token))} {operator} {self.shown(first, self.last_end)}"
            )
            self.fault(IS, token.start, self.last_end, found=found, mend=mend)
            self.grow(height, self.height)
            return Comparison((start, self.last_end), operator, left, right)
        if token.value == "not" and self.peek().kind in ("in", "between"):
            self.advance()
            operator_token = self.advance()
            result = self._compare(left, start, operator_token)
            subject = self.shown(start, self._end_before(token))
            mend = f"not({subject} {self.shown(operator_token.start, self.last_end)})"
            self.fault(NOT_IN, token.start, operator_token.end, found=f"not {operator_token.kind}", mend=mend)
            self.grow(self.height)
            return Call(result.span, Name((token.start, token.end), "not"), (Argument("", result),))
        return None


def _unchained(first: str, one: str, middle: str, two: str, last: str) -> str:
    """`first one middle two last`, as it is written: a range where the two comparisons point the same way."""
    if one[0] == two[0] == "<":
        return f"{middle} in {'[' if one == '<=' else '('}{first}..{last}{']' if two == '<=' else ')'}"
    if one[0] == two[0] == ">":
        return f"{middle} in {'[' if two == '>=' else '('}{last}..{first}{']' if one == '>=' else ')'}"
    return f"{first} {one} {middle} and {middle} {two} {last}"
