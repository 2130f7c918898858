"""Two-valued code for conditions: connectives, comparisons, and whether something is there.

A condition is code that is true or false; where a comparison would have to order null, the code leaves.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.scoring.codegen import numbers
from projgov.scoring.codegen.atoms import Atom, NotSupported, held

if TYPE_CHECKING:
    from projgov.scoring.codegen.fast import Fast

_ORDER = ("<", "<=", ">", ">=")


def condition(code: Fast, node: nodes.Node) -> str:
    """The code of a condition: true or false."""
    match node:
        case nodes.And(operands=operands):
            return _joined(code, "and", operands)
        case nodes.Or(operands=operands):
            return _joined(code, "or", operands)
        case nodes.Not(operand=operand):
            return _not(condition(code, operand))
        case nodes.Compare(operator=operator, left=left, right=right):
            return _compare(code, operator, code.value(left), code.value(right))
        case nodes.Present(operand=operand):
            atom = code.value(operand)
            return f"{held(code.text, atom).code} is not None" if atom.nullable else "True"
    return code.settled(code.value(node), "boolean").code


def _joined(code: Fast, word: str, operands: tuple[nodes.Node, ...]) -> str:
    """`and` and `or`. What needs statements of its own is computed only where the operands before leave it open."""
    neutral, deciding = ("True", "False") if word == "and" else ("False", "True")
    parts: list[str] = []
    result = ""
    with ExitStack() as stack:
        for operand in operands:
            with code.text.aside() as lines:
                test = condition(code, operand)
            if lines:
                if parts:
                    result = result or code.text.fresh("b")
                    code.text.line(f"{result} = {chain(word, parts)}")
                    header = f"if {result}:" if word == "and" else f"if not {result}:"
                    stack.enter_context(code.text.block(header))
                    stack.enter_context(code.deeper(1))
                    parts = []
                code.text.replay(lines)
            if test == neutral:
                continue
            parts.append(test)
            if test == deciding:
                break
        if result and parts:
            code.text.line(f"{result} = {chain(word, parts)}")
    return result or (chain(word, parts) if parts else neutral)


def _compare(code: Fast, operator: str, left: Atom, right: Atom) -> str:
    if operator in _ORDER or (left.kind == right.kind == "number" and not (left.nullable or right.nullable)):
        kind = right.kind if left.kind == "null" else left.kind
        left, right = code.settled(left, kind), code.settled(right, kind)
        if kind == "null" or kind in ("boolean", "period"):
            raise NotSupported(left)
        if left.kind == "number":
            return numbers.compared(code.text, operator, left, right)
        return f"{left.code} {operator if operator != '=' else '=='} {right.code}"
    negate = operator == "!="
    for one, other in ((left, right), (right, left)):
        if one.kind == "null":
            test = "is not None" if negate else "is None"
            return f"{other.code} {test}" if other.nullable else repr(negate)
    if left.kind != right.kind:
        raise NotSupported(left)
    if left.kind == "number":
        return _compare_nullable(code, negate, held(code.text, left), held(code.text, right))
    return f"{left.code} {'!=' if negate else '=='} {right.code}"


def _compare_nullable(code: Fast, negate: bool, left: Atom, right: Atom) -> str:
    """Equality of numbers that may be null: null equals only null."""
    here = [f"{a.code} is None" for a in (left, right) if a.nullable]
    both = " and ".join(here) if len(here) == 2 else "False"
    plain = [attrs.evolve(a, nullable=False) for a in (left, right)]
    same = f"({both} if {' or '.join(here)} else {numbers.compared(code.text, '=', *plain)})"
    return f"not {same}" if negate else same


def _not(code: str) -> str:
    if code in ("True", "False"):
        return repr(code == "False")
    return f"not ({code})"


def chain(word: str, parts: list[str]) -> str:
    """Tests, at least one, with a word between them."""
    if len(parts) == 1:
        return parts[0]
    return "(" + f" {word} ".join(parts) + ")"
