"""What is written long or deep: it is either refused by the reader, or judged, decided and explained like anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from tests.rules.kinds.judging import HEAD

from projgov.domain.plain import from_plain
from projgov.rules.load import Pack, read_text
from projgov.scoring import model
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.evaluate import evaluate
from projgov.scoring.facts import Facts

AS_OF = date(2017, 12, 31)
CITY = from_plain({"projgov": 1, "id": "t", "projects": [{"id": "P", "budget": 3}, {"id": "Q"}]})
"""One project with a budget, and one of which it is not known."""


def read(rules: str) -> Pack | list[str]:
    """The pack, or the codes of what is wrong."""
    found = read_text(rules + HEAD, "rules.yaml")
    return found.pack or [d.code for d in found.diagnostics]


def judged(pack: Pack | list[str]) -> dict[str, object]:
    """What the rules come to for the project with a budget, by every way of asking."""
    assert isinstance(pack, Pack), pack
    report = evaluate(pack, CITY, AS_OF)
    results = model.run(pack.core, Facts(CITY, pack.core.vocabulary, AS_OF))
    assert results == report.context.results
    for project in ("P", "Q"):
        assert report.explain(project, language="zh", of_type="project")
    decide = compile_core(pack.core).decide
    decided = decide({"budget": 3}, AS_OF)
    decide({}, AS_OF)
    found = {name: values["P"] for name, values in results.values.items()}
    for name in decided.decider.names:
        if name in found:
            assert decided[name] == found[name], name
    return found


def score(give: str) -> str:
    return f"points:\n- {{id: score, on: project, decimals: 0, lines: [{{id: a, give: '{give}', most: 1000}}]}}\n"


def check(require: str) -> str:
    return f"filing:\n- {{id: led, on: project, require: '{require}'}}\n"


DEEP: dict[str, Callable[[int], str]] = {
    "a + a + …": lambda n: score(" + ".join(["budget"] * (n + 1))),
    "a / a / …": lambda n: score(" / ".join(["budget"] * (n + 1))),
    "a + (a + (…": lambda n: score("budget + (" * n + "budget" + ")" * n),
    "a and (a or (…": lambda n: check("budget > 1 and (budget < 9 or (" * n + "budget = 1" + "))" * n),
    "if … else if …": lambda n: score(
        "".join(f"if budget > {i} then {i} else " for i in range(n)) + "budget"
    ),
    "if … then (if …": lambda n: score("if budget > 1 then (" * n + "budget" + ") else 0" * n),
    "not(not(…": lambda n: check("not(" * n + "budget > 1" + ")" * n),
    "max(a, max(…": lambda n: score("max(budget, " * n + "budget" + ")" * n),
    "round(round(…": lambda n: score("round(" * n + "budget" + ", 1)" * n),
    "{a: {a: …}.a}.a": lambda n: score("{a: " * n + "budget" + "}" * n + ".a" * n),
    "for … return for …": lambda n: score("count(" + "for x in [1] return " * n + "budget)"),
}


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_the_deepest_expression_that_is_read_is_judged_and_a_deeper_one_is_refused(
    make: Callable[[int], str],
) -> None:
    """Of each shape the deepest that the reader takes goes through model, compiled code, decisions and explanations."""
    deepest = max(n for n in range(1, 200) if isinstance(read(make(n)), Pack))
    assert read(make(deepest + 1)) == ["X023"]
    judged(read(make(deepest)))


@pytest.mark.parametrize("word", ["and", "or"])
def test_conditions_in_a_row_are_no_depth(word: str) -> None:
    """A thousand conditions joined by one word stand side by side."""
    parts = (
        [f"budget != {i}" for i in range(10, 1010)]
        if word == "and"
        else ["budget = 4"] * 999 + ["budget = 3"]
    )
    pack = read(check(f" {word} ".join(parts)))
    judged(pack)
    assert isinstance(pack, Pack)
    outcomes = evaluate(pack, CITY, AS_OF).context.results.occasions["led"]
    assert [o.outcome for o in outcomes["P"]] == ["met"]


def chain(first: str, following: str) -> str:
    """500 definitions, each of which uses the one before it."""
    rest = "".join(
        f"- {{id: d{n}, on: project, value: '{following.format(f'd{n - 1}')}'}}\n" for n in range(1, 500)
    )
    return f"definitions:\n- {{id: d0, on: project, value: {first}}}\n{rest}"


@pytest.mark.parametrize(
    ("following", "last"),
    [
        ("{0} + 1", 502),
        ("if {0} > 2 then {0} else 0", 3),
        ("max({0}, 4)", 4),
        ("{0} / 2", Fraction(3, 2**499)),
    ],
)
def test_five_hundred_definitions_each_of_the_one_before_are_judged(following: str, last: object) -> None:
    """From a budget of 3: with 499 ones added, 502; halved 499 times, 3 / 2**499."""
    found = judged(read(chain("budget", following) + score("d499")))
    assert found["d499"] == last


def test_five_hundred_conditions_each_of_the_one_before_are_judged() -> None:
    """Turned round 499 times, an odd number: what was true is false."""
    rules = chain("budget > 1", "not({0})") + check("d499")
    assert judged(read(rules))["d499"] is False


def test_a_score_of_six_hundred_lines_is_their_sum() -> None:
    lines = ", ".join(f"{{id: x{n}, give: budget, most: 9}}" for n in range(600))
    found = judged(read(f"points:\n- {{id: score, on: project, decimals: 0, lines: [{lines}]}}\n"))
    assert found["score"] == 600 * 3


@pytest.mark.parametrize(
    ("how", "expected"), [("weighted mean", 3), ("weighted sum", 900), ("geometric mean", 3)]
)
def test_three_hundred_indicators_are_brought_together(how: str, expected: int) -> None:
    """Of 300 scores of 3 either mean is 3, and the sum 900."""
    each = ", ".join(f"{{id: x{n}, value: budget}}" for n in range(300))
    rule = f"{{id: index, on: project, decimals: 0, aggregate: {how}, indicators: [{each}]}}"
    assert judged(read(f"indicators:\n- {rule}\n"))["index"] == expected


def test_a_path_is_read_in_one_go_whatever_its_steps_are_called() -> None:
    """Each step might be a rule's name; asking that anew for each of fifty would take 2**50 tries."""
    nested = "{score: " * 50 + "budget" + "}" * 50 + ".score" * 50
    assert judged(read(score(nested)))["score"] == 3
