"""What is to be done by when: milestones in baselines, the project guidebook, the letter of responsibility."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.domain.dated import Edition
from projgov.domain.declare import (
    PLANNED,
    POINTS,
    MaybeNumber,
    MaybeText,
    about,
    choice,
    day,
    number,
    records,
    reference,
    references,
    text,
)
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("milestone", "节点", "milestone", "节点"))
@attrs.frozen(kw_only=True)
class Milestone:
    """What is to be reached by a day, and how far the whole is then to be."""

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    title: Annotated[MaybeText, text("名称", "title", "名称", "标题", seen="public")] = MISSING
    start: Annotated[date | Missing, day("开始日期", "start", "开始日期", seen="public")] = MISSING
    due: Annotated[date | Missing, day("期限", "due", "期限", "到期日", "完成时限", seen="public")] = MISSING
    planned_progress: Annotated[
        MaybeNumber, number(PLANNED, "计划进度", "planned progress", "计划进度", seen="public")
    ] = MISSING
    unit: Annotated[
        str | Missing, reference("unit", "责任单位", "responsible unit", "责任单位", seen="public")
    ] = MISSING
    evidence_kind: Annotated[
        str | Missing, choice(EVIDENCE_KIND, "佐证类别", "kind of evidence", "佐证类别", seen="public")
    ] = MISSING


@described(about("baseline", "进度计划", "baseline", "进度计划", "基线", dated=True))
@attrs.frozen(kw_only=True)
class Baseline(Edition):
    """The plan as approved. A later version replaces it from the day it was approved, and not before."""

    approved_by: Annotated[str | Missing, reference("unit", "批准单位", "approved by", "批准单位")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    reason: Annotated[MaybeText, text("调整原因", "reason", "调整原因", "原因")] = MISSING
    milestones: Annotated[
        tuple[Milestone, ...] | Missing, records("milestone", "节点", "milestones", "节点", seen="public")
    ] = MISSING


@described(about("guidebook", "项目指导书", "guidebook", "项目指导书", "指导书", dated=True))
@attrs.frozen(kw_only=True)
class Guidebook(Edition):
    """What the project consists of, as issued to those who carry it out. Changed only by a new version."""

    content: Annotated[MaybeText, text("项目内容", "content", "项目内容", "内容", seen="public")] = MISSING
    annual_goal: Annotated[MaybeText, text("年度目标", "annual goal", "年度目标", "目标", seen="public")] = (
        MISSING
    )
    standard: Annotated[MaybeText, text("建设标准", "standard", "建设标准", "标准", seen="public")] = MISSING
    schedule: Annotated[MaybeText, text("序时进度", "schedule", "序时进度", "进度安排", seen="public")] = (
        MISSING
    )
    units_named: Annotated[
        tuple[str, ...] | Missing,
        references("unit", "主办协办单位", "units named", "主办协办单位", seen="public"),
    ] = MISSING
    disclosed: Annotated[date | Missing, day("公开日期", "disclosed", "公开日期", seen="public")] = MISSING


@described(about("task", "任务", "task", "任务", "分解任务"))
@attrs.frozen(kw_only=True)
class Task:
    """One part of the work, given to a unit or to a person."""

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    title: Annotated[MaybeText, text("任务内容", "title", "任务内容", "内容", seen="public")] = MISSING
    unit: Annotated[str | Missing, reference("unit", "承担单位", "unit", "承担单位", seen="public")] = MISSING
    officer: Annotated[
        str | Missing, reference("officer", "责任人", "officer", "责任人", seen="personal")
    ] = MISSING
    due: Annotated[date | Missing, day("期限", "due", "期限", "完成时限", seen="public")] = MISSING
    done: Annotated[date | Missing | None, day("完成日期", "done", "完成日期")] = MISSING
    quality: Annotated[MaybeNumber, number(POINTS, "质量评分", "quality", "质量评分", "质量")] = MISSING


@described(about("letter", "责任书", "letter of responsibility", "责任书", dated=True))
@attrs.frozen(kw_only=True)
class Letter(Edition):
    """The letter that names the responsible body and splits the work into tasks."""

    responsible: Annotated[
        str | Missing, reference("unit", "责任主体", "responsible body", "责任主体", seen="public")
    ] = MISSING
    signed_by: Annotated[
        str | Missing, reference("officer", "签订人", "signed by", "签订人", seen="personal")
    ] = MISSING
    tasks: Annotated[tuple[Task, ...] | Missing, records("task", "任务分解", "tasks", "任务分解", "任务")] = (
        MISSING
    )
