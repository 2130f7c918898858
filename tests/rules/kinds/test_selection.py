"""Selection: who is eligible by criteria, who of them is chosen, and what is said of the others."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.scoring import Scored, faults, score, with_facts

from projgov.rules.core.program import Mark
from projgov.scoring.compile import compile as compile_core
from projgov.scoring.model import run
from projgov.scoring.values import Unknown


def rule(*keys: str) -> str:
    """Offices chosen by power, business and citizens."""
    lines = "".join(f"        {key}\n" for key in keys)
    return with_facts(
        f"""
    selection:
      - id: chosen
        on: project
        criteria:
          - {{id: power, title: {{zh: 实权, en: power}}, require: power}}
          - {{id: firms, title: {{zh: 涉企, en: firms}}, require: firms}}
          - {{id: people, title: {{zh: 便民, en: people}}, require: people}}
{lines}    """,
        power="yes/no",
        firms="yes/no",
        people="yes/no",
        n="number, decimals: 0",
        field="text",
    )


def office(flags: str, n: int | None = 0, **more: Any) -> dict[str, Any]:
    """An office: `pf-` has power, serves firms, and does not serve people; `?` is not known."""
    given: dict[str, Any] = dict(more) if n is None else {"n": n, **more}
    for name, flag in zip(("power", "firms", "people"), flags, strict=True):
        if flag != "?":
            given[name] = flag != "-"
    return given


def chosen(rules: str, offices: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], Scored]:
    found = score(rules, offices)
    assert compile_core(found.pack.core).run(found.model.facts) == run(found.pack.core, found.model.facts)
    return {name: found.value("chosen", name) for name in offices}, found


def said(found: Scored, name: str, language: Any = "zh") -> str:
    mark = next(o for o in found.pack.core.outputs if isinstance(o, Mark))
    assert mark.reason is not None
    return found.text(mark.reason, name, language)


def test_the_first_of_those_who_meet_all_criteria_are_chosen_and_of_the_others_it_is_said_why_not() -> None:
    offices = {"A": office("pfl", 3), "B": office("pfl", 2), "C": office("p-l", 9), "D": office("pfl", 1)}
    found, how = chosen(rule("by: n", "take: 2"), offices)
    assert found == {"A": "chosen", "B": "chosen", "C": "ineligible", "D": "eligible"}
    assert said(how, "D") == "符合3项条件；第3名"
    assert said(how, "C") == "符合2项条件；不符合：涉企"
    assert said(how, "C", "en") == "2 criteria met; not met: firms"


@pytest.mark.parametrize(
    ("need", "eligible"),
    [("all", ["A"]), ("any", ["A", "B", "C"]), ("2", ["A", "B"]), ("任一", ["A", "B", "C"])],
)
def test_how_many_criteria_are_needed_is_for_the_rule_to_say(need: str, eligible: list[str]) -> None:
    offices = {"A": office("pfl"), "B": office("pf-"), "C": office("p--"), "D": office("---")}
    found, _ = chosen(rule(f"need: {need}", "take: 9"), offices)
    assert [name for name, value in found.items() if value == "chosen"] == eligible


def test_whether_both_services_or_either_are_wanted_can_be_a_parameter() -> None:
    def of(both: str) -> str:
        rules = rule("take: 9").replace(
            "require: firms", "require: 'if both then firms and people else firms or people'"
        )
        head = f"parameters:\n  both: {{value: {both}, basis: assumed}}\n"
        return head + "\n".join(line for line in rules.splitlines() if "id: people" not in line) + "\n"

    offices = {"A": office("pfl"), "B": office("pf-")}
    assert chosen(of("true"), offices)[0] == {"A": "chosen", "B": "ineligible"}
    assert chosen(of("false"), offices)[0] == {"A": "chosen", "B": "chosen"}


def test_without_a_score_who_meets_more_criteria_comes_first() -> None:
    offices = {"A": office("p--"), "B": office("pf-"), "C": office("pfl")}
    assert chosen(rule("need: any", "take: 2"), offices)[0] == {"A": "eligible", "B": "chosen", "C": "chosen"}


@pytest.mark.parametrize(("tie", "found"), [("refer", "referred"), ("share", "chosen"), ("drop", "eligible")])
def test_a_tie_beyond_the_last_place_is_resolved_as_declared(tie: str, found: str) -> None:
    offices = {"A": office("pfl", 3), "B": office("pfl", 2), "C": office("pfl", 2)}
    assert chosen(rule("by: n", "take: 2", f"tie: {tie}"), offices)[0] == {
        "A": "chosen",
        "B": found,
        "C": found,
    }


def test_each_group_has_its_own_places_and_a_share_is_of_those_eligible() -> None:
    offices = {f"{g}{i}": office("pfl", i, field=g) for g, size in (("x", 4), ("y", 2)) for i in range(size)}
    found, _ = chosen(
        rule("by: n", "within: field", "take share: 50%"), {**offices, "z": office("---", 9, field="x")}
    )
    assert [name for name, value in found.items() if value == "chosen"] == ["x2", "x3", "y1"]


def test_who_is_barred_takes_no_place_and_who_does_not_take_part_is_not_spoken_of() -> None:
    offices = {"A": office("pfl", 3), "B": office("pfl", 2), "C": office("pfl", 1), "D": office("pfl", -1)}
    rules = rule("by: n", "take: 1", "barred when: n = 3", "among: n > 0")
    assert chosen(rules, offices)[0] == {"A": "barred", "B": "chosen", "C": "eligible", "D": None}


def test_the_lower_score_can_be_the_better_one() -> None:
    offices = {"A": office("pfl", 3), "B": office("pfl", 2)}
    assert chosen(rule("by: n", "take: 1", "better: lower"), offices)[0] == {"A": "eligible", "B": "chosen"}


def test_what_is_unknown_of_a_criterion_matters_only_where_it_could() -> None:
    offices = {"A": office("pf?", 3), "B": office("p??", 9), "C": office("--?", 9), "D": office("pf-", 1)}
    found, _ = chosen(rule("need: 2", "by: n", "take: 2"), offices)
    assert found["C"] == "ineligible"  # one criterion at most
    assert found["A"] == "chosen"  # two surely, and behind B alone at worst
    assert isinstance(found["B"], Unknown)
    assert isinstance(found["D"], Unknown)  # in the second place, unless B takes part


FLAG = st.sampled_from("y-?")
OFFICES = st.lists(st.tuples(FLAG, FLAG, st.integers(0, 2)), min_size=1, max_size=5)


@given(OFFICES, st.sampled_from(["share", "drop"]))
def test_nobody_is_chosen_or_left_out_whom_missing_evidence_could_turn(
    drawn: list[tuple[str, str, int]], tie: str
) -> None:
    rules = rule("need: 2", "by: n", "take: 1", f"tie: {tie}")
    names = "ABCDE"
    offices = {name: office(f"{a}{b}-", n) for name, (a, b, n) in zip(names, drawn, strict=False)}
    found, _ = chosen(rules, offices)
    for worst in ("y", "-"):
        filled = {
            name: office(f"{a}{b}-".replace("?", worst), n)
            for name, (a, b, n) in zip(names, drawn, strict=False)
        }
        whole, _ = chosen(rules, filled)
        for name, value in found.items():
            assert isinstance(value, Unknown) or value == whole[name]


def test_a_register_of_thousands_is_gone_through_in_moments() -> None:
    offices = {f"P{i:04}": office("pfl" if i % 3 else "p-l", i * 7919 % 1000) for i in range(2400)}
    pack = score(rule("by: n", "take: 102", "tie: share"), {"A": office("pfl")}).pack
    found = score(pack, offices)
    program = compile_core(pack.core)
    start = perf_counter()
    values = program.run(found.model.facts).values["chosen"]
    assert perf_counter() - start < 5
    # of the 1,600 that serve both, those with the 102 greatest numbers, and who is level with the last of them
    able = sorted((o["n"] for name, o in offices.items() if o["firms"]), reverse=True)
    assert sum(v == "chosen" for v in values.values()) == sum(n >= able[101] for n in able)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), ("F527", "chosen")),
        (("take: 3", "take share: 5%"), ("F528", "5%")),
        (("take: 1.5",), ("F529", "1.5")),
        (("take: 0",), ("F529", "0")),
    ],
)
def test_how_many_are_chosen_has_to_be_said_once(keys: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert faults(rule(*keys)) == [expected]


def test_a_selection_needs_criteria_and_many_to_choose_from() -> None:
    head = "selection:\n- {id: s, on: portfolio, criteria: [{id: a, require: true}], take: 1}\n"
    assert [code for code, _ in faults(head)] == ["F530"]
    assert [code for code, _ in faults("selection:\n- {id: s, on: unit, criteria: [], take: 1}\n")] == [
        "F531"
    ]
