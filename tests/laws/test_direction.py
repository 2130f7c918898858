"""Direction. "Raising an input of declared direction never worsens the score where each line is declared monotone in it"."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.laws.drawing import tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.load import load_portfolio
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.projects import Project
from projgov.domain.reports import Figure
from projgov.rules.load import Pack, load_pack
from projgov.testing import laws

ZHENGFA, WHOLE = load_pack("zhengfa"), load_portfolio("zhengfa-2017")
CITY = attrs.evolve(WHOLE, projects=WHOLE.projects[::5])
"""Every fifth of the city's projects: each evaluation counts."""
AS_OF = "2017-12-31"


def points(least: int, most: int) -> st.SearchStrategy[Fraction]:
    return st.integers(least * 10, most * 10).map(lambda n: Fraction(n, 10))


@st.composite
def rising_rules(draw: st.DrawFn) -> str:
    """A score each of whose lines rises with progress, or stays: factors, weights and coefficients are not negative."""
    decimals = draw(st.integers(0, 2))
    lines = []
    for n in range(draw(st.integers(1, 3))):
        base, factor = draw(points(-20, 60)), draw(points(0, 5))
        give = f"{base} + {factor} * (progress at judged) / 3"
        limits = draw(
            st.sampled_from(
                ["", "most: 30", "least: -5", "least: 0, most: 60", "when: progress at judged > 20, least: 0"]
            )
        )
        lines.append(f"{{id: line_{n}, give: '{_plain(give)}'{', ' + limits if limits else ''}}}")
    more = draw(st.sampled_from(["", "total: {least: 0, most: 100}", "coefficient: 1.5", "rounding: floor"]))
    return f"""
        points:
        - {{id: score, on: project, decimals: {decimals}, lines: [{", ".join(lines)}]{", " + more if more else ""}}}
        indicators:
        - id: index
          on: project
          decimals: {decimals}
          aggregate: {draw(st.sampled_from(["weighted mean", "weighted sum", "geometric mean"]))}
          indicators:
          - {{id: one, value: progress at judged, normalise: {{worst: {draw(st.integers(0, 30))}, best: {draw(st.integers(40, 120))}}}, weight: {draw(st.integers(1, 5))}}}
          - {{id: two, value: 5, normalise: {{worst: 0, best: 7}}, weight: 2}}
        awards:
        - {{id: prize, on: project, by: score, top: 2, tie: {draw(st.sampled_from(["refer", "share", "drop"]))}}}
        - {{id: order, on: project, by: index}}
        """


def _plain(text: str) -> str:
    """Tenths written as decimals."""
    return " ".join(
        str(Decimal(Fraction(w).numerator) / Fraction(w).denominator) if "/" in w and w != "/" else w
        for w in text.split(" ")
    )


def verified(*values: Decimal) -> Portfolio:
    """Projects whose progress at the end of the year is known, each to be so far."""
    projects = [
        {
            "id": f"P-{n}",
            "reports": [
                {
                    "id": "R", "kind": "quarterly", "occurred": "2017-12-20", "recorded": "2017-12-21",
                    "progress": [{"value": str(value), "source": "verified"}],
                }
            ],
        }
        for n, value in enumerate(values, start=1)
    ]  # fmt: skip
    return from_plain({"projgov": 1, "id": "test", "projects": projects})


HUNDREDTHS = st.integers(0, 15_000).map(lambda n: Decimal(n).scaleb(-2))


@tried(50)
@given(rising_rules(), st.lists(HUNDREDTHS, min_size=1, max_size=4), HUNDREDTHS)
def test_more_progress_costs_no_points_and_no_place(rules: str, values: list[Decimal], more: Decimal) -> None:
    pack = pack_of(rules)
    after = [max(values[0], more), *values[1:]]
    laws.never_worse(pack, verified(*values), verified(*after), AS_OF, "P-1")


@settings(max_examples=max(settings().max_examples // 5, 5), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_in_the_city_s_rules_more_verified_progress_or_a_higher_rating_costs_nothing(
    data: st.DataObject,
) -> None:
    """On the portfolio that ships: any project, any of its verified figures or ratings, raised by any amount."""
    project = data.draw(st.sampled_from(CITY.projects).map(lambda p: p.id), label="project")
    rise = data.draw(st.integers(1, 10_000).map(lambda n: Decimal(n).scaleb(-2)), label="rise")
    number = next(i for i, p in enumerate(CITY.projects) if p.id == project)
    better = raised(
        CITY.projects[number], rise, data.draw(st.sampled_from(["progress", "rating"]), label="what")
    )
    after = attrs.evolve(CITY, projects=(*CITY.projects[:number], better, *CITY.projects[number + 1 :]))
    laws.never_worse(ZHENGFA, CITY, after, AS_OF, project)


def raised(project: Project, rise: Decimal, what: str) -> Project:
    """The project with all its verified figures of progress, or its ratings, higher."""
    if what == "rating":
        found = tuple(
            attrs.evolve(a, rating=min(Decimal(a.rating) + rise, Decimal(100)))
            if isinstance(a.rating, int | Decimal)
            else a
            for a in project.acceptances
        )
        return attrs.evolve(project, acceptances=found)
    reports = tuple(
        attrs.evolve(r, progress=tuple(_higher(f, rise) for f in r.progress))
        if isinstance(r.progress, tuple)
        else r
        for r in project.reports
    )
    return attrs.evolve(project, reports=reports)


def _higher(figure: Figure, rise: Decimal) -> Figure:
    value: Any = figure.value
    known = isinstance(value, int | Decimal) and figure.source in ("verified", "self_reported")
    return attrs.evolve(figure, value=min(value + rise, Decimal(1000))) if known else figure


def test_a_rule_under_which_more_progress_costs_points_is_found() -> None:
    """The law says something: where a line falls, it does not hold."""
    pack: Pack = pack_of(
        "points:\n- {id: score, on: project, decimals: 0, lines: [{id: a, give: '100 - (progress at judged)'}]}\n"
    )
    with pytest.raises(AssertionError, match="`P-1` is better and falls from 90 to 80"):
        laws.never_worse(pack, verified(Decimal(10)), verified(Decimal(20)), AS_OF, "P-1")
