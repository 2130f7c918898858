"""Numbers as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.reading.numerals import NumberMeant, chinese_number, number_meant


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("30", "30", ""),
        ("30%", "30", "percent"),
        ("３０％", "30", "percent"),
        ("30 percent", "30", "percent"),
        ("百分之三十", "30", "percent"),
        ("30个百分点", "30", "percent"),
        ("1,000", "1000", ""),
        ("1，234，567.5", "1234567.5", ""),
        ("１００", "100", ""),
        (".5", "0.5", ""),
        ("30.", "30", ""),
        ("-3", "-3", ""),
        ("负三", "-3", ""),
        ("5天", "5", "days"),
        ("10 days", "10", "days"),
        ("0.5分", "0.5", "points"),
        ("3项", "3", ""),
        ("3万", "30000", ""),
        ("三点五", "3.5", ""),
        ("0", "0", ""),
    ],
)
def test_a_number_is_told_whatever_way_it_is_written(text: str, digits: str, unit: str) -> None:
    assert number_meant(text) == NumberMeant(digits, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "十佳",
        "一票否决",
        "007",
        "1,00",
        "1.000,5",
        "万",
        "百分之",
        "%",
        "天",
        "2017-06-30",
        "三" * 50,
        "1" * 50,
    ],
)
def test_what_is_no_number_or_an_identifier_is_left_alone(text: str) -> None:
    assert number_meant(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("二十五", 25), ("一百零三", 103), ("两百", 200), ("一千二百", 1200), ("三万五千", 35000),
        ("一亿三千万", 130_000_000), ("二〇一七", 2017), ("零", 0), ("叁拾", 30),
    ],
)  # fmt: skip
def test_chinese_numerals_are_read(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "二五", "二五十", "万", "甲", "3"])
def test_what_chinese_numerals_do_not_write_is_no_number(text: str) -> None:
    assert chinese_number(text) is None


_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def spoken(number: int) -> str:
    """A number below ten thousand as it is spoken: 2035 is 二千零三十五."""
    text, rest = "", number
    for size, place in _PLACES:
        digit, rest = divmod(rest, size)
        if digit:
            text += "零一二三四五六七八九"[digit] + place
        elif text and rest and not text.endswith("零"):
            text += "零"
    return text or "零"


@given(st.integers(0, 9999))
def test_every_number_as_it_is_spoken_is_read(number: int) -> None:
    assert chinese_number(spoken(number)) == number


@given(st.text(max_size=12))
def test_no_text_whatever_raises(text: str) -> None:
    number_meant(text)
