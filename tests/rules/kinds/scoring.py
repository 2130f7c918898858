"""Rules over projects that hold nothing but facts, and what came of scoring them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from textwrap import dedent
from typing import Any

import attrs
from tests.rules.kinds.judging import HEAD, Judged, pack_of

from projgov.diagnostics import Language
from projgov.domain.calendar import parse_date
from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.rules.core.program import Message, Score
from projgov.rules.load import Pack, read_text
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model
from projgov.scoring.values import Unknown, Value
from projgov.scoring.wording import message_text

Given = Mapping[str, Mapping[str, Any]]
"""The facts of projects, by id."""


@attrs.frozen
class Scored(Judged):
    """A pack run over projects."""

    def lines(self, rule: str, project: str = "A") -> dict[str, Value]:
        """The lines of a score, by id."""
        score = self._score(rule)
        return {line.id: self.value(line.definition, project) for line in score.lines}

    def reason(self, rule: str, line: str, project: str = "A", language: Language = "zh") -> str:
        """What is said of a line."""
        message = next(li.reason for li in self._score(rule).lines if li.id == line)
        assert message is not None
        return self.text(message, project, language)

    def text(self, message: Message, project: str, language: Language = "zh") -> str:
        """A message as it is read."""
        env = self.model.environment(next(s for s in self.model.subjects("project") if s.id == project))
        return message_text(message, self.model, env, language)

    def adds_up(self, rule: str, project: str = "A") -> bool:
        """Whether the lines add up to the total exactly."""
        lines = self.lines(rule, project).values()
        return sum(map(Fraction, lines), Fraction(0)) == Fraction(self.value(rule, project))

    def _score(self, rule: str) -> Score:
        return next(o for o in self.pack.core.outputs if isinstance(o, Score) and o.header.id == rule)


def with_facts(rules: str, **facts: str) -> str:
    """The rules with facts of a project declared: `overdue="number, decimals: 0"`."""
    declared = "\n".join(f"    {name}: {{label: {name}, type: {kind}}}" for name, kind in facts.items())
    return f"facts:\n  project:\n{declared}\n" + dedent(rules).lstrip("\n")


def score(rules: str | Pack, given: Given, as_of: str = "2018-01-31") -> Scored:
    """The rules run over projects with these facts."""
    pack = rules if isinstance(rules, Pack) else pack_of(rules)
    projects = [{"id": i, "title": i, "facts": dict(facts)} for i, facts in given.items()]
    portfolio = check_facts(from_plain({"projgov": 1, "id": "test", "projects": projects}), pack.facts)
    return Scored(pack, Model(pack.core, Facts(portfolio, pack.core.vocabulary, parse_date(as_of))))


def lacks(value: Value) -> set[str]:
    """What is missing, as `project.fact`, where a value is unknown."""
    assert isinstance(value, Unknown)
    return {".".join((e.subject, *e.path)) for e in value.evidence}


def faults(rules: str) -> list[tuple[str, str]]:
    """Code of every fault, and the rest of the line from the place where it is."""
    text = rules if rules.startswith("facts:") else dedent(rules).lstrip("\n")
    lines = (text + HEAD).splitlines()
    read = read_text(text + HEAD, "rules.yaml")
    assert (read.pack is None) == any(d.is_error for d in read.diagnostics)
    for diagnostic in read.diagnostics:
        assert diagnostic.message("zh") != diagnostic.message("en")
        assert diagnostic.help("zh")
    return [(d.code, lines[d.place.line - 1][d.place.column - 1 :]) for d in read.diagnostics]
