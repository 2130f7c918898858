"""What a newcomer gets who asks for the wrong thing: one sentence that says what is wrong, in either language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from projgov import __version__
from projgov.cli.commands import COMMANDS
from projgov.cli.main import main

SCORE = ("score", "zhengfa", "zhengfa-2017", "--as-of", "2017-12-31")


def wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a command line that makes no sense; it is one line, and the exit code is 2."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(str(ended.code))
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (2, "", 1)
    return said.err.rstrip("\n")


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of something that cannot be read: on standard error, with exit code 1."""
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ([], "要写命令", "a command is wanted"),
        (
            ["scroe"],
            "没有命令 `scroe`；是不是 `score`？",
            "there is no command `scroe`; did you mean `score`?",
        ),
        (["zzz"], "没有命令 `zzz`", "there is no command `zzz`"),
        (["score", "zhengfa"], "缺少 PORTFOLIO, --as-of", "missing: PORTFOLIO, --as-of"),
        ([*SCORE[:3], "--as-of"], "--as-of 后面要写内容", "--as-of wants a value after it"),
        ([*SCORE, "--bogus"], "多出了 --bogus", "--bogus is not understood here"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence_in_the_language_asked_for(
    words: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, text, aside in (("zh", zh, "（"), ("en", en, " (")):
        said = wrong_usage(["--language", language, *words], capsys)
        assert f": {text}{aside}" in said
        assert said.endswith("--help`）" if language == "zh" else "--help`)")


def test_a_word_that_is_no_type_of_subject_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = wrong_usage([*SCORE, "--type", "projekt", "--language", "en"], capsys)
    assert said.startswith("projgov score: --type cannot be `projekt`: it is one of ")
    assert "did you mean `project`?" in said


@pytest.mark.parametrize("text", ["2017-13-01", "2017-02-29", "tomorrow", "2017-1-1", ""])
def test_a_day_that_does_not_exist_is_wrong_usage(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*SCORE[:3], "--as-of", text]
    assert wrong_usage([*words, "--language", "en"], capsys) == (
        f"projgov: `{text}` is not a date: write it like 2017-12-31"
    )
    assert wrong_usage([*words, "--language", "zh"], capsys) == (
        f"projgov: `{text}` 不是日期，应写成 2017-12-31 的样子"
    )


def test_an_unknown_subject_is_wrong_usage_and_the_nearest_is_offered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["explain", *SCORE[1:3], "P-0001", *SCORE[3:]]
    assert wrong_usage([*words, "--language", "en"], capsys) == (
        "projgov: no subject has the id `P-0001`; did you mean `P-001`?"
    )
    assert (
        wrong_usage([*words, "--language", "zh"], capsys)
        == "projgov: 没有编号为 `P-0001` 的对象；是不是 `P-001`？"
    )


def test_what_cannot_be_read_is_answered_in_one_sentence_with_its_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(bytes(range(256)))
    for portfolio, en, zh in (
        ("zhengfa-2016", "there is no shipped portfolio and no file", "没有叫 `zhengfa-2016` 的"),
        (str(tmp_path / "absent.json"), "there is no file", "没有文件"),
        (str(tmp_path), "is a directory, not a file", "是文件夹，不是文件"),
        (str(binary), "", ""),
    ):
        for language, text in (("en", en), ("zh", zh)):
            said = refused(["score", "zhengfa", portfolio, *SCORE[3:], "--language", language], capsys)
            assert text in said
            assert len(said.splitlines()) == 2  # what is wrong, and what to do


def test_checking_several_files_goes_on_after_one_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "absent.yaml")
    assert main(["check", absent, "zhengfa", "--language", "en"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{absent}: error[F010]: there is no file `{absent}`"
    assert f"{absent}: errors: 1, warnings: 0" in said
    assert said[-1].startswith("zhengfa: ")


def test_json_can_be_asked_for_before_and_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--json", *SCORE], [*SCORE, "--json"]):
        assert main(words) == 0
        report = json.loads(capsys.readouterr().out)
        assert (report["pack"], report["year"], report["as_of"]) == ("zhengfa", 2017, "2017-12-31")


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    """`projgov score … | head -1`: nothing on standard error, and success."""
    start = "import sys; from projgov.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", start, *SCORE, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_the_language_is_that_of_the_locale_where_none_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "要写命令" in wrong_usage([], capsys)
    monkeypatch.setenv("LC_ALL", "C")
    assert "a command is wanted" in wrong_usage([], capsys)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.NAME)
@pytest.mark.parametrize(("language", "word"), [("en", "example: projgov "), ("zh", "例：projgov ")])
def test_every_command_has_help_with_an_example(
    command: object, language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = command.NAME  # type: ignore[attr-defined]  # a module of `cli.commands`
    with pytest.raises(SystemExit) as ended:
        main([name, "--help", "--language", language])
    assert ended.value.code == 0
    assert word + name in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"projgov {__version__}\n"
