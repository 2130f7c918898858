"""A small portfolio as plain data, made anew for each test so that a test may spoil it."""

from typing import Any


def sample() -> dict[str, Any]:
    """One department with a project, its guidebook, plan, reports and acceptance."""
    return {
        "projgov": 1,
        "id": "sample",
        "note": {"zh": "均为虚构", "en": "all made up"},
        "registers": {
            "reports": {"complete_through": "2017-12-31"},
            "recognitions": {"complete_through": None},
        },
        "units": [
            {"id": "U-00", "level": "city", "name": "甲市委政法委", "parent": None},
            {"id": "U-03", "level": "office", "parent": "U-00"},
            {"id": "U-21", "level": "department", "name": "乙局", "facts": {"staff": 40}},
        ],
        "officers": [
            {
                "id": "O-21",
                "name": "李样例",
                "posts": [{"unit": "U-21", "post": "head", "from": "2016-01-01", "to": None}],
            }
        ],
        "projects": [
            {
                "id": "P-017",
                "title": "村居法律服务站规范化建设",
                "domain": "rule_of_law",
                "lead_unit": "U-21",
                "co_units": [],
                "responsibilities": [
                    {
                        "role": "responsible_leader",
                        "officer": "O-21",
                        "from": "2017-01-10",
                        "head_required": True,
                    }
                ],
                "guidebooks": [
                    {"version": 1, "occurred": "2017-01-12", "recorded": "2017-01-12", "content": "统一台账"}
                ],
                "baselines": [
                    {
                        "version": 1,
                        "occurred": "2017-01-12",
                        "recorded": "2017-01-12",
                        "milestones": [
                            {"id": "M1", "due": "2017-03-31", "planned_progress": 10},
                            {"id": "M2", "due": "2017-06-30", "planned_progress": "52.5"},
                        ],
                    }
                ],
                "reports": [
                    {
                        "id": "R-1",
                        "kind": "quarterly",
                        "period": "2017-Q1",
                        "by": "U-21",
                        "occurred": "2017-03-31",
                        "recorded": "2017-04-05",
                        "progress": [{"value": 12, "source": "self_reported"}],
                    }
                ],
                "acceptances": [
                    {
                        "id": "A-1",
                        "occurred": "2017-12-18",
                        "recorded": "2017-12-19",
                        "rating": {"withheld": "未公布"},
                    }
                ],
                "facts": {"stations": 120, "公开": True, "area": {"number": "3.5"}},
            }
        ],
    }
