"""Slips of the keyboard between a name and its value: full-width colons and spaces, and a space left out.

YAML takes each of them for a part of a text, so that the parser complains about a later line, or not at all.
"""

from __future__ import annotations

import re

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.reading.numbers import shown
from projgov.reading.yaml_fault import Fault, Repair, without_line
from projgov.reading.yaml_lines import end_of_quoted, without_comment

MISSING_SPACE = Pattern(
    "F042",
    Bilingual("`{found}` 的冒号后面没有空格", "there is no space after the colon in `{found}`"),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)
FULL_WIDTH_COLON = Pattern(
    "F043",
    Bilingual("`{found}` 用的是全角冒号", "the colon in `{found}` is a full-width one"),
    Bilingual(
        "写成 `{mend}`：英文冒号，有值时后面加一个空格",
        "write `{mend}`: an ASCII colon, and a space before a value",
    ),
)
FULL_WIDTH_SPACE = Pattern(
    "F044",
    Bilingual("`{found}` 的冒号后面是全角空格", "a full-width space follows the colon in `{found}`"),
    Bilingual("写成 `{mend}`，用普通（半角）空格", "write `{mend}`, with a plain space"),
)
FULL_WIDTH_INDENTATION = Pattern(
    "F045",
    Bilingual("`{found}` 前面用全角空格缩进", "`{found}` is indented with full-width spaces"),
    Bilingual("改用普通（半角）空格，每层两个", "indent with plain spaces, two a level"),
)
MISSING_SPACE_AFTER_DASH = Pattern(
    "F046",
    Bilingual("`{found}` 的 `-` 后面没有空格", "there is no space after the `-` in `{found}`"),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)

QUOTE_OVER_KEY = Pattern(
    "F047",
    Bilingual(
        "`{found}` 的引号到 `{key}` 前面还没有结束", "the quotes of `{found}` are not closed before `{key}`"
    ),
    Bilingual("写成 `{mend}`", "write `{mend}`"),
)

WIDE_SPACE = "\u3000"

_Found = tuple[Diagnostic, Repair | None] | None
_NEAR = 3  # lines above the parser's complaint
_KEY_AND_COLON = re.compile(
    r"(?P<before> *(?:- +)*)"
    r"(?P<key>[^\s\"'\[\]{}#,|>&*!%@`:：?-][^:：#\"'\[\]{}]*?)"
    r"\s*(?P<colon>[:：])(?P<blank>\s*)(?P<value>.*)"
)
_DASH = re.compile(r" *(?:- +)*-(?P<item>[^\s\d.-].*)")
_WIDE_INDENTATION = re.compile(rf"[ \t]*{WIDE_SPACE}\s*(?P<rest>(?:- |[^\s#].*?:(?:\s|$)).*)")

_KEY_AT_END = re.compile(r"\s*[,，]\s*(?P<key>\w[\w ]*?)\s*[:：]\s*$")
_BLOCK_TEXT = re.compile(r"[:-] +[|>][-+0-9]*$")


def wide_indentation(fault: Fault) -> _Found:
    """The parser's line, or one close above it, is indented with full-width spaces."""
    for line in _near(fault):
        text = fault.lines[line]
        match = _WIDE_INDENTATION.fullmatch(without_comment(text))
        if match is None or _in_block_text(fault.lines, line):
            continue
        place = fault.at(line, text.index(WIDE_SPACE), match.start("rest"))
        diagnostic = FULL_WIDTH_INDENTATION.at(place, found=shown(match["rest"]))
        return diagnostic, without_line(fault.lines, line)
    return None


def dash_without_space(fault: Fault) -> _Found:
    """`-id: a` on the parser's line, or above the deeper lines that go on with the entry."""
    if "flow" in fault.said or "quoted scalar" in fault.said:
        return None
    line = fault.line
    if _DASH.fullmatch(fault.text) is None:
        indent = _indent(fault.text)
        above = (n for n in range(line - 1, -1, -1) if _indent(fault.lines[n]) < indent)
        line = next((n for n in above if fault.lines[n].strip()), line)
    text = without_comment(fault.lines[line])
    if (match := _DASH.fullmatch(text)) is None:
        return None
    start, end = match.start("item") - 1, len(text)
    item = match["item"]
    diagnostic = MISSING_SPACE_AFTER_DASH.at(
        fault.at(line, start, end), found=shown(f"-{item}"), mend=shown(f"- {item}")
    )
    # The first letter of the name makes room for the space, where others remain.
    room = len(item) > 1 and item[0].isalpha() and (item[1].isalnum() or item[1] == "_")
    return diagnostic, Repair(line, start + 1, start + 2, filler=" ") if room else None


def line_with_wrong_colon(fault: Fault) -> _Found:
    """`周期：月`, `周期:月`, and `周期:` before a full-width space, where the parser misses the colon of a line."""
    return wrong_colon(fault, fault.begin_line) if "simple key" in fault.said else None


def wrong_colon_above(fault: Fault) -> _Found:
    """The same on the line above the one with which the parser took it together."""
    if "mapping values" not in fault.said or not fault.line:
        return None
    above = next((n for n in range(fault.line - 1, -1, -1) if fault.lines[n].strip()), 0)
    return wrong_colon(fault, above)


def wrong_colon(fault: Fault, line: int) -> _Found:
    """What is wrong with the first colon of the line, with the line's own words in the mend; None for nothing."""
    text = without_comment(fault.lines[line])
    match = _KEY_AND_COLON.fullmatch(text)
    if match is None:
        return None
    value = match["value"].rstrip()
    if match["colon"] == "：":
        pattern = FULL_WIDTH_COLON
    elif WIDE_SPACE in match["blank"]:
        pattern = FULL_WIDTH_SPACE
    elif value and not match["blank"] and not value.startswith("//"):
        pattern = MISSING_SPACE
    else:
        return None
    start, end = match.start("key"), len(text)
    mend = f"{match['key']}: {value}".rstrip()
    place = fault.at(line, start, end)
    diagnostic = pattern.at(place, found=shown(text[start:end]), mend=shown(mend))
    return diagnostic, _colon_put_right(line, match, value)


def quote_over_key(fault: Fault, start: int, text: str) -> _Found:
    """`{zh: "甲, en: "b"}`: quotes that are not closed before the next key, and end where its own text begins."""
    end = end_of_quoted(text, 0)
    key = None if end is None else _KEY_AT_END.search(text[: end - 1])
    if end is None or key is None:
        return None
    mend = f"{text[: key.start()]}{text[0]}, {key['key']}: {text[end - 1 :]}"
    place = fault.at(fault.line, start, start + len(text))
    diagnostic = QUOTE_OVER_KEY.at(
        place, found=shown(text[: key.start()]), key=key["key"], mend=shown(mend, 300)
    )
    return diagnostic, Repair(fault.line, start, start + len(text))


def _colon_put_right(line: int, match: re.Match[str], value: str) -> Repair | None:
    """The value becomes a word; a value that goes on below cannot be put aside."""
    start, end = match.start("colon"), len(match.string)
    if value and (value[0] in "|>[{" or (value[0] in "\"'" and end_of_quoted(value, 0) is None)):
        return None
    return Repair(line, start, end, instead=(": " + "x" * (end - start - 2))[: end - start])


def _near(fault: Fault) -> list[int]:
    written = [n for n in range(fault.line, max(fault.line - 20, -1), -1) if fault.lines[n].strip()]
    return list(dict.fromkeys([*written[: _NEAR + 1], fault.begin_line]))


def _in_block_text(lines: list[str], line: int) -> bool:
    """Whether the line is one of a text after `|` or `>`, where a paragraph may well begin with full-width spaces."""
    indent = _indent(lines[line])
    above = (n for n in range(line - 1, -1, -1) if lines[n].strip() and _indent(lines[n]) < indent)
    parent = next(above, None)
    return parent is not None and _BLOCK_TEXT.search(without_comment(lines[parent])) is not None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
