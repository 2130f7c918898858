"""What the compilers of all kinds of node share.

Each kind of node has one function `(tree, scope, make) -> Compiled`, where `make` compiles a part. What it gives is called with an
env and a run, once for each time the expression is evaluated; all that can be found out beforehand is found out here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.feel.tree import Expr
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

Make: TypeAlias = Callable[[Expr, Scope], Compiled]
"""Compiles a part of an expression in a scope."""


def constant(value: Value) -> Compiled:
    """An expression that always has this value."""

    def run_constant(_env: Env, _run: Run) -> Value:
        return value

    return run_constant


def faulty(place: Place | None, pattern: Pattern, **words: str | int | Bilingual) -> Compiled:
    """An expression that is always null, with this fault."""

    def run_faulty(_env: Env, run: Run) -> Value:
        return run.fault_at(place, pattern, **words)

    return run_faulty


class Undefined(Exception):
    """An operation is not defined for the kinds of its operands."""
