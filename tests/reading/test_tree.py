"""The placed tree: places of values and keys by path, and plain values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projgov.diagnostics import Place
from projgov.reading.tree import Mapping, Path, Scalar, key_place, lookup, plain
from projgov.reading.yaml import compose

TEXT = """\
pack: zhengfa
rules:
  - id: a
    points: {base: 60, least: 0.5}
  - id: b
"""
TREE = compose(TEXT, "r.yaml")


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("pack",), 1, 7),
        (("rules", 0), 3, 5),
        (("rules", 0, "points", "least"), 4, 31),
        (("rules", 1, "id"), 5, 9),
        (("rules", 1, "points", "least"), 5, 5),  # the deepest part that exists
        (("rules", 2), 3, 3),
        (("rules", -1), 3, 3),
        (("rules", "id"), 3, 3),
        (("pack", "x"), 1, 7),
    ],
)
def test_a_path_leads_to_the_place_of_a_value(path: Path, line: int, column: int) -> None:
    place = lookup(TREE, path)
    assert (place.file, place.line, place.column) == ("r.yaml", line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("pack",), 1, 1),
        (("rules", 0), 3, 5),
        (("rules", 0, "points", "least"), 4, 24),
        (("rules", 1, "points"), 5, 5),
        (("rules", 7, "points"), 3, 3),
    ],
)
def test_a_path_leads_to_the_place_of_a_key(path: Path, line: int, column: int) -> None:
    place = key_place(TREE, path)
    assert (place.line, place.column) == (line, column)


def test_plain_gives_the_values_without_places() -> None:
    assert plain(TREE) == {
        "pack": "zhengfa",
        "rules": [{"id": "a", "points": {"base": 60, "least": Decimal("0.5")}}, {"id": "b"}],
    }


def test_a_key_is_found_in_any_unicode_form() -> None:
    tree = compose("caf\u0065\u0301: 1", "r.yaml")
    assert isinstance(tree, Mapping)
    assert [entry.key.text for entry in tree] == ["caf\u00e9"]
    for key in ("caf\u00e9", "cafe\u0301"):
        found = tree.get(key)
        assert isinstance(found, Scalar)
        assert found.value == 1


def test_a_scalar_without_starts_has_one_place() -> None:
    scalar = Scalar("a", "a", "plain", Place("r.yaml", 3, 4))
    assert scalar.place_at(0, 1) == Place("r.yaml", 3, 4)


def test_a_part_that_ends_on_another_line_has_no_end_column() -> None:
    tree = compose("a: x\n  y", "r.yaml")
    assert isinstance(tree, Mapping)
    scalar = tree.get("a")
    assert isinstance(scalar, Scalar)
    assert scalar.text == "x y"
    assert scalar.place_at(0, 1) == Place("r.yaml", 1, 4, end_column=5)
    assert scalar.place_at(0, 3) == Place("r.yaml", 1, 4)
    assert scalar.place_at(2, 1) == Place("r.yaml", 2, 3, end_column=4)
