"""Days as offices write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.reading.days import DayMeant, day_meant, told_of_day


@pytest.mark.parametrize(
    "text",
    [
        "2017年6月30日", "2017年06月30号", "2017 年 6 月 30 日", "2017/6/30", "2017.6.30", "2017-6-30", "20170630", "２０１７年６月３０日",
        "二〇一七年六月三十日", "2017年6月30日前", "2017-06-30之前", "30.6.2017", "6/30/2017", "June 30, 2017", "30 Jun 2017", "30th June 2017",
    ],
)  # fmt: skip
def test_a_day_is_told_whatever_way_it_is_written(text: str) -> None:
    assert day_meant(text) == DayMeant(2017, 6, 30)


@pytest.mark.parametrize(
    "text", ["6月30日", "6-30", "6/30", "6.30", "06-30", "六月三十日", "6月30日以前", "June 30"]
)
def test_a_day_without_a_year_is_told(text: str) -> None:
    assert day_meant(text) == DayMeant(None, 6, 30)
    assert day_meant(text).written == "06-30"  # type: ignore[union-attr]  # as asserted above


@pytest.mark.parametrize(
    "text", ["", "下周五", "2017年6月", "30", "5/6/2017", "2017-06-30-01", "6月", "一二三", "2" * 60]
)
def test_what_is_no_day_or_may_be_one_of_two_is_left_alone(text: str) -> None:
    assert day_meant(text) is None


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2017-06-31", "没有 `2017-06-31` 这一天：2017年6月有30天", "there is no day `2017-06-31`: June 2017 has 30 days"),
        ("02-29", "没有 `02-29` 这一天：2017年2月有28天", "there is no day `02-29`: February 2017 has 28 days"),
        ("2017年13月1日", "没有 `2017年13月1日` 这一天：一年只有12个月", "there is no day `2017年13月1日`: a year has 12 months"),
    ],
)  # fmt: skip
def test_of_a_day_that_does_not_exist_is_said_why(text: str, zh: str, en: str) -> None:
    told = told_of_day(text, Place(), 2017)
    assert told is not None
    assert (told.message("zh"), told.message("en")) == (zh, en)


def test_the_mend_is_the_day_as_files_hold_it_or_the_last_of_its_month() -> None:
    for text, mend in (("2017年6月30日", "write `2017-06-30`"), ("6月30日前", "write `06-30`")):
        told = told_of_day(text, Place(), 2017)
        assert told is not None
        assert told.help("en") == mend
    told = told_of_day("2017年6月31日", Place())
    assert told is not None
    assert told.help("en") == "write `2017-06-30`, the last day of that month, or correct it"


def test_a_day_without_a_year_is_none_where_no_year_is_spoken_of() -> None:
    assert told_of_day("6月30日", Place()) is None


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_told_as_chinese_offices_write_it(day: date) -> None:
    meant = day_meant(f"{day.year}年{day.month}月{day.day}日")
    assert meant is not None
    assert meant.written == day.isoformat()


@given(st.text(max_size=14))
def test_no_text_whatever_raises(text: str) -> None:
    told_of_day(text, Place(), 2017)
