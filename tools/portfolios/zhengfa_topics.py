"""Thirty research topics since 2015, as many as the source states. How many had been closed is garbled there; the number here is made up."""

from __future__ import annotations

from datetime import date, timedelta

from tools.portfolios.writing import Plain

STATED = 30
PARTNERS = ("university", "social_science", "law_society")


def topics() -> dict[str, list[Plain]]:
    """By project: every second project from the first on has one, until there are thirty."""
    return {f"P-{2 * n + 1:03}": [_topic(n)] for n in range(STATED)}


def _topic(n: int) -> Plain:
    day = date(2015 + n % 3, 3, 2) + timedelta(days=7 * (n % 9))
    found: Plain = {
        "id": "K-1",
        "occurred": day.isoformat(),
        "recorded": day.isoformat(),
        "practice_base": n != 17,
        "theory_room": True,
        "partners": ["other"] if n == 23 else [PARTNERS[n % 3]],
    }
    if n % 3 == 2 or n % 5:
        return found | {"closed": None}
    closed = day + timedelta(days=240)
    found["closed"] = closed.isoformat()
    return found if n == 15 else found | {"proposals": "提出有针对性的建议方案"}


TOPICS = topics()
