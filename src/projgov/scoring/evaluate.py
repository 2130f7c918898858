"""`evaluate`: a rule file and a portfolio, on a day, give a report."""

from __future__ import annotations

from datetime import date, datetime
from importlib import metadata
from typing import Literal

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Place, ProjgovError
from projgov.domain.calendar import WorkCalendar, parse_date
from projgov.domain.declared_facts import check_facts
from projgov.domain.portfolio import Portfolio
from projgov.rules.core.program import Core
from projgov.rules.core.working import with_calendar
from projgov.rules.load import Pack
from projgov.scoring.compile import Program
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.context import Context
from projgov.scoring.facts import Facts
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.ladder.engine import Engines
from projgov.scoring.model import run as model_run
from projgov.scoring.report import Report
from projgov.scoring.results import RuleFault
from projgov.scoring.values import Results

_SHOWN = 5
"""So many subjects for which a rule errs are named."""


class InvalidDay(ProjgovError, ValueError):
    """What was given as the day of evaluation is none. `message` says it in both languages."""

    def __init__(self, found: str) -> None:
        self.message = Bilingual(
            f"`{found}` 不是日期，评价日写成 2017-12-31 的样子",
            f"`{found}` is not a day: write the day of evaluation like 2017-12-31",
        )
        super().__init__(self.message.en)


def evaluate(
    pack: Pack,
    portfolio: Portfolio,
    as_of: date | str,
    *,
    on_error: Literal["raise", "report"] = "raise",
    program: Program | None = None,
    calendar: WorkCalendar | None = None,
) -> Report:
    """What the rules of `pack` say of every subject of `portfolio`, on the day `as_of`.

    The day is given, never read from a clock. `program` is the pack compiled before (`projgov.compile`), for callers that
    evaluate one pack more than once: compiling takes longer than evaluating. `calendar` is the work calendar by which the rules
    count working days; without it, it is the one of `program`, else that of mainland China, which ships.

    Raises:
        InvalidDay: if `as_of` is not a day.
        InvalidData: if the facts that the pack declares are not as declared.
        EvaluationFaults: if rules err, unless `on_error` is "report"; what depends on them is then left undetermined.
    """
    _check_kinds(pack, portfolio)
    if on_error not in ("raise", "report"):
        raise ValueError(f'on_error is "raise" or "report", not {on_error!r}')
    day = day_of(as_of)
    typed = check_facts(portfolio, pack.facts)
    return evaluated(program_of(pack, program, calendar), typed, day, on_error=on_error)


def program_of(pack: Pack, program: Program | None, calendar: WorkCalendar | None) -> Program:
    """The program of a pack: the one compiled before where it is given, with another calendar where one is given."""
    core = with_calendar(pack.core, calendar if program is None else calendar or program.core.calendar)
    if program is None:
        return compile_core(core)
    return program if program.core is core or program.core == core else _of_same_rules(program, core)


def evaluated(
    program: Program,
    portfolio: Portfolio,
    day: date,
    engines: Engines | None = None,
    *,
    on_error: Literal["raise", "report"] = "raise",
) -> Report:
    """What a program says of a portfolio whose facts have been checked. `engines` climb the ladders; else the plain ones."""
    return evaluated_from(program, Facts(portfolio, program.core.vocabulary, day), engines, on_error=on_error)


def modelled(pack: Pack, portfolio: Portfolio, day: date) -> Report:
    """What `evaluate` gives, drawn from the readable model: sooner where a pack is asked once, of a portfolio of a few subjects.

    Raises:
        InvalidData: if the facts that the pack declares are not as declared.
        EvaluationFaults: if rules err.
    """
    core = with_calendar(pack.core, None)
    facts = Facts(check_facts(portfolio, pack.facts), core.vocabulary, day)
    return _reported(core, facts, model_run(core, facts), on_error="raise")


def evaluated_from(
    program: Program,
    facts: Facts,
    engines: Engines | None = None,
    *,
    on_error: Literal["raise", "report"] = "raise",
) -> Report:
    """What a program says of facts."""
    return _reported(program.core, facts, program.run(facts, engines), on_error=on_error)


def _reported(core: Core, facts: Facts, results: Results, *, on_error: Literal["raise", "report"]) -> Report:
    report = Report(Context(core, facts, results), metadata.version("projgov"))
    if on_error == "raise" and report.faults:
        raise EvaluationFaults(_with_subjects(f) for f in report.faults)
    return report


def _of_same_rules(program: Program, core: Core) -> Program:
    """The program with the calendar of `core`; a program of other rules is a mistake."""
    other = program.with_calendar(core.calendar)
    if other.core != core:
        raise ValueError("the program was compiled from another pack")
    return other


def day_of(as_of: date | str) -> date:
    """The day given, as a date or as a text such as `2017-12-31`.

    Raises:
        InvalidDay: for any other text, for a day that does not exist, and for a time of day.
    """
    if isinstance(as_of, str):
        try:
            return parse_date(as_of)
        except ValueError:
            raise InvalidDay(as_of) from None
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        raise InvalidDay(str(as_of))
    return as_of


def compile(pack: Pack, *, calendar: WorkCalendar | None = None) -> Program:  # noqa: A001  # what it does is called so everywhere
    """The program of a pack: evaluate many portfolios with it, or decide on single subjects (`Program.decide`).

    `calendar` is the work calendar by which it counts working days; without it, that of mainland China, which ships.
    """
    _check_kinds(pack)
    return compile_core(with_calendar(pack.core, calendar))


def _check_kinds(pack: object, portfolio: object = None) -> None:
    """Names of files, and a pack and a portfolio in the wrong order, are mistakes that are easily made."""
    if not isinstance(pack, Pack):
        raise TypeError(f"a pack (projgov.load_pack) is wanted first, not {type(pack).__name__}")
    if portfolio is not None and not isinstance(portfolio, Portfolio):
        raise TypeError(
            f"a portfolio (projgov.load_portfolio) is wanted second, not {type(portfolio).__name__}"
        )


def _with_subjects(fault: RuleFault) -> Diagnostic:
    """The diagnostic, with the first subjects for which the rule errs."""
    shown = [Place(path=f"{key.type} {key.id}") for key in fault.subjects[:_SHOWN]]
    if len(fault.subjects) > _SHOWN:
        shown.append(Place(path=f"… +{len(fault.subjects) - _SHOWN}"))
    return attrs.evolve(fault.diagnostic, related=(*fault.diagnostic.related, *shown))
