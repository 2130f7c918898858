"""Who answers for the work, in which role, from when to when."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.works import ROLE
from projgov.domain.declare import MaybeBoolean, MaybeText, about, choice, day, named, reference, text, yes_no
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described

ANSWERED_FOR = {
    "project": named("projects_answered_for", "负责的项目", "projects answered for", "负责的项目"),
    "item": named("items_answered_for", "负责的事项", "items answered for", "负责的事项"),
}
"""The other end of an officer's responsibilities: what the officer has, or had, a part in answering for."""


@described(about("responsibility", "责任分工", "responsibility", "责任分工"))
@attrs.frozen(kw_only=True)
class Responsibility:
    """One role of an officer or of a unit. `to` null: still so. `recorded` tells a handover that nobody wrote down."""

    role: Annotated[str, choice(ROLE, "角色", "role", "角色", "责任角色", seen="public")]
    officer: Annotated[
        str | Missing,
        reference(
            "officer",
            "责任人",
            "officer",
            "责任人",
            "人员",
            seen="personal",
            inverse=named("responsibilities", "承担的责任", "responsibilities", "承担的责任"),
            holders=ANSWERED_FOR,
        ),
    ] = MISSING
    unit: Annotated[
        str | Missing,
        reference(
            "unit",
            "责任单位",
            "unit",
            "责任单位",
            "单位",
            seen="public",
            inverse=named("responsibilities", "承担的责任", "responsibilities", "承担的责任"),
        ),
    ] = MISSING
    from_: Annotated[date | Missing, day("起始日期", "from", "起始日期", "自", seen="public")] = MISSING
    to: Annotated[date | Missing | None, day("截止日期", "to", "截止日期", "至", seen="public")] = MISSING
    recorded: Annotated[
        date | Missing, day("登记日期", "recorded", "登记日期", "录入日期", seen="public")
    ] = MISSING
    head_required: Annotated[
        MaybeBoolean,
        yes_no(
            "要求一把手牵头",
            "must be the head of the unit",
            "一把手牵头",
            "要求一把手",
            "要求一把手牵头",
            seen="public",
        ),
    ] = MISSING
    duties: Annotated[MaybeText, text("职责", "duties", "职责", seen="public")] = MISSING
