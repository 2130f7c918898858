"""Whether lines of a score keep the directions that they declare: figures of the data are raised, one subject after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

import attrs

from projgov.domain.declared_facts import check_facts
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import ListType, Missing, NumberType, RecordType, RegisterType
from projgov.rules.core.directions import Direction, Figure
from projgov.rules.core.program import Score
from projgov.rules.load import Pack
from projgov.scoring.compile import Program
from projgov.scoring.facts import Facts
from projgov.scoring.values import Results, Unknown, Value

T = TypeVar("T")

MOST_SUBJECTS = 12
"""Of so many subjects each figure is raised."""


def check_directions(
    pack: Pack, program: Program, portfolio: Portfolio, as_of: date, random: Random | None = None
) -> None:
    """Raise the figures that lines declare, by a little and by much, and see that no such line moves the other way.

    Where evidence is missing before or after, nothing is compared. Where only lines moved that declare the figure, the whole score may not move the other way either. Up to `MOST_SUBJECTS`
    subjects are tried, spread over the portfolio; with `random` drawn from it.

    Raises:
        AssertionError: with the line, the subject, the figure and the points before and after.
    """

    def run(changed: Portfolio) -> Results:
        return program.run(Facts(check_facts(changed, pack.facts), pack.core.vocabulary, as_of))

    before = run(portfolio)
    for figure in dict.fromkeys(d.figure for d in pack.directions):
        declared = [d for d in pack.directions if d.figure == figure]
        for owner in _some(portfolio.subjects(figure.owner), random):
            for step in steps(pack, figure):
                changed = with_raised(portfolio, figure, str(owner.id), step, bound(pack, figure))
                if changed is not portfolio:
                    _compare(_Change(pack, before, run(changed), str(owner.id), step), declared)


def steps(pack: Pack, figure: Figure) -> tuple[Decimal, ...]:
    """By how much a figure is raised: by the least that there is, by 10 in its own unit, and as far as it goes."""
    kind = number_type(pack, figure)
    least = Decimal(1).scaleb(-(2 if kind.decimals is None else kind.decimals))
    most = [] if kind.most is None else [_decimal(kind.most)]
    return tuple(dict.fromkeys((least, Decimal(10), *most)))


def bound(pack: Pack, figure: Figure) -> Decimal | None:
    """The most that a figure can be."""
    most = number_type(pack, figure).most
    return None if most is None else _decimal(most)


def number_type(pack: Pack, figure: Figure) -> NumberType:
    """The type of a figure."""
    vocabulary = pack.core.vocabulary
    record, (*way, last) = vocabulary.record(figure.owner), figure.path
    if way == ["facts"]:
        kind = pack.facts[figure.owner][last].type
    else:
        for name in way:
            match record.fields[name].spec.type:
                case RegisterType(inner) | ListType(RecordType(inner)) | RecordType(inner):
                    record = vocabulary.record(inner)
        kind = record.fields[last].spec.type
    assert isinstance(kind, NumberType), figure
    return kind


def with_raised(
    portfolio: Portfolio, figure: Figure, owner: str, step: Decimal, most: Decimal | None
) -> Portfolio:
    """The portfolio in which a figure of one subject is higher by `step`, wherever it is given; the same where it nowhere is."""
    collection = portfolio.subjects(figure.owner)
    changed = tuple(_raised(s, figure.path, step, most) if str(s.id) == owner else s for s in collection)
    if all(a is b for a, b in zip(collection, changed, strict=True)):
        return portfolio
    evolved: dict[str, Any] = {VOCABULARY.record(figure.owner).about.collection: changed}
    return attrs.evolve(portfolio, **evolved)


def _raised(value: Any, path: Sequence[str], step: Decimal, most: Decimal | None) -> Any:
    """`value` with the numbers at the end of the path higher; itself where none is."""
    if isinstance(value, tuple):
        parts = tuple(_raised(part, path, step, most) for part in value)
        return value if all(a is b for a, b in zip(value, parts, strict=True)) else parts
    if not path:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | Decimal)
            or (most is not None and value >= most)
        ):
            return value
        higher = Decimal(value) + step
        return higher if most is None else min(higher, most)
    if isinstance(value, Mapping):
        inner = value.get(path[0])
        changed = _raised(inner, path[1:], step, most)
        return value if changed is inner else {**value, path[0]: changed}
    if isinstance(value, Missing) or not attrs.has(type(value)):
        return value
    inner = getattr(value, path[0])
    changed = _raised(inner, path[1:], step, most)
    return value if changed is inner else attrs.evolve(value, **{path[0]: changed})


@attrs.frozen
class _Change:
    """What came of raising a figure of the subject `owner` by `step`."""

    pack: Pack
    before: Results
    after: Results
    owner: str
    step: Decimal


def _compare(change: _Change, declared: Sequence[Direction]) -> None:
    for direction in declared:
        for subject in _concerned(direction, change):
            _keeps(direction.definition, direction, change, subject)
    for total in dict.fromkeys(d.total for d in declared):
        lines = [d for d in declared if d.total == total]
        for subject in _concerned(lines[0], change) if len({d.rises for d in lines}) == 1 else ():
            moved = _moved(total, change, subject)
            if moved and moved <= {d.line for d in lines}:
                _keeps(total, lines[0], change, subject)


def _concerned(direction: Direction, change: _Change) -> Iterator[str]:
    """The subjects whose line may move: the one whose figure is raised, or all of another type."""
    own = direction.subject == direction.figure.owner
    for subject in change.before.values[direction.definition]:
        if not own or subject == change.owner:
            yield subject


def _keeps(definition: str, direction: Direction, change: _Change, subject: str) -> None:
    was, now = (results.values[definition][subject] for results in (change.before, change.after))
    if not _is_number(was) or isinstance(now, Unknown):
        return  # of evidence that is missing one figure may need more than another
    figure = f"`{direction.written}` of `{change.owner}` rises by {change.step}"
    assert _is_number(now), f"{definition}: {figure}, and `{subject}` has no number any more"
    kept = now >= was if direction.rises else now <= was
    assert kept, f"{definition}: {figure}, and `{subject}` goes from {was} to {now}"


def _moved(total: str, change: _Change, subject: str) -> set[str]:
    """The lines of a score, without adjustments, that came out otherwise."""
    outputs = change.pack.core.outputs
    score = next(o for o in outputs if isinstance(o, Score) and o.total == total)
    before, after = change.before.values, change.after.values
    return {
        line.id
        for line in score.lines
        if not line.adjusts and before[line.definition][subject] != after[line.definition][subject]
    }


def _some(subjects: Sequence[T], random: Random | None) -> Sequence[T]:
    if len(subjects) <= MOST_SUBJECTS:
        return subjects
    if random is not None:
        return random.sample(subjects, MOST_SUBJECTS)
    return [subjects[len(subjects) * n // MOST_SUBJECTS] for n in range(MOST_SUBJECTS)]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
