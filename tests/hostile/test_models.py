"""DMN models and FEEL for hosts: bombs in XML, ranges of 10^12, powers of powers; null with a diagnostic, or the budget's error."""

from __future__ import annotations

import contextlib
import time
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from tests.hostile.answers import HEAD, SECONDS, answered, checked, told, write
from tests.scoring.dmn.models import decision, literal, xml

import projgov
from projgov import feel
from projgov.diagnostics import Diagnostic, ProjgovError, Refused
from projgov.domain.plain import from_plain

BOMB = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]><definitions>&d;</definitions>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><definitions>&b;</definitions>'
DEEP = "<a>" * 100_000
LONG = f'<definitions name="{"x" * 21_000_000}"/>'

HEAVY = {
    "a range of 10^12": "sum(for i in 1..1000000000000 return i)",
    "a range of 10^12 in some": "some i in [1..1000000000000] satisfies i < 0",
    "three ranges": "count(for i in 1..10000, j in 1..10000, k in 1..10000 return 1)",
    "a power of powers": "(2 ** 10 ** 10) ** 999999999",
    "a number beyond all bounds": "1e999999999 * 1e999999999",
    "10,000 brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "10,000 lists": "[" * 10_000 + "1" + "]" * 10_000,
    "a function that calls itself": "{f: function(n) f(n + 1), r: f(1)}.r",
    "a pattern that backtracks": 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    "a pattern of great repetitions": 'matches("a", "((a{1000}){1000}){1000}")',
    "a text that doubles": '{a: "aaaaaaaaaaaaaaaaaaaaaaaaaa", b: for i in 1..60 return if i = 1 then a else partial[-1] + partial[-1]}.b',
    "a list that doubles": "for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
    "a great duration": 'duration("P999999999999999999999999999999Y") * 10 ** 30',
    "a lone surrogate": '"\\uD800"',
    "NUL": "1 + \x00",
    "a bidirectional control character in a name": "a\u202eb + 1",
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_feel_ends_within_its_budget(name: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(feel.BudgetSpent):
        outcome = feel.run(HEAVY[name], steps=200_000)
        told(outcome.diagnostics)
        assert outcome.diagnostics or isinstance(outcome.value, bool | int | Decimal | str)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("name", [n for n, text in HEAVY.items() if "\x00" not in text])
def test_a_model_ends_within_its_budget(name: str, tmp_path: Path) -> None:
    written = HEAVY[name].replace("&", "&amp;").replace("<", "&lt;")
    path = write(tmp_path, xml(decision("d", literal(written))), "m.dmn")
    began = time.monotonic()
    with contextlib.suppress(ProjgovError):
        model = projgov.load_dmn(path)
        told(model.diagnostics)
        told(model.run("d", {}, steps=200_000).diagnostics)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, DEEP, LONG, "\x00", "", "<", '<?xml version="1.0" encoding="x"?><a/>']
)
def test_a_file_that_attacks_the_reader_of_xml_is_refused(content: str, tmp_path: Path) -> None:
    path = write(tmp_path, content, "m.dmn")
    with pytest.raises(Refused) as refused:
        projgov.load_dmn(path)
    assert told(refused.value.diagnostics)
    assert "root:" not in str(refused.value)
    found = checked(tmp_path, f"{HEAD}tables:\n  - {{id: t, on: project, decision: m.dmn#d}}\n")
    assert found


@pytest.mark.parametrize("name", ["a range of 10^12", "three ranges", "a power of powers", "10,000 brackets"])
def test_a_decision_that_a_rule_file_names_is_refused_or_bounded(name: str, tmp_path: Path) -> None:
    write(tmp_path, xml(decision("d", literal(HEAVY[name]), type_="number")), "m.dmn")
    rules = f"{HEAD}tables:\n  - {{id: t, on: project, decision: m.dmn#d}}\nsample:\n  projects: [{{id: P, title: 甲}}]\n"
    path = write(tmp_path, rules)
    began = time.monotonic()
    told(projgov.check(path))
    portfolio = from_plain({"projgov": 1, "id": "h", "projects": [{"id": "P", "title": "甲"}]})
    with pytest.raises(Refused) as refused:
        projgov.evaluate(projgov.load_pack(path), portfolio, "2017-12-31")
    assert told(refused.value.diagnostics)
    assert time.monotonic() - began < SECONDS


def test_imports_do_not_leave_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    write(tmp_path, xml(decision("d", literal("1"))), "secret.dmn")
    for location in ("../secret.dmn", "link.dmn", "/etc/passwd"):
        (inner / "link.dmn").unlink(missing_ok=True)
        (inner / "link.dmn").symlink_to(tmp_path / "secret.dmn")
        imported = f'<import name="o" namespace="urn:o" locationURI="{location}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
        path = write(inner, xml(imported, decision("d", literal("1"))), "m.dmn")
        found = answered(partial(_faults, path))
        assert found
        assert "no diagnostic" not in found


def _faults(path: Path) -> tuple[Diagnostic, ...]:
    return tuple(projgov.load_dmn(path).diagnostics)
