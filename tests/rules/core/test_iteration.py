"""Lists gone through: `for`, `some`, `every`, filters, and filters within filters."""

from __future__ import annotations

import pytest
from tests.rules.core.asking import ask, defined, faults
from tests.rules.kinds.judging import HEAD

from projgov.rules.load import read_text


@pytest.mark.parametrize(
    ("expression", "on", "subject", "value"),
    [
        ("for r in reports return r.period.end.month", "project", "P", (1, 2, 3)),
        ("for i in 1..4 return i * i", "project", "P", (1, 4, 9, 16)),
        ("for i in 3..1 return i", "project", "P", (3, 2, 1)),
        ("for i in [1..4] return i * i", "project", "P", (1, 4, 9, 16)),
        ("for i in [3..1] return i", "project", "P", ()),
        ("for i in [count(reports)..1] return i", "project", "P", ()),
        ("for i in [1..count(reports)] return i", "project", "P", (1, 2, 3)),
        ("some month in [1..12] satisfies month > 6", "project", "P", True),
        ("every x in [2..3], y in [1..x] satisfies x > y", "project", "P", False),
        ("for p in led projects, r in p.reports return r.id", "unit", "U-2", ("R-1", "R-2", "R-3", "R-1")),
        ("for x in [1, 2], y in [x, 10] return x + y", "project", "P", (2, 11, 4, 12)),
        ("for x in [1, 2] return for x in [x, 5] return x", "project", "P", ((1, 5), (2, 5))),
        ('some r in reports satisfies r.kind = "季汇报"', "project", "P", True),
        ('every r in reports satisfies r.kind = "月汇总"', "project", "P", False),
        ("some p in led projects, r in p.reports satisfies r.occurred < p.start", "unit", "U-2", False),
        ("every x in [] satisfies x > 1", "project", "P", True),
        ("some x in [] satisfies x > 1", "project", "P", False),
        ("count(led projects[count(reports) > 1])", "unit", "U-2", 1),
        (
            "led projects[some r in reports satisfies r.occurred - start < days duration(60)].id",
            "unit",
            "U-2",
            ("P", "Q"),
        ),
        ("children[count(led projects[budget > 50]) = 1].id", "unit", "U-1", ("U-2",)),
        ("projects[lead unit.led projects[budget > 50].id = [id]].id", "portfolio", "", ("Q",)),
        ("reports[2].id", "project", "P", "R-2"),
        ("reports[-1].id", "project", "P", "R-3"),
        ("reports[9].id", "project", "P", None),
        ('reports[kind = "monthly"][-1].id', "project", "P", "R-2"),
    ],
)
def test_lists_are_gone_through(expression: str, on: str, subject: str, value: object) -> None:
    assert ask(expression, on, subject) == value


def test_the_variable_of_an_inner_list_does_not_disturb_that_of_an_outer_one() -> None:
    """Each x, y pair is seen once: the sums are 1+1, 1+2, 2+1, 2+2."""
    assert ask("for x in [1, 2] return sum(for y in [1, 2] return x + y)") == (5, 7)
    assert ask("[1, 2, 3][count([1, 2][count([1][item = 1]) = item]) = item]") == (1,)
    assert ask("[1, 2][some x in [item] satisfies x in [2]]") == (2,)


@pytest.mark.parametrize(
    ("expression", "at"),
    [
        ("some x in budget satisfies x > 1", "budget"),
        ("for x in title return x", "title"),
        ("budget[1]", "budget"),
        ("budget[item > 1]", "budget"),
        ("reports[budget]", "budget"),
        ("some r in reports satisfies r.id", "r.id"),
        ("for i in 1..title return i", "title"),
        ("some i in [1..title] satisfies i > 1", "title"),
    ],
)
def test_what_is_no_list_or_no_condition_is_a_fault(expression: str, at: str) -> None:
    assert faults(expression) == [("T001", at)]


def test_items_of_different_kinds_make_no_list() -> None:
    assert faults('[1, "a", 2]') == [("T001", '"a"')]
    assert faults("[1, null, 2]") == []


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('[{a: 1, b: "x"}, {a: 2, b: "y"}][a > 1].b', ("y",)),
        ('[{b: "x", a: 1}, {a: 2, b: "y"}][item.a > 1].b', ("y",)),
        ("[{a: 1}, {a: 3}][a > count([{a: 5}][a > 1])].a", (3,)),
        ("{two words: 2}.two words + 1", 3),
        ("for x in [{a: 1}, {a: 2}] return x.a + 1", (2, 3)),
    ],
)
def test_the_entries_of_contexts_have_names_within_a_filter(expression: str, value: object) -> None:
    assert ask(expression) == value


@pytest.mark.parametrize(
    ("expression", "code", "at"),
    [
        ('{a: "x"}.a + 1', "T001", '{a: "x"}.a'),
        ('[{a: "x"}][a > 1]', "T002", "a > 1"),
        ("{a: 1} + 1", "T001", "{a: 1}"),
        ("for x in {a: 1} return x", "T001", "{a: 1}"),
        ("count({a: 1})", "T016", "{a: 1}"),
    ],
)
def test_what_is_known_of_the_entries_of_contexts_is_checked(expression: str, code: str, at: str) -> None:
    assert faults(expression) == [(code, at)]


@pytest.mark.parametrize("quantifier", ["some", "every"])
def test_the_mend_of_a_bare_range_after_a_quantifier_is_right(quantifier: str) -> None:
    written = f"{quantifier} x in 1..count(reports) satisfies x > 0"
    (told,) = read_text(defined(written) + HEAD, "rules.yaml").diagnostics
    assert (told.code, told.help("en")) == ("X033", "write `[1..count(reports)]`")
    assert ask(written.replace("1..count(reports)", "[1..count(reports)]")) is True
