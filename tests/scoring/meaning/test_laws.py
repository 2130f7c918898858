"""Laws that hold of nodes, whatever stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from tests.scoring.few_facts import FAULT, calculation, lit, unknown, value

from projgov.domain.types import BooleanType, DateType, ListType, NumberType, TextType, ValueType
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node, children
from projgov.scoring.values import Fault, Rows, Unknown, Value
from projgov.testing.core_programs import nodes_of

OTHER_FAULT = value(calculation("/", 2, 0))
TRUTHS = st.sampled_from([True, False, unknown("a"), unknown("b"), FAULT, OTHER_FAULT])
NUMBERS = st.one_of(st.integers(-5, 5), st.fractions(-5, 5, max_denominator=6))


def operands(values: list[Value]) -> tuple[Node, ...]:
    return tuple(map(lit, values))


@given(st.lists(TRUTHS, max_size=5), st.randoms(use_true_random=False))
def test_and_or_take_their_operands_in_any_order(values: list[Value], random: Any) -> None:
    shuffled = random.sample(values, len(values))
    assert value(nodes.And(operands(values))) == value(nodes.And(operands(shuffled)))
    assert value(nodes.Or(operands(values))) == value(nodes.Or(operands(shuffled)))


@given(st.lists(TRUTHS, max_size=5))
def test_de_morgan_holds_with_unknowns_and_faults(values: list[Value]) -> None:
    negated = tuple(nodes.Not(operand) for operand in operands(values))
    assert value(nodes.Not(nodes.And(operands(values)))) == value(nodes.Or(negated))
    assert value(nodes.Not(nodes.Or(operands(values)))) == value(nodes.And(negated))


@given(st.lists(TRUTHS, max_size=3), st.lists(TRUTHS, max_size=3), st.lists(TRUTHS, max_size=3))
def test_connectives_may_be_nested_or_flat(a: list[Value], b: list[Value], c: list[Value]) -> None:
    flat = nodes.And(operands(a + b + c))
    nested = nodes.And((nodes.And(operands(a)), nodes.And((nodes.And(operands(b)), nodes.And(operands(c))))))
    assert value(flat) == value(nested)


@given(st.lists(TRUTHS, max_size=4))
def test_quantifiers_are_connectives_over_the_items(values: list[Value]) -> None:
    items = [v for v in values if not isinstance(v, Fault)]
    condition = nodes.Variable("x", BooleanType())
    source = nodes.MakeList(operands(items), ListType(BooleanType()))
    assert value(nodes.Quantify("some", "x", source, condition)) == value(nodes.Or(operands(items)))
    assert value(nodes.Quantify("every", "x", source, condition)) == value(nodes.And(operands(items)))


@given(
    st.sampled_from(["count", "distinct", "sum", "product", "mean", "median", "min", "max"]),
    st.lists(st.one_of(NUMBERS, st.just(unknown("a")), st.just(unknown("b"))), max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_items_does_not_matter_to_an_aggregate(
    operator: Any, items: list[Value], random: Any
) -> None:
    shuffled = random.sample(items, len(items))
    found = value(nodes.Aggregate(operator, lit(tuple(items))))
    assert value(nodes.Aggregate(operator, lit(tuple(shuffled)))) == found


@given(st.lists(NUMBERS, max_size=6), st.integers(-3, 3))
def test_filtering_one_way_and_the_other_parts_a_list(items: list[Value], limit: int) -> None:
    def counted(operator: Any) -> Value:
        condition = nodes.Compare(operator, nodes.Variable("x", NumberType()), lit(limit))
        kept = nodes.Filter("x", lit(tuple(items)), condition, ListType(NumberType()))
        return value(nodes.Aggregate("count", kept))

    assert counted("<") + counted(">=") == len(items)


@given(TRUTHS, st.integers(0, 2), st.integers(0, 2))
def test_a_possible_row_matters_only_where_its_value_differs(
    condition: Value, then: int, otherwise: int
) -> None:
    found = value(nodes.Case((nodes.Row(lit(condition), lit(then)),), lit(otherwise), NumberType()))
    if isinstance(condition, Unknown):
        assert found == (then if then == otherwise else condition)
    elif isinstance(condition, Fault):
        assert found == condition
    else:
        assert found == (then if condition else otherwise)


# -- More evidence never changes what is determined

LEAVES: Mapping[str, ValueType] = {
    "flag": BooleanType(),
    "other_flag": BooleanType(),
    "number": NumberType(),
    "other_number": NumberType(),
    "text": TextType(),
    "day": DateType(),
    "numbers": ListType(NumberType()),
}
EMPTY = Vocabulary({})
_SCALAR: dict[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "other_flag": st.booleans(),
    "number": NUMBERS.map(lambda n: int(n) if n == int(n) else n),
    "other_number": st.integers(-3, 3),
    "text": st.sampled_from(["", "a", "甲"]),
    "day": st.dates(date(2016, 11, 1), date(2018, 3, 31)),
}


@st.composite
def evidence(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value]]:
    """Values of the leaves, some unknown; and the same with some or all that was unknown filled in."""
    full: dict[str, Value] = {name: draw(s) for name, s in _SCALAR.items()}
    full["numbers"] = tuple(draw(st.lists(_SCALAR["number"], max_size=3)))
    hidden = draw(st.sets(st.sampled_from(sorted(full)), min_size=1))
    partial = {name: unknown(name) if name in hidden else v for name, v in full.items()}
    if draw(st.booleans()):
        partial["numbers"] = _with_doubts(draw, full["numbers"])
    filled = draw(st.sets(st.sampled_from(sorted(hidden)), min_size=1))
    return partial, {**partial, **{name: full[name] for name in filled}, "numbers": full["numbers"]}


def _with_doubts(draw: st.DrawFn, items: tuple[Value, ...]) -> Rows:
    """What is known of a list while some of its members are not surely there, others not known, and others not entered."""
    sure: list[Value] = []
    possible: list[tuple[Value, Unknown]] = [(draw(_SCALAR["number"]), unknown("membership"))]
    lacking = False
    for item in items:
        match draw(st.sampled_from(["sure", "unknown", "possible", "lacking"])):
            case "sure":
                sure.append(item)
            case "unknown":
                sure.append(unknown("item"))
            case "possible":
                possible.append((item, unknown("membership")))
            case "lacking":
                lacking = True
    return Rows(tuple(sure), tuple(possible), unknown("register") if lacking else None)


def determined(found: Value) -> bool:
    """Whether a value, and all within it, is known."""
    if isinstance(found, Unknown | Fault | Rows):
        return False
    if isinstance(found, tuple):
        return all(map(determined, found))
    return all(map(determined, found.values())) if isinstance(found, Mapping) else True


OUTCOMES: tuple[ValueType, ...] = (BooleanType(), BooleanType(), NumberType())


def used(node: Node) -> set[str]:
    """The variables that a node asks for."""
    own = {node.name} if isinstance(node, nodes.Variable) else set()
    return own.union(*map(used, children(node)))


CONDITIONS = nodes_of(
    BooleanType(),
    vocabulary=EMPTY,
    subject="portfolio",
    variables={**LEAVES, "x": NumberType()},
    depth=2,
    observing=False,
)


@st.composite
def over_a_list(draw: st.DrawFn) -> Node:
    """A question about a list of which not all is known: whether some or every item, or how many, are so."""
    numbers = nodes.Variable("numbers", LEAVES["numbers"])
    limit = nodes.Compare(draw(st.sampled_from(["<", ">="])), nodes.Variable("x", NumberType()), lit(0))
    condition = draw(st.sampled_from([limit, draw(CONDITIONS)]))
    kept = nodes.Filter("x", numbers, condition, LEAVES["numbers"])
    match draw(st.sampled_from(["some", "every", "count", "sum", "some kept", "many kept"])):
        case "some":
            return nodes.Quantify("some", "x", numbers, condition)
        case "every":
            return nodes.Quantify("every", "x", numbers, condition)
        case "count":
            return nodes.Aggregate("count", kept)
        case "sum":
            return nodes.Aggregate(
                "sum", nodes.Each("x", numbers, nodes.Variable("x", NumberType()), kept.type)
            )
        case "some kept":
            return nodes.Quantify("some", "x", kept, limit)
    return nodes.Compare(">", nodes.Aggregate("count", kept), lit(1))


ANYTHING = st.sampled_from(OUTCOMES).flatmap(
    lambda kind: nodes_of(
        kind, vocabulary=EMPTY, subject="portfolio", variables=LEAVES, depth=3, observing=False
    )
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.one_of(ANYTHING, over_a_list()), evidence())
def test_more_evidence_never_decides_otherwise_what_is_determined(
    node: Node, known: tuple[dict[str, Value], dict[str, Value]]
) -> None:
    partial, more = known
    before = value(node, **partial)
    assume(determined(before))
    unsure = {name for name in used(node) & LEAVES.keys() if not determined(partial[name])}
    event(f"uses unknown leaves: {bool(unsure)}")
    after = value(node, **more)
    # A fault may come to light in a list or a context, which errs as a whole where an item errs: nothing is decided by it.
    assert after == before or isinstance(after, Fault)
