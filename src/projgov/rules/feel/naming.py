"""Names and types, as a cursor reads them."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.cursor import RESERVED, Cursor, Stop
from projgov.rules.feel.dialect import Dialect
from projgov.rules.feel.names import SYMBOLS, Known, normal, phrase, run, text_of
from projgov.rules.feel.tokens import Fault, Token
from projgov.rules.feel.tree import Span, TypeName

UNKNOWN_TYPE_FORM = Pattern(
    "X025",
    Bilingual("类型 `{found}` 的写法不对", "the type `{found}` is not written right"),
    Bilingual(
        "写作 `{found}<…>`，例如 `list<number>`、`context<a: string>`、`function<number> -> string`",
        "write `{found}<…>`, as in `list<number>`, `context<a: string>` or `function<number> -> string`",
    ),
)

NAME = Bilingual("一个名称", "a name")
TYPE = Bilingual("一个类型", "a type")


class Naming(Cursor):
    """A cursor that knows which names are in scope."""

    def __init__(
        self, text: str, tokens: tuple[Token, ...], dialect: Dialect, names: Known, faults: list[Fault]
    ) -> None:
        super().__init__(text, tokens, dialect, names, faults)
        self.scopes: list[Known] = []
        self.members = Known()
        self.filters = 0

    def name_end(self, position: int, *, member: bool = False) -> tuple[int, str]:
        """The position after the name at `position`, and the name; `position` itself where there is none.

        A `member` follows a dot. What it can be called is not known, save what contexts before it have defined.
        """
        tokens = self.tokens
        end = run(tokens, position, self.dialect)
        if self.dialect.strict_names:
            if not member and (longer := phrase(tokens, position)) > end and tokens[longer].kind == "(":
                end = longer
            return end, " ".join(t.value for t in tokens[position:end])
        best, name = self.known.longest(tokens, position)
        locals_ = [self.members] if member or self.filters else []
        for scope in (*self.scopes, *locals_):
            if (found := scope.longest(tokens, position))[0] > best:
                best, name = found
        if end > best:
            return end, " ".join(t.value for t in tokens[position:end])
        return best, name

    def new_name(self, *stops: str) -> tuple[str, Span]:
        """A name that is being given: up to a token of one of the kinds `stops`."""
        start = self.token.start
        end = self.position
        if not self.dialect.strict_names:
            end = self._spelled(self.position, stops)
            if self.tokens[end].kind not in stops:
                end = self.position
        if end == self.position:
            end = run(self.tokens, self.position, self.dialect)
        if end == self.position:
            if self.kind in self.keywords:
                self.fault(RESERVED, start, self.token.end, found=self.kind)
                raise Stop
            self.unexpected(NAME)
        if self.dialect.strict_names:
            name = " ".join(t.value for t in self.tokens[self.position : end])
        else:
            name = normal(text_of(self.tokens, self.position, end))
        self.move(end)
        ahead = self._spelled(self.position, stops) if self.kind in self.keywords else self.position
        if self.kind not in stops and self.tokens[ahead].kind in stops:
            self.fault(RESERVED, self.token.start, self.token.end, found=self.kind)
            raise Stop
        return name, (start, self.last_end)

    def named_ahead(self) -> bool:
        """Whether a name and a colon come next."""
        if self.dialect.strict_names:
            end = run(self.tokens, self.position, self.dialect)
        else:
            end = self._spelled(self.position, (":",))
        return end > self.position and self.tokens[end].kind == ":"

    def _spelled(self, position: int, stops: tuple[str, ...]) -> int:
        """The position of the first token from `position` on that stops a name of a DMN model, or cannot be part of it."""
        tokens = self.tokens
        if tokens[position].kind != "word" and tokens[position].kind not in self.keywords:
            return position
        while (kind := tokens[position].kind) not in stops and (
            kind in ("word", "number") or kind in SYMBOLS or kind in self.keywords
        ):
            position += 1
        return position

    def define(self, name: str, start: int, end: int) -> None:
        """Make a name known in the innermost scope: the tokens from `start` to `end`."""
        if not self.dialect.strict_names:
            values = [t.value for t in self.tokens[start:end]]
            self.scopes[-1].add_tokens(values, name)
            self.members.add_tokens(values, name)

    def type_name(self) -> TypeName:
        """A type."""
        self.down()
        start = self.token.start
        end = phrase(self.tokens, self.position)
        if end == self.position:
            end, name = self.name_end(self.position)
        else:
            name = " ".join(t.value for t in self.tokens[self.position : end])
        if end == self.position:
            if self.kind not in ("function", "null"):
                self.unexpected(TYPE)
            end, name = self.position + 1, self.kind
        self.move(end)
        while self.kind == "." and not self.dialect.strict_names:  # a type of an imported model
            self.advance()
            end, member = self.name_end(self.position, member=True)
            if end == self.position:
                self.unexpected(TYPE)
            self.move(end)
            name = f"{name}.{member}"
        parameters: tuple[tuple[str, TypeName], ...] = ()
        result = None
        if self.kind == "<" and name in ("list", "range", "context", "function"):
            self.advance()
            parameters = self._type_parameters(name)
            self.expect(">")
        elif name == "function":
            self.fault(UNKNOWN_TYPE_FORM, start, self.last_end, found=name)
            raise Stop
        if name == "function":
            self.expect("->")
            result = self.type_name()
        self.depth -= 1
        return TypeName((start, self.last_end), name, parameters, result)

    def _type_parameters(self, name: str) -> tuple[tuple[str, TypeName], ...]:
        if name in ("list", "range"):
            return (("", self.type_name()),)
        parameters: list[tuple[str, TypeName]] = []
        while self.kind != ">" or parameters:
            key = ""
            if name == "context":
                key, _ = self.new_name(":")
                self.expect(":")
            parameters.append((key, self.type_name()))
            if not self.skip(","):
                break
        return tuple(parameters)
