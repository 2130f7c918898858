"""Requirements, business knowledge models, decision services and imports (DMN 1.5, clauses 6 and 10.4)."""

from __future__ import annotations

import pytest
from tests.scoring.dmn.models import (
    bkm,
    component,
    decision,
    input_,
    item,
    literal,
    model,
    service,
    written,
    xml,
)

from projgov.diagnostics import InvalidData
from projgov.rules.dmn.tree import Model as Written


def test_a_decision_sees_what_it_requires_and_nothing_else() -> None:
    tested = model(
        input_("a"),
        input_("b"),
        decision("sum", literal("a + 1"), inputs=["a"]),
        decision("d", literal("sum * 2"), decisions=["sum"]),
        decision("blind", literal("a")),
    )
    assert tested.evaluate("d", {"a": 2}) == 6
    assert tested.evaluate("blind", {"a": 2}) is None


def test_names_hold_spaces_and_operators_and_the_longest_is_meant() -> None:
    tested = model(
        input_("a"),
        input_("a-b"),
        input_("a-b c"),
        decision("d e", literal("a-b c - a - a-b"), inputs=["a", "a-b", "a-b c"]),
    )
    assert tested.evaluate("d  e", {"a": 1, "a-b": 10, "a-b c": 100}) == 89


def test_a_chain_of_decisions_may_be_long() -> None:
    chain = [decision("d0", literal("1"))]
    chain += [decision(f"d{n}", literal(f"d{n - 1} + 1"), decisions=[f"d{n - 1}"]) for n in range(1, 3000)]
    assert model(*chain).evaluate("d2999") == 3000


def test_a_circle_of_decisions_is_reported_whole_and_null() -> None:
    tested = model(
        decision("a", literal("b"), decisions=["b"]),
        decision("b", literal("c"), decisions=["c"]),
        decision("c", literal("a"), decisions=["a"]),
        decision("d", literal("1")),
    )
    (diagnostic,) = tested.diagnostics
    assert (diagnostic.code, diagnostic.message("en")) == (
        "M347",
        "decisions require one another: a → b → c → a",
    )
    assert tested.evaluate("a") is None
    assert tested.evaluate("d") == 1


def test_of_an_id_given_twice_references_mean_the_first_and_the_rest_runs() -> None:
    tested = model(
        input_("amount"),
        input_("amount"),
        input_("price").replace("_price", "_amount"),
        decision("d", literal("amount"), inputs=["amount"]),
        decision("e", literal("1")).replace("_e", "_d"),
    )
    assert {d.code for d in tested.diagnostics} == {"M330", "M331"}
    assert tested.evaluate("d", {"amount": 5}) == 5
    assert tested.evaluate("e") == 1


def test_a_requirement_that_leads_nowhere_is_reported_with_the_nearest_id() -> None:
    tested = model(input_("amount"), decision("d", literal("1"), inputs=["amonut"]))
    (diagnostic,) = tested.diagnostics
    assert diagnostic.code == "M343"
    assert "_amount" in diagnostic.help("en")
    assert tested.evaluate("d") == 1


def test_a_knowledge_model_is_called_by_position_and_by_name_and_knows_what_it_requires() -> None:
    tested = model(
        bkm("twice", ["n:number"], literal("2 * n"), type_="number"),
        bkm("f", ["a", "b"], literal("twice(a) + b"), knowledge=["twice"]),
        decision("p", literal("f(1, 2)"), knowledge=["f"]),
        decision("n", literal("f(b: 1, a: 2)"), knowledge=["f"]),
        decision("short", literal("f(1)"), knowledge=["f"]),
        decision("wrong", literal('twice("a")'), knowledge=["twice"]),
        decision("unknown", literal("twice(m: 1)"), knowledge=["twice"]),
    )
    assert [tested.evaluate(name) for name in tested.decisions] == [4, 5, None, None, None]


def test_a_knowledge_model_may_call_itself() -> None:
    body = literal("if n < 2 then n else fib(n - 1) + fib(n - 2)")
    tested = model(bkm("fib", ["n"], body), decision("d", literal("fib(12)"), knowledge=["fib"]))
    assert tested.evaluate("d") == 144


def test_a_recursion_without_end_is_a_fault() -> None:
    tested = model(bkm("f", ["n"], literal("f(n + 1)")), decision("d", literal("f(1)"), knowledge=["f"]))
    found = tested.run("d")
    assert found.value is None
    assert "M001" in [diagnostic.code for diagnostic in found.diagnostics]


def test_the_result_of_a_knowledge_model_is_converted_once() -> None:
    tested = model(
        bkm("f", ["n"], literal("[n]"), type_="number"),
        decision("one", literal("f(10)"), knowledge=["f"]),
        decision("two", literal("f([10])"), knowledge=["f"]),
    )
    assert [tested.evaluate("one"), tested.evaluate("two")] == [10, None]


SERVICES = (
    input_("i", "number"),
    decision("given", literal('"never"'), type_="string"),
    decision("inner", literal("i + 1"), inputs=["i"]),
    decision("out 1", literal('given + " " + string(inner)'), decisions=["given", "inner"]),
    decision("out 2", literal("i * 2"), inputs=["i"]),
    service("one", ["out 1"], encapsulated=["inner"], inputs=["i"], decisions=["given"]),
    service("two", ["out 1", "out 2"], encapsulated=["inner"], inputs=["i"], decisions=["given"]),
    decision("by position", literal('one(1, "x")'), knowledge=["one"]),
    decision("by name", literal('two(given: "x", i: 2)'), knowledge=["two"]),
    decision("partly", literal("two(i: 2)"), knowledge=["two"]),
    decision("wrong type", literal("one(1, 2) = null"), knowledge=["one"]),
    decision("too few", literal("one(1)"), knowledge=["one"]),
    decision("too many", literal('one(1, "x", 2)'), knowledge=["one"]),
    decision("unknown name", literal('one(i: 1, foo: "x")'), knowledge=["one"]),
    decision("both", literal('one(1, "x") + given'), knowledge=["one"], decisions=["given"]),
)


def test_a_service_is_invoked_with_input_data_first_and_then_decisions() -> None:
    tested = model(*SERVICES)
    assert tested.evaluate("by position") == "x 2"
    assert tested.evaluate("by name") == {"out 1": "x 3", "out 2": 4}
    assert tested.evaluate("partly") == {"out 1": None, "out 2": 4}


@pytest.mark.parametrize("name", ["wrong type", "too few", "too many", "unknown name"])
def test_a_service_invoked_wrongly_is_not_run(name: str) -> None:
    assert model(*SERVICES).evaluate(name, {}) in (None, True)
    assert model(*SERVICES).run(name, {}).diagnostics


def test_what_is_given_to_a_service_stays_in_it() -> None:
    assert model(*SERVICES).evaluate("both") == "x 2never"


def test_services_and_knowledge_models_are_invoked_from_outside() -> None:
    tested = model(*SERVICES, bkm("f", ["a", "b:number"], literal("a + b")))
    assert tested.invocables == ("one", "two", "f")
    assert tested.invoke("one", {"i": 1, "given": "x"}) == "x 2"
    assert tested.invoke("two", {"i": 1, "given": "x"}) == {"out 1": "x 2", "out 2": 2}
    assert tested.invoke("f", {"a": 1, "b": 2}) == 3
    assert tested.invoke("f", {"a": 1, "b": "x"}) is None
    with pytest.raises(InvalidData, match="did you mean `one`"):
        tested.invoke("ones")
    with pytest.raises(InvalidData, match="M381"):
        tested.invoke("f", {"a": 1, "c": 2})


def test_a_decision_whose_value_is_given_is_not_evaluated() -> None:
    tested = model(decision("outside", ""), decision("d", literal("outside + 1"), decisions=["outside"]))
    assert tested.evaluate("d", {"outside": 4}) == 5
    assert tested.evaluate("d") is None


LIBRARY = written(
    item("tPair", inner=component("x", "number") + component("y-z", "number")),
    input_("shared", "number"),
    input_("own"),
    decision("doubled", literal("shared * 2"), inputs=["shared"]),
    bkm("add", ["p:tPair"], literal("p.x + p.y-z")),
    namespace="urn:lib",
    name="lib",
)
IMPORT = (
    '<import name="the lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
)


def test_imported_elements_stand_behind_the_name_of_the_import() -> None:
    tested = model(
        IMPORT,
        input_("pair", "the lib.tPair"),
        decision(
            "d",
            literal("the lib.doubled + the lib.shared"),
            inputs=["urn:lib#_shared"],
            decisions=["urn:lib#_doubled"],
        ),
        decision("e", literal("the lib.add(pair)"), inputs=["pair"], knowledge=["urn:lib#_add"]),
        decision("f", literal("pair instance of the lib.tPair"), inputs=["pair"]),
        others=[LIBRARY],
    )
    assert tested.diagnostics == ()
    assert tested.evaluate("d", {"shared": 2}) == 6
    assert tested.evaluate("e", {"pair": {"x": 1, "y-z": 2}}) == 3
    assert tested.evaluate("f", {"pair": {"x": 1, "y-z": 2}}) is True
    assert tested.inputs["shared"] == "number"


def test_an_input_of_an_imported_model_is_named_in_full_where_the_plain_name_is_taken() -> None:
    tested = model(
        IMPORT,
        input_("shared"),
        decision("d", literal("shared - the lib.shared"), inputs=["shared", "urn:lib#_shared"]),
        others=[LIBRARY],
    )
    assert set(tested.inputs) == {"shared", "the lib.shared"}
    ways: list[dict[str, object]] = [
        {"the lib.shared": 2},
        {"the lib": {"shared": 2}},
        {"{urn:lib}shared": 2},
    ]
    for given in ways:
        assert tested.evaluate("d", {"shared": 5, **given}) == 3
    assert tested.evaluate("d", {"shared": 5}) is None


def test_inputs_reached_by_two_imports_may_be_given_once_or_apart() -> None:
    def middle(name: str) -> Written:
        return written(
            IMPORT,
            decision("e", literal("the lib.shared"), inputs=["urn:lib#_shared"]),
            namespace=f"urn:{name}",
            name=name,
        )

    def imported(name: str) -> str:
        return f'<import name="{name}" namespace="urn:{name}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'

    tested = model(
        imported("a"),
        imported("b"),
        decision("d", literal("[a.e, b.e]"), decisions=["urn:a#_e", "urn:b#_e"]),
        others=[LIBRARY, middle("a"), middle("b")],
    )
    assert tested.evaluate("d", {"shared": 1}) == [1, 1]
    assert tested.evaluate("d", {"a": {"the lib": {"shared": 1}}, "b": {"the lib": {"shared": 2}}}) == [1, 2]


def test_an_import_that_is_not_found_is_reported_and_the_rest_runs() -> None:
    tested = model(
        IMPORT, decision("d", literal("1")), decision("e", literal("1"), decisions=["urn:lib#_doubled"])
    )
    assert [diagnostic.code for diagnostic in tested.diagnostics] == ["M340", "M344"]
    assert tested.evaluate("d") == 1


def test_models_that_import_one_another_are_reported() -> None:
    back = '<import name="m" namespace="urn:m" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    other = written(back, namespace="urn:lib", name="lib")
    itself = written(IMPORT, namespace="urn:m", name="m")
    tested = model(IMPORT, decision("d", literal("1")), others=[other, itself])
    assert [diagnostic.code for diagnostic in tested.diagnostics] == ["M341"]
    assert "m → lib → m" in tested.diagnostics[0].message("en")


def test_unknown_decisions_and_inputs_are_errors_with_the_nearest_name() -> None:
    tested = model(input_("amount"), decision("total", literal("amount"), inputs=["amount"]))
    with pytest.raises(InvalidData, match="did you mean `total`"):
        tested.evaluate("totla", {"amount": 1})
    with pytest.raises(InvalidData, match="did you mean `amount`"):
        tested.evaluate("total", {"amuont": 1})


def test_an_input_that_is_not_given_is_null_and_one_too_many_is_told() -> None:
    tested = model(input_("amount"), decision("total", literal("amount"), inputs=["amount"]))
    found = tested.run("total")
    assert (found.value, [d.code for d in found.diagnostics]) == (None, ["M383"])
    found = tested.run("total", {"amount": 1, "other": 2})
    assert (found.value, [d.code for d in found.diagnostics]) == (1, ["M384"])


def test_the_same_model_reads_the_same_in_every_edition() -> None:
    from projgov.rules.dmn.read import read_model
    from projgov.rules.dmn.xml import NAMESPACES

    text = xml(decision("d", literal("1")))
    newest = list(NAMESPACES)[-1]
    for namespace, edition in NAMESPACES.items():
        found = read_model(text.replace(newest, namespace).encode(), "m.dmn")
        assert (found.edition, [d.name for d in found.decisions]) == (edition, ["d"])


def test_names_of_imported_elements_may_hold_operators() -> None:
    other = written(
        bkm("a-b", ["x"], literal("x + 1")), decision("a", literal("9")), namespace="urn:lib", name="lib"
    )
    tested = model(
        IMPORT, decision("d", literal("the lib.a-b(1)"), knowledge=["urn:lib#_a-b"]), others=[other]
    )
    assert tested.evaluate("d") == 2


def test_an_input_goes_by_its_own_name_where_its_variable_is_called_otherwise() -> None:
    tested = model(
        '<inputData id="i" name="in"><variable name="v" typeRef="number"/></inputData>',
        decision("d", literal("v + 1"), inputs=["#i"]),
    )
    assert tested.evaluate("d", {"v": 1}) == tested.evaluate("d", {"in": 1}) == 2


def test_a_function_may_call_itself_some_dozens_of_times() -> None:
    tested = model(
        bkm("f", ["n"], literal("if n = 0 then 0 else 1 + f(n - 1)")),
        decision("d", literal("f(40)"), knowledge=["f"]),
    )
    assert tested.evaluate("d") == 40
