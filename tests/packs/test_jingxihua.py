"""The pack jingxihua: what is in the file holds together, and its own tests pass."""

from __future__ import annotations

import re

import projgov
from projgov.rules.load.mechanisms import catalogue
from projgov.scoring.selftest.coverage import coverage
from projgov.scoring.selftest.run import run_tests

PACK = projgov.load_pack("jingxihua")
OUTSIDE = {"jingxihua-07", "jingxihua-26"}
"""Personal data, and services: no rule may name them."""


def test_the_tests_inside_the_file_pass() -> None:
    assert [r.name for r in run_tests(PACK) if not r.passed] == []


def test_every_clause_that_a_rule_names_is_shown_by_a_test_that_passes_and_one_that_catches() -> None:
    found = coverage(PACK)
    assert found.notes == ()
    assert [c.id for c in found.clauses if not c.passing or not c.catching] == []


def test_no_rule_names_what_is_outside_or_of_another_system() -> None:
    named = {clause.id for clause in coverage(PACK).clauses}
    assert named <= catalogue().mechanisms.keys() - OUTSIDE
    assert all(re.fullmatch(r"jingxihua-\d\d", clause) for clause in named)
