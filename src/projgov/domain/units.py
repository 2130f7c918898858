"""Units: the tree of provinces, cities, counties, towns, villages, departments and offices, and how it changed."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.organisation import ORGANISATION, UNIT_CHANGE, UNIT_LEVEL
from projgov.domain.dated import Entry
from projgov.domain.declare import MaybeText, about, choice, day, named, reference, references, register, text
from projgov.domain.disclosures import Disclosure
from projgov.domain.facts import Facts, facts
from projgov.domain.inspections import Comment, Inspection
from projgov.domain.meetings import Meeting
from projgov.domain.panels import Assessment, Panel, Survey
from projgov.domain.plans import Letter
from projgov.domain.reports import Report
from projgov.domain.results import Evidence, Excuse, Recognition
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("unit_change", "机构变动", "change of a unit", "机构变动", dated=True))
@attrs.frozen(kw_only=True)
class UnitChange(Entry):
    """A unit was renamed, merged, split, moved or closed. `name` is the name it bore until that day."""

    kind: Annotated[str, choice(UNIT_CHANGE, "变动类别", "kind", "变动类别", "类别", seen="public")]
    name: Annotated[MaybeText, text("原名称", "former name", "原名称", seen="public")] = MISSING
    units: Annotated[
        tuple[str, ...] | Missing,
        references("unit", "涉及单位", "units concerned", "涉及单位", seen="public"),
    ] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING


@described(about("unit", "单位", "unit", "单位", collection="units"))
@attrs.frozen(kw_only=True)
class Unit:
    """A unit. `parent` null: known to stand at the top. `linked_leaders` are those who look after it from above."""

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    name: Annotated[MaybeText, text("单位名称", "name", "单位名称", "名称", seen="public")] = MISSING
    level: Annotated[str | Missing, choice(UNIT_LEVEL, "层级", "level", "层级", "级别", seen="public")] = (
        MISSING
    )
    organisation: Annotated[
        str | Missing, choice(ORGANISATION, "组织类型", "kind of organisation", "组织类型", seen="public")
    ] = MISSING
    parent: Annotated[
        str | Missing | None,
        reference(
            "unit",
            "上级单位",
            "parent",
            "上级单位",
            seen="public",
            inverse=named("children", "下属单位", "children", "下属单位"),
        ),
    ] = MISSING
    linked_leaders: Annotated[
        tuple[str, ...] | Missing,
        references(
            "officer",
            "联系领导",
            "linked leaders",
            "联系领导",
            "包保领导",
            seen="personal",
            inverse=named("linked_units", "联系单位", "linked units", "联系单位", "包保单位"),
        ),
    ] = MISSING
    start: Annotated[date | Missing, day("成立日期", "start", "成立日期", seen="public")] = MISSING
    end: Annotated[date | Missing | None, day("撤销日期", "end", "撤销日期", seen="public")] = MISSING
    former: Annotated[
        tuple[UnitChange, ...],
        register("unit_change", "former", "机构变动", "former", "机构变动", "沿革", seen="public"),
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
    reports: Annotated[
        tuple[Report, ...], register("report", "reports", "进展报告", "reports", "报告", "进展报告")
    ] = ()
    inspections: Annotated[
        tuple[Inspection, ...], register("inspection", "inspections", "督查", "inspections", "督查")
    ] = ()
    comments: Annotated[tuple[Comment, ...], register("comment", "comments", "点评", "comments", "点评")] = ()
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
    disclosures: Annotated[
        tuple[Disclosure, ...],
        register("disclosure", "disclosures", "公开记录", "disclosures", "公开记录", "公开情况"),
    ] = ()
    facts: Facts = facts()
