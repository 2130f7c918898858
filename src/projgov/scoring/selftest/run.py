"""The tests inside a rule file: run them, and say which rules none of them names.

    sample: {units: [...], projects: [...], registers: {...}}    # a small portfolio in which every rule holds
    tests:
      - name: 缺一次季度汇报扣0.5分
        as of: 2017-12-31
        given: {P: {reports.R-Q3: absent}}
        expect: {P: {quarterly_report: unmet, project_score.quarterly: 3.5}}

What can be written under `given` is explained in `changes`, what under `expect` in `answers`. The portfolio as a whole is called
`portfolio` (项目库).
"""

from __future__ import annotations

from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, InvalidRuleFile, Pattern, Place
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import Header
from projgov.rules.core.scope import Faults
from projgov.rules.load import Pack
from projgov.rules.load.given import with_parameters
from projgov.scoring.compile import Program
from projgov.scoring.evaluate import compile as compile_pack
from projgov.scoring.evaluate import evaluate, modelled
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.selftest.answer import Answer
from projgov.scoring.selftest.asked import rules
from projgov.scoring.selftest.questions import answered
from projgov.scoring.selftest.read import Test, read_tests, refusals

BAD_VALUE = Pattern(
    "F183",
    Bilingual("参数 `{name}` 不能取 `{found}`：{why}", "the parameter `{name}` cannot be `{found}`: {why}"),
    Bilingual("写一个与文件里同类的值", "write a value of the kind that stands in the file"),
)


@attrs.frozen
class Expectation:
    """One thing that a test expects of a subject, and what was found."""

    key: Key
    rule: str
    expected: Answer
    found: Answer
    place: Place

    @property
    def passed(self) -> bool:
        return self.expected == self.found


@attrs.frozen
class TestResult:
    """How a test went. Where the rules err on its data there are `faults`, and no expectations.

    `report` explains what was found.
    """

    __test__ = False

    name: str
    place: Place
    as_of: date
    expectations: tuple[Expectation, ...]
    faults: tuple[Diagnostic, ...] = ()
    report: Report | None = attrs.field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        return not self.faults and all(e.passed for e in self.expectations)

    @property
    def failures(self) -> tuple[Expectation, ...]:
        """What was expected and did not come."""
        return tuple(e for e in self.expectations if not e.passed)


def run_tests(pack: Pack) -> tuple[TestResult, ...]:
    """The results of the tests inside a rule file, in their order.

    Raises:
        InvalidRuleFile: with every fault of the tests themselves: subjects, paths, rules and words that there are none of, and
            samples that are no portfolio.
    """
    faults = Faults()
    tests = list(read_tests(pack, faults))
    if faults.found:
        raise InvalidRuleFile(faults.found)
    program = compile_pack(pack)
    results = [_run(pack, program, test, faults) for test in tests]
    if faults.found:
        raise InvalidRuleFile(faults.found)
    return tuple(results)


def unguarded(pack: Pack) -> tuple[Header, ...]:
    """The rules of the file itself that report something and that no test names, in their order."""
    named = {
        canonical_name(rule)
        for test in pack.tests
        for part in test.expect.values()
        if isinstance(part, dict)
        for rule in part
    }
    own = pack.tree.place.file

    def is_named(rule: str) -> bool:
        return any(name == rule or name.startswith(f"{rule}.") for name in named)

    return tuple(h for h in rules(pack.core) if h.place.file == own and not is_named(h.id))


def tried(pack: Pack, program: Program, test: Test) -> Report:
    """What the pack under test says, with the values of parameters that the test tries.

    Raises:
        InvalidRuleFile: where the values cannot be meant.
        InvalidData: where the portfolio is not as the rule file declares it.
        EvaluationFaults: where the rules err on it.
    """
    if not test.parameters:
        return evaluate(pack, test.portfolio, test.as_of, program=program)
    read = with_parameters(pack, test.parameters)
    if read.pack is None:
        why = next(d for d in read.diagnostics if d.is_error)
        message = Bilingual(why.message("zh"), why.message("en"))
        raise InvalidRuleFile(
            BAD_VALUE.at(v.place, name=name, found=v.text, why=message) for name, v in test.parameters.items()
        )
    return modelled(read.pack, test.portfolio, test.as_of)


def _run(pack: Pack, program: Program, test: Test, faults: Faults) -> TestResult:
    try:
        report = tried(pack, program, test)
    except InvalidRuleFile as refused:
        faults.extend(refused.diagnostics)
        return TestResult(test.name, test.place, test.as_of, ())
    except EvaluationFaults as erring:
        return TestResult(test.name, test.place, test.as_of, (), erring.diagnostics)
    except InvalidData as refused:
        faults.extend(refusals(refused, test.sample, test.name, test.place))
        return TestResult(test.name, test.place, test.as_of, ())
    found = tuple(
        Expectation(e.key, e.rule, e.answer, answered(e.asked, report, e.key), e.place) for e in test.expected
    )
    return TestResult(test.name, test.place, test.as_of, found, (), report)
