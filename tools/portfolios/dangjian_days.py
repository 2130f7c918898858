"""Days of 2016 and the tables of the portfolio dangjian-2016."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from tools.portfolios.writing import Plain

TABLES = Path(__file__).resolve().parent / "dangjian_tables"
TOWN, OFFICE = "T-00", "T-01"
YEAR_END = "2016-12-31"
HOLIDAYS = (("2016-01-01", "2016-01-03"), ("2016-02-07", "2016-02-13"), ("2016-04-02", "2016-04-04"), ("2016-04-30", "2016-05-02"),
            ("2016-06-09", "2016-06-11"), ("2016-09-15", "2016-09-17"), ("2016-10-01", "2016-10-07"))  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """A table of this portfolio."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dated(day: str, recorded: str) -> Plain:
    """The two days of a record."""
    return {"occurred": day, "recorded": recorded}


class Days:
    """Working days drawn at random, written as in data."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(f"dangjian-2016 {seed}")  # noqa: S311  # data to look at, not secrets

    def span(self, first: str, last: str) -> str:
        """A working day from `first` through `last`; `first` where there is none."""
        start = date.fromisoformat(first)
        days = [start + timedelta(days=n) for n in range((date.fromisoformat(last) - start).days + 1)]
        return self.random.choice([d for d in days if _worked(d)] or [start]).isoformat()

    def after(self, day: str, most: int, least: int = 0) -> str:
        """A working day `least` to `most` days after `day`, and within the year."""
        start = date.fromisoformat(day)
        first, last = (
            start + timedelta(days=least),
            min(start + timedelta(days=most), date(start.year, 12, 30)),
        )
        return self.span(first.isoformat(), max(first, last).isoformat())


def _worked(day: date) -> bool:
    """Whether offices work: no weekend, none of the year's holidays."""
    return day.weekday() < 5 and not any(a <= day.isoformat() <= b for a, b in HOLIDAYS)
