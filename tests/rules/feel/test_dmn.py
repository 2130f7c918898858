"""Expressions of DMN models: names by longest match, and every expression of the Technology Compatibility Kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.rules.feel.trees import place_at, shape, spanless

from projgov.diagnostics import InvalidRuleFile
from projgov.rules.feel.parser import DMN, parse, parse_tests
from projgov.rules.feel.text import unparse

NAMES = [
    "Post-bureau risk category",
    "a-b",
    "a",
    "b",
    "days in weekend",
    "decision A 2.1",
    "Customer's age",
    "R/C",
    "x*y",
    "in stock",
]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Post-bureau risk category = 1", "(= |Post-bureau risk category| 1)"),
        ("a-b", "a-b"),
        ("a - b", "a-b"),  # white space does not tell names apart from one another
        ("(a)-b", "(- a b)"),
        ("b-a", "(- b a)"),
        ("Customer's age + 1", "(+ |Customer's age| 1)"),
        ("decision A 2.1 + 1", "(+ |decision A 2.1| 1)"),
        ("R/C", "R/C"),
        ("C/R", "(/ C R)"),
        ("for i in days in weekend return i", "(for i<-|days in weekend| i)"),
        ("date and time(a)", "(call |date and time| a)"),
        ("unknown name.other name", "(. |unknown name| |other name|)"),
        ("for x-1 in a return x-1 * 2", "(for x-1<-a (* x-1 2))"),
        ("function(x-1) x-1", "(function [x-1] x-1)"),
        ("{x-1: 1, y: x-1}.x-1", "(. (context x-1=1 y=x-1) x-1)"),
        ("[{x-1: 1}][x-1 = 1]", "(filter (list (context x-1=1)) (= x-1 1))"),
        ("[{x-1: 1}, x-1]", "(list (context x-1=1) (- x 1))"),
        ("{if: 1}.if", "(. (context if=1) if)"),
        ("x.if", "(. x if)"),
        ("for x-1 in a return for x-1 y in a return x-1 y", "(for x-1<-a (for |x-1 y|<-a |x-1 y|))"),
        ("at due", "|at due|"),
        ("a_b", "a_b"),
        ("1 = 1 = true", "(= (= 1 1) true)"),
        ("(!= 10) = (!= 10)", "(= (!= 10) (!= 10))"),
        ('matches(a, "\\d+")', '(call matches a "\\d+")'),
        ('"a\u202eb"', '"a\u202eb"'),
        ("if x then 1 else 2", "(if x 1 2)"),
        ("in stock + 1", "(+ |in stock| 1)"),
        ("项目，数", "项目，数"),  # the standard's ranges make the full-width comma a letter
    ],
)
def test_names_are_matched_the_longest_first(text: str, tree: str) -> None:
    assert shape(parse(text, place_at=place_at, dialect=DMN, names=NAMES)) == tree


def test_the_at_of_rule_files_is_refused_between_values() -> None:
    with pytest.raises(InvalidRuleFile):
        parse('"a" at "b"', place_at=place_at, dialect=DMN)


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    root = ET.parse(path).getroot()
    for parent in root.iter():
        for child in parent:
            if child.tag.endswith("}text") and child.text:
                yield parent.tag.rpartition("}")[2], child.text


def test_every_expression_of_the_compatibility_kit_is_read_and_written_back(public_data: Path) -> None:
    tests = {"inputEntry", "allowedValues", "inputValues", "outputValues"}
    models = sorted((public_data / "tck").rglob("*.dmn"))
    assert models
    for model in models:
        root = ET.parse(model).getroot()
        names = {e.attrib["name"] for e in root.iter() if "name" in e.attrib}
        for element, text in _texts(model):
            read = parse_tests if element in tests else parse
            tree = read(text, place_at=place_at, dialect=DMN, names=names)
            again = read(unparse(tree, DMN), place_at=place_at, dialect=DMN, names=names)
            assert spanless(again) == spanless(tree), (model.name, text)
