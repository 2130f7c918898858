"""Boxed expressions to what runs (DMN 1.5, clause 10.2). What boxes share with FEEL is lowered to FEEL's own nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.element import Written
from projgov.rules.feel import tree
from projgov.rules.feel.tree import Span
from projgov.scoring.dmn.items import Condition, Items, condition
from projgov.scoring.dmn.tables import CompiledTable
from projgov.scoring.dmn.texts import NO_EXPRESSION, OTHER_LANGUAGE, Texts, nothing
from projgov.scoring.feel.conformance import convert
from projgov.scoring.feel.evaluate import closure, compile_node
from projgov.scoring.feel.evaluate import compile as compile_tree
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.types import ANYTHING, FunctionOf, Type, bare
from projgov.scoring.feel.values import Value

EXTERNAL = Pattern(
    "M355",
    Bilingual(
        "函数 `{name}` 要用 {kind} 执行，这里不执行外部代码",
        "the function `{name}` is {kind}, and no code from outside is run",
    ),
    Bilingual(
        "用 FEEL 写这个函数；模型的其余部分照常执行", "write the function in FEEL; the rest of the model runs"
    ),
)

FRAMES = 4
"""Frames of Python that a boxed expression takes beside those of the texts in it."""

_NOWHERE: Span = (0, 0)


class Inline:
    """A boxed expression that stands in a FEEL tree."""

    span = _NOWHERE

    def __init__(self, box: dmn.Boxed | None) -> None:
        self.box = box


class Boxes:
    """Compiles the boxed expressions of one model."""

    def __init__(self, items: Items, texts: Texts, name: str = "") -> None:
        self.items = items
        self.texts = texts
        self.name = name

    def condition(self, written: Written | None) -> Condition | None:
        """The condition that a text states, if any."""
        return None if written is None else condition(written, self.items.types, self.texts)

    def boxed(self, box: dmn.Boxed | None, scope: Scope) -> Compiled:
        """What runs for a box; null with a fault where there is none."""
        match box:
            case None:
                return nothing(Place(self.items.unit.model.file), NO_EXPRESSION)
            case dmn.Text():
                return self._text(box, scope)
            case dmn.Context():
                return self._context(box, scope)
            case dmn.Function():
                return self._function(box, scope)
            case dmn.Invocation():
                return self._invocation(box, scope)
            case dmn.ListBox():
                return self._list(box.items, scope)
            case dmn.Relation():
                return self._relation(box, scope)
            case dmn.Table():
                return CompiledTable(box, self.name, scope, self).decide
            case dmn.Unreadable():
                return self.texts.broken(box.place, box.fault)
        return self._lowered(_lower(box), scope, box.place)

    def typed(self, value: Compiled, type_: Type | None) -> Compiled:
        """`value` as it is where `type_` is wanted."""
        if type_ is None:
            return value

        def run_typed(env: Env, run: Run) -> Value:
            return convert(run, value(env, run), type_)

        return run_typed

    def _text(self, box: dmn.Text, scope: Scope) -> Compiled:
        if box.language and "FEEL" not in box.language.upper():
            found = box.language[:100]
            self.texts.faults.append(OTHER_LANGUAGE.at(box.place, found=found))
            return self.texts.broken(box.place, self.texts.faults[-1])
        if not box.written.text.strip():
            return nothing(box.place, NO_EXPRESSION)
        return self.texts.expression(box.written, scope)

    def _context(self, box: dmn.Context, scope: Scope) -> Compiled:
        entries: list[tuple[str, int, Compiled]] = []
        result: Compiled | None = None
        for entry in box.entries:
            type_ = self.items.named(entry.type, entry.place) or self.type_of(entry.value)
            if not entry.name:
                result = self.typed(self.boxed(entry.value, scope), type_)
                continue
            if isinstance(entry.value, dmn.Function):  # it may call itself
                scope, slot = scope.bind(entry.name)
                value = self._function(entry.value, scope, slot, entry.name)
            else:
                value = self.boxed(entry.value, scope)
                scope, slot = scope.bind(entry.name)
            entries.append((entry.name, slot, self.typed(value, type_)))

        def run_context(env: Env, run: Run) -> Value:
            run.step(len(entries))
            found: dict[str, Value] = {}
            for name, slot, value in entries:
                found[name] = env[slot] = value(env, run)
            return found if result is None else result(env, run)

        return run_context

    def _function(self, box: dmn.Function, scope: Scope, own: int | None = None, name: str = "") -> Compiled:
        """A function as a value. `own` is the slot by which its body knows it."""
        if box.kind != "FEEL":
            return self._external(box, name)
        return self.closure(name, box, scope, self.result(box), own)

    def result(self, box: dmn.Function) -> Type | None:
        """The type that a function declares for its result: as its own or as that of its body."""
        type_ = self.items.named(box.type, box.place)
        if isinstance(base := bare(type_ or ANYTHING), FunctionOf):
            return base.result
        return type_ or self.type_of(box.body)

    def type_of(self, box: dmn.Boxed | None) -> Type | None:
        """The type that an expression declares for its value. That of a table says as often what its cells give."""
        if box is None or isinstance(box, dmn.Table | dmn.Function):
            return None
        return self.items.named(box.type, box.place)

    def closure(
        self, name: str, box: dmn.Function, scope: Scope, result: Type | None, own: int | None = None
    ) -> Compiled:
        """A function of FEEL as a value, with the type of its `result`. `own` is the slot by which its body knows it."""
        parameters = [(p.name, self.items.named(p.type, p.place)) for p in box.parameters]
        before, self.texts.height = self.texts.height, 0
        compiled = closure(
            name or "function",
            parameters,
            scope,
            lambda inner: self.boxed(box.body, inner),
            result=result,
            own_slot=own,
            height=lambda: FRAMES + self.texts.height,
        )
        self.texts.height = max(before, self.texts.height)
        return compiled

    def _external(self, box: dmn.Function, name: str) -> Compiled:
        words = {"name": name or self.name, "kind": box.kind}
        self.texts.faults.append(EXTERNAL.at(box.place, related=(), **words))
        return nothing(box.place, EXTERNAL, **words)

    def _invocation(self, box: dmn.Invocation, scope: Scope) -> Compiled:
        arguments = tuple(tree.Argument(b.name, _inline(b.value)) for b in box.bindings)
        function: tree.Expr = _inline(box.function)
        if isinstance(box.function, dmn.Text) and box.function.written.text.strip():
            named = self.texts.parsed(box.function.written, scope)
            if named is None:
                return self.texts.broken(box.place, self.texts.faults[-1])
            if isinstance(named, tree.Name):
                function = named
        return self._lowered(tree.Call(_NOWHERE, function, arguments), scope, box.place)

    def _list(self, boxes: Sequence[dmn.Boxed | None], scope: Scope) -> Compiled:
        values = [self.boxed(box, scope) for box in boxes]

        def run_list(env: Env, run: Run) -> Value:
            run.step(len(values))
            return [value(env, run) for value in values]

        return run_list

    def _relation(self, box: dmn.Relation, scope: Scope) -> Compiled:
        types = [self.items.named(column.type, column.place) for column in box.columns]
        names = [column.name for column in box.columns]
        rows = [
            [self.typed(self.boxed(cell, scope), type_) for cell, type_ in zip(row, types, strict=True)]
            for row in box.rows
        ]

        def run_relation(env: Env, run: Run) -> Value:
            run.step(len(rows) * len(names))
            return [{name: value(env, run) for name, value in zip(names, row, strict=True)} for row in rows]

        return run_relation

    def _lowered(self, node: tree.Expr, scope: Scope, place: Place) -> Compiled:
        return compile_node(node, scope.in_text("", lambda _start, _length: place), self._make)

    def _make(self, node: tree.Expr, scope: Scope) -> Compiled:
        part: Any = node
        if isinstance(part, Inline):
            return self.boxed(part.box, scope)
        return compile_tree(node, scope)


def _inline(box: dmn.Boxed | None) -> tree.Expr:
    return cast(tree.Expr, Inline(box))


def _lower(box: dmn.Conditional | dmn.Filter | dmn.Iteration) -> tree.Expr:
    """The FEEL expression that a box is another way of drawing."""
    match box:
        case dmn.Conditional():
            return tree.If(_NOWHERE, _inline(box.condition), _inline(box.then), _inline(box.otherwise))
        case dmn.Filter():
            return tree.Filter(_NOWHERE, _inline(box.source), _inline(box.match))
    iterator = tree.Iterator(box.variable, _NOWHERE, _inline(box.source))
    if box.kind == "for":
        return tree.For(_NOWHERE, (iterator,), _inline(box.body))
    return tree.Quantified(_NOWHERE, box.kind, (iterator,), _inline(box.body))
