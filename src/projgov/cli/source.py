"""The portfolio that a command is about: a shipped one, a JSON file, or a CSV table with its mapping."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import attrs

import projgov
from projgov.cli.output import Usage, portfolio_argument
from projgov.diagnostics import Bilingual, Diagnostic, Language, render
from projgov.domain.calendar import WorkCalendar
from projgov.domain.portfolio import Portfolio

_MAPPING = Bilingual("CSV 表的对照文件：哪一列是哪一项", "for a CSV file: which column is which field")
_SKIP = Bilingual(
    "CSV 表：跳过读不懂的行，列出它们",
    "for a CSV file: go on without the rows that cannot be read, and list them",
)
_NO_MAPPING = Bilingual(
    "CSV 表要用 --mapping 给出对照文件",
    "a CSV file needs its mapping: --mapping FILE says which column is which field",
)
_NO_TABLE = Bilingual(
    "--skip-bad-rows 只用于 CSV 表（--mapping）", "--skip-bad-rows is for a CSV file with --mapping"
)
_EXCHANGED = Bilingual(
    "两个文件的次序反了：先写规则文件，后写数据文件",
    "the files are exchanged: the rule file comes first, the data second",
)
_RULES, _DATA = (".yaml", ".yml"), (".json", ".csv", ".tsv")
_CALENDAR = Bilingual(
    "工作日历（JSON 文件），不写就用中国内地的",
    "the work calendar (a JSON file); else that of mainland China",
)
_LEFT_OUT = Bilingual("已跳过 {count} 行：", "rows left out: {count}")


@attrs.frozen
class Read:
    """A portfolio as it was read, and what was wrong with the rows left out of it; None where no rows may be left out."""

    portfolio: Portfolio
    left_out: tuple[Diagnostic, ...] | None = None

    def tell(self, language: Language) -> None:
        """Say on standard error which rows were left out, and why."""
        if self.left_out:
            rows = len({(d.place.file, d.place.line) for d in self.left_out})
            print(_LEFT_OUT.in_(language).format(count=rows), file=sys.stderr)
            print(render(self.left_out, language), file=sys.stderr)

    def plain(self, language: Language) -> dict[str, object]:
        """What the JSON of a command says of the rows left out."""
        if self.left_out is None:
            return {}
        return {"rows_left_out": [d.to_plain(language) for d in self.left_out]}


def source_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the argument PORTFOLIO and the options for tables."""
    portfolio_argument(parser, language)
    parser.add_argument("--mapping", metavar="FILE", help=_MAPPING.in_(language))
    parser.add_argument("--skip-bad-rows", action="store_true", help=_SKIP.in_(language))
    calendar_argument(parser, language)


def calendar_argument(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the option for the work calendar."""
    parser.add_argument("--calendar", metavar="FILE", help=_CALENDAR.in_(language))


def read_calendar(options: argparse.Namespace) -> WorkCalendar | None:
    """The work calendar that the option names, None where it names none.

    Raises:
        Refused: with every fault of the file.
    """
    return None if options.calendar is None else projgov.load_calendar(options.calendar)


def check_order(options: argparse.Namespace) -> None:
    """Raises `Usage` where the data stand in the place of the rules, and the rules in that of the data."""
    pack, portfolio = (Path(name).suffix.lower() for name in (options.pack, options.portfolio))
    if pack in _DATA and portfolio in _RULES:
        raise Usage(_EXCHANGED)


def read_source(options: argparse.Namespace) -> Read:
    """The portfolio that the arguments name.

    Raises:
        Usage: if a table comes without a mapping, or rows are to be left out of what is no table.
        Refused: with every fault of the portfolio, or of the table and its mapping.
    """
    if options.mapping is None:
        if Path(options.portfolio).suffix.lower() in _DATA[1:]:
            raise Usage(_NO_MAPPING)
        if options.skip_bad_rows:
            raise Usage(_NO_TABLE)
        return Read(projgov.load_portfolio(options.portfolio))
    from projgov.domain.table import load_table

    table = load_table(options.portfolio, options.mapping, skip_bad=options.skip_bad_rows)
    return Read(table.portfolio, table.bad_rows if options.skip_bad_rows else None)
