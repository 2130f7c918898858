"""What a node of Core can evaluate to: a value, `Unknown`, or `Fault`.

Values are int or Fraction (never a Fraction of denominator 1), str, bool, None (a known nothing), `date`, `Period`, `Duration`,
a tuple, `Rows` (a list that may have or lack members), a mapping (a context), or a record of the domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Diagnostic


@attrs.frozen(order=True)
class Evidence:
    """One piece of evidence that is missing: a path within a subject, and the reason where one is stated.

    `path` leads from the subject through fields and ids of nested records, such as `("reports", "R-017-Q1", "progress")`.
    Where what is missing is not a value but the rest of a register, `register` is the name under which a portfolio declares it
    complete, and `through` the day through which it does (as `2017-09-30`; empty: it is open).
    """

    subject_type: str
    subject: str
    path: tuple[str, ...]
    why: str = ""
    register: str = ""
    through: str = ""


@attrs.frozen
class Unknown:
    """No value, for want of `evidence`."""

    evidence: frozenset[Evidence]


@attrs.frozen
class Fault:
    """No value, because the rule errs: division by zero, a power too large, two tests of one kind where one may hold."""

    diagnostics: frozenset[Diagnostic]


@attrs.frozen
class Rows:
    """A list of which not all is known: `possible` members with the evidence wanting, and what the list itself may lack.

    A list that is whole, with sure members only, is a plain tuple.
    """

    sure: tuple[Any, ...]
    possible: tuple[tuple[Any, Unknown], ...] = ()
    lacking: Unknown | None = None


Value: TypeAlias = Any
"""A value, `Unknown` or `Fault`."""

CheckOutcome: TypeAlias = Literal["met", "unmet", "pending", "excused", "undetermined"]


@attrs.frozen
class Occasion:
    """How one occasion of a check came out. `item` is the occasion (None where the check has but one).

    `value` is `Unknown` where the outcome is undetermined, a `Fault` (outcome undetermined) where the rule errs, else None.
    """

    check: str
    item: Any
    judged: date
    outcome: CheckOutcome
    value: Unknown | Fault | None = None


@attrs.frozen
class Results:
    """All that a run computed: by definition or check, then by subject id.

    The subject id of a definition on the portfolio as a whole is the empty text.
    """

    as_of: date
    values: Mapping[str, Mapping[str, Value]]
    occasions: Mapping[str, Mapping[str, tuple[Occasion, ...]]]
