"""Three-valued code for lists: making, mapping, sieving and summing up.

A plain tuple is gone through in a loop with its condition or body written inline. For a list with gaps (`Rows`) the same loop
gathers what the condition or body gives for every member, sure ones first, and a helper draws the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from projgov.domain.types import NullType
from projgov.rules.core import nodes
from projgov.scoring import rounds
from projgov.scoring.codegen.terms import (
    ANYTHING,
    BAD,
    FAULT,
    GAPS,
    NULL,
    UNKNOWN,
    Term,
    exact_code,
    held_within,
    merged,
    of_declared,
)

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General

_ANY_ITEM = Term("", ANYTHING)


def make_list(code: General, node: nodes.MakeList) -> Term:
    """A list of its items; an unknown item stays one."""
    items = [code.value(item) for item in node.items]
    inside = "".join(f"{exact_code(item)}, " for item in items)
    within = [attrs.evolve(held_within(item), may=item.may & ~FAULT) for item in items]
    item = merged(within) if within else None
    return code.unless_faulty(items, f"({inside})", Term("", 0, "list", item=item))


def source(code: General, node: nodes.Node) -> Term:
    """A list, unknown or a fault."""
    term = code.value(node)
    if term.surely("list"):
        return term
    like = Term("", term.may & (BAD | GAPS) | FAULT, "list", item=term.item)
    return code.store(f"listed({term.code}, {code.text.constant(node.place)})", like)


def counted(code: General, node: nodes.Each | nodes.Filter | nodes.Fold | nodes.Quantify) -> Term:
    """The list that a loop goes through; of a loop within others a fault, where it would go round too often."""
    over = source(code, node.source)
    outer = code.outer(node)
    if outer is None:
        return over
    place, like = code.text.constant(node.place), attrs.evolve(over, may=over.may | FAULT)
    if over.may & (BAD | GAPS):
        return code.store(f"few_enough({over.code}, {outer}, {place})", like)
    times = f"len({over.code}) * {outer}"
    return code.store(f"{over.code} if {times} <= {rounds.MOST_ROUNDS} else too_many({times}, {place})", like)


def in_all(code: General, node: nodes.Node, body: nodes.Node, length: str) -> str | None:
    """A local with how often a loop goes round in all; None where nothing within it asks."""
    if not rounds.asks(body):
        return None
    outer, name = code.outer(node), code.text.fresh("n")
    code.text.line(f"{name} = {length}" if outer is None else f"{name} = {length} * {outer}")
    return name


@contextmanager
def members(
    code: General,
    over: Term,
    whole: Term,
    node: nodes.Each | nodes.Filter | nodes.Quantify,
    body: nodes.Node,
    gathered: str,
) -> Iterator[tuple[Term, bool]]:
    """A loop over the members of a list, those of `whole` that matter. Gives the member and whether what each comes to may have to
    be gathered.
    """
    variable, item = node.variable, attrs.evolve(over.item or _ANY_ITEM, code=code.text.fresh("x"))
    gaps = bool(over.may & GAPS)
    many = in_all(code, node, body, f"length({whole.code})" if whole.may & GAPS else f"len({whole.code})")
    with code.hoisted(body, variable):
        if gaps:
            code.text.line(f"{gathered} = [] if type({over.code}) is Rows else None")
        all_ = f"({over.code} if {gathered} is None else everyone({over.code}))" if gaps else over.code
        with code.text.block(f"for {item.code} in {all_}:"), code.bound(variable, item, many):
            yield item, gaps


def each(code: General, node: nodes.Each) -> Term:
    """The body for each item."""
    over = counted(code, node)
    result, values = code.text.fresh(), code.text.fresh("l")
    with code.strict_block((over,), result) as may:
        code.text.line(f"{values} = []")
        gathered = code.text.fresh("g")
        with members(code, over, over, node, node.body, gathered):
            body = code.value(node.body)
            code.text.line(f"{values}.append({exact_code(body)})")
        plain = f"mapped({values})" if body.may & FAULT else f"tuple({values})"
        if over.may & GAPS:
            plain = f"{plain} if {gathered} is None else mapped_rows({over.code}, {values})"
        code.text.line(f"{result} = {plain}")
    item = attrs.evolve(held_within(body), may=body.may & ~FAULT)
    return Term(result, may | (body.may & FAULT) | (over.may & GAPS), "list", item=item)


def narrowed(code: General, node: nodes.Filter | nodes.Quantify) -> tuple[Term, Term]:
    """The members of a list that can meet a condition, looked up where they can be; and the whole list, if that is counted."""
    found = code.ground.narrowed(code, node.source, node.variable, node.condition)
    if found is None:
        whole = counted(code, node)
        return whole, whole
    if code.outer(node) is None and not rounds.asks(node.condition):
        return found, found
    whole = counted(code, node)
    if whole.may & FAULT:
        chosen = f"{whole.code} if type({whole.code}) is Fault else {found.code}"
        found = code.store(chosen, found, found.may | FAULT)
    return found, whole


def filter_(code: General, node: nodes.Filter) -> Term:
    """The items for which the condition holds, surely or possibly."""
    over, whole = narrowed(code, node)
    result, sure, open_ = code.text.fresh(), code.text.fresh("l"), code.text.fresh("p")
    with code.strict_block((over,), result) as may:
        code.text.line(f"{sure} = []; {open_} = []")
        gathered = code.text.fresh("g")
        with members(code, over, whole, node, node.condition, gathered) as (item, gaps):
            condition = code.truth(node.condition)
            word = "if"
            if gaps:
                code.text.line(f"if {gathered} is not None: {gathered}.append({condition.code})")
                word = "elif"
            test = f"{condition.code} is True" if condition.may & BAD else condition.code
            code.text.line(f"{word} {test}: {sure}.append({item.code})")
            if condition.may & BAD:
                code.text.line(
                    f"elif {condition.code} is not False: {open_}.append(({item.code}, {condition.code}))"
                )
        plain = f"tuple({sure})"
        if condition.may & BAD:
            plain = f"filtered({sure}, {open_}) if {open_} else {plain}"
        if over.may & GAPS:
            plain = f"filtered_rows({over.code}, {gathered}) if {gathered} is not None else {plain}"
        code.text.line(f"{result} = {plain}")
    may |= (condition.may & FAULT) | (over.may & GAPS) | (GAPS if condition.may & UNKNOWN else 0)
    return Term(result, may, "list", item=over.item)


def fold(code: General, node: nodes.Fold) -> Term:
    """The memories after each item. A memory is held exactly; unless it is surely a context, it may be a value of any kind."""
    over, initial = counted(code, node), code.value(node.initial)
    result, memory, values = code.text.fresh(), code.text.fresh("m"), code.text.fresh("l")
    item = attrs.evolve(over.item or _ANY_ITEM, code=code.text.fresh("x"))
    word = "if"
    if (over.may | initial.may) & FAULT:
        faulty = f"type({over.code}) is Fault or type({initial.code}) is Fault"
        code.text.line(f"if {faulty}: {result} = strict_faults({over.code}, {initial.code})")
        word = "elif"
    if over.may & UNKNOWN:
        code.text.line(f"{word} type({over.code}) is Unknown: {result} = {over.code}")
        word = "elif"
    if over.may & GAPS:
        code.text.line(f"{word} type({over.code}) is Rows: {result} = unordered({over.code})")
        word = "elif"
    with code.text.block("else:" if word == "elif" else "if True:"):
        code.text.line(f"{values} = []; {memory} = {exact_code(initial)}")
        many = in_all(code, node, node.step, f"len({over.code})")
        with (
            code.hoisted(node.step, node.variable, node.memory),
            code.text.block(f"for {item.code} in {over.code}:"),
            code.bound(node.variable, item, many),
            code.bound(node.memory, Term(memory, ANYTHING & ~FAULT), many),
        ):
            step = code.value(node.step)
            code.text.line(f"{memory} = {exact_code(step)}")
            if step.may & FAULT:
                code.text.line(f"if type({memory}) is Fault: break")
            code.text.line(f"{values}.append({memory})")
        plain = f"{memory} if type({memory}) is Fault else tuple({values})"
        code.text.line(f"{result} = {plain if step.may & FAULT else f'tuple({values})'}")
    may = (over.may & (BAD | GAPS)) | ((initial.may | step.may) & FAULT)
    kept = attrs.evolve(held_within(step), may=step.may & ~FAULT)
    return Term(result, may, "list", item=kept)


def _memory(node: nodes.Fold) -> Term:
    """What a step knows of the memory before it: the kinds of its entries, where first and later ones are contexts."""
    first, later = _made(node.initial), _made(node.step)
    if first is None or later is None or dict(first.entries).keys() != dict(later.entries).keys():
        return Term("", ANYTHING & ~FAULT)
    before = dict(first.entries)
    kinds = {
        key: [part.type for part in (before[key], made) if not isinstance(part.type, NullType)]
        for key, made in later.entries
    }
    entries = {
        key: held_within(merged([of_declared(kind, ANYTHING & ~FAULT) for kind in found]))
        for key, found in kinds.items()
    }
    return Term("", 0, "context", entries=entries)


def _made(node: nodes.Node) -> nodes.MakeContext | None:
    """The context that a node surely makes."""
    while isinstance(node, nodes.Let):
        node = node.body
    return node if isinstance(node, nodes.MakeContext) else None


def quantify(code: General, node: nodes.Quantify) -> Term:
    """`some` and `every`: left at the first item that decides."""
    some = node.quantifier == "some"
    over, whole = narrowed(code, node) if some else (counted(code, node),) * 2
    deciding, neutral = ("True", "False") if some else ("False", "True")
    result = code.text.fresh()
    with code.strict_block((over,), result) as may:
        code.text.line(f"{result} = {neutral}")
        gathered = code.text.fresh("g")
        with members(code, over, whole, node, node.condition, gathered) as (_, gaps):
            condition = code.truth(node.condition)
            word = "if"
            if gaps:
                code.text.line(f"if {gathered} is not None: {gathered}.append({condition.code})")
                word = "elif"
            code.text.line(f"{word} {condition.code} is {deciding}: {result} = {deciding}; break")
            if condition.may & BAD:
                joined = f"{condition.code} if {result} is {neutral} else strict({result}, {condition.code})"
                code.text.line(f"elif {condition.code} is not {neutral}: {result} = {joined}")
        if over.may & GAPS:
            helper = f"{node.quantifier}_rows({over.code}, {gathered})"
            code.text.line(f"if {gathered} is not None: {result} = {helper}")
    doubt = BAD if over.may & GAPS else condition.may & BAD
    return Term(result, may | doubt, "boolean")


def aggregate(code: General, node: nodes.Aggregate) -> Term:
    """One value from a list of which all is known."""
    over = source(code, node.source)
    place = code.text.constant(node.source.place)
    plain = over.item is not None and over.item.kind not in ("any", "list") and not over.item.may & ANYTHING
    if node.operator == "count":
        like = Term("", UNKNOWN, "scaled")
        general = f"aggregate({code.text.constant(node.operator)}, {over.code}, {place})"
        if plain and not over.may & GAPS:
            return code.strict((over,), f"len({over.code})", attrs.evolve(like, may=0))
        if plain:
            general = f"len({over.code}) if type({over.code}) is tuple else {general}"
        return code.strict((over,), general, like)
    kind = (
        "scaled"
        if node.operator == "distinct"
        else "number"
        if node.operator in ("sum", "product")
        else "any"
    )
    null = 0 if kind != "any" else NULL
    general = f"aggregate({code.text.constant(node.operator)}, {over.code}, {place})"
    return code.strict((over,), general, Term("", BAD | null, kind))


def excuses(code: General, node: nodes.Excuses) -> Term:
    """The excuses that suspend a rule: decided where the readable model decides it."""
    found, first, last = (code.value(part) for part in (node.source, node.first, node.last))
    text = code.text
    constants = (node.rules, node.unnamed, (node.source.place, node.first.place, node.last.place))
    rules, unnamed, places = (text.constant(value) for value in constants)
    like = Term("", BAD | GAPS, "list", item=Term("", 0, "record"))
    return code.store(
        f"suspending({found.code}, {first.code}, {last.code}, {rules}, {unnamed}, member, as_of, {places})",
        like,
    )
