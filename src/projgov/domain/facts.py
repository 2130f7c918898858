"""Facts: what a host system holds about a subject beside the fields of the vocabulary.

A fact is a single value under a name. Which facts there are, with label, type and bounds, is declared in the rule file; until
a portfolio meets a rule file they are held as they were written.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import Missing

FactValue: TypeAlias = str | bool | int | Decimal | date | Period | Missing
Facts: TypeAlias = Mapping[str, FactValue]


def facts() -> Any:
    """The attribute that holds the facts of a subject; none unless given."""
    return attrs.field(factory=dict, hash=False)
