"""What people write and FEEL does not have: `5 <= x <= 10`, `x is y`, `x not in y`, `x > 3 and < 5`; with the mend for each."""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

from projgov.diagnostics import Bilingual, Pattern
from projgov.reading.days import day_meant
from projgov.rules.feel.cursor import Stop
from projgov.rules.feel.primaries import ADDITIVE, COMPARATORS, STARTS, Primaries
from projgov.rules.feel.spoken import OPERATORS, SPOKEN_DAY, SPOKEN_OPERATOR, said_after, said_before
from projgov.rules.feel.tokens import Token
from projgov.rules.feel.tree import Argument, Call, Comparison, Connective, Expr, Name

CHAINED = Pattern(
    "X040",
    Bilingual("`{found}` 连着比较了两次", "`{found}` compares twice in a row"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
IS = Pattern(
    "X041",
    Bilingual("没有 `{found}` 这个运算符", "there is no operator `{found}`"),
    Bilingual(
        "改写为 `{mend}`；看有没有值用 `present(x)`、`missing(x)`",
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
        "补上 `+`、`=`、`and`、`,` 等；文字要放在双引号里，名称里的数字用下划线连上",
        "put `+`, `=`, `and`, `,` or the like between them; texts stand in double quotes, a number in a name is joined "
        "with an underscore",
    ),
)
HALF_COMPARISON = Pattern(
    "X044",
    Bilingual("`{found}` 缺少左边", "`{found}` compares nothing: its left side is missing"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
THOUSANDS = Pattern(
    "X056",
    Bilingual("数字 `{found}` 里有逗号", "there is a comma in the number `{found}`"),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)


class Mends(Primaries):
    """Tells how what was found is written."""

    @abstractmethod
    def compare(self, left: Expr, start: int, operator: Token) -> Expr:
        """The comparison of `left`, which begins at `start`, by `operator`, which has been passed."""

    def left_over(self, wanted: Bilingual) -> None:
        if self.kind in STARTS and self.position:
            before = self.tokens[self.position - 1]
            for word in (before, self.token):
                self._spoken(word)
            self._spoken_day(before)
            if (said := said_before(self.text[: before.end])) is not None:
                start, words, operator = said
                self.fault(SPOKEN_OPERATOR, start, before.end, found=words, mend=operator)
                raise Stop
            left = self.shown(before.start, before.end)
            self.fault(SIDE_BY_SIDE, self.token.start, self.token.end, left=left, found=self.shown())
            raise Stop
        if self.kind == ",":
            self._thousands()
        self.unexpected(wanted)

    def _thousands(self) -> None:
        """Stop at the comma of `1,000`: say how the number is written."""
        before, after = self.tokens[self.position - 1], self.peek()
        apart = before.end < self.token.start or self.token.end < after.start
        if before.kind == after.kind == "number" and not apart and after.end - after.start == 3:
            found = self.shown(before.start, after.end)
            self.fault(THOUSANDS, before.start, after.end, found=found, mend=found.replace(",", ""))
            raise Stop

    def _spoken_day(self, before: Token) -> None:
        """Stop at a day such as 30 June 2017: say how it is written."""
        for last in (self.peek(), self.token):
            day = day_meant(self.text[before.start : last.end])
            if before.kind == "number" and day is not None:
                found = self.shown(before.start, last.end)
                whole = day.written if day.year is not None else f"2017-{day.written}"
                self.fault(SPOKEN_DAY, before.start, last.end, found=found, mend=f'@"{whole}"')
                raise Stop

    def _spoken(self, token: Token) -> None:
        """Stop at a word for an operator, such as 大于: say which."""
        if token.kind == "word" and (operator := OPERATORS.get(token.value)) is not None:
            self.fault(SPOKEN_OPERATOR, token.start, token.end, found=token.value, mend=operator)
            raise Stop

    def chained(self, left: Expr, start: int, operator: Token, middle: int) -> None:
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

    def half(self, left: Expr, connective: Token) -> None:
        """`x > 3 and < 5`: say what is missing, and stop."""
        subject = left.operands[-1] if isinstance(left, Connective) else left
        shown = self.shown(*subject.left.span) if isinstance(subject, Comparison) else "x"
        operator = self.advance()
        self.expression(ADDITIVE)
        rest = self.shown(operator.start, self.last_end)
        self.fault(
            HALF_COMPARISON,
            operator.start,
            self.last_end,
            found=rest,
            mend=f"{connective.kind} {shown} {rest}",
        )
        raise Stop

    def worded(self, left: Expr, start: int) -> Expr | None:
        """`x is y`, `x not in y`: say how it is written, and read on as if it were. None where it is something else."""
        token = self.token
        height = self.height
        if self.peek().kind in STARTS:
            self._spoken(token)
        if token.value == "is":
            self.advance()
            if (said := said_after(self.text[self.token.start :])) is not None:
                words, meant = said
                end = self.token.start + len(words)
                self.fault(SPOKEN_OPERATOR, token.start, end, found=self.shown(token.start, end), mend=meant)
                raise Stop
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
            result = self.compare(left, start, operator_token)
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
