"""What was looked at and what was found: inspections with their findings, and comments that are tracked to an answer."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.oversight import (
    CHANNEL,
    COMMENT_MODE,
    FINDING_CATEGORY,
    INSPECTION_KIND,
    PHASE,
    VERDICT,
)
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
    references,
    text,
    yes_no,
)
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("finding", "督查发现的问题", "finding", "督查发现", "问题"))
@attrs.frozen(kw_only=True)
class Finding:
    """A problem that was found, the channel through which, against whom, and whether it was put right.

    Findings of several inspectors about one and the same thing bear the same `matter`. `against_unit` and `against_officer` null:
    known to concern no unit, no person.
    """

    id: Annotated[str, text("编号", "id", "编号")]
    channel: Annotated[str | Missing, choice(CHANNEL, "来源渠道", "channel", "来源渠道", "渠道")] = MISSING
    category: Annotated[
        str | Missing, choice(FINDING_CATEGORY, "问题类别", "category", "问题类别", "类别")
    ] = MISSING
    matter: Annotated[MaybeText, text("事由", "matter", "事由")] = MISSING
    against_unit: Annotated[
        str | Missing | None,
        reference(
            "unit",
            "涉及单位",
            "unit concerned",
            "涉及单位",
            inverse=named("findings_against", "涉及的问题", "findings against it", "涉及的问题"),
        ),
    ] = MISSING
    against_officer: Annotated[
        str | Missing | None,
        reference(
            "officer",
            "涉及人员",
            "officer concerned",
            "涉及人员",
            seen="personal",
            inverse=named("findings_against", "涉及的问题", "findings against the person", "涉及的问题"),
        ),
    ] = MISSING
    clause: Annotated[MaybeText, text("所违反的条款", "clause breached", "所违反的条款", "条款")] = MISSING
    received: Annotated[date | Missing, day("受理日期", "received", "受理日期")] = MISSING
    assigned_to: Annotated[
        str | Missing, reference("unit", "承办单位", "assigned to", "承办单位", "转办单位")
    ] = MISSING
    description: Annotated[MaybeText, text("情况说明", "description", "情况说明", "说明")] = MISSING
    due: Annotated[date | Missing, day("整改期限", "due", "整改期限", "期限")] = MISSING
    rectified: Annotated[
        date | Missing | None, day("整改完成日期", "rectified", "整改完成日期", "整改日期")
    ] = MISSING


@described(about("public_opinion", "群众意见建议", "opinion of the public", "群众意见建议", "群众意见"))
@attrs.frozen(kw_only=True)
class PublicOpinion:
    """What somebody of the public said or proposed. `answered` null: known to be unanswered."""

    id: Annotated[str, text("编号", "id", "编号")]
    content: Annotated[MaybeText, text("内容", "content", "内容", "意见建议")] = MISSING
    answered: Annotated[date | Missing | None, day("答复日期", "answered", "答复日期")] = MISSING


@described(about("inspection", "督查", "inspection", "督查", dated=True))
@attrs.frozen(kw_only=True)
class Inspection(Entry):
    """A visit, check or hearing. A visit to the front line says what was learned, solved and drawn from it.

    `milestone` is the id of the stage of the plan that was looked at, `verdict` how the work was found to be.
    """

    kind: Annotated[str | Missing, choice(INSPECTION_KIND, "督查方式", "kind", "督查方式", "类别")] = MISSING
    phase: Annotated[str | Missing, choice(PHASE, "阶段", "phase", "阶段")] = MISSING
    by: Annotated[str | Missing, reference("unit", "督查单位", "by", "督查单位")] = MISSING
    with_units: Annotated[
        tuple[str, ...] | Missing,
        references("unit", "参加单位", "units that took part", "参加单位", "联合单位"),
    ] = MISSING
    officer: Annotated[
        str | Missing, reference("officer", "督查人", "officer", "督查人", seen="personal")
    ] = MISSING
    milestone: Annotated[MaybeText, text("督查阶段", "stage inspected", "督查阶段", "所查阶段")] = MISSING
    verdict: Annotated[str | Missing, choice(VERDICT, "督查结论", "verdict", "督查结论", "结论")] = MISSING
    situation: Annotated[MaybeText, text("掌握情况", "situation learned", "掌握情况", "情况")] = MISSING
    problem_solved: Annotated[MaybeText, text("解决问题", "problem solved", "解决问题")] = MISSING
    experience: Annotated[MaybeText, text("总结经验", "experience drawn", "总结经验", "经验")] = MISSING
    findings: Annotated[
        tuple[Finding, ...] | Missing, records("finding", "发现的问题", "findings", "发现的问题", "问题")
    ] = MISSING
    opinions: Annotated[
        tuple[PublicOpinion, ...] | Missing,
        records("public_opinion", "群众意见建议", "opinions of the public", "群众意见建议", "群众意见"),
    ] = MISSING


@described(about("comment", "点评", "comment", "点评", "点评意见", dated=True))
@attrs.frozen(kw_only=True)
class Comment(Entry):
    """A comment on the work (点评), which the unit concerned has to answer. `answered` null: known to be unanswered."""

    mode: Annotated[str | Missing, choice(COMMENT_MODE, "点评方式", "mode", "点评方式", "方式")] = MISSING
    by: Annotated[str | Missing, reference("unit", "点评单位", "by", "点评单位")] = MISSING
    opinion: Annotated[MaybeText, text("点评意见", "opinion", "点评意见", "意见")] = MISSING
    heard_progress: Annotated[MaybeBoolean, yes_no("听取进展", "progress heard", "听取进展")] = MISSING
    handled_problems: Annotated[MaybeBoolean, yes_no("会办问题", "problems handled", "会办问题")] = MISSING
    due: Annotated[date | Missing, day("答复期限", "due", "答复期限", "期限")] = MISSING
    answered: Annotated[date | Missing | None, day("答复日期", "answered", "答复日期")] = MISSING
    answer: Annotated[MaybeText, text("答复", "answer", "答复", "落实情况")] = MISSING
