"""Every law of `projgov.testing` on the year of every pack, on a day in the middle of the year and on its last.

In the brief profile the year of the smallest pack is tried.
"""

from __future__ import annotations

import os

import pytest
from tests.packs.shipped import YEARS, pack, year

from projgov.testing import laws

LARGER = {"jingxihua", "mudanjiang", "tongcheng", "zhengfa"}
BRIEF = os.environ.get("PROJGOV_PROFILE") == "brief"
TRIED = [name for name in YEARS if not (BRIEF and name in LARGER)]


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_every_law_holds_at_the_end_of_the_year(name: str) -> None:
    laws.every_law(pack(name), year(name), f"{pack(name).core.year}-12-31")


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_the_model_says_the_same_in_the_middle_of_the_year(name: str) -> None:
    laws.compiled_as_the_model(pack(name), year(name), f"{pack(name).core.year}-06-30")
