"""`projgov format`: printed, or written back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from projgov.cli.main import main

RULES = "projgov: 1\npack: p\nyear: 2017\ntitle: p\nfiling:\n  - {id: a, on: project, require: budget > 0}\n"
CHINESE = "版本: 1\n规则包: p\n年度: 2017\n标题: p\n立项条件:\n  - {编号: a, 对象: 项目, 要求: budget > 0}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_it_is_printed_and_the_file_stays(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", str(path), "--to", "zh"]) == 0
    assert (capsys.readouterr().out, path.read_text(encoding="utf-8")) == (CHINESE, RULES)


def test_it_is_written_back_on_demand(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", str(path), "--to", "zh", "--write", "--language", "en"]) == 0
    assert (capsys.readouterr().out, path.read_text(encoding="utf-8")) == (f"{path}: rewritten\n", CHINESE)
    assert main(["format", str(path), "--to", "zh", "--write", "--language", "zh"]) == 0
    assert capsys.readouterr().out == f"{path}：无需改写\n"
    assert [p.name for p in path.parent.iterdir()] == ["rules.yaml"]


def test_a_faulty_file_is_left_alone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = RULES.replace("budget", "bugdet")
    path.write_text(faulty, encoding="utf-8")
    assert main(["format", str(path), "--to", "zh", "--write", "--language", "en"]) == 1
    assert "did you mean `budget`?" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == faulty
