"""Files: bytes, or one sentence that says why there are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projgov.diagnostics import Diagnostic, Refused
from projgov.reading.files import read_bytes


def refused(path: Path, most: int = 1000) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        read_bytes(path, most=most)
    (fault,) = caught.value.diagnostics
    assert fault.place.file == str(path)
    assert fault.message("zh")
    assert fault.message("en")
    return fault


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "规则.yaml"
    path.write_bytes(b"a: 1\r\n")
    assert read_bytes(path) == b"a: 1\r\n"
    assert read_bytes(str(path)) == b"a: 1\r\n"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml").code == "F010"


def test_a_path_through_a_file_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert refused(tmp_path / "a" / "b").code == "F010"


def test_a_directory_is_refused(tmp_path: Path) -> None:
    fault = refused(tmp_path)
    assert fault.code == "F011"
    assert "directory" in fault.message("en")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.yaml"
    path.write_bytes(b"a: 1")

    def denied(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # root may read everything, so the system's answer is played
    assert refused(path).code == "F012"


def test_any_other_failure_of_the_system_is_told(tmp_path: Path) -> None:
    fault = refused(tmp_path / ("x" * 5000))
    assert fault.code == "F014"


def test_a_name_that_no_system_allows_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_bytes("a\0b")
    assert caught.value.diagnostics[0].code == "F014"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "XLSX"),
        (b"%PDF-1.7 text follows", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (bytes(range(4)) * 50 + b"\x00\x00\x00", ""),
    ],
)
def test_a_binary_file_is_refused_and_its_kind_named(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "data"
    path.write_bytes(data)
    fault = refused(path)
    assert fault.code == ("F018" if kind == "XLSX" else "F013")
    assert ("CSV UTF-8" in fault.help("en")) == ("CSV UTF-8" in fault.help("zh")) == (kind == "XLSX")
    assert kind in fault.message("en")
    assert read_bytes(path, binary=True) == data


@pytest.mark.parametrize(
    "data", ["项目".encode("utf-16"), "id,name".encode("utf-16-le"), b"a: \x00 one NUL in a text"]
)
def test_what_decoding_can_say_more_about_is_left_to_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "data"
    path.write_bytes(data)
    assert read_bytes(path) == data


def test_a_file_larger_than_allowed_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 1001)
    fault = refused(path)
    assert fault.code == "F005"
    assert "1001" in fault.message("en")
    assert read_bytes(path, most=1001)


def test_a_file_without_end_is_read_no_further_than_allowed() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    assert refused(Path("/dev/zero"), most=10).code == "F005"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_the_system_refuses_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.yaml"
    path.write_bytes(b"a: 1")
    path.chmod(0)
    assert refused(path).code == "F012"


def test_of_a_file_that_is_not_there_the_one_that_comes_nearest_is_offered(tmp_path: Path) -> None:
    for name in ("city.yaml", "city.json", "portfolio.yaml"):
        (tmp_path / name).write_text("a: 1", encoding="utf-8")
    found = refused(tmp_path / "citi.yaml")
    assert found.help("en") == "check the path and the name of the file; did you mean `city.yaml`?"
    assert refused(tmp_path / "rules.csv").help("zh") == "核对路径和文件名"
