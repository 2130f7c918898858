"""A run with what is needed to put it into words: rules, facts, results, and the readable model over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from projgov.diagnostics import Language
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Core, Message
from projgov.scoring.facts import Facts
from projgov.scoring.model import Model
from projgov.scoring.results import FindingResult, Key, MarkResult, SanctionResult
from projgov.scoring.values import Occasion, Results, Value
from projgov.scoring.wording import message_text


class _Recalling(Model):
    """The readable model, in which the results of rules are those of a run: nothing is computed a second time."""

    def __init__(self, core: Core, facts: Facts, results: Results) -> None:
        super().__init__(core, facts)
        self._results = results

    def value_of(self, definition: str, subject: Any) -> Value:
        return self._results.values[definition][self._id(subject)]

    def occasions_of(self, check: str, subject: Any) -> tuple[Occasion, ...]:
        return self._results.occasions[check][self._id(subject)]


@attrs.frozen
class Context:
    """Rules, facts and what was computed from them. Nothing here decides: it draws on demand what explains a decision."""

    core: Core
    facts: Facts
    results: Results

    @cached_property
    def model(self) -> Model:
        """The readable model over the same facts; what the run computed is looked up."""
        return _Recalling(self.core, self.facts, self.results)

    def record(self, key: Key) -> Any:
        """The record of a subject; None for the portfolio as a whole."""
        return None if key.type == PORTFOLIO else self.facts.resolve(key.type, key.id)

    def env(self, key: Key, occasion: Occasion | None = None) -> Mapping[str, Any]:
        """The local names that expressions on a subject see: on the day of evaluation, or on an occasion of a check."""
        names = self.model.environment(self.record(key))
        if occasion is None:
            return names
        return {**names, "judged": occasion.judged, self.core.checks[occasion.check].variable: occasion.item}

    def definition_env(self, definition: str, key: Key) -> Mapping[str, Any]:
        """The local names that a definition sees: its judged day is its own."""
        names = self.env(key)
        judged = self.core.definitions[definition].judged
        day = None if judged is None else self.model.evaluate(judged, names)
        return {**names, "judged": day} if isinstance(day, date) else names

    def value(self, node: Node, key: Key, occasion: Occasion | None = None) -> Value:
        """The value of a node for a subject."""
        return self.model.evaluate(node, self.env(key, occasion))

    def text(self, message: Message, key: Key, language: Language, occasion: Occasion | None = None) -> str:
        """A message about a subject in words."""
        return message_text(message, self.model, self.env(key, occasion), language)

    def mark_reason(self, result: MarkResult, key: Key, language: Language) -> str | None:
        """The reason of a grade or lamp in words, None where the rule gives none for it."""
        message = result.output.reason
        if message is None or result.code is None:
            return None
        names = self.definition_env(result.output.value, key)
        parts = message.zh if language == "zh" else message.en
        if len(parts) == 1 and not isinstance(parts[0], str) and self.model.evaluate(parts[0], names) is None:
            return None
        return message_text(message, self.model, names, language)

    def reason(self, result: FindingResult | SanctionResult, language: Language) -> str:
        """The reason of a finding or sanction in words; where the rule states none, the title of what was checked."""
        message = result.output.reason
        if message is None:
            return self.core.checks[result.occasion.check].title.in_(language)
        return self.text(message, result.key, language, result.occasion)
