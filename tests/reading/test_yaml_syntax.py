"""Texts that are no YAML: the message names what was found and the mend, and reading goes on where it can."""

from __future__ import annotations

import pytest
import yaml

from projgov.diagnostics import Diagnostic, InvalidRuleFile
from projgov.reading import yaml_composer
from projgov.reading.tree import plain
from projgov.reading.yaml import compose


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each behaviour holds with libyaml and with the parser in Python, whose messages differ."""
    if request.param == "python":
        monkeypatch.setattr(yaml_composer, "_LOADER", yaml.SafeLoader)


def refused(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidRuleFile) as caught:
        compose(text, "r.yaml")
    return caught.value.diagnostics


EXPRESSIONS = [
    "> 50",
    ">= 3",
    '@"2017-09-30"',
    '"a" in b',
    "'a' = b",
    "[30..60)",
    "]1..3[",
    "{a: 1}.a",
    "[1, 2][1]",
    "[a, b] contains c",
    "- 3",
    "if a then {x: 1} else y",
    "%",
    "`a`",
    '"a"."b"',
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("before", ["when: ", "  - when: ", "a b: "])
def test_an_expression_that_needs_quotes_gets_its_mend(expression: str, before: str) -> None:
    """The fault stands where the expression begins, and the mend that it names can be read and means the expression."""
    (fault,) = refused(f"{before}{expression}  # why\n")
    assert fault.code == "F020"
    column = len(before) + 1
    place = fault.place
    assert (place.line, place.column, place.end_column) == (1, column, column + len(expression))
    assert f"`{expression}`" in fault.message("en")
    mend = "'" + expression.replace("'", "''") + "'"
    assert f"`{mend}`" in fault.help("en")
    assert f"`{mend}`" in fault.help("zh")
    assert plain(compose(f"a: {mend}", "r.yaml")) == {"a": expression}


@pytest.mark.parametrize(
    ("text", "column", "expression"),
    [
        ("reason: {zh: 缺少 {missing}, en: x}", 14, "缺少 {missing}"),
        ("reason: {zh: 缺少{missing}}", 14, "缺少{missing}"),
        ("{a: > 3}", 5, "> 3"),
        ('{a: 1, b: @"2017-09-30"}', 11, '@"2017-09-30"'),
        ('{a: "x" in y, c: 2}', 5, '"x" in y'),
        ("a: [x, > 3]", 8, "> 3"),
        ("{a: 1, b: e[k = 3] > 0}", 11, "e[k = 3] > 0"),
        ("{a: 1, r.p[1].v: 45}", 8, "r.p[1].v"),
    ],
)
def test_an_expression_within_brackets_gets_its_mend(text: str, column: int, expression: str) -> None:
    (fault,) = refused(text)
    assert (fault.code, fault.place.column) == ("F020", column)
    assert f"`'{expression}'`" in fault.help("en")
    compose(text.replace(expression, f"'{expression}'"), "r.yaml")


@pytest.mark.parametrize(
    ("text", "column"), [("{a: !b}", 5), ("- {a: !b, c: 1}", 7), ("- {c: 1, a: !b}", 13)]
)
def test_within_brackets_what_begins_with_an_exclamation_mark_ends_with_its_entry(
    text: str, column: int
) -> None:
    (fault,) = refused(text)
    assert (fault.code in ("F020", "F036"), fault.place.column) == (True, column)
    assert "`'!b'`" in fault.help("en")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "named"),
    [
        ("a: 'it's'", "F021", 1, 8, "s'"),
        ('a: "x\n', "F022", 1, 4, '"'),
        ("a: 'x\nb: 1\n", "F022", 1, 4, "'"),
        ('a: "x\nb: "y"\n', "F022", 1, 4, '"'),
        ("a: [x, y\n", "F023", 1, 4, "]"),
        ("a: {b: 1\nc: 2\n", "F023", 1, 4, "}"),
        ("a: {b: 1 c: 2}", "F024", 1, 11, "1 c: 2"),
        ("a: 1\nb\nc: 2\n", "F025", 2, 1, "b: value"),
        ("a:b\nc: 1\n", "F042", 1, 1, "a: b"),
        ("a:\n  b:1\n  c: 1\n", "F042", 2, 3, "b: 1"),
        ("a: 1\n b: 2\n", "F026", 2, 2, "b: 2"),
        ("a:\n  b: 1\n c: 2\n", "F026", 3, 2, "c: 2"),
        ("- a\nb: 1\n", "F026", 2, 1, "b: 1"),
        ("a:\n\tb: 1\n", "F027", 2, 1, "spaces"),
        ("\ta: 1\n", "F027", 1, 1, "spaces"),
        ('a: "\\q"', "F028", 1, 5, "\\q"),
        ('a: "\\xZZ"', "F028", 1, 5, "\\x"),
    ],
)
def test_each_other_fault_of_syntax_is_named(
    text: str, code: str, line: int, column: int, named: str
) -> None:
    fault = refused(text)[0]
    assert (fault.code, fault.place.line, fault.place.column) == (code, line, column)
    assert named in fault.message("en") + fault.help("en")
    assert fault.message("zh")
    assert fault.help("zh")


def test_reading_goes_on_after_faults_within_one_line() -> None:
    text = """\
a:
  b: "\\q"
  c: {x: 1 y: 2}
  d
  e: [1..3)
   f: 2
  h: > 3
\ti: 3
j: 1
j: 2
k: *l
"""
    assert [(fault.code, fault.place.line) for fault in refused(text)] == [
        ("F028", 2),
        ("F024", 3),
        ("F025", 4),
        ("F020", 5),
        ("F026", 6),
        ("F020", 7),
        ("F027", 8),
        ("F031", 10),
        ("F034", 11),
    ]


def test_columns_after_a_fault_stay_right() -> None:
    faults = refused('{a: > 3, b: @"x", c: 1, c: 2}')
    assert [(fault.code, fault.place.column) for fault in faults] == [("F020", 5), ("F020", 13), ("F031", 25)]


def test_the_number_of_attempts_is_bounded() -> None:
    faults = refused("".join(f"k{n}: > {n}\n" for n in range(500)))
    assert 10 <= len(faults) <= 50


def test_a_text_in_which_nothing_is_recognised_is_refused_all_the_same() -> None:
    assert refused("]")[0].place.line == 1
    assert refused("...\nx\n...\n- y: ]\n")


@pytest.mark.parametrize(
    ("slip", "code", "mend"),
    [
        ("周期：月", "F043", "周期: 月"),
        ("周期： 月", "F043", "周期: 月"),
        ("周期：", "F043", "周期:"),
        ("周期:月", "F042", "周期: 月"),
        ("周期:\u3000月", "F044", "周期: 月"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [("a:\n    b: 1\n    ", "\n    c: 2\n"), ("a:\n    ", "\n    c: 2\n"), ("a:\n  - ", "\n    c: 2\n")],
    ids=["below", "first", "entry"],
)
def test_a_wrong_colon_is_mended_with_the_words_of_the_line(
    slip: str, code: str, mend: str, before: str, after: str
) -> None:
    """One fault over the words at fault, wherever the line stands; the mend in both languages can be read."""
    (fault,) = refused(before + slip + after)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    place = fault.place
    assert (fault.code, place.line, place.column, place.end_column) == (
        code,
        line,
        column,
        column + len(slip),
    )
    assert f"`{mend}`" in fault.help("en")
    assert f"`{mend}`" in fault.help("zh")
    compose(before + mend + after, "r.yaml")


@pytest.mark.parametrize("before", ["f:\n", "f:\n  - id: a\n    on: b\n"])
@pytest.mark.parametrize("item", ["编号: 十佳", "id: top_ten"])
def test_a_dash_without_its_space_is_one_fault_on_its_line(before: str, item: str) -> None:
    """The lines of the same entry are not blamed, and what follows the entry is read."""
    faults = refused(f"{before}  -{item}\n    on: b\n    c: d\n    e: f\ng: > 3\n")
    line = before.count("\n") + 1
    assert [(f.code, f.place.line, f.place.column) for f in faults] == [
        ("F046", line, 3),
        ("F020", line + 4, 4),
    ]
    assert f"`- {item}`" in faults[0].help("zh")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a:\n\u3000\u3000b: 1\n\u3000\u3000c: 2\n", [2, 3]),
        ("a:\n  b: 1\n\u3000\u3000c: 2\n  d: 3\n", [3]),
        ("f:\n  - id: a\n\u3000\u3000\u3000\u3000on: x\n    c: d\n", [3]),
        ("f:\n  - id: a\n    on: b\n  \u3000c: x\n    e: d\n", [4]),
    ],
)
def test_full_width_indentation_is_one_fault_on_each_such_line(text: str, lines: list[int]) -> None:
    assert [(fault.code, fault.place.line) for fault in refused(text)] == [("F045", line) for line in lines]


def test_full_width_spaces_within_a_text_are_no_indentation() -> None:
    assert plain(compose("a: |\n  \u3000\u3000甲: 乙\nb: 1\n", "r.yaml")) == {
        "a": "\u3000\u3000甲: 乙\n",
        "b": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        'f:\n  - id: "a\n    on: b\n    r: {zh: "x", en: "y"}\n    w: > 3\n',
        "f:\n  - id: 'a\n    on: b\n    r: 'x = 1'\n    w: *y\n",
        'f:\n  - id: "a\n    on: > 3\n    c: *y\n',
    ],
)
def test_nothing_is_said_below_quotes_that_never_end(text: str) -> None:
    (fault,) = refused(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("F022", 2, 9)


def test_full_width_spaces_within_a_text_are_not_blamed_for_a_fault_below() -> None:
    (fault,) = refused("a: |\n  \u3000\u3000甲: 乙\nb\nc: 1\n")
    assert (fault.code, fault.place.line) == ("F025", 3)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("a: 1\n周期：月  # 注\nb: 2\n", "周期: 月"),
        ("a:\n  -编号: 十佳  # 注\n    c: 2\n", "- 编号: 十佳"),
    ],
)
def test_a_comment_is_no_part_of_the_mend(text: str, mend: str) -> None:
    (fault,) = refused(text)
    assert f"`{mend}`" in fault.help("en")
