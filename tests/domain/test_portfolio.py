"""The portfolio: looking up, other ends of relations, what was known on a day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.domain.sample import sample

from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.testing.portfolios import LAST_DAY, days, portfolios


def test_a_subject_is_found_by_type_and_id() -> None:
    portfolio = from_plain(sample())
    assert portfolio.subject("unit", "U-21").name == "乙局"
    assert portfolio.find("unit", "P-017") is None
    assert portfolio.subjects("project") == portfolio.projects
    with pytest.raises(KeyError):
        portfolio.subject("unit", "U-99")


def test_a_ruling_is_found_by_its_id() -> None:
    ruling = {"id": "J-1", "occurred": "2017-05-02", "recorded": "2017-05-02", "decision": "approved"}
    portfolio = from_plain({"projgov": 1, "id": "town", "rulings": [ruling]})
    assert portfolio.find("ruling", "J-1") == portfolio.rulings[0]
    assert portfolio.find("ruling", "J-2") is None


def test_the_other_end_of_a_relation_is_found_in_subjects_and_in_what_is_nested() -> None:
    portfolio = from_plain(sample())
    (project,) = portfolio.projects
    assert portfolio.referring("project", "lead_unit") == {"U-21": (project,)}
    assert portfolio.referring("unit", "parent") == {"U-00": (portfolio.units[1],)}
    (post,) = portfolio.referring("post", "unit")["U-21"]
    assert post.post == "head"


def test_a_register_that_is_not_declared_is_open() -> None:
    portfolio = from_plain(sample())
    assert portfolio.complete_through("reports") == date(2017, 12, 31)
    assert portfolio.complete_through("inspections") is None


def test_what_was_recorded_later_is_not_known() -> None:
    before = from_plain(sample()).known_at(date(2017, 4, 4)).projects[0]
    after = from_plain(sample()).known_at(date(2017, 4, 5)).projects[0]
    assert before.reports == ()
    assert [r.id for r in after.reports] == ["R-1"]
    assert before.guidebooks == after.guidebooks != ()


def test_a_register_is_not_known_to_be_complete_beyond_the_day() -> None:
    portfolio = from_plain(sample()).known_at(date(2017, 6, 30))
    assert portfolio.registers == {"reports": date(2017, 6, 30), "recognitions": None}


def test_steps_of_a_filing_and_responsibilities_are_hidden_too() -> None:
    data = sample()
    project = data["projects"][0]
    project["responsibilities"][0]["recorded"] = "2017-02-01"
    step = {"kind": "survey", "occurred": "2016-11-01", "recorded": "2016-12-31"}
    project["filings"] = [{"id": "F", "occurred": "2016-11-25", "recorded": "2016-11-28", "steps": [step]}]
    known = from_plain(data).known_at(date(2016, 12, 1)).projects[0]
    assert known.responsibilities == ()
    assert known.filings[0].steps == ()


@given(portfolios(), days())
def test_nothing_recorded_later_is_left_and_nothing_else_is_lost(portfolio: Portfolio, day: date) -> None:
    known = portfolio.known_at(day)
    for record in VOCABULARY.records:
        before = [one for one in portfolio.all(record) if "recorded" in VOCABULARY.record(record).fields]
        after = list(known.all(record))
        assert all(_day(one) <= day for one in after)
        if record in ("report", "evidence", "ruling"):
            assert [one.id for one in after] == [one.id for one in before if one.recorded <= day]


@given(portfolios(), days(), days())
def test_known_on_one_day_and_then_on_another_is_known_on_the_earlier(
    p: Portfolio, one: date, other: date
) -> None:
    assert p.known_at(one).known_at(other) == p.known_at(min(one, other))


@given(portfolios())
def test_in_the_end_all_is_known(portfolio: Portfolio) -> None:
    assert portfolio.known_at(LAST_DAY) == portfolio


def _day(record: Any) -> date:
    recorded = getattr(record, "recorded", date.min)
    return recorded if isinstance(recorded, date) else date.min
