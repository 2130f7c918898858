"""Facts that a rule file declares beside the fields of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    NumberType,
    Option,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member, Record, Spec, Vocabulary, canonical_name
from projgov.reading.tree import Node, key_place, lookup
from projgov.rules.core.counting import RATIO
from projgov.rules.core.scope import Faults
from projgov.rules.forms.amounts import LEAST_ABOVE_MOST, shown
from projgov.rules.load.file import FactEntry, Head
from projgov.rules.load.names import BAD_ID, NAME_TAKEN, meaning
from projgov.rules.load.parameters import TWICE
from projgov.rules.load.values import unit_of

NO_OPTIONS = Pattern(
    "F123",
    Bilingual("`{name}` 是选项，却没有写有哪些选项", "`{name}` is a choice, and its options are not given"),
    Bilingual("写 `options: [甲, 乙]`", "write `options: [first, second]`"),
)
NOT_A_FIGURE = Pattern(
    "F221",
    Bilingual("`{name}` 不是数字，没有数字口径", "`{name}` is no number, and counts nothing"),
    Bilingual("删去 `figure`，或改成 `type: number`", "leave `figure` out, or make it `type: number`"),
)
NO_RATIO = Pattern(
    "F222",
    Bilingual("`{name}` 不是比率，没有 `{key}`", "`{name}` is no ratio, and has no `{key}`"),
    Bilingual("加上 `figure: ratio`，或删去 `{key}`", "add `figure: ratio`, or leave `{key}` out"),
)
NOT_A_PART = Pattern(
    "N063",
    Bilingual("没有名为 `{name}` 的数字事实", "there is no fact `{name}` that is a number"),
    Bilingual("{offer}", "{offer}"),
)
UNKNOWN_RECORD = Pattern(
    "N008",
    Bilingual("不认识的对象 `{name}`", "unknown type of subject `{name}`"),
    Bilingual("{offer}", "{offer}"),
)


def with_facts(
    vocabulary: Vocabulary, head: Head, tree: Node, faults: Faults
) -> tuple[Vocabulary, dict[str, dict[str, Spec]]]:
    """The vocabulary with the facts that the file declares, and their specifications by type of subject."""
    specs: dict[str, dict[str, Spec]] = {}
    for written, facts in head.facts.items():
        record = next((r for r in vocabulary.subjects if r.called(written)), None)
        if record is None:
            offer = did_you_mean(written, [r.name for r in vocabulary.subjects])
            faults.add(UNKNOWN_RECORD, key_place(tree, ("facts", written)), name=written, offer=offer)
            continue
        for name, entry in facts.items():
            path = ("facts", written, name)
            own = canonical_name(name)
            spec = Spec(_type(name, entry), entry.label.text, (), entry.confidentiality.confidentiality)
            _check(name, entry, path, tree, faults)
            _check_names(name, spec, path, record, vocabulary, tree, faults)
            specs.setdefault(record.name, {})[own] = spec
            member = Member(own, spec.type, spec.label, _names(own, spec), spec.confidentiality, "fact")
            member = _counted(member, entry, facts, path, tree, faults)
            vocabulary = vocabulary.with_facts({record.name: [member]})
    return vocabulary, specs


def _counted(
    member: Member,
    entry: FactEntry,
    facts: Mapping[str, FactEntry],
    path: tuple[str, ...],
    tree: Node,
    faults: Faults,
) -> Member:
    """The member with what it counts, and of a ratio the facts that it is a ratio of."""
    counts = "" if entry.figure is None else entry.figure.code
    if counts and entry.type.code != "number":
        faults.add(NOT_A_FIGURE, lookup(tree, (*path, "figure")), name=member.name)
    numbers = {canonical_name(name) for name, fact in facts.items() if fact.type.code == "number"}
    parts: list[str] = []
    for key, name in (("numerator", entry.numerator), ("denominator", entry.denominator)):
        if not name:
            continue
        place = lookup(tree, (*path, key))
        if counts != RATIO:
            faults.add(NO_RATIO, place, name=member.name, key=key)
        elif canonical_name(name) not in numbers - {member.name}:
            faults.add(NOT_A_PART, place, name=name, offer=did_you_mean(name, numbers - {member.name}))
        else:
            parts.append(canonical_name(name))
    return attrs.evolve(member, counts=counts, parts=tuple(parts))


def _names(own: str, spec: Spec) -> tuple[str, ...]:
    return () if canonical_name(spec.label.zh) == own else (spec.label.zh,)


def _check_names(
    name: str,
    spec: Spec,
    path: tuple[str, ...],
    record: Record,
    vocabulary: Vocabulary,
    tree: Node,
    faults: Faults,
) -> None:
    """A fact is called by its name and by its label: neither may mean something else."""
    own = canonical_name(name)
    if not own.isidentifier():
        faults.add(BAD_ID, key_place(tree, path), name=name)
    for called, at in ((name, key_place(tree, path)), (spec.label.zh, lookup(tree, (*path, "label")))):
        member = vocabulary.record(record.name).find(called)
        if member is not None and member.access == "fact":
            faults.add(TWICE, at, name=called)
            return
        if (other := meaning(called, vocabulary, [record.name])) is not None:
            faults.add(NAME_TAKEN, at, name=called, meaning=other)
            return


def _check(name: str, entry: FactEntry, path: tuple[str, ...], tree: Node, faults: Faults) -> None:
    if entry.type.code == "choice" and not entry.options:
        faults.add(NO_OPTIONS, key_place(tree, path), name=name)
    if entry.least is not None and entry.most is not None and entry.least > entry.most:
        place = lookup(tree, (*path, "least"))
        faults.add(LEAST_ABOVE_MOST, place, least=shown(entry.least), most=shown(entry.most))


def _type(name: str, entry: FactEntry) -> ValueType:
    match entry.type.code:
        case "number":
            return NumberType(entry.decimals, entry.least, entry.most, unit_of(entry.unit))
        case "yes/no":
            return BooleanType()
        case "date":
            return DateType()
        case "choice":
            return ChoiceType(name, tuple(Option(o, Bilingual(o, o)) for o in entry.options))
    return TextType()
