"""A value's arithmetic as one line of text, with the values in place of the names: `40 − 2 × 10`."""

from __future__ import annotations

from fractions import Fraction

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.scoring.meaning.base import Env, Evaluator
from projgov.scoring.values import Fault, Unknown
from projgov.scoring.wording import value_text

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}
_ATOM = 9
_WORDS = {
    "sum": Bilingual("合计", "sum of"),
    "mean": Bilingual("平均", "mean of"),
    "min": Bilingual("最小", "least of"),
    "max": Bilingual("最大", "most of"),
    "count": Bilingual("个数", "number of"),
}


def formula(node: Node, m: Evaluator, env: Env, language: Language) -> str:
    """How the value of `node` comes about from the values it uses. Its result is not part of the text."""
    return _formula(node, m, env, language)[0]


def _formula(node: Node, m: Evaluator, env: Env, language: Language) -> tuple[str, int]:
    """The text and how tightly its outermost sign binds."""
    match node:
        case nodes.Round(operand=operand):
            return _formula(operand, m, env, language)
        case nodes.Case(rows=rows, otherwise=otherwise):
            for row in rows:
                if m.evaluate(row.condition, env) is True:
                    return _formula(row.value, m, env, language)
            if otherwise is not None:
                return _formula(otherwise, m, env, language)
        case nodes.IfUnknown(operand=operand, otherwise=otherwise):
            unknown = isinstance(m.evaluate(operand, env), Unknown)
            return _formula(otherwise if unknown else operand, m, env, language)
        case nodes.Let(name=name, value=value, body=body):
            return _formula(body, m, {**env, name: m.evaluate(value, env)}, language)
        case nodes.Negate(operand=operand):
            text, binding = _formula(operand, m, env, language)
            return f"−{text if binding > 2 else f'({text})'}", 2
        case nodes.Arithmetic(operator=operator, left=left, right=right):
            own = _BINDING[operator]
            left_text, left_binding = _formula(left, m, env, language)
            right_text, right_binding = _formula(right, m, env, language)
            if left_binding < own:
                left_text = f"({left_text})"
            if right_binding <= own:
                right_text = f"({right_text})"
            return f"{left_text} {_SIGNS[operator]} {right_text}", own
        case nodes.Aggregate(operator=operator, source=source) if operator in _WORDS:
            listed = value_text(m.evaluate(source, env), source.type, language)
            if operator != "count":
                return f"{_WORDS[operator].in_(language)} ({listed})", _ATOM
        case nodes.Call(function="min" | "max", arguments=arguments):
            # A floor or a cap that does not bite is not worth showing.
            value = m.evaluate(node, env)
            for argument in arguments:
                if (
                    not isinstance(argument, nodes.Literal | nodes.Parameter)
                    and m.evaluate(argument, env) == value
                ):
                    return _formula(argument, m, env, language)
    return _leaf(node, m, env, language)


def _leaf(node: Node, m: Evaluator, env: Env, language: Language) -> tuple[str, int]:
    value = m.evaluate(node, env)
    text = value_text(value, node.type, language)
    negative = isinstance(value, int | Fraction) and not isinstance(value, Unknown | Fault) and value < 0
    return text, 1 if negative else _ATOM
