"""One decision at a time: what the rules on one type of subject say of plain facts, without a portfolio.

A decider is specialised code for one type of subject. It serves rule files whose rules on that subject need nothing but its
scalar members; any other rule is refused by name before a decider is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidRuleFile, Pattern, Place, did_you_mean
from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.codegen.decider import Generated, generate
from projgov.scoring.codegen.needs import needs
from projgov.scoring.codegen.numbers import quotient
from projgov.scoring.decidable import undecidable
from projgov.scoring.faults import EvaluationFaults, merge, merge_faults
from projgov.scoring.given import admission, day_of, refusal
from projgov.scoring.values import Evidence, Fault, Unknown, Value

NO_RULES = Pattern(
    "E022",
    Bilingual("没有以 `{subject}` 为对象的规则可用", "there is no rule on `{subject}` to decide by"),
    Bilingual("{offer}", "{offer}"),
)
WHICH_SUBJECT = Pattern(
    "E023",
    Bilingual("规则的对象不止一种：{subjects}", "the rules are on several types of subject: {subjects}"),
    Bilingual("用 `subject=` 写明是哪一种", "say with `subject=` which is meant"),
)
UNKNOWN_RULE = Pattern(
    "E024",
    Bilingual("没有以{subject}为对象的规则 `{found}`", "there is no rule `{found}` on {subject}"),
    Bilingual("{offer}", "{offer}"),
)


@attrs.frozen
class Decider:
    """Specialised code for the rules on one type of subject.

    `call(facts, as_of)` takes a mapping of member names (their own, which is fastest, or any by which rule files call them) to plain values (int, Decimal, decimal text, str, bool, date or its
    text, None where a field allows null; an absent key or `Missing` is missing) and a day. It gives a tuple with one value for
    each of `names`, in their order: the value of a definition exactly as the readable model gives it, or for a check `met`,
    `unmet`, `pending`, or None where it says nothing. A value may be `Unknown` or a `Fault`. Excuses are records, which such
    facts have not: nothing is excused.

    With `explain` it gives what decided as well, as (values, rows, points, facts):

    - `rows`: for each of `code.recorded.cases` (owner and `Case`) the number of the row that decided, `len(case.rows)` for `otherwise`, -1
      where the case was not reached. None where a fact is missing: then points and facts are exact values or `Unknown`;
    - `points` of the score lines named in `lines`, and `facts` used, named in `members`: a number as an integer in units of
      10**-scale, by the `line_scales` and `fact_scales` of `code.recorded`, or as a pair of integers where it is a quotient. A
      `Decision` reads them.

    Raises `InvalidData` with every fault where the facts cannot be meant.
    """

    subject: str
    names: tuple[str, ...]
    lines: tuple[str, ...]
    members: tuple[str, ...]
    code: Generated = attrs.field(repr=False)

    @property
    def call(self) -> Callable[[Mapping[str, object], date], tuple[Any, ...]]:
        """The specialised function."""
        return self.code.function


@attrs.frozen
class Decision:
    """What the rules say of one subject: `decision[name]` is the value of a definition or the outcome of a check.

    Values are exactly those of the readable model. `record` is what the decider gave; what is read from it is drawn from it
    when it is asked for.
    """

    decider: Decider = attrs.field(repr=False)
    as_of: date
    record: tuple[Any, ...]

    def __getitem__(self, name: str) -> Value:
        names = self.decider.names
        return self.record[0][names.index(name)] if name in names else self.points[name]

    @property
    def values(self) -> Mapping[str, Value]:
        """The values and outcomes by the names of their definitions and checks."""
        return dict(zip(self.decider.names, self.record[0], strict=True))

    @property
    def points(self) -> Mapping[str, Value]:
        """The points of the lines of scores, by their definitions."""
        return self._read(self.decider.lines, 2)

    @property
    def facts(self) -> Mapping[str, Value]:
        """The facts that were used, by name; `Unknown` where missing."""
        return self._read(self.decider.members, 3)

    @property
    def rows(self) -> tuple[tuple[str, nodes.Case, int], ...] | None:
        """For each case that was reached: its owner, the case and the number of the row that decided, from 0.

        The number after the last row is that of `otherwise`. None where a fact was missing.
        """
        recorded = self.decider.code.recorded
        if self.record[1] is None or recorded is None:
            return None
        reached = zip(recorded.cases, self.record[1], strict=True)
        return tuple((owner, case, row) for (owner, case), row in reached if row >= 0)

    @property
    def missing(self) -> frozenset[Evidence]:
        """The evidence for want of which something is undetermined."""
        return merge(v for v in self.record[0] if isinstance(v, Unknown)).evidence

    def _read(self, names: tuple[str, ...], part: int) -> Mapping[str, Value]:
        held = self.record[part]
        recorded = self.decider.code.recorded
        if self.record[1] is not None and recorded is not None:
            scales = recorded.line_scales if part == 2 else recorded.fact_scales
            held = tuple(_unit(value, scale) for value, scale in zip(held, scales, strict=True))
        return dict(zip(names, held, strict=True))


def decider(
    core: Core, subject: str, *, explain: bool = False, rules: Iterable[str] | None = None
) -> Decider:
    """The decider of the rules on `subject`: all of them, or those named.

    Raises:
        InvalidRuleFile: where there is no such rule, or a rule needs more than scalar members of the subject (one fault a rule).
    """
    chosen = None if rules is None else frozenset(rules)
    present = {o.header.id for o in core.outputs if o.header.subject == subject}
    if not present:
        subjects = sorted({o.header.subject for o in core.outputs})
        raise InvalidRuleFile([NO_RULES.at(Place(), subject=subject, offer=did_you_mean(subject, subjects))])
    if chosen is not None and (unknown := sorted(chosen - present)):
        raise InvalidRuleFile(_unknown_rule(core, subject, rule, present) for rule in unknown)
    wanted = needs(core, subject, chosen, points=explain)
    if wanted.beyond:
        raise InvalidRuleFile(undecidable(core, subject, chosen))
    record = core.vocabulary.record(subject)
    made: Generated = generate(
        core,
        wanted,
        explain=explain,
        admit=lambda member: admission(wanted, member),
        refuse=refusal(record),
        day=day_of,
    )
    return Decider(
        subject, tuple(name for _, name in wanted.names), wanted.lines, tuple(wanted.members), made
    )


def decision(made: Decider, facts: Mapping[str, object], as_of: date | str) -> Decision:
    """A decision by a decider made with `explain`. Raises `EvaluationFaults` with every fault of the rules."""
    day = as_of if type(as_of) is date else day_of(as_of)
    record = made.code.function(facts, day)
    if record[1] is None and (errors := [v for v in record[0] if type(v) is Fault]):
        raise EvaluationFaults(merge_faults(errors).diagnostics)
    return Decision(made, day, record)


def subject_called(core: Core, name: str | None) -> str:
    """The type of subject that goes by a name (`project`, 项目); for None the one that the outputs are on.

    A name that calls none is given back. Raises `InvalidRuleFile` where none is named and there are several.
    """
    if name is not None:
        return next((r.name for r in core.vocabulary.subjects if r.called(name)), name)
    subjects = sorted({o.header.subject for o in core.outputs})
    if len(subjects) == 1:
        return subjects[0]
    raise InvalidRuleFile([WHICH_SUBJECT.at(Place(), subjects=", ".join(f"`{s}`" for s in subjects))])


def _unit(value: Any, scale: int) -> Value:
    if type(value) is tuple:
        return quotient(*value)
    return quotient(value, 10**scale) if scale and type(value) is int else value


def _unknown_rule(core: Core, subject: str, rule: str, present: Iterable[str]) -> Diagnostic:
    label = core.vocabulary.record(subject).about.named.label
    return UNKNOWN_RULE.at(Place(), found=rule, subject=label, offer=did_you_mean(rule, present))
