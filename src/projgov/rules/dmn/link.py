"""Models and what they import, tied together: every reference leads to an element, or is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Refused, did_you_mean
from projgov.rules.dmn.tree import Decision, Import, InputData, Knowledge, Model, Reference, Service
from projgov.rules.dmn.xml import NAMESPACES, OLD_NAMESPACES

NO_IMPORTED = Pattern(
    "M340",
    Bilingual("找不到被引入的模型 `{found}`", "the imported model `{found}` is not found"),
    Bilingual("把它的 DMN 文件放在同一文件夹里", "put its DMN file into the same folder"),
)
IMPORT_CYCLE = Pattern(
    "M341",
    Bilingual("模型互相引入：{cycle}", "models import one another: {cycle}"),
    Bilingual("断开其中一环", "break the circle"),
)
IMPORT_KIND = Pattern(
    "M342",
    Bilingual("引入的 `{found}` 不是 DMN 模型", "the import of `{found}` is of no DMN model"),
    Bilingual("只能引入 DMN 1.2 至 1.5 的模型", "import models of DMN 1.2 to 1.5 only"),
    severity="warning",
)
NO_ELEMENT = Pattern(
    "M343",
    Bilingual("没有标识为 `{found}` 的{kind}", "no {kind} has the id `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
NOT_IMPORTED = Pattern(
    "M344",
    Bilingual(
        "命名空间 `{found}` 既不是本模型的，也没有被引入",
        "the namespace `{found}` is neither this model's nor imported",
    ),
    Bilingual("加上 `import`，或改正 `href`", "add an `import`, or mend the `href`"),
)
TOO_MANY_MODELS = Pattern(
    "M345",
    Bilingual("引入的模型超过 {limit} 个", "more than {limit} models are imported"),
    Bilingual("减少引入", "import fewer"),
)
IMPORT_REFUSED = Pattern(
    "M346",
    Bilingual("引入的模型 `{found}` 读不了", "the imported model `{found}` cannot be read"),
    Bilingual("先改正那个文件", "mend that file first"),
)

MAX_MODELS = 200
MAX_IMPORT_DEPTH = 50

Node: TypeAlias = InputData | Decision | Knowledge | Service

Find: TypeAlias = Callable[[Import], Model | None]
"""Gives the model that an import means, or None where there is none. May raise Refused."""

_KINDS = {
    InputData: Bilingual("输入", "input"),
    Decision: Bilingual("决策", "decision"),
    Knowledge: Bilingual("业务知识模型或决策服务", "business knowledge model or decision service"),
}


@attrs.define(eq=False)
class Unit:
    """A model with the units that it imports, by the names of its imports, and its elements by id.

    `refused` tells, by namespace, why an import has no unit.
    """

    model: Model
    imports: dict[str, Unit] = attrs.field(factory=dict)
    nodes: dict[str, Node] = attrs.field(factory=dict)
    refused: dict[str, tuple[Diagnostic, ...]] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Target:
    """Where a reference leads: the name of the import (empty: this model), the unit, and the element."""

    prefix: str
    unit: Unit
    node: Node
    imported: bool


@attrs.frozen
class Linked:
    """The unit of the model asked for, all units (imported ones first), and the faults of linking and reading."""

    root: Unit
    units: tuple[Unit, ...]
    faults: tuple[Diagnostic, ...]


def link(model: Model, find: Find) -> Linked:
    """Ties a model to those that it imports."""
    linker = _Linker(find)
    root = linker.unit(model, ())
    return Linked(root, tuple(linker.done), tuple(linker.faults))


class _Linker:
    def __init__(self, find: Find) -> None:
        self.find = find
        self.units: dict[tuple[str, str], Unit] = {}
        self.done: list[Unit] = []
        self.faults: list[Diagnostic] = []

    def unit(self, model: Model, above: tuple[Model, ...]) -> Unit:
        key = (model.namespace, model.file)
        if key in self.units:
            return self.units[key]
        self.faults += model.faults
        unit = self.units[key] = Unit(model)
        nodes: tuple[Node, ...] = (*model.inputs, *model.decisions, *model.knowledge, *model.services)
        for node in nodes:
            name = node.id or f" {node.name}"  # an id holds no space
            # Of an id given twice, which is told where the model is read, references mean the first.
            unit.nodes[f" {len(unit.nodes)} {node.name}" if name in unit.nodes else name] = node
        for imported in model.imports:
            before = len(self.faults)
            if (inner := self._imported(imported, (*above, model))) is not None:
                unit.imports.setdefault(imported.name, inner)
            else:
                unit.refused[imported.namespace] = tuple(self.faults[before:])
        self.done.append(unit)
        return unit

    def _imported(self, imported: Import, above: tuple[Model, ...]) -> Unit | None:
        shown = (imported.name or imported.namespace)[:200]
        if imported.type and imported.type not in NAMESPACES and imported.type not in OLD_NAMESPACES:
            self.faults.append(IMPORT_KIND.at(imported.place, found=shown))
            return None
        if len(self.units) >= MAX_MODELS or len(above) > MAX_IMPORT_DEPTH:
            self.faults.append(TOO_MANY_MODELS.at(imported.place, limit=MAX_MODELS))
            return None
        try:
            model = self.find(imported)
        except Refused as refused:
            self.faults.append(IMPORT_REFUSED.at(imported.place, found=shown))
            self.faults += refused.diagnostics
            return None
        if model is None:
            self.faults.append(NO_IMPORTED.at(imported.place, found=shown))
            return None
        circle = [m for m in above if (m.namespace, m.file) == (model.namespace, model.file)]
        if circle:
            start = above.index(circle[0])
            names = " → ".join(m.name or m.namespace for m in (*above[start:], model))
            self.faults.append(IMPORT_CYCLE.at(imported.place, cycle=names[:500]))
            return None
        return self.unit(model, above)


def follow(
    unit: Unit, reference: Reference, kinds: tuple[type[Node], ...], faults: list[Diagnostic]
) -> Target | None:
    """The element that a reference leads to, of one of the `kinds`; None, with a fault, where there is none."""
    found = _unit_of(unit, reference.namespace)
    if not found:
        faults.append(NOT_IMPORTED.at(reference.place, found=reference.namespace[:200]))
        return None
    for prefix, where in found:
        node = where.nodes.get(reference.id)
        if isinstance(node, kinds):
            return Target(prefix, where, node, where is not unit)
    candidates = [i for _, where in found for i, node in where.nodes.items() if isinstance(node, kinds)]
    guess = did_you_mean(reference.id[:100], candidates)
    faults.append(
        NO_ELEMENT.at(reference.place, found=reference.id[:100], kind=_KINDS[kinds[0]], guess=guess)
    )
    return None


def _unit_of(unit: Unit, namespace: str) -> list[tuple[str, Unit]]:
    """The units that a namespace may mean, with the name of the import of each."""
    if namespace in ("", unit.model.namespace):
        return [("", unit)]
    return [(name, inner) for name, inner in unit.imports.items() if inner.model.namespace == namespace]
