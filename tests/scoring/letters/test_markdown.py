"""Markdown of letters: whatever a value holds, the letter has the form that it has with a harmless one, and shows the value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from projgov.scoring.letters.markdown import markdown
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph, Part, one_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = "平安"
MARKUP = (
    "# x", "x #", "- x", "+ x", "* x", "1. x", "12) x", "> x", "---", "***", "===", "```", "~~~", "    x", "\tx", "a\nb",
    "a\n\n# b", "[a](http://b)", "![a](b)", "<b>x</b>", "<!-- x", "<http://a.b>", "&amp;", "&#35;", "a|b", "|---|", "`x`",
    "**x**", "_x_", "~~x~~", "[a]: http://b", "[^1]: x", "\\", "\\|", "\\\\|", "a\\", "x  ", "$x$", "http://a.b", "www.a.b",
    "\u202ea", "a\u2028b", "a\x00b", "\x85a", "- [ ] x", "<script>alert(1)</script>", "﹣ x", "：", "1\\. x",
    "92.75", "1.", "1)", "1.\tx", "-5", "+5.5", "-", "--5", "1.5. x", "-5|-6",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(MARKUP),
    st.text("#-+*>1.)|`~_=[]()!<>&;:\\/ \n\tax平\u2028", max_size=12),
    st.text(max_size=12),
).filter(lambda text: bool(one_line(text)))


def letter(value: str) -> str:
    said = one_line(value)
    parts: tuple[Part, ...] = (
        Heading(said),
        Paragraph(said),
        Listing((said, said), numbered=False),
        Listing((said,), numbered=False),
        Listing((said,), numbered=True),
        Grid((said, said), ((said, "x"), ("x", said))),
        Paragraph(said),
    )
    return markdown(said, said, parts, said, date(2017, 9, 30), "zh")


def form(text: str) -> list[str]:
    """What blocks and inline elements there are; texts are left out."""
    kinds: list[str] = []
    for token in READER.parse(text):
        kinds.append(token.type)
        kinds += [child.type for child in token.children or () if child.type != "text"]
    return kinds


def shown(text: str) -> list[str]:
    """What a reader sees, element by element."""
    return [
        "".join(child.content for child in token.children or ())
        for token in READER.parse(text)
        if token.type == "inline"
    ]


@pytest.mark.parametrize("value", MARKUP)
def test_markup_in_a_value_is_text(value: str) -> None:
    assert form(letter(value)) == form(letter(HARMLESS))
    assert set(shown(letter(value))) == {one_line(value), one_line(value) + "：", "x", "2017年9月30日"}


@settings(max_examples=60, deadline=None)
@given(texts)
@example("a\\|b")
def test_no_text_changes_the_form_of_a_letter_and_every_text_is_shown(value: str) -> None:
    assert form(letter(value)) == form(letter(HARMLESS))
    assert one_line(value) in shown(letter(value))


@pytest.mark.parametrize("number", ["92.75", "-5", "+0.5", "3.5.1", "2017-09-30"])
def test_a_number_stands_as_it_is(number: str) -> None:
    assert f"\n\n{number}\n\n" in letter(number)
    assert f"| {number} | x |" in letter(number)


def test_two_lists_in_a_row_stay_two() -> None:
    assert form(letter(HARMLESS)).count("bullet_list_open") == 2


def test_a_text_is_made_one_line_without_characters_that_turn_it_round() -> None:
    assert one_line(" a\n\tb\u2028c\x00d\u202e ") == "a b c d"
