"""`evaluate`: the day that is given, rules that err, facts that do not fit, numbers that are not exact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.rules.kinds.judging import pack_of, portfolio
from tests.scoring.town import DATA, RULES, project, report

import projgov
from projgov.diagnostics import InvalidData, ProjgovError
from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import InvalidDay, evaluate
from projgov.scoring.evaluate import compile as compile_pack
from projgov.scoring.faults import EvaluationFaults

NOON = datetime(2017, 12, 31, 12, tzinfo=UTC)
ERRING = """\
definitions:
  - {id: share, on: project, value: 100 / budget}
  - {id: half, on: project, value: share / 2}
  - {id: whole, on: unit, value: sum(led projects.half)}
filing:
  - {id: cheap, on: project, require: 1 / (budget - 1) > 0, otherwise: returned}
"""
"""A budget of 0 or of 1 makes a rule err."""


def costing(*budgets: int) -> dict[str, Any]:
    """Projects P0, P1 … with these budgets, led by one unit."""
    units = [{"id": "U", "parent": None}]
    return portfolio(
        units=units, projects=[{"id": f"P{n}", "lead_unit": "U", "budget": b} for n, b in enumerate(budgets)]
    )


def test_the_day_is_a_date_or_its_text() -> None:
    assert report(as_of="2017-12-31").as_of == date(2017, 12, 31)
    assert evaluate(pack_of(RULES), from_plain(DATA), date(2017, 12, 31)).as_of == date(2017, 12, 31)


@pytest.mark.parametrize(
    "day", ["31.12.2017", "2017-02-30", "2017-1-1", "", "today", "2017-12-31T00:00:00", NOON, 20171231, None]
)  # fmt: skip
def test_what_is_no_day_is_told_with_how_to_write_it(day: Any) -> None:
    with pytest.raises(InvalidDay, match="write the day of evaluation like 2017-12-31") as caught:
        report(as_of=day)
    assert isinstance(caught.value, ProjgovError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.message.zh == f"`{day}` 不是日期，评价日写成 2017-12-31 的样子"


def test_rules_that_err_are_raised_all_together_each_once_with_the_subjects() -> None:
    """P0 and P3 divide by zero in `share`, P1 in `cheap`; what depends on `share` adds no faults of its own."""
    with pytest.raises(EvaluationFaults) as caught:
        report(ERRING, costing(0, 1, 2, 0))
    first, second = caught.value.diagnostics
    assert (first.code, first.place.line, [str(p) for p in first.related]) == (
        "E001",
        2,
        ["project P0", "project P3"],
    )
    assert (second.code, second.place.line, [str(p) for p in second.related]) == ("E001", 6, ["project P1"])
    assert caught.value.render("zh").startswith(
        "rules.yaml:2:37: 错误[E001]: 除数为零\n    另见: project P0\n"
    )


def test_of_many_subjects_only_the_first_are_named() -> None:
    with pytest.raises(EvaluationFaults) as caught:
        report(ERRING, costing(*[0] * 8))
    (fault,) = caught.value.diagnostics
    assert [str(p) for p in fault.related] == [f"project P{n}" for n in range(5)] + ["… +3"]


def test_on_request_errors_are_reported_and_the_rest_is_judged_all_the_same() -> None:
    found = report(ERRING, costing(0, 1, 2), on_error="report")
    assert [(f.diagnostic.code, [k.id for k in f.subjects]) for f in found.faults] == [
        ("E001", ["P0"]),
        ("E001", ["P1"]),
    ]
    values = found.context.results.values
    assert values["share"]["P2"] == 50
    assert values["half"]["P1"] == 50
    assert [u.rule.id for u in found.subject("P1").undetermined] == ["cheap"]
    assert found.subject("P1").undetermined[0].fault is not None
    assert [len(found.subject(p).findings) for p in ("P0", "P2")] == [
        1,
        0,
    ]  # 1/(0−1) < 0 is not met; 1/(2−1) is
    (plain,) = [f for f in found.to_plain()["faults"] if f["line"] == 2]
    assert plain["code"] == "E001"
    assert plain["message"] == {"zh": "除数为零", "en": "division by zero"}
    assert plain["subjects"] == [{"type": "project", "id": "P0"}]


def test_without_errors_both_ways_give_the_same() -> None:
    assert report(on_error="report") == report()
    assert report().faults == ()


def test_a_parameter_without_a_version_on_the_day_judged_is_told_with_the_day() -> None:
    rules = (
        "parameters:\n  p:\n    basis: assumed\n    versions: [{value: 1, to: 2016-12-31}]\n"
        "definitions:\n  - {id: a, on: project, value: p}\n"
    )
    with pytest.raises(EvaluationFaults) as caught:
        report(rules, costing(1))
    assert [(d.code, d.message("en")) for d in caught.value.diagnostics] == [
        ("E007", "parameter `p` has no value on 2017-12-31")
    ]
    assert report(rules, costing(1), "2016-12-31").faults == ()


@pytest.mark.parametrize(
    "facts",
    [{"missed": "one"}, {"missed": -1}, {"missed": {"number": "1.5"}}, {"unheard of": 1}, {"accident": 1}],
)
def test_facts_that_are_not_as_declared_are_refused_with_their_path(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidData) as caught:
        report(data=portfolio(units=DATA["units"], projects=[project("A", "修路", **facts)]))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.place.path.startswith("projects[0].facts")


@pytest.mark.parametrize("where", ["field", "fact", "fact number"])
def test_binary_floats_are_refused_where_they_come_in(where: str) -> None:
    more: dict[str, dict[str, Any]] = {
        "field": {"budget": 0.1},
        "fact": {"facts": {"missed": 0.1}},
        "fact number": {"facts": {"missed": {"number": 0.1}}},
    }
    one = {"id": "A", "title": "修路", **more[where]}
    with pytest.raises(InvalidData) as caught:
        report(data=portfolio(projects=[one]))
    (diagnostic,) = caught.value.diagnostics
    assert "float" in diagnostic.message("en")
    assert diagnostic.help("en")


def test_a_pack_compiled_before_gives_the_same_report_and_another_is_refused() -> None:
    pack = pack_of(RULES)
    assert evaluate(pack, from_plain(DATA), "2017-12-31", program=compile_pack(pack)) == report()
    assert evaluate(pack_of(RULES), from_plain(DATA), "2017-12-31", program=compile_pack(pack)) == report()
    with pytest.raises(ValueError, match="compiled from another pack"):
        evaluate(
            pack,
            from_plain(DATA),
            "2017-12-31",
            program=compile_pack(pack_of(RULES.replace("top: 2", "top: 1"))),
        )


def test_the_public_name_is_the_function() -> None:
    assert projgov.evaluate is evaluate
    assert projgov.EvaluationFaults is EvaluationFaults


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("zhengfa", "zhengfa-2017"), r"a pack \(projgov.load_pack\) is wanted first, not str"),
        ((from_plain(DATA), pack_of(RULES)), r"a pack \(projgov.load_pack\) is wanted first, not Portfolio"),
        ((pack_of(RULES), DATA), r"a portfolio \(projgov.load_portfolio\) is wanted second, not dict"),
    ],
)
def test_what_is_no_pack_or_no_portfolio_is_answered_with_what_is_wanted(words: Any, wanted: str) -> None:
    pack, data = words
    with pytest.raises(TypeError, match=wanted):
        evaluate(pack, data, "2017-12-31")


def test_what_is_no_pack_cannot_be_compiled() -> None:
    with pytest.raises(TypeError, match=r"a pack \(projgov.load_pack\) is wanted first, not str"):
        compile_pack("zhengfa")  # type: ignore[arg-type]  # what a caller may do by mistake
