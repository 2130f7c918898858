"""Days that do not depend on the subject: where something begins and ends in every year."""

from __future__ import annotations

from datetime import date

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.core import nodes
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.days import assessment_day, doubt_day
from projgov.rules.forms.deadline import phrase
from projgov.rules.forms.deadline_mends import mistaken_deadline
from projgov.rules.forms.written import Expression

WANTS_FIXED_DAY = Pattern(
    "F146",
    Bilingual(
        "`{key}` 要写一个固定的日期，写的是 `{found}`", "`{key}` has to be a fixed day, and this is `{found}`"
    ),
    Bilingual(
        "写成 `03-01`、`2017-03-01` 或 `end of quarter 1`",
        "write `03-01`, `2017-03-01` or `end of quarter 1`",
    ),
)


def fixed_day(written: Expression | None, name: str, otherwise: date, lowering: Lowering) -> date:
    """The one day that is written under the key `name`; else `otherwise`, with a fault where it is none."""
    if written is None:
        return otherwise
    day = assessment_day(lowering, written) or phrase(written.text, lowering.year, written.scalar.place)
    if day is not None:
        doubt_day(lowering, written, day)
    if isinstance(day, nodes.Literal) and isinstance(day.value, date):
        return day.value
    told = mistaken_deadline(written.scalar.text, lowering.year, written.scalar.place, period=False)
    if told is not None:
        lowering.faults.extend([told])
        return otherwise
    lowering.faults.add(WANTS_FIXED_DAY, written.scalar.place, key=name, found=written.text)
    return otherwise
