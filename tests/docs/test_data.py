"""The pages on data: both languages show the same, and no key of a mapping is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from projgov.domain import mapping_reader

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {
    language: (DOCS / name).read_text(encoding="utf-8")
    for language, name in (("en", "data.md"), ("zh", "data.zh.md"))
}


@pytest.mark.parametrize("language", PAGES)
def test_every_key_of_a_mapping_has_a_row_with_its_chinese_name_and_an_example(language: str) -> None:
    rows = re.findall(r"^\| `([a-z ]+)` \| (\S+) \| .* \| `(.*)` \|$", PAGES[language], re.MULTILINE)
    keys: list[Mapping[str, tuple[str, ...]]] = [
        mapping_reader._TOP, mapping_reader._COLUMN, mapping_reader._NUMBER,
    ]  # fmt: skip
    wanted = [(key.replace("_", " "), names[0]) for table in keys for key, names in table.items()]
    assert sorted((key, name) for key, name, _ in rows) == sorted(wanted)
    assert [
        key for key, _, example in rows if key not in example and key not in ("separator", "create")
    ] == []


def test_both_languages_have_the_same_parts_files_and_commands() -> None:
    for pattern in (r"^#+ ", r"^```\w+(?: \S+)?", r"^\$ .*", r"^- ", r"^\|"):
        english, chinese = (re.findall(pattern, page, re.MULTILINE) for page in PAGES.values())
        assert english == chinese


def test_both_languages_hand_over_the_same_data() -> None:
    for name in ("portfolio.json", "mistaken.json", "table.csv", "raw.csv"):
        english, chinese = (
            re.findall(rf"^```\w+ {name}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
            for page in PAGES.values()
        )
        assert len(english) == 1
        assert english[0].replace("under negotiation", "谈判中") == chinese[0]
