"""Parameters: their kinds of value, their versions over time, and what is said of those that cannot be meant."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.rules.kinds.judging import HEAD, faults_of, judge, pack_of, portfolio

from projgov.domain.types import BooleanType, DateType, NumberType, TextType
from projgov.rules.load import read_text
from projgov.scoring.values import Fault, Value

VERSIONS = """\
parameters:
  limit:
    basis: document
    versions:
      - {value: 30, from: 2017-07-01}
      - {value: 20, to: 2016-12-31}
      - {value: 25, from: 2017-01-01, to: 2017-03-31}
definitions:
  - {id: asked, on: project, judged: start, value: limit}
"""
"""Between 1 April and 30 June 2017 there is no version."""


def of(text: str) -> str:
    """A file with one parameter `p`."""
    return f"parameters:\n  p: {{basis: assumed, {text}}}\n"


def asked(day: str) -> Value:
    """The value of `limit` judged on a day."""
    data = portfolio(projects=[{"id": "P", "start": day}])
    return judge(VERSIONS, data, "2017-12-31").value("asked", "P")


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("value: 50", 50, NumberType(0, Fraction(50), Fraction(50))),
        ("value: 0.50", Fraction(1, 2), NumberType(1, Fraction(1, 2), Fraction(1, 2))),
        ("value: 2.0", 2, NumberType(0, Fraction(2), Fraction(2))),
        ("value: 50, unit: percent", 50, NumberType(0, Fraction(50), Fraction(50), "percent")),
        ("value: true", True, BooleanType()),
        ("value: 一票否决", "一票否决", TextType()),
        ("value: 2017-12-31", date(2017, 12, 31), DateType()),
        ('value: "50", unit: text', "50", TextType()),
        ("value: 三十, 单位: 文字", "三十", TextType()),
        ("value: '007'", "007", TextType()),
        ("value: 50, 单位: 百分比", 50, NumberType(0, Fraction(50), Fraction(50), "percent")),
        ("value: 5, unit: 亩", 5, NumberType(0, Fraction(5), Fraction(5), "亩")),
    ],
)
def test_a_parameter_is_a_number_a_text_a_date_or_yes_or_no(
    written: str, value: object, kind: object
) -> None:
    found = pack_of(of(written)).core.parameters["p"]
    assert found.versions[0].value == value
    assert type(found.versions[0].value) is type(value)
    assert found.type == kind


def test_a_number_is_as_wide_and_as_fine_as_its_versions() -> None:
    """Versions 20, 22.5 and 30: from 20 to 30, with one decimal."""
    versions = "[{value: 20, to: 2016-12-31}, {value: 22.5, from: 2017-01-01, to: 2017-06-30}, {value: 30, from: 2017-07-01}]"
    found = pack_of(of(f"versions: {versions}")).core.parameters["p"]
    assert found.type == NumberType(1, Fraction(20), Fraction(30))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2016-12-31", 20),
        ("2017-01-01", 25),
        ("2017-03-31", 25),
        ("2017-07-01", 30),
        ("2099-01-01", 30),
    ],
)
def test_the_version_of_the_day_judged_counts_first_and_last_day_included(day: str, value: int) -> None:
    assert asked(day) == value


@pytest.mark.parametrize("day", ["2017-04-01", "2017-06-30"])
def test_on_a_day_without_a_version_the_rule_errs_and_says_which_parameter_and_day(day: str) -> None:
    found = asked(day)
    assert isinstance(found, Fault)
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "E007"
    assert diagnostic.message("en") == f"parameter `limit` has no value on {day}"
    assert diagnostic.message("zh") == f"参数 `limit` 在 {day} 没有值"
    assert diagnostic.place.line == 9


def test_the_label_is_the_title_or_the_name() -> None:
    titled, plain = (
        pack_of(of(f"value: 1{more}")).core.parameters["p"] for more in (", title: {zh: 甲, en: a}", "")
    )
    assert (titled.label.zh, titled.label.en) == ("甲", "a")
    assert (plain.label.zh, plain.label.en) == ("p", "p")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("title: a", [("F111", "parameter `p` has no value")]),
        ("value: ", [("F111", "parameter `p` has no value")]),
        ("value: [1, 2]", [("F119", "the value of parameter `p` is not a single one")]),
        ("value: {a: 1}", [("F119", "the value of parameter `p` is not a single one")]),
        (
            "versions: [{value: 1}, {value: null}]",
            [("F119", "the value of parameter `p` is not a single one")],
        ),
        ("value: 1, versions: [{value: 1}]", [("F118", "parameter `p` has both `value` and `versions`")]),
        (
            "versions: [{value: 1, to: 2017-01-01}, {value: a, from: 2017-02-01}]",
            [("T013", "the versions of parameter `p` are of different kinds")],
        ),
        (
            "versions: [{value: 1, from: 2017-02-01, to: 2017-01-01}]",
            [("F120", "this version of parameter `p` ends (2017-01-01) before it begins (2017-02-01)")],
        ),
        (
            "versions: [{value: 1, to: 2017-02-01}, {value: 2, from: 2017-02-01}]",
            [("F121", "parameter `p` has two values on 2017-02-01")],
        ),
        (
            "versions: [{value: 1}, {value: 2, from: 2017-02-01}]",
            [("F121", "parameter `p` has two values on 2017-02-01")],
        ),
        ("value: 1, unit: 3", [("F108", "a text is wanted under `unit`, and this is a number")]),
    ],
)
def test_what_cannot_be_meant_is_one_fault(written: str, found: list[tuple[str, str]]) -> None:
    assert [(code, message) for code, _, message in faults_of(of(written))] == found


def test_the_basis_is_document_published_or_assumed() -> None:
    assert faults_of("parameters:\n  p: {value: 1, basis: guess}\n") == [
        ("F150", 2, "`guess` is no basis of a value")
    ]
    assert [c for c, _, _ in faults_of("parameters:\n  p: {value: 1}\n")] == ["F105"]


def test_names_of_parameters_are_like_those_of_rules() -> None:
    assert [(c, line) for c, line, _ in faults_of(
        "parameters:\n"
        "  top-ten: {value: 1, basis: assumed}\n"
        "  as_of: {value: 1, basis: assumed}\n"
        "  budget: {value: 1, basis: assumed}\n"
        "  over half: {value: 1, basis: assumed}\n"
        "  over_half: {value: 2, basis: assumed}\n"
    )] == [("N011", 2), ("N012", 3), ("N012", 4), ("F122", 6)]  # fmt: skip


def test_a_faulty_parameter_brings_no_faults_where_it_is_used() -> None:
    rules = (
        "parameters:\n  p: {basis: assumed}\n  q: {value: 1, basis: guess}\n"
        "definitions:\n  - {id: a, on: project, value: p + q > 3}\n"
    )
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("F111", 2), ("F150", 3)]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("value: 30%", "write `value: 30, unit: percent`; for a text that it is, add `unit: text`"),
        ("value: '30'", "write `value: 30`; for a text that it is, add `unit: text`"),
        ("value: 三十", "write `value: 30`; for a text that it is, add `unit: text`"),
        ("value: １００", "write `value: 100`; for a text that it is, add `unit: text`"),
        ("value: '1,000'", "write `value: 1000`; for a text that it is, add `unit: text`"),
        ("value: 5天", "write `value: 5, unit: days`; for a text that it is, add `unit: text`"),
        ("value: 30%, unit: percent", "write `value: 30`"),
        ("value: '030', unit: percent", "write a number, as in `value: 30`; for a text, leave `unit` out"),
        ("value: 很多, unit: 项", "write a number, as in `value: 30`; for a text, leave `unit` out"),
        ("versions: [{value: 1, to: 2016-12-31}, {value: 二, from: 2017-01-01}]", "write `value: 2`; for a text that it is, add `unit: text`"),
        ("value: 2017年6月30日", "write `2017-06-30`"),
        ("value: 2017-06-31", "write `2017-06-30`, the last day of that month, or correct it"),
    ],
)  # fmt: skip
def test_a_text_that_means_a_number_or_a_day_is_told_where_it_stands(text: str, mend: str) -> None:
    """And nowhere else: what uses the parameter is not to blame."""
    rules = f"{of(text)}definitions:\n  - {{id: d, on: project, value: p + 1}}\n"
    found = read_text(rules + HEAD, "rules.yaml").diagnostics
    assert [d.place.line for d in found] == [2]
    assert [d.help("en") for d in found] == [mend]


def test_a_number_that_is_to_be_a_text_is_told_to_stand_in_quotes() -> None:
    assert faults_of(of("value: 50, unit: text")) == [
        ("F127", 2, "parameter `p` is to be a text, and `50` is none")
    ]
