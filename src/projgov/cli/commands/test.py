"""`projgov test FILE...`: the tests inside rule files, and which rules no test names."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from textwrap import indent
from typing import Any

import attrs

import projgov
from projgov.cli.output import print_json
from projgov.diagnostics import Bilingual, Language, Refused
from projgov.rules.core.program import Header
from projgov.rules.load import Pack
from projgov.scoring.mutation import Change, Mutation, mutate
from projgov.scoring.results import Key
from projgov.scoring.selftest.run import Expectation, TestResult, run_tests, unguarded
from projgov.scoring.wording import joined, named

NAME = "test"
HELP = Bilingual(
    "运行规则文件里的测试，列出没有测试的规则；--mutate 找出改了也没有测试发现的地方",
    "run the tests inside rule files, and list the rules that no test names; --mutate: what no test would notice",
)
EXAMPLE = "projgov test --mutate rules.yaml"
_MUTATE = Bilingual(
    "把每条规则逐处改动一点（条件取反、界限差一位、少一行……），列出没有测试发现的改动",
    "change each rule in small ways (a condition negated, a limit moved, a row left out …) and list what no test notices",
)
_FILES = Bilingual("规则文件，或自带规则包的名称", "rule files, or names of shipped packs")
_FAILED = Bilingual("未通过：{name}（{day}）", "failed: {name} ({day})")
_EXPECTED = Bilingual(
    "`{rule}` 预期为{expected}，得到的是{found}", "`{rule}`: {expected} was expected, and {found} was found"
)
_COUNT = Bilingual(
    "{file}：{n} 个测试，{passed} 个通过，{failed} 个未通过",
    "{file}: tests: {n}, passed: {passed}, failed: {failed}",
)
_UNGUARDED = Bilingual("没有测试的规则（{n} 条）：{rules}", "rules that no test names ({n}): {rules}")
_TRIED = Bilingual(
    "试改 {tried} 处：测试发现 {noticed} 处，检查发现 {refused} 处，没有测试发现 {survived} 处，无需测试 {excused} 处",
    "changes tried: {tried}, noticed by a test: {noticed}, refused by the check: {refused}, noticed by none: {survived}, need not be: {excused}",
)
_CHANGED = Bilingual(
    "{what} `{rule}`：`{before}` 改成 `{after}`，没有测试发现",
    "{what} `{rule}`: no test notices when `{before}` becomes `{after}`",
)
_DROPPED = Bilingual(
    "{what} `{rule}`：删去 `{before}`，没有测试发现",
    "{what} `{rule}`: no test notices when `{before}` is left out",
)
_IDLE = Bilingual(
    "`unnoticed` 里规则 `{rule}` 的改动 `{change}` 没有对应，可以删去",
    "nothing answers to the change `{change}` of rule `{rule}` under `unnoticed`: leave it out",
)
_RULE = Bilingual("规则", "rule")
_PARAMETER = Bilingual("参数", "parameter")
_PROGRESS = Bilingual("试改 {done}/{every}", "changes tried: {done} of {every}")


@attrs.frozen
class _File:
    """What came of the tests of one file."""

    name: str
    results: tuple[TestResult, ...]
    unguarded: tuple[Header, ...]
    mutation: Mutation | None = None

    @property
    def passed(self) -> bool:
        """Whether all tests passed and, where the rules were changed, every change was noticed."""
        return not self.failed and (self.mutation is None or not self.mutation.survivors)

    @property
    def failed(self) -> tuple[TestResult, ...]:
        return tuple(r for r in self.results if not r.passed)


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=_FILES.in_(language))
    parser.add_argument("--mutate", action="store_true", help=_MUTATE.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    language: Language = options.language
    files: list[_File] = []
    refused: dict[str, Refused] = {}
    for name in options.files:
        try:
            pack = projgov.load_pack(name)
            file = _File(name, run_tests(pack), unguarded(pack))
            if options.mutate and not file.failed:
                file = attrs.evolve(file, mutation=_mutated(pack, language))
            files.append(file)
        except Refused as faults:
            refused[name] = faults
            print(faults.render(language), file=sys.stderr)
    if options.json:
        unread = [
            {"file": name, "diagnostics": [d.to_plain(language) for d in faults.diagnostics]}
            for name, faults in refused.items()
        ]
        print_json([*(to_plain(file, language) for file in files), *unread])
    else:
        for file in files:
            print("\n".join(lines(file, language)))
    return 0 if all(file.passed for file in files) and not refused else 1


def _mutated(pack: Pack, language: Language) -> Mutation:
    """The changes tried; on a terminal it is said how far that has come."""
    if not sys.stderr.isatty():
        return mutate(pack)

    def progress(done: int, every: int) -> None:
        print(
            f"\r{_PROGRESS.in_(language).format(done=done, every=every)}", end="", file=sys.stderr, flush=True
        )

    try:
        return mutate(pack, progress)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def lines(file: _File, language: Language) -> Iterator[str]:
    """What is said of one file: each test that failed, the numbers, and the rules that no test names."""
    for result in file.failed:
        head = _FAILED.in_(language).format(name=result.name, day=result.as_of.isoformat())
        yield f"{result.place}: {head}"
        for fault in result.faults:
            yield indent(fault.render(language), "    ")
        for failure in result.failures:
            yield f"    {failure.place}: {named(failure.key.id, _said(failure, language), language)}"
        for key in dict.fromkeys(f.key for f in result.failures):
            yield from _explained(result, key, language)
        yield ""
    failed = len(file.failed)
    passed = len(file.results) - failed
    yield _COUNT.in_(language).format(file=file.name, n=len(file.results), passed=passed, failed=failed)
    if file.unguarded:
        rules = joined((h.id for h in file.unguarded), language)
        yield _UNGUARDED.in_(language).format(n=len(file.unguarded), rules=rules)
    if file.mutation is not None:
        yield from _mutation(file.mutation, language)


def _mutation(found: Mutation, language: Language) -> Iterator[str]:
    counts = {"tried": found.tried, "refused": found.refused, "noticed": found.noticed}
    counts["excused"] = len(found.excused)
    yield _TRIED.in_(language).format(survived=len(found.survivors), **counts)
    for change in found.survivors:
        yield f"{change.place}: {_changed(change, language)}"
    for entry in found.idle:
        yield _IDLE.in_(language).format(rule=entry.rule, change=entry.change)


def _changed(change: Change, language: Language) -> str:
    words = _DROPPED if change.sort == "dropped" else _CHANGED
    what = (_PARAMETER if change.what == "parameter" else _RULE).in_(language)
    return words.in_(language).format(what=what, rule=change.rule, before=change.before, after=change.after)


def _said(failure: Expectation, language: Language) -> str:
    expected, found = (a.said().in_(language) for a in (failure.expected, failure.found))
    return _EXPECTED.in_(language).format(rule=failure.rule, expected=expected, found=found)


def _explained(result: TestResult, key: Key, language: Language) -> Iterator[str]:
    if result.report is not None and any(subject.key == key for subject in result.report.subjects):
        yield ""
        yield indent(
            result.report.explain(key.id, of_type=key.type, language=language).rstrip("\n"), "        "
        )


def to_plain(file: _File, language: Language) -> dict[str, Any]:
    """One file's results as plain JSON data."""
    return {
        "file": file.name,
        "tests": [_test(result, language) for result in file.results],
        "unguarded": [header.id for header in file.unguarded],
        **({} if file.mutation is None else {"mutation": _mutation_to_plain(file.mutation)}),
    }


def _mutation_to_plain(found: Mutation) -> dict[str, Any]:
    return {
        "tried": found.tried,
        "refused": found.refused,
        "noticed": found.noticed,
        "excused": len(found.excused),
        "survivors": [
            {
                "rule": c.rule,
                "what": c.what,
                "how": c.sort,
                "file": c.place.file,
                "line": c.place.line,
                "column": c.place.column,
                "before": c.before,
                "after": c.after or None,
            }
            for c in found.survivors
        ],
    }


def _test(result: TestResult, language: Language) -> dict[str, Any]:
    return {
        "name": result.name,
        "line": result.place.line,
        "as_of": result.as_of.isoformat(),
        "passed": result.passed,
        "faults": [fault.to_plain(language) for fault in result.faults],
        "expectations": [
            {
                "type": e.key.type,
                "id": e.key.id,
                "rule": e.rule,
                "line": e.place.line,
                "passed": e.passed,
                "expected": e.expected.plain(),
                "found": e.found.plain(),
            }
            for e in result.expectations
        ],
    }
