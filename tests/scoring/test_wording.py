"""Values, records and missing evidence in words."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.few_facts import FAULT, unknown

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import Period
from projgov.domain.filings import Step
from projgov.domain.plans import Baseline
from projgov.domain.records import VOCABULARY
from projgov.domain.types import AnyType, ChoiceType, ListType, NumberType, Option, ValueType
from projgov.rules.core.durations import Months
from projgov.scoring.values import Evidence, Rows
from projgov.scoring.wording import evidence_text, number_text, record_name, signed, value_text

ANY = AnyType()
LEVEL = ChoiceType("level", (Option("city", Bilingual("市级", "city level")),))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (5, None, "5"),
        (Fraction(1, 2), None, "0.5"),
        (Fraction(-1, 8), None, "-0.125"),
        (Fraction(1, 3), None, "≈0.3333"),
        (Fraction(-2, 3), None, "≈-0.6667"),
        (10**30, None, "1" + "0" * 30),
        (5, 1, "5.0"),
        (Fraction(185, 2), 1, "92.5"),
        (Fraction(185, 2), 2, "92.50"),
        (0, 2, "0.00"),
        (Fraction(1, 8), 2, "0.125"),  # not rounded to two: all of it is shown
        (Fraction(1, 3), 2, "≈0.3333"),
    ],
)
def test_a_number_is_exact_or_says_that_it_is_not(
    value: int | Fraction, decimals: int | None, text: str
) -> None:
    assert number_text(value, decimals) == text


@given(st.fractions(), st.none() | st.integers(0, 6))
def test_a_number_that_is_not_marked_reads_back_as_itself(value: Fraction, decimals: int | None) -> None:
    found = number_text(value, decimals)
    if not found.startswith("≈"):
        assert Fraction(found) == value


def test_beside_arithmetic_a_negative_number_has_the_sign_of_subtraction() -> None:
    assert [signed(t) for t in ("-5", "5", "≈-0.6667", "a-b")] == ["−5", "5", "≈−0.6667", "a-b"]


@pytest.mark.parametrize(
    ("value", "kind", "zh", "en"),
    [
        (True, ANY, "是", "yes"),
        (False, ANY, "否", "no"),
        (None, ANY, "无", "none"),
        (12, ANY, "12", "12"),
        (date(2017, 3, 31), ANY, "2017-03-31", "2017-03-31"),
        (timedelta(days=5), ANY, "5天", "5 days"),
        (timedelta(days=1), ANY, "1天", "1 day"),
        (timedelta(days=-1), ANY, "-1天", "-1 day"),
        (Months(5), ANY, "5个月", "5 months"),
        (Months(1), ANY, "1个月", "1 month"),
        (Period("quarter", 2017, 1), ANY, "2017-Q1", "2017-Q1"),
        ("city", LEVEL, "市级", "city level"),
        ("other", LEVEL, "other", "other"),
        ("city", ANY, "city", "city"),
        ((1, 2), ListType(NumberType()), "1、2", "1, 2"),
        (("city",), ListType(LEVEL), "市级", "city level"),
        ((), ListType(ANY), "无", "none"),
        (Rows((1,), ((2, unknown("a")),)), ListType(ANY), "1", "1"),
        (unknown("a"), ANY, "未知", "not known"),
        (FAULT, ANY, "规则出错", "the rule errs"),
    ],
)
def test_a_value_is_written_as_a_person_writes_it(value: object, kind: ValueType, zh: str, en: str) -> None:
    assert (value_text(value, kind, "zh"), value_text(value, kind, "en")) == (zh, en)


def test_a_plan_is_told_by_its_version_and_a_record_without_a_name_by_its_day() -> None:
    """Never by how it is held in memory, which nobody can read, and which depends on the order of what is in it."""
    day = date(2012, 2, 1)
    plan = Baseline(version=2, occurred=day, recorded=day)
    assert (value_text(plan, ANY, "zh"), value_text(plan, ANY, "en")) == ("第2版", "version 2")
    nameless = Step(kind="survey", occurred=day, recorded=day)
    assert (value_text(nameless, ANY, "zh"), value_text(nameless, ANY, "en")) == ("2012-02-01", "2012-02-01")


def test_a_record_is_called_by_title_or_name_or_id() -> None:
    class Titled:
        title, name, id = "修路", "n", "P"

    class Named:
        name, id = "甲镇", "U"

    class Numbered:
        id = "R-1"

    assert [record_name(r()) for r in (Titled, Named, Numbered)] == ["修路", "甲镇", "R-1"]
    assert record_name(7) == "7"


@pytest.mark.parametrize(
    ("evidence", "subject", "zh", "en"),
    [
        (Evidence("project", "P", ("budget",)), None, "P · 预算", "P · budget"),
        (Evidence("project", "P", ("budget",)), "", "预算", "budget"),
        (Evidence("project", "P", ("budget",)), "P 修路", "P 修路 · 预算", "P 修路 · budget"),
        (Evidence("project", "P", ("budget",), "保密"), "", "预算（保密）", "budget (保密)"),
        (
            Evidence("project", "P", ("reports", "R-1", "content")),
            "",
            "进展报告 · R-1 · 报告内容",
            "reports · R-1 · content",
        ),
        (
            Evidence("project", "P", ("progress", "2017-01-01")),
            "",
            "实际进度 · 2017-01-01",
            "progress · 2017-01-01",
        ),
        (Evidence("thing", "T", ("what",)), None, "T · what", "T · what"),
    ],
)
def test_missing_evidence_is_named_by_the_labels_of_the_fields_that_lead_to_it(
    evidence: Evidence, subject: str | None, zh: str, en: str
) -> None:
    assert evidence_text(evidence, VOCABULARY, "zh", subject) == zh
    assert evidence_text(evidence, VOCABULARY, "en", subject) == en
