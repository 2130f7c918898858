"""What was not given where a rule asks whether it is: the evidence behind "it is not there"."""

from __future__ import annotations

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.scoring.context import Context
from projgov.scoring.faults import merge
from projgov.scoring.meaning.base import Env
from projgov.scoring.model import Model
from projgov.scoring.results import FindingResult
from projgov.scoring.values import Unknown, Value


class _Noting(Model):
    """The model of a context, noting what turns out not to be known where that is asked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.core, context.facts)
        self._context = context
        self.noted: list[Unknown] = []

    def value_of(self, definition: str, subject: object) -> Value:
        return self._context.model.value_of(definition, subject)

    def evaluate(self, node: Node, env: Env) -> Value:
        if isinstance(node, nodes.Filter):
            # Which records are meant is not what is asked of them.
            return self._context.model.evaluate(node, env)
        if isinstance(node, nodes.Present):
            asked = super().evaluate(node.operand, env)
            if isinstance(asked, Unknown):
                self.noted.append(asked)
        return super().evaluate(node, env)


def not_given(finding: FindingResult, context: Context) -> Unknown | None:
    """What was not given of all that the check of an unmet finding asks for; None where nothing lacks, or nothing is asked so.

    What cannot be known otherwise is not among it: a register that is complete says by itself what was not done.
    """
    if finding.outcome is None:
        return None
    model = _Noting(context)
    model.evaluate(
        context.core.checks[finding.occasion.check].holds, context.env(finding.key, finding.occasion)
    )
    return merge(model.noted) if model.noted else None
