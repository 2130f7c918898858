"""What a failed rule comes to, by its names in both languages."""

from __future__ import annotations

import pytest

from projgov.diagnostics import Place
from projgov.rules.core.scope import Faults
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda o: o.code)
def test_an_outcome_is_called_by_its_code_labels_and_further_names(outcome: object) -> None:
    option = next(o for o in OUTCOMES if o is outcome)
    for name in (option.code, option.label.zh, option.label.en, *option.names):
        assert outcome_of(name, Place(), Faults()).code == option.code


@pytest.mark.parametrize(("name", "ascii_offers"), [("补充材料", False), ("send away", True)])
def test_an_unknown_outcome_is_offered_others_in_the_script_in_which_it_is_written(
    name: str, ascii_offers: bool
) -> None:
    faults = Faults()
    outcome_of(name, Place(), faults)
    (fault,) = faults.found
    assert fault.code == "N007"
    assert ("`补正`" in fault.help("zh")) is not ascii_offers
    assert ("`circular`" in fault.help("en")) is ascii_offers
