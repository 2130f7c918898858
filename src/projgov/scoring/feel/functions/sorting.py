"""Sorting (DMN 1.5, 10.3.4.7): by a function that says which of two items comes first."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel.builtin import FUNCTION, LIST, Builtin, Overload, Parameter
from projgov.scoring.feel.functions.faults import brief
from projgov.scoring.feel.functions.lists import two_parameters
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Function, Value

NO_ORDER = Pattern(
    "M112",
    Bilingual(
        "`sort` 的参数 `precedes` 对 {first} 和 {second} 给出 {found}",
        "the parameter `precedes` of `sort` gives {found} for {first} and {second}",
    ),
    Bilingual(
        "函数应给出 true(第一个在前)或 false",
        "the function must give true, where the first comes before the second, or false",
    ),
)


def sort(run: Run, items: list[Value], precedes: Function) -> Value:
    """The items in order; those of which neither precedes the other stay as they stood.

    Merged from runs of 1, 2, 4 and so on, so the function is called at most `n log2 n` times.
    """
    if not two_parameters(run, "sort", "precedes", precedes):
        return None
    width, ordered = 1, items
    while width < len(ordered):
        merged: list[Value] = []
        for start in range(0, len(ordered), 2 * width):
            middle = start + width
            both = _merge(run, ordered[start:middle], ordered[middle : middle + width], precedes)
            if both is None:
                return None
            merged += both
        width, ordered = 2 * width, merged
    return list(ordered)


def _merge(run: Run, left: list[Value], right: list[Value], precedes: Function) -> list[Value] | None:
    """Two ordered runs as one; None, and a fault, where two items cannot be put in order."""
    result: list[Value] = []
    i = j = 0
    while i < len(left) and j < len(right):
        run.step()
        answer = precedes.call(run, [right[j], left[i]])
        if not isinstance(answer, bool):
            return run.fault(NO_ORDER, first=brief(right[j]), second=brief(left[i]), found=brief(answer))
        if answer:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    run.step(len(left) - i + len(right) - j)
    return result + left[i:] + right[j:]


BUILTINS = (
    Builtin(
        "sort",
        (
            Overload(
                (Parameter("list", LIST), Parameter("precedes", FUNCTION, also=("precedence",))),
                sort,
            ),
        ),
    ),
)
