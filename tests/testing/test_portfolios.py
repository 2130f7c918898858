"""The strategies reach what they are made for."""

from hypothesis import find, settings

from projgov.domain.portfolio import Portfolio
from projgov.domain.types import Missing
from projgov.testing.portfolios import portfolios

SEARCH = settings(max_examples=2_000, deadline=None)


def test_projects_with_reports_references_and_withheld_values_are_found() -> None:
    def reported(portfolio: Portfolio) -> bool:
        return any(p.reports and isinstance(p.lead_unit, str) for p in portfolio.projects)

    def withheld(portfolio: Portfolio) -> bool:
        return any(isinstance(p.title, Missing) and p.title.why for p in portfolio.projects)

    assert reported(find(portfolios(), reported, settings=SEARCH))
    assert withheld(find(portfolios(), withheld, settings=SEARCH))
