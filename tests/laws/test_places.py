"""Places. "Ranks with ties agree with their definition"."""

from __future__ import annotations

from hypothesis import given
from tests.laws.drawing import Case, cases, tried

from projgov.domain.load import load_portfolio
from projgov.rules.load import load_pack
from projgov.testing import laws


@tried(15)
@given(cases())
def test_a_place_is_one_more_than_the_number_of_those_that_are_better(case: Case) -> None:
    """ "Ranks … exact": counted anew for every subject; "the others carry their best and worst possible rank"."""
    laws.ranks_as_defined(case.pack, case.portfolio, case.as_of)


def test_the_places_of_the_city_s_projects_are_as_defined() -> None:
    laws.ranks_as_defined(load_pack("zhengfa"), load_portfolio("zhengfa-2017"), "2017-12-31")
