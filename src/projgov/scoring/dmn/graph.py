"""The requirement graph, compiled: each decision with what it needs, each business knowledge model and service a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.rules.dmn.link import Linked, Target, Unit, follow
from projgov.rules.dmn.tree import (
    Boxed,
    Decision,
    InputData,
    Item,
    Knowledge,
    Reference,
    Service,
    Table,
)
from projgov.scoring.dmn.boxed import FRAMES, Boxes
from projgov.scoring.dmn.items import Items
from projgov.scoring.dmn.texts import NO_EXPRESSION, Texts, is_special, nothing
from projgov.scoring.feel.run import TOO_DEEP, Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.types import ANYTHING, FunctionOf, Type, bare
from projgov.scoring.feel.values import Function, Value

REQUIREMENT_CYCLE = Pattern(
    "M347",
    Bilingual("决策互相依赖：{cycle}", "decisions require one another: {cycle}"),
    Bilingual("断开其中一环", "break the circle"),
)


@attrs.frozen(eq=False)
class Need:
    """A value that an expression needs: by what `name`, behind what import's name, and the element that it comes from."""

    prefix: str
    name: str
    target: Target


@attrs.define(eq=False)
class CompiledDecision:
    """A decision: what runs, its needs, and the slots of its env that they fill (an import's name has a slot for all)."""

    unit: Unit
    node: Decision
    type: Type | None
    needs: tuple[Need, ...]
    slots: dict[str, int]
    scope: Scope
    value: Compiled


@attrs.define(eq=False)
class CompiledService:
    """A decision service: its parameters (input data, then decisions given), and its outputs."""

    unit: Unit
    node: Service
    type: Type | None
    parameters: tuple[Target, ...]
    outputs: tuple[Target, ...]


class CompiledUnit:
    """One model of a graph."""

    def __init__(self, unit: Unit, imported: dict[str, CompiledUnit], faults: list[Diagnostic]) -> None:
        self.unit = unit
        self.faults = faults
        self.items: Items = Items(unit, {name: inner.items for name, inner in imported.items()}, faults)
        types = frozenset(name for name in self.items.types if is_special(name))
        self.texts = Texts(types, _members(unit, imported), faults)
        self.items.define(self.texts)
        self.types: dict[int, Type | None] = {}
        for node in unit.nodes.values():
            self.types[id(node)] = self.items.named(node.type, node.place)


def _members(unit: Unit, imported: dict[str, CompiledUnit]) -> frozenset[str]:
    """The names after dots (of components, of imported elements) that are matched only where they are known."""
    names: set[str] = {node.variable for inner in unit.imports.values() for node in inner.nodes.values()}
    waiting: list[Item] = list(unit.model.items)
    while waiting:
        item = waiting.pop()
        names.update(component.name for component in item.components)
        waiting += item.components
    special = {name for name in names if is_special(name)}
    return frozenset(special.union(*(inner.texts.members for inner in imported.values())))


class Graph:
    """All that a model and its imports define, ready to run."""

    def __init__(self, linked: Linked) -> None:
        self.root = linked.root
        self.faults: list[Diagnostic] = list(linked.faults)
        self.units: dict[int, CompiledUnit] = {}
        self.decisions: dict[int, CompiledDecision] = {}
        self.services: dict[int, CompiledService] = {}
        self.functions: dict[int, Function] = {}
        self.bodies: dict[int, Function] = {}
        self.call_service: Callable[[CompiledService, Run, list[Value]], Value]
        for unit in linked.units:  # imported ones come first
            imported = {name: self.units[id(inner)] for name, inner in unit.imports.items()}
            self.units[id(unit)] = CompiledUnit(unit, imported, self.faults)
        for unit in linked.units:
            for node in unit.nodes.values():
                self._declare(unit, node)
        for unit in linked.units:
            for node in unit.nodes.values():
                if isinstance(node, Knowledge):
                    self._compile_knowledge(unit, node)
                elif isinstance(node, Decision):
                    self._compile(self.decisions[id(node)])
        self.faults += cycles(self.decisions.values())

    def type_of(self, target: Target) -> Type | None:
        """The type of an element's value."""
        return self.units[id(target.unit)].types[id(target.node)]

    def _declare(self, unit: Unit, node: object) -> None:
        compiled = self.units[id(unit)]
        match node:
            case Decision():
                needs = tuple(self._needs(unit, node))
                scope, slots = Scope.of(
                    dict.fromkeys(n.prefix or n.name for n in needs), compiled.items.types
                )
                value = nothing(node.place, NO_EXPRESSION)
                type_ = compiled.types[id(node)]
                self.decisions[id(node)] = CompiledDecision(unit, node, type_, needs, slots, scope, value)
            case Knowledge():
                self.functions[id(node)] = self._knowledge(unit, node)
            case Service():
                parameters = (
                    *self._targets(unit, node.input_data, InputData),
                    *self._targets(unit, node.input_decisions, Decision),
                )
                outputs = tuple(self._targets(unit, node.outputs, Decision))
                type_ = compiled.types[id(node)]
                service = CompiledService(unit, node, type_, parameters, outputs)
                self.services[id(node)] = service
                self.functions[id(node)] = self._service(service)

    def _targets(
        self, unit: Unit, references: Iterable[Reference], kind: type[Decision | InputData]
    ) -> Iterable[Target]:
        for reference in references:
            if (target := follow(unit, reference, (kind,), self.faults)) is not None:
                yield target

    def _needs(self, unit: Unit, node: Decision | Knowledge) -> Iterable[Need]:
        kinds: list[tuple[Iterable[Reference], tuple[type, ...]]] = []
        if isinstance(node, Decision):
            kinds += [(node.inputs, (InputData,)), (node.decisions, (Decision,))]
        kinds.append((node.knowledge, (Knowledge, Service)))
        for references, wanted in kinds:
            for reference in references:
                if (target := follow(unit, reference, wanted, self.faults)) is not None:
                    yield Need(target.prefix, target.node.variable, target)

    def _compile(self, decision: CompiledDecision) -> None:
        node = decision.node
        unit = self.units[id(decision.unit)]
        boxes = Boxes(unit.items, unit.texts, node.name)
        if node.expression is not None:
            type_ = decision.type or boxes.type_of(node.expression)
            decision.value = boxes.typed(
                boxes.boxed(_typed(node.expression, node.type), decision.scope), type_
            )

    def _knowledge(self, unit: Unit, node: Knowledge) -> Function:
        """A business knowledge model as a function; its body is compiled when all functions are declared."""
        compiled = self.units[id(unit)]
        written = node.function
        parameters = () if written is None else written.parameters
        types = tuple(compiled.items.named(p.type, p.place) for p in parameters)
        result = compiled.types[
            id(node)
        ]  # as models write it; as the standard has it, it is a type of functions
        if isinstance(base := bare(result or ANYTHING), FunctionOf):
            result = base.result
        if result is None and written is not None:
            result = Boxes(compiled.items, compiled.texts, node.name).result(written)

        def call(run: Run, arguments: list[Value]) -> Value:
            return self.bodies[id(node)].call(run, arguments)

        names = tuple(p.name for p in parameters)
        return Function(node.name, names, call, types, result)

    def _compile_knowledge(self, unit: Unit, node: Knowledge) -> None:
        compiled = self.units[id(unit)]
        needs = tuple(self._needs(unit, node))
        names = dict.fromkeys([node.variable, *(n.prefix or n.name for n in needs)])
        scope, slots = Scope.of(names, compiled.items.types)
        boxes = Boxes(compiled.items, compiled.texts, node.name)
        declared = self.functions[id(node)]
        run = Run(place=node.place)
        if node.function is None or node.function.kind != "FEEL":
            value = boxes.boxed(node.function, scope)
            self.bodies[id(node)] = Function(node.name, declared.parameters, lambda run, _: value([], run))
            return
        written = attrs.evolve(node.function, body=_typed(node.function.body, node.type))
        make = boxes.closure(node.name, written, scope, declared.result)
        env = scope.frame.env()
        env[slots[node.variable]] = declared
        self._put(env, slots, needs)
        function = make(env, run)
        assert isinstance(function, Function)
        self.bodies[id(node)] = function

    def _service(self, service: CompiledService) -> Function:
        names = tuple(target.node.variable for target in service.parameters)
        types = tuple(self.type_of(target) for target in service.parameters)

        def call(run: Run, arguments: list[Value]) -> Value:
            if not run.enter(FRAMES):
                return None
            try:
                return self.call_service(service, run, arguments)
            except RecursionError:
                return run.fault(TOO_DEEP, depth=run.depth)
            finally:
                run.leave(FRAMES)

        return Function(service.node.name, names, call, types, service.type)

    def _put(self, env: Env, slots: dict[str, int], needs: Iterable[Need]) -> None:
        """Puts the functions needed into their slots."""
        prefixed: dict[str, dict[str, Value]] = {}
        for need in needs:
            function = self.functions[id(need.target.node)]
            if need.prefix:
                prefixed.setdefault(need.prefix, {})[need.name] = function
            else:
                env[slots[need.name]] = function
        for prefix, members in prefixed.items():
            env[slots[prefix]] = members


def _typed(box: Boxed | None, type_: str) -> Boxed | None:
    """A table that says nothing of its type is of the type of what it decides: from there it may have its order of outputs."""
    return attrs.evolve(box, type=type_) if isinstance(box, Table) and not box.type else box


def cycles(decisions: Iterable[CompiledDecision]) -> Iterable[Diagnostic]:
    """A fault for each circle of decisions that require one another."""
    by_node = {id(d.node): d for d in decisions}
    done: set[int] = set()
    for start in by_node.values():
        trail: list[CompiledDecision] = []
        on_trail: set[int] = set()
        stack: list[tuple[CompiledDecision, bool]] = [(start, False)]
        while stack:
            decision, leaving = stack.pop()
            key = id(decision.node)
            if leaving:
                trail.pop()
                on_trail.discard(key)
                done.add(key)
                continue
            if key in on_trail:
                names = [d.node.name for d in trail]
                circle = [*names[names.index(decision.node.name) :], decision.node.name]
                yield REQUIREMENT_CYCLE.at(decision.node.place, cycle=" → ".join(circle)[:500])
                continue
            if key in done:
                continue
            trail.append(decision)
            on_trail.add(key)
            stack.append((decision, True))
            stack += [
                (by_node[id(need.target.node)], False)
                for need in decision.needs
                if id(need.target.node) in by_node
            ]
