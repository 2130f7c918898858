"""Offsets in a scalar's text lead to the right character of the file, whatever its style."""

from __future__ import annotations

import random
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from projgov.reading.tree import Mapping, Scalar, Sequence
from projgov.reading.yaml import compose

# Each character once, so that a character of the text stands in the file at one place only.
ALPHABET = "abcdefghijklmnopqrstuvwxyz项目指导书'\"\\:#é!{}[]>|"
GAPS = ["", "", "", " ", "  ", "\n", "\n\n", "\n  ", " \n"]


def scalar(text: str) -> Scalar:
    """The one scalar of `- text`, or the value of a mapping with one key."""
    node = compose(text, "f")
    while not isinstance(node, Scalar):
        assert isinstance(node, Sequence | Mapping)
        node = node.items[0] if isinstance(node, Sequence) else node.entries[0].value
    return node


def character_at(text: str, found: Scalar, offset: int) -> str:
    """What stands in the file where `place_at` points, with an escape resolved."""
    place = found.place_at(offset)
    rest = text.split("\n")[place.line - 1][place.column - 1 :]
    if found.style == "double" and (escape := re.match(r"\\(x..|u....|.)", rest)):
        return str(yaml.safe_load(f'"{escape[0]}"'))
    return rest[:1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: xy", {"x": (1, 4), "y": (1, 5)}),
        ("a:   x\n  y\n\n   z", {"x": (1, 6), "y": (2, 3), "z": (4, 4)}),
        ("a: 'x''y'", {"x": (1, 5), "'": (1, 6), "y": (1, 8)}),
        ("a: 'x\n   y'", {"x": (1, 5), "y": (2, 4)}),
        ('a: "x\\ty\\u4e2dz"', {"x": (1, 5), "\t": (1, 6), "y": (1, 8), "中": (1, 9), "z": (1, 15)}),
        ('a: "x\\\n   y\n  z"', {"x": (1, 5), "y": (2, 4), "z": (3, 3)}),
        ("a: |\n  x\n\n   y\n  z\n", {"x": (2, 3), "y": (4, 4), "z": (5, 3)}),
        ("a: |2-\n    x\n  y\n", {"x": (2, 5), "y": (3, 3)}),
        ("a: >\n  x\n  y\n\n  z\n", {"x": (2, 3), "y": (3, 3), "z": (5, 3)}),
        ("a: >-\n  x\n    y\n  z\n", {"x": (2, 3), "y": (3, 5), "z": (4, 3)}),
        ("a: |\r\n  x\r\n  y\r\n", {"x": (2, 3), "y": (3, 3)}),
        ("a: |\n\n  项x\n", {"项": (3, 3), "x": (3, 4)}),
    ],
)
def test_each_style_is_mapped_to_the_file(text: str, expected: dict[str, tuple[int, int]]) -> None:
    found = scalar(text)
    places = {
        character: (
            found.place_at(found.text.index(character)).line,
            found.place_at(found.text.index(character)).column,
        )
        for character in expected
    }
    assert places == expected


@given(
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(GAPS), min_size=1, max_size=25),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([4, 10, 80]),
    st.booleans(),
    st.sampled_from([2, 4, 8]),
)
def test_any_scalar_is_mapped_to_the_file(
    source: random.Random, gaps: list[str], style: str | None, width: int, unescaped: bool, indent: int
) -> None:
    """PyYAML lays the text out (folds, quotes, escapes, indents); each character is then found where it stands."""
    characters = source.sample(ALPHABET, len(gaps))
    content = "".join(c + gap for c, gap in zip(characters, gaps, strict=True))
    text = yaml.dump([[content]], default_style=style, width=width, allow_unicode=unescaped, indent=indent)
    text = text.removesuffix("...\n")
    found = scalar(text)
    for offset, character in enumerate(found.text):
        if character not in " \n":
            assert character_at(text, found, offset) == character
