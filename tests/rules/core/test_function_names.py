"""What functions are called: each in both languages, no name for two of them, and a list in the script of who asks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.rules.core.asking import ask, faults, helps

from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.function_names import NODE_FUNCTIONS, spellings
from projgov.rules.core.functions import FUNCTIONS

NAMES = [*(f.names for f in NODE_FUNCTIONS), *((s.name, *s.names) for s in FUNCTIONS.values())]


@pytest.mark.parametrize("names", NAMES, ids=lambda n: n[0])
def test_every_function_has_a_chinese_and_an_english_name(names: tuple[str, ...]) -> None:
    assert {name.isascii() for name in names} == {True, False}


def test_no_name_means_two_functions_that_do_different_things() -> None:
    meant: dict[str, set[str]] = {}
    for node in NODE_FUNCTIONS:
        for name in node.names:
            meant.setdefault(canonical_name(name), set()).add(f"{node.family} {node.does}")
    for spec in FUNCTIONS.values():
        for name in (spec.name, *spec.names):
            meant.setdefault(canonical_name(name), set()).add(spec.name)
    assert {name: several for name, several in meant.items() if len(several) > 1} == {}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("四舍六入五成双(2.5, 0)", 2),
        ("五舍六入(2.5, 0)", 2),
        ("进一(2.1, 0)", 3),
        ("截断(2.9, 0)", 2),
        ("去尾(-2.9, 0)", -2),
        ("连乘([2, 3, 4])", 24),
        ("乘积([0.5, 3])", Fraction(3, 2)),
        ("平均值([1, 2])", Fraction(3, 2)),
        ("求和([1, 2])", 3),
        ("最大值([1, 2])", 2),
        ("最小值([1, 2])", 1),
        ("个数([1, 2])", 2),
        ("合计(连续整数(1, 4))", 10),
        ("计数(展开列表([[1, 2], [3]]))", 3),
        ("不为空(budget)", True),
        ("未填(budget)", False),
    ],
)
def test_chinese_names_call_what_english_names_call(expression: str, value: object) -> None:
    assert ask(expression) == value


@pytest.mark.parametrize(
    ("called", "zh", "en"),
    [
        ("round half even", "四舍六入五成双", "round half even"),
        ("decimal", "四舍六入五成双", "decimal"),
        ("四舍六入五成双", "四舍六入五成双", "round half even"),
        ("round half up", "四舍五入", "round half up"),
        ("求和", "求和", "sum"),
        ("sum", "合计", "sum"),
        ("相差天数", "相差天数", "days_between"),
    ],
)
def test_a_name_stays_as_it_is_in_its_own_language(called: str, zh: str, en: str) -> None:
    words = spellings(called, 2)
    assert words is not None
    assert (words.zh, words.en) == (zh, en)


def test_of_an_unknown_function_those_in_the_script_of_its_name_are_offered() -> None:
    """A clerk who writes Chinese is not offered a list of English names."""
    assert faults("乱七八糟(budget)") == [("N005", "乱七八糟")]
    (offered,) = helps("乱七八糟(budget)")
    assert "`一致项`" in offered
    assert "`abs`" not in offered
