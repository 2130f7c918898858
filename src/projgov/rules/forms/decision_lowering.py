"""A decision of a DMN model, once it is understood, to definitions and to what is reported of it."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Decision, Definition
from projgov.rules.core.scope import Binding
from projgov.rules.forms.amounts import defining
from projgov.rules.forms.base import Lowered, Lowering
from projgov.rules.forms.dmn_graph import Understood
from projgov.rules.forms.dmn_tables import ReadTable
from projgov.rules.forms.table_columns import is_simple
from projgov.rules.forms.table_lowering import binding, is_faulty, lowered


def decided(found: Understood, lowering: Lowering) -> Binding:
    """The names that a decision gives to other rules: those of its table, else its own; and what it asks and requires."""
    if isinstance(found.logic, ReadTable):
        own = binding(found.logic.table, found.logic.hit, lowering)
    else:
        own = lowering.binding(found.logic.type, {})
    asked = {entry: value.type for entry, value in found.parts if not is_simple(value)}
    return attrs.evolve(own, entries={**asked, **own.entries})


def decision_lowered(found: Understood, before: int, lowering: Lowering) -> Lowered:
    """What a decision becomes; nothing where there are more faults than `before` it was read."""
    define = defining(lowering)
    parts = tuple(define(entry, value) for entry, value in found.parts if not is_simple(value))
    if isinstance(found.logic, ReadTable):
        table, hit, cells = found.logic.table, found.logic.hit, found.logic.cells
        titles = {o.entry: Bilingual(o.column.name, o.column.name) for o in table.outputs}
        rows = lowered(table, hit, cells, titles, before, lowering, strict=False)
        return attrs.evolve(rows, definitions=(*parts, *rows.definitions)) if rows.definitions else rows
    if is_faulty(lowering, before):
        return Lowered()
    return _logic(found.name, found.logic, parts, define, lowering)


def _logic(
    name: str,
    logic: Node,
    parts: tuple[Definition, ...],
    define: Callable[[str, Node], Definition],
    lowering: Lowering,
) -> Lowered:
    entry = canonical_name(name)
    entry = (
        entry if entry.isidentifier() and entry not in {d.id.partition(".")[2] for d in parts} else "decision"
    )
    own = define(entry, logic)
    alone = nodes.Result(own.id, lowering.this(), own.type, place=own.place)
    output = Decision(lowering.header(), ((entry, Bilingual(name, name), own.id),), "", ())
    return Lowered((*parts, own, attrs.evolve(own, id=lowering.rule.id, body=alone)), (), (output,))
