"""The requirements of a decision of a DMN model, lowered as they are met, with those that other models of the folder define."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.types import ContextType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Function, Scope
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.link import Linked, Target, Unit, follow
from projgov.rules.dmn.link import Node as Element
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.dmn_boxes import Boxes
from projgov.rules.forms.dmn_functions import Calls, Defined, Faulty, fitted, lets
from projgov.rules.forms.dmn_inputs import Inputs
from projgov.rules.forms.dmn_tables import ReadTable, as_node, read_table
from projgov.rules.forms.dmn_texts import NoNames, dotted
from projgov.rules.forms.table_columns import InputColumn, entry_name, is_simple

ROUND_AND_ROUND = Pattern(
    "M399",
    Bilingual("`{name}` 绕回到了它自己", "`{name}` requires itself"),
    Bilingual("断开其中一环", "break the circle"),
)
TOO_DEEP = Pattern(
    "M402",
    Bilingual("决策一个依赖一个，超过 {most} 层", "decisions require one another more than {most} deep"),
    Bilingual("减少层数，或拆成几个决策", "require fewer of them after one another"),
)
DEEPEST = 100
"""So many decisions and functions may require one another in a row."""


@attrs.frozen
class Understood:
    """A decision to be lowered: what it asks by entry, the other decisions that it requires by entry, and its own logic."""

    name: str
    parts: tuple[tuple[str, Node], ...]
    logic: Node | ReadTable


@attrs.define
class Graph:
    """What a decision requires. Each input and decision becomes an entry of the rule."""

    inputs: Inputs
    lowering: Lowering
    boxes: dict[int, Boxes]
    """By the identity of each unit."""
    imported: dict[int, str]
    """By what name each unit is known to the model of the decision; none for itself."""
    parts: dict[int, tuple[str, Node]] = attrs.field(factory=dict)
    """By the identity of an input or decision: its entry and what it is."""
    functions: dict[int, Function] = attrs.field(factory=dict)
    """By the identity of what defines one."""
    open: list[int] = attrs.field(factory=list)
    """Decisions and functions being lowered, each for the sake of the one before."""
    lost: bool = False
    """Whether a requirement leads nowhere."""
    outputs: tuple[str, ...] = ()
    """The names of what the decision asked for gives, which no part can have."""

    @classmethod
    def of(cls, linked: Linked, inputs: Mapping[str, InputColumn], lowering: Lowering) -> Graph:
        """The graph of a model and all that it imports."""

        def table(box: dmn.Table, scope: Scope, boxes: Boxes) -> Node:
            return as_node(box, scope, boxes, lowering)

        calls = Calls(lowering.faults)
        boxes = {id(unit): Boxes(unit, lowering.faults, calls, table) for unit in linked.units}
        return cls(Inputs(inputs, lowering), lowering, boxes, _names(linked.root))

    def understood(self, unit: Unit, decision: dmn.Decision) -> Understood:
        """The decision asked for."""
        box = decision.expression
        names = [o.name for o in box.outputs if o.name] if isinstance(box, dmn.Table) else []
        self.outputs = (*map(canonical_name, names), canonical_name(decision.name), "row", "rows")
        scope = self.scope(unit, decision)
        logic: Node | ReadTable
        if isinstance(box, dmn.Table):
            taken = tuple(entry for entry, _ in self.parts.values())
            logic = read_table(box, decision, taken, scope, self.boxes[id(unit)], self.lowering)
        else:
            logic = self.logic(unit, decision, scope)
        if not self.lost:
            self.inputs.check_all_asked()
        return Understood(decision.name, tuple(self.parts.values()), logic)

    def scope(self, unit: Unit, node: dmn.Decision | dmn.Knowledge, given: _Service | None = None) -> Scope:
        """What the logic of a decision or function sees: what it requires, and nothing of the rule file.

        Within a service, values come from there (`given`).
        """
        lowering = self.lowering
        scope = Scope(NoNames(lowering.names.vocabulary), lowering.faults, lowering.subject, ())
        if len(self.open) >= DEEPEST:
            lowering.faults.add(TOO_DEEP, node.place, most=DEEPEST)
            return scope
        seen: dict[str, Node] = {}
        functions: dict[str, Function] = {}
        self.open.append(id(node))
        if isinstance(node, dmn.Decision):
            for reference in (*node.inputs, *node.decisions):
                kind = dmn.InputData if reference in node.inputs else dmn.Decision
                target = self._find(unit, reference, (kind,))
                if target is None:
                    continue
                if self._goes_round(target):
                    value: Node = POISON
                else:
                    value = self._value(target) if given is None else given.value(target)
                seen[dotted(target.prefix, target.node.variable)] = value
        for reference in node.knowledge:
            if (target := self._find(unit, reference, (dmn.Knowledge, dmn.Service))) is not None:
                function = Faulty() if self._goes_round(target) else self._function(target)
                functions[canonical_name(dotted(target.prefix, target.node.variable))] = function
        self.open.pop()
        # Where a requirement leads nowhere, what it would be called is not known.
        return attrs.evolve(scope.with_locals(seen), functions=functions, of_unknown=self.lost)

    def _find(self, unit: Unit, reference: dmn.Reference, kinds: tuple[type[Element], ...]) -> Target | None:
        """The element that a reference means, in this model or in one that it imports; None, with a fault, where there is none."""
        faults: list[Diagnostic] = []
        target = follow(unit, reference, kinds, faults)
        if target is None:
            self.lost = True
            self.lowering.faults.extend(unit.refused.get(reference.namespace) or faults)
        return target

    def _goes_round(self, target: Target) -> bool:
        """Whether an element is required for its own sake; that it is, is told."""
        if id(target.node) not in self.open:
            return False
        self.lowering.faults.add(ROUND_AND_ROUND, target.node.place, name=target.node.name)
        return True

    def _value(self, target: Target) -> Node:
        """What stands for an input or decision: itself where it is a name, else the entry of the rule that gives it."""
        node = target.node
        if id(node) not in self.parts:
            if isinstance(node, dmn.InputData):
                typed = self.boxes[id(target.unit)].type(node.type, node.place)
                value = self.inputs.value(node, self.imported[id(target.unit)], typed)
            else:
                assert isinstance(node, dmn.Decision)
                value = self.logic(target.unit, node, self.scope(target.unit, node))
            taken = [entry for entry, _ in self.parts.values()]
            entry = entry_name(node.name, (*taken, *self.outputs), len(self.parts) + 1)
            self.parts[id(node)] = (entry, value)
        entry, value = self.parts[id(node)]
        if is_simple(value):
            return value
        rule = self.lowering.rule.id
        return nodes.Result(f"{rule}.{entry}", self.lowering.this(), value.type, place=node.place)

    def logic(self, unit: Unit, decision: dmn.Decision, scope: Scope) -> Node:
        boxes = self.boxes[id(unit)]
        found = boxes.boxed(decision.expression, scope, decision.place)
        return fitted(found, boxes.type(decision.type, decision.place), scope)

    def _function(self, target: Target) -> Function:
        node = target.node
        if id(node) not in self.functions:
            if isinstance(node, dmn.Service):
                self.functions[id(node)] = self._service(target.unit, node)
            else:
                assert isinstance(node, dmn.Knowledge)
                self.functions[id(node)] = self._knowledge(target.unit, node)
        return self.functions[id(node)]

    def _knowledge(self, unit: Unit, known: dmn.Knowledge) -> Function:
        """A business knowledge model."""
        boxes, scope = self.boxes[id(unit)], self.scope(unit, known)
        if known.function is None:
            boxes.boxed(None, scope, known.place)
            return Faulty()
        result = boxes.type(known.function.type, known.place)
        return boxes.function(known.name, known.function, scope, result)

    def _service(self, unit: Unit, service: dmn.Service) -> Function:
        """A decision service as a function of its input data and of the decisions whose values are given to it."""
        boxes = self.boxes[id(unit)]
        wanted = [(r, dmn.InputData) for r in service.input_data] + [
            (r, dmn.Decision) for r in service.input_decisions
        ]
        parameters = [t for r, kind in wanted if (t := self._find(unit, r, (kind,))) is not None]
        outputs = [t for r in service.outputs if (t := self._find(unit, r, (dmn.Decision,))) is not None]
        types = tuple((t.node.variable, boxes.type(t.node.type, t.node.place)) for t in parameters)

        def body(within: Scope, named: Mapping[str, Node]) -> Node:
            given = {id(t.node): named[t.node.variable] for t in parameters}
            found = _Service(self, service, within.depth, given)
            self.open.append(id(service))
            made = [(t.node.name, found.value(t)) for t in outputs]
            self.open.pop()
            if not made or any(is_poison(value) for _, value in made):
                return POISON
            result = made[0][1]
            if len(made) > 1:
                entries = tuple((canonical_name(name), value) for name, value in made)
                kind = ContextType(tuple((key, value.type) for key, value in entries))
                result = nodes.MakeContext(entries, kind, place=service.place)
            typed = boxes.type(service.type, service.place)
            return lets(found.bound, fitted(result, typed, within), service.place)

        base = Scope(NoNames(self.lowering.names.vocabulary), self.lowering.faults, self.lowering.subject, ())
        return Defined(service.name, types, body, base, boxes.calls)


@attrs.define
class _Service:
    """The decisions of a service, for one call of it: each is computed once, from what the call gives."""

    graph: Graph
    service: dmn.Service
    depth: int
    values: dict[int, Node]
    """By the identity of an input or decision: its value."""
    bound: list[tuple[nodes.Variable, Node]] = attrs.field(factory=list)
    """The decisions computed, each seeing those before it."""

    def value(self, target: Target) -> Node:
        """The value of an input or decision within the service."""
        node, graph = target.node, self.graph
        if id(node) in self.values:
            return self.values[id(node)]
        if isinstance(node, dmn.Decision):
            scope = graph.scope(target.unit, node, self)
            scope = attrs.evolve(scope, depth=self.depth)
            logic = graph.logic(target.unit, node, scope)
            variable, _ = scope.bind(logic.type)
            self.depth += 1
            self.bound.append((variable, logic))
            self.values[id(node)] = POISON if is_poison(logic) else variable
        else:
            own = f"`{self.service.name}`", f"`{node.name}`"
            what = Bilingual(
                "服务{}（没有给它输入{}）".format(*own),
                "the service {}, which is not given its input {},".format(*own),
            )
            self.values[id(node)] = graph.boxes[id(target.unit)].refused(what, self.service.place)
        return self.values[id(node)]


def _names(root: Unit) -> dict[int, str]:
    """The name by which each unit is known to a model, by their identities: those of the imports on the way to it."""
    found = {id(root): ""}
    waiting = [root]
    for unit in waiting:
        for name, inner in unit.imports.items():
            if id(inner) not in found:
                found[id(inner)] = dotted(found[id(unit)], name) if name else found[id(unit)]
                waiting.append(inner)
    return found
