"""The Human Development Index 2022 computed by hdi.yaml, held against the published one, as Markdown.

    python examples/hdi/report.py [--language zh]     # prints the findings
    python examples/hdi/report.py --write             # puts them into README.md and README.zh.md

The file `hdi_2022.csv` is looked for in `data/` of the folder that PROJGOV_DATA names, else of `shared` beside the checkout. All
that is computed is computed by the rule file; here it is counted and set out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import projgov

HERE = Path(__file__).resolve().parent
AS_OF = "2022-12-31"
BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"
PAGES = {"en": HERE / "README.md", "zh": HERE / "README.zh.md"}

Plain = dict[str, Any]
"""A country of a report as plain JSON data."""
Words = tuple[str, str]
"""The same in Chinese and English."""
Edits = tuple[tuple[str, str], ...]
"""What is replaced in the rule file, and by what."""

CHANGES: tuple[tuple[Words, Edits], ...] = (
    (("算术平均代替几何平均", "the arithmetic instead of the geometric mean"),
     (("aggregate: geometric mean", "aggregate: weighted mean"),)),
    (("收入不取对数", "income without the logarithm"), ((", transform: log", ""),)),
    (("不限于上下限", "nothing kept within the goalposts"),
     (("best: life_most}", "best: life_most, clamp: false}"), ("transform: log}", "transform: log, clamp: false}"),
      ("mean(min(expected_schooling / expected_most, 1), min(mean_schooling / mean_most, 1))",
       "mean(expected_schooling / expected_most, mean_schooling / mean_most)"))),
    (("三项指数先取三位小数", "the three dimensions rounded to three decimals first"),
     (("decimals: exact", "decimals: 3"),)),
    (("截断而不四舍五入", "cut instead of rounded half up"), (("rounding: half up", "rounding: down"),)),
    (("按取整前的值排名", "ranked by the value before it is rounded"),
     (("decimals: 3\n    rounding", "decimals: 12\n    rounding"),
      ("require: hdi = published_hdi", "require: round(hdi, 3) = published_hdi"))),
)  # fmt: skip
"""What the published figures rule out: the rule file with one thing changed."""


def judged(portfolio: projgov.Portfolio, edits: Edits = ()) -> list[Plain]:
    """The countries as the rule file judges them, with edits of it."""
    text = (HERE / "hdi.yaml").read_text(encoding="utf-8").partition("\nsample:")[0] + "\n"
    for before, after in edits:
        if before not in text:
            raise ValueError(f"hdi.yaml does not say {before!r}")
        text = text.replace(before, after)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "hdi.yaml")
        file.write_text(text, encoding="utf-8")
        pack = projgov.load_pack(str(file))
    subjects: list[Plain] = projgov.evaluate(pack, portfolio, AS_OF).to_plain()["subjects"]
    return [s for s in subjects if s["type"] == "unit"]


def found(countries: Iterable[Plain], *rules: str) -> list[tuple[Plain, Plain]]:
    """What rules find, with the country of each finding."""
    return [(c, f) for c in countries for f in c["findings"] if f["rule"] in rules]


def differing(countries: Iterable[Plain]) -> tuple[int, int]:
    """For how many countries the value, and for how many the rank, is not the published one."""
    countries = list(countries)
    return len(found(countries, "value_as_published")), len(found(countries, "rank_as_published"))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; a blank line follows it."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def equal_to_published(countries: list[Plain], language: str) -> Iterator[str]:
    """How many are the published ones, and which are not."""
    total = len(countries)
    open_ones = sum(bool(c["undetermined"]) for c in countries)
    other = {c["id"] for c, _ in found(countries, "value_as_published", "rank_as_published")}
    values, ranks = (total - open_ones - n for n in differing(countries))
    heads, both = {
        "zh": (("国家和地区", "无法判定", "指数相同", "名次相同", "两者都相同"), "### 与公布的相比"),
        "en": (
            ("countries", "undetermined", "value equal", "rank equal", "both equal"),
            "### Beside the published index",
        ),
    }[language]
    yield from (both, "")
    yield from table(heads, [(total, open_ones, values, ranks, total - open_ones - len(other))])
    rows = [
        (c["id"], c["name"], f["reason"][language])
        for c, f in found(countries, "value_as_published", "rank_as_published")
    ]
    if rows:
        yield from table(("iso3", *{"zh": ("名称", "差异"), "en": ("country", "difference")}[language]), rows)
    else:
        yield {"zh": "没有不同的。", "en": "None differs."}[language]
        yield ""


def one_thing_changed(portfolio: projgov.Portfolio, language: str) -> Iterator[str]:
    """What differs from the published figures when one thing in the rule file is changed."""
    heads, title = {
        "zh": (("改动", "指数不同", "名次不同"), "### 改动一处"),
        "en": (("change", "values that differ", "ranks that differ"), "### With one thing changed"),
    }[language]
    yield from (title, "")
    rows = ((words[language == "en"], *differing(judged(portfolio, edits))) for words, edits in CHANGES)
    yield from table(heads, rows)


def shared_ranks(countries: list[Plain], language: str) -> Iterator[str]:
    """The ranks that several countries share."""
    ranked = Counter(c["rank"] for c in countries)
    shared = sorted(rank for rank, n in ranked.items() if n > 1)
    sharing = sum(ranked[rank] for rank in shared)
    title, said, heads = {
        "zh": (
            "### 并列",
            f"{len(shared)}个名次由{sharing}个国家和地区共有；其后的名次空出。",
            ("名次", "指数", "国家和地区"),
        ),
        "en": (
            "### Shared ranks",
            f"{len(shared)} ranks are shared by {sharing} countries; the ranks after them are left out.",
            ("rank", "value", "countries"),
        ),
    }[language]
    yield from (title, "", said, "")
    rows = []
    for rank in shared:
        there = [c for c in countries if c["rank"] == rank]
        rows.append((rank, there[0]["score"], ", ".join(sorted(c["name"] for c in there))))
    yield from table(heads, rows)


def beyond_goalposts(countries: list[Plain], language: str) -> Iterator[str]:
    """The countries that are kept within the goalposts."""
    pairs = found(countries, "within_goalposts")
    title, said, heads = {
        "zh": ("### 超出上下限", f"{len(pairs)}个国家和地区。", ("iso3", "名称", "超出的")),
        "en": ("### Beyond the goalposts", f"{len(pairs)} countries.", ("iso3", "country", "what is beyond")),
    }[language]
    yield from (title, "", said, "")
    yield from table(heads, [(c["id"], c["name"], f["reason"][language]) for c, f in pairs])


def findings(portfolio: projgov.Portfolio, language: str) -> str:
    """The findings as Markdown."""
    countries = judged(portfolio)
    lines = [
        *equal_to_published(countries, language),
        *one_thing_changed(portfolio, language),
        *shared_ranks(countries, language),
        *beyond_goalposts(countries, language),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Print the findings, or write them into the pages."""
    parser = argparse.ArgumentParser(
        description="The Human Development Index 2022 computed by hdi.yaml, beside the published one"
    )
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument(
        "--write", action="store_true", help="put the findings into README.md and README.zh.md"
    )
    options = parser.parse_args()
    named = os.environ.get("PROJGOV_DATA")
    data = (Path(named) if named else HERE.parents[2] / "shared") / "data"
    try:
        portfolio = projgov.load_table(data / "hdi_2022.csv", HERE / "mapping.yaml").portfolio
        if not options.write:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
            print(findings(portfolio, options.language), end="")
            return 0
        for language, page in PAGES.items():
            head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
            text = findings(portfolio, language)
            page.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    except projgov.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
