"""What is said of a subject in a few words, in tables: its rank, its points, the status of an award."""

from __future__ import annotations

from projgov.diagnostics import Language
from projgov.rules.core import nodes
from projgov.scoring.report import Report
from projgov.scoring.results import MarkResult, Number, SubjectResult
from projgov.scoring.values import Fault, Unknown
from projgov.scoring.wording import UNDETERMINED, number_text, value_text


def standing(subject: SubjectResult) -> tuple[bool, int, int, str]:
    """What puts subjects in the order of their ranks; those without one come last, by id."""
    rank = subject.rank
    if rank is None or rank.best is None or rank.worst is None:
        return (True, 0, 0, subject.key.id)
    return (False, rank.best, rank.worst, subject.key.id)


def class_text(subject: SubjectResult, report: Report, language: Language) -> str:
    """The class within which a subject is ranked; empty where it is ranked among all, or not at all."""
    rank = subject.rank
    body = None if rank is None else report.core.definitions[rank.output.rank].body
    if rank is None or not isinstance(body, nodes.Rank) or body.group is None:
        return ""
    env = report.context.definition_env(rank.output.rank, subject.key)
    value = report.context.model.evaluate(body.group, env)
    return "" if isinstance(value, Unknown | Fault | None) else value_text(value, body.group.type, language)


def points_text(points: Number | None, decimals: int, language: Language) -> str:
    """Points as printed, or that they are undetermined."""
    return UNDETERMINED.in_(language) if points is None else number_text(points, decimals)


def mark_text(mark: MarkResult | None, language: Language) -> str:
    """A grade or lamp, or that it is undetermined; nothing where there is none."""
    if mark is None or (mark.label is None and mark.missing is None):
        return ""
    return UNDETERMINED.in_(language) if mark.label is None else mark.label.in_(language)


def rank_text(subject: SubjectResult) -> str:
    """A rank, or the best and worst that are possible."""
    rank = subject.rank
    if rank is None or rank.best is None:
        return ""
    return str(rank.rank) if rank.rank is not None else f"{rank.best}–{rank.worst}"
