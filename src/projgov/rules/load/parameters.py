"""Parameters of a rule file, as Core has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.types import BooleanType, DateType, NumberType, TextType, ValueType
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.reading.tree import Node, Path, key_place, lookup, part
from projgov.rules.core.program import ParameterDefinition, Version
from projgov.rules.core.scope import Faults
from projgov.rules.load.file import Head, ParameterEntry
from projgov.rules.load.names import BAD_ID, LOOK_ALIKE, NAME_TAKEN, meaning
from projgov.rules.load.values import parameter_value, unit_of

NO_VALUE = Pattern(
    "F111",
    Bilingual("参数 `{name}` 没有取值", "parameter `{name}` has no value"),
    Bilingual("写 `value:`，或在 `versions:` 下分时段写", "write `value:`, or several under `versions:`"),
)
TWO_WAYS = Pattern(
    "F118",
    Bilingual(
        "参数 `{name}` 既写了 `value` 又写了 `versions`", "parameter `{name}` has both `value` and `versions`"
    ),
    Bilingual("只留一个", "keep one of them"),
)
ENDS_BEFORE = Pattern(
    "F120",
    Bilingual(
        "参数 `{name}` 的这一版在开始（{start}）之前就结束了（{end}）",
        "this version of parameter `{name}` ends ({end}) before it begins ({start})",
    ),
    Bilingual("改正 `from` 或 `to`", "correct `from` or `to`"),
)
OVERLAP = Pattern(
    "F121",
    Bilingual("参数 `{name}` 在 {day} 有两个取值", "parameter `{name}` has two values on {day}"),
    Bilingual("让前一版在后一版开始之前结束（`to:`）", "let one version end (`to:`) before the next begins"),
)
TWICE = Pattern(
    "F122",
    Bilingual("`{name}` 写了两次", "`{name}` is given twice"),
    Bilingual("只留一个；空格与下划线是一样的", "keep one of them; a space and an underscore are the same"),
)
MIXED_VALUES = Pattern(
    "T013",
    Bilingual(
        "参数 `{name}` 各版本的值不是同一种", "the versions of parameter `{name}` are of different kinds"
    ),
    Bilingual("让各版本都是数字，或都是文字", "make all of them numbers, or all of them texts"),
)


def parameters(
    head: Head, tree: Node, vocabulary: Vocabulary, faults: Faults
) -> dict[str, ParameterDefinition]:
    """The parameters of a file, by canonical name."""
    found: dict[str, ParameterDefinition] = {}
    alike: dict[str, str] = {}  # full-width letters and their like: to a reader they are the same name
    for written, entry in head.parameters.items():
        name, place = canonical_name(written), key_place(tree, ("parameters", written))
        if not name.isidentifier():
            faults.add(BAD_ID, place, name=written)
        elif (other := meaning(name, vocabulary, [r.name for r in vocabulary.subjects])) is not None:
            faults.add(NAME_TAKEN, place, name=written, meaning=other)
        elif (same := alike.setdefault(unicodedata.normalize("NFKC", name), name)) in found:
            pattern = TWICE if same == name else LOOK_ALIKE
            faults.add(pattern, place, related=[found[same].place], name=written, other=same)
        versions = _versions(written, entry, tree, faults)
        if versions is None:
            continue
        label = entry.title.text if entry.title else Bilingual(*[written.replace("_", " ")] * 2)
        found[name] = ParameterDefinition(
            name,
            _type_of([v.value for v in versions], unit_of(entry.unit)),
            versions,
            label,
            entry.basis.basis,
            entry.quote,
            entry.note.text if entry.note else None,
            place,
        )
    return found


def _versions(written: str, entry: ParameterEntry, tree: Node, faults: Faults) -> tuple[Version, ...] | None:
    """The versions of a parameter, None where its values are faulty."""
    path = ("parameters", written)
    place = key_place(tree, path)
    if entry.value is not None and entry.versions:
        faults.add(TWO_WAYS, place, name=written)
    if entry.value is None and not entry.versions:
        faults.add(NO_VALUE, place, name=written)
        return None
    unit = unit_of(entry.unit)
    paths: list[Path] = [(*path, "versions", n, "value") for n in range(len(entry.versions))] or [
        (*path, "value")
    ]
    places = [lookup(tree, where[:-1]) for where in paths]
    read = [parameter_value(written, part(tree, where), unit, lookup(tree, where)) for where in paths]
    faults.extend(value for value in read if isinstance(value, Diagnostic))
    values = [value for value in read if not isinstance(value, Diagnostic)]
    if len(values) < len(read):
        return None
    versions = [Version(x, v.start, v.end) for x, v in zip(values, entry.versions, strict=False)]
    versions = versions or [Version(values[0])]
    kinds = {type(_type_of([value], unit)) for value in values}
    if len(kinds) > 1:
        faults.add(MIXED_VALUES, place, name=written)
        return None
    _check_times(written, zip(versions, places, strict=True), faults)
    return tuple(versions)


def _check_times(name: str, versions: Iterable[tuple[Version, Place]], faults: Faults) -> None:
    """A version that ends before it begins, or begins before the one before it has ended, is a fault."""
    sound: list[tuple[date, date, Place]] = []
    for version, place in versions:
        start, end = version.start or date.min, version.end or date.max
        if end < start:
            faults.add(ENDS_BEFORE, place, name=name, start=start.isoformat(), end=end.isoformat())
        else:
            sound.append((start, end, place))
    for (_, end, first), (start, _, second) in pairwise(sorted(sound)):
        if start <= end:
            faults.add(OVERLAP, second, related=[first], name=name, day=start.isoformat())


def _type_of(values: list[Any], unit: str) -> ValueType:
    first = values[0]
    if isinstance(first, bool):
        return BooleanType()
    if isinstance(first, int | Fraction):
        decimals = max(_decimals(Fraction(v)) for v in values)
        return NumberType(decimals, Fraction(min(values)), Fraction(max(values)), unit)
    return DateType() if isinstance(first, date) else TextType()


def _decimals(value: Fraction) -> int:
    return next(n for n in range(400) if (value * 10**n).denominator == 1)
