"""What stands in a rule file: texts in two languages."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import faults_of, judge, portfolio

RULE = "filing:\n  - id: f\n    on: project\n    require: missing(id)\n    reason: {}\n"


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        (
            "{zh: 未明确责任领导,或应由一把手牵头, en: None}",
            ("F113", 5, "commas cut this text to pieces, and `或应由一把手牵头` became a key"),
        ),
        ("{zh: 甲, fr: b}", ("F102", 5, "a text is wanted here, and this is a mapping")),
        ("[a, b]", ("F102", 5, "a text is wanted here, and this is a list")),
        ("5", ("F102", 5, "a text is wanted here, and this is a number")),
    ],
)
def test_a_reason_that_is_no_text_is_refused_with_what_it_is(
    reason: str, fault: tuple[str, int, str]
) -> None:
    assert faults_of(RULE.format(reason)) == [fault]


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ("只有一种", "只有一种", "只有一种"),
        ("{en: only one}", "only one", "only one"),
        ("{zh: '逗号,有', en: a comma}", "逗号,有", "a comma"),
        ("{中文: 甲, 英文: b}", "甲", "b"),
    ],
)
def test_a_text_in_one_language_serves_for_both(reason: str, zh: str, en: str) -> None:
    judged = judge(RULE.format(reason), portfolio(projects=[{"id": "P"}]), "2017-12-31")
    assert judged.reasons("f", "P") == [zh]
    assert judged.reasons("f", "P", "en") == [en]
