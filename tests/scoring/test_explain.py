"""Explanations, word for word: what an official reads aloud, in both languages."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from tests.rules.kinds.judging import portfolio
from tests.scoring.town import DATA, RULES, project, report

from projgov.diagnostics import Language


def said(subject: str, language: Language = "zh", **options: Any) -> str:
    """The explanation of a subject of the town."""
    return report(**options).explain(subject, language=language)


def text(words: str) -> str:
    """Words as they stand, without the first and last line break."""
    return dedent(words).strip("\n") + "\n"


def test_a_good_project_is_told_its_points_its_award_and_that_nothing_is_unmet() -> None:
    assert said("A") == text("""
        A  修路  截至2017-12-31

        得分：100.0
           37.5  报送 = 40 − 1 × 2.5
                   缺1次,每次扣2.5分
           63.4  验收 ≈ 70 × 90.5 ÷ 100
           −0.9  总分限额：100.9 → 100
        = 100.0  合计
          依据：c-1 “考核‘得分’办法”
        等次：优秀
        报送灯：绿灯
          依据：c-2
        先进项目 — 排名：第1名，共3个

        表彰
          先进项目：建议授予
            第1名

        没有未通过的规则。
        """)


def test_what_arithmetic_gives_only_after_rounding_is_marked() -> None:
    """70 × 90.5 ÷ 100 is 63.35, and 63.4 is given; 70 × 60 ÷ 100 is 42 exactly."""
    assert "63.4  验收 ≈ 70 × 90.5 ÷ 100\n" in said("A")
    assert "42.0  验收 = 70 × 60 ÷ 100\n" in said("B")


def test_the_same_in_english() -> None:
    assert said("A", "en") == text("""
        A  修路  as of 2017-12-31

        Score: 100.0
           37.5  reports = 40 − 1 × 2.5
                   1 missed, 2.5 each
           63.4  acceptance ≈ 70 × 90.5 ÷ 100
           −0.9  limits of the total: 100.9 → 100
        = 100.0  total
          clause: c-1 “考核‘得分’办法”
        Grade: excellent
        Lamp: green lamp
          clause: c-2
        Best projects — rank: 1 of 3

        Awards
          Best projects: proposed
            rank 1

        No rule is unmet.
        """)


def test_a_bad_project_is_told_the_veto_the_lamps_reason_and_the_measures_proposed() -> None:
    """Nothing is said of clauses where a rule names none, nor of who answers where nobody is named."""
    assert said("B") == text("""
        B  建桥  截至2017-12-31

        得分：0.0
           27.5  报送 = 40 − 5 × 2.5
                   缺5次,每次扣2.5分
           42.0  验收 = 70 × 60 ÷ 100
          −69.5  一票否决：69.5 → 0
                   发生责任事故
        =   0.0  合计
          依据：c-1 “考核‘得分’办法”
        等次：不合格
        报送灯：红灯
          缺报5次
          依据：c-2
        先进项目 — 排名：在第2名至第3名之间（其他对象的结果尚未全部确定）

        表彰
          先进项目：尚无法确定
            缺少：C 治水 · 责任事故
            缺少：C 治水 · 验收评分（评分未公布）

        建议采取的措施（须由有权机关决定）
          通报：报送不力
            责任方：甲镇
          约谈：事故
        """)


def test_a_project_of_which_not_all_is_known_is_told_what_is_missing_once() -> None:
    assert said("C") == text("""
        C  治水  截至2017-12-31

        得分：无法确定
          35.0  报送 = 40 − 2 × 2.5
                  缺2次,每次扣2.5分
             ?  验收：无法确定
                  缺少：验收评分（评分未公布）
             ?  一票否决：无法确定
                  缺少：责任事故
          依据：c-1 “考核‘得分’办法”
        等次：无法确定（原因同上）
        报送灯：黄灯
          依据：c-2
        先进项目 — 排名：在第1名至第3名之间（自身的结果尚无法确定）

        表彰
          先进项目：尚无法确定（原因同上）

        未通过的规则
          [退回] 缺少:验收评分
            责任方：甲镇
            依据：c-3、c-4 “材料齐全”

        证据不足，尚无法判定
          事故（原因同上）
        """)


def test_the_same_of_it_in_english() -> None:
    assert said("C", "en") == text("""
        C  治水  as of 2017-12-31

        Score: undetermined
          35.0  reports = 40 − 2 × 2.5
                  2 missed, 2.5 each
             ?  acceptance: undetermined
                  missing: rating (评分未公布)
             ?  veto: undetermined
                  missing: accident
          clause: c-1 “考核‘得分’办法”
        Grade: undetermined (for the reason above)
        Lamp: yellow lamp
          clause: c-2
        Best projects — rank: between 1 and 3 (its own result is not yet known)

        Awards
          Best projects: undetermined (for the reason above)

        Rules not met
          [returned] lacking: rating
            answerable: 甲镇
            clause: c-3, c-4 “材料齐全”

        Not yet decided, for want of evidence
          Accident (for the reason above)
        """)


def test_what_no_rule_is_about_is_told_so() -> None:
    assert said("U-1") == "U-1  甲镇  截至2017-12-31\n\n规则文件没有针对单位的规则。\n"
    assert said("U-1", "en") == (
        "U-1  甲镇  as of 2017-12-31\n\nThe rule file has no rules on subjects of the type unit.\n"
    )


def test_a_line_that_counts_occasions_names_them_and_clauses_stand_once_for_findings_in_a_row() -> None:
    rules = """\
        cadence:
          - id: monthly
            on: project
            title: {zh: 月报, en: monthly report}
            implements: [c-9]
            every: month
            from: 2017-01-01
            to: 2017-03-31
            due: 5 days after period end
            met by: some r in reports satisfies r.period = period and r.recorded <= due
            reason: {zh: "{period}月报逾期", en: "the report on {period} is overdue"}
        points:
          - id: score
            on: project
            title: {zh: 得分, en: score}
            decimals: 1
            lines:
              - id: reports
                title: {zh: 月报, en: reports}
                base: 6
                deduct: {each: monthly.overdue, points: 0.5}
        """
    one = project("A", "修路")
    one["reports"] = [
        {
            "id": "R",
            "kind": "monthly",
            "period": "2017-02",
            "occurred": "2017-02-28",
            "recorded": "2017-03-01",
        }
    ]
    found = said(
        "A", "en", rules=dedent(rules), data=portfolio(units=DATA["units"], projects=[{**one, "facts": {}}])
    )
    assert found == text("""
        A  修路  as of 2017-12-31

        score: 5.0
          5.0  reports = 6 − 2 × 0.5
                 · monthly report 2017-01
                 · monthly report 2017-03
        = 5.0  total

        Rules not met
          [overdue] the report on 2017-01 is overdue
          [overdue] the report on 2017-03 is overdue
            clause: c-9
        """)


EACH = """\
filing:
  - id: content
    on: project
    title: {zh: 内容, en: Content}
    each: filings
    judged: occurred
    require present: [content]
    otherwise: to complete
"""


def test_of_several_records_it_is_said_which_one_is_meant() -> None:
    one = project("A", "修路")
    one["facts"] = {}
    one["filings"] = [
        {"id": f"F-{n}", "occurred": f"2017-01-0{n}", "recorded": f"2017-01-0{n}", "by": "U-1"}
        for n in (1, 2)
    ]
    found = said("A", "en", rules=EACH, data=portfolio(units=DATA["units"], projects=[one]))
    assert found.count("[to be completed] Content") == 2
    assert len(set(found.splitlines())) == len(found.splitlines()) - 1  # only the empty line comes twice


def test_a_rule_on_the_portfolio_is_explained_under_the_title_of_the_pack_in_the_language() -> None:
    rules = (
        "quota:\n  - {id: enough, on: portfolio, title: {zh: 数量, en: Number}, count: projects, least: 5}\n"
    )
    assert said("portfolio", "en", rules=rules, data=portfolio(projects=[])).startswith(
        "a test  as of 2017-12-31\n"
    )
    assert "没有" not in said("portfolio", "zh", rules=rules, data=portfolio(projects=[]))


QUOTAS = """\
quota:
  - id: enough
    on: portfolio
    title: {zh: 项目数量, en: Number of projects}
    implements: [c-1]
    count: projects
    least: 2
    most: 5
  - id: city
    on: portfolio
    title: {zh: 市级项目, en: City projects}
    count: projects[level = "city"]
    least: 1
    reason: {zh: 没有市级项目, en: There is no city project}
  - {id: early, on: portfolio, title: {zh: 早启动, en: Early start}, count: 'projects[start < date("2017-02-01")]', least: 1}
"""


def test_quotas_are_told_where_they_are_met_as_well_as_missed() -> None:
    projects = [{"id": "A", "level": "county", "start": "2017-03-01"}, {"id": "B", "level": "county"}]
    data = portfolio(projects=projects)
    assert said("portfolio", "zh", rules=QUOTAS, data=data) == text("""
        a test  截至2017-12-31

        未通过的规则
          [数量不足] 没有市级项目

        证据不足，尚无法判定
          早启动
            缺少：B · 开始日期

        达到的要求
          项目数量：项目的个数（2）≥ 2，且项目的个数（2）≤ 5
            依据：c-1
        """)
    assert said("portfolio", "en", rules=QUOTAS, data=data) == text("""
        a test  as of 2017-12-31

        Rules not met
          [below quota] There is no city project

        Not yet decided, for want of evidence
          Early start
            missing: B · start

        Requirements met
          Number of projects: number of projects (2) ≥ 2 and number of projects (2) ≤ 5
            clause: c-1
        """)


def test_what_is_met_stands_in_the_data_too() -> None:
    (met,) = report(QUOTAS, portfolio(projects=[{"id": "A"}, {"id": "B"}])).explanation("portfolio")["met"]
    assert (met["rule"], met["check"], met["judged"]) == ("enough", "enough", "2017-12-31")
    assert met["condition"]["en"] == "number of projects (2) ≥ 2 and number of projects (2) ≤ 5"
    assert met["facts"] == [
        {"label": {"zh": "项目的个数", "en": "number of projects"}, "value": {"zh": "2", "en": "2"}}
    ]


def test_a_project_without_a_title_is_called_by_its_id() -> None:
    data = portfolio(projects=[{"id": "A"}])
    assert said("A", rules=RULES, data=data).startswith("A  截至2017-12-31\n")


ERRING = """\
points:
  - id: score
    on: project
    title: {zh: 得分, en: Score}
    decimals: 1
    lines:
      - {id: a, title: {zh: 甲, en: a}, give: 1 / (budget - 40)}
      - {id: b, title: {zh: 乙, en: b}, give: '2'}
grades:
  - {id: grade, on: project, title: {zh: 等次, en: Grade}, of: score, bands: [{grade: good, from: 1}], otherwise: {grade: fail}}
filing:
  - {id: f, on: project, title: {zh: 申报, en: Filing}, require: 2 / (budget - 40) > 1, otherwise: returned}
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rule_that_errs_is_told_where_it_errs(language: Language) -> None:
    data = portfolio(projects=[{"id": "A", "title": "修路", "budget": 40}])
    zh = """
        A  修路  截至2017-12-31

        得分：无法确定
            ?  甲：无法确定
                 规则出错：除数为零（rules.yaml:7:46）
          2.0  乙
        等次：无法确定（原因同上）

        证据不足，尚无法判定
          申报
            规则出错：除数为零（rules.yaml:12:64）
        """
    en = """
        A  修路  as of 2017-12-31

        Score: undetermined
            ?  a: undetermined
                 the rule errs: division by zero (rules.yaml:7:46)
          2.0  b
        Grade: undetermined (for the reason above)

        Not yet decided, for want of evidence
          Filing
            the rule errs: division by zero (rules.yaml:12:64)
        """
    assert said("A", language, rules=ERRING, data=data, on_error="report") == text(
        zh if language == "zh" else en
    )
