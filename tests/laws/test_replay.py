"""Replay. "Evaluating again gives the same bytes"; JSON round trip; what is recorded later is unknown before."""

from __future__ import annotations

import os
import subprocess
import sys

import jsonschema
from hypothesis import given
from tests.laws.drawing import Case, cases, tried
from tests.rules.kinds.judging import pack_of

from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.write import to_plain
from projgov.reading import json
from projgov.reading.canonical import dumps
from projgov.scoring.evaluate import evaluate
from projgov.scoring.schema import schema
from projgov.testing import laws, portfolios

REPORTS = jsonschema.Draft202012Validator(schema("report"))
IN_ANOTHER_PROCESS = """
import projgov
report = projgov.evaluate(projgov.load_pack("zhengfa"), projgov.load_portfolio("zhengfa-2017"), "2017-09-30")
print(report.digest, report.to_json())
"""


@tried(15)
@given(cases())
def test_evaluating_again_gives_the_same_bytes(case: Case) -> None:
    """ "A Report bears a digest … evaluating again gives the same bytes"."""
    laws.replays(case.pack, case.portfolio, case.as_of)


def test_another_process_with_another_seed_of_hashes_gives_the_same_bytes() -> None:
    """ "Decisions … that are exact, explained clause by clause, and the same on every machine"."""
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@tried(15)
@given(cases())
def test_a_portfolio_and_a_report_survive_json(case: Case) -> None:
    """ "Vocabulary as the one source (JSON reading and writing …)"; "`report.to_json()` with … a published JSON Schema"."""
    laws.survives_json(case.pack, case.portfolio, case.as_of)
    REPORTS.validate(evaluate(case.pack, case.portfolio, case.as_of, on_error="report").to_plain())


@tried(50)
@given(portfolios())
def test_any_portfolio_of_the_vocabulary_survives_json(portfolio: Portfolio) -> None:
    written = dumps(to_plain(portfolio))
    assert from_plain(json.parse(written, "portfolio")) == portfolio


@tried(15)
@given(cases())
def test_what_is_recorded_later_is_not_seen_before(case: Case) -> None:
    """ "`portfolio.known_at(date)` hides what was recorded later"."""
    laws.later_records_are_unseen(case.pack, case.portfolio, case.as_of)


def test_a_reason_whose_parts_combine_survives_json() -> None:
    """A letter and the accent at the head of a title become one character in JSON, and so in the report itself."""
    pack = pack_of("filing:\n- {id: f, on: project, require: false, reason: 'e{title}'}\n")
    portfolio = from_plain({"projgov": 1, "id": "test", "projects": [{"id": "P", "title": "\u0301a"}]})
    laws.survives_json(pack, portfolio, "2017-12-31")
    (finding,) = evaluate(pack, portfolio, "2017-12-31").to_plain()["subjects"][0]["findings"]
    assert finding["reason"]["zh"] == "\u00e9a"
