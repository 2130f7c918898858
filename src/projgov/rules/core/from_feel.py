"""FEEL to Core: expressions of rule files get their types and places, and become nodes.

`lower` never raises for what the user wrote: faults are gathered in the scope, and a node of any type stands where one was
found, so that one fault does not bring others in its train. What names mean is told in `references`, what signs mean in
`operators`, what calls mean in `calls`, how lists are gone through in `iteration`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.domain.types import ContextType, ListType, NullType, TextType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.days import told_of_day
from projgov.rules.core import calls, iteration, nodes, operators, references
from projgov.rules.core.bounds import check_comparison
from projgov.rules.core.days import bare_day
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, describe, join, join_all
from projgov.rules.feel import tree

NOT_HERE = Pattern(
    "T008",
    Bilingual("规则文件里不用这种写法：{what}", "{what} is not part of the language of rule files"),
    Bilingual("{mend}", "{mend}"),
)
BAD_TEMPORAL = Pattern(
    "T009",
    Bilingual("`{text}` 不是存在的日期", "`{text}` is not a day that exists"),
    Bilingual('写成 @"2017-03-31" 的样子', 'write it like @"2017-03-31"'),
)
PlaceAt = Callable[[int, int], Place]


def lower(expr: tree.Expr, scope: Scope, place_at: PlaceAt, wanted: ValueType | None = None) -> Node:
    """The node that `expr` means in `scope`. Where `wanted` is given, a value of another type is a fault."""
    node = _Expressions(place_at).lower(expr, scope)
    return node if wanted is None else expect(node, wanted, scope)


def lower_tests(cell: tree.UnaryTests, value: Node, scope: Scope, place_at: PlaceAt) -> Node:
    """The condition that `value`, which the tests can call `?`, meets the tests in a cell of a table."""
    expressions = _Expressions(place_at)
    within = scope.with_locals({operators.TESTED: value})
    return operators.tests(value, cell.tests, cell.negated, expressions.place(cell.span), within, expressions)


@attrs.frozen
class _Expressions:
    place_at: PlaceAt

    def place(self, span: tree.Span) -> Place:
        return self.place_at(span[0], span[1] - span[0])

    def want(self, expr: tree.Expr, scope: Scope, wanted: ValueType) -> Node:
        return expect(self.lower(expr, scope), wanted, scope)

    def lower(self, expr: tree.Expr, scope: Scope) -> Node:  # noqa: C901  # one case for each node of the tree
        place = self.place(expr.span)
        match expr:
            case tree.Number(value=value):
                return operators.number(Fraction(value), place)
            case tree.Text(value=text):
                return nodes.Literal(text, TextType(), place=place)
            case tree.Boolean(value=truth):
                return nodes.Literal(truth, BOOLEAN, place=place)
            case tree.Null():
                return nodes.Literal(None, NullType(), place=place)
            case tree.Temporal(text=text):
                return self._temporal(text, place, scope)
            case tree.Name() | tree.Path():
                return references.lower_reference(expr, scope, self)
            case tree.At():
                return references.lower_at(expr, scope, self)
            case tree.Negation():
                return operators.lower_negation(expr, scope, self)
            case tree.Arithmetic():
                if (told := bare_day(expr, self)) is not None:
                    scope.faults.extend([told])
                    return POISON
                return operators.lower_arithmetic(expr, scope, self)
            case tree.Comparison(operator=operator, left=left, right=right):
                sides = self.lower(left, scope), self.lower(right, scope)
                compared = operators.compare(operator, *sides, place, scope)
                check_comparison(compared, scope.faults)
                return compared
            case tree.Connective(operator=operator, operands=operands):
                lowered = tuple(self.want(o, scope, BOOLEAN) for o in operands)
                return (nodes.And if operator == "and" else nodes.Or)(lowered, place=place)
            case tree.Between():
                return operators.between(expr, scope, self)
            case tree.In(operand=operand, tests=tests):
                return operators.tests(self.lower(operand, scope), tests, False, place, scope, self)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                row = nodes.Row(self.want(condition, scope, BOOLEAN), self.lower(then, scope), place=place)
                return operators.case((row,), self.lower(otherwise, scope), place, scope)
            case tree.List(items=items):
                members = tuple(self.lower(i, scope) for i in items)
                return nodes.MakeList(members, ListType(self._common(members, scope)), place=place)
            case tree.Context(entries=entries):
                made = tuple((canonical_name(e.key), self.lower(e.value, scope)) for e in entries)
                return nodes.MakeContext(made, ContextType(tuple((k, v.type) for k, v in made)), place=place)
            case tree.For():
                return iteration.lower_for(expr, scope, self)
            case tree.Quantified():
                return iteration.lower_quantified(expr, scope, self)
            case tree.Filter():
                return iteration.lower_filter(expr, scope, self)
            case tree.Call():
                return calls.lower_call(expr, scope, self)
            case tree.Range():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("单独的区间", "a range by itself"),
                    Bilingual("区间用在 `in` 之后：`x in [1..10]`", "use a range after `in`: `x in [1..10]`"),
                )
            case tree.UnaryTest() | tree.UnaryTests():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("没有左边的比较", "a comparison without a left side"),
                    Bilingual("写出比较的左边：`x > 5`", "write what is compared: `x > 5`"),
                )
            case tree.Function() | tree.InstanceOf():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("函数定义与类型判断", "a function definition or a test of type"),
                    Bilingual("把它写成 definitions 里的一条定义", "make it an entry under `definitions`"),
                )

    def _not_here(self, scope: Scope, place: Place, what: Bilingual, mend: Bilingual) -> Node:
        scope.faults.add(NOT_HERE, place, what=what, mend=mend)
        return POISON

    def _common(self, members: tuple[Node, ...], scope: Scope) -> ValueType:
        kind = join_all(m.type for m in members)
        if kind is None:
            first = members[0]
            odd = next(m for m in members if join(first.type, m.type) is None)
            scope.faults.add(WRONG_TYPE, odd.place, wanted=describe(first.type), found=describe(odd.type))
            return ANY
        return kind

    def _temporal(self, text: str, place: Place, scope: Scope) -> Node:
        try:
            day: date = parse_date(text)
        except ValueError:
            told = told_of_day(text, place)
            scope.faults.extend([BAD_TEMPORAL.at(place, text=text) if told is None else told])
            return POISON
        return nodes.Literal(day, DATE, place=place)
