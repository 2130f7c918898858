"""`projgov coverage [FILE...]`: the clauses that rules implement, the rules, and the tests inside the files that show them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

import attrs

import projgov
from projgov.cli.output import print_json
from projgov.diagnostics import Bilingual, Diagnostic, Language, Refused, render
from projgov.rules.core.program import Header
from projgov.rules.load.mechanisms import catalogue
from projgov.rules.load.reading import shipped
from projgov.scoring.selftest.coverage import Coverage, coverage
from projgov.scoring.selftest.run import TestResult
from projgov.scoring.wording import bracketed, joined, named

NAME = "coverage"
HELP = Bilingual(
    "列出规则落实了哪些条款：哪些规则，哪些测试能证明",
    "list the clauses that rules implement, with the rules and the tests that show it",
)
EXAMPLE = "projgov coverage zhengfa"
_FILES = Bilingual(
    "规则文件，或自带规则包的名称（不写就是全部自带规则包）",
    "rule files, or names of shipped packs; without any, all shipped packs",
)
_PASSING = Bilingual("通过", "passes")
_CATCHING = Bilingual("查出", "caught")
_NOTHING = Bilingual("没有测试", "no test")
_MORE = Bilingual("等 {n} 个", "{n} in all")
_NONE = Bilingual(
    "没有规则写明落实哪一条款（`implements: […]`）。",
    "No rule says which clause it implements (`implements: […]`).",
)
_TOTAL = Bilingual(
    "{system} {title}：应落实 {of} 条，已落实 {n} 条，其中通过、查出都有测试的 {shown} 条",
    "{system} {title}: mechanisms: {of}, implemented: {n}, with tests of both sorts: {shown}",
)
_OTHER = Bilingual("条款目录以外的条款：{n} 条", "clauses outside the catalogue: {n}")
_FAILED = Bilingual("测试未通过，不作证明：{name}", "a test that fails shows nothing: {name}")
_NAMED = 3
"""How many tests are named for people; in JSON all are."""


@attrs.frozen
class Clause:
    """A clause with the rules of all files that implement it, and the tests of these files that show them."""

    id: str
    rules: tuple[Header, ...]
    passing: tuple[TestResult, ...]
    catching: tuple[TestResult, ...]


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="*", help=_FILES.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    language: Language = options.language
    found = read(options.files or list(shipped()))
    clauses = together(found)
    if options.json:
        print_json([to_plain(clause) for clause in clauses])
    else:
        print("\n".join(lines(clauses, language)) if clauses else _NONE.in_(language))
    if notes := [note for one in found for note in one.notes]:
        print(render(notes, language), file=sys.stderr)
    failed = [test for one in found for test in one.failed]
    for test in failed:
        print(f"{test.place}: {_FAILED.in_(language).format(name=test.name)}", file=sys.stderr)
    return 1 if failed else 0


def read(names: list[str]) -> list[Coverage]:
    """The coverage of each file.

    Raises:
        Refused: with every fault of all of them.
    """
    found: list[Coverage] = []
    faults: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        try:
            found.append(coverage(projgov.load_pack(name)))
        except Refused as refused:
            faults += refused.diagnostics
    if faults:
        raise Refused(faults)
    return found


def together(found: list[Coverage]) -> list[Clause]:
    """The clauses of all files: those of the catalogue in its order, then the others by id."""
    clauses: dict[str, Clause] = {}
    for one in (clause for file in found for clause in file.clauses):
        known = clauses.get(one.id, Clause(one.id, (), (), ()))
        clauses[one.id] = Clause(
            one.id, known.rules + one.rules, known.passing + one.passing, known.catching + one.catching
        )
    order = {name: n for n, name in enumerate(catalogue().mechanisms)}
    return sorted(clauses.values(), key=lambda c: (order.get(c.id, len(order)), c.id))


def lines(clauses: list[Clause], language: Language) -> Iterator[str]:
    """Each clause with its rules and tests, and how many there are of each system that is touched."""
    known = catalogue().mechanisms
    for clause in clauses:
        title = known[clause.id].title.in_(language) if clause.id in known else ""
        yield f"{clause.id}  {title}".rstrip()
        for rule in clause.rules:
            yield f"  {rule.id}  {rule.title.in_(language)}  {rule.place}"
        for shown_as, tests in ((_PASSING, clause.passing), (_CATCHING, clause.catching)):
            yield "  " + named(shown_as.in_(language), _tests(tests, language), language)
    yield ""
    for system, called in catalogue().systems.items():
        mechanisms = {m.id for m in catalogue().of(system) if m.outside is None}
        touched = [clause for clause in clauses if clause.id in mechanisms]
        if touched:
            shown = sum(bool(clause.passing and clause.catching) for clause in touched)
            yield _TOTAL.in_(language).format(
                system=system, title=called.in_(language), of=len(mechanisms), n=len(touched), shown=shown
            )
    if others := sum(clause.id not in known for clause in clauses):
        yield _OTHER.in_(language).format(n=others)


def _tests(found: tuple[TestResult, ...], language: Language) -> str:
    if not found:
        return _NOTHING.in_(language)
    text = joined((f"{test.name} ({test.place})" for test in found[:_NAMED]), language)
    more = _MORE.in_(language).format(n=len(found))
    return text if len(found) <= _NAMED else text + bracketed(more, language)


def to_plain(clause: Clause) -> dict[str, Any]:
    """One clause as plain JSON data: ids of rules and names of tests."""
    return {
        "id": clause.id,
        "rules": [rule.id for rule in clause.rules],
        "tests_pass": [test.name for test in clause.passing],
        "tests_catch": [test.name for test in clause.catching],
    }
