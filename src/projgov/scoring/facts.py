"""What Core asks about the governed: subjects, members of records, values over time.

`Source` is what a reading needs; `Facts` answers from a portfolio, as it was known on the day of evaluation.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from projgov.scoring.values import Value


class Source(Protocol):
    """Where facts come from. A record is whatever the source gives out; null never is one."""

    @property
    def as_of(self) -> date:
        """The day of evaluation."""

    def subjects(self, record: str) -> tuple[Any, ...]:
        """All subjects of a type, sorted by id."""

    def id_of(self, subject: Any) -> str:
        """The id of a subject, never empty."""

    def member(self, record_value: Any, record: str, member: str, judged: date) -> Value:
        """A member of a record; of a register, what occurred by the judged day."""

    def value_at(self, record_value: Any, record: str, member: str, day: date) -> Value:
        """The value of a series on a day."""
