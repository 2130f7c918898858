"""Work calendars as files: the shipped one, those of hosts, and what cannot be meant."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tools.make_calendar import SHIPPED, made, written

import projgov
from projgov.diagnostics import InvalidData, Refused
from projgov.domain.calendar import is_working_day, working_days_within
from projgov.domain.calendar.file import calendar_from_plain, load_calendar, shipped_calendar

CHINA = shipped_calendar()
PLAIN: dict[str, Any] = {"projgov": 1, "calendar": "x", "from": "2017-01-01", "to": "2017-12-31"}


@pytest.mark.parametrize(
    ("year", "worked", "off"),
    [
        # 国办发明电〔2016〕17号
        (2017, "01-22 02-04 04-01 05-27 09-30", "01-02 01-27 01-30 01-31 02-01 02-02 04-03 04-04 05-01 05-29 05-30 10-02 10-03 10-04 10-05 10-06"),
        # 国办发明电〔2019〕16号, and 国办发明电〔2020〕1号, which extended the Spring Festival through 2 February
        (2020, "01-19 04-26 05-09 06-28 09-27 10-10", "01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08"),
        # 国办发明电〔2015〕8号: the 70th anniversary of the victory, 3 to 5 September
        (2015, "01-04 02-15 02-28 09-06 10-10", "01-01 01-02 02-18 02-19 02-20 02-23 02-24 04-06 05-01 06-22 09-03 09-04 10-01 10-02 10-05 10-06 10-07"),
    ],
)  # fmt: skip
def test_the_shipped_calendar_has_the_days_that_were_announced(year: int, worked: str, off: str) -> None:
    days = [
        date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    ]
    assert [f"{d:%m-%d}" for d in days if d.weekday() >= 5 and is_working_day(CHINA, d)] == worked.split()
    assert [f"{d:%m-%d}" for d in days if d.weekday() < 5 and not is_working_day(CHINA, d)] == off.split()


def test_the_shipped_calendar_covers_2004_to_2026_and_names_its_source_version_and_digest() -> None:
    assert (CHINA.id, CHINA.first, CHINA.last) == ("cn-mainland", date(2004, 1, 1), date(2026, 12, 31))
    assert "国务院办公厅" in CHINA.source
    assert CHINA.version == "2026.1"
    assert json.loads(SHIPPED.read_text(encoding="utf-8"))["digest"] == CHINA.digest


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_year_of_the_shipped_calendar_has_the_days_off_that_the_law_gives(year: int) -> None:
    """A year has 365 or 366 days and 104 to 106 weekend days; 10 (through 2007), 11 (through 2024) or 13 days are statutory holidays.

    So 247 to 253 days are worked; of 2020, in which three days were added, one fewer is possible.
    """
    assert 247 <= working_days_within(CHINA, date(year, 1, 1), date(year, 12, 31)) <= 253


def test_the_shipped_file_is_what_its_tool_makes() -> None:
    pytest.importorskip("chinese_calendar", reason="what the calendar is made from is not installed here")
    assert SHIPPED.read_text(encoding="utf-8") == written(made())


def test_a_host_can_give_its_own_calendar_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "office.json"
    path.write_text(
        json.dumps({**PLAIN, "holidays": {"2017-01-02": "元旦"}, "working_days": ["2017-01-07"]}),
        encoding="utf-8",
    )
    calendar = projgov.load_calendar(path)
    assert calendar == load_calendar(str(path))
    assert [is_working_day(calendar, date(2017, 1, day)) for day in (2, 3, 7, 8)] == [
        False,
        True,
        True,
        False,
    ]


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    path.write_text(written(CHINA), encoding="utf-8")
    again = load_calendar(path)
    assert again == CHINA
    assert (again.title, again.holidays, again.source) == (CHINA.title, CHINA.holidays, CHINA.source)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"projgov": 2}, [("C027", "")]),
        ({"from": None}, [("C031", "from")]),
        ({"from": "2017年1月1日"}, [("F126", "from")]),
        ({"to": "2016-12-31"}, [("C021", "to")]),
        ({"weekend": "周末"}, [("C028", "weekend")]),
        ({"weekend": [0]}, [("C025", "weekend")]),
        ({"weekends": [6]}, [("C029", "weekends")]),
        ({"holidays": 3}, [("C028", "holidays")]),
        ({"title": 3}, [("C028", "title")]),
        ({"version": 3}, [("C028", "version")]),
        ({"digest": "0" * 64}, [("C030", "digest")]),
        ({"holidays": {"2017-02-30": "", "2018-01-01": ""}}, [("C022", "holidays.2018-01-01"), ("F125", "holidays.2017-02-30")]),
        ({"holidays": ["2017-01-02", "soon"], "working_days": ["2017-01-03"]}, [("C031", "holidays[1]"), ("C023", "working_days.2017-01-03")]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_all_at_once(
    change: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidData) as refused:
        calendar_from_plain({**PLAIN, **change}, file="c.json")
    found = [(d.code, d.place.path) for d in refused.value.diagnostics]
    assert sorted(found) == sorted(faults)
    assert {d.place.file for d in refused.value.diagnostics} == {"c.json"}


def test_a_calendar_that_was_changed_by_hand_no_longer_has_its_digest() -> None:
    plain = json.loads(written(CHINA))
    del plain["holidays"]["2017-01-02"]
    with pytest.raises(InvalidData) as refused:
        calendar_from_plain(plain)
    assert [d.code for d in refused.value.diagnostics] == ["C030"]


def test_a_file_that_is_not_there_is_told_as_of_other_files() -> None:
    with pytest.raises(Refused) as refused:
        load_calendar("no-such-calendar.json")
    assert [d.code for d in refused.value.diagnostics] == ["F010"]


def test_what_is_no_mapping_is_no_calendar() -> None:
    with pytest.raises(InvalidData):
        calendar_from_plain([1])
