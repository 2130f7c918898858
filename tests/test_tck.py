"""Every case of the DMN Technology Compatibility Kit that is found: one test a case."""

from __future__ import annotations

import pytest
from tools.tck import Case, cases, folder, run

KNOWN_FAILURES: dict[str, str] = {}
"""Cases that fail, by name, each with the reason. A case listed here that passes fails the run."""

_ROOT = folder()
_CASES = list(cases(_ROOT)) if _ROOT else []


@pytest.mark.skipif(not _CASES, reason="no tck folder: set PROJGOV_DATA to the folder that holds it")
@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_a_case_gives_what_is_expected(case: Case) -> None:
    misses = run(case)
    if case.name in KNOWN_FAILURES:
        assert misses, f"listed among the known failures, and passes: {KNOWN_FAILURES[case.name]}"
        pytest.xfail(KNOWN_FAILURES[case.name])
    assert not misses, "\n".join(map(str, misses))
