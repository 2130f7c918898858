"""The readable model: what Core means, evaluated plainly. Every other reading is held to it.

The meaning of each node is one function in `scoring.meaning`; this module gives them their subjects and days, and remembers
what was computed. Nothing is raised for a rule that errs: its value is a `Fault`, and the caller raises all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Core
from projgov.scoring.facts import OnDay, Source
from projgov.scoring.faults import A_DAY, Erring, merge, wrong
from projgov.scoring.meaning import excuses, ladders, lists, ranks, records, scalars
from projgov.scoring.meaning.base import Env, conjunction, rows, surely_any, truth
from projgov.scoring.rounds import Names
from projgov.scoring.values import Fault, Occasion, Results, Unknown, Value

MEANING: Mapping[type[Any], Callable[..., Value]] = {
    nodes.Literal: scalars.literal,
    nodes.Parameter: scalars.parameter,
    nodes.Variable: scalars.variable,
    nodes.Let: scalars.let,
    nodes.Field: records.field,
    nodes.Entry: scalars.entry,
    nodes.ValueAt: records.value_at,
    nodes.Members: records.members,
    nodes.Result: records.result,
    nodes.AsOf: records.as_of,
    nodes.Tally: records.tally,
    nodes.Rank: ranks.rank,
    nodes.Occasions: ladders.occasions,
    nodes.Climb: ladders.climb,
    nodes.Arithmetic: scalars.arithmetic,
    nodes.Negate: scalars.negate,
    nodes.Compare: scalars.compare,
    nodes.And: scalars.and_,
    nodes.Or: scalars.or_,
    nodes.Not: scalars.not_,
    nodes.Case: scalars.case,
    nodes.MakeList: lists.make_list,
    nodes.MakeContext: scalars.make_context,
    nodes.Each: lists.each,
    nodes.Filter: lists.filter_,
    nodes.Excuses: excuses.excuses,
    nodes.Fold: lists.fold,
    nodes.Quantify: lists.quantify,
    nodes.Aggregate: lists.aggregate,
    nodes.Call: scalars.call,
    nodes.Present: scalars.present,
    nodes.IfUnknown: scalars.if_unknown,
    nodes.Round: scalars.round_,
}
"""The meaning of every node."""


class Model:
    """A rule file and facts, and what was computed from them so far."""

    def __init__(self, core: Core, facts: Source) -> None:
        self.core = core
        self.facts = facts
        self.names = Names()
        self._values: dict[tuple[str, str], Value] = {}
        self._occasions: dict[tuple[str, str], tuple[Occasion, ...]] = {}
        self._days: dict[date, Model] = {facts.as_of: self}

    def evaluate(self, node: Node, env: Env) -> Value:
        """The value of a node."""
        try:
            return MEANING[type(node)](self, node, env)
        except Erring as erring:
            return erring.at(node.place)

    def value_of(self, definition: str, subject: Any) -> Value:
        """The value of a definition for a subject (null: the portfolio), on the day that the definition judges."""
        key = (definition, self._id(subject))
        if key not in self._values:
            self._values[key] = self._define(definition, subject)
        return self._values[key]

    def value_on(self, definition: str, subject: Any, day: date) -> Value:
        """The value of a definition for a subject (null: the portfolio), as evaluation on a day gives it."""
        model = self.on(day)
        wanted = self.core.definitions[definition].subject
        for sort, name in dependencies(self.core, [("definition", definition)]):
            # What lies before it is computed first, so that nothing nests as deep as a chain of rules is long.
            if sort == "definition" and self.core.definitions[name].subject == wanted:
                model.value_of(name, subject)
        return model.value_of(definition, subject)

    def on(self, day: date) -> Model:
        """The same rules and records as of another day."""
        if day not in self._days:
            self._days[day] = self._made_for(OnDay(self.facts, day))
            self._days[day]._days = self._days
        return self._days[day]

    def _made_for(self, facts: Source) -> Model:
        return Model(self.core, facts)

    def occasions_of(self, check: str, subject: Any) -> tuple[Occasion, ...]:
        """How the occasions of a check came out for a subject (null: the portfolio)."""
        key = (check, self._id(subject))
        if key not in self._occasions:
            self._occasions[key] = self._judge_all(self.core.checks[check], subject)
        return self._occasions[key]

    def subjects(self, record: str) -> tuple[Any, ...]:
        """The subjects of a type; of the portfolio as a whole there is one, null."""
        return (None,) if record == PORTFOLIO else self.facts.subjects(record)

    def results(self) -> Results:
        """All values and occasions."""
        self.compute(dependencies(self.core, everything(self.core)))
        values = {
            definition.id: {
                self._id(s): self.value_of(definition.id, s) for s in self.subjects(definition.subject)
            }
            for definition in self.core.definitions.values()
        }
        occasions = {
            check.id: {self._id(s): self.occasions_of(check.id, s) for s in self.subjects(check.subject)}
            for check in self.core.checks.values()
        }
        return Results(self.facts.as_of, values, occasions)

    def compute(self, rules: Iterable[Computed]) -> None:
        """Compute definitions and checks for all their subjects, in the order given."""
        for sort, name in rules:
            if sort == "definition":
                for subject in self.subjects(self.core.definitions[name].subject):
                    self.value_of(name, subject)
            else:
                for subject in self.subjects(self.core.checks[name].subject):
                    self.occasions_of(name, subject)

    def environment(self, subject: Any) -> dict[str, Value]:
        """The names that are always bound, with `judged` the day of evaluation."""
        return {"subject": subject, "as_of": self.facts.as_of, "judged": self.facts.as_of}

    def _id(self, subject: Any) -> str:
        return "" if subject is None else self.facts.id_of(subject)

    def _define(self, name: str, subject: Any) -> Value:
        definition = self.core.definitions[name]
        env = self.environment(subject)
        judged = self._judged(definition.judged, env)
        return (
            judged if isinstance(judged, Fault) else self.evaluate(definition.body, {**env, "judged": judged})
        )

    def _judged(self, node: Node | None, env: Env) -> date | Fault:
        """The day judged: that of evaluation where none is named, or where the one named is null or unknown."""
        if node is None:
            return self.facts.as_of
        found = self.evaluate(node, env)
        if found is None or isinstance(found, Unknown):
            return self.facts.as_of
        if isinstance(found, date | Fault):
            return found
        return wrong(found, A_DAY).at(node.place)

    def _judge_all(self, check: Check, subject: Any) -> tuple[Occasion, ...]:
        env = self.environment(subject)
        if check.over is None:
            found = self._judge(check, None, env, True)
            return () if found is None else (found,)
        over = rows(self, check.over, env)
        if isinstance(over, Unknown | Fault):
            return (Occasion(check.id, None, self.facts.as_of, "undetermined", over),)
        judged = [self._judge(check, item, {**env, check.variable: item}, True) for item in over.sure]
        judged += [
            self._judge(check, item, {**env, check.variable: item}, maybe) for item, maybe in over.possible
        ]
        if over.lacking is not None:
            judged.append(Occasion(check.id, None, self.facts.as_of, "undetermined", over.lacking))
        return tuple(occasion for occasion in judged if occasion is not None)

    def _judge(self, check: Check, item: Any, env: Env, occurs: bool | Unknown) -> Occasion | None:
        """How one occasion came out; None where the check says nothing. `occurs`: whether it is an occasion at all."""
        judged = self._judged(check.judged, env)
        if isinstance(judged, Fault):
            return Occasion(check.id, item, self.facts.as_of, "undetermined", judged)
        env = {**env, "judged": judged}
        applies = True if check.applies is None else truth(self, check.applies, env)
        applies = conjunction((occurs, applies))
        if applies is False:
            return None
        if isinstance(applies, Fault):
            return Occasion(check.id, item, judged, "undetermined", applies)
        pending = judged > self.facts.as_of
        holds = False if pending else truth(self, check.holds, env)
        if holds is True:
            return Occasion(check.id, item, judged, "met")
        if isinstance(holds, Fault):
            return Occasion(check.id, item, judged, "undetermined", holds)
        excused = self._excused(check, env)
        if excused is True:
            return Occasion(check.id, item, judged, "excused")
        if isinstance(excused, Fault):
            return Occasion(check.id, item, judged, "undetermined", excused)
        if pending:
            return Occasion(check.id, item, judged, "pending")
        if open_ := [u for u in (applies, holds, excused) if isinstance(u, Unknown)]:
            return Occasion(check.id, item, judged, "undetermined", merge(open_))
        return Occasion(check.id, item, judged, "unmet")

    def _excused(self, check: Check, env: Env) -> bool | Unknown | Fault:
        """Whether an excuse suspends a check on an occasion. What the list of excuses may lack excuses nothing."""
        return False if check.excused is None else surely_any(rows(self, check.excused, env))


Computed: TypeAlias = tuple[Literal["definition", "check"], str]
"""A definition or a check by its id. One of each may bear the same id: they are kept apart."""


def everything(core: Core) -> tuple[Computed, ...]:
    """All that a rule file computes."""
    return (*(("definition", d) for d in core.definitions), *(("check", c) for c in core.checks))


def dependencies(core: Core, rules: Iterable[Computed]) -> tuple[Computed, ...]:
    """Definitions and checks with all that they depend on, each after what it depends on.

    Computed in this order, a rule never waits for another: however long a chain of rules is, evaluation nests no deeper than
    the expressions in one of them.
    """
    found: dict[Computed, None] = {}
    entered: set[Computed] = set()
    waiting = [(rule, False) for rule in reversed(tuple(rules))]
    while waiting:
        rule, ready = waiting.pop()
        if ready:
            found[rule] = None
        elif rule not in entered:
            entered.add(rule)
            waiting.append((rule, True))
            waiting += [(other, False) for other in referred(core, rule)]
    return tuple(found)


def parts(core: Core, rule: Computed) -> Iterator[nodes.Node]:
    """Every node within a definition or check; none where the file has no such rule."""
    sort, name = rule
    written: tuple[nodes.Node | None, ...] = ()
    if sort == "definition" and (definition := core.definitions.get(name)) is not None:
        written = (definition.body, definition.judged)
    elif sort == "check" and (check := core.checks.get(name)) is not None:
        written = check.parts
    waiting = [node for node in written if node is not None]
    while waiting:
        node = waiting.pop()
        waiting += nodes.children(node)
        yield node


def referred(core: Core, rule: Computed) -> Iterator[Computed]:
    """The definitions and checks that one depends on by itself."""
    for node in parts(core, rule):
        match node:
            case nodes.Result(definition=other):
                yield "definition", other
            case nodes.Rank(of=other, limit=limit):
                yield from (("definition", d) for d in (other, limit) if d is not None)
            case nodes.Occasions(of=other):
                yield "definition", other
            case nodes.Tally(checks=checks):
                yield from (("check", c) for c in checks)


def run(core: Core, facts: Source) -> Results:
    """Every definition and check of a rule file, for every subject."""
    return Model(core, facts).results()
