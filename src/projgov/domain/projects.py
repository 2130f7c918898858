"""Projects, and items of work that are no projects.

Two classes, because what defines them differs: a project is filed, established and accepted, and has a domain, an origin and a
purpose; an item is a key work or a duty of a function (重点工作, 职能目标) that a unit is set, with the track on which it is
supervised. What is planned, reported, inspected and judged is the same for both.
"""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.works import (
    CATEGORY,
    DOMAIN,
    ITEM_KIND,
    ORIGIN,
    PROJECT_LEVEL,
    PURPOSE,
    SOURCE,
    TRACK,
)
from projgov.domain.closing import CarryOver, Delisting
from projgov.domain.declare import (
    MONEY,
    PERCENT,
    PLANNED,
    YEAR,
    MaybeBoolean,
    MaybeNumber,
    MaybeText,
    about,
    choice,
    day,
    named,
    number,
    records,
    reference,
    references,
    register,
    series,
    several,
    text,
    yes_no,
)
from projgov.domain.disclosures import Disclosure
from projgov.domain.facts import Facts, facts
from projgov.domain.filings import Filing
from projgov.domain.inspections import Comment, Inspection
from projgov.domain.judgements import Judgement
from projgov.domain.meetings import Meeting
from projgov.domain.panels import Assessment, Panel, Survey
from projgov.domain.plans import Baseline, Guidebook, Letter
from projgov.domain.reports import Report
from projgov.domain.responsibilities import Responsibility
from projgov.domain.results import Acceptance, Evidence, Excuse, Experience, Recognition
from projgov.domain.topics import Topic
from projgov.domain.types import MISSING, Missing, TextType
from projgov.domain.vocabulary import described

_PROGRESS = (
    series(
        named("progress", "实际进度", "progress", "进度", "实际进度", "完成进度", "actual progress"),
        PERCENT,
        register="reports",
        entries="progress",
        value="value",
        day="occurred",
        preferred=("verified", "self_reported"),
        counts="cumulative",
        seen="public",
    ),
    series(
        named("planned_progress", "计划进度", "planned progress", "计划进度", "序时进度"),
        PLANNED,
        register="baselines",
        entries="milestones",
        value="planned_progress",
        day="due",
        in_force=True,
        counts="cumulative",
        seen="public",
    ),
)


@attrs.frozen(kw_only=True)
class Undertaking:
    """What projects and items share: what is planned, done, reported, inspected and judged."""

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    title: Annotated[MaybeText, text("名称", "title", "名称", "标题", seen="public")] = MISSING
    level: Annotated[str | Missing, choice(PROJECT_LEVEL, "级别", "level", "级别", "层级", seen="public")] = (
        MISSING
    )
    year: Annotated[MaybeNumber, number(YEAR, "年度", "year", "年度", seen="public")] = MISSING
    source: Annotated[str | Missing, choice(SOURCE, "来源", "source", "来源", seen="public")] = MISSING
    livelihood: Annotated[
        MaybeBoolean, yes_no("民生实事", "livelihood", "民生实事", "民生", seen="public")
    ] = MISSING
    petitions: Annotated[
        MaybeBoolean, yes_no("化解信访积案", "settles old petitions", "化解信访积案", "信访积案")
    ] = MISSING
    aspect: Annotated[MaybeText, text("方面", "aspect", "方面", "治理方面", seen="public")] = MISSING
    cooperation: Annotated[
        MaybeBoolean, yes_no("需部门协作", "departments needed", "需部门协作", "部门协作", seen="public")
    ] = MISSING
    budget: Annotated[MaybeNumber, number(MONEY, "预算", "budget", "预算")] = MISSING
    start: Annotated[date | Missing, day("开始日期", "start", "开始日期", "启动日期", seen="public")] = (
        MISSING
    )
    end: Annotated[date | Missing, day("结束日期", "end", "结束日期", "完成日期", seen="public")] = MISSING
    assigned: Annotated[date | Missing | None, day("交办日期", "assigned", "交办日期", seen="public")] = (
        MISSING
    )
    responsibilities: Annotated[
        tuple[Responsibility, ...] | Missing,
        records("responsibility", "责任分工", "responsibilities", "责任分工", seen="public"),
    ] = MISSING
    filings: Annotated[
        tuple[Filing, ...],
        register(
            "filing",
            "filings",
            "申报",
            "filings",
            "申报历次",
            latest=named("filing", "申报", "filing", "申报", "latest filing"),
        ),
    ] = ()
    letters: Annotated[
        tuple[Letter, ...],
        register(
            "letter",
            "letters",
            "责任书",
            "letters of responsibility",
            "责任书历次",
            latest=named("letter", "责任书", "letter of responsibility", "责任书", "latest letter"),
        ),
    ] = ()
    baselines: Annotated[
        tuple[Baseline, ...],
        register(
            "baseline",
            "baselines",
            "进度计划历次",
            "baselines",
            "进度计划历次",
            latest=named("baseline", "进度计划", "baseline", "进度计划", "latest baseline"),
            seen="public",
        ),
    ] = ()
    reports: Annotated[
        tuple[Report, ...],
        register("report", "reports", "进展报告", "reports", "报告", "进展报告", seen="public"),
    ] = ()
    inspections: Annotated[
        tuple[Inspection, ...], register("inspection", "inspections", "督查", "inspections", "督查")
    ] = ()
    comments: Annotated[tuple[Comment, ...], register("comment", "comments", "点评", "comments", "点评")] = ()
    judgements: Annotated[
        tuple[Judgement, ...],
        register("judgement", "judgements", "研判认定", "judgements", "研判", "研判认定"),
    ] = ()
    meetings: Annotated[tuple[Meeting, ...], register("meeting", "meetings", "会议", "meetings", "会议")] = ()
    evidence: Annotated[
        tuple[Evidence, ...], register("evidence", "evidence", "佐证", "evidence", "佐证", "佐证材料")
    ] = ()
    panels: Annotated[tuple[Panel, ...], register("panel", "panels", "评审", "panels", "评审", "评审会")] = ()
    surveys: Annotated[
        tuple[Survey, ...], register("survey", "surveys", "问卷调查", "surveys", "问卷调查", "测评")
    ] = ()
    assessments: Annotated[
        tuple[Assessment, ...],
        register("assessment", "assessments", "考评记录", "assessments", "考评记录"),
    ] = ()
    recognitions: Annotated[
        tuple[Recognition, ...],
        register("recognition", "recognitions", "表彰", "recognitions", "表彰", seen="public"),
    ] = ()
    excuses: Annotated[
        tuple[Excuse, ...], register("excuse", "excuses", "免责事由", "excuses", "免责事由")
    ] = ()
    acceptances: Annotated[
        tuple[Acceptance, ...],
        register(
            "acceptance",
            "acceptances",
            "考核验收",
            "acceptances",
            "考核验收历次",
            "验收历次",
            latest=named("acceptance", "考核验收", "acceptance", "考核验收", "验收", "latest acceptance"),
        ),
    ] = ()
    experiences: Annotated[
        tuple[Experience, ...],
        register("experience", "experiences", "经验总结", "experiences", "经验总结", "经验", seen="public"),
    ] = ()
    disclosures: Annotated[
        tuple[Disclosure, ...],
        register("disclosure", "disclosures", "公开记录", "disclosures", "公开记录", "公开情况"),
    ] = ()
    topics: Annotated[
        tuple[Topic, ...], register("topic", "topics", "课题", "topics", "课题", seen="public")
    ] = ()
    delistings: Annotated[
        tuple[Delisting, ...],
        register("delisting", "delistings", "销号", "delistings", "销号", seen="public"),
    ] = ()
    carry_overs: Annotated[
        tuple[CarryOver, ...],
        register("carry_over", "carry_overs", "结转", "carry-overs", "结转", "滚动实施", seen="public"),
    ] = ()
    facts: Facts = facts()


@described(about("project", "项目", "project", "项目", collection="projects", series=_PROGRESS))
@attrs.frozen(kw_only=True)
class Project(Undertaking):
    """A project. `co_units` empty: known to have none; `parent` null: known to extend no other project."""

    domain: Annotated[str | Missing, choice(DOMAIN, "领域", "domain", "领域", seen="public")] = MISSING
    origin: Annotated[
        str | Missing,
        choice(ORIGIN, "存量或增量", "origin", "存量增量", "项目来源", "存量或增量", seen="public"),
    ] = MISSING
    purpose: Annotated[str | Missing, choice(PURPOSE, "目的", "purpose", "目的", seen="public")] = MISSING
    category: Annotated[str | Missing, choice(CATEGORY, "类型", "category", "类型", seen="public")] = MISSING
    pilot: Annotated[MaybeBoolean, yes_no("试点", "pilot", "试点", seen="public")] = MISSING
    lead_unit: Annotated[
        str | Missing,
        reference(
            "unit",
            "主办单位",
            "lead unit",
            "主办单位",
            "牵头单位",
            seen="public",
            inverse=named("led_projects", "主办项目", "led projects", "主办项目", "牵头项目"),
        ),
    ] = MISSING
    co_units: Annotated[
        tuple[str, ...] | Missing,
        references(
            "unit",
            "协办单位",
            "co-units",
            "协办单位",
            "配合单位",
            seen="public",
            inverse=named("co_projects", "协办项目", "co-projects", "协办项目"),
        ),
    ] = MISSING
    parent: Annotated[
        str | Missing | None,
        reference(
            "project",
            "上级项目",
            "parent",
            "上级项目",
            "所延伸的项目",
            seen="public",
            inverse=named("extensions", "延伸项目", "extensions", "延伸项目"),
        ),
    ] = MISSING
    guidebooks: Annotated[
        tuple[Guidebook, ...],
        register(
            "guidebook",
            "guidebooks",
            "项目指导书",
            "guidebooks",
            "项目指导书历次",
            latest=named("guidebook", "项目指导书", "guidebook", "项目指导书", "指导书", "latest guidebook"),
            seen="public",
        ),
    ] = ()


@described(
    about("item", "工作事项", "item of work", "工作事项", "事项", collection="items", series=_PROGRESS)
)
@attrs.frozen(kw_only=True)
class Item(Undertaking):
    """A key work or a duty of a function. `parent` null: known to be no part of another item.

    `decided` is the day on which the body that it comes from decided on it, `assigned` that on which it was given out (null:
    known not to have been).
    """

    kind: Annotated[
        str | Missing, choice(ITEM_KIND, "事项类别", "kind", "事项类别", "类别", seen="public")
    ] = MISSING
    track: Annotated[
        str | Missing, choice(TRACK, "工作性质", "track of supervision", "工作性质", seen="public")
    ] = MISSING
    lead_unit: Annotated[
        str | Missing,
        reference(
            "unit",
            "主办单位",
            "lead unit",
            "主办单位",
            "牵头单位",
            "责任单位",
            seen="public",
            inverse=named("led_items", "主办事项", "led items", "主办事项", "牵头事项"),
        ),
    ] = MISSING
    co_units: Annotated[
        tuple[str, ...] | Missing,
        references(
            "unit",
            "协办单位",
            "co-units",
            "协办单位",
            "配合单位",
            seen="public",
            inverse=named("co_items", "协办事项", "co-items", "协办事项"),
        ),
    ] = MISSING
    parent: Annotated[
        str | Missing | None,
        reference(
            "item",
            "上级事项",
            "parent",
            "上级事项",
            seen="public",
            inverse=named("parts", "分解事项", "parts", "分解事项"),
        ),
    ] = MISSING
    decided: Annotated[date | Missing, day("议定日期", "decided", "议定日期", seen="public")] = MISSING
    goal: Annotated[MaybeText, text("目标", "goal", "目标", seen="public")] = MISSING
    content: Annotated[MaybeText, text("任务内容", "content", "任务内容", "内容", seen="public")] = MISSING
    measures: Annotated[MaybeText, text("措施", "measures", "措施", "工作措施")] = MISSING
    requirements: Annotated[MaybeText, text("工作要求", "requirements", "工作要求", "要求")] = MISSING
    specialised: Annotated[
        MaybeBoolean, yes_no("政策性专业性强", "specialised", "政策性专业性强", seen="public")
    ] = MISSING
    task_lists: Annotated[
        tuple[str, ...] | Missing,
        several(TextType(), "所列清单", "task lists", "所列清单", "清单", seen="public"),
    ] = MISSING
