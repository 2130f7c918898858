"""What a test can ask of a rule file, by the name of a rule or of a part of one."""

from __future__ import annotations

from collections.abc import Iterable

from projgov.domain.types import Option
from projgov.rules.core.program import (
    Award,
    Check,
    Core,
    Definition,
    Finding,
    Header,
    Mark,
    Output,
    Ranking,
    Sanction,
    Score,
    unversioned,
)
from projgov.rules.forms.results import aliases
from projgov.scoring.selftest.questions import Asked, Checks, Handed, Lettered, Placed, Proposed, Valued
from projgov.scoring.selftest.words import BARRED, PROPOSED, REFERRED, TAKEN


def asked(core: Core, name: str) -> list[tuple[str, Asked]]:
    """What can be asked for under `name`, a rule or a part of one: each with the type of subject that it is about.

    What the rule reports comes before the values that it defines, and its places come last.
    """
    name = _meant(core, name)
    found: list[tuple[str, Asked]] = []
    for output in core.outputs:
        header = output.header
        if name == header.id and not _follows(core, output):
            found += [(header.subject, a) for a in _reported(core, output)]
    if any(isinstance(o, Mark) and o.header.id == name for o in core.outputs):
        # A ladder is asked for the step that stands; its moves and duties are asked for by their own names.
        found = [pair for pair in found if isinstance(pair[1], Valued)]
    found += [(one.header.subject, Lettered(one.header.id)) for one in core.letters if one.header.id == name]
    found += [(one.header.subject, Handed(one.header.id)) for one in core.exports if one.header.id == name]
    for subject in dict.fromkeys(subject for subject, _ in found):  # a rule can tell the portfolio, too
        merged = [a for one, a in found if one == subject and isinstance(a, Checks)]
        if len(merged) > 1:
            whole = Checks(tuple(i for a in merged for i in a.ids), merged[0].outcome)
            rest = [p for p in found if p[0] != subject or not isinstance(p[1], Checks)]
            found = [(subject, whole), *rest]
    checks = tuple(check for check in core.checks if unversioned(check) == name)
    if checks and not found:
        found.append((core.checks[checks[0]].subject, _asked_of(core, checks)))
    if (definition := core.definitions.get(name)) is not None and Valued(definition) not in [
        a for _, a in found
    ]:
        found.append((definition.subject, Valued(definition)))
    # A word about an award (`none`) means the award, not the place: places are asked for by number.
    return sorted(found, key=lambda pair: isinstance(pair[1], Placed))


def _meant(core: Core, name: str) -> str:
    """The name with a part of a rule called by its own name: `monthly.逾期` is `monthly.overdue`."""
    rule, _, part = name.rpartition(".")
    known = {*core.definitions, *map(unversioned, core.checks)}
    if not rule or name in known:
        return name
    entries = [one.removeprefix(f"{rule}.") for one in known if one.startswith(f"{rule}.")]
    return f"{rule}.{aliases(entries).get(part, part)}"


def names(core: Core, subject: str) -> Iterable[str]:
    """Every name that can be asked for of a type of subject."""
    yield from (
        o.header.id for o in (*core.outputs, *core.letters, *core.exports) if o.header.subject == subject
    )
    computed: list[Check | Definition] = [*core.checks.values(), *core.definitions.values()]
    yield from dict.fromkeys(unversioned(one.id) for one in computed if one.subject == subject)


def rules(core: Core) -> tuple[Header, ...]:
    """The rules that report something, each once, as they stand in the file."""
    found = {o.header.id: o.header for o in core.outputs}
    return tuple(sorted(found.values(), key=lambda h: h.place))


def _reported(core: Core, output: Output) -> Iterable[Asked]:
    match output:
        case Finding():
            outcome = Option(output.outcome.code, output.outcome.label)
            yield Checks(output.checks, (outcome,))
        case Score():
            yield Valued(core.definitions[output.total])
        case Mark():
            yield Valued(
                core.definitions[output.value], tuple(Option(code, label) for code, label in output.labels)
            )
        case Ranking():
            yield Placed(core.definitions[output.rank])
        case Award():
            yield Valued(core.definitions[output.status], (PROPOSED, REFERRED, BARRED))
        case Sanction():
            yield Proposed(output.checks)


def _asked_of(core: Core, checks: tuple[str, ...]) -> Checks | Proposed:
    """What can be asked of a check by its own name: of a move on a ladder, whether there is one."""
    for output in core.outputs:
        if isinstance(output, Finding | Sanction) and checks[0] in output.checks:
            if isinstance(output, Sanction):
                return Proposed(checks)
            if output.evidence:
                return Proposed(checks, TAKEN)
            return Checks(checks, (Option(output.outcome.code, output.outcome.label),))
    return Checks(checks)


def _follows(core: Core, output: Output) -> bool:
    """Whether an output tells of moves on a ladder, or of duties that come of them: of the ladder itself its step is asked."""
    ladders = {o.header.id for o in core.outputs if isinstance(o, Mark) and o.role == "step"}
    return isinstance(output, Finding | Sanction) and output.header.id in ladders
