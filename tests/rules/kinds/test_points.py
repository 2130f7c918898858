"""Points: lines that are rounded where they are born, and a total that they add up to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.judging import pack_of
from tests.rules.kinds.scoring import faults, lacks, score, with_facts

from projgov.domain.plain import from_plain
from projgov.domain.types import NumberType
from projgov.rules.core.program import Score
from projgov.scoring.evaluate import evaluate
from projgov.scoring.values import Fault

COUNT = "number, decimals: 0, least: 0"
PERCENT = "number, decimals: 1, least: 0, most: 100"

SKETCH = with_facts(
    """
    parameters:
      missed_report: {value: 0.5, unit: points, basis: assumed}
    points:
      - id: project_score
        on: project
        title: {zh: 项目得分, en: Project score}
        judged: end of year
        decimals: 1
        rounding: half up
        missing evidence: undetermined
        lines:
          - id: gates
            base: 60
            deduct: {each: gates_missed, points: 15, least: 0}
          - id: reporting
            title: {zh: 季度汇报, en: Quarterly reports}
            base: 20
            deduct: {each: overdue, points: missed_report}
            reason:
              zh: 缺{each}次,每次扣{points}分,共扣{lost}分,得{score}分
              en: "{each} missed, {points} each: {lost} lost, {score} left"
          - id: acceptance
            give: 20 * rating / 100
        total: {least: 0, most: 100}
    """,
    gates_missed=COUNT,
    overdue=COUNT,
    rating=PERCENT,
)


def points(text: str, **facts: str) -> str:
    """A rule `s` on projects with this content."""
    lines = "\n".join(" " * 4 + line for line in dedent(text).strip("\n").splitlines())
    return with_facts(f"points:\n  - id: s\n    on: project\n{lines}\n", **facts)


def half(number: str) -> Fraction:
    return Fraction(number)


# -- lines


def test_each_missing_report_costs_half_a_point() -> None:
    """20 - 1 × 0.5 = 19.5; 60 - 0 × 15 = 60; 20 × 96 / 100 = 19.2; together 98.7."""
    found = score(SKETCH, {"A": {"gates_missed": 0, "overdue": 1, "rating": 96}})
    assert found.lines("project_score") == {
        "gates": 60,
        "reporting": half("19.5"),
        "acceptance": half("19.2"),
    }
    assert found.value("project_score", "A") == half("98.7")
    assert found.value("project_score.reporting", "A") == half("19.5")


def test_the_reason_names_how_often_how_much_and_what_is_left() -> None:
    found = score(SKETCH, {"A": {"gates_missed": 0, "overdue": 3, "rating": 96}})
    assert found.reason("project_score", "reporting") == "缺3次,每次扣0.5分,共扣1.5分,得18.5分"
    assert (
        found.reason("project_score", "reporting", language="en") == "3 missed, 0.5 each: 1.5 lost, 18.5 left"
    )


def test_a_line_loses_points_down_to_nothing() -> None:
    """扣完为止: 60 - 5 × 15 would be -15."""
    found = score(SKETCH, {"A": {"gates_missed": 5, "overdue": 41, "rating": 0}})
    assert found.lines("project_score") == {"gates": 0, "reporting": 0, "acceptance": 0}


def test_a_line_loses_points_down_to_the_least_that_it_names() -> None:
    rules = points(
        "decimals: 0\nlines: [{id: a, base: 30, deduct: {each: n, points: 10, least: 5}}]",
        n=COUNT,
    )
    found = score(rules, {"A": {"n": 2}, "B": {"n": 3}, "C": {"n": 4}})
    assert [found.value("s.a", p) for p in "ABC"] == [10, 5, 5]


def test_a_line_without_base_deducts_below_zero_where_it_says_how_far() -> None:
    rules = points("decimals: 0\nlines: [{id: a, deduct: {each: n, points: 2, least: -5}}]", n=COUNT)
    found = score(rules, {"A": {"n": 2}, "B": {"n": 3}})
    assert [found.value("s", p) for p in "AB"] == [-4, -5]


def test_a_bonus_is_capped() -> None:
    rules = points(
        "decimals: 0\nlines: [{id: a, add: {each: n, points: 2, most: 5}, reason: '{gained}'}]", n=COUNT
    )
    found = score(rules, {"A": {"n": 1}, "B": {"n": 3}})
    assert [found.value("s", p) for p in "AB"] == [2, 5]
    assert found.reason("s", "a", "B") == "5"


def test_a_loss_is_taken_before_the_bonus_is_added() -> None:
    """Down to nothing first: 10 - 3 × 5 leaves 0, and the bonus of 4 stays; the reason names the loss."""
    rules = points(
        """
        decimals: 0
        lines:
          - id: a
            base: 10
            add: {each: good, points: 4, most: 8}
            deduct: {each: bad, points: 5}
            reason: "{each}/{points}/{lost}/{gained}"
        """,
        good=COUNT,
        bad=COUNT,
    )
    found = score(rules, {"A": {"good": 1, "bad": 3}})
    assert found.value("s.a", "A") == 4
    assert found.reason("s", "a") == "3/5/10/4"


def test_the_items_of_a_list_count_as_times() -> None:
    rules = points(
        "decimals: 0\nlines: [{id: a, base: 10, deduct: {each: '[1, n][item > 1]', points: 2}}]", n=COUNT
    )
    found = score(rules, {"A": {"n": 1}, "B": {"n": 2}})
    assert [found.value("s", p) for p in "AB"] == [10, 8]


def test_a_line_stays_between_its_least_and_its_most() -> None:
    rules = points("decimals: 0\nlines: [{id: a, give: n - 10, least: 2, most: 6}]", n=COUNT)
    found = score(rules, {"A": {"n": 0}, "B": {"n": 15}, "C": {"n": 99}})
    assert [found.value("s", p) for p in "ABC"] == [2, 5, 6]


def test_a_line_whose_condition_is_false_gives_nothing() -> None:
    rules = points("decimals: 0\nlines: [{id: a, base: 10, when: n > 1}, {id: b, base: 1}]", n=COUNT)
    found = score(rules, {"A": {"n": 1}, "B": {"n": 2}})
    assert found.lines("s", "A") == {"a": 0, "b": 1}
    assert found.lines("s", "B") == {"a": 10, "b": 1}


@pytest.mark.parametrize(
    ("rounding", "up", "tie"),
    [
        ("half up", "0.4", "0.3"),
        ("四舍五入", "0.4", "0.3"),
        ("half even", "0.4", "0.2"),
        ("down", "0.3", "0.2"),
        ("进一", "0.4", "0.3"),
    ],
)
def test_each_line_is_rounded_where_it_is_born(rounding: str, up: str, tie: str) -> None:
    """0.36 and 0.25 to one decimal; the total is the sum of what is printed, not the rounded sum of 0.61."""
    rules = points(
        f"decimals: 1\nrounding: {rounding}\nlines: [{{id: a, give: 0.36}}, {{id: b, give: 0.25}}]", n=COUNT
    )
    found = score(rules, {"A": {}})
    assert found.lines("s") == {"a": half(up), "b": half(tie)}
    assert found.value("s", "A") == half(up) + half(tie)


def test_a_line_can_be_rounded_more_roughly_than_the_total() -> None:
    rules = points("decimals: 2\nlines: [{id: a, give: 2.55, decimals: 0}, {id: b, give: 2.555}]", n=COUNT)
    assert score(rules, {"A": {}}).lines("s") == {"a": 3, "b": half("2.56")}


# -- evidence


def test_a_missing_fact_leaves_its_line_and_the_total_undetermined() -> None:
    found = score(SKETCH, {"A": {"gates_missed": 1, "overdue": 0}})
    assert found.value("project_score.gates", "A") == 45
    assert lacks(found.value("project_score.acceptance", "A")) == {"A.rating"}
    assert lacks(found.value("project_score", "A")) == {"A.rating"}


def test_missing_evidence_counts_as_zero_where_the_file_says_so() -> None:
    rules = points(
        """
        decimals: 0
        missing evidence: zero
        lines:
          - {id: a, give: n}
          - {id: b, give: m, missing evidence: 不定}
        """,
        n=COUNT,
        m=COUNT,
    )
    found = score(rules, {"A": {"m": 3}, "B": {"n": 3}})
    assert found.lines("s", "A") == {"a": 0, "b": 3}
    assert found.value("s", "A") == 3
    assert lacks(found.value("s", "B")) == {"B.m"}


def test_a_rule_that_does_not_apply_says_nothing() -> None:
    rules = points("when: n > 0\ndecimals: 0\nlines: [{id: a, give: 10 / n}]\ntotal: {most: 4}", n=COUNT)
    found = score(rules, {"A": {"n": 0}, "B": {"n": 1}})
    assert found.value("s", "A") is None
    assert set(found.lines("s", "A").values()) == {None}
    assert found.value("s", "B") == 4


# -- after the lines


def test_the_coefficient_is_a_line_of_its_own() -> None:
    """Lines 33 + 40 = 73; 73 × 1.05 = 76.65, rounded 76.7: the coefficient brings 3.7."""
    rules = points(
        "decimals: 1\nlines: [{id: a, give: 33}, {id: b, give: 40}]\ncoefficient: k", k="number, decimals: 2"
    )
    found = score(rules, {"A": {"k": "1.05"}})
    assert found.lines("s") == {"a": 33, "b": 40, "coefficient": half("3.7")}
    assert found.value("s", "A") == half("76.7")
    assert found.value("s.subtotal", "A") == 73
    assert found.reason("s", "coefficient") == "×1.05"


def test_what_the_limits_of_the_total_take_or_give_is_a_line() -> None:
    rules = points(
        "decimals: 0\nlines: [{id: a, give: n}]\ntotal: {least: 10, most: 100}", n="number, decimals: 0"
    )
    found = score(rules, {"A": {"n": 104}, "B": {"n": -3}, "C": {"n": 50}})
    assert [found.value("s.limit", p) for p in "ABC"] == [-4, 13, 0]
    assert [found.value("s", p) for p in "ABC"] == [100, 10, 50]


def test_limits_that_no_score_can_pass_make_no_line() -> None:
    """Sketch: 60 + 20 + 20 is never above 100 nor below 0."""
    (output,) = pack_of(SKETCH).core.outputs
    assert isinstance(output, Score)
    assert [line.id for line in output.lines] == ["gates", "reporting", "acceptance"]


VETOES = points(
    """
    decimals: 1
    lines: [{id: a, give: n}]
    veto:
      - {when: late, title: 逾期未改, to: 59.5, reason: "原得{score}分"}
      - {when: accident, title: 重大事故}
    """,
    n="number, decimals: 1, least: 0, most: 100",
    late="yes/no",
    accident="yes/no",
)


@pytest.mark.parametrize(
    ("n", "late", "accident", "total", "lines"),
    [
        ("80", False, False, "80", (0, 0)),
        ("80", True, False, "59.5", ("-20.5", 0)),
        ("80", False, True, "0", (0, "-80")),
        ("80", True, True, "0", (0, "-80")),  # the stronger veto counts, and only once
        ("30", True, False, "30", (0, 0)),  # a veto never raises a score
    ],
)
def test_a_veto_brings_the_score_down(
    n: str, late: bool, accident: bool, total: str, lines: tuple[str | int, str | int]
) -> None:
    found = score(VETOES, {"A": {"n": n, "late": late, "accident": accident}})
    assert found.value("s", "A") == Fraction(total)
    assert [found.value(f"s.veto_{i}", "A") for i in (1, 2)] == [Fraction(line) for line in lines]
    assert found.reason("s", "veto_1") == f"原得{n}分"


def test_a_veto_decides_whatever_else_is_missing() -> None:
    found = score(
        VETOES,
        {"A": {"accident": True}, "B": {"accident": False, "late": True}, "C": {"late": True, "n": 80}},
    )
    assert found.value("s", "A") == 0
    assert lacks(found.value("s", "B")) == {"B.n"}
    assert lacks(found.value("s", "C")) == {"C.accident"}


THREE_VETOES = points(
    """
    decimals: 1
    lines: [{id: a, give: n}]
    veto:
      - {when: late, to: 50}
      - {when: hidden, to: 20}
      - {when: accident}
    """,
    n="number, decimals: 1, least: 0, most: 100",
    late="yes/no",
    hidden="yes/no",
    accident="yes/no",
)


@pytest.mark.parametrize(
    ("late", "hidden", "accident", "lines"),
    [
        (True, True, True, (0, 0, -80)),
        (True, True, False, (0, -60, 0)),
        (True, False, False, (-30, 0, 0)),
        (
            True,
            True,
            None,
            (0, "A.accident", "A.accident"),
        ),  # whatever the accident was, the weakest counts for nothing
        (True, None, True, (0, 0, -80)),
        (True, None, False, ("A.hidden", "A.hidden", 0)),
        (None, None, False, (("A.hidden", "A.late"), "A.hidden", 0)),
        (False, None, None, (0, ("A.accident", "A.hidden"), "A.accident")),
    ],
)
def test_of_three_vetoes_the_strongest_that_holds_counts_and_only_once(
    late: bool | None,
    hidden: bool | None,
    accident: bool | None,
    lines: tuple[int | str | tuple[str, ...], ...],
) -> None:
    """What is missing of a stronger one matters only where none that surely holds is stronger than the line's own."""
    given = {"n": "80", "late": late, "hidden": hidden, "accident": accident}
    found = score(THREE_VETOES, {"A": {name: value for name, value in given.items() if value is not None}})
    for number, line in enumerate(lines, start=1):
        value = found.value(f"s.veto_{number}", "A")
        if isinstance(line, int):
            assert value == line
        else:
            assert lacks(value) == ({line} if isinstance(line, str) else set(line))


def test_a_veto_that_errs_makes_weaker_ones_err_where_no_stronger_one_holds() -> None:
    """As in a table, rows after the one that decides are not asked."""
    rules = points(
        """
        decimals: 1
        lines: [{id: a, give: n}]
        veto: [{when: accident}, {when: 6 / k > 1, to: 20}, {when: late, to: 50}]
        """,
        n="number, decimals: 1, least: 0, most: 100",
        k="number, decimals: 0, least: 0, most: 9",
        late="yes/no",
        accident="yes/no",
    )
    facts = {"n": "80", "k": 0, "late": True}
    found = score(rules, {"A": {**facts, "accident": True}, "B": {**facts, "accident": False}})
    assert [found.value(f"s.veto_{i}", "A") for i in (1, 2, 3)] == [-80, 0, 0]
    assert found.value("s.veto_1", "B") == 0
    assert all(isinstance(found.value(f"s.veto_{i}", "B"), Fault) for i in (2, 3))


def test_a_line_of_a_veto_names_the_stronger_veto_that_holds() -> None:
    """What it turned on is told in the file's own words, not by a name that the file does not have."""
    facts = {"n": "80", "late": True, "hidden": True, "accident": False}
    projects = [{"id": "A", "title": "A", "facts": facts}]
    portfolio = from_plain({"projgov": 1, "id": "test", "projects": projects})
    (subject,) = evaluate(pack_of(THREE_VETOES), portfolio, "2018-01-31").to_plain()["subjects"]
    weakest = next(line for line in subject["scores"][0]["lines"] if line["id"] == "veto_1")
    assert [(b["held"], b["condition"]["en"]) for b in weakest["because"]] == [(True, "hidden (yes)")]


FACTS = {
    "gates": st.integers(0, 9),
    "bonus": st.integers(0, 9),
    "rating": st.decimals(0, 100, places=2),
    "k": st.decimals(Decimal("0.5"), 2, places=3),
    "veto": st.booleans(),
}


@given(
    st.fixed_dictionaries(FACTS), st.sampled_from(["half up", "half even", "down", "up", "floor", "ceiling"])
)
def test_the_lines_add_up_to_the_total_exactly(facts: dict[str, object], rounding: str) -> None:
    rules = points(
        f"""
        decimals: 1
        rounding: {rounding}
        lines:
          - {{id: gates, base: 60, deduct: {{each: gates, points: 7.25}}}}
          - {{id: bonus, add: {{each: bonus, points: 1.15, most: 6.66}}}}
          - {{id: rating, give: rating / 3 - 10, decimals: 0}}
        coefficient: k
        total: {{least: 10, most: 100}}
        veto: [{{when: veto and bonus > 3, to: 20}}, {{when: veto, to: 30.5}}]
        """,
        gates=COUNT,
        bonus=COUNT,
        rating="number, decimals: 2",
        k="number, decimals: 3",
        veto="yes/no",
    )
    found = score(rules, {"A": {k: str(v) if isinstance(v, Decimal) else v for k, v in facts.items()}})
    total = found.value("s", "A")
    assert found.adds_up("s")
    assert 10 <= total <= 100
    assert all((10 * Fraction(line)).denominator == 1 for line in found.lines("s").values())
    for definition in found.pack.core.definitions.values():
        kind, value = definition.type, found.value(definition.id, "A")
        assert isinstance(kind, NumberType)
        assert kind.least is None or kind.least <= value
        assert kind.most is None or value <= kind.most


# -- what other rules see


def test_the_type_of_the_total_carries_its_decimals_and_bounds() -> None:
    kind = pack_of(SKETCH).core.definitions["project_score"].type
    assert kind == NumberType(1, Fraction(0), Fraction(100), "points")
    gates = pack_of(SKETCH).core.definitions["project_score.gates"].type
    assert kind is not gates
    assert gates == NumberType(1, Fraction(0), Fraction(60), "points")


def test_rules_on_units_take_the_scores_of_their_projects() -> None:
    rules = SKETCH + (
        "definitions:\n  - {id: average, on: unit, value: mean(led projects.project_score)}\n"
        "  - {id: lost, on: unit, value: sum(led projects.project_score.gates)}\n"
    )
    core = pack_of(rules).core
    assert {"average", "lost"} <= set(core.definitions)


def test_rules_can_be_written_with_chinese_keys() -> None:
    rules = with_facts(
        """
        计分:
          - 编号: 得分
            对象: 项目
            小数位数: 1
            舍入: 四舍五入
            缺证据时: 计零分
            计分项:
              - {编号: 节点, 标题: 季度节点, 基础分: 60, 扣分: {每: 次数, 分值: 15, 最低: 0}, 理由: "缺{次数}次"}
              - {编号: 加分项, 加分: {每: 次数, 分值: 1, 最高: 2}}
            系数: 1.1
            总分: {最低: 0, 最高: 100}
            一票否决: [{情形: 次数 > 3, 标题: 缺得太多, 降至: 0}]
        """,
        次数=COUNT,
    )
    found = score(rules, {"A": {"次数": 1}, "B": {"次数": 4}})
    assert found.lines("得分") == {"节点": 45, "加分项": 1, "coefficient": half("4.6"), "veto": 0}
    assert found.value("得分", "B") == 0
    assert found.reason("得分", "节点") == "缺1次"


# -- faults


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("decimals: 1\nlines: []", "S010", "[]"),
        ("decimals: 1\nlines: [{id: a}]", "S011", "a}]"),
        ("decimals: 1\nlines: [{id: a, base: 1, give: 2}]", "S012", "2}]"),
        ("decimals: 1\nlines:\n  - id: a\n    deduct: {each: n, points: 1}", "S013", "{each: n, points: 1}"),
        ("decimals: 1\nlines:\n  - {id: a, base: 1, deduct: {each: n, points: -1}}", "S014", "-1}}"),
        ("decimals: 1\nlines:\n  - {id: a, base: 1, decimals: 2}", "S015", "2}"),
        ("decimals: 1\nlines:\n  - {id: a, add: {each: n, points: 3}}", "S016", "3}}"),
        ("decimals: 1\nlines:\n  - {id: a, give: n, least: 0.25}", "S002", "0.25}"),
        ("decimals: 1\nlines:\n  - {id: a, give: n}\ntotal: {most: 99.99}", "S002", "99.99}"),
        ("decimals: 1\nlines:\n  - {id: a, give: n}\nveto: [{when: n > 1, to: 0.05}]", "S002", "0.05}]"),
        (
            "decimals: 1\nlines:\n  - {id: a, give: n}\ntotal: {least: 9, most: 8}",
            "S003",
            "{least: 9, most: 8}",
        ),
        ("decimals: -1\nlines: [{id: a, base: 1}]", "S001", "-1"),
        ("decimals: one\nlines: [{id: a, base: 1}]", "S001", "one"),
        ("decimals: 1\nlines: [{id: a, base: 1}, {id: a, base: 2}]", "N021", "a, base: 2}]"),
        ("decimals: 1\nlines: [{id: a-b, base: 1}]", "N020", "a-b, base: 1}]"),
        ("decimals: 1\nlines: [{id: limit, base: 1}]", "N022", "limit, base: 1}]"),
        ("decimals: 1\nrounding: half upp\nlines: [{id: a, base: 1}]", "F150", "half upp"),
        ("decimals: 1\nmissing evidence: nil\nlines: [{id: a, base: 1}]", "F150", "nil"),
        ("decimals: 1\nlines: [{id: a, give: '\"five\"'}]", "T001", '"five"\'}]'),
        ("decimals: 1\nlines: [{id: a, bas: 5}]", "F106", "bas: 5}]"),
    ],
)
def test_what_cannot_be_meant_is_found_at_its_place(text: str, code: str, place: str) -> None:
    assert faults(points(text, n=COUNT)) == [(code, place)]


def test_decimals_have_to_be_said() -> None:
    assert [code for code, _ in faults(points("lines: [{id: a, base: 1}]", n=COUNT))] == ["F105"]


def test_all_faults_are_found_at_once() -> None:
    text = "decimals: 1\nrounding: upp\nlines: [{id: a}, {id: a, give: nn}]\ntotal: {most: 0.01}"
    # A faulty key does not hide what is wrong with names and expressions; what depends on the keys comes after the mend.
    assert [code for code, _ in faults(points(text, n=COUNT))] == ["F150", "N021", "N001"]
    text = text.replace("rounding: upp\n", "")
    assert [code for code, _ in faults(points(text, n=COUNT))] == ["S011", "N021", "N001", "S002"]
