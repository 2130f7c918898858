"""What dated records share: the day something occurred, and the day the host system came to know of it.

Both days are needed to answer "what was known on that day": a report for March that came in on 5 April is no evidence on
31 March, and is late on 10 April or not, as the rules say.
"""

from datetime import date
from typing import Annotated

import attrs

from projgov.domain.declare import VERSION, Number, day, number, text


@attrs.frozen(kw_only=True)
class Entry:
    """A dated record with an id, unique within its owner."""

    id: Annotated[str, text("编号", "id", "编号", seen="public")]
    occurred: Annotated[date, day("发生日期", "occurred", "发生日期", "日期", seen="public")]
    recorded: Annotated[date, day("登记日期", "recorded", "登记日期", "录入日期", seen="public")]


@attrs.frozen(kw_only=True)
class Edition:
    """A dated record that is replaced as a whole by the next version of it."""

    version: Annotated[Number, number(VERSION, "版本", "version", "版本", "版次", seen="public")]
    occurred: Annotated[date, day("印发日期", "occurred", "印发日期", "日期", seen="public")]
    recorded: Annotated[date, day("登记日期", "recorded", "登记日期", "录入日期", seen="public")]
