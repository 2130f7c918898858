"""Hypothesis strategies for Core: nodes of a type, and whole rule files, for testing one reading against another.

Every node is covered, well typed over the vocabulary; what they compute is often unknown or faulty. Facts to run them on come
from `testing.busy_portfolios`; which registers are complete and which are open is drawn there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from projgov.diagnostics import Bilingual, Place
from projgov.domain.calendar import WorkCalendar
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import DateType, ListType, NumberType, RecordType, ValueType
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Core, Definition, ParameterDefinition, Version
from projgov.rules.core.typing import ANY, item_type
from projgov.rules.core.working import counts_working_days
from projgov.testing.busy_portfolios import busy_portfolios
from projgov.testing.core_known import BOOLEAN, DATE, NUMBER, SCALARS, Known
from projgov.testing.core_leaves import OUTCOMES, Draw
from projgov.testing.core_nodes import Writer

SUBJECTS = ("project", "project", "unit", "item", "officer", PORTFOLIO)
_CALENDARS = (
    WorkCalendar("of_2017", date(2017, 1, 1), date(2017, 12, 31), [date(2017, 5, 1)], [date(2017, 5, 6)]),
    WorkCalendar("six_days", date(2016, 1, 1), date(2018, 12, 31), [date(2017, 10, 2)], (), [7]),
)
_TITLE = Bilingual("随机", "random")


@st.composite
def nodes_of(
    draw: st.DrawFn,
    kind: ValueType,
    *,
    vocabulary: Vocabulary = VOCABULARY,
    subject: str = "project",
    variables: Mapping[str, ValueType] | None = None,
    depth: int = 4,
    observing: bool = True,
) -> Node:
    """Nodes of a type for a rule on `subject`, at most `depth` nodes deep, that may use further `variables`.

    Without `observing` no node looks at whether something is known: more evidence then never changes what is determined.
    """
    known = attrs.evolve(_known(vocabulary, subject, variables or {}), observing=observing)
    return _placed(Writer(draw, known).node(kind, depth))


@st.composite
def cores(draw: st.DrawFn, vocabulary: Vocabulary = VOCABULARY, *, most: int = 5, depth: int = 4) -> Core:
    """Rule files as Core: parameters with versions, and up to `most` definitions and checks that build on each other."""
    parameters = tuple(_parameter(draw, f"p{n}") for n in range(draw(st.integers(1, 3))))
    definitions: list[Definition] = []
    checks: list[Check] = []
    for n in range(draw(st.integers(3, max(3, most)))):
        subject = draw(st.sampled_from(SUBJECTS))
        known = _known(vocabulary, subject, {}, tuple(definitions), tuple(checks), parameters)
        if n == 0 or draw(st.booleans()):
            definitions.append(_definition(draw, f"d{n}", known, depth))
        else:
            checks.append(_check(draw, f"c{n}", known, depth))
    core = Core(
        1,
        "random",
        2017,
        _TITLE,
        vocabulary,
        {p.name: p for p in parameters},
        {d.id: d for d in definitions},
        {c.id: c for c in checks},
        (),
    )
    counted = counts_working_days(core)
    return attrs.evolve(core, calendar=draw(st.sampled_from(_CALENDARS))) if counted else core


@st.composite
def programs(draw: st.DrawFn, vocabulary: Vocabulary = VOCABULARY) -> tuple[Core, Portfolio, date]:
    """A rule file, a portfolio and a day of evaluation."""
    as_of = draw(st.dates(date(2017, 1, 1), date(2018, 3, 31)))
    return draw(cores(vocabulary)), draw(busy_portfolios(vocabulary)), as_of


def _known(
    vocabulary: Vocabulary,
    subject: str,
    variables: Mapping[str, ValueType],
    definitions: tuple[Definition, ...] = (),
    checks: tuple[Check, ...] = (),
    parameters: tuple[ParameterDefinition, ...] = (),
) -> Known:
    always: dict[str, ValueType] = {"subject": _own(subject), "as_of": DateType(), "judged": DateType()}
    return Known(vocabulary, subject, {**always, **variables}, definitions, checks, parameters)


def _own(subject: str) -> ValueType:
    """The type of the variable `subject`."""
    return ANY if subject == PORTFOLIO else RecordType(subject)


def _parameter(draw: Draw, name: str) -> ParameterDefinition:
    """A parameter of one to three versions, not always without a gap."""
    kind = draw(st.sampled_from(SCALARS[:4]))
    writer = Writer(draw, Known(VOCABULARY, PORTFOLIO))
    starts = [None, *sorted(draw(st.sets(st.dates(date(2017, 1, 2), date(2017, 12, 31)), max_size=2)))]
    gaps = draw(st.integers(0, 4)) == 0
    versions: list[Version] = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = None if following is None else date.fromordinal(following.toordinal() - 1)
        constant: Any = writer.constant(kind, 0)
        versions.append(Version(constant.value, start, end))
    found = tuple(versions[1:] if gaps and len(versions) > 1 else versions)
    return ParameterDefinition(name, kind, found, _TITLE, "assumed")


def _definition(draw: Draw, name: str, known: Known, depth: int) -> Definition:
    writer = Writer(draw, known)
    kind = draw(st.sampled_from([NUMBER, NUMBER, NUMBER, BOOLEAN, BOOLEAN, *SCALARS]))
    if known.checks and draw(st.integers(0, 2)) == 0:
        return _count(draw, name, known)
    body = _placed(writer.node(kind, depth))
    return Definition(name, known.subject, body, body.type, _day(draw, writer))


def _count(draw: Draw, name: str, known: Known) -> Definition:
    """How often a check came out one way, for the subject that it is on: rules count their checks so, and ladders ask for what they count."""
    check = draw(st.sampled_from(known.checks))
    outcome = draw(st.sampled_from(OUTCOMES))
    tally = nodes.Tally(
        (check.id,), outcome, nodes.Variable("subject", _own(check.subject)), NumberType(0, Fraction(0))
    )
    return Definition(name, check.subject, _placed(tally), tally.type)


def _check(draw: Draw, name: str, known: Known, depth: int) -> Check:
    writer = within = Writer(draw, known)
    over: Node | None = None
    if draw(st.booleans()):
        inner = writer.element()
        over = writer.node(ListType(inner), depth - 1)
        within = writer.within("occasion", item_type(over.type) or ANY)
    applies = within.node(BOOLEAN, depth - 2) if draw(st.booleans()) else None
    holds = within.node(BOOLEAN, depth)
    judged = _day(draw, within)
    excused = _excused(draw, within, known.subject, depth - 2)
    return Check(
        name,
        known.subject,
        _placed(holds),
        _TITLE,
        _maybe(applies),
        judged,
        _maybe(over),
        excused=_maybe(excused),
    )


def _excused(draw: Draw, writer: Writer, subject: str, depth: int) -> Node | None:
    """A list of any kind, the excuses of the subject that suspend a rule, or none."""
    if not draw(st.booleans()):
        return None
    if subject == PORTFOLIO or draw(st.booleans()):
        return writer.node(ListType(writer.element()), depth)
    record = VOCABULARY.record(subject)
    register = record.members["excuses"]
    source = nodes.Field(nodes.Variable("subject", RecordType(subject)), subject, "excuses", register.type)
    rules = tuple(draw(st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=2, unique=True)))
    first, last = writer.node(DATE, depth), writer.node(DATE, depth)
    return nodes.Excuses(source, rules, draw(st.booleans()), first, last, ListType(RecordType("excuse")))


def _day(draw: Draw, writer: Writer) -> Node | None:
    return _placed(writer.node(DATE, 2)) if draw(st.booleans()) else None


def _maybe(node: Node | None) -> Node | None:
    return None if node is None else _placed(node)


def _placed(node: Node) -> Node:
    """The same tree with every node at a place of its own, so that faults tell which node erred."""
    line = 0

    def place(part: Any) -> Any:
        nonlocal line
        if isinstance(part, tuple):
            return tuple(place(p) for p in part)
        if not isinstance(part, (nodes.Row, *nodes.Node_)):
            return part
        line += 1
        own = Place("random.yaml", line, 1)
        fields = [a.name for a in attrs.fields(type(part)) if a.name not in ("place", "type")]
        changed = {name: place(getattr(part, name)) for name in fields if not isinstance(part, nodes.Literal)}
        return attrs.evolve(part, **changed, place=own)

    placed: Node = place(node)
    return placed
