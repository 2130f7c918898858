"""Portfolios, tables and mappings that attack: refused with a diagnostic, or read as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hostile.answers import HEAD, command, told, write

import projgov
from projgov.diagnostics import Refused

START = '{"projgov": 1, "id": "h", "projects": [{"id": "P", "title": '
PORTFOLIOS = {
    "100,000 lists": "[" * 100_000,
    "100,000 objects": '{"a":' * 100_000,
    "100,000 lists, closed": "[" * 100_000 + "]" * 100_000,
    "50 MB of one text": START + '"' + "x" * 50_000_000 + '"}]}',
    "NUL": START + '"a\x00b"}]}',
    "NUL as an escape": START + '"a\\u0000b"}]}',
    "a lone surrogate": START + '"a\ud800b"}]}',
    "a lone surrogate as an escape": START + '"a\\ud800b"}]}',
    "a bidirectional control character": START + '"甲\u202e乙"}]}',
    "one as an escape": START + '"甲\\u202e乙"}]}',
    "an exponent of 999,999,999": START + '"甲", "budget": 1e999999999}]}',
    "a number of 100,000 digits": START + '"甲", "budget": ' + "9" * 100_000 + "}]}",
    "no number": START + '"甲", "budget": NaN}]}',
    "infinity": START + '"甲", "budget": Infinity}]}',
    "a doubled key": START + '"甲", "title": "乙"}]}',
    "ids that only composition tells apart": '{"projgov": 1, "id": "h", "projects": [{"id": "é", "title": "甲"}, {"id": "e\u0301", "title": "乙"}]}',
}  # fmt: skip


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_the_portfolio_is_refused(name: str, tmp_path: Path) -> None:
    data = write(tmp_path, PORTFOLIOS[name], "data.json")
    with pytest.raises(Refused) as refused:
        projgov.load_portfolio(data)
    assert told(refused.value.diagnostics)
    rules = write(tmp_path, HEAD)
    assert command("score", rules, data, "--as-of", "2017-12-31")[0] == 1
    assert command("compare", rules, rules, data, "--as-of", "2017-12-31")[0] == 1


MAPPING = "projgov: 1\nportfolio: h\nrecord: project\ncolumns:\n  id: {name: 编号}\n  title: {name: 名称}\n"
TABLES = {
    "50 MB of one cell": '编号,名称\nP,"' + "x" * 50_000_000 + '"\n',
    "19 MB of one cell": '编号,名称\nP,"' + "x" * 19_000_000 + '"\n',
    "NUL": "编号,名称\nP,a\x00b\n",
    "a lone surrogate": "编号,名称\nP,a\ud800b\n",
    "a bidirectional control character": "编号,名称\nP,甲\u202e乙\n",
    "a quote that does not close": '编号,名称\nP,"' + "甲\n" * 100_000,
    "a million columns": "编号," * 1_000_000 + "名称\nP\n",
    "quotes only": '"' * 1_000_001,
    "a million lines": "编号,名称\n" + "," * 5 + "\n" * 1_000_000,
}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_refused(name: str, tmp_path: Path) -> None:
    mapping = write(tmp_path, MAPPING, "mapping.yaml")
    table = write(tmp_path, TABLES[name], "data.csv")
    with pytest.raises(Refused) as refused:
        projgov.load_table(table, mapping)
    assert told(refused.value.diagnostics)


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "a: &a [x]\nb: *a", "columns: {a: \x00}", "", MAPPING * 2]
)
def test_the_mapping_is_refused(content: str, tmp_path: Path) -> None:
    mapping = write(tmp_path, content, "mapping.yaml")
    with pytest.raises(Refused) as refused:
        projgov.load_table(write(tmp_path, "编号,名称\nP,甲\n", "data.csv"), mapping)
    assert told(refused.value.diagnostics)
