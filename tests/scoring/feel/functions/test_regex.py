"""`matches`, `replace` and `split`: the examples of XPath's Functions and Operators, faults, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.feel.functions.calls import called, fault, result

from projgov.scoring.feel.run import BudgetSpent

POEM = "Kaum hat dies der Hahn gesehen,\nfängt er auch schon an zu krähen:\nKikeriki! Kikikerikih!!\nTak, tak, tak! - da kommen sie."


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("abracadabra", "bra"), True),
        (("abracadabra", "^a.*a$"), True),
        (("abracadabra", "^bra"), False),
        ((POEM, "Kaum.*krähen"), False),
        ((POEM, "Kaum.*krähen", "s"), True),
        ((POEM, "^Kaum.*gesehen,$", "m"), True),
        ((POEM, "^Kaum.*gesehen,$"), False),
        ((POEM, "kiki", "i"), True),
        (("helloworld", "hello world", "x"), True),
        (("helloworld", "hello[ ]world", "x"), False),
        (("hello world", r"hello\ sworld", "x"), True),
        (("hello world", "hello world", "x"), False),
        (("foobar", "^fo*b"), True),
        (("foobar", "^fo*b", None), True),
        (("foobar", "^fo*b", ""), True),
        (("a.b", "a.b", "q"), True),
        (("axb", "a.b", "q"), False),
        (("A.B", "a.b", "qi"), True),
        (("", ""), True),
    ],
)
def test_matches(arguments: tuple[str | None, ...], expected: bool) -> None:
    assert result("matches", *arguments) is expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("abracadabra", "bra", "*"), "a*cada*"),
        (("abracadabra", "a.*a", "*"), "*"),
        (("abracadabra", "a.*?a", "*"), "*c*bra"),
        (("abracadabra", "a", ""), "brcdbr"),
        (("abracadabra", "a(.)", "a$1$1"), "abbraccaddabbra"),
        (("AAAA", "A+", "b"), "b"),
        (("AAAA", "A+?", "b"), "bbbb"),
        (("darted", "^(.*?)d(.*)$", "$1c$2"), "carted"),
        (("abcd", "(ab)|(a)", "[1=$1][2=$2]"), "[1=ab][2=]cd"),
        (("abcd", "(a)b", "$0$0"), "ababcd"),
        (("abcd", "(a)b", "<$2>"), "<>cd"),
        (("abcd", "(a)b", "<$12>"), "<a2>cd"),
        (("a.b.", ".", r"\$", "q"), r"a\$b\$"),
        (("a", "a", r"\$\\"), "$\\"),
        (("aaa", "^a", "b"), "baa"),
        (("abc", "[a-z]", "#", "x"), "###"),
    ],
)
def test_replace(arguments: tuple[str, ...], expected: str) -> None:
    assert result("replace", *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("John Doe", "\\s"), ["John", "Doe"]),
        (("a;b;c;;", ";"), ["a", "b", "c", "", ""]),
        ((";", ";"), ["", ""]),
        (("", ";"), [""]),
        (("a, b,c", ",\\s*"), ["a", "b", "c"]),
    ],
)
def test_split(arguments: tuple[str, ...], expected: list[str]) -> None:
    assert result("split", *arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("matches", ("a", "["), "M114"),
        ("matches", ("a", "a", "p"), "M101"),
        ("matches", ("a", "a", "I"), "M101"),
        ("replace", ("abracadabra", ".*?", "$1"), "M115"),
        ("replace", ("a", "^|b", "x"), "M115"),
        ("split", ("abc", ""), "M115"),
        ("split", ("abc", "("), "M114"),
        ("replace", ("a", "a", "$"), "M116"),
        ("replace", ("a", "a", "$x"), "M116"),
        ("replace", ("a", "a", "\\"), "M116"),
        ("replace", ("a", "a", r"\n"), "M116"),
    ],
)
def test_faults(name: str, arguments: tuple[str, ...], code: str) -> None:
    assert fault(name, *arguments) == code


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a*)*$", "(a|aa)+$", "^(a|a)*$", "(.*)*x", "(a?){40}a{40}$", "((a+)+)+b"]
)
def test_patterns_that_make_others_hang_are_decided(pattern: str) -> None:
    """Steps grow with the length of the text, and do not double with each letter."""
    assert result("matches", "a" * 100 + "!", pattern) is False


def test_a_pattern_that_refers_back_ends_by_the_budget() -> None:
    with pytest.raises(BudgetSpent):
        called("matches", "a" * 1000, r"(a*)(a*)(a*)\1\2\3b", steps=100_000)


def test_a_replacement_that_would_be_too_long_ends_by_the_budget() -> None:
    with pytest.raises(BudgetSpent):
        called("replace", "a" * 1000, "a", "b" * 10_000, steps=100_000)


@given(st.lists(st.text("ab甲 ", max_size=4), min_size=1, max_size=6))
def test_what_was_joined_can_be_split(parts: list[str]) -> None:
    assert result("split", result("string join", parts, ";"), ";") == parts


@given(
    st.text("ab.$\\[", max_size=8), st.text("ab.$\\[", min_size=1, max_size=3), st.text("c$\\", max_size=3)
)
def test_a_literal_replacement_is_what_texts_do(text: str, sought: str, new: str) -> None:
    assert result("replace", text, sought, new, "q") == text.replace(sought, new)


@given(
    st.text("()[]{}|*+?.^$\\-,ab1dpPLiI", max_size=12),
    st.text("ab1-\n", max_size=8),
    st.text("smix", max_size=2),
)
def test_whatever_the_pattern_is_there_is_an_answer_or_a_fault(pattern: str, text: str, flags: str) -> None:
    found, faults = called("matches", text, pattern, flags)
    assert isinstance(found, bool) if not faults else found is None
    called("split", text, pattern)
    called("replace", text, pattern, pattern, flags)
