"""Where in the file each character of a scalar's text stands: folding, escapes and block indentation undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]
Start: TypeAlias = tuple[int, int, int]
"""Offset in the text, line and column in the file (both from 1)."""

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU\n])")
_BLANK = " \t"


def starts_of(style: Style, source: str, text: str, line: int, column: int) -> tuple[Start, ...]:
    """The stretches of `text` that stand in the file as they are; `source` is its raw slice, beginning at `line:column`.

    Line ends in `source` are LF. See `tree.Scalar.starts`.
    """
    if style == "plain":
        if "\n" not in source:
            return ((0, line, column),)
        return tuple(_folded(source.split("\n"), text, line, column))
    if style in ("literal", "folded"):
        return tuple(_block(source, text, line))
    body = source[1:-1]
    if body == text:
        return ((0, line, column + 1),)
    return tuple(_single(body, line, column + 1) if style == "single" else _double(body, line, column + 1))


def _folded(lines: list[str], text: str, line: int, column: int) -> Iterator[Start]:
    """A plain scalar over several lines: what stands between two lines of content in `text` is spaces or line ends."""
    cursor = 0
    for row, raw in enumerate(lines):
        content = raw.strip(_BLANK)
        if not content:
            continue
        cursor = max(text.find(content, cursor), cursor)
        indent = len(raw) - len(raw.lstrip(_BLANK))
        yield cursor, line + row, (column if row == 0 else 1) + indent
        cursor += len(content)


def _block(source: str, text: str, line: int) -> Iterator[Start]:
    """A literal or folded block: below the header, each line of content after the block's indentation."""
    lines = source.split("\n")[1:]
    first = next((content for content in text.split("\n") if content), "")
    indent = next((len(raw) - len(first) for raw in lines if first and raw.endswith(first)), 0)
    # The first line of content may be a part of a folded line of the text; then its indentation counts.
    raw_first = next((raw for raw in lines if raw.strip(" ")), "")
    if raw_first[indent:] not in text or not first.startswith(raw_first[indent:]):
        indent = len(raw_first) - len(raw_first.lstrip(" "))
    cursor = 0
    for row, raw in enumerate(lines, start=1):
        content = raw[indent:]
        if not content:
            continue
        found = text.find(content, cursor)
        if found < 0:
            continue
        yield found, line + row, indent + 1
        cursor = found + len(content)


def _single(body: str, line: int, column: int) -> Iterator[Start]:
    """Single quotes: `''` is one quote; lines are folded."""
    offset = 0
    for row, (raw, skipped, before) in enumerate(_content_of_lines(body)):
        offset += before
        position = (column if row == 0 else 1) + skipped
        for part in re.findall(r"[^']*(?:''|$)", raw):
            if not part:
                continue
            yield offset, line + row, position
            offset += len(part) - (1 if part.endswith("''") else 0)
            position += len(part)


def _double(body: str, line: int, column: int) -> Iterator[Start]:
    """Double quotes: an escape is one character, an escaped line end none; lines are folded."""
    offset = 0
    for row, (raw, skipped, before) in enumerate(_content_of_lines(body, escapes=True)):
        offset += before
        position = (column if row == 0 else 1) + skipped
        cursor = 0
        for escape in _ESCAPE.finditer(raw):
            if escape.start() > cursor:
                yield offset, line + row, position + cursor
                offset += escape.start() - cursor
            yield offset, line + row, position + escape.start()
            offset += 1
            cursor = escape.end()
        if cursor < len(raw):
            yield offset, line + row, position + cursor
            offset += len(raw) - cursor


def _content_of_lines(body: str, *, escapes: bool = False) -> Iterator[tuple[str, int, int]]:
    """For each line of a quoted scalar: its content, the white space skipped before it, and how many characters of the
    text stand between the content before and this one (a space, or the line ends of empty lines between).
    """
    lines = body.split("\n")
    empty, joined = 0, True
    for row, raw in enumerate(lines):
        last = row == len(lines) - 1
        content = raw if row == 0 else raw.lstrip(_BLANK)
        skipped = len(raw) - len(content)
        open_end = escapes and not last and _ends_with_escape(content)
        if open_end:
            content = content[:-1]
        elif not last:
            content = _strip_end(content, escapes)
        if row == 0:
            before = 0
        elif not content and not last and not open_end:
            empty += 1
            yield "", skipped, 0
            continue
        else:
            before = empty if empty or joined else 1
        yield content, skipped, before
        empty, joined = 0, open_end


def _ends_with_escape(content: str) -> bool:
    return (len(content) - len(content.rstrip("\\"))) % 2 == 1


def _strip_end(content: str, escapes: bool) -> str:
    stripped = content.rstrip(_BLANK)
    if escapes and len(stripped) < len(content) and _ends_with_escape(stripped):
        return content[: len(stripped) + 1]  # an escaped space at the end of a line stays
    return stripped
