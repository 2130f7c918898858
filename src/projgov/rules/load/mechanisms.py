"""The catalogue of clauses that ships: every mechanism of the five systems, by the id that a rule's `implements:` names.

The file `packs/mechanisms.json` has for each a short title, its tags, and for what a pure library cannot do the reason. Tags: DT domain
type, FR filing, RR responsibility, PW progress, cadence or warning, AS assessment, RW reward, SE sanction or escalation,
SP supervision or panel, PC closing or promotion, DC disclosure, fx a figure of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from projgov.diagnostics import Bilingual
from projgov.reading.json import parse

_FILE = "mechanisms.json"


@attrs.frozen
class Mechanism:
    """A mechanism of one of the systems. `outside` says why a pure library cannot have it, `outside_in_part` which part of it."""

    id: str
    title: Bilingual
    tags: tuple[str, ...]
    outside: Bilingual | None = None
    outside_in_part: Bilingual | None = None

    @property
    def system(self) -> str:
        """The id of the system: what stands before the number."""
        return self.id.rpartition("-")[0]


@attrs.frozen
class Catalogue:
    """The systems by their ids, and all their mechanisms by theirs, both in their order."""

    systems: Mapping[str, Bilingual]
    mechanisms: Mapping[str, Mechanism]

    def of(self, system: str) -> tuple[Mechanism, ...]:
        """The mechanisms of a system."""
        return tuple(m for m in self.mechanisms.values() if m.system == system)


@cache
def catalogue() -> Catalogue:
    """The catalogue as it ships."""
    text = resources.files("projgov").joinpath("packs", _FILE).read_text(encoding="utf-8")
    data: Any = parse(text, _FILE)
    return Catalogue(
        {one["id"]: Bilingual(**one["title"]) for one in data["systems"]},
        {one["id"]: _mechanism(one) for one in data["mechanisms"]},
    )


def _mechanism(one: Mapping[str, Any]) -> Mechanism:
    reasons = {key: Bilingual(**one[key]) if key in one else None for key in ("outside", "outside_in_part")}
    return Mechanism(one["id"], Bilingual(**one["title"]), tuple(one["tags"]), **reasons)
