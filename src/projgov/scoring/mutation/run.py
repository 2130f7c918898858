"""Run the tests of a rule file against each small change of it, and say which changes none of them notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from projgov.diagnostics import InvalidRuleFile
from projgov.domain.declared_facts import check_facts
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import Core
from projgov.rules.core.scope import Faults
from projgov.rules.core.working import with_calendar
from projgov.rules.load import Pack, read_tree
from projgov.rules.load.file import Unnoticed
from projgov.scoring.compile import Program
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.digest import core_digest
from projgov.scoring.facts import Facts
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.model import Model
from projgov.scoring.mutation.asking import Asking
from projgov.scoring.mutation.changes import Change, changes
from projgov.scoring.selftest.questions import Handed, Lettered, answered
from projgov.scoring.selftest.read import Test, read_tests
from projgov.scoring.selftest.run import tried


@attrs.frozen
class _Ready:
    """A test with the facts of its portfolio, which no change of rules alters."""

    test: Test
    facts: Facts


@attrs.frozen
class Mutation:
    """What came of all changes: those that no test noticed, and how many were tried.

    `excused` are those that no test noticed and that the file lists under `unnoticed`, with the reason. `idle` are its entries that
    no such change answers to.
    `refused` of those tried are no rule files any more (a number beyond its bounds, a rule that another one needs): the check
    notices them, not a test.
    """

    survivors: tuple[Change, ...]
    tried: int
    refused: int
    excused: tuple[Change, ...] = ()
    idle: tuple[Unnoticed, ...] = ()

    @property
    def noticed(self) -> int:
        """How many changes a test noticed."""
        return self.tried - self.refused - len(self.survivors) - len(self.excused)


def mutate(
    pack: Pack,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    share: tuple[int, int] = (0, 1),
) -> Mutation:
    """Each rule and parameter changed in small ways, and the changes that no test in the file notices.

    A condition is negated, a boundary taken in or left out, a number or day moved by its last digit, `and` exchanged for `or`, a
    row left out. A change is noticed where a test expects something else than comes, or the rules err on its data. The tests
    have to pass as they are. `progress` is told how many changes have been tried, and of how many. Of a `share` (2, 5) the third of
    every five changes is tried: who has several processors divides the work so.

    Raises:
        InvalidRuleFile: with every fault of the tests themselves.
        ValueError: if the pack was not read from a rule file.
    """
    if pack.written is None:
        raise ValueError(f"the pack {pack.name} was not read from a rule file")
    faults = Faults()
    tests = list(read_tests(pack, faults))
    if faults.found:
        raise InvalidRuleFile(faults.found)
    ready = [
        _Ready(t, Facts(check_facts(t.portfolio, pack.facts), pack.core.vocabulary, t.as_of)) for t in tests
    ]
    every = list(changes(pack.written, pack.tree))[share[0] :: share[1]]
    survivors: list[Change] = []
    tried = refused = 0
    for done, change in enumerate(every):
        progress(done, len(every))
        mutant = read_tree(change.of(pack.written.tree), _beside(pack, change)).pack
        if mutant is None:
            refused += 1
        elif _decides_the_same(mutant.core, pack.core):
            continue
        elif not _noticed(mutant, sorted(ready, key=lambda one: _distance(one.test, change))):
            survivors.append(change)
        tried += 1
    found = _excused(survivors, pack.written.head.unnoticed, tried, refused)
    return (
        found if share[1] == 1 else attrs.evolve(found, idle=())
    )  # what one share does not need another may


def _decides_the_same(one: Core, other: Core) -> bool:
    """Whether two cores have the same digest; what computes is compared first, where most of them differ."""
    return _computing(one) == _computing(other) and core_digest(one) == core_digest(other)


def _computing(core: Core) -> tuple[object, ...]:
    return {k: d for k, d in core.definitions.items() if not d.words}, core.checks, core.parameters


def _beside(pack: Pack, change: Change) -> Pack:
    """The pack beside whose file the tables are as the change has them."""
    if pack.written is None or not change.files:
        return pack
    folders = {
        file: attrs.evolve(beside, instead=change.files) for file, beside in pack.written.folders.items()
    }
    return attrs.evolve(pack, written=attrs.evolve(pack.written, folders=folders))


def _excused(found: list[Change], listed: list[Unnoticed], tried: int, refused: int) -> Mutation:
    """The changes that no test noticed, apart from those that the file lists."""
    answers = {id(change): [entry for entry in listed if _answers(change, entry)] for change in found}
    used = [entry for entries in answers.values() for entry in entries]
    return Mutation(
        tuple(c for c in found if not answers[id(c)]),
        tried,
        refused,
        tuple(c for c in found if answers[id(c)]),
        tuple(entry for entry in listed if entry not in used),
    )


def _answers(change: Change, entry: Unnoticed) -> bool:
    same = canonical_name(entry.rule) == canonical_name(change.rule) and entry.change == change.before
    return same and entry.becomes in (None, change.after)


def _noticed(mutant: Pack, tests: Iterable[_Ready]) -> bool:
    """Whether any test fails under a changed rule file.

    First only what each test asks is computed, by the model: most changes are noticed so at once. Where no answer differs, the whole is run,
    because rules that err anywhere fail a test, too.
    """
    ready = list(tests)
    core = with_calendar(mutant.core, None)
    if any(_answers_otherwise(core, one) for one in ready if not one.test.parameters):
        return True
    program = compile_core(mutant.core)
    return any(_fails(one.test, mutant, program) for one in ready)


def _answers_otherwise(core: Core, one: _Ready) -> bool:
    results = Asking(Model(core, one.facts))
    try:
        return any(
            e.asked.found(results, e.key) != e.answer
            for e in one.test.expected
            if not isinstance(e.asked, Lettered | Handed)  # what it tells is drawn from the whole, later
        )
    except KeyError:
        return True  # the part of a rule that the test asks for is not there any more


def _fails(test: Test, mutant: Pack, program: Program) -> bool:
    try:
        report = tried(mutant, program, test)
        return any(answered(e.asked, report, e.key) != e.answer for e in test.expected)
    except (EvaluationFaults, InvalidRuleFile):
        return True
    except KeyError:
        return True  # the part of a rule that the test asks for is not there any more


def _distance(test: Test, change: Change) -> int:
    """How far a test is from a rule: those that ask for it fail soonest."""
    rule = canonical_name(change.rule)
    return min((0 if e.rule.partition(".")[0] == rule else 1 for e in test.expected), default=2)
