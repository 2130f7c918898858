"""Types of models: names, functions, conversions where tables and functions declare types."""

from __future__ import annotations

import pytest
from tests.scoring.dmn.models import (
    bkm,
    component,
    decision,
    entry,
    input_,
    item,
    literal,
    model,
    table,
    written,
    xml,
)

from projgov.diagnostics import InvalidData
from projgov.rules.dmn.link import link
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Model as Written
from projgov.scoring.dmn.model import Model

IMPORT = '<import name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
FEEL = "https://www.omg.org/spec/DMN/20230324/FEEL/"


def test_an_unknown_type_is_told_with_the_nearest_and_stands_for_any() -> None:
    tested = model(item("tAmount", "number"), decision("d", literal("1"), type_="tAmuont"))
    (diagnostic,) = tested.diagnostics
    assert (diagnostic.code, diagnostic.help("en")) == ("M353", "did you mean `tAmount`?")
    assert tested.evaluate("d") == 1


@pytest.mark.parametrize(
    "name", ["feel:number", "own:tNumber", "lib.tNumber", "far:tNumber", "lib.inner.tNumber"]
)
def test_a_type_is_named_with_a_prefix_or_behind_an_import(name: str) -> None:
    inner = written(item("tNumber", "number"), namespace="urn:inner", name="inner")
    import_inner = IMPORT.replace('name="lib"', 'name="inner"').replace("urn:lib", "urn:inner")
    library = written(import_inner, item("tNumber", "number"), namespace="urn:lib", name="lib")
    text = xml(
        IMPORT,
        item("tNumber", "number"),
        decision("d", literal('"a"'), type_=name),
        decision("e", literal("1"), type_=name),
    )
    prefixes = f'xmlns:feel="{FEEL}" xmlns:own="urn:m" xmlns:far="urn:lib"'
    read = read_model(text.replace("<definitions ", f"<definitions {prefixes} ").encode(), "m.dmn")
    tested = Model(link(read, lambda i: {"urn:lib": library, "urn:inner": inner}.get(i.namespace)))
    assert tested.diagnostics == ()
    assert [tested.evaluate("d"), tested.evaluate("e")] == [None, 1]


def test_a_type_of_functions_takes_functions_that_nothing_speaks_against() -> None:
    function = (
        '<itemDefinition name="tF"><functionItem outputTypeRef="number"><parameters name="a" typeRef="number"/>'
        "</functionItem></itemDefinition>"
    )
    tested = model(
        function,
        bkm("apply", ["f:tF"], literal("f(4)")),
        *(
            decision(name, literal(f"apply({text})"), knowledge=["apply"])
            for name, text in {
                "untyped": "function(x) x + 1",
                "typed": "function(x: number) x + 1",
                "built in": "sqrt",
                "texts": "function(x: string) x",
                "two": "function(x, y) x",
                "no function": "1",
            }.items()
        ),
    )
    assert [tested.evaluate(name) for name in tested.decisions] == [5, 5, 2, None, None, None]


def test_a_function_of_a_model_may_declare_its_result_as_its_body_or_as_a_type_of_functions() -> None:
    function = '<itemDefinition name="tF"><functionItem outputTypeRef="number"><parameters name="a"/></functionItem></itemDefinition>'
    tested = model(
        function,
        bkm("f", ["a"], literal("a", "number")),
        bkm("g", ["a"], literal("a"), type_="tF"),
        decision("body", literal('[f("x"), f(1)]'), knowledge=["f"]),
        decision("whole", literal('[g("x"), g(1)]'), knowledge=["g"]),
    )
    assert [tested.evaluate("body"), tested.evaluate("whole")] == [[None, 1], [None, 1]]


def test_java_behind_a_knowledge_model_is_refused_and_calls_give_null() -> None:
    tested = model(
        bkm("f", ["a"], f"<context>{entry('class', literal('1'))}</context>", kind="Java"),
        decision("d", literal("f(1)"), knowledge=["f"]),
        decision("e", literal("1")),
    )
    assert [d.code for d in tested.diagnostics] == ["M355"]
    found = tested.run("d")
    assert (found.value, [d.code for d in found.diagnostics]) == (None, ["M355"])
    assert tested.evaluate("e") == 1


def test_columns_of_a_table_are_converted_to_their_types() -> None:
    asked = '<input><inputExpression typeRef="date and time"><text>day</text></inputExpression></input>'
    given = '<output name="a" typeRef="number"/><output name="b"/>'
    xml_ = table(
        [asked], [given], ['date and time("2024-02-29T00:00:00Z") | [1] | [1]', '- | "x" | 2'], policy="FIRST"
    )
    tested = model(input_("day", "date"), decision("d", xml_, inputs=["day"]))
    assert tested.evaluate("d", {"day": "2024-02-29"}) == {"a": 1, "b": [1]}
    assert tested.evaluate("d", {"day": "2024-03-01"}) == {"a": None, "b": 2}


def test_the_order_of_a_table_s_outputs_may_be_that_of_the_type_of_its_result() -> None:
    rows = table(["1"], ["o"], ["- | 2", "- | 3"], policy="PRIORITY").replace(
        "<decisionTable", '<decisionTable typeRef="tOrdered"'
    )
    assert model(item("tOrdered", "number", allowed="3, 2"), decision("d", rows)).evaluate("d") == 3
    untyped = table(["1"], ["o"], ["- | 2", "- | 3"], policy="PRIORITY")
    assert (
        model(item("tOrdered", "number", allowed="3, 2"), decision("d", untyped, type_="tOrdered")).evaluate(
            "d"
        )
        == 3
    )
    many = table(["1"], ["o"], ["- | 2", "- | 3"], policy="OUTPUT ORDER").replace(
        "<decisionTable", '<decisionTable typeRef="tMany"'
    )
    items = (item("tOrdered", "number", allowed="3, 2"), item("tMany", "tOrdered", collection=True))
    assert model(*items, decision("d", many)).evaluate("d") == [3, 2]


def test_an_input_that_several_imported_models_have_must_be_told_apart() -> None:
    def library(name: str) -> Written:
        return written(
            input_("n"), decision("e", literal("n"), inputs=["n"]), namespace=f"urn:{name}", name=name
        )

    both = "".join(IMPORT.replace('name="lib"', f'name="{n}"').replace("urn:lib", f"urn:{n}") for n in "ab")
    tested = model(
        both,
        decision("d", literal("[a.e, b.e]"), decisions=["urn:a#_e", "urn:b#_e"]),
        others=[library("a"), library("b")],
    )
    assert set(tested.inputs) == {"a.n", "b.n"}
    assert tested.evaluate("d", {"a.n": 1, "b": {"n": 2}}) == [1, 2]
    with pytest.raises(InvalidData, match="M382"):
        tested.evaluate("d", {"n": 1})


def test_components_may_have_conditions_of_their_own() -> None:
    part = '<itemComponent name="x"><typeRef>number</typeRef><allowedValues><text>&lt; 5</text></allowedValues></itemComponent>'
    tested = model(
        item("t", inner=part + component("y", "string")),
        input_("i", "t"),
        decision("d", literal("i.x"), inputs=["i"]),
    )
    assert tested.evaluate("d", {"i": {"x": 4, "y": ""}}) == 4
    assert tested.evaluate("d", {"i": {"x": 5, "y": ""}}) is None
