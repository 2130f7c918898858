"""Faulty and hostile models: refused, or null with diagnostics, within a budget; never a crash, a hang or another exception."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.dmn.models import (
    bkm,
    component,
    decision,
    entry,
    formal,
    input_,
    item,
    literal,
    model,
    service,
    table,
    written,
    xml,
)

from projgov.diagnostics import ProjgovError, Refused
from projgov.rules.dmn.link import link
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Model as Written
from projgov.rules.dmn.xml import MAX_DEPTH
from projgov.scoring.dmn.model import Model
from projgov.scoring.feel.run import BudgetSpent

WHOLE = xml(
    '<import name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
    item("tPair", inner=component("x", "number") + component("y", "string")),
    item("tLetters", "string", collection=True, allowed='"a", "b"', constraint="count(?) < 3"),
    input_("n", "number"),
    input_("pair", "tPair"),
    bkm("f", ["a:number", "b"], literal("if a <= 0 then b else f(a - 1, b)"), type_="Any"),
    decision("d", table(["n", "pair.x"], ["o", "p"], ["< 1 | - | 1 | n", "[1..3] | not(2) | 2 | 1"]), inputs=["n", "pair"]),
    decision("e", f"<context>{entry('a', literal('d.o'), 'number')}{entry('', literal('a + 1'))}</context>", decisions=["d"]),
    decision("g", f'<invocation>{literal("f")}<binding>{formal("a", "parameter")}{literal("n")}</binding></invocation>', inputs=["n"], knowledge=["f"]),
    service("s", ["e"], encapsulated=["d"], inputs=["n", "pair"]),
    decision("h", literal("s(n, pair)"), inputs=["n", "pair"], knowledge=["s"], type_="number"),
    decision("i", f'<for iteratorVariable="v"><in>{literal("[1, 2]")}</in><return>{literal("v * n")}</return></for>', inputs=["n"]),
)  # fmt: skip
MARKS = [
    "<",
    ">",
    "</",
    "/>",
    '"',
    "&",
    "&lt;",
    "<!--",
    "]]>",
    "(",
    "[",
    "{",
    "1..",
    "**",
    "|",
    "-",
    "?",
    "#_d",
]
WORDS = [
    "<text>",
    "</text>",
    "typeRef",
    'typeRef="tPair"',
    "tPair",
    "href",
    "name",
    "COLLECT",
    "if ",
    "in ",
    "d",
    "e",
    "f(",
]
STRANGE = ["\x00", "\u202e", "\ud7ff", "9" * 400]
PIECES = st.sampled_from([*MARKS, *WORDS, *STRANGE])


def use(data: bytes) -> None:
    """Reads a model and asks it for everything there is."""
    try:
        read = Model(link(read_model(data, "m.dmn"), lambda _: None))
    except Refused:
        return
    for diagnostic in read.diagnostics:
        assert diagnostic.render("zh")
        assert diagnostic.render("en")
    assert read.inputs is not None
    for name in (*read.decisions, *read.invocables):
        for inputs in ({}, {"n": 2, "pair": {"x": 1, "y": "a"}}, {"n": "a", "pair": [[]]}):
            with suppress(ProjgovError):
                read.evaluate(name, inputs)
                read.run(name, inputs, steps=20_000)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 30), PIECES), min_size=1, max_size=4))
def test_a_mutated_model_gives_answers_or_diagnostics_and_nothing_else(
    changes: list[tuple[int, int, str]],
) -> None:
    text = WHOLE
    for position, length, piece in changes:
        text = text[:position] + piece + text[position + length :]
    use(text.encode("utf-8", "replace"))


def test_the_model_that_is_mutated_runs() -> None:
    whole = Model(link(read_model(WHOLE.encode(), "m.dmn"), lambda _: None))
    assert [d.code for d in whole.diagnostics] == ["M340"]
    given = {"n": 2, "pair": {"x": 1, "y": "a"}}
    assert [whole.evaluate(name, given) for name in ("d", "e", "h", "i")] == [{"o": 2, "p": 1}, 3, 3, [2, 4]]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "1" + ")" * 10_000,
        "[" * 10_000,
        "1" + "+1" * 10_000,
        "-" * 10_000 + "1",
        "if true then " * 5_000 + "1",
        "a." * 10_000 + "b",
        "1" * 5_000,
        "1e999999999",
        '"' + "x" * 99_000,
        "\u202e1",
    ],
    ids=lambda text: f"{text[:8]}…",
)
def test_hostile_expressions_are_diagnostics(text: str) -> None:
    started = time.perf_counter()
    use(xml(decision("d", literal(text)), decision("t", table([text], ["o"], [f"{text} | {text}"]))).encode())
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "for x in 1..1000000000000 return x",
        "2 ** 10 ** 10",
        "99999 ** 99999 ** 99999",
        'string join(for x in 1..100000 return "xxxxxxxxxx", "") = ""',
        "count([1..2][item > 0])",
        "some x in 1..100000, y in 1..100000 satisfies x + y < 0",
        "f(1)",
        "{a: [1, 2], b: a}.b[item in a]",
    ],
)
def test_hostile_evaluations_end_within_the_budget(text: str) -> None:
    started = time.perf_counter()
    doubling = literal("concatenate(f(x + 1), f(x + 1))")
    tested = model(bkm("f", ["x"], doubling), decision("d", literal(text), knowledge=["f"]))
    with suppress(BudgetSpent):
        tested.run("d", steps=200_000)
    assert time.perf_counter() - started < 10


def test_boxes_may_nest_as_deep_as_elements_may() -> None:
    depth = MAX_DEPTH // 2 - 5
    deep = f"<context>{entry('', '<x/>')}</context>"
    for _ in range(depth - 1):
        deep = deep.replace("<x/>", f"<context>{entry('', '<x/>')}</context>")
    for inner in ("1", "(" * 90 + "1" + ")" * 90):
        tested = model(decision("d", deep.replace("<x/>", literal(inner))))
        assert tested.diagnostics == ()
        assert tested.evaluate("d") == 1


def test_functions_that_call_one_another_through_boxes_end() -> None:
    box = f"<context>{entry('a', literal('g(n + 1)'))}{entry('', literal('a'))}</context>"
    tested = model(
        bkm("f", ["n"], box, knowledge=["g"]),
        bkm("g", ["n"], table(["n"], ["o"], ["- | f(n + 1)"]), knowledge=["f"]),
        decision("d", literal("f(1)"), knowledge=["f"]),
        decision("e", literal("s()"), knowledge=["s"]),
        decision("out", literal("s()"), knowledge=["s"]),
        service("s", ["out"]),
    )
    for name in ("d", "e", "out"):
        found = tested.run(name)
        assert found.value is None
        assert "M001" in [diagnostic.code for diagnostic in found.diagnostics]


def test_item_definitions_may_refer_to_themselves_by_a_component_but_not_be_themselves() -> None:
    tested = model(
        item("tTree", inner=component("left", "tTree")),
        item("tA", "tB"),
        item("tB", "tA"),
        input_("tree", "tTree"),
        decision("d", literal("tree.left.left"), inputs=["tree"]),
        decision("e", literal("1"), type_="tA"),
    )
    assert {d.code for d in tested.diagnostics} == {"M354"}
    assert tested.evaluate("d", {"tree": {"left": {"left": None}}}) is None
    assert tested.evaluate("e") == 1
    endless: dict[str, object] = {}
    endless["left"] = endless
    with pytest.raises(ProjgovError):
        tested.evaluate("d", {"tree": endless})


def test_models_that_import_in_diamonds_do_not_multiply_without_end() -> None:
    def layer(number: int) -> Written:
        below = f"urn:l{number - 1}"
        imports = "".join(
            f'<import name="{name}" namespace="{below}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
            for name in "ab"
        )
        return written(
            imports,
            decision("d", literal("a.d + b.d"), decisions=[f"{below}#_d", f"{below}#_d"]),
            namespace=f"urn:l{number}",
            name=f"l{number}",
        )

    bottom = written(decision("d", literal("1")), namespace="urn:l0", name="l0")
    top = '<import name="x" namespace="urn:l40" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    tested = model(
        top,
        decision("d", literal("x.d"), decisions=["urn:l40#_d"]),
        others=[bottom, *(layer(n) for n in range(1, 41))],
    )
    started = time.perf_counter()
    with suppress(ProjgovError):
        tested.run("d")
    assert time.perf_counter() - started < 10
