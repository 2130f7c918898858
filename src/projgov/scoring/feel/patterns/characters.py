"""Sets of characters: what one place of a pattern may match. A set is asked, never listed: Unicode is large."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeAlias

import attrs

Test: TypeAlias = Callable[[str], bool]

CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)
"""The general categories that a pattern can name: all but surrogates, which are no characters."""

_NAME_START = (
    (":", ":"),
    ("A", "Z"),
    ("_", "_"),
    ("a", "z"),
    ("\xc0", "\xd6"),
    ("\xd8", "\xf6"),
    ("\xf8", "\u02ff"),
    ("\u0370", "\u037d"),
    ("\u037f", "\u1fff"),
    ("\u200c", "\u200d"),
    ("\u2070", "\u218f"),
    ("\u2c00", "\u2fef"),
    ("\u3001", "\ud7ff"),
    ("\uf900", "\ufdcf"),
    ("\ufdf0", "\ufffd"),
    ("\U00010000", "\U000effff"),
)
_NAME_MORE = (("-", "."), ("0", "9"), ("\xb7", "\xb7"), ("\u0300", "\u036f"), ("\u203f", "\u2040"))

_CASED_END = 0x20000
"""No letter from here on has an upper or a lower case."""


@cache
def category(name: str) -> Test:
    """Characters of a general category, such as `Lu`, or of a group of them, such as `L`. Only for `CATEGORIES`."""
    return lambda c: unicodedata.category(c).startswith(name)


@cache
def outside(test: Test) -> Test:
    """The characters that `test` does not accept."""
    return lambda c: not test(c)


@cache
def within(*ranges: tuple[str, str]) -> Test:
    """The characters of the ranges, both ends included."""
    return lambda c: any(first <= c <= last for first, last in ranges)


def merged(ranges: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same characters in ascending ranges that do not overlap."""
    result: list[tuple[str, str]] = []
    for first, last in sorted(ranges):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return tuple(result)


def _word(c: str) -> bool:
    return unicodedata.category(c)[0] not in "PZC"


_SMALL: dict[str, Test] = {
    "s": lambda c: c in " \t\n\r",
    "d": category("Nd"),
    "w": _word,
    "i": within(*_NAME_START),
    "c": within(*_NAME_START, *_NAME_MORE),
}
ESCAPES: dict[str, Test] = _SMALL | {letter.upper(): outside(test) for letter, test in _SMALL.items()}
r"""What `\s`, `\d`, `\w`, `\i` and `\c` stand for, and their opposites."""


def any_character(_: str) -> bool:
    """`.` where it also matches the ends of lines."""
    return True


def within_line(c: str) -> bool:
    """`.` where it does not."""
    return c not in "\n\r"


@cache
def _by_case() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The characters of each lower-case form, and of each upper-case form."""
    lower: dict[str, set[str]] = defaultdict(set)
    upper: dict[str, set[str]] = defaultdict(set)
    for c in map(chr, range(_CASED_END)):
        small, large = c.lower(), c.upper()
        if small != large:
            lower[small].update((c, small) if len(small) == 1 else (c,))
            upper[large].update((c, large) if len(large) == 1 else (c,))
    return lower, upper


@cache
def variants(c: str) -> frozenset[str]:
    """The characters with the same lower case or the same upper case, `c` among them."""
    lower, upper = _by_case()
    return frozenset({c} | lower.get(c.lower(), set()) | upper.get(c.upper(), set()))


@attrs.frozen
class Group:
    r"""A class in brackets: characters and ranges, escapes such as `\d`, all of it negated or not, less another class.

    `fold`: the characters and ranges stand for their other case as well; escapes never do. `ranges` are `merged`.
    """

    ranges: tuple[tuple[str, str], ...]
    escapes: tuple[Test, ...]
    negated: bool
    less: Group | None
    fold: bool

    def has(self, c: str) -> bool:
        """Whether the class matches `c`."""
        found = any(map(self._in_range, variants(c) if self.fold else (c,))) or any(
            test(c) for test in self.escapes
        )
        return found is not self.negated and not (self.less is not None and self.less.has(c))

    def _in_range(self, c: str) -> bool:
        at = bisect_right(self.ranges, (c, "\U0010ffff"))
        return at > 0 and c <= self.ranges[at - 1][1]

    @property
    def weight(self) -> int:
        """How many tests it may take to know whether the class matches a character."""
        return 1 + len(self.escapes) + (0 if self.less is None else self.less.weight)


_KEPT = 4096


class Characters(dict[str, bool]):
    """Whether a test accepts a character, asked once for each, as long as they are not too many."""

    def __init__(self, test: Test, weight: int = 1) -> None:
        super().__init__()
        self._test = test
        self.weight = weight

    def __missing__(self, c: str) -> bool:
        if len(self) >= _KEPT:
            self.clear()
        found = self[c] = self._test(c)
        return found
