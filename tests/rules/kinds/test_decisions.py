"""Decisions of DMN models as rules: typed against the model, lowered to Core, told like any table; what has no meaning is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.rules.kinds.judging import HEAD
from tests.rules.kinds.scoring import lacks, score, with_facts
from tests.scoring.dmn.models import (
    bkm,
    component,
    decision,
    entry,
    input_,
    item,
    literal,
    table,
    values,
    xml,
)

from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.rules.load import Pack, Read, read_pack
from projgov.scoring.dmn.load import load_dmn
from projgov.scoring.evaluate import evaluate
from projgov.scoring.values import Value

FACTS = {
    "behind": "number, decimals: 1",
    "kind": "choice, options: [livelihood, other]",
    "urgent": "yes/no",
    "place": "text",
}
COLOURS = values("outputValues", '"red", "yellow", "green"')
LAMPS = xml(
    item("Kind", "string", allowed='"livelihood", "other"'),
    input_("Behind", "number"),
    input_("Kind of project", "Kind"),
    decision(
        "Points behind",
        literal("if Behind < 0 then 0 else Behind", "number"),
        type_="number",
        inputs=["Behind"],
    ),
    decision(
        "Lamp",
        table(
            ["Points behind", "Kind of project"],
            [
                f'<output name="lamp" typeRef="string">{COLOURS}</output>',
                "weeks",
            ],
            [
                '> 30 | - | "red" | 1',
                '[10..30] | "livelihood" | "red" | 2',
                '[10..30] | not("livelihood") | "yellow" | 2 * 2',
                '< 10 |  | "green" | null',
            ],
        ),
        inputs=["Kind of project"],
        decisions=["Points behind"],
    ),
)
RULES = """
    tables:
      - id: lamp
        on: project
        decision: lamps.dmn#Lamp
        inputs:
          behind: {value: behind}
          Kind of project: {value: kind}
"""


def beside(folder: Path, model: str, rules: str = RULES) -> Read:
    """What is read of a rule file beside a model."""
    (folder / "lamps.dmn").write_text(model, encoding="utf-8")
    file = folder / "rules.yaml"
    file.write_text(with_facts(rules, **FACTS) + HEAD, encoding="utf-8")
    return read_pack(file)


def pack_of(folder: Path, model: str, rules: str = RULES) -> Pack:
    read = beside(folder, model, rules)
    assert read.pack is not None, "\n".join(d.render("en") for d in read.diagnostics)
    return read.pack


def value(pack: Pack, name: str, **facts: Any) -> Value:
    return score(pack, {"A": facts}).value(name, "A")


@pytest.mark.parametrize(
    ("behind", "kind", "lamp", "weeks", "row"),
    [
        (31, "other", "red", 1, 1), (30, "livelihood", "red", 2, 2), (10, "other", "yellow", 4, 3),
        ("9.9", "other", "green", None, 4), (-5, "livelihood", "green", None, 4),
    ],
)  # fmt: skip
def test_a_table_of_a_model_decides_as_the_model_does(
    tmp_path: Path, behind: Any, kind: str, lamp: str, weeks: int | None, row: int
) -> None:
    pack = pack_of(tmp_path, LAMPS)
    found = [value(pack, f"lamp.{name}", behind=behind, kind=kind) for name in ("lamp", "weeks", "row")]
    assert found == [lamp, weeks, row]
    model = load_dmn(tmp_path / "lamps.dmn")
    given = {"Behind": behind, "Kind of project": kind}
    if not isinstance(behind, str):
        assert model.evaluate("Lamp", given) == {"lamp": lamp, "weeks": weeks}


def test_what_it_requires_is_computed_once_and_can_be_asked(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path,
        LAMPS,
        RULES + "    definitions:\n      - {id: d, on: project, value: lamp.Points behind + 1}\n",
    )
    assert value(pack, "lamp.Points_behind", behind=-5, kind="other") == 0
    assert value(pack, "d", behind=3, kind="other") == 4


def test_what_is_missing_leaves_it_undetermined_only_where_it_matters(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, LAMPS)
    assert value(pack, "lamp.lamp", behind=40) == "red"
    assert lacks(value(pack, "lamp.lamp", behind=20)) == {"A.kind"}


def test_the_report_tells_the_row_and_its_cells(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, LAMPS)
    projects = [{"id": "A", "title": "A", "facts": {"behind": 20, "kind": "other"}}]
    portfolio = check_facts(from_plain({"projgov": 1, "id": "p", "projects": projects}), pack.facts)
    report = evaluate(pack, portfolio, "2018-01-31")
    assert report.explain("A", language="en").splitlines()[2:4] == [
        "lamp: lamp yellow, weeks 4",
        '  row 3: Points behind (20): [10..30]; kind (other): not("livelihood")',
    ]


LOGIC = xml(
    input_("Behind", "number"),
    input_("Urgent", "boolean"),
    bkm("weighted", ["x:number", "factor:number"], literal("x * factor"), type_="number"),
    decision(
        "Measure",
        "<context>"
        + entry("base", literal("weighted(Behind, 2)"), "number")
        + entry("more", "<invocation>" + literal("weighted") + "<binding><parameter name='factor'/>" + literal("3") + "</binding><binding><parameter name='x'/>" + literal("base") + "</binding></invocation>")
        + entry("", table(["Urgent"], ["r"], ["true | base + more", "false | 0"], policy="FIRST"))
        + "</context>",
        type_="number",
        inputs=["Behind", "Urgent"],
        knowledge=["weighted"],
    ),
    decision("List", "<list>" + literal("Behind") + literal("1") + "</list>", inputs=["Behind"]),
)  # fmt: skip


def test_contexts_functions_and_inner_tables_have_their_meaning(tmp_path: Path) -> None:
    """With 5 points behind: base 5 × 2 = 10, more 10 × 3 = 30, together 40."""
    rules = """
        tables:
          - {id: m, on: project, decision: lamps.dmn#Measure}
          - {id: l, on: project, decision: lamps.dmn # List}
    """
    pack = pack_of(tmp_path, LOGIC, rules.replace("lamps.dmn # List", "'lamps.dmn # List'"))
    assert value(pack, "m", behind=5, urgent=True) == 40
    assert value(pack, "m", behind=5, urgent=False) == 0
    assert value(pack, "m.Measure", behind=5, urgent=True) == 40
    assert value(pack, "l", behind=5) == (5, 1)


@pytest.mark.parametrize(
    ("policy", "aggregation", "expected"),
    [("COLLECT", "", (1, 3)), ("COLLECT", "SUM", 4), ("COLLECT", "COUNT", 2), ("RULE ORDER", "", (1, 3)),
     ("OUTPUT ORDER", "", (3, 1)), ("PRIORITY", "", 3), ("FIRST", "", 1)],
)  # fmt: skip
def test_each_hit_policy_is_that_of_rule_files(
    tmp_path: Path, policy: str, aggregation: str, expected: Any
) -> None:
    rows = ["> 5 | 1", "> 10 | 2", "> 6 | 3"]
    output = f'<output name="n" typeRef="number">{values("outputValues", "3, 2, 1")}</output>'
    model = xml(
        input_("Behind", "number"),
        decision(
            "D", table(["Behind"], [output], rows, policy=policy, aggregation=aggregation), inputs=["Behind"]
        ),
    )
    pack = pack_of(tmp_path, model, "tables:\n  - {id: t, on: project, decision: 'lamps.dmn#D'}\n")
    assert value(pack, "t", behind=7) == expected
    assert load_dmn(tmp_path / "lamps.dmn").evaluate("D", {"Behind": 7}) == (
        list(expected) if isinstance(expected, tuple) else expected
    )


ONE = "tables:\n  - {id: t, on: project, decision: 'lamps.dmn#D'}\n"


@pytest.mark.parametrize(
    ("model", "rules", "said"),
    [
        (LAMPS, RULES.replace("#Lamp", "#Lamb"), [("M394", "the model `lamps.dmn` has no decision `Lamb`")]),
        (LAMPS, RULES.replace("#Lamp", ""), [("M393", "`lamps.dmn` does not say which decision of which model")]),
        (LAMPS, RULES.replace("lamps.dmn#", "none.dmn#"), [("F010", None)]),
        (LAMPS, RULES.replace("lamps.dmn#", "../lamps.dmn#"), [("F190", None)]),
        (LAMPS, RULES.replace("{value: kind}", "{value: place}").replace("Kind of", "Sort of"),
         [("M395", "the model's input `Kind of project` is no name of the rule file, and does not stand under `inputs:`"),
          ("M396", "the decision asks no input `Sort of project`")]),
        (LAMPS, RULES.replace("{value: behind}", "{value: kind}"), [("T001", "a number is wanted here, and this is a choice (kind)")]),
        (LAMPS.replace('"livelihood", "other"', '"livelihood", "rest"'), RULES,
         [("M397", "`other` can occur, and the model's input `Kind of project` does not allow it")]),
        (LAMPS, RULES + "        hit: first\n", [("B055", "with a decision of a DMN model there can be no `hit`")]),
        (xml(decision("D", literal("f(1)"))), ONE, [("N005", "there is no function `f`")]),
        (xml(decision("D", literal('time("10:00:00")'))), ONE, [("N005", "there is no function `time`")]),
        (xml(decision("D", literal("1 +"))), ONE, [("X021", "the expression ends too early")]),
        (xml(decision("D", "<functionDefinition>" + literal("1") + "</functionDefinition>")), ONE,
         [("M391", "rule files cannot use a function as a value of a DMN model")]),
        (xml(decision("D", "")), ONE, [("M391", "rule files cannot use an expression that is not there of a DMN model")]),
        (xml(decision("D", literal("1"), type_="time")), ONE, [("M390", "rule files have no type like `time`")]),
        (xml(decision("D", literal("E"), decisions=["E"]), decision("E", literal("D"), decisions=["D"])), ONE,
         [("M399", "`D` requires itself")]),
        (xml(decision("D", literal("1"), decisions=["urn:other#x"])), ONE, [("M344", None)]),
        (xml(bkm("f", ["x"], literal("f(x)"), knowledge=["f"]), decision("D", literal("f(1)"), knowledge=["f"])), ONE,
         [("M399", "`f` requires itself")]),
        (xml(bkm("f", ["x"], literal("x")), decision("D", literal("f(1, 2)"), knowledge=["f"])), ONE,
         [("M392", "the arguments of `f` do not fit: `x`")]),
        (xml(item("T", inner=component("a", "number")), decision("D", table(["1"], ["n"], ['> 0 | 1', '= 1 | 2']))), ONE, []),
        (LAMPS.replace("[10..30] | not", "[10..30] | ").replace('not("livelihood")', "-"), RULES,
         [("B042", "row 3 and row 2 both hold, for instance where Points behind = 20, Kind of project = \"livelihood\"")]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_by_name(
    tmp_path: Path, model: str, rules: str, said: list[tuple[str, str | None]]
) -> None:
    found = [(d.code, d.message("en")) for d in beside(tmp_path, model, rules).diagnostics]
    assert [
        (code, text if wanted is not None else None)
        for (code, text), (_, wanted) in zip(found, said, strict=True)
    ] == said


def test_neither_a_table_nor_a_decision_is_told(tmp_path: Path) -> None:
    found = beside(tmp_path, LAMPS, "tables:\n  - {id: t, on: project}\n").diagnostics
    assert [(d.code, d.message("en")) for d in found] == [("B054", "the decision table `t` has no table")]
