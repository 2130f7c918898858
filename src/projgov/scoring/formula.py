"""A value's arithmetic as one line of text, with the values in place of the names: `40 − 2 × 10`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.scoring.meaning.base import Env, Evaluator
from projgov.scoring.values import Unknown, Value
from projgov.scoring.wording import bracketed, signed, value_text

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}
ATOM = 9
_WORDS = {
    "sum": Bilingual("合计", "sum of"),
    "mean": Bilingual("平均", "mean of"),
    "min": Bilingual("最小", "least of"),
    "max": Bilingual("最大", "most of"),
}


def formula(node: Node, m: Evaluator, env: Env, language: Language) -> str:
    """How the value of `node` comes about from the values it uses. Its result is not part of the text.

    That the result is rounded is not part of it either (`is_rounded` tells it): what is rounded on the way is.
    """
    match node:
        case nodes.Round(operand=operand):
            return formula(operand, m, env, language)
        case nodes.Case(rows=rows, otherwise=otherwise):
            chosen = next((r.value for r in rows if m.evaluate(r.condition, env) is True), otherwise)
            if chosen is not None:
                return formula(chosen, m, env, language)
        case nodes.IfUnknown(operand=operand, otherwise=otherwise):
            unknown = isinstance(m.evaluate(operand, env), Unknown)
            return formula(otherwise if unknown else operand, m, env, language)
    return _Formula(m, language).of(node, env, {})[0]


def is_rounded(node: Node, m: Evaluator, env: Env) -> bool:
    """Whether the value of `node` is what its formula comes to only after rounding."""
    match node:
        case nodes.Round(operand=operand):
            return bool(m.evaluate(operand, env) != m.evaluate(node, env)) or is_rounded(operand, m, env)
        case nodes.Case(rows=rows, otherwise=otherwise):
            chosen = next((r.value for r in rows if m.evaluate(r.condition, env) is True), otherwise)
            return chosen is not None and is_rounded(chosen, m, env)
        case nodes.IfUnknown(operand=operand, otherwise=otherwise):
            unknown = isinstance(m.evaluate(operand, env), Unknown)
            return is_rounded(otherwise if unknown else operand, m, env)
    return False


def change(node: Node, m: Evaluator, env: Env, language: Language) -> str | None:
    """What a limit or veto makes of a score, as `101 → 100`, where `node` is the difference; None where it is calculated."""
    while isinstance(node, nodes.Case):
        node = next(
            (r.value for r in node.rows if m.evaluate(r.condition, env) is True),
            node.otherwise or nodes.number(0),
        )
    if not isinstance(node, nodes.Arithmetic) or node.operator != "-":
        return None
    after = node.left.operand if isinstance(node.left, nodes.Round) else node.left
    if isinstance(after, nodes.Arithmetic):
        return None
    writer = _Formula(m, language)
    return f"{writer.leaf(node.right, env)[0]} → {writer.leaf(node.left, env)[0]}"


_Bound: TypeAlias = Mapping[str, tuple[Node, Env]]
"""Local names that stand for nodes, each with the environment it was bound in."""


@attrs.frozen
class _Formula:
    m: Evaluator
    language: Language

    def of(self, node: Node, env: Env, bound: _Bound) -> tuple[str, int]:
        """The text of a node and how tightly its outermost sign binds."""
        match node:
            case nodes.Round(operand=operand):
                text, binding = self.of(operand, env, bound)
                rounded = self.m.evaluate(node, env)
                if rounded == self.m.evaluate(operand, env):
                    return text, binding
                return f"{text} → {signed(value_text(rounded, node.type, self.language))}", 0
            case nodes.Let(name=name, value=value, body=body):
                within = {**env, name: self.m.evaluate(value, env)}
                return self.limited(body, name, value, env, within, bound)
            case nodes.Variable(name=name) if name in bound:
                inner, its_env = bound[name]
                return self.of(inner, its_env, {k: v for k, v in bound.items() if k != name})
            case nodes.Case(rows=rows, otherwise=otherwise):
                for row in rows:
                    if self.m.evaluate(row.condition, env) is True:
                        return self.of(row.value, env, bound)
                if otherwise is not None:
                    return self.of(otherwise, env, bound)
            case nodes.IfUnknown(operand=operand, otherwise=otherwise):
                unknown = isinstance(self.m.evaluate(operand, env), Unknown)
                return self.of(otherwise if unknown else operand, env, bound)
            case nodes.Negate(operand=operand):
                text, binding = self.of(operand, env, bound)
                return f"−{text if binding > BINDING['*'] else f'({text})'}", BINDING["*"]
            case nodes.Arithmetic():
                return self.arithmetic(node, env, bound)
            case nodes.Aggregate(operator=operator, source=source) if operator in _WORDS:
                listed = value_text(self.m.evaluate(source, env), source.type, self.language)
                return _WORDS[operator].in_(self.language) + bracketed(listed, self.language), ATOM
        return self.leaf(node, env)

    def limited(
        self, body: Node, name: str, value: Node, env: Env, within: Env, bound: _Bound
    ) -> tuple[str, int]:
        """A value held to a limit: where the limit bites, what it would have been and what it became."""
        amount = within[name]
        result = self.m.evaluate(body, within)
        text, binding = self.of(value, env, bound)
        if isinstance(body, nodes.Case) and _is_number(amount) and _is_number(result):
            if amount == result:
                return text, binding
            return f"{text} → {signed(value_text(result, body.type, self.language))}", 0
        return self.of(body, within, {**bound, name: (value, env)})

    def arithmetic(self, node: nodes.Arithmetic, env: Env, bound: _Bound) -> tuple[str, int]:
        own = BINDING[node.operator]
        left, left_binding = self.of(node.left, env, bound)
        right, right_binding = self.of(node.right, env, bound)
        # A product on the left of a product needs no brackets; on the right of `−` and `÷` brackets change the meaning.
        left = left if left_binding >= own else f"({left})"
        right = right if right_binding > own else f"({right})"
        return f"{left} {_SIGNS[node.operator]} {right}", own

    def leaf(self, node: Node, env: Env) -> tuple[str, int]:
        value = self.m.evaluate(node, env)
        text = value_text(value, node.type, self.language)
        if not _is_number(value):
            return text, ATOM
        return signed(text), BINDING["+"] if value < 0 else ATOM


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
