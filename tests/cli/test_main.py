"""What a newcomer gets who asks for the wrong thing: one sentence that says what is wrong, in either language."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from projgov import __version__
from projgov.cli.commands import COMMANDS
from projgov.cli.main import main
from projgov.cli.output import width

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
        (
            ["score", "data.json", "rules.yaml", *SCORE[3:]],
            "两个文件的次序反了：先写规则文件，后写数据文件",
            "the files are exchanged: the rule file comes first, the data second",
        ),
        ([*SCORE[:3], "--as-of"], "--as-of 后面要写内容", "--as-of wants a value after it"),
        ([*SCORE, "--bogus"], "多出了 --bogus", "--bogus is not understood here"),
        (
            ["schema", "foo"],
            "FORMAT 不能是 `foo`，可以是 pack, portfolio, event, report, timetable, public, bulletin, export",
            "FORMAT cannot be `foo`: it is one of pack, portfolio, event, report, timetable, public, bulletin, export",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_sentence_in_the_language_asked_for(
    words: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, text, aside in (("zh", zh, "（"), ("en", en, " (")):
        said = wrong_usage(["--language", language, *words], capsys)
        assert f": {text}" in said
        if ".json" not in " ".join(words):  # then the words as such are in order, and the help would not help
            assert f": {text}{aside}" in said
            assert said.endswith("--help`）" if language == "zh" else "--help`)")


def test_a_word_that_is_no_type_of_subject_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = wrong_usage([*SCORE, "--type", "projekt", "--language", "en"], capsys)
    assert said.startswith("projgov score: --type cannot be `projekt`: it is one of ")
    assert "did you mean `project`?" in said


@pytest.mark.parametrize(
    "option",
    ["--as_of", "--asof", "-as-of", "--As-Of", "——as-of", "－－as-of", "--as_of=2017-12-31", "--as-off"],
)
def test_an_option_that_is_nearly_written_is_offered_as_it_is(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*SCORE[:3], option, "2017-12-31"]
    name = option.partition("=")[0]
    assert wrong_usage([*words, "--language", "en"], capsys) == (
        f"projgov score: {name} is not understood here; did you mean `--as-of`? (see `projgov score --help`)"
    )
    assert wrong_usage([*words, "--language", "zh"], capsys) == (
        f"projgov score: 多出了 {name}；是不是 `--as-of`？（用法见 `projgov score --help`）"
    )


def test_a_word_that_is_no_format_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert "did you mean `portfolio`?" in wrong_usage(["schema", "portfolios", "--language", "en"], capsys)


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
    empty, array, office, rules = (tmp_path / n for n in ("e.json", "a.json", "x.xlsx", "r.yaml"))
    empty.write_bytes(b"\n")
    array.write_text("[]")
    office.write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    rules.write_text("projgov: 1")
    for portfolio, en, zh in (
        ("zhengfa-2016", "there is no shipped portfolio and no file", "没有叫 `zhengfa-2016` 的"),
        (str(tmp_path / "absent.json"), "there is no file", "没有文件"),
        (str(tmp_path), "is a directory, not a file", "是文件夹，不是文件"),
        (str(binary), "", ""),
        (str(empty), "the file holds nothing", "文件里没有内容"),
        (str(array), "are expected to be a JSON object, and this is a list", "应为 JSON 对象，这里是列表"),
        (str(office), "it looks like XLSX", "像是 XLSX"),
        (str(rules), "is a YAML file, and data are JSON or CSV", "是 YAML 文件，数据要用 JSON 或 CSV"),
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
    assert said[-2].startswith("zhengfa: ")
    assert said[-1] == "projgov check --explain F010 tells more of that code"


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


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["demo"],
        ["check", "no.yaml"],
        ["test", "zhengfa"],
        ["explain", *SCORE[1:3], "P-001", *SCORE[3:]],
        ["score", *SCORE[1:3]],
        ["schema"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_no_command_complains_of_a_pipe_that_is_closed_before_it_begins(words: list[str]) -> None:
    """Both streams go to one pipe that nobody reads, as in `projgov … 2>&1 | head -0`."""
    start = "import sys; from projgov.cli.main import main; sys.exit(main())"
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen([sys.executable, "-c", start, *words], stdout=writer, stderr=writer) as running:
        os.close(writer)
        assert running.wait() in (0, 2)  # 2: usage that is wrong, and nobody to be told


def test_the_table_of_scores_is_cut_to_a_terminal_and_whole_in_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*SCORE, "--language", "en"]) == 0
    whole = capsys.readouterr().out
    assert "…" not in whole
    assert max(map(width, whole.splitlines())) > 80
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    assert main([*SCORE, "--language", "en"]) == 0
    cut = capsys.readouterr().out
    assert max(map(width, cut.splitlines())) == 60
    assert len(cut.splitlines()) == len(whole.splitlines())


@pytest.mark.parametrize("command", ["score", "explain"])
def test_rules_that_err_are_told_with_the_subjects_and_in_json_too(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, data = tmp_path / "r.yaml", tmp_path / "d.json"
    rules.write_text(
        "projgov: 1\npack: m\nyear: 2017\ntitle: t\npoints:\n"
        "  - {id: s, on: project, decimals: 1, lines: [{id: a, give: 1 / (budget - budget)}]}\n"
    )
    data.write_text('{"projgov": 1, "id": "x", "projects": [{"id": "A", "budget": 3}]}')
    words = [command, str(rules), str(data), *(["A"] if command == "explain" else []), *SCORE[3:]]
    for language, text in (("en", "division by zero"), ("zh", "除数为零")):
        assert text in refused([*words, "--language", language], capsys)
    assert main([*words, "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["related"]) == ("E001", ["project A"])


def test_types_of_subject_go_by_their_chinese_names_too(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for word in ("unit", "单位"):
        assert main([*SCORE, "--type", word, "--language", "zh"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].startswith("单位\n")
    for word in ("project/P-044", "项目/P-044"):
        assert main(["explain", *SCORE[1:3], word, *SCORE[3:]]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[2] == printed[3]


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


@pytest.mark.parametrize("words", [("check", "zhengfa"), ("check", "nowhere.yaml")])
def test_how_python_collects_garbage_is_as_before_when_a_command_ends(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = gc.get_threshold()
    main(words)
    assert gc.get_threshold() == before


def test_what_is_ranked_within_classes_is_listed_by_class(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["score", "dangjian", "dangjian-2016", "--as-of", "2016-12-31", "--type", "project"]
    assert main([*words, "--language", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    classes = [next((c for c in ("创新探索", "制度推广") if f" {c} " in line), "") for line in lines[3:]]
    assert [c for n, c in enumerate(classes) if n == 0 or classes[n - 1] != c] == ["创新探索", "制度推广", ""]
