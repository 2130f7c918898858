"""Three-valued code for contexts and for built-in functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.functions import FUNCTIONS
from projgov.scoring.codegen import terms
from projgov.scoring.codegen.terms import ANYTHING, BAD, FAULT, NULL, Term, exact_code, held_within
from projgov.scoring.functions import TAKES_UNKNOWN, implementation
from projgov.scoring.rounds import is_flattening

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General

_DIRECT = {
    "period_start": ("{0}.start", "period"),
    "period_end": ("{0}.end", "period"),
    "in_period": ("{0} in {1}", "date", "period"),
    "year": ("{0}.year", "date"),
    "month": ("{0}.month", "date"),
    "day": ("{0}.day", "date"),
    "days_between": ("({1} - {0}).days", "date", "date"),
    "string_length": ("len({0})", "text"),
    "contains": ("{1} in {0}", "text", "text"),
}
"""Functions that cannot err for arguments of these kinds, as the code of what they give."""


def entry(code: General, node: nodes.Entry) -> Term:
    """What a context has under a key."""
    base = code.value(node.base)
    key = code.text.constant(node.key)
    if base.entries is not None and base.surely("context"):
        known = base.entries.get(node.key)
        if known is None:
            return code.strict((base,), "None", Term("", NULL)) if base.may & BAD else code.literal(None)
        return code.strict((base,), f"{base.code}[{key}]", known)
    otherwise = f"entry({base.code}, {key}, {code.text.constant(node.place)})"
    found = f"{base.code}.get({key}) if type({base.code}) is dict else {otherwise}"
    return code.store(found, Term("", ANYTHING))


def make_context(code: General, node: nodes.MakeContext) -> Term:
    """A context; an unknown entry stays one."""
    entries = [(key, code.value(value)) for key, value in node.entries]
    inside = ", ".join(f"{code.text.constant(key)}: {exact_code(term)}" for key, term in entries)
    within = {key: attrs.evolve(held_within(term), may=term.may & ~FAULT) for key, term in entries}
    like = Term("", 0, "context", entries=within)
    return code.unless_faulty([term for _, term in entries], f"{{{inside}}}", like)


def call(code: General, node: nodes.Call) -> Term:
    """A built-in function."""
    arguments = [code.value(argument) for argument in node.arguments]
    if is_flattening(node) and (outer := code.outer(node)) is not None:
        few = f"few_in_all({arguments[0].code}, {outer}, {code.text.constant(node.place)})"
        arguments = [code.store(few, arguments[0], arguments[0].may | FAULT)]
    codes = [exact_code(a) for a in arguments]
    function = code.text.constant(implementation(node.function, code.core.calendar))
    spec = FUNCTIONS[node.function]
    if node.function in TAKES_UNKNOWN or any(a.kind in ("list", "any") for a in arguments):
        within = code.text.constant(node.function not in TAKES_UNKNOWN)
        found = f"call({function}, {within}, {', '.join((code.text.constant(node.place), *codes))})"
        return code.store(found, Term("", ANYTHING))
    direct, *kinds = _DIRECT.get(node.function, ("", ""))
    if not callable(spec.result) and [a.kind for a in arguments if a.surely(a.kind)] == kinds:
        return code.strict(arguments, direct.format(*codes), terms.of_type("", spec.result))
    like = Term("", ANYTHING) if callable(spec.result) else terms.of_type("", spec.result, FAULT)
    return code.strict(arguments, code.attempt(function, node.place, *codes), like)
