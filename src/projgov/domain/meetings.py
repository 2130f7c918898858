"""Meetings that dealt with the work: of a leading team, on how projects go on, or to spread what was learned."""

from typing import Annotated

import attrs

from projgov.domain.choices.oversight import MEETING_KIND
from projgov.domain.dated import Entry
from projgov.domain.declare import MaybeBoolean, MaybeText, about, choice, reference, text, yes_no
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("meeting", "会议", "meeting", "会议", dated=True))
@attrs.frozen(kw_only=True)
class Meeting(Entry):
    """A meeting: of what kind, who called it, on what, and what it heard. `document` is the number of its minutes."""

    kind: Annotated[str | Missing, choice(MEETING_KIND, "会议类别", "kind", "会议类别", "类别")] = MISSING
    by: Annotated[str | Missing, reference("unit", "召集单位", "called by", "召集单位", "组织单位")] = MISSING
    title: Annotated[MaybeText, text("议题", "subject", "议题", "名称", "标题")] = MISSING
    heard_results: Annotated[MaybeBoolean, yes_no("听取成效", "results heard", "听取成效")] = MISSING
    heard_problems: Annotated[MaybeBoolean, yes_no("听取问题", "problems heard", "听取问题")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", "纪要编号")] = MISSING
