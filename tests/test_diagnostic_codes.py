"""The codes of diagnostics: stable names of faults, one for each."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict

import projgov
from projgov.diagnostics import Pattern

# Modules that need an extra to be imported declare no patterns.
_NEEDS_AN_EXTRA = ("projgov.testing", "projgov.cli", "projgov.scoring.ladder.durable")


def _patterns() -> dict[str, set[str]]:
    """Every code, with the patterns that bear it (a pattern imported elsewhere is one and the same)."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.walk_packages(projgov.__path__, "projgov."):
        if module.name.startswith(_NEEDS_AN_EXTRA):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Pattern):
                found[value.code].add(value.message.en)
    return found


def test_every_code_names_one_pattern() -> None:
    doubled = {code: messages for code, messages in _patterns().items() if len(messages) > 1}
    assert doubled == {}


def test_every_code_is_a_letter_and_three_digits() -> None:
    assert [code for code in _patterns() if not re.fullmatch(r"[A-Z]\d{3}", code)] == []


def test_every_pattern_speaks_both_languages() -> None:
    for module in pkgutil.walk_packages(projgov.__path__, "projgov."):
        if module.name.startswith(_NEEDS_AN_EXTRA):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Pattern):
                assert re.search(r"[一-鿿]", value.message.zh), value.code
                assert not re.search(r"[一-鿿]", re.sub(r"`[^`]*`", "", value.message.en)), value.code
