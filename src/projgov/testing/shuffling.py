"""The same data and the same rules in another order, and a portfolio without what was recorded later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

import attrs

from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import ListType, RecordType, RegisterType
from projgov.domain.vocabulary import canonical_name
from projgov.domain.write import to_plain
from projgov.reading.tree import Mapping
from projgov.reading.tree import Sequence as TreeSequence
from projgov.reading.yaml import compose
from projgov.rules.kinds.table import KINDS

T = TypeVar("T")


def shuffled(portfolio: Portfolio, random: Random | None) -> Portfolio:
    """The portfolio with subjects, rulings and all nested records in another order."""
    collections: dict[str, Any] = {
        r.about.collection: _turned(
            [_inside(r.name, one, random) for one in getattr(portfolio, r.about.collection)], random
        )
        for r in VOCABULARY.collections
    }
    return attrs.evolve(portfolio, **collections)


def _inside(record: str, one: Any, random: Random | None) -> Any:
    changed: dict[str, Any] = {}
    for field in VOCABULARY.record(record).fields.values():
        match field.spec.type:
            case ListType(RecordType(inner)) | RegisterType(inner):
                parts = getattr(one, field.name)
                if isinstance(parts, tuple):
                    changed[field.name] = _turned([_inside(inner, p, random) for p in parts], random)
    return attrs.evolve(one, **changed) if changed else one


def _turned(items: Sequence[T], random: Random | None) -> tuple[T, ...]:
    return tuple(reversed(items)) if random is None else tuple(random.sample(items, len(items)))


def shuffled_rules(text: str, random: Random | None) -> str:
    """The text of a rule file with its sections of rules, and the rules in each, in another order.

    Rules are moved as they are written, whole lines at a time: a section counts whose rules stand below one another, each
    beginning with a dash.
    """
    lines = text.splitlines()
    tree = compose(text, "rules.yaml")
    assert isinstance(tree, Mapping), "a rule file is a mapping"
    kinds = {canonical_name(n) for kind in KINDS for n in (kind.key, *kind.names)}
    starts = [entry.key.place.line - 1 for entry in tree.entries]
    ends = [*starts[1:], len(lines)]
    head: list[str] = lines[: starts[0]]
    sections: list[list[str]] = []
    for entry, start, end in zip(tree.entries, starts, ends, strict=True):
        rules = entry.value
        if canonical_name(entry.key.text) not in kinds or not isinstance(rules, TreeSequence) or rules.flow:
            head += lines[start:end]
            continue
        first = [item.place.line - 1 for item in rules.items]
        chunks = [lines[a:b] for a, b in zip(first, [*first[1:], end], strict=True)]
        body = [line for chunk in _turned(chunks, random) for line in chunk]
        sections.append([*lines[start : first[0] if first else end], *body])
    return "\n".join([*head, *(line for section in _turned(sections, random) for line in section)]) + "\n"


def amended(text: str, until: date, random: Random) -> str:
    """The text of a rule file in which some rules are valid until a day, and get another version from the next day on.

    The later version says the same, or nothing of anybody.
    """
    lines = text.splitlines()
    tree = compose(text, "rules.yaml")
    assert isinstance(tree, Mapping), "a rule file is a mapping"
    kinds = {canonical_name(n) for kind in KINDS for n in (kind.key, *kind.names)}
    chunks: list[tuple[int, int, int]] = []
    starts = [entry.key.place.line - 1 for entry in tree.entries]
    for entry, end in zip(tree.entries, [*starts[1:], len(lines)], strict=True):
        rules = entry.value
        if canonical_name(entry.key.text) in kinds and isinstance(rules, TreeSequence) and not rules.flow:
            first = [item.place.line - 1 for item in rules.items]
            columns = [item.place.column - 1 for item in rules.items]
            chunks += zip(first, [*first[1:], end], columns, strict=True)
    after = until + timedelta(days=1)
    for start, end, column in reversed(chunks):
        if random.random() < _SHARE:
            rule, indent = lines[start:end], " " * column
            early = [rule[0], f"{indent}valid to: {until.isoformat()}", *rule[1:]]
            late = [rule[0], f"{indent}valid from: {after.isoformat()}", *rule[1:]]
            if (
                not any(line.strip().startswith(("when:", "适用:")) for line in rule)
                and random.random() < _SHARE
            ):
                late.insert(1, f"{indent}when: 'false'")
            lines[start:end] = [*early, *late]
    return "\n".join(lines) + "\n"


_SHARE = 0.5
"""Of so many rules something is changed."""


def without_later(portfolio: Portfolio, day: date) -> Portfolio:
    """The portfolio without any record, however deep it stands, that was recorded after a day."""
    return from_plain(_without(to_plain(portfolio), day.isoformat()))


def _without(value: Any, day: str) -> Any:
    if isinstance(value, dict):
        return {name: _without(part, day) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without(part, day) for part in value if not _later(part, day)]
    return value


def _later(part: Any, day: str) -> bool:
    recorded = part.get("recorded") if isinstance(part, dict) else None
    return isinstance(recorded, str) and recorded > day
