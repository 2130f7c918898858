"""By which changed rule or parameter a change came about.

What differs between the two rule files is found by their Core: places in the file and texts for people change nothing. What is said
otherwise of a subject is traced back through all that it depends on and that came out otherwise too, of that subject or, where
nothing did, of any (a rank moves when others do), to what differs between the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.rules.core import nodes
from projgov.rules.core.program import (
    Award,
    Check,
    Core,
    Decision,
    Definition,
    Finding,
    Mark,
    Output,
    Ranking,
    Sanction,
    Score,
    unversioned,
)
from projgov.scoring.comparison.said import Spot
from projgov.scoring.digest import deciding
from projgov.scoring.model import Computed, parts, referred
from projgov.scoring.values import Results

Sort: TypeAlias = Literal["changed", "added", "removed"]


@attrs.frozen(order=True)
class Cause:
    """A rule or parameter that differs between the two files, with where it stands in each."""

    sort: Sort
    what: Literal["rule", "parameter"]
    id: str
    title: Bilingual = attrs.field(eq=False, order=False)
    old: Place | None = attrs.field(default=None, eq=False, order=False)
    new: Place | None = attrs.field(default=None, eq=False, order=False)


@attrs.frozen
class Side:
    """One of the two rule files, with what it computed."""

    core: Core
    results: Results

    @cached_property
    def outputs(self) -> dict[str, list[Output]]:
        """What the file reports, by the id of the rule."""
        found: dict[str, list[Output]] = {}
        for output in self.core.outputs:
            found.setdefault(output.header.id, []).append(output)
        return found

    def said(self, computed: Computed) -> Mapping[str, object]:
        """What was computed, by the id of the subject."""
        sort, name = computed
        if sort == "definition":
            return self.results.values.get(name, {})
        given = self.results.occasions.get(name, {})
        return {
            subject: [(str(o.item), o.judged, o.outcome) for o in occasions]
            for subject, occasions in given.items()
        }

    def meaning(self, computed: Computed) -> object:
        """What is written; None where it is not there. The bounds of types follow from what is written elsewhere."""
        sort, name = computed
        found = (self.core.definitions if sort == "definition" else self.core.checks).get(name)
        return _untyped(deciding(found))

    def reported(self, rule: str) -> object:
        """What is written of what a rule reports."""
        return _untyped(deciding(self.outputs.get(rule)))

    def behind(self, spot: Spot) -> tuple[Computed, ...]:
        """The definitions and checks in which what `spot` names is computed."""
        return tuple(c for output in self.outputs.get(spot.rule, []) for c in _behind(output, spot))


@attrs.frozen
class Causes:
    """What differs between two rule files, and to which of it a change is due."""

    old: Side
    new: Side

    def of(self, spot: Spot, subject: str) -> tuple[Cause, ...]:
        """To which rules and parameters a change is due that was found of a subject in what `spot` names."""
        found = set(self._of(spot, subject))
        return tuple(sorted(found or {self._rule(spot.rule)}))

    @cached_property
    def all(self) -> tuple[Cause, ...]:
        """Everything that differs, whether or not anybody moves by it."""
        rules = {_rule_of(name) for _, name in self._differing} | self._reported
        return tuple(sorted([*map(self._rule, rules), *map(self._parameter, self._parameters)]))

    @cached_property
    def _differing(self) -> frozenset[Computed]:
        sides = (self.old.core, self.new.core)
        every: set[Computed] = {("definition", d) for core in sides for d in core.definitions}
        every |= {("check", c) for core in sides for c in core.checks}
        return frozenset(c for c in every if self.old.meaning(c) != self.new.meaning(c))

    @cached_property
    def _reported(self) -> frozenset[str]:
        """Rules of which the two files report differently."""
        ids = self.old.outputs.keys() | self.new.outputs.keys()
        return frozenset(i for i in ids if self.old.reported(i) != self.new.reported(i))

    @cached_property
    def _parameters(self) -> frozenset[str]:
        old, new = (
            {n: deciding(p.versions) for n, p in side.core.parameters.items()}
            for side in (self.old, self.new)
        )
        return frozenset(n for n in old.keys() | new.keys() if old.get(n) != new.get(n))

    def _of(self, spot: Spot, subject: str) -> Iterator[Cause]:
        """Back from what changed, through what it depends on as far as that changed too, to what differs between the files."""
        behind = [*self.old.behind(spot), *self.new.behind(spot)]
        waiting = [b for b in behind if self._moved(b, subject)] or behind
        entered: set[Computed] = set()
        while waiting:
            computed = waiting.pop()
            if computed in entered:
                continue
            entered.add(computed)
            if computed in self._differing:
                yield self._rule(_rule_of(computed[1]))
            parameters, others = self._read(computed)
            yield from map(self._parameter, self._parameters & parameters)
            waiting += [o for o in others if self._moved(o, subject)] or [o for o in others if self._moved(o)]
        if spot.rule in self._reported:
            yield self._rule(spot.rule)

    def _moved(self, computed: Computed, subject: str | None = None) -> bool:
        """Whether something else than before is computed: of one subject, or of any."""
        old, new = self.old.said(computed), self.new.said(computed)
        return old != new if subject is None else old.get(subject) != new.get(subject)

    def _read(self, computed: Computed) -> tuple[frozenset[str], frozenset[Computed]]:
        """The parameters, and the definitions and checks, that one reads by itself, in either file."""
        sides = [side.core for side in (self.old, self.new)]
        parameters = (
            n.name for core in sides for n in parts(core, computed) if isinstance(n, nodes.Parameter)
        )
        return frozenset(parameters), frozenset(other for core in sides for other in referred(core, computed))

    def _rule(self, rule: str) -> Cause:
        old, new = (_standing(side.core, rule) for side in (self.old, self.new))
        title = next(t for t in (new and new[0], old and old[0], Bilingual(rule, rule)) if t)
        return Cause(_sort(old, new), "rule", rule, title, old and old[1], new and new[1])

    def _parameter(self, name: str) -> Cause:
        old, new = (side.core.parameters.get(name) for side in (self.old, self.new))
        one = new or old
        assert one is not None
        places = (None if side is None else side.place for side in (old, new))
        return Cause(_sort(old, new), "parameter", name, one.label, *places)


def _behind(output: Output, spot: Spot) -> Iterator[Computed]:
    match output:
        case Score(lines=lines, total=total) if spot.aspect in ("score", "line"):
            own = [line.definition for line in lines if line.id == spot.part] if spot.part else [total]
            yield from (("definition", name) for name in own)
        case Mark(role=role, value=name) if role == spot.aspect:
            yield "definition", name
        case Decision(results=results) if spot.aspect == "decision":
            yield from (("definition", name) for part, _, name in results if part == spot.part)
        case Ranking(rank=name) if spot.aspect == "rank":
            yield "definition", name
        case Award(status=name) if spot.aspect == "award":
            yield "definition", name
        case Finding(checks=checks) | Sanction(checks=checks) if spot.aspect in ("finding", "sanction"):
            yield from (("check", name) for name in checks)


def _rule_of(name: str) -> str:
    """The rule of which a definition or check is a part."""
    return unversioned(name).partition(".")[0]


def _standing(core: Core, rule: str) -> tuple[Bilingual | None, Place] | None:
    """What a rule is called and where it stands; None where there is no such rule."""
    for output in core.outputs:
        if output.header.id == rule:
            return output.header.title, output.header.place
    rules: list[Definition | Check] = [*core.definitions.values(), *core.checks.values()]
    return next(((r.title, r.place) for r in rules if _rule_of(r.id) == rule), None)


def _sort(old: object, new: object) -> Sort:
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _untyped(plain: Any) -> Any:
    """Plain data of Core without the types of nodes."""
    if isinstance(plain, dict):
        return {name: _untyped(part) for name, part in plain.items() if name != "type"}
    return [_untyped(part) for part in plain] if isinstance(plain, list) else plain
