"""What is to be done by when: milestones in baselines, the project guidebook, the letter of responsibility."""

from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar

import attrs

from projgov.domain.calendar import Period
from projgov.domain.choices.oversight import EVIDENCE_KIND, FIGURE_KIND
from projgov.domain.choices.works import BETTER
from projgov.domain.dated import Edition
from projgov.domain.declare import (
    PLANNED,
    POINTS,
    MaybeNumber,
    MaybeText,
    about,
    calendar_period,
    choice,
    day,
    number,
    records,
    reference,
    references,
    text,
)
from projgov.domain.types import MISSING, Missing, NumberType
from projgov.domain.vocabulary import described

QUANTITY = NumberType(decimals=4, least=Fraction(-(10**15)), most=Fraction(10**15))
"""How much of something, in the unit that its record names."""


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


@described(about("amount", "期间数量", "amount", "期间数量"))
@attrs.frozen(kw_only=True)
class Amount:
    """How much is planned for a period: a month, a quarter, a year. Of each period there is one."""

    told_apart_by: ClassVar[str] = "period"
    period: Annotated[Period, calendar_period("时期", "period", "时期", "期间", seen="public")]
    value: Annotated[MaybeNumber, number(QUANTITY, "数量", "value", "数量", "数值", seen="public")] = MISSING


@described(about("quantity", "任务量", "quantity", "任务量"))
@attrs.frozen(kw_only=True)
class Quantity:
    """What a plan sets in numbers, with the amounts for its periods.

    `kind` (数字口径) says how months make a quarter: the figures `of the period` are added, of a `cumulative` figure and one `at a
    moment` the last month's counts, a `ratio` is reckoned from the two quantities that it names, and never added or averaged.
    `limit` is the best that there can be, 100 of a rate and 0 of a number of accidents; null says that there is none.
    """

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    title: Annotated[MaybeText, text("名称", "title", "名称", "标题", seen="public")] = MISSING
    kind: Annotated[
        str | Missing, choice(FIGURE_KIND, "数字口径", "kind of figure", "数字口径", "口径", seen="public")
    ] = MISSING
    unit: Annotated[MaybeText, text("计量单位", "unit", "计量单位", "单位", seen="public")] = MISSING
    numerator: Annotated[MaybeText, text("分子", "numerator", "分子", seen="public")] = MISSING
    denominator: Annotated[MaybeText, text("分母", "denominator", "分母", seen="public")] = MISSING
    better: Annotated[
        str | Missing, choice(BETTER, "优化方向", "better", "优化方向", "方向", seen="public")
    ] = MISSING
    limit: Annotated[
        MaybeNumber | None, number(QUANTITY, "极限值", "natural limit", "极限值", "最优值", seen="public")
    ] = MISSING
    amounts: Annotated[
        tuple[Amount, ...] | Missing, records("amount", "分期数量", "amounts", "分期数量", seen="public")
    ] = MISSING


@described(about("baseline", "进度计划", "baseline", "进度计划", "基线", dated=True))
@attrs.frozen(kw_only=True)
class Baseline(Edition):
    """The plan as approved, and each change of it. A later version replaces it from the day it takes effect, and not before.

    A version takes effect on the last of the days on which it was issued (`occurred`), approved and put in force, so far as these are
    given. `approved` null says that it was not approved: such a version is on record, and changes nothing.
    """

    approved: Annotated[date | Missing | None, day("批准日期", "approved", "批准日期", seen="public")] = (
        MISSING
    )
    in_force: Annotated[
        date | Missing, day("生效日期", "in force from", "生效日期", "施行日期", seen="public")
    ] = MISSING
    approved_by: Annotated[str | Missing, reference("unit", "批准单位", "approved by", "批准单位")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    reason: Annotated[MaybeText, text("调整原因", "reason", "调整原因", "原因")] = MISSING
    milestones: Annotated[
        tuple[Milestone, ...] | Missing, records("milestone", "节点", "milestones", "节点", seen="public")
    ] = MISSING
    quantities: Annotated[
        tuple[Quantity, ...] | Missing, records("quantity", "任务量", "quantities", "任务量", seen="public")
    ] = MISSING

    @property
    def takes_effect(self) -> date | None:
        """The first day on which it counts; None where it was not approved."""
        if self.approved is None:
            return None
        given = (day for day in (self.approved, self.in_force) if not isinstance(day, Missing))
        return max((self.occurred, *given))


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
