"""The command line: a thin layer over the public names of projgov.

Each command is one module of `cli.commands` with `NAME`, `HELP`, `EXAMPLE`, `arguments(parser, language)` and
`run(options) -> int`. What is asked for goes to standard output, what is wrong to standard error.
Exit codes: 0 as expected, 1 something is wrong with what was read, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from projgov import __version__
from projgov.cli.commands import COMMANDS
from projgov.cli.output import Usage
from projgov.diagnostics import LANGUAGES, Bilingual, Language, Refused

_PROGRAM = Bilingual(
    "把治理规则写成文件:检查、评分、解释", "governance rules as files: check them, score, explain"
)
_LANGUAGE = Bilingual("输出所用语言(默认随系统)", "language of the output (default: that of the locale)")
_JSON = Bilingual("以 JSON 输出", "print JSON")
_EXAMPLE = Bilingual("例", "example")
_MORE = Bilingual("每个命令都有 --help", "every command has --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser(language).parse_args(words)
        options.language = language
        code: int = options.run(options)
        sys.stdout.flush()
    except Refused as refused:
        print(refused.render(language), file=sys.stderr)
        return 1
    except Usage as usage:
        print(f"projgov: {usage.text.in_(language)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of the pipe has seen enough: that is no fault. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for, found before parsing so that help and faults of usage are in it, too."""
    for index, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and index + 1 < len(words):
            value = words[index + 1]
        if value in LANGUAGES:
            return "zh" if value == "zh" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if setting := environment.get(variable):
            return "zh" if setting.lower().startswith("zh") else "en"
    return "en"


class _Parser(argparse.ArgumentParser):
    """A parser that answers wrong usage in one sentence, with exit code 2."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def _parser(language: Language) -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument("--language", choices=LANGUAGES, help=_LANGUAGE.in_(language))
    common.add_argument("--json", action="store_true", help=_JSON.in_(language))
    parser = _Parser(
        prog="projgov", description=_PROGRAM.in_(language), epilog=_MORE.in_(language), parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"projgov {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.HELP.in_(language),
            description=command.HELP.in_(language),
            epilog=f"{_EXAMPLE.in_(language)}: {command.EXAMPLE}",
            parents=[common],
        )
        command.arguments(sub, language)
        sub.set_defaults(run=command.run)
    return parser
