"""Decision tables: hit policies, outputs, defaults, allowed values, cells (DMN 1.5, clause 8)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.scoring.dmn.models import decision, input_, item, model, table, values

AGES = ("< 18 | 1", "[16..30) | 2", ">= 25 | 3")
"""Rows that overlap: at 17 the first two match, at 27 the last two."""


def decide(xml: str, **inputs: object) -> object:
    """What a table on the input `n` gives."""
    return model(input_("n"), decision("d", xml, inputs=["n"])).evaluate("d", inputs)


def codes(xml: str, **inputs: object) -> list[str]:
    found = model(input_("n"), decision("d", xml, inputs=["n"])).run("d", inputs)
    return [diagnostic.code for diagnostic in found.diagnostics]


def test_unique_gives_the_one_row_that_matches() -> None:
    assert decide(table(["n"], ["o"], AGES), n=20) == 2


def test_unique_is_null_where_several_rows_match() -> None:
    assert decide(table(["n"], ["o"], AGES), n=17) is None
    assert codes(table(["n"], ["o"], AGES), n=17) == ["M360"]


def test_first_gives_the_first_row_that_matches() -> None:
    assert decide(table(["n"], ["o"], AGES, policy="FIRST"), n=17) == 1


def test_any_takes_rows_that_agree_and_refuses_others() -> None:
    agreeing = ("< 18 | 1", "[16..30) | 1.0", ">= 25 | 3")
    assert decide(table(["n"], ["o"], agreeing, policy="ANY"), n=17) == 1
    assert decide(table(["n"], ["o"], agreeing, policy="ANY"), n=27) is None
    assert codes(table(["n"], ["o"], agreeing, policy="ANY"), n=27) == ["M361"]


def test_priority_follows_the_order_of_output_values() -> None:
    output = f'<output name="o">{values("outputValues", "3, 2, 1")}</output>'
    assert decide(table(["n"], [output], AGES, policy="PRIORITY"), n=17) == 2
    assert decide(table(["n"], [output], AGES, policy="PRIORITY"), n=27) == 3


def test_output_order_sorts_by_output_values_and_rule_order_by_rows() -> None:
    output = f'<output name="o">{values("outputValues", "3, 2, 1")}</output>'
    assert decide(table(["n"], [output], AGES, policy="OUTPUT ORDER"), n=17) == [2, 1]
    assert decide(table(["n"], [output], AGES, policy="RULE ORDER"), n=17) == [1, 2]


def test_priority_takes_the_values_that_the_type_of_the_output_allows() -> None:
    typed = model(
        item("t", "number", allowed="2, 1, 3"),
        input_("n"),
        decision(
            "d", table(["n"], ['<output name="o" typeRef="t"/>'], AGES, policy="PRIORITY"), inputs=["n"]
        ),
    )
    assert typed.evaluate("d", {"n": 17}) == 2
    assert typed.evaluate("d", {"n": 27}) == 2


def test_priority_without_output_values_is_a_fault() -> None:
    assert codes(table(["n"], ["o"], AGES, policy="PRIORITY"), n=17) == ["M362"]


@pytest.mark.parametrize(
    ("aggregation", "result"), [("", [1, 2]), ("SUM", 3), ("MIN", 1), ("MAX", 2), ("COUNT", 2)]
)
def test_collect_gives_a_list_or_what_it_comes_to(aggregation: str, result: object) -> None:
    assert decide(table(["n"], ["o"], AGES, policy="COLLECT", aggregation=aggregation), n=17) == result


@pytest.mark.parametrize(("aggregation", "result"), [("", []), ("SUM", None), ("MIN", None), ("COUNT", 0)])
def test_collect_without_a_row_gives_an_empty_list_no_count_or_null(aggregation: str, result: object) -> None:
    xml = table(["n"], ["o"], ["> 5 | 1"], policy="COLLECT", aggregation=aggregation)
    assert decide(xml, n=1) == result


def test_what_is_no_number_cannot_be_summed() -> None:
    xml = table(["n"], ["o"], ["- | 1", '- | "a"'], policy="COLLECT", aggregation="SUM")
    assert decide(xml, n=1) is None
    assert codes(xml, n=1) == ["M363"]


def test_several_outputs_give_a_context() -> None:
    assert decide(table(["n"], ["a", "b"], ["- | 1 | n + 1"]), n=4) == {"a": 1, "b": 5}


def test_several_outputs_by_priority_are_ordered_by_the_first_output_first() -> None:
    texts = values("outputValues", '"x", "y"')
    outputs = [
        f'<output name="a">{texts}</output>',
        f'<output name="b">{values("outputValues", "2, 1")}</output>',
    ]
    rows = ('- | "y" | 2', '- | "x" | 1', '- | "x" | 2')
    assert decide(table(["n"], outputs, rows, policy="PRIORITY"), n=0) == {"a": "x", "b": 2}


def test_no_row_gives_null_with_a_warning_or_the_default() -> None:
    xml = table(["n"], ["o"], ["> 5 | 1"])
    assert decide(xml, n=1) is None
    assert codes(xml, n=1) == ["M366"]
    default = "<output><defaultOutputEntry><text>n * 2</text></defaultOutputEntry></output>"
    assert decide(table(["n"], [default], ["> 5 | 1"]), n=4) == 8


def test_an_input_outside_its_values_makes_the_table_null() -> None:
    allowed = values("inputValues", "1, 2")
    column = f"<input><inputExpression><text>n</text></inputExpression>{allowed}</input>"
    xml = table([column], ["o"], ["- | 1"])
    assert decide(xml, n=2) == 1
    assert decide(xml, n=3) is None
    assert codes(xml, n=3) == ["M364"]


def test_an_output_outside_its_values_makes_the_table_null() -> None:
    output = f'<output name="o">{values("outputValues", "1, 2")}</output>'
    assert codes(table(["n"], [output], ["- | n"]), n=3) == ["M365"]


@pytest.mark.parametrize(
    ("cell", "value", "matches"),
    [
        ("-", None, True),
        ("", 1, True),
        ("null", None, True),
        ("> 5", None, False),
        ("1, 3", 3, True),
        ("not(1, 3)", 3, False),
        ("not(1, 3)", 2, True),
        ('"a", "b"', "b", True),
        ('"a"', 1, False),
        ("(1..3]", 1, False),
        ("(1..3]", Decimal("3.0"), True),
        ("]1..3[", 3, False),
        ("-1", -1, True),
        ("!= 2", 3, True),
        ("? > 2 and ? < 4", 3, True),
        ("[1, 2, 3]", 3, True),
        ("limit", 7, True),
        ("< limit", 6, True),
        ("[limit..10]", 6, False),
        ("true", True, True),
        ("false", True, False),
        ("< 2, > 4, 3", 3, True),
        ("< 2, > 4, 3", Decimal("3.5"), False),
        ('date("2024-02-29")', None, False),
    ],
)
def test_cells(cell: str, value: object, matches: bool) -> None:
    tested = model(
        input_("n"),
        input_("limit"),
        decision(
            "d",
            table(["n"], ["o"], [f'{cell} | "row"', '- | "other"'], policy="FIRST"),
            inputs=["n", "limit"],
        ),
    )
    assert tested.evaluate("d", {"n": value, "limit": 7}) == ("row" if matches else "other")


def test_which_rows_and_cells_decided_is_told() -> None:
    tested = model(
        input_("a"),
        input_("b"),
        decision(
            "d",
            table(["a", "b"], ["o"], ["1 | > 5 | 1", "1 | - | 2", "2 | - | 3"], policy="FIRST"),
            inputs=["a", "b"],
        ),
    )
    (hit,) = tested.run("d", {"a": 1, "b": 3}).hits
    assert (hit.name, hit.rows, hit.inputs) == ("d", (2,), (1, 3))
    assert hit.cells(1) == (True, False)
    assert (hit.against(1), hit.against(2), hit.against(3)) == (1, None, 0)


def test_a_row_with_too_few_cells_is_reported_and_the_rest_of_the_model_runs() -> None:
    tested = model(decision("d", table(["1"], ["o"], ["1"])), decision("e", table(["1"], ["o"], ["1 | 2"])))
    assert [diagnostic.code for diagnostic in tested.diagnostics] == ["M324"]
    assert tested.evaluate("d") is None
    assert tested.evaluate("e") == 2
