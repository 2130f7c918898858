"""Texts for people, with computed parts in braces."""

from __future__ import annotations

from tests.rules.kinds.judging import HEAD

from projgov.rules.load import read_text


def test_full_width_braces_are_printed_as_they_stand_and_warned_of() -> None:
    rules = "filing:\n  - {id: a, on: project, require: budget > 1, reason: 预算为｛budget｝万元}\n"
    read = read_text(rules + HEAD, "rules.yaml")
    (found,) = read.diagnostics
    column = rules.splitlines()[1].index("｛") + 1
    assert (found.code, found.pattern.severity, found.place.column) == ("F155", "warning", column)
    assert found.message("zh") == "`｛budget｝` 用的是全角花括号，会照原样印出来"
    assert found.help("zh") == "要印算出来的内容，写成 `{budget}`"
    assert read.pack is not None
