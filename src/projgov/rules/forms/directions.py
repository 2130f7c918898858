"""Directions: of which figures a line of a score rises or falls, as its writer means it. Nothing is computed by them.

    lines:
      - {id: progress, give: 60 * (progress at judged) / 100, rises with: [progress]}
      - {id: overspent, base: 10, deduct: {each: overspending, points: 1}, falls with: [actual cost]}

A figure is a number of the data: a field (`budget`), a value over time (`progress`), a number in records (`acceptances.rating`), also of
other subjects (`led projects.progress`). `projgov.testing.laws.monotone` tries whether what is declared is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place
from projgov.domain.types import ListType, NumberType, RecordType, RegisterType, SeriesType
from projgov.domain.vocabulary import Member, Record, Vocabulary
from projgov.rules.core.directions import Direction, Figure
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.feel import tree
from projgov.rules.feel.parser import parse
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.parts import Part
from projgov.rules.forms.written import Expression, key

NO_FIGURE = Pattern(
    "S060",
    Bilingual("`{found}` 不是数据里的一个数", "`{found}` is no number of the data"),
    Bilingual(
        "写数据项，如 `progress`（进度）、`acceptances.rating`（验收评分）；有升降的只能是填报的数",
        "name a figure, such as `progress` or `acceptances.rating`: only numbers that are recorded can rise and fall",
    ),
)
BOTH_WAYS = Pattern(
    "S061",
    Bilingual("`{found}` 既写了正向又写了逆向", "`{found}` stands under `rises with` and under `falls with`"),
    Bilingual("只留一个", "keep one of them"),
)


class Directed(Part):
    """A part of a score that may say with which figures it rises or falls."""

    rises_with: list[Expression] = key(
        "正向", "越大越好", default=[], meaning="figures of the data that never lower it when they rise"
    )
    falls_with: list[Expression] = key(
        "逆向", "越小越好", default=[], meaning="figures of the data that never raise it when they rise"
    )


def directions(
    parts: Sequence[Directed], lines: Sequence[str], where: str, lowering: Lowering, gives: Sequence[str] = ()
) -> tuple[Direction, ...]:
    """What the parts of a rule, which stand under the key `where`, declare.

    `lines` are the ids of the lines that they become, and `gives` the entries of the rule that give what is to rise or fall, where
    these are called otherwise.
    """
    return tuple(
        Direction(lowering.rule.id, line, f"{lowering.rule.id}.{entry}", lowering.subject, *declared)
        for index, (part, line, entry) in enumerate(zip(parts, lines, gives or lines, strict=True))
        for declared in _of_part(part, (where, index), lowering)
    )


def _of_part(
    part: Directed, path: tuple[str | int, ...], lowering: Lowering
) -> Iterator[tuple[Figure, bool, str, Place]]:
    """Each figure that a part names, whether it rises with it, and how and where that is written."""
    found: dict[Figure, bool] = {}
    for name, rises in (("rises_with", True), ("falls_with", False)):
        for number, written in enumerate(getattr(part, name)):
            figure = _figure(written, lowering)
            place = lowering.place_of((*path, name, number))
            if figure is None:
                lowering.faults.add(NO_FIGURE, place, found=written.text)
            elif found.setdefault(figure, rises) is not rises:
                lowering.faults.add(BOTH_WAYS, place, found=written.text)
            else:
                yield figure, rises, written.text, place


def _figure(written: Expression, lowering: Lowering) -> Figure | None:
    """The figure that an expression names, None where it names none."""
    try:
        names = _names(parse(written.text, place_at=written.place_at))
    except InvalidRuleFile:
        return None
    vocabulary = lowering.names.vocabulary
    own = None if lowering.subject == PORTFOLIO else vocabulary.record(lowering.subject)
    if own is not None and (found := _walk(names, own, own.name, (), vocabulary)) is not None:
        return found
    subject = next((r for r in vocabulary.subjects if names and r.called(names[0])), None)
    return None if subject is None else _walk(names[1:], subject, subject.name, (), vocabulary)


def _names(expr: tree.Expr) -> list[str]:
    match expr:
        case tree.Name(name=name):
            return [name]
        case tree.Path(base=base, name=name):
            before = _names(base)
            return [*before, name] if before else []
    return []


_Way: TypeAlias = tuple[str, ...]


def _walk(
    names: Sequence[str], record: Record, owner: str, way: _Way, vocabulary: Vocabulary
) -> Figure | None:
    """The figure to which the names lead from a record, which stands at the end of `way` in a subject of type `owner`."""
    member = record.find(names[0]) if names else None
    if member is None:
        return None
    if len(names) == 1:
        return _leaf(member, owner, way)
    match member.access, member.type:
        case "stored" | "register" | "latest", ListType(RecordType(inner)) | RegisterType(inner) | RecordType(
            inner
        ):
            fields = member.source if member.access == "latest" else (member.name,)
            return _walk(names[1:], vocabulary.record(inner), owner, (*way, *fields), vocabulary)
        case "reference" | "inverse", RecordType(inner) | ListType(RecordType(inner)):
            other = vocabulary.record(inner)
            if other in vocabulary.subjects:
                return _walk(names[1:], other, inner, (), vocabulary)
    return None


def _leaf(member: Member, owner: str, way: _Way) -> Figure | None:
    match member.access, member.type:
        case "stored", NumberType():
            return Figure(owner, (*way, member.name))
        case "fact", NumberType() if not way:
            return Figure(owner, ("facts", member.name))
        case "series", SeriesType(NumberType()) if member.series is not None:
            series = member.series
            return Figure(
                owner, tuple(part for part in (*way, series.register, series.entries, series.value) if part)
            )
    return None
