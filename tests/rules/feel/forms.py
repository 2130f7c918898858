"""Strategies for the forms that expressions have in every dialect, over any words: what trees of all kinds are grown of."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from projgov.rules.feel.tree import (
    Arithmetic,
    Between,
    Comparison,
    Connective,
    Context,
    ContextEntry,
    Expr,
    Filter,
    For,
    If,
    In,
    InstanceOf,
    Iterator,
    List,
    Negation,
    Parameter,
    Path,
    Quantified,
    Range,
    TypeName,
    UnaryTest,
)

NOWHERE = (0, 0)
HERE = st.just(NOWHERE)
COMPARATORS = ["=", "!=", "<", "<=", ">", ">="]


@attrs.frozen
class Words:
    """The words of trees: names that are bound, names after a dot, keys of contexts, and types."""

    bound: st.SearchStrategy[str]
    members: st.SearchStrategy[str]
    keys: st.SearchStrategy[str]
    types: st.SearchStrategy[TypeName]

    def entries(self, inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[tuple[ContextEntry, ...]]:
        """The entries of a context, each key once."""
        return st.lists(st.builds(ContextEntry, self.keys, HERE, inner), max_size=3).map(
            lambda es: tuple({e.key: e for e in es}.values())
        )

    def parameters(self) -> st.SearchStrategy[tuple[Parameter, ...]]:
        """The parameters of a function, each name once."""
        return st.lists(st.builds(Parameter, self.bound, st.one_of(st.none(), self.types)), max_size=2).map(
            lambda ps: tuple({p.name: p for p in ps}.values())
        )

    def forms(self, inner: st.SearchStrategy[Expr]) -> list[st.SearchStrategy[Expr]]:
        """Every form but calls and functions, made of `inner`."""
        iterators = st.lists(st.builds(Iterator, self.bound, HERE, inner), min_size=1, max_size=2).map(tuple)
        ranged = st.lists(
            st.builds(Iterator, self.bound, HERE, inner, st.one_of(st.none(), inner)), min_size=1, max_size=2
        ).map(tuple)
        operands = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return [
            st.builds(Path, HERE, inner, self.members, HERE),
            st.builds(Negation, HERE, inner),
            st.builds(Arithmetic, HERE, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
            st.builds(Comparison, HERE, st.sampled_from(COMPARATORS), inner, inner),
            st.builds(Connective, HERE, st.sampled_from(["and", "or"]), operands),
            st.builds(Between, HERE, inner, inner, inner),
            st.builds(In, HERE, inner, tests(inner)),
            ranges(inner),
            st.builds(List, HERE, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Context, HERE, self.entries(inner)),
            st.builds(If, HERE, inner, inner, inner),
            st.builds(For, HERE, ranged, inner),
            st.builds(Quantified, HERE, st.sampled_from(["some", "every"]), iterators, inner),
            st.builds(Filter, HERE, inner, inner),
            st.builds(InstanceOf, HERE, inner, self.types),
        ]


def tests(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[tuple[Expr, ...]]:
    """What stands after `in`, or in a cell of a table."""
    test = st.one_of(inner, st.builds(UnaryTest, HERE, st.sampled_from(COMPARATORS), inner))
    return st.lists(test, min_size=1, max_size=3).map(tuple)


def ranges(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Ranges with both ends, or with one."""
    closed = st.booleans()
    return st.one_of(
        st.builds(Range, HERE, inner, inner, closed, closed),
        st.builds(Range, HERE, st.none(), inner, st.just(False), closed),
        st.builds(Range, HERE, inner, st.none(), closed, st.just(False)),
    )
