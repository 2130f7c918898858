"""The position in a sequence of tokens, with the faults found so far: what the grammar is written with."""

from __future__ import annotations

from abc import ABC, abstractmethod

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.dialect import MAX_FAULTS, MAX_HEIGHT, MAX_NESTING, Dialect
from projgov.rules.feel.names import Known
from projgov.rules.feel.tokens import Fault, Token

UNEXPECTED = Pattern(
    "X020",
    Bilingual("`{found}` 不能出现在这里", "`{found}` cannot stand here"),
    Bilingual("这里应当是{wanted}", "{wanted} is expected here"),
)
ENDED = Pattern(
    "X021",
    Bilingual("表达式没有写完", "the expression ends too early"),
    Bilingual("这里还应当有{wanted}", "{wanted} is expected here"),
)
UNCLOSED = Pattern(
    "X022",
    Bilingual("`{open}` 没有对应的 `{close}`", "`{open}` has no matching `{close}`"),
    Bilingual("在{found}之前补上 `{close}`", "put `{close}` before {found}"),
)
TOO_DEEP = Pattern(
    "X023",
    Bilingual(
        "表达式嵌套太深（超过 {limit} 层）", "the expression is nested too deep (more than {limit} levels)"
    ),
    Bilingual("把它拆成几个有名称的定义", "split it into several definitions with names"),
)
RESERVED = Pattern(
    "X024",
    Bilingual("`{found}` 是保留字，不能作名称", "`{found}` is a reserved word and cannot be a name"),
    Bilingual(
        "换一个名称；多个词的名称可以用下划线连起来（如 `in_force`）",
        "choose another name; a name of several words can be joined with underscores (as `in_force`)",
    ),
)

VALUE = Bilingual("一个值", "a value")
END = Bilingual("结尾", "the end")


class Stop(Exception):
    """The fault just recorded leaves no sense in reading on."""


class Cursor(ABC):
    """Moves over tokens. `height` is that of the tree read last, kept so that no tree grows too high to walk."""

    def __init__(
        self, text: str, tokens: tuple[Token, ...], dialect: Dialect, names: Known, faults: list[Fault]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.dialect = dialect
        self.known = names
        self.faults = faults
        self.keywords = dialect.keywords
        self.position = 0
        self.token = tokens[0]
        self.kind = self.token.kind
        self.depth = 0
        self.height = 0

    def move(self, position: int) -> None:
        """Stand on the token at `position`."""
        self.position = position
        self.token = token = self.tokens[position]
        self.kind = token.kind

    def advance(self) -> Token:
        """The token passed."""
        token = self.token
        self.move(self.position + 1)
        return token

    def peek(self) -> Token:
        """The token after the present one."""
        return self.tokens[min(self.position + 1, len(self.tokens) - 1)]

    @property
    def last_end(self) -> int:
        """The offset after the token passed last."""
        return self.tokens[self.position - 1].end

    def closing(self) -> int:
        """The position of the bracket that closes the one here, or of the end."""
        depth, position = 0, self.position
        while (kind := self.tokens[position].kind) != "end":
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            if not depth:
                break
            position += 1
        return position

    def in_brackets(self) -> list[tuple[int, int]] | None:
        """The first and last offset of each part between commas in the brackets that open here; None for an empty part."""
        parts: list[tuple[int, int]] = []
        last, first, depth = self.closing(), self.position + 1, 0
        for position in range(first, last + 1):
            kind = self.tokens[position].kind
            if position == last or (kind == "," and not depth):
                if position == first:
                    return None
                parts.append((self.tokens[first].start, self.tokens[position - 1].end))
                first = position + 1
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
        return parts

    def skip(self, kind: str) -> bool:
        """Pass a token of `kind` if it is there."""
        if self.kind == kind:
            self.advance()
            return True
        return False

    def expect(self, kind: str, wanted: Bilingual | None = None) -> Token:
        """Pass a token of `kind`, or stop."""
        if self.kind != kind:
            self.unexpected(wanted or Bilingual(f" `{kind}`", f"`{kind}`"))
        return self.advance()

    def close(self, kind: str, opening: Token) -> Token:
        """Pass the bracket that closes `opening`, or stop."""
        if self.kind != kind:
            if self.kind == "end" or self.kind in (")", "]", "}"):
                found = END if self.kind == "end" else Bilingual(f" `{self.kind}` ", f"`{self.kind}`")
                self.fault(
                    UNCLOSED,
                    opening.start,
                    opening.end,
                    open=opening.value,
                    close=kind,
                    found=found,
                )
                raise Stop
            self.left_over(Bilingual(f" `{kind}` 或逗号", f"`{kind}` or `,`"))
        return self.advance()

    @abstractmethod
    def left_over(self, wanted: Bilingual) -> None:
        """Stop at a token that does not continue what stands before it."""

    def unexpected(self, wanted: Bilingual) -> None:
        """Stop at a token that cannot stand where it stands."""
        if any(fault.start == self.token.start for fault in self.faults):
            raise Stop  # the sign itself has been told already
        if self.kind == "end":
            self.fault(ENDED, self.token.start, self.token.start, wanted=wanted)
        else:
            self.fault(UNEXPECTED, self.token.start, self.token.end, found=self.shown(), wanted=wanted)
        raise Stop

    def shown(self, start: int | None = None, end: int | None = None) -> str:
        """The source of the present token, or of a span, as it fits into a message."""
        text = self.text[
            self.token.start if start is None else start : self.token.end if end is None else end
        ]
        text = " ".join(text.split())
        return text if len(text) <= 60 else text[:57] + "…"

    def fault(
        self,
        pattern: Pattern,
        start: int,
        end: int,
        *,
        related: tuple[tuple[int, int], ...] = (),
        **values: str | int | Bilingual,
    ) -> None:
        """Record a fault; reading goes on, unless there are too many."""
        self.faults.append(Fault(pattern, start, end, values, related))
        if len(self.faults) >= MAX_FAULTS:
            raise Stop

    def down(self) -> None:
        """One level deeper."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            self.fault(TOO_DEEP, self.token.start, self.token.end, limit=MAX_NESTING)
            raise Stop

    def grow(self, *heights: int) -> None:
        """The tree read last stands on trees of these heights."""
        self.height = max(heights, default=0) + 1
        if self.height > MAX_HEIGHT:
            self.fault(TOO_DEEP, self.token.start, self.token.end, limit=MAX_HEIGHT)
            raise Stop
