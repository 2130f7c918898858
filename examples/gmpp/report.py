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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from judging import FIRST, HERE, REVIEWERS, SECOND, Judged, Plain, judge_both, judge_year

import projgov

BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"
LAMPS = ("red", "amber", "green", "blue")
RECONCILED = ("variance_sign", "variance_unit", "variance_total", "variance_is_a_number")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; a blank line follows it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join("" if c is None else str(c).replace("|", "\\|") for c in row) + " |"
    yield ""


def listed(*found: tuple[Judged, Iterable[tuple[Plain, str]]]) -> Iterator[str]:
    """Findings, each with its file, project and reason."""
    rows = [(judged.name, s["id"], s["name"], reason) for judged, pairs in found for s, reason in pairs]
    yield from table(["file", "id", "project", "finding"], rows)


def crossed(judged: Judged, lamp: str) -> Iterator[str]:
    """How often each lamp meets each rating of the two reviewers; what is undetermined is counted, too."""
    counts = Counter(
        (judged.raters(s), judged.lamp(s, "published_rating"), judged.lamp(s, lamp)) for s in judged.projects
    )
    lamps = [c for c in LAMPS if any(key[2] == c for key in counts)]
    by: list[tuple[tuple[str, ...], str | None]] = [((r,), c) for r in REVIEWERS for c in LAMPS[:3]]
    rows: list[list[object]] = []
    for rater, rating in [*by, ((), None)]:
        cells = [counts[rater, rating, c] for c in (*lamps, None)]
        rows.append([f"{REVIEWERS[rater[0]]}: {rating}" if rater else "undetermined", *cells, sum(cells)])
    yield f"{judged.name}, lamps in columns:"
    yield ""
    yield from table(["rating", *lamps, "undetermined", "all"], rows)


def what_was_read(first: Judged, second: Judged, both: Judged) -> Iterator[str]:
    """Rows in, projects out, and who rated them."""
    rows = []
    for year in (first, second):
        rated = year.raters_counted()
        by = [rated[who] for who in (("ipa",), ("sro",), ("ipa", "sro"), ())]
        rows.append(
            (year.name, len(year.projects) + year.unreadable, len(year.projects), year.unreadable, *by)
        )
    yield "### What was read"
    yield ""
    yield from table(
        ["file", "rows", "projects", "unreadable", "rated by the reviewer", "by the owner", "by both", "by neither"],
        rows,
    )  # fmt: skip
    before, now = ({s["id"] for s in year.projects} for year in (first, second))
    yield (
        f"Matched by GMPP ID: in both files {len(before & now)}, only in the first {len(before - now)}, "
        f"only in the second {len(now - before)}; judged together {len(both.projects)}."
    )
    yield ""


def reconciliation(first: Judged, second: Judged, _both: Judged) -> Iterator[str]:
    """The printed variance against the figures that it is printed from."""
    years = (first, second)
    rows = []
    for year in years:
        unknown = sum(len(ids) for ids in year.why_undetermined("variance_total").values())
        wrong = {s["id"] for s, _ in year.findings(*RECONCILED)}
        by_rule = [len(year.findings(rule)) for rule in RECONCILED]
        rows.append((year.name, *by_rule, len(wrong), len(year.projects) - len(wrong) - unknown, unknown))
    yield "### Does the printed variance follow from the figures it is printed from?"
    yield ""
    heads = ["file", "wrong sign", "wrong unit", "wrong value", "no number", "rows that do not reconcile"]
    yield from table([*heads, "rows that do", "not published"], rows)
    yield "Rows that do not reconcile (figures in £m):"
    yield ""
    yield from listed(*((year, year.findings(*RECONCILED)) for year in years))
    yield "The totals:"
    yield ""
    for year in years:
        for _, reason in year.findings("whole_portfolio_within"):
            yield f"- {year.name}: {reason}"
    yield ""
    yield "Narratives that contradict the figures of their own row:"
    yield ""
    yield from listed(*((year, year.findings("narrative_agrees")) for year in years))


def budget(first: Judged, second: Judged, _both: Judged) -> Iterator[str]:
    """The budget lamp beside the ratings."""
    yield "### Budget lamp beside the published rating"
    yield ""
    yield from crossed(first, "budget_lamp")
    yield from crossed(second, "budget_lamp")
    yield "Two steps apart:"
    yield ""
    yield from listed(*((year, year.findings("rating_agrees_with_budget")) for year in (first, second)))


def schedule(_first: Judged, _second: Judged, both: Judged) -> Iterator[str]:
    """The schedule lamp beside the ratings."""
    yield "### Schedule lamp beside the published rating"
    yield ""
    yield from crossed(both, "slip_lamp")
    rows = []
    for subject in both.projects:
        lamp, project = both.lamp(subject, "slip_lamp"), both.record(subject)
        if lamp not in (None, "green"):
            before, now = project.facts["end_before"], project.end
            rating = both.lamp(subject, "published_rating") or "undetermined"
            rows.append(((now - before).days, subject["id"], subject["name"], before, now, lamp, rating))
    rows.sort(key=lambda row: (-row[0], row[1]))
    yield f"End dates that moved ({len(rows)}); negative: earlier."
    yield ""
    yield from table(["days", "id", "project", "end in 2022", "end in 2023", "lamp", "rating in 2023"], rows)
    yield "Two steps apart:"
    yield ""
    yield from listed((both, both.findings("rating_agrees_with_slip")))


def ratings(first: Judged, second: Judged, both: Judged) -> Iterator[str]:
    """The ratings of the two reviewers against one another, as far as the files allow."""
    moves: Counter[tuple[tuple[str, ...], tuple[str, ...], int]] = Counter()
    for s in both.projects:
        old, new = both.lamp(s, "rating_before"), both.lamp(s, "published_rating")
        if old is not None and new is not None:
            moves[both.raters(s, "_before"), both.raters(s), LAMPS.index(new) - LAMPS.index(old)] += 1
    rows = []
    for before, one in REVIEWERS.items():
        for now, other in REVIEWERS.items():
            steps = [moves[(before,), (now,), n] for n in (2, 1, 0, -1, -2)]
            rows.append((one, other, *steps, sum(steps)))
    yield "### Owner and independent reviewer"
    yield ""
    yield f"Rows with a rating by both: {first.raters_counted()['ipa', 'sro'] + second.raters_counted()['ipa', 'sro']}."
    yield "From the one year to the next, by who rated (steps of the scale red, amber, green):"
    yield ""
    heads = ["2 better", "1 better", "same", "1 worse", "2 worse", "all"]
    yield from table(["rated in 2022 by", "in 2023 by", *heads], rows)
    yield "Rated by the other one a year later, and differently:"
    yield ""
    yield from listed((both, both.findings("next_reviewer_agrees")))
    yield "The commentary calls the rating that of the other reviewer than its column does:"
    yield ""
    yield from listed(*((year, year.findings("reviewer_as_named")) for year in (first, second)))


def dates(first: Judged, second: Judged, _both: Judged) -> Iterator[str]:
    """Dates that are odd."""
    yield "### Dates that cannot be right, or that have passed"
    yield ""
    yield from listed(*((y, y.findings("ends_after_start", "not_yet_ended")) for y in (first, second)))


def undetermined(first: Judged, second: Judged, both: Judged) -> Iterator[str]:
    """What the rules leave open, with the reason that the files state."""
    asked = [
        *((year, rule, what) for year in (first, second)
          for rule, what in (("budget_lamp", "budget lamp"), ("published_rating", "rating"))),
        (both, "slip_lamp", "schedule lamp"),
    ]  # fmt: skip
    rows = [
        (judged.name, what, why, len(ids), ", ".join(ids))
        for judged, rule, what in asked
        for why, ids in sorted(judged.why_undetermined(rule).items())
    ]
    yield "### What cannot be said, and why"
    yield ""
    yield from table(["file", "undetermined", "reason in the file", "projects", "ids"], rows)


SECTIONS: tuple[Callable[[Judged, Judged, Judged], Iterator[str]], ...] = (
    what_was_read, reconciliation, budget, schedule, ratings, dates, undetermined,
)  # fmt: skip


def findings(data: Path) -> str:
    """The findings about the files in a folder, as Markdown."""
    first, second = judge_year(FIRST, data), judge_year(SECOND, data)
    both = judge_both(first, second)
    lines = [line for section in SECTIONS for line in section(first, second, both)]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Print the findings, or write them into the page."""
    parser = argparse.ArgumentParser(
        description="What the two published GMPP files say, judged by year.yaml and years.yaml"
    )
    parser.add_argument("--write", action="store_true", help="put the findings into README.md")
    options = parser.parse_args()
    named = os.environ.get("PROJGOV_DATA")
    try:
        text = findings((Path(named) if named else HERE.parents[2] / "shared") / "data")
    except projgov.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if options.write:
        page = HERE / "README.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        page.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
