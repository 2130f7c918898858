"""Every check of a whole rule file."""

from __future__ import annotations

from projgov.rules.check.backing import unfounded, unknown_in_tests, untested
from projgov.rules.check.clauses import clauses
from projgov.rules.check.covered import uncovered
from projgov.rules.check.demands import demands
from projgov.rules.check.division import divisions
from projgov.rules.check.figures import figures
from projgov.rules.check.ladders import ladders
from projgov.rules.check.lasting import lasting
from projgov.rules.check.measures import measures
from projgov.rules.check.negative import negative
from projgov.rules.check.policies import policies
from projgov.rules.check.quotes import quotes
from projgov.rules.check.scalars import ambiguous
from projgov.rules.check.scores import scores
from projgov.rules.check.times import parameters_over_time
from projgov.rules.check.usage import unused
from projgov.rules.check.vain import vain
from projgov.rules.check.whole import Check

CHECKS: tuple[Check, ...] = (
    ambiguous,
    unused,
    untested,
    unknown_in_tests,
    unfounded,
    clauses,
    quotes,
    parameters_over_time,
    uncovered,
    demands,
    vain,
    divisions,
    figures,
    measures,
    negative,
    lasting,
    ladders,
    scores,
    policies,
)
