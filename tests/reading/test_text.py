"""Bytes to text: encodings, marks, hidden characters, size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, Place, Refused
from projgov.reading.text import MAX_SHOWN, decode, hidden_characters, place_of


def refused(data: bytes, **options: object) -> tuple[Diagnostic, ...]:
    with pytest.raises(Refused) as caught:
        decode(data, "f.csv", **options)  # type: ignore[arg-type]  # options of several types are taken together
    return caught.value.diagnostics


def test_utf8_is_read_and_line_ends_stay_as_they_are() -> None:
    assert decode("项目\r\nb\tc\n".encode(), "f.csv") == "项目\r\nb\tc\n"


def test_a_byte_order_mark_is_dropped_from_data() -> None:
    assert decode(b"\xef\xbb\xbfa", "f.csv") == "a"


def test_a_byte_order_mark_is_refused_where_the_caller_says_so() -> None:
    (fault,) = refused(b"\xef\xbb\xbfa", bom="refuse")
    assert (fault.code, fault.place) == ("F004", Place("f.csv", 1, 1))


def test_gb18030_is_recognised_and_offered() -> None:
    (fault,) = refused("a,b\n1,项目".encode("gb18030"))
    # `1,` takes two columns of line 2, and 项 is CF EE in GB 18030.
    assert (fault.code, fault.place) == ("F002", Place("f.csv", 2, 3))
    assert "GB 18030" in fault.message("en")
    assert "0xCF" in fault.message("zh")
    assert fault.help("en") == "save the file as UTF-8"


def test_gb18030_is_read_where_it_is_named() -> None:
    assert decode("项目".encode("gb18030"), "f.csv", encoding="gb18030") == "项目"


def test_bytes_of_no_known_encoding_are_refused_without_an_offer() -> None:
    (fault,) = refused(b"a\nb\xff")
    assert (fault.code, fault.place) == ("F001", Place("f.csv", 2, 2))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_recognised_with_and_without_its_mark(codec: str) -> None:
    (fault,) = refused("id,name\n".encode(codec))
    assert fault.code == "F003"


def test_utf16_is_read_where_it_is_named() -> None:
    assert decode("项目".encode("utf-16"), "f.csv", encoding="utf-16") == "项目"


@pytest.mark.parametrize("name", ["utf-9", "hex", "rot13", "", "a\0b", "编码"])
def test_an_encoding_that_does_not_exist_is_refused(name: str) -> None:
    (fault,) = refused(b"a", encoding=name)
    assert fault.code == "F008"


def test_bytes_that_are_not_in_the_encoding_named_are_refused() -> None:
    (fault,) = refused(b"abc\x81", encoding="cp1252")  # cp1252 leaves 0x81 undefined
    assert (fault.code, fault.place.column) == ("F009", 4)
    assert "cp1252" in fault.message("en")


def test_more_bytes_than_allowed_are_refused() -> None:
    assert decode(b"12345", "f.csv", most=5) == "12345"
    (fault,) = refused(b"123456", most=5)
    assert fault.code == "F005"
    assert "6" in fault.message("en")


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("\x00", "NUL"),
        ("\x0b", "control"),
        ("\x7f", "control"),
        ("\x85", "separator"),
        ("\u2028", "separator"),
        ("\u202e", "direction"),
        ("\u2066", "direction"),
        ("\u200f", "direction"),
        ("\ufeff", "byte order mark"),
        ("\uffff", "not a character"),
    ],
)
def test_each_hidden_character_is_refused_with_its_place_and_kind(character: str, kind: str) -> None:
    (fault,) = refused(f"项目\r\nab{character}c".encode())
    assert (fault.code, fault.place) == ("F006", Place("f.csv", 2, 3))
    assert f"U+{ord(character):04X}" in fault.message("en")
    assert kind in fault.message("en")


def test_half_a_character_is_found_in_text_that_did_not_come_from_bytes() -> None:
    (fault,) = hidden_characters("a\ud800", "f.csv")
    assert fault.place == Place("f.csv", 1, 2)
    assert "half a character" in fault.message("en")


def test_all_hidden_characters_are_reported_together_up_to_a_bound() -> None:
    faults = refused(b"\x00" * (MAX_SHOWN + 3))
    assert [fault.code for fault in faults] == ["F006"] * MAX_SHOWN + ["F007"]
    assert "3" in faults[-1].message("zh")


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    # a CR LF b CR c LF d: each line end counts once.
    [(0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 2, 2), (5, 3, 1), (7, 4, 1)],
)
def test_lines_end_with_lf_crlf_or_cr(offset: int, line: int, column: int) -> None:
    assert place_of("a\r\nb\rc\nd", offset, "f") == Place("f", line, column)


@given(st.binary(max_size=60), st.sampled_from([None, "gb18030", "utf-16", "cp1252", "punycode", "x"]))
def test_any_bytes_are_read_or_refused(data: bytes, encoding: str | None) -> None:
    outcome: str | Refused
    try:
        outcome = decode(data, "f", encoding=encoding)
    except Refused as refusal:
        outcome = refusal
    if isinstance(outcome, Refused):
        assert outcome.diagnostics
        assert outcome.render("zh")
    else:
        assert not hidden_characters(outcome, "f")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])))
def test_any_visible_text_is_read_back_from_its_utf8(text: str) -> None:
    assert decode(text.encode(), "f") == text
