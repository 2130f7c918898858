"""One decision at a time: what the rules on one type of subject say of plain facts, without a portfolio.

A decider is specialised code for one type of subject. It serves rule files whose rules on that subject need nothing but its
scalar members; any other rule is refused by name before a decider is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from projgov.diagnostics import (
    Bilingual,
    Diagnostic,
    InvalidData,
    InvalidRuleFile,
    Pattern,
    Place,
    did_you_mean,
)
from projgov.domain import faults
from projgov.domain.scalars import Bad, read_date, reader
from projgov.domain.types import Missing
from projgov.domain.vocabulary import Member, Record
from projgov.rules.core import nodes
from projgov.rules.core.program import Core
from projgov.scoring.codegen.decider import Generated, generate
from projgov.scoring.codegen.needs import Beyond, Needs, needs
from projgov.scoring.codegen.numbers import quotient
from projgov.scoring.faults import EvaluationFaults, merge, merge_faults
from projgov.scoring.numbers import exact
from projgov.scoring.values import Evidence, Fault, Unknown, Value

NEEDS_PORTFOLIO = Pattern(
    "E021",
    Bilingual(
        "规则 `{rule}` 要用到{what}，单凭一个{subject}的各项数据定不了",
        "rule `{rule}` needs {what}, which the facts of one {subject} do not give",
    ),
    Bilingual(
        "用 `evaluate` 评价整个数据集，或用 `rules=` 只选其他规则",
        "evaluate a portfolio with `evaluate`, or choose other rules with `rules=`",
    ),
)
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


@attrs.frozen
class Decider:
    """Specialised code for the rules on one type of subject.

    `call(facts, as_of)` takes a mapping of member names to plain values (int, Decimal, decimal text, str, bool, date or its
    text, None where a field allows null; an absent key or `Missing` is missing) and a day. It gives a tuple with one value for
    each of `names`, in their order: the value of a definition exactly as the readable model gives it, or for a check `met`,
    `unmet`, `pending`, or None where it says nothing. A value may be `Unknown` or a `Fault`.

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
        InvalidRuleFile: where there is no such rule, or a rule needs more than scalar members of the subject.
    """
    chosen = None if rules is None else frozenset(rules)
    wanted = needs(core, subject, chosen, points=explain)
    if not wanted.names:
        subjects = sorted({o.header.subject for o in core.outputs})
        raise InvalidRuleFile([NO_RULES.at(Place(), subject=subject, offer=did_you_mean(subject, subjects))])
    if wanted.beyond:
        raise InvalidRuleFile([_beyond(core, subject, b) for b in wanted.beyond])
    record = core.vocabulary.record(subject)
    made: Generated = generate(
        core,
        wanted,
        explain=explain,
        admit=lambda member: _admission(wanted, member),
        refuse=_refusal(record),
        day=_day,
    )
    return Decider(
        subject, tuple(name for _, name in wanted.names), wanted.lines, tuple(wanted.members), made
    )


def decision(made: Decider, facts: Mapping[str, object], as_of: date | str) -> Decision:
    """A decision by a decider made with `explain`. Raises `EvaluationFaults` with every fault of the rules."""
    day = as_of if type(as_of) is date else _day(as_of)
    record = made.code.function(facts, day)
    if record[1] is None and (errors := [v for v in record[0] if type(v) is Fault]):
        raise EvaluationFaults(merge_faults(errors).diagnostics)
    return Decision(made, day, record)


def only_subject(core: Core) -> str:
    """The one type of subject that the outputs are on. Raises `InvalidRuleFile` where there are several."""
    subjects = sorted({o.header.subject for o in core.outputs})
    if len(subjects) == 1:
        return subjects[0]
    raise InvalidRuleFile([WHICH_SUBJECT.at(Place(), subjects=", ".join(f"`{s}`" for s in subjects))])


def _unit(value: Any, scale: int) -> Value:
    if type(value) is tuple:
        return quotient(*value)
    return quotient(value, 10**scale) if scale and type(value) is int else value


def _beyond(core: Core, subject: str, beyond: Beyond) -> Diagnostic:
    label = core.vocabulary.record(subject).about.named.label
    return NEEDS_PORTFOLIO.at(beyond.place, rule=beyond.rule, what=_what(core, beyond.node), subject=label)


def _what(core: Core, node: nodes.Node) -> Bilingual:
    match node:
        case nodes.Field(record=record, member=member) | nodes.ValueAt(record=record, member=member):
            return core.vocabulary.record(record).members[member].label
        case nodes.Members(record=record):
            label = core.vocabulary.record(record).about.named.label
            return Bilingual(f"全部{label.zh}", f"every {label.en}")
        case nodes.Rank():
            return Bilingual("名次", "a rank among others")
    return Bilingual("其他对象", "other subjects")


# ----------------------------------------------------------------------------------------------------------------- facts


def _admission(wanted: Needs, member: Member) -> Callable[[Any, list[Diagnostic]], Any]:
    """What becomes of a fact that the guard of the generated code did not take as it stands."""
    read = reader(member.type)

    def admit(value: Any, found: list[Diagnostic]) -> Any:
        if isinstance(value, Missing):
            return _unknown(wanted, member, value.why)
        if type(value) is dict and value.keys() == {"withheld"} and type(value["withheld"]) is str:
            return _unknown(wanted, member, value["withheld"])
        if value is None and member.nullable:
            return None
        try:
            return _exact(read(value))
        except Bad as bad:
            found.append(_diagnostic(bad, member.name))
            return _unknown(wanted, member, "")

    return admit


def _unknown(wanted: Needs, member: Member, why: str) -> Unknown:
    return Unknown(frozenset({Evidence(wanted.subject, "", (member.name,), why)}))


def _refusal(record: Record) -> Callable[..., Mapping[str, object]]:
    """Called for facts that are no `dict` (which it makes of them), and for those in which something is wrong or unknown."""

    def refuse(facts: Any, found: Sequence[Diagnostic] | None = None) -> Mapping[str, object]:
        if found is None:
            if not isinstance(facts, Mapping):
                raise TypeError(f"facts are a mapping of names to values, not {type(facts).__name__}")
            return dict(facts)
        unknown = [
            faults.UNKNOWN_KEY.at(
                Place(path=str(name)),
                record=record.about.named.label,
                key=str(name),
                hint=_hint(record, str(name)),
            )
            for name in facts
            if name not in record.members
        ]
        if found or unknown:
            raise InvalidData([*found, *unknown])
        return {}

    return refuse


def _hint(record: Record, name: str) -> Bilingual:
    known = record.find(name)
    if known is not None:
        return Bilingual(f"数据里写 `{known.name}`", f"in data write `{known.name}`")
    return did_you_mean(name, record.members)


def _exact(value: Any) -> Any:
    return exact(value) if isinstance(value, Decimal) else value


def _day(value: object) -> date:
    try:
        return read_date(value)
    except Bad as bad:
        raise InvalidData([_diagnostic(bad, "as_of")]) from None


def _diagnostic(bad: Bad, path: str) -> Diagnostic:
    return Diagnostic(bad.pattern, Place(path=path), tuple(sorted(bad.values.items())))
