"""Boxed expressions of a DMN model to Core, where what they say has a meaning there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import ContextType, ListType, NumberType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, WRONG_TYPE, expect, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.iteration import counted, counted_ends, filtered
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Faults, Function, Scope
from projgov.rules.core.typing import ANY, describe, item_type, join_all
from projgov.rules.dmn import tree as dmn
from projgov.rules.dmn.link import Unit
from projgov.rules.feel import tree
from projgov.rules.forms.dmn_functions import Calls, Defined, Faulty, fitted, lets
from projgov.rules.forms.dmn_texts import Texts
from projgov.rules.forms.dmn_types import Typed, type_of

NOT_IN_RULES = Pattern(
    "M391",
    Bilingual("规则文件不能用 DMN 模型里的{what}", "rule files cannot use {what} of a DMN model"),
    Bilingual(
        "在模型里换一种写法，或用 `projgov.load_dmn` 单独求值",
        "write it otherwise in the model, or evaluate the model by itself with `projgov.load_dmn`",
    ),
)
EXTERNAL_FUNCTION = Pattern(
    "M401",
    Bilingual(
        "函数 `{name}` 要用 {kind} 执行，规则文件不执行外部代码",
        "the function `{name}` is {kind}, and rule files run no code from outside",
    ),
    Bilingual("在模型里用 FEEL 写这个函数", "write the function in FEEL in the model"),
)
_A_FUNCTION = Bilingual("作为值的函数", "a function as a value")
_NOTHING_THERE = Bilingual("空着的表达式", "an expression that is not there")
_LIST = Bilingual("列表", "a list")


@attrs.frozen
class Boxes:
    """Lowers the expressions of one model. What a table becomes by itself is told by `table`."""

    unit: Unit
    faults: Faults
    calls: Calls
    table: Callable[[dmn.Table, Scope, Boxes], Node]

    @property
    def texts(self) -> Texts:
        """The texts of the model."""
        return Texts(self.unit, self.faults)

    def boxed(self, box: dmn.Boxed | None, scope: Scope, place: Place) -> Node:
        """The node of an expression. What has no meaning in rule files is a fault."""
        match box:
            case None:
                return self.refused(_NOTHING_THERE, place)
            case dmn.Unreadable():
                self.faults.extend([box.fault])
                return POISON
            case dmn.Function():
                return self.refused(_A_FUNCTION, box.place)
        return fitted(self._lowered(box, scope), self.type(box.type, box.place), scope)

    def type(self, name: str, place: Place) -> Typed | None:
        """A type of the model."""
        return type_of(name, place, self.unit, self.faults)

    def refused(self, what: Bilingual, place: Place) -> Node:
        """A fault, and what stands in."""
        self.faults.add(NOT_IN_RULES, place, what=what)
        return POISON

    def function(self, name: str, box: dmn.Function, scope: Scope, result: Typed | None = None) -> Function:
        """A function that the model defines; where its code lies outside that is a fault."""
        if box.kind != "FEEL":
            self.faults.add(EXTERNAL_FUNCTION, box.place, name=name, kind=box.kind)
            return Faulty()
        parameters = tuple((p.name, self.type(p.type, p.place)) for p in box.parameters)

        def body(within: Scope, _given: Mapping[str, Node]) -> Node:
            return fitted(self.boxed(box.body, within, box.place), result, within)

        return Defined(name, parameters, body, scope, self.calls)

    def _lowered(self, box: dmn.Boxed, scope: Scope) -> Node:
        match box:
            case dmn.Text():
                return self._text(box, scope)
            case dmn.Conditional():
                return self._conditional(box, scope)
            case dmn.Context():
                return self._context(box, scope)
            case dmn.ListBox():
                items = tuple(self.boxed(i, scope, box.place) for i in box.items)
                return nodes.MakeList(items, ListType(common(items)), place=box.place)
            case dmn.Relation():
                return self._relation(box, scope)
            case dmn.Filter():
                return self._filter(box, scope)
            case dmn.Invocation():
                return self._invocation(box, scope)
            case dmn.Iteration():
                return self._iteration(box, scope)
            case dmn.Table():
                return self.table(box, scope, self)
        return POISON

    def _text(self, box: dmn.Text, scope: Scope) -> Node:
        if box.language and "FEEL" not in box.language.upper():
            language = box.language[:100]
            return self.refused(
                Bilingual(f"用 {language} 写的表达式", f"an expression in {language}"), box.place
            )
        found = self.texts.parsed(box.written, scope)
        if isinstance(found, tree.Function):
            return self.refused(_A_FUNCTION, box.place)
        return POISON if found is None else lower(found, scope, box.written.place)

    def _conditional(self, box: dmn.Conditional, scope: Scope) -> Node:
        condition = expect(self.boxed(box.condition, scope, box.place), BOOLEAN, scope)
        then, otherwise = (self.boxed(b, scope, box.place) for b in (box.then, box.otherwise))
        kind = common((then, otherwise))
        return nodes.Case((nodes.Row(condition, then, place=box.place),), otherwise, kind, place=box.place)

    def _context(self, box: dmn.Context, scope: Scope) -> Node:
        """Entries that see those before them; the one without a name is the result, else all of them are."""
        bound: list[tuple[nodes.Variable, Node]] = []
        named: list[tuple[str, Node]] = []
        functions: list[Place] = []
        for entry in box.entries:
            if (found := self._entry_function(entry, scope)) is not None:
                functions.append(entry.place)
                known = {**scope.functions, canonical_name(entry.name): found}
                scope = attrs.evolve(scope, functions=known)
                continue
            value = self.boxed(entry.value, scope, entry.place)
            value = fitted(value, self.type(entry.type, entry.place), scope)
            if not entry.name:
                return lets(bound, value, box.place)
            variable, scope = scope.bind(value.type)
            scope = scope.with_locals({entry.name: variable})
            bound.append((variable, value))
            named.append((canonical_name(entry.name), variable))
        if functions:  # they would be entries of the value
            return self.refused(_A_FUNCTION, functions[0])
        kind = ContextType(tuple((key, node.type) for key, node in named))
        return lets(bound, nodes.MakeContext(tuple(named), kind, place=box.place), box.place)

    def _entry_function(self, entry: dmn.Entry, scope: Scope) -> Function | None:
        """The function that an entry of a context is, in a box or as a text; None where it is a value."""
        if isinstance(entry.value, dmn.Function) and entry.name:
            return self.function(entry.name, entry.value, scope)
        if (
            not isinstance(entry.value, dmn.Text)
            or "function" not in entry.value.written.text
            or not entry.name
        ):
            return None
        written = entry.value.written
        found = self.texts.parsed(written, scope)
        if not isinstance(found, tree.Function) or found.body is None or found.external:
            return None
        types = [None if p.type is None else self.type(p.type.name, entry.place) for p in found.parameters]
        parameters = tuple((p.name, typed) for p, typed in zip(found.parameters, types, strict=True))
        inner = found.body

        def body(within: Scope, _given: Mapping[str, Node]) -> Node:
            return lower(inner, within, written.place)

        return Defined(entry.name, parameters, body, scope, self.calls)

    def _relation(self, box: dmn.Relation, scope: Scope) -> Node:
        """A list of contexts, one for each row."""
        names = [canonical_name(c.name) for c in box.columns]
        types = [self.type(c.type, c.place) for c in box.columns]
        rows = [
            [fitted(self.boxed(c, scope, box.place), t, scope) for c, t in zip(row, types, strict=True)]
            for row in box.rows
        ]
        if any(is_poison(cell) for row in rows for cell in row):
            return POISON
        kinds = [
            _unbounded(common(row[n] for row in rows)) if typed is None else typed.named
            for n, typed in enumerate(types)
        ]
        kind = ContextType(tuple(zip(names, kinds, strict=True)))
        made = (nodes.MakeContext(tuple(zip(names, row, strict=True)), kind, place=box.place) for row in rows)
        return nodes.MakeList(tuple(made), ListType(kind), place=box.place)

    def _filter(self, box: dmn.Filter, scope: Scope) -> Node:
        def match(within: Scope) -> Node:
            return self.boxed(box.match, within, box.place)

        return filtered(self.boxed(box.source, scope, box.place), match, scope, box.place)

    def _invocation(self, box: dmn.Invocation, scope: Scope) -> Node:
        function = box.function
        called = self.texts.parsed(function.written, scope) if isinstance(function, dmn.Text) else None
        if not isinstance(called, tree.Name):
            return self.refused(Bilingual("这种调用", "such an invocation"), box.place)
        defined = scope.functions.get(canonical_name(called.name))
        if isinstance(defined, Faulty):
            return POISON
        if isinstance(defined, Defined):
            arguments = {b.name: self.boxed(b.value, scope, b.place) for b in box.bindings}
            return defined.applied(arguments, scope, box.place)
        return self._built_in(called, box, scope)

    def _built_in(self, function: tree.Name, box: dmn.Invocation, scope: Scope) -> Node:
        """A call of a built-in function. What is bound to its parameters and no text has a name there that no text can hold."""
        bound: dict[str, Node] = {}
        given: list[tree.Argument] = []
        for binding in box.bindings:
            value = binding.value
            found = self.texts.parsed(value.written, scope) if isinstance(value, dmn.Text) else None
            if found is None:
                name = f"{binding.name}#"
                bound[name] = self.boxed(value, scope, binding.place)
                found = tree.Name(_SPAN, name)
            given.append(tree.Argument(binding.name, found))
        call = tree.Call(_SPAN, function, tuple(given))
        return lower(call, scope.with_locals(bound), lambda _start, _length: box.place)

    def _iteration(self, box: dmn.Iteration, scope: Scope) -> Node:
        source = self._gone_through(box, scope)
        inner = item_type(source.type)
        if inner is None:
            self.faults.add(WRONG_TYPE, source.place, wanted=_LIST, found=describe(source.type))
            return POISON
        variable, within = scope.bind(inner)
        body = self.boxed(box.body, within.with_locals({box.variable: variable}), box.place)
        if is_poison(source) or is_poison(body):
            return POISON
        if box.kind == "for":
            return nodes.Each(variable.name, source, body, ListType(body.type), place=box.place)
        condition = expect(body, BOOLEAN, within)
        return nodes.Quantify(box.kind, variable.name, source, condition, place=box.place)

    def _gone_through(self, box: dmn.Iteration, scope: Scope) -> Node:
        """The list of an iteration; of a range with both ends, the whole numbers in it."""
        if isinstance(box.source, dmn.Text):
            found = self.texts.parsed(box.source.written, scope)
            if found is not None and (ends := counted_ends(found)) is not None:
                place_at = box.source.written.place
                low, high = (lower(end, scope, place_at, NumberType()) for end in ends)
                return counted(low, high, box.place)
            if found is None:
                return POISON
        return self.boxed(box.source, scope, box.place)


_SPAN = (0, 0)


def common(values: Iterable[Node]) -> ValueType:
    """The type that values have in common."""
    return join_all(v.type for v in values) or ANY


def _unbounded(kind: ValueType) -> ValueType:
    """The type of a column whose rows may be amended: numbers are not held to those that stand there now."""
    return NumberType(unit=kind.unit) if isinstance(kind, NumberType) else kind
