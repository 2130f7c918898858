"""Checking a rule file: every fault and every doubt, as diagnostics, without evaluating anything."""

from __future__ import annotations

from pathlib import Path

from projgov.diagnostics import Diagnostic
from projgov.rules.load import read_pack


def check(name: str | Path) -> tuple[Diagnostic, ...]:
    """All diagnostics of a rule file (a path, or the name of a shipped pack), errors and warnings, in order of the file."""
    return read_pack(name).diagnostics
