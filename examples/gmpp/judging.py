"""Reads the two published GMPP files, joins them by GMPP ID, and has the rule files of this folder judge them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import attrs

import projgov
from projgov.domain.table import load_table

HERE = Path(__file__).resolve().parent
FIRST, SECOND = ("2021_22", "2022-03-31"), ("2022_23", "2023-03-31")
LEFT = projgov.Missing("no longer in the portfolio in March 2023")
NEW = projgov.Missing("not yet in the portfolio in March 2022")
REVIEWERS = {"ipa": "independent reviewer", "sro": "owner"}

Plain = dict[str, Any]
"""A subject of a report as plain JSON data."""


@attrs.frozen
class Judged:
    """The portfolio of one file (or of both, joined), and what the rules say of its subjects."""

    name: str
    portfolio: projgov.Portfolio
    subjects: tuple[Plain, ...]
    unreadable: int = 0

    @property
    def projects(self) -> list[Plain]:
        """The projects, sorted by id."""
        return [s for s in self.subjects if s["type"] == "project"]

    def record(self, subject: Plain) -> Any:
        """The project as it was read."""
        return self.portfolio.subject("project", subject["id"])

    def findings(self, *rules: str) -> list[tuple[Plain, str]]:
        """The subjects that do not meet rules, each with the reason; sorted by id."""
        return [(s, f["reason"]["en"]) for s in self.subjects for f in s["findings"] if f["rule"] in rules]

    def lamp(self, subject: Plain, rule: str) -> str | None:
        """The lamp that a rule gives a subject; None where it is undetermined."""
        code: str | None = next(m["code"] for m in subject["marks"] if m["rule"] == rule)
        return code

    def why_undetermined(self, rule: str) -> dict[str, list[str]]:
        """The projects of which a rule says nothing for want of evidence, by the reason that the files state."""
        found: dict[str, list[str]] = {}
        for subject in self.projects:
            for one in subject["undetermined"]:
                if one["rule"] == rule:
                    whys = {m["why"] or "no reason stated" for m in one["missing"]}
                    found.setdefault("; ".join(sorted(whys)), []).append(subject["id"])
        return found

    def raters(self, subject: Plain, before: str = "") -> tuple[str, ...]:
        """Whose ratings are published: `ipa` (independent reviewer), `sro` (owner); of the year before with `_before`."""
        facts = self.record(subject).facts
        return tuple(r for r in REVIEWERS if isinstance(facts.get(r + before), str))

    def raters_counted(self) -> Counter[tuple[str, ...]]:
        """How many projects are rated by whom."""
        return Counter(self.raters(s) for s in self.projects)


def judge_year(year: tuple[str, str], data: Path) -> Judged:
    """One published file, judged by year.yaml."""
    name, as_of = year
    read = load_table(data / f"gmpp_{name}.csv", HERE / f"mapping_{name}.yaml", skip_bad=True)
    rows = {d.place.line for d in read.bad_rows}
    return _judged(name.replace("_", "-"), "year.yaml", read.portfolio, as_of, len(rows))


def judge_both(first: Judged, second: Judged) -> Judged:
    """Both files, joined, judged by years.yaml."""
    return _judged("both", "years.yaml", joined(first.portfolio, second.portfolio), SECOND[1], 0)


def _judged(name: str, rules: str, portfolio: projgov.Portfolio, as_of: str, unreadable: int) -> Judged:
    plain = projgov.evaluate(projgov.load_pack(HERE / rules), portfolio, as_of).to_plain()
    return Judged(name, portfolio, tuple(plain["subjects"]), unreadable)


def joined(first: projgov.Portfolio, second: projgov.Portfolio) -> projgov.Portfolio:
    """Each project that is in either portfolio, with end date and ratings of both years; none is left out."""
    before, now = ({p.id: p for p in portfolio.projects} for portfolio in (first, second))
    projects = []
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        facts = {
            **_ratings(new, LEFT),
            **_ratings(old, NEW, "_before"),
            "end_before": old.end if old else NEW,
        }
        known: Any = new or old
        projects.append(attrs.evolve(known, end=new.end if new else LEFT, facts=facts))
    units = {u.id: u for u in (*first.units, *second.units)}
    return projgov.Portfolio(id="gmpp-both", projects=tuple(projects), units=tuple(units.values()))


def _ratings(project: Any, absent: projgov.Missing, suffix: str = "") -> dict[str, Any]:
    facts = dict.fromkeys(REVIEWERS, absent) if project is None else project.facts
    return {r + suffix: facts.get(r, projgov.MISSING) for r in REVIEWERS}
