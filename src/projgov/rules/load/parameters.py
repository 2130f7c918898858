"""Parameters and declared facts of a rule file, as Core and the vocabulary have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.calendar import parse_date
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    NumberType,
    Option,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member, Spec, Vocabulary, canonical_name
from projgov.reading.tree import Node, Scalar, key_place
from projgov.rules.core.program import ParameterDefinition, Version
from projgov.rules.core.scope import Faults
from projgov.rules.load.file import FactEntry, Head, ParameterEntry

NO_VALUE = Pattern(
    "F111",
    Bilingual("参数 `{name}` 没有取值", "parameter `{name}` has no value"),
    Bilingual("写 `value:`,或在 `versions:` 下分时段写", "write `value:`, or several under `versions:`"),
)
MIXED_VALUES = Pattern(
    "T013",
    Bilingual(
        "参数 `{name}` 各版本的值不是同一种", "the versions of parameter `{name}` are of different kinds"
    ),
    Bilingual("让各版本都是数字,或都是文字", "make all of them numbers, or all of them texts"),
)
UNKNOWN_RECORD = Pattern(
    "N008",
    Bilingual("不认识的对象 `{name}`", "unknown type of subject `{name}`"),
    Bilingual("{offer}", "{offer}"),
)


def parameters(head: Head, tree: Node, faults: Faults) -> dict[str, ParameterDefinition]:
    """The parameters of a file, by canonical name."""
    found: dict[str, ParameterDefinition] = {}
    for written, entry in head.parameters.items():
        place = key_place(tree, ("parameters", written))
        versions = _versions(entry)
        if not versions:
            faults.add(NO_VALUE, place, name=written)
            continue
        kinds = [_type_of([v.value], entry.unit) for v in versions]
        if any(type(k) is not type(kinds[0]) for k in kinds):
            faults.add(MIXED_VALUES, place, name=written)
            continue
        label = (
            entry.title.text
            if entry.title
            else Bilingual(written.replace("_", " "), written.replace("_", " "))
        )
        found[canonical_name(written)] = ParameterDefinition(
            canonical_name(written),
            _type_of([v.value for v in versions], entry.unit),
            versions,
            label,
            entry.basis,
            entry.quote,
            entry.note.text if entry.note else None,
            place,
        )
    return found


def _versions(entry: ParameterEntry) -> tuple[Version, ...]:
    if entry.versions:
        return tuple(Version(_value(v.value), v.start, v.end) for v in entry.versions)
    return () if entry.value is None else (Version(_value(entry.value)),)


def _value(node: Any) -> int | Fraction | str | bool | date:
    value = node.value if isinstance(node, Scalar) else node
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else exact
    try:
        return parse_date(str(value))
    except ValueError:
        return str(value)


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


def with_facts(
    vocabulary: Vocabulary, head: Head, tree: Node, faults: Faults
) -> tuple[Vocabulary, dict[str, dict[str, Spec]]]:
    """The vocabulary with the facts that the file declares, and their specifications by type of subject."""
    subjects = {r.name: r for r in vocabulary.subjects}
    members: dict[str, list[Member]] = {}
    specs: dict[str, dict[str, Spec]] = {}
    for written, facts in head.facts.items():
        record = next((r for r in subjects.values() if r.called(written)), None)
        if record is None:
            place = key_place(tree, ("facts", written))
            faults.add(UNKNOWN_RECORD, place, name=written, offer=did_you_mean(written, subjects))
            continue
        for name, entry in facts.items():
            spec = Spec(_fact_type(name, entry), entry.label.text, (), entry.confidentiality)
            specs.setdefault(record.name, {})[canonical_name(name)] = spec
            members.setdefault(record.name, []).append(
                Member(
                    canonical_name(name),
                    spec.type,
                    spec.label,
                    (spec.label.zh,),
                    spec.confidentiality,
                    "fact",
                )
            )
    return vocabulary.with_facts(members), specs


def _fact_type(name: str, entry: FactEntry) -> ValueType:
    match entry.type:
        case "number":
            return NumberType(entry.decimals, entry.least, entry.most, entry.unit)
        case "yes/no":
            return BooleanType()
        case "date":
            return DateType()
        case "choice":
            return ChoiceType(name, tuple(Option(o, Bilingual(o, o)) for o in entry.options))
    return TextType()
