"""What is wrong in an expression of a rule file: each fault with its place, in words, and with the mend."""

from __future__ import annotations

import pytest
from tests.rules.feel.trees import place_at

from projgov.diagnostics import Diagnostic, InvalidRuleFile, Place
from projgov.rules.feel.dialect import MAX_FAULTS, MAX_LENGTH
from projgov.rules.feel.parser import parse


def faults(text: str) -> list[Diagnostic]:
    with pytest.raises(InvalidRuleFile) as refused:
        parse(text, place_at=place_at)
    return list(refused.value.diagnostics)


def codes(text: str) -> list[tuple[str, int]]:
    return [(d.code, d.place.column) for d in faults(text)]


LOOKALIKES = {
    "a，b": (2, ","),
    "f(a；b)": (4, ","),
    "{a：1}": (3, ":"),
    "f（a)": (2, "("),
    "f(a）": (4, ")"),
    "[a、b]": (3, ","),
    "a。b": (2, "."),
    "a ≥ b": (3, ">="),
    "a ≤ b": (3, "<="),
    "a ≠ b": (3, "!="),
    "a ＝ b": (3, "="),
    "a ＞ b": (3, ">"),
    "a ＜ b": (3, "<"),
    "a ＋ b": (3, "+"),
    "a － b": (3, "-"),
    "a — b": (3, "-"),
    "a × b": (3, "*"),
    "a ÷ b": (3, "/"),
    "a ∧ b": (3, "and"),
    "【a]": (1, "["),
    "[a】": (3, "]"),
    "[1…3]": (3, ".."),
    "３５ + x": (1, "35"),
}


@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_character_that_only_looks_like_a_sign_is_named_with_the_sign_to_write(text: str) -> None:
    column, mend = LOOKALIKES[text]
    first = faults(text)[0]
    assert (first.code, first.place.column) == ("X002", column)
    found = text[column - 1 : first.place.end_column - 1]
    assert f"`{found}`" in first.message("en")
    assert f"`{found}`" in first.message("zh")
    assert first.help("en") == f"write `{mend}`"
    assert first.help("zh") == f"改写为 `{mend}`"


@pytest.mark.parametrize(
    ("text", "column", "mend"),
    [
        ("a == b", 3, "="),
        ("a && b", 3, "and"),
        ("a || b", 3, "or"),
        ("a <> b", 3, "!="),
        ("a =< b", 3, "<="),
        ("a => b", 3, ">="),
        ("a ^ b", 3, "**"),
        ("!a", 1, "not(…)"),
    ],
)
def test_an_operator_of_other_languages_is_named_with_that_of_feel(text: str, column: int, mend: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.place.column) == ("X003", column)
    assert fault.help("en") == f"write `{mend}`"


@pytest.mark.parametrize(
    "text", ["'done'", "“done”", "‘done’", "「done」", "『done』", "＂done＂", "`done`", '“done"']
)
def test_a_text_in_other_quotation_marks_is_one_fault(text: str) -> None:
    (fault,) = faults(f"kind = {text}")
    assert (fault.code, fault.place.column, fault.place.end_column) == ("X004", 8, 8 + len(text))
    assert fault.help("en") == 'write `"done"`'


def test_what_stands_inside_wrong_quotation_marks_is_not_read_as_an_expression() -> None:
    assert codes("kind = “逾期，未报”") == [("X004", 8)]


@pytest.mark.parametrize(
    ("text", "code", "column", "mend"),
    [
        ("progress > 50%", "X009", 12, "`50`"),
        ("progress > 50％", "X009", 12, "`50`"),
        ("days > 3天", "X010", 8, "`3`"),
        ("x > 1_000", "X010", 5, "`1000`"),
        ("x > 100万元", "X010", 5, "`1000000`"),
        ("x > 2017年3月1日", "X010", 5, '`@"2017-03-01"`'),
        ("第１季度 > 2", "X012", 1, "`第1季度`"),
        ("Ａ类 = 1", "X012", 1, "`A类`"),
        ("x > 1e99999", "X011", 5, "6144"),
        ('"a\\d"', "X006", 3, "`\\\\d`"),
        ('"\\uD83D"', "X006", 2, "`\\UXXXXXX`"),
        ('"\\u12"', "X006", 2, "`\\u4E2D`"),
        ('"\\U110000"', "X006", 2, "`\\uXXXX`"),
        ('a = "done', "X005", 5, '`"`'),
        ("a /* b", "X007", 3, "`*/`"),
        ("a\u202eb", "X008", 2, "leave it out"),
        ('"a\u202eb"', "X008", 3, "`\\u…`"),
        ("a\u200b+ b", "X008", 2, "leave it out"),
        ("a\x00", "X008", 2, "leave it out"),
        ("a # b", "X001", 3, "leave it out"),
        ("a > %", "X001", 5, "leave it out"),
        ("a ＃ b", "X002", 3, "`#`"),
        ("a“ = 1", "X002", 2, '`"`'),
        ("_ > 1", "X012", 1, "letters"),
        (r'"\uD83Dx"', "X006", 2, "`\\UXXXXXX`"),
        (r'"\uD83D\u4E2D"', "X006", 2, "`\\UXXXXXX`"),
        (r'"\uD83D\n"', "X006", 2, "`\\UXXXXXX`"),
        (r'"\uD83Dx\n"', "X006", 2, "`\\UXXXXXX`"),
        (r'"\uDC0E"', "X006", 2, "`\\uXXXX`"),
        ("a。", "X001", 2, "leave it out"),
    ],
)
def test_faults_in_characters(text: str, code: str, column: int, mend: str) -> None:
    fault = faults(text)[0]
    assert (fault.code, fault.place.column) == (code, column)
    assert mend in fault.help("en")


@pytest.mark.parametrize(
    ("text", "code", "column", "mend"),
    [
        ("not done", "X030", 1, "`not(done)`"),
        ("a and not b = 1", "X030", 7, "`not(b = 1)`"),
        ("5 <= x <= 10", "X040", 1, "`x in [5..10]`"),
        ("0 < x.y <= 10", "X040", 1, "`x.y in (0..10]`"),
        ("10 > x >= 5", "X040", 1, "`x in [5..10)`"),
        ("a = b = c", "X040", 1, "`a = b and b = c`"),
        ("1 < x = y", "X040", 1, "`1 < x and x = y`"),
        ("x in y = z", "X040", 1, "`(x in y) = …`"),
        ('status is "done"', "X041", 8, '`status = "done"`'),
        ("x is y", "X041", 3, "`x = y`"),
        ("x is not y", "X041", 3, "`x != y`"),
        ("x not in [1..3]", "X042", 3, "`not(x in [1..3])`"),
        ("x not between 1 and 3", "X042", 3, "`not(x between 1 and 3)`"),
        ("a > 3 and < 5", "X044", 11, "`and a < 5`"),
        ("status done = 1 2", "X043", 17, "`and`"),
        ('status "done"', "X043", 8, "double quotes"),
        ("if a then b", "X031", 1, "`if … then … else …`"),
        ("some i in 1..3 satisfies i > x", "X033", 12, "`[1..3]`"),
        ("(1, 2)", "X034", 3, "`[a, b]`"),
        ("(!= 3)", "X035", 1, "`x != …`"),
        ("> 3", "X035", 1, "`x > …`"),
        ("f(1, b: 2)", "X045", 9, "give all of them names"),
        ("x in ()", "X046", 6, "`in (1, 2)`"),
        ("{a: 1, a: 2}", "X032", 8, "keep one"),
        ("function(a, a) 1", "X032", 13, "keep one"),
        ("x.in", "X024", 3, "underscores"),
        ("for in in x return 1", "X024", 5, "underscores"),
        ("for a or b in x return 1", "X024", 7, "underscores"),
        ("for a return b", "X020", 7, "`in`"),
        ("1 x", "X043", 3, "`+`"),
        ("1 not x", "X043", 3, "`+`"),
        ("x.5", "X043", 2, "`+`"),
        ("x. + 1", "X020", 4, "a name"),
        ("[1..2 3", "X043", 7, "`,`"),
        ("[1..2}", "X022", 1, "`]` before `}`"),
        ("a or < 5", "X044", 6, "`or x < 5`"),
        ("a or < ", "X021", 8, "a value"),
        ("f(g(x)", "X022", 2, "`)`"),
        ("count(x", "X022", 6, "`)` before the end"),
        ("[count(x]", "X022", 7, "put `)` before `]`"),
        ("a +", "X021", 4, "a value"),
        ("x instance of", "X021", 14, "a type"),
        ("x instance of function", "X025", 15, "function<number> -> string"),
        ("for i in x", "X021", 11, "`return`"),
        ("x between 1", "X021", 12, "`and` and the upper end"),
        ("a )", "X020", 3, "an operator or the end"),
        ("@2017", "X020", 2, "double quotes"),
        ("", "X051", 1, "`progress > 50`"),
        ("  // nothing", "X051", 13, "`progress > 50`"),
    ],
)
def test_faults_in_syntax(text: str, code: str, column: int, mend: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.place.column) == (code, column)
    assert mend in fault.help("en")
    assert fault.help("zh") != fault.help("en")


def test_all_faults_in_characters_are_told_at_once_and_the_first_in_the_syntax_with_them() -> None:
    assert codes("a ≥ 50% && b ＝ “x” and f(（1)") == [
        ("X002", 3),
        ("X009", 5),
        ("X003", 9),
        ("X002", 14),
        ("X004", 16),
        ("X022", 25),
        ("X002", 26),
    ]


def test_faults_that_leave_the_meaning_clear_are_told_together() -> None:
    assert codes("not a and b is c or 1 < x < 2") == [("X030", 1), ("X041", 13), ("X040", 21)]


def test_what_cannot_be_mended_is_not_followed_by_faults_that_it_causes() -> None:
    assert codes("a # b c = ") == [("X001", 3)]


def test_places_are_asked_for_with_the_length_on_the_first_line() -> None:
    asked: list[tuple[int, int]] = []

    def note(offset: int, length: int) -> Place:
        asked.append((offset, length))
        return Place()

    with pytest.raises(InvalidRuleFile):
        parse("a = b\n= c", place_at=note)
    assert asked == [(0, 5)]


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    assert codes("x" * (MAX_LENGTH + 1)) == [("X050", 1)]


def test_the_number_of_faults_told_is_bounded() -> None:
    assert len(faults("，" * 10_000)) == MAX_FAULTS
    assert len(faults("[" + "not a, " * 5_000 + "b]")) == MAX_FAULTS
