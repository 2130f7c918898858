"""`projgov watch PACK PORTFOLIO --events FILE`: what events bring about as they happen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import attrs

import projgov
from projgov.cli.output import day, pack_argument, portfolio_argument, print_json_line
from projgov.cli.source import calendar_argument, check_order, read_calendar
from projgov.diagnostics import Bilingual, InvalidData, Language, Place, Refused
from projgov.domain.events import MOST_CHARACTERS
from projgov.reading.files import opened
from projgov.reading.text import decode
from projgov.scoring.watch.duties import Duty, told
from projgov.scoring.watch.session import BACKWARDS

NAME = "watch"
HELP = Bilingual(
    "逐个收取事件，随时说出由此产生的事项", "take events one by one, and say what each brings about"
)
EXAMPLE = "projgov watch zhengfa zhengfa-2017 --start 2017-03-01 --events events.jsonl"
_EVENTS = Bilingual(
    "事件文件，每行一个 JSON 对象；`-` 为标准输入", "events, one JSON object a line; `-` for standard input"
)
_START = Bilingual(
    "从这一天开始（默认为年度第一天）", "the day to start from; else the first of the assessment year"
)
_AS_OF = Bilingual(
    "看到这一天为止；以后登记的事件不收", "the day to watch through; events recorded later are refused"
)
_ENGINE = Bilingual("推理引擎", "the engine that climbs ladders")
_NOTHING = Bilingual("没有新的事项。", "Nothing arises.")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    portfolio_argument(parser, language)
    parser.add_argument("--events", metavar="FILE", help=_EVENTS.in_(language))
    parser.add_argument("--start", metavar="DATE", help=_START.in_(language))
    parser.add_argument("--as-of", metavar="DATE", help=_AS_OF.in_(language))
    calendar_argument(parser, language)
    parser.add_argument("--engine", choices=("durable", "reference"), help=_ENGINE.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code. Events that are refused are told with their line; the others go on."""
    start = None if options.start is None else day(options.start)
    last = None if options.as_of is None else day(options.as_of)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    portfolio = projgov.load_portfolio(options.portfolio)
    begin = start or pack.assessed.first
    if last is not None and last < begin:
        raise InvalidData([BACKWARDS.at(Place(), clock=begin.isoformat(), day=last.isoformat())])
    session = projgov.watch(
        pack, portfolio, begin, as_of=last, engine=options.engine, calendar=read_calendar(options)
    )
    written = _tell(tuple(d for d in session.standing if d.code), options)
    faults = 0
    if options.events is not None:
        with _opened(options.events) as lines:
            for number, line in _numbered(lines):
                try:
                    written += _tell(session.post(decode(line, options.events)), options)
                except Refused as refused:
                    faults += 1
                    _refused(refused, options.events, number, options.language)
    if last is not None and last > session.day:
        written += _tell(session.advance(last), options)
    if not written and not options.json:
        print(_NOTHING.in_(options.language))
    return 1 if faults else 0


def _tell(duties: tuple[Duty, ...], options: argparse.Namespace) -> int:
    """Print duties as they arise; how many there were."""
    if options.json:
        for duty in duties:
            print_json_line(duty.to_plain())
    elif duties:
        print(told(duties, options.language))
    sys.stdout.flush()
    return len(duties)


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers. A line is read no further than an event can be long."""
    number = 0
    while line := lines.readline(4 * MOST_CHARACTERS + 2):
        number += 1
        if line.strip():
            yield number, line
        while line and not line.endswith(b"\n"):
            line = lines.readline(4 * MOST_CHARACTERS)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with opened(name) as lines:
        yield lines


def _refused(refused: Refused, file: str, number: int, language: Language) -> None:
    """Say on standard error what is wrong with the event on a line."""
    for found in refused.diagnostics:
        place = attrs.evolve(found.place, file=file, line=number, column=1)
        print(attrs.evolve(found, place=place).render(language), file=sys.stderr)
