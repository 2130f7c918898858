"""Work that is counted: the numbers that a plan sets for months, quarters and the year, and those achieved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

import attrs
from tools.portfolios.writing import Plain

LEAST = 100
"""Fewer than these are not split into months."""


def whole_number(indicator: str) -> int | None:
    """The number with which an indicator begins, where it is one to be split into months."""
    found = re.match(r"[0-9]+", indicator)
    amount = int(found[0]) if found else 0
    return amount if amount >= LEAST else None


@attrs.frozen
class Counted:
    """So much to be done in the year. `short`: the months of the second quarter were set too low."""

    amount: int
    short: bool

    def planned(self, percents: Sequence[int]) -> Plain:
        """The amounts of the year, its quarters and their months, along the plan in percent at the ends of quarters."""
        amounts: list[Plain] = []
        before = 0
        for quarter, percent in enumerate(percents[:4], start=1):
            upto = self.amount if quarter == 4 else self.amount * percent // 100
            whole, before = upto - before, upto
            months = [whole // 3, whole // 3, whole - 2 * (whole // 3)]
            if self.short and quarter == 2:
                months[2] -= 5
            amounts += [
                {"period": f"2017-{3 * quarter - 2 + n:02}", "value": value} for n, value in enumerate(months)
            ]
            amounts.append({"period": f"2017-Q{quarter}", "value": whole})
        amounts.append({"period": "2017", "value": self.amount})
        return {"id": "N", "kind": "period", "amounts": amounts}

    def achieved(self, before: Decimal, after: Decimal) -> Plain:
        """What a month added, from one percentage to the next."""
        counts = [int((self.amount * p / 100).to_integral_value(ROUND_FLOOR)) for p in (before, after)]
        return {"quantity": "N", "value": max(counts[1] - counts[0], 0)}
