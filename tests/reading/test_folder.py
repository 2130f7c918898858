"""Files beside a file: the same folder, and nothing outside of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projgov.diagnostics import Place, Refused
from projgov.reading.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.dmn").write_text("secret")
    (inside / "a.dmn").write_text("a")
    (inside / "b.DMN").write_text("b")
    (inside / "c.txt").write_text("c")
    (inside / "d.dmn").mkdir()
    return Folder(inside / "main.dmn")


def test_a_file_of_the_folder_is_read(folder: Folder) -> None:
    assert folder.read("a.dmn", Place())[0] == b"a"
    assert list(folder.names(".dmn")) == ["a.dmn", "b.DMN"]


@pytest.mark.parametrize(
    "name", ["../secret.dmn", "../inside/a.dmn", "./a.dmn", "/etc/passwd", "..", "", "d.dmn/../a.dmn"]
)
def test_what_is_no_name_of_a_file_in_it_is_refused(folder: Folder, name: str) -> None:
    with pytest.raises(Refused, match="F01"):
        folder.read(name, Place("main.dmn", 3, 4))


def test_a_symbolic_link_to_a_place_outside_is_refused_and_not_listed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "inside" / "link.dmn").symlink_to(tmp_path / "secret.dmn")
    (tmp_path / "inside" / "loop.dmn").symlink_to("loop.dmn")
    with pytest.raises(Refused, match="F017"):
        folder.read("link.dmn", Place())
    with pytest.raises(Refused, match="F01"):
        folder.read("loop.dmn", Place())
    assert list(folder.names(".dmn")) == ["a.dmn", "b.DMN"]


def test_a_folder_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    assert list(Folder(tmp_path / "none" / "main.dmn").names(".dmn")) == []
