"""FEEL to Core: expressions of rule files get their types and places, and become nodes.

`lower` never raises for what the user wrote: faults are gathered in the scope, and a node of any type stands where one was
found, so that one fault does not bring others in its train.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
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
    SeriesType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member, canonical_name
from projgov.rules.core import calls, nodes
from projgov.rules.core.fitting import NEEDS_DAY, POISON, WRONG_TYPE, expect, option
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.scope import Binding, Scope
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
from projgov.rules.feel import tree

UNKNOWN_NAME = Pattern(
    "N001",
    Bilingual("不认识的名称 `{name}`", "unknown name `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
UNKNOWN_MEMBER = Pattern(
    "N002",
    Bilingual("{type}没有 `{name}` 这一项", "{type} has no `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
OTHER_SUBJECT = Pattern(
    "N003",
    Bilingual(
        "`{name}` 属于{subject},不能在这里直接使用",
        "`{name}` is about a {subject} and cannot stand here by itself",
    ),
    Bilingual("写明从哪条记录取,如 `led projects.{name}`", "say whose it is, as in `led projects.{name}`"),
)
NO_VALUE = Pattern(
    "N004",
    Bilingual("`{name}` 是一条规则,本身没有值", "`{name}` is a rule and has no value of its own"),
    Bilingual("写明取它的哪一项:{entries}", "say which of its parts is meant: {entries}"),
)
NOT_COMPARABLE = Pattern(
    "T002",
    Bilingual("{left}不能与{right}比较", "{left} cannot be compared with {right}"),
    Bilingual("两边写成同一种值", "write the same kind of value on both sides"),
)
SAME_SIDES = Pattern(
    "T017",
    Bilingual("这个比较的两边是同一个值", "both sides of this comparison are the same value"),
    Bilingual(
        "若一边指筛选的记录、另一边指外面的值,写成 `some r in … satisfies r.x = x`",
        "where one side means the record filtered and the other an outer value, write `some r in … satisfies r.x = x`",
    ),
)
NO_ORDER = Pattern(
    "T004",
    Bilingual("{type}没有大小之分", "{type} has no order"),
    Bilingual("用 `=` 或 `in` 比较", "compare with `=` or `in`"),
)
DIFFERENT_BRANCHES = Pattern(
    "T005",
    Bilingual(
        "两个分支的值不是一种:{left}与{right}",
        "the branches give different kinds of value: {left} and {right}",
    ),
    Bilingual("让每个分支给出同一种值", "let every branch give the same kind of value"),
)
NOT_A_SERIES = Pattern(
    "T006",
    Bilingual(
        "`at` 只能用于随时间变化的值,这里是{found}", "`at` asks a value over time, and this is {found}"
    ),
    Bilingual("随时间变化的值有:{offer}", "values over time are: {offer}"),
)
NOT_HERE = Pattern(
    "T008",
    Bilingual("规则文件里不用这种写法:{what}", "{what} is not part of the language of rule files"),
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
    node = _Expression(place_at).lower(expr, scope)
    return node if wanted is None else expect(node, wanted, scope)


@attrs.frozen
class _Expression:
    place_at: PlaceAt

    def place(self, span: tree.Span) -> Place:
        return self.place_at(span[0], span[1] - span[0])

    def lower(self, expr: tree.Expr, scope: Scope) -> Node:  # noqa: C901  # one case for each node of the tree
        place = self.place(expr.span)
        match expr:
            case tree.Number(value=value):
                return _number(Fraction(value), place)
            case tree.Text(value=text):
                return nodes.Literal(text, TextType(), place=place)
            case tree.Boolean(value=truth):
                return nodes.Literal(truth, BOOLEAN, place=place)
            case tree.Null():
                return nodes.Literal(None, NullType(), place=place)
            case tree.Temporal(text=text):
                return self._temporal(text, place, scope)
            case tree.Name(name=name):
                return self._name(name, place, scope)
            case tree.Path():
                return self._path(expr, scope)
            case tree.At():
                return self._at(expr, scope)
            case tree.Negation(operand=operand):
                inner = self.want(operand, scope, NumberType())
                if isinstance(inner, nodes.Literal) and isinstance(inner.value, int | Fraction):
                    return _number(Fraction(-inner.value), place)
                kind = arithmetic("-", NumberType(0, Fraction(0), Fraction(0)), _numeric(inner.type))
                return nodes.Negate(inner, kind, place=place)
            case tree.Arithmetic():
                return self._arithmetic(expr, scope)
            case tree.Comparison(operator=operator, left=left, right=right):
                return self.compare(operator, self.lower(left, scope), self.lower(right, scope), place, scope)
            case tree.Connective(operator=operator, operands=operands):
                lowered = tuple(self.want(o, scope, BOOLEAN) for o in operands)
                return (nodes.And if operator == "and" else nodes.Or)(lowered, place=place)
            case tree.Between(operand=operand, least=least, most=most):
                between = self.lower(operand, scope)
                low = self.compare(">=", between, self.lower(least, scope), place, scope)
                high = self.compare("<=", between, self.lower(most, scope), place, scope)
                return nodes.And((low, high), place=place)
            case tree.In(operand=operand, tests=tests):
                return self.tests(self.lower(operand, scope), tests, False, place, scope)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                row = nodes.Row(self.want(condition, scope, BOOLEAN), self.lower(then, scope), place=place)
                return case((row,), self.lower(otherwise, scope), place, scope)
            case tree.List(items=items):
                members = tuple(self.lower(i, scope) for i in items)
                return nodes.MakeList(members, ListType(self._common(members, scope)), place=place)
            case tree.Context(entries=entries):
                made = tuple((e.key, self.lower(e.value, scope)) for e in entries)
                return nodes.MakeContext(made, ANY, place=place)
            case tree.For(iterators=iterators, body=body):
                return self._for(iterators, body, scope, place)
            case tree.Quantified(quantifier=quantifier, iterators=iterators, condition=condition):
                return self._quantified(quantifier, iterators, condition, scope, place)
            case tree.Filter():
                return self._filter(expr, scope)
            case tree.Call():
                return calls.lower_call(expr, scope, self)
            case tree.Range():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("单独的区间", "a range by itself"),
                    Bilingual("区间用在 `in` 之后:`x in [1..10]`", "use a range after `in`: `x in [1..10]`"),
                )
            case tree.UnaryTest() | tree.UnaryTests():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("没有左边的比较", "a comparison without a left side"),
                    Bilingual("写出比较的左边:`x > 5`", "write what is compared: `x > 5`"),
                )
            case tree.Function() | tree.InstanceOf():
                return self._not_here(
                    scope,
                    place,
                    Bilingual("函数定义与类型判断", "a function definition or a test of type"),
                    Bilingual("把它写成 definitions 里的一条定义", "make it an entry under `definitions`"),
                )

    def want(self, expr: tree.Expr, scope: Scope, wanted: ValueType) -> Node:
        """The node of `expr`, which has to be of type `wanted`."""
        return expect(self.lower(expr, scope), wanted, scope)

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

    # -- names and paths

    def _temporal(self, text: str, place: Place, scope: Scope) -> Node:
        try:
            day: date = parse_date(text)
        except ValueError:
            scope.faults.add(BAD_TEMPORAL, place, text=text)
            return POISON
        return nodes.Literal(day, DATE, place=place)

    def _name(self, written: str, place: Place, scope: Scope) -> Node:
        name = canonical_name(written)
        if (local := scope.locals.get(name)) is not None:
            return attrs.evolve(local, place=place)
        for base, record in scope.items:
            if (member := scope.names.vocabulary.record(record).find(name)) is not None:
                return self._field(base, record, member, place)
        if (parameter := scope.names.parameter(name)) is not None:
            return attrs.evolve(parameter, place=place)
        if (found := _rule_named(name, scope)) is not None:
            return self._result(*found, place, scope)
        if name in ("as_of", "judged"):
            return nodes.Variable(name, DATE, place=place)
        for kind in scope.names.vocabulary.subjects:
            if name == kind.about.collection or name in map(canonical_name, kind.about.named.names):
                return nodes.Members(kind.name, ListType(RecordType(kind.name)), place=place)
        if (other := scope.names.binding(name, None)) is not None:
            scope.faults.add(OTHER_SUBJECT, place, name=written, subject=other.subject)
        else:
            scope.faults.add(UNKNOWN_NAME, place, name=written, offer=did_you_mean(written, scope.visible()))
        return POISON

    def _field(self, base: Node, record: str, member: Member, place: Place) -> Node:
        return nodes.Field(base, record, member.name, member.type, place=place)

    def _result(self, binding: Binding, subject: Node, place: Place, scope: Scope, entry: str = "") -> Node:
        kind = binding.entries[entry] if entry else binding.type
        if kind is None:
            entries = ", ".join(f"`{binding.name}.{e}`" for e in sorted(binding.entries))
            scope.faults.add(NO_VALUE, place, name=binding.name, entries=entries)
            return POISON
        return nodes.Result(f"{binding.name}.{entry}" if entry else binding.name, subject, kind, place=place)

    def _path(self, expr: tree.Path, scope: Scope) -> Node:
        place = self.place(expr.span)
        name = canonical_name(expr.name)
        if isinstance(expr.base, tree.Name):
            base_name = canonical_name(expr.base.name)
            known = base_name in scope.locals or any(
                scope.names.vocabulary.record(r).find(base_name) for _, r in scope.items
            )
            found = None if known else _rule_named(base_name, scope)
            if found is not None:
                binding, subject = found
                if name in binding.entries:
                    return self._result(binding, subject, place, scope, name)
                scope.faults.add(
                    UNKNOWN_MEMBER,
                    self.place(expr.name_span),
                    type=binding.name,
                    name=expr.name,
                    offer=did_you_mean(expr.name, binding.entries),
                )
                return POISON
        if isinstance(expr.base, tree.Path):  # x.rule.entry
            outer = self._rule_entry(expr, scope, name, place)
            if outer is not None:
                return outer
        return self.member(self.lower(expr.base, scope), expr.name, place, self.place(expr.name_span), scope)

    def _rule_entry(self, expr: tree.Path, scope: Scope, entry: str, place: Place) -> Node | None:
        """`led projects.quarter_gates.unmet`: the part of a rule's result on another subject."""
        assert isinstance(expr.base, tree.Path)
        rule = canonical_name(expr.base.name)
        if scope.names.binding(rule, None) is None:
            return None
        base = self.lower(expr.base.base, scope)

        def entry_of(subject: Node) -> Node | None:
            if not isinstance(subject.type, RecordType):
                return None
            binding = scope.names.binding(rule, subject.type.record)
            if binding is None or entry not in binding.entries:
                return None
            return self._result(binding, subject, place, scope, entry)

        inner = item_type(base.type)
        if inner is None or isinstance(base.type, AnyType):
            return entry_of(base)
        variable = _fresh(scope)
        body = entry_of(nodes.Variable(variable, inner))
        return None if body is None else nodes.Each(variable, base, body, ListType(body.type), place=place)

    def member(self, base: Node, written: str, place: Place, name_place: Place, scope: Scope) -> Node:
        """`base.written`, for every item where base is a list."""
        name = canonical_name(written)
        kind = base.type
        if isinstance(kind, AnyType):
            return nodes.Entry(base, name, ANY, place=place) if base is not POISON else POISON
        if (inner := item_type(kind)) is not None:
            variable = _fresh(scope)
            body = self.member(
                nodes.Variable(variable, inner, place=base.place), written, place, name_place, scope
            )
            return (
                POISON
                if body is POISON
                else nodes.Each(variable, base, body, ListType(body.type), place=place)
            )
        if isinstance(kind, RecordType):
            record = scope.names.vocabulary.record(kind.record)
            if (member := record.find(name)) is not None:
                return self._field(base, kind.record, member, place)
            if (binding := scope.names.binding(name, kind.record)) is not None:
                return self._result(binding, base, place, scope)
            offers = {*record.all_names(), *scope.names.all_names(kind.record)}
        else:
            if (node := calls.lower_property(base, name, place)) is not None:
                return node
            offers = set(calls.properties(kind))
        scope.faults.add(
            UNKNOWN_MEMBER, name_place, type=describe(kind), name=written, offer=did_you_mean(written, offers)
        )
        return POISON

    def _at(self, expr: tree.At, scope: Scope) -> Node:
        series = self.lower(expr.series, scope)
        day = self.want(expr.date, scope, DATE)
        place = self.place(expr.span)
        if series is POISON:
            return POISON
        if isinstance(series, nodes.Field) and isinstance(series.type, SeriesType):
            return nodes.ValueAt(series.base, series.record, series.member, day, series.type.of, place=place)
        offer = sorted(
            name.replace("_", " ")
            for _, record in scope.items
            for name, member in scope.names.vocabulary.record(record).members.items()
            if member.access == "series"
        )
        scope.faults.add(
            NOT_A_SERIES,
            series.place,
            found=describe(series.type),
            offer=", ".join(f"`{o}`" for o in offer) or "-",
        )
        return POISON

    # -- operators

    def _arithmetic(self, expr: tree.Arithmetic, scope: Scope) -> Node:
        left, right = self.lower(expr.left, scope), self.lower(expr.right, scope)
        place = self.place(expr.span)
        operator = expr.operator
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
        left, right = expect(left, NumberType(), scope), expect(right, NumberType(), scope)
        kind = arithmetic(operator, _numeric(left.type), _numeric(right.type))
        return nodes.Arithmetic(operator, left, right, kind, place=place)

    def compare(self, operator: str, left: Node, right: Node, place: Place, scope: Scope) -> Node:
        """`left operator right`, with texts matched to the options of a choice."""
        if (
            isinstance(left.type, ChoiceType)
            and isinstance(right, nodes.Literal)
            and isinstance(right.value, str)
        ):
            right = option(right, left.type, scope)
        elif (
            isinstance(right.type, ChoiceType)
            and isinstance(left, nodes.Literal)
            and isinstance(left.value, str)
        ):
            left = option(left, right.type, scope)
        for side in (left, right):
            if isinstance(side.type, SeriesType) and isinstance(side, nodes.Field):
                scope.faults.add(NEEDS_DAY, side.place, name=side.member.replace("_", " "))
                return attrs.evolve(POISON, type=ANY)
        if left == right and not isinstance(left, nodes.Literal):
            scope.faults.add(SAME_SIDES, place)
        if not comparable(left.type, right.type):
            scope.faults.add(NOT_COMPARABLE, place, left=describe(left.type), right=describe(right.type))
            return POISON
        if operator not in ("=", "!="):
            for side in (left, right):
                if not ordered(side.type) and not isinstance(side.type, NullType):
                    scope.faults.add(NO_ORDER, side.place, type=describe(side.type))
                    return POISON
        return nodes.Compare(operator, left, right, place=place)  # type: ignore[arg-type]  # one of the six operators

    def tests(
        self, value: Node, tests: tuple[tree.Expr, ...], negated: bool, place: Place, scope: Scope
    ) -> Node:
        """Whether `value` meets any of the unary tests (none of them where `negated`)."""
        if not tests:
            return nodes.TRUE
        parts = tuple(self._test(value, test, scope) for test in tests)
        met: Node = parts[0] if len(parts) == 1 else nodes.Or(parts, place=place)
        return nodes.Not(met, place=place) if negated else met

    def _test(self, value: Node, test: tree.Expr, scope: Scope) -> Node:
        place = self.place(test.span)
        match test:
            case tree.UnaryTest(operator=operator, operand=operand):
                return self.compare(operator, value, self.lower(operand, scope), place, scope)
            case tree.UnaryTests(tests=inner, negated=negated):
                return self.tests(value, inner, negated, place, scope)
            case tree.Range(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
                ends: list[Node] = []
                if low is not None:
                    ends.append(
                        self.compare(">=" if low_closed else ">", value, self.lower(low, scope), place, scope)
                    )
                if high is not None:
                    ends.append(
                        self.compare(
                            "<=" if high_closed else "<", value, self.lower(high, scope), place, scope
                        )
                    )
                return nodes.And(tuple(ends), place=place)
        right = self.lower(test, scope)
        if (
            item_type(right.type) is not None
            and not isinstance(right.type, AnyType)
            and item_type(value.type) is None
        ):
            variable = _fresh(scope)
            inner_type = item_type(right.type) or ANY
            same = self.compare("=", nodes.Variable(variable, inner_type), value, place, scope)
            return nodes.Quantify("some", variable, right, same, place=place)
        if isinstance(right.type, BooleanType) and not isinstance(value.type, BooleanType):
            return right  # an expression used as a test, such as `? > limit`
        return self.compare("=", value, right, place, scope)

    # -- lists

    def _source(self, iterator: tree.Iterator, scope: Scope) -> tuple[Node, ValueType]:
        source = self.lower(iterator.source, scope)
        if iterator.last is not None:
            last = self.want(iterator.last, scope, NumberType())
            first = expect(source, NumberType(), scope)
            return nodes.Call(
                "numbers", (first, last), ListType(NumberType(0)), place=first.place
            ), NumberType(0)
        inner = item_type(source.type)
        if inner is None:
            wanted = Bilingual("列表", "a list")
            scope.faults.add(WRONG_TYPE, source.place, wanted=wanted, found=describe(source.type))
            return POISON, ANY
        return source, inner

    def _for(self, iterators: tuple[tree.Iterator, ...], body: tree.Expr, scope: Scope, place: Place) -> Node:
        head, *rest = iterators
        source, inner = self._source(head, scope)
        variable = _fresh(scope)
        within = scope.with_locals({head.name: nodes.Variable(variable, inner)})
        if rest:
            nested = self._for(tuple(rest), body, within, place)
            each = nodes.Each(variable, source, nested, ListType(nested.type), place=place)
            return nodes.Call("flatten_once", (each,), nested.type, place=place)
        result = self.lower(body, within)
        return nodes.Each(variable, source, result, ListType(result.type), place=place)

    def _quantified(
        self,
        quantifier: str,
        iterators: tuple[tree.Iterator, ...],
        condition: tree.Expr,
        scope: Scope,
        place: Place,
    ) -> Node:
        head, *rest = iterators
        source, inner = self._source(head, scope)
        variable = _fresh(scope)
        within = scope.with_locals({head.name: nodes.Variable(variable, inner)})
        if rest:
            body = self._quantified(quantifier, tuple(rest), condition, within, place)
        else:
            body = self.want(condition, within, BOOLEAN)
        return nodes.Quantify(
            "some" if quantifier == "some" else "every", variable, source, body, place=place
        )

    def _filter(self, expr: tree.Filter, scope: Scope) -> Node:
        base = self.lower(expr.base, scope)
        place = self.place(expr.span)
        inner = item_type(base.type)
        if inner is None:
            wanted = Bilingual("列表", "a list")
            scope.faults.add(WRONG_TYPE, base.place, wanted=wanted, found=describe(base.type))
            return POISON
        if isinstance(expr.condition, tree.Number | tree.Negation):
            index = self.want(expr.condition, scope, NumberType())
            return nodes.Call("item", (base, index), inner, place=place)
        item = nodes.Variable(_fresh(scope), inner)
        within = scope.with_item(item, inner.record) if isinstance(inner, RecordType) else scope
        within = within.with_locals({"item": item})
        condition = self.want(expr.condition, within, BOOLEAN)
        kind = ListType(inner)
        return nodes.Filter(item.name, base, condition, kind, place=place)


def _rule_named(name: str, scope: Scope) -> tuple[Binding, Node] | None:
    """The rule of this name and the subject whose result is meant: within a filter the item filtered, else the subject."""
    for base, record in scope.items:
        if (binding := scope.names.binding(name, record)) is not None:
            return binding, base
    own = scope.names.binding(name, scope.subject)
    return None if own is None else (own, nodes.Variable("subject", _subject_type(scope.subject)))


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


def _number(value: Fraction, place: Place) -> nodes.Literal:
    exact = int(value) if value.denominator == 1 else value
    decimals = 0
    while (value * 10**decimals).denominator != 1 and decimals < 40:
        decimals += 1
    return nodes.Literal(exact, NumberType(decimals, value, value), place=place)


def _numeric(kind: ValueType) -> NumberType:
    return kind if isinstance(kind, NumberType) else NumberType()


def _subject_type(subject: str) -> ValueType:
    return ANY if subject == PORTFOLIO else RecordType(subject)


def _fresh(scope: Scope) -> str:
    """A variable name that no enclosing node binds: nesting depth is the number of variables in sight."""
    used = sum(1 for node in scope.locals.values() if isinstance(node, nodes.Variable)) + len(scope.items)
    return f"item{used}"
