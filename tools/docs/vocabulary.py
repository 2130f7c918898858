"""`docs/vocabulary.md`: every record and field of the domain, read off the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
from tools.docs.markdown import NOTICE, anchor, code, codes, flowing, table

from projgov.domain.records import VOCABULARY
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    SeriesType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member, Record

INTRO = """
# Vocabulary

What projgov knows of projects, units and people, and by which names rule files ask for it. A space and an underscore are the
same in names (`lead unit`, `lead_unit`), and Chinese names stand beside the English ones. In data the names have underscores.

- *Given*: **required**; **or null**, where null says that there is known to be none; else a field may be absent, and is then
  *missing*: not known. `{"withheld": "why"}` says that it is missing, and why.
- *Seen by*: public, internal or personal.
- A *register* holds dated records; the portfolio declares through which day it is complete. A *series* is a value over time:
  `progress at due`. What is *derived* is not stored: the other end of a relation, the latest record of a register.

"""
_HEADS = ("Name", "中文", "Further names", "Type", "Given", "Seen by")


def page() -> str:
    """The page."""
    records = list(VOCABULARY.records.values())
    contents = "".join(f"- [{_title(r)}](#{anchor(_title(r))})\n" for r in records)
    body = "".join(map(_record, records))
    return f"{NOTICE}{INTRO}{contents}\n{body}{_choices(records)}"


def _title(record: Record) -> str:
    named = record.about.named
    return f"{named.label.en} {named.label.zh}"


def _record(record: Record) -> str:
    about = record.about
    facts = [f"in rule files {codes([record.name.replace('_', ' '), *about.named.names])}"]
    if about.collection:
        facts.append(f"in a portfolio under {code(about.collection)}")
    if about.dated:
        facts.append("dated")
    text = flowing(record.cls.__doc__) if record.cls else ""
    rows = [_row(member) for member in record.members.values()]
    return f"## {_title(record)}\n\n{text}\n\n{'; '.join(facts).capitalize()}.\n\n{table(_HEADS, rows)}\n"


def _row(member: Member) -> tuple[str, ...]:
    names = [n for n in member.names if n.replace(" ", "_") != member.name and n != member.label.zh]
    given = "**required**" if member.required else "or null" if member.nullable else ""
    derived = {"latest": "latest of {}", "inverse": "derived"}.get(member.access)
    if derived is not None:
        given = derived.format(code(member.source[0]))
    kind = _kind(member.type)
    if member.access == "reference":
        kind = f"id: {kind}"
    return (code(member.name), member.label.zh, ", ".join(names), kind, given, member.confidentiality)


def _kind(kind: ValueType) -> str:
    match kind:
        case TextType():
            return "text"
        case BooleanType():
            return "true or false"
        case DateType():
            return "day"
        case PeriodType():
            return "period"
        case NumberType():
            return _number(kind)
        case ChoiceType():
            return f"[{kind.name.replace('_', ' ')}](#{anchor(_choice_title(kind))})"
        case RecordType(record) | ReferenceType(record):
            called = VOCABULARY.record(record)
            return f"[{called.about.named.label.en}](#{anchor(_title(called))})"
        case ListType(of):
            return f"list: {_kind(of)}"
        case RegisterType(record):
            return f"register: {_kind(RecordType(record))}"
        case SeriesType(of):
            return f"series: {_kind(of)}"
    return type(kind).__name__.removesuffix("Type").casefold()


def _number(kind: NumberType) -> str:
    words = ["whole number" if kind.decimals == 0 else "number"]
    if kind.decimals:
        words.append(f"at most {kind.decimals} decimals")
    if kind.least is not None and kind.most is not None:
        words.append(f"{_plain(kind.least)} to {_plain(kind.most)}")
    if kind.unit:
        words.append(kind.unit)
    return ", ".join(words)


def _plain(value: Fraction) -> str:
    return f"{value.numerator:,}".replace(",", " ") if value.denominator == 1 else str(value)


def _choices(records: list[Record]) -> str:
    found: dict[str, ChoiceType] = {}
    for record in records:
        for member in record.members.values():
            for kind in _nested(member.type):
                if isinstance(kind, ChoiceType):
                    found.setdefault(kind.name, kind)
    parts = [
        '# Choices\n\nRule files may write a value by its code, its label or a further name: `level = "县区"`.\n'
    ]
    for choice in found.values():
        rows = [(code(o.code), o.label.zh, o.label.en, ", ".join(o.names)) for o in choice.options]
        parts.append(
            f"## {_choice_title(choice)}\n\n{table(('Code', '中文', 'English', 'Further names'), rows)}"
        )
    return "\n".join(parts)


def _choice_title(choice: ChoiceType) -> str:
    return f"Choice: {choice.name.replace('_', ' ')}"


def _nested(kind: ValueType) -> Iterator[Any]:
    """A type and the types inside it."""
    yield kind
    if attrs.has(type(kind)) and (inner := getattr(kind, "of", None)) is not None and attrs.has(type(inner)):
        yield from _nested(inner)
