"""Every built-in function of the standard by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from projgov.scoring.feel.builtin import Builtin
from projgov.scoring.feel.functions import (
    contexts,
    conversion,
    dates,
    lists,
    numeric,
    ranges,
    regex,
    sorting,
    statistics,
    strings,
)

_FAMILIES = (conversion, dates, strings, regex, lists, statistics, numeric, ranges, contexts, sorting)

FUNCTIONS: Mapping[str, Builtin] = MappingProxyType(
    {builtin.name: builtin for family in _FAMILIES for builtin in family.BUILTINS}
)
