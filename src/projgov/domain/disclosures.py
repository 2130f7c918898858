"""What was made public: what kind of thing, on which day, where and to whom."""

from typing import Annotated

import attrs

from projgov.domain.calendar import Period
from projgov.domain.choices.oversight import AUDIENCE, DISCLOSURE_CHANNEL, DISCLOSURE_KIND
from projgov.domain.dated import Entry
from projgov.domain.declare import MaybeText, about, calendar_period, choice, reference, text
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("disclosure", "公开记录", "disclosure", "公开记录", "公开情况", dated=True))
@attrs.frozen(kw_only=True)
class Disclosure(Entry):
    """Something was made public on the day `occurred`, through one channel, to one audience.

    `record` names what was made public where there are several of its kind: the id of a record, or the version of a guidebook.
    What went to the units concerned alone is kept here, too: so the register as a whole is internal, though what a
    disclosure says of itself is not.
    """

    kind: Annotated[
        str, choice(DISCLOSURE_KIND, "公开内容", "kind", "公开内容", "类别", "内容", seen="public")
    ]
    title: Annotated[MaybeText, text("标题", "title", "标题", "名称", seen="public")] = MISSING
    channel: Annotated[
        str | Missing, choice(DISCLOSURE_CHANNEL, "公开渠道", "channel", "公开渠道", "渠道", seen="public")
    ] = MISSING
    audience: Annotated[
        str | Missing, choice(AUDIENCE, "公开对象", "audience", "公开对象", "公开范围", "受众", seen="public")
    ] = MISSING
    period: Annotated[
        Period | Missing, calendar_period("所属期", "period", "所属期", "期间", seen="public")
    ] = MISSING
    by: Annotated[
        str | Missing, reference("unit", "公开单位", "by", "公开单位", "发布单位", seen="public")
    ] = MISSING
    record: Annotated[
        MaybeText, text("所公开的记录", "record made public", "所公开的记录", "所公开记录", seen="public")
    ] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    url: Annotated[MaybeText, text("网址", "address", "网址", "链接", seen="public")] = MISSING
