"""`projgov explain PACK PORTFOLIO SUBJECT --as-of DATE`: what was decided about one subject, and why."""

from __future__ import annotations

import argparse

import projgov
from projgov.cli.output import (
    Usage,
    day,
    day_argument,
    pack_argument,
    print_json,
    public_argument,
    tell_doubts,
)
from projgov.cli.source import check_order, read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.domain.records import VOCABULARY
from projgov.scoring.public import UnknownPublic
from projgov.scoring.report import UnknownSubject

NAME = "explain"
HELP = Bilingual("逐条解释一个对象的结果", "explain what was decided about one subject, clause by clause")
EXAMPLE = "projgov explain zhengfa zhengfa-2017 P-017 --as-of 2017-12-31"
_SUBJECT = Bilingual("对象的编号；同号时写成 类型/编号", "the subject's id; `type/id` where types share one")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    parser.add_argument("subject", metavar="SUBJECT", help=_SUBJECT.in_(language))
    day_argument(parser, language)
    public_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    read = read_source(options)
    report = projgov.evaluate(pack, read.portfolio, as_of, calendar=read_calendar(options))
    if not options.public:
        read.tell(options.language)
        tell_doubts(report, options.language)
    word, _, key = options.subject.rpartition("/")
    kind = next((r.name for r in VOCABULARY.subjects if r.called(word)), word)
    try:
        if options.public:
            view, of_type = report.public(), kind or None
            if options.json:
                print_json(view.subject(key, of_type))
            else:
                print(view.explain(key, of_type=of_type, language=options.language), end="")
        elif options.json:
            print_json({**report.explanation(key, of_type=kind or None), **read.plain(options.language)})
        else:
            print(report.explain(key, of_type=kind or None, language=options.language), end="")
    except (UnknownPublic, UnknownSubject) as unknown:
        raise Usage(unknown.message) from None
    return 0
