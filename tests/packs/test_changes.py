"""No small change of a rule of a shipped pack goes unnoticed by the tests in its file, but for those that it lists with a reason.

The changes of a pack are tried in shares, so that several processors divide the work. In the brief profile one small share of each is tried.
"""

from __future__ import annotations

import os

import pytest
from tests.packs.shipped import YEARS, pack

from projgov.scoring.mutation import mutate

SHARES = [(0, 60)] if os.environ.get("PROJGOV_PROFILE") == "brief" else [(n, 8) for n in range(8)]


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES, ids=lambda share: f"{share[0] + 1} of {share[1]}")
@pytest.mark.parametrize("name", YEARS)
def test_every_small_change_of_a_rule_is_noticed_by_a_test(name: str, share: tuple[int, int]) -> None:
    found = mutate(pack(name), share=share)
    assert [str(change) for change in found.survivors] == []
    assert found.noticed > 2
