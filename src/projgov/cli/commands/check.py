"""`projgov check FILE...`: every fault of rule files, without evaluating anything; `--explain CODE` tells more of one kind."""

from __future__ import annotations

import argparse

import projgov
from projgov.cli.explained import explained
from projgov.cli.output import Usage, print_json
from projgov.diagnostics import Bilingual, Language

NAME = "check"
HELP = Bilingual(
    "检查规则文件：指出每一处错误、原因和改法",
    "check rule files: every fault with its place, reason and mend",
)
EXAMPLE = "projgov check rules.yaml"
_FILES = Bilingual("规则文件，或自带规则包的名称", "rule files, or names of shipped packs")
_EXPLAIN = Bilingual(
    "细说一种错误（如 F101）：为什么，错例和正例", "tell more of a code such as F101: why, and examples"
)
_NO_FILE = Bilingual(
    "缺少 FILE（用法见 `projgov check --help`）", "missing: FILE (see `projgov check --help`)"
)
_GOOD = Bilingual("{file}：没有发现错误", "{file}: no faults found")
_COUNT = Bilingual(
    "{file}：错误 {errors} 处，警告 {warnings} 处", "{file}: errors: {errors}, warnings: {warnings}"
)
_MORE = Bilingual(
    "细说一种错误：projgov check --explain {code}", "projgov check --explain {code} tells more of that code"
)


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="*", help=_FILES.in_(language))
    parser.add_argument("--explain", metavar="CODE", help=_EXPLAIN.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    language: Language = options.language
    if options.explain is not None:
        print(explained(options.explain, language))
        return 0
    if not options.files:
        raise Usage(_NO_FILE)
    found = {file: projgov.check(file) for file in options.files}
    if options.json:
        print_json([d.to_plain(language) for diagnostics in found.values() for d in diagnostics])
    else:
        for file, diagnostics in found.items():
            for diagnostic in diagnostics:
                print(diagnostic.render(language))
            errors = sum(d.is_error for d in diagnostics)
            summary = _COUNT if diagnostics else _GOOD
            print(summary.in_(language).format(file=file, errors=errors, warnings=len(diagnostics) - errors))
        told = [d.code for diagnostics in found.values() for d in diagnostics if d.pattern.severity != "note"]
        if told:
            print(_MORE.in_(language).format(code=told[0]))
    return 1 if any(d.is_error for diagnostics in found.values() for d in diagnostics) else 0
