"""Officers and the posts they hold. All of it is personal data, and leaves projgov only in reports meant for it."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.organisation import POST, RANK
from projgov.domain.declare import MaybeText, about, choice, day, named, records, reference, register, text
from projgov.domain.facts import Facts, facts
from projgov.domain.panels import Panel, Survey
from projgov.domain.reports import Report
from projgov.domain.results import Evidence, Excuse, Recognition
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("post", "职务", "post", "职务"))
@attrs.frozen(kw_only=True)
class Post:
    """A post in a unit, from and to. `to` null: still held."""

    unit: Annotated[
        str,
        reference(
            "unit",
            "任职单位",
            "unit",
            "任职单位",
            "单位",
            seen="personal",
            inverse=named("posts", "任职情况", "posts in the unit", "任职情况", "职务"),
        ),
    ]
    post: Annotated[str, choice(POST, "职务", "post", "职务", seen="personal")]
    title: Annotated[MaybeText, text("职务名称", "title", "职务名称", seen="personal")] = MISSING
    rank: Annotated[
        str | Missing, choice(RANK, "职务层次", "rank", "职务层次", "职级", "级别", seen="personal")
    ] = MISSING
    from_: Annotated[date | Missing, day("任职日期", "from", "任职日期", "自", seen="personal")] = MISSING
    to: Annotated[date | Missing | None, day("免职日期", "to", "免职日期", "至", seen="personal")] = MISSING


@described(about("officer", "干部", "officer", "干部", "人员", collection="officers"))
@attrs.frozen(kw_only=True)
class Officer:
    """A person who holds posts."""

    id: Annotated[str, text("编号", "id", "编号", seen="personal")]
    name: Annotated[MaybeText, text("姓名", "name", "姓名", seen="personal")] = MISSING
    posts: Annotated[
        tuple[Post, ...] | Missing, records("post", "任职", "posts", "任职", "职务", seen="personal")
    ] = MISSING
    reports: Annotated[
        tuple[Report, ...],
        register("report", "reports", "工作日志", "reports", "日志", "报告", "工作日志", seen="personal"),
    ] = ()
    evidence: Annotated[
        tuple[Evidence, ...], register("evidence", "evidence", "佐证", "evidence", "佐证", seen="personal")
    ] = ()
    panels: Annotated[
        tuple[Panel, ...], register("panel", "panels", "评审", "panels", "评审", seen="personal")
    ] = ()
    surveys: Annotated[
        tuple[Survey, ...],
        register("survey", "surveys", "测评", "surveys", "测评", "问卷调查", seen="personal"),
    ] = ()
    recognitions: Annotated[
        tuple[Recognition, ...],
        register("recognition", "recognitions", "表彰", "recognitions", "表彰", seen="personal"),
    ] = ()
    excuses: Annotated[
        tuple[Excuse, ...],
        register("excuse", "excuses", "免责事由", "excuses", "免责事由", "请假", seen="personal"),
    ] = ()
    facts: Facts = facts()
