"""Three-valued `and` and `or`, and `if` (DMN 1.5, Tables 50 and 49). What is neither true nor false counts as null."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.tree import Connective, If
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.nodes.base import Make
from projgov.scoring.feel.nodes.weights import is_feel
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

NOT_BOOLEAN = Pattern(
    "M030",
    Bilingual("`{operator}` 连接的 {found} 不是真假值", "`{operator}` joins {found}, which is no boolean"),
    Bilingual("用比较或真假值连接", "join comparisons or booleans"),
)
CONDITION = Pattern(
    "M031",
    Bilingual("`if` 的条件是 {found}，不是真假值", "the condition of `if` is {found}, which is no boolean"),
    Bilingual("条件应给出 true 或 false", "a condition gives true or false"),
)


def connective(tree: Connective, scope: Scope, make: Make) -> Compiled:
    """`a and b and …`, `a or b or …`: one false (true) decides, and what follows it is not evaluated."""
    operands = tuple(make(operand, scope) for operand in tree.operands)
    places = tuple(scope.place(operand.span) for operand in tree.operands)
    absorbing = tree.operator == "or"
    operator = tree.operator

    def run_connective(env: Env, run: Run) -> Value:
        result: bool | None = not absorbing
        for operand, place in zip(operands, places, strict=True):
            value = operand(env, run)
            if value is absorbing:
                return absorbing
            if value is not (not absorbing):
                result = None
                if value is not None:
                    run.fault_at(place, NOT_BOOLEAN, operator=operator, found=brief(value))
        return result

    return run_connective


def if_(tree: If, scope: Scope, make: Make) -> Compiled:
    """`if condition then a else b`: a where the condition is true, else b.

    In a box (DMN 1.5, 10.2.1.9) a condition that is no boolean, and not null either, is an error.
    """
    condition, then, otherwise = (make(t, scope) for t in (tree.condition, tree.then, tree.otherwise))
    place = scope.place(tree.condition.span)
    boxed = not is_feel(tree.condition)

    def run_if(env: Env, run: Run) -> Value:
        value = condition(env, run)
        if value is True:
            return then(env, run)
        if value is not False and value is not None:
            run.fault_at(place, CONDITION, found=brief(value))
            if boxed:
                return None
        return otherwise(env, run)

    return run_if
