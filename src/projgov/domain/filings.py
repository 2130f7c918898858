"""Filing a project: the application with what it states, and the steps it went through. Verdicts on it are the rules'."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.works import RETURN_GROUND, STEP
from projgov.domain.dated import Entry
from projgov.domain.declare import (
    MaybeBoolean,
    MaybeText,
    about,
    choice,
    day,
    named,
    records,
    reference,
    several,
    text,
    yes_no,
)
from projgov.domain.judgements import Judgement
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("step", "申报步骤", "step of a filing", "申报步骤", dated=True))
@attrs.frozen(kw_only=True)
class Step:
    """One step that a filing went through. `grounds` say why it was sent back or refused."""

    kind: Annotated[str, choice(STEP, "步骤", "kind", "步骤", "类别", seen="public")]
    occurred: Annotated[date, day("发生日期", "occurred", "发生日期", "日期", seen="public")]
    recorded: Annotated[date, day("登记日期", "recorded", "登记日期", "录入日期", seen="public")]
    by: Annotated[str | Missing, reference("unit", "办理单位", "by", "办理单位", seen="public")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    grounds: Annotated[
        tuple[str, ...] | Missing, several(RETURN_GROUND, "理由", "grounds", "理由", "退回理由")
    ] = MISSING


@described(about("filing", "申报", "filing", "申报", "申报记录", dated=True))
@attrs.frozen(kw_only=True)
class Filing(Entry):
    """An application to establish the project. `occurred` is the day it was filed."""

    by: Annotated[
        str | Missing,
        reference(
            "unit",
            "申报单位",
            "by",
            "申报单位",
            seen="public",
            inverse=named("filings_made", "提出的申报", "filings made", "提出的申报"),
        ),
    ] = MISSING
    form: Annotated[MaybeBoolean, yes_no("申报表", "application form", "申报表", "有申报表")] = MISSING
    goal: Annotated[MaybeText, text("目标", "goal", "目标", "预期目标")] = MISSING
    content: Annotated[MaybeText, text("内容", "content", "内容", "事项", "任务")] = MISSING
    responsibility: Annotated[MaybeText, text("责任", "responsibility", "责任")] = MISSING
    indicator: Annotated[MaybeText, text("指标", "indicator", "指标", "硬指标", "考核指标")] = MISSING
    need_evidence: Annotated[
        MaybeText, text("问题和需求依据", "evidence of the need", "问题依据", "需求依据", "问题和需求依据")
    ] = MISSING
    main_direction: Annotated[
        MaybeText, text("对应的主攻方向", "main direction of the year", "主攻方向", "对应的主攻方向")
    ] = MISSING
    standard: Annotated[MaybeText, text("评价标准", "standard", "评价标准", "标准")] = MISSING
    schedule: Annotated[MaybeText, text("进度计划", "schedule", "进度计划", "进度")] = MISSING
    measures: Annotated[MaybeText, text("举措", "measures", "举措", "措施")] = MISSING
    requirements: Annotated[MaybeText, text("要求", "requirements", "要求")] = MISSING
    personnel: Annotated[MaybeText, text("人员", "personnel", "人员")] = MISSING
    incentives: Annotated[MaybeText, text("奖惩", "rewards and penalties", "奖惩")] = MISSING
    deadline: Annotated[date | Missing, day("时限", "deadline", "时限", "完成时限")] = MISSING
    steps: Annotated[tuple[Step, ...] | Missing, records("step", "步骤", "steps", "步骤", "申报步骤")] = (
        MISSING
    )
    supplement: Annotated[MaybeBoolean, yes_no("年中增补", "added in the year", "增补", "年中增补")] = MISSING
    judgements: Annotated[
        tuple[Judgement, ...] | Missing, records("judgement", "研判", "judgements", "研判", "研判意见")
    ] = MISSING
    refiles: Annotated[MaybeText | None, text("重报自", "refiles", "重报自", "重新申报")] = MISSING
