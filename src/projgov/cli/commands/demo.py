"""`projgov demo [PACK]`: a city's year, scored and explained."""

from __future__ import annotations

import argparse
import sys

from projgov.cli.colour import paint_for
from projgov.cli.demo.story import story
from projgov.cli.demo.year import year_of
from projgov.cli.output import print_json
from projgov.diagnostics import Bilingual, Language

NAME = "demo"
HELP = Bilingual("演示：一个市的一年，评分并逐条解释", "a city's year, scored and explained")
EXAMPLE = "projgov demo --language zh"
_PACK = Bilingual("自带的规则包（默认 zhengfa）", "a shipped pack (default: zhengfa)")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("pack", metavar="PACK", nargs="?", default="zhengfa", help=_PACK.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    year = year_of(options.pack)
    if options.json:
        print_json(year.report.to_plain())
    else:
        print(story(year, options.language, paint_for(sys.stdout)), end="")
    return 0
