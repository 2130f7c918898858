"""What people call the value of a node, for messages about it."""

from __future__ import annotations

from collections.abc import Iterable

from projgov.diagnostics import Bilingual, InvalidRuleFile, Place
from projgov.rules.core import nodes
from projgov.rules.core.function_names import spelled
from projgov.rules.core.nodes import Node
from projgov.rules.feel.parser import parse
from projgov.rules.feel.walk import walk
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

_LONGEST_NAME = 60


def called(node: Node, lowering: Lowering) -> Bilingual | None:
    """The label of a field (of a field of another record: 主办单位的单位类别), the name of a rule or parameter; None for what has no name."""
    match node:
        case (
            nodes.Field(base=nodes.Variable(), record=record, member=member)
            | nodes.ValueAt(base=nodes.Variable(), record=record, member=member)
        ):
            return lowering.names.vocabulary.record(record).members[member].label
        case nodes.Field(base=nodes.Field() as base, record=record, member=member):
            own, of = lowering.names.vocabulary.record(record).members[member].label, called(base, lowering)
            return None if of is None else Bilingual(f"{of.zh}的{own.zh}", f"{own.en} of the {of.en}")
        case nodes.Result(definition=name, subject=nodes.Variable()) | nodes.Parameter(name=name):
            return Bilingual(spelled(name), spelled(name))
    return None


def sources(expressions: Iterable[Expression]) -> dict[Place, Bilingual]:
    """How the parts of expressions are written, by their places: what a value can be called that has no name."""
    found: dict[Place, Bilingual] = {}
    for expression in expressions:
        try:
            tree = parse(expression.text, place_at=expression.place_at)
        except InvalidRuleFile:
            continue
        for part in walk(tree):
            start, end = getattr(part, "span", (0, 0))
            if 0 < end - start <= _LONGEST_NAME:
                words = " ".join(expression.text[start:end].split())
                found[expression.place_at(start, end - start)] = Bilingual(words, words)
    return found
