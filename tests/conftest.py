"""What all tests share: how hard Hypothesis tries, and where the public data stand that the repository does not carry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# No deadline anywhere: a machine that is busy with something else must not turn a law into a failure.
# Where CI is set, the quick examples are the same each time, so that a change is judged by what it changes.
settings.register_profile(
    "quick", deadline=None, max_examples=50, print_blob=True, derandomize=bool(os.environ.get("CI"))
)
settings.register_profile(
    "brief", deadline=None, max_examples=10, print_blob=True, derandomize=bool(os.environ.get("CI"))
)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("PROJGOV_PROFILE", "quick"))


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder with the public data sets (`data/`, `tck/`): the variable PROJGOV_DATA, or `shared` beside the checkout."""
    named = os.environ.get("PROJGOV_DATA")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the public data are not here: PROJGOV_DATA is unset or names no folder ({folder.name})")
    return folder
