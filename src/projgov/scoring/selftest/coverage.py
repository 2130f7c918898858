"""Which clauses the rules of a file implement, and which of the tests inside it show that.

A clause is an id that a rule names under `implements:`. A test shows a rule where it passes and names the rule, or a part of it, under
`expect`; what counts is what the rule came to for that subject in that test:

- a check, and a gate, period or duty named by itself, *passes* where it is met and *catches* where it is unmet;
- a sanction, and a step of a ladder, passes where it is neither proposed nor taken, and catches where it is; a ladder passes where no
  step stands, and catches where one does;
- a lamp passes where it is green, and catches where it is any other; a grade passes where it is the first of the rule, and
  catches where it is a lower one;
- a score passes where it is no lower than that of the sample as it stands (the highest in tests with nothing `given`, or in any test
  where there is none such), and catches where it is lower;
- an award passes where it is proposed, and catches where it is referred, barred or not given;
- a value that is true or false passes where it is true, and catches where it is false. Any other value shows nothing.

What is undetermined, pending, excused or does not apply shows nothing. A part that is a value (a number of periods, a line of a score)
stands for the whole rule. Where a test names several parts, rules or subjects and one of them is caught, the test catches the clause, and
does not pass it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.rules.check.clauses import offered
from projgov.rules.core.program import Award, Core, Header, Mark, Output, Score
from projgov.rules.load import Pack
from projgov.rules.load.mechanisms import catalogue
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.selftest.answer import Answer, Exact, Word
from projgov.scoring.selftest.asked import asked
from projgov.scoring.selftest.questions import Asked, Checks, Proposed, answered
from projgov.scoring.selftest.run import Expectation, TestResult, run_tests
from projgov.scoring.selftest.words import MET, NONE, PROPOSED, TAKEN, UNDETERMINED, UNMET

UNKNOWN_CLAUSE = Pattern(
    "N075",
    Bilingual(
        "条款目录里没有 `{found}`（规则 `{rule}`）", "the catalogue has no clause `{found}` (rule `{rule}`)"
    ),
    Bilingual("{offer}", "{offer}"),
    "note",
)
Verdict: TypeAlias = Literal["passes", "catches"]


@attrs.frozen
class Covered:
    """A clause, the rules of one file that implement it, and the tests of that file that show them; each as it stands there."""

    id: str
    rules: tuple[Header, ...]
    passing: tuple[TestResult, ...]
    catching: tuple[TestResult, ...]


@attrs.frozen
class Coverage:
    """The clauses of one file by id. `failed` are tests that fail and so show nothing; `notes` tell of ids that the catalogue lacks."""

    pack: Pack
    clauses: tuple[Covered, ...]
    failed: tuple[TestResult, ...]
    notes: tuple[Diagnostic, ...]


def coverage(pack: Pack) -> Coverage:
    """What the rules of a file implement, and which of its tests show that. The tests are run.

    Raises:
        InvalidRuleFile: with every fault of the tests themselves.
    """
    results = run_tests(pack)
    rules = headers(pack)
    plain = {r.place for r, test in zip(results, pack.tests, strict=True) if not test.given}
    shown = _Shown(pack.core, tuple(r for r in results if r.passed), plain)
    verdicts = {rule.id: shown.by(rule) for rule in rules}
    clauses: dict[str, list[Header]] = {}
    for rule in rules:
        for clause in dict.fromkeys(rule.implements):
            clauses.setdefault(clause, []).append(rule)

    bare = tuple(attrs.evolve(r, report=None) for r in results)  # reports of hundreds of tests are not kept
    covered: list[Covered] = []
    for clause, found in sorted(clauses.items()):
        caught = {place for rule in found for place, verdict in verdicts[rule.id] if verdict == "catches"}
        passed = {place for rule in found for place, _ in verdicts[rule.id]} - caught
        tests = (tuple(r for r in bare if r.place in places) for places in (passed, caught))
        covered.append(Covered(clause, tuple(found), *tests))
    return Coverage(pack, tuple(covered), tuple(r for r in bare if not r.passed), tuple(_unknown(rules)))


def headers(pack: Pack) -> tuple[Header, ...]:
    """Every rule of a file with what it says of itself, each once, in the order of the file; also definitions and tables."""
    assert pack.written is not None
    written = (lowering.header() for lowering in pack.written.rules)
    found = {header.id: header for header in (*(o.header for o in pack.core.outputs), *written)}
    return tuple(sorted(found.values(), key=lambda h: h.place))


def _unknown(rules: Iterable[Header]) -> Iterator[Diagnostic]:
    known = catalogue().mechanisms
    for rule in rules:
        for clause in dict.fromkeys(rule.implements):
            if clause not in known:
                yield UNKNOWN_CLAUSE.at(rule.place, found=clause, rule=rule.id, offer=offered(clause, known))


class _Shown:
    """What the tests that pass show of rules; `plain` are the places of those with nothing given."""

    def __init__(self, core: Core, results: tuple[TestResult, ...], plain: Set[Place]) -> None:
        self.core, self.results, self.plain = core, results, plain
        self.outputs: dict[str, list[Output]] = {}
        for output in core.outputs:
            self.outputs.setdefault(output.header.id, []).append(output)

    def by(self, rule: Header) -> set[tuple[Place, Verdict]]:
        """What each test, by its place, shows of a rule."""
        named = [
            (result, e)
            for result in self.results
            for e in result.expectations
            if e.rule == rule.id or e.rule.startswith(f"{rule.id}.")
        ]
        standard = self._standard(rule, named)
        found: set[tuple[Place, Verdict]] = set()
        for result, e in named:
            assert result.report is not None
            if (verdict := self._verdict(rule, e, result.report, standard)) is not None:
                found.add((result.place, verdict))
        return found

    def _standard(self, rule: Header, named: Iterable[tuple[TestResult, Expectation]]) -> Fraction | None:
        """What a score has to reach to pass; None of what is no score."""
        if not any(isinstance(o, Score) for o in self.outputs.get(rule.id, ())):
            return None
        found = [(r, self._whole(rule, r.report, e.key)) for r, e in named if r.report is not None]
        values = [(r, answer.value) for r, answer in found if isinstance(answer, Exact)]
        plain = [value for r, value in values if r.place in self.plain]
        return max(plain or [value for _, value in values], default=None)

    def _whole(self, rule: Header, report: Report, key: Key) -> Answer | None:
        """What the rule as a whole came to for a subject; None where it is about subjects of another type."""
        answers = [a for subject, a in asked(self.core, rule.id) if subject == key.type]
        return answered(answers[0], report, key) if answers else None

    def _verdict(
        self, rule: Header, e: Expectation, report: Report, standard: Fraction | None
    ) -> Verdict | None:
        part = [a for subject, a in asked(self.core, e.rule) if subject == e.key.type][:1]
        if part and isinstance(part[0], Checks | Proposed):
            return _of_checks(part[0], part[0].found(report.context.results, e.key))
        found = self._whole(rule, report, e.key)
        if found is None or found == Word(UNDETERMINED):
            return None
        outputs = self.outputs.get(rule.id, ())
        if standard is not None:
            return (
                None if not isinstance(found, Exact) else "passes" if found.value >= standard else "catches"
            )
        if mark := next((o for o in outputs if isinstance(o, Mark)), None):
            return _of_mark(mark, found)
        if any(isinstance(o, Award) for o in outputs):
            return "passes" if found == Word(PROPOSED) else "catches"
        if isinstance(found, Exact):
            return ("passes" if found.value else "catches") if isinstance(found.value, bool) else None
        return _of_word(found)


def _of_checks(one: Asked, found: Answer) -> Verdict | None:
    if isinstance(one, Proposed) and found == Word(NONE):
        return "passes"
    return _of_word(found)


def _of_word(found: Answer) -> Verdict | None:
    if found == Word(MET):
        return "passes"
    return "catches" if found in (Word(UNMET), Word(PROPOSED), Word(TAKEN)) else None


def _of_mark(mark: Mark, found: Answer) -> Verdict | None:
    """Of a lamp, a grade or the step of a ladder."""
    if found == Word(NONE):
        return "passes" if mark.role == "step" else None
    if mark.role == "step" or not isinstance(found, Word):
        return "catches"
    if mark.role == "stage":
        return "passes" if found.option.code == "final" else "catches"
    best = "green" if mark.role == "lamp" else mark.labels[0][0]
    return "passes" if found.option.code == best else "catches"
