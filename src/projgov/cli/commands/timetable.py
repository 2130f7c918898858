"""`projgov timetable PACK PORTFOLIO --as-of DATE`: what is due next, for everybody or for one unit, officer or subject."""

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
from projgov.domain.records import VOCABULARY
from projgov.scoring.report import UnknownSubject
from projgov.scoring.timetable import InvalidSpan, Timetable, timetable

NAME = "timetable"
HELP = Bilingual("列出今后到期的事项", "list what is due next, by day")
EXAMPLE = "projgov timetable zhengfa zhengfa-2017 --as-of 2017-06-20 --until 2017-07-31"
_FOR = Bilingual(
    "只看这个单位、干部或对象（编号或名称）；同号时写成 类型/编号",
    "only of this unit, officer or subject (id or name); `type/id` where types share an id",
)
_SETTLED = Bilingual("连同已经完成的、逾期完成的和免责的", "also what was met, met late or excused")
_UNTIL = Bilingual("到这一天为止，如 2017-12-31", "through this day, such as 2017-12-31")
_HEADS = (
    Bilingual("期限", "due"),
    Bilingual("状态", "state"),
    Bilingual("事项", "what"),
    Bilingual("对象", "subject"),
    Bilingual("责任单位或责任人", "owed by"),
)
_NOTHING = Bilingual("没有到期的事项。", "Nothing is due.")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    day_argument(parser, language)
    parser.add_argument("--for", dest="whose", metavar="ID", help=_FOR.in_(language))
    parser.add_argument("--settled", action="store_true", help=_SETTLED.in_(language))
    parser.add_argument("--until", metavar="DATE", help=_UNTIL.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    until = None if options.until is None else day(options.until)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    read = read_source(options)
    report = projgov.evaluate(pack, read.portfolio, as_of, calendar=read_calendar(options))
    read.tell(options.language)
    tell_doubts(report, options.language)
    word, _, key = (options.whose or "").rpartition("/")
    kind = next((r.name for r in VOCABULARY.subjects if r.called(word)), word)
    try:
        found = timetable(
            report, for_=key or None, of_type=kind or None, until=until, settled=options.settled
        )
    except (UnknownSubject, InvalidSpan) as wrong:
        raise Usage(wrong.message) from None
    if options.json:
        print_json({**found.to_plain(), **read.plain(options.language)})
    else:
        print(_shown(found, options.language))
    return 0


def _shown(found: Timetable, language: Language) -> str:
    """The timetable as a table; what no entry says has no column."""
    heading = found.heading(language)
    rows = found.rows(language)
    if not rows:
        return f"{heading}\n{_NOTHING.in_(language)}"
    shown = [i for i in range(len(_HEADS)) if any(row[i] for row in rows)]
    heads = [_HEADS[i].in_(language) for i in shown]
    return f"{heading}\n" + table(
        [[row[i] for i in shown] for row in rows], heads, [], columns_of(sys.stdout)
    )
