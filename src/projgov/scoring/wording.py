"""Values and messages as text for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from projgov.diagnostics import Bilingual, Language
from projgov.domain.calendar import Period, period_words
from projgov.domain.types import ChoiceType, ListType, ValueType
from projgov.domain.vocabulary import Vocabulary
from projgov.reading.canonical import number_text as canonical_text
from projgov.rules.core.durations import Months
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import TOO_FEW, Message
from projgov.scoring.meaning.base import Env, Evaluator
from projgov.scoring.values import Evidence, Fault, Rows, Unknown, Value

YES = Bilingual("是", "yes")
NO = Bilingual("否", "no")
NONE = Bilingual("无", "none")
VERSION = Bilingual("第{number}版", "version {number}")
UNKNOWN = Bilingual("未知", "not known")
FAULTY = Bilingual("规则出错", "the rule errs")
UNDETERMINED = Bilingual("未定", "undetermined")
AWARD_STATUS = {
    "proposed": Bilingual("建议", "proposed"),
    "referred": Bilingual("提请决定", "referred"),
    "undetermined": UNDETERMINED,
    "barred": Bilingual("取消资格", "barred"),
}
COLON = Bilingual("：", ": ")
AND_SO_ON = Bilingual("、", ", ")
BRACKETS = Bilingual("（{}）", " ({})")
REGISTER = Bilingual("{name}登记簿", "the register of {name} ")
COMPLETE_THROUGH = Bilingual("只登记到 {day}", "is complete only through {day}")
OPEN_REGISTER = Bilingual("没有写明登记到哪一天，可能还有没登记的", "is open: more may come")
DAYS, ONE_DAY = Bilingual("天", " days"), Bilingual("天", " day")
MONTHS, ONE_MONTH = Bilingual("个月", " months"), Bilingual("个月", " month")
_SHOWN_DECIMALS = 4


def number_text(value: int | Fraction, decimals: int | None = None) -> str:
    """A number in decimal notation: exactly where that is finite, else with four decimals and `≈`.

    With `decimals`, a number that was rounded to so many is shown with all of them.
    """
    if decimals is not None:
        scaled = Fraction(value) * 10**decimals
        if scaled.denominator == 1:
            return f"{Decimal(scaled.numerator).scaleb(-decimals):f}"
    exact = canonical_text(value)
    if "/" not in exact:
        return exact
    near = round(value * 10**_SHOWN_DECIMALS)
    return f"≈{Decimal(near).scaleb(-_SHOWN_DECIMALS):f}"


_STEPS = {
    TOO_FEW: Bilingual(
        "票数太少，去掉最高、最低后没有剩下的", "too few: none is left without the highest and the lowest"
    )
}
"""What steps of evidence that are no fields say."""
_NAMING = ("title", "name", "id")
"""The fields by which a record is called, the first that it has."""


def value_text(value: Value, kind: ValueType, language: Language) -> str:
    """A value as a person writes it."""
    match value:
        case Unknown():
            return UNKNOWN.in_(language)
        case Fault():
            return FAULTY.in_(language)
        case None:
            return NONE.in_(language)
        case bool():
            return (YES if value else NO).in_(language)
        case int() | Fraction():
            return number_text(value)
        case date():
            return value.isoformat()
        case Period():
            return period_words(value).in_(language)
        case timedelta():
            return f"{value.days}{(ONE_DAY if abs(value.days) == 1 else DAYS).in_(language)}"
        case Months(months):
            return f"{months}{(ONE_MONTH if abs(months) == 1 else MONTHS).in_(language)}"
        case str() if isinstance(kind, ChoiceType):
            option = next((o for o in kind.options if o.code == value), None)
            return value if option is None else option.label.in_(language)
        case tuple() | Rows():
            members = value if isinstance(value, tuple) else value.sure
            inner = kind.of if isinstance(kind, ListType) else kind
            return joined((value_text(v, inner, language) for v in members), language) or NONE.in_(language)
        case Mapping():
            return next((value_text(v, kind, language) for v in value.values()), NONE.in_(language))
    if not any(isinstance(getattr(value, field, None), str) for field in _NAMING):
        # Plans and letters of responsibility have no names: people tell them by their version, other records by their day.
        if isinstance(number := getattr(value, "version", None), int):
            return VERSION.in_(language).format(number=number)
        if isinstance(day := getattr(value, "occurred", None), date):
            return day.isoformat()
    return record_name(value)


def joined(parts: Iterable[str], language: Language) -> str:
    """Several things in a row."""
    return AND_SO_ON.in_(language).join(parts)


def named(head: str, text: str, language: Language) -> str:
    """What something is, and what is said of it."""
    return f"{head}{COLON.in_(language)}{text}"


def bracketed(text: str, language: Language) -> str:
    """An aside, to be put right after what it is about."""
    return BRACKETS.in_(language).format(text)


def signed(text: str) -> str:
    """A number's text with the sign of subtraction, as it is printed beside arithmetic."""
    return text.replace("-", "−", 1) if text.startswith(("-", "≈-")) else text


def record_name(value: Any) -> str:
    """What a person calls a record: its title or name, else its id, else its text."""
    for field in _NAMING:
        if isinstance(found := getattr(value, field, None), str):
            return found
    return str(value)


def message_text(message: Message, m: Evaluator, env: Env, language: Language) -> str:
    """A message with its computed parts filled in. Parts that meet may combine (a letter and its accent): the text is NFC."""
    parts: tuple[str | Node, ...] = message.zh if language == "zh" else message.en
    said = (
        part if isinstance(part, str) else value_text(m.evaluate(part, env), part.type, language)
        for part in parts
    )
    return unicodedata.normalize("NFC", "".join(said))


def evidence_text(
    evidence: Evidence, vocabulary: Vocabulary, language: Language, subject: str | None = None
) -> str:
    """A piece of missing evidence: the labels of the fields that lead to it, and the reason where one is stated.

    Of the rest of a register it is said which one, and through which day it is complete: that nobody knows of a record is then
    no sign that there is none. `subject` is what its subject is called: the id, unless said otherwise; empty where it goes
    without saying.
    """
    record = vocabulary.records.get(evidence.subject_type)
    words: list[str] = []
    for step in evidence.path:
        member = None if record is None else record.members.get(step)
        if member is None:
            words.append(_STEPS[step].in_(language) if step in _STEPS else step)
            continue
        words.append(member.label.in_(language))
        inner = getattr(member.type, "record", None) or getattr(
            getattr(member.type, "of", None), "record", None
        )
        record = vocabulary.records.get(inner) if inner else None
    if evidence.register:
        ends = COMPLETE_THROUGH if evidence.through else OPEN_REGISTER
        words[-1] = REGISTER.in_(language).format(name=words[-1]) + ends.in_(language).format(
            day=evidence.through
        )
    called = evidence.subject if subject is None else subject
    text = " · ".join([called, *words] if called else words)
    return text + bracketed(evidence.why, language) if evidence.why else text
