"""Three-valued code for cases: of each row, whether it is possible, then whether it is sure.

The first row that surely holds decides. Rows that are possible before it are kept, and `settled` says whether they matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.scoring.codegen import arithmetic, constants
from projgov.scoring.codegen.terms import BAD, FAULT, UNKNOWN, Term, code_as, merged
from projgov.scoring.comparing import surely_equal

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General


@attrs.frozen
class _Row:
    """A row as it was written aside. Its test is a condition, or where nothing but missing values can leave it open, the code
    of whether it is possible, with the terms that could be missing.
    """

    tests: list[str]
    condition: Term | None
    possible: str
    open: tuple[Term, ...]
    lines: list[str]
    value: Term


def case(code: General, node: nodes.Case) -> Term:
    """The value of the first row that holds, where rows that are possible before it do not matter."""
    hinge = _hinge(node)
    if hinge is None:
        return _case(code, node)
    on = code.value(hinge[0])
    if not on.may & BAD:
        return _case(code, node)
    plain = attrs.evolve(on, may=on.may & ~BAD, test="")
    with code.text.aside() as lines, code.known([(one, plain) for one in hinge]):
        value = _case(code, node)
    name = code.text.fresh()
    code.text.line(f"if {on.is_bad}: {name} = {on.code}")
    with code.text.block("else:"):
        code.text.replay(lines)
        code.text.line(f"{name} = {value.code}")
    return value.in_local(name, value.may | on.may & BAD)


def _hinge(node: nodes.Case) -> list[nodes.Node] | None:
    """The one value on which all rows turn, once for each row: where it is missing, so is the value of the case.

    That is so where every row compares it with a constant, and not all values of the case are the same constant.
    """
    found: list[nodes.Node] = []
    for row in node.rows:
        match row.condition:
            case (
                nodes.Compare(left=one, right=nodes.Literal())
                | nodes.Compare(left=nodes.Literal(), right=one)
            ):
                found.append(one)
            case _:
                return None
    values = [row.value for row in node.rows]
    otherwise = nodes.Literal(None, node.type) if node.otherwise is None else node.otherwise
    if not isinstance(otherwise, nodes.Literal) or any(one != found[0] for one in found):
        return None
    if not all(isinstance(value, nodes.Literal) for value in values) or isinstance(found[0], nodes.Literal):
        return None
    differ = any(isinstance(v, nodes.Literal) and not surely_equal(v.value, otherwise.value) for v in values)
    return found if differ else None


def _case(code: General, node: nodes.Case) -> Term:
    read = [(reads, code.value(reads[0])) for reads in _shared(node)]
    with code.known([(one, term) for reads, term in read for one in reads]):
        return _decided(code, node)


def _shared(node: nodes.Case) -> list[list[nodes.Node]]:
    """What the condition of the first row reads of the subject, and those of others read again: once for each time."""
    found: dict[tuple[str, ...], list[nodes.Node]] = {}
    for place, row in enumerate(node.rows):
        for key, read in _reads(row.condition):
            if place == 0 or key in found:
                found.setdefault(key, []).append(read)
    return [reads for reads in found.values() if len(reads) > 1]


def _reads(node: nodes.Node) -> Iterator[tuple[tuple[str, ...], nodes.Node]]:
    """The members and results of the subject that a node asks for, outside of what binds names; equal ones have equal keys."""
    match node:
        case nodes.Field(base=nodes.Variable(name="subject"), record=record, member=member):
            yield (record, member), node
        case nodes.Result(subject=nodes.Variable(name="subject"), definition=definition):
            yield (definition,), node
        case _ if not constants.binds(node):
            for child in nodes.children(node):
                yield from _reads(child)


def _decided(code: General, node: nodes.Case) -> Term:
    rows = [_row(code, row) for row in node.rows]
    with code.text.aside() as lines:
        value = code.literal(None) if node.otherwise is None else code.value(node.otherwise)
    rows.append(_Row([], None, "True", (), lines, value))
    result = attrs.evolve(merged([row.value for row in rows]), code=code.text.fresh())
    may = result.may
    keeps = any(row.open or (row.condition is not None and row.condition.may & UNKNOWN) for row in rows)
    kept = code.text.fresh("p") if keeps else ""
    if kept:
        code.text.line(f"{kept} = ()")
        may |= UNKNOWN
    with code.text.block("while True:"):
        for row in rows:
            may |= FAULT if row.condition is not None and row.condition.may & FAULT else 0
            _write(code, row, result, kept)
    if kept:
        code.text.line(f"if {kept}: {result.code} = settled({result.code}, {kept})")
    return attrs.evolve(result, may=may)


def _row(code: General, row: nodes.Row) -> _Row:
    with code.text.aside() as tests:
        simple = _simple(code, row.condition)
        if simple is None or tests:
            tests.clear()
            simple, condition = None, code.truth(row.condition)
        else:
            condition = None
    with code.text.aside() as lines:
        value = code.value(row.value)
    if simple is not None:
        return _Row([], None, *simple, lines, value)
    return _Row(tests, condition, "", (), lines, value)


def _simple(code: General, node: nodes.Node) -> tuple[str, tuple[Term, ...]] | None:
    """Whether a condition is possible, and the terms that could be missing: for comparisons of what is at hand, and several
    of them joined by `and`.
    """
    tests = node.operands if isinstance(node, nodes.And) else (node,)
    parts: list[str] = []
    missing: dict[str, Term] = {}
    for test in tests:
        if not isinstance(test, nodes.Compare) or not (code.at_hand(test.left) and code.at_hand(test.right)):
            return None
        left, right = code.value(test.left), code.value(test.right)
        plain = arithmetic.plain_comparison(code, test.operator, left, right)
        if plain is None or (left.may | right.may) & FAULT:
            return None
        could = {term.code: term for term in (left, right) if term.may & UNKNOWN}
        missing |= could
        parts.append(f"({' or '.join([*(t.is_bad for t in could.values()), plain])})" if could else plain)
    return " and ".join(parts) or "True", tuple(missing.values())


def _write(code: General, row: _Row, result: Term, kept: str) -> None:
    line, stored = code.text.line, code_as(row.value, result)
    decided = f"{result.code} = {stored}; break"
    code.text.replay(row.tests)
    condition = row.condition
    if row.possible == "True" and not row.open:
        code.text.replay(row.lines)
        line(decided)
        return
    if condition is None:
        with code.text.block(f"if {row.possible}:"):
            code.text.replay(row.lines)
            if row.open:
                why = (
                    row.open[0].code
                    if len(row.open) == 1
                    else f"strict({', '.join(t.code for t in row.open)})"
                )
                line(f"if {' or '.join(t.is_bad for t in row.open)}: {kept} += (({stored}, {why}),)")
                line(f"else: {decided}")
            else:
                line(decided)
        return
    if condition.may & FAULT:
        line(f"if type({condition.code}) is Fault: {result.code} = {condition.code}; break")
    if not condition.may & UNKNOWN:
        with code.text.block(f"if {condition.code}:"):
            code.text.replay(row.lines)
            line(decided)
        return
    with code.text.block(f"if {condition.code} is not False:"):
        code.text.replay(row.lines)
        line(f"if {condition.code} is True: {decided}")
        line(f"{kept} += (({stored}, {condition.code}),)")
