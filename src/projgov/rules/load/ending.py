"""Files that end in the middle of a line: copied or sent only in part, perhaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place

CUT_SHORT = Pattern(
    "F054",
    Bilingual(
        "文件在这一行中间结束：也许没有复制完整", "the file ends within this line: perhaps it was cut short"
    ),
    Bilingual("与原来的文件对照，补上缺少的部分", "compare it with the original, and add what is missing"),
    severity="note",
)
_NEVER_END = ("F022", "F023")
"""Codes of quotes and brackets that never end."""


def cut_short(text: str, file: str, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A note where a file has no end of its last line, and something is wrong there or never ends."""
    if not text or text.endswith(("\n", "\r")):
        return
    lines = text.splitlines()
    if any(d.is_error and (d.place.line == len(lines) or d.code in _NEVER_END) for d in diagnostics):
        yield CUT_SHORT.at(Place(file, len(lines), len(lines[-1]) + 1))
