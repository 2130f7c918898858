"""The type of what an expression gives, as far as it can be told from its text: the result type of functions (DMN 1.5, Table 43).

Where it cannot be told it is `Any`.
"""

from __future__ import annotations

from collections.abc import Mapping

from projgov.rules.feel import tree as t
from projgov.rules.feel.tree import Expr
from projgov.scoring.feel.conformance import fits
from projgov.scoring.feel.nodes import temporals
from projgov.scoring.feel.types import (
    ANYTHING,
    SIMPLE,
    Anything,
    ContextOf,
    FunctionOf,
    ListOf,
    RangeOf,
    Simple,
    Type,
    bare,
    resolve,
)
from projgov.scoring.feel.values import kind_of

_BOOLEAN = SIMPLE["boolean"]
_NUMBER = SIMPLE["number"]
_STRING = SIMPLE["string"]
_CONVERSIONS = ("string", "number", "date", "time", "date and time", "years and months duration")


def result_of(body: Expr, parameters: Mapping[str, Type], types: Mapping[str, Type]) -> Type | None:
    """The type of a function's results, or None where its text does not tell it in every part."""
    kind = infer(body, parameters, types)
    return kind if _is_told(kind) else None


def _is_told(kind: Type) -> bool:
    match kind:
        case Anything():
            return False
        case ListOf(item=inner) | RangeOf(end=inner):
            return _is_told(inner)
        case ContextOf(members=members):
            return all(_is_told(member) for _, member in members)
        case FunctionOf(parameters=parameters, result=result):
            return _is_told(result) and all(map(_is_told, parameters))
    return True


def infer(tree: Expr, names: Mapping[str, Type], types: Mapping[str, Type]) -> Type:
    """The type of `tree`, where names have these types and types these names."""
    match tree:
        case t.Number():
            return _NUMBER
        case t.Text():
            return _STRING
        case t.Null():
            return SIMPLE["Null"]
        case (
            t.Boolean()
            | t.Comparison()
            | t.Between()
            | t.In()
            | t.InstanceOf()
            | t.Quantified()
            | t.Connective()
        ):
            return _BOOLEAN
        case t.Temporal(text=text):
            return Simple(kind_of(temporals.at_literal(text)))
        case t.Name(name=name):
            return names.get(name, ANYTHING)
        case t.Call(function=t.Name(name=name)) if name in _CONVERSIONS and name not in names:
            return SIMPLE[name]
        case t.Path(base=base, name=name):
            inner = bare(infer(base, names, types))
            return dict(inner.members).get(name, ANYTHING) if isinstance(inner, ContextOf) else ANYTHING
        case t.Negation(operand=operand):
            return _numeric(infer(operand, names, types))
        case t.Arithmetic():
            return _arithmetic(tree, names, types)
        case t.If(then=then, otherwise=otherwise):
            return _common([infer(then, names, types), infer(otherwise, names, types)])
        case t.List(items=items):
            return ListOf(_common([infer(i, names, types) for i in items]))
        case t.Range(low=low, high=high):
            return RangeOf(_common([infer(end, names, types) for end in (low, high) if end is not None]))
        case t.For():
            return ListOf(ANYTHING)
    return _composed(tree, names, types)


def _composed(tree: Expr, names: Mapping[str, Type], types: Mapping[str, Type]) -> Type:
    match tree:
        case t.Context(entries=entries):
            known = dict(names)
            members = {}
            for entry in entries:
                known[entry.key] = members[entry.key] = infer(entry.value, known, types)
            return ContextOf(tuple(members.items()))
        case t.Function(parameters=parameters, body=body) if body is not None:
            taken = [ANYTHING if p.type is None else resolve(p.type, types) or ANYTHING for p in parameters]
            known = {**names, **{p.name: k for p, k in zip(parameters, taken, strict=True)}}
            return FunctionOf(tuple(taken), ANYTHING if tree.external else infer(body, known, types))
    return ANYTHING


def _numeric(kind: Type) -> Type:
    return kind if bare(kind) == _NUMBER else ANYTHING


def _arithmetic(tree: t.Arithmetic, names: Mapping[str, Type], types: Mapping[str, Type]) -> Type:
    left, right = (bare(infer(side, names, types)) for side in (tree.left, tree.right))
    if left == right == _NUMBER:
        return _NUMBER
    if left == right == _STRING and tree.operator == "+":
        return _STRING
    return ANYTHING


def _common(kinds: list[Type]) -> Type:
    """The one of the types to which all the others conform."""
    for kind in kinds:
        if all(fits(other, kind) for other in kinds):
            return kind
    return ANYTHING
