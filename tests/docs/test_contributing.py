"""CONTRIBUTING.md says how a kind of rule is added; following it gives a kind that works in every reading."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest
from tests.rules.kinds.judging import HEAD

from projgov.domain.plain import from_plain
from projgov.rules.kinds import table
from projgov.rules.load import assemble, read_text
from projgov.scoring.evaluate import evaluate

PAGE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The kind that the page shows, as a module, and in the table."""
    found = re.search(
        r"^```python notices.py\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found is not None
    module = ModuleType("projgov.rules.kinds.notices")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(found[1], "notices.py", "exec"), module.__dict__)
    monkeypatch.setattr(assemble, "KINDS", (*table.KINDS, module.KIND))
    return module


def test_the_kind_that_the_page_adds_judges_and_explains(notices: ModuleType) -> None:
    """120 % is noticed, 100 % is not; the rule file is the one in the kind's docstring."""
    example = dedent((notices.__doc__ or "").split("\n\n")[1]) + "\n"
    read = read_text(HEAD + example, "rules.yaml")
    assert read.diagnostics == ()
    assert read.pack is not None
    portfolio = from_plain(
        {
            "projgov": 1,
            "id": "test",
            "registers": {"reports": {"complete_through": "2017-12-31"}},
            "projects": [
                {
                    "id": name,
                    "reports": [
                        {
                            "id": "R",
                            "kind": "monthly",
                            "occurred": "2017-06-30",
                            "recorded": "2017-07-01",
                            "progress": [{"value": value, "source": "verified"}],
                        }
                    ],
                }
                for name, value in (("A", 120), ("B", 100))
            ],
        }
    )
    report = evaluate(read.pack, portfolio, "2017-12-31")
    assert [f.outcome.code for f in report.subject("A").findings if f.outcome] == ["flag"]
    assert report.subject("B").findings == ()
    assert "进度超过100%" in report.explain("A", language="zh")


def test_an_expression_that_errs_is_told_at_its_place(notices: ModuleType) -> None:
    rules = "notices:\n  - {id: odd, on: project, look when: progres at as_of > 100}\n"
    faults = read_text(rules + HEAD, "rules.yaml").diagnostics
    assert [(f.code, f.place.line, f.place.column) for f in faults] == [
        ("N001", 2, len("  - {id: odd, on: project, look when: p"))
    ]
