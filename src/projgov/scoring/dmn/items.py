"""Item definitions to types, with their conditions (allowed values, type constraints)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, did_you_mean
from projgov.rules.dmn.element import Written
from projgov.rules.dmn.link import Unit
from projgov.rules.dmn.tree import Item, Parameter
from projgov.rules.feel import tree
from projgov.scoring.dmn.cells import Comparison, comparisons, constants
from projgov.scoring.dmn.texts import Texts
from projgov.scoring.feel.evaluate import compile as compile_tree
from projgov.scoring.feel.evaluate import compile_tests
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import TESTED, Scope
from projgov.scoring.feel.types import ANYTHING, SIMPLE, ContextOf, Defined, FunctionOf, ListOf, Type
from projgov.scoring.feel.values import Value

UNKNOWN_TYPE = Pattern(
    "M353",
    Bilingual("没有叫 `{found}` 的类型", "there is no type called `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
TYPE_CYCLE = Pattern(
    "M354",
    Bilingual("类型 `{found}` 由它自己定义", "the type `{found}` is defined by itself"),
    Bilingual("让它引用别的类型", "let it refer to another type"),
)

_GENERIC: dict[str, Type] = {
    "context": ContextOf(()),
    "list": ListOf(ANYTHING),
    "": ANYTHING,
}


class Items:
    """The types of one model. `types` are those that its texts can name, imported ones behind the import's name and a dot."""

    def __init__(self, unit: Unit, imported: Mapping[str, Items], faults: list[Diagnostic]) -> None:
        self.unit = unit
        self.imported = imported
        self.faults = faults
        self.types: dict[str, Type] = {}
        for prefix, items in imported.items():
            for name, type_ in items.own.items():
                self.types[f"{prefix}.{name}" if prefix else name] = type_
        self.own: dict[str, Type] = {}
        self._open: list[str] = []
        self._definitions: dict[str, Item] = {}
        for item in unit.model.items:
            self._definitions.setdefault(item.name, item)
        self._bases: dict[str, Type] = dict.fromkeys(self._definitions, ANYTHING)
        for name in self._definitions:
            self.own[name] = Defined(name, partial(self._bases.__getitem__, name))
        self.types |= self.own

    def define(self, texts: Texts) -> None:
        """Gives every item definition its meaning; `texts` reads the conditions."""
        for name, item in self._definitions.items():
            if self._circular(item):
                self.faults.append(TYPE_CYCLE.at(item.place, found=name))
                continue
            self._bases[name] = self._base(item, texts, name)

    def named(self, name: str, place: Place) -> Type | None:
        """The type that a model refers to by `name`; None, which stands for any, where there is none or it is not known."""
        if not name:
            return None
        if (found := self._find(name)) is None:
            guess = did_you_mean(name[:100], [*self.types, *SIMPLE])
            self.faults.append(UNKNOWN_TYPE.at(place, found=name[:100], guess=guess))
        return found

    def _find(self, name: str) -> Type | None:
        if (found := self.types.get(name) or SIMPLE.get(name) or _GENERIC.get(name)) is not None:
            return found
        prefix, colon, local = name.partition(":")
        if colon:
            namespace = self.unit.model.prefixes.get(prefix, "")
            if "FEEL" in namespace or prefix == "feel":
                return SIMPLE.get(local) or _GENERIC.get(local)
            if namespace == self.unit.model.namespace:
                return self.types.get(local)
            for inner in self.imported.values():
                if inner.unit.model.namespace == namespace:
                    return inner.own.get(local)
        for prefix, inner in self.imported.items():
            if prefix and name.startswith(f"{prefix}."):
                return inner._find(name.removeprefix(f"{prefix}."))
        return None

    def _circular(self, item: Item) -> bool:
        """Whether a chain of references to types, one defined as the other, leads back to `item`."""
        seen = {item.name}
        while not item.components and item.function is None and item.type in self._definitions:
            if item.type in seen:
                return True
            seen.add(item.type)
            item = self._definitions[item.type]
        return False

    def _base(self, item: Item, texts: Texts, name: str) -> Type:
        base: Type
        if item.components:
            base = ContextOf(tuple((c.name, self._component(c, texts)) for c in item.components))
        elif item.function is not None:
            parameters = tuple(self._parameter(p) for p in item.function.parameters)
            base = FunctionOf(parameters, self.named(item.function.result, item.place) or ANYTHING)
        else:
            base = self.named(item.type, item.place) or ANYTHING
        if item.allowed is not None:
            base = _restricted(name, base, self._condition(item.allowed, texts))
        if item.collection:
            base = ListOf(base)
        if item.constraint is not None:
            base = _restricted(name, base, self._condition(item.constraint, texts))
        return base

    def _component(self, item: Item, texts: Texts) -> Type:
        return self._base(item, texts, item.name)

    def _parameter(self, parameter: Parameter) -> Type:
        return self.named(parameter.type, parameter.place) or ANYTHING

    def _condition(self, written: Written, texts: Texts) -> Condition | None:
        return condition(written, self.types, texts)


def _restricted(name: str, base: Type, allowed: Condition | None) -> Type:
    return base if allowed is None else Defined(name, lambda: base, allowed)


@attrs.frozen(eq=False)
class Condition:
    """Unary tests that restrict values.

    `values` are those listed one by one, in their order; `comparisons` say the same as the tests where these are no more than
    comparisons with constants.
    """

    test: Callable[[Run, Value], bool]
    values: tuple[Value, ...]
    comparisons: tuple[Comparison, ...] | None

    def __call__(self, run: Run, value: Value) -> bool:
        """Whether the value is allowed."""
        return self.test(run, value)


def condition(written: Written, types: Mapping[str, Type], texts: Texts) -> Condition | None:
    """The condition that a text states; None where it states none or cannot be read."""
    if written.text.strip() in ("", "-"):
        return None
    scope, slots = Scope.of([TESTED], types)
    slot = slots[TESTED]
    if (tests := texts.tests(written, scope)) is None:
        return None
    scope = scope.in_text(written.text, written.place)
    compiled = compile_tests(tests, scope)
    single = [test for test in tests.tests if not isinstance(test, tree.UnaryTest | tree.Range)]
    listed = [] if tests.negated else [compile_tree(test, scope) for test in single]
    frame, run = scope.frame, Run(place=written.place())
    values = tuple(value(frame.env(), run) for value in listed)
    quick = None if tests.negated else constants(tests.tests)
    compared = None if tests.negated else comparisons(tests.tests)

    def allowed(run: Run, value: Value) -> bool:
        if quick is not None and type(value) is quick[0]:
            return quick[1](value)
        env = frame.env()
        env[slot] = value
        return compiled(env, run) is True

    return Condition(allowed, values, None if compared is None else tuple(compared))
