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
from projgov.scoring.results import FindingResult, Key, SanctionResult
from projgov.scoring.values import Occasion, Results, Value
from projgov.scoring.wording import message_text


@attrs.frozen
class Context:
    """Rules, facts and what was computed from them. Nothing here decides: it draws on demand what explains a decision."""

    core: Core
    facts: Facts
    results: Results

    @cached_property
    def model(self) -> Model:
        """The readable model over the same facts."""
        return Model(self.core, self.facts)

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

    def reason(self, result: FindingResult | SanctionResult, language: Language) -> str:
        """The reason of a finding or sanction in words; its title where the rule states none."""
        message = result.output.reason
        if message is None:
            return result.output.header.title.in_(language)
        return self.text(message, result.key, language, result.occasion)
