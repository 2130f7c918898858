"""Definitions that only count the own occasions of one check are looked up for all subjects at once."""

from __future__ import annotations

from projgov.rules.core.program import Definition
from projgov.rules.load import read_text
from projgov.scoring.codegen.tables import of_counts, runtime
from projgov.scoring.compile import compile as compiled
from projgov.scoring.values import Unknown

RULES = """\
projgov: 1
pack: counted
year: 2017
title: {zh: 计数, en: counted}
filing:
  - {id: funded, on: project, require: budget > 5, otherwise: flag}
definitions:
  - {id: twice, on: project, value: funded.unmet * 2}
  - {id: of_unit, on: project, value: lead_unit.name}
"""


def test_only_bare_counts_of_the_own_subject_are_looked_up() -> None:
    pack = read_text(RULES, "rules.yaml").pack
    assert pack is not None
    codes = {name: of_counts(d, pack.core, {"funded": "n1"}) for name, d in pack.core.definitions.items()}
    assert codes["funded.met"] == "counted(n1, 0)"
    assert codes["funded.unmet"] == "counted(n1, 1)"
    assert codes["twice"] is None
    assert codes["of_unit"] is None
    other = pack.core.definitions["funded.met"]
    elsewhere = Definition(other.id, "unit", other.body, other.type, place=other.place)
    assert of_counts(elsewhere, pack.core, {"funded": "n1"}) is None  # of another type of subject
    assert "counted(" in compiled(pack.core).source


def test_a_count_is_unknown_where_an_occasion_is_undetermined() -> None:
    unsure = Unknown(frozenset())
    counts = {"P1": (2, 1, 0, 0, None), "P2": (1, 0, 0, 0, unsure)}
    assert runtime()["counted"](counts, 0) == {"P1": 2, "P2": unsure}
    assert runtime()["counted"](counts, 1) == {"P1": 1, "P2": unsure}
