"""Days that are made of numbers or texts in an expression: those that do not exist, and those that some years lack."""

from __future__ import annotations

from datetime import date

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.calendar import parse_date
from projgov.reading.days import OTHER_FORM_OF_DAY, told_of_day
from projgov.rules.core import nodes
from projgov.rules.core.scope import Expressions, Faults
from projgov.rules.feel import tree

NO_SUCH_DAY = Pattern(
    "T026",
    Bilingual("没有 `{found}` 这一天", "there is no day `{found}`"),
    Bilingual("写一个存在的日期，如 {mend}", "write a day that exists, such as {mend}"),
)
NOT_EVERY_YEAR = Pattern(
    "C014",
    Bilingual("不是每年都有2月29日", "not every year has a 29 February"),
    Bilingual(
        "写 `02-28`、`03-01`，或二月的最后一天：`end of month 2`",
        "write `02-28`, `03-01`, or the last day of February: `end of month 2`",
    ),
    severity="warning",
)
_LEAP_YEAR = 2016


def bare_day(expr: tree.Arithmetic, expressions: Expressions) -> Diagnostic | None:
    """What to say of `2017-06-30` in an expression, which is two subtractions there and never meant so; None of all else."""
    match expr:
        case tree.Arithmetic(
            operator="-",
            left=tree.Arithmetic(operator="-", left=first, right=tree.Number() as month),
            right=tree.Number() as day,
        ):
            year = first.date if isinstance(first, tree.At) else first
            if not isinstance(year, tree.Number):
                return None
            start, ends = year.span[0], (year.span[1], month.span[1], day.span[1])
            if ends != (start + 4, start + 7, start + 10):
                return None
            text = f"{year.value:04}-{month.value:02}-{day.value:02}"
            place = expressions.place((start, ends[-1]))
            told = told_of_day(text, place)
            if told is None or told.pattern is not OTHER_FORM_OF_DAY:
                return told
            return OTHER_FORM_OF_DAY.at(place, found=text, mend=f'@"{text}"')
    return None


def check_day(call: nodes.Call, faults: Faults) -> bool:
    """Tell of a call that gives no day, or not in every year. Whether it can give one."""
    match call.function, call.arguments:
        case "date", (nodes.Literal(value=str(text)),):
            try:
                parse_date(text)
            except ValueError:
                told = told_of_day(text, call.place)
                faults.found.append(told or NO_SUCH_DAY.at(call.place, found=text, mend='`@"2017-03-31"`'))
                return False
        case "date_of", (
            nodes.Literal(value=int(year)),
            nodes.Literal(value=int(month)),
            nodes.Literal(value=int(day)),
        ):
            return _exists(year, month, day, f"{year}-{month}-{day}", call, faults)
        case "date_of", (_, nodes.Literal(value=int(month)), nodes.Literal(value=int(day))):
            if not _exists(_LEAP_YEAR, month, day, f"{month}-{day}", call, faults):
                return False
            if (month, day) == (2, 29):
                faults.add(NOT_EVERY_YEAR, call.place)
    return True


def is_of_leap_years(day: nodes.Node) -> bool:
    """Whether a day that is written out is a 29 February."""
    return (
        isinstance(day, nodes.Literal)
        and isinstance(day.value, date)
        and (day.value.month, day.value.day) == (2, 29)
    )


def _exists(year: int, month: int, day: int, found: str, call: nodes.Call, faults: Faults) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        faults.add(NO_SUCH_DAY, call.place, found=found, mend="`date(2017, 3, 31)`")
        return False
    return True
