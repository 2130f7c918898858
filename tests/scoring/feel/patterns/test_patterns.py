"""The engine of regular expressions: each construct of XML Schema and XPath, and a comparison with Python's `re` where both agree."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Place
from projgov.scoring.feel.functions.regex import matches
from projgov.scoring.feel.patterns.blocks import block, names
from projgov.scoring.feel.patterns.characters import CATEGORIES, variants
from projgov.scoring.feel.patterns.machine import search
from projgov.scoring.feel.patterns.program import compiled
from projgov.scoring.feel.patterns.reader import BadPattern
from projgov.scoring.feel.run import BudgetSpent, Run


def found(pattern: str, text: str, flags: str = "") -> list[int] | None:
    return search(Run(place=Place()), compiled(pattern, frozenset(flags)), text)


def whole(pattern: str, text: str, flags: str = "") -> bool:
    """Whether all of `text` matches."""
    return found(f"^(?:{pattern})$", text, flags) is not None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (r"[a-z-[aeiou]]+", ["xyz", "bcd"], ["abc", ""]),
        (r"[^a-z-[0-9]]", ["A", "甲"], ["a", "5"]),
        (r"[a-z-[c-x-[m]]]+", ["abmyz"], ["c", "n"]),
        (r"[\d-[5]]", ["4"], ["5"]),
        (r"[\w-[\d_]]", ["a", "甲"], ["1"]),
        (r"[-a]", ["-", "a"], ["b"]),
        (r"[a-]", ["-", "a"], ["b"]),
        (r"[a\-c]", ["-", "a", "c"], ["b"]),
        (r"[\]\[\\^]", ["]", "[", "\\", "^"], ["a"]),
        (r"[a^]", ["^"], ["b"]),
        (r"[^^]", ["a"], ["^"]),
        (r"[.*+?(){}|$]", list(".*+?(){}|$"), ["a"]),
        (r"\i\c*", ["_a-1.2", ":x", "甲乙"], ["1a", "-"]),
        (r"\I\C", ["1 ", "- "], ["a ", "1a"]),
        (r"\s\S", [" a", "\ta"], ["  ", "\xa0a"]),
        (r"\d+", ["123", "١٢"], ["½", "²"]),
        (r"\w", ["a", "甲", "1", "$"], ["-", " ", "。", "\x00"]),
        (r"\W", ["-", "。"], ["a"]),
        (r"\p{Lu}\p{Ll}\P{L}", ["Aa1"], ["aA1", "Aaa"]),
        (r"\p{N}", ["1", "½", "Ⅷ"], ["a"]),
        (r"\p{IsBasicLatin}+", ["abc~"], ["é"]),
        (r"\P{IsBasicLatin}", ["é"], ["a"]),
        (r"\p{IsCJKUnifiedIdeographs}+", ["项目评估"], ["a", "。"]),
        (r"\p{IsLatin-1Supplement}", ["é"], ["e"]),
        (r"\p{IsGreek}\p{IsGreekandCoptic}", ["αβ"], ["ab"]),
        (r"[\p{IsBasicLatin}-[\p{L}]]", ["1"], ["a"]),
        (r"a{2}", ["aa"], ["a", "aaa"]),
        (r"a{2,}", ["aa", "aaaa"], ["a"]),
        (r"a{1,3}", ["a", "aaa"], ["", "aaaa"]),
        (r"a{0}b", ["b"], ["ab"]),
        (r"(ab|cd)*?", ["", "abcd"], ["ac"]),
        (r"a||b", ["a", "", "b"], ["c"]),
        (r"()", [""], ["a"]),
        (r"(a)(b)?\2c", ["ac", "abbc"], ["abc"]),
        (r"(a|b)\1", ["aa", "bb"], ["ab"]),
        (r"(a)\10", ["aa0"], ["aa"]),
        (r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", ["abcdefghijj"], ["abcdefghija0"]),
        (r"\t\n\r\\\|\.\-\^\?\*\+\{\}\(\)\[\]\$", ["\t\n\r\\|.-^?*+{}()[]$"], []),
        (r"a.c", ["abc", "a甲c"], ["a\nc", "a\rc"]),
        (r"/", ["/"], []),
    ],
)
def test_constructs(pattern: str, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not whole(pattern, text)] == []
    assert [text for text in no if whole(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "text", "flags", "expected"),
    [
        (".", "\n", "s", True),
        ("^b$", "a\nb\nc", "", False),
        ("^b$", "a\nb\nc", "m", True),
        ("a$", "a\n", "", False),
        ("a$", "a\n", "m", True),
        ("\n^$", "a\n", "m", False),
        ("k", "\u212a", "i", True),
        ("ſ", "S", "i", True),
        ("[A-Z]", "q", "i", True),
        ("[^Q]", "q", "i", False),
        ("[^Q]", "q", "", True),
        ("[A-Z-[OI]]", "o", "i", False),
        ("[A-Z-[OI]]", "x", "i", True),
        (r"\p{Lu}", "a", "i", False),
        (r"[\p{Lu}]", "a", "i", False),
        (r"(a)\1", "aA", "i", True),
        ("ß", "ẞ", "i", True),
        ("项", "项", "i", True),
        (r" \p{ IsBasicLatin } + ", "a", "x", True),
        ("[ ]", " ", "x", True),
        (r"a\[ b", "a[b", "x", True),
    ],
)
def test_flags(pattern: str, text: str, flags: str, expected: bool) -> None:
    assert (found(pattern, text, flags) is not None) is expected


@pytest.mark.parametrize(
    ("pattern", "position"),
    [
        ("[", 1),
        ("a[b", 2),
        ("[]", 2),
        ("[^]", 3),
        ("(", 1),
        ("a)", 2),
        ("(?=a)", 1),
        ("(?i)a", 1),
        ("*a", 1),
        ("a**", 3),
        ("a{2}{3}", 5),
        ("a{,3}", 2),
        ("a{3,2}", 2),
        ("a{x}", 2),
        ("a{", 2),
        ("{", 1),
        ("a}", 2),
        ("]", 1),
        ("[b-a]", 2),
        ("[a-\\d]", 2),
        ("[a-c-e]", 5),
        ("[\\d-z]", 4),
        ("[a[b]]", 3),
        ("[a-[b]c]", 7),
        ("\\b", 1),
        ("\\x41", 1),
        ("\\u0041", 1),
        ("\\0", 1),
        ("\\1(a)", 1),
        ("(a\\1)", 3),
        ("[\\1]", 2),
        ("\\p", 1),
        ("\\pL", 1),
        ("\\p{Cs}", 1),
        ("\\p{Latin}", 1),
        ("\\p{IsNothing}", 1),
        ("a\\", 2),
        ("a{1000000}", 2),
        ("(" * 31 + ")" * 31, 32),
    ],
)
def test_what_xpath_does_not_know_is_refused_where_it_stands(pattern: str, position: int) -> None:
    with pytest.raises(BadPattern) as refused:
        compiled(pattern, frozenset())
    assert refused.value.position == position


def test_a_position_counts_the_white_space_that_a_flag_skips() -> None:
    with pytest.raises(BadPattern) as refused:
        compiled("a b *\n*", frozenset("x"))
    assert refused.value.position == 7


@pytest.mark.parametrize("pattern", ["a{10001}", "(a{300}){300}", "((((a{9}){9}){9}){9}){9}"])
def test_repetitions_that_would_fill_the_memory_are_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compiled(pattern, frozenset())


def test_nothing_repeated_is_nothing() -> None:
    assert found("(?:(?:){99999}){99999}", "") == [0, 0]


def test_groups_hold_what_they_matched_last() -> None:
    assert found("(a|b)+(c)?", "xabx") == [1, 3, 2, 3, -1, -1]


def test_the_first_alternative_wins() -> None:
    assert found("a|ab", "ab") == [0, 1]
    assert found("(?:a|ab)(?:c|bcd)", "abcd") == [0, 4]


def test_every_block_has_its_first_character_and_not_the_next() -> None:
    for name in names():
        ends = block(name)
        assert ends is not None
        assert whole(rf"\p{{Is{name}}}", ends[0])
        assert whole(rf"\p{{Is{name}}}", ends[1])
        assert not whole(rf"\p{{Is{name}}}", chr((ord(ends[1]) + 1) % 0x110000))


def test_every_category_is_as_unicode_says() -> None:
    sample = [chr(code) for code in [*range(0x300), *range(0x2000, 0x2200), 0x4E00, 0xE000, 0xFFFF, 0x10FFFF]]
    for name in CATEGORIES:
        expected = [c for c in sample if unicodedata.category(c).startswith(name)]
        assert [c for c in sample if whole(rf"\p{{{name}}}", c, "s")] == expected


def test_variants_share_a_lower_or_an_upper_case() -> None:
    assert variants("k") == {"k", "K", "\u212a"}
    assert variants("\u212a") == {"k", "K", "\u212a"}
    assert variants("s") == {"s", "S", "ſ"}
    assert variants("1") == {"1"}
    assert variants("项") == {"项"}


ATOMS = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "(?:ab)", "(a|b)", "(a|ab)(c|bc)", "^", "$"])


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """Patterns that XPath and Python read alike."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        atom = draw(ATOMS)
        quantifier = (
            ""
            if atom in "^$"
            else draw(st.sampled_from(["", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}"]))
        )
        parts.append(atom + quantifier)
    body = "".join(parts)
    return draw(st.sampled_from([body, f"({body})", f"{body}|b", f"(?:{body}){{2}}"]))


@given(patterns(), st.text("abc", max_size=8))
def test_matches_are_those_of_pythons_engine(pattern: str, text: str) -> None:
    expected = re.search(pattern.replace("$", r"\Z"), text)
    ours = found(pattern, text)
    assert (ours and tuple(ours[:2])) == (expected and expected.span())
    if ours and expected:
        groups = [
            None if (i := ours[2 * g]) < 0 else text[i : ours[2 * g + 1]] for g in range(1, len(ours) // 2)
        ]
        assert groups == list(expected.groups())


@given(st.text("ab", max_size=60), st.sampled_from(["(a+)+$", "(a|b|ab)*c", "(?:a*b*)*c", "(.*)(.*)(.*)c"]))
def test_a_search_takes_at_most_as_many_steps_as_its_instructions_times_the_text(
    text: str, pattern: str
) -> None:
    program = compiled(pattern, frozenset())
    run = Run(place=Place(), steps=3 * len(program.code) * (len(text) + 1) + len(text) + 10)
    search(run, program, text)


@pytest.mark.parametrize(
    "pattern",
    ["(a{99999}){2}", "[" + "".join(rf"\p{{Is{name}}}" for name in names()) + "]", "(" * 40, "a" * 5000],
)
def test_patterns_that_cost_much_to_read_cost_steps(pattern: str) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
    run = Run(place=Place(), steps=50_000)
    with pytest.raises(BudgetSpent):
        for _ in range(1300):
            matches(run, text, pattern, None)


@given(st.text("abcxyz-", min_size=1, max_size=8), st.text("abcxyz", min_size=1, max_size=1))
def test_a_class_has_the_characters_between_its_ends(body: str, c: str) -> None:
    try:
        ours = whole(f"[{body}]", c)
    except BadPattern:
        return
    assert ours is (re.fullmatch(f"[{body}]", c) is not None)
