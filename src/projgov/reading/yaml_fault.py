"""A syntax error of the parser as a record, and the repair that lets reading go on after it."""

from __future__ import annotations

import attrs
import yaml

from projgov.diagnostics import Place


@attrs.frozen
class Repair:
    """A part of one line (from 0, end exclusive) that is put aside so that reading can go on.

    It becomes a word, or with the filler `#` a comment; columns stay as they are.
    """

    line: int
    start: int
    end: int
    filler: str = "x"
    instead: str = ""  # of the same width, in place of the filler

    def apply(self, lines: list[str]) -> bool:
        """Put the part aside in `lines`; false where that changes nothing."""
        before = lines[self.line]
        filler = self.instead or self.filler * (self.end - self.start)
        lines[self.line] = before[: self.start] + filler + before[self.end :]
        return lines[self.line] != before


@attrs.frozen
class Fault:
    """The parser's error: what it `said`, where it was, and where the construct that it was in began (from 0)."""

    said: str
    line: int
    column: int
    begin_line: int
    begin_column: int
    lines: list[str]
    file: str

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def rest(self) -> str:
        return self.text[self.column :].strip()

    def at(self, line: int, start: int, end: int = -1) -> Place:
        return Place(self.file, line + 1, start + 1, end_column=end + 1)

    def here(self) -> Place:
        return self.at(self.line, self.column)

    def begin(self) -> Place:
        return self.at(self.begin_line, self.begin_column)


def fault_of(error: Exception, lines: list[str], file: str) -> Fault:
    """What PyYAML raised on `lines`, as one record; any other error stands for the whole text."""
    said, line, column, begin = str(error), 0, 0, None
    if isinstance(error, yaml.MarkedYAMLError):
        said = f"{error.context or ''}; {error.problem or ''}"
        begin = error.context_mark
        if (mark := error.problem_mark or error.context_mark) is not None:
            line, column = mark.line, mark.column
    begin_line, begin_column = (begin.line, begin.column) if begin is not None else (line, column)
    last = len(lines) - 1
    return Fault(said, min(line, last), column, min(begin_line, last), begin_column, lines, file)


def without_line(lines: list[str], line: int) -> Repair | None:
    """The line as a comment, where no deeper lines hang on it."""
    text = lines[line]
    indent = len(text) - len(text.lstrip(" \t"))
    after = next((later for later in lines[line + 1 :] if later.strip()), "")
    deeper = len(after) - len(after.lstrip(" \t")) > indent
    # A tab may not even stand before a comment.
    start = 0 if "\t" in text[:indent] else indent
    return None if deeper else Repair(line, start, len(text), filler="#")
