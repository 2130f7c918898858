r"""The escapes inside texts: `\n`, `\u4E2D`, `\U01F40E`, and the mends for what is none."""

from __future__ import annotations

import re

from projgov.diagnostics import Bilingual, Pattern

BAD_ESCAPE = Pattern(
    "X006",
    Bilingual("文字里的 `{found}` 不是转义", "`{found}` in a text stands for nothing"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)

_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([\s\S]))")


def unescape(body: str, *, lenient: bool) -> tuple[str, list[tuple[int, int, str]]]:
    """The text that `body` (between the quotes) stands for, and its bad escapes: first offset, last, what to write.

    `lenient` keeps a backslash before any other character as it is, as regular expressions in DMN models need.
    """
    out: list[str] = []
    bad: list[tuple[int, int, str]] = []
    done = 0
    high: tuple[int, int, int] | None = None  # half of a surrogate pair, with its offsets
    for found in _ESCAPE.finditer(body):
        start, end = found.span()
        if high is not None and start != high[2]:
            bad.append((high[1], high[2], "\\UXXXXXX"))
            high = None
        out.append(body[done:start])
        done = end
        if (four := found[1]) is not None or found[2] is not None:
            point = int(four or found[2], 16)
            if high is not None and 0xDC00 <= point <= 0xDFFF:
                out.append(chr(0x10000 + ((high[0] - 0xD800) << 10) + point - 0xDC00))
                high = None
            elif 0xD800 <= point <= 0xDBFF and high is None:
                high = (point, start, end)
            elif 0xD800 <= point <= 0xDFFF or point > 0x10FFFF:
                bad.append((start, end, "\\uXXXX"))
            else:
                if high is not None:
                    bad.append((high[1], high[2], "\\UXXXXXX"))
                    high = None
                out.append(chr(point))
        else:
            if high is not None:
                bad.append((high[1], high[2], "\\UXXXXXX"))
                high = None
            character = found[3]
            if character in _SIMPLE:
                out.append(_SIMPLE[character])
            elif character in "uU":
                bad.append((start, end, "\\u4E2D" if character == "u" else "\\U004E2D"))
            elif lenient:
                out.append("\\" + character)
            else:
                bad.append((start, end, "\\\\" + character))
    if high is not None:
        bad.append((high[1], high[2], "\\UXXXXXX"))
    out.append(body[done:])
    return "".join(out), bad


def escape(value: str) -> str:
    """`value` as the body of a text: the inverse of `unescape`."""
    return "".join(_escaped(c) for c in value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    names = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    if character in names:
        return names[character]
    return f"\\u{ord(character):04X}" if ord(character) < 0x10000 else f"\\U{ord(character):06X}"
