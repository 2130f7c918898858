"""`projgov check FILE...`: every fault of rule files, without evaluating anything; `--explain CODE` tells more of one kind."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

import projgov
from projgov.cli.explained import explained
from projgov.cli.output import Usage, print_json
from projgov.diagnostics import Bilingual, Diagnostic, Language, render

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
_NOTES = Bilingual("，提示 {notes} 处", ", notes: {notes}")
_STRICT = Bilingual(
    "警告和提示也算不通过（退出码 1）", "warnings and notes count as faults, too: exit code 1"
)
_MORE = Bilingual(
    "细说一种错误：projgov check --explain {code}", "projgov check --explain {code} tells more of that code"
)


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="*", help=_FILES.in_(language))
    parser.add_argument("--strict", action="store_true", help=_STRICT.in_(language))
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
            if diagnostics:
                print(render(diagnostics, language))
            print(_summary(file, diagnostics, language))
        told = [d.code for diagnostics in found.values() for d in diagnostics if d.pattern.severity != "note"]
        if told:
            print(_MORE.in_(language).format(code=told[0]))
    faulty = (d.is_error or options.strict for diagnostics in found.values() for d in diagnostics)
    return 1 if any(faulty) else 0


def _summary(file: str, diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """How many there are of each severity; notes alone are no fault."""
    counts = Counter(d.pattern.severity for d in diagnostics)
    errors, warnings, notes = counts["error"], counts["warning"], counts["note"]
    summary = (_COUNT if errors or warnings else _GOOD).in_(language)
    return (summary + (_NOTES.in_(language) if notes else "")).format(
        file=file, errors=errors, warnings=warnings, notes=notes
    )
