"""`projgov export PACK PORTFOLIO [EXPORT] --as-of DATE`: results for the annual review, as CSV or JSON."""

from __future__ import annotations

import argparse
import sys

import projgov
from projgov.cli.output import (
    Usage,
    columns_of,
    day,
    day_argument,
    pack_argument,
    print_json,
    table,
    tell_doubts,
)
from projgov.cli.source import check_order, read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.typing import called
from projgov.scoring.exports.table import NO_EXPORTS, Exported, NoExport

NAME = "export"
HELP = Bilingual("导出供年度考核运用的结果", "hand results on to the annual review")
EXAMPLE = "projgov export zhengfa zhengfa-2017 annual_review --as-of 2017-12-31 --csv"
_EXPORT = Bilingual(
    "规则文件 `exports:`（结果运用）里的编号；不写就列出有哪些",
    "the id under `exports:` in the rule file; without it, what there is",
)
_CSV = Bilingual("以 CSV 输出", "as CSV")
_TWO_FORMS = Bilingual("--csv 和 --json 只能写一个", "--csv and --json cannot stand together")
_FINAL = Bilingual("只要已经审定的结果", "only results that have been decided in the end")
_HEADS = Bilingual("编号 标题 对象", "export title subject")
_SUMMARY = Bilingual("审定 {final} 行，未审定 {open} 行", "final: {final}, preliminary: {open}")
_PERSONAL = Bilingual("；含个人信息", "; with personal data")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    parser.add_argument("export", metavar="EXPORT", nargs="?", help=_EXPORT.in_(language))
    day_argument(parser, language)
    parser.add_argument("--csv", action="store_true", help=_CSV.in_(language))
    parser.add_argument("--final-only", action="store_true", help=_FINAL.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    if options.csv and options.json:
        raise Usage(_TWO_FORMS)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    if options.export is None:
        return _list(pack, options)
    read = read_source(options)
    report = projgov.evaluate(pack, read.portfolio, as_of, calendar=read_calendar(options))
    read.tell(options.language)
    tell_doubts(report, options.language)
    try:
        found = report.export(options.export)
    except NoExport as unknown:
        raise Usage(unknown.message) from None
    if options.final_only:
        found = found.only_final()
    if options.json:
        print_json({**found.to_plain(), **read.plain(options.language)})
    elif options.csv:
        sys.stdout.write(found.csv(options.language).replace("\r\n", "\n"))
    else:
        rows = [found.cells(row, options.language) for row in found.rows]
        print(table(rows, found.heads(options.language), most=columns_of(sys.stdout)))
        print(f"\n{_summary(found, options.language)}")
    return 0


def _summary(found: Exported, language: Language) -> str:
    final = sum(row.status == "final" for row in found.rows)
    told = _SUMMARY.in_(language).format(final=final, open=len(found.rows) - final)
    return told + (_PERSONAL.in_(language) if any(c.personal for c in found.columns) else "")


def _list(pack: projgov.Pack, options: argparse.Namespace) -> int:
    """What the rule file hands on."""
    given = [one.header for one in pack.core.exports]
    if options.json:
        listed = [
            {"export": h.id, "type": h.subject, "title": {"zh": h.title.zh, "en": h.title.en}} for h in given
        ]
        print_json({"exports": listed})
    elif not given:
        print(NO_EXPORTS.in_(options.language))
    else:
        rows = [[h.id, h.title.in_(options.language), called(h.subject).in_(options.language)] for h in given]
        print(table(rows, _HEADS.in_(options.language).split()))
    return 0
