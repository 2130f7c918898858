"""The pack base: what all systems of this kind take for granted; other files extend it."""

from __future__ import annotations

from pathlib import Path

import pytest

import projgov
from projgov.scoring.mutation import mutate
from projgov.scoring.selftest.run import run_tests, unguarded

OFFICE = """projgov: 1
pack: office
extends: base
year: 2018
title: {zh: 某局, en: an office}
source: {document: 某局办法}
filing:
  - id: titled
    on: project
    implements: [第二条]
    require present: [title]
    reason: {zh: 没有名称, en: no title}
sample:
  projects: [{id: P, title: 甲}]
tests:
  - name: 有名称
    as of: 2018-12-31
    expect: {P: {titled: met}}
  - name: 没有名称
    as of: 2018-12-31
    given: {P: {title: absent}}
    expect: {P: {titled: unmet}}
"""


def test_its_own_tests_pass_and_name_every_rule() -> None:
    pack = projgov.load_pack("base")
    assert [r.name for r in run_tests(pack) if not r.passed] == []
    assert unguarded(pack) == ()


def test_no_small_change_of_it_goes_unnoticed() -> None:
    assert mutate(projgov.load_pack("base")).survivors == ()


@pytest.fixture
def office(tmp_path: Path) -> projgov.Pack:
    file = tmp_path / "office.yaml"
    file.write_text(OFFICE, encoding="utf-8")
    return projgov.load_pack(file)


def test_a_file_that_extends_it_has_its_rules_and_guards_only_its_own(office: projgov.Pack) -> None:
    assert "progress_holds" in office.core.checks
    assert unguarded(office) == ()
    tried = mutate(office)
    assert tried.survivors == ()
    # The one thing that is required (not asked at all, asked the other way round): changes of `titled` and no others.
    assert 0 < tried.tried < mutate(projgov.load_pack("base")).tried
