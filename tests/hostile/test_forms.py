"""Files that attack the reader of YAML: refused with a diagnostic, in bounded time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hostile.answers import HEAD, checked, command, definitions, write

from projgov.rules.load.parameters import TWICE

REFUSED = {
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "F035"),
    "merge keys": ("a: &a {b: 1}\nc: {<<: *a}\n", "F035"),
    "a tag that makes objects": ("!!python/object/apply:os.system [echo x]\n", "F036"),
    "100,000 lists": ("[" * 100_000, "F039"),
    "100,000 mappings": ("{a: " * 100_000, "F039"),
    "100,000 lists in lines": ("- " * 100_000 + "a", "F039"),
    "3,000 mappings in lines": ("\n".join(" " * i + "a:" for i in range(3000)), "F039"),
    "50 MB of one scalar": ("a: " + "x" * 50_000_000, "F005"),
    "19 MB of escapes": ('a: "' + "\\n" * 9_500_000 + '"\n', "F055"),
    "100,000 keys": ("\n".join(f"k{i}: 1" for i in range(100_000)), "F106"),
    "NUL": (HEAD + "note: a\x00b\n", "F006"),
    "NUL written as an escape": (HEAD.replace("a test", '"a\\0test"'), "F041"),
    "a bidirectional control character in a name": (definitions("1").replace("id: d0", "id: d\u202e0"), "F006"),
    "one written as an escape": (definitions("1").replace("id: d0", 'id: "d\\u202e0"'), "F041"),
    "a number beyond all bounds": (definitions("1", head="parameters:\n  p: {value: 1e999999999, basis: assumed}\n"), "F015"),
    "a number of 5,000 digits": (definitions("1", head=f"parameters:\n  p: {{value: {'9' * 5000}, basis: assumed}}\n"), "F015"),
    "names that only composition tells apart": (
        HEAD + "definitions:\n  - {id: café, on: project, value: 1}\n  - {id: cafe\u0301, on: project, value: 2}\n",
        "N010",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_is_refused(name: str, tmp_path: Path) -> None:
    content, code = REFUSED[name]
    assert code in checked(tmp_path, content)


@pytest.mark.parametrize("word", ["test", "rules", "format", "check"])
@pytest.mark.parametrize("name", ["alias bomb", "100,000 lists", "NUL", "50 MB of one scalar"])
def test_every_command_answers_with_the_same_refusal(word: str, name: str, tmp_path: Path) -> None:
    content, code = REFUSED[name]
    path = write(tmp_path, content)
    before = path.read_bytes()
    more = ["--to", "zh"] if word == "format" else []
    exit_code, said = command(word, path, *more)
    assert exit_code == 1
    assert f"[{code}]" in said
    assert path.read_bytes() == before


def test_a_lone_surrogate_is_no_utf_8(tmp_path: Path) -> None:
    """Written by way of its bytes it is a fault of the encoding; written as an escape, one of YAML."""
    assert any(code.startswith("F0") for code in checked(tmp_path, HEAD + "note: a\ud800\n"))
    assert any(code.startswith("F0") for code in checked(tmp_path, HEAD.replace("a test", '"\\ud800"')))


def test_parameters_that_differ_by_width_alone_are_one_name(tmp_path: Path) -> None:
    """`ａ1` in full width is `a1`; and `café` is `café`, however it is composed."""
    for one, other in (("a1", "ａ1"), ("café", "cafe\u0301")):
        twice = (
            f"parameters:\n  {one}: {{value: 1, basis: assumed}}\n  {other}: {{value: 2, basis: assumed}}\n"
        )
        found = checked(tmp_path, definitions(one, head=twice))
        assert [code for code in found if code in ("F031", "N013", TWICE.code)]
