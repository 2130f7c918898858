"""Compiled code gives exactly what the readable model gives, and no text of a user becomes code."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scoring.few_facts import FewFacts, Thing

from projgov.diagnostics import Bilingual
from projgov.domain.calendar import Period
from projgov.domain.calendar.file import shipped_calendar
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.types import (
    AnyType,
    BooleanType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import About, Member, Named, Record, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node, Row, number
from projgov.rules.core.program import PORTFOLIO, Check, Core, Definition, ParameterDefinition, Version
from projgov.scoring import model, rounds
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.facts import Facts, OnDay
from projgov.scoring.values import Results, Value
from projgov.testing.busy_portfolios import busy_portfolios
from projgov.testing.core_programs import nodes_of, programs

AS_OF = date(2017, 9, 30)
TEXT, BOOLEAN, NUMBER = TextType(), BooleanType(), NumberType()
PROJECT = nodes.Variable("subject", RecordType("project"))


class Wrapped:
    """Facts from a portfolio through the narrow interface alone, as a source of another kind would give them."""

    def __init__(self, facts: Facts) -> None:
        self.as_of = facts.as_of
        self.subjects = facts.subjects
        self.id_of = facts.id_of
        self.member = facts.member
        self.value_at = facts.value_at


def core(
    definitions: Mapping[str, Node],
    *,
    subject: str = "project",
    checks: tuple[Check, ...] = (),
    vocabulary: Vocabulary = VOCABULARY,
    parameters: Mapping[str, ParameterDefinition] | None = None,
) -> Core:
    """A rule file of definitions given by their bodies."""
    made = {name: Definition(name, subject, body, body.type) for name, body in definitions.items()}
    title = Bilingual("试", "test")
    named = {c.id: c for c in checks}
    return Core(1, "t", 2017, title, vocabulary, parameters or {}, made, named, (), shipped_calendar())


def assert_same(found: Results, expected: Results) -> None:
    """Equal, and said piece by piece where they are not."""
    for name, values in expected.values.items():
        assert found.values[name] == values, name
        assert {k: type(v) for k, v in found.values[name].items()} == {k: type(v) for k, v in values.items()}
    for name, occasions in expected.occasions.items():
        assert found.occasions[name] == occasions, name
    assert found == expected


@settings(suppress_health_check=list(HealthCheck))
@given(programs())
def test_a_run_gives_what_the_model_gives(case: tuple[Core, Portfolio, date]) -> None:
    """On random rule files and portfolios: values, unknowns with their evidence, faults with their places, occasions."""
    rules, portfolio, as_of = case
    expected = model.run(rules, Facts(portfolio, rules.vocabulary, as_of))
    program = compile_core(rules)
    assert_same(program.run(Facts(portfolio, rules.vocabulary, as_of)), expected)
    assert_same(program.run(Wrapped(Facts(portfolio, rules.vocabulary, as_of))), expected)


REPORTS = ListType(RecordType("report"))


@st.composite
def folds(draw: st.DrawFn) -> nodes.Fold:
    """Folds over reports, of which some are possible or lacking, with steps that ask the report, the memory and the project."""
    progress = nodes.Field(nodes.Variable("x", RecordType("report")), "report", "progress", NUMBER)
    begun = nodes.Compare(">", progress, number(draw(st.integers(0, 50))))
    reports = nodes.Field(PROJECT, "project", "reports", REPORTS)
    sources: list[Node] = [reports, nodes.Filter("x", reports, begun, REPORTS)]
    source = draw(st.sampled_from(sources))
    kinds: list[ValueType] = [NUMBER, BOOLEAN, TEXT]
    kind = draw(st.sampled_from(kinds))
    initial: Node = draw(nodes_of(kind, depth=2))
    step: Node = draw(nodes_of(kind, variables={"x": RecordType("report"), "m": kind}, depth=3))
    return nodes.Fold(source, "x", "m", initial, step, ListType(step.type))


@settings(suppress_health_check=list(HealthCheck))
@given(folds(), busy_portfolios(), st.dates(date(2017, 1, 1), date(2018, 2, 1)))
def test_a_fold_runs_as_in_the_model(fold: nodes.Fold, portfolio: Portfolio, as_of: date) -> None:
    rules = core({"memories": fold})
    expected = model.run(rules, Facts(portfolio, rules.vocabulary, as_of))
    assert_same(compile_core(rules).run(Facts(portfolio, rules.vocabulary, as_of)), expected)


@settings(suppress_health_check=list(HealthCheck))
@given(programs(), st.dates(date(2016, 12, 1), date(2018, 3, 31)), st.data())
def test_what_was_on_a_day_is_what_evaluation_on_that_day_gives(
    case: tuple[Core, Portfolio, date], day: date, data: st.DataObject
) -> None:
    """All of a rule's own, and all that it asks of other rules, by the records of today."""
    rules, portfolio, as_of = case
    asked = data.draw(st.sampled_from(list(rules.definitions.values())))
    whole = asked.subject == PORTFOLIO
    subject = nodes.Variable("subject", AnyType() if whole else RecordType(asked.subject))
    then = nodes.AsOf(asked.id, subject, nodes.Literal(day, DateType()), asked.type)
    added = Definition("then", asked.subject, then, then.type)
    rules = attrs.evolve(rules, definitions={**rules.definitions, "then": added})
    facts = Facts(portfolio, rules.vocabulary, as_of)
    assert (
        compile_core(rules).run(facts).values["then"] == model.run(rules, OnDay(facts, day)).values[asked.id]
    )


@settings(suppress_health_check=list(HealthCheck))
@given(programs(), st.integers(0, 9))
def test_loops_that_go_round_too_often_are_the_same_faults_in_a_run_as_in_the_model(
    case: tuple[Core, Portfolio, date], most: int
) -> None:
    """Of a budget so small that many loops within loops exceed it, and some do not."""
    program_core, portfolio, as_of = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounds, "MOST_ROUNDS", most)
        expected = model.run(program_core, Facts(portfolio, program_core.vocabulary, as_of))
        found = compile_core(program_core).run(Facts(portfolio, program_core.vocabulary, as_of))
    assert_same(found, expected)


PERIODS = tuple(Period("quarter", 2017, n) for n in (1, 2, 3, 4))
PERIOD_LIST = ListType(PeriodType())


@pytest.mark.parametrize(
    "over",
    [
        nodes.Literal(PERIODS, PERIOD_LIST),
        nodes.MakeList(tuple(nodes.Literal(p, PeriodType()) for p in PERIODS), PERIOD_LIST),
        nodes.Literal((), PERIOD_LIST),
        nodes.Literal(None, PERIOD_LIST),
        nodes.Literal(3, PERIOD_LIST),
        nodes.MakeList((nodes.Arithmetic("/", number(1), number(0), NUMBER),), PERIOD_LIST),
        nodes.Case(
            (Row(nodes.Present(nodes.Field(PROJECT, "project", "title", TEXT)), nodes.TRUE),), None, BOOLEAN
        ),
    ],
)
def test_occasions_that_never_change_come_out_as_in_the_model(over: Node) -> None:
    """Four quarters, none, null, what is no list, a fault: each occasion judged ten days after its end."""
    period = nodes.Variable("period", PeriodType())
    end = nodes.Call("period_end", (period,), DateType())
    due = nodes.Call("add_days", (end, number(10)), DateType())
    year = nodes.Field(PROJECT, "project", "year", NumberType(0))
    holds = nodes.Compare("=", nodes.Call("year", (due,), NumberType(0)), year)
    check = Check("c", "project", holds, Bilingual("t", "t"), judged=due, over=over, variable="period")
    rules = core({"late": nodes.Tally(("c",), "unmet", PROJECT)}, checks=(check,))
    things = {
        "project": (Thing("P1", {"year": 2017, "title": "t"}), Thing("P2", {}), Thing("P3", {"year": 2016}))
    }
    assert_same(compile_core(rules).run(FewFacts(things)), model.run(rules, FewFacts(things)))


def reports(condition: Node) -> nodes.Filter:
    """The reports of a project that meet a condition."""
    record = ListType(RecordType("report"))
    return nodes.Filter("r", nodes.Field(PROJECT, "project", "reports", record), condition, record)


@settings(suppress_health_check=list(HealthCheck))
@given(busy_portfolios(), st.dates(date(2017, 1, 1), date(2018, 3, 31)), st.data())
def test_records_looked_up_by_what_they_equal_are_those_found_by_looking_at_each(
    portfolio: Portfolio, as_of: date, data: st.DataObject
) -> None:
    """Reports of a kind and period, missing fields and open registers included."""
    item = nodes.Variable("r", RecordType("report"))
    fields = VOCABULARY.record("report").members
    kind = nodes.Field(item, "report", "kind", fields["kind"].type)
    period = nodes.Field(item, "report", "period", fields["period"].type)
    reporting: tuple[Any, ...] = (*portfolio.projects, *portfolio.units)
    all_reports = [r for p in reporting for r in p.reports]
    periods = [r.period for r in all_reports if not hasattr(r.period, "why")]
    asked = data.draw(st.sampled_from(periods)) if periods else None
    tests: list[Node] = [
        nodes.Compare("=", kind, nodes.Literal(data.draw(st.sampled_from(["monthly", "quarterly"])), TEXT)),
        nodes.Compare("=", nodes.Literal(asked, fields["period"].type), period),
        nodes.Present(nodes.Field(item, "report", "content", TEXT)),
    ]
    chosen = tuple(data.draw(st.permutations(tests)))[: data.draw(st.integers(1, 3))]
    condition = nodes.And(chosen)
    rules = core(
        {
            "found": nodes.Aggregate("count", reports(condition), NUMBER),
            "there": nodes.Quantify("some", "r", reports(nodes.TRUE).source, condition),
            "all": nodes.Quantify("every", "r", reports(nodes.TRUE).source, condition),
        }
    )
    expected = model.run(rules, Facts(portfolio, VOCABULARY, as_of))
    assert_same(compile_core(rules).run(Facts(portfolio, VOCABULARY, as_of)), expected)


DAYS = tuple(date(2017, month, 15) for month in (2, 5, 8))
OWN_REPORTS = nodes.Field(PROJECT, "project", "reports", REPORTS)
LIMIT = ParameterDefinition(
    "limit",
    NUMBER,
    (Version(3, None, date(2017, 4, 30)), Version(7, date(2017, 5, 1), None)),
    Bilingual("限", "limit"),
    "assumed",
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (nodes.Aggregate("count", OWN_REPORTS, NUMBER), (1, 2, 2)),
        (nodes.Arithmetic("*", nodes.Parameter("limit", NUMBER), number(2), NUMBER), (6, 14, 14)),
        (
            nodes.Quantify(
                "some", "r", OWN_REPORTS, nodes.Compare(">", nodes.Parameter("limit", NUMBER), number(5))
            ),
            (False, True, True),
        ),
    ],
)
@pytest.mark.parametrize("on_another_day", [False, True])
def test_what_is_judged_on_a_day_of_a_loop_s_own_is_computed_for_each_of_its_days(
    asked: Node, found: tuple[Value, ...], on_another_day: bool
) -> None:
    """A register and a parameter depend on the day judged, though they do not name it: they cannot be computed before the loop."""
    day = nodes.Variable("day", DateType())
    judged = nodes.Let("judged", day, asked, asked.type)
    body = nodes.MakeList((asked, judged), ListType(asked.type)) if on_another_day else judged
    kind = ListType(body.type)
    rules = core(
        {"d": nodes.Each("day", nodes.Literal(DAYS, ListType(DateType())), body, kind)},
        parameters={"limit": LIMIT},
    )
    days = [f"2017-0{month}-10" for month in (1, 5)]
    reports = [{"id": f"r{day}", "kind": "monthly", "occurred": day, "recorded": day} for day in days]
    registers = {"reports": {"complete_through": "2017-12-31"}}
    projects = [{"id": "P", "reports": reports}]
    portfolio = from_plain({"projgov": 1, "id": "t", "registers": registers, "projects": projects})
    facts = Facts(portfolio, VOCABULARY, AS_OF)
    for source in (facts, Wrapped(facts)):
        run = compile_core(rules).run(source)
        assert_same(run, model.run(rules, source))
        (values,) = run.values["d"].values()
        assert values == (tuple((found[-1], value) for value in found) if on_another_day else found)


def nested(depth: int, shape: str) -> Node:
    """A condition, case or sum `depth` nodes deep on the year of a project."""
    year = nodes.Field(PROJECT, "project", "year", NumberType(0))
    node: Node = year
    for n in range(depth):
        later = nodes.Compare("<", year, number(2010 + n % 20))
        match shape:
            case "case":
                node = nodes.Case((Row(later, node),), number(n), NUMBER)
            case "sum":
                node = nodes.Arithmetic("+", node, number(n), NUMBER)
            case "list":
                items = nodes.MakeList((number(n), node), ListType(NUMBER))
                node = nodes.Aggregate("max", nodes.Filter("x", items, later, ListType(NUMBER)), NUMBER)
            case _:
                node = nodes.And((nodes.Or((later, node)), later)) if n else later
    return node


@pytest.mark.parametrize("shape", ["case", "sum", "list", "condition"])
def test_deep_expressions_are_computed(shape: str) -> None:
    """Deeper than Python lets blocks nest in one function."""
    rules = core({"deep": nested(60, shape)})
    things = {"project": (Thing("P1", {"year": 2017}), Thing("P2", {}))}
    assert_same(compile_core(rules).run(FewFacts(things)), model.run(rules, FewFacts(things)))


def test_conditions_of_many_operands_are_computed() -> None:
    """300 tests joined by `and`, one of them unknown."""
    tests = tuple(nodes.Present(nodes.Field(PROJECT, "project", "title", TEXT)) for _ in range(299))
    unknown = nodes.Compare("=", nodes.Field(PROJECT, "project", "level", TEXT), nodes.Literal("city", TEXT))
    rules = core({"many": nodes.And((*tests, unknown))})
    things = {"project": (Thing("P1", {"title": "t"}),)}
    assert_same(compile_core(rules).run(FewFacts(things)), model.run(rules, FewFacts(things)))


def test_what_the_rows_of_a_case_read_in_common_is_read_once() -> None:
    """Three rows that compare the level, the last of them the title as well, which no other row needs."""
    level, title = (nodes.Field(PROJECT, "project", name, TEXT) for name in ("level", "title"))

    def is_(field: Node, text: str) -> Node:
        return nodes.Compare("=", field, nodes.Literal(text, TEXT))

    rows = (
        Row(nodes.Or((is_(level, "city"), is_(level, "county"))), number(1)),
        Row(is_(level, "town"), level),
        Row(nodes.And((is_(level, "village"), is_(title, "t"))), number(3)),
    )
    rules = core({"which": nodes.Case(rows, number(0), AnyType())})
    source = compile_core(rules).source
    assert source.count(".level") == 1
    assert source.count(".title") == 1
    levels: tuple[dict[str, Value], ...] = tuple({"level": v} for v in ("city", "county", "town", "village"))
    facts = (*levels, {"level": "village", "title": "t"}, {"title": "t"}, {})
    things = {"project": tuple(Thing(f"P{n}", given) for n, given in enumerate(facts))}
    assert_same(compile_core(rules).run(FewFacts(things)), model.run(rules, FewFacts(things)))


HOSTILE = (
    '"); raise SystemExit("broken out") #',
    "__import__('os').system('echo broken out')",
    "\n raise SystemExit\n",
    "\\",
    "'''",
    "{exec('1')}",
    "K0",
    "run",
    "strict",
    "lambda",
    "名称'\"",
)


def hostile(text: str) -> Core:
    """A rule file in which every name and text that a user can write is `text`."""
    about = About(Named("project", Bilingual(text, text)), collection="projects")
    fact = Member(text, TEXT, Bilingual(text, text), (), "internal", "fact")
    vocabulary = Vocabulary({"project": Record("project", about, None, {}, {})}).with_facts(
        {"project": [fact]}
    )
    member = nodes.Field(PROJECT, "project", text, TEXT)
    same = nodes.Compare("=", member, nodes.Literal(text, TEXT))
    of_parameter = nodes.Compare("=", nodes.Parameter(text, TEXT), member)
    context = nodes.MakeContext(((text, same),), NUMBER)
    named = nodes.Let(text, nodes.Entry(context, text, BOOLEAN), nodes.Variable(text, BOOLEAN), BOOLEAN)
    listed = nodes.Quantify("some", text, nodes.MakeList((member,), ListType(TEXT)), named)
    versions = (Version(text, None, AS_OF), Version("other", date(2017, 10, 1)))
    parameter = ParameterDefinition(text, TEXT, versions, Bilingual(text, text), "assumed", text)
    check = Check(text, "project", nodes.And((same, of_parameter, listed)), Bilingual(text, text))
    tally = nodes.Tally((text,), "met", PROJECT)
    return core({text: tally}, checks=(check,), vocabulary=vocabulary, parameters={text: parameter})


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_texts_of_users_never_become_code(text: str) -> None:
    """They are handed over as constants: the source has no string in it, and no name that was not generated."""
    rules = hostile(text)
    program = compile_core(rules)
    things = {"project": (Thing("P1", {text: text}), Thing("P2", {}))}
    found = program.run(FewFacts(things))
    assert found.values[text]["P1"] == 1
    assert_same(found, model.run(rules, FewFacts(things)))
    for node in ast.walk(ast.parse(program.source)):
        assert not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not node.value
        assert not isinstance(node, ast.Import | ast.ImportFrom | ast.Global)
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")


def test_generated_code_has_no_built_in_functions_but_a_few() -> None:
    """Even if a text got in, `open`, `exec`, `__import__` and their like are not there."""
    function = compile_core(core({"a": number(1)}))._run(direct=True)[1]
    assert function.__globals__["__builtins__"] == {}
    assert not {"open", "exec", "eval", "compile", "__import__", "getattr"} & function.__globals__.keys()


def test_the_source_is_the_same_for_the_same_rules() -> None:
    """Two programs of one rule file have the same text, so that it can be read beside a report."""
    rules = hostile("x")
    assert compile_core(rules).source == compile_core(attrs.evolve(rules)).source


def test_results_of_decimal_fields_are_exact() -> None:
    """Money with two decimals is scaled within a run and comes out as it is: 0.1 + 0.2 is 3/10."""
    budget = nodes.Field(PROJECT, "project", "budget", NumberType(2))
    total: dict[str, Node] = {
        "doubled": nodes.Arithmetic("*", budget, number(2), NUMBER),
        "third": nodes.Arithmetic("/", budget, number(3), NUMBER),
        "rounded": nodes.Round(nodes.Arithmetic("/", budget, number(3), NUMBER), 1, "half_up"),
    }
    things = {"project": (Thing("P1", {"budget": Fraction(3, 10)}), Thing("P2", {"budget": 3}))}
    found: Mapping[str, Mapping[str, Value]] = compile_core(core(total)).run(FewFacts(things)).values
    assert found["doubled"] == {"P1": Fraction(3, 5), "P2": 6}
    assert found["third"] == {"P1": Fraction(1, 10), "P2": 1}
    assert found["rounded"] == {"P1": Fraction(1, 10), "P2": 1}
    kinds: Any = {k: type(v) for k, v in found["third"].items()}
    assert kinds == {"P1": Fraction, "P2": int}
