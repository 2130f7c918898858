"""The packs that ship, each with the portfolio of its year."""

from __future__ import annotations

from functools import cache

import projgov
from projgov.domain.load import shipped_portfolios
from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack
from projgov.rules.load.reading import shipped

PACKS = tuple(sorted(name for name in shipped() if projgov.load_pack(name).tests))
"""The shipped rule files that have tests of their own."""
YEARS = tuple(name for name in PACKS if any(p.startswith(f"{name}-") for p in shipped_portfolios()))
"""Those of them with which the portfolio of a year ships."""


@cache
def pack(name: str) -> Pack:
    return projgov.load_pack(name)


@cache
def year(name: str) -> Portfolio:
    """The portfolio that ships with a pack."""
    return projgov.load_portfolio(f"{name}-{pack(name).core.year}")
