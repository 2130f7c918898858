"""Rules that contradict themselves or one another, and divisors that can be 0: held against trying every number."""

from __future__ import annotations

from hypothesis import given
from tests.rules.check.conditions import Condition, conditions

from projgov.rules.check import checked
from projgov.rules.load import read_text

HEAD = """\
projgov: 1
pack: tried
year: 2017
title: tried
source: {document: none}
facts:
  project: {visits: {label: 走访, type: number, decimals: 0, least: 0, most: 6}}
filing:
"""
NUMBERS = range(7)
"""Every number of visits that the facts allow."""


def told(*rules: str) -> list[str]:
    text = HEAD + "".join(f"  - {{id: r{n}, on: project, {rule}}}\n" for n, rule in enumerate(rules))
    read = checked(read_text(text, "rules.yaml"))
    assert not [d.render("en") for d in read if d.is_error]
    return [d.code for d in read]


def numbers(*all_of: Condition) -> list[int]:
    """The numbers of which all these conditions hold."""
    return [n for n in NUMBERS if all(c.holds(n) for c in all_of)]


@given(conditions(0, 6), conditions(0, 6))
def test_two_demands_are_told_to_contradict_each_other_just_where_no_number_meets_both(
    one: Condition, other: Condition
) -> None:
    codes = told(f"require: '{one.text}'", f"require: '{other.text}'")
    can_be_met = bool(numbers(one)) and bool(numbers(other))
    assert ("L040" in codes) == (can_be_met and not numbers(one, other))


@given(conditions(0, 6), conditions(0, 6), conditions(0, 6))
def test_demands_that_apply_to_none_together_do_not_contradict_each_other(
    demand: Condition, first: Condition, second: Condition
) -> None:
    codes = told(
        f"when: '{first.text}', require: '{demand.text}'",
        f"when: '{second.text}', require: 'not({demand.text})'",
    )
    if "L040" in codes:
        assert numbers(first, second)


@given(conditions(0, 6))
def test_a_rule_is_told_never_to_apply_just_where_its_condition_holds_of_no_number(when: Condition) -> None:
    """A single comparison that never holds is told by itself."""
    codes = told(f"when: '{when.text}', require present: [title]")
    if "L042" in codes:
        assert not numbers(when)
    if not numbers(when):
        assert {"L042", "T025"} & set(codes)


@given(conditions(0, 6))
def test_a_divisor_is_told_just_where_what_guards_it_lets_0_pass(guard: Condition) -> None:
    expected = guard.holds(0)
    assert ("T030" in told(f"require: 'if {guard.text} then 10 / visits > 1 else true'")) == expected
    assert ("T030" in told(f"require: '{guard.text} and 10 / visits > 1'")) == expected
    assert ("T030" in told(f"require: 'not({guard.text}) or 10 / visits > 1'")) == expected
    assert ("T030" in told(f"when: '{guard.text}', require: 10 / visits > 1")) == expected
