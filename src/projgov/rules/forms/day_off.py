"""What becomes of a deadline on which nobody works: it stays unless the rule, or the deadline itself, says that it is moved."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.domain.types import Option

DAYS_OFF: tuple[Option, ...] = (
    Option("keep", Bilingual("不变", "keep"), ("当日",)),
    Option("postponed", Bilingual("顺延", "next working day"), ("postpone", "下一工作日")),
    Option("advanced", Bilingual("提前", "working day before"), ("advance", "上一工作日")),
)
"""What becomes of a day on which the rule judges where nobody works on it."""
