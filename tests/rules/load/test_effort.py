"""Folds are reckoned with as they grow: one whose memory grows ever faster is refused, one that counts is not."""

from __future__ import annotations

import pytest
from tests.scoring.few_facts import core, lit, var

from projgov.domain.types import ListType, NumberType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition
from projgov.rules.core.scope import Faults
from projgov.rules.load.effort import limited

NUMBERS = ListType(NumberType())
MEMORY = var("memory")


def told(step: Node, kind: NumberType | ListType = NUMBERS, items: int = 60) -> list[str]:
    fold = nodes.Fold(lit(tuple(range(items))), "x", "memory", lit(3), step, kind)
    faults = Faults()
    limited(core([Definition("d", "project", fold, kind)]), faults)
    return [d.code for d in faults]


@pytest.mark.parametrize(("decimals", "codes"), [(2, []), (None, ["E031"])])
def test_a_mean_of_decimals_is_as_long_as_one_of_them_and_that_of_any_numbers_as_all_together(
    decimals: int | None, codes: list[str]
) -> None:
    """1,500 numbers of 500 digits: with two decimals each they have one denominator, else there may be 1,500, twice."""
    kind = NumberType(decimals)
    numbers = nodes.Each(
        "x",
        nodes.Call("numbers", (lit(1), lit(1500)), NUMBERS),
        nodes.Field(var("p"), "project", "n", kind),
        ListType(kind),
    )
    mean = nodes.Aggregate("mean", numbers, NumberType())
    faults = Faults()
    limited(
        core([Definition("d", "project", nodes.Arithmetic("*", mean, mean, NumberType()), NumberType())]),
        faults,
    )
    assert [d.code for d in faults] == codes


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        (nodes.Arithmetic("+", MEMORY, var("x"), NumberType()), []),
        (nodes.Arithmetic("*", MEMORY, MEMORY, NumberType()), ["E031"]),
        (nodes.Call("concatenate", (MEMORY, MEMORY), NUMBERS), ["E031"]),
        (nodes.Call("concatenate", (MEMORY, nodes.MakeList((var("x"),), NUMBERS)), NUMBERS), []),
    ],
)
def test_a_memory_that_multiplies_itself_is_refused(step: Node, codes: list[str]) -> None:
    assert told(step) == codes
