"""The closed forms of the grammar: literals, names, brackets, and what begins with a keyword."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import Literal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import VALUE, Stop
from projgov.rules.feel.forms import DOUBLE_KEY, Forms
from projgov.rules.feel.names import Known
from projgov.rules.feel.tokens import Token
from projgov.rules.feel.tree import (
    Argument,
    Boolean,
    Call,
    Context,
    ContextEntry,
    Expr,
    List,
    Name,
    Null,
    Number,
    Range,
    Temporal,
    Text,
    UnaryTest,
)

NOT_WITHOUT_BRACKETS = Pattern(
    "X030",
    Bilingual("`not` 后面要有括号", "`not` needs brackets around what it negates"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
LIST_IN_BRACKETS = Pattern(
    "X034",
    Bilingual("圆括号里有多个值", "round brackets hold several values"),
    Bilingual("列表用方括号：`[a, b]`", "a list stands in square brackets: `[a, b]`"),
)
NOT_A_VALUE = Pattern(
    "X035",
    Bilingual("`{found}` 不是一个值", "`{found}` is not a value"),
    Bilingual(
        "比较要写出左边：`x {operator} …`；只有 `in` 后面和表格里可以省去",
        "write what is compared: `x {operator} …`; only after `in` and in tables it can be left out",
    ),
)

Operator = Literal["=", "!=", "<", "<=", ">", ">="]
COMPARATORS: dict[str, Operator] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
STARTS = frozenset(
    {"number", "string", "word", "@", "(", "[", "{", "-", "if", "for", "some", "every", "function"}
    | {"true", "false", "null"}
)
"""What an expression can begin with, but for `]`."""

ADDITIVE = 4
"""The binding power of `+`: what stands beside a comparison binds at least so tightly."""


class Primaries(Forms):
    """Reads what begins with a token of its own. `brackets` counts those that are open."""

    brackets = 0
    high_end = -1
    """The number of open brackets at which a `[` may be the end of a range."""

    @abstractmethod
    def postfix(self, base: Expr, start: int) -> Expr:
        """`base` with the paths, filters and calls that follow it."""

    def primary(self) -> Expr:
        """A literal, a name, or a form in brackets or with a keyword of its own; never anything that follows it."""
        token = self.token
        kind = token.kind
        self.height = 1
        if not self.dialect.strict_names and kind not in ("word", "number", "string", "end"):
            end, name = self.name_end(self.position)
            if end > self.position:  # a known name that begins with a reserved word
                self.move(end)
                return Name((token.start, self.last_end), name)
        match kind:
            case "word":
                return self._name()
            case "number":
                self.advance()
                return Number((token.start, token.end), Decimal(token.value))
            case "string":
                self.advance()
                return Text((token.start, token.end), token.value)
            case "(":
                return self._round()
            case "[":
                return self._square()
            case "]":
                self.advance()
                self.brackets += 1
                return self._range(token, self.expression(), low_closed=False)
            case "{":
                return self._context()
            case "true" | "false":
                self.advance()
                return Boolean((token.start, token.end), kind == "true")
            case "null":
                self.advance()
                return Null((token.start, token.end))
            case "@":
                self.advance()
                text = self.expect(
                    "string", Bilingual("双引号里的日期或时长", "a date or duration in double quotes")
                )
                return Temporal((token.start, text.end), text.value)
            case "if":
                return self.if_()
            case "for":
                return self.for_()
            case "some" | "every":
                return self.quantified(kind)
            case "function":
                return self.function()
        if kind in COMPARATORS:
            self.fault(NOT_A_VALUE, token.start, token.end, found=kind, operator=kind)
            raise Stop
        self.unexpected(VALUE)
        raise Stop

    def _name(self) -> Expr:
        token = self.token
        if (
            self.dialect.strict_names
            and self.peek().kind != "("
            and self.text[token.start : token.end] in ("not", "!")
        ):
            return self._bare_not(token)
        end, name = self.name_end(self.position)
        self.move(end)
        return Name((token.start, self.last_end), name)

    def _bare_not(self, token: Token) -> Expr:
        """`not x`: say how it is written, and read on as if it were."""
        self.advance()
        written = self.text[token.start : token.end] != "!"  # else the lexer has said it already
        operand = self.expression(3)
        start = operand.span[0]
        if written:
            self.fault(
                NOT_WITHOUT_BRACKETS,
                token.start,
                self.last_end,
                mend=f"not({self.shown(start, self.last_end)})",
            )
        function = Name((token.start, token.end), "not")
        self.grow(self.height)
        return Call((token.start, self.last_end), function, (Argument("", operand),))

    def _round(self) -> Expr:
        opening = self.advance()
        self.brackets += 1
        if self.kind in COMPARATORS:
            return self._half_range(opening)
        inner = self.expression()
        if self.kind == "..":
            return self._range(opening, inner, low_closed=False)
        if self.kind == ",":
            self.fault(LIST_IN_BRACKETS, self.token.start, self.token.end)
            raise Stop
        self.close(")", opening)
        self.brackets -= 1
        return inner

    def _half_range(self, opening: Token) -> Expr:
        """`(< 5)` as a value: a range with one end."""
        operator = COMPARATORS[self.advance().kind]
        end = self.expression(ADDITIVE)
        height = self.height
        self.close(")", opening)
        self.brackets -= 1
        span = (opening.start, self.last_end)
        self.grow(height)
        match operator:
            case "<" | "<=":
                return Range(span, None, end, False, operator == "<=")
            case ">" | ">=":
                return Range(span, end, None, operator == ">=", False)
            case "=" if self.dialect.strict_names:
                return Range(span, end, end, True, True)
        if not self.dialect.strict_names:
            return UnaryTest(span, operator, end)  # DMN models compare such tests as values
        self.fault(NOT_A_VALUE, *span, found=self.shown(*span), operator=operator)
        raise Stop

    def _range(self, opening: Token, low: Expr, *, low_closed: bool) -> Expr:
        """The rest of a range whose opening bracket is counted and whose low end has been read."""
        height = self.height
        self.expect("..")
        outer, self.high_end = self.high_end, self.brackets
        high = self.expression()
        self.high_end = outer
        if self.kind not in (")", "]", "["):
            self.close("]" if low_closed else ")", opening)
        closed = self.advance().kind == "]"
        self.brackets -= 1
        self.grow(height, self.height)
        return Range((opening.start, self.last_end), low, high, low_closed, closed)

    def _square(self) -> Expr:
        opening = self.advance()
        self.brackets += 1
        items: list[Expr] = []
        height = 0
        while self.kind != "]" or items:
            items.append(self.expression())
            if self.kind == ".." and len(items) == 1:
                return self._range(opening, items[0], low_closed=True)
            height = max(height, self.height)
            if not self.skip(","):
                break
        self.close("]", opening)
        self.brackets -= 1
        self.grow(height)
        return List((opening.start, self.last_end), tuple(items))

    def _context(self) -> Expr:
        opening = self.advance()
        self.brackets += 1
        self.scopes.append(Known())
        entries: list[ContextEntry] = []
        seen: set[str] = set()
        height = 0
        while self.kind != "}" or entries:
            first = self.position
            if self.kind == "string":
                text = self.advance()
                key, span = text.value, (text.start, text.end)
            else:
                key, span = self.new_name(":")
            last = self.position
            if key in seen and self.dialect.strict_names:
                self.fault(DOUBLE_KEY, *span, found=key)
            seen.add(key)
            self.expect(":")
            value = self.expression()
            height = max(height, self.height)
            if self.tokens[first].kind != "string":
                self.define(key, first, last)
            entries.append(ContextEntry(key, span, value))
            if not self.skip(","):
                break
        self.close("}", opening)
        self.brackets -= 1
        self.scopes.pop()
        self.grow(height)
        return Context((opening.start, self.last_end), tuple(entries))

    def test(self) -> Expr:
        """An item of a list of tests: a comparison without its left side, or an expression."""
        if self.kind not in COMPARATORS:
            return self.expression()
        token = self.advance()
        operand = self.expression(ADDITIVE)
        self.grow(self.height)
        return UnaryTest((token.start, self.last_end), COMPARATORS[token.kind], operand)
