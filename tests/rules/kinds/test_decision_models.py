"""Decisions of whole DMN models as rules: imports, every boxed expression, functions and services; what they give is what the model gives."""

from __future__ import annotations

import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.kinds.judging import HEAD
from tests.rules.kinds.scoring import lacks, score, with_facts
from tests.scoring.dmn.models import bkm, decision, entry, input_, item, literal, service, xml

from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.rules.load import Pack, Read, read_pack
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.dmn.load import load_dmn
from projgov.scoring.dmn.model import Model as DmnModel
from projgov.scoring.evaluate import evaluate
from projgov.scoring.model import run
from projgov.scoring.values import Value

MODELS = Path(__file__).parent / "models"
DECISIONS = ("Subsidy", "Steps", "Signs", "Instalments", "Level")
FACTS = {"amount": "number, decimals: 1", "kind": "choice, options: [livelihood, other]"}
CEILING = 60


def rule_of(name: str, model: str = "subsidy.dmn", inputs: str = "Ceiling: {value: '60'}") -> str:
    """One decision as a rule."""
    return f"  - {{id: the_{name.lower()}, on: project, decision: '{model}#{name}', inputs: {{{inputs}}}}}\n"


ALL = "tables:\n" + "".join(map(rule_of, DECISIONS))


def read_beside(folder: Path, rules: str = ALL) -> Read:
    """What is read of a rule file in the folder of models."""
    (folder / "rules.yaml").write_text(with_facts(rules, **FACTS) + HEAD, encoding="utf-8")
    return read_pack(folder / "rules.yaml")


def pack_in(folder: Path, rules: str = ALL) -> Pack:
    read = read_beside(folder, rules)
    assert read.pack is not None, "\n".join(d.render("en") for d in read.diagnostics)
    return read.pack


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the models, for a rule file to lie in."""
    found = tmp_path_factory.mktemp("models")
    for file in MODELS.glob("*.dmn"):
        shutil.copy(file, found)
    return found


@pytest.fixture(scope="module")
def pack(folder: Path) -> Pack:
    return pack_in(folder)


@pytest.fixture(scope="module")
def model(folder: Path) -> DmnModel:
    found = load_dmn(folder / "subsidy.dmn")
    assert not found.diagnostics
    return found


def plain(value: object) -> object:
    """A value of either world, for comparing: exact numbers, lists, contexts by canonical names."""
    if isinstance(value, Decimal | Fraction | int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {key.replace(" ", "_"): plain(v) for key, v in value.items()}
    return value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tenths=st.integers(-100, 20000), kind=st.sampled_from(["livelihood", "other"]))
def test_the_rules_decide_as_the_model_does_and_compiled_code_as_they_do(
    pack: Pack, model: DmnModel, tenths: int, kind: str
) -> None:
    amount = Decimal(tenths) / 10
    judged = score(pack, {"A": {"amount": str(amount), "kind": kind}})
    inputs = {"Amount": amount, "Kind": kind, "Ceiling": CEILING}
    for name in DECISIONS:
        assert plain(judged.value(f"the_{name.lower()}", "A")) == plain(model.evaluate(name, inputs)), name
    facts = judged.model.facts
    assert compile_core(pack.core).run(facts) == run(pack.core, facts)


@pytest.mark.parametrize(
    ("amount", "kind", "subsidy", "steps", "signs", "instalments", "level"),
    [
        # Livelihood, 100 and more: both rates fit, the lower one counts: 0.3 × 100.
        (100, "livelihood", 30, (30, 15, 10), (True, True), Fraction(45, 2), "city"),
        # 0.5 × 10; the steps are 5, 2.5 and 1.67 to one decimal; half and a quarter of 5.
        (10, "livelihood", 5, (5, Fraction(5, 2), Fraction(17, 10)), (True, False), Fraction(15, 4), "town"),
        # 0.2 × 1000 is more than the ceiling.
        (1000, "other", 60, (60, 30, 20), (False, True), 45, "county"),
        # Nothing fits an amount below 0: the conditional gives 0.
        (-1, "other", 0, (0, 0, 0), (False, False), 0, "town"),
    ],
)
def test_what_they_give_is_what_the_models_say(
    pack: Pack, amount: int, kind: str, subsidy: Any, steps: Any, signs: Any, instalments: Any, level: str
) -> None:
    judged = score(pack, {"A": {"amount": amount, "kind": kind}})
    found = [judged.value(f"the_{name.lower()}", "A") for name in DECISIONS]
    assert found == [subsidy, steps, signs, instalments, level]


def test_what_is_missing_leaves_undetermined_what_depends_on_it(pack: Pack) -> None:
    judged = score(pack, {"A": {"amount": 100}})
    assert lacks(judged.value("the_subsidy", "A")) == {"A.kind"}


def test_the_report_tells_the_row_and_the_cells_of_a_table_behind_an_import(pack: Pack) -> None:
    projects = [{"id": "A", "title": "A", "facts": {"amount": 100, "kind": "livelihood"}}]
    portfolio = check_facts(from_plain({"projgov": 1, "id": "p", "projects": projects}), pack.facts)
    told = evaluate(pack, portfolio, "2018-01-31").explain("A", language="en")
    assert "  row 1: Subsidy (30): >= 30; kind: livelihood" in told.splitlines()


def test_inputs_of_an_imported_model_go_by_their_own_name_or_behind_that_of_the_import(folder: Path) -> None:
    for inputs in ("Ceiling: {value: '7'}", "rates.Ceiling: {value: '7'}"):
        found = pack_in(folder, "tables:\n" + rule_of("Subsidy", inputs=inputs))
        assert score(found, {"A": {"amount": 100, "kind": "other"}}).value("the_subsidy", "A") == 7


OTHER = xml(input_("Behind", "number"), decision("Twice", literal("Behind * 2"), inputs=["Behind"]), namespace="urn:o", name="o")  # fmt: skip
IMPORT = '<import name="o" namespace="urn:o" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
BOTH = xml(
    IMPORT,
    input_("Behind", "number"),
    decision("D", literal("o.Twice + Behind"), inputs=["Behind"], decisions=["urn:o#_Twice"]),
)

LONE = xml(IMPORT, decision("D", literal("o.Twice"), decisions=["urn:o#_Twice"]))


def written(folder: Path, **models: str) -> Path:
    for name, text in models.items():
        (folder / f"{name}.dmn").write_text(text, encoding="utf-8")
    return folder


def one(inputs: str = "") -> str:
    return "tables:\n" + rule_of("D", "m.dmn", inputs)


def test_inputs_of_two_models_with_one_name_are_told_apart(tmp_path: Path) -> None:
    """2 × 5 + 3."""
    found = pack_in(written(tmp_path, m=BOTH, o=OTHER), one("Behind: {value: '3'}, o.Behind: {value: '5'}"))
    assert score(found, {"A": {}}).value("the_d", "A") == 13
    assert load_dmn(tmp_path / "m.dmn").evaluate("D", {"Behind": 3, "o.Behind": 5}) == 13


def said(read: Read) -> list[tuple[str, str, str]]:
    """Code, message and mend of what is told."""
    return [(d.code, d.message("en"), d.help("en")) for d in read.diagnostics]


def test_inputs_that_could_be_meant_by_one_name_are_told(tmp_path: Path) -> None:
    assert said(read_beside(written(tmp_path, m=BOTH, o=OTHER), one("Behind: {value: '3'}"))) == [
        ("M398", "several models have an input `Behind`", "write each under `inputs:`: `Behind`, `o.Behind`")
    ]


ROW = "<relation><column name='a' typeRef='number'/><column name='the b'/><row>{}</row></relation>"
RELATION = ROW.format(literal("1") + literal('"x"'))


def match(source: str, condition: str) -> str:
    """A boxed filter."""
    return f"<filter><in>{source}</in><match>{literal(condition)}</match></filter>"


@pytest.mark.parametrize(
    ("box", "value"),
    [
        (RELATION, ({"a": 1, "the_b": "x"},)),
        (f"<context>{entry('twice', literal('function(x: number) x * 2'))}{entry('', literal('twice(3) + twice(x: 4)'))}</context>", 14),
        (match(RELATION, 'the b = "x"'), ({"a": 1, "the_b": "x"},)),
        (match(RELATION, "item.a > 1"), ()),
        (match("<list>" + literal("4") + literal("5") + "</list>", "item > 4"), (5,)),
        (f"<context>{entry('rows', RELATION)}{entry('', literal('rows.a'))}</context>", (1,)),
        (f"<context>{entry('rows', RELATION)}{entry('', literal('rows[a = 1][1].the b'))}</context>", "x"),
        (f"<every iteratorVariable='x'><in>{literal('[1..4]')}</in><satisfies>{literal('x < 4')}</satisfies></every>", False),
    ],
)  # fmt: skip
def test_each_box_gives_what_the_model_gives(tmp_path: Path, box: str, value: Value) -> None:
    found = pack_in(written(tmp_path, m=xml(decision("D", box))), one())
    assert score(found, {"A": {}}).value("the_d", "A") == value
    assert plain(load_dmn(tmp_path / "m.dmn").evaluate("D", {})) == plain(value)


CHAIN = [
    bkm(f"f{n}", ["x"], literal(f"f{n + 1}(x) + f{n + 1}(x)"), knowledge=[f"f{n + 1}"]) for n in range(30)
]


@pytest.mark.parametrize(
    ("models", "told"),
    [
        (
            {"m": xml(bkm("f", ["x"], literal("1"), kind="Java"), decision("D", literal("f(1)"), knowledge=["f"]))},
            [
                ("M401", "the function `f` is Java, and rule files run no code from outside", "write the function in FEEL in the model"),
            ],
        ),
        ({"m": LONE}, [("M340", "the imported model `o` is not found", "put its DMN file into the same folder")]),
        (
            {"m": LONE.replace("importType", "locationURI='../o.dmn' importType"), "../o": OTHER},
            [("F190", "`../o.dmn` is not in the folder of the file that names it", None), ("M346", "the imported model `o` cannot be read", None)],
        ),
        (
            {"m": xml(decision("D", literal("function(x) x")))},
            [("M391", "rule files cannot use a function as a value of a DMN model", None)],
        ),
        (
            {"m": xml(decision("D", literal("1").replace("<literalExpression", "<literalExpression expressionLanguage='urn:js'")))},
            [("M391", "rule files cannot use an expression in urn:js of a DMN model", None)],
        ),
        (
            {"m": LONE.replace("o#_Twice", "o#_Thrice"), "o": OTHER},
            [("M343", "no decision has the id `_Thrice`", None)],
        ),
        (
            {"m": xml(IMPORT, decision("D", literal("o.Twice"))), "o": OTHER},
            [("N001", "unknown name `o.Twice`", None)],
        ),
        (
            {"m": xml(decision("D", RELATION.replace("<text>1<", '<text>"y"<')))},
            [("T001", "a number is wanted here, and this is a text", None)],
        ),
        (
            {"m": xml(decision("D", match(RELATION, 'a = "x"')))},
            [("T002", "a number cannot be compared with a text", None)],
        ),
        (
            {"m": xml(decision("D", match(RELATION, "1")))},
            [("T001", "yes or no is wanted here, and this is a number", None)],
        ),
        (
            {"m": xml(decision("D", ROW.format(literal("1"))))},
            [("M321", "this row has 1 cells and not 2", None)],
        ),
        (
            {"m": xml(decision("D", literal("s(1)"), knowledge=["s"]), decision("E", literal("b"), inputs=["b"]), input_("a"), input_("b"), service("s", ["E"], inputs=["a"]))},
            [("M391", "rule files cannot use the service `s`, which is not given its input `b`, of a DMN model", None)],
        ),
        (
            {"m": xml(*CHAIN, bkm("f30", ["x"], literal("x")), decision("D", literal("f0(1)"), knowledge=["f0"]))},
            [("M400", "written out, this decision calls functions more than 2000 times", None)],
        ),
        (
            {"m": xml(*(decision(f"D{n or ''}", literal("1"), decisions=[f"D{n + 1}"]) for n in range(300)), decision("D300", literal("1")))},
            [("M402", "decisions require one another more than 100 deep", None)],
        ),
        (
            {"m": xml(decision("D", literal("s()"), knowledge=["s"]), service("s", ["D"]))},
            [("M399", "`s` requires itself", None)],
        ),
        (
            {"m": xml(item("T", "string"), decision("D", "<context>" + entry("f", "<functionDefinition>" + literal("1") + "</functionDefinition>") + "</context>"))},
            [("M391", "rule files cannot use a function as a value of a DMN model", None)],
        ),
    ],
    ids=["java", "no import", "outside", "text function", "language", "no element", "not required", "cell", "match", "position", "row", "service", "calls", "deep", "round", "function"],
)  # fmt: skip
def test_what_cannot_be_is_told_by_name(
    tmp_path: Path, models: dict[str, str], told: list[tuple[str, str, str | None]]
) -> None:
    (tmp_path / "in").mkdir()
    found = said(read_beside(written(tmp_path / "in", **models), one()))
    known = [
        (code, text, mend if wanted else None)
        for (code, text, mend), (*_, wanted) in zip(found, told, strict=True)
    ]
    assert known == told
