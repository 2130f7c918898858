"""`projgov schema [FORMAT]`: JSON Schema, for editors and host systems."""

from __future__ import annotations

import argparse

import projgov
from projgov.cli.output import print_json
from projgov.diagnostics import Bilingual, Language

NAME = "schema"
HELP = Bilingual(
    "输出 JSON Schema，供编辑器和业务系统使用", "print JSON Schema, for editors and host systems"
)
EXAMPLE = "projgov schema portfolio > portfolio.schema.json"
_OF = Bilingual(
    "哪种格式：规则文件、项目库、事件、评价结果、时间表、公开信息、通报、结果运用",
    "which format: of rule files, portfolios, events, reports, timetables, public views, bulletins or results handed on",
)


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "of",
        metavar="FORMAT",
        nargs="?",
        choices=("pack", "portfolio", "event", "report", "timetable", "public", "bulletin", "export"),
        default="pack",
        help=_OF.in_(language),
    )


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    print_json(projgov.schema(options.of))
    return 0
