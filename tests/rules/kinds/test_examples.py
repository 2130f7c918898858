"""The rule files in the docstrings of kinds of rule are without faults."""

from __future__ import annotations

import sys
from textwrap import dedent

import pytest
from tests.rules.kinds.judging import pack_of

from projgov.rules.kinds.table import KINDS

BESIDE = {
    "disclosure": "filing:\n  - {id: year_grade, on: project, require present: [title]}\n",
    "lamps": "definitions:\n  - {id: behind, on: project, value: planned progress at as_of - progress at as_of}\n",
}
KEYS = (
    "filing",
    "answers",
    "checklist",
    "supervision",
    "closing",
    "promotion",
    "definitions",
    "procedure",
    "full_coverage",
    "duplicates",
    "quota",
    "responsibility",
    "chain",
    "schedule",
    "cadence",
    "lamps",
    "panels",
    "surveys",
    "selection",
    "draws",
    "disclosure",
    "letters",
    "stages",
    "exports",
)


def example(key: str) -> str:
    """The first indented block of the docstring of a kind's module."""
    kind = next(k for k in KINDS if k.key == key)
    text = sys.modules[f"projgov.rules.kinds.{kind.key}"].__doc__ or ""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"    {key}:"))
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if line and not line.startswith("    "):
            break
        block.append(line)
    return dedent("\n".join(block)) + "\n"


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_kind_is_without_faults(key: str) -> None:
    assert pack_of(example(key) + BESIDE.get(key, "")).core.definitions
