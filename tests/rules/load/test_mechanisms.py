"""The catalogue of clauses: whole, in both languages, and the same as the list it was made from."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from projgov.rules.load.mechanisms import catalogue

TAGS = {"DT", "FR", "RR", "PW", "AS", "RW", "SE", "SP", "PC", "DC", "fx"}
ENTRY = re.compile(r"^- \*\*([a-z]+-\d{2})\*\* (.*)$", re.MULTILINE)


def listed(folder: Path) -> dict[str, str]:
    """The lines of the list of mechanisms, by id."""
    file = folder / "mechanisms.md"
    if not file.is_file():
        pytest.skip("the list of mechanisms is not among the public data")
    return dict(ENTRY.findall(file.read_text(encoding="utf-8")))


def test_the_catalogue_has_181_mechanisms_of_which_10_are_outside_of_a_library() -> None:
    mechanisms = catalogue().mechanisms.values()
    assert len(mechanisms) == 181
    assert sum(m.outside is not None for m in mechanisms) == 10


def test_the_systems_have_49_and_30_and_36_and_27_and_39_mechanisms_numbered_without_a_gap() -> None:
    counts = Counter(m.system for m in catalogue().mechanisms.values())
    assert counts == {"zhengfa": 49, "tongcheng": 30, "dangjian": 36, "jingxihua": 27, "mudanjiang": 39}
    for system, count in counts.items():
        assert [m.id for m in catalogue().of(system)] == [f"{system}-{n:02}" for n in range(1, count + 1)]
    assert list(catalogue().systems) == list(counts)


def test_titles_are_short_different_and_in_both_languages() -> None:
    mechanisms = list(catalogue().mechanisms.values())
    for m in mechanisms:
        assert re.search(r"[一-鿿]", m.title.zh), m.id
        assert not re.search(r"[一-鿿]", m.title.en), m.id
        assert len(m.title.zh) <= 20, m.id
        assert len(m.title.en) <= 60, m.id
    assert len({(m.system, m.title.zh) for m in mechanisms}) == len(mechanisms)


def test_tags_are_known_and_only_what_is_outside_may_have_none() -> None:
    for m in catalogue().mechanisms.values():
        assert set(m.tags) <= TAGS, m.id
        assert m.tags or m.outside, m.id


def test_the_catalogue_has_the_ids_of_the_list_and_marks_what_is_outside_as_that_does(
    public_data: Path,
) -> None:
    lines = listed(public_data)
    mechanisms = catalogue().mechanisms
    assert set(mechanisms) == set(lines)
    wholly = {key for key, line in lines.items() if "[OOS" in line}
    in_part = {key for key, line in lines.items() if "OOS" in line} - wholly
    assert {m.id for m in mechanisms.values() if m.outside} == wholly
    assert {m.id for m in mechanisms.values() if m.outside_in_part} == in_part


def test_tags_are_those_of_the_list(public_data: Path) -> None:
    for key, line in listed(public_data).items():
        marks = " ".join(re.findall(r"\[([^\]]*)\]", line))
        found = {tag for tag in TAGS if re.search(rf"\b{tag}\b", marks)}
        assert set(catalogue().mechanisms[key].tags) == found, key
