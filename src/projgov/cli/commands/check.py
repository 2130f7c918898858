"""`projgov check FILE...`: every fault of rule files, without evaluating anything."""

from __future__ import annotations

import argparse

import projgov
from projgov.cli.output import print_json
from projgov.diagnostics import Bilingual, Language

NAME = "check"
HELP = Bilingual(
    "检查规则文件：指出每一处错误、原因和改法",
    "check rule files: every fault with its place, reason and mend",
)
EXAMPLE = "projgov check rules.yaml"
_FILES = Bilingual("规则文件，或自带规则包的名称", "rule files, or names of shipped packs")
_GOOD = Bilingual("{file}：没有发现错误", "{file}: no faults found")
_COUNT = Bilingual(
    "{file}：错误 {errors} 处，警告 {warnings} 处", "{file}: errors: {errors}, warnings: {warnings}"
)


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=_FILES.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    language: Language = options.language
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
    return 1 if any(d.is_error for diagnostics in found.values() for d in diagnostics) else 0
