"""Conditions on one whole number, as rules write them and as Python decides them."""

from __future__ import annotations

import operator
from collections.abc import Callable

import attrs
from hypothesis import strategies as st

_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip


@attrs.frozen
class Condition:
    """A condition on `visits`: its text, and whether it holds of a number."""

    text: str
    holds: Callable[[int], bool]


def _compared(sign: str, constant: int) -> Condition:
    return Condition(f"visits {sign} {constant}", lambda n: _SIGNS[sign](n, constant))


def _both(left: Condition, right: Condition) -> Condition:
    return Condition(f"({left.text} and {right.text})", lambda n: left.holds(n) and right.holds(n))


def _either(left: Condition, right: Condition) -> Condition:
    return Condition(f"({left.text} or {right.text})", lambda n: left.holds(n) or right.holds(n))


def _not(inner: Condition) -> Condition:
    return Condition(f"not({inner.text})", lambda n: not inner.holds(n))


def conditions(least: int, most: int) -> st.SearchStrategy[Condition]:
    """Conditions that compare with constants from `least` to `most`."""
    compared = st.builds(_compared, st.sampled_from(sorted(_SIGNS)), st.integers(least, most))
    return st.recursive(
        compared,
        lambda inner: st.one_of(
            st.builds(_both, inner, inner), st.builds(_either, inner, inner), st.builds(_not, inner)
        ),
        max_leaves=4,
    )
