"""Ladders that cannot work as they are written: what never comes about, what nothing listens to, what nothing ends.

Of a file that other files extend, and of values that other rules read, nothing is said that these could make good.
"""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Path
from projgov.rules.check.lasting import LASTING
from projgov.rules.check.whole import Whole, again, walk
from projgov.rules.core import nodes
from projgov.rules.core.ladder import Ladder, Step
from projgov.rules.core.scope import Faults
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_written import Escalation, StepRow, TriggerRow
from projgov.rules.forms.outcomes import outcome_of

NEVER_UNRESOLVED = Pattern(
    "L061",
    Bilingual(
        "`{step}` 没有期限，也不须经决定，不会逾期未解决：这一条触发永远不会发生",
        "`{step}` has no deadline, and no decision sets one: it is never unresolved, and this never comes about",
    ),
    Bilingual(
        "在步骤 `{step}` 下写期限，如 `期限: 起始日后30天`",
        "write a deadline under the step `{step}`, as in `deadline: 30 days after since`",
    ),
    severity="warning",
)
UNHEARD = Pattern(
    "L062",
    Bilingual(
        "没有步骤由信号 `{signal}` 触发或解除", "no step is brought about or ended by the signal `{signal}`"
    ),
    Bilingual(
        "在某一步的触发或解除下写 `signal: {signal}`，或删去这个信号",
        "write `signal: {signal}` for a step or a way down, or leave the signal out",
    ),
    severity="warning",
)
NO_WAY_DOWN = Pattern(
    "L063",
    Bilingual(
        "步骤 `{step}` 没有解除的办法：一旦采取，就一直持续",
        "the step `{step}` has no way back: once taken, it stands for ever",
    ),
    Bilingual(
        "写一个解除它的信号，如 `clears: [{{signal: …}}]`；解除写明适用哪些步骤的，加上 `{step}`",
        "write a signal that ends it, as in `clears: [{{signal: …}}]`; a way down that names the steps it leads from needs `{step}` among them",
    ),
    severity="warning",
)
TOO_FEW = Pattern(
    "L064",
    Bilingual(
        "`{rule}` 对一个对象至多判定 {most} 次，这里要求 {times} 次：永远不会发生",
        "`{rule}` has {most} occasions at most, and this asks for {times}: it never comes about",
    ),
    Bilingual(
        "把次数写小，或换一条按期判定的规则", "ask for fewer, or name a rule that is judged in periods"
    ),
    severity="warning",
)
_NUMBER = NumberType()


def ladders(whole: Whole) -> Iterator[Diagnostic]:
    """What never comes about on a ladder, is heard by no step, or has no end."""
    for rule in whole.rules:
        written = rule.rule
        if isinstance(written, Escalation):
            climb = _climb(rule, whole)
            if climb is not None:
                yield from _never(rule, written, climb, whole)
                yield from _unheard(rule, written, climb.ladder, whole)
                yield from _endless(rule, written, climb.ladder)


def _climb(rule: Lowering, whole: Whole) -> nodes.Climb | None:
    """What the rule became: of several versions the one that stands where the rule does."""
    course = whole.core.definitions.get(f"{canonical_name(rule.rule.id)}.course")
    found = () if course is None else walk(course.body)
    return next((n for n in found if isinstance(n, nodes.Climb) and n.place == rule.place), None)


def _never(rule: Lowering, written: Escalation, climb: nodes.Climb, whole: Whole) -> Iterator[Diagnostic]:
    """Triggers that never come about."""
    steps = {step.id: step for step in climb.ladder.steps}
    for path, trigger in _triggers(written):
        if trigger.unresolved is not None:
            step = steps[canonical_name(trigger.unresolved)]
            if step.deadline < 0 and not step.decided:
                yield NEVER_UNRESOLVED.at(rule.place_of((*path, "unresolved")), step=trigger.unresolved)
        elif trigger.signal is not None and (most := _most(written, trigger.signal, whole)) is not None:
            times = (
                nodes.number(1) if trigger.times is None else again(rule).expression(trigger.times, _NUMBER)
            )
            if isinstance(times, nodes.Literal) and times.value > most[1]:
                place = rule.place_of((*path, "signal" if trigger.times is None else "times"))
                yield TOO_FEW.at(place, rule=most[0], most=most[1], times=times.value)


def _most(written: Escalation, signal: str, whole: Whole) -> tuple[str, int] | None:
    """The rule that a signal comes from, and how often that is judged; None where there is no such bound."""
    wanted = canonical_name(signal)
    row = next((s for s in written.signals if canonical_name(s.id) == wanted), None)
    if row is None or row.rule is None:
        return None
    name = canonical_name(row.rule)
    tally = whole.core.definitions.get(f"{name}.unmet") or whole.core.definitions.get(f"{name}.proposed")
    if tally is None or not isinstance(tally.body, nodes.Tally):
        return None
    checks = [whole.core.checks[check] for check in tally.body.checks]
    return None if any(check.over is not None for check in checks) else (row.rule, len(checks))


def _unheard(rule: Lowering, written: Escalation, ladder: Ladder, whole: Whole) -> Iterator[Diagnostic]:
    """Signals that nothing names. One whose count another rule reads is there to be counted."""
    heard = {trigger.signal for step in ladder.steps for trigger in step.triggers}
    heard |= {way.signal for way in ladder.ways}
    silent = [n for n in range(len(ladder.signals)) if n not in heard]
    read = _read(whole) if silent else frozenset()
    for position in silent:
        if f"{canonical_name(written.id)}.{ladder.signals[position]}" not in read:
            place = rule.place_of(("signals", position, "id"))
            yield UNHEARD.at(place, signal=written.signals[position].id)


def _endless(rule: Lowering, written: Escalation, ladder: Ladder) -> Iterator[Diagnostic]:
    """Steps that last and that no way down ends, not even from a step above."""
    if written.valid_to is not None or written.when is not None:
        return
    for position, row in enumerate(written.steps):
        if not _lasts(row, ladder.steps[position]):
            continue
        ends = any(
            position in way.leaves if way.to is None else way.to < position <= max(way.leaves)
            for way in ladder.ways
        )
        if not ends:
            yield NO_WAY_DOWN.at(rule.place_of(("steps", position, "id")), step=row.id)


def _lasts(row: StepRow, step: Step) -> bool:
    """Whether a step goes on until it is ended: its measure does, or it has none and was decided on."""
    if row.measure is None:
        return step.decided
    return outcome_of(row.measure, Place(), Faults()).code in LASTING


def _triggers(written: Escalation) -> Iterator[tuple[Path, TriggerRow]]:
    for index, row in enumerate(written.steps):
        for position, trigger in enumerate(row.when):
            yield ("steps", index, "when", position), trigger


def _read(whole: Whole) -> frozenset[str]:
    """The definitions that something reads."""
    bodies = [d.body for d in whole.core.definitions.values()] + [c.holds for c in whole.core.checks.values()]
    return frozenset(n.definition for body in bodies for n in walk(body) if isinstance(n, nodes.Result))
