"""Texts in columns: what is printed lines up on a terminal on which a Chinese character takes two columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projgov.cli.output import cut, pad, table, width, wrap

TEXTS = st.text(alphabet=st.sampled_from("ab1 -，。，（）项目申报“”e\u0301"), max_size=60)


def test_a_chinese_character_is_two_columns_wide_and_a_combining_one_none() -> None:
    assert [width(text) for text in ("ab", "项目", "e\u0301", "\uff08")] == [2, 4, 1, 2]


def test_padding_counts_columns_and_not_characters() -> None:
    assert pad("项目", 6) == "项目  "
    assert pad("项目", 6, right=True) == "  项目"


def test_a_text_is_cut_between_characters_and_says_so() -> None:
    assert cut("项目申报", 8) == "项目申报"
    assert cut("项目申报", 7) == "项目申…"
    assert cut("项目申报", 6) == "项目…"


def test_a_table_lines_up_under_its_heads() -> None:
    lines = table([("P-1", "综治", "9"), ("P-02", "a", "10")], ("id", "name", "n"), right=(2,)).split("\n")
    assert lines == ["id    name   n", "----  ----  --", "P-1   综治   9", "P-02  a     10"]


def test_the_widest_column_of_a_table_gives_way() -> None:
    lines = table([("P-1", "x" * 50, "y" * 20)], ("id", "name", "note"), most=40).split("\n")
    assert lines[-1] == "P-1  " + "x" * 15 + "…" + "  " + "y" * 16 + "…"  # 3 + 2 + 16 + 2 + 17 = 40


def test_a_line_is_broken_at_blanks_and_goes_on_under_its_indentation() -> None:
    assert wrap("  one two three four", 12, "  ") == "  one two\n    three\n    four"


def test_a_line_is_broken_between_chinese_characters_but_never_before_a_comma() -> None:
    assert wrap("一二三四五，六七", 10) == "一二三四\n五，六七"


@given(TEXTS, st.integers(10, 40))
def test_no_line_of_a_wrapped_text_is_too_wide(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns).split("\n"))


@given(TEXTS, st.integers(10, 40))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join(wrap(text, columns).split()) == "".join(text.split())


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
def test_no_line_of_a_table_is_wider_than_it_may_be(rows: list[tuple[str, str, str]]) -> None:
    assert all(width(line) <= 60 for line in table(rows, ("a", "b", "c"), most=60).split("\n"))


def test_a_line_break_in_a_cell_does_not_break_the_table() -> None:
    assert table([["a\nb", "c"]], ["x", "y"]).splitlines() == ["x    y", "---  -", "a b  c"]
