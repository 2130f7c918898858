"""The job that every engine is given: light, score and grade of a project, from nine facts.

A decision table of twelve rows gives the light (the first row that fits decides); five weighted indicators give a score, here
in hundredths of a point; and thresholds on the score give a grade. `engines.yaml` says the same as rules.
"""

import random
from typing import Any, NamedTuple

Facts = dict[str, Any]
Answer = tuple[str, int, str]


class Row(NamedTuple):
    """One row: what has to be equal, and the (operator, number) pairs that done and days late have to meet."""

    sector: str | None
    tier: str | None
    done: tuple[tuple[str, int], ...]
    days_late: tuple[tuple[str, int], ...]
    light: str


SECTORS = ("infra", "digital", "social")
TIERS = ("national", "provincial", "county")
INDICATORS = ("i1", "i2", "i3", "i4", "i5")
WEIGHTS = (30, 25, 20, 15, 10)
GRADES = ((90, "A"), (80, "B"), (70, "C"), (60, "D"))
LOWEST = "E"
TABLE = (
    Row("infra", "national", (("<", 30),), ((">", 30),), "red"),
    Row("infra", "national", (("<", 60),), ((">", 15),), "orange"),
    Row("infra", None, (), ((">", 60),), "red"),
    Row("infra", None, (("<", 50),), ((">", 20),), "orange"),
    Row("digital", "national", (("<", 40),), ((">", 10),), "red"),
    Row("digital", None, (("<", 70),), ((">", 25),), "orange"),
    Row("digital", None, (), ((">", 7),), "yellow"),
    Row("social", "county", (("<", 20),), ((">", 45),), "red"),
    Row("social", None, (("<", 50),), ((">", 30),), "orange"),
    Row(None, "provincial", ((">=", 30), ("<", 60)), ((">=", 8), ("<=", 20)), "yellow"),
    Row(None, None, (), ((">", 14),), "yellow"),
)
OTHERWISE = "green"


def projects(count: int, seed: int = 20171231) -> list[Facts]:
    """Projects at random, the same for the same seed."""
    draw = random.Random(seed)
    return [
        {
            "sector": draw.choice(SECTORS),
            "tier": draw.choice(TIERS),
            "done": draw.randint(0, 100),
            "days_late": draw.randint(0, 90),
            **{name: draw.randint(40, 100) for name in INDICATORS},
        }
        for _ in range(count)
    ]


def with_gaps(complete: list[Facts], seed: int = 20180131) -> list[Facts]:
    """The same projects, one fact missing from each."""
    draw = random.Random(seed)
    gaps = [draw.choice(sorted(facts)) for facts in complete]
    return [{k: v for k, v in facts.items() if k != gap} for facts, gap in zip(complete, gaps, strict=True)]


def by_hand(facts: Facts) -> Answer:
    """The job as a programmer would write it for this one rule file: the bound that no engine passes."""
    sector, tier = facts["sector"], facts["tier"]
    done, late = facts["done"], facts["days_late"]
    score = 30 * facts["i1"] + 25 * facts["i2"] + 20 * facts["i3"] + 15 * facts["i4"] + 10 * facts["i5"]
    grade = (
        "A"
        if score >= 9000
        else "B"
        if score >= 8000
        else "C"
        if score >= 7000
        else "D"
        if score >= 6000
        else "E"
    )
    return _light(sector, tier, done, late), score, grade


def _light(sector: str, tier: str, done: int, late: int) -> str:
    if sector == "infra":
        if tier == "national":
            if done < 30 and late > 30:
                return "red"
            if done < 60 and late > 15:
                return "orange"
        if late > 60:
            return "red"
        if done < 50 and late > 20:
            return "orange"
    elif sector == "digital":
        if tier == "national" and done < 40 and late > 10:
            return "red"
        if done < 70 and late > 25:
            return "orange"
        if late > 7:
            return "yellow"
    elif sector == "social":
        if tier == "county" and done < 20 and late > 45:
            return "red"
        if done < 50 and late > 30:
            return "orange"
    if tier == "provincial" and 30 <= done < 60 and 8 <= late <= 20:
        return "yellow"
    return "yellow" if late > 14 else "green"
