"""A single line of YAML, looked at by itself: where its value begins, and which piece of `{...}` a column lies in.

Only for messages about texts that the parser could not read; every scan is one pass.
"""

from __future__ import annotations

import re

_QUOTES = "\"'"
_ENTRY = re.compile(r"\s*(?:- +)*[^\s\"'#][^\"']*: |\s*- ")
_NO_KEY = "[{@>|`%&*!,]}"


def value_of(line: str) -> tuple[int, str] | None:
    """The column (from 0) and the text of the value of `key: value` or `- value`, without a comment; None for none."""
    start = len(line) - len(line.lstrip(" "))
    while line.startswith("- ", start):
        start = _skip_blanks(line, start + 2)
    if (end := _plain_key_end(line, start)) is not None:
        start = _skip_blanks(line, end)
    text = line[start : _end_of_content(line, start)].rstrip(" \t")
    return (start, text) if text else None


def end_of_quoted(line: str, start: int) -> int | None:
    """The column after the quoted text that begins at `start`, or None where it does not end on this line."""
    quote, column = line[start], start + 1
    while column < len(line):
        if line[column] == "\\" and quote == '"':
            column += 2
        elif line[column] == quote:
            if quote == "'" and line.startswith("'", column + 1):
                column += 2
            else:
                return column + 1
        else:
            column += 1
    return None


def without_comment(line: str) -> str:
    """The line up to its comment, without blanks at the end."""
    return line[: _end_of_content(line, 0)].rstrip()


def open_quote(line: str) -> int | None:
    """The column of quotes that begin a value on this line and do not end on it; None for none."""
    end = _end_of_content(line, 0)
    position = 0
    while position < end:
        if line[position] in _QUOTES and _begins_value(line, position):
            after = end_of_quoted(line, position)
            if after is None:
                return position
            position = after
        else:
            position += 1
    return None


def swallowed_to(lines: list[str], line: int, start: int, to: int, column: int) -> bool:
    """Whether the quotes open at `start` of `line` end on line `to`, by `column`, with the beginning of an entry in them."""
    if not any(_ENTRY.match(later) for later in lines[line + 1 : to + 1]):
        return False
    head = "\n".join(lines[line:to]) + "\n"
    end = end_of_quoted(head + lines[to], start)
    return end is not None and len(head) < end <= len(head) + column


def flow_piece(line: str, column: int) -> tuple[int, str] | None:
    """The entry of the innermost `[...]` or `{...}` of `line` around `column`: where its value begins, and its text.

    A bracket that follows other text (`缺少 {missing}`) belongs to that text. None outside brackets.
    """
    starts: list[int] = []  # for each open bracket, where the present piece of it begins
    within = 0  # how many brackets of the text of the present piece are open
    position = 0
    while position < min(column, len(line)):
        character = line[position]
        at_piece_start = bool(starts) and not line[starts[-1] : position].strip()
        if character in _QUOTES and (at_piece_start or not starts):
            position = min(end_of_quoted(line, position) or len(line), column)
            continue
        if character in "[{" and (at_piece_start or _begins_value(line, position)):
            starts.append(position + 1)
        elif character in "[{" and starts:
            within += 1
        elif character in "]}" and within:
            within -= 1
        elif character in "]}" and starts:
            starts.pop()
        elif starts and (character == "," or (character == ":" and line.startswith(" ", position + 1))):
            starts[-1] = position + 1
        position += 1
    if not starts:
        return None
    start = _skip_blanks(line, starts[-1])
    start = min(start, column)
    text = line[start : _end_of_piece(line, start)].rstrip()
    key = text.find(": ", column - start)
    if key > 0 and line[:start].rstrip()[-1:] in "{,":
        text = text[:key]
    return (start, text) if text else None


def _begins_value(line: str, position: int) -> bool:
    before = line[:position].rstrip(" ")
    return not before or before[-1] in ":,-[{"


def _end_of_piece(line: str, start: int) -> int:
    depth, position = 0, start
    while position < len(line):
        character = line[position]
        if character in _QUOTES and (end := end_of_quoted(line, position)) is not None:
            position = end
            continue
        if character in "[{(":
            depth += 1
        elif character in "]})" and depth:
            depth -= 1
        elif character in "]}," and not depth:
            break
        position += 1
    return position


def _plain_key_end(line: str, start: int) -> int | None:
    """The column after `key:` where a key begins at `start`."""
    if start >= len(line):
        return None
    if line[start] in _QUOTES:
        end = end_of_quoted(line, start)
        if end is None:
            return None
        colon = _skip_blanks(line, end)
        return colon + 1 if line.startswith(": ", colon) else None
    if line[start] in _NO_KEY:
        return None
    colon = line.find(": ", start, _end_of_content(line, start))
    return None if colon < 0 else colon + 1


def _end_of_content(line: str, start: int) -> int:
    """Where the comment begins, if there is one outside quotes, else the end of the line."""
    position = start
    while position < len(line):
        character = line[position]
        if character in _QUOTES and (end := end_of_quoted(line, position)) is not None:
            position = end
            continue
        if character == "#" and (position == start or line[position - 1] in " \t"):
            return position
        position += 1
    return len(line)


def _skip_blanks(line: str, start: int) -> int:
    while start < len(line) and line[start] in " \t":
        start += 1
    return start
