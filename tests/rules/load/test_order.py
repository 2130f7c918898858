"""Definitions and checks in the order of their dependencies."""

from __future__ import annotations

from tests.rules.kinds.judging import faults_of, pack_of

from projgov.diagnostics import Bilingual, Place
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, NUMBER
from projgov.rules.core.program import Check, Definition
from projgov.rules.core.scope import Faults
from projgov.rules.load.order import ordered

SUBJECT = nodes.Variable("subject", NUMBER)


def defined(name: str, *uses: str, line: int = 1) -> Definition:
    """A definition that sums others."""
    body = nodes.MakeList(tuple(nodes.Result(u, SUBJECT, NUMBER) for u in uses), NUMBER)
    return Definition(name, "project", body, NUMBER, place=Place("f", line, 1))


def check(name: str, uses: str, line: int = 1) -> Check:
    """A check that asks another definition."""
    holds = nodes.Compare("=", nodes.Result(uses, SUBJECT, NUMBER), nodes.number(1), BOOLEAN)
    return Check(name, "project", holds, Bilingual(name, name), place=Place("f", line, 1))


def counted(name: str, check_id: str, line: int = 1) -> Definition:
    """A definition that counts the occasions of a check."""
    body = nodes.Tally((check_id,), "unmet", SUBJECT)
    return Definition(name, "project", body, NUMBER, place=Place("f", line, 1))


def test_each_stands_after_what_it_depends_on_and_equals_by_name() -> None:
    faults = Faults()
    definitions, _ = ordered(
        [defined("a", "c"), defined("b"), defined("c"), defined("d", "a", "b")], [], faults
    )
    assert list(definitions) == ["b", "c", "a", "d"]
    assert not faults.found


def test_the_order_of_writing_makes_no_difference() -> None:
    parts = [defined("a", "c"), defined("b"), defined("c"), defined("d", "a", "b")]
    assert list(ordered(parts, [], Faults())[0]) == list(ordered(parts[::-1], [], Faults())[0])


def test_a_definition_and_a_check_of_one_id_are_kept_apart() -> None:
    """Check `x` asks definition `x`, which is no circle."""
    faults = Faults()
    definitions, checks = ordered([defined("x")], [check("x", "x")], faults)
    assert (list(definitions), list(checks), faults.found) == (["x"], ["x"], [])


def test_a_circle_through_a_check_is_one_fault_at_the_first_of_it_in_the_file() -> None:
    faults = Faults()
    ordered([counted("n", "c", line=7)], [check("c", "n", line=3)], faults)
    (fault,) = faults.found
    assert (fault.code, fault.place.line) == ("N009", 3)
    assert fault.message("en") == "these definitions go round in a circle: `c` → `n` → `c`"


def test_a_rule_whose_condition_depends_on_its_own_result_is_a_circle() -> None:
    rules = "filing:\n  - {id: own, on: project, require: own.unmet = 0, otherwise: returned}\n"
    assert [(c, line) for c, line, _ in faults_of(rules)] == [("N009", 2)]


def test_a_rule_can_depend_on_its_kind_for_other_subjects() -> None:
    rules = (
        "filing:\n"
        "  - {id: own, on: project, require present: [title], otherwise: returned}\n"
        "  - {id: all, on: unit, require: sum(led projects.own.unmet) = 0, otherwise: returned}\n"
    )
    assert list(pack_of(rules).core.checks) == ["own", "all"]
