"""Strategies for trees of expressions, and what tests of the parser share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st
from tests.rules.feel.forms import HERE, NOWHERE, Words
from tests.rules.feel.forms import tests as tests_of

from projgov.diagnostics import Place
from projgov.rules.feel.tree import (
    Argument,
    Arithmetic,
    At,
    Boolean,
    Call,
    Comparison,
    Connective,
    Context,
    Expr,
    For,
    Function,
    In,
    Iterator,
    List,
    Name,
    Negation,
    Null,
    Number,
    Parameter,
    Path,
    Quantified,
    Range,
    Temporal,
    Text,
    TypeName,
    UnaryTest,
    UnaryTests,
)


def place_at(offset: int, length: int) -> Place:
    """The place of an offset in a text of one line."""
    return Place("rules.yaml", 1, offset + 1, "", offset + 1 + length)


def spanless(tree: Any) -> Any:
    """A tree with all its spans at 0."""
    if isinstance(tree, tuple):
        return tuple(spanless(t) for t in tree)
    if not attrs.has(type(tree)):
        return tree
    values = {
        f.name: NOWHERE if f.name in ("span", "name_span", "key_span") else spanless(getattr(tree, f.name))
        for f in attrs.fields(type(tree))
    }
    return type(tree)(**values)


WORDS = [
    "lead",
    "unit",
    "date",
    "time",
    "years",
    "计划进度",
    "项目",
    "list",
    "instance",
    "external",
    "x",
    "é",
]
HIDDEN = ["in", "at", "and", "not", "is", "of", "1", "for", "null"]
words = st.sampled_from(WORDS)
names = st.one_of(
    words,
    st.lists(st.sampled_from(WORDS + HIDDEN), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(["date and time", "years and months duration"]),
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.decimals(min_value=0, allow_nan=False, allow_infinity=False, max_value=Decimal("1e60")).map(abs)

types: st.SearchStrategy[TypeName] = st.deferred(
    lambda: st.one_of(
        names.filter(lambda n: n not in ("function", "list", "range", "context")).map(
            lambda n: TypeName(NOWHERE, n)
        ),
        st.sampled_from(["list", "context"]).map(lambda n: TypeName(NOWHERE, n)),
        st.builds(lambda t: TypeName(NOWHERE, "list", (("", t),)), types),
        st.builds(
            lambda ps: TypeName(NOWHERE, "context", tuple(ps)),
            st.lists(st.tuples(names, types), min_size=1, max_size=2),
        ),
        st.builds(
            lambda ps, r: TypeName(NOWHERE, "function", tuple(("", p) for p in ps), r),
            st.lists(types, max_size=2),
            types,
        ),
    )
)

leaves: st.SearchStrategy[Expr] = st.one_of(
    st.builds(Number, HERE, numbers),
    st.builds(Text, HERE, texts),
    st.builds(Boolean, HERE, st.booleans()),
    st.builds(Null, HERE),
    st.builds(Temporal, HERE, st.sampled_from(["2017-03-31", "P1D"])),
    st.builds(Name, HERE, names),
)

_WORDS = Words(names, names, st.one_of(names, texts), types)


def _arguments(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[tuple[Argument, ...]]:
    return st.one_of(
        st.lists(st.builds(Argument, st.just(""), inner), max_size=3).map(tuple),
        st.lists(st.builds(Argument, names, inner), max_size=2).map(tuple),
    )


def _composed(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    parameters, entries = _WORDS.parameters(), _WORDS.entries(inner)
    return st.one_of(
        *_WORDS.forms(inner),
        st.builds(Call, HERE, st.one_of(inner, st.just(Name(NOWHERE, "not"))), _arguments(inner)),
        st.builds(Function, HERE, parameters, inner),
        st.builds(Function, HERE, parameters, st.builds(Context, HERE, entries), st.just(True)),
        st.builds(At, HERE, inner, inner),
    )


exprs: st.SearchStrategy[Expr] = st.recursive(leaves, _composed, max_leaves=12)
"""Trees that rule files can hold."""

cells: st.SearchStrategy[UnaryTests] = st.one_of(
    st.just(UnaryTests(NOWHERE, (), False)),
    st.builds(UnaryTests, HERE, tests_of(exprs), st.booleans()),
)
"""Trees that the cells of decision tables can hold."""


def shape(tree: Any) -> str:  # noqa: C901 - a case for each kind of node
    """A tree as an expression in prefix form, such as `(+ 1 (* 2 x))`, with `|lead unit|` for a name of several words."""
    match tree:
        case None:
            return "none"
        case Number(value=value):
            return format(value, "f")
        case Text(value=value):
            return f'"{value}"'
        case Boolean(value=value):
            return str(value).lower()
        case Null():
            return "null"
        case Name(name=name):
            return _word(name)
        case Path(base=base, name=name):
            return f"(. {shape(base)} {_word(name)})"
        case Negation(operand=operand):
            return f"(neg {shape(operand)})"
        case (
            Arithmetic(operator=operator, left=left, right=right)
            | Comparison(operator=operator, left=left, right=right)
        ):
            return f"({operator} {shape(left)} {shape(right)})"
        case UnaryTest(operator=operator, operand=operand):
            return f"({operator} {shape(operand)})"
        case Connective(operator=operator, operands=operands):
            return f"({operator} {_all(operands)})"
        case Range(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            return (
                f"(range{'[' if low_closed else '('}{shape(low)} {shape(high)}{']' if high_closed else ')'})"
            )
        case In(operand=operand, tests=tests):
            return f"(in {shape(operand)} {_all(tests)})"
        case UnaryTests(tests=tests, negated=negated):
            return f"({'none' if negated else 'any'} {_all(tests)})".replace(" )", ")")
        case List(items=items):
            return f"(list {_all(items)})".replace(" )", ")")
        case Context(entries=entries):
            return "(context" + "".join(f" {_word(e.key)}={shape(e.value)}" for e in entries) + ")"
        case Call(function=function, arguments=arguments):
            parts = [(f"{_word(a.name)}=" if a.name else "") + shape(a.value) for a in arguments]
            return f"({' '.join(['call', shape(function), *parts])})"
        case For(iterators=iterators, body=body):
            return f"(for {_all(iterators)} {shape(body)})"
        case Quantified(quantifier=quantifier, iterators=iterators, condition=condition):
            return f"({quantifier} {_all(iterators)} {shape(condition)})"
        case Iterator(name=name, source=source, last=None):
            return f"{_word(name)}<-{shape(source)}"
        case Iterator(name=name, source=source, last=last):
            return f"{_word(name)}<-{shape(source)}..{shape(last)}"
        case Function(parameters=parameters, body=body, external=external):
            head = "external" if external else "function"
            return f"({head} [{_all(parameters)}] {shape(body)})"
        case Parameter(name=name, type=kind):
            return _word(name) + ("" if kind is None else f":{shape(kind)}")
        case TypeName(name=name, parameters=parameters, result=result):
            inner = " ".join((f"{_word(key)}=" if key else "") + shape(t) for key, t in parameters)
            arrow = "" if result is None else f"->{shape(result)}"
            return _word(name) + (f"<{inner}>" if parameters or result else "") + arrow
    fields = [getattr(tree, f.name) for f in attrs.fields(type(tree)) if f.name != "span"]
    return f"({' '.join([type(tree).__name__.lower(), *(f if isinstance(f, str) else shape(f) for f in fields)])})"


def _all(trees: tuple[Any, ...]) -> str:
    return " ".join(shape(t) for t in trees)


def _word(name: str) -> str:
    return f"|{name}|" if " " in name or not name else name
