"""The one table of kinds: each kind is there once, by names of its own, and none leans on another."""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter

import pytest

from projgov.domain.vocabulary import canonical_name
from projgov.rules.forms.base import Kind
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.file import Head

MODULES = {kind.lower.__module__ for kind in KINDS}


def imported_by(source: str) -> set[str]:
    """The modules that a source imports, each also as the parent with the name taken from it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {module, *(f"{module}.{alias.name}" for alias in names)}
    return found


def test_imports_are_found_in_all_their_forms() -> None:
    assert imported_by("import a.b\nfrom c import d\n") == {"a.b", "c", "c.d"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_imports_no_other_kind(kind: Kind) -> None:
    own = kind.lower.__module__
    assert imported_by(inspect.getsource(sys.modules[own])) & (MODULES - {own}) == set()


def test_no_section_name_calls_two_kinds_or_a_key_of_the_head() -> None:
    names = Counter(canonical_name(name) for kind in KINDS for name in {kind.key, *kind.names})
    assert [name for name, count in names.items() if count > 1] == []
    assert set(names) & set(Head.model_fields) == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_key_of_a_kind_has_a_chinese_name(kind: Kind) -> None:
    for name, info in kind.model.model_fields.items():
        extra = info.json_schema_extra
        assert isinstance(extra, dict), name
        names = extra["names"]
        assert isinstance(names, list)
        assert any(not str(n).isascii() for n in names), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_says_what_it_is_and_shows_an_example(kind: Kind) -> None:
    text = sys.modules[kind.lower.__module__].__doc__ or ""
    head = text.partition("\n")[0]
    assert ": " in head
    assert any(not c.isascii() for c in head.partition(":")[0])
    assert f"\n    {kind.key}:\n" in text
