"""Characters that look like FEEL's own and are not: what an input method for Chinese, or a word processor, puts in their place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LOOKALIKES: dict[str, str] = {
    "，": ",",
    "、": ",",
    "；": ",",
    "：": ":",
    "（": "(",
    "）": ")",
    "〔": "(",
    "〕": ")",
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "。": ".",
    "．": ".",
    "…": "..",
    "‥": "..",
    "～": "..",
    "〜": "..",
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "≠": "!=",
    "＝": "=",
    "＞": ">",
    "＜": "<",
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "×": "*",
    "＊": "*",
    "∗": "*",
    "÷": "/",
    "／": "/",
    "∕": "/",
    "＠": "@",
    "∧": "and",
    "∨": "or",
}
"""Each character with what to write instead."""

QUOTED = re.compile(
    r"[“”„‟«「『＂]([^\n“”„‟»「」『』＂\"]*)[”“‟»」』＂\"]" r"|['‘’‛＇`]([^\n'‘’‛＇`\"]*)['‘’‛＇`]"
)
"""A text in quotation marks that are not FEEL's."""

QUOTES = frozenset("“”„‟«»「」『』＂'‘’‛＇`")

_WIDE = re.compile(r"[\uFF01-\uFF5E]+")


def narrow(text: str) -> str:
    """`text` with full-width letters, digits and signs as plain ones."""
    return _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


def is_invisible(character: str) -> bool:
    """Whether a reader cannot see `character`, or cannot see what it does to those around it (bidirectional controls)."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")


def is_mark(character: str) -> bool:
    """Whether `character` combines with the letter before it."""
    return character >= "\u0300" and unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=4096)
def is_plain_word(word: str) -> bool:
    """Whether `word` holds only letters, marks, plain or other scripts' letters, plain digits and underscores."""
    return word.isascii() or all(
        c.isascii() or (unicodedata.category(c)[0] in "LM" and not "\uff01" <= c <= "\uff5e") for c in word
    )


def describe(character: str) -> str:
    """The character with its code point, as people can look it up: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()
