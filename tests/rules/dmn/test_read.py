"""Elements to the tree of a model: what is wrong is told all at once, with places."""

from __future__ import annotations

import pytest

from projgov.diagnostics import Refused
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Model
from projgov.rules.dmn.xml import NAMESPACES

HEAD = f'<definitions xmlns="{list(NAMESPACES)[-1]}" namespace="urn:m" name="m">\n'


def read(text: str) -> Model:
    return read_model(f"{HEAD}{text}</definitions>".encode(), "m.dmn")


def faults(text: str) -> list[tuple[str, int]]:
    return [(fault.code, fault.place.line) for fault in read(text).faults]


def test_elements_without_a_name_are_refused_all_together() -> None:
    with pytest.raises(Refused) as caught:
        read('<decision/>\n<inputData/>\n<itemDefinition name=" "/>')
    assert [(d.code, d.place.line) for d in caught.value.diagnostics] == [
        ("M310", 2),
        ("M310", 3),
        ("M310", 4),
    ]


def test_names_are_normalised() -> None:
    model = read('<decision name="  a \n  b "/><decision name="e\u0301"/>')
    assert [d.name for d in model.decisions] == ["a b", "\u00e9"]


def test_a_variable_may_bear_another_name_and_bears_the_type() -> None:
    (decision,) = read('<decision name="d"><variable name="v" typeRef="number"/></decision>').decisions
    assert (decision.name, decision.variable, decision.type) == ("d", "v", "number")


def test_invisible_characters_in_names_are_told() -> None:
    assert faults('<decision name="a\u202eb"/>') == [("M312", 2)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('<decision id="a" name="a"/>\n<decision id="a" name="b"/>', [("M330", 3)]),
        ('<decision name="a"/>\n<decision name="a"/>', [("M331", 3)]),
        (
            '<decision name="a"><informationRequirement>\n<requiredInput href="x"/></informationRequirement></decision>',
            [("M332", 3)],
        ),
        ('<decsion name="a"/>', [("M313", 2)]),
        ('<decision name="a">\n<list/><list/></decision>', [("M320", 3)]),
        (
            '<decision name="a">\n<decisionTable hitPolicy="UNIQE"><output/></decisionTable></decision>',
            [("M314", 3)],
        ),
        ('<decision name="a">\n<decisionTable/></decision>', [("M325", 3)]),
        (
            '<decision name="a">\n<decisionTable><output name="a"/><output/></decisionTable></decision>',
            [("M326", 3)],
        ),
        (
            '<decision name="a"><decisionTable><input/><output/>\n<rule/></decisionTable></decision>',
            [("M323", 3), ("M324", 3)],
        ),
        (
            '<decision name="a">\n<literalExpression><importedValues/></literalExpression></decision>',
            [("M322", 3)],
        ),
    ],
)
def test_faults_of_parts_are_told_with_their_lines(text: str, codes: list[tuple[str, int]]) -> None:
    assert sorted(faults(text)) == codes


def test_a_doubled_id_tells_both_places() -> None:
    (fault,) = read('<decision id="a" name="a"/>\n<decision id="a" name="b"/>').faults
    assert [place.line for place in fault.related] == [2]


def test_an_unknown_element_is_a_warning_with_the_nearest_one() -> None:
    (fault,) = read('<decsion name="a"/>').faults
    assert not fault.is_error
    assert fault.help("en") == "did you mean `decision`?"
    assert "`decision`" in fault.help("zh")


def test_item_definitions_are_read_with_components_and_conditions() -> None:
    (item,) = read(
        '<itemDefinition name="t" isCollection="true"><itemComponent name="c"><typeRef>number</typeRef>'
        "<allowedValues><text>&gt; 1</text></allowedValues></itemComponent></itemDefinition>"
    ).items
    assert (item.name, item.collection, item.components[0].type) == ("t", True, "number")
    assert item.components[0].allowed is not None
    assert item.components[0].allowed.text == "> 1"
