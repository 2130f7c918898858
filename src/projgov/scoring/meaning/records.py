"""The meaning of the nodes that ask the portfolio, or what other rules found."""

from __future__ import annotations

from datetime import date

from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.faults import undecided
from projgov.scoring.meaning.base import Env, Evaluator, day
from projgov.scoring.values import Fault, Unknown, Value


def field(m: Evaluator, node: nodes.Field, env: Env) -> Value:
    """What the facts say of a record; of null, null."""
    base = m.evaluate(node.base, env)
    if base is None or isinstance(base, Unknown | Fault):
        return base
    return m.facts.member(base, node.record, node.member, env["judged"])


def value_at(m: Evaluator, node: nodes.ValueAt, env: Env) -> Value:
    """The value of a series on a day; of null, null."""
    base, on = m.evaluate(node.base, env), day(m, node.date, env)
    bad = undecided((base, on))
    if bad is None and base is not None and isinstance(on, date):
        return m.facts.value_at(base, node.record, node.member, on)
    return bad


def members(m: Evaluator, node: nodes.Members, _env: Env) -> Value:
    """All subjects of a type, sorted by id."""
    return m.facts.subjects(node.record)


def result(m: Evaluator, node: nodes.Result, env: Env) -> Value:
    """What a definition gives for a subject. A definition on the portfolio as a whole has one value for all subjects."""
    if m.core.definitions[node.definition].subject == PORTFOLIO:
        return m.value_of(node.definition, None)
    subject = m.evaluate(node.subject, env)
    if subject is None or isinstance(subject, Unknown | Fault):
        return subject
    return m.value_of(node.definition, subject)


def as_of(m: Evaluator, node: nodes.AsOf, env: Env) -> Value:
    """What a definition gives for a subject as of a day."""
    on = day(m, node.day, env)
    whole = m.core.definitions[node.definition].subject == PORTFOLIO
    subject = None if whole else m.evaluate(node.subject, env)
    bad = undecided((subject, on))
    if bad is None and isinstance(on, date) and (whole or subject is not None):
        return m.value_on(node.definition, subject, on)
    return bad


def tally(m: Evaluator, node: nodes.Tally, env: Env) -> Value:
    """How many occasions came out one way."""
    subject = m.evaluate(node.subject, env)
    if isinstance(subject, Unknown | Fault):
        return subject
    count = 0
    unsure: list[Value] = []
    for check in node.checks:
        whole = m.core.checks[check].subject == PORTFOLIO
        if subject is None and not whole:
            return None
        for occasion in m.occasions_of(check, None if whole else subject):
            if occasion.outcome == "undetermined":
                unsure.append(occasion.value)
            elif occasion.outcome == node.outcome:
                count += 1
    bad = undecided(unsure)
    return count if bad is None else bad
