"""What cannot be meant is refused: every fault at once, each with its path, what was found and what was expected."""

import contextlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.sample import sample

from projgov.diagnostics import Diagnostic, InvalidData
from projgov.domain.plain import from_plain
from projgov.reading.json import parse

Spoil = Callable[[dict[str, Any]], None]


def refused(data: object) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidData) as caught:
        from_plain(data)
    return caught.value.diagnostics


def at(path: str, value: Any) -> Spoil:
    """Sets the value at a path such as `projects.0.title`."""

    def spoil(data: dict[str, Any]) -> None:
        *before, last = path.split(".")
        target: Any = data
        for step in before:
            target = target[int(step)] if isinstance(target, list) else target[step]
        target[int(last) if isinstance(target, list) else last] = value

    return spoil


P = "projects.0."
M = "projects.0.baselines.0.milestones.0."

CASES: list[tuple[Spoil, str, str, str]] = [
    (at("projgov", 2), "D020", "projgov", "2"),
    (at("id", 7), "D001", "id", "7"),
    (at("note", "made up"), "D027", "note", ""),
    (at("项目", []), "D002", "项目", "in data write `projects`"),
    (at("台账", {}), "D002", "台账", "in data write `registers`"),
    (at("project", []), "D002", "project", "did you mean `projects`"),
    (at("projects", {}), "D001", "projects", "an object"),
    (at("projects.0", "P-1"), "D001", "projects[0]", "P-1"),
    (at(P + "titel", "x"), "D002", "projects[0].titel", "did you mean `title`"),
    (at(P + "主办单位", "U-21"), "D002", "projects[0].主办单位", "in data write `lead_unit`"),
    (at(P + "stations", 5), "D002", "projects[0].stations", 'write `"facts": {"stations": 5}`'),
    (at(P + "站点名", "东门"), "D002", "projects[0].站点名", 'write `"facts": {"站点名": "东门"}`'),
    (at(P + "stations", [5]), "D002", "projects[0].stations", 'write `"facts": {"stations": …}`'),
    (at(P + "title", 2017), "D001", "projects[0].title", "a number"),
    (at(P + "title", "  "), "D005", "projects[0].title", "leave the key out"),
    (at(P + "title", ""), "D005", "projects[0].title", ""),
    (at(P + "title", "a\u202eb"), "D019", "projects[0].title", "U+202E"),
    (at(P + "title", "\ud800"), "D019", "projects[0].title", "U+D800"),
    (at(P + "title", None), "D006", "projects[0].title", "withheld"),
    (at(P + "title", {"withheld": " "}), "D005", "projects[0].title.withheld", ""),
    (at(P + "title", {"withheld": "a", "x": 1}), "D001", "projects[0].title", "an object"),
    (at(P + "id", {"withheld": "secret"}), "D017", "projects[0].id", "`id`"),
    (at(P + "id", " P-1"), "D022", "projects[0].id", "write `P-1`"),
    (at(P + "domain", "法治建设"), "D013", "projects[0].domain", "in data write the code `rule_of_law`"),
    (at(P + "domain", "safetey"), "D013", "projects[0].domain", "did you mean `safety`"),
    (at(P + "domain", "xyz"), "D013", "projects[0].domain", "`safety`, `rule_of_law`, `team`"),
    (at(P + "domain", 1), "D001", "projects[0].domain", "one of"),
    (at(P + "livelihood", "yes"), "D001", "projects[0].livelihood", "true or false"),
    (at(P + "livelihood", 1), "D001", "projects[0].livelihood", "a number"),
    (
        at(M + "planned_progress", True),
        "D001",
        M_PATH := "projects[0].baselines[0].milestones[0].planned_progress",
        "a boolean",
    ),
    (at(M + "planned_progress", 12.5), "D004", M_PATH, '"12.5"'),
    (at(M + "planned_progress", "12,5"), "D009", M_PATH, "12,5"),
    (at(M + "planned_progress", "50%"), "D009", M_PATH, "50%"),
    (at(M + "planned_progress", "１２"), "D009", M_PATH, "１２"),
    (at(M + "planned_progress", "1e2"), "D009", M_PATH, "1e2"),
    (at(M + "planned_progress", ""), "D009", M_PATH, ""),
    (at(M + "planned_progress", 101), "D007", M_PATH, "from 0 to 100"),
    (at(M + "planned_progress", "-0.01"), "D007", M_PATH, "-0.01"),
    (at(M + "planned_progress", "12.345"), "D008", M_PATH, "at most 2 decimals"),
    (at(M + "planned_progress", Decimal("NaN")), "D018", M_PATH, "NaN"),
    (at(M + "planned_progress", Decimal("-Infinity")), "D018", M_PATH, "Infinity"),
    (at(M + "planned_progress", Decimal("1e999999999")), "D024", M_PATH, ""),
    (at(M + "planned_progress", 10**9000), "D024", M_PATH, "2^"),
    (at(M + "planned_progress", "9" * 5000), "D024", M_PATH, "999"),
    (at(P + "baselines.0.version", "1.5"), "D008", "projects[0].baselines[0].version", "whole number"),
    (at(M + "due", "2017-02-29"), "D011", "projects[0].baselines[0].milestones[0].due", "2017-02-29"),
    (
        at(M + "due", "2017/3/5"),
        "D010",
        "projects[0].baselines[0].milestones[0].due",
        "write year-month-day, such as `2017-03-05`",
    ),
    (at(M + "due", "2017年3月5日"), "D010", "projects[0].baselines[0].milestones[0].due", "`2017-03-05`"),
    (at(M + "due", "2017-03-05T00:00"), "D010", "projects[0].baselines[0].milestones[0].due", ""),
    (at(M + "due", 20170305), "D001", "projects[0].baselines[0].milestones[0].due", "a date"),
    (at(P + "reports.0.period", "2017-Q5"), "D012", "projects[0].reports[0].period", "2017-Q5"),
    (at(P + "reports.0.period", 2017), "D001", "projects[0].reports[0].period", "a period"),
    (
        at(P + "reports.0.occurred", {"withheld": "x"}),
        "D017",
        "projects[0].reports[0].occurred",
        "`occurred`",
    ),
    (at(P + "reports", {"withheld": "x"}), "D001", "projects[0].reports", "a list"),
    (at(P + "reports", None), "D006", "projects[0].reports", ""),
    (at(P + "lead_unit", "U-12"), "D015", "projects[0].lead_unit", "did you mean"),
    (
        at(P + "lead_unit", "O-21"),
        "D015",
        "projects[0].lead_unit",
        "`O-21` is the id of a record of type officer",
    ),
    (at(P + "co_units", ["U-21", "U-99"]), "D015", "projects[0].co_units[1]", "U-99"),
    (at(P + "co_units", ["U-21", "U-21"]), "D023", "projects[0].co_units[1]", "U-21"),
    (at(P + "co_units", "U-21"), "D001", "projects[0].co_units", "a list"),
    (at(P + "parent", "P-017"), "D016", "projects[0].parent", "P-017 → P-017"),
    (at(P + "facts", []), "D001", "projects[0].facts", ""),
    (at(P + "facts.x", 1.5), "D004", "projects[0].facts.x", ""),
    (at(P + "facts.x", None), "D006", "projects[0].facts.x", ""),
    (at(P + "facts.x", [1]), "D026", "projects[0].facts.x", "a list"),
    (at(P + "facts.x", {"number": "1,5"}), "D009", "projects[0].facts.x", ""),
    (at(P + "facts. ", 1), "D005", "projects[0].facts. ", ""),
    (
        at("registers.report", {"complete_through": None}),
        "D021",
        "registers.report",
        "did you mean `reports`",
    ),
    (at("registers.reports", "2017-12-31"), "D001", "registers.reports", "an object"),
    (at("registers.reports", {}), "D003", "registers.reports", "complete_through"),
    (
        at("registers.reports", {"complete_through": "2017-12-32"}),
        "D011",
        "registers.reports.complete_through",
        "",
    ),
    (
        at("registers.reports", {"complete_through": None, "until": 1}),
        "D002",
        "registers.reports.until",
        "until",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "code", "path", "words"), CASES, ids=[f"{c}-{p}-{n}" for n, (_, c, p, _) in enumerate(CASES)]
)
def test_a_fault_is_reported_once_at_its_path(spoil: Spoil, code: str, path: str, words: str) -> None:
    data = sample()
    spoil(data)
    (found,) = refused(data)
    assert (found.code, found.place.path) == (code, path)
    assert words in found.render("en")
    assert found.render("zh") != found.render("en")


@pytest.mark.parametrize("missing", ["projgov", "id"])
def test_what_a_portfolio_needs_is_asked_for(missing: str) -> None:
    data = sample()
    del data[missing]
    (found,) = refused(data)
    assert found.code == "D003"
    assert f"`{missing}`" in found.message("en")


def test_a_record_without_a_required_key_is_refused_where_it_stands() -> None:
    data = sample()
    del data["projects"][0]["reports"][0]["recorded"]
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D003", "projects[0].reports[0]")
    assert "`recorded`" in found.message("zh")


def test_a_doubled_id_names_both_places() -> None:
    data = sample()
    data["units"].append({"id": "U-21"})
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D014", "units[3].id")
    assert [place.path for place in found.related] == ["units[2].id"]


def test_two_ids_that_are_equal_after_normalisation_are_doubled() -> None:
    data = sample()
    data["units"] += [{"id": "e\u0301"}, {"id": "\u00e9"}]
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D014", "units[4].id")


@pytest.mark.parametrize("twin", ["Ｕ-21", "U－21", "U-２１"])
def test_two_ids_that_differ_in_the_width_of_their_characters_only_look_the_same(twin: str) -> None:
    data = sample()
    data["units"].append({"id": twin})
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D032", "units[3].id")
    assert [place.path for place in found.related] == ["units[2].id"]
    assert f"`{twin}`" in found.message("zh")
    assert "`U-21`" in found.message("zh")


def test_of_many_names_that_nothing_bears_the_nearest_is_offered_for_the_first_hundred() -> None:
    """Looking for the nearest takes time, and thousands of unknown names have one cause."""
    data = sample()
    data["projects"] += [{"id": f"X-{n}", "lead_unit": f"U-{n}x", "titel": "x"} for n in range(300)]
    found = refused(data)
    assert len(found) == 600
    near = [d for d in found if d.help("en").startswith("did you mean")]
    assert 0 < len(near) <= 100
    assert sum(d.help("en").startswith("check the name") for d in found) == 500


def test_the_code_is_offered_for_a_label_near_to_what_is_written_and_the_codes_are_listed_with_labels() -> (
    None
):
    data = sample()
    data["projects"][0]["reports"][0]["kind"] = "季报"
    (found,) = refused(data)
    assert found.help("zh") == (
        "是不是 `quarterly`？可用的有：`daily`（日志）、`monthly`（月汇总）、`quarterly`（季汇报）、`half_yearly`（半年报告）、"
        "`annual`（年度总结）、`special`（专题报告）"
    )


def test_the_same_id_may_stand_in_two_types_of_subject_and_in_two_owners() -> None:
    data = sample()
    data["officers"].append({"id": "U-21"})
    second = {**data["projects"][0], "id": "P-018"}
    data["projects"].append(second)
    assert len(from_plain(data).projects) == 2


def test_doubled_ids_and_versions_within_an_owner_are_refused() -> None:
    data = sample()
    project = data["projects"][0]
    project["reports"] *= 2
    project["guidebooks"] *= 2
    project["baselines"][0]["milestones"][1]["id"] = "M1"
    assert [(d.code, d.place.path) for d in refused(data)] == [
        ("D014", "projects[0].baselines[0].milestones[1].id"),
        ("D014", "projects[0].guidebooks[1].version"),
        ("D014", "projects[0].reports[1].id"),
    ]


@pytest.mark.parametrize(("members", "refuses"), [(0, True), (2, True), (3, False), ("2", True)])
def test_more_ballots_than_members_called_are_refused_but_for_those_of_who_stood_back(
    members: Any, refuses: bool
) -> None:
    ballots = [{"id": str(n), "score": 80} for n in range(3)] + [{"id": "3", "recused": True}]
    entry = {"id": "V", "occurred": "2017-11-01", "recorded": "2017-11-01"}
    panels = [{**entry, "members": members, "ballots": ballots}]
    data = {"projgov": 1, "id": "t", "projects": [{"id": "P", "panels": panels}]}
    if not refuses:
        from_plain(data)
        return
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D033", "projects[0].panels[0].members")
    assert found.message("en") == f"3 members voted, and {members} were called"


def test_a_cycle_among_units_is_printed_whole_and_once() -> None:
    data = sample()
    data["units"] += [
        {"id": "A", "parent": "B"},
        {"id": "B", "parent": "C"},
        {"id": "C", "parent": "A"},
        {"id": "D", "parent": "A"},
    ]
    (found,) = refused(data)
    assert (found.code, found.place.path) == ("D016", "units[3].parent")
    assert "A → B → C → A" in found.message("zh")


def test_what_is_no_object_is_no_portfolio() -> None:
    (found,) = refused([])
    assert found.code == "D029"
    assert found.message("en") == "the data are expected to be a JSON object, and this is a list"


def test_all_faults_come_at_once_and_in_the_order_of_their_paths() -> None:
    data = sample()
    for path, value in [
        (P + "title", 5),
        (P + "lead_unit", "U-9"),
        (M + "due", "x"),
        ("units.0.parent", "U-03"),
    ]:
        at(path, value)(data)
    assert {(d.code, d.place.path) for d in refused(data)} == {
        ("D001", "projects[0].title"),
        ("D015", "projects[0].lead_unit"),
        ("D010", "projects[0].baselines[0].milestones[0].due"),
        ("D016", "units[0].parent"),
    }


def test_a_place_tells_the_id_of_the_subject_and_the_path_stays_as_it_is() -> None:
    data = sample()
    at(M + "due", "x")(data)
    (found,) = refused(data)
    own = data["projects"][0]["id"]
    assert (found.place.path, found.place.subject) == ("projects[0].baselines[0].milestones[0].due", own)
    assert str(found.place) == f"projects[0].baselines[0].milestones[0].due ({own})"
    assert found.to_plain("en")["subject"] == own


def test_one_mistake_in_many_records_is_told_once_and_every_place_is_kept() -> None:
    data = sample()
    data["projects"] += [{"id": f"P-{n}", "level": "市级"} for n in range(100, 112)]
    data["projects"] += [{"id": "P-200", "level": "nonsense"}]
    with pytest.raises(InvalidData) as caught:
        from_plain(data)
    assert len(caught.value.diagnostics) == 13
    told = caught.value.render("en")
    assert told.count("error[D013]") == 2
    assert "so it is in 11 more places: projects[2].level (P-101) `市级`, " in told
    assert "in data write the code `city`" in told


def test_faults_of_json_itself_tell_the_id_too() -> None:
    with pytest.raises(InvalidData) as caught:
        parse('{"projects": [{"id": "P-1", "plan": {"cost": NaN}}, {"cost": NaN}]}', "p.json")
    assert [str(d.place) for d in caught.value.diagnostics] == [
        "p.json: projects[0].plan.cost (P-1)",
        "p.json: projects[1].cost",
    ]


def test_the_file_is_named_with_the_path() -> None:
    with pytest.raises(InvalidData, match=r"^year\.json: id: error\[D001\]"):
        from_plain({"projgov": 1, "id": 1}, file="year.json")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = ["id", "units", "units.0", "units.0.level", "units.0.parent", "projects.0.facts", "projects.0.reports.0.period",
         "projects.0.co_units", "registers", "registers.reports", "note", M + "due", M + "planned_progress"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(PATHS), PLAIN, min_size=1, max_size=2))
def test_whatever_stands_anywhere_is_read_or_refused_and_never_crashes(spoiled: dict[str, object]) -> None:
    data = sample()
    for path, value in sorted(spoiled.items(), reverse=True):
        try:
            at(path, value)(data)
        except (TypeError, KeyError, IndexError, ValueError):
            continue
    with contextlib.suppress(InvalidData):
        from_plain(data)
