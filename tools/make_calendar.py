"""Makes `domain/calendar/cn-mainland.json`: the working days of mainland China, from the distribution `chinesecalendar`.

That holds what the State Council (国务院办公厅) announces each year: the holidays and the days that are worked instead. What is made
is plain data; projgov itself needs no such distribution.

    python -m tools.make_calendar [--check]

With `--check` nothing is written, and what is told is whether the file is what would be made.
"""

from __future__ import annotations

import sys
from datetime import date
from importlib import metadata
from pathlib import Path

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import WorkCalendar
from projgov.reading.canonical import dumps

SHIPPED = Path(__file__).resolve().parents[1] / "src/projgov/domain/calendar/cn-mainland.json"
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
TITLE = Bilingual("中国内地工作日历", "Working days of mainland China")


def made() -> WorkCalendar:
    """The calendar, from the distribution that is installed."""
    from chinese_calendar.constants import holidays, workdays

    def named(days: dict[date, str]) -> dict[date, str]:
        return {day: NAMES[name] for day, name in days.items() if FIRST <= day <= LAST}

    source = (
        "国务院办公厅2004年至2026年部分节假日安排的通知及其调整；数据取自 chinesecalendar "
        f"{metadata.version('chinesecalendar')}（MIT）"
    )
    return WorkCalendar(
        "cn-mainland",
        FIRST,
        LAST,
        named(holidays),
        named(workdays),
        title=TITLE,
        source=source,
        version=f"{LAST.year}.1",
    )


def written(calendar: WorkCalendar) -> str:
    """The calendar as its file."""
    assert calendar.title is not None
    plain = {
        "projgov": 1,
        "calendar": calendar.id,
        "title": {"zh": calendar.title.zh, "en": calendar.title.en},
        "version": calendar.version,
        "source": calendar.source,
        "from": calendar.first.isoformat(),
        "to": calendar.last.isoformat(),
        "weekend": sorted(calendar.weekend),
        "holidays": {day.isoformat(): name for day, name in calendar.holidays.items()},
        "working_days": {day.isoformat(): name for day, name in calendar.working_days.items()},
        "digest": calendar.digest,
    }
    return dumps(plain, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    text = written(made())
    if "--check" in arguments:
        same = SHIPPED.read_text(encoding="utf-8") == text
        print("the file is what would be made" if same else "the file is not what would be made")
        return 0 if same else 1
    SHIPPED.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
