"""Portfolios for a pack: what its rules ask for is mostly there, about a few subjects, around the assessment year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import attrs
from hypothesis import strategies as st

from projgov.domain.calendar import Period
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import identity
from projgov.domain.types import MISSING, ListType, PeriodType, RecordType, RegisterType, TextType
from projgov.domain.vocabulary import Field, Spec, Vocabulary
from projgov.rules.forms.excuses import names_of
from projgov.rules.load import Pack
from projgov.testing.asked import Asked, asked, referred
from projgov.testing.brief import Briefly
from projgov.testing.portfolios import Ids, days, possible, values

_END = date(2018, 12, 31)
_IDS = ListType(TextType())
_THROUGH = st.one_of(st.just(_END), st.just(_END), days(), st.none())


def portfolios_for(pack: Pack, *, most: int = 4, gaps: bool = True) -> st.SearchStrategy[Portfolio]:
    """Portfolios of up to `most` subjects of each type that the rules of `pack` speak of.

    What the rules ask for is mostly given, and what they do not ask for is absent; facts are as the pack declares them. Without
    `gaps` every value asked for is given, and every register complete.
    """
    return _portfolios(
        Briefly(
            pack.name, _Plan(pack.core.vocabulary, asked(pack.core), pack.facts, _rules(pack), most, gaps)
        )
    )


def _rules(pack: Pack) -> tuple[str, ...]:
    """What an excuse can call the rules that it suspends: their ids, and those of their parts."""
    return tuple(dict.fromkeys(name for check in pack.core.checks for name in names_of(check)))


@attrs.frozen(slots=False)
class _Plan:
    """What is drawn."""

    vocabulary: Vocabulary
    wanted: Asked
    facts: Mapping[str, Mapping[str, Spec]]
    rules: tuple[str, ...]
    most: int
    gaps: bool

    @cached_property
    def registers(self) -> list[str]:
        """The registers that are asked for, by the names under which a portfolio declares them complete."""
        return [
            kind.register
            for record, fields in sorted(self.wanted.fields.items())
            for name in sorted(fields)
            if (field := self.vocabulary.record(record).fields.get(name)) is not None
            and isinstance(kind := field.spec.type, RegisterType)
        ]


@st.composite
def _portfolios(draw: st.DrawFn, brief: Briefly[_Plan]) -> Portfolio:
    plan = brief.value
    subjects = plan.vocabulary.subjects
    own = {
        r.name: tuple(f"{r.name[0].upper()}-{n}" for n in range(1, draw(st.integers(1, plan.most)) + 1))
        for r in subjects
        if r.name in plan.wanted.subjects
    }
    ids: dict[str, tuple[str, ...]] = {r.name: own.get(r.name, ()) for r in subjects}
    drawn = _Drawn(draw, plan)
    found: dict[str, Any] = {}
    for name, keys in own.items():
        # A subject refers only to those of its own type that stand before it, so that none is above itself.
        records = (drawn.record(name, {**ids, name: keys[:n]}, id=key) for n, key in enumerate(keys))
        found[plan.vocabulary.record(name).about.collection] = tuple(records)
    through = _THROUGH if plan.gaps else st.just(_END)
    return Portfolio(id="asked", registers={name: draw(through) for name in plan.registers}, **found)


class _Drawn:
    """Draws records that have what is asked for."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any], plan: _Plan) -> None:
        self.draw = draw
        self.plan = plan

    def record(self, name: str, ids: Ids, **given: Any) -> Any:
        record = self.plan.vocabulary.record(name)
        assert record.cls is not None, name
        wanted = self.plan.wanted.fields.get(name, frozenset())
        found = dict(given)
        for field in record.fields.values():
            if field.name not in found and (field.required or field.name in wanted):
                found[field.name] = self.value(field, ids)
        if (
            "recorded" in found and "occurred" in found
        ):  # what is entered later than it happened is entered soon
            late = self.draw(st.sampled_from([0, 0, 1, 5, 6, 40]))
            found["recorded"] = found["occurred"] + timedelta(days=late)
        if name in self.plan.facts:
            found["facts"] = self.declared(name, ids)
        return possible(record.cls(**found))

    def value(self, field: Field, ids: Ids) -> Any:
        kind = field.spec.type
        nested = isinstance(kind, RegisterType)
        if not field.required and not nested and self.plan.gaps and self.draw(st.integers(0, 4)) == 0:
            return MISSING
        match kind:
            case ListType(RecordType(inner)) | RegisterType(inner):
                return self.nested(inner, ids)
        if (field.name, kind) == ("suspends", _IDS) and self.plan.rules:
            return tuple(self.draw(st.lists(st.sampled_from(self.plan.rules), max_size=2, unique=True)))
        if field.nullable and self.draw(st.integers(0, 3)) == 0:
            return None
        target = referred(field)
        if target is not None and not ids[target] and field.required:
            return None
        return self.draw(values(kind, ids, self.plan.vocabulary))

    def nested(self, name: str, ids: Ids) -> tuple[Any, ...]:
        """A few records, no two of one identity; none where they would have to refer to what there is not."""
        record = self.plan.vocabulary.record(name)
        targets = [t for f in record.fields.values() if f.required and (t := referred(f)) is not None]
        if any(not ids[t] for t in targets):
            return ()
        key = identity(record)
        found: list[Any] = []
        for n in range(self.draw(st.integers(0, 3))):
            own = {} if not key else {key: _identity(name, record.fields[key], n + 1)}
            found.append(self.record(name, ids, **own))
        return tuple(found)

    def declared(self, name: str, ids: Ids) -> dict[str, Any]:
        """Facts as the pack declares them."""
        return {
            fact: self.draw(values(spec.type, ids, self.plan.vocabulary))
            for fact, spec in self.plan.facts[name].items()
            if not self.plan.gaps or self.draw(st.integers(0, 3))
        }


def _identity(record: str, field: Field, number: int) -> object:
    """What tells the first, second or third record from the others."""
    if isinstance(field.spec.type, PeriodType):
        return Period("quarter", 2017, number)
    return number if field.name == "version" else f"{record}-{number}"
