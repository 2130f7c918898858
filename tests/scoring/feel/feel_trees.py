"""Strategies for expressions of DMN models that mean something often enough: known names, built-in functions, temporal literals."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from tests.rules.feel.forms import HERE, Words

from projgov.rules.feel.tree import (
    Argument,
    Boolean,
    Call,
    Expr,
    Function,
    Name,
    Null,
    Number,
    Temporal,
    Text,
    TypeName,
)
from projgov.scoring.feel.functions.table import FUNCTIONS

CONTEXT = {
    "x": 3,
    "y": Decimal("-0.5"),
    "t": "abc",
    "n": None,
    "xs": [1, 2, 2, None],
    "net price": {"a": 1, "b c": ["u", True]},
    "people": [{"name": "Li", "age": 30}, {"name": "Wang", "age": None}],
}
"""The values of the names that the expressions know."""

LOCALS = ["i", "j", "item", "partial", "a", "name", "age", "?"]
TEMPORALS = [
    "2017-03-31",
    "-0044-03-15",
    "999999999-12-31",
    "10:30:00",
    "10:30:00.5+08:00",
    "23:59:59@Asia/Shanghai",
    "2017-03-31T10:30:00",
    "2017-03-31T10:30:00Z",
    "2017-03-26T02:30:00@Europe/Paris",
    "P1Y2M",
    "-P3M",
    "P1DT2H",
    "-PT0.5S",
    "P0D",
]
KINDS = ["number", "string", "boolean", "date", "time", "date and time", "Any", "Null", "nonsense"]
KEYS = st.sampled_from(["a", "b c", "name", "age", "year", "months", "start", "time offset"])

names = st.sampled_from([*CONTEXT, *LOCALS])
numbers = st.one_of(
    st.integers(0, 12).map(Decimal),
    st.sampled_from([Decimal("0.1"), Decimal("1e34"), Decimal("1e6000"), Decimal("1e-6000"), Decimal("2.5")]),
)
leaves: st.SearchStrategy[Expr] = st.one_of(
    st.builds(Number, HERE, numbers),
    st.builds(
        Text, HERE, st.sampled_from(["", "abc", "中文", "1.5", "2017-03-31", "[1..3]", "(a", "\U0001f40e"])
    ),
    st.builds(Boolean, HERE, st.booleans()),
    st.builds(Null, HERE),
    st.builds(Temporal, HERE, st.sampled_from(TEMPORALS)),
    st.builds(Name, HERE, names),
)
types = st.recursive(
    st.sampled_from(KINDS).map(lambda n: TypeName((0, 0), n)),
    lambda inner: st.one_of(
        st.builds(lambda t: TypeName((0, 0), "list", (("", t),)), inner),
        st.builds(lambda t: TypeName((0, 0), "range", (("", t),)), inner),
        st.builds(lambda t: TypeName((0, 0), "context", (("a", t),)), inner),
        st.builds(lambda t, r: TypeName((0, 0), "function", (("", t),), r), inner, inner),
    ),
    max_leaves=3,
)


_WORDS = Words(st.sampled_from(LOCALS), KEYS, KEYS, types)


def _composed(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    function = st.builds(Function, HERE, _WORDS.parameters(), inner)
    builtin = st.sampled_from(sorted(FUNCTIONS)).flatmap(lambda name: _call(name, st.one_of(inner, function)))
    arguments = st.lists(st.builds(Argument, st.just(""), inner), max_size=2).map(tuple)
    return st.one_of(builtin, builtin, *_WORDS.forms(inner), st.builds(Call, HERE, function, arguments))


def _call(name: str, inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """A call with arguments by position, or by the names of one of the overloads."""
    by_position = st.lists(st.builds(Argument, st.just(""), inner), max_size=3)
    by_name = st.sampled_from(FUNCTIONS[name].overloads).flatmap(
        lambda overload: st.tuples(
            *[st.builds(Argument, st.just(p.name), inner) for p in overload.parameters]
        )
    )
    arguments = st.one_of(by_position.map(tuple), by_name.map(tuple))
    return st.builds(Call, HERE, st.just(Name((0, 0), name)), arguments)


exprs: st.SearchStrategy[Expr] = st.recursive(leaves, _composed, max_leaves=10)
"""Expressions of DMN models over the names of CONTEXT."""
