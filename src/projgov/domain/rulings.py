"""Rulings: what a body decided on a proposal. Only a ruling makes an award or a sanction of what a rule found."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.judging import DECISION, RULING_STAGE
from projgov.domain.dated import Entry
from projgov.domain.declare import (
    YEAR,
    MaybeNumber,
    MaybeText,
    about,
    choice,
    day,
    named,
    number,
    records,
    reference,
    text,
)
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described

RULINGS = named("rulings", "有关决定", "rulings", "有关决定", "决定", "裁定")


@described(about("matter", "裁定事项", "matter ruled on", "裁定事项"))
@attrs.frozen(kw_only=True)
class Matter:
    """The subject that is ruled on, one of the four, the rule whose proposal it was, and the matter that was found."""

    unit: Annotated[
        str | Missing, reference("unit", "单位", "unit", "单位", holders=RULINGS, seen="public")
    ] = MISSING
    officer: Annotated[
        str | Missing, reference("officer", "干部", "officer", "干部", holders=RULINGS, seen="personal")
    ] = MISSING
    project: Annotated[
        str | Missing, reference("project", "项目", "project", "项目", holders=RULINGS, seen="public")
    ] = MISSING
    item: Annotated[
        str | Missing, reference("item", "工作事项", "item", "工作事项", holders=RULINGS, seen="public")
    ] = MISSING
    rule: Annotated[MaybeText, text("规则", "rule", "规则", seen="public")] = MISSING
    matter: Annotated[MaybeText, text("事由", "matter", "事由")] = MISSING


@described(about("ruling", "决定", "ruling", "决定", "裁定", collection="rulings", dated=True, apart=True))
@attrs.frozen(kw_only=True)
class Ruling(Entry):
    """A decision with its authority and document. `cites` is the digest of the report that it rules on."""

    decision: Annotated[str, choice(DECISION, "决定内容", "decision", "决定内容", seen="public")]
    stage: Annotated[str | Missing, choice(RULING_STAGE, "阶段", "stage", "阶段", seen="public")] = MISSING
    body: Annotated[
        str | Missing, reference("unit", "决定机关", "deciding body", "决定机关", seen="public")
    ] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    about: Annotated[
        tuple[Matter, ...] | Missing, records("matter", "涉及事项", "about", "涉及事项", seen="public")
    ] = MISSING
    cites: Annotated[
        MaybeText, text("所依据的报告", "digest of the report", "所依据的报告", seen="public")
    ] = MISSING
    reason: Annotated[MaybeText, text("理由", "reason", "理由")] = MISSING
    year: Annotated[
        MaybeNumber, number(YEAR, "适用年度", "year it is for", "适用年度", "年度", seen="public")
    ] = MISSING
    until: Annotated[date | Missing | None, day("有效期至", "in force until", "有效期至", seen="public")] = (
        MISSING
    )
    supersedes: Annotated[MaybeText | None, text("取代的决定", "supersedes", "取代的决定", seen="public")] = (
        MISSING
    )
