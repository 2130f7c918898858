"""What can be shown for the work: evidence, acceptance, recognitions, experiences; and excuses, which suspend rules."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.calendar import Period
from projgov.domain.choices.judging import EXPERIENCE_KIND, GROUND, METHOD, RECOGNITION_LEVEL
from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.domain.dated import Entry
from projgov.domain.declare import (
    POINTS,
    MaybeBoolean,
    MaybeNumber,
    MaybeText,
    about,
    calendar_period,
    choice,
    day,
    number,
    reference,
    several,
    text,
    yes_no,
)
from projgov.domain.types import MISSING, Missing, TextType
from projgov.domain.vocabulary import described


@described(about("evidence", "佐证", "evidence", "佐证", "佐证材料", dated=True))
@attrs.frozen(kw_only=True)
class Evidence(Entry):
    """Something that shows that a thing was done: a plan, a meeting, a time table."""

    kind: Annotated[str, choice(EVIDENCE_KIND, "佐证类别", "kind", "类别", "佐证类别")]
    title: Annotated[MaybeText, text("名称", "title", "名称", "标题")] = MISSING
    by: Annotated[str | Missing, reference("unit", "提供单位", "by", "提供单位")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号")] = MISSING
    period: Annotated[Period | Missing, calendar_period("所属期", "period", "所属期")] = MISSING
    url: Annotated[MaybeText, text("网址", "address", "网址", "链接")] = MISSING


@described(about("acceptance", "考核验收", "acceptance", "考核验收", "验收", dated=True))
@attrs.frozen(kw_only=True)
class Acceptance(Entry):
    """The acceptance of the finished work, with the rating given."""

    by: Annotated[str | Missing, reference("unit", "验收单位", "by", "验收单位", seen="public")] = MISSING
    passed: Annotated[MaybeBoolean, yes_no("通过", "passed", "通过", "合格")] = MISSING
    rating: Annotated[MaybeNumber, number(POINTS, "验收评分", "rating", "验收评分", "评分")] = MISSING
    requested: Annotated[date | Missing, day("申请日期", "requested", "申请日期")] = MISSING
    report_attached: Annotated[MaybeBoolean, yes_no("附总结报告", "final report attached", "附总结报告")] = (
        MISSING
    )
    methods: Annotated[
        tuple[str, ...] | Missing, several(METHOD, "验收方式", "methods", "验收方式", "方式")
    ] = MISSING
    exception: Annotated[MaybeText, text("延期说明", "stated exception", "延期说明")] = MISSING


@described(about("recognition", "表彰", "recognition", "表彰", "荣誉", dated=True))
@attrs.frozen(kw_only=True)
class Recognition(Entry):
    """An honour, with the level of the body that gave it."""

    level: Annotated[
        str | Missing, choice(RECOGNITION_LEVEL, "表彰级别", "level", "表彰级别", "级别", seen="public")
    ] = MISSING
    title: Annotated[MaybeText, text("名称", "title", "名称", "荣誉称号", seen="public")] = MISSING
    authority: Annotated[MaybeText, text("授予机关", "authority", "授予机关", seen="public")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    material: Annotated[MaybeBoolean, yes_no("物质奖励", "material award", "物质奖励", seen="public")] = (
        MISSING
    )


@described(about("experience", "经验总结", "experience", "经验总结", dated=True))
@attrs.frozen(kw_only=True)
class Experience(Entry):
    """What was learned and written down, to be used elsewhere once it is `mature`."""

    kind: Annotated[str | Missing, choice(EXPERIENCE_KIND, "类别", "kind", "类别", seen="public")] = MISSING
    title: Annotated[MaybeText, text("名称", "title", "名称", "标题", seen="public")] = MISSING
    matters: Annotated[
        MaybeText, text("适用的一类事", "class of matters", "适用的一类事", "一类事", seen="public")
    ] = MISSING
    mature: Annotated[MaybeBoolean, yes_no("成熟", "mature", "成熟")] = MISSING
    published: Annotated[
        date | Missing, day("推介日期", "published", "推介日期", "刊发日期", seen="public")
    ] = MISSING


@described(about("excuse", "免责事由", "excuse", "免责事由", "免责", dated=True))
@attrs.frozen(kw_only=True)
class Excuse(Entry):
    """Why rules do not count for a time. `suspends` lists the ids of the rules; `to` null: until further notice."""

    ground: Annotated[str | Missing, choice(GROUND, "事由", "ground", "事由", "原因")] = MISSING
    description: Annotated[MaybeText, text("说明", "description", "说明")] = MISSING
    authority: Annotated[MaybeText, text("批准机关", "authority", "批准机关")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号")] = MISSING
    from_: Annotated[date | Missing, day("起始日期", "from", "起始日期", "自")] = MISSING
    to: Annotated[date | Missing | None, day("截止日期", "to", "截止日期", "至")] = MISSING
    suspends: Annotated[
        tuple[str, ...] | Missing,
        several(TextType(), "暂停适用的规则", "rules suspended", "暂停适用的规则", "暂停规则"),
    ] = MISSING
