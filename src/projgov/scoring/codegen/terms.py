"""What generated three-valued code knows of a value: its name, what it may be besides a plain value, how it is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.rules.core import typing
from projgov.rules.core.durations import Months
from projgov.scoring.codegen.atoms import MOST_DECIMALS, Atom, decimals_of
from projgov.scoring.values import Fault, Rows, Unknown

UNKNOWN, FAULT, GAPS, NULL = 1, 2, 4, 8
BAD = UNKNOWN | FAULT
ANYTHING = UNKNOWN | FAULT | GAPS | NULL

NUMERIC = ("scaled", "number")
PLAIN_EQUALITY = ("text", "boolean", "date", "period", "duration", "record")
"""Kinds whose plain values are equal where Python says so."""


@attrs.frozen
class Term:
    """A value in generated code. `code` is a name or a constant.

    `kind` is `scaled` (an int, to be divided by 10**`scale`), `number` (an int or a Fraction), `text`, `boolean`, `date`,
    `period`, `duration`, `record`, `list`, `context` or `any`; `may` says what it can be besides. `test` is the code of a
    boolean that says whether the value is unknown or a fault, where one was computed already; `item` is what the items of a
    list are, `entries` what those of a context are.
    """

    code: str
    may: int = ANYTHING
    kind: str = "any"
    test: str = ""
    scale: int = 0
    number: NumberType = NumberType()
    item: Term | None = None
    entries: Mapping[str, Term] | None = attrs.field(default=None, hash=False)

    @property
    def is_bad(self) -> str:
        """The code of the question whether the value is unknown or a fault."""
        if self.test:
            return self.test
        match self.may & BAD:
            case 0:
                return "False"
            case 1:
                return f"type({self.code}) is Unknown"
            case 2:
                return f"type({self.code}) is Fault"
        return f"type({self.code}) in BAD"

    def in_local(self, name: str, may: int | None = None) -> Term:
        """The value in a local of this name, about which nothing has been asked yet; `may` where it can be something else."""
        may = self.may if may is None else may
        return Term(name, may, self.kind, "", self.scale, self.number, self.item, self.entries)

    def surely(self, *kinds: str) -> bool:
        """Whether the value is of one of the kinds, and never null, where it is neither unknown nor a fault."""
        return self.kind in kinds and not self.may & NULL

    def atom(self) -> Atom:
        """A number as two-valued code takes it."""
        if self.kind == "scaled":
            return Atom(self.code, "number", scale=self.scale, number=self.number)
        return Atom(f"{self.code}.numerator", "number", den=f"{self.code}.denominator", number=self.number)


def of_type(code: str, kind: ValueType, may: int = 0, *, exact: bool = True) -> Term:
    """A term for a value of a declared type, held exactly; `exact` is false where numbers are scaled by their decimals."""
    match kind:
        case NumberType(decimals=0):
            return Term(code, may, "scaled", number=kind)
        case NumberType(decimals=int(decimals)) if not exact and decimals <= MOST_DECIMALS:
            return Term(code, may, "scaled", scale=decimals, number=kind)
        case NumberType():
            return Term(code, may, "number", number=kind)
        case TextType() | ChoiceType():
            return Term(code, may, "text")
        case BooleanType():
            return Term(code, may, "boolean")
        case DateType():
            return Term(code, may, "date")
        case PeriodType():
            return Term(code, may, "period")
        case DurationType():
            return Term(code, may, "duration")
        case RecordType():
            return Term(code, may, "record")
        case ListType(of):
            return Term(code, may, "list", item=of_type("", of))
        case RegisterType(record):
            return Term(code, may, "list", item=of_type("", RecordType(record)))
    return Term(code, may | NULL)


def of_declared(kind: ValueType, may: int) -> Term:
    """A term without code for what may be unknown, null or worse, and is else of a type: only lists have gaps."""
    term = of_type("", kind, may)
    return term if term.kind in ("list", "any") else attrs.evolve(term, may=term.may & ~GAPS)


_KINDS = {
    bool: "boolean",
    str: "text",
    date: "date",
    Period: "period",
    timedelta: "duration",
    Months: "duration",
}


def of_value(code: str, value: Any) -> Term:
    """A term for a constant, held exactly. A number has itself as its bounds."""
    if value is None:
        return Term(code, NULL)
    match value:
        case Unknown():
            return Term(code, UNKNOWN)
        case Fault():
            return Term(code, FAULT)
        case int() | Fraction() if type(value) is not bool:
            ratio = Fraction(value)
            kind = "scaled" if type(value) is int else "number"
            return Term(code, 0, kind, number=NumberType(decimals_of(ratio), ratio, ratio))
        case tuple():
            return Term(
                code, 0, "list", item=merged([of_value("", item) for item in value]) if value else None
            )
        case dict():
            return Term(
                code, 0, "context", entries={key: of_value("", entry) for key, entry in value.items()}
            )
        case Rows():
            return Term(code, GAPS, "list")
    return Term(code, 0, _KINDS.get(type(value), "any"))


def union(terms: Sequence[Term]) -> int:
    """What any of the terms may be."""
    may = 0
    for term in terms:
        may |= term.may
    return may


def merged(terms: Sequence[Term]) -> Term:
    """A term, still without code, that can hold the value of any of the terms; null constants do not count for its kind."""
    may = union(terms)
    plain = [t for t in terms if t.code != "None"]
    kinds = {t.kind for t in plain}
    if not kinds:
        return Term("", may)
    if kinds <= set(NUMERIC):
        joined = typing.join_all([t.number for t in plain])
        number = joined if isinstance(joined, NumberType) else NumberType()
        if kinds == {"scaled"}:
            return Term("", may, "scaled", scale=max(t.scale for t in plain), number=number)
        return Term("", may, "number", number=number)
    if len(kinds) > 1:
        return Term("", may)
    items = [t.item for t in plain if t.item is not None]
    item = merged(items) if items and len(items) == len(plain) else None
    return Term("", may, kinds.pop(), item=item, entries=_common_entries(plain))


def _common_entries(contexts: Sequence[Term]) -> Mapping[str, Term] | None:
    """What the entries of any of the contexts are; None where they have not all the same keys."""
    found = [t.entries for t in contexts]
    first = found[0]
    if first is None or any(entries is None or entries.keys() != first.keys() for entries in found):
        return None
    return {key: held_within(merged([e[key] for e in found if e is not None])) for key in first}


def held_within(term: Term) -> Term:
    """A term without code for the same value as an item of a list or an entry of a context, where it is held exactly."""
    kind = "number" if term.kind == "scaled" and term.scale else term.kind
    return attrs.evolve(term, kind=kind, scale=0, code="", test="")


def code_as(term: Term, target: Term) -> str:
    """The code of a term's value, held as `target` holds it."""
    odd = term.may & (BAD | NULL)
    if term.kind != "scaled" or (target.kind == "scaled" and term.scale == target.scale):
        return term.code
    if target.kind == "scaled":
        code = f"{term.code} * {10 ** (target.scale - term.scale)}"
    elif term.scale:
        code = f"quotient({term.code}, {10**term.scale})"
    else:
        return term.code
    return f"({code} if type({term.code}) is int else {term.code})" if odd else code


def exact_code(term: Term) -> str:
    """The code of a term's value as everything outside generated code holds it."""
    return code_as(term, Term("", kind="number"))
