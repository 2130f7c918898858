"""Checking a rule file as a compiler checks a program: every fault and every doubt, without evaluating anything.

Faults of a part of the file are found where that part is read. Here stand the checks that need the whole file, one module for
each group of them and one table of all (`CHECKS`). What a check tells is certain: where it cannot tell, it is silent.
"""

from __future__ import annotations

from pathlib import Path

from projgov.diagnostics import Diagnostic, sort
from projgov.rules.check.table import CHECKS
from projgov.rules.check.whole import Whole
from projgov.rules.load import Read, read_pack
from projgov.rules.load.own_words import in_own_words


def check(name: str | Path) -> tuple[Diagnostic, ...]:
    """All diagnostics of a rule file (a path, or the name of a shipped pack): errors, warnings and notes, in order of the file."""
    return checked(read_pack(name))


def checked(read: Read) -> tuple[Diagnostic, ...]:
    """The diagnostics of a rule file that has been read, with what the whole of it lets doubt. None of that where it has errors."""
    if read.pack is None:
        return read.diagnostics
    whole = Whole(read.pack)
    doubts = [doubt for find in CHECKS for doubt in find(whole) if whole.is_own(doubt.place)]
    tree = None if read.pack.written is None else read.pack.written.tree
    return sort((*read.diagnostics, *(doubts if tree is None else in_own_words(doubts, tree))))
