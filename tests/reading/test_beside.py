"""Files beside a rule file: read within its folder, refused outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projgov.diagnostics import Place, Refused
from projgov.reading.beside import Beside

HERE = Place("rules.yaml", 3, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "rules"
    (inner / "tables").mkdir(parents=True)
    (inner / "lamps.csv").write_bytes("\ufeff落后,灯\n".encode())
    (inner / "tables" / "more.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "secret.csv").write_text("s\n", encoding="utf-8")
    return inner


def test_a_file_in_the_folder_is_read_without_its_byte_order_mark(folder: Path) -> None:
    assert Beside(folder).text("lamps.csv", HERE) == "落后,灯\n"
    assert Beside(folder).text("tables/more.csv", HERE) == "a\n"


@pytest.mark.parametrize(
    "name",
    ["../secret.csv", "tables/../../secret.csv", "..\\secret.csv", "/etc/hosts", "C:\\secret.csv", "", "\x00", "out.csv", "round.csv"],
)  # fmt: skip
def test_what_lies_outside_is_refused_at_the_place_where_it_is_named(folder: Path, name: str) -> None:
    (folder / "out.csv").symlink_to(folder.parent / "secret.csv")
    (folder / "round.csv").symlink_to(folder / "round.csv")
    with pytest.raises(Refused) as refused:
        Beside(folder).text(name, HERE)
    [fault] = refused.value.diagnostics
    assert (fault.code, fault.place) == ("F190", HERE)


def test_a_link_that_stays_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "in.csv").symlink_to(folder / "tables" / "more.csv")
    assert Beside(folder).text("in.csv", HERE) == "a\n"


def test_a_text_that_is_no_file_has_nothing_beside_it() -> None:
    with pytest.raises(Refused) as refused:
        Beside().text("lamps.csv", HERE)
    assert [d.code for d in refused.value.diagnostics] == ["F191"]


@pytest.mark.parametrize(
    ("name", "code", "path"), [("none.csv", "F010", "none.csv"), ("tables", "F011", "tables")]
)
def test_a_file_that_cannot_be_read_is_told_where_it_is_named(
    folder: Path, name: str, code: str, path: str
) -> None:
    with pytest.raises(Refused) as refused:
        Beside(folder).text(name, HERE)
    [fault] = refused.value.diagnostics
    assert (fault.code, fault.place) == (code, HERE)
    assert str(folder / path) in fault.message("en")


def test_a_file_that_is_no_text_keeps_its_own_place(folder: Path) -> None:
    (folder / "gb.csv").write_bytes("落后".encode("gb18030"))
    with pytest.raises(Refused) as refused:
        Beside(folder).text("gb.csv", HERE)
    assert [d.place.file for d in refused.value.diagnostics] == [str(folder / "gb.csv")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on Windows")
def test_a_pipe_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    (folder / "linked.csv").symlink_to(folder / "pipe.csv")
    for name in ("pipe.csv", "linked.csv"):
        with pytest.raises(Refused) as refused:
            Beside(folder).text(name, HERE)
        [fault] = refused.value.diagnostics
        assert (fault.code, fault.place) == ("F014", HERE)
        assert fault.message("en").endswith("it is a pipe or a device")


def test_the_files_of_the_folder_are_listed_without_what_leads_outside(folder: Path) -> None:
    (folder / "B.CSV").write_text("b\n", encoding="utf-8")
    (folder / "dir.csv").mkdir()
    (folder / "out.csv").symlink_to(folder.parent / "secret.csv")
    assert list(Beside(folder).names(".csv")) == ["B.CSV", "lamps.csv"]
    assert list(Beside(folder / "none").names(".csv")) == []
    assert list(Beside().names(".csv")) == []
