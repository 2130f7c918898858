"""A DMN model for hosts: evaluate its decisions, invoke its services and functions, see what decided and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean, sort
from projgov.rules.dmn.tree import Decision, InputData, Knowledge, Service
from projgov.rules.feel.names import normal
from projgov.scoring.dmn.graph import CompiledService, Graph
from projgov.scoring.dmn.link import Linked, Target, Unit
from projgov.scoring.dmn.plan import Key, Plan, Wanted, plan
from projgov.scoring.dmn.trace import Evaluation, Hit
from projgov.scoring.feel.host import from_host, to_host
from projgov.scoring.feel.run import STEPS, TOO_DEEP, Run
from projgov.scoring.feel.temporal import Date, DateTime
from projgov.scoring.feel.types import ANYTHING, Type, convert
from projgov.scoring.feel.values import Value

UNKNOWN_NAME = Pattern(
    "M380",
    Bilingual("模型没有叫 `{found}` 的{kind}", "the model has no {kind} called `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
UNKNOWN_INPUT = Pattern(
    "M381",
    Bilingual("没有叫 `{found}` 的输入", "there is no input called `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
AMBIGUOUS_INPUT = Pattern(
    "M382",
    Bilingual("几个被引入的模型都有输入 `{found}`", "several imported models have an input `{found}`"),
    Bilingual("写明是哪一个:{choices}", "say which one: {choices}"),
)
NO_INPUT = Pattern(
    "M383",
    Bilingual("没有给出输入 `{found}`,以 null 计", "the input `{found}` is not given, and stands as null"),
    Bilingual("给出它的值", "give its value"),
    severity="warning",
)
EXTRA_INPUT = Pattern(
    "M384",
    Bilingual("给出了用不着的输入 `{found}`", "the input `{found}` is given and not needed"),
    Bilingual("{guess}", "{guess}"),
    severity="warning",
)

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
        self._plans: dict[int, Plan] = {}
        self._services: dict[int, Plan] = {}
        written = linked.root.model
        self._decisions = _by_name(written.decisions)
        invocables: tuple[Service | Knowledge, ...] = (*written.services, *written.knowledge)
        self._invocables = _by_name(invocables)
        self.name = written.name
        self.namespace = written.namespace
        self.diagnostics: tuple[Diagnostic, ...] = sort(self._graph.faults)
        """What is wrong with the model. What a fault concerns gives null; the rest runs."""

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
        wanted: dict[Key, Wanted] = {}
        for node in self._decisions.values():
            wanted |= {w.key: w for w in self._plan(node).inputs}
        for input_ in self._root.model.inputs:
            target = Target("", self._root, input_, imported=False)
            wanted.setdefault(((), id(input_)), Wanted(((), id(input_)), (), target))
        names = _names(wanted.values())
        return MappingProxyType({names[key]: str(self._type(w.target)) for key, w in wanted.items()})

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
            guess = did_you_mean(decision[:100], self._decisions)
            raise InvalidData([UNKNOWN_NAME.at(Place(), found=decision[:100], kind=DECISION, guess=guess)])
        run = _run(node.place, today, now, steps)
        order = self._plan(node)
        values = self._given(order, inputs or {}, run)
        try:
            (value,) = order.run(self._graph, run, values)
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
        given = {normal(key): value for key, value in (inputs or {}).items()}
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

    def _type(self, target: Target) -> Type:
        return self._graph.type_of(target) or ANYTHING

    def _plan(self, node: Decision) -> Plan:
        if id(node) not in self._plans:
            self._plans[id(node)] = plan(self._graph, [Target("", self._root, node, imported=False)])
        return self._plans[id(node)]

    def _given(self, order: Plan, inputs: Mapping[str, object], run: Run) -> dict[Key, Value]:
        """The values of a plan's inputs: by plain name, behind the names of imports, or in mappings by those names."""
        given = {normal(key): value for key, value in inputs.items()}
        by_name: dict[str, list[Wanted]] = {}
        for wanted in order.inputs:
            by_name.setdefault(wanted.target.node.variable, []).append(wanted)
        values: dict[Key, Value] = {}
        used: set[str] = set()
        missing: list[str] = []
        faults: list[Diagnostic] = []
        for wanted in order.inputs:
            name = wanted.target.node.variable
            dotted = ".".join((*filter(None, wanted.path), name))
            found, key = _nested(given, wanted, dotted)
            if key is None and name in given and wanted.path:
                rivals = {id(other.target.node) for other in by_name[name]}
                if any(not other.path for other in by_name[name]):
                    pass  # the plain name is that of the model's own input
                elif len(rivals) > 1:
                    choices = ", ".join(".".join((*other.path, name)) for other in by_name[name])
                    faults.append(AMBIGUOUS_INPUT.at(Place(), found=name, choices=choices[:500]))
                    used.add(name)
                else:
                    found, key = given[name], name
            if key is None:
                missing.append(dotted)
                values[wanted.key] = None
                continue
            used.add(key)
            type_ = self._graph.type_of(wanted.target)
            try:
                values[wanted.key] = convert(run, from_host(found, dotted, type_), type_)
            except InvalidData as refused:
                faults += refused.diagnostics
        for key in given:
            if key not in used and key not in self.inputs and not self._is_import(key):
                pattern = UNKNOWN_INPUT if missing else EXTRA_INPUT
                guess = did_you_mean(key[:100], missing or self.inputs)
                fault = pattern.at(Place(), found=key[:100], guess=guess)
                if missing:
                    faults.append(fault)
                else:
                    run.fault(pattern, found=key[:100], guess=guess)
        if faults:
            raise InvalidData(faults)
        for name in missing:
            run.fault(NO_INPUT, found=name)
        return values

    def _is_import(self, key: str) -> bool:
        return key.partition(".")[0] in self._root.imports

    def _serve(self, service: CompiledService, run: Run, arguments: list[Value]) -> Value:
        """The result of a decision service for its arguments; what else its decisions need is null."""
        key = id(service)
        given = {id(target.node) for target in service.parameters}
        if key not in self._services:
            self._services[key] = plan(self._graph, service.outputs, given)
        order = self._services[key]
        values: dict[Key, Value] = {wanted.key: None for wanted in order.inputs}
        by_node: dict[int, Value] = {}
        for target, value in zip(service.parameters, arguments, strict=True):
            found = convert(run, value, self._graph.type_of(target))
            if found is None and value is not None:
                return None  # as with any function, an argument of another type makes the call null
            by_node[id(target.node)] = found
        for wanted in order.inputs:
            values[wanted.key] = by_node.get(id(wanted.target.node))
        results = order.run(self._graph, run, values)
        if len(service.outputs) == 1:
            result: Value = results[0]
        else:
            names = [target.node.variable for target in service.outputs]
            result = dict(zip(names, results, strict=True))
        return convert(run, result, service.type)


def _nested(given: Mapping[str, object], wanted: Wanted, dotted: str) -> tuple[object, str | None]:
    """The value given for an input by its full name, or in mappings by the names of imports; and the key it stood under."""
    if dotted in given:
        return given[dotted], dotted
    if not wanted.path:
        return None, None
    path = [part for part in wanted.path if part]
    inner: object = given
    for part in (*path, wanted.target.node.variable):
        if not isinstance(inner, Mapping) or part not in inner:
            return None, None
        inner = inner[part]
    return inner, path[0] if path else wanted.target.node.variable


def _names(wanted: Iterable[Wanted]) -> dict[Key, str]:
    """The name of each input: the plain one where no other input has it, else behind those of imports."""
    everything = list(wanted)
    nodes: dict[str, set[int]] = {}
    for w in everything:
        nodes.setdefault(w.target.node.variable, set()).add(id(w.target.node))
    return {
        w.key: w.target.node.variable
        if len(nodes[w.target.node.variable]) == 1 or not w.path
        else ".".join((*filter(None, w.path), w.target.node.variable))
        for w in everything
    }


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
