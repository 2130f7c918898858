"""The two dialects in which expressions are written: rule files (`RULES`) and DMN models (`DMN`)."""

from __future__ import annotations

import attrs

KEYWORDS = frozenset(
    {"and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between"}
    | {"function", "true", "false", "null"}
)
"""The reserved words of FEEL. `not` is a function, `external` and `instance of` are words with a meaning in one place."""

PHRASES = (
    ("date", "and", "time"),
    ("years", "and", "months", "duration"),
    ("days", "and", "time", "duration"),
    ("get", "or", "else"),
)
"""Names of the standard (functions and types) with a reserved word inside."""

MAX_LENGTH = 100_000
"""The longest text of an expression or template, in characters."""

MAX_NESTING = 100
"""How deep brackets and operands may nest."""

MAX_HEIGHT = 150
"""How high a tree may grow, counting chains such as `a + b + c + …` as well."""

MAX_FAULTS = 200
"""After so many faults in the characters of one text, the rest is not looked at."""


@attrs.frozen
class Dialect:
    """What is allowed in one of the languages.

    `strict_names`: names are words of letters, digits and underscores, and characters that only look like operators are
    refused; otherwise names are matched, the longest first, against those known, and may hold operators. `series_at`:
    `x at date` gives the value of a series on a day. `chained_comparisons`: `a = b = c` means `(a = b) = c`.
    """

    name: str
    strict_names: bool
    series_at: bool
    chained_comparisons: bool

    @property
    def keywords(self) -> frozenset[str]:
        """The words that cannot be (part of) a name, unless a known name holds them."""
        return KEYWORDS | {"at"} if self.series_at else KEYWORDS


RULES = Dialect("rules", strict_names=True, series_at=True, chained_comparisons=False)
DMN = Dialect("dmn", strict_names=False, series_at=False, chained_comparisons=True)
