"""Indicators: normalised, weighted and brought together, with what is printed adding up."""

from __future__ import annotations

from fractions import Fraction
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.scoring import Scored, faults, lacks, score, with_facts

from projgov.domain.types import NumberType
from projgov.scoring.values import Fault

PERCENT = "number, decimals: 1, least: 0, most: 100"
COUNT = "number, decimals: 0, least: 0"


def index(text: str, **facts: str) -> str:
    """A rule `s` on projects with this content."""
    lines = "\n".join(" " * 4 + line for line in dedent(text).strip("\n").splitlines())
    return with_facts(
        f"indicators:\n  - id: s\n    on: project\n{lines}\n", **(facts or {"a": PERCENT, "b": COUNT})
    )


TWO = index(
    """
    decimals: 1
    aggregate: weighted mean
    indicators:
      - {id: progress, title: 进度, value: a, normalise: {worst: 0, best: 80}, weight: 60}
      - {id: overdue, value: b, normalise: {worst: 10, best: 0}, weight: 40, reason: "逾期{value}项,{score}分×{weight}"}
    """
)


def run(rules: str, **facts: Any) -> Scored:
    return score(rules, {"A": facts})


# -- normalising


def test_a_value_is_mapped_linearly_between_worst_and_best() -> None:
    """40 of 80 is half; 3 where 10 is worst and 0 best is 7/10: 50 × 0.6 + 70 × 0.4 = 58."""
    found = run(TWO, a=40, b=3)
    assert found.value("s.progress", "A") == 50
    assert found.value("s.overdue", "A") == 70
    assert found.lines("s") == {"progress": 30, "overdue": 28, "rounding": 0}
    assert found.value("s", "A") == 58
    assert found.reason("s", "overdue") == "逾期3项,70分×40"


def test_beyond_worst_and_best_the_score_stays_at_the_ends() -> None:
    found = run(TWO, a=100, b=99)
    assert (found.value("s.progress", "A"), found.value("s.overdue", "A")) == (100, 0)


def test_without_clamp_the_score_goes_on_beyond_the_ends() -> None:
    found = run(
        TWO.replace("best: 80}", "best: 80, clamp: false}").replace("best: 0}", "best: 0, clamp: false}"),
        a=100,
        b=12,
    )
    assert (found.value("s.progress", "A"), found.value("s.overdue", "A")) == (125, -20)


def test_a_value_without_normalising_counts_as_it_is_and_scale_does_not_touch_it() -> None:
    rules = index(
        "decimals: 0\nscale: 10\nindicators: [{id: x, value: a}, {id: y, value: b, normalise: {worst: 0, best: 4}}]"
    )
    found = run(rules, a=62, b=1)
    assert (found.value("s.x", "A"), found.value("s.y", "A")) == (62, 3)  # 10 × 1/4 = 2.5, half up


def test_cap_and_floor_bound_the_score_after_normalising() -> None:
    rules = index(
        "decimals: 0\nindicators: [{id: x, value: a, normalise: {worst: 0, best: 50}, cap: 90, floor: 20}]"
    )
    for value, expected in ((0, 20), (25, 50), (50, 90)):
        assert run(rules, a=value).value("s", "A") == expected


# -- aggregating


def test_scores_are_rounded_before_they_are_weighted() -> None:
    """1/3 of 100 is 33.3 with one decimal; 33.3 × 3 = 99.9 and not 100."""
    rules = index(
        "decimals: 1\naggregate: weighted sum\nindicators: [{id: x, value: b, weight: 3, normalise: {worst: 0, best: 3}}]"
    )
    assert run(rules, b=1).value("s", "A") == Fraction("99.9")


def test_a_full_score_of_every_indicator_is_a_full_mean() -> None:
    """Three equal weights: contributions of 33.3 print as 99.9, and the 0.1 lost in rounding is a line."""
    rules = index("decimals: 1\nindicators: [{id: x, value: a}, {id: y, value: a}, {id: z, value: a}]")
    found = run(rules, a=100)
    third = Fraction("33.3")
    assert found.lines("s") == {"x": third, "y": third, "z": third, "rounding": Fraction("0.1")}
    assert found.value("s", "A") == 100


def test_a_weighted_sum_that_needs_no_rounding_has_no_line_for_it() -> None:
    rules = index(
        "decimals: 1\naggregate: 加权求和\nindicators: [{id: x, value: a, weight: 2}, {id: y, value: b, weight: 3}]"
    )
    found = run(rules, a="1.5", b=4)
    assert found.lines("s") == {"x": 3, "y": 12}
    assert found.value("s", "A") == 15


def test_a_geometric_mean_is_the_root_of_the_product() -> None:
    """The square root of 4 × 9 is 6; with weights 1 and 3 the fourth root of 2 × 6³ = 432 is 4.559…"""
    rules = index(
        "decimals: 3\naggregate: geometric mean\nindicators: [{id: x, value: a, weight: 50}, {id: y, value: b, weight: 50}]"
    )
    found = run(rules, a=4, b=9)
    assert found.value("s", "A") == 6
    assert found.lines("s") == {"total": 6}
    assert found.reason("s", "total") == "x 4（权重 50）、y 9（权重 50）"
    third = rules.replace("{id: x, value: a, weight: 50}", "{id: x, value: a, weight: 0.25}").replace(
        "weight: 50}]", "weight: 0.75}]"
    )
    assert run(third, a=2, b=6).value("s", "A") == Fraction("4.559")


def test_an_exact_geometric_mean_is_rounded_as_what_it_is() -> None:
    """The square root of 2.5 × 15.625 is 6.25 exactly, which half up makes 6.3."""
    rules = index(
        "decimals: 1\naggregate: geometric mean\nindicators: [{id: x, value: a, decimals: 3}, {id: y, value: 15.625, decimals: 3}]"
    )
    assert run(rules, a="2.5").value("s", "A") == Fraction("6.3")


def test_one_score_of_zero_makes_a_geometric_mean_zero() -> None:
    rules = index(
        "decimals: 1\naggregate: geometric mean\nindicators: [{id: x, value: a}, {id: y, value: b}]"
    )
    assert run(rules, a=0, b=9).value("s", "A") == 0


def test_weights_can_be_parameters() -> None:
    rules = TWO.replace("weight: 60", "weight: heavy") + "parameters:\n  heavy: {value: 10, basis: assumed}\n"
    assert run(rules, a=80, b=10).value("s", "A") == 20  # 100 × 10 / 50


# -- logarithms, and scores that are not rounded


INCOME = "number, decimals: 2, least: 0"


def logarithmic(more: str = "", decimals: str = "3") -> str:
    return index(
        f"decimals: {decimals}\nscale: 1\nindicators: [{{id: x, value: a, normalise: {{worst: 100, best: 75000, "
        f"transform: log{more}}}}}]",
        a=INCOME,
    )


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        ("100", "0"),
        ("75000", "1"),
        # ln 62485.50516 − ln 100 = 6.43755…; ÷ ln 750 = 6.62007… is 0.97243…
        ("62485.51", "0.972"),
        # (100 × 75000) ** 0.5 = 2738.6127…, half-way between the ends on the logarithmic scale
        ("2738.61", "0.500"),
        ("5", "0"),
        ("0", "0"),
        ("200000", "1"),
    ],
)
def test_with_transform_log_the_logarithms_are_set_against_each_other(income: str, expected: str) -> None:
    assert run(logarithmic(), a=income).value("s", "A") == Fraction(expected)
    assert run(logarithmic().replace("transform: log", "变换: 取对数"), a=income).value("s", "A") == Fraction(
        expected
    )


def test_less_is_better_on_a_logarithmic_scale_too() -> None:
    """10 where 1000 is worst and 1 is best: two of the three factors of ten are won."""
    rules = index(
        "decimals: 4\nscale: 3\nindicators: [{id: x, value: b, normalise: {worst: 1000, best: 1, transform: log}}]"
    )
    for value, expected in ((10, 2), (1000, 0), (5000, 0), (0, 3)):
        assert run(rules, b=value).value("s", "A") == expected


def test_without_clamp_the_logarithm_goes_on_beyond_the_ends() -> None:
    """10 is as far below 100 as 1000 is above it: −1 of the one factor of ten between the ends, 10000 is 2."""
    rules = index(
        "decimals: 2\nscale: 1\n"
        "indicators: [{id: x, value: b, normalise: {worst: 100, best: 1000, transform: log, clamp: false}}]"
    )
    assert run(rules, b=10).value("s", "A") == -1
    assert run(rules, b=10000).value("s", "A") == 2
    assert isinstance(run(rules, b=0).value("s", "A"), Fault)


def test_the_ends_of_a_logarithmic_scale_can_be_facts_in_either_order() -> None:
    """Of 1 and 100 the value 10 is half-way, whichever of the two is best; beyond them it stays at the ends."""
    rules = index(
        "decimals: 2\nscale: 1\nindicators: [{id: x, value: b, normalise: {worst: low, best: high, transform: log}}]",
        b=COUNT,
        low="number, decimals: 0, least: 1, most: 100",
        high="number, decimals: 0, least: 1, most: 100",
    )
    for value, rising, falling in ((10, "0.5", "0.5"), (0, "0", "1"), (1000, "1", "0")):
        assert run(rules, b=value, low=1, high=100).value("s", "A") == Fraction(rising)
        assert run(rules, b=value, low=100, high=1).value("s", "A") == Fraction(falling)


def test_an_exact_score_is_not_rounded_before_it_is_weighed() -> None:
    """A third counts as a third: three of them are a whole; rounded to 33.3 they were 99.9."""
    rules = index(
        "decimals: 1\naggregate: weighted sum\n"
        "indicators: [{id: x, value: b, weight: 3, decimals: exact, normalise: {worst: 0, best: 3}}]"
    )
    found = run(rules, b=1)
    assert found.value("s", "A") == 100
    assert found.value("s.x", "A") == Fraction(100, 3)
    assert found.lines("s")["x"] == 100
    assert run(rules.replace("exact", "精确"), b=1).value("s", "A") == 100


def test_a_geometric_mean_of_exact_scores_names_them_rounded() -> None:
    """The root of 1/3 × 4/3 is 2/3 exactly: 0.667, not the root 0.666… of the rounded 0.333 × 1.333."""
    rules = index(
        "decimals: 3\naggregate: geometric mean\n"
        "indicators: [{id: x, value: a / 3, decimals: exact}, {id: y, value: b / 3, decimals: exact}]"
    )
    found = run(rules, a=1, b=4)
    assert found.value("s", "A") == Fraction("0.667")
    assert found.reason("s", "total") == "x 0.333（权重 1）、y 1.333（权重 1）"


def test_exact_scores_with_great_weights_are_still_brought_together() -> None:
    """Weights of 997 and 3 on 4 × (1/4): 4 ** 0.997 × 0.25 ** 0.003 = 4 ** 0.994 = 3.9668…"""
    rules = index(
        "decimals: 3\naggregate: geometric mean\nindicators: "
        "[{id: x, value: a * 3 / 3, decimals: exact, weight: 997}, {id: y, value: 1 / b, decimals: exact, weight: 3}]"
    )
    assert run(rules, a=4, b=4).value("s", "A") == Fraction("3.967")


# -- missing evidence


def policies(policy: str, aggregate: str = "weighted mean") -> str:
    return index(
        f"""
        decimals: 1
        aggregate: {aggregate}
        indicators:
          - {{id: x, value: a, weight: 60}}
          - {{id: y, value: b, weight: 40, missing evidence: {policy}}}
        """
    )


@pytest.mark.parametrize(
    ("policy", "aggregate", "expected"),
    [
        ("zero", "weighted mean", "48"),  # (80 × 60 + 0 × 40) / 100
        ("计零分", "weighted mean", "48"),
        ("{value: 50}", "weighted mean", "68"),  # (80 × 60 + 50 × 40) / 100
        ("{取值: 50}", "weighted mean", "68"),
        ("exclude", "weighted mean", "80"),  # 80 × 60 / 60
        ("exclude", "weighted sum", "8000"),  # 80 × 60 × 100 / 60: the weight goes to the one that is there
        ("exclude", "geometric mean", "80"),
        ("{value: 20}", "geometric mean", "45.9"),  # (80³ × 20²) ** (1/5) = 204800000 ** 0.2 = 45.947…
    ],
)
def test_missing_evidence_follows_the_policy(policy: str, aggregate: str, expected: str) -> None:
    found = run(policies(policy, aggregate), a=80)
    assert found.value("s", "A") == Fraction(expected)
    assert found.adds_up("s")


@pytest.mark.parametrize("aggregate", ["weighted mean", "weighted sum", "geometric mean"])
def test_missing_evidence_leaves_the_total_undetermined_where_nothing_else_is_said(aggregate: str) -> None:
    assert lacks(run(policies("undetermined", aggregate), a=80).value("s", "A")) == {"A.b"}
    assert lacks(run(policies("exclude", aggregate), b=80).value("s", "A")) == {"A.a"}


@pytest.mark.parametrize("aggregate", ["weighted mean", "weighted sum", "geometric mean"])
def test_where_every_indicator_is_left_out_the_total_is_undetermined(aggregate: str) -> None:
    rules = policies("exclude", aggregate).replace("weight: 60", "weight: 60, missing evidence: 剔除")
    found = run(rules)
    assert lacks(found.value("s", "A")) == {"A.a", "A.b"}
    assert all(lacks(line) for line in found.lines("s").values())


VALUES = st.none() | st.integers(0, 1000).map(lambda tenths: str(Fraction(tenths, 10).limit_denominator()))


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 100), st.integers(0, 40), st.sampled_from(["exclude", "zero"])),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from(["weighted mean", "weighted sum"]),
)
def test_lines_add_up_and_the_total_is_the_aggregate_of_the_scores(
    parts: list[tuple[int | None, int, str]], how: str
) -> None:
    names = "abcd"[: len(parts)]
    indicators = "\n".join(
        f"  - {{id: {n}, value: {n} / 3, weight: {w + 1}, missing evidence: {policy}}}"
        for n, (_, w, policy) in zip(names, parts, strict=True)
    )
    rules = index(f"decimals: 2\naggregate: {how}\nindicators:\n{indicators}", **dict.fromkeys(names, COUNT))
    found = run(
        rules, **{n: value for n, (value, _, _) in zip(names, parts, strict=True) if value is not None}
    )
    counted = [
        (Fraction(0) if value is None else _half_up(Fraction(value, 3)), weight + 1)
        for value, weight, policy in parts
        if value is not None or policy == "zero"
    ]
    total = found.value("s", "A")
    if not counted:
        assert lacks(total)
        return
    mean = sum((v * w for v, w in counted), Fraction(0)) / sum(w for _, w in counted)
    weights = sum(w + 1 for _, w, _ in parts)
    assert total == _half_up(mean if how == "weighted mean" else mean * weights)
    assert found.adds_up("s")


def _half_up(value: Fraction) -> Fraction:
    """To two decimals, for what is not negative."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


# -- types and faults


def test_a_mean_lies_between_the_scores_that_it_is_made_of() -> None:
    kind = run(TWO, a=1, b=1).pack.core.definitions["s"].type
    assert kind == NumberType(1, Fraction(0), Fraction(100), "points")


def test_a_mean_with_weights_not_known_beforehand_has_bounds_too() -> None:
    rules = index(
        "decimals: 1\nindicators: [{id: x, value: a, weight: b, missing evidence: exclude}, {id: y, value: a, weight: 1}]"
    )
    assert run(rules, a=50, b=3).pack.core.definitions["s"].type == NumberType(
        1, Fraction(0), Fraction(100), "points"
    )


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("decimals: 1\nindicators: []", "S020", "[]"),
        ("decimals: 1\nindicators: [{id: x, value: a, normalise: {worst: 5, best: 5}}]", "S021", "5}}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, normalise: {worst: 0, best: 5, transform: log}}]", "S026", "0, best: 5, transform: log}}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, normalise: {worst: 9, best: -5, 变换: 对数}}]", "S026", "-5, 变换: 对数}}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, normalise: {worst: 9, best: 5, transform: root}}]", "F150", "root}}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, decimals: -1}]", "S001", "-1}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, decimals: 13}]", "S001", "13}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, decimals: exactly}]", "S001", "exactly}]"),
        ("decimals: exact\nindicators: [{id: x, value: a}]", "S001", "exact"),
        ("decimals: 1\nindicators: [{id: x, value: a, weight: 0}, {id: y, value: b, weight: 0}]", "S022", "0}, {id: y, value: b, weight: 0}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, weight: -1}, {id: y, value: b, weight: 2}]", "S023", "-1}, {id: y, value: b, weight: 2}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, weight: 1}, {id: y, value: b}]", "S024", "y, value: b}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, missing evidence: {points: 1}}]", "S025", "{points: 1}}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, missing evidence: exclud}]", "F150", "exclud}]"),
        ("decimals: 1\naggregate: mode\nindicators: [{id: x, value: a}]", "F150", "mode"),
        ("decimals: 1\nindicators: [{id: x, value: a}, {id: x, value: b}]", "N021", "x, value: b}]"),
        ("decimals: 1\nindicators: [{id: x, value: a}, {id: x contribution, value: b}]", "N022", "x contribution, value: b}]"),
        ("decimals: 1\nindicators: [{id: x, value: a, cap: 1, floor: 2}]", "S003", "x, value: a, cap: 1, floor: 2}]"),
        ("decimals: 1\nindicators: [{id: x, value: '\"much\"'}]", "T001", "\"much\"'}]"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_found_at_its_place(text: str, code: str, place: str) -> None:
    assert faults(index(text)) == [(code, place)]


def test_a_sum_takes_negative_weights() -> None:
    rules = index(
        "decimals: 1\naggregate: weighted sum\nindicators: [{id: x, value: a, weight: 1}, {id: y, value: b, weight: -2}]"
    )
    assert run(rules, a=50, b=3).value("s", "A") == 44


def test_indicators_can_be_written_with_chinese_keys() -> None:
    rules = with_facts(
        """
        指标:
          - 编号: 指数
            对象: 项目
            小数位数: 0
            合成: 加权平均
            满分: 100
            指标:
              - {编号: 进度, 取值: 甲, 归一化: {最差: 0, 最好: 50}, 权重: 1, 缺证据时: 剔除}
        """,
        甲=PERCENT,
    )
    assert run(rules, 甲=25).value("指数", "A") == 50
