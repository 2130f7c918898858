"""The JSON Schema of rule files: good files are valid, and what it refuses, loading refuses too."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema
import pytest
from tests.rulefiles import literate

from projgov.reading.tree import plain
from projgov.reading.yaml import compose
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import read_text
from projgov.rules.load.reading import shipped
from projgov.rules.load.schema import json_schema

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HEAD = "projgov: 1\npack: test\nyear: 2017\ntitle: a test\n"


def refused(text: str) -> list[str]:
    """The paths in a rule file of what the schema refuses."""
    tree: Any = plain(compose(text, "rules.yaml"))
    return [".".join(map(str, e.absolute_path)) for e in VALIDATOR.iter_errors(tree)]


def loads(text: str) -> bool:
    return read_text(text, "rules.yaml").pack is not None


def test_the_schema_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_packs_are_valid(name: str) -> None:
    assert refused(shipped()[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", literate.files("good"), ids=lambda f: f.stem)
def test_rule_files_in_which_nothing_is_wrong_are_valid(file: Path) -> None:
    """Among them ladders with English keys and with Chinese ones."""
    assert refused(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        ("2017-12-31", True),
        ("2016-02-29", True),
        ("2017-04-31", False),
        ("2017-02-30", False),
        ("2017-13-01", False),
        ("2017-00-10", False),
        ("2017-01-00", False),
        ("2017-1-1", False),
    ],
)
def test_days_are_bounded_by_month(day: str, valid: bool) -> None:
    rule = "filing:\n  - {id: funded, on: project, require: budget > 1, valid from: DAY}\n"
    text = HEAD + rule.replace("DAY", day)
    assert set(refused(text)) == (set() if valid else {"filing.0.valid from"})
    assert loads(text) == valid


def test_units_are_offered_and_others_may_be_written() -> None:
    parameter = "parameters:\n  least: {value: 3, unit: UNIT, basis: document}\n"
    either = json.dumps(SCHEMA["$defs"], ensure_ascii=False)
    assert '"百分比"' in either
    for unit in ("percent", "百分比", "万元", "stations"):
        assert refused(HEAD + parameter.replace("UNIT", unit)) == []


def test_every_section_stands_in_it_in_both_languages() -> None:
    for kind in KINDS:
        english, chinese = (SCHEMA["properties"][name] for name in (kind.key, kind.names[0]))
        assert english == chinese
        assert english["title"] == f"{kind.label.zh} / {kind.label.en}"


def test_every_key_has_a_title_and_keys_are_offered_with_spaces_and_in_chinese() -> None:
    gate = SCHEMA["$defs"]["gates.Gate"]["properties"]
    assert gate["require present"] == gate["要求齐全"]
    assert gate["require present"]["title"] == "要求齐全 / require present"
    assert gate["require"]["description"] == "a condition that has to hold"
    assert "require_present" not in gate
    models = [
        d for name, d in SCHEMA["$defs"].items() if name[0].islower() and "." in name and "properties" in d
    ]
    assert models
    for model in models:
        for field in model["properties"].values():
            assert " / " in field["title"]


GOOD = [
    "escalation: [{id: a, on: project, signals: [{id: s, each: comments}, {id: t, each: acceptances}], steps: [{id: b, when: [{signal: s}]}], clears: [{signal: t, to: b, forgets: [s]}]}]",
    "升级处置: [{编号: a, 对象: 项目, 标题: 甲, 信号: [{编号: s, 逐条: 点评}], 步骤: [{编号: b, 决定: 须经决定, 触发: [{信号: s, 次数: 2, 期间内: 当季}]}]}]",
    "filing: [{id: a, on: project, require present: [lead unit], otherwise: not issued}]",
    "filing: [{id: a, on: project, require_present: [lead unit], otherwise: Not_Issued}]",
    "立项条件: [{编号: a, 对象: 项目, 要求齐全: [主办单位], 否则: 暂不下发, 理由: {中文: 没有}}]",
    "filing: [{id: a, on: project, require: level in (\"city\")}, {id: b, on: project, require: true}]",
    "quota: [{id: a, on: unit, count: led projects, least: 1}]",
    "cadence: [{id: a, on: project, every: quarterly, from: 03-01, due: period end, met by: count(reports) > 0}]",
    "lamps: [{id: a, on: project, show: [{lamp: purple, title: {zh: 紫灯, en: purple lamp}, when: budget > 1}]}]",
    "points: [{id: a, on: project, decimals: 1, missing evidence: 0, rounding: half even, lines: [{id: b, give: 1.5}]}]",
    "parameters: {a: {value: 0.5, basis: assumed}, b: {versions: [{value: x, from: 2017-01-01}], basis: document}}",
    "facts: {project: {stations: {label: 站, type: number, least: 0}}}",
    "sample: {units: [{id: U, name: 甲局, level: department}]}",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_loads_is_valid(text: str) -> None:
    assert loads(HEAD + text)
    assert refused(HEAD + text) == []


BAD = [
    ("escalation: [{id: a, on: project, signals: [{id: s, each: comments, shows: red}], steps: []}]", "escalation.0.signals.0.shows"),
    ("escalation: [{id: a, on: project, signals: [], steps: [{id: b, when: [{signal: s, in a row: 3}]}]}]", "escalation.0.steps.0.when.0.in a row"),
    ("escalation: [{id: a, on: project, signals: [], steps: [{id: b, decision: perhaps}]}]", "escalation.0.steps.0.decision"),
    ("escalation: [{id: a, on: project, signals: [], steps: [], clears: [{signal: s, forgets: all}]}]", "escalation.0.clears.0.forgets"),
    ("升级处置: [{编号: a, 对象: 项目, 信号: [], 步骤: [{编号: b, 触发: s}]}]", "升级处置.0.步骤.0.触发"),
    ("late events: ignore", "late events"),
    ("filing: [{id: a, on: project, requires: true}]", "filing.0"),
    ("filing: [{on: project, require: true}]", "filing.0"),
    ("filing: [{id: a, on: projekt, require: true}]", "filing.0.on"),
    ("filing: [{id: a, on: project, require: true, otherwise: no}]", "filing.0.otherwise"),
    ("filing: [{id: a, on: project, require: {a: 1}}]", "filing.0.require"),
    ("filing: {id: a, on: project, require: true}", "filing"),
    ("filing: [{id: a, on: project, require: true, title: 5}]", "filing.0.title"),
    ("filing: [{id: 5, on: project, require: true}]", "filing.0.id"),
    ("cadence: [{id: a, on: project, every: week, due: period end, met by: true}]", "cadence.0.every"),
    ("points: [{id: a, on: project, decimals: x, lines: [{id: b, give: 1}]}]", "points.0.decimals"),
    ("points: [{id: a, on: project, decimals: 1, rounding: halb up, lines: []}]", "points.0.rounding"),
    ("parameters: {a: {value: 1, basis: guessed}}", "parameters.a.basis"),
    ("parameters: {a: {value: 1}}", "parameters.a"),
    ("facts: {project: {stations: {label: 站, type: numeral}}}", "facts.project.stations.type"),
    ("filings: []", ""),
    ("tests: [{name: a, as of: 2017-12-31}]", "tests.0"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path"), BAD)
def test_what_the_schema_refuses_loading_refuses_too(text: str, path: str) -> None:
    assert set(refused(HEAD + text)) == {path}
    assert not loads(HEAD + text)


def test_a_head_without_its_keys_is_refused() -> None:
    assert refused("pack: test\n") == ["", "", ""]
    assert not loads("pack: test\n")


def test_the_sample_is_checked_as_a_portfolio() -> None:
    text = dedent("""
        sample:
          projects: [{id: P, titel: x}]
    """)
    assert refused(HEAD + text) == ["sample.projects.0"]
