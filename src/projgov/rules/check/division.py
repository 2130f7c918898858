"""Divisions whose divisor can be 0, which is a fault when it is: found by following each result to what it is computed from.

On the way it is remembered what has to hold: the conditions of `if` and `when`, of filters, and of the other sides of `and` and
`or`. A divisor is told only where a value that the file declares can make it 0 and nothing on the way excludes that.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.types import NumberType
from projgov.rules.check.conditions import conjuncts, space
from projgov.rules.check.whole import Whole, walk
from projgov.rules.check.written import texts
from projgov.rules.core import nodes
from projgov.rules.core.bounds import decided
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Core, Decision, Finding, Mark, Message, Ranking, Sanction, Score
from projgov.rules.feel import tree
from projgov.rules.forms.regions import TooMuch, comparison

BY_ZERO = Pattern(
    "T030",
    Bilingual("除数 `{divisor}` 可能是 0", "the divisor `{divisor}` can be 0"),
    Bilingual(
        "写 `if {divisor} = 0 then … else …`；不会是 0 的事实，在 `least:` 下写明",
        "write `if {divisor} = 0 then … else …`; of a fact that is never 0, say so with its `least:`",
    ),
    severity="warning",
)
IS_ZERO = Pattern(
    "T032",
    Bilingual("除数 `{divisor}` 是 0", "the divisor `{divisor}` is 0"),
    Bilingual("改正除数", "correct the divisor"),
)
Facts = tuple[Node, ...]
"""Conditions that hold where something is computed."""

_ZERO = NumberType(0, Fraction(0), Fraction(0))
_STEPS, _DEPTH, _MOST_FACTS = 200_000, 300, 24


def divisions(whole: Whole) -> Iterator[Diagnostic]:
    """Written divisions by what can be 0."""
    written = {
        text.place(part.span): text.source(part.right.span)
        for rule in whole.rules
        for text in texts(rule.rule, "/")
        for part in text.parts()
        if isinstance(part, tree.Arithmetic) and part.operator == "/"
    }
    search = _Search(whole.core, frozenset(written.keys() - _harmless(whole.core) if written else ()))
    search.run()
    for place, right in search.found.items():
        pattern = IS_ZERO if place in search.surely else BY_ZERO
        yield pattern.at(right, divisor=written[place])


def _harmless(core: Core) -> frozenset[Place]:
    """The places of divisions whose divisor is never 0 by its own bounds: those of most files, which then need no search."""
    parts = [part for d in core.definitions.values() for part in (d.body, d.judged) if part is not None]
    parts += [part for check in core.checks.values() for part in check.parts]
    every = (node for part in parts for node in walk(part) if isinstance(node, nodes.Arithmetic))
    bounds = [(node.place, node.right.type) for node in every if node.operator == "/"]
    doubtful = {p for p, kind in bounds if not isinstance(kind, NumberType) or _within(kind, Fraction(0))}
    return frozenset(place for place, _ in bounds) - doubtful


class _Enough(Exception):
    """So many steps that the rest is left unsaid. Never seen outside this module."""


@attrs.define
class _Search:
    core: Core
    written: frozenset[Place]
    found: dict[Place, Place] = attrs.field(factory=dict)
    """Divisions by what can be 0, with the places of their divisors."""
    surely: set[Place] = attrs.field(factory=set)
    """Those whose divisor is never anything else."""
    seen: set[tuple[str, Facts]] = attrs.field(factory=set)
    steps: int = _STEPS

    def run(self) -> None:
        """Follow everything that the rules report."""
        for output in self.core.outputs if self.written else ():
            try:
                self._output(output)
            except _Enough:
                return

    def _output(self, output: object) -> None:
        match output:
            case Finding(checks=checks, reason=reason) | Sanction(checks=checks, reason=reason):
                for check in (self.core.checks[name] for name in checks):
                    before = () if check.applies is None else tuple(conjuncts(check.applies))
                    for node in (check.over, check.judged, check.applies):
                        self._visit(node, (), 0)
                    self._visit(check.holds, before, 0)
                    self._message(reason, (*before, nodes.Not(check.holds)))
            case Score(lines=lines, total=total):
                for line in lines:
                    self._definition(line.definition, (), 0)
                    self._message(line.reason, ())
                self._definition(total, (), 0)
            case Mark(value=value, reason=reason):
                self._definition(value, (), 0)
                self._message(reason, ())
            case Decision(results=results):
                for _, _, name in results:
                    self._definition(name, (), 0)
            case Ranking(of=of, rank=rank):
                self._definition(of, (), 0)
                self._definition(rank, (), 0)

    def _message(self, message: Message | None, facts: Facts) -> None:
        for part in () if message is None else (*message.zh, *message.en):
            if not isinstance(part, str):
                self._visit(part, facts, 0)

    def _definition(self, name: str, facts: Facts, depth: int) -> None:
        facts = tuple(dict.fromkeys(facts))[:_MOST_FACTS]
        if name in self.core.definitions and (name, facts) not in self.seen:
            self.seen.add((name, facts))
            definition = self.core.definitions[name]
            self._visit(definition.judged, (), depth + 1)
            self._visit(definition.body, facts, depth + 1)

    def _visit(self, node: Node | None, facts: Facts, depth: int) -> None:
        if node is None or depth > _DEPTH:
            return
        self.steps -= 1
        if self.steps < 0:
            raise _Enough
        match node:
            case nodes.Arithmetic(operator="/", left=left, right=right):
                if (
                    node.place in self.written
                    and node.place not in self.found
                    and self._can_be_zero(right, facts)
                ):
                    self.found[node.place] = right.place
                    if isinstance(right.type, NumberType) and right.type.least == right.type.most == 0:
                        self.surely.add(node.place)
                self._visit(left, facts, depth + 1)
                self._visit(right, facts, depth + 1)
            case nodes.Case(rows=rows, otherwise=otherwise):
                for row in rows:
                    self._visit(row.condition, facts, depth + 1)
                    self._visit(row.value, (*facts, *conjuncts(row.condition)), depth + 1)
                    facts = (*facts, nodes.Not(row.condition))
                self._visit(otherwise, facts, depth + 1)
            case nodes.And(operands=operands) | nodes.Or(operands=operands):
                is_and = isinstance(node, nodes.And)
                for n, operand in enumerate(operands):
                    others = (*operands[:n], *operands[n + 1 :])
                    known = others if is_and else tuple(nodes.Not(o) for o in others)
                    self._visit(operand, (*facts, *known), depth + 1)
            case nodes.Result(definition=name, subject=subject):
                is_own = isinstance(subject, nodes.Variable) and subject.name == "subject"
                self._definition(name, facts if is_own else (), depth)
            case nodes.Each(variable=variable, source=source, body=body):
                self._visit(source, facts, depth + 1)
                self._visit(body, (*facts, *_filtered(source, variable)), depth + 1)
            case (
                nodes.Filter(variable=variable, source=source, condition=condition)
                | nodes.Quantify(variable=variable, source=source, condition=condition)
            ):
                self._visit(source, facts, depth + 1)
                self._visit(condition, (*facts, *_filtered(source, variable)), depth + 1)
            case nodes.Rank(of=of):
                self._definition(of, (), depth)
            case _:
                for child in nodes.children(node):
                    self._visit(child, facts, depth + 1)

    def _can_be_zero(self, node: Node, facts: Facts) -> bool:
        """Whether values that the file allows surely can make a number 0 where the facts hold."""
        kind = node.type
        if not isinstance(kind, NumberType) or not _within(kind, Fraction(0)):
            return False
        if not self._attains_zero(node, facts):
            return False
        return not self._excluded(node, facts)

    def _attains_zero(self, node: Node, facts: Facts) -> bool:
        match node:
            case nodes.Literal(value=value):
                return bool(value == 0)
            case nodes.Parameter(name=name):
                return any(version.value == 0 for version in self.core.parameters[name].versions)
            case nodes.Field() | nodes.ValueAt() | nodes.Tally():
                return True
            case nodes.Aggregate(operator=operator):
                return operator in ("count", "sum", "distinct")
            case nodes.Arithmetic(operator="*", left=left, right=right):
                return self._can_be_zero(left, facts) or self._can_be_zero(right, facts)
            case nodes.Arithmetic(operator="/", left=left):
                return self._can_be_zero(left, facts)
            case nodes.Arithmetic(operator="+", left=left, right=right):
                return self._can_be_zero(left, facts) and self._can_be_zero(right, facts)
            case nodes.Arithmetic(operator="-", left=left, right=right):
                return _meet(left, right) and not _differ(left, right, facts)
            case (
                nodes.Negate(operand=operand)
                | nodes.Round(operand=operand)
                | nodes.Call(function="abs", arguments=(operand,))
            ):
                return self._can_be_zero(operand, facts)
            case nodes.Result(definition=name, subject=nodes.Variable(name="subject")) if (
                name in self.core.definitions
            ):
                return self._can_be_zero(self.core.definitions[name].body, facts)
            case nodes.Case(rows=rows, otherwise=otherwise):
                return self._case_attains_zero(rows, otherwise, facts)
        return False

    def _case_attains_zero(self, rows: tuple[nodes.Row, ...], otherwise: Node | None, facts: Facts) -> bool:
        for row in rows:
            if self._can_be_zero(row.value, (*facts, *conjuncts(row.condition))):
                return True
            facts = (*facts, nodes.Not(row.condition))
        return otherwise is not None and self._can_be_zero(otherwise, facts)

    def _excluded(self, node: Node, facts: Facts) -> bool:
        """Whether the facts leave no room for the number to be 0; so it counts too where that would take too long to tell."""
        told = [opened for fact in facts for opened in self._opened(fact)]
        if any(_denies_zero(fact, node) for fact in told):
            return True
        if not any(part == node for fact in told for part in walk(fact)):
            return False
        zero = nodes.Compare("=", node, nodes.number(0))
        common = space([*told, zero], self.core)
        try:
            return not common.region(nodes.And((*told, zero))).possible
        except TooMuch:
            return True

    def _opened(self, fact: Node, depth: int = 3) -> Iterator[Node]:
        """A fact, and what a definition that it names says."""
        yield fact
        denied = isinstance(fact, nodes.Not)
        inner = fact.operand if isinstance(fact, nodes.Not) else fact
        if depth and isinstance(inner, nodes.Result) and inner.definition in self.core.definitions:
            body = self.core.definitions[inner.definition].body
            yield from self._opened(nodes.Not(body) if denied else body, depth - 1)


def _filtered(source: Node, variable: str) -> Facts:
    """What holds of each item of a list, where the list was filtered."""
    if isinstance(source, nodes.Filter) and source.variable == variable:
        return (*_filtered(source.source, variable), *conjuncts(source.condition))
    return ()


def _within(kind: NumberType, value: Fraction) -> bool:
    return (kind.least is None or kind.least <= value) and (kind.most is None or value <= kind.most)


def _meet(left: Node, right: Node) -> bool:
    """Whether two figures that are read from the data, or one and a number, can be the same."""
    read = (nodes.Field, nodes.ValueAt)
    one, other = left.type, right.type
    if not isinstance(one, NumberType) or not isinstance(other, NumberType) or left == right:
        return False
    if isinstance(left, read) and isinstance(right, read):
        least = max((k.least for k in (one, other) if k.least is not None), default=None)
        most = min((k.most for k in (one, other) if k.most is not None), default=None)
        return least is None or most is None or least <= most
    if isinstance(left, read) and other.least is not None and other.least == other.most:
        return _within(one, other.least)
    if isinstance(right, read) and one.least is not None and one.least == one.most:
        return _within(other, one.least)
    return False


def _denies_zero(fact: Node, node: Node) -> bool:
    """Whether a fact is a comparison of the number with a constant that excludes 0."""
    denied = isinstance(fact, nodes.Not)
    compared = comparison(fact.operand if isinstance(fact, nodes.Not) else fact)
    if compared is None or compared[0] != node or not isinstance(compared[2], Fraction):
        return False
    _, operator, constant = compared
    holds = decided(operator, _ZERO, NumberType(None, constant, constant))
    return holds is denied


def _differ(left: Node, right: Node, facts: Facts) -> bool:
    """Whether a comparison among the facts says that two figures are not the same."""
    sides = {left, right}
    for fact in facts:
        denied = isinstance(fact, nodes.Not)
        compared = fact.operand if isinstance(fact, nodes.Not) else fact
        if isinstance(compared, nodes.Compare) and {compared.left, compared.right} == sides:
            return compared.operator in (("=", "<=", ">=") if denied else ("!=", "<", ">"))
    return False
