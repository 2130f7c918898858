"""What tests inside a rule file expect of letters."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import pack_of

from projgov.diagnostics import InvalidRuleFile
from projgov.scoring.selftest.run import run_tests

LETTERS = """
filing:
  - {id: named, on: project, require: not(pilot), reason: {zh: 没有牵头单位, en: There is no lead unit}}
letters:
  - {id: notice, on: project, title: 通知, about: [named], body: [{each: findings, text: "{reason}"}]}
sample: {units: [{id: U}], projects: [{id: P, pilot: true}, {id: Q, pilot: false}]}
tests:
  - name: t
    as of: 2017-12-31
    expect: {P: {notice: %s}, Q: {notice: none}}
"""


@pytest.mark.parametrize(
    ("expected", "passes"),
    [
        ("written", True),
        ("none", False),
        ("{contains: 没有牵头单位}", True),
        ("{包含: [没有牵头单位, no lead unit], 不含: 牵头领导}", True),
        ("{contains: 牵头领导}", False),
        ("{lacks: [牵头领导, 牵头单位]}", False),
    ],
)
def test_a_letter_is_expected_to_be_written_and_to_contain_or_lack_passages(
    expected: str, passes: bool
) -> None:
    (result,) = run_tests(pack_of(LETTERS % expected))
    assert result.passed is passes


@pytest.mark.parametrize("expected", ["met", "{holds: x}", "{contains: {a: b}}", "{}"])
def test_of_a_letter_nothing_else_can_be_expected(expected: str) -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        run_tests(pack_of(LETTERS % expected))
    assert [d.code for d in refused.value.diagnostics] == ["F181"]
