"""Definitions (定义): a value with a name, for other rules to use.

    definitions:
      - id: behind
        on: project
        value: planned progress at as_of - progress at as_of

The value is that of the day of evaluation, unless `judged` names another day.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.core.program import Definition
from projgov.rules.core.scope import Binding
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.written import Expression, Rule, key


class Named(Rule):
    """One definition."""

    value: Expression = key("取值", meaning="the expression that the name stands for")


def declare(rule: Named, lowering: Lowering) -> Binding:
    return lowering.binding(lowering.expression(rule.value).type, {})


def lower(rule: Named, lowering: Lowering) -> Lowered:
    header = lowering.header()
    body = where(lowering.applies(), lowering.expression(rule.value), None, header.place)
    return Lowered((Definition(header.id, header.subject, body, body.type, lowering.judged(), header.place),))


KIND = Kind("definitions", ("定义",), Bilingual("定义", "definitions"), Named, declare, lower)
