"""Versions of a rule: the same id several times, each valid for a time of its own.

    cadence:
      - {id: monthly, on: project, valid to: 2025-12-31, every: month, …}
      - {id: monthly, on: project, valid from: 2026-01-01, every: quarter, …}

Each version is lowered by itself, under its own name in Core (`monthly@1`, `monthly@2`, in the order of time), and judges the days of its
time. What other rules call `monthly` or `monthly.overdue` is what the version in force gives; occasions are counted in all versions.
What is reported bears the id of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, NullType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Output, unversioned
from projgov.rules.core.scope import Binding, Faults
from projgov.rules.core.typing import ANY, DATE, join
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.written import Rule

BOTH_IN_FORCE = Pattern(
    "C002",
    Bilingual(
        "规则 `{rule}` 在 {day} 有两版同时有效", "two versions of the rule `{rule}` are in force on {day}"
    ),
    Bilingual(
        "给前一版写 `valid to: {end}`，或把后一版的 `valid from` 往后移",
        "write `valid to: {end}` on the earlier one, or let the later one begin later",
    ),
)
NONE_IN_FORCE = Pattern(
    "C003",
    Bilingual(
        "规则 `{rule}` 在 {start} 至 {end} 没有一版有效",
        "no version of the rule `{rule}` is in force from {start} to {end}",
    ),
    Bilingual(
        "让前一版到后一版开始的前一天才失效", "let one version be valid until the day before the next begins"
    ),
    severity="warning",
)
_DAY = timedelta(days=1)
_NULL = nodes.Literal(None, NullType())


def version_name(rule: str, number: int) -> str:
    """What the definitions and checks of one version go by in Core."""
    return f"{rule}@{number}"


def in_order(versions: Iterable[Lowering], faults: Faults) -> list[Lowering]:
    """The versions of a rule in the order of time. Two in force on one day are a fault, a time without any a doubt."""
    found = sorted(versions, key=_start)
    for earlier, later in pairwise(found):
        end, start = _end(earlier), _start(later)
        rule = later.rule.id
        if end >= start:
            before = (start - _DAY).isoformat() if start > date.min else "…"
            faults.found.append(
                BOTH_IN_FORCE.at(
                    later.place,
                    related=[earlier.place],
                    rule=rule,
                    day=max(start, _start(earlier)).isoformat(),
                    end=before,
                )
            )
        elif end + _DAY < start:
            faults.add(
                NONE_IN_FORCE,
                later.place,
                rule=rule,
                start=(end + _DAY).isoformat(),
                end=(start - _DAY).isoformat(),
            )
    return found


def binding(rule: str, bindings: Sequence[Binding]) -> Binding:
    """The names that a rule gives: those of all its versions."""
    first = bindings[0]
    entries = {name: kind for b in bindings for name, kind in b.entries.items()}
    for name in entries:
        kinds = [b.entries[name] for b in bindings if name in b.entries]
        entries[name] = _joined(kinds)
    own = [b.type for b in bindings if b.type is not None]
    aliases = {name: entry for b in bindings for name, entry in b.aliases.items()}
    return Binding(rule, first.subject, _joined(own) if own else None, entries, first.place, aliases)


def lowered(rule: str, versions: Sequence[tuple[Lowering, Lowered]]) -> Lowered:
    """What a rule became: its versions, and definitions by its own names that give what the version in force gives."""
    masked = [_masked(lowering, part) for lowering, part in versions]
    names = dict.fromkeys(d.id.partition(".")[2] for part in masked for d in part.definitions)
    merged = [_merged(rule, entry, [lowering for lowering, _ in versions], masked) for entry in names]
    return Lowered(
        (*merged, *(d for part in masked for d in part.definitions)),
        tuple(c for part in masked for c in part.checks),
        tuple(_reported(o) for part in masked for o in part.outputs),
        tuple(d for part in masked for d in part.directions),
        tuple(letter for part in masked for letter in part.letters),
        tuple(export for part in masked for export in part.exports),
    )


def begun(lowering: Lowering, part: Lowered) -> Lowered:
    """A rule that has no occasions before the first day for which it is valid: not even such as may be lacking."""
    start = lowering.rule.valid_from
    if start is None:
        return part
    as_of, first = nodes.Variable("as_of", DATE), nodes.Literal(start, DATE)
    condition = nodes.Compare(">=", as_of, first, place=lowering.place)
    return attrs.evolve(part, checks=tuple(_begun(check, condition) for check in part.checks))


def _begun(check: Check, condition: Node) -> Check:
    if check.over is None:
        return check
    kind = check.over.type
    row = nodes.Row(condition, check.over, place=check.place)
    return attrs.evolve(
        check, over=nodes.Case((row,), nodes.MakeList((), kind), kind, place=check.over.place)
    )


def _masked(lowering: Lowering, part: Lowered) -> Lowered:
    """A version of which no definition gives anything out of its time. What occasions come to is told by their own days."""
    valid = lowering.validity()
    condition = nodes.And(valid, place=lowering.place) if valid else None
    return attrs.evolve(
        part,
        definitions=tuple(
            d
            if isinstance(d.body, nodes.Tally)
            else attrs.evolve(d, body=where(condition, d.body, None, d.body.place))
            for d in part.definitions
        ),
    )


def _merged(rule: str, entry: str, lowerings: Sequence[Lowering], parts: Sequence[Lowered]) -> Definition:
    by_id = {d.id: d for part in parts for d in part.definitions}
    name = f"{rule}.{entry}" if entry else rule
    found = [by_id[i] for i in (_named(x.rule.id, entry) for x in lowerings) if i in by_id]
    first, this = found[0], lowerings[0].this()
    kind = _joined([d.type for d in found])
    tallies = [d.body for d in found if isinstance(d.body, nodes.Tally)]
    if len(tallies) == len(found):
        checks = tuple(check for tally in tallies for check in tally.checks)
        return attrs.evolve(first, id=name, body=attrs.evolve(tallies[0], checks=checks), type=kind)
    results: list[Node] = [nodes.Result(d.id, this, kind, place=d.place) for d in found]
    rows = tuple(
        nodes.Row(nodes.Compare("!=", result, _NULL, BOOLEAN, place=first.place), result, place=first.place)
        for result in results
    )
    body = nodes.Case(rows, None, kind, place=first.place)
    return Definition(name, first.subject, body, kind, place=first.place, words=first.words)


def _named(rule: str, entry: str) -> str:
    return f"{rule}.{entry}" if entry else rule


def _reported(output: Output) -> Output:
    """What is reported bears the id of the rule (or of a tier of it), whatever the version."""
    return attrs.evolve(output, header=attrs.evolve(output.header, id=unversioned(output.header.id)))


def _joined(kinds: Sequence[ValueType]) -> ValueType:
    """The type of what any of the versions gives."""
    choices = [kind for kind in kinds if isinstance(kind, ChoiceType)]
    if len(choices) == len(kinds):
        options = {option.code: option for choice in choices for option in choice.options}
        return ChoiceType(unversioned(choices[0].name), tuple(options.values()))
    common = kinds[0]
    for kind in kinds[1:]:
        common = join(common, kind) or ANY
    return common


def _start(lowering: Lowering) -> date:
    return lowering.rule.valid_from or date.min


def _end(lowering: Lowering) -> date:
    return lowering.rule.valid_to or date.max


def versioned(kind: Kind, versions: Iterable[Lowering], faults: Faults) -> tuple[Kind, Lowering]:
    """A rule of several versions as one: the kind that declares and lowers all of them, and the first version."""
    ordered = in_order(versions, faults)
    rule = ordered[0].rule.id
    parts = [
        attrs.evolve(one, rule=one.rule.model_copy(update={"id": version_name(rule, number)}))
        for number, one in enumerate(ordered, 1)
    ]

    def declare(_rule: Rule, _lowering: Lowering) -> Binding:
        return binding(rule, [kind.declare(part.rule, part) for part in parts])

    def lower(_rule: Rule, _lowering: Lowering) -> Lowered:
        return lowered(rule, [(part, begun(part, kind.lower(part.rule, part))) for part in parts])

    return attrs.evolve(kind, declare=declare, lower=lower), ordered[0]
