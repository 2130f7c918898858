"""What runs look up instead of asking the facts again and again gives what the facts give."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import Missing, RegisterType
from projgov.scoring.facts import Facts
from projgov.scoring.observed import Observed
from projgov.scoring.registers import Registers
from projgov.scoring.values import Rows
from projgov.testing.busy_portfolios import busy_portfolios

DAYS = st.dates(date(2016, 10, 1), date(2018, 4, 30))
NAMES = {
    (record.name, member.name): member.type.register
    for record in VOCABULARY.records.values()
    for member in record.members.values()
    if isinstance(member.type, RegisterType)
}
SERIES = {
    (record.name, member.name): member.series
    for record in VOCABULARY.records.values()
    for member in record.members.values()
    if member.series is not None
}


def facts_of(portfolio: Portfolio) -> Facts:
    """The facts of a portfolio long after the year."""
    return Facts(portfolio, VOCABULARY, date(2018, 12, 31))


def sure(rows: Any) -> tuple[Any, ...]:
    """The sure members of a list."""
    return rows.sure if isinstance(rows, Rows) else rows


@settings(suppress_health_check=list(HealthCheck))
@given(busy_portfolios(), st.lists(DAYS, min_size=1, max_size=5))
def test_registers_give_what_the_facts_give_on_any_day(portfolio: Portfolio, days: list[date]) -> None:
    """The records that occurred, whether something is lacking, and the latest of them."""
    facts = facts_of(portfolio)
    registers = Registers(facts, NAMES)
    for record in VOCABULARY.subjects:
        for subject in facts.subjects(record.name):
            for member in record.members.values():
                for day in days if member.access in ("register", "latest") else ():
                    expected = facts.member(subject, record.name, member.name, day)
                    if member.access == "register":
                        assert registers.register(subject, record.name, member.name, day) == expected
                    else:
                        source = member.source[0]
                        assert registers.latest(subject, record.name, source, day) == expected


@settings(suppress_health_check=list(HealthCheck))
@given(busy_portfolios(), st.lists(DAYS, min_size=1, max_size=4))
def test_records_looked_up_by_fields_are_those_that_have_the_values_or_lack_them(
    portfolio: Portfolio, days: list[date]
) -> None:
    """Of reports by kind and period: in the order of the register, and open where the register is."""
    facts = facts_of(portfolio)
    registers = Registers(facts, NAMES)
    fields = ("kind", "period")
    for project in facts.subjects("project"):
        for day in days:
            whole = registers.register(project, "project", "reports", day)
            values = {tuple(getattr(r, f) for f in fields) for r in sure(whole)} | {("monthly", None)}
            for wanted in values:
                if any(isinstance(v, Missing) for v in wanted):
                    continue
                found = registers.where(project, "project", "reports", day, fields, wanted)
                expected = tuple(
                    r
                    for r in sure(whole)
                    if tuple(getattr(r, f) for f in fields) == wanted or isinstance(r.period, Missing)
                )
                assert sure(found) == expected
                assert isinstance(found, Rows) == isinstance(whole, Rows)
                assert not isinstance(found, Rows) or found.lacking == whole.lacking


@settings(suppress_health_check=list(HealthCheck))
@given(busy_portfolios(), st.lists(DAYS, min_size=1, max_size=6))
def test_series_give_what_the_facts_give_on_any_day(portfolio: Portfolio, days: list[date]) -> None:
    """Values, and what is unknown with its evidence: before the first observation, of a missing day, source or value."""
    facts = facts_of(portfolio)
    observed = Observed(facts, SERIES)
    for record, member in SERIES:
        if record not in {r.name for r in VOCABULARY.subjects}:
            continue
        for subject in facts.subjects(record):
            for day in (*days, *days):
                assert observed.value_at(subject, record, member, day) == facts.value_at(
                    subject, record, member, day
                )
