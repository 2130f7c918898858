"""`projgov watch`: events from a file or a pipe, and what each brings about."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.rules.kinds.judging import HEAD
from tests.rules.kinds.test_escalation import LADDER, comment, project

from projgov.cli.main import main


def opinion(day: str, number: int) -> dict[str, Any]:
    return {**comment(day, number), "kind": "comment", "subject": "P", "occurred": day, "recorded": day}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    from textwrap import dedent

    (tmp_path / "rules.yaml").write_text(dedent(LADDER).lstrip("\n") + HEAD, encoding="utf-8")
    (tmp_path / "data.json").write_text(json.dumps(project()), encoding="utf-8")
    lines = [json.dumps(opinion(f"2017-0{n}-01", n), ensure_ascii=False) for n in (2, 3)]
    (tmp_path / "events.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return tmp_path


def watch(files: Path, *more: str) -> int:
    return main(["watch", str(files / "rules.yaml"), str(files / "data.json"), *more])


def test_duties_are_printed_as_they_arise(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(files, "--events", str(files / "events.jsonl"), "--language", "zh") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "2017-02-01 P P [提醒]"
    assert out[1] == "    经过：2017-02-01 意见未答复（C-2017-02-01-2）"
    assert "2017-03-01 P P [预警]" in out


def test_json_is_one_object_a_line(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(files, "--events", str(files / "events.jsonl"), "--json", "--engine", "reference") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(d["sort"], d["outcome"]["code"], d["day"]) for d in found if d["sort"] == "finding"] == [
        ("finding", "remind", "2017-02-01"),
        ("finding", "warn", "2017-03-01"),
    ]
    assert found[0]["move"]["evidence"][0]["about"] == "C-2017-02-01-2"


def test_events_come_from_a_pipe_too(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (files / "events.jsonl").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert watch(files, "--events", "-", "--language", "en") == 0
    assert "[warning]" in capsys.readouterr().out.lower()


def test_an_event_that_is_refused_is_told_with_its_line_and_the_others_go_on(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = (files / "events.jsonl").read_text(encoding="utf-8").splitlines()[:2]
    long = json.dumps({**opinion("2017-02-02", 9), "opinion": "x" * 5_000_000})
    bad = ["{", json.dumps({**opinion("2017-02-02", 8), "subject": "Q"}), long]
    (files / "mixed.jsonl").write_text("\n".join([good[0], *bad, good[1]]), encoding="utf-8")
    assert watch(files, "--events", str(files / "mixed.jsonl"), "--language", "en") == 1
    told = capsys.readouterr()
    places = [line.split(": error")[0] for line in told.err.splitlines() if "error[" in line]
    assert [place.split("jsonl:")[1].split(":")[0] for place in places] == ["2", "3", "4"]
    assert "there is no subject `Q`" in told.err
    assert "2017-03-01 P P [warning]" in told.out


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("none.jsonl", None, "F010"), ("gb.jsonl", '{"id": "中文"}'.encode("gb18030"), "F002")],
)
def test_a_file_that_cannot_be_read_is_told(
    files: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, code: str
) -> None:
    if data is not None:
        (files / name).write_bytes(data)
    assert watch(files, "--events", str(files / name)) == 1
    assert f"[{code}]" in capsys.readouterr().err


def test_without_events_time_passes_through_the_day_named(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = project(comments=[comment("2017-05-20")])
    (files / "data.json").write_text(json.dumps(data), encoding="utf-8")
    assert watch(files, "--start", "2017-03-01", "--as-of", "2017-05-31", "--language", "en") == 0
    assert capsys.readouterr().out.startswith("2017-05-20 P P [reminder]")


def test_a_start_that_is_no_day_is_wrong_usage(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(files, "--start", "soon") == 2
    assert "soon" in capsys.readouterr().err


def test_a_last_day_before_the_first_is_refused(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(files, "--start", "2017-03-01", "--as-of", "2017-02-28") == 1
    assert "C070" in capsys.readouterr().err


def test_a_step_of_which_nothing_can_be_said_any_more_is_told_as_undetermined(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A comment that may have become due on any day leaves it open which step stands."""
    undated = {
        "id": "C-9",
        "kind": "comment",
        "subject": "P",
        "occurred": "2017-04-01",
        "recorded": "2017-04-01",
    }
    with (files / "events.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(undated) + "\n")
    watch(files, "--events", str(files / "events.jsonl"), "--language", "en")
    out = capsys.readouterr().out.splitlines()
    assert "2017-04-01 P P [Weak progress: undetermined]" in out
    assert "2017-04-01 P P can no longer be said [reminder] (2017-02-01)" in out
