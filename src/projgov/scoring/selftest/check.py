"""Checking a rule file together with its sample and its tests, none of which is run: what `projgov.check` and `projgov check` tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from projgov.diagnostics import Diagnostic, sort
from projgov.rules.check import checked
from projgov.rules.core.scope import Faults
from projgov.rules.load import Pack, read_pack
from projgov.rules.load.own_words import in_own_words
from projgov.scoring.selftest.read import read_sample, read_tests


class PathLike(Protocol):
    """A path as `pathlib` has them."""

    def __fspath__(self) -> str: ...


def check(name: str | PathLike) -> tuple[Diagnostic, ...]:
    """All diagnostics of a rule file (a path, or the name of a shipped pack): errors, warnings and notes, in order of the file.

    Sample and tests are read where the rules have no errors.
    """
    read = read_pack(str(name))
    found = checked(read)
    if read.pack is None:
        return found
    told = {(d.code, d.place) for d in found}
    return sort((*found, *(d for d in in_tests(read.pack) if (d.code, d.place) not in told)))


def in_tests(pack: Pack) -> Iterator[Diagnostic]:
    """What is wrong with the sample of a rule file and with its tests."""
    faults = Faults()
    if pack.tests:
        for _ in read_tests(pack, faults):
            pass
    else:
        read_sample(pack, faults)
    tree = None if pack.written is None else pack.written.tree
    return iter(faults.found) if tree is None else in_own_words(faults.found, tree)
