"""The same filing under two systems whose "five that are fixed" differ, as their documents do.

dangjian (五定): 事项、目标、人员、责任、时限. jingxihua (五定): 时间、责任、目标、要求、奖惩.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.packs.shipped import pack

import projgov
from projgov.domain.plain import from_plain

COMMON = {"goal": "办好三件实事", "responsibility": "支部负责", "deadline": "2012-12-20"}
TOWN = {"content": "整治村道", "personnel": "专班五人"}
COUNTY = {"requirements": "每月调度", "incentives": "纳入年度奖惩"}


def answer(name: str, **filing: Any) -> tuple[str, str]:
    """What a pack says of its five: the outcome, and the reason where it is not met."""
    portfolio = from_plain(
        {
            "projgov": 1,
            "id": "one-filing",
            "registers": {"filings": {"complete_through": "2017-12-31"}},
            "units": [{"id": "U", "level": "village", "parent": None}],
            "projects": [
                {
                    "id": "P",
                    "category": "innovation",
                    "year": pack(name).core.year,
                    "lead_unit": "U",
                    "filings": [
                        {"id": "F", "occurred": "2012-02-10", "recorded": "2012-02-10", "by": "U", **filing}
                    ],
                }
            ],
        }
    )
    report = projgov.evaluate(pack(name), portfolio, "2016-12-31", on_error="report")
    (occasion,) = report.context.results.occasions["five_fixed"]["P"]
    reasons = [
        report.context.reason(f, "zh") for f in report.subject("P").findings if f.rule.id == "five_fixed"
    ]
    return occasion.outcome, "".join(reasons) if occasion.outcome == "unmet" else ""


@pytest.mark.parametrize(
    ("filing", "town", "county"),
    [
        (COMMON | TOWN, "", "定要求、定奖惩"),
        (COMMON | COUNTY, "定事项、定人员", ""),
        (COMMON, "定事项、定人员", "定要求、定奖惩"),
        (COMMON | TOWN | COUNTY, "", ""),
    ],
    ids=["the town's five", "the county's five", "what both ask", "all seven"],
)
def test_each_system_asks_for_its_own_five(filing: dict[str, str], town: str, county: str) -> None:
    for name, lacking in (("dangjian", town), ("jingxihua", county)):
        outcome, reason = answer(name, **filing)
        assert outcome == ("unmet" if lacking else "met"), name
        assert reason.endswith(lacking)
