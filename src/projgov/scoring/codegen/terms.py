"""What generated three-valued code knows of a value: its name, what it may be besides a plain value, how it is held."""

from __future__ import annotations

from collections.abc import Sequence
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
from projgov.scoring.codegen.atoms import Atom, decimals_of

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
    `period`, `duration`, `record`, `list` or `any`; `may` says what it can be besides. `test` is the code of a boolean that
    says whether the value is unknown or a fault, where one was computed already; `item` is what the items of a list are.
    """

    code: str
    may: int = ANYTHING
    kind: str = "any"
    test: str = ""
    scale: int = 0
    number: NumberType = NumberType()
    item: Term | None = None

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
        case NumberType(decimals=int(decimals)) if not exact:
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


_KINDS = {
    bool: "boolean",
    str: "text",
    date: "date",
    Period: "period",
    timedelta: "duration",
    Months: "duration",
    tuple: "list",
}


def of_value(code: str, value: Any) -> Term:
    """A term for a constant, held exactly. A number has itself as its bounds."""
    if value is None:
        return Term(code, NULL)
    if type(value) in (int, Fraction):
        ratio = Fraction(value)
        kind = "scaled" if type(value) is int else "number"
        return Term(code, 0, kind, number=NumberType(decimals_of(ratio), ratio, ratio))
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
    items = {t.item for t in plain}
    return Term("", may, kinds.pop(), item=items.pop() if len(items) == 1 else None)


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
