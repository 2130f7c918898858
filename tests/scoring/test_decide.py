"""One decision at a time: exactly what the readable model says, by fast code or by slow."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scoring.scalar_cores import MEMBERS, SUBJECT, OneSubject, facts, label, scalar_cores, vocabulary

import projgov
from projgov.diagnostics import InvalidData, InvalidRuleFile
from projgov.domain.types import BooleanType, ListType, Missing, NumberType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node, Row, number
from projgov.rules.core.program import (
    Check,
    Core,
    Definition,
    Finding,
    Header,
    Line,
    Mark,
    Outcome,
    Publication,
    Ranking,
    Score,
)
from projgov.scoring import model
from projgov.scoring.compile import Program
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.values import Evidence, Fault, Results, Unknown, Value

AS_OF = date(2017, 9, 30)
TEXT, NUMBER = TextType(), NumberType()


# --------------------------------------------------------------------------------------------------- against the model


def expected_value(results: Results, core: Core, name: str) -> Value:
    """What a decider gives for a definition or check, from what the model computed."""
    if name in core.definitions:
        return results.values[name][""]
    occasions = results.occasions[name][""]
    if not occasions:
        return None
    (occasion,) = occasions
    return occasion.outcome if occasion.value is None else occasion.value


def differences(core: Core, given_facts: Mapping[str, object]) -> list[Any]:
    """Where deciders and the readable model disagree."""
    expected = model.run(core, OneSubject(given_facts, AS_OF))
    program = compile_core(core)
    plain = program.decider("project")
    found = plain.call(given_facts, AS_OF)
    explained = program.decider("project", explain=True).call(given_facts, AS_OF)
    wrong: list[Any] = []
    for place, name in enumerate(plain.names):
        wanted = expected_value(expected, core, name)
        wrong += [
            (name, wanted, value)
            for value in (found[place], explained[0][place])
            if value != wanted or type(value) is not type(wanted)
        ]
    if not any(isinstance(v, Fault) for v in found):
        decision = program.decide(given_facts, AS_OF, subject="project")
        lines = [(name, expected.values[name][""]) for name in decision.decider.lines]
        wrong += [
            (name, want, decision.points[name]) for name, want in lines if decision.points[name] != want
        ]
    return wrong


@settings(suppress_health_check=list(HealthCheck))
@given(scalar_cores(), st.lists(facts(), min_size=1, max_size=3))
def test_a_decider_gives_what_the_model_gives(core: Core, cases: list[dict[str, object]]) -> None:
    """Values, unknowns with their evidence, faults with their places, outcomes of checks, points of lines."""
    for one in cases:
        assert not differences(core, one)


# ------------------------------------------------------------------------------------------------------------ examples


def field(name: str) -> nodes.Field:
    """A member of the subject."""
    return nodes.Field(SUBJECT, "project", name, MEMBERS[name][0])


def header(name: str) -> Header:
    """What a rule says of itself."""
    return Header(name, "kind", "project", label(name))


def text(value: str) -> nodes.Literal:
    """A text."""
    return nodes.Literal(value, TEXT)


def example() -> Core:
    """A light by progress, a score of two lines, and a check that the project is not late.

    light: red below 30, yellow below 60, else green. Score: 40 % of progress plus a tenth of the cost, to one decimal.
    """
    rows = tuple(
        Row(nodes.Compare("<", field("progress"), number(n)), text(c))
        for n, c in ((30, "red"), (60, "yellow"))
    )
    result = {name: nodes.Result(name, SUBJECT, NUMBER) for name in ("work", "money")}
    bodies: dict[str, Node] = {
        "light": nodes.Case(rows, text("green"), TEXT),
        "work": nodes.Round(
            nodes.Arithmetic("*", field("progress"), number(Fraction(2, 5)), NUMBER), 1, "half_up"
        ),
        "money": nodes.Round(nodes.Arithmetic("/", field("cost"), number(10), NUMBER), 1, "half_up"),
        "score": nodes.Arithmetic("+", result["work"], result["money"], NUMBER),
    }
    definitions = {name: Definition(name, "project", body, body.type) for name, body in bodies.items()}
    in_time = Check(
        "in_time", "project", nodes.Compare("<=", field("days_late"), number(0)), label("in time")
    )
    lines = tuple(Line(name, label(name), name) for name in ("work", "money"))
    outputs = (
        Mark(header("light"), "lamp", "light", ()),
        Score(header("score"), lines, "score", 1),
        Finding(header("in_time"), ("in_time",), Outcome("late", label("late"))),
    )
    return Core(1, "t", 2017, label("t"), vocabulary(), {}, definitions, {"in_time": in_time}, outputs)


WHOLE: dict[str, object] = {"progress": 45, "cost": Decimal("12.34"), "days_late": 3}


@pytest.fixture
def program() -> Program:
    return compile_core(example())


def test_a_decision_has_every_output_by_name(program: Program) -> None:
    """45 is below 60; 45 × 0.4 = 18.0 and 12.34 / 10 = 1.234, so 1.2; together 19.2; three days late."""
    decision = program.decide(WHOLE, AS_OF)
    assert decision.values == {"light": "yellow", "score": Fraction(96, 5), "in_time": "unmet"}
    assert decision.points == {"work": 18, "money": Fraction(6, 5)}
    assert decision["score"] == decision["work"] + decision["money"]
    assert decision.facts == {"cost": Fraction(617, 50), "days_late": 3, "progress": 45}
    assert decision.missing == frozenset()


def test_what_decided_is_recorded_as_the_number_of_the_row(program: Program) -> None:
    """Of the rows red, yellow and otherwise, the second holds for 45 and the third for 60."""
    rows = program.decide(WHOLE, AS_OF).rows
    assert rows is not None
    ((owner, case, row),) = rows
    assert (owner, row, case) == ("light", 1, example().definitions["light"].body)
    otherwise = program.decide({**WHOLE, "progress": 60}, AS_OF).rows
    assert otherwise is not None
    assert otherwise[0][2] == len(case.rows)


def test_the_plain_decider_gives_a_tuple_in_the_order_of_its_names(program: Program) -> None:
    """For the inside of a loop: no record is made."""
    decider = program.decider("project")
    assert decider.names == ("light", "score", "in_time")
    assert decider.call(WHOLE, AS_OF) == ("yellow", Fraction(96, 5), "unmet")


def test_what_is_absent_is_missing_and_named(program: Program) -> None:
    """Without progress light and score are undetermined, and the check is not."""
    decision = program.decide({"cost": "12.34", "days_late": 0}, "2017-09-30")
    missing = Evidence("project", "", ("progress",))
    assert decision.missing == {missing}
    assert decision["light"] == decision["score"] == Unknown(frozenset({missing}))
    assert decision["in_time"] == "met"
    assert decision["money"] == Fraction(6, 5)
    assert decision.rows is None


@pytest.mark.parametrize("value", [Missing("secret"), {"withheld": "secret"}])
def test_what_is_withheld_is_missing_with_the_reason(program: Program, value: object) -> None:
    """The reason is part of the evidence."""
    decision = program.decide({**WHOLE, "cost": value}, AS_OF)
    assert decision.missing == {Evidence("project", "", ("cost",), "secret")}


def test_an_unknown_fact_that_cannot_change_the_outcome_does_not_matter() -> None:
    """Where both rows that are open give the same light, the light is known."""
    rows = tuple(Row(nodes.Compare("<", field("progress"), number(n)), text("red")) for n in (30, 60))
    light = Definition("light", "project", nodes.Case(rows, text("red"), TEXT), TEXT)
    core = attrs.evolve(
        example(), definitions={"light": light}, outputs=(Mark(header("light"), "lamp", "light", ()),)
    )
    assert compile_core(core).decide({}, AS_OF).values == {"light": "red"}


@pytest.mark.parametrize("form", [dict, OrderedDict, MappingProxyType, lambda d: defaultdict(int, d)])
def test_facts_are_any_mapping_and_stay_as_they_are(program: Program, form: Any) -> None:
    """A mapping that makes up what it has not got (`defaultdict`) is not asked for it, and not changed."""
    given_facts = form({"progress": 45})
    assert program.decide(given_facts, AS_OF)["light"] == "yellow"
    assert dict(given_facts) == {"progress": 45}
    assert {e.path for e in program.decide(given_facts, AS_OF).missing} == {("cost",), ("days_late",)}


def test_facts_that_no_rule_reads_are_passed_over(program: Program) -> None:
    """They are in the vocabulary, so a host may hand them over with the rest."""
    more = {**WHOLE, "title": "路灯", "done": True}
    assert program.decide(more, AS_OF).values == program.decide(WHOLE, AS_OF).values


@pytest.mark.parametrize("complete", [True, False])
def test_all_that_is_wrong_with_facts_is_said_at_once(program: Program, complete: bool) -> None:
    """Out of bounds, too many decimals, null where none is allowed, a misspelt name: whether or not facts are missing."""
    wrong: dict[str, object] = {"progress": 101, "cost": Decimal("1.234"), "progres": 3}
    if complete:
        wrong["days_late"] = "soon"
    with pytest.raises(InvalidData) as refused:
        program.decide(wrong, AS_OF)
    said = {(d.place.path, d.code) for d in refused.value.diagnostics}
    assert {("progress", "D007"), ("cost", "D008"), ("progres", "D002")} <= said
    assert (("days_late", "D009") in said) == complete


@pytest.mark.parametrize(
    ("value", "code"),
    [(45.5, "D004"), (True, "D001"), (None, "D006"), ([], "D001"), (Decimal("NaN"), "D018")],
)
def test_a_value_of_another_kind_is_refused(program: Program, value: object, code: str) -> None:
    """Binary floats, booleans, null, lists and what is no number, each with its own message."""
    with pytest.raises(InvalidData) as refused:
        program.decide({**WHOLE, "progress": value}, AS_OF)
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_a_misspelt_name_is_offered_the_right_one(program: Program) -> None:
    """The help of the diagnostic."""
    with pytest.raises(InvalidData) as refused:
        program.decide({**WHOLE, "categry": "infra"}, AS_OF)
    assert "did you mean `category`?" in str(refused.value)


def test_a_day_that_is_none_is_refused(program: Program) -> None:
    """`as_of` is a day or its text; a time is none."""
    for day in ("2017-02-30", "yesterday", 20170930):
        with pytest.raises(InvalidData):
            program.decide(WHOLE, day)  # type: ignore[arg-type]  # what a caller may do by mistake
    with pytest.raises(InvalidData):
        program.decide(WHOLE, datetime(2017, 9, 30, 12, 0, tzinfo=UTC))


def test_facts_that_are_no_mapping_are_a_mistake_of_the_program(program: Program) -> None:
    """Not of the data."""
    with pytest.raises(TypeError):
        program.decide([("progress", 45)], AS_OF)  # type: ignore[arg-type]  # what a caller may do by mistake


def test_rules_that_err_raise_all_their_faults_together() -> None:
    """Two divisions by zero in two rules."""
    bodies = {n: nodes.Arithmetic("/", number(1), field(n), NUMBER) for n in ("progress", "cost")}
    core = attrs.evolve(
        example(),
        definitions={n: Definition(n, "project", b, NUMBER, place=b.place) for n, b in bodies.items()},
        outputs=tuple(Mark(header(n), "lamp", n, ()) for n in bodies),
    )
    with pytest.raises(EvaluationFaults) as erring:
        compile_core(core).decide({"progress": 0, "cost": 0}, AS_OF)
    assert {d.code for d in erring.value.diagnostics} == {"E001"}
    assert compile_core(core).decide({"progress": 2, "cost": 4}, AS_OF).values == {
        "progress": Fraction(1, 2),
        "cost": Fraction(1, 4),
    }


# ------------------------------------------------------------------------------------------------------------- refusals


def test_rules_that_need_more_than_facts_are_refused_by_name() -> None:
    """A rank and a count of all projects: both named, before anything is decided; the others can still be asked for."""
    everyone = nodes.Members("project", ListType(RecordType("project")))
    core = example()
    bodies: dict[str, Node] = {
        "rank": nodes.Rank("score", "project", None, None, True, SUBJECT),
        "crowd": nodes.Aggregate("count", everyone, NUMBER),
    }
    more = {name: Definition(name, "project", body, body.type) for name, body in bodies.items()}
    outputs = (
        *core.outputs,
        Ranking(header("top"), "rank", "score"),
        Mark(header("size"), "grade", "crowd", ()),
    )
    program = compile_core(attrs.evolve(core, definitions={**core.definitions, **more}, outputs=outputs))
    with pytest.raises(InvalidRuleFile) as refused:
        program.decide(WHOLE, AS_OF)
    assert [(d.code, d.message("en")) for d in refused.value.diagnostics] == [
        ("E021", "rule `size` needs every project, which the facts of one project do not give"),
        ("E021", "rule `top` needs a rank among others, which the facts of one project do not give"),
    ]
    assert str(refused.value).count("error[E021]") == 1
    assert 'rules=program.decidable("project")` (`light`, `score`, `in_time`)' in str(refused.value)
    assert program.decidable() == program.decidable("project") == ("light", "score", "in_time")
    decided = program.decide(WHOLE, AS_OF, rules=program.decidable())
    assert decided.values == {"light": "yellow", "score": Fraction(96, 5), "in_time": "unmet"}
    assert program.decide({"progress": 10}, AS_OF, rules=["light"]).values == {"light": "red"}
    assert program.decider("project", rules=["light"]).call({"progress": 10}, AS_OF) == ("red",)


def test_what_a_rule_needs_is_named_once_by_what_it_asks_of_the_subject() -> None:
    """However often it asks, and whatever it asks of the records that it finds there."""
    program = projgov.compile(projgov.load_pack("zhengfa"))
    with pytest.raises(InvalidRuleFile) as refused:
        program.decide({}, AS_OF, subject="project")
    found = {dict(d.values)["found"]: d for d in refused.value.diagnostics}
    deciding = (o for o in program.core.outputs if not isinstance(o, Publication))
    rules = {o.header.id for o in deciding if o.header.subject == "project"}
    assert len(found) == len(refused.value.diagnostics)
    assert found.keys() == rules - {
        "dates_in_order"
    }  # that one asks for two days of the project, and no more
    assert (
        found["responsible_leader"]
        .message("en")
        .startswith("rule `responsible_leader` needs responsibilities, lead unit, which")
    )
    assert found["progress_lamp"].place.file
    assert found["progress_lamp"].help("en").startswith("evaluate a portfolio with `evaluate`, or decide by")
    assert program.decidable("project") == ("dates_in_order",)


def test_a_rule_that_is_not_there_is_answered_with_the_nearest(program: Program) -> None:
    with pytest.raises(InvalidRuleFile) as refused:
        program.decide(WHOLE, AS_OF, rules=["light", "socre", "zzz"])
    assert [(d.code, dict(d.values)["found"]) for d in refused.value.diagnostics] == [
        ("E024", "socre"),
        ("E024", "zzz"),
    ]
    assert "did you mean `score`?" in str(refused.value)


def test_a_type_of_subject_without_rules_is_refused(program: Program) -> None:
    """With the types that there are."""
    with pytest.raises(InvalidRuleFile) as refused:
        program.decider("projct")
    assert "did you mean `project`?" in str(refused.value)


def test_the_type_of_subject_goes_by_its_chinese_name_too() -> None:
    program = projgov.compile(projgov.load_pack("zhengfa"))
    with pytest.raises(InvalidRuleFile) as refused:
        program.decide({}, AS_OF, subject="项目")
    assert len(refused.value.diagnostics) > 30
    assert program.decidable("项目") == program.decidable("projects") == ("dates_in_order",)


def test_the_subject_has_to_be_named_where_rules_are_on_several() -> None:
    """Of two types of subject none is the obvious one."""
    core = example()
    other = attrs.evolve(header("unit_light"), subject="unit")
    program = compile_core(attrs.evolve(core, outputs=(*core.outputs, Mark(other, "lamp", "light", ()))))
    with pytest.raises(InvalidRuleFile) as refused:
        program.decide(WHOLE, AS_OF)
    assert [d.code for d in refused.value.diagnostics] == ["E023"]
    assert program.decide(WHOLE, AS_OF, subject="project")["light"] == "yellow"


def test_a_check_that_is_judged_later_is_pending_and_one_that_does_not_apply_says_nothing() -> None:
    """Judged on the day it is due; applies to what is done only."""
    check = Check(
        "c",
        "project",
        nodes.Compare(">=", field("progress"), number(50)),
        label("c"),
        applies=nodes.Compare("=", field("done"), nodes.Literal(True, BooleanType())),
        judged=field("due"),
    )
    outcome = Outcome("late", label("late"))
    core = attrs.evolve(
        example(), definitions={}, checks={"c": check}, outputs=(Finding(header("c"), ("c",), outcome),)
    )
    program = compile_core(core)

    def decided(**given_facts: object) -> Value:
        return program.decide(given_facts, AS_OF)["c"]

    assert decided(done=False, progress=10, due="2017-01-31") is None
    assert decided(done=True, progress=10, due="2017-10-01") == "pending"
    assert decided(done=True, progress=10, due="2017-09-30") == "unmet"
    assert decided(done=True, progress=50, due=None) == "met"
    assert decided(progress=50, due=None) == "met"
    assert isinstance(decided(progress=49, due=None), Unknown)


def test_numbers_too_large_to_be_meant_are_refused_in_any_form(program: Program) -> None:
    """`change` has no bounds, and still no number of two thousand digits; an integer is treated like its text."""
    core = attrs.evolve(
        example(),
        definitions={"d": Definition("d", "project", field("change"), NUMBER)},
        outputs=(Mark(header("d"), "lamp", "d", ()),),
    )
    decider = compile_core(core).decider("project")
    assert decider.call({"change": 10**900}, AS_OF) == (10**900,)
    for huge in (10**2000, Decimal("1e2500"), "1" + "0" * 2000):
        with pytest.raises(InvalidData) as refused:
            decider.call({"change": huge}, AS_OF)
        assert [d.code for d in refused.value.diagnostics] == ["D024"]


@pytest.mark.parametrize("decimals", [-300, 100, 5000])
def test_rounding_far_beyond_any_use_is_still_exact(decimals: int) -> None:
    """Powers of ten of thousands of digits do not stand in the code."""
    body = nodes.Round(nodes.Arithmetic("/", field("cost"), number(3), NUMBER), decimals, "half_up")
    core = attrs.evolve(
        example(),
        definitions={"d": Definition("d", "project", body, NUMBER)},
        outputs=(Mark(header("d"), "lamp", "d", ()),),
    )
    assert not differences(core, {"cost": 100})
    assert not differences(core, {})


def test_constants_with_many_decimals_are_exact() -> None:
    """A product of small numbers has hundreds of decimals, all of them right."""
    body: Node = field("cost")
    for _ in range(12):
        body = nodes.Arithmetic("*", body, number(Fraction(1, 10**29)), NUMBER)
    core = attrs.evolve(
        example(),
        definitions={"d": Definition("d", "project", body, NUMBER)},
        outputs=(Mark(header("d"), "lamp", "d", ()),),
    )
    assert not differences(core, {"cost": Decimal("0.01")})


@pytest.fixture
def renamed() -> Program:
    """The example, in which `cost` has a Chinese name too."""
    record = vocabulary().record("project")
    named = {**record.members, "cost": attrs.evolve(record.members["cost"], names=("造价",))}
    words = attrs.evolve(vocabulary(), records={"project": attrs.evolve(record, members=named)})
    return compile_core(attrs.evolve(example(), vocabulary=words))


@pytest.mark.parametrize(
    "given_facts",
    [
        {"progress": 45, "造价": "12.34", "days_late": 3},
        {"progress": 45, "cost": "12.34", "days late": 3},
        MappingProxyType({" days  late ": 3, "造价": Decimal("12.34"), "progress": 45}),
        {"progress": 45, "造价": "12.34", "days late": 3, "title": "路灯"},
    ],
)
def test_facts_go_by_every_name_of_the_vocabulary(
    renamed: Program, given_facts: Mapping[str, object]
) -> None:
    """Chinese names, and spaces for underscores, as in rule files."""
    assert renamed.decide(given_facts, AS_OF).record == renamed.decide(WHOLE, AS_OF).record
    assert renamed.decider("project").call(given_facts, AS_OF) == renamed.decider("project").call(
        WHOLE, AS_OF
    )


def test_what_is_absent_is_missing_whatever_the_others_are_called(renamed: Program) -> None:
    assert renamed.decide({"造价": 3}, AS_OF).missing == renamed.decide({"cost": 3}, AS_OF).missing


def test_one_fact_under_two_names_is_refused_with_all_else_that_is_wrong(renamed: Program) -> None:
    with pytest.raises(InvalidData) as refused:
        renamed.decide({**WHOLE, "造价": 3, "progres": 1, "days_late": "soon"}, AS_OF)
    assert {(d.place.path, d.code) for d in refused.value.diagnostics} == {
        ("造价", "E025"),
        ("progres", "D002"),
        ("days_late", "D009"),
    }
    assert "`造价` and `cost` are names of one fact" in str(refused.value)


def test_values_under_other_names_are_refused_by_their_own_name_and_all_at_once(renamed: Program) -> None:
    with pytest.raises(InvalidData) as refused:
        renamed.decide({"造价": "x", "days late": "soon", "progress": 101}, AS_OF)
    assert {(d.place.path, d.code) for d in refused.value.diagnostics} == {
        ("cost", "D009"),
        ("days_late", "D009"),
        ("progress", "D007"),
    }


def test_a_chinese_name_with_a_wrong_character_is_offered_the_right_one(renamed: Program) -> None:
    with pytest.raises(InvalidData) as refused:
        renamed.decide({**WHOLE, "造介": 3}, AS_OF)
    assert "did you mean `造价`?" in str(refused.value)


def test_facts_with_more_decimals_than_can_be_scaled_are_exact() -> None:
    """A fact declared with 5000 decimals is read and multiplied like any other."""
    fine = attrs.evolve(vocabulary().record("project").members["cost"], type=NumberType(5000))
    core = attrs.evolve(
        example(),
        vocabulary=vocabulary().with_facts({"project": [fine]}),
        definitions={
            "d": Definition("d", "project", nodes.Arithmetic("*", field("cost"), number(3), NUMBER), NUMBER)
        },
        outputs=(Mark(header("d"), "lamp", "d", ()),),
    )
    decider = compile_core(core).decider("project")
    assert decider.call({"cost": Decimal("0.25")}, AS_OF) == (Fraction(3, 4),)
    assert decider.call({"cost": 4}, AS_OF) == (12,)
