"""Boxed expressions of a DMN model to Core, where what they say has a meaning there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place
from projgov.domain.types import ListType, ValueType
from projgov.domain.vocabulary import Vocabulary, canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, expect, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Binding, Faults, Function, Scope
from projgov.rules.core.typing import ANY, item_type, join_all
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.element import Written
from projgov.rules.feel.parser import DMN, parse
from projgov.rules.forms.dmn_types import Typed, type_of

NOT_IN_RULES = Pattern(
    "M391",
    Bilingual("规则文件不能用 DMN 模型里的{what}", "rule files cannot use {what} of a DMN model"),
    Bilingual(
        "在模型里换一种写法，或用 `projgov.load_dmn` 单独求值",
        "write it otherwise in the model, or evaluate the model by itself with `projgov.load_dmn`",
    ),
)
NO_PARAMETER = Pattern(
    "M392",
    Bilingual("`{function}` 的参数对不上：{wanted}", "the arguments of `{function}` do not fit: {wanted}"),
    Bilingual("每个参数给一个值", "give one value for each parameter"),
)
_WHAT: Mapping[type, Bilingual] = {
    dmn.Function: Bilingual("函数定义", "a function definition"),
    dmn.Relation: Bilingual("关系表", "a relation"),
    dmn.Filter: Bilingual("筛选框", "a boxed filter"),
    dmn.Unreadable: Bilingual("读不了的表达式", "an expression that cannot be read"),
}
_NOTHING_THERE = Bilingual("空着的表达式", "an expression that is not there")


@attrs.frozen
class NoNames:
    """What a DMN model sees of the rule file: nothing."""

    vocabulary: Vocabulary

    def parameter(self, name: str) -> None:  # noqa: ARG002  # none has any name
        return None

    def values(self, parameter: str) -> tuple[object, ...]:  # noqa: ARG002
        return ()

    def binding(self, name: str, subject: str | None) -> Binding | None:  # noqa: ARG002
        return None

    def all_names(self, subject: str) -> Iterable[str]:  # noqa: ARG002
        return ()


@attrs.frozen
class Boxes:
    """Lowers the expressions of one model. What a table becomes by itself is told by `table`."""

    model: dmn.Model
    faults: Faults
    table: Callable[[dmn.Table, Scope, Boxes], Node]

    def boxed(self, box: dmn.Boxed | None, scope: Scope, place: Place) -> Node:
        """The node of an expression. What has no meaning in rule files is a fault."""
        match box:
            case dmn.Text():
                found = self.text(box.written, scope)
            case dmn.Conditional():
                found = self._conditional(box, scope)
            case dmn.Context():
                found = self._context(box.entries, scope, box.place)
            case dmn.ListBox():
                items = tuple(self.boxed(i, scope, box.place) for i in box.items)
                found = nodes.MakeList(
                    items, ListType(join_all(i.type for i in items) or ANY), place=box.place
                )
            case dmn.Invocation():
                found = self._invocation(box, scope)
            case dmn.Iteration():
                found = self._iteration(box, scope)
            case dmn.Table():
                found = self.table(box, scope, self)
            case _:
                return self.refused(
                    _NOTHING_THERE if box is None else _WHAT[type(box)], place if box is None else box.place
                )
        return self.fitted(found, self.type(box.type, box.place), scope)

    def text(self, written: Written, scope: Scope) -> Node:
        """The node of a text in FEEL."""
        names = {
            *(n.replace("_", " ") for n in (*scope.locals, *scope.functions)),
            *scope.locals,
            *scope.functions,
        }
        try:
            found = parse(written.text, place_at=written.place, dialect=DMN, names=names)
        except InvalidRuleFile as refused:
            self.faults.extend(refused.diagnostics)
            return POISON
        return lower(found, scope, written.place)

    def type(self, name: str, place: Place) -> Typed | None:
        """A type of the model."""
        return type_of(name, place, self.model, self.faults)

    def fitted(self, node: Node, typed: Typed | None, scope: Scope) -> Node:
        """The node, which has to be of a type of the model."""
        return node if typed is None or is_poison(node) else expect(node, typed.named, scope)

    def refused(self, what: Bilingual, place: Place) -> Node:
        """A fault, and what stands in."""
        self.faults.add(NOT_IN_RULES, place, what=what)
        return POISON

    def _conditional(self, box: dmn.Conditional, scope: Scope) -> Node:
        condition = expect(self.boxed(box.condition, scope, box.place), BOOLEAN, scope)
        then, otherwise = (self.boxed(b, scope, box.place) for b in (box.then, box.otherwise))
        kind = join_all((then.type, otherwise.type)) or ANY
        return nodes.Case((nodes.Row(condition, then, place=box.place),), otherwise, kind, place=box.place)

    def _context(self, entries: tuple[dmn.Entry, ...], scope: Scope, place: Place) -> Node:
        """Entries that see those before them; the one without a name is the result, else all of them are."""
        bound: list[tuple[nodes.Variable, Node]] = []
        named: list[tuple[str, Node]] = []
        body: Node | None = None
        for entry in entries:
            value = self.fitted(
                self.boxed(entry.value, scope, entry.place), self.type(entry.type, entry.place), scope
            )
            if not entry.name:
                body = value
                break
            variable, scope = scope.bind(value.type)
            scope = scope.with_locals({entry.name: variable})
            bound.append((variable, value))
            named.append((canonical_name(entry.name), variable))
        return lets(bound, nodes.MakeContext(tuple(named), ANY, place=place) if body is None else body, place)

    def _invocation(self, box: dmn.Invocation, scope: Scope) -> Node:
        function = box.function
        name = canonical_name(function.written.text) if isinstance(function, dmn.Text) else ""
        defined = scope.functions.get(name)
        if not isinstance(defined, Knowledge):
            return self.refused(Bilingual("这种调用", "such an invocation"), box.place)
        arguments = {b.name: self.boxed(b.value, scope, b.place) for b in box.bindings}
        return defined.applied(arguments, scope, box.place)

    def _iteration(self, box: dmn.Iteration, scope: Scope) -> Node:
        source = self.boxed(box.source, scope, box.place)
        variable, within = scope.bind(item_type(source.type) or ANY)
        body = self.boxed(box.body, within.with_locals({box.variable: variable}), box.place)
        if is_poison(source) or is_poison(body):
            return POISON
        if box.kind == "for":
            return nodes.Each(variable.name, source, body, ListType(body.type), place=box.place)
        condition = expect(body, BOOLEAN, within)
        return nodes.Quantify(box.kind, variable.name, source, condition, place=box.place)


@attrs.frozen
class Knowledge(Function):
    """A business knowledge model: its body, with the arguments in place of the parameters."""

    name: str
    parameters: tuple[dmn.Parameter, ...]
    body: dmn.Boxed | None
    place: Place
    boxes: Boxes
    base: Scope
    """What its body sees besides."""

    def called(self, call: Any, scope: Scope, expressions: Any) -> Node:
        """The node of a call of it in an expression."""
        names = [p.name for p in self.parameters]
        arguments: dict[str, Node] = {}
        for n, argument in enumerate(call.arguments):
            name = argument.name or (names[n] if n < len(names) else str(n))
            arguments[name] = expressions.lower(argument.value, scope)
        return self.applied(arguments, scope, expressions.place(call.span))

    def applied(self, arguments: Mapping[str, Node], scope: Scope, place: Place) -> Node:
        """The body for these arguments."""
        given = {canonical_name(name): node for name, node in arguments.items()}
        wanted = [canonical_name(p.name) for p in self.parameters]
        if set(given) != set(wanted):
            listed = ", ".join(f"`{p.name}`" for p in self.parameters)
            self.boxes.faults.add(NO_PARAMETER, place, function=self.name, wanted=listed)
            return POISON
        within = attrs.evolve(self.base, depth=scope.depth)
        bound: list[tuple[nodes.Variable, Node]] = []
        for name, parameter in zip(wanted, self.parameters, strict=True):
            value = self.boxes.fitted(given[name], self.boxes.type(parameter.type, parameter.place), scope)
            variable, within = within.bind(value.type)
            within = within.with_locals({name: variable})
            bound.append((variable, value))
        body = self.boxes.boxed(self.body, within, self.place)
        return lets(bound, body, place)


def lets(bound: Iterable[tuple[nodes.Variable, Node]], body: Node, place: Place) -> Node:
    """`body` with variables bound, each seeing those before it."""
    if is_poison(body):
        return POISON
    for variable, value in reversed(list(bound)):
        body = nodes.Let(variable.name, value, body, body.type, place=place)
    return body


def common(values: Iterable[Node]) -> ValueType:
    """The type that values have in common."""
    return join_all(v.type for v in values) or ANY
