r"""A pattern's text to its tree: the grammar of XML Schema's regular expressions with XPath's additions.

Beyond XML Schema: `^` and `$`, reluctant quantifiers, groups that capture and groups `(?:…)` that do not, back-references, and
the flags `s`, `m`, `i`, `x`, `q`. What other languages allow besides (`\b`, look-ahead, `(?i)`, a bare `{`) is refused.
"""

from __future__ import annotations

from projgov.scoring.feel.patterns.characters import Characters, Group, Test, merged
from projgov.scoring.feel.patterns.reader import Reader
from projgov.scoring.feel.patterns.tree import (
    Anchor,
    Capture,
    Character,
    Choice,
    Node,
    OneOf,
    Reference,
    Repeat,
    Sequence,
)

MAX_DEPTH = 30
"""How deep brackets may be nested."""

MAX_TIMES = 100_000
"""The greatest number of times that a quantifier may name."""

_SPECIAL = frozenset("?*+{}()|[]")


def parse(pattern: str, flags: frozenset[str]) -> tuple[Node, int]:
    """The tree of `pattern`, and how many groups it captures. Raises BadPattern."""
    if "q" in flags:
        fold = "i" in flags
        return Sequence(tuple(_literal(c, fold=fold) for c in pattern)), 0
    reader = _Parser(pattern, flags)
    tree = reader.choice(0)
    if reader.left:
        raise reader.fault("多出一个 `)`", "a `)` that closes nothing")
    return tree, reader.groups


def _literal(c: str, *, fold: bool) -> Node:
    return _class(Group(((c, c),), (), negated=False, less=None, fold=True)) if fold else Character(c)


def _class(group: Group) -> OneOf:
    return OneOf(Characters(group.has, group.weight))


class _Parser(Reader):
    """Reads from left to right, a method for each rule of the grammar."""

    def choice(self, depth: int) -> Node:
        """`a|b|c`, up to the end or a closing bracket."""
        if depth > MAX_DEPTH:
            raise self.fault(f"括号嵌套超过 {MAX_DEPTH} 层", f"brackets nested more than {MAX_DEPTH} deep")
        options = [self.sequence(depth)]
        while self.accept("|"):
            options.append(self.sequence(depth))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.left and self.peek() not in "|)":
            parts.append(self.quantified(self.atom(depth)))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def quantified(self, body: Node) -> Node:
        start = self.at
        least: int
        most: int | None
        match self.peek():
            case "?":
                least, most = 0, 1
            case "*":
                least, most = 0, None
            case "+":
                least, most = 1, None
            case "{":
                self.take()
                least, most = self.times(start)
            case _:
                return body
        self.take()
        reluctant = self.accept("?")
        if self.peek() and self.peek() in "?*+{":
            raise self.fault("量词后又是量词", "a quantifier after a quantifier")
        return Repeat(body, least, most, reluctant)

    def times(self, start: int) -> tuple[int, int | None]:
        """`3}`, `3,}` or `3,5}`, up to the closing bracket."""
        least = self.count(start)
        most: int | None = least
        if self.accept(","):
            most = None if self.peek() == "}" else self.count(start)
        if self.peek() != "}":
            raise self.fault(
                "`{` 未写成 `{2}`、`{2,}` 或 `{2,5}`", "`{` not as in `{2}`, `{2,}` or `{2,5}`", start
            )
        if most is not None and most < least:
            raise self.fault(
                "量词的上限小于下限", "a quantifier whose second number is less than its first", start
            )
        return least, most

    def count(self, start: int) -> int:
        digits = ""
        while self.peek() and self.peek() in "0123456789":
            digits += self.take()
        if not digits:
            raise self.fault(
                "`{` 未写成 `{2}`、`{2,}` 或 `{2,5}`", "`{` not as in `{2}`, `{2,}` or `{2,5}`", start
            )
        number = int(digits.lstrip("0")[:9] or "0")
        if number > MAX_TIMES:
            raise self.fault(f"重复次数超过 {MAX_TIMES}", f"more than {MAX_TIMES} repetitions", start)
        return number

    def atom(self, depth: int) -> Node:
        start = self.at
        c = self.take()
        match c:
            case "^" | "$":
                return Anchor(c, self.lines)
            case ".":
                return OneOf(Characters(self.dot))
            case "(":
                return self.group(start, depth)
            case "[":
                return _class(self.bracket(start, depth))
            case "\\":
                return self.escaped(start)
        if c in _SPECIAL:
            raise self.fault(
                f"此处不能写 `{c}`；指字符本身时写 `\\{c}`",
                f"`{c}` has no meaning here; for the character itself write `\\{c}`",
                start,
            )
        return _literal(c, fold=self.fold)

    def group(self, start: int, depth: int) -> Node:
        if self.accept("?"):
            if not self.accept(":"):
                raise self.fault("`(?` 后只能是 `:`", "after `(?` only `:` is known", start)
            number = 0
        else:
            self.groups += 1
            number = self.groups
        body = self.choice(depth + 1)
        if not self.accept(")"):
            raise self.fault("`(` 未闭合", "a `(` that is not closed", start)
        if not number:
            return body
        self.closed.add(number)
        return Capture(number, body)

    def escaped(self, start: int) -> Node:
        """What stands after a backslash, outside of a class."""
        c = self.peek()
        if c and c in "123456789":
            return Reference(self.reference(start), self.fold)
        meaning = self.escape(start)
        return _literal(meaning, fold=self.fold) if isinstance(meaning, str) else OneOf(Characters(meaning))

    def reference(self, start: int) -> int:
        """The number of a group: as many digits as there are groups before it."""
        number = int(self.take())
        while self.peek() and self.peek() in "0123456789" and number * 10 + int(self.peek()) <= self.groups:
            number = number * 10 + int(self.take())
        if number not in self.closed:
            raise self.fault(
                f"`\\{number}` 之前没有已闭合的第 {number} 组",
                f"`\\{number}` has no group {number} that is closed before it",
                start,
            )
        return number

    def bracket(self, start: int, depth: int) -> Group:
        """A class, past its opening bracket."""
        if depth > MAX_DEPTH:
            raise self.fault(f"括号嵌套超过 {MAX_DEPTH} 层", f"brackets nested more than {MAX_DEPTH} deep")
        negated = self.accept("^")
        ranges: list[tuple[str, str]] = []
        escapes: list[Test] = []
        less: Group | None = None
        first = self.at
        while True:
            if not self.left:
                raise self.fault("`[` 未闭合", "a `[` that is not closed", start)
            if self.peek() == "]" and self.at > first:
                break
            if self.peek() == "-" and self.peek(1) == "[" and self.at > first:
                self.at += 2
                less = self.bracket(self.at - 1, depth + 1)
                if self.peek() != "]":
                    raise self.fault("减去的类之后应为 `]`", "`]` must follow the class that is taken away")
                break
            self.member(first, ranges, escapes)
        self.take()
        return Group(merged(ranges), tuple(dict.fromkeys(escapes)), negated, less, self.fold)

    def member(self, first: int, ranges: list[tuple[str, str]], escapes: list[Test]) -> None:
        """One character, range or escape of a class."""
        start = self.at
        low = self.single(first)
        if not isinstance(low, str):
            escapes.append(low)
            return
        high = low
        if self.peek() == "-" and self.peek(1) not in ("", "]", "["):
            self.take()
            last = self.single(-1)
            if not isinstance(last, str):
                raise self.fault(
                    "范围的一端不是单个字符", "a range with an end that is no single character", start
                )
            high = last
            if high < low:
                raise self.fault(
                    f"范围 `{low}-{high}` 首尾颠倒", f"the range `{low}-{high}` is backwards", start
                )
        ranges.append((low, high))

    def single(self, first: int) -> str | Test:
        """A character of a class or an escape. A hyphen stands for itself at the begin and at the end only."""
        start = self.at
        c = self.take()
        if c == "\\":
            return self.escape(start)
        if c in "[]":
            raise self.fault(f"类中的 `{c}` 写作 `\\{c}`", f"in a class write `{c}` as `\\{c}`", start)
        if (
            c == "-"
            and start != first
            and self.peek() != "]"
            and self.characters[self.at : self.at + 2] != "-["
        ):
            raise self.fault("类中间的 `-` 写作 `\\-`", "in the middle of a class write `-` as `\\-`", start)
        return c
