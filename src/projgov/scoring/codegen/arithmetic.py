"""Three-valued code for arithmetic and comparison."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.scoring.codegen import numbers
from projgov.scoring.codegen.atoms import Atom, NotSupported, of_number, shallow
from projgov.scoring.codegen.terms import BAD, FAULT, GAPS, NULL, NUMERIC, PLAIN_EQUALITY, Term, exact_code

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General

_PYTHON = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def numeric(code: General, node: nodes.Arithmetic | nodes.Negate | nodes.Round) -> Term:
    """A tree of arithmetic: its leaves are checked once, and the rest is two-valued code."""
    leaves: list[Term] = []
    with code.text.aside() as lines:
        tree = _tree(code, node, leaves)
    if tree is None:
        return _operation(code, node)
    code.text.replay(lines)
    try:
        with code.text.aside() as lines:
            atom = tree()
    except NotSupported:
        return _operation(code, node)
    if atom.den:
        result = Term("", 0, "number", number=atom.number)
        found = numbers.exact_code(atom)
    else:
        result = Term("", 0, "scaled", scale=atom.scale, number=atom.number)
        found = atom.code
    if not lines:
        return code.strict(leaves, found, result)
    name = code.text.fresh()
    with code.strict_block(leaves, name) as may:
        code.text.replay(lines)
        code.text.line(f"{name} = {found}")
    return attrs.evolve(result, code=name, may=may)


def _tree(code: General, node: nodes.Node, leaves: list[Term]) -> Callable[[], Atom] | None:
    """How to write a number that has no fault of its own; None where it might have one. Its leaves are written now."""
    match node:
        case nodes.Arithmetic(operator="/", left=left, right=nodes.Literal(value=value)):
            if value == 0 or type(value) not in (int, Fraction):
                return None
            return _branch(code, lambda a: numbers.scaled_by(code.text, a, 1 / Fraction(value)), leaves, left)
        case nodes.Arithmetic(operator="+" | "-" | "*" as operator, left=left, right=right):
            return _branch(
                code, lambda a, b: numbers.arithmetic(code.text, _never, operator, a, b), leaves, left, right
            )
        case nodes.Negate(operand=operand):
            return _branch(code, numbers.negated, leaves, operand)
        case nodes.Round(operand=operand, decimals=decimals, mode=mode):
            return _branch(code, lambda a: numbers.rounded(code.text, a, decimals, mode), leaves, operand)
        case nodes.Arithmetic():
            term = _operation(code, node)
        case nodes.Literal(value=value) if type(value) in (int, Fraction):
            return lambda: of_number(code.text, Fraction(value))
        case _:
            term = code.value(node)
    if not term.surely(*NUMERIC):
        return None
    leaves.append(term)
    return term.atom


def _branch(
    code: General, make: Callable[..., Atom], leaves: list[Term], *operands: nodes.Node
) -> Callable[[], Atom] | None:
    below = [_tree(code, operand, leaves) for operand in operands]
    parts = [b for b in below if b is not None]
    if len(parts) < len(below):
        return None

    def write() -> Atom:
        atom = make(*(shallow(code.text, part()) for part in parts))
        return shallow(code.text, atom)

    return write


def _operation(code: General, node: nodes.Arithmetic | nodes.Negate | nodes.Round) -> Term:
    """One operation by itself, on operands that may be anything."""
    if isinstance(node, nodes.Arithmetic):
        left, right = code.value(node.left), code.value(node.right)
        operator = code.text.constant(node.operator)
        found = code.attempt("calculate", node.place, operator, exact_code(left), exact_code(right))
        return code.strict((left, right), found, Term("", FAULT, _kind_of(node.operator, left, right)))
    operand = code.value(node.operand)
    checked = code.store(
        f"numeric({exact_code(operand)}, {code.text.constant(node.operand.place)})",
        Term("", operand.may & BAD | FAULT, "number"),
    )
    if isinstance(node, nodes.Negate):
        return code.strict((checked,), f"-{checked.code}", Term("", 0, "number"))
    arguments = f"{checked.code}, {code.text.constant(node.decimals)}, {code.text.constant(node.mode)}"
    return code.strict((checked,), f"round_to({arguments})", Term("", 0, "number"))


def compare(code: General, node: nodes.Compare) -> Term:
    """A comparison: Python's own where the kinds of both sides are known."""
    left, right = code.value(node.left), code.value(node.right)
    plain = plain_comparison(code, node.operator, left, right)
    if plain is not None:
        return code.strict((left, right), plain, Term("", 0, "boolean"))
    if left.surely(*NUMERIC) and right.surely(*NUMERIC):
        return _compare_numbers(code, node.operator, left, right)
    operator = code.text.constant(node.operator)
    found = code.attempt("compare", node.place, operator, exact_code(left), exact_code(right))
    return code.strict((left, right), found, Term("", BAD, "boolean"))


def plain_comparison(code: General, operator: str, left: Term, right: Term) -> str | None:
    """The code of a comparison of values that are neither unknown nor faults, where an expression can do it and it cannot err."""
    equality, may, sign = operator in ("=", "!="), left.may | right.may, _PYTHON[operator]
    if equality and not may & GAPS:
        for one, other in ((left, right), (right, left)):
            if one.code == "None":
                if other.code != "None" and not other.may & NULL:  # a number is compared with null by no `is`
                    return repr(operator == "!=")
                return f"{other.code} {'is' if operator == '=' else 'is not'} None"
    if left.surely(*NUMERIC) and right.surely(*NUMERIC):
        if left.kind == right.kind == "number":
            return f"{left.code} {sign} {right.code}"
        with code.text.aside() as lines:
            found = numbers.compared(code.text, operator, left.atom(), right.atom())
        return None if lines else found
    if left.kind == right.kind and left.kind in PLAIN_EQUALITY:
        ordered = left.kind in ("text", "date") and not may & NULL
        return f"{left.code} {sign} {right.code}" if equality or ordered else None
    if equality and left.kind in NUMERIC and right.kind in NUMERIC:
        return f"{exact_code(left)} {sign} {exact_code(right)}"
    return None


def _compare_numbers(code: General, operator: str, left: Term, right: Term) -> Term:
    name = code.text.fresh()
    with code.strict_block((left, right), name) as may:
        found = numbers.compared(code.text, operator, left.atom(), right.atom())
        code.text.line(f"{name} = {found}")
    return Term(name, may, "boolean")


def _kind_of(operator: str, left: Term, right: Term) -> str:
    """What an operation gives where it does not err."""
    if left.kind in NUMERIC and right.kind in NUMERIC:
        return "number"
    match operator, left.kind, right.kind:
        case (("+" | "-"), "date", "duration"):
            return "date"
        case "-", "date", "date":
            return "duration"
        case (("+" | "-"), "duration", "duration"):
            return "duration"
    return "any"


def _never(condition: str) -> None:
    raise AssertionError(condition)
