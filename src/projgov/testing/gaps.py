"""Hiding what a portfolio holds: the same records, with some of their single values missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import MISSING, ListType, Missing, RecordType, RegisterType
from projgov.domain.vocabulary import Field
from projgov.testing.brief import Briefly

_MOST = 8
"""How many values are hidden at most."""


def with_gaps(portfolio: Portfolio, *, least: int = 1) -> st.SearchStrategy[Portfolio]:
    """The portfolio with `least` or more single values missing, or as it is where it has none that could be.

    Hidden are numbers, texts, choices, days, references and facts; what is required stays, and so does the day on which something
    was recorded, which says when it was known, not what.
    """
    return _with_gaps(Briefly(portfolio.id, portfolio), least)


def one_by_one(portfolio: Portfolio) -> Iterator[tuple[str, Field, Portfolio]]:
    """The portfolio with one single value after another missing: the type of record, its field, and what is left."""
    total = _Hiding(lambda _: False)
    total.portfolio(portfolio)
    for number in range(total.seen):
        hiding = _Hiding(number.__eq__)
        less = hiding.portfolio(portfolio)
        if hiding.hidden is not None:
            yield (*hiding.hidden, less)


@st.composite
def _with_gaps(draw: st.DrawFn, brief: Briefly[Portfolio], least: int) -> Portfolio:
    portfolio = brief.value
    total = _Hiding(lambda _: False)
    total.portfolio(portfolio)
    if total.seen < least:
        return portfolio
    hidden = draw(st.sets(st.integers(0, total.seen - 1), min_size=least, max_size=max(_MOST, least)))
    return _Hiding(hidden.__contains__).portfolio(portfolio)


class _Hiding:
    """Counts the values that could be missing, in the order in which they stand, and hides those that `chosen` picks."""

    def __init__(self, chosen: Callable[[int], bool]) -> None:
        self.chosen = chosen
        self.seen = 0
        self.hidden: tuple[str, Field] | None = None

    def portfolio(self, portfolio: Portfolio) -> Portfolio:
        collections: dict[str, Any] = {
            record.about.collection: tuple(
                self.record(record.name, one) for one in getattr(portfolio, record.about.collection)
            )
            for record in VOCABULARY.collections
        }
        return attrs.evolve(portfolio, **collections)

    def record(self, name: str, one: Any) -> Any:
        changed: dict[str, Any] = {}
        for field in VOCABULARY.record(name).fields.values():
            value = getattr(one, field.name)
            match field.spec.type:
                case ListType(RecordType(inner)) | RegisterType(inner):
                    if isinstance(value, tuple):
                        changed[field.name] = tuple(self.record(inner, part) for part in value)
                    continue
            if _can_be_hidden(field, value) and self.hides():
                changed[field.name] = MISSING
                self.hidden = name, field
        if isinstance(facts := getattr(one, "facts", None), Mapping):
            changed["facts"] = {n: v for n, v in facts.items() if isinstance(v, Missing) or not self.hides()}
        return attrs.evolve(one, **changed)

    def hides(self) -> bool:
        self.seen += 1
        return self.chosen(self.seen - 1)


def _can_be_hidden(field: Field, value: Any) -> bool:
    single = not field.required and not isinstance(field.spec.type, ListType)
    return single and field.name != "recorded" and not isinstance(value, Missing)
