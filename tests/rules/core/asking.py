"""Expressions asked of a small city, and the faults that expressions have."""

from __future__ import annotations

from typing import Any

from tests.rules.kinds.judging import HEAD, pack_of, portfolio

from projgov.domain.calendar import parse_date
from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.rules.load import read_text
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.facts import Facts
from projgov.scoring.model import run
from projgov.scoring.values import Fault, Unknown, Value

AS_OF = "2017-09-30"
CITY = portfolio(
    units=[
        {"id": "U-1", "name": "市委政法委", "level": "city", "parent": None},
        {"id": "U-2", "name": "甲县", "level": "county", "parent": "U-1"},
    ],
    projects=[
        {
            "id": "P",
            "title": "甲项目",
            "level": "city",
            "domain": "safety",
            "pilot": True,
            "lead_unit": "U-2",
            "budget": 40,
            "start": "2017-01-10",
            "end": "2017-11-30",
            "baselines": [
                {
                    "version": 1,
                    "occurred": "2017-01-10",
                    "recorded": "2017-01-10",
                    "milestones": [
                        {"id": "M-1", "due": "2017-03-31", "planned_progress": 25},
                        {"id": "M-2", "due": "2017-06-30", "planned_progress": 50},
                    ],
                }
            ],
            "reports": [
                {
                    "id": "R-1",
                    "kind": "monthly",
                    "period": "2017-01",
                    "occurred": "2017-01-31",
                    "recorded": "2017-02-03",
                },
                {
                    "id": "R-2",
                    "kind": "monthly",
                    "period": "2017-02",
                    "occurred": "2017-02-28",
                    "recorded": "2017-03-03",
                },
                {
                    "id": "R-3",
                    "kind": "quarterly",
                    "period": "2017-Q1",
                    "occurred": "2017-03-31",
                    "recorded": "2017-04-05",
                    "progress": [
                        {"value": 30, "source": "self_reported"},
                        {"value": 28, "source": "verified"},
                    ],
                },
            ],
        },
        {
            "id": "Q",
            "title": "乙项目",
            "level": "county",
            "domain": "rule_of_law",
            "lead_unit": "U-2",
            "budget": 60,
            "start": "2017-02-01",
            "end": "2017-10-31",
            "reports": [
                {
                    "id": "R-1",
                    "kind": "quarterly",
                    "period": "2017-Q1",
                    "occurred": "2017-03-31",
                    "recorded": "2017-04-08",
                    "progress": [{"value": 12, "source": "self_reported"}],
                }
            ],
        },
    ],
)
"""P and Q are both led by U-2, a county under U-1."""


def defined(expression: str, on: str = "project", name: str = "asked") -> str:
    """A rule file whose one definition is the expression."""
    quoted = expression.replace("'", "''")
    return f"definitions:\n  - {{id: {name}, on: {on}, value: '{quoted}'}}\n"


def ask(
    expression: str, on: str = "project", subject: str = "P", more: str = "", data: dict[str, Any] = CITY
) -> Value:
    """The value of an expression for a subject; the readable model and the compiled program agree on it."""
    pack = pack_of(_with(more, expression, on))
    core = pack.core
    facts = Facts(
        check_facts(from_plain(data), pack.facts, undeclared="keep"), core.vocabulary, parse_date(AS_OF)
    )
    found = run(core, facts).values["asked"]["" if on == "portfolio" else subject]
    compiled = compile_core(core).run(facts).values["asked"]["" if on == "portfolio" else subject]
    assert compiled == found
    return found


def _with(more: str, expression: str, on: str) -> str:
    """The rules `more`, and the definition of the expression."""
    if "definitions:\n" in more:
        return more.replace("definitions:\n", defined(expression, on), 1)
    return more + defined(expression, on)


def lacking(value: Value) -> set[str]:
    """What is missing where a value is unknown: the subject and the path."""
    assert isinstance(value, Unknown), value
    return {".".join((e.subject, *e.path)) for e in value.evidence}


def codes(value: Value) -> set[str]:
    """The codes of the diagnostics where a value is a fault."""
    assert isinstance(value, Fault), value
    return {d.code for d in value.diagnostics}


def faults(expression: str, on: str = "project", more: str = "") -> list[tuple[str, str]]:
    """Code of each fault of an expression, and the words at its place, in the order of the file."""
    text = _with(more, expression, on) + HEAD
    lines = text.splitlines()
    found = read_text(text, "rules.yaml").diagnostics
    for diagnostic in found:
        assert diagnostic.message("zh") != diagnostic.message("en")
        assert "{" not in diagnostic.help("zh") + diagnostic.help("en")
    return [(d.code, lines[d.place.line - 1][d.place.column - 1 : d.place.end_column - 1]) for d in found]


def helps(expression: str, on: str = "project", more: str = "") -> list[str]:
    """The mends that are offered."""
    return [d.help("en") for d in read_text(_with(more, expression, on) + HEAD, "rules.yaml").diagnostics]
