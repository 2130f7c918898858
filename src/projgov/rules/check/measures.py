"""Units of measure that are misspelt: figures of a unit that is not known are compared and added without being looked at.

Any word serves as a unit. One that comes near to a known one was most probably meant to be that.
"""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, nearest
from projgov.reading.tree import Mapping, Node, Scalar
from projgov.rules.check.whole import Whole
from projgov.rules.core.units import UNITS

UNKNOWN_UNIT = Pattern(
    "T033",
    Bilingual("不认识的单位 `{found}`：它的数不与别的单位核对", "unknown unit `{found}`: its figures are not held against other units"),
    Bilingual("是不是 `{near}`？", "did you mean `{near}`?"),
    severity="warning",
)  # fmt: skip
_SHORTEST = 4
"""Shorter words come near to too many others; Chinese units are mostly one character or two."""
_WORDS = tuple(word for word in UNITS if word.isascii() and len(word) >= _SHORTEST)


def measures(whole: Whole) -> Iterator[Diagnostic]:
    """Units of parameters and declared facts that are misspelt."""
    for unit in _units(whole):
        near = None if not isinstance(unit.value, str) else _nearest(unit.value)
        if near is not None:
            yield UNKNOWN_UNIT.at(unit.place, found=unit.text, near=near)


def _units(whole: Whole) -> Iterator[Scalar]:
    """Every unit that the head of the file names."""
    declared = [entry.value for entry in whole.head_entries("parameters")]
    for subject in whole.head_entries("facts"):
        declared += [entry.value for entry in _entries(subject.value)]
    for one in declared:
        unit = one.get("unit") if isinstance(one, Mapping) else None
        if isinstance(unit, Scalar):
            yield unit


def _entries(node: Node) -> Mapping | tuple[()]:
    return node if isinstance(node, Mapping) else ()


def _nearest(unit: str) -> str | None:
    word = " ".join(unit.replace("_", " ").casefold().split())
    if word in UNITS or len(word) < _SHORTEST:
        return None
    return nearest(word, _WORDS)
