"""Clauses that rules say they implement and that a catalogue which ships does not have: `zhengfa-99`, `zhenfa-02`.

An office's own document has clauses of its own, with ids of its own; those say nothing of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, did_you_mean, nearest
from projgov.rules.check.whole import Whole
from projgov.rules.load.mechanisms import catalogue

NO_SUCH_CLAUSE = Pattern(
    "L024",
    Bilingual("{system} 没有条款 `{found}`", "{system} has no clause `{found}`"),
    Bilingual("{offer}", "{offer}"),
    severity="warning",
)
_NUMBERED = re.compile(r"(?P<system>[A-Za-z]+)[-_ ]?(?P<number>[0-9]{1,3})")


def clauses(whole: Whole) -> Iterator[Diagnostic]:
    """Ids that look like clauses of a system of the catalogue, and are none."""
    known = catalogue()
    for rule in whole.rules:
        for n, clause in enumerate(rule.rule.implements):
            match = _NUMBERED.fullmatch(clause)
            if clause in known.mechanisms or match is None:
                continue
            system = match["system"].lower()
            meant = system if system in known.systems else nearest(system, known.systems)
            if meant is not None:
                of_it = [m.id for m in known.of(meant)]
                offer = offered(f"{meant}-{match['number']}", of_it)
                place = rule.place_of(("implements", n))
                yield NO_SUCH_CLAUSE.at(place, system=f"`{meant}`", found=clause, offer=offer)


def offered(clause: str, known: Collection[str]) -> Bilingual:
    """The clause of the same number, else the nearest: `zhengfa-9` is meant for `zhengfa-09`."""
    if match := _NUMBERED.fullmatch(clause):
        number = f"{match['system'].lower()}-{int(match['number']):02}"
        if number in known:
            return did_you_mean(number, [number])
    return did_you_mean(clause, known)
