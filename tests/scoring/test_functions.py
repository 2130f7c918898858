"""The built-in functions: each by examples worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.few_facts import unknown

from projgov.domain.calendar import Period
from projgov.domain.calendar.file import shipped_calendar
from projgov.rules.core.durations import Months
from projgov.rules.core.functions import FUNCTIONS, OF_WORKING_DAYS
from projgov.scoring.faults import Erring
from projgov.scoring.functions import IMPLEMENTATIONS, TAKES_UNKNOWN, implementation
from projgov.scoring.values import Rows

CHINA = shipped_calendar()
U, V, W = unknown("a"), unknown("b"), unknown("register")
DAY = date(2017, 3, 31)
Q1 = Period("quarter", 2017, 1)

EXAMPLES: list[tuple[str, tuple[Any, ...], Any]] = [
    ("abs", (Fraction(-1, 2),), Fraction(1, 2)),
    ("floor", (Fraction(-1, 2),), -1),
    ("ceiling", (Fraction(-1, 2),), 0),
    ("modulo", (-5, 3), 1),
    ("modulo", (Fraction(11, 2), -2), Fraction(-1, 2)),
    ("sqrt", (Fraction(9, 4),), Fraction(3, 2)),
    ("log", (1,), 0),
    ("exp", (0,), 1),
    ("power", (2, -1), Fraction(1, 2)),
    ("numbers", (2, 4), (2, 3, 4)),
    ("numbers", (4, 2), (4, 3, 2)),
    ("numbers", (3, 3), (3,)),
    ("string_length", ("政法a",), 3),
    ("contains", ("重点项目", "项目"), True),
    ("contains", ("重点项目", "工作"), False),
    ("starts_with", ("重点项目", "重点"), True),
    ("ends_with", ("重点项目", "重点"), False),
    ("upper_case", ("ab甲",), "AB甲"),
    ("lower_case", ("AB甲",), "ab甲"),
    ("concatenation", ("a", "b", "c"), "abc"),
    ("join", (("a", None, "b"), "、"), "a、b"),
    ("join", ((), "、"), ""),
    ("listing", ("、", "甲", None, "乙"), "甲、乙"),
    ("list_contains", ((1, None), None), True),
    ("list_contains", ((1, True), 2), False),
    ("item", ((5, 6, 7), 1), 5),
    ("item", ((5, 6, 7), -1), 7),
    ("item", ((5, 6, 7), 4), None),
    ("item", ((5, 6, 7), 0), None),
    ("only", ((5,),), 5),
    ("only", ((),), None),
    ("trimmed_mean", ((9, 1, 5, 4, 9), 1), 6),  # of 4, 5, 9
    ("trimmed_mean", ((Fraction(1, 2), 1), 0), Fraction(3, 4)),
    ("trimmed_mean", ((1, 2, 3), 2), None),
    # `printf 'seed:P-017' | sha256sum` begins with 4977696d17e3
    ("draw_number", ("seed", "P-017"), 0x4977696D17E3),
    ("agreed", ((5, 5, 5),), 5),
    ("agreed", ((),), None),
    ("agreed", ((None, None),), None),
    ("flatten_once", (((1,), (), (2, 3)),), (1, 2, 3)),
    ("concatenate", ((1,), (2, 3)), (1, 2, 3)),
    ("number", ("-12.50",), Fraction(-25, 2)),
    ("string", (Fraction(1, 3),), "1/3"),
    ("string", (Fraction(25, 2),), "12.5"),
    ("string", (True,), "true"),
    ("string", (DAY,), "2017-03-31"),
    ("string", (Q1,), "2017-Q1"),
    ("string", (timedelta(days=-3),), "-P3D"),
    ("string", (Months(14),), "P14M"),
    ("string", ("甲",), "甲"),
    ("date", ("2017-03-31",), DAY),
    ("date_of", (2017, 3, 31), DAY),
    ("year", (DAY,), 2017),
    ("month", (DAY,), 3),
    ("day", (DAY,), 31),
    ("weekday", (DAY,), 5),  # a Friday
    ("days_between", (DAY, date(2017, 4, 10)), 10),
    ("days_between", (date(2017, 4, 10), DAY), -10),
    ("months_between", (date(2017, 1, 31), date(2017, 2, 28)), 1),
    ("months_between", (date(2017, 1, 31), date(2017, 2, 27)), 0),
    ("months_between", (date(2017, 3, 1), date(2017, 1, 15)), -1),
    ("years_between", (date(2016, 2, 29), date(2017, 2, 27)), 0),
    ("years_between", (date(2016, 2, 29), date(2017, 2, 28)), 1),
    ("years_between", (date(2017, 6, 30), date(2016, 1, 1)), -1),
    ("add_days", (DAY, 1), date(2017, 4, 1)),
    ("add_months", (DAY, -1), date(2017, 2, 28)),
    ("add_years", (date(2016, 2, 29), 1), date(2017, 2, 28)),
    ("month_end", (date(2016, 2, 3),), date(2016, 2, 29)),
    ("period", ("2017-Q1",), Q1),
    ("period_start", (Q1,), date(2017, 1, 1)),
    ("period_end", (Q1,), DAY),
    ("in_period", (DAY, Q1), True),
    ("in_period", (date(2017, 4, 1), Q1), False),
    ("period_within", (Period("month", 2017, 3), Q1), True),
    ("period_within", (Q1, Period("month", 2017, 3)), False),
    ("period_days", (Q1,), 90),
    ("later_period", (Q1, -2), Period("quarter", 2016, 3)),
    ("next_period", (Period("quarter", 2017, 4),), Period("quarter", 2018, 1)),
    ("next_period", (Period.parse("2017-03-01/P10D"),), Period.parse("2017-03-11/P10D")),
    ("half_month_period", (date(2017, 3, 15),), Period("half_month", 2017, 5)),
    ("ten_days_period", (DAY,), Period("ten_days", 2017, 9)),
    ("months_of", (Q1,), tuple(Period("month", 2017, n) for n in (1, 2, 3))),
    ("months_of", (Period.parse("2017-01-28/P1W"),), (Period("month", 2017, 1), Period("month", 2017, 2))),
    (
        "quarters_of",
        (Period("half_year", 2017, 2),),
        (Period("quarter", 2017, 3), Period("quarter", 2017, 4)),
    ),
    # 2 to 4 April 2017 were off for Qingming (a Sunday to a Tuesday), 1 April, a Saturday, was worked.
    ("is_working_day", (date(2017, 4, 1),), True),
    ("is_working_day", (date(2017, 4, 3),), False),
    ("add_working_days", (DAY, 1), date(2017, 4, 1)),
    ("add_working_days", (DAY, 2), date(2017, 4, 5)),
    ("add_working_days", (date(2017, 4, 5), -2), DAY),
    ("working_days_between", (DAY, date(2017, 4, 5)), 2),
    ("working_days_between", (date(2017, 4, 5), DAY), -2),
    # April 2017 has 20 weekdays; two are off, one Saturday is worked.
    ("working_days_of", (Period("month", 2017, 4),), 19),
    ("next_working_day", (date(2017, 4, 1),), date(2017, 4, 5)),
    ("previous_working_day", (date(2017, 4, 5),), date(2017, 4, 1)),
    ("postponed", (date(2017, 4, 2),), date(2017, 4, 5)),
    ("advanced", (date(2017, 4, 4),), date(2017, 4, 1)),
    ("previous_period", (Q1,), Period("quarter", 2016, 4)),
    ("month_period", (DAY,), Period("month", 2017, 3)),
    ("quarter_period", (DAY,), Q1),
    ("half_year_period", (date(2017, 7, 1),), Period("half_year", 2017, 2)),
    ("year_period", (DAY,), Period("year", 2017)),
    (
        "left_open",
        ("month", date(2017, 1, 15), DAY, (date(2017, 1, 31),), (date(2017, 2, 1),), "/"),
        ("2017-03",),
    ),
    ("wanted", ((5, 6), "project", "P", "reports"), 6),
    ("plain_text", ("《A１ 路》：提高1.5%。",), "a1路提高1.5%"),
    ("repeats", (("a", None, "b", "a", None), (1, 2, 3, 4, 5)), ((1, 4),)),
    ("one_after_another", ((DAY, date(2017, 1, 2)), (date(2017, 1, 1), date(2017, 2, 1))), True),
    ("one_after_another", ((DAY,), (date(2017, 1, 1),)), False),
    ("days_duration", (10,), timedelta(days=10)),
    ("months_duration", (10,), Months(10)),
    ("years_duration", (2,), Months(24)),
    ("days", (timedelta(days=10),), 10),
    ("months", (Months(24),), 24),
]


@pytest.mark.parametrize(("name", "arguments", "result"), EXAMPLES)
def test_what_a_function_gives(name: str, arguments: tuple[Any, ...], result: Any) -> None:
    found = implementation(name, CHINA)(*arguments)
    assert found == result
    assert type(found) is type(result)


def test_every_function_of_the_table_is_implemented_and_has_an_example() -> None:
    assert IMPLEMENTATIONS.keys() | OF_WORKING_DAYS == FUNCTIONS.keys()
    assert {name for name, _, _ in EXAMPLES} == FUNCTIONS.keys()
    assert FUNCTIONS.keys() >= TAKES_UNKNOWN


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("modulo", (1, 0), "E001"),
        ("sqrt", (-1,), "E010"),
        ("log", (0,), "E010"),
        ("numbers", (1, 10_001), "E012"),
        ("numbers", (Fraction(1, 2), 3), "E003"),
        ("date", ("2017-02-30",), "E008"),
        ("date_of", (2017, 13, 1), "E008"),
        ("date_of", (10**12, 1, 1), "E008"),
        ("add_days", (DAY, 10**12), "E008"),
        ("add_months", (DAY, 10**12), "E008"),
        ("add_days", (DAY, Fraction(1, 2)), "E003"),
        ("period", ("2017-Q5",), "E011"),
        ("next_period", (Period("year", 9999),), "E011"),
        ("previous_period", (Period("year", 1),), "E011"),
        ("later_period", (Q1, 10**6), "E011"),
        ("later_period", (Period.parse("2017-03-01/P10D"), 10**12), "E011"),
        ("months_of", (Period.parse("2017-01-01/P101Y"),), "E012"),
        ("is_working_day", (date(2003, 12, 31),), "C020"),
        ("add_working_days", (date(2026, 12, 31), 1), "C020"),
        ("add_working_days", (DAY, 10**30), "C020"),
        ("add_working_days", (DAY, Fraction(1, 2)), "E003"),
        ("working_days_of", (Period("year", 2027),), "C020"),
        ("number", ("十二",), "E009"),
        ("days_duration", (10**12,), "E010"),
        ("left_open", ("week", DAY, DAY, (), (), "/"), "E011"),
        ("left_open", ("day", DAY, DAY, (DAY,), (), "/"), "E010"),
        ("left_open", ("month", date(1, 1, 1), date(9999, 12, 31), (), (), "/"), "E012"),
        ("join", (("a", 1), ","), "E006"),
        ("repeats", (("a",), ()), "E010"),
        ("repeats", ((1,), (1,)), "E006"),
        ("trimmed_mean", ((1, 2), -1), "E010"),
        ("only", ((5, 5),), "E013"),
        ("agreed", ((5, 6),), "E014"),
        ("agreed", ((5, None),), "E014"),
        ("string", ((1,),), "E006"),
        ("abs", (True,), "E006"),
        ("days", (Months(1),), "E006"),
        ("months", (timedelta(1),), "E006"),
    ],
)
def test_what_a_function_is_not_defined_for(name: str, arguments: tuple[Any, ...], code: str) -> None:
    with pytest.raises(Erring) as erring:
        implementation(name, CHINA)(*arguments)
    assert erring.value.pattern.code == code


@pytest.mark.parametrize("name", sorted(FUNCTIONS.keys() - {"listing", "list_contains"}))
def test_no_function_takes_null(name: str) -> None:
    given = len(FUNCTIONS[name].parameters)
    with pytest.raises(Erring) as erring:
        implementation(name, CHINA)(*[None] * given)
    assert erring.value.pattern.code == "E005"


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("list_contains", (Rows((1,), ((2, U),), W), 1), True),
        ("list_contains", (Rows((1,), ((2, U),)), 2), U),
        ("list_contains", (Rows((1,), ((2, U),)), 3), False),
        ("list_contains", (Rows((1,), (), W), 3), W),
        ("list_contains", (Rows((1,), (), W), 1), True),
        ("item", ((5, U), 1), 5),
        ("item", ((5, U), 2), U),
        ("item", (Rows((5,), (), W), 1), W),
        ("concatenate", ((1, U), Rows((2,), ((3, V),), W)), Rows((1, U, 2), ((3, V),), W)),
        ("wanted", ((5, U), "project", "P", "a"), U),
        ("wanted", ((), "project", "P1", "a"), unknown("a")),
        ("wanted", (Rows((5,), (), W), "project", "P", "a"), 5),
        ("wanted", (Rows((), (), W), "project", "P", "a"), W),
        ("wanted", (Rows((5,), ((6, V),), W), "project", "P", "a"), unknown("b", "register")),
        ("repeats", (Rows(("a", U, "a"), (("a", V),), W), Rows((1, 2, 3), ((4, V),), W)), ((1, 3),)),
        ("one_after_another", (Rows((DAY,), (), W), (DAY,)), True),
        ("one_after_another", (Rows((), (), W), (DAY,)), W),
        ("one_after_another", (Rows((), (), W), ()), False),
        ("one_after_another", ((DAY,), Rows((), ((DAY, U),)), (DAY,)), U),
        ("one_after_another", ((DAY,), Rows((), ((date(2017, 1, 1), U),)), (DAY,)), False),
        ("one_after_another", ((U,), (DAY,)), U),
        ("one_after_another", ((DAY,), ({"day": None, "next": None},), (date(2017, 1, 1),)), False),
        (
            "one_after_another",
            (({"day": date(2017, 1, 1), "next": date(2017, 1, 6)},), (date(2017, 1, 5),)),
            False,
        ),
        (
            "one_after_another",
            (({"day": date(2017, 1, 1), "next": date(2017, 1, 6)},), (date(2017, 1, 6),)),
            True,
        ),
        ("one_after_another", (({"day": DAY, "next": U},), (DAY,)), U),
        ("flatten_once", (((1,), Rows((2,), ((3, V),), W)),), Rows((1, 2), ((3, V),), W)),
        ("flatten_once", (((1,), U),), Rows((1,), (), U)),
        ("flatten_once", (Rows(((1,),), (((2,), U),), W),), Rows((1,), ((2, U),), W)),
        ("flatten_once", (Rows((), ((V, U),)),), Rows((), (), unknown("a", "b"))),
    ],
)
def test_functions_that_take_lists_of_which_not_all_is_known(
    name: str, arguments: tuple[Any, ...], result: Any
) -> None:
    assert name in TAKES_UNKNOWN
    assert implementation(name, CHINA)(*arguments) == result


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(-200, 200))
def test_so_many_months_later_is_at_least_so_many_months_between(day: date, months: int) -> None:
    later = implementation("add_months", None)(day, months)
    between = implementation("months_between", None)(day, later)
    # Going back from the 31st to the 30th and forward again may fall short of a whole month.
    assert between == months or (months < 0 and later.day < day.day and between in (months, months - 1))
