"""From a report to the rows that are handed on."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual
from projgov.domain.choices.judging import RULING_STAGE
from projgov.rules.core.exports import Export, confidentiality
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.comparing import missing_in
from projgov.scoring.context import Context
from projgov.scoring.exports.table import Column, Exported, Row
from projgov.scoring.results import Key
from projgov.scoring.values import Fault, Rows, Unknown, Value
from projgov.scoring.wording import FAULTY, evidence_text


def exported(export: Export, context: Context, digest: str) -> Exported:
    """What is handed on, sorted by subject."""
    columns = tuple(
        Column(c.id, c.title, c.value.type, confidentiality(c, export, context.core)) for c in export.columns
    )
    rows: list[Row] = []
    uncertain: list[Key] = []
    for key in _keys(export, context):
        belongs = True if export.applies is None else context.value(export.applies, key)
        if belongs is True:
            rows.append(_row(export, key, context))
        elif isinstance(belongs, Unknown | Fault):
            uncertain.append(key)
    header = export.header
    return Exported(
        header.id, header.title, context.results.as_of, digest, columns, tuple(rows), tuple(uncertain)
    )


def _keys(export: Export, context: Context) -> tuple[Key, ...]:
    kind = export.header.subject
    if kind == PORTFOLIO:
        return (Key(PORTFOLIO, PORTFOLIO),)
    return tuple(Key(kind, one.id) for one in context.facts.subjects(kind))


def _row(export: Export, key: Key, context: Context) -> Row:
    found = [context.value(column.value, key) for column in export.columns]
    settled = export.settled
    stage = None if settled is None else _told(settled.stage, key, context)
    day = None if settled is None else _told(settled.day, key, context)
    document = None if settled is None else _told(settled.document, key, context)
    label = next((option.label for option in RULING_STAGE.options if option.code == stage), None)
    return Row(
        key,
        "final" if stage == "final" else "preliminary",
        label,
        stage,
        day,
        document,
        tuple(None if _lacks(value) else value for value in found),
        tuple(dict.fromkeys(why for value in found for why in _why(value, context))),
    )


def _told(node: Node, key: Key, context: Context) -> Value:
    value = context.value(node, key)
    return None if _lacks(value) else value


def _lacks(value: Value) -> bool:
    """Whether not all of a value is known."""
    return isinstance(value, Fault | Rows) or bool(missing_in(value))


def _why(value: Value, context: Context) -> Iterator[Bilingual]:
    """For want of what a value is not known."""
    if isinstance(value, Fault):
        yield FAULTY
        return
    vocabulary = context.core.vocabulary
    for unknown in missing_in(value):
        for one in sorted(unknown.evidence):
            yield Bilingual(evidence_text(one, vocabulary, "zh"), evidence_text(one, vocabulary, "en"))
