"""One decision at a time: what the rules on one type of subject say of plain facts, without a portfolio.

A decider is specialised code for one type of subject. It serves rule files whose rules on that subject need nothing but its
scalar members; any other rule is refused by name before a decider is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

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
from projgov.scoring.faults import merge, merge_faults
from projgov.scoring.numbers import exact
from projgov.scoring.values import Evidence, Fault, Unknown, Value

NEEDS_PORTFOLIO = Pattern(
    "E021",
    Bilingual(
        "规则 `{rule}` 要用到{what},单凭一个{subject}的各项数据定不了",
        "rule `{rule}` needs {what}, which the facts of one {subject} do not give",
    ),
    Bilingual(
        "用 `evaluate` 评价整个数据集,或用 `rules=` 只选其他规则",
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
    Bilingual("规则的对象不止一种:{subjects}", "the rules are on several types of subject: {subjects}"),
    Bilingual("用 `subject=` 写明是哪一种", "say with `subject=` which is meant"),
)

Explained = tuple[tuple[Value, ...], tuple[int, ...] | None, tuple[Value, ...]]


@attrs.frozen
class Decider:
    """Specialised code for the rules on one type of subject.

    `call(facts, as_of)` takes a mapping of member names to plain values (int, Decimal, decimal text, str, bool, date or its
    text, None where a field allows null; an absent key or `Missing` is missing) and a day. It gives a tuple with one value for
    each of `names`, in their order: the value of a definition exactly as the readable model gives it, or for a check `met`,
    `unmet`, `pending`, or None where it says nothing. A value may be `Unknown` or a `Fault`.

    With `explain` it gives a triple: that tuple; for each of `cases` (the owner and its `Case`) the number of the row that
    decided, `len(rows)` for `otherwise`, -1 where the case was not reached (None instead of the tuple where a fact is
    missing); and the facts used, in the order of `members`.

    Raises `InvalidData` with every fault where the facts cannot be meant.
    """

    subject: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    call: Callable[[Mapping[str, object], date], tuple[Any, ...]] = attrs.field(eq=False)
    cases: tuple[tuple[str, nodes.Case], ...]
    source: str = attrs.field(repr=False)
    two_valued: bool


@attrs.frozen
class Decision:
    """What the rules say of one subject. `decision[name]` is the value of a definition or the outcome of a check."""

    subject: str
    as_of: date
    names: tuple[str, ...]
    values: tuple[Value, ...]
    rows: tuple[int, ...] | None
    facts: tuple[Value, ...]

    def __getitem__(self, name: str) -> Value:
        return self.values[self.names.index(name)]

    @property
    def missing(self) -> frozenset[Evidence]:
        """The evidence for want of which something is undetermined."""
        return merge(v for v in self.values if isinstance(v, Unknown)).evidence


def decider(
    core: Core, subject: str, *, explain: bool = False, rules: Iterable[str] | None = None
) -> Decider:
    """The decider of the rules on `subject`: all of them, or those named.

    Raises:
        InvalidRuleFile: where there is no such rule, or a rule needs more than scalar members of the subject.
    """
    chosen = None if rules is None else frozenset(rules)
    wanted = needs(core, subject, chosen)
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
        refuse=_refusal(record, wanted),
        day=_day,
    )
    return Decider(
        subject, wanted.names, tuple(wanted.members), made.function, made.cases, made.source, made.two_valued
    )


def decide(made: Decider, facts: Mapping[str, object], as_of: date | str) -> Decision:
    """A decision by a decider made with `explain`. Raises `EvaluationFaults` with every fault of the rules."""
    day = as_of if type(as_of) is date else _day(as_of)
    values, rows, inputs = made.call(facts, day)
    for value in values:
        if type(value) is Fault:
            _raise(values)
    return Decision(made.subject, day, made.names, values, rows, inputs)


def only_subject(core: Core) -> str:
    """The one type of subject that the outputs are on. Raises `InvalidRuleFile` where there are several."""
    subjects = sorted({o.header.subject for o in core.outputs})
    if len(subjects) == 1:
        return subjects[0]
    raise InvalidRuleFile([WHICH_SUBJECT.at(Place(), subjects=", ".join(f"`{s}`" for s in subjects))])


def _raise(values: Sequence[Value]) -> NoReturn:
    from projgov.scoring.evaluate import EvaluationFaults

    raise EvaluationFaults(merge_faults(v for v in values if isinstance(v, Fault)).diagnostics)


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
            found.append(bad.pattern.at(Place(path=member.name), **bad.values))
            return _unknown(wanted, member, "")

    return admit


def _unknown(wanted: Needs, member: Member, why: str) -> Unknown:
    return Unknown(frozenset({Evidence(wanted.subject, "", (member.name,), why)}))


def _refusal(record: Record, wanted: Needs) -> Callable[..., Mapping[str, object]]:
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
                hint=did_you_mean(str(name), record.members),
            )
            for name in facts
            if name not in record.members
        ]
        if found or unknown:
            raise InvalidData([*found, *unknown])
        return {}

    return refuse


def _exact(value: Any) -> Any:
    return exact(value) if isinstance(value, Decimal) else value


def _day(value: object) -> date:
    try:
        return read_date(value)
    except Bad as bad:
        raise InvalidData([bad.pattern.at(Place(path="as_of"), **bad.values)]) from None
