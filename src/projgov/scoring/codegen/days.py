"""Code for what is asked of a day: values of series, what rules gave, whose occasions are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.terms import ANYTHING, BAD, FAULT, NULL, UNKNOWN, Term, of_declared

if TYPE_CHECKING:
    from projgov.scoring.codegen.portfolio import Run


def value_at(code: General, node: nodes.ValueAt, *, direct: bool) -> Term:
    """The value of a series on a day; `direct`: the facts are those of a portfolio of the domain."""
    base, on = code.value(node.base), _day(code, node.date)
    record, member = code.text.constant(node.record), code.text.constant(node.member)
    found = f"value_at({base.code}, {record}, {member}, {on.code})"
    if base.may & NULL or base.kind != "record":
        found = f"None if {base.code} is None else {found}"
    null = NULL if base.may & NULL or base.kind != "record" else 0
    like = Term("", UNKNOWN | null, "number") if direct else Term("", ANYTHING)
    return code.strict((base, on), f"({found})", like)


def as_of(code: General, run: Run, node: nodes.AsOf) -> Term:
    """What a definition gave on a day: all subjects' values of the day are computed together, when the first is asked for."""
    on = _day(code, node.day)
    like = of_declared(node.type, ANYTHING)
    found = f"earlier({code.text.constant(node.definition)}, {on.code})"
    if code.core.definitions[node.definition].subject == PORTFOLIO:
        return code.strict((on,), f"{found}['']", like)
    subject = code.value(node.subject)
    found = f"{found}[{run.key(subject.code)}]"
    if subject.may & NULL or subject.kind != "record":
        found = f"(None if {subject.code} is None else {found})"
    return code.strict((subject, on), found, like)


def _day(code: General, node: nodes.Node) -> Term:
    """A date, unknown or a fault."""
    on = code.value(node)
    if on.surely("date"):
        return on
    place = code.text.constant(node.place)
    return code.store(f"day({on.code}, {place})", Term("", on.may & BAD | FAULT, "date"))
