"""What stands behind a rule: a test that names it, and the clause that it implements.

Where a file has tests, or names clauses, a rule without is a doubt about that rule; where it has none at all, one note says so.
Definitions need neither: they are what other rules are made of.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, did_you_mean
from projgov.reading.tree import Mapping, Sequence
from projgov.rules.check.whole import Whole, rule_of
from projgov.rules.forms.base import Lowering

UNTESTED = Pattern(
    "L020",
    Bilingual("没有测试提到规则 `{found}`", "no test names the rule `{found}`"),
    Bilingual(
        "在某个测试的预期（`expect:`）里写明它应得出什么：`{found}: …`",
        "say under `expect:` of a test what it has to come to: `{found}: …`",
    ),
    severity="warning",
)
NO_TESTS = Pattern(
    "L021",
    Bilingual("这个文件没有测试", "this file has no tests"),
    Bilingual(
        "在 `sample:` 下写一个各条都通过的小例子，在 `tests:` 下写改动后应得出什么",
        "write a small portfolio that meets every rule under `sample:`, and under `tests:` what comes of changes to it",
    ),
    severity="note",
)
UNKNOWN_RULE = Pattern(
    "N046",
    Bilingual("没有规则或计分项叫 `{name}`", "no rule or part of a rule is called `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_CLAUSE = Pattern(
    "L022",
    Bilingual("规则 `{found}` 没有写依据", "the rule `{found}` does not say what it rests on"),
    Bilingual(
        "写条款编号 `implements: […]` 或原文 `quote:`；文件里没有依据的，在 `note:` 里说明",
        "name the clause with `implements: […]` or `quote:` it; where there is none, say so in a `note:`",
    ),
    severity="warning",
)
NO_CLAUSES = Pattern(
    "L023",
    Bilingual("这个文件的规则都没有写依据", "no rule of this file says what it rests on"),
    Bilingual(
        "写明出处 `source: {{document: …}}`，各条规则写条款编号 `implements: […]` 或原文 `quote:`",
        "name the document under `source: {{document: …}}`, and the clause of each rule with `implements: […]` or `quote:`",
    ),
    severity="note",
)


def untested(whole: Whole) -> Iterator[Diagnostic]:
    """Rules that no test names."""
    ruled = list(_ruled(whole))
    if ruled and not whole.pack.tests:
        yield NO_TESTS.at(whole.pack.tree.place)
        return
    for rule in ruled:
        if rule.rule.id not in whole.tested:
            yield attrs.evolve(UNTESTED.at(rule.place, found=rule.rule.id), family="untested")


def unknown_in_tests(whole: Whole) -> Iterator[Diagnostic]:
    """Names that tests expect something of and that no rule has."""
    tree = whole.pack.tree
    tests = tree.get("tests") if isinstance(tree, Mapping) else None
    for test in tests.items if isinstance(tests, Sequence) else ():
        expected = test.get("expect") if isinstance(test, Mapping) else None
        for subject in expected.entries if isinstance(expected, Mapping) else ():
            for asked in subject.value.entries if isinstance(subject.value, Mapping) else ():
                rule = rule_of(asked.key.text)
                if rule not in whole.ids:
                    offer = did_you_mean(rule, whole.ids)
                    yield UNKNOWN_RULE.at(asked.key.place, name=asked.key.text, offer=offer)


def unfounded(whole: Whole) -> Iterator[Diagnostic]:
    """Rules that name no clause."""
    ruled = list(_ruled(whole))
    uncited = [rule for rule in ruled if not rule.rule.implements and not rule.rule.quote]
    if len(uncited) == len(ruled):
        if ruled and not next(whole.head_entries("source"), None):
            yield NO_CLAUSES.at(whole.pack.tree.place)
        return
    for rule in uncited:
        if not rule.rule.note:
            yield attrs.evolve(NO_CLAUSE.at(rule.place, found=rule.rule.id), family="unfounded")


def _ruled(whole: Whole) -> Iterator[Lowering]:
    """The rules that judge, each once, in the order of the file."""
    found = {r.rule.id: r for r in whole.rules if r.kind != "definitions" and whole.is_own(r.place)}
    yield from sorted(found.values(), key=lambda rule: rule.place)
