"""Three-valued code for what definitions and checks share with every ground: the judged day, and how an occasion comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.program import Check
from projgov.scoring.codegen import constants, terms
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.terms import ANYTHING, BAD, FAULT, GAPS, UNKNOWN, Term, merged

Ended: TypeAlias = Callable[[str, str, str], str]
"""The statement that ends an occasion: from the codes of its day, its outcome, and what it is undetermined by (or nothing)."""

AS_OF = Term("as_of", 0, "date")
ALWAYS = Term("True", 0, "boolean")


def judged_day(code: General, node: nodes.Node | None) -> Term:
    """The day judged: that of evaluation where none is named, or where the one named is null or unknown."""
    if node is None:
        return AS_OF
    found = code.value(node)
    if found.kind == "date" and not found.may & FAULT:
        return (
            code.store(f"{found.code} if type({found.code}) is date else as_of", AS_OF)
            if found.may
            else found
        )
    place = code.text.constant(node.place)
    return code.store(f"judged_on({found.code}, as_of, {place})", Term("", FAULT, "date"))


def occasion(code: General, check: Check, occurs: Term, ended: Ended, nothing: str) -> None:
    """Write how one occasion comes out. `occurs`: whether it is one; `nothing` ends one of which the check says nothing."""
    line, constant = code.text.line, code.text.constant
    undetermined = constant("undetermined")
    judged = judged_day(code, check.judged)
    if judged.may & FAULT:
        line(f"if type({judged.code}) is Fault: {ended('as_of', undetermined, judged.code)}")
    day = judged.code
    with code.bound("judged", attrs.evolve(judged, may=0)):
        applies = ALWAYS if check.applies is None else code.truth(check.applies)
        if applies.code != "True":
            line(f"if {applies.code} is False: {nothing}")
        if applies.may & FAULT:
            line(f"if type({applies.code}) is Fault: {ended(day, undetermined, applies.code)}")
        if occurs.may & UNKNOWN:
            both = f"{applies.code} if {occurs.code} is True else {occurs.code} if {applies.code} is True"
            otherwise = f"strict({occurs.code}, {applies.code})"
            applies = code.store(f"{both} else {otherwise}", Term("", UNKNOWN, "boolean"))
        if check.excused is not None:
            _excusable(code, check, day, applies, ended)
            return
        if day != "as_of":
            line(f"if {day} > as_of: {ended(day, constant('pending'), '')}")
        holds = code.truth(check.holds)
    line(f"if {holds.code} is True: {ended(day, constant('met'), '')}")
    if holds.may & FAULT:
        line(f"if type({holds.code}) is Fault: {ended(day, undetermined, holds.code)}")
    if unsure := [t for t in (applies, holds) if t.may & UNKNOWN]:
        test = " or ".join(f"type({t.code}) is Unknown" for t in unsure)
        why = f"strict({', '.join(t.code for t in unsure)})"
        line(f"if {test}: {ended(day, undetermined, why)}")
    line(ended(day, constant("unmet"), ""))


def _excusable(code: General, check: Check, day: str, applies: Term, ended: Ended) -> None:
    """Write how an occasion comes out that may be excused, from where it is known that the check is not without application."""
    line, constant = code.text.line, code.text.constant
    undetermined, pending, unmet = constant("undetermined"), constant("pending"), constant("unmet")
    outcome, why = code.text.fresh("r"), code.text.fresh("w")
    line(f"{outcome}, {why} = {pending}, None")
    with code.text.nested() as stack:
        if day != "as_of":
            stack.enter_context(code.text.block(f"if {day} <= as_of:"))
        holds = code.truth(check.holds)
        line(f"if {holds.code} is True: {ended(day, constant('met'), '')}")
        if holds.may & FAULT:
            line(f"if type({holds.code}) is Fault: {ended(day, undetermined, holds.code)}")
        line(f"{outcome} = {unmet}")
        if unsure := [t for t in (applies, holds) if t.may & UNKNOWN]:
            test = " or ".join(f"type({t.code}) is Unknown" for t in unsure)
            with code.text.block(f"if {test}:"):
                line(f"{outcome}, {why} = {undetermined}, strict({', '.join(t.code for t in unsure)})")
    assert check.excused is not None
    found = code.value(check.excused)
    if not found.surely("list"):
        like = Term("", found.may & (BAD | GAPS) | FAULT, "list")
        found = code.store(f"listed({found.code}, {constant(check.excused.place)})", like)
    excused = code.text.fresh("e")
    line(f"{excused} = surely_any({found.code})")
    line(f"if {excused} is True: {ended(day, constant('excused'), '')}")
    if found.may & FAULT:
        line(f"if type({excused}) is Fault: {ended(day, undetermined, excused)}")
    if found.may & (UNKNOWN | GAPS):
        both = f"strict({excused}) if {why} is None else strict({why}, {excused})"
        line(
            f"if type({excused}) is Unknown and {outcome} is not {pending}: {ended(day, undetermined, both)}"
        )
    line(ended(day, outcome, why))


def occasions(code: General, check: Check) -> None:
    """Write the body of a function that gives all occasions of a check, as a tuple."""
    text = code.text
    name, undetermined = text.constant(check.id), text.constant("undetermined")
    if check.over is None:
        with text.block("while True:"):
            occasion(
                code, check, ALWAYS, lambda d, o, v: f"return ({_made(name, 'None', d, o, v)},)", "return ()"
            )
        return
    over = _over(code, check)
    text.line("out = []")
    with _each(code, check, over) as (item, occurs):
        occasion(
            code,
            check,
            occurs,
            lambda d, o, v: f"out.append({_made(name, item, d, o, v)}); continue",
            "continue",
        )
    if over.may & GAPS:
        lacking = _made(name, "None", "as_of", undetermined, f"{over.code}.lacking")
        text.line(f"if type({over.code}) is Rows and {over.code}.lacking is not None: out.append({lacking})")
    text.line("return tuple(out)")


def _made(name: str, item: str, day: str, outcome: str, value: str) -> str:
    return f"Occasion({name}, {item}, {day}, {outcome}{', ' + value if value else ''})"


def _over(code: General, check: Check) -> Term:
    """The occasions of a check, or an end where they are unknown or a fault."""
    assert check.over is not None
    over = code.value(check.over)
    if not over.surely("list"):
        like = Term("", over.may & (BAD | GAPS) | FAULT, "list", item=over.item)
        over = code.store(f"listed({over.code}, {code.text.constant(check.over.place)})", like)
    if over.may & BAD:
        name, undetermined = code.text.constant(check.id), code.text.constant("undetermined")
        code.text.line(f"if {over.is_bad}: return ({_made(name, 'None', 'as_of', undetermined, over.code)},)")
    return attrs.evolve(over, may=over.may & ~BAD)


@contextmanager
def _each(code: General, check: Check, over: Term) -> Iterator[tuple[str, Term]]:
    """A loop over occasions. Gives the code of the occasion, and whether it is one."""
    text = code.text
    item = attrs.evolve(over.item or Term("", ANYTHING), code=text.fresh("x"), test="")
    if over.may & GAPS:
        occurs = Term(text.fresh("o"), UNKNOWN, "boolean")
        header = f"for {item.code}, {occurs.code} in with_doubt({over.code}):"
        with text.block(header), code.bound(check.variable, item):
            yield item.code, occurs
        return
    prepared = _prepared(code, check)
    if not prepared:
        with text.block(f"for {item.code} in {over.code}:"), code.bound(check.variable, item):
            yield item.code, ALWAYS
        return
    parts, rows = prepared
    known = [
        (part, attrs.evolve(merged([terms.of_value("", row[n + 1]) for row in rows]), code=text.fresh()))
        for n, part in enumerate(parts)
    ]
    names = ", ".join([item.code, *(term.code for _, term in known)])
    header = f"for {names} in {text.constant(rows)}:"
    with text.block(header), code.bound(check.variable, item), code.known(known):
        yield item.code, ALWAYS


def _prepared(code: General, check: Check) -> tuple[list[nodes.Node], tuple[tuple[object, ...], ...]] | None:
    """Where the occasions never change: the parts of a check that depend on them alone, computed for each occasion."""
    core, over = code.core, check.over
    if over is None or not constants.is_constant(core, over):
        return None
    items = constants.value_of(core, over)
    found = [p for p in (check.judged, check.applies, check.holds) if p is not None]
    parts = [part for p in found for part in constants.depending(core, p, check.variable)]
    if not isinstance(items, tuple) or not items or not parts:
        return None
    rows = tuple(
        (item, *(constants.value_of(core, part, {check.variable: item}) for part in parts)) for item in items
    )
    return parts, rows
