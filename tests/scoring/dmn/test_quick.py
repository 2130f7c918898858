"""Generated code for tables of constants gives what the tables give."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.dmn.models import decision, input_, item, literal, model, table, values

from projgov.scoring.dmn.model import Model

NUMBERS = st.sampled_from([0, 1, 2, 3, 10, -1, Decimal("1.5"), Decimal("2.0"), Decimal("1E+1")])
CELLS = {
    "number": st.sampled_from(
        [
            "-",
            "",
            "1",
            "1, 2",
            "< 2",
            ">= 1.5",
            "[1..2]",
            "(1..3)",
            "not(1, 2)",
            "< 1, > 2",
            "-1",
            "[0..1), 3",
            "!= 2",
        ]
    ),
    "string": st.sampled_from(["-", '"a"', '"a", "b"', 'not("b")', '!= "a"']),
    "boolean": st.sampled_from(["-", "true", "false", "true, false", "not(true)"]),
}
POLICIES = ["UNIQUE", "FIRST", "ANY", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    rows = draw(
        st.lists(
            st.tuples(*CELLS.values(), st.sampled_from(["1", "2", '"x"', "null", "[1, 2]"])).map(" | ".join),
            max_size=6,
        )
    )
    output = (
        f'<output name="o">{values("outputValues", "2, 1, null, [1, 2]")}</output>'
        if draw(st.booleans())
        else "o"
    )
    return table(["n", "s", "b"], [output], rows, policy=draw(st.sampled_from(POLICIES)))


def built(xml: str, number: str = "number") -> Model:
    return model(
        item("tSmall", "number", allowed="[-1..3], 10"),
        input_("n", number),
        input_("s", "string"),
        input_("b", "boolean"),
        decision("d", xml, inputs=["n", "s", "b"]),
    )


@given(
    tables(),
    st.sampled_from(["number", "tSmall"]),
    st.lists(
        st.fixed_dictionaries(
            {
                "n": NUMBERS | st.none() | st.sampled_from(["a", Decimal("1." + "0" * 40 + "1"), 10**40]),
                "s": st.sampled_from(["a", "b", "c", None, 1]),
                "b": st.sampled_from([True, False, None]),
            }
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_generated_code_gives_what_the_table_gives(
    xml: str, number: str, cases: list[dict[str, object]]
) -> None:
    tested = built(xml, number)
    for case in cases:
        expected = tested.run("d", case).value
        assert [tested.evaluate("d", case), tested.evaluate("d", case)] == [expected, expected]


@given(
    tables(),
    st.lists(
        st.fixed_dictionaries({"n": NUMBERS, "s": st.sampled_from("abc"), "b": st.booleans()}), min_size=1
    ),
)
def test_generated_code_finds_the_rows_that_match(xml: str, cases: list[dict[str, object]]) -> None:
    tested = built(xml)
    match, _ = tested._quickly("d")
    assert match is not None
    for case in cases:
        (hit,) = tested.run("d", case).hits
        rows = (0, *hit.rows)[-1] if 'hitPolicy="FIRST"' in xml else sum(1 << (row - 1) for row in hit.rows)
        assert match(case) == rows


def is_quick(tested: Model) -> bool:
    """Whether code was generated for the decision `d`."""
    return tested._quickly("d")[0] is not None


@pytest.mark.parametrize(
    ("row", "quick"),
    [
        ("1 | - | - | 1", True),
        ('[1..2] | not("a") | true | -1', True),
        ("? > 1 | - | - | 1", False),
        ("n | - | - | 1", False),
        ('"a" | - | - | 1', False),
        ("1 | - | - | n", False),
    ],
)
def test_code_is_generated_for_tables_of_constants_only(row: str, quick: bool) -> None:
    assert is_quick(built(table(["n", "s", "b"], ["o"], [row]))) is quick


def test_columns_that_are_no_plain_inputs_are_left_to_the_table() -> None:
    tested = built(table(["n + 1"], ["o"], ["2 | 1"]))
    assert not is_quick(tested)
    assert tested.evaluate("d", {"n": 1, "s": "", "b": True}) == 1
    assert not is_quick(model(input_("n", "number"), decision("d", literal("n"), inputs=["n"])))


def test_what_is_given_out_may_be_changed_by_whoever_got_it() -> None:
    tested = built(table(["n"], ["a", "b"], ["1 | 1 | [1, 2]"]))
    case: dict[str, object] = {"n": 1, "s": "", "b": True}
    found = tested.evaluate("d", case)
    assert isinstance(found, dict)
    found["b"].append(3)
    found["c"] = 1
    assert tested.evaluate("d", case) == {"a": 1, "b": [1, 2]}


def test_texts_of_models_never_become_code() -> None:
    name = "__import__('os')"
    text = '"a\'); raise SystemExit #"'
    tested = model(
        input_(name, "string"),
        decision("d", table([name], ["o"], [f"{text} | 1", "- | 2"], policy="FIRST"), inputs=[name]),
    )
    assert is_quick(tested)
    assert tested.evaluate("d", {name: "a'); raise SystemExit #"}) == 1
    assert tested.evaluate("d", {name: "a"}) == 2
