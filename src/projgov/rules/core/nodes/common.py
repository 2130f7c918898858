"""What nodes have in common: their places, and the types of those that give numbers or yes and no."""

from __future__ import annotations

from typing import Any, TypeAlias
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import BooleanType, NumberType

BOOLEAN = BooleanType()
NUMBER = NumberType()
NOWHERE = Place()
Rounding: TypeAlias = OneOf["half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"]
"""half_up and half_down send ties away from zero and towards zero; up and down mean away from and towards zero."""


def here() -> Any:
    """The place in the rule file that a node comes from."""
    return attrs.field(default=NOWHERE, eq=False, repr=False, kw_only=True)
