"""The kinds of rule there are. A new kind is one module beside this one, and one line here."""

from __future__ import annotations

import importlib

from projgov.rules.forms.base import Kind

_MODULES = (
    "definitions",
    "tables",
    "filing",
    "answers",
    "checklist",
    "procedure",
    "full_coverage",
    "duplicates",
    "quota",
    "responsibility",
    "chain",
    "schedule",
    "cadence",
    "supervision",
    "lamps",
    "points",
    "indicators",
    "panels",
    "surveys",
    "grades",
    "escalation",
    "closing",
    "promotion",
    "awards",
    "selection",
    "draws",
    "sanctions",
    "stages",
    "exports",
    "disclosure",
    "letters",
)

KINDS: tuple[Kind, ...] = tuple(
    importlib.import_module(f"projgov.rules.kinds.{name}").KIND for name in _MODULES
)
