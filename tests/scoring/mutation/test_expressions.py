"""The small changes of an expression, each worked out by hand."""

from __future__ import annotations

import pytest

from projgov.scoring.mutation.expressions import edits, moved


def changed(text: str) -> list[str]:
    return [edit.of(text) for edit in edits(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a > 10", ["not(a > 10)", "a >= 10", "a > 11", "a > 9"]),
        ("a = 0.5", ["not(a = 0.5)", "a = 0.6", "a = 0.4"]),
        ("a and b", ["not(a and b)", "a or b"]),
        ("(a < 1) or b", ["not((a < 1) or b)", "(a < 1) and b", "(not(a < 1)) or b", "(a <= 1) or b"]),
        ("some x in y satisfies x", ["not(some x in y satisfies x)", "every x in y satisfies x"]),
        ("a in [1..5)", ["not(a in [1..5))", "a in (1..5)", "a in [1..5]"]),
        ("accepted", ["not(accepted)"]),
        ('d > @"2017-12-31"', ['not(d > @"2017-12-31")', 'd >= @"2017-12-31"', 'd > @"2018-01-01"']),
        ('date("2017-12-31")', ['not(date("2017-12-31"))', 'date("2018-01-01")']),
        ("10 days after period end", ["11 days after period end", "9 days after period end"]),
        ('"text"', []),
    ],
)
def test_each_part_that_decides_is_changed(text: str, wanted: list[str]) -> None:
    found = changed(text)
    assert set(wanted) <= set(found)
    assert len(found) == len(set(found))
    assert text not in found


def test_a_number_moves_by_one_in_its_last_digit() -> None:
    assert (moved("50"), moved("0.50"), moved("-3")) == (("51", "49"), ("0.51", "0.49"), ("-2", "-4"))
