"""Boxed expressions (DMN 1.5, clause 10.2)."""

from __future__ import annotations

import pytest
from tests.scoring.dmn.models import component, decision, entry, formal, item, literal, model


def value(expression: str, type_: str = "", *items: str) -> object:
    """What a decision with this expression gives."""
    return model(*items, decision("d", expression, type_=type_)).evaluate("d")


def codes(expression: str, type_: str = "", *items: str) -> list[str]:
    found = model(*items, decision("d", expression, type_=type_)).run("d")
    return [diagnostic.code for diagnostic in found.diagnostics]


def test_a_context_gives_its_entries_and_each_sees_those_before() -> None:
    box = f"<context>{entry('a b', literal('1'))}{entry('c', literal('a b + 1'))}</context>"
    assert value(box) == {"a b": 1, "c": 2}


def test_the_entry_without_a_name_is_the_result() -> None:
    assert value(f"<context>{entry('a', literal('1'))}{entry('', literal('a + 1'))}</context>") == 2


def test_an_entry_is_converted_to_its_type_or_null() -> None:
    box = f"<context>{entry('a', literal('[1]'), 'number')}{entry('b', literal('1'), 'string')}</context>"
    assert value(box) == {"a": 1, "b": None}
    assert codes(box) == ["M014"]


def test_a_function_in_a_context_may_call_itself() -> None:
    body = literal("if n = 0 then 1 else n * factorial(n - 1)")
    function = f"<functionDefinition>{formal('n:number', 'formalParameter')}{body}</functionDefinition>"
    assert (
        value(f"<context>{entry('factorial', function)}{entry('', literal('factorial(5)'))}</context>") == 120
    )


def test_a_function_keeps_what_it_saw_where_it_was_made() -> None:
    function = f"<functionDefinition>{formal('x', 'formalParameter')}{literal('x + a')}</functionDefinition>"
    box = (
        f"<context>{entry('a', literal('1'))}{entry('f', function)}{entry('', literal('f(x: 2)'))}</context>"
    )
    assert value(box) == 3


def test_an_invocation_binds_by_name() -> None:
    binding = f'<binding><parameter name="string"/>{literal(chr(34) + "abc" + chr(34))}</binding>'
    assert value(f"<invocation>{literal('upper case')}{binding}</invocation>") == "ABC"


def test_an_invocation_with_an_unknown_parameter_is_null() -> None:
    binding = f'<binding><parameter name="text"/>{literal("1")}</binding>'
    assert value(f"<invocation>{literal('upper case')}{binding}</invocation>") is None


def test_a_list_and_a_relation() -> None:
    assert value(f"<list>{literal('1')}{literal('null')}</list>") == [1, None]
    row = f"<row>{literal('1')}{literal('2')}</row>"
    relation = f"<relation>{formal('a', 'column')}{formal('b c', 'column')}{row}</relation>"
    assert value(relation) == [{"a": 1, "b c": 2}]


def test_a_row_of_a_relation_with_another_number_of_cells_is_reported() -> None:
    relation = f"<relation>{formal('a', 'column')}{formal('b', 'column')}<row>{literal('1')}</row></relation>"
    assert [d.code for d in model(decision("d", relation)).diagnostics] == ["M321"]
    assert codes(relation) == ["M350"]


@pytest.mark.parametrize(("condition", "result"), [("1 = 1", 1), ("1 = 2", 2), ("null", 2)])
def test_a_conditional(condition: str, result: int) -> None:
    parts = f"<if>{literal(condition)}</if><then>{literal('1')}</then><else>{literal('2')}</else>"
    assert value(f"<conditional>{parts}</conditional>") == result


def test_a_filter_knows_the_item_and_its_members() -> None:
    parts = f"<in>{literal('[{a: 1}, {a: 2}]')}</in><match>{literal('a > 1 and item.a < 3')}</match>"
    assert value(f"<filter>{parts}</filter>") == [{"a": 2}]


def test_iterations() -> None:
    numbers = f"<in>{literal('[1, 2, 3]')}</in>"
    squares = f"<return>{literal('n * n + count(partial)')}</return>"
    assert value(f'<for iteratorVariable="n">{numbers}{squares}</for>') == [1, 5, 11]
    large = f"<satisfies>{literal('n > 2')}</satisfies>"
    assert value(f'<some iteratorVariable="n">{numbers}{large}</some>') is True
    assert value(f'<every iteratorVariable="n">{numbers}{large}</every>') is False


def test_boxes_nest() -> None:
    inner = f"<list>{literal('n')}{literal('n + 1')}</list>"
    box = f'<for iteratorVariable="n"><in><list>{literal("1")}</list></in><return>{inner}</return></for>'
    assert value(box) == [[1, 2]]


def test_a_decision_without_an_expression_is_null_and_tells() -> None:
    assert value("") is None
    assert codes("") == ["M352"]


def test_an_expression_that_cannot_be_read_is_null_and_the_model_tells_where() -> None:
    faulty = model(decision("d", literal("1 +")), decision("e", literal("1")))
    (diagnostic,) = faulty.diagnostics
    assert (diagnostic.code, diagnostic.place.file, diagnostic.place.line) == ("X021", "m.dmn", 1)
    assert faulty.evaluate("d") is None
    assert faulty.evaluate("e") == 1


def test_external_functions_are_refused_and_the_rest_runs() -> None:
    java = '<functionDefinition kind="Java"><formalParameter name="x"/><context/></functionDefinition>'
    box = f"<context>{entry('f', java)}{entry('a', literal('1'))}</context>"
    faulty = model(decision("d", box))
    assert [diagnostic.code for diagnostic in faulty.diagnostics] == ["M355"]
    assert "f" in faulty.diagnostics[0].message("en")
    found = faulty.evaluate("d")
    assert isinstance(found, dict)
    assert found["a"] == 1


def test_another_expression_language_is_refused() -> None:
    box = '<literalExpression expressionLanguage="http://www.python.org"><text>1</text></literalExpression>'
    assert [diagnostic.code for diagnostic in model(decision("d", box)).diagnostics] == ["M351"]


@pytest.mark.parametrize(
    ("text", "type_", "result"),
    [
        ("1", "string", None),
        ("[1]", "number", 1),
        ("[[1]]", "number", None),
        ("1", "tNumbers", [1]),
        ('"a"', "tNumbers", None),
        ('"x"', "tLetter", None),
        ('"a"', "tLetter", "a"),
        ("null", "tLetter", None),
        ('{n: 1, m: "z"}', "tPair", {"n": 1, "m": "z"}),
        ("{n: 1}", "tPair", None),
        ("[1, 2]", "tTwo", [1, 2]),
        ("[1]", "tTwo", None),
        ("[6]", "tSmall", None),
        ("[5]", "tSmall", [5]),
        ("1", "Any", 1),
    ],
)
def test_the_result_of_a_decision_is_converted_to_its_type_or_null(
    text: str, type_: str, result: object
) -> None:
    items = (
        item("tNumbers", "number", collection=True),
        item("tLetter", "string", allowed='"a", "b"'),
        item("tPair", inner=component("n", "number") + component("m", "string")),
        item("tTwo", "number", collection=True, constraint="count(?) = 2"),
        item("tSmall", "number", collection=True, allowed="< 6"),
    )
    assert value(literal(text), type_, *items) == result


def test_a_date_becomes_a_date_and_time_at_midnight_utc_where_one_is_wanted() -> None:
    assert str(value(literal('date("2000-12-01")'), "date and time")) == "2000-12-01T00:00:00Z"
