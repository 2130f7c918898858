"""Every kind of fault that projgov knows, by its code."""

from __future__ import annotations

import importlib
import pkgutil
import re

import projgov
from projgov.diagnostics import Bilingual, Language, Pattern

# Modules above those that find faults, or that need an extra to be imported.
_NOT_READ = ("projgov.testing", "projgov.cli", "projgov.scoring.ladder.durable")


def patterns() -> dict[str, Pattern]:
    """The patterns of all modules, in order of their codes."""
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(projgov.__path__, "projgov."):
        if not module.name.startswith(_NOT_READ):
            values = vars(importlib.import_module(module.name)).values()
            found |= {value.code: value for value in values if isinstance(value, Pattern)}
    return dict(sorted(found.items()))


def told(template: Bilingual, language: Language) -> str:
    """A message or mend with `…` for what depends on the case; empty where all of it does."""
    text = template.in_(language).format_map(_Anything())
    return "" if re.fullmatch(r"[…\s（）()`.]*", text) else text


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
