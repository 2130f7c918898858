"""Whether what was found still stands: a measure can have been lifted since, and a filing filed again.

A finding stays a finding, for it tells what was so on its day. But who is written to, and what is told as the state of things, turns on
whether it still stands on the day of evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core import nodes
from projgov.scoring.context import Context
from projgov.scoring.moves import move_of
from projgov.scoring.results import FindingResult, SanctionResult
from projgov.scoring.values import Rows, Unknown
from projgov.scoring.wording import bracketed, joined

Way: TypeAlias = Literal["lifted", "filed_again", "met_later"]

LIFTED = Bilingual("{day}解除", "lifted on {day}")
FILED_AGAIN = Bilingual("已由{by}重新申报", "filed again as {by}")
MET_LATER = Bilingual("后来的申报{by}已符合", "met by the later filing {by}")
_TEXTS: Mapping[Way, Bilingual] = {"lifted": LIFTED, "filed_again": FILED_AGAIN, "met_later": MET_LATER}


@attrs.frozen
class Settled:
    """That a finding no longer stands, and since when.

    A measure was `lifted` (`why`: the titles of the signals that led down); a filing was `filed_again` as another, or another that
    came later met the same rule (`met_later`), `by` being the id of that filing. `day` is None where that filing bears none.
    """

    way: Way
    day: date | None
    by: str | None = None
    why: tuple[Bilingual, ...] = ()

    def text(self, language: Language) -> str:
        """It in words: 2017-12-12解除（考核验收合格）, 已由F-2重新申报."""
        said = _TEXTS[self.way].in_(language).format(day=self.day, by=self.by)
        why = joined((one.in_(language) for one in self.why), language)
        return said + bracketed(why, language) if why else said


def settled(result: FindingResult | SanctionResult, context: Context) -> Settled | Unknown | None:
    """Why a finding no longer stands; None where it does; unknown where a measure can have been lifted on a day of which not all is known."""
    if move_of(result.occasion) is not None:
        return _lifted(result, context) if result.output.evidence else None
    if hasattr(result.occasion.item, "refiles"):
        return _filed_again(result, context) or _met_later(result, context)
    return None


def settled_to_plain(result: FindingResult, context: Context) -> dict[str, Any] | None:
    """Why a finding no longer stands, as plain data; null where it does, or that is not known."""
    found = None if result.outcome is None else settled(result, context)
    if not isinstance(found, Settled):
        return None
    return {
        "way": found.way,
        "day": None if found.day is None else found.day.isoformat(),
        "by": found.by,
        "label": {"zh": found.text("zh"), "en": found.text("en")},
    }


def _lifted(result: FindingResult | SanctionResult, context: Context) -> Settled | Unknown | None:
    """The move that ended a step, after the one by which it was taken."""
    move = result.occasion.item
    history = _history(result, context)
    later = _after(move, history.sure)
    ended = next((m for m in later if m["step"] == move["step"] and m["move"] == "ended"), None)
    if ended is None:
        return history.lacking
    titles = dict(result.output.evidence)
    why = tuple(titles[event["signal"]] for event in ended["evidence"] if event["signal"] in titles)
    return Settled("lifted", ended["day"], why=why)


def _history(result: FindingResult | SanctionResult, context: Context) -> Rows:
    """All moves of the subject on the ladder that the finding tells of."""
    over = context.core.checks[result.occasion.check].over
    assert isinstance(over, nodes.Filter), "what is told of a ladder are some of its moves"
    history = context.value(over.source, result.key)
    return history if isinstance(history, Rows) else Rows(history if isinstance(history, tuple) else ())


def _after(move: Mapping[str, Any], history: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
    """The moves after one of them."""
    for index, other in enumerate(history):
        if other is move or other == move:
            return history[index + 1 :]
    return ()


def _filed_again(result: FindingResult | SanctionResult, context: Context) -> Settled | None:
    """The first filing that says that it replaces the one found wanting."""
    item = result.occasion.item
    others = (one for one in _beside(item, context.record(result.key)) if one.refiles == item.id)
    known = [one for one in others if one is not item and _comes_after(one, item)]
    first = min(known, key=_order, default=None)
    return None if first is None else Settled("filed_again", _day(first), str(first.id))


def _met_later(result: FindingResult | SanctionResult, context: Context) -> Settled | None:
    """The first filing after the one found wanting that meets the rule."""
    item = result.occasion.item
    occasions = context.results.occasions[result.occasion.check][result.key.id]
    later = [
        o.item for o in occasions if o.outcome == "met" and o.item is not item and _comes_after(o.item, item)
    ]
    first = min(later, key=_order, default=None)
    return None if first is None else Settled("met_later", _day(first), str(first.id))


def _beside(item: Any, subject: Any) -> tuple[Any, ...]:
    """The records of the list in which one stands."""
    if subject is None:
        return ()
    lists = (getattr(subject, field.name) for field in attrs.fields(type(subject)))
    return next((one for one in lists if isinstance(one, tuple) and any(i is item for i in one)), ())


def _day(filing: Any) -> date | None:
    return filing.occurred if isinstance(filing.occurred, date) else None


def _comes_after(one: Any, other: Any) -> bool:
    """Whether a filing surely came after another, or on its day."""
    first, second = _day(other), _day(one)
    return first is not None and second is not None and second >= first


def _order(filing: Any) -> tuple[date, str]:
    return _day(filing) or date.max, str(filing.id)
