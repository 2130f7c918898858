"""Research topics (课题): theory drawn from what is done, with partners, which closes with proposals for what is to be done."""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.choices.works import PARTNER
from projgov.domain.dated import Entry
from projgov.domain.declare import MaybeBoolean, MaybeText, about, day, several, text, yes_no
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("topic", "课题", "research topic", "课题", dated=True))
@attrs.frozen(kw_only=True)
class Topic(Entry):
    """A topic of research on the work. `occurred` is the day it was taken up; `closed` null: known to be open still."""

    title: Annotated[MaybeText, text("名称", "title", "名称", "标题", seen="public")] = MISSING
    practice_base: Annotated[
        MaybeBoolean, yes_no("实践基础扎实", "solid base of practice", "实践基础扎实", "实践基础")
    ] = MISSING
    theory_room: Annotated[
        MaybeBoolean, yes_no("理论空间广阔", "room for theory", "理论空间广阔", "理论空间")
    ] = MISSING
    partners: Annotated[
        tuple[str, ...] | Missing, several(PARTNER, "合作单位", "partners", "合作单位", seen="public")
    ] = MISSING
    closed: Annotated[date | Missing | None, day("结题日期", "closed", "结题日期", seen="public")] = MISSING
    proposals: Annotated[MaybeText, text("建议方案", "proposals", "建议方案", "建议")] = MISSING
