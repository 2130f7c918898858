"""Reports of progress: the monthly summary, the quarterly report, the daily log, with the figures they give."""

from datetime import date
from typing import Annotated, ClassVar

import attrs

from projgov.domain.calendar import Period
from projgov.domain.choices.oversight import FIGURE_SOURCE, REPORT_KIND
from projgov.domain.dated import Entry
from projgov.domain.declare import (
    PERCENT,
    MaybeNumber,
    MaybeText,
    about,
    calendar_period,
    choice,
    day,
    number,
    records,
    reference,
    text,
)
from projgov.domain.plans import QUANTITY
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("figure", "进度数据", "figure", "进度数据"))
@attrs.frozen(kw_only=True)
class Figure:
    """How far the work is. The self-reported and the verified value of one figure may stand side by side.

    `basis` (口径) says what was counted; figures of unlike basis are never added.
    """

    value: Annotated[
        MaybeNumber, number(PERCENT, "进度", "value", "数值", "完成进度", "进度", seen="public")
    ] = MISSING
    basis: Annotated[MaybeText, text("口径", "basis", "口径", seen="public")] = MISSING
    source: Annotated[str | Missing, choice(FIGURE_SOURCE, "来源", "source", "来源", seen="public")] = MISSING
    by: Annotated[
        str | Missing, reference("unit", "提供单位", "by", "提供单位", "核实单位", seen="public")
    ] = MISSING
    cutoff: Annotated[date | Missing, day("截止日期", "cut-off date", "截止日期", seen="public")] = MISSING


@described(about("achieved", "完成量", "amount achieved", "完成量"))
@attrs.frozen(kw_only=True)
class Achieved:
    """How much of a planned quantity, called by its id, was achieved in the period reported on (or by its end, as the plan counts).

    Of each quantity there is one in a report.
    """

    told_apart_by: ClassVar[str] = "quantity"
    quantity: Annotated[str, text("任务量", "quantity", "任务量", seen="public")]
    value: Annotated[MaybeNumber, number(QUANTITY, "数量", "value", "数量", "数值", seen="public")] = MISSING


@described(about("report", "进展报告", "progress report", "进展报告", "报告", dated=True))
@attrs.frozen(kw_only=True)
class Report(Entry):
    """A report on `period`. `occurred` is the day its figures are of, `recorded` the day it came in.

    A log of an officer names what it is about: `project` or `item`, the id of the stage in its plan (`milestone`, 阶段), and the link
    of the work within that stage (`link`, 环节). Null: about none.
    """

    kind: Annotated[str, choice(REPORT_KIND, "报告类别", "kind", "类别", "报告类别", seen="public")]
    period: Annotated[
        Period | Missing, calendar_period("报告期", "period", "报告期", "期间", seen="public")
    ] = MISSING
    by: Annotated[str | Missing, reference("unit", "报告单位", "by", "报告单位", seen="public")] = MISSING
    officer: Annotated[
        str | Missing, reference("officer", "报告人", "officer", "报告人", seen="personal")
    ] = MISSING
    to: Annotated[
        str | Missing, reference("officer", "报送对象", "reported to", "报送对象", "报给", seen="personal")
    ] = MISSING
    project: Annotated[
        str | Missing | None, reference("project", "所报项目", "project reported on", "所报项目")
    ] = MISSING
    # Not `item`: in a rule that judges each report that name is the report itself.
    work_item: Annotated[
        str | Missing | None, reference("item", "所报事项", "item reported on", "所报事项")
    ] = MISSING
    milestone: Annotated[MaybeText, text("所报阶段", "stage reported on", "所报阶段", "阶段")] = MISSING
    link: Annotated[MaybeText, text("所报环节", "link reported on", "所报环节", "环节")] = MISSING
    content: Annotated[MaybeText, text("报告内容", "content", "报告内容", "内容")] = MISSING
    progress: Annotated[
        tuple[Figure, ...] | Missing,
        records("figure", "进度数据", "progress figures", "进度数据", seen="public"),
    ] = MISSING
    achieved: Annotated[
        tuple[Achieved, ...] | Missing,
        records("achieved", "完成量", "amounts achieved", "完成量", seen="public"),
    ] = MISSING
