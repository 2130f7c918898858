"""The forms that begin with a keyword: `if`, `for`, `some`, `every`, `function`. Each reaches as far to the right as it can."""

from __future__ import annotations

from abc import abstractmethod

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import Stop
from projgov.rules.feel.names import Known
from projgov.rules.feel.naming import Naming
from projgov.rules.feel.spoken import OTHER_IF
from projgov.rules.feel.tree import Expr, For, Function, If, Iterator, Parameter, Quantified

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


class Forms(Naming):
    """Reads what begins with a keyword."""

    @abstractmethod
    def expression(self, least: int = 1) -> Expr:
        """An expression whose operators bind with power `least` or more."""

    def if_(self) -> Expr:
        start = self.advance().start
        if self.kind == "(" and (parts := self.in_brackets()) is not None and len(parts) == 3:
            self._spreadsheet_if(start, parts)
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

    def _spreadsheet_if(self, start: int, parts: list[tuple[int, int]]) -> None:
        """`if(a, b, c)`: say how it is written, and stop."""
        a, b, c = (self.shown(*part) for part in parts)
        end = self.tokens[self.closing()].end
        self.fault(OTHER_IF, start, end, found=self.shown(start, end), mend=f"if {a} then {b} else {c}")
        raise Stop

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

    def for_(self) -> Expr:
        start = self.advance().start
        iterators, height = self._iterators(ranges=True, stop="return")
        body = self.expression()
        self.scopes.pop()
        self.grow(height, self.height)
        return For((start, self.last_end), iterators, body)

    def quantified(self, quantifier: str) -> Expr:
        start = self.advance().start
        iterators, height = self._iterators(ranges=False, stop="satisfies")
        condition = self.expression()
        self.scopes.pop()
        self.grow(height, self.height)
        return Quantified(
            (start, self.last_end), "some" if quantifier == "some" else "every", iterators, condition
        )

    def function(self) -> Expr:
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
