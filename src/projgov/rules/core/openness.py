"""Whether an expression asks only for what is public.

A value may be shown to everybody only where nothing enters it that is not public: every field on the way to it is, whatever decides
between its cases, and every list that is filtered, counted or gone through. What is drawn from all subjects of a type, or from those
that refer to one, is not public: that a subject exists is itself something that a rule file has to declare.
"""

from __future__ import annotations

from collections.abc import Callable

from projgov.domain.types import AnyType, ListType, RecordType, ValueType
from projgov.domain.vocabulary import Member, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node

_THROUGH = (
    nodes.Literal,
    nodes.Parameter,
    nodes.Variable,
    nodes.Let,
    nodes.Entry,
    nodes.Arithmetic,
    nodes.Negate,
    nodes.Compare,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Case,
    nodes.MakeList,
    nodes.MakeContext,
    nodes.Each,
    nodes.Filter,
    nodes.Quantify,
    nodes.Aggregate,
    nodes.Call,
    nodes.Present,
    nodes.IfUnknown,
    nodes.Round,
)
"""What shows no more than its parts do. Whatever is not named here, or below, is not public."""
_NAMES = ("title", "name", "id")
"""The fields by which a record is called in a text."""


def is_open(node: Node, vocabulary: Vocabulary, result: Callable[[Node], bool]) -> bool:
    """Whether only what is public enters the value of a node; `result` says so of what other rules give."""
    match node:
        case nodes.Field() | nodes.ValueAt():
            member = _member(node, vocabulary)
            if (
                member is None
                or member.confidentiality != "public"
                or member.access in ("inverse", "holders")
            ):
                return False
        case nodes.Result() | nodes.Tally():
            return is_open(node.subject, vocabulary, result) and result(node)
        case _ if not isinstance(node, _THROUGH):
            return False
    return all(is_open(child, vocabulary, result) for child in nodes.children(node))


def can_be_told(kind: ValueType, vocabulary: Vocabulary) -> bool:
    """Whether values of a type can stand in a text for everybody: a record is called by its name, which then has to be public."""
    match kind:
        case AnyType():
            return False
        case ListType(of):
            return can_be_told(of, vocabulary)
        case RecordType(name):
            record = vocabulary.records.get(name)
            called = [] if record is None else [record.members[n] for n in _NAMES if n in record.members]
            return bool(called) and all(member.confidentiality == "public" for member in called)
    return True


def hidden_member(node: Node, vocabulary: Vocabulary) -> Member | None:
    """The first field in an expression that is not public; None where every one is."""
    if isinstance(node, nodes.Field | nodes.ValueAt):
        member = _member(node, vocabulary)
        if member is not None and member.confidentiality != "public":
            return member
    found = (hidden_member(child, vocabulary) for child in nodes.children(node))
    return next((member for member in found if member is not None), None)


def _member(node: nodes.Field | nodes.ValueAt, vocabulary: Vocabulary) -> Member | None:
    record = vocabulary.records.get(node.record)
    return None if record is None else record.members.get(node.member)
