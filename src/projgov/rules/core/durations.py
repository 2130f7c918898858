"""Lengths of time as values: days are `datetime.timedelta`, months are `Months`. The two are never mixed."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
class Months:
    """A length of time in whole months, of which twelve are a year."""

    months: int
