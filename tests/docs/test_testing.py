"""The page for the suites of host systems: its examples are run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from projgov.testing import laws

PAGE = Path(__file__).resolve().parents[2] / "docs" / "testing.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```", re.DOTALL | re.MULTILINE)
FEW = settings(max_examples=5, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the examples of the page define, with the files that it shows beside them."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "page"}
    for language, file, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if file:
            Path(file).write_text(text, encoding="utf-8")
        elif language == "python":
            exec(compile(text, PAGE.name, "exec"), names)
    return names


def test_every_example_is_a_test_that_passes(page: dict[str, Any]) -> None:
    tests = {name: test for name, test in page.items() if name.startswith("test_")}
    assert len(tests) == 7
    for test in tests.values():
        (FEW(test) if hasattr(test, "hypothesis") else test)()


def test_the_page_names_every_law_and_every_strategy() -> None:
    from projgov import testing

    text = PAGE.read_text(encoding="utf-8")
    named = [law.__name__ for law in laws.LAWS]
    listed = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert listed == named
    for name in (*testing.__all__, "rules_in_any_order", "evidence_only_settles", "never_worse", "every_law"):
        assert f"{name}(" in text or f"`{name}`" in text
