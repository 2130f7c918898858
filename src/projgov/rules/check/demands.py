"""Rules that demand what cannot be: one that nothing can meet, and two that no subject to which both apply can meet together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.rules.check.conditions import conjuncts, domain, is_input, is_timeless, never, space
from projgov.rules.check.whole import Whole, rule_of, walk
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Finding
from projgov.rules.forms.atoms import axis
from projgov.rules.forms.regions import Space, TooMuch, comparison

OPPOSITE = Pattern(
    "L040",
    Bilingual(
        "规则 `{rule}` 与 `{other}` 不能同时做到", "the rules `{rule}` and `{other}` cannot both be met"
    ),
    Bilingual(
        "改正其中一条，或用 `when:` 分开它们适用的对象",
        "correct one of them, or let `when:` tell to whom each applies",
    ),
    severity="warning",
)
NEVER_MET = Pattern(
    "L041",
    Bilingual("规则 `{rule}` 的要求互相矛盾，谁也做不到", "what the rule `{rule}` demands contradicts itself: nothing can meet it"),
    Bilingual("改正其中的数或符号；两者有一即可的，用 `or`", "correct a number or a sign; where one of two is enough, join them with `or`"),
    severity="warning",
)  # fmt: skip
_MOST_PAIRS, _MOST_SHARED = 500, 400
_UNNAMED = Bilingual("", "")
_CONDITION = nodes.Compare | nodes.Field | nodes.Result


@attrs.frozen(eq=False)
class Demand:
    """A check that somebody has to meet, with the rule that it belongs to."""

    rule: str
    check: Check

    @property
    def place(self) -> Place:
        return self.check.place

    @property
    def applies(self) -> tuple[Node, ...]:
        return () if self.check.applies is None else (self.check.applies,)


def demands(whole: Whole) -> Iterator[Diagnostic]:
    """Demands that cannot be met."""
    sound: list[Demand] = []
    for demand in _demands(whole):
        if any(never(condition, whole.core) for condition in demand.applies):
            continue  # a rule that never applies is told as such
        if not never(demand.check.holds):
            sound.append(demand)
        elif _is_compound(demand.check.holds):
            yield NEVER_MET.at(demand.place, rule=demand.rule)
    for first, second in _pairs(sound, whole.core):
        if _opposite(first, second):
            earlier, later = sorted((first, second), key=lambda d: (whole.is_own(d.place), d.place))
            yield OPPOSITE.at(later.place, related=[earlier.place], rule=later.rule, other=earlier.rule)


def _demands(whole: Whole) -> Iterator[Demand]:
    seen: set[str] = set()
    for output in whole.core.outputs:
        if isinstance(output, Finding):
            for name in output.checks:
                if name not in seen:
                    seen.add(name)
                    yield Demand(rule_of(name), whole.core.checks[name])


def _is_compound(condition: Node) -> bool:
    return isinstance(condition, nodes.And | nodes.Or | nodes.Not)


def _pairs(found: list[Demand], core: Core) -> Iterator[tuple[Demand, Demand]]:
    """Pairs of demands of different rules on one type of subject that may contradict each other, each pair once."""
    seen: set[tuple[int, int]] = set()
    for first, second in (*_negated(found), *_apart(found, core)):
        pair = min(id(first), id(second)), max(id(first), id(second))
        if first.rule != second.rule and pair not in seen:
            seen.add(pair)
            yield first, second
        if len(seen) > _MOST_PAIRS:
            return


def _negated(found: list[Demand]) -> Iterator[tuple[Demand, Demand]]:
    """Pairs of which one demands what the other excludes, word for word."""
    asked: dict[tuple[str, Node], list[Demand]] = {}
    for demand in found:
        for condition in conjuncts(demand.check.holds):
            asked.setdefault((demand.check.subject, condition), []).append(demand)
    for (subject, condition), denying in asked.items():
        if isinstance(condition, nodes.Not):
            for second in denying:
                yield from (
                    (first, second) for first in asked.get((subject, condition.operand), ())[:_MOST_SHARED]
                )


def _apart(found: list[Demand], core: Core) -> Iterator[tuple[Demand, Demand]]:
    """Pairs that leave no value of some figure to both."""
    speaking: dict[tuple[str, Node], list[tuple[Demand, list[object]]]] = {}
    for demand in found:
        constants: dict[Node, list[object]] = {}
        for condition in walk(demand.check.holds):
            if isinstance(condition, _CONDITION) and (compared := comparison(condition)) is not None:
                constants.setdefault(compared[0], []).append(compared[2])
        for node, several in constants.items():
            speaking.setdefault((demand.check.subject, node), []).append((demand, several))
    for (_, node), several_speak in speaking.items():
        values, together = domain(node, core), several_speak[:_MOST_SHARED]
        if values is None or len(together) < 2:
            continue
        line = axis(node, _UNNAMED, values, [c for _, several in together for c in several])
        alone = Space((line,))
        masks = [(demand, _values(alone, demand.check.holds)) for demand, _ in together]
        for n, (second, mask) in enumerate(masks):
            yield from ((first, second) for first, other in masks[:n] if not mask & other)


def _values(alone: Space, condition: Node) -> int:
    """The values of one figure with which a condition can hold."""
    try:
        return reduce(or_, (box[0] for box in alone.region(condition).possible), 0)
    except TooMuch:
        return alone.full[0]


def _opposite(first: Demand, second: Demand) -> bool:
    """Whether two demands surely apply to some subject together, and surely cannot be met together."""
    a, b = first.check, second.check
    if a.over != b.over:
        return False
    try:
        if not _contradict(a.holds, b.holds, a.judged == b.judged):
            return False
        return _apply_together(first, second)
    except TooMuch:
        return False


def _contradict(one: Node, other: Node, same_day: bool) -> bool:
    left, right = set(conjuncts(one)), set(conjuncts(other))
    for condition in left:
        denied = condition.operand if isinstance(condition, nodes.Not) else None
        if (nodes.Not(condition) in right or denied in right) and (same_day or _timeless([condition])):
            return True
    common = space([one, other])
    if not same_day and not all(is_timeless(axis.node) for axis in common.axes):
        return False
    regions = [common.region(condition) for condition in (one, other)]
    return common.overlap(regions[0].possible, regions[1].possible) is None


def _timeless(conditions: list[Node]) -> bool:
    """Whether all that conditions ask is the same on every day."""
    waiting = list(conditions)
    while waiting:
        one = waiting.pop()
        if isinstance(one, nodes.Not | nodes.Present):
            waiting.append(one.operand)
        elif not is_timeless(one):
            return False
    return True


def _apply_together(first: Demand, second: Demand) -> bool:
    """Whether there surely are inputs of a subject for which both rules apply."""
    conditions = (*first.applies, *second.applies)
    if first.check.applies == second.check.applies or not conditions:
        return True
    common = space(conditions)
    if not all(is_input(axis.node) for axis in common.axes):
        return False
    regions = [common.region(nodes.And(d.applies)) if d.applies else None for d in (first, second)]
    boxes = [(common.full,) if region is None else region.sure for region in regions]
    return common.overlap(boxes[0], boxes[1]) is not None
