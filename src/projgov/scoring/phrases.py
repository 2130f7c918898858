"""Conditions in words, with the values that answer them: `考核验收的个数（0）= 0`.

A condition is put together from the labels of the fields, parameters and rules that it asks. Each of these is a fact, and its value
stands behind it in brackets; what it asks of every record of a list is said without values.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import ChoiceType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.functions import FUNCTIONS
from projgov.rules.core.nodes import Node
from projgov.rules.forms.results import entry_label
from projgov.scoring.formula import ATOM, BINDING
from projgov.scoring.meaning.base import Env, Evaluator
from projgov.scoring.wording import bracketed, joined, value_text

_COMPARED = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_CALCULATED = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
_AND, _OR = Bilingual("，且", " and "), Bilingual("，或", " or ")
_NOT = Bilingual("并非{0}", "not {0}")
_THERE, _ABSENT = Bilingual("有{0}", "{0} is there"), Bilingual("没有{0}", "{0} is missing")
_OF = Bilingual("{1}的{0}", "{0} of {1}")
_ON = Bilingual("{1}的{0}", "{0} on {1}")
_WITH = Bilingual("“{1}”的{0}", "{0} with “{1}”")
_COURSE = Bilingual("{0}的逐步累计", "the course of {0}")
_SOME, _EVERY = (
    Bilingual("有{0}“{1}”", "some of {0} with “{1}”"),
    Bilingual("{0}都“{1}”", "all of {0} with “{1}”"),
)
_COUNTED = Bilingual("{0}“{1}”的次数", "times that {0} is “{1}”")
_CASE = Bilingual("分情形取的值", "a value by cases")
_RANK = Bilingual("名次", "the rank")
_VARIABLES = {
    "as_of": Bilingual("评价日", "the day of evaluation"),
    "judged": Bilingual("判定日", "the day judged"),
}
_RECORD = Bilingual("该记录", "the record")
_ENTRIES = {"period": Bilingual("报送期", "the period")}
_AGGREGATES = {
    "count": Bilingual("{0}的个数", "number of {0}"),
    "distinct": Bilingual("{0}的不同个数", "number of different {0}"),
    "sum": Bilingual("{0}的合计", "sum of {0}"),
    "product": Bilingual("{0}的乘积", "product of {0}"),
    "mean": Bilingual("{0}的平均", "mean of {0}"),
    "median": Bilingual("{0}的中位数", "median of {0}"),
    "min": Bilingual("{0}的最小值", "least of {0}"),
    "max": Bilingual("{0}的最大值", "greatest of {0}"),
}


@attrs.frozen
class Phrase:
    """A condition in words, and the facts that it asks: what each is called, and its value."""

    text: str
    facts: tuple[tuple[str, str], ...]


def phrase(node: Node, m: Evaluator, env: Env, language: Language) -> Phrase:
    """A condition about one subject, in words."""
    writer = _Writer(m, language, env)
    text = writer.said(node, True)
    if language == "zh":  # a bracket of full width brings its own space
        text = text.replace("） ", "）").replace(" （", "（")
    return Phrase(text, tuple(dict.fromkeys(writer.facts)))


@attrs.frozen
class _Writer:
    m: Evaluator
    language: Language
    env: Env
    facts: list[tuple[str, str]] = attrs.field(factory=list)

    def said(self, node: Node, answered: bool, within: str = "", like: ValueType | None = None) -> str:
        """A node in words. `answered`: facts are followed by their values; `within`: what kind of node it is a part of."""
        match node:
            case nodes.Literal(value=value, type=kind):
                return value_text(value, like if isinstance(like, ChoiceType) else kind, self.language)
            case nodes.Compare(operator=operator, left=left, right=right):
                one = self.said(left, answered, "compare", right.type)
                other = self.said(right, answered, "compare", left.type)
                return self.grouped(f"{one} {_COMPARED[operator]} {other}", within not in ("", "logic"))
            case nodes.And(operands=operands) | nodes.Or(operands=operands):
                word = (_AND if isinstance(node, nodes.And) else _OR).in_(self.language)
                return self.grouped(
                    word.join(self.said(o, answered, "logic") for o in operands), within != ""
                )
            case nodes.Not(operand=operand) if not isinstance(operand, nodes.Present):
                return self.fill(_NOT, self.said(operand, answered, "not"))
            case nodes.Arithmetic(operator=operator, left=left, right=right):
                one, other = (self.said(part, answered, "arithmetic") for part in (left, right))
                own = BINDING[operator]
                one = self.grouped(one, _binding(left) < own)
                return f"{one} {_CALCULATED[operator]} {self.grouped(other, _binding(right) <= own)}"
            case nodes.Negate(operand=operand):
                return (
                    f"−{self.grouped(self.said(operand, answered, 'arithmetic'), _binding(operand) < ATOM)}"
                )
            case nodes.Round(operand=operand) | nodes.IfUnknown(operand=operand):
                return self.said(operand, answered, within, like)
        if isinstance(node, nodes.Call) and all(isinstance(a, nodes.Literal) for a in node.arguments):
            return value_text(self.m.evaluate(node, self.env), node.type, self.language)
        label = self.label(node, answered)
        if not answered:
            return label
        value = value_text(self.m.evaluate(node, self.env), node.type, self.language)
        self.facts.append((label, value))
        return label + bracketed(value, self.language)

    def label(self, node: Node, answered: bool = False) -> str:
        """What a fact is called."""
        match node:
            case nodes.Field(base=base):
                return self.of(base, self.member(node))
            case nodes.ValueAt(base=base, date=date):
                asked = answered and not isinstance(date, nodes.Literal)
                day = (
                    value_text(self.m.evaluate(date, self.env), date.type, self.language)
                    if asked
                    else self.said(date, False)
                )
                return self.fill(_ON, self.of(base, self.member(node)), day)
            case nodes.Members(record=record) if record in self.m.core.vocabulary.records:
                about = self.m.core.vocabulary.record(record).about
                return about.named.label.zh if self.language == "zh" else about.collection
            case nodes.Parameter(name=name) if name in self.m.core.parameters:
                return self.m.core.parameters[name].label.in_(self.language)
            case nodes.Result(definition=definition, subject=subject):
                title = self.m.core.definitions[definition].title
                return self.of(subject, definition if title is None else title.in_(self.language))
            case nodes.AsOf(definition=definition, subject=subject, day=day):
                title = self.m.core.definitions[definition].title
                said = self.of(subject, definition if title is None else title.in_(self.language))
                return self.fill(_ON, said, self.said(day, False))
            case nodes.Tally(checks=checks, outcome=outcome):
                titles = joined(
                    (self.m.core.checks[c].title.in_(self.language) for c in checks), self.language
                )
                return self.fill(_COUNTED, titles, entry_label(outcome).in_(self.language))
            case nodes.Entry(base=base, key=key):
                return self.of(base, _ENTRIES.get(key, Bilingual(key, key)).in_(self.language))
            case nodes.Variable(name=name):
                return _VARIABLES.get(name, _RECORD).in_(self.language)
            case nodes.Rank():
                return _RANK.in_(self.language)
        return self.of_many(node)

    def of_many(self, node: Node) -> str:
        """What is drawn from lists, functions, and the rest."""
        match node:
            case nodes.Aggregate(operator=operator, source=source):
                return self.fill(_AGGREGATES[operator], self.said(source, False))
            case nodes.Filter(source=source, condition=condition):
                return self.fill(_WITH, self.said(source, False), self.said(condition, False))
            case nodes.Each(source=source, body=body):
                return self.fill(_OF, self.said(body, False), self.said(source, False))
            case nodes.Fold(source=source):
                return self.fill(_COURSE, self.said(source, False))
            case nodes.Quantify(quantifier=quantifier, source=source, condition=condition):
                words = _SOME if quantifier == "some" else _EVERY
                return self.fill(words, self.said(source, False), self.said(condition, False))
            case nodes.Not(operand=nodes.Present(operand=operand)):
                return self.fill(_ABSENT, self.said(operand, False))
            case nodes.Present(operand=operand):
                return self.fill(_THERE, self.said(operand, False))
            case nodes.Call(function=function, arguments=arguments):
                spec = FUNCTIONS.get(function)
                zh = next(iter(spec.names), function) if spec is not None else function
                name = Bilingual(zh, function.replace("_", " ")).in_(self.language)
                return name + self.grouped(
                    joined((self.said(a, False) for a in arguments), self.language), True
                )
            case nodes.MakeList(items=items):
                return self.grouped(joined((self.said(item, False) for item in items), self.language), True)
            case nodes.Let(value=value):
                return self.said(value, False)
        return _CASE.in_(self.language)

    def member(self, node: nodes.Field | nodes.ValueAt) -> str:
        record = self.m.core.vocabulary.records.get(node.record)
        member = None if record is None else record.members.get(node.member)
        return node.member if member is None else member.label.in_(self.language)

    def of(self, base: Node, label: str) -> str:
        """What belongs to the subject, or to the record at hand, goes without saying whose it is."""
        if isinstance(base, nodes.Variable):
            return label
        return self.fill(_OF, label, self.said(base, False))

    def fill(self, words: Bilingual, *parts: str) -> str:
        return words.in_(self.language).format(*parts)

    def grouped(self, text: str, bracket: bool) -> str:
        if not bracket:
            return text
        return f"（{text}）" if self.language == "zh" else f"({text})"


def _binding(node: Node) -> int:
    """How tightly the outermost sign of an expression binds."""
    while isinstance(node, nodes.Round | nodes.IfUnknown):
        node = node.operand
    return BINDING[node.operator] if isinstance(node, nodes.Arithmetic) else ATOM
