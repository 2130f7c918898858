"""Rounded numbers: their bounds are rounded outwards with them, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from projgov.diagnostics import Place
from projgov.domain.types import NumberType
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded


@pytest.mark.parametrize(
    ("decimals", "kind"),
    [
        (1, NumberType(1, Fraction(1, 5), Fraction(2572, 10))),  # 0.25..257.14 to one decimal: 0.2..257.2
        (0, NumberType(0, Fraction(0), Fraction(258))),
        (-2, NumberType(0, Fraction(0), Fraction(300))),  # to hundreds
    ],
)
def test_bounds_are_rounded_outwards(decimals: int, kind: NumberType) -> None:
    operand = nodes.Variable("x", NumberType(None, Fraction(1, 4), Fraction(25714, 100)))
    assert rounded(operand, decimals, "half_up", Place()).type == kind
