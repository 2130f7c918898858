"""Operators, from FEEL to Core: arithmetic, comparisons, the tests of `in`, and what the branches of a case have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import parse_date
from projgov.domain.types import (
    AnyType,
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    ListType,
    NullType,
    NumberType,
    RecordType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.rules.core import nodes
from projgov.rules.core.counting import check_sum
from projgov.rules.core.fitting import POISON, expect, in_options, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Expressions, Scope
from projgov.rules.core.typing import (
    ANY,
    DATE,
    DAYS,
    arithmetic,
    comparable,
    describe,
    item_type,
    join,
    join_all,
    ordered,
)
from projgov.rules.core.units import ADDED, COMPARED, check_units
from projgov.rules.feel import tree

NOT_COMPARABLE = Pattern(
    "T002",
    Bilingual("{left}不能与{right}比较", "{left} cannot be compared with {right}"),
    Bilingual("{mend}", "{mend}"),
)
NO_ORDER = Pattern(
    "T004",
    Bilingual("{type}没有大小之分", "{type} has no order"),
    Bilingual("用 `=` 或 `in` 比较", "compare with `=` or `in`"),
)
DIFFERENT_BRANCHES = Pattern(
    "T005",
    Bilingual(
        "两个分支的值不是一种：{left}与{right}",
        "the branches give different kinds of value: {left} and {right}",
    ),
    Bilingual("让每个分支给出同一种值", "let every branch give the same kind of value"),
)
NUMBER_WITH_DAY = Pattern(
    "T015",
    Bilingual("日期不能直接加减数字", "a number cannot be added to or taken from a date"),
    Bilingual("写 `加天数(日期, 天数)`，往前数用负数", "write `add days(date, days)`, with a negative number to go back"),
)  # fmt: skip
SAME_SIDES = Pattern(
    "T017",
    Bilingual("这个比较的两边是同一个值", "both sides of this comparison are the same value"),
    Bilingual(
        "若一边指筛选的记录、另一边指外面的值，写成 `some r in … satisfies r.x = x`",
        "where one side means the record filtered and the other an outer value, write `some r in … satisfies r.x = x`",
    ),
)

TESTED = "?"
"""What the tests in a cell call the value that they test."""


def lower_arithmetic(expr: tree.Arithmetic, scope: Scope, expressions: Expressions) -> Node:
    """`left operator right` on numbers, days, durations and texts."""
    left, right = expressions.lower(expr.left, scope), expressions.lower(expr.right, scope)
    place = expressions.place(expr.span)
    operator = expr.operator
    if is_poison(left) or is_poison(right):
        return POISON
    match operator, left.type, right.type:
        case "-", DateType(), DateType():
            return nodes.Arithmetic("-", left, right, DAYS, place=place)
        case (("+" | "-"), DateType(), DurationType()):
            return nodes.Arithmetic(operator, left, right, DATE, place=place)
        case "+", DurationType(), DateType():
            return nodes.Arithmetic("+", right, left, DATE, place=place)
        case (("+" | "-"), DurationType(a), DurationType(b)) if a == b:
            return nodes.Arithmetic(operator, left, right, left.type, place=place)
        case "+", (TextType() | ChoiceType()), (TextType() | ChoiceType()):
            return nodes.Call("concatenation", (left, right), TextType(), place=place)
        case (("+" | "-"), (DateType() | DurationType() | AnyType()), AnyType()):
            return nodes.Arithmetic(operator, left, right, ANY, place=place)
        case (("+" | "-"), AnyType(), (DateType() | DurationType())):
            return nodes.Arithmetic(operator, left, right, ANY, place=place)
        case (("+" | "-"), DateType(), NumberType()) | ("+", NumberType(), DateType()):
            scope.faults.add(NUMBER_WITH_DAY, place)
            return POISON
    left, right = expect(left, NumberType(), scope), expect(right, NumberType(), scope)
    if is_poison(left) or is_poison(right):
        return POISON
    if operator in ("+", "-"):
        check_units(left.type, right.type, ADDED, place, scope.faults)
    if operator == "+" and not check_sum(left, right, scope.names.vocabulary, place, scope.faults):
        return POISON
    kind = arithmetic(operator, numeric(left.type), numeric(right.type))
    return nodes.Arithmetic(operator, left, right, kind, place=place)


def lower_negation(expr: tree.Negation, scope: Scope, expressions: Expressions) -> Node:
    """`-operand`; of a number written out, the negative number."""
    place = expressions.place(expr.span)
    inner = expressions.want(expr.operand, scope, NumberType())
    if isinstance(inner, nodes.Literal) and isinstance(inner.value, int | Fraction):
        return number(Fraction(-inner.value), place)
    kind = arithmetic("-", NumberType(0, Fraction(0), Fraction(0)), numeric(inner.type))
    return nodes.Negate(inner, kind, place=place)


def number(value: Fraction, place: Place) -> nodes.Literal:
    """A number written out, its type as narrow as can be."""
    exact = int(value) if value.denominator == 1 else value
    decimals = next((n for n in range(_MOST_DECIMALS) if (value * 10**n).denominator == 1), None)
    return nodes.Literal(exact, NumberType(decimals, value, value), place=place)


def numeric(kind: ValueType) -> NumberType:
    """The type as one of numbers: any number where it is not known to be one."""
    return kind if isinstance(kind, NumberType) else NumberType()


def compare(operator: str, left: Node, right: Node, place: Place, scope: Scope) -> Node:
    """`left operator right`, with texts matched to the options of a choice."""
    if is_poison(left) or is_poison(right):
        return POISON
    if isinstance(left.type, ChoiceType):
        right = in_options(right, left.type, scope)
    elif isinstance(right.type, ChoiceType):
        left = in_options(left, right.type, scope)
    if left == right and not isinstance(left, nodes.Literal):
        scope.faults.add(SAME_SIDES, place)
    if not comparable(left.type, right.type):
        mend = _comparable_mend(left, right)
        scope.faults.add(
            NOT_COMPARABLE, place, left=describe(left.type), right=describe(right.type), mend=mend
        )
        return POISON
    if operator not in ("=", "!="):
        for side in (left, right):
            if not ordered(side.type) and not isinstance(side.type, NullType):
                scope.faults.add(NO_ORDER, side.place, type=describe(side.type))
                return POISON
    check_units(left.type, right.type, COMPARED, place, scope.faults)
    return nodes.Compare(operator, left, right, place=place)  # type: ignore[arg-type]  # one of the six operators


def _comparable_mend(left: Node, right: Node) -> Bilingual:
    """What to write instead, where it can be told what was meant."""
    for one, other in ((left, right), (right, left)):
        match one.type, other.type:
            case DurationType(of="days"), NumberType():
                return Bilingual(
                    "取天数：`相差天数(较早, 较晚)`",
                    "ask for the days: `days_between(earlier, later)` or `(later - earlier).days`",
                )
            case RecordType(), TextType():
                return Bilingual(
                    "取记录的一项来比较，如 `….id`、`….name`",
                    "compare a part of the record, as in `….id` or `….name`",
                )
            case (DateType(), TextType()) if isinstance(other, nodes.Literal) and _is_day(other.value):
                return Bilingual(f'写成 `@"{other.value}"`', f'write `@"{other.value}"`')
            case (NumberType(), TextType()) if isinstance(other, nodes.Literal):
                return Bilingual("数字不加引号", "write the number without quotes")
            case (ListType() | RegisterType(), NumberType()):
                return Bilingual(
                    "要比较有几项，写 `计数(…)`；要问有没有一项如此，写 `some x in … satisfies x > 1` 的样子",
                    "to compare how many items it has, write `count(…)`; to ask whether one of them is so, `some x in … satisfies x > 1`",
                )
    return Bilingual("两边写成同一种值", "write the same kind of value on both sides")


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def tests(
    value: Node,
    unary: tuple[tree.Expr, ...],
    negated: bool,
    place: Place,
    scope: Scope,
    expressions: Expressions,
) -> Node:
    """Whether `value` meets any of the unary tests (none of them where `negated`)."""
    if not unary:
        return nodes.TRUE
    parts = tuple(_test(value, test, scope, expressions) for test in unary)
    met: Node = parts[0] if len(parts) == 1 else nodes.Or(parts, place=place)
    return nodes.Not(met, place=place) if negated else met


def _test(value: Node, test: tree.Expr, scope: Scope, expressions: Expressions) -> Node:
    place = expressions.place(test.span)
    is_list = not isinstance(value.type, AnyType) and item_type(value.type) is not None
    match test:
        case tree.UnaryTest(operator=operator, operand=operand):
            return compare(operator, value, expressions.lower(operand, scope), place, scope)
        case tree.UnaryTests(tests=inner, negated=negated):
            return tests(value, inner, negated, place, scope, expressions)
        case tree.Range():
            return _within(value, test, scope, expressions)
        case tree.List(items=items) if items and not is_list:
            same = tuple(
                compare("=", value, expressions.lower(item, scope), expressions.place(item.span), scope)
                for item in items
            )
            return same[0] if len(same) == 1 else nodes.Or(same, place=place)
    right = expressions.lower(test, scope)
    inner_type = None if isinstance(right.type, AnyType) else item_type(right.type)
    if inner_type is not None and not is_list:
        variable, within = scope.bind(inner_type)
        equal = compare("=", variable, value, place, within)
        return nodes.Quantify("some", variable.name, right, equal, place=place)
    if isinstance(right.type, BooleanType) and (not isinstance(value.type, BooleanType) or _asks(test)):
        return right  # an expression used as a test, such as `? > limit`
    return compare("=", value, right, place, scope)


def _asks(test: object) -> bool:
    """Whether an expression speaks of the value tested, `?`."""
    if isinstance(test, tuple):
        return any(map(_asks, test))
    if isinstance(test, tree.Name):
        return test.name == TESTED
    kind: Any = type(test)
    return attrs.has(kind) and any(_asks(getattr(test, a.name)) for a in attrs.fields(kind))


def _within(value: Node, test: tree.Range, scope: Scope, expressions: Expressions) -> Node:
    place = expressions.place(test.span)
    ends = (
        (test.low, ">=" if test.low_closed else ">"),
        (test.high, "<=" if test.high_closed else "<"),
    )
    met = (
        compare(op, value, expressions.lower(end, scope), place, scope) for end, op in ends if end is not None
    )
    return nodes.And(tuple(met), place=place)


def between(expr: tree.Between, scope: Scope, expressions: Expressions) -> Node:
    """`operand between least and most`, both included."""
    place = expressions.place(expr.span)
    operand = expressions.lower(expr.operand, scope)
    low = compare(">=", operand, expressions.lower(expr.least, scope), place, scope)
    high = compare("<=", operand, expressions.lower(expr.most, scope), place, scope)
    return nodes.And((low, high), place=place)


def case(rows: tuple[nodes.Row, ...], otherwise: Node | None, place: Place, scope: Scope) -> Node:
    """A `Case` whose branches have a common type."""
    values = [row.value for row in rows] + ([otherwise] if otherwise is not None else [])
    kind = join_all(v.type for v in values)
    if kind is None:
        first = values[0]
        odd = next(v for v in values if join(first.type, v.type) is None)
        scope.faults.add(DIFFERENT_BRANCHES, odd.place, left=describe(first.type), right=describe(odd.type))
        kind = ANY
    return nodes.Case(rows, otherwise, kind, place=place)


_MOST_DECIMALS = 41
"""Beyond these, the type of a number written out does not say how many decimals it has."""
