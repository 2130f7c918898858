"""The one table of kinds: each kind is there once, by names of its own, in the words of both languages."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from projgov.domain.vocabulary import canonical_name
from projgov.rules.forms.base import Kind
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.file import Head


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
    text = sys.modules[f"projgov.rules.kinds.{kind.key}"].__doc__ or ""
    head = text.partition("\n")[0]
    assert ": " in head
    assert any(not c.isascii() for c in head.partition(":")[0])
    assert f"\n    {kind.key}:\n" in text
