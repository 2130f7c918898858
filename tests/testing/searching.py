"""Searching what a strategy writes until all that is wanted has been seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

_ROUNDS = 12
_EXAMPLES = 60


def search(strategy: SearchStrategy[Any], note: Callable[[Any], None], complete: Callable[[], bool]) -> None:
    """Show `note` what the strategy writes, in rounds of different seeds, until `complete` or no round is left.

    The seeds are fixed, so that a search that ends well does so again; their number makes it independent of luck.
    """
    for number in range(_ROUNDS):
        if complete():
            return
        quiet = settings(
            max_examples=_EXAMPLES,
            deadline=None,
            database=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(quiet(given(strategy)(note)))()
