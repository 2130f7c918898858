"""Function definitions: closures over the names they see (DMN 1.5, 10.3.2.13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.tree import Function
from projgov.scoring.feel.conformance import convert
from projgov.scoring.feel.nodes.base import Make
from projgov.scoring.feel.nodes.inference import result_of
from projgov.scoring.feel.nodes.kinds import unknown_type
from projgov.scoring.feel.nodes.weights import measure, weight
from projgov.scoring.feel.run import TOO_DEEP, Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.types import ANYTHING, Type, resolve
from projgov.scoring.feel.values import Function as FunctionValue
from projgov.scoring.feel.values import Value

EXTERNAL = Pattern(
    "M048",
    Bilingual("外部函数（Java 或 PMML）不能在这里运行", "external functions (Java, PMML) cannot be run here"),
    Bilingual("改写成 FEEL 函数", "write the function in FEEL"),
)

ANONYMOUS = "function"
FRAMES_A_CALL = 4
"""Frames of Python between a call and the body of the function called."""


TYPED_NODES = 300
"""The type of a function's results is told of bodies of so many nodes at most."""


def function(
    tree: Function, scope: Scope, make: Make, *, own_slot: int | None = None, name: str = ANONYMOUS
) -> Compiled:
    """`function(a, b: number) body`: parameters without a type take anything. See `closure` for `own_slot`."""
    parameters: list[tuple[str, Type | None]] = []
    for parameter in tree.parameters:
        kind = None if parameter.type is None else resolve(parameter.type, scope.types)
        if parameter.type is not None and kind is None:
            return unknown_type(parameter.type, scope)
        parameters.append((parameter.name, kind))
    body = tree.body
    if tree.external or body is None:
        return external(tuple(p.name for p in tree.parameters), scope, tree.span)
    measured = measure(body, scope)
    known = {name: ANYTHING if kind is None else kind for name, kind in parameters}
    return closure(
        name,
        parameters,
        scope,
        lambda inner: make(body, inner),
        own_slot=own_slot,
        height=measured.height,
        cost=weight(body, scope),
        gives=result_of(body, known, scope.types) if measured.nodes <= TYPED_NODES else None,
    )


def closure(
    name: str,
    parameters: Sequence[tuple[str, Type | None]],
    scope: Scope,
    body: Callable[[Scope], Compiled],
    *,
    result: Type | None = None,
    gives: Type | None = None,
    own_slot: int | None = None,
    height: int | Callable[[], int] = 20,
    cost: int = 1,
) -> Compiled:
    """An expression whose value is a function.

    `body` compiles the body in a scope in which the parameters are known. Arguments are converted to the types of the parameters
    (one that cannot be makes the call null), the result to `result`; `gives` is what is known of it without conversion. A
    function that may call itself by name stands in `own_slot`. `height` is how many frames of Python the body takes (asked for once it is compiled), `cost` the steps of a call.
    """
    inner = scope
    slots: list[int] = []
    for parameter, _ in parameters:
        inner, slot = inner.bind(parameter)
        slots.append(slot)
    compiled = body(inner)
    names = tuple(p for p, _ in parameters)
    types = tuple(t for _, t in parameters)
    typed = any(t is not None for t in types)
    frames = (height() if callable(height) else height) + FRAMES_A_CALL
    frame = scope.frame

    def run_closure(env: Env, _run: Run) -> Value:
        captured = env.copy()
        if len(captured) < frame.size:
            captured += [None] * (frame.size - len(captured))

        def call(run: Run, values: list[Value]) -> Value:
            local = captured.copy()
            for slot, kind, value in zip(slots, types, values, strict=True):
                if typed and kind is not None and value is not None:
                    local[slot] = convert(run, value, kind)
                    if local[slot] is None:
                        return None
                else:
                    local[slot] = value
            if not run.enter(frames):
                return None
            try:
                run.step(cost)
                value = compiled(local, run)
                return value if result is None else convert(run, value, result)
            except RecursionError:
                return run.fault(TOO_DEEP, depth=run.depth)
            finally:
                run.leave(frames)

        made = FunctionValue(name, names, call, types, result or gives)
        if own_slot is not None:
            captured[own_slot] = made
        return made

    return run_closure


def external(parameters: tuple[str, ...], scope: Scope, span: tuple[int, int]) -> Compiled:
    """A function that cannot be run: calling it gives null and a fault."""
    place = scope.place(span)

    def call(run: Run, _values: list[Value]) -> Value:
        return run.fault_at(place, EXTERNAL)

    value = FunctionValue("external", parameters, call)

    def run_external(_env: Env, _run: Run) -> Value:
        return value

    return run_external
