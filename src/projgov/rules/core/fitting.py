"""Whether what was written fits what is wanted there, and what stands in where it does not."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.types import (
    AnyType,
    ChoiceType,
    ContextType,
    ListType,
    NullType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, describe, item_type, join_all

WRONG_TYPE = Pattern(
    "T001",
    Bilingual("这里要的是{wanted}，写的是{found}", "{wanted} is wanted here, and this is {found}"),
    Bilingual("改成得出{wanted}的写法", "write something that gives {wanted}"),
)
UNKNOWN_OPTION = Pattern(
    "T003",
    Bilingual(
        "{choice}没有 `{text}` 这一项，这个比较永远不成立",
        "`{text}` is no {choice}: this can never hold",
    ),
    Bilingual("{offer}", "{offer}"),
)
LATEST_ONLY = Pattern(
    "T640",
    Bilingual(
        "这里要的是全部记录的列表，`{latest}` 只是最近一次",
        "all records are wanted here, and `{latest}` is the latest only",
    ),
    Bilingual("写 `{all}`", "write `{all}`"),
)
POISON = nodes.Literal(None, ANY)
"""Stands where a fault was found; its type fits everywhere, so that one fault brings no others in its train."""


def is_poison(node: Node) -> bool:
    """Whether a node stands where a fault was found."""
    return node == POISON


def expect(node: Node, wanted: ValueType, scope: Scope) -> Node:
    """The node, or a stand-in and a fault where its type does not fit `wanted`."""
    if fits(node.type, wanted):
        return in_options(node, wanted, scope) if isinstance(wanted, ChoiceType) else node
    if isinstance(wanted, ListType) and (names := _latest_and_all(node, scope)) is not None:
        latest, every = names
        scope.faults.add(LATEST_ONLY, node.place, latest=latest, all=every)
    else:
        scope.faults.add(WRONG_TYPE, node.place, wanted=describe(wanted), found=describe(node.type))
    return attrs.evolve(POISON, place=node.place)


def _latest_and_all(node: Node, scope: Scope) -> tuple[Bilingual, Bilingual] | None:
    """Where a node is the latest record of a register: what that is called, and what the whole register is."""
    if not isinstance(node, nodes.Field):
        return None
    record = scope.names.vocabulary.record(node.record)
    latest = record.members.get(node.member)
    if latest is None or latest.access != "latest":
        return None
    register = record.members[latest.source[0]]
    in_chinese = next(
        (n for n in register.names if not n.isascii() and record.find(n) is register), register.name
    )
    return (
        Bilingual(latest.label.zh, latest.name.replace("_", " ")),
        Bilingual(in_chinese, register.name.replace("_", " ")),
    )


def fits(found: ValueType, wanted: ValueType) -> bool:
    """Whether a value of type `found` may stand where `wanted` is expected."""
    if isinstance(found, ContextType) and not isinstance(wanted, AnyType):
        return False
    if isinstance(wanted, ContextType):
        return isinstance(found, AnyType | NullType)
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


def in_options(node: Node, choice: ChoiceType, scope: Scope) -> Node:
    """The node with the texts that it can give as codes of the choice. A text that is no option is a fault."""
    match node:
        case nodes.Literal(value=str(text)) if not isinstance(node.type, ChoiceType):
            code = option_code(text, choice)
            if code is None:
                _not_an_option(text, choice, node, scope)
                return attrs.evolve(node, type=ANY)
            return attrs.evolve(node, value=code, type=choice)
        case nodes.Parameter(type=TextType(), name=name):
            for value in scope.names.values(name):
                if value not in choice.codes:
                    _not_an_option(str(value), choice, node, scope)
        case nodes.Case(rows=rows, otherwise=otherwise):
            chosen = tuple(attrs.evolve(row, value=in_options(row.value, choice, scope)) for row in rows)
            last = None if otherwise is None else in_options(otherwise, choice, scope)
            values = [row.value.type for row in chosen] + ([] if last is None else [last.type])
            return attrs.evolve(node, rows=chosen, otherwise=last, type=join_all(values) or node.type)
    return node


def option_code(text: str, choice: ChoiceType) -> str | None:
    """The code of the option that a text calls: by its code, label or a further name."""
    wanted = canonical_name(text).casefold()
    for option in choice.options:
        names = (option.code, option.label.zh, option.label.en, *option.names)
        if any(canonical_name(n).casefold() == wanted for n in names):
            return option.code
    return None


def _not_an_option(text: str, choice: ChoiceType, node: Node, scope: Scope) -> None:
    if isinstance(
        node, nodes.Parameter
    ):  # its value is compared as it stands, so that only a code can be equal
        code = option_code(text, choice)
        offer = did_you_mean(code or text, choice.codes)
    else:
        names = (n for o in choice.options for n in (o.code, o.label.zh))
        offer = did_you_mean(text, [n for n in names if n.isascii() == text.isascii()])
    label = called_choice(choice, scope.names.vocabulary)
    scope.faults.add(UNKNOWN_OPTION, node.place, text=text, choice=label, offer=offer)


def called_choice(choice: ChoiceType, vocabulary: Vocabulary) -> Bilingual:
    """What people call a choice: the label of a field that holds one of its options, else its own name."""
    for record in vocabulary.records.values():
        for member in record.members.values():
            if member.type == choice and member.access in ("stored", "fact"):
                return member.label
    name = choice.name.replace("_", " ")
    return Bilingual(f"`{name}` ", f"`{name}`")
