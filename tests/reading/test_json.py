"""JSON text to plain values: exact, bounded, and refused in plain words."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, InvalidData, Place
from projgov.reading.canonical import canonical, dumps
from projgov.reading.json import MAX_DEPTH, parse, path_text


def refused(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidData) as caught:
        parse(text, "p.json")
    for fault in caught.value.diagnostics:
        assert fault.message("zh")
        assert fault.help("zh")
    return caught.value.diagnostics


def test_numbers_are_exact() -> None:
    value = parse('{"a": 1.50, "b": 12345678901234567890, "c": 1e3, "d": 0.1}', "p.json")
    assert value == {"a": Decimal("1.50"), "b": 12345678901234567890, "c": Decimal(1000), "d": Decimal("0.1")}
    assert isinstance(value, dict)
    assert str(value["a"]) == "1.50"
    assert [type(number) for number in value.values()] == [Decimal, int, Decimal, Decimal]


def test_a_long_decimal_is_not_cut() -> None:
    text = "0." + "1234567890" * 10
    assert str(parse(text, "p.json")) == text


def test_texts_truth_values_and_null_are_read() -> None:
    assert parse('["项目", true, false, null, "\\ud83d\\ude00"]', "p.json") == [
        "项目",
        True,
        False,
        None,
        "😀",
    ]


def test_keys_are_normalised() -> None:
    assert parse('{"cafe\u0301": "e\u0301"}', "p.json") == {"caf\u00e9": "e\u0301"}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('{"a": 1, "a": 2}', [("F050", "a")]),
        (
            '{"p": [{"x": 1, "x": 2, "x": 3}, {"y y": 1, "y y": 1}]}',
            [("F050", "p[0].x"), ("F050", "p[1].y y")],
        ),
        ('{"\u00e9": 1, "e\u0301": 2}', [("F050", "\u00e9")]),
        ("NaN", [("F016", "")]),
        ('{"a": [-Infinity, 1e1000]}', [("F016", "a[0]"), ("F015", "a[1]")]),
        ("[1" + "0" * 5000 + "]", [("F015", "[0]")]),
        ('{"a": "\\u0000"}', [("F053", "a")]),
        ('["\\ud800", "\\u202e", "\\b"]', [("F053", "[0]"), ("F053", "[1]"), ("F053", "[2]")]),
        ('{"p": {"\\u200f": 1}}', [("F053", "p")]),
        ('{"a": 1, "a": NaN, "b": "\\u0007"}', [("F016", "a"), ("F050", "a"), ("F053", "b")]),
    ],
)
def test_all_that_cannot_be_meant_is_reported_with_its_path(text: str, faults: list[tuple[str, str]]) -> None:
    assert [(fault.code, fault.place.path) for fault in refused(text)] == faults


def test_the_count_of_a_doubled_key_is_told() -> None:
    (fault,) = refused('{"x": 1, "x": 2, "x": 3}')
    assert "3 times" in fault.message("en")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "named"),
    [
        ("", "F019", 1, 1, "nothing"),
        (" \n", "F019", 1, 1, "nothing"),
        ("[", "F061", 1, 2, "complete"),
        ('{"a":\n [1,', "F061", 2, 5, "complete"),
        ("[1, 2,]", "F062", 1, 6, "]"),
        ('{"a": 1\n,\n}', "F062", 2, 1, "}"),
        ("{'a': 1}", "F063", 1, 2, '"a"'),
        ("{a: 1}", "F063", 1, 2, '"a"'),
        ("[hello]", "F063", 1, 2, '"hello"'),
        ("[1, // c\n2]", "F064", 1, 5, "comment"),
        ("# c\n1", "F064", 1, 1, "comment"),
        ("[1 2]", "F065", 1, 4, "2"),
        ('{"a": 1\n "b": 2}', "F065", 2, 2, '"b"'),
        ('{"a" 1}', "F066", 1, 6, "colon"),
        ("[1] [2]", "F067", 1, 5, "[2]"),
        ("[1]]", "F067", 1, 4, "]"),
        ('["abc', "F068", 1, 2, '"'),
        ('["ab\nc"]', "F068", 1, 2, "\\n"),
        ('["a\\qb"]', "F069", 1, 4, "\\q"),
        ('["\\u12"]', "F069", 1, 3, "\\u"),
        ("[True]", "F070", 1, 2, "true"),
        ('{"a": None}', "F070", 1, 7, "null"),
        ("[01]", "F071", 1, 2, "01"),
        ("[1.]", "F071", 1, 2, "1."),
        ("[.5]", "F071", 1, 2, ".5"),
        ("[+1]", "F071", 1, 2, "+1"),
        ("[0x1F]", "F071", 1, 2, "0x1F"),
        ("[1_000]", "F071", 1, 2, "1_000"),
        ("[-]", "F071", 1, 2, "-"),
        ("[1\uff0c2]", "F072", 1, 3, ","),
        ('{"a"\uff1a1}', "F072", 1, 5, ":"),
        ("{\u201ca\u201d: 1}", "F072", 1, 2, '"'),
        ("[%]", "F063", 1, 2, "%"),
        ('{"a": }', "F060", 1, 7, "}"),
        ('["a\x00"]', "F006", 1, 4, "U+0000"),
        ("\ufeff1", "F006", 1, 1, "byte order mark"),
    ],
)
def test_a_fault_of_syntax_is_told_in_plain_words(
    text: str, code: str, line: int, column: int, named: str
) -> None:
    (fault,) = refused(text)
    assert (fault.code, fault.place) == (code, Place("p.json", line, column))
    assert named in fault.message("en") + fault.help("en")


@pytest.mark.parametrize(
    "text", ["[" * 1_000_000, '{"a":' * 100_000, "[" * 61 + "]" * 61, "[" * 500 + "]" * 500]
)
def test_depth_is_bounded_without_harm(text: str) -> None:
    assert [fault.code for fault in refused(text)] == ["F051"]


def test_the_depth_that_is_allowed_is_read() -> None:
    parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "p.json")
    parse('{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH, "p.json")


def test_the_length_of_the_text_is_bounded() -> None:
    with pytest.raises(InvalidData) as caught:
        parse("[1, 2]", "p.json", most=5)
    assert caught.value.diagnostics[0].code == "F052"
    assert parse("[1,2]", "p.json", most=5) == [1, 2]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("projects", 3, "milestones", 0, "due"), "projects[3].milestones[0].due"),
        ((0, "项目"), "[0].项目"),
        (("a", "b.c"), 'a["b.c"]'),
    ],
)
def test_a_path_is_shown_as_people_write_it(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


visible = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]))
numbers = st.integers() | st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
)
values = st.recursive(
    st.none() | st.booleans() | numbers | visible,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(visible, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_values_come_back_from_their_canonical_text(value: object) -> None:
    """Canonical JSON holds every number as a number, so reading gives the same values, and writing again the same bytes."""
    data = canonical(value)
    read = parse(data.decode(), "p.json")
    assert canonical(read) == data


@given(
    st.lists(
        st.sampled_from([*'{}[],:" \\\n-+.0123eE', "a", "true", "null", "NaN", '"a"', "\\u", "中", "\x00"])
    ).map("".join)
)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    """What is accepted is what the standard library accepts, with the same structure."""
    outcome: object
    try:
        outcome = parse(text, "p.json")
    except InvalidData as refusal:
        outcome = refusal
    if isinstance(outcome, InvalidData):
        assert outcome.diagnostics
        assert outcome.render("zh")
        assert outcome.render("en")
    else:
        assert dumps(outcome) == dumps(json.loads(text, parse_float=Decimal))
