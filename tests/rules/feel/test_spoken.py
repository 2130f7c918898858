"""What people write as they speak, or as in a spreadsheet, is told as an expression says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.core.asking import helps
from tests.rules.feel.trees import place_at

from projgov.diagnostics import Diagnostic, InvalidRuleFile
from projgov.rules.feel.parser import parse
from projgov.rules.feel.spoken import OPERATORS, spoken_if


def fault(text: str) -> Diagnostic:
    with pytest.raises(InvalidRuleFile) as refused:
        parse(text, place_at=place_at)
    (found,) = refused.value.diagnostics
    return found


@pytest.mark.parametrize("word", OPERATORS)
def test_a_word_for_an_operator_is_told_with_the_operator(word: str) -> None:
    found = fault(f"预算 {word} 5")
    assert (found.code, found.help("en")) == ("X047", f"write `{OPERATORS[word]}`")
    assert f"`{word}`" in found.message("zh")


def test_such_a_word_is_told_before_a_name_as_well() -> None:
    assert fault("预算 > 1 且 权重 > 2").help("zh") == "改写为 `and`"


@pytest.mark.parametrize("text", ["是否试点", "至少", "本年且", "count(且)"])
def test_a_name_may_hold_such_a_word(text: str) -> None:
    parse(text, place_at=place_at)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("如果 预算 > 1 则 3 否则 5", "if 预算 > 1 then 3 else 5"),
        ("如果预算大于100，则为20，否则为10", "if 预算 > 100 then 20 else 10"),
        ("如果 a > 1 则 1 否则 如果 a > 0 则 2 否则 3", "if a > 1 then 1 else if a > 0 then 2 else 3"),
        ('若 名称 等于 "大于" 那么 1 否则 0', 'if 名称 = "大于" then 1 else 0'),
        ("if(a > 3, 0, max(1, 5))", "if a > 3 then 0 else max(1, 5)"),
    ],
)
def test_a_condition_as_it_is_spoken_is_told_as_it_is_written(text: str, mend: str) -> None:
    assert (fault(text).code, fault(text).help("en")) == ("X048", f"write `{mend}`")
    parse(mend, place_at=place_at)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("IF(budget > 3, 0, 54)", "if budget > 3 then 0 else 54"),
        ("如果(budget > 3, 0, 54)", "if budget > 3 then 0 else 54"),
        ("IF(budget > 3, 0, IF(budget > 2, 5, 6))", "if budget > 3 then 0 else if budget > 2 then 5 else 6"),
        ("IF(budget)", "if … then … else …"),
    ],
)
def test_a_condition_as_in_a_spreadsheet_is_told_as_it_is_written(text: str, mend: str) -> None:
    assert helps(text) == [f"write `{mend}`"]


def test_brackets_around_a_condition_are_none_of_a_spreadsheet() -> None:
    parse("if (a > 3) then f(1, 2) else 2", place_at=place_at)
    parse("if (a > 3) and (b in (1, 2, 3)) then 1 else 2", place_at=place_at)


def test_a_function_whose_name_is_cut_by_a_reserved_word_is_told_with_an_underscore() -> None:
    found = fault("days between(start, max(end, start)) > 3")
    assert (found.code, found.place.column) == ("X049", 1)
    assert found.help("en") == "join it with an underscore: `days_between(start, max(end, start))`"
    parse("days between (1) and (5)", place_at=place_at)


def test_a_comma_in_a_number_is_told_with_the_number() -> None:
    found = fault("budget > 1,000")
    assert (found.code, found.help("en")) == ("X056", "write `1000`")


@pytest.mark.parametrize("text", ["title、goal > 1", "budget > 1，title = 1"])
def test_a_full_width_comma_is_told_once(text: str) -> None:
    assert fault(text).code == "X002"


@given(st.text('如果若则那么就否则不然为，, 预算大于a1"', max_size=20))
def test_no_text_whatever_raises(text: str) -> None:
    spoken_if(text)
