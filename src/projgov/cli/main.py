"""The command line: a thin layer over the public names of projgov.

Each command is one module of `cli.commands` with `NAME`, `HELP`, `EXAMPLE`, `arguments(parser, language)` and
`run(options) -> int`. What is asked for goes to standard output, what is wrong to standard error; with `--json` what is wrong
with the files read goes to standard output too, as `{"diagnostics": […]}`.
Exit codes: 0 as expected, 1 something is wrong with what was read, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from projgov import __version__
from projgov.cli.commands import COMMANDS
from projgov.cli.output import Usage, print_json
from projgov.cli.parser import Parser
from projgov.diagnostics import LANGUAGES, Bilingual, Language, Refused

_ALLOCATIONS = 200_000
"""Objects made between two looks for cycles."""
_PROGRAM = Bilingual(
    "把治理规则写成文件：检查、评分、解释", "governance rules as files: check them, score, explain"
)
_LANGUAGE = Bilingual("输出所用语言（默认随系统）", "language of the output (default: that of the locale)")
_JSON = Bilingual("以 JSON 输出", "print JSON")
_VERSION = Bilingual("显示版本并退出", "show the version and exit")
_EXAMPLE = Bilingual("例：", "example: ")
_MORE = Bilingual("每个命令都有 --help", "every command has --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        with _few_collections():
            return _run(words, language)
    except BrokenPipeError:
        # The reader of the pipe has seen enough: that is no fault. Python would complain when it flushes at exit.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


@contextmanager
def _few_collections() -> Iterator[None]:
    """Within, Python seldom looks for cycles among objects: what a command reads lives to its end, and is no garbage."""
    usual = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(words: Sequence[str], language: Language) -> int:
    try:
        options = _parser(language).parse_args(words)
    except SystemExit:
        sys.stdout.flush()
        raise
    options.language = language
    try:
        code: int = options.run(options)
    except Refused as refused:
        if options.json:
            print_json({"diagnostics": [fault.to_plain(language) for fault in refused.diagnostics]})
        print(refused.render(language), file=sys.stderr)
        code = 1
    except Usage as usage:
        print(f"projgov: {usage.text.in_(language)}", file=sys.stderr)
        code = 2
    sys.stdout.flush()
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


def _parser(language: Language) -> Parser:
    texts = {"description": _PROGRAM.in_(language), "epilog": _MORE.in_(language)}
    parser = Parser(prog="projgov", language=language, **texts)
    parser.set_defaults(json=False)
    _common(parser, language)
    parser.add_argument(
        "--version", action="version", version=f"projgov {__version__}", help=_VERSION.in_(language)
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            language=language,
            help=command.HELP.in_(language),
            description=command.HELP.in_(language),
            epilog=_EXAMPLE.in_(language) + command.EXAMPLE,
        )
        command.arguments(sub, language)
        _common(sub, language)
        sub.set_defaults(run=command.run)
    return parser


def _common(parser: argparse.ArgumentParser, language: Language) -> None:
    """The options that may stand before the command and after it."""
    absent = argparse.SUPPRESS
    parser.add_argument("--language", choices=LANGUAGES, default=absent, help=_LANGUAGE.in_(language))
    parser.add_argument("--json", action="store_true", default=absent, help=_JSON.in_(language))
