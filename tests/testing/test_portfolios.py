"""Portfolios drawn at random: what has to be found among them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import find, settings

from projgov.domain.portfolio import Portfolio
from projgov.domain.projects import Project
from projgov.domain.records import VOCABULARY
from projgov.domain.types import Missing
from projgov.testing.portfolios import portfolios, records

SEARCH = settings(max_examples=2_000, deadline=None)


IDS = {"unit": ("U-1",), "officer": ("O-1",), "project": (), "item": ()}
PROJECTS = records(VOCABULARY.record("project"), IDS)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda project: bool(project.reports),
        lambda project: project.lead_unit == "U-1",
        lambda project: any(
            isinstance(v, Missing) and v.why for v in (project.lead_unit, project.domain, project.origin)
        ),
    ],
    ids=["with a report", "with a reference", "with a withheld value"],
)
def test_projects_of_every_sort_are_found(wanted: Callable[[Project], bool]) -> None:
    assert wanted(find(PROJECTS, wanted, settings=SEARCH))


def test_portfolios_with_subjects_of_every_type_are_found() -> None:
    def full(portfolio: Portfolio) -> bool:
        return all((portfolio.units, portfolio.officers, portfolio.projects, portfolio.items))

    assert full(find(portfolios(), full, settings=SEARCH))
