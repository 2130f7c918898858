"""Whether what was written fits what is wanted there."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.types import (
    AnyType,
    ChoiceType,
    ListType,
    NullType,
    RecordType,
    SeriesType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, describe, item_type

WRONG_TYPE = Pattern(
    "T001",
    Bilingual("这里要的是{wanted},写的是{found}", "{wanted} is wanted here, and this is {found}"),
    Bilingual("改成得出{wanted}的写法", "write something that gives {wanted}"),
)
UNKNOWN_OPTION = Pattern(
    "T003",
    Bilingual(
        "`{text}` 不是「{choice}」的选项,这个比较永远不成立",
        "`{text}` is not an option of {choice}: this can never hold",
    ),
    Bilingual("{offer}", "{offer}"),
)
NEEDS_DAY = Pattern(
    "T007",
    Bilingual("`{name}` 随时间变化,要说明哪一天的值", "`{name}` changes over time: say on which day"),
    Bilingual("写成 `{name} at due`、`{name} at as_of` 等", "write `{name} at due`, `{name} at as_of` …"),
)
POISON = nodes.Literal(None, ANY)
"""Stands where a fault was found; its type fits everywhere, so that one fault brings no others in its train."""


def expect(node: Node, wanted: ValueType, scope: Scope) -> Node:
    """The node, or a stand-in and a fault where its type does not fit `wanted`."""
    if fits(node.type, wanted):
        if isinstance(wanted, ChoiceType) and isinstance(node, nodes.Literal) and isinstance(node.value, str):
            return option(node, wanted, scope)
        return node
    if isinstance(node.type, SeriesType) and isinstance(node, nodes.Field):
        scope.faults.add(NEEDS_DAY, node.place, name=node.member.replace("_", " "))
    else:
        scope.faults.add(WRONG_TYPE, node.place, wanted=describe(wanted), found=describe(node.type))
    return attrs.evolve(POISON, place=node.place)


def fits(found: ValueType, wanted: ValueType) -> bool:
    """Whether a value of type `found` may stand where `wanted` is expected."""
    if isinstance(found, AnyType | NullType) or isinstance(wanted, AnyType):
        return True
    if isinstance(wanted, ListType):
        inner = item_type(found)
        return inner is not None and fits(inner, wanted.of)
    if isinstance(wanted, TextType | ChoiceType):
        return isinstance(found, TextType | ChoiceType)
    if isinstance(wanted, RecordType):
        return found == wanted
    return type(found) is type(wanted)


def option(literal: nodes.Literal, choice: ChoiceType, scope: Scope) -> nodes.Literal:
    """The literal as a code of the choice, found by code, label or further name."""
    wanted = canonical_name(literal.value).casefold()
    for option in choice.options:
        names = (option.code, option.label.zh, option.label.en, *option.names)
        if any(canonical_name(n).casefold() == wanted for n in names):
            return attrs.evolve(literal, value=option.code, type=choice)
    offers = [n for o in choice.options for n in (o.code, o.label.zh)]
    scope.faults.add(
        UNKNOWN_OPTION,
        literal.place,
        text=literal.value,
        choice=choice.name,
        offer=did_you_mean(literal.value, offers),
    )
    return attrs.evolve(literal, type=ANY)
