"""Context functions of DMN: the standard's examples, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import fault, result, value

KEYS = st.sampled_from(["a", "b", "", "a b", "甲"])
CONTEXTS = st.dictionaries(KEYS, st.none() | st.integers(0, 3), max_size=5)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("get value", ({"key1": "value1"}, "key1"), "value1"),
        ("get value", ({"key1": "value1"}, "unexistent-key"), None),
        (
            "get entries",
            ({"key1": 1, "key2": 2},),
            [{"key": "key1", "value": 1}, {"key": "key2", "value": 2}],
        ),
        ("context", ([{"key": "a", "value": 1}, {"key": "b", "value": 2}],), {"a": 1, "b": 2}),
        ("context", ([],), {}),
        ("context put", ({"x": 1}, "y", 2), {"x": 1, "y": 2}),
        ("context put", ({"x": 1}, "x", 2), {"x": 2}),
        ("context put", ({"x": 1, "y": {"a": 0}}, ["y", "a"], 2), {"x": 1, "y": {"a": 2}}),
        ("context put", ({"x": 1, "y": {"a": 0}}, ["y", "b"], 2), {"x": 1, "y": {"a": 0, "b": 2}}),
        ("context merge", ([{"x": 1}, {"y": 2}],), {"x": 1, "y": 2}),
        ("context merge", ([{"x": 1, "y": 0}, {"y": 2}],), {"x": 1, "y": 2}),
        ("context merge", ([],), {}),
    ],
)
def test_examples_of_the_standard(name: str, arguments: tuple[object, ...], expected: object) -> None:
    assert result(name, *arguments) == value(expected)


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("context put", ({"x": 1}, [], 2), "M101"),
        ("context put", ({"x": 1}, ["x", None], 2), "M102"),
        ("context put", ({"x": 1}, ["x", "y"], 2), "M111"),
        ("context put", ({}, ["x", "y"], 2), "M111"),
        ("context merge", ([{"x": 1}, 2],), "M102"),
        ("context", ([{"key": "a"}],), "M108"),
        ("context", ([{"value": 1}],), "M108"),
        ("context", ([{"key": None, "value": 1}],), "M109"),
        ("context", ([{"key": "a", "value": 1}, {"key": "a", "value": 2}],), "M110"),
        ("context", ([1],), "M102"),
    ],
)
def test_faults(name: str, arguments: tuple[object, ...], code: str) -> None:
    assert fault(name, *arguments) == code


def test_a_context_that_something_is_put_into_stays_as_it_was() -> None:
    inner: dict[str, object] = {"a": 0}
    outer = {"y": inner}
    given_value = value(outer)
    result("context put", given_value, ["y", "a"], 2)
    assert given_value == value({"y": {"a": 0}})


@given(CONTEXTS)
def test_a_context_of_its_entries_is_itself(context: dict[str, object]) -> None:
    again = result("context", result("get entries", context))
    assert again == value(context)
    assert list(again) == list(context)  # type: ignore[arg-type]  # a context


@given(CONTEXTS, KEYS, st.integers(0, 3))
def test_what_was_put_can_be_had(context: dict[str, object], key: str, put: int) -> None:
    more = result("context put", context, key, put)
    assert result("get value", more, key) == put
    assert more == result("context put", context, [key], put)
    assert more == result("context merge", [context, {key: put}])
