"""Asking FEEL: what tests of its meaning share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projgov import feel
from projgov.scoring.feel.values import Function, Range


def value(text: str, context: Mapping[str, object] | None = None) -> object:
    """The value of an expression, where there is no fault in it."""
    outcome = feel.run(text, context)
    assert outcome.diagnostics == (), outcome.diagnostics[0].render("en")
    return outcome.value


def holds(text: str, context: Mapping[str, object] | None = None) -> bool:
    """Whether an expression is true, and faultless."""
    return value(text, context) is True


def fault(text: str, context: Mapping[str, object] | None = None) -> str:
    """The code of the one fault that makes an expression null."""
    outcome = feel.run(text, context)
    assert outcome.value is None, outcome.value
    assert len(outcome.diagnostics) == 1, outcome.diagnostics
    return outcome.diagnostics[0].code


def words(text: str, context: Mapping[str, object] | None = None) -> str:
    """What is said of the faults of an expression, in English."""
    return "\n".join(d.render("en") for d in feel.run(text, context).diagnostics)


def plain(found: Any) -> Any:
    """A value as Python writes it: ints for whole numbers, texts for dates, times and durations."""
    match found:
        case None | bool() | str() | Function():
            return found
        case list():
            return [plain(item) for item in found]
        case dict():
            return {key: plain(item) for key, item in found.items()}
        case Range():
            return (plain(found.low), plain(found.high), found.low_closed, found.high_closed)
    return int(found) if str(found).lstrip("-").isdigit() else str(found)


def shown(text: str, context: Mapping[str, object] | None = None) -> Any:
    """The value of a faultless expression, as `plain` has it."""
    return plain(value(text, context))
