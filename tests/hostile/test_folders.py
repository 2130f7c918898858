"""`extends`, `decision` and `table` name files: only those of the folder of the rule file are read, whatever links there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.answers import HEAD, checked, command, told, write

import projgov

SECRET = "the secret of another folder"
NAMES = ("../secret.{0}", "./../secret.{0}", "sub/../../secret.{0}", "..\\\\secret.{0}", "/etc/passwd", "link.{0}", "linked/secret.{0}", "round.{0}", "C:/secret.{0}")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with links that lead out of it, and secrets beside it."""
    inner = tmp_path / "rules"
    (inner / "sub").mkdir(parents=True)
    for suffix in ("yaml", "dmn", "csv"):
        (tmp_path / f"secret.{suffix}").write_text(f"{SECRET}: 1\n", encoding="utf-8")
        (inner / f"link.{suffix}").symlink_to(tmp_path / f"secret.{suffix}")
        (inner / f"round.{suffix}").symlink_to(inner / f"round.{suffix}")
    (inner / "linked").symlink_to(tmp_path)
    return inner


def extending(name: str) -> str:
    return f'{HEAD}extends: "{name}"\n'


def deciding(name: str) -> str:
    return f'{HEAD}tables:\n  - {{id: t, on: project, decision: "{name}#Name"}}\n'


def tabling(name: str) -> str:
    return f'{HEAD}tables:\n  - {{id: t, on: project, hit: first, table: "{name}"}}\n'


@pytest.mark.parametrize(("written", "suffix"), [(extending, "yaml"), (deciding, "dmn"), (tabling, "csv")])
@pytest.mark.parametrize("name", NAMES)
def test_what_lies_outside_is_refused_and_not_read(
    written: Callable[[str], str], suffix: str, name: str, folder: Path
) -> None:
    text = written(name.format(suffix))
    path = write(folder, text)
    found = projgov.check(path)
    assert [code for code in told(found) if code == "F190"] or name == "/etc/passwd"
    assert any(d.is_error for d in found)
    shown = "".join(d.render("en") + d.render("zh") for d in found)
    assert SECRET not in shown
    assert "root:" not in shown
    assert SECRET not in command("test", path)[1]


def test_files_that_extend_one_another_end(folder: Path) -> None:
    """A circle through a link to the file itself is a circle."""
    (folder / "again.yaml").symlink_to(folder / "rules.yaml")
    assert "F200" in checked(folder, extending("again.yaml"))
    assert "F200" in checked(folder, extending("rules.yaml"))


def test_a_long_chain_of_files_is_refused(folder: Path) -> None:
    """1000 files, each on top of the next."""
    for n in range(1000):
        write(folder, extending(f"f{n + 1}.yaml"), f"f{n}.yaml")
    write(folder, HEAD, "f1000.yaml")
    assert "F208" in told(projgov.check(folder / "f0.yaml"))
    assert told(projgov.check(folder / "f990.yaml")) == []


def test_a_folder_or_a_device_is_no_file(folder: Path) -> None:
    for name in ("sub", "."):
        assert [c for c in checked(folder, extending(name)) if c.startswith("F")]
    told(projgov.check("/dev/null"))
    told(projgov.check("/dev/zero"))
