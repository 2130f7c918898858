"""`docs/coverage.md`: every mechanism of the five systems, and the rule of a shipped pack that implements it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.docs.markdown import NOTICE, anchor, code, table

import projgov
from projgov.cli.commands.coverage import Clause, read, together
from projgov.rules.core.program import Header
from projgov.rules.load.mechanisms import Catalogue, Mechanism, catalogue
from projgov.rules.load.reading import shipped

INTRO = """
# Coverage

Which mechanisms of the five systems the shipped packs implement. A mechanism counts as implemented where a rule names it under
`implements:`; beside it stands how many of the tests inside the file it passes, and in how many it is caught. `projgov coverage`
tells which, and counts the same for files of one's own. What a pure library cannot do is outside, with the reason; of some
mechanisms only a part is.

Tags: DT domain type, FR filing, RR responsibility, PW progress, cadence or warning, AS assessment, RW reward, SE sanction or
escalation, SP supervision or panel, PC closing or promotion, DC disclosure, fx a figure of the document.

"""
_TOTALS = ("System", "中文", "Mechanisms", "Outside", "To be covered", "Covered", "Not yet")
_HEADS = ("Id", "中文", "Mechanism", "Tags", "Rules", "Tests: passed, caught")


def page() -> str:
    """The page."""
    known = catalogue()
    covered = {clause.id: clause for clause in together(read(list(shipped())))}
    parts = [f"{NOTICE}{INTRO}{table(_TOTALS, _totals(known, covered))}"]
    for system, title in known.systems.items():
        rows = (_row(mechanism, covered.get(mechanism.id)) for mechanism in known.of(system))
        parts.append(f"## {system}: {title.en} {title.zh}\n\n{table(_HEADS, rows)}")
    return "\n".join(parts)


def _totals(known: Catalogue, covered: dict[str, Clause]) -> Iterator[tuple[str, ...]]:
    sums = [0] * 5
    for system, title in known.systems.items():
        mechanisms = known.of(system)
        outside = sum(m.outside is not None for m in mechanisms)
        done = sum(m.id in covered for m in mechanisms)
        within = len(mechanisms) - outside
        counts = (len(mechanisms), outside, within, done, within - done)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        heading = f"{system}: {title.en} {title.zh}"
        yield f"[{system}](#{anchor(heading)})", title.zh, *map(str, counts)
    yield "all", "合计", *map(str, sums)


def _row(mechanism: Mechanism, clause: Clause | None) -> tuple[str, ...]:
    zh, en = mechanism.title.zh, mechanism.title.en
    if part := mechanism.outside_in_part:
        zh, en = f"{zh}（不含：{part.zh}）", f"{en} (outside: {part.en})"
    rules, tests = "not yet", ""
    if mechanism.outside is not None:
        rules = f"outside: {mechanism.outside.en}（{mechanism.outside.zh}）"
    elif clause is not None:
        rules = ", ".join(map(_link, clause.rules))
        tests = f"{len(clause.passing)}, {len(clause.catching)}"
    return code(mechanism.id), zh, en, ", ".join(mechanism.tags), rules, tests


def _link(rule: Header) -> str:
    path = shipped()[rule.place.file].relative_to(Path(projgov.__file__).resolve().parent)
    return f"[{code(rule.id)}](../src/projgov/{path.as_posix()}#L{rule.place.line})"
