"""What a body held of the work on a day: whether it meets a criterion that the office names (可行、可操作、有代表性)."""

from typing import Annotated

import attrs

from projgov.domain.dated import Entry
from projgov.domain.declare import MaybeBoolean, MaybeText, about, reference, text, yes_no
from projgov.domain.types import MISSING, Missing
from projgov.domain.vocabulary import described


@described(about("judgement", "研判", "judgement", "研判", "认定", dated=True))
@attrs.frozen(kw_only=True)
class Judgement(Entry):
    """Whether the work meets a criterion, in the office's own words: `criterion` is a text, for every office has others."""

    criterion: Annotated[MaybeText, text("研判内容", "criterion", "研判内容", "认定内容", "标准")] = MISSING
    holds: Annotated[MaybeBoolean, yes_no("符合", "holds", "符合", "认定")] = MISSING
    by: Annotated[str | Missing, reference("unit", "研判单位", "by", "研判单位", "认定单位")] = MISSING
    description: Annotated[MaybeText, text("说明", "description", "说明")] = MISSING
