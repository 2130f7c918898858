"""Parameters over time: days on which one has no value, and changes that a closed year does not expect.

That two versions hold on one day, or that one ends before it begins, is told where they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.reading.tree import Mapping, Node, Sequence
from projgov.rules.check.whole import Whole
from projgov.rules.core.program import ParameterDefinition, Version

NO_VERSION_BETWEEN = Pattern(
    "C010",
    Bilingual(
        "参数 `{name}` 在 {start} 至 {end} 没有取值", "parameter `{name}` has no value from {start} to {end}"
    ),
    Bilingual(
        "让前一版到后一版开始的前一天才结束：`to: {end}`",
        "let the version before it end the day before the next begins: `to: {end}`",
    ),
    severity="warning",
)
NO_VERSION_IN_YEAR = Pattern(
    "C011",
    Bilingual(
        "参数 `{name}` 在 {year} 年度的 {start} 至 {end} 没有取值",
        "parameter `{name}` has no value from {start} to {end}, in the year {year} of the rules",
    ),
    Bilingual(
        "加一版，或去掉第一版的 `from:`、最后一版的 `to:`",
        "add a version, or leave out the `from:` of the first one or the `to:` of the last",
    ),
    severity="warning",
)
CHANGED_WITHIN = Pattern(
    "C012",
    Bilingual(
        "参数 `{name}` 在 {day} 改变：{year} 年之内前后不一",
        "parameter `{name}` changes on {day}: before and after, the year {year} is judged differently",
    ),
    Bilingual(
        "让新的取值从 {next}-01-01 起；文件规定年中改变的，在参数的 `note:` 里写明",
        "let the new value hold from {next}-01-01; where a document says that it changes within the year, say so in its `note:`",
    ),
    severity="warning",
)
CHANGED_AFTER = Pattern(
    "C013",
    Bilingual(
        "参数 `{name}` 在 {day} 改变，在 {year} 年度之后",
        "parameter `{name}` changes on {day}, after the year {year} of the rules",
    ),
    Bilingual(
        "{year} 年内判定的事不受影响；若是为下一年写的，写进下一年的规则文件",
        "what is judged in {year} stays as it is; where it is meant for the next year, write it into the rules of that year",
    ),
    severity="note",
)
_DAY = timedelta(days=1)


def parameters_over_time(whole: Whole) -> Iterator[Diagnostic]:
    """Doubts about the versions of parameters."""
    for parameter in whole.core.parameters.values():
        found = sorted(_placed(parameter, whole), key=lambda v: v[0].start or date.min)
        if _sound([version for version, _ in found]):
            yield from _gaps(parameter.name, found)
            yield from _year_uncovered(parameter, found, whole.core.year)
            if parameter.note is None:
                yield from _changes(parameter.name, found, whole.core.year)


def _placed(parameter: ParameterDefinition, whole: Whole) -> Iterator[tuple[Version, Place]]:
    """The versions with their places."""
    entry = whole.named("parameters", parameter.name)
    written = entry.get("versions") if isinstance(entry, Mapping) else None
    items: tuple[Node, ...] = written.items if isinstance(written, Sequence) else ()
    for number, version in enumerate(parameter.versions):
        yield version, items[number].place if number < len(items) else parameter.place


def _sound(versions: list[Version]) -> bool:
    """Whether the versions do not overlap."""
    return all(a.end is not None and b.start is not None and a.end < b.start for a, b in pairwise(versions))


def _gaps(name: str, versions: list[tuple[Version, Place]]) -> Iterator[Diagnostic]:
    for (earlier, first), (later, place) in pairwise(versions):
        assert earlier.end is not None
        assert later.start is not None
        if earlier.end + _DAY < later.start:
            start, end = (earlier.end + _DAY).isoformat(), (later.start - _DAY).isoformat()
            yield NO_VERSION_BETWEEN.at(place, related=[first], name=name, start=start, end=end)


def _year_uncovered(
    parameter: ParameterDefinition, versions: list[tuple[Version, Place]], year: int
) -> Iterator[Diagnostic]:
    """The part of the year before the first version, and the part after the last."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    start, end = versions[0][0].start, versions[-1][0].end
    uncovered: list[tuple[date, date, Place]] = []
    if start is not None and start > first:
        uncovered.append((first, min(start - _DAY, last), versions[0][1]))
    if end is not None and end < last:
        uncovered.append((max(end + _DAY, first), last, versions[-1][1]))
    for begin, until, place in uncovered:
        yield NO_VERSION_IN_YEAR.at(
            place, name=parameter.name, year=str(year), start=begin.isoformat(), end=until.isoformat()
        )


def _changes(name: str, versions: list[tuple[Version, Place]], year: int) -> Iterator[Diagnostic]:
    for (earlier, _), (later, place) in pairwise(versions):
        start = later.start
        if start is None or earlier.value == later.value:
            continue
        if start.year > year:
            yield CHANGED_AFTER.at(place, name=name, day=start.isoformat(), year=str(year))
        elif (start.month, start.day) != (1, 1):
            yield CHANGED_WITHIN.at(
                place, name=name, day=start.isoformat(), year=str(start.year), next=str(start.year + 1)
            )
