"""Mistakes as a clerk makes them in a rule file: the message alone leads to the mend, and what is mended as it says is clean."""

from __future__ import annotations

import attrs
import pytest
from tests.rulefiles import literate

from projgov.rules.check import checked
from projgov.rules.load import read_text

OFFICE = (literate.FOLDER / "good" / "office.yaml").read_text(encoding="utf-8")


@attrs.frozen
class Mistake:
    """What stood there, what was written, the code of what is said, what the message offers, and what the clerk then writes."""

    right: str
    wrong: str
    code: str
    offered: str
    mended: str


MISTAKES = [
    Mistake("责任落实:", "责任落实情况:", "F106", "责任落实", "责任落实:"),
    Mistake("缺证据时: 不定", "缺证据时: 未定", "F150", "不定", "缺证据时: 不定"),
    Mistake("周期: 每月", "周期: 每个月", "N032", "每月", "周期: 每月"),
    Mistake("期限: 次月5日", "期限: 每月5日前", "F152", "次月5日", "期限: 次月5日"),
    Mistake("at 判定日", "at 年末", "N001", '@"2017-12-31"', 'at @"2017-12-31"'),
    Mistake(
        "at 期限 > 过半线", "at 2017-06-30 > 过半线", "F126", '@"2017-06-30"', 'at @"2017-06-30" > 过半线'
    ),
    Mistake("at 期限 > 过半线", "at 6月30日 > 过半线", "X010", '@"2017-06-30"', 'at @"2017-06-30" > 过半线'),
    Mistake('= "月汇总" and', '= "月汇总" 且', "X047", "and", '= "月汇总" and'),
    Mistake("落后 >= 10", "落后 大于等于 10", "X047", ">=", "落后 >= 10"),
    Mistake("名额: 5", "名额: 前五名", "N001", "5", "名额: 5"),
    Mistake("名额: 5", "名额: 5名", "X010", "5", "名额: 5"),
    Mistake("分值: 20", "分值: -20", "S014", "扣分", "分值: 20"),
    Mistake("每: 月报.逾期", "每: 月报", "N004", "月报.逾期", "每: 月报.逾期"),
    Mistake(
        "要求: 主办单位 != null", "要求: 主办单位不为空", "N001", "主办单位 != null", "要求: 主办单位 != null"
    ),
    Mistake("责任方: 申报单位", "责任方: 县司法局", "N001", "申报单位", "责任方: 申报单位"),
    Mistake("{缺项}", "{缺少}", "N001", "缺项", "{缺项}"),
    Mistake("取值: 50, 单位", "取值: 50%, 单位", "F124", "取值: 50", "取值: 50, 单位"),
    Mistake("自: 2017-07-01", "自: 2017-06-01", "F121", "至:", "自: 2017-07-01"),
    Mistake("依据: [第二条]", "依据: 第二条", "F108", "依据: [第二条]", "依据: [第二条]"),
    Mistake("依据: [第二条]", "依据：[第二条]", "F043", "依据: [第二条]", "依据: [第二条]"),
    Mistake("版本: 1", "版本: 2", "F107", "版本: 1", "版本: 1"),
    Mistake("年度: 2017", "年度: 2017年", "F108", "年度: 2017", "年度: 2017"),
    Mistake(
        "出处: {文件: 本局重点项目管理办法（2017）}",
        "出处: 本局重点项目管理办法（2017）",
        "F108",
        "出处: {文件: 本局重点项目管理办法（2017）}",
        "出处: {文件: 本局重点项目管理办法（2017）}",
    ),
    Mistake(
        "| 级别   | 民生 || 分值 |", "| 级别   | 民生 | 分值 |", "B022", "||", "| 级别   | 民生 || 分值 |"
    ),
    Mistake('| "县级" | -    || 1', '| "县级" || 1', "B023", "-", '| "县级" | -    || 1'),
    Mistake('| "县级" |', '| "区级" |', "B035", "县区级", '| "县区级" |'),
    Mistake(
        "some p in 主办项目 satisfies p.节点.未通过 >= 2",
        "得分 < 60",
        "N003",
        "some x in 主办项目 satisfies x.得分 …",
        "some x in 主办项目 satisfies x.得分 < 60",
    ),
    Mistake(
        "some p in 主办项目 satisfies p.节点.未通过 >= 2",
        "主办项目.得分 < 60",
        "T002",
        "some x in … satisfies x > 1",
        "some x in 主办项目.得分 satisfies x < 60",
    ),
    Mistake(
        "给分: 级别分.分值",
        '给分: 如果 级别 = "市级" 那么 3 否则 1',
        "X048",
        'if 级别 = "市级" then 3 else 1',
        '给分: if 级别 = "市级" then 3 else 1',
    ),
    Mistake(
        "{每: 节点.未通过, 分值: 20}",
        "{每: 节点.未通过, 分值: 20, 最多: 30}",
        "F106",
        "最低: 10",
        "{每: 节点.未通过, 分值: 20, 最低: 10}",
    ),
    Mistake("对象: 单位", "对象: 各单位", "N008", "单位", "对象: 单位"),
    Mistake("评价日: 2017-07-31", "评价日: 2017年7月31日", "F126", "2017-07-31", "评价日: 2017-07-31"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.wrong)
def test_the_message_alone_leads_to_the_mend(mistake: Mistake) -> None:
    assert mistake.right in OFFICE
    found = [
        d for d in checked(read_text(OFFICE.replace(mistake.right, mistake.wrong, 1), "r.yaml")) if d.is_error
    ]
    assert [d.code for d in found] == [mistake.code]
    assert f"`{mistake.offered}`" in found[0].help("zh")
    mended = read_text(OFFICE.replace(mistake.right, mistake.mended, 1), "r.yaml")
    assert [d.render("zh") for d in checked(mended) if d.is_error] == []
