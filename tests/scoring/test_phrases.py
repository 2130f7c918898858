"""Conditions in words: each kind of node, in both languages, with the facts that it asks."""

from __future__ import annotations

import pytest
from tests.rules.kinds.judging import portfolio
from tests.scoring.town import DATA, project, report

from projgov.diagnostics import Language
from projgov.scoring.phrases import Phrase, phrase
from projgov.scoring.results import Key

RULES = """\
facts:
  project:
    missed: {{label: {{zh: 缺报次数, en: reports missed}}, type: number, decimals: 0, least: 0}}
    accident: {{label: {{zh: 责任事故, en: accident}}, type: yes/no}}
parameters:
  few: {{title: {{zh: 上限, en: the most allowed}}, value: 2, basis: assumed}}
schedule:
  - id: gates
    on: project
    title: {{zh: 节点, en: gates}}
    gates:
      - {{id: started, title: {{zh: 启动, en: started}}, due: end of quarter 1, require: count(evidence) > 0}}
lamps:
  - {{id: lamp, on: project, title: {{zh: 进度灯, en: lamp}}, show: [{{lamp: red, when: missed > 3}}], otherwise: green}}
definitions:
  - {{id: asked, on: project, value: '{expression}'}}
"""


def said(expression: str, language: Language) -> Phrase:
    """A condition about a project that missed one report."""
    one = {**project("A", "修路", missed=1, accident=False), "budget": 40, "level": "city"}
    one["reports"] = [
        {
            "id": "Q",
            "kind": "quarterly",
            "period": "2017-Q2",
            "occurred": "2017-06-30",
            "recorded": "2017-06-30",
            "progress": [{"value": 56, "source": "verified"}],
        }
    ]
    found = report(RULES.format(expression=expression), portfolio(units=DATA["units"], projects=[one]))
    context = found.context
    names = context.definition_env("asked", Key("project", "A"))
    return phrase(context.core.definitions["asked"].body, context.model, names, language)


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("missed > 3", "缺报次数（1）> 3", "reports missed (1) > 3"),
        ("missed != few", "缺报次数（1）≠ 上限（2）", "reports missed (1) ≠ the most allowed (2)"),
        ("accident", "责任事故（否）", "accident (no)"),
        ("not(accident)", "并非责任事故（否）", "not accident (no)"),
        ("present(end)", "有结束日期（否）", "end is there (no)"),
        ("missing(end)", "没有结束日期（是）", "end is missing (yes)"),
        ("start >= date(\"2017-01-01\")", "开始日期（2017-01-10）≥ 2017-01-01", "start (2017-01-10) ≥ 2017-01-01"),
        ("level = \"city\"", "级别（市级）= 市级", "level (city) = city"),
        ("lead unit.level = \"town\"", "主办单位的层级（乡镇（街道））= 乡镇（街道）", "level of lead unit (town or street) = town or street"),
        ("missed < 3 and accident", "缺报次数（1）< 3，且责任事故（否）", "reports missed (1) < 3 and accident (no)"),
        (
            "accident or (missed < 3 and budget > 5)",
            "责任事故（否），或（缺报次数（1）< 3，且预算（40）> 5）",
            "accident (no) or (reports missed (1) < 3 and budget (40) > 5)",
        ),
        ("not(missed < 3)", "并非（缺报次数（1）< 3）", "not (reports missed (1) < 3)"),
        ("budget - 3 * missed > 10", "预算（40）− 3 × 缺报次数（1）> 10", "budget (40) − 3 × reports missed (1) > 10"),
        ("3 * (budget - missed) > 10", "3 ×（预算（40）− 缺报次数（1））> 10", "3 × (budget (40) − reports missed (1)) > 10"),
        ("budget - (missed - 3) > 10", "预算（40）−（缺报次数（1）− 3）> 10", "budget (40) − (reports missed (1) − 3) > 10"),
        ("-missed < 3", "−缺报次数（1）< 3", "−reports missed (1) < 3"),
        ("round(budget / 3, 1) > 2", "预算（40）÷ 3 > 2", "budget (40) ÷ 3 > 2"),
        ("count(reports) = 0", "进展报告的个数（1）= 0", "number of reports (1) = 0"),
        (
            "count(reports[kind = \"monthly\"]) = 0",
            "“报告类别 = 月汇总”的进展报告的个数（0）= 0",
            "number of reports with “kind = monthly summary” (0) = 0",
        ),
        (
            "some r in reports satisfies r.kind = \"monthly\"",
            "有进展报告“报告类别 = 月汇总”（否）",
            "some of reports with “kind = monthly summary” (no)",
        ),
        (
            "every r in reports satisfies r.occurred <= as_of",
            "进展报告都“发生日期 ≤ 评价日”（是）",
            "all of reports with “occurred ≤ the day of evaluation” (yes)",
        ),
        (
            "progress at date(\"2017-06-30\") > 50",
            "2017-06-30的实际进度（56）> 50",
            "progress on 2017-06-30 (56) > 50",
        ),
        ("progress at as_of > 50", "2017-12-31的实际进度（56）> 50", "progress on 2017-12-31 (56) > 50"),
        ("gates.unmet > 0", "节点 · 未通过（1）> 0", "gates · unmet (1) > 0"),
        ("gates.started", "节点 · 启动（否）", "gates · started (no)"),
        ("lamp = \"red\"", "进度灯（绿灯）= 红灯", "lamp (green lamp) = red lamp"),
        ("as_of > start", "评价日（2017-12-31）> 开始日期（2017-01-10）", "the day of evaluation (2017-12-31) > start (2017-01-10)"),
        ("abs(missed) > 3", "绝对值（缺报次数）（1）> 3", "abs(reports missed) (1) > 3"),
        ("max([missed, few]) > 3", "（缺报次数、上限）的最大值（2）> 3", "greatest of (reports missed, the most allowed) (2) > 3"),
        ("start = null", "开始日期（2017-01-10）= 无", "start (2017-01-10) = none"),
    ],
)  # fmt: skip
def test_a_condition_is_said_with_labels_and_values(expression: str, zh: str, en: str) -> None:
    assert said(expression, "zh").text == zh
    assert said(expression, "en").text == en


def test_the_facts_are_listed_once_each_in_the_order_in_which_they_are_asked() -> None:
    found = said("missed > 3 or budget < missed", "en")
    assert found.facts == (("reports missed", "1"), ("budget", "40"))
    assert said("missed > 3 or budget < missed", "zh").facts == (("缺报次数", "1"), ("预算", "40"))


def test_what_is_asked_of_every_record_of_a_list_is_no_fact_by_itself() -> None:
    assert said('count(reports[kind = "monthly"]) = 0', "en").facts == (
        ("number of reports with “kind = monthly summary”", "0"),
    )


def test_a_fact_that_is_missing_is_not_known() -> None:
    assert said("(progress at start) > 50", "en").text == "progress on 2017-01-10 (not known) > 50"
