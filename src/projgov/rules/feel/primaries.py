"""The closed forms of the grammar: literals, names, brackets, and what begins with a keyword."""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import Literal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import VALUE, Stop
from projgov.rules.feel.lexer import Token
from projgov.rules.feel.names import Known
from projgov.rules.feel.naming import Naming
from projgov.rules.feel.tree import (
    Argument,
    Boolean,
    Call,
    Context,
    ContextEntry,
    Expr,
    For,
    Function,
    If,
    Iterator,
    List,
    Name,
    Null,
    Number,
    Parameter,
    Quantified,
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
NO_ELSE = Pattern(
    "X031",
    Bilingual("`if` 缺少 `else`", "`if` has no `else`"),
    Bilingual("写作 `if … then … else …`", "write `if … then … else …`"),
)
DOUBLE_KEY = Pattern(
    "X032",
    Bilingual("`{found}` 写了两次", "`{found}` is given twice"),
    Bilingual("只留一个", "keep one of them"),
)
RANGE_IN_QUANTIFIER = Pattern(
    "X033",
    Bilingual("`some` 和 `every` 不能直接用 `..`", "`some` and `every` do not take a bare `..`"),
    Bilingual("改写为 `[{low}..{high}]`", "write `[{low}..{high}]`"),
)
LIST_IN_BRACKETS = Pattern(
    "X034",
    Bilingual("圆括号里有多个值", "round brackets hold several values"),
    Bilingual("列表用方括号:`[a, b]`", "a list stands in square brackets: `[a, b]`"),
)
NOT_A_VALUE = Pattern(
    "X035",
    Bilingual("`{found}` 不是一个值", "`{found}` is not a value"),
    Bilingual(
        "比较要写出左边:`x {operator} …`;只有 `in` 后面和表格里可以省去",
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


class Primaries(Naming):
    """Reads what begins with a token of its own. `brackets` counts those that are open."""

    brackets = 0
    high_end = -1
    """The number of open brackets at which a `[` may be the end of a range."""

    @abstractmethod
    def expression(self, least: int = 1) -> Expr:
        """An expression whose operators bind with power `least` or more."""

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
                return self._if()
            case "for":
                return self._for()
            case "some" | "every":
                return self._quantified(kind)
            case "function":
                return self._function()
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
            case "=":
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

    def _if(self) -> Expr:
        start = self.advance().start
        condition = self.expression()
        height = self.height
        self.expect("then")
        then = self.expression()
        height = max(height, self.height)
        if self.kind == "end" or self.kind in (")", "]", "}"):
            self.fault(NO_ELSE, start, start + 2)
            raise Stop
        self.expect("else")
        otherwise = self.expression()
        self.grow(height, self.height)
        return If((start, self.last_end), condition, then, otherwise)

    def _iterators(self, *, ranges: bool, stop: str) -> tuple[tuple[Iterator, ...], int]:
        """The iterators of `for`, `some` or `every`, and the height of their sources. Their names are left in scope."""
        iterators: list[Iterator] = []
        self.scopes.append(Known())
        height = 0
        while True:
            first = self.position
            name, span = self.new_name("in")
            last = self.position
            self.expect("in")
            source = self.expression()
            height = max(height, self.height)
            end = None
            if self.kind == "..":
                start = self.advance().start
                end = self.expression()
                height = max(height, self.height)
                if not ranges:
                    low, high = self.shown(*source.span), self.shown(*end.span)
                    self.fault(RANGE_IN_QUANTIFIER, start, start + 2, low=low, high=high)
            self.define(name, first, last)
            iterators.append(Iterator(name, span, source, end))
            if not self.skip(","):
                break
        self.expect(stop)
        return tuple(iterators), height

    def _for(self) -> Expr:
        start = self.advance().start
        iterators, height = self._iterators(ranges=True, stop="return")
        body = self.expression()
        self.scopes.pop()
        self.grow(height, self.height)
        return For((start, self.last_end), iterators, body)

    def _quantified(self, quantifier: str) -> Expr:
        start = self.advance().start
        iterators, height = self._iterators(ranges=False, stop="satisfies")
        condition = self.expression()
        self.scopes.pop()
        self.grow(height, self.height)
        return Quantified(
            (start, self.last_end), "some" if quantifier == "some" else "every", iterators, condition
        )

    def _function(self) -> Expr:
        start = self.advance().start
        opening = self.expect("(")
        self.scopes.append(Known())
        parameters: list[Parameter] = []
        while self.kind != ")" or parameters:
            first = self.position
            name, span = self.new_name(",", ":", ")")
            last = self.position
            if any(p.name == name for p in parameters):
                self.fault(DOUBLE_KEY, *span, found=name)
            parameters.append(Parameter(name, self.type_name() if self.skip(":") else None))
            self.define(name, first, last)
            if not self.skip(","):
                break
        self.close(")", opening)
        external = self.kind == "word" and self.token.value == "external" and self.peek().kind == "{"
        if external:
            self.advance()
        body = self.expression()
        self.scopes.pop()
        self.grow(self.height)
        return Function((start, self.last_end), tuple(parameters), body, external)

    def test(self) -> Expr:
        """An item of a list of tests: a comparison without its left side, or an expression."""
        if self.kind not in COMPARATORS:
            return self.expression()
        token = self.advance()
        operand = self.expression(ADDITIVE)
        self.grow(self.height)
        return UnaryTest((token.start, self.last_end), COMPARATORS[token.kind], operand)
