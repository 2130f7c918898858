"""The guide to time: both languages tell the same, deadlines mean the days and functions give the values that it says.

Its examples are run with those of all pages.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.rules.kinds.judging import judge, portfolio
from tools.docs import examples

from projgov.domain.calendar import Period

DOCS = Path(__file__).resolve().parents[2] / "docs"
ENGLISH, CHINESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("time.md", "time.zh.md"))
BOTH = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=["en", "zh"])
_DAY = re.compile(r"^\| `([^`|]+)` \| (\d{4}-\d{2}-\d{2}) \|$", re.MULTILINE)
_VALUE = re.compile(r"^\| `([^`|]+)` \| `([^`|]+)` \|$", re.MULTILINE)
_PERIOD = re.compile(r"^\| `(\d{4}[^`|]*)` \| [^|]+ \|", re.MULTILINE)
DEADLINES = [found for page in (ENGLISH, CHINESE) for found in _DAY.findall(page)]
VALUES = [found for page in (ENGLISH, CHINESE) for found in _VALUE.findall(page)]


def test_both_languages_have_the_same_parts_files_commands_and_tables() -> None:
    for pattern in (r"^#+", r"^```\w+.*", r"^\| ?---.*", r"^- ", r"^\$ .*"):
        english, chinese = (re.findall(pattern, page, re.MULTILINE) for page in (ENGLISH, CHINESE))
        assert english == chinese
    english, chinese = (
        re.findall(r"\| (\d{4}-\d{2}-\d{2}|`[^`]+`) \|$", page, re.MULTILINE) for page in (ENGLISH, CHINESE)
    )
    assert [v for v in english if "(" not in v] == [v for v in chinese if "(" not in v]


def test_the_guide_shows_fifteen_deadlines_and_nine_functions_in_each_language() -> None:
    assert (len(DEADLINES), len(VALUES)) == (30, 18)


@pytest.mark.parametrize(("deadline", "day"), DEADLINES)
def test_a_deadline_means_the_day_that_the_guide_says(deadline: str, day: str) -> None:
    rules = f"cadence:\n- id: c\n  on: project\n  every: month\n  from: 06-01\n  to: 06-30\n  due: '{deadline}'\n  met by: missing(id)\n"
    data = portfolio(projects=[{"id": "P", "start": "2017-09-28", "end": "2017-12-20"}])
    assert judge(rules + '  reason: "{due}"\n', data, "2018-12-31").reasons("c", "P") == [day]


@pytest.mark.parametrize(("call", "value"), VALUES)
def test_a_function_gives_what_the_guide_says(call: str, value: str) -> None:
    rules = f"definitions:\n- {{id: d, on: project, value: '{call}'}}\n"
    found = judge(rules, portfolio(projects=[{"id": "P"}]), "2018-12-31").value("d", "P")
    assert (found.isoformat() if isinstance(found, date) else str(found).lower()) == value


@BOTH
def test_the_periods_of_the_guide_are_periods(page: str) -> None:
    found = _PERIOD.findall(page)
    assert len(found) == 7
    assert [str(Period.parse(text)) for text in found] == found


@BOTH
def test_the_files_of_the_guide_have_no_faults_but_the_one_that_it_shows(page: str) -> None:
    names = re.findall(r"^```yaml (\S+)$", page, re.MULTILINE)
    assert names == [
        *("year.yaml", "back.yaml", "late.yaml", "works.yaml", "ratio.yaml"),
        *("lamps.yaml", "money.yaml", "gap.yaml", "held.yaml", "combined.yaml", "county.yaml", "duty.yaml"),
        "ladder.yaml",
    ]
    files = "".join(re.findall(r"^```yaml .*?^```\n", page, re.MULTILINE | re.DOTALL))
    commands = "".join(f"$ projgov check {name}\n" for name in names)
    printed = examples.refreshed(f"{files}```console\n{commands}```\n", "en")
    assert re.findall(r"^(\S+?):\S+ error\[(\w+)\]", printed, re.MULTILINE) == [("ratio.yaml", "T042")]
    assert re.findall(r"^(\S+?):\S+ warning\[(C\d+)\]", printed, re.MULTILINE) == [("late.yaml", "C038")]
