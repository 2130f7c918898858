"""Models from files, with imports from the same folder; values that go in and come out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.scoring.dmn.models import component, decision, input_, item, literal, model, xml

import projgov
from projgov.diagnostics import InvalidData, Refused
from projgov.scoring.feel.run import BudgetSpent

LIBRARY = xml(decision("answer", literal("42")), namespace="urn:lib", name="lib")


def main(location: str = "") -> str:
    where = f' locationURI="{location}"' if location else ""
    return xml(
        f'<import name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"{where}/>',
        decision("d", literal("lib.answer + 1"), decisions=["urn:lib#_answer"]),
        name="main",
    )


@pytest.mark.parametrize(
    "location", ["", "library.dmn", "./library.dmn", "elsewhere.dmn", "http://host/x.dmn"]
)
def test_an_import_is_found_in_the_folder_by_its_location_or_namespace(tmp_path: Path, location: str) -> None:
    (tmp_path / "library.dmn").write_text(LIBRARY)
    (tmp_path / "broken.dmn").write_text("<")
    (tmp_path / "main.dmn").write_text(main(location))
    if location == "elsewhere.dmn":
        (tmp_path / location).write_text(xml(namespace="urn:other"))
    loaded = projgov.load_dmn(tmp_path / "main.dmn")
    assert loaded.diagnostics == ()
    assert loaded.evaluate("d") == 43


@pytest.mark.parametrize(
    "location", ["../library.dmn", "sub/library.dmn", "/library.dmn", "http://host/library.dmn"]
)
def test_an_import_from_outside_the_folder_is_not_read(tmp_path: Path, location: str) -> None:
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "library.dmn").write_text(LIBRARY)
    (inside / "linked.dmn").symlink_to(tmp_path / "library.dmn")
    (inside / "sub" / "library.dmn").write_text(LIBRARY)
    (inside / "main.dmn").write_text(main(location))
    loaded = projgov.load_dmn(str(inside / "main.dmn"))
    assert {d.code for d in loaded.diagnostics} == {"F190", "M346", "M344"}
    assert loaded.evaluate("d") is None


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="F010"):
        projgov.load_dmn(tmp_path / "none.dmn")
    (tmp_path / "m.dmn").write_text("<html/>")
    with pytest.raises(Refused, match="M306"):
        projgov.load_dmn(tmp_path / "m.dmn")


ECHO = model(
    item(
        "tAll",
        inner="".join(component(name, name) for name in ("date", "time"))
        + component("m", "years and months duration"),
    ),
    *(
        part
        for type_ in ("number", "string", "date", "time", "date and time", "days and time duration")
        for part in (
            input_(f"{type_} in", type_),
            decision(type_, literal(f"{type_} in"), inputs=[f"{type_} in"]),
        )
    ),
    input_("all in", "tAll"),
    decision("all", literal("all in"), inputs=["all in"]),
    input_("any in"),
    decision("any", literal("any in"), inputs=["any in"]),
)


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        ("date", "2024-02-29", "2024-02-29"),
        ("date", dt.date(2024, 2, 29), "2024-02-29"),
        ("date", "-0044-03-15", "-0044-03-15"),
        ("time", "10:00:00+08:00", "10:00:00+08:00"),
        ("time", dt.time(10, 0, 0, 500_000), "10:00:00.5"),
        ("date and time", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
        ("date and time", dt.datetime(2024, 2, 29, 10, tzinfo=dt.UTC), "2024-02-29T10:00:00Z"),
        ("date and time", dt.date(2024, 2, 29), "2024-02-29T00:00:00Z"),
        ("days and time duration", dt.timedelta(hours=25), "P1DT1H"),
        ("days and time duration", "PT36H", "P1DT12H"),
    ],
)
def test_temporal_values_go_in_as_objects_or_iso_texts_and_come_out_as_objects(
    type_: str, value: object, text: str
) -> None:
    found = ECHO.evaluate(type_, {f"{type_} in": value})
    assert not isinstance(found, str)
    assert str(found) == text


def test_iso_texts_stay_texts_where_no_temporal_type_is_declared() -> None:
    assert ECHO.evaluate("string", {"string in": "2024-02-29"}) == "2024-02-29"
    assert ECHO.evaluate("any", {"any in": "2024-02-29"}) == "2024-02-29"


def test_iso_texts_are_read_inside_structures() -> None:
    given = {"date": "2024-02-29", "time": "10:00:00", "m": "P14M"}
    found = ECHO.evaluate("all", {"all in": given})
    assert isinstance(found, dict)
    assert {key: str(value) for key, value in found.items()} == {
        "date": "2024-02-29",
        "time": "10:00:00",
        "m": "P1Y2M",
    }


@pytest.mark.parametrize("value", [3, Decimal("3.00"), Fraction(6, 2)])
def test_numbers_come_out_as_plain_decimals(value: object) -> None:
    found = ECHO.evaluate("number", {"number in": value})
    assert isinstance(found, Decimal)
    assert str(found) == "3"
    assert str(ECHO.evaluate("number", {"number in": Decimal("1E+3")})) == "1000"


def test_floats_are_refused_wherever_they_hide() -> None:
    with pytest.raises(InvalidData) as caught:
        ECHO.evaluate("any", {"any in": {"a": [1, 0.1], "b": 0.5}})
    assert [(d.code, d.place.path) for d in caught.value.diagnostics] == [
        ("M370", "any in.a[1]"),
        ("M370", "any in.b"),
    ]


def test_a_value_of_another_type_is_null_with_a_fault() -> None:
    found = ECHO.run("number", {"number in": "3"})
    assert (found.value, [d.code for d in found.diagnostics]) == (None, ["M014"])


def test_today_and_now_come_from_the_caller() -> None:
    clock = model(decision("t", literal("today()")), decision("n", literal("now()")))
    now = dt.datetime(2024, 2, 29, 10, tzinfo=dt.UTC)
    assert str(clock.evaluate("t", now=now)) == "2024-02-29"
    assert str(clock.evaluate("t", today=dt.date(2023, 1, 2), now=now)) == "2023-01-02"
    assert str(clock.evaluate("n", now=now)) == "2024-02-29T10:00:00Z"
    assert clock.evaluate("t") is None


def test_an_evaluation_ends_at_its_budget() -> None:
    endless = model(decision("d", literal("count(for x in 1..1000000000000 return x)")))
    with pytest.raises(BudgetSpent):
        endless.evaluate("d")


def test_the_names_and_types_of_a_model_are_told() -> None:
    assert ECHO.decisions[:2] == ("number", "string")
    assert ECHO.inputs["date and time in"] == "date and time"
    assert ECHO.inputs["all in"] == "tAll"
    assert ECHO.inputs["any in"] == "Any"
