"""A decision of a DMN model as a rule: what it requires, typed by the model and given by the rule file, down to Core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place, Refused, did_you_mean
from projgov.domain.types import ChoiceType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, expect, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults, Function, Scope
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.read import read_model
from projgov.rules.feel.parser import parse
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.dmn_boxes import Boxes, Knowledge, NoNames
from projgov.rules.forms.dmn_tables import ReadTable, as_node, read_table
from projgov.rules.forms.table_columns import InputColumn, entry_name, is_simple

NOT_NAMED = Pattern(
    "M393",
    Bilingual("`{found}` 没有指明哪个模型的哪个决策", "`{found}` does not say which decision of which model"),
    Bilingual("写作 `decision: 模型.dmn#决策名称`", "write `decision: model.dmn#Name of the decision`"),
)
NO_DECISION = Pattern(
    "M394",
    Bilingual("模型 `{file}` 里没有叫 `{found}` 的决策", "the model `{file}` has no decision `{found}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_INPUT = Pattern(
    "M395",
    Bilingual(
        "模型的输入 `{name}` 在规则文件里没有这个名称，`inputs:` 下也没有写",
        "the model's input `{name}` is no name of the rule file, and does not stand under `inputs:`",
    ),
    Bilingual("在 `inputs:` 下写 `{name}: {{value: …}}`", "write `{name}: {{value: …}}` under `inputs:`"),
)
NOT_ASKED = Pattern(
    "M396",
    Bilingual("决策不用名为 `{name}` 的输入", "the decision asks no input `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NOT_ALLOWED = Pattern(
    "M397",
    Bilingual(
        "`{value}` 可能出现，而模型的输入 `{name}` 不允许",
        "`{value}` can occur, and the model's input `{name}` does not allow it",
    ),
    Bilingual("在 `value:` 里换算成模型允许的值", "convert it in `value:` to what the model allows"),
)
ELSEWHERE = Pattern(
    "M398",
    Bilingual("决策用到别的模型里的元素 `{name}`", "the decision requires `{name}`, which another model defines"),
    Bilingual("规则文件只用一个模型里的决策；把需要的放进这个模型", "rule files use decisions of one model: put what it requires into it"),
)  # fmt: skip
ROUND_AND_ROUND = Pattern(
    "M399",
    Bilingual("`{name}` 绕回到了它自己", "`{name}` requires itself"),
    Bilingual("断开其中一环", "break the circle"),
)
NodeT = TypeVar("NodeT", dmn.InputData, dmn.Decision, dmn.Knowledge)


@attrs.frozen
class Understood:
    """A decision to be lowered: what it asks by entry, the other decisions that it requires by entry, and its own logic."""

    name: str
    parts: tuple[tuple[str, Node], ...]
    logic: Node | ReadTable


def read_decision(
    written: Scalar, inputs: Mapping[str, InputColumn], lowering: Lowering
) -> Understood | None:
    """The decision that `model.dmn#Name` names; None where there is none. What is wrong is told."""
    file, _, name = written.text.partition("#")
    if not file.strip() or not name.strip():
        lowering.faults.add(NOT_NAMED, written.place, found=written.text)
        return None
    try:
        path = lowering.beside.path(file.strip(), written.place)
        model = read_model(lowering.beside.read(file.strip(), written.place), str(path))
    except Refused as refused:
        lowering.faults.extend(refused.diagnostics)
        return None
    wanted = canonical_name(name)
    decision = next((d for d in model.decisions if canonical_name(d.name) == wanted), None)
    if decision is None:
        offer = did_you_mean(name.strip(), [d.name for d in model.decisions])
        lowering.faults.add(NO_DECISION, written.place, file=file.strip(), found=name.strip(), offer=offer)
        return None
    return _Graph.of(model, inputs, lowering).understood(decision)


@attrs.define
class _Graph:
    """The requirements of a decision, lowered as they are met. Each input and decision becomes an entry of the rule."""

    model: dmn.Model
    inputs: Mapping[str, InputColumn]
    lowering: Lowering
    boxes: Boxes
    parts: dict[str, tuple[str, Node]] = attrs.field(factory=dict)
    """By the id of an input or decision: its entry and what it is."""
    open: list[str] = attrs.field(factory=list)
    """Decisions and functions being lowered, each for the sake of the one before."""
    outputs: tuple[str, ...] = ()
    """The names of what the decision asked for gives, which no part can have."""

    @classmethod
    def of(cls, model: dmn.Model, inputs: Mapping[str, InputColumn], lowering: Lowering) -> _Graph:
        def table(box: dmn.Table, scope: Scope, boxes: Boxes) -> Node:
            return as_node(box, scope, boxes, lowering)

        return cls(model, inputs, lowering, Boxes(model, lowering.faults, table))

    def understood(self, decision: dmn.Decision) -> Understood:
        """The decision asked for."""
        box = decision.expression
        names = [o.name for o in box.outputs if o.name] if isinstance(box, dmn.Table) else []
        self.outputs = (*map(canonical_name, names), canonical_name(decision.name), "row", "rows")
        scope = self._scope(decision)
        logic: Node | ReadTable
        if isinstance(decision.expression, dmn.Table):
            taken = (entry for entry, _ in self.parts.values())
            logic = read_table(decision.expression, decision, tuple(taken), scope, self.boxes, self.lowering)
        else:
            logic = self._logic(decision, scope)
        asked = {_same(i.name) for i in self.model.inputs if i.id in self.parts}
        for name in self.inputs:
            if _same(name) not in asked:
                offer = did_you_mean(name, [i.name for i in self.model.inputs if i.id in self.parts])
                place = self.lowering.place_of(("inputs", name))
                self.lowering.faults.add(NOT_ASKED, place, name=name, offer=offer)
        return Understood(decision.name, tuple(self.parts.values()), logic)

    def _scope(self, node: dmn.Decision | dmn.Knowledge) -> Scope:
        """What the logic of a decision or function sees: what it requires, and nothing of the rule file."""
        lowering = self.lowering
        scope = Scope(NoNames(lowering.names.vocabulary), lowering.faults, lowering.subject, ())
        seen: dict[str, Node] = {}
        functions: dict[str, Function] = {}
        self.open.append(node.id)
        if isinstance(node, dmn.Decision):
            for reference in node.inputs:
                if (given := self._find(reference, self.model.inputs)) is not None:
                    seen[given.variable or given.name] = self._input(given)
            for reference in node.decisions:
                if (other := self._find(reference, self.model.decisions)) is not None:
                    seen[other.variable or other.name] = self._decision(other)
        for reference in node.knowledge:
            if (known := self._find(reference, self.model.knowledge)) is not None:
                functions[canonical_name(known.variable or known.name)] = self._knowledge(known)
        self.open.pop()
        return attrs.evolve(scope.with_locals(seen), functions=functions)

    def _find(self, reference: dmn.Reference, among: tuple[NodeT, ...]) -> NodeT | None:
        """The element that a reference means, in this model."""
        here = not reference.namespace or reference.namespace == self.model.namespace
        found = next((n for n in among if n.id == reference.id), None) if here else None
        if found is None:
            self.lowering.faults.add(ELSEWHERE, reference.place, name=reference.id)
        elif found.id in self.open:
            self.lowering.faults.add(ROUND_AND_ROUND, found.place, name=found.name)
            return None
        return found

    def _decision(self, decision: dmn.Decision) -> Node:
        if decision.id not in self.parts:
            body = self._logic(decision, self._scope(decision))
            self._keep(decision.id, decision.name, body)
        return self._result(decision.id, decision.place)

    def _logic(self, decision: dmn.Decision, scope: Scope) -> Node:
        found = self.boxes.boxed(decision.expression, scope, decision.place)
        return self.boxes.fitted(found, self.boxes.type(decision.type, decision.place), scope)

    def _knowledge(self, known: dmn.Knowledge) -> Knowledge:
        function = known.function
        if function is None or function.kind != "FEEL":
            what = Bilingual(f"函数 `{known.name}`", f"the function `{known.name}`")
            self.boxes.refused(what, known.place)
        parameters = function.parameters if function is not None else ()
        body = function.body if function is not None else None
        return Knowledge(known.name, parameters, body, known.place, self.boxes, self._scope(known))

    def _input(self, given: dmn.InputData) -> Node:
        """What the rule file gives for an input: as `inputs` says, else what bears its name."""
        if given.id in self.parts:
            return self._result(given.id, given.place)
        lowering = self.lowering
        name = next((n for n in self.inputs if _same(n) == _same(given.name)), None)
        declared = self.inputs[name] if name is not None else InputColumn()
        value = self._named(given) if declared.value is None else lowering.expression(declared.value)
        typed = self.boxes.type(given.type, given.place)
        if typed is not None and not is_poison(value):
            value = expect(value, typed.kind, lowering.scope)
            self._allowed(
                value, typed.values, given, lowering.place_of(("inputs", name) if name else ("decision",))
            )
        self._keep(given.id, given.name, value)
        return self._result(given.id, given.place)

    def _named(self, given: dmn.InputData) -> Node:
        """What bears the name of an input in the rule file, written as the model has it or in small letters."""
        place = self.lowering.place_of(("decision",))

        def place_at(_offset: int, _length: int = 0) -> Place:
            return place

        for name in (given.name, given.name.lower()):
            own = Faults()
            try:
                found = lower(
                    parse(name, place_at=place_at), attrs.evolve(self.lowering.scope, faults=own), place_at
                )
            except InvalidRuleFile:
                continue
            if not own.found:
                return found
        self.lowering.faults.add(NO_INPUT, place, name=given.name)
        return POISON

    def _allowed(self, value: Node, allowed: tuple[object, ...], given: dmn.InputData, place: Place) -> None:
        if allowed and isinstance(value.type, ChoiceType):
            for code in value.type.codes:
                if code not in allowed:
                    self.lowering.faults.add(NOT_ALLOWED, place, value=code, name=given.name)
                    return

    def _keep(self, id_: str, name: str, value: Node) -> None:
        taken = [entry for entry, _ in self.parts.values()]
        self.parts[id_] = (entry_name(name, (*taken, *self.outputs), len(self.parts) + 1), value)

    def _result(self, id_: str, place: Place) -> Node:
        """What stands for an input or decision: itself where it is a name, else the entry of the rule that gives it."""
        entry, value = self.parts[id_]
        if is_simple(value):
            return value
        rule = self.lowering.rule.id
        return nodes.Result(f"{rule}.{entry}", self.lowering.this(), value.type, place=place)


def _same(name: str) -> str:
    """A name of an input, for comparing: models capitalise as they like."""
    return canonical_name(name).casefold()
