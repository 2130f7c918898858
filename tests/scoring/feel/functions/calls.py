"""Calls built-in functions as an evaluator does: the first overload whose parameters take the arguments."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from projgov.diagnostics import Place
from projgov.rules.feel.dialect import DMN
from projgov.rules.feel.parser import parse
from projgov.scoring.feel import evaluate
from projgov.scoring.feel.builtin import Overload
from projgov.scoring.feel.functions.table import FUNCTIONS
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Scope
from projgov.scoring.feel.values import Function, Value, kind_of


def value(plain: Any) -> Value:
    """Integers as numbers, however deep."""
    match plain:
        case bool():
            return plain
        case int():
            return Decimal(plain)
        case list():
            return [value(item) for item in plain]
        case dict():
            return {key: value(item) for key, item in plain.items()}
    return plain  # type: ignore[no-any-return]  # a value already


def values(*plain: str) -> list[Value]:
    """Numbers by their texts."""
    return [Decimal(text) for text in plain]


def two(answer: Callable[[Any, Any], Any]) -> Function:
    """A function of two parameters, as FEEL has it."""
    return Function("", ("x", "y"), lambda _, given: value(answer(*given)))


def called(name: str, *plain: Any, steps: int = 1_000_000) -> tuple[Value, list[str]]:
    """The result, and the codes of the faults."""
    run = Run(place=Place(), steps=steps)
    given = [value(argument) for argument in plain]
    for overload in FUNCTIONS[name].overloads:
        arguments = _arguments(overload, given)
        if arguments is not None:
            result = overload.call(run, *arguments)
            assert all(fault.render("zh") and fault.render("en") for fault in run.diagnostics)
            return result, [fault.code for fault in run.diagnostics]
    raise AssertionError(f"no way to call {name} fits {plain}")


def result(name: str, *plain: Any) -> Value:
    """The result of a call without a fault."""
    found, faults = called(name, *plain)
    assert faults == []
    return found


def fault(name: str, *plain: Any) -> str:
    """The code of the one fault of a call, the result of which is null."""
    found, (code,) = called(name, *plain)
    assert found is None
    return code


def _arguments(overload: Overload, given: list[Value]) -> list[Value] | None:
    wanted = overload.parameters
    if wanted and wanted[-1].variadic:
        head = len(wanted) - 1
        if len(given) <= head:
            return None
        slots: list[Value] = [*given[:head], given[head:]]
        kinds = [(p, v) for p, v in zip(wanted, given, strict=False)]
    else:
        if not sum(not p.optional for p in wanted) <= len(given) <= len(wanted):
            return None
        slots = [*given, *[None] * (len(wanted) - len(given))]
        kinds = list(zip(wanted, given, strict=False))
    fits = all(kind_of(v) in p.accepts or (v is None and p.nullable) for p, v in kinds)
    return slots if fits else None


def evaluated(text: str, *, steps: int = 1_000_000) -> tuple[Value, list[str]]:
    """What a whole expression comes to, and the codes of the faults."""
    scope, _ = Scope.of([])
    tree = parse(text, place_at=lambda *_: Place(), dialect=DMN, names=[*FUNCTIONS])
    expression = evaluate.compile(tree, scope)
    run = Run(place=Place(), steps=steps)
    found = expression(scope.frame.env(), run)
    assert all(fault.render("zh") and fault.render("en") for fault in run.diagnostics)
    return found, [fault.code for fault in run.diagnostics]
