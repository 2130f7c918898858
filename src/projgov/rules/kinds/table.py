"""The kinds of rule there are. A new kind is one module beside this one, and one line here."""

from __future__ import annotations

from projgov.rules.kinds import (
    awards,
    cadence,
    definitions,
    filing,
    grades,
    indicators,
    lamps,
    points,
    quota,
    responsibility,
    sanctions,
    schedule,
)
from projgov.rules.kinds.base import Kind

KINDS: tuple[Kind, ...] = (
    definitions.KIND,
    filing.KIND,
    quota.KIND,
    responsibility.KIND,
    schedule.KIND,
    cadence.KIND,
    lamps.KIND,
    points.KIND,
    indicators.KIND,
    grades.KIND,
    awards.KIND,
    sanctions.KIND,
)
