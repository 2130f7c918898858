"""Texts that are computed within a rule, where a `Message` cannot choose between them."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import AnyType, BooleanType, ChoiceType, ListType, NullType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Template

TEXT = TextType()
_YES, _NO = Bilingual("是", "yes"), Bilingual("否", "no")
_NONE, _NOT_KNOWN = Bilingual("无", "none"), Bilingual("未知", "not known")
_SEPARATOR = Bilingual("、", ", ")


def text(written: Template, lowering: Lowering, scope: Scope, language: Language) -> Node:
    """A reason in `language` as one node that gives its text."""
    message = lowering.message(written, scope)
    assert message is not None, "there is a template"
    parts = tuple(
        _words(part) if isinstance(part, str) else said(part, lowering, language)
        for part in (message.zh if language == "zh" else message.en)
    )
    return nodes.Call("concatenation", parts, TEXT) if parts else _words("")


def said(node: Node, lowering: Lowering, language: Language, depth: int = 0) -> Node:
    """What a person writes for the value of `node`: labels for codes, names for records, words for none and not known."""

    def words(text: Bilingual) -> Node:
        return _words(text.in_(language))

    match node.type:
        case ChoiceType(options=options):
            rows = tuple(
                nodes.Row(nodes.Compare("=", node, nodes.Literal(o.code, node.type)), words(o.label))
                for o in options
            )
            known: Node = nodes.Case(rows, None, TEXT)
        case TextType():
            known = node
        case BooleanType():
            known = nodes.Case((nodes.Row(node, words(_YES)),), words(_NO), TEXT)
        case RecordType(record):
            members = lowering.names.vocabulary.record(record).members
            name = next((n for n in ("title", "name", "id") if n in members), None)
            if name is None:
                return _words(record)
            known = nodes.Field(node, record, name, TEXT, place=node.place)
        case kind if not isinstance(kind, AnyType) and (inner := item_type(kind)) is not None:
            item = nodes.Variable(f"said{depth}", inner)
            each = nodes.Each(item.name, node, said(item, lowering, language, depth + 1), ListType(TEXT))
            known = nodes.Call("join", (each, words(_SEPARATOR)), TEXT)
        case _:
            known = nodes.Call("string", (node,), TEXT, place=node.place)
    nothing = nodes.Compare("=", node, nodes.Literal(None, NullType()))
    shown = nodes.Case((nodes.Row(nothing, words(_NONE)),), known, TEXT)
    return nodes.IfUnknown(shown, words(_NOT_KNOWN), TEXT, place=node.place)


def _words(text: str) -> Node:
    return nodes.Literal(text, TEXT)
