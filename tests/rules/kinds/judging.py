"""Rule files and portfolios written down in a test, and what came of judging the one by the other."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

import attrs

from projgov.diagnostics import Language
from projgov.domain.calendar import parse_date
from projgov.domain.plain import from_plain
from projgov.rules.core.program import Finding, Mark, Message
from projgov.rules.load import Pack, read_text
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model
from projgov.scoring.values import Occasion, Value
from projgov.scoring.wording import message_text

HEAD = "projgov: 1\npack: test\nyear: 2017\ntitle: a test\n"
COMPLETE = "2018-12-31"


def pack_of(rules: str) -> Pack:
    """The pack with these sections, which has to be without faults."""
    read = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml")
    assert read.pack is not None, "\n".join(d.render("en") for d in read.diagnostics)
    return read.pack


def faults_of(rules: str) -> list[tuple[str, int, str]]:
    """Code, line and English message of every fault in these sections; the first line is line 1."""
    read = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml")
    assert (read.pack is None) == any(d.is_error for d in read.diagnostics)
    for diagnostic in read.diagnostics:
        assert diagnostic.render("zh") != diagnostic.render("en")
    return [(d.code, d.place.line, d.message("en")) for d in read.diagnostics]


def portfolio(**collections: Any) -> dict[str, Any]:
    """A portfolio as plain data, in which every register is complete."""
    registers = {
        name: {"complete_through": COMPLETE} for name in ("reports", "evidence", "inspections", "excuses")
    }
    return {"projgov": 1, "id": "test", "registers": registers, **collections}


@attrs.frozen
class Judged:
    """A pack run over a portfolio on a day."""

    pack: Pack
    model: Model

    def value(self, name: str, subject: str = "") -> Value:
        """The value of a definition."""
        return self.model.value_of(name, self._record(self.pack.core.definitions[name].subject, subject))

    def occasions(self, check: str, subject: str = "") -> tuple[Occasion, ...]:
        """How the occasions of a check came out."""
        return self.model.occasions_of(check, self._record(self.pack.core.checks[check].subject, subject))

    def outcomes(self, check: str, subject: str = "") -> list[str]:
        """How the occasions of a check came out, in a word each."""
        return [o.outcome for o in self.occasions(check, subject)]

    def reasons(self, check: str, subject: str = "", language: Language = "zh") -> list[str]:
        """What is said of each unmet occasion of a check."""
        output = next(o for o in self.pack.core.outputs if isinstance(o, Finding) and check in o.checks)
        assert output.reason is not None
        return [
            self._text(output.reason, subject, o, language)
            for o in self.occasions(check, subject)
            if o.outcome == "unmet"
        ]

    def against(self, check: str, subject: str = "") -> list[str | None]:
        """The id of who answers for each unmet occasion of a check."""
        output = next(o for o in self.pack.core.outputs if isinstance(o, Finding) and check in o.checks)
        assert output.against is not None
        found = [
            self.model.evaluate(output.against, self._env(output.header.subject, subject, o))
            for o in self.occasions(check, subject)
            if o.outcome == "unmet"
        ]
        return [getattr(record, "id", None) for record in found]

    def mark_reason(self, subject: str, language: Language = "zh") -> str:
        """What is said of the one lamp of a pack."""
        output = next(o for o in self.pack.core.outputs if isinstance(o, Mark))
        assert output.reason is not None
        return self._text(output.reason, subject, None, language)

    def _text(self, message: Message, subject: str, occasion: Occasion | None, language: Language) -> str:
        kind = self.pack.core.outputs[0].header.subject
        return message_text(message, self.model, self._env(kind, subject, occasion), language)

    def _env(self, kind: str, subject: str, occasion: Occasion | None) -> dict[str, Value]:
        env = self.model.environment(self._record(kind, subject))
        return env if occasion is None else {**env, "occasion": occasion.item, "judged": occasion.judged}

    def _record(self, kind: str, subject: str) -> Any:
        if not subject:
            return None
        return next(s for s in self.model.subjects(kind) if s.id == subject)


def judge(rules: str, data: dict[str, Any], as_of: str) -> Judged:
    """The rules run over a portfolio given as plain data."""
    pack = pack_of(rules)
    day: date = parse_date(as_of)
    return Judged(pack, Model(pack.core, Facts(from_plain(data), pack.core.vocabulary, day)))
