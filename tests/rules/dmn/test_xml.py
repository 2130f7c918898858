"""XML of models: what is no such file is refused with its place; hostile files cost nothing and reach nothing."""

from __future__ import annotations

import time

import pytest

from projgov.diagnostics import Refused
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.xml import MAX_DEPTH, NAMESPACES, namespace_of, read_xml

NAMESPACE = list(NAMESPACES)[-1]
HEAD = f'<definitions xmlns="{NAMESPACE}" namespace="urn:m" name="m">'


def refusal(data: bytes) -> tuple[str, int, int]:
    """The code and place of the one fault for which a file is refused."""
    with pytest.raises(Refused) as caught:
        read_model(data, "m.dmn")
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, diagnostic.place.line, diagnostic.place.column


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ("M302", 1, 1)),
        (b"no xml", ("M301", 1, 1)),
        (f"{HEAD}\n  <decision".encode(), ("M302", 2, 3)),
        (f"{HEAD}\n<a></b>".encode(), ("M301", 2, 6)),
        (f'{HEAD}\n<a x="1" x="2"/>'.encode(), ("M301", 2, 10)),
        (f"{HEAD}\n<a>&nbsp;</a>".encode(), ("M301", 2, 4)),
        (f"{HEAD}\n<q:a/></definitions>".encode(), ("M301", 2, 1)),
        (f"{HEAD}</definitions><more/>".encode(), ("M301", 1, len(HEAD) + 15)),
        (b"<html/>", ("M306", 1, 1)),
        (b'<definitions xmlns="urn:other"/>', ("M307", 1, 1)),
        (b"<definitions/>", ("M307", 1, 1)),
        (b'<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>', ("M308", 1, 1)),
        (f'<?xml version="1.0" encoding="klingon"?>{HEAD}</definitions>'.encode(), ("M309", 0, 0)),
        (f"{HEAD}<a>".encode() + "中".encode("gb18030") + b"</a></definitions>", ("M301", 1, len(HEAD) + 4)),
    ],
)
def test_what_is_no_model_is_refused_at_its_place(data: bytes, found: tuple[str, int, int]) -> None:
    assert refusal(data) == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "GBK", "iso-8859-1"])
def test_encodings_that_a_file_declares_are_read(encoding: str) -> None:
    name = "é" if encoding == "iso-8859-1" else "中文"
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<decision name="{name}"/></definitions>'
    assert read_model(text.encode(encoding), "m.dmn").decisions[0].name == name


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_model(f"{HEAD}</definitions>".encode("utf-8-sig"), "m.dmn").name == "m"


BOMBS = {
    "laughs": '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>',
    "external entity": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
    "external subset": '<!DOCTYPE d SYSTEM "http://127.0.0.1:1/d.dtd"><d/>',
    "parameter entity": '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:1/d">%p;]><d/>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_document_types_are_refused_before_anything_is_expanded_or_fetched(bomb: str) -> None:
    assert refusal(bomb.encode())[0] == "M303"


def test_elements_may_not_nest_without_end() -> None:
    deep = HEAD + "<context><contextEntry>" * 100_000
    assert refusal(deep.encode())[0] == "M304"
    box = "<context><contextEntry>" * (MAX_DEPTH // 2 - 5) + "</contextEntry></context>" * (
        MAX_DEPTH // 2 - 5
    )
    text = f'{HEAD}<decision name="d">{box}</decision></definitions>'
    assert read_model(text.encode(), "m.dmn").decisions[0].expression is not None


def test_large_attributes_and_texts_are_read_or_refused_at_once() -> None:
    started = time.perf_counter()
    name = "n" * 5_000_000
    with_name = read_model(f'{HEAD}<decision name="{name}"/></definitions>'.encode(), "m.dmn")
    assert [fault.code for fault in with_name.faults] == ["M311"]
    prefixes = " ".join(f'xmlns:p{n}="urn:{n}"' for n in range(20_000))
    assert read_model(f"{HEAD[:-1]} {prefixes}></definitions>".encode(), "m.dmn").name == "m"
    text = f"{HEAD}<decision name='d'><literalExpression><text>{'1+' * 2_000_000}1</text></literalExpression></decision></definitions>"
    assert read_model(text.encode(), "m.dmn").decisions[0].name == "d"
    with pytest.raises(Refused, match="F005"):
        read_model(b" " * 101, "m.dmn", most=100)
    assert time.perf_counter() - started < 10


def test_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projgov.rules.dmn.xml.MAX_ELEMENTS", 1000)
    assert refusal((HEAD + "<a/>" * 1000 + "</definitions>").encode())[0] == "M305"


def test_elements_of_other_namespaces_are_left_out() -> None:
    text = f'{HEAD}<decision name="d"><o:context xmlns:o="urn:o"><decision name="e"/></o:context></decision></definitions>'
    found = read_model(text.encode(), "m.dmn")
    assert [d.name for d in found.decisions] == ["d"]
    assert found.decisions[0].expression is None


def test_the_place_of_a_text_counts_characters_across_lines_and_entities() -> None:
    root, _ = read_xml(f"{HEAD}\n  <text>中文 &lt;\r\n  end</text></definitions>".encode(), "m.dmn")
    written = root.children[0].written
    assert written.text == "中文 <\n  end"
    assert [(p.line, p.column) for p in (written.place(0), written.place(3), written.place(7))] == [
        (2, 9),
        (2, 12),
        (3, 3),
    ]


def test_the_namespace_of_a_model_is_told_from_its_beginning() -> None:
    assert namespace_of(f"{HEAD}<broken".encode(), "m.dmn") == "urn:m"
    assert namespace_of(b"<html/>", "m.dmn") == ""
    assert namespace_of(BOMBS["laughs"].encode(), "m.dmn") == ""
    assert namespace_of(b"\xff\xfe\x00", "m.dmn") == ""
