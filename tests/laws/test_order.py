"""Order never matters. "Permuting projects, rules of equal rank, or rows of input changes nothing but order of output."""

from __future__ import annotations

from random import Random

from hypothesis import given
from tests.laws.drawing import Case, cases, orders, tried

from projgov.domain.load import load_portfolio
from projgov.reading.files import read_bytes
from projgov.rules.load import find, load_pack
from projgov.testing import laws
from projgov.testing.shuffling import shuffled_rules


@tried(20)
@given(cases(), orders())
def test_subjects_and_records_can_stand_in_any_order(case: Case, random: Random) -> None:
    """ "Permuting projects … changes nothing": not a byte of the report, and not its digest."""
    laws.order_never_matters(case.pack, case.portfolio, case.as_of, random=random)


@tried(20)
@given(cases(), orders())
def test_rules_can_stand_in_any_order(case: Case, random: Random) -> None:
    """ "Permuting … rules of equal rank … changes nothing but order of output"."""
    laws.rules_in_any_order(case.text, case.portfolio, case.as_of, random=random)


def test_the_city_s_rules_and_projects_can_stand_in_any_order() -> None:
    """The pack and the portfolio that ship, turned round."""
    portfolio = load_portfolio("zhengfa-2017")
    laws.order_never_matters(load_pack("zhengfa"), portfolio, "2017-12-31")
    text = read_bytes(find("zhengfa")).decode()
    laws.rules_in_any_order(text, portfolio, "2017-12-31", random=Random(17))


def test_rules_are_moved_with_the_lines_that_belong_to_them() -> None:
    text = (
        "projgov: 1\n"
        "filing:\n"
        "  # on the first\n"
        "  - id: first\n"
        "    require: true\n"
        "  - {id: second, require: false}\n"
        "pack: test\n"
        "指标:\n"
        "  - id: third\n"
    )
    assert shuffled_rules(text, None) == (
        "projgov: 1\n"
        "pack: test\n"
        "指标:\n"
        "  - id: third\n"
        "filing:\n"
        "  # on the first\n"
        "  - {id: second, require: false}\n"
        "  - id: first\n"
        "    require: true\n"
    )
