"""Obligations as plain JSON data and as words for people."""

from __future__ import annotations

from typing import Any

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.program import PORTFOLIO, unversioned
from projgov.scoring.context import Context
from projgov.scoring.excuses import excuse_text, excuse_to_plain
from projgov.scoring.obligations import STATES, Obligation
from projgov.scoring.plain import occasion_text, occasion_words
from projgov.scoring.plain_parts import both, header_to_plain, key_to_plain, missing_to_plain
from projgov.scoring.results import Key
from projgov.scoring.wording import bracketed, evidence_text, joined, record_name

_TODAY = Bilingual("今天到期", "due today")
_LEFT = Bilingual("还有{n}天", "{n} days left")
_ONE_LEFT = Bilingual("还有1天", "1 day left")
_GRACE = Bilingual("宽限期内，", "in grace, ")
_PAST = Bilingual("已逾期{n}天", "{n} days")
_ONE_PAST = Bilingual("已逾期1天", "1 day")
_LATE = Bilingual("迟{n}天，{day}完成", "{n} days late, on {day}")
_ONE_LATE = Bilingual("迟1天，{day}完成", "1 day late, on {day}")
_LACKS = Bilingual("缺少{what}", "for want of {what}")
_ERRS = Bilingual("规则出错", "the rule errs")
_NAMED = 3
"""So much of the evidence that is missing is named."""


def obligation_to_plain(one: Obligation, context: Context) -> dict[str, Any]:
    """An obligation as plain data. Days are texts; null stands for what there is not."""
    return {
        **header_to_plain(one.rule),
        "subject": key_to_plain(one.key),
        "check": unversioned(one.occasion.check),
        "check_title": both(one.title),
        "occasion": occasion_text(one.occasion.item),
        "due": None if one.due is None else one.due.isoformat(),
        "last": None if one.last is None else one.last.isoformat(),
        "owner": key_to_plain(one.owner),
        "owed_by": key_to_plain(one.by),
        "against": key_to_plain(one.against),
        "state": one.state,
        "state_label": both(STATES[one.state]),
        "days": one.days,
        "on": None if one.on is None else one.on.isoformat(),
        "excuses": [excuse_to_plain(excuse) for excuse in one.excuses],
        "missing": missing_to_plain(one.missing, context.core.vocabulary),
    }


def cells(one: Obligation, context: Context, language: Language) -> tuple[str, str, str, str, str]:
    """An obligation in words: day, state, what is owed, of which subject, by whom."""
    owner = "" if one.owner == one.key else called(one.owner, context, language)
    due = "" if one.due is None else one.due.isoformat()
    return (
        due,
        state_text(one, context, language),
        what(one, language),
        called(one.key, context, language),
        owner,
    )


def what(one: Obligation, language: Language) -> str:
    """What is owed: the rule and the gate or the period."""
    rule, part = one.rule.title.in_(language), one.title.in_(language)
    named = [rule] if part == rule else [rule, part]
    item = occasion_words(one.occasion.item, language)
    return " ".join([*named, item] if item else named)


def state_text(one: Obligation, context: Context, language: Language) -> str:
    """The state, with its days and what explains it."""
    told = _told(one, context, language)
    return STATES[one.state].in_(language) + (bracketed(told, language) if told else "")


def called(key: Key, context: Context, language: Language) -> str:
    """A subject by its id and its name."""
    if key.type == PORTFOLIO:
        return context.core.title.in_(language)
    name = record_name(context.record(key))
    return key.id if name == key.id else f"{key.id} {name}"


def _told(one: Obligation, context: Context, language: Language) -> str:
    parts: list[str] = []
    match one.state:
        case "due_soon" | "not_yet_due" if one.days is not None:
            grace = one.due is not None and one.due < context.results.as_of
            parts.append(
                (_GRACE.in_(language) if grace else "") + _counted(one.days, _LEFT, _ONE_LEFT, language)
            )
        case "overdue" if one.days is not None:
            parts.append(_counted(one.days, _PAST, _ONE_PAST, language))
        case "met_late" if one.days is not None and one.on is not None:
            words = _ONE_LATE if one.days == 1 else _LATE
            parts.append(words.in_(language).format(n=one.days, day=one.on.isoformat()))
        case "excused":
            parts += [excuse_text(excuse, language) for excuse in one.excuses]
    if one.fault is not None:
        parts.append(_ERRS.in_(language))
    if one.missing is not None:
        found = sorted(one.missing.evidence)[:_NAMED]
        lacking = (evidence_text(e, context.core.vocabulary, language) for e in found)
        parts.append(_LACKS.in_(language).format(what=joined(lacking, language)))
    return ("；" if language == "zh" else "; ").join(parts)


def _counted(days: int, many: Bilingual, one: Bilingual, language: Language) -> str:
    if days == 0:
        return _TODAY.in_(language)
    return (one if days == 1 else many).in_(language).format(n=days)
