"""Why a subject is barred from an award: the condition that holds, in words, and the records by which it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from projgov.diagnostics import LANGUAGES, Language
from projgov.domain.rulings import Ruling
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.typing import ANY
from projgov.scoring.because import Turned, because
from projgov.scoring.context import Context
from projgov.scoring.meaning.base import Env
from projgov.scoring.phrases import phrase
from projgov.scoring.results import AwardResult, Key
from projgov.scoring.rulings import document_of
from projgov.scoring.values import Rows
from projgov.scoring.wording import joined, named, value_text


def bar_text(award: AwardResult, key: Key, context: Context, language: Language) -> str:
    """The condition that bars it, with the facts that answer it; empty where the award is not barred."""
    bars = _bars(award, key, context)
    return joined((phrase(b.condition, context.model, b.env, language).text for b in bars), language)


def bar_records(award: AwardResult, key: Key, context: Context, language: Language) -> tuple[str, ...]:
    """What the condition found: of a ruling its day, its document and what it was about, of other records what they are called."""
    found = (r for b in _bars(award, key, context) for r in _found(b.condition, b.env, context))
    told = (_record_text(record, env, language) for record, env in found)
    return tuple(dict.fromkeys(text for text in told if text is not None))


def award_reason(award: AwardResult, key: Key, context: Context, language: Language) -> str:
    """The reason of an award in words: of one that is barred what bars it, else the reason that the rule gives; empty where it gives none."""
    if award.status == "barred":
        return bar_text(award, key, context, language)
    message = award.output.reason
    return "" if message is None else context.text(message, key, language)


def bar_to_plain(award: AwardResult, key: Key, context: Context) -> dict[str, str] | None:
    """What bars a subject from an award, in both languages; null where it is not barred, or bars have no words."""
    zh, en = (bar_text(award, key, context, language) for language in LANGUAGES)
    return {"zh": zh, "en": en} if zh else None


def _bars(award: AwardResult, key: Key, context: Context) -> list[Turned]:
    """The conditions that bar it. That it takes part, which the kind asks along with them, is left out."""
    if award.status != "barred":
        return []
    turns = because(award.output.status, key, context)
    held = (turn for turn in turns if isinstance(turn, Turned) and turn.held)
    return [attrs.evolve(turn, condition=_written(turn.condition, award)) for turn in held]


def _written(condition: Node, award: AwardResult) -> Node:
    """The condition as it is written: what the kind joined to it stands at the place of the rule, and has the bar last."""
    if isinstance(condition, nodes.And) and condition.place == award.rule.place:
        return condition.operands[-1]
    return condition


def _found(node: Node, env: Env, context: Context) -> Iterator[tuple[Any, Env]]:
    """The records of lists by which a condition holds, each with the names that the condition sees."""
    waiting: list[tuple[Node, Env]] = [(node, env)]
    while waiting:
        node, env = waiting.pop(0)
        match node:
            case nodes.And(operands=operands) | nodes.Or(operands=operands):
                held = [(o, env) for o in operands if context.model.evaluate(o, env) is True]
                waiting = held + waiting
            case nodes.Case(rows=rows, otherwise=otherwise):
                row = next((r for r in rows if context.model.evaluate(r.condition, env) is True), None)
                asked = (otherwise,) if row is None else (row.condition, row.value)
                waiting = [(part, env) for part in asked if part is not None] + waiting
            case nodes.Result(definition=name, subject=subject):
                about = context.model.evaluate(subject, env)
                inner = context.core.definitions[name]
                waiting.insert(0, (inner.body, {**context.model.environment(about), "judged": env["judged"]}))
            case nodes.Quantify(quantifier="some", variable=variable, source=source, condition=condition):
                items = context.model.evaluate(source, env)
                for item in items.sure if isinstance(items, Rows) else items:
                    if context.model.evaluate(condition, {**env, variable: item}) is True:
                        yield item, env


def _record_text(record: Any, env: Env, language: Language) -> str | None:
    """What a record is called; None of what bears no name."""
    if not isinstance(record, Ruling):
        has_name = any(isinstance(getattr(record, field, None), str) for field in ("title", "name", "id"))
        return value_text(record, ANY, language) if has_name else None
    text = f"{record.occurred.isoformat()} {document_of(record)}"
    subject = getattr(env["subject"], "id", None)
    about = record.about if isinstance(record.about, tuple) else ()
    of_subject = (m for m in about if subject in (m.unit, m.officer, m.project, m.item))
    matters = dict.fromkeys(m.matter for m in of_subject if isinstance(m.matter, str))
    return named(text, joined(matters, language), language) if matters else text
