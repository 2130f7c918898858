"""Several things asked of one matter, each a check with a title and words of its own where it fails."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language
from projgov.domain.types import TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Definition, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Scope
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.results import tallies

_TEXT = TextType()


@attrs.frozen
class Asking:
    """What a rule asks of a matter. `there` is whether there is one at all: where not, only that is found.

    `named` are the local names of the rule's reason beside `problem` (问题), the title of what fails.
    """

    header: Header
    outcome: Outcome
    lowering: Lowering
    there: Node
    named: Mapping[str, Node] = attrs.field(factory=dict, hash=False)

    def held(self, title: Bilingual, said: Message) -> tuple[Check, Finding]:
        """That there is one: the check `rule.held`."""
        return self._check("held", title, self.there, said, self.lowering.applies(), None, tells_met=False)

    def check(
        self,
        entry: str,
        title: Bilingual,
        holds: Node,
        said: Message,
        over: Node | None = None,
        *,
        tells_met: bool = False,
    ) -> tuple[Check, Finding]:
        """One thing that is asked where there is one: the check `rule.entry`, on each of `over`."""
        applies = self.lowering.applies()
        there = self.there
        asks = there if applies is None else nodes.And((applies, there), place=self.header.place)
        return self._check(entry, title, holds, said, asks, over, tells_met=tells_met)

    def counts(self, checks: tuple[Check, ...]) -> tuple[Definition, ...]:
        """How many of the checks came out which way: `rule.met`, `rule.unmet` …"""
        header = self.header
        names = tuple(check.id for check in checks)
        return tallies(header.id, header.subject, names, self.lowering.this(), header.place)

    def _check(
        self,
        entry: str,
        title: Bilingual,
        holds: Node,
        said: Message,
        applies: Node | None,
        over: Node | None,
        *,
        tells_met: bool,
    ) -> tuple[Check, Finding]:
        header, lowering = self.header, self.lowering
        name = f"{header.id}.{entry}"
        check = Check(
            name, header.subject, holds, title, applies, lowering.judged(), over, place=header.place
        )
        zh, en = (self._scope(title, language) for language in LANGUAGES)
        reason = lowering.message(lowering.rule.reason, zh, en) or said
        return check, Finding(header, (name,), self.outcome, lowering.against(), reason, tells_met=tells_met)

    def _scope(self, title: Bilingual, language: Language) -> Scope:
        words = nodes.Literal(title.in_(language), _TEXT)
        return self.lowering.scope.with_locals({"problem": words, "问题": words, **self.named})
