"""Small portfolios in which much is going on: for running rules on, where `testing.portfolios` is for reading and writing.

Two or three subjects, each with reports, plans and inspections around the assessment year; any scalar may be missing, any
register complete through some day, or open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import MISSING, Missing, RegisterType
from projgov.domain.vocabulary import Vocabulary
from projgov.testing.portfolios import Ids, days, values

_ASKED = {
    "unit": ("name", "level", "parent", "end", "reports"),
    "officer": ("name", "posts"),
    "project": (
        "title", "level", "year", "livelihood", "budget", "start", "end", "pilot", "lead_unit", "co_units", "parent",
        "responsibilities", "reports", "baselines", "guidebooks", "filings", "inspections", "acceptances",
    ),
    "item": ("title", "kind", "lead_unit", "reports", "letters"),
}  # fmt: skip
_REGISTERS = ("reports", "baselines", "guidebooks", "filings", "inspections", "acceptances", "letters")
_WITHHELD = Missing("涉密")


@st.composite
def busy_portfolios(draw: st.DrawFn, vocabulary: Vocabulary = VOCABULARY) -> Portfolio:
    """Portfolios of one or two units and projects, and at most one officer and item."""
    sizes = {
        "unit": st.integers(1, 2),
        "officer": st.integers(0, 1),
        "project": st.integers(1, 2),
        "item": st.integers(0, 1),
    }
    ids: dict[str, tuple[str, ...]] = {
        name: tuple(f"{name[0].upper()}-{n}" for n in range(1, draw(size) + 1))
        for name, size in sizes.items()
    }
    found: dict[str, Any] = {}
    for name, own in ids.items():
        subjects: list[Any] = []
        for n, key in enumerate(own):
            before = {**ids, name: own[:n]}
            subjects.append(_subject(draw, vocabulary, name, key, before))
        found[vocabulary.record(name).about.collection] = tuple(reversed(subjects))
    through = st.one_of(st.just(date(2018, 3, 31)), days(), st.none())
    found["registers"] = {name: draw(through) for name in _REGISTERS}
    return Portfolio(id="busy", **found)


def _subject(draw: st.DrawFn, vocabulary: Vocabulary, name: str, key: str, ids: Ids) -> Any:
    record = vocabulary.record(name)
    assert record.cls is not None, name
    fields = {"id": key}
    for asked in _ASKED[name]:
        field = record.fields[asked]
        value = values(field.spec.type, ids, vocabulary)
        if not isinstance(field.spec.type, RegisterType):
            absent = [st.just(MISSING), st.just(_WITHHELD), *([st.none()] if field.nullable else [])]
            value = st.one_of(value, value, *absent)
        fields[asked] = draw(value)
    return record.cls(**fields)
