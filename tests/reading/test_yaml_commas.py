"""Values within braces that their own commas cut to pieces are told as one fault."""

from __future__ import annotations

import pytest
from tests.reading.test_yaml_syntax import refused

from projgov.reading.tree import plain
from projgov.reading.yaml import compose


@pytest.mark.parametrize(
    ("text", "column", "whole"),
    [
        ("{a: f(x, 5), b: 1}", 5, "f(x, 5)"),
        ("{a: f(x, 1, y, 5)}", 5, "f(x, 1, y, 5)"),
        ("k: [{a: f(g(x), 5)}]", 9, "f(g(x), 5)"),
    ],
)
def test_a_call_cut_at_its_commas_is_one_fault_with_the_quotes_as_its_mend(
    text: str, column: int, whole: str
) -> None:
    (fault,) = refused(text)
    assert (fault.code, fault.place.column) == ("F049", column)
    assert f"`'{whole}'`" in fault.help("en")
    compose(text.replace(whole, f"'{whole}'"), "r.yaml")


def test_two_calls_with_the_same_last_argument_are_no_doubled_key() -> None:
    assert [fault.code for fault in refused("{a: f(x, 5), b: g(y, 5)}")] == ["F049", "F049"]


@pytest.mark.parametrize("text", ["{a: f(x), b: 5}", "{a: f(, b: 5}", "{a: 'f(x', 5)}", "{a: f x, 5}"])
def test_what_has_no_open_bracket_or_goes_on_with_a_value_is_left_as_it_is(text: str) -> None:
    assert isinstance(plain(compose(text, "r.yaml")), dict)
