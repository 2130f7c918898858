"""A DMN model for hosts: evaluate its decisions, invoke its services and functions, see what decided and what is wrong."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean, sort
from projgov.rules.dmn.link import Linked, Target, Unit
from projgov.rules.dmn.tree import Decision, InputData, Knowledge, Service
from projgov.rules.feel.names import normal
from projgov.scoring.dmn.graph import CompiledService, Graph
from projgov.scoring.dmn.inputs import NO_INPUT, UNKNOWN_INPUT, Inputs, names, normalised
from projgov.scoring.dmn.plan import Plan, Wanted, plan
from projgov.scoring.dmn.quick import UNSURE, Match, quick_match
from projgov.scoring.dmn.trace import Evaluation, Hit
from projgov.scoring.feel.conformance import convert
from projgov.scoring.feel.host import from_host, to_host
from projgov.scoring.feel.run import STEPS, TOO_DEEP, Run
from projgov.scoring.feel.temporal import Date, DateTime
from projgov.scoring.feel.types import ANYTHING
from projgov.scoring.feel.values import Value

UNKNOWN_NAME = Pattern(
    "M380",
    Bilingual("模型没有叫 `{found}` 的{kind}", "the model has no {kind} called `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
MAX_KNOWN = 10_000
"""So many results of a table's rows are kept."""

DECISION = Bilingual("决策", "decision")
INVOCABLE = Bilingual("决策服务或业务知识模型", "decision service or business knowledge model")


@attrs.frozen
class Outcome:
    """The `value` of a decision, the `diagnostics` met on the way, and what tables answered (`hits`, in order)."""

    value: object
    diagnostics: tuple[Diagnostic, ...]
    hits: tuple[Hit, ...]


class Model:
    """A DMN model with what it imports, compiled."""

    def __init__(self, linked: Linked) -> None:
        self._graph = Graph(linked)
        self._graph.call_service = self._serve
        self._root = linked.root
        self._plans: dict[tuple[int, frozenset[int]], tuple[Plan, Inputs]] = {}
        self._services: dict[int, Plan] = {}
        self._quick: dict[str, tuple[Match | None, dict[int, object]]] = {}
        written = linked.root.model
        self._decisions = _by_name(written.decisions)
        invocables: tuple[Service | Knowledge, ...] = (*written.services, *written.knowledge)
        self._invocables = _by_name(invocables)
        self.name = written.name
        self.namespace = written.namespace
        self.diagnostics: tuple[Diagnostic, ...] = sort(self._graph.faults)
        """What is wrong with the model. What a fault concerns gives null; the rest runs."""
        self._inputs = self._inputs_with_types()

    @property
    def decisions(self) -> tuple[str, ...]:
        """The names of the model's decisions, in its order."""
        return tuple(self._decisions)

    @property
    def invocables(self) -> tuple[str, ...]:
        """The names of the model's decision services and business knowledge models."""
        return tuple(self._invocables)

    @property
    def inputs(self) -> Mapping[str, str]:
        """The names of the inputs that decisions of the model need, with their types as the standard writes them.

        An input of an imported model stands under its plain name where that is unambiguous, else behind the names of imports.
        """
        return MappingProxyType(self._inputs)

    def evaluate(
        self,
        decision: str,
        inputs: Mapping[str, object] | None = None,
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
    ) -> object:
        """The value of a decision for inputs by name; null where it errs (`run` tells why).

        Numbers go in as int, Decimal or Fraction and come out as Decimal; dates, times and durations go in as `datetime`
        objects or, where the model declares their type, as ISO texts, and come out as objects whose `str()` is the ISO
        text. `today` and `now` are what the functions of these names give. Raises InvalidData for names that do not exist
        and values that cannot be meant, BudgetSpent for an evaluation without end.
        """
        quick = self._quick.get(decision)
        if quick is None:
            quick = self._quick[decision] = self._quickly(decision)
        if quick[0] is not None and inputs is not None:
            rows = quick[0](inputs)
            if rows != UNSURE:
                known = quick[1]
                if rows not in known:
                    if len(known) > MAX_KNOWN:
                        known.clear()
                    known[rows] = self.run(decision, inputs, today=today, now=now).value
                value = known[rows]
                return copy.deepcopy(value) if isinstance(value, list | dict) else value
        return self.run(decision, inputs, today=today, now=now).value

    def run(
        self,
        decision: str,
        inputs: Mapping[str, object] | None = None,
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
        steps: int = STEPS,
    ) -> Outcome:
        """Like `evaluate`, with the diagnostics and the rows of tables that decided. `steps` bounds the evaluation."""
        node = self._decisions.get(normal(decision))
        if node is None:
            if normal(decision) in self._invocables:
                return self.run_invocable(decision, inputs, today=today, now=now, steps=steps)
            guess = did_you_mean(decision[:100], self._decisions)
            raise InvalidData([UNKNOWN_NAME.at(Place(), found=decision[:100], kind=DECISION, guess=guess)])
        run = _run(node.place, today, now, steps)
        given = normalised(inputs or {})
        order, binding = self._plan(node, given)
        values = binding.bind(given, run)
        try:
            (value,) = order.run(run, values)
        except RecursionError:
            value = run.fault(TOO_DEEP, depth=0)
        return _outcome(run, value)

    def invoke(
        self,
        name: str,
        inputs: Mapping[str, object] | None = None,
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
    ) -> object:
        """The result of a decision service or business knowledge model for arguments by name.

        A service with several outputs gives a mapping by decision name. Raises as `evaluate` does.
        """
        return self.run_invocable(name, inputs, today=today, now=now).value

    def run_invocable(
        self,
        name: str,
        inputs: Mapping[str, object] | None = None,
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
        steps: int = STEPS,
    ) -> Outcome:
        """Like `invoke`, with the diagnostics and the rows of tables that decided."""
        node = self._invocables.get(normal(name))
        if node is None:
            guess = did_you_mean(name[:100], self._invocables)
            raise InvalidData([UNKNOWN_NAME.at(Place(), found=name[:100], kind=INVOCABLE, guess=guess)])
        function = self._graph.functions[id(node)]
        run = _run(node.place, today, now, steps)
        given = normalised(inputs or {})
        faults = [
            UNKNOWN_INPUT.at(
                Place(), related=(), found=key[:100], guess=did_you_mean(key[:100], function.parameters)
            )
            for key in given
            if key not in function.parameters
        ]
        if faults:
            raise InvalidData(faults)
        types = function.types or (None,) * len(function.parameters)
        arguments: list[Value] = []
        for parameter, type_ in zip(function.parameters, types, strict=True):
            if parameter not in given:
                run.fault(NO_INPUT, found=parameter)
            arguments.append(from_host(given.get(parameter), parameter, type_))
        try:
            value = function.call(run, arguments)
        except RecursionError:
            value = run.fault(TOO_DEEP, depth=0)
        return _outcome(run, value)

    # ------------------------------------------------------------------------------------------------------- inside

    def _quickly(self, decision: str) -> tuple[Match | None, dict[int, object]]:
        """Generated code for a decision where there can be any, and what its rows come to as far as it was worked out."""
        node = self._decisions.get(decision)
        if node is None:
            return None, {}
        order, _ = self._plan(node, {})
        types = {wanted.target.node.variable: self._graph.type_of(wanted.target) for wanted in order.wanted}
        return quick_match(node, order, types, self._graph.units[id(self._root)].texts), {}

    def _plan(self, node: Decision, given: Mapping[str, object]) -> tuple[Plan, Inputs]:
        """How to evaluate a decision; those that it requires and whose values are given are not evaluated."""
        supplied = frozenset(
            id(self._decisions[name]) for name in given.keys() & self._decisions.keys() if name != node.name
        )
        key = (id(node), supplied)
        if key not in self._plans:
            order = plan(self._graph, [self._target(node)], supplied)
            self._plans[key] = order, Inputs(self._graph, order, self._inputs, self._root.imports)
        return self._plans[key]

    def _target(self, node: Decision | InputData) -> Target:
        return Target("", self._root, node, imported=False)

    def _inputs_with_types(self) -> dict[str, str]:
        wanted: list[Wanted] = [Wanted(0, (), self._target(node)) for node in self._root.model.inputs]
        wanted += plan(self._graph, [self._target(node) for node in self._decisions.values()]).wanted
        targets = {id(one.target.node): one.target for one in wanted}
        return {
            name: str(self._graph.type_of(targets[node]) or ANYTHING) for node, name in names(wanted).items()
        }

    def _serve(self, service: CompiledService, run: Run, arguments: list[Value]) -> Value:
        """The result of a decision service for its arguments; what else its decisions need is null."""
        key = id(service)
        if key not in self._services:
            parameters = {id(target.node) for target in service.parameters}
            self._services[key] = plan(self._graph, service.outputs, parameters)
        order = self._services[key]
        by_node: dict[int, Value] = {}
        for target, value in zip(service.parameters, arguments, strict=True):
            found = convert(run, value, self._graph.type_of(target))
            if found is None and value is not None:
                return None  # as with any function, an argument of another type makes the call null
            by_node[id(target.node)] = found
        values: list[Value] = [None] * order.size
        for wanted in order.wanted:
            values[wanted.index] = by_node.get(id(wanted.target.node))
        results = order.run(run, values)
        if len(service.outputs) == 1:
            result: Value = results[0]
        else:
            names = [target.node.variable for target in service.outputs]
            result = dict(zip(names, results, strict=True))
        return convert(run, result, service.type)


_Named = TypeVar("_Named", Decision, Service | Knowledge)


def _by_name(nodes: Iterable[_Named]) -> dict[str, _Named]:
    """Elements by name; of two with one name the first."""
    found: dict[str, _Named] = {}
    for node in nodes:
        found.setdefault(node.name, node)
    return found


def _run(place: Place, today: dt.date | None, now: dt.datetime | None, steps: int) -> Evaluation:
    moment = None if now is None else DateTime.from_python(now)
    day = None if moment is None else moment.date
    if today is not None:
        day = Date.from_python(today)
    return Evaluation(place=place, today=day, now=moment, steps=steps)


def _outcome(run: Evaluation, value: Value) -> Outcome:
    return Outcome(to_host(value), tuple(run.diagnostics), tuple(run.hits))


__all__ = ["InputData", "Model", "Outcome", "Unit"]
