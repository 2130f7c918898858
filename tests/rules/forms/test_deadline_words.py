"""Phrases of deadlines in both languages: the same day, and back as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.rules.forms.deadline import phrase
from projgov.rules.forms.deadline_words import in_language

PAIRS = [
    ("end of year", "年末"),
    ("end of quarter 3", "三季度末"),
    ("end of June", "6月末"),
    ("end of half 2", "下半年末"),
    ("period end", "期末"),
    ("day 5 of next month", "次月5日"),
    ("10 days after period end", "期末后10天"),
    ("1 working day after period end", "期末后1个工作日"),
    ("15 working days before end of year", "年末前15个工作日"),
    ("2 months after end of June or the next working day", "6月末后2个月，遇节假日顺延"),
    ("3 weeks after end of quarter 1 or the working day before", "一季度末后3周，遇节假日提前"),
]


@pytest.mark.parametrize(("en", "zh"), PAIRS)
def test_a_phrase_has_both_languages_and_names_the_same_day(en: str, zh: str) -> None:
    assert in_language(en, "zh") == zh
    assert in_language(zh, "en") == en
    assert phrase(en, 2017, Place()) == phrase(zh, 2017, Place()) is not None


def test_a_name_from_which_is_counted_stays() -> None:
    assert in_language("30 days after start", "zh") == "start后30天"
    assert in_language("开始日期后30天", "en") == "30 days after 开始日期"


@pytest.mark.parametrize(
    "text",
    [
        "年底",
        "by the end of March",
        "11-30",
        "11月30日",
        "1 days after period end",
        "年末前",
        "end",
        "add days(start, 3)",
    ],
)
def test_what_would_not_come_back_as_it_was_written_stays(text: str) -> None:
    assert in_language(text, "zh") is None
    assert in_language(text, "en") is None


@given(
    st.integers(1, 400),
    st.sampled_from(["day", "working day", "week", "month", "year"]),
    st.sampled_from(["after", "before"]),
    st.sampled_from([en for en, _ in PAIRS]),
)
def test_every_count_from_a_phrase_comes_back(number: int, unit: str, way: str, anchor: str) -> None:
    text = f"{number} {unit}{'' if number == 1 else 's'} {way} {anchor}"
    if (new := in_language(text, "zh")) is not None:
        assert new.isascii() is False
        assert in_language(new, "en") == text
        if number < 40:  # with more, the day may lie beyond the calendar of working days
            assert phrase(new, 2017, Place()) == phrase(text, 2017, Place())
