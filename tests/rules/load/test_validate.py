"""From the placed tree to models: every key that is wrong is told where it stands, with the key that was meant."""

from __future__ import annotations

from textwrap import dedent

import pytest
from tests.rules.kinds.judging import HEAD, faults_of

from projgov.rules.load import read_text


def helps(rules: str, language: str = "en") -> list[str]:
    """The mends of the faults in these sections."""
    found = read_text(dedent(rules) + HEAD, "rules.yaml").diagnostics
    return [d.help("zh" if language == "zh" else "en") for d in found]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("{on: project, value: '1'}", ("F105", "`id` is missing")),
        ("{id: a, on: project}", ("F105", "`value` is missing")),
        ("{id: a, on: project, valeu: '1'}", ("F106", "unknown key `valeu`")),
        ("{id: a, on: project, value: '1', tittle: b}", ("F106", "unknown key `tittle`")),
        ("{id: a, on: project, value: '1', 标提: b}", ("F106", "unknown key `标提`")),
        ("{id: 7, on: project, value: '1'}", ("F108", "a text is wanted under `id`, and this is a number")),
        ("{id: a, on: project, value: '1', implements: z-1}", ("F108", "a list is wanted under `implements`, and this is a text")),
        ("{id: a, on: project, value: '1', implements: [1]}", ("F108", "a text is wanted here, and this is a number")),
        ("{id: a, on: project, value: {b: 1}}", ("F101", None)),
        ("{id: a, on: project, value: '1', title: [b]}", ("F102", None)),
        ("{id: a, on: project, value: '1', title: b, 标题: c}", ("F109", "`标题` and `title` are the same key, given twice")),
        ("just a text", ("F108", "a mapping of keys to values is wanted here, and this is a text")),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_as_its_kind_wants_is_told_why(rule: str, fault: tuple[str, str | None]) -> None:
    code, line, message = faults_of(f"definitions:\n  - {rule}\n")[0]
    assert (code, line) == (fault[0], 2)
    assert fault[1] is None or message == fault[1]


def test_all_faults_of_all_rules_are_told_in_the_order_of_the_file() -> None:
    rules = """\
        definitions:
          - {id: a, on: project}
          - {id: b, on: projct, value: '1'}
          - {id: c, on: project, value: '1', tittle: x}
        points:
          - {id: d, on: project, decimals: many, lines: []}
        filling: []
        """
    assert [(code, line) for code, line, _ in faults_of(rules)] == [
        ("F105", 2),
        ("N008", 3),
        ("F106", 4),
        ("S001", 6),
        ("F106", 7),
    ]


def test_the_key_that_was_meant_is_offered_in_the_language_in_which_it_was_written() -> None:
    assert helps("definitions:\n  - {id: a, on: project, value: '1', tittle: x}\n") == [
        "did you mean `title`?"
    ]
    assert helps("definitions:\n  - {id: a, on: project, value: '1', 标提: x}\n") == ["did you mean `标题`?"]
    assert helps("filling: []\n") == ["did you mean `filing`?"]
    assert helps("计份: []\n") == ["did you mean `计分`?"]
    assert helps("filling: []\n", "zh") == ["是不是 `filing`？"]


def test_keys_deep_inside_a_rule_are_checked_against_their_own_model() -> None:
    rules = (
        "points:\n  - id: s\n    on: project\n    decimals: 1\n    total: {least: 0, most: 9}\n"
        "    lines:\n      - {id: a, base: 3, deduct: {each: '1', point: 2}}\n"
    )
    assert [(c, line, m) for c, line, m in faults_of(rules)] == [
        ("F106", 7, "unknown key `point`"),
    ]
    assert helps(rules) == ["did you mean `points`?"]


def test_the_head_is_checked_like_rules() -> None:
    text = "projgov: 2\npack: 7\nyear: soon\ntitle: {zh: 甲, en: a}\n"
    found = read_text(text, "rules.yaml").diagnostics
    assert [(d.code, d.place.line) for d in found] == [("F107", 1), ("F108", 2), ("F108", 3)]


@pytest.mark.parametrize(
    ("year", "code"),
    [("1899", "F117"), ("3000", "F117"), ("-5", "F117"), ("20171", "F117"), ("'2017'", "F108")],
)
def test_the_year_is_one_of_the_calendar(year: str, code: str) -> None:
    found = read_text(f"projgov: 1\npack: a\nyear: {year}\ntitle: a\n", "rules.yaml").diagnostics
    assert [(d.code, d.place.line) for d in found] == [(code, 3)]


def test_a_section_holds_a_list() -> None:
    assert faults_of("definitions: {id: a}\n") == [
        ("F108", 1, "a list of rules is wanted under `definitions`, and this is a mapping")
    ]
    assert faults_of("definitions:\n") == [("F151", 1, "nothing is written after `definitions`")]


@pytest.mark.parametrize(
    ("rule", "mend"),
    [
        ("implements: z-1", "write `implements: [z-1]`"),
        ("implements: z-1、z-2", "write `implements: [z-1, z-2]`"),
        ("on: [project]", "there is one, so without brackets: `project`"),
        ("quote: 5", "put quotes around it: `'5'`"),
        ("title: 2017", "put quotes around it: `'2017'`"),
        ("quote:", "write a text, or leave the key out"),
        ("id:", "write a text"),
        ("value:", "write one"),
        ("when:", "write one, or leave the key out"),
    ],
)
def test_the_mend_of_a_wrong_value_is_in_the_writer_s_own_words(rule: str, mend: str) -> None:
    """One key of a rule is wrong; the others are `id`, `on` and `value`."""
    rest = {"id": "id: a", "on": "on: project", "value": "value: '1'"}
    rest.pop(rule.partition(":")[0], None)
    keys = "\n    ".join([rule, *rest.values()])
    assert helps(f"definitions:\n  - {keys}\n") == [mend]


@pytest.mark.parametrize(
    ("head", "mend"),
    [
        ("year: 2017年", "write `year: 2017`"),
        ("年度: 2017年度", "write `年度: 2017`"),
        ("year: '2017'", "write `year: 2017`"),
        ("year: ２０１７", "write `year: 2017`"),
        ("year:", "write a whole number"),
    ],
)
def test_the_mend_of_a_year_is_the_year(head: str, mend: str) -> None:
    found = read_text(f"projgov: 1\npack: a\n{head}\ntitle: a\n", "rules.yaml").diagnostics
    assert [d.help("en") for d in found] == [mend]


def test_a_value_alone_is_shown_as_the_parameter_that_it_was_meant_to_be() -> None:
    assert helps("parameters:\n  half: 50\n") == ["write `half: {value: 50, basis: …}`"]


def test_rules_without_a_dash_are_told_to_begin_with_one() -> None:
    assert helps("definitions:\n  id: a\n  on: project\n") == ["begin each entry with `- `: `- id: …`"]


def test_a_misspelt_key_that_has_to_be_there_is_one_fault() -> None:
    assert [c for c, _, _ in faults_of("definitions:\n  - {id: a, on: project, valeu: '1'}\n")] == ["F106"]
    both = "definitions:\n  - {id: a, on: project, tittle: '1'}\n"
    assert [c for c, _, _ in faults_of(both)] == ["F105", "F106"]
