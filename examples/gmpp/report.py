"""The findings about the Government Major Projects Portfolio (GMPP) as Markdown, from the two published files.

    python examples/gmpp/report.py            # prints the findings
    python examples/gmpp/report.py --write    # puts them into README.md

The files `gmpp_2021_22.csv` and `gmpp_2022_23.csv` are looked for in `data/` of the folder that PROJGOV_DATA names, else of
`shared` beside the checkout. All that is decided is decided by the rule files year.yaml and years.yaml; here it is set out.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

import projgov
from projgov.domain.table import TableResult, load_table

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"
YEARS = (("2021_22", "2022-03-31"), ("2022_23", "2023-03-31"))
LEFT = projgov.Missing("no longer in the portfolio in March 2023")
NEW = projgov.Missing("not yet in the portfolio in March 2022")
LAMPS = ("red", "amber", "green")
REVIEWERS = {"ipa": "independent reviewer", "sro": "owner"}

Plain = dict[str, Any]
"""A subject of a report as plain JSON data."""


@attrs.frozen
class Judged:
    """The portfolio of one file (or of both, joined) and what the rules say of its projects."""

    name: str
    portfolio: projgov.Portfolio
    subjects: tuple[Plain, ...]
    unreadable: int = 0

    @property
    def projects(self) -> list[Plain]:
        return [s for s in self.subjects if s["type"] == "project"]

    def findings(self, rule: str) -> list[tuple[Plain, str]]:
        """The subjects that do not meet a rule, each with the reason."""
        return [(s, f["reason"]["en"]) for s in self.subjects for f in s["findings"] if f["rule"] == rule]

    def lamp(self, subject: Plain, rule: str) -> str | None:
        """The lamp that a rule gives a subject; None where it is undetermined."""
        return next(m["code"] for m in subject["marks"] if m["rule"] == rule)

    def lamps(self, rule: str) -> Counter[str | None]:
        return Counter(self.lamp(s, rule) for s in self.projects)

    def why_undetermined(self, rule: str) -> dict[str, list[str]]:
        """The projects of which a rule says nothing for want of evidence, by the reason that the files state."""
        found: dict[str, list[str]] = {}
        for subject in self.projects:
            for one in subject["undetermined"]:
                if one["rule"] == rule:
                    whys = {m["why"] or "no reason stated" for m in one["missing"]}
                    found.setdefault("; ".join(sorted(whys)), []).append(subject["id"])
        return found

    def rater(self, project: str, year: str = "") -> str | None:
        """Whose rating is published: `ipa` (independent) or `sro` (owner)."""
        facts = self.portfolio.subject("project", project).facts
        given = [r for r in REVIEWERS if isinstance(facts.get(r + year), str)]
        return given[0] if given else None


def judge(name: str, rules: str, read: TableResult, as_of: str) -> Judged:
    """A portfolio judged by a rule file of this folder."""
    pack = projgov.load_pack(HERE / rules)
    plain = projgov.evaluate(pack, read.portfolio, as_of).to_plain()
    return Judged(name, read.portfolio, tuple(plain["subjects"]), len(read.bad_rows))


def joined(before: projgov.Portfolio, now: projgov.Portfolio) -> projgov.Portfolio:
    """Each project that is in either portfolio, with end date and ratings of both years; none is left out."""
    was, is_ = ({p.id: p for p in portfolio.projects} for portfolio in (before, now))

    def facts(project: Any, missing: projgov.Missing, suffix: str = "") -> Plain:
        if project is None:
            return {f"{r}{suffix}": missing for r in REVIEWERS}
        return {f"{r}{suffix}": project.facts.get(r, projgov.MISSING) for r in REVIEWERS}

    projects = []
    for key in sorted(was.keys() | is_.keys()):
        old, new = was.get(key), is_.get(key)
        told = {**facts(new, LEFT), **facts(old, NEW, "_before"), "end_before": old.end if old else NEW}
        projects.append(attrs.evolve(new or old, end=new.end if new else LEFT, facts=told))
    units = {u.id: u for u in (*before.units, *now.units)}
    return projgov.Portfolio(id="gmpp-2022-2023", projects=tuple(projects), units=tuple(units.values()))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; a blank line follows it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join("" if c is None else str(c).replace("|", "\\|") for c in row) + " |"
    yield ""


def listed(found: Iterable[tuple[Plain, str]], heads: Sequence[str] = ("id", "project", "")) -> Iterator[str]:
    yield from table(heads, ((s["id"], s["name"], reason) for s, reason in found))


def what_was_read(years: Sequence[Judged], both: Judged) -> Iterator[str]:
    yield "### What was read"
    yield ""
    rows = [
        (
            y.name,
            len(y.projects) + y.unreadable,
            len(y.projects),
            y.unreadable,
            *(sum(y.rater(p["id"]) == r for p in y.projects) for r in REVIEWERS),
            sum(y.rater(p["id"]) is None for p in y.projects),
            0 if not y.findings("owner_agrees_with_reviewer") else None,
        )[:7]
        for y in years
    ]
    yield from table(
        ["file", "rows", "projects", "rows unreadable", "rated by the reviewer", "rated by the owner", "unrated"], rows
    )
    ids = [{p["id"] for p in y.projects} for y in years]
    yield (
        f"In both files: {len(ids[0] & ids[1])} projects, matched by GMPP ID; left since: {len(ids[0] - ids[1])};"
        f" new: {len(ids[1] - ids[0])}; judged together: {len(both.projects)}."
    )
    yield ""


def reconciliation(years: Sequence[Judged]) -> Iterator[str]:
    yield "### Does the printed variance follow from the figures it is printed from?"
    yield ""
    rows = []
    for y in years:
        undetermined = sum(map(len, y.why_undetermined("variance_total").values()))
        wrong = {s["id"] for r in RECONCILED for s, _ in y.findings(r)}
        rows.append((y.name, *(len(y.findings(r)) for r in RECONCILED), len(y.projects) - len(wrong) - undetermined, undetermined))
    yield from table(
        ["file", "sign wrong", "unit wrong", "value wrong", "not a number", "reconciled", "not published"], rows
    )
    for y in years:
        found = [f for r in RECONCILED for f in y.findings(r)]
        if found:
            yield f"Rows of {y.name} that do not reconcile ({len({s['id'] for s, _ in found})}; figures in £m):"
            yield ""
            yield from listed(sorted(found, key=lambda f: f[0]["id"]))
    for y in years:
        for subject, reason in y.findings("whole_portfolio_within"):
            yield f"{y.name}: {reason}."
            yield ""
    yield "Narratives that contradict the figures of their own row:"
    yield ""
    yield from table(
        ["file", "id", "project", ""],
        ((y.name, s["id"], s["name"], reason) for y in years for s, reason in y.findings("narrative_agrees")),
    )


RECONCILED = ("variance_sign", "variance_unit", "variance_total", "variance_is_a_number")


def crossed(judged: Judged, lamp: str, rating: str = "published_rating") -> Iterator[str]:
    """How often each lamp meets each rating of the two reviewers; what is undetermined is counted, too."""
    counts: Counter[tuple[str | None, str | None, str | None]] = Counter(
        (judged.rater(s["id"]), judged.lamp(s, rating), judged.lamp(s, lamp)) for s in judged.projects
    )
    shown = sorted({key[2] or "" for key in counts}, key=lambda c: (not c, (*LAMPS, "blue").index(c) if c else 0))
    raters: list[tuple[str | None, str | None]] = [(r, c) for r in REVIEWERS for c in LAMPS] + [(None, None)]
    yield from table(
        ["published rating", *(c or "undetermined" for c in shown), "all"],
        (
            (
                "undetermined" if rater is None else f"{REVIEWERS[rater]}: {code}",
                *(counts[rater, code, c or None] for c in shown),
                sum(counts[rater, code, c or None] for c in shown),
            )
            for rater, code in raters
        ),
    )


def budget(years: Sequence[Judged]) -> Iterator[str]:
    yield "### Budget lamp beside the published rating"
    yield ""
    for y in years:
        yield f"{y.name}:"
        yield ""
        yield from crossed(y, "budget_lamp")
    for y in years:
        found = y.findings("rating_agrees_with_budget")
        yield f"Two steps apart in {y.name} ({len(found)}):"
        yield ""
        yield from listed(found)


def schedule(both: Judged) -> Iterator[str]:
    yield "### Schedule lamp: end dates of March 2022 and March 2023"
    yield ""
    yield from crossed(both, "slip_lamp")
    moved = [
        (s, both.portfolio.subject("project", s["id"])) for s in both.projects if both.lamp(s, "slip_lamp") not in (None, "green")
    ]
    rows = [((p.end - p.facts["end_before"]).days, s, p) for s, p in moved]
    yield f"End dates that moved ({len(rows)}), by days (less than nothing: earlier):"
    yield ""
    yield from table(
        ["days", "id", "project", "end in 2022", "end in 2023", "lamp", "rating in 2023"],
        (
            (days, s["id"], s["name"], p.facts["end_before"], p.end, both.lamp(s, "slip_lamp"), both.lamp(s, "published_rating"))
            for days, s, p in sorted(rows, key=lambda r: (-r[0], r[1]["id"]))
        ),
    )
    found = both.findings("rating_agrees_with_slip")
    yield f"Schedule and rating two steps apart ({len(found)}):"
    yield ""
    yield from listed(found)


def ratings(years: Sequence[Judged], both: Judged) -> Iterator[str]:
    yield "### Owner and independent reviewer"
    yield ""
    two = [sum(all(isinstance(p.facts.get(r), str) for r in REVIEWERS) for p in y.portfolio.projects) for y in years]
    yield f"Rows with a rating by both: {two[0]} of {len(years[0].projects)}, {two[1]} of {len(years[1].projects)}."
    yield ""
    moves: Counter[tuple[str | None, str | None, str]] = Counter()
    for s in both.projects:
        old, new = both.lamp(s, "rating_before"), both.lamp(s, "published_rating")
        if old and new:
            steps = LAMPS.index(new) - LAMPS.index(old)
            move = "same" if not steps else "better" if steps > 0 else "worse"
            moves[both.rater(s["id"], "_before"), both.rater(s["id"]), move] += 1
    rows = []
    for old_rater in REVIEWERS:
        for new_rater in REVIEWERS:
            n = {m: moves[old_rater, new_rater, m] for m in ("better", "same", "worse")}
            rows.append((REVIEWERS[old_rater], REVIEWERS[new_rater], *n.values(), sum(n.values())))
    yield from table(["rated in 2022 by", "in 2023 by", "better", "same", "worse", "all"], rows)
    found = both.findings("next_reviewer_agrees")
    yield f"Rated by the other one a year later, and differently ({len(found)}):"
    yield ""
    yield from listed(found)
    named = [(y, s, reason) for y in years for s, reason in y.findings("reviewer_as_named")]
    yield f"The commentary names the other reviewer than the column ({len(named)}):"
    yield ""
    yield from table(["file", "id", "project", ""], ((y.name, s["id"], s["name"], reason) for y, s, reason in named))


def dates(years: Sequence[Judged]) -> Iterator[str]:
    yield "### Dates that cannot be right, or that have passed"
    yield ""
    rows = [(y.name, s["id"], s["name"], why) for y in years for r in ("ends_after_start", "not_yet_ended") for s, why in y.findings(r)]
    yield from table(["file", "id", "project", ""], rows)


def undetermined(years: Sequence[Judged], both: Judged) -> Iterator[str]:
    yield "### What cannot be said, and why"
    yield ""
    rows = []
    asked = [(y, rule, what) for y in years for rule, what in (("budget_lamp", "budget lamp"), ("published_rating", "rating"))]
    for judged, rule, what in [*asked, (both, "slip_lamp", "schedule lamp")]:
        for why, ids in sorted(judged.why_undetermined(rule).items()):
            rows.append((judged.name, what, why, len(ids), ", ".join(ids)))
    yield from table(["file", "undetermined", "reason in the file", "projects", "ids"], rows)


def findings(data: Path) -> str:
    """The findings about the files in a folder, as Markdown."""
    read = [load_table(data / f"gmpp_{y}.csv", HERE / f"mapping_{y}.yaml", skip_bad=True) for y, _ in YEARS]
    years = [judge(y.replace("_", "-"), "year.yaml", r, day) for (y, day), r in zip(YEARS, read, strict=True)]
    whole = TableResult(joined(*(r.portfolio for r in read)))
    both = judge("both", "years.yaml", whole, YEARS[-1][1])
    lines = [
        *what_was_read(years, both), *reconciliation(years), *budget(years), *schedule(both), *ratings(years, both),
        *dates(years), *undetermined(years, both),
    ]  # fmt: skip
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Print the findings, or write them into the page."""
    parser = argparse.ArgumentParser(description="What the two published GMPP files say, by the rules of this folder.")
    parser.add_argument("--write", action="store_true", help="put the findings into README.md")
    options = parser.parse_args()
    named = os.environ.get("PROJGOV_DATA")
    data = (Path(named) if named else HERE.parents[2] / "shared") / "data"
    try:
        text = findings(data)
    except projgov.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if options.write:
        page = HERE / "README.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        page.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
