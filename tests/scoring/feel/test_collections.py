"""Lists, contexts, paths and filters: DMN 1.5, Tables 64 to 69, 10.3.2.5 and 10.3.2.6."""

from __future__ import annotations

import pytest
from tests.scoring.feel.asking import fault, shown, value, words

from projgov import feel

PEOPLE = {"people": [{"name": "Li", "age": 30}, {"name": "Wang", "age": 17}, {"name": "Zhao"}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2][1]", 1),
        ("[1, 2][-1]", 2),
        ("[1, 2, 3, 4][item > 2]", [3, 4]),
        ("[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]", [{"x": 1, "y": 2}]),
        ("[{x: 1, y: 2}, {x: null, y: 3}][x < 2]", [{"x": 1, "y": 2}]),
        ("[{item: 1}, {item: 2}][item >= 2]", [{"item": 2}]),  # the member hides the item
        ("[{x: 1}][item.x = 1]", [{"x": 1}]),
        ("[{x: 1}, {y: 2}][y = 2]", [{"y": 2}]),
        ("[1, 2][true]", [1, 2]),
        ("[1, 2][null]", []),
        ("[][item > 2]", []),
        ("3[item > 2]", [3]),
        ("3[item > 3]", []),
        ("3[1]", 3),
        ("null[1]", None),
        ("null[true]", None),
        ("[[1, 2], [3]][count(item) = 1]", [[3]]),
        ("[1, 2, 3][item > 1][item < 3]", [2]),
        ("[3, 1, 2][[1, 2][item > 1][1]]", 1),
        ("{a: [{b: 1}, {b: 2}]}.a[b = 2].b", [2]),
    ],
)
def test_filters_take_positions_and_conditions(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", ["[1, 2][3]", "[1, 2][0]", "[1, 2][-3]", "[1][1.5]", "[1][1e30]"])
def test_a_position_that_a_list_does_not_have_is_a_fault(text: str) -> None:
    assert fault(text) == "M034"


@pytest.mark.parametrize("text", ['[1]["a"]', "[1, 2][{a: 10}]", "[1][[true]]"])
def test_what_is_no_condition_and_no_position_is_a_fault(text: str) -> None:
    assert fault(text) == "M035"


def test_a_position_is_the_same_for_all_items_whatever_their_members_are_called() -> None:
    assert shown("[{n: 5}, {n: 6}][n]", {"n": 2}) == {"n": 6}


def test_a_name_in_a_filter_is_first_a_member_then_a_variable() -> None:
    assert shown("people[age >= limit].name", {**PEOPLE, "limit": 18}) == ["Li"]
    assert shown("people[name = wanted].age", {**PEOPLE, "wanted": "Wang"}) == [17]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a: 1}.a", 1),
        ("{a: {b: 2}}.a.b", 2),
        ("[{x: 1, y: 2}, {x: 2, y: 3}].y", [2, 3]),
        ("[{a: {b: [1]}}, {a: {b: [2.1, 2.2]}}, {a: {b: [3]}}].a.b", [[1], ["2.1", "2.2"], [3]]),
        ("[].y", []),
        ("null.y", None),
        ("{a: null}.a.b", None),
        ('@"2017-03-31".year', 2017),
        ('@"2017-03-31T10:30:00@Asia/Shanghai".time offset', "PT8H"),
        ('[@"2017-03-31", @"2018-03-31"].year', [2017, 2018]),
        ('@"P1Y2M".months', 2),
        ("{a: 1, b: a + 1, c: a + b}.c", 3),
        ("{a b: 1, c-d: a b + 1}.c-d", 2),
        ('{"a b": 1}.a b', 1),
        ("{f: function(x) x + 1, r: f(2)}.r", 3),
    ],
)
def test_paths_lead_into_contexts_lists_and_properties(text: str, expected: object) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", ["{a: 1}.b", '"text".a', '@"2017-03-31".hour', "[1..2].middle", "(1).a"])
def test_a_member_that_is_not_there_is_a_fault(text: str) -> None:
    assert fault(text) in ("M032", "M210")


def test_a_member_misspelt_is_offered_the_nearest() -> None:
    assert "did you mean `completion`?" in words("{completion: 1}.completoin")


def test_items_without_the_member_are_null_in_a_list_of_paths() -> None:
    outcome = feel.run("[{x: 1}, {y: 2}].y")
    assert outcome.value == [None, 2]
    assert [d.code for d in outcome.diagnostics] == ["M032"]


def test_a_key_given_twice_makes_no_context() -> None:
    assert fault("{a: 1, a: 2}") == "M033"


def test_an_entry_sees_those_before_it_and_hides_the_outer_name() -> None:
    assert shown("{a: x, x: 2, b: x}", {"x": 1}) == {"a": 1, "x": 2, "b": 2}


def test_names_of_a_context_from_outside_are_matched_the_longest_first_also_after_a_dot() -> None:
    context = {"plan": {"cost-benefit": 3, "cost": 5}, "a": 1, "a b": 2, "a-b": 7, "b": 4}
    assert shown("plan.cost-benefit", context) == 3
    assert shown("plan.cost - a", context) == 4
    assert shown("a b + a", context) == 3
    assert shown("a-b", context) == 7
    assert shown("(a)-b", context) == -3


def test_chinese_names_and_keys_are_names() -> None:
    assert value("项目.完成率 >= 目标", {"项目": {"完成率": 80}, "目标": 75}) is True
