"""What laws are tried on: random rule files, each with a portfolio in which what it asks for is going on, and a day."""

from __future__ import annotations

from datetime import date
from random import Random

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack
from projgov.testing import portfolios_for, rule_files, with_gaps
from projgov.testing.rule_text import read

DAYS = st.dates(date(2017, 1, 1), date(2018, 3, 31))


def tried(quick: int) -> settings:
    """How many examples: so many in the quick profile, and as many times more in the long one as that tries."""
    share = max(1, settings().max_examples * quick // 50)
    return settings(
        max_examples=share, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )


@attrs.frozen
class Case:
    """A rule file, a portfolio, and a day of evaluation."""

    text: str
    portfolio: Portfolio
    as_of: date

    @property
    def pack(self) -> Pack:
        return read(self.text)


@st.composite
def cases(draw: st.DrawFn, *, observing: bool = True, gaps: bool = True) -> Case:
    """A random rule file with what it is tried on."""
    text = draw(rule_files(observing=observing))
    return Case(text, draw(portfolios_for(read(text), gaps=gaps)), draw(DAYS))


@st.composite
def cases_with_gaps(draw: st.DrawFn) -> tuple[Case, Portfolio]:
    """A rule file that does not observe, with what it is tried on; and the same portfolio with less in it."""
    case = draw(cases(observing=False))
    return case, draw(with_gaps(case.portfolio))


def orders() -> st.SearchStrategy[Random]:
    """What shuffles."""
    return st.randoms(use_true_random=False)
