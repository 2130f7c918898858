"""`projgov difference PACK PORTFOLIO [SUBJECT …] --before DATE --as-of DATE`: what stood then, and what stands now."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import projgov
from projgov.cli.changes import by_subject, colon
from projgov.cli.output import Usage, day, day_argument, pack_argument, print_json
from projgov.cli.source import check_order, read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.scoring.comparison.difference import Correction, Difference
from projgov.scoring.report import UnknownSubject

NAME = "difference"
HELP = Bilingual("某日的结果与现在的结果有什么不同", "what stood on an earlier day, and what stands now")
EXAMPLE = "projgov difference zhengfa zhengfa-2017 P-044 --before 2017-06-30 --as-of 2017-09-30"
_SUBJECT = Bilingual("只看这些编号的对象", "only the subjects of these ids")
_BEFORE = Bilingual("原先的评价日，如 2017-06-30", "the earlier day of evaluation, such as 2017-06-30")
_BACKWARDS = Bilingual("--before 的日期要在 --as-of 以前", "--before has to lie before --as-of")
_SAME = Bilingual("没有不同。", "Nothing is said otherwise.")
_DAYS = Bilingual("{before} 与 {after} 的结果", "the results of {before} and {after}")
_CORRECTED = Bilingual("更正：{document} 取代 {superseded}", "correction: {document} supersedes {superseded}")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    parser.add_argument("subject", metavar="SUBJECT", nargs="*", help=_SUBJECT.in_(language))
    parser.add_argument("--before", metavar="DATE", required=True, help=_BEFORE.in_(language))
    day_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    first, last = day(options.before), day(options.as_of)
    if first > last:
        raise Usage(_BACKWARDS)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    read, calendar = read_source(options), read_calendar(options)
    program = projgov.compile(pack, calendar=calendar)
    before, after = (projgov.evaluate(pack, read.portfolio, one, program=program) for one in (first, last))
    read.tell(options.language)
    try:
        for subject in options.subject:
            after.subject(subject)
    except UnknownSubject as unknown:
        raise Usage(unknown.message) from None
    found = projgov.difference(before, after, options.subject or None)
    if options.json:
        print_json({**found.to_plain(), **read.plain(options.language)})
    else:
        print("\n".join(lines(found, options.language)))
    return 0


def lines(found: Difference, language: Language) -> Iterator[str]:
    """The corrections first, then every change by subject."""
    yield _DAYS.in_(language).format(before=found.before.as_of, after=found.after.as_of)
    for one in found.corrections:
        yield _corrected(one, language)
    if not found.changes:
        yield _SAME.in_(language)
    yield from by_subject(found.changes, language)


def _corrected(one: Correction, language: Language) -> str:
    told = _CORRECTED.in_(language).format(document=one.document, superseded=one.superseded)
    subjects = ("、" if language == "zh" else ", ").join(one.subjects)
    return f"{told}{colon(language)}{subjects}" if subjects else told
