"""Rule files that try to get into generated code: names, labels, texts and field values are constants of it, never part of it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from tests.hostile.answers import write

import projgov
from projgov.domain.plain import from_plain
from projgov.rules.load import load_pack

TEXTS = (
    "'); raise SystemExit('broken out') #",
    '"""; import os; os.system("echo broken out")',
    "__import__('os').system('echo broken out')",
    "line\n raise SystemExit\n",
    "\\",
    "\\N{BULLET}\\x41",
    "{exec('1')} %s {0}",
    "'''",
    "K0",
    "lambda: 0",
)
NAMES = ("__import__", "lambda", "exec", "K0", "run", "strict", "名称", "None_", "__builtins__", "self")


def rules(text: str, name: str) -> str:
    """A rule file with `text` in every place that takes a text, and rules called by `name`."""
    quoted = json.dumps(text)
    literal = "'" + json.dumps(text).replace("'", "''") + "'"
    return f"""\
projgov: 1
pack: h
year: 2017
title: {{zh: {quoted}, en: {quoted}}}
source: {{document: {quoted}, note: {quoted}}}
parameters:
  p_{name}: {{title: {{zh: {quoted}, en: {quoted}}}, value: {quoted}, basis: assumed, note: {quoted}, quote: {quoted}}}
facts:
  project:
    f_{name}: {{label: {quoted}, type: text}}
    g: {{label: g, type: choice, options: [{quoted}, other]}}
definitions:
  - {{id: {name}, on: project, title: {{zh: {quoted}, en: {quoted}}}, value: {literal}}}
  - {{id: same, on: project, value: 'f_{name} = {name} or title = p_{name}'}}
  - {{id: context, on: project, value: '{{ {name}: title }}.{name}'}}
  - {{id: listed, on: project, value: 'some {name}x in [title, f_{name}] satisfies {name}x = p_{name}'}}
filing:
  - id: file_{name}
    on: project
    title: {{zh: {quoted}, en: {quoted}}}
    require: title = p_{name}
    otherwise: returned
"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_a_rule_file_is_part_of_the_code(text: str, name: str, tmp_path: Path) -> None:
    """The file is refused; or every string and name of the code generated from it was generated, and it computes with the text."""
    path = write(tmp_path, rules(text, name))
    if any(d.is_error for d in projgov.check(path)):
        pytest.skip("refused by the check")
    program = projgov.compile(load_pack(path))
    assert_plain(program.source)
    harmless = projgov.compile(load_pack(write(tmp_path, rules("a text", "plain"), "harmless.yaml")))
    assert words(program.source) == words(harmless.source)
    plain = {"projgov": 1, "id": "h", "projects": [{"id": "P", "title": "a", "facts": {f"f_{name}": "b"}}]}
    report = projgov.evaluate(load_pack(path), from_plain(plain), "2017-12-31", on_error="report")
    assert not report.faults
    decided = program.decide(
        {"title": text}, "2017-12-31", subject="project", rules=list(program.core.checks)
    )
    assert decided is not None


def test_some_of_the_files_are_accepted(tmp_path: Path) -> None:
    """Else the test above would hold of a checker that refuses everything."""
    accepted = [
        (text, name)
        for text in TEXTS
        for name in NAMES
        if not any(d.is_error for d in projgov.check(write(tmp_path, rules(text, name))))
    ]
    assert len(accepted) > 20
    assert {text for text, _ in accepted} >= set(TEXTS[:3])


def assert_plain(source: str) -> None:
    """No string in the code, no import, no member that begins with an underscore, no name that was not generated."""
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, ast.Import | ast.ImportFrom | ast.Global | ast.JoinedStr)
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, bytes)
            assert not isinstance(node.value, str) or not node.value
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")
        if isinstance(node, ast.Name):
            assert node.id.isascii()
            assert not node.id.startswith("__")


def words(source: str) -> set[str]:
    """Every name and member in the code without its number: the same whatever the texts and names of the rule file are."""
    nodes = list(ast.walk(ast.parse(source)))
    found = {n.id for n in nodes if isinstance(n, ast.Name)} | {
        n.attr for n in nodes if isinstance(n, ast.Attribute)
    }
    found |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)} | {
        n.arg for n in nodes if isinstance(n, ast.arg)
    }
    return {re.sub(r"[0-9]+", "", name) for name in found}
