"""Three-valued code for connectives, versions of parameters and policies for missing evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.rules.core import nodes
from projgov.scoring.codegen.terms import BAD, FAULT, NULL, UNKNOWN, Term, code_as, merged

if TYPE_CHECKING:
    from projgov.scoring.codegen.general import General

_GROUP = 6
"""So many operands of `and` and `or` are written nested in one another; more go into groups."""


def and_(code: General, node: nodes.And) -> Term:
    """False absorbs, then a fault, then what is unknown."""
    return _connective(code, "False", "True", node.operands)


def or_(code: General, node: nodes.Or) -> Term:
    """True absorbs, then a fault, then what is unknown."""
    return _connective(code, "True", "False", node.operands)


def not_(code: General, node: nodes.Not) -> Term:
    """The other truth value."""
    term = code.truth(node.operand)
    return code.strict((term,), f"not {term.code}", Term("", 0, "boolean"))


def _connective(code: General, deciding: str, neutral: str, operands: tuple[nodes.Node, ...]) -> Term:
    """`and` (deciding: False) and `or` (deciding: True): operands after a deciding one are not computed."""
    if not operands:
        return Term(neutral, 0, "boolean")
    if len(operands) == 1:
        return code.truth(operands[0])
    size = -(-len(operands) // _GROUP)
    groups = [operands[i : i + size] for i in range(0, len(operands), size)]
    result = code.text.fresh()
    may = 0
    with code.text.nested() as stack:
        for place, group in enumerate(groups):
            term = _connective(code, deciding, neutral, group)
            if not may & BAD:
                code.text.line(f"{result} = {term.code}")
            elif not term.may & BAD:
                code.text.line(f"if {term.code} is {deciding}: {result} = {deciding}")
            else:
                with code.text.block(f"if {term.code} is not {neutral}:"):
                    code.text.line(
                        f"{result} = {term.code} if {term.code} is {deciding} or {result} is {neutral}"
                        f" else strict({result}, {term.code})"
                    )
            may |= term.may
            if place < len(groups) - 1:
                stack.enter_context(code.text.block(f"if {result} is not {deciding}:"))
    return Term(result, may & BAD, "boolean")


def parameter(code: General, node: nodes.Parameter) -> Term:
    """The version in force on the judged day; a constant where there is but one."""
    versions = code.core.parameters[node.name].versions
    chosen = [code.literal(v.value) for v in versions]
    if len(versions) == 1 and versions[0].start is None and versions[0].end is None:
        return chosen[0]
    like = merged(chosen)
    result = attrs.evolve(like, code=code.text.fresh(), may=like.may | FAULT)
    judged = code.names["judged"].code
    word = "if"
    for version, term in zip(versions, chosen, strict=True):
        after = [] if version.start is None else [f"{code.text.constant(version.start)} <= {judged}"]
        before = [] if version.end is None else [f"{judged} <= {code.text.constant(version.end)}"]
        test = " and ".join(after + before) or "True"
        code.text.line(f"{word} {test}: {result.code} = {code_as(term, result)}")
        word = "elif"
    missing = f"no_version({code.text.constant(node.name)}, {judged}, {code.text.constant(node.place)})"
    code.text.line(f"else: {result.code} = {missing}" if versions else f"{result.code} = {missing}")
    return result


def present(code: General, node: nodes.Present) -> Term:
    """Whether there is a value, known and not null."""
    operand = code.value(node.operand)
    if not operand.may & (BAD | NULL):
        return Term("True", 0, "boolean")
    test = f"{operand.code} is not None"
    if operand.may & UNKNOWN:
        test = f"{test} and type({operand.code}) is not Unknown"
    if operand.may & FAULT:
        test = f"{operand.code} if type({operand.code}) is Fault else {test}"
    return code.store(test, Term("", operand.may & FAULT, "boolean"))


def if_unknown(code: General, node: nodes.IfUnknown) -> Term:
    """The operand, or where it is unknown what the policy for missing evidence says."""
    operand = code.value(node.operand)
    if not operand.may & UNKNOWN:
        return operand
    with code.text.aside() as lines:
        otherwise = code.value(node.otherwise)
    like = merged((operand, otherwise))
    result = code.store(code_as(operand, like), like)
    with code.text.block(f"if type({operand.code}) is Unknown:"):
        code.text.replay(lines)
        code.text.line(f"{result.code} = {code_as(otherwise, like)}")
    return attrs.evolve(result, may=(operand.may & ~UNKNOWN) | otherwise.may)
