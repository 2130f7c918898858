"""Good files, changed at random: `check` and the readers of data answer with diagnostics or success, and nothing else."""

from __future__ import annotations

import contextlib
import re
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile.answers import answered, told

import projgov
from projgov.diagnostics import Diagnostic, ProjgovError, Refused

ROOT = Path(__file__).parents[2]
FILES = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/rulefiles").glob("*/*.yaml"))]
GOOD = [text.partition("# ==== ")[0].encode() for text in FILES if "error[" not in text]
"""Rule files without errors: good ones, and those of which no more than doubts are said."""
TABLE = '项目,单位,预算\n甲,东城,12.5\n乙,西城,"1,000"\n'.encode()
MAPPING = b"projgov: 1\nportfolio: h\nrecord: project\ncolumns:\n  id: {column: 1}\n  title: {name: \xe9\xa1\xb9\xe7\x9b\xae}\n"
DATA = (
    '{"projgov": 1, "id": "h", "units": [{"id": "U", "name": "甲局", "level": "department"}], "projects": [{"id": "P", '
    '"title": "甲", "lead_unit": "U", "budget": 12.5, "reports": [{"id": "R1", "kind": "quarterly", "period": "2017-Q1", '
    '"by": "U", "occurred": "2017-03-31", "recorded": "2017-04-05"}]}]}'
).encode()  # fmt: skip
TOKENS = [
    *b"\x00\t\n\r \"'#&*-?:,[]{}!|>%@`\\()<=.0",
    *("\u202e", "\ufeff", "\ud7ff", "ａ", "：", "，", "é", "e\u0301", "。", "全", "≥"),
    *("\n  - ", ": ", "{", "}", "[[[[[", "null", "true", "no", "1e999", "-0", "2017-02-30", "9" * 400, "..", "../x.yaml"),
    *(" or ", " and ", "not(", "if ", " then ", "for i in ", "some x in ", " satisfies ", "1..99999999", " ** ", "/0", "?"),
    *("extends: ", "decision: a.dmn#B", "project", "项目", "id", "on", "value", "as_of", "judged", "sum(", "d0", "@\"2017\""),
    *("2 ** 10 ** 10", "、", "（", "/ 0", "subject", "\n  ", "a" * 5000, "(" * 500),
    *("\\ud800", "\\u0000", "__import__('os')", "%YAML 1.1", "!!python/name:os", "&a ", "*a", "<<: ", "---\n", "...\n"),
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([bytes([t]) if isinstance(t, int) else t.encode() for t in TOKENS]), st.binary(max_size=3)
)


@st.composite
def changed(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """A good file with one to five cuts, insertions, or parts of its own copied to another place."""
    data = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(1, 5))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        if draw(st.booleans()):
            piece = draw(PIECES)
        else:
            start = draw(st.integers(0, len(data)))
            piece = data[start : start + draw(st.integers(1, 60))]
        data = data[:at] + piece + data[at + length :]
    return data if draw(st.integers(0, 9)) else data[: draw(st.integers(0, len(data)))]


_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)


@st.composite
def reworded(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """A good file with one to four of its words or signs replaced by others of it: most are YAML still, few make sense."""
    tokens = _TOKEN.findall(draw(st.sampled_from(sources)).decode())
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(tokens) - 1)), draw(st.integers(0, len(tokens) - 1))
        kind = str.isspace if tokens[at].isspace() else str.isalnum if tokens[at].isalnum() else str
        same = [t for t in tokens[other : other + 40] if kind(t)]
        tokens[at] = same[0] if same else tokens[other]
    return "".join(tokens).encode()


@st.composite
def relined(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """A good file with one to three of its lines left out, doubled, exchanged, cut or moved to the left or right."""
    lines = draw(st.sampled_from(sources)).decode().splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        match draw(st.sampled_from(["drop", "double", "exchange", "cut", "move"])):
            case "drop":
                lines[at : at + 1] = [] if len(lines) > 1 else [""]
            case "double":
                lines.insert(other, line)
            case "exchange":
                lines[at], lines[other] = lines[other], line
            case "cut":
                lines[at] = line[: draw(st.integers(0, len(line)))]
            case "move":
                lines[at] = " " * draw(st.integers(0, 8)) + line.lstrip()
    return ("\n".join(lines) + draw(st.sampled_from(["\n", ""]))).encode()


@given(changed(GOOD) | reworded(GOOD) | relined(GOOD))
def test_check_answers_a_changed_rule_file_with_diagnostics_or_success(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.yaml")
        path.write_bytes(data)
        found = projgov.check(path)
        told(found)
        try:
            pack = projgov.load_pack(path)
        except Refused:
            assert any(d.is_error for d in found)
        else:
            projgov.compile(pack)


@given(changed([DATA]) | reworded([DATA]))
def test_a_changed_portfolio_is_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.json")
        path.write_bytes(data)
        assert answered(lambda: (projgov.load_portfolio(path), ())[1]) != ["no diagnostic"]


@given(changed([TABLE]), changed([MAPPING]), st.booleans())
def test_a_changed_table_is_read_or_refused(table: bytes, mapping: bytes, both: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows, columns = Path(folder, "data.csv"), Path(folder, "mapping.yaml")
        rows.write_bytes(table)
        columns.write_bytes(mapping if both else MAPPING)
        for skip in (False, True):
            assert answered(partial(_bad_rows, rows, columns, skip)) != ["no diagnostic"]


@given(changed([b"sum(for i in 1..3 return i ** 2) + if a.b < 3 then 1 else [1, 2][item > 1][1]", b'matches("ab", "(a|b)+$") and a in (1..3)']))  # fmt: skip
def test_feel_answers_a_changed_expression_with_a_value_or_diagnostics(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    with contextlib.suppress(ProjgovError):
        told(projgov.feel.run(text, {"a": {"b": 2}}, steps=20_000).diagnostics)
        projgov.feel.unary_test(text, 3, steps=20_000)


@pytest.mark.parametrize("number", range(len(GOOD)))
def test_the_files_that_are_changed_are_good(number: int, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(GOOD[number])
    assert not [d for d in projgov.check(path) if d.is_error]


def _bad_rows(rows: Path, columns: Path, skip: bool) -> tuple[Diagnostic, ...]:
    return tuple(projgov.load_table(rows, columns, skip_bad=skip).bad_rows)
