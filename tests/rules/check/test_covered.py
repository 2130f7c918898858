"""Working days beyond the calendar are found before anything is evaluated, where the file tells them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from projgov.rules.check import checked
from projgov.rules.load import read_text


def doubts(rules: str, year: int = 2017, head: str = "") -> list[tuple[str, int, str]]:
    text = f"{dedent(rules).lstrip()}projgov: 1\npack: t\nyear: {year}\n{head}title: t\n"
    found = [d for d in checked(read_text(text, "r.yaml")) if d.code in ("C038", "C039")]
    return [(d.code, d.place.line, dict(d.values).get("day", "")) for d in found]  # type: ignore[misc]  # a day is a text


JUDGED = """
filing:
  - id: f
    on: project
    judged: {due}
    require: present(title)
"""
MONTHLY = """
cadence:
  - id: c
    on: project
    every: month
    due: {due}
    met by: present(title)
"""


@pytest.mark.parametrize(
    ("rules", "year", "head", "expected"),
    [
        (JUDGED.format(due="5 working days after 2026-12-30"), 2026, "", [("C038", 4, "2027-01-01")]),
        (JUDGED.format(due="3 working days before 2004-01-02"), 2004, "", [("C038", 4, "2003-12-31")]),
        (JUDGED.format(due="2003-06-07, or the next working day"), 2004, "", [("C038", 4, "2003-06-07")]),
        (JUDGED.format(due="5 working days after 2017-12-30"), 2017, "", []),
        (JUDGED.format(due="5 working days after start"), 2017, "", []),
        (JUDGED.format(due="5 working days after start"), 2027, "", [("C039", 8, "")]),
        (JUDGED.format(due="5 working days after start"), 2026, "year to: 2027-02-28\n", [("C039", 8, "")]),
        (JUDGED.format(due="5 days after 2030-12-30"), 2030, "", []),
        # The report for December 2026 is due in January 2027; that for December 2025 in January 2026.
        (MONTHLY.format(due="5 working days after period end"), 2026, "", [("C038", 5, "2027-01-01")]),
        (MONTHLY.format(due="5 working days after period end"), 2025, "", []),
        (MONTHLY.format(due="5 working days before period end"), 2026, "", []),
        (MONTHLY.format(due="次月5日，遇节假日顺延"), 2026, "", [("C038", 5, "2027-01-05")]),
        (MONTHLY.format(due="2 working days after 1 month before period end"), 2026, "", []),
    ],
)
def test_days_that_the_calendar_does_not_cover_are_doubted(
    rules: str, year: int, head: str, expected: list[tuple[str, int, str]]
) -> None:
    assert doubts(rules, year, head) == expected


def test_a_day_that_has_a_name_is_told_once_where_it_is_written() -> None:
    rules = MONTHLY.format(due="5 working days after period end").replace(
        "present(title)", "start <= due or end > due"
    )
    assert doubts(rules, 2026) == [("C038", 5, "2027-01-01")]


def test_a_call_in_an_expression_or_a_message_is_seen_too() -> None:
    rules = """
    definitions:
      - {id: n, on: project, value: 'working_days_between(@"2017-01-01", @"2027-01-01")'}
    filing:
      - {id: f, on: project, require: n > 1, reason: '{next working day(@"2026-12-31")}'}
    """
    assert [(code, day) for code, _, day in doubts(rules)] == [("C038", "2027-01-01"), ("C038", "2027-01-01")]
