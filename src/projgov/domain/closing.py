"""How work leaves the list: struck off when it is done, or carried over into the next year when it is not."""

from typing import Annotated

import attrs

from projgov.domain.dated import Entry
from projgov.domain.declare import YEAR, MaybeNumber, MaybeText, about, number, reference, text
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("delisting", "销号", "delisting", "销号", "销号记录", dated=True))
@attrs.frozen(kw_only=True)
class Delisting(Entry):
    """The work was struck off the list. Whether it was done by then is for the rules to say."""

    by: Annotated[str | Missing, reference("unit", "销号单位", "by", "销号单位", seen="public")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    reason: Annotated[MaybeText, text("理由", "reason", "理由", "原因")] = MISSING


@described(about("carry_over", "结转", "carry-over", "结转", "滚动实施", dated=True))
@attrs.frozen(kw_only=True)
class CarryOver(Entry):
    """Unfinished work goes over into another year, with its id and all that is on record of it."""

    from_year: Annotated[MaybeNumber, number(YEAR, "自年度", "from year", "自年度", seen="public")] = MISSING
    to_year: Annotated[
        MaybeNumber, number(YEAR, "至年度", "to year", "至年度", "转入年度", seen="public")
    ] = MISSING
    approved_by: Annotated[str | Missing, reference("unit", "批准单位", "approved by", "批准单位")] = MISSING
    document: Annotated[MaybeText, text("文号", "document number", "文号", seen="public")] = MISSING
    reason: Annotated[MaybeText, text("未完成原因", "reason", "未完成原因", "原因")] = MISSING
