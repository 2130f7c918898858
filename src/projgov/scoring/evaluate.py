"""`evaluate`: a rule file and a portfolio, on a day, give a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import metadata
from typing import Literal

from projgov.diagnostics import Diagnostic, Refused
from projgov.domain.calendar import parse_date
from projgov.domain.declared_facts import check_facts
from projgov.domain.portfolio import Portfolio
from projgov.rules.load import Pack
from projgov.scoring.compile import Program
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.context import Context
from projgov.scoring.facts import Facts
from projgov.scoring.report import Report
from projgov.scoring.values import Fault, Results


class EvaluationFaults(Refused):
    """Rules that err on the data at hand (a division by zero): all of them together."""


def evaluate(
    pack: Pack,
    portfolio: Portfolio,
    as_of: date | str,
    *,
    on_error: Literal["raise", "report"] = "raise",
    program: Program | None = None,
) -> Report:
    """What the rules of `pack` say of every subject of `portfolio`, on the day `as_of`.

    The day is given, never read from a clock. `program` is the pack compiled before (`projgov.compile`), for callers that
    evaluate one pack more than once: compiling takes longer than evaluating.

    Raises:
        InvalidData: if the facts that the pack declares are not as declared.
        EvaluationFaults: if rules err, unless `on_error` is "report"; what depends on them is then left undetermined.
    """
    day = as_of if isinstance(as_of, date) else parse_date(as_of)
    typed = check_facts(portfolio, pack.facts)
    facts = Facts(typed, pack.core.vocabulary, day)
    results = (program or compile_core(pack.core)).run(facts)
    if on_error == "raise" and (faults := list(_faults(results))):
        raise EvaluationFaults(faults)
    return Report(Context(pack.core, facts, results), metadata.version("projgov"))


def compile(pack: Pack) -> Program:  # noqa: A001  # what it does is called so everywhere
    """The program of a pack: evaluate many portfolios with it, or decide on single subjects (`Program.decide`)."""
    return compile_core(pack.core)


def _faults(results: Results) -> Iterator[Diagnostic]:
    for by_subject in results.values.values():
        for value in by_subject.values():
            if isinstance(value, Fault):
                yield from value.diagnostics
    for by_check in results.occasions.values():
        for occasions in by_check.values():
            for occasion in occasions:
                if isinstance(occasion.value, Fault):
                    yield from occasion.value.diagnostics
