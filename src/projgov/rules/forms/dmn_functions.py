"""Functions of a DMN model in rule files: the body stands where the function is called, with the arguments bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, expect, is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Expressions, Faults, Function, Scope
from projgov.rules.feel import tree
from projgov.rules.forms.dmn_types import Typed

NO_PARAMETER = Pattern(
    "M392",
    Bilingual("`{function}` 的参数对不上：{wanted}", "the arguments of `{function}` do not fit: {wanted}"),
    Bilingual("每个参数给一个值", "give one value for each parameter"),
)
TOO_MANY_CALLS = Pattern(
    "M400",
    Bilingual(
        "这个决策对函数的调用一层套一层，展开后超过 {most} 次",
        "written out, this decision calls functions more than {most} times",
    ),
    Bilingual("把多次用到的结果做成决策或上下文里的一项", "make what is used several times a decision, or an entry of a context"),
)  # fmt: skip
MOST_CALLS = 2000
"""So many calls are written out for one decision: functions that call one another twice each would grow without end."""


@attrs.define
class Calls:
    """How many calls have been written out for a decision."""

    faults: Faults
    made: int = 0

    def one_more(self, place: Place) -> bool:
        """Whether there may be one more; that there may not is told once."""
        self.made += 1
        if self.made == MOST_CALLS + 1:
            self.faults.add(TOO_MANY_CALLS, place, most=MOST_CALLS)
        return self.made <= MOST_CALLS


@attrs.frozen
class Defined(Function):
    """A function that a model defines. `base` is what its body sees beside its parameters, in the order of which it is called."""

    name: str
    parameters: tuple[tuple[str, Typed | None], ...]
    body: Callable[[Scope, Mapping[str, Node]], Node]
    """What it gives, in a scope in which its parameters have names; and the parameters themselves."""
    base: Scope
    calls: Calls

    def called(self, call: tree.Call, scope: Scope, expressions: Expressions) -> Node:
        """The node of a call of it in an expression."""
        arguments: dict[str, Node] = {}
        for n, argument in enumerate(call.arguments):
            known = [name for name, _ in self.parameters[n : n + 1]]
            name = argument.name or (known[0] if known else str(n))
            arguments[name] = expressions.lower(argument.value, scope)
        return self.applied(arguments, scope, expressions.place(call.span))

    def applied(self, arguments: Mapping[str, Node], scope: Scope, place: Place) -> Node:
        """The body for these arguments, by the names of its parameters."""
        given = {canonical_name(name): node for name, node in arguments.items()}
        if set(given) != {canonical_name(name) for name, _ in self.parameters}:
            listed = ", ".join(f"`{name}`" for name, _ in self.parameters) or "()"
            scope.faults.add(NO_PARAMETER, place, function=self.name, wanted=listed)
            return POISON
        if not self.calls.one_more(place):
            return POISON
        within = attrs.evolve(self.base, depth=scope.depth)
        bound: list[tuple[nodes.Variable, Node]] = []
        named: dict[str, Node] = {}
        for name, typed in self.parameters:
            value = fitted(given[canonical_name(name)], typed, scope)
            variable, within = within.bind(value.type)
            named[name] = variable
            bound.append((variable, value))
        return lets(bound, self.body(within.with_locals(named), named), place)


@attrs.frozen
class Faulty(Function):
    """A function of which a fault was told already: so much for its calls."""

    def called(self, call: tree.Call, scope: Scope, expressions: Expressions) -> Node:  # noqa: ARG002  # whatever is called
        return POISON


def fitted(node: Node, typed: Typed | None, scope: Scope) -> Node:
    """The node, which has to be of a type of the model."""
    return node if typed is None or is_poison(node) else expect(node, typed.named, scope)


def lets(bound: Iterable[tuple[nodes.Variable, Node]], body: Node, place: Place) -> Node:
    """`body` with variables bound, each seeing those before it."""
    if is_poison(body):
        return POISON
    for variable, value in reversed(list(bound)):
        body = nodes.Let(variable.name, value, body, body.type, place=place)
    return body
