"""What is said of a lamp: the reason of the row that shows it, else the rule's; or why it still shows."""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import ChoiceType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lamp_conditions import NOTHING
from projgov.rules.forms.lamp_rows import LampRow, Lamps, code_of
from projgov.rules.forms.wording import TEXT, said, text
from projgov.rules.forms.written import Template

_HELD = Bilingual("自{since}起亮{lamp}，未解除：", "{lamp} held since {since}: ")
_WHEN = Bilingual("解除条件是“{text}”", "it clears when “{text}”")
_AFTER = Bilingual("须连续{count}期", "for {count} periods in a row")
_BY = Bilingual("须有解除依据“{text}”", "on evidence, “{text}”")
_BETWEEN = Bilingual("，", ", ")


def reason(
    rule: Lamps,
    conditions: Sequence[Node],
    choice: ChoiceType,
    scope: Scope,
    lowering: Lowering,
    language: Language,
) -> Node | None:
    """The reason of the row that shows the lamp, else the rule's, as a text; None where none is written."""
    if all(row.reason is None for row in rule.show) and rule.reason is None:
        return None

    def words(written: Template | None, lamp: str) -> Node:
        code = code_of(lamp)
        option = next((o for o in choice.options if o.code == code), None)
        if written is None or option is None:
            return NOTHING
        label = nodes.Literal(option.label.in_(language), TEXT)
        return text(written, lowering, scope.with_locals({"lamp": label, "灯": label}), language)

    rows = tuple(
        nodes.Row(condition, words(row.reason or rule.reason, row.lamp))
        for row, condition in zip(rule.show, conditions, strict=True)
    )
    return nodes.Case(rows, words(rule.reason, rule.otherwise), TEXT)


def held(row: LampRow, label: Bilingual, since: Node, lowering: Lowering, language: Language) -> Node:
    """Why a lamp still shows whose row no longer holds: since when, and what it takes to clear it."""
    parts: list[Node] = []
    head, _, tail = _HELD.in_(language).replace("{lamp}", label.in_(language)).partition("{since}")
    parts += [_words(head), said(since, lowering, language), _words(tail)]
    conditions: list[list[Node]] = []
    if row.clears_when is not None:
        conditions.append([_words(_WHEN.in_(language).format(text=row.clears_when.text))])
    if row.clears_after is not None:
        before, _, after = _AFTER.in_(language).partition("{count}")
        count = said(lowering.expression(row.clears_after), lowering, language)
        conditions.append([_words(before), count, _words(after)])
    if row.cleared_by is not None:
        conditions.append([_words(_BY.in_(language).format(text=row.cleared_by.text))])
    for index, condition in enumerate(conditions):
        parts += ([_words(_BETWEEN.in_(language))] if index else []) + condition
    return nodes.Call("concatenation", tuple(parts), TEXT)


def _words(text_: str) -> Node:
    return nodes.Literal(text_, TEXT)
