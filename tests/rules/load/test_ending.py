"""Files that were cut short: what is wrong at their end is told with the suspicion."""

from __future__ import annotations

from pathlib import Path

import pytest

from projgov.rules.load import read_pack

WHOLE = """\
projgov: 1
pack: p
year: 2017
title: 标题
filing:
  - {id: r, on: project, quote: 大, require present: [title]}
"""


def told(data: bytes, folder: Path) -> list[tuple[str, str]]:
    file = folder / "rules.yaml"
    file.write_bytes(data)
    return [(d.code, d.pattern.severity) for d in read_pack(file).diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WHOLE.rstrip("}\n"), "F023"),  # a bracket that never ends
        (
            WHOLE + "quota:\n  - id: q\n    count: projects\n    least: 1\n    on: pro",
            "N008",
        ),  # `pro` is no type of subject
        (WHOLE + "lamps:\n  - id: l\n    o", "F025"),  # a key without its colon
        (WHOLE + "lamps:\n  - {id: 'la", "F022"),
    ],
)
def test_a_fault_in_a_last_line_that_has_no_end_raises_the_suspicion(
    text: str, code: str, tmp_path: Path
) -> None:
    found = told(text.encode(), tmp_path)
    assert (code, "error") in found
    assert found[-1] == ("F054", "note")


def test_a_file_that_is_sound_but_for_its_last_line_end_is_not_suspected(tmp_path: Path) -> None:
    assert told(WHOLE.rstrip("\n").encode(), tmp_path) == []


def test_a_fault_elsewhere_raises_no_suspicion(tmp_path: Path) -> None:
    text = WHOLE.replace("on: project", "on: projet").rstrip("\n") + "\ntests: []"
    assert [code for code, _ in told(text.encode(), tmp_path)] == ["N008"]


def test_half_a_character_at_the_end_is_told_as_such_and_not_as_another_encoding(tmp_path: Path) -> None:
    cut = WHOLE.encode()[: WHOLE.encode().index("大".encode()) + 2]
    assert told(cut, tmp_path) == [("F048", "error")]
