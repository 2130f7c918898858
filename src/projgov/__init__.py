"""projgov: governance rules as code.

The public names are loaded when they are first used, so that importing the package costs little.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from projgov import feel
    from projgov.diagnostics import Diagnostic, InvalidData, InvalidRuleFile, ProjgovError, Refused
    from projgov.domain.calendar import OutsideCalendar, WorkCalendar
    from projgov.domain.calendar.file import load_calendar
    from projgov.domain.load import load_portfolio
    from projgov.domain.plain import from_plain
    from projgov.domain.portfolio import Portfolio
    from projgov.domain.table import load_table
    from projgov.domain.types import MISSING, Missing
    from projgov.domain.write import to_plain
    from projgov.rules.load import Pack, load_pack
    from projgov.scoring.comparison import Comparison, compare
    from projgov.scoring.comparison.difference import Difference, difference
    from projgov.scoring.compile import Program
    from projgov.scoring.decide import Decision
    from projgov.scoring.dmn.load import load_dmn
    from projgov.scoring.evaluate import InvalidDay, compile, evaluate  # noqa: A004  # hosts write projgov.compile
    from projgov.scoring.exports.table import NoExport
    from projgov.scoring.faults import EvaluationFaults
    from projgov.scoring.letters.drawn import NoLetter
    from projgov.scoring.public import PublicView, UnknownPublic, public_view
    from projgov.scoring.report import Report, UnknownSubject
    from projgov.scoring.schema import schema
    from projgov.scoring.selftest.check import check
    from projgov.scoring.timetable import Timetable, timetable
    from projgov.scoring.watch import Duty, Session, resume, watch

_HOME = {
    "Comparison": "projgov.scoring.comparison",
    "Decision": "projgov.scoring.decide",
    "Diagnostic": "projgov.diagnostics",
    "Difference": "projgov.scoring.comparison.difference",
    "Duty": "projgov.scoring.watch",
    "EvaluationFaults": "projgov.scoring.faults",
    "InvalidData": "projgov.diagnostics",
    "InvalidDay": "projgov.scoring.evaluate",
    "InvalidRuleFile": "projgov.diagnostics",
    "MISSING": "projgov.domain.types",
    "Missing": "projgov.domain.types",
    "OutsideCalendar": "projgov.domain.calendar",
    "NoExport": "projgov.scoring.exports.table",
    "NoLetter": "projgov.scoring.letters.drawn",
    "Pack": "projgov.rules.load",
    "Portfolio": "projgov.domain.portfolio",
    "Program": "projgov.scoring.compile",
    "ProjgovError": "projgov.diagnostics",
    "PublicView": "projgov.scoring.public",
    "Refused": "projgov.diagnostics",
    "Report": "projgov.scoring.report",
    "Session": "projgov.scoring.watch",
    "Timetable": "projgov.scoring.timetable",
    "UnknownPublic": "projgov.scoring.public",
    "UnknownSubject": "projgov.scoring.report",
    "WorkCalendar": "projgov.domain.calendar",
    "check": "projgov.scoring.selftest.check",
    "compare": "projgov.scoring.comparison",
    "compile": "projgov.scoring.evaluate",
    "difference": "projgov.scoring.comparison.difference",
    "evaluate": "projgov.scoring.evaluate",
    "from_plain": "projgov.domain.plain",
    "load_calendar": "projgov.domain.calendar.file",
    "load_dmn": "projgov.scoring.dmn.load",
    "load_pack": "projgov.rules.load",
    "load_portfolio": "projgov.domain.load",
    "load_table": "projgov.domain.table",
    "public_view": "projgov.scoring.public",
    "resume": "projgov.scoring.watch",
    "schema": "projgov.scoring.schema",
    "timetable": "projgov.scoring.timetable",
    "to_plain": "projgov.domain.write",
    "watch": "projgov.scoring.watch",
}

__all__ = [
    "MISSING", "Comparison", "Decision", "Diagnostic", "Difference", "Duty", "EvaluationFaults", "InvalidData", "InvalidDay",
    "InvalidRuleFile", "Missing", "NoExport", "NoLetter", "OutsideCalendar", "Pack", "Portfolio", "Program", "ProjgovError", "PublicView", "Refused",
    "Report", "Session", "Timetable", "UnknownPublic", "UnknownSubject", "WorkCalendar", "check", "compare", "compile", "difference", "evaluate", "feel", "from_plain", "load_calendar",
    "load_dmn", "load_pack", "load_portfolio", "load_table", "public_view", "resume", "schema", "timetable", "to_plain", "watch",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib import metadata

        return metadata.version("projgov")
    if name == "feel":
        return importlib.import_module("projgov.feel")
    if name not in _HOME:
        raise AttributeError(f"module 'projgov' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
