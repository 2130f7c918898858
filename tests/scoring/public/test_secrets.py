"""Non-interference. "What is not public changes no byte of the public view", and no word of it stands there."""

from __future__ import annotations

from random import Random

from hypothesis import given
from tests.laws.drawing import Case, cases, orders, tried
from tests.rules.kinds.judging import pack_of
from tests.scoring.public.publishing import evaluated, published, publishing, texts

import projgov
from projgov.domain.records import VOCABULARY
from projgov.rules.load import Pack
from projgov.testing.busy_portfolios import busy_portfolios
from projgov.testing.portfolios import portfolios
from projgov.testing.secrets import changed_in_secret, with_marks

TELLING = """
parameters:
  limit: {value: 50, basis: assumed}
definitions:
  - {id: open_share, on: project, value: (progress at as_of) / 100}
  - {id: costly, on: project, value: budget > limit}
  - {id: visits, on: project, value: count(inspections)}
filing:
  - {id: due_early, on: project, excusable: never, title: 提前, require: start > date("2018-12-31"), reason: "{title}：{start}至{end}，预算{budget}"}
  - {id: led, on: project, excusable: never, title: 主办, require: count(co_units) > 5, reason: "{lead unit.name}、{co_units}"}
  - {id: reported, on: project, excusable: never, each: reports, require: item.occurred < start, reason: "{item.id}：{item.content}"}
  - {id: reported_by, on: project, excusable: never, each: reports, require: item.occurred < start, against: by, reason: "{item.kind}{item.period}{item.by.name}"}
  - {id: answered, on: project, excusable: never, require: count(responsibilities) > 9, against: 'responsibilities[1].officer', reason: "{responsibilities[1].officer}、{responsibilities[1].duties}"}
  - {id: few, on: project, excusable: never, require: 'id = "…"', reason: "督查{visits}次，{if costly then title else id}，{count(projects)}个，{count(units)}个单位"}
  - {id: letters_there, on: project, excusable: never, require: 'id = "…"', reason: "{letter.responsible}、{filing.goal}"}
  - {id: unit_reports, on: unit, excusable: never, require: count(former) > 9, reason: "{name}：{count(led projects)}个项目，{reports[1].content}"}
points:
  - id: open_score
    on: project
    decimals: 1
    lines: [{id: progress, give: 10 * open_share, reason: "进度{open_share}，预算{budget}"}]
grades:
  - {id: grade, on: project, of: open_score, bands: [{grade: good, from: 5}], otherwise: {grade: pass}, reason: "{open_score}分，{budget}"}
"""
"""Rules that come to results by what is public alone, and say of them whatever they can."""
FINDING = """
filing:
  - {id: visited, on: project, each: inspections, judged: occurred, title: 督查, require: 'occurred > date("2030-01-01")', reason: "{item.id}：{situation}"}
  - {id: requested, on: project, judged: acceptance.requested, title: 申请, require: 'id = "…"', reason: "{judged}以前没有申请"}
  - {id: visited_by, on: project, each: inspections, title: 督查单位, require: 'occurred > date("2030-01-01")', against: item.by, reason: "{item.by.name}"}
sanctions:
  - {id: warned, on: project, measure: warn, propose when: 'id != "…"', judged: acceptance.requested, reason: "{count(inspections)}次"}
tables:
  - id: told
    on: project
    table: |
      | title || says                 |
      | -     || acceptance.exception |
"""
"""Rules that find what they find on days and occasions that are not public, and pass on texts that are not."""
SHOWING = """
disclosure:
  - id: shown
    on: project
    shows: [title, lead unit, co_units, progress at as_of, open_share, open_score, costly, visits, count(reports), reports, responsibilities]
  - {id: shown_units, on: unit, shows: [name, parent, count(led projects), children]}
"""


def same_where_alike(one: projgov.Report, two: projgov.Report) -> int:
    """Asserts that of each subject whose results come out alike in both reports the same is seen; how many there are."""
    before, after = published(one), published(two)
    views = [{(s["type"], s["id"]): s for s in report.public().subjects} for report in (one, two)]
    same = [key for key in before if before[key] == after.get(key)]
    for key in same:
        assert views[0].get(key) == views[1].get(key), key
    return len(same)


def zhengfa() -> Pack:
    """The shipped pack, with everything declared public that can be."""
    return publishing(projgov.load_pack("zhengfa"))


def test_every_text_that_is_not_public_is_marked() -> None:
    """The marks are in every report that tells everything, which is how they would be found in the view."""
    portfolio, marks = with_marks(projgov.load_portfolio("zhengfa-2017"))
    plain = str(projgov.to_plain(portfolio))
    assert len(marks) > 1000
    assert all(mark in plain for mark in marks)
    assert all(one.name in marks for one in portfolio.officers)


@tried(20)
@given(portfolios(), orders())
def test_a_change_in_secret_leaves_all_that_is_public(portfolio: projgov.Portfolio, random: Random) -> None:
    other = changed_in_secret(portfolio, random)
    for record in ("unit", "project", "item"):
        fields = [f for f in VOCABULARY.record(record).fields.values() if f.spec.confidentiality == "public"]
        for one, changed in zip(portfolio.subjects(record), other.subjects(record), strict=True):
            for field in fields:
                if isinstance(value := getattr(one, field.name), str):
                    assert getattr(changed, field.name) == value


@tried(25)
@given(busy_portfolios(), orders())
def test_what_is_not_public_changes_no_byte_where_it_decides_nothing(
    portfolio: projgov.Portfolio, random: Random
) -> None:
    """Results that public data decide: whatever else changes, the view is the same."""
    pack = publishing(pack_of(TELLING + SHOWING))
    other = changed_in_secret(portfolio, random)
    one, two = (evaluated(pack, p, "2017-12-31").public() for p in (portfolio, other))
    assert one.to_json() == two.to_json()
    for language in ("zh", "en"):
        assert one.text(language) == two.text(language)


@tried(25)
@given(cases(), orders())
def test_of_two_reports_with_the_same_results_the_views_are_the_same(case: Case, random: Random) -> None:
    """Whatever the rules: where results come out alike, nothing else that changed in secret shows."""
    pack = publishing(case.pack)
    other = changed_in_secret(case.portfolio, random, pack.core.vocabulary)
    one, two = (evaluated(pack, p, case.as_of) for p in (case.portfolio, other))
    same_where_alike(one, two)


@tried(25)
@given(busy_portfolios(), orders())
def test_days_and_occasions_that_are_not_public_do_not_show(
    portfolio: projgov.Portfolio, random: Random
) -> None:
    pack = publishing(pack_of(FINDING))
    same_where_alike(
        *(evaluated(pack, p, "2017-12-31") for p in (portfolio, changed_in_secret(portfolio, random)))
    )


@tried(25)
@given(cases())
def test_no_text_that_is_not_public_stands_in_the_view(case: Case) -> None:
    pack = publishing(case.pack)
    portfolio, marks = with_marks(case.portfolio, pack.core.vocabulary)
    told = texts(evaluated(pack, portfolio, case.as_of))
    assert [mark for mark in marks if mark in told] == []


@tried(25)
@given(busy_portfolios(), orders())
def test_no_text_that_is_not_public_is_told_by_rules_that_try_to(
    portfolio: projgov.Portfolio, random: Random
) -> None:
    marked, marks = with_marks(portfolio)
    rules = random.choice([TELLING + SHOWING, FINDING])
    told = texts(evaluated(publishing(pack_of(rules)), marked, "2017-12-31"))
    assert [mark for mark in marks if mark in told] == []


def test_no_text_that_is_not_public_stands_in_the_view_of_the_shipped_year() -> None:
    marked, marks = with_marks(projgov.load_portfolio("zhengfa-2017"), zhengfa().core.vocabulary)
    report = evaluated(zhengfa(), marked, "2017-12-31")
    told = texts(report)
    assert [mark for mark in marks if mark in told] == []
    assert report.digest not in told
    assert len(report.public().subjects) > 50


def test_the_view_of_the_shipped_year_stays_where_its_results_do() -> None:
    """Subject by subject: where what is published of one came out alike, so does all that is seen of it."""
    portfolio = projgov.load_portfolio("zhengfa-2017")
    other = changed_in_secret(portfolio, Random(7), zhengfa().core.vocabulary)
    one, two = (evaluated(zhengfa(), p, "2017-12-31") for p in (portfolio, other))
    assert same_where_alike(one, two) > 3
