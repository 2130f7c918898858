"""Expressions that ask for more than any machine has: refused from the file alone, or faults within a stated budget."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.hostile.answers import checked, command, definitions, told, write

import projgov
from projgov.domain.plain import from_plain
from projgov.rules.load.effort import LARGEST, MOST_STEPS
from projgov.scoring.facts import Facts
from projgov.scoring.model import run
from projgov.scoring.values import Fault

SAMPLE: dict[str, object] = {"projgov": 1, "id": "h", "projects": [{"id": "P", "title": "甲"}]}

REFUSED = {
    "10,000 round brackets": (["(" * 10_000 + "1" + ")" * 10_000], "X023"),
    "10,000 square brackets": (["[" * 10_000 + "1" + "]" * 10_000], "X023"),
    "10,000 negations": (["not(" * 10_000 + "true" + ")" * 10_000], "X023"),
    "10,000 signs": (["-" * 10_000 + "1"], "X023"),
    "10,000 paths": (["a" + ".a" * 10_000], "X023"),
    "10,000 filters": (["[1]" + "[1]" * 10_000], "X023"),
    "10,000 conditions": (["if true then 1 else " * 10_000 + "1"], "X050"),
    "an exponent of 999,999,999": (["1e999999999"], "X011"),
    "forty squarings": (["10 ** 4000", *(f"d{i} * d{i}" for i in range(40))], "E031"),
    "forty squarings of a quotient": (["1 / 3", *(f"d{i} * d{i} + 1 / 7" for i in range(40))], "E031"),
    "forty squarings of a date's part": (["10 ** month(as_of)", *(f"d{i} * d{i}" for i in range(40))], "E031"),
    "a text doubled forty times": (["string(as_of)", *(f"d{i} + d{i}" for i in range(40))], "E031"),
    "a list doubled forty times": (["[1, 2]", *(f"concatenate(d{i}, d{i})" for i in range(40))], "E031"),
    "lists of lists of lists": (["[1, 2]", *(f"[d{i}, d{i}]" for i in range(40))], "E031"),
    "contexts of contexts": (["{a: 1, b: 2}", *(f"{{a: d{i}, b: d{i}}}" for i in range(40))], "E031"),
    "10^12 elements of three ranges": (["sum(for i in 1..10000, j in 1..10000, k in 1..10000 return 1)"], "E031"),
    "10^12 tests": (
        [("some i in (for x in 1..10000 return x) satisfies some j in (for x in 1..10000 return x) satisfies "
         "some k in (for x in 1..10000 return x) satisfies i + j + k < month(as_of)")],
        "E030",
    ),
    "many rules that each take long": (["count((for x in 1..9000 return x)[item > 1]) + month(as_of)"] * 500, "E030"),
}  # fmt: skip
FAULTS = {
    "a power of 10^10": ("2 ** (10 ** 10)", "E002"),
    "the same by a function": ("power(2, 10 ** 10)", "E002"),
    "the same of what is not constant": ("(month(as_of) + 2) ** (10 ** 10)", "E002"),
    "a quotient to a great power": ("1.0000001 ** 60000", "E002"),
    "e to a great power": ("exp(10 ** 9)", "E002"),
    "a range of 10^12": ("sum(for i in 1..1000000000000 return i)", "E012"),
    "a range of 10^12 that is not constant": ("sum(for i in 1..month(as_of) * 10 ** 12 return i)", "E012"),
    "a day in the year 10^30": ("year(date(10 ** 30, 1, 1))", "E008"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_is_refused_before_anything_is_computed(name: str, tmp_path: Path) -> None:
    expressions, code = REFUSED[name]
    assert code in checked(tmp_path, definitions(*expressions))


@pytest.mark.parametrize("name", FAULTS)
def test_the_evaluation_errs_in_the_model_and_in_compiled_code(name: str, tmp_path: Path) -> None:
    expression, code = FAULTS[name]
    path = write(tmp_path, definitions(expression))
    assert not [c for c in told(projgov.check(path)) if c[0] in "XNTF"]
    portfolio = from_plain(SAMPLE)
    pack = projgov.load_pack(path)
    with pytest.raises(projgov.EvaluationFaults) as erring:
        projgov.evaluate(pack, portfolio, "2017-12-31")
    assert code in told(erring.value.diagnostics)
    modelled = run(pack.core, Facts(portfolio, pack.core.vocabulary, date(2017, 12, 31))).values["d0"]["P"]
    assert isinstance(modelled, Fault)
    assert code in told(tuple(modelled.diagnostics))


def test_two_to_the_tenth_to_the_tenth_is_a_number_of_31_digits(tmp_path: Path) -> None:
    """FEEL computes powers from the left: (2^10)^10 = 2^100."""
    path = write(tmp_path, definitions("2 ** 10 ** 10").replace("undetermined", str(2**100)))
    assert command("test", path)[0] == 0


@pytest.mark.parametrize("expression", ["string(10 ** 9000)", "10 ** 9000", "1 / 3 ** 9000"])
def test_numbers_of_thousands_of_digits_are_written(expression: str, tmp_path: Path) -> None:
    """Python refuses to write an int of more than 4300 digits; a report has to."""
    path = write(tmp_path, definitions(expression))
    data = write(tmp_path, json.dumps(SAMPLE), "data.json")
    assert command("test", path)[0] == 1
    for words in (("score", path, data), ("score", path, data, "--json")):
        assert command(*words, "--as-of", "2017-12-31")[0] in (0, 1)


@pytest.mark.parametrize(
    "expressions",
    [
        ["1", *(f"d{i} + 1" for i in range(200))],
        ["sum(for i in 1..1000 return 1 / i)"],
        ["product(for i in 1..1000 return i)"],
        ["count(for i in 1..90, j in 1..90 return i * j)"],
        ["1" + " + 1" * 1000],
    ],
)
def test_what_stays_within_the_budget_is_accepted(expressions: list[str], tmp_path: Path) -> None:
    assert not {"E030", "E031"} & set(checked(tmp_path, definitions(*expressions)))


def test_the_budgets_are_those_that_the_messages_state() -> None:
    assert (LARGEST, MOST_STEPS) == (1_000_000, 10_000_000)
