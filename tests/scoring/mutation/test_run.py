"""Which changes of a rule file its tests do not notice."""

from __future__ import annotations

from textwrap import dedent

import pytest
from tests.rules.kinds.judging import HEAD

from projgov.rules.load import Pack, read_text
from projgov.scoring.mutation import mutate

RULES = """
    parameters:
      least: {value: 10, basis: assumed}
    filing:
      - {id: funded, on: project, require: budget >= least}
    sample:
      projects: [{id: P, budget: 10}]
    tests:
    """
AT_THE_LIMIT = "  - {name: at the limit, as of: 2017-12-31, expect: {P: {funded: met}}}\n"
UNDER_IT = "  - {name: under it, as of: 2017-12-31, given: {P: {budget: 9}}, expect: {P: {funded: unmet}}}\n"
FAR_UNDER = (
    "  - {name: far under, as of: 2017-12-31, given: {P: {budget: 1}}, expect: {P: {funded: unmet}}}\n"
)


def pack(*tests: str) -> Pack:
    read = read_text(dedent(RULES).lstrip("\n").rstrip(" ") + "".join(tests) + HEAD, "rules.yaml")
    assert read.pack is not None, [d.render("en") for d in read.diagnostics]
    return read.pack


def survivors(*tests: str) -> list[tuple[str, str, str]]:
    return [(c.rule, c.before, c.after) for c in mutate(pack(*tests)).survivors]


def test_a_test_on_either_side_of_the_limit_leaves_nothing() -> None:
    """At 10: 11 and `>` are noticed; at 9: 9 and `not`."""
    found = mutate(pack(AT_THE_LIMIT, UNDER_IT))
    assert (found.survivors, found.tried, found.noticed, found.refused) == ((), 4, 4, 0)


def test_a_limit_that_can_be_lower_is_told() -> None:
    """A budget of 1 is under 9 as well as under 10."""
    assert survivors(AT_THE_LIMIT, FAR_UNDER) == [("least", "10", "9")]


def test_a_kind_of_evidence_that_is_asked_for_is_exchanged_for_others() -> None:
    rules = """
    schedule:
      - id: s
        on: project
        gates: [{id: g, due: 03-31, evidence: [启动]}]
    sample:
      registers: {evidence: {complete_through: 2018-12-31}}
      projects: [{id: P, evidence: [{id: E, kind: start, occurred: 2017-03-01, recorded: 2017-03-01}]}]
    tests:
      - {name: in time, as of: 2017-12-31, expect: {P: {s.g: met}}}
    """
    read = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml")
    assert read.pack is not None
    found = mutate(read.pack)
    assert [(c.before, c.after) for c in found.survivors] == [("03-31", "03-30")]
    assert found.noticed == 2  # the kinds of evidence before and after it


def test_a_rule_that_no_test_meets_at_its_limit_is_told_where_it_stands() -> None:
    (over, boundary) = mutate(pack(UNDER_IT)).survivors
    assert (over.rule, over.before, over.after, over.place.line) == ("least", "10", "11", 2)
    assert (boundary.sort, boundary.before, boundary.after) == (
        "boundary",
        "budget >= least",
        "budget > least",
    )
    assert (boundary.place.line, boundary.place.column) == (4, 47)  # of `>=`


def test_rows_left_out_and_parts_of_lists_are_tried() -> None:
    rules = """
        filing:
          - {id: whole, on: project, require present: [budget, title]}
        points:
          - {id: score, on: project, decimals: 0, lines: [{id: a, give: 1}, {id: b, give: 2}]}
        sample:
          projects: [{id: P, budget: 10, title: 路灯}]
        tests:
          - {name: all, as of: 2017-12-31, expect: {P: {whole: met, score: 3}}}
          - {name: no title, as of: 2017-12-31, given: {P: {title: absent}}, expect: {P: {whole: unmet}}}
        """
    read = read_text(dedent(rules).lstrip("\n") + HEAD, "rules.yaml")
    assert read.pack is not None
    (found,) = mutate(read.pack).survivors
    assert (found.rule, found.sort, found.before, found.place.line) == ("whole", "dropped", "budget", 2)


def test_only_what_was_read_from_a_file_can_be_changed() -> None:
    with pytest.raises(ValueError, match="was not read from a rule file"):
        mutate(Pack("p", "f", pack(AT_THE_LIMIT).core, {}, (), None, pack(AT_THE_LIMIT).tree))


def test_what_the_file_lists_with_a_reason_is_excused() -> None:
    listed = "unnoticed:\n  - {rule: least, change: '10', becomes: '9', reason: nobody has less than ten}\n"
    found = mutate(pack(AT_THE_LIMIT, FAR_UNDER, listed))
    assert (found.survivors, [c.after for c in found.excused], found.idle) == ((), ["9"], ())


def test_what_the_file_lists_in_vain_is_told() -> None:
    listed = "unnoticed:\n  - {rule: least, change: '11', reason: a mistake}\n"
    found = mutate(pack(AT_THE_LIMIT, UNDER_IT, listed))
    assert [entry.change for entry in found.idle] == ["11"]


def test_a_test_can_try_another_value_of_a_parameter() -> None:
    """With 11 asked for, 10 is not enough: what stands in the file is then noticed by the other test alone."""
    tried = "  - {name: more, as of: 2017-12-31, parameters: {least: 11}, expect: {P: {funded: unmet}}}\n"
    assert mutate(pack(AT_THE_LIMIT, UNDER_IT, tried)).survivors == ()
    assert survivors(tried) != []
