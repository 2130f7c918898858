"""One value after another taken out of the sample of each pack: what comes of it is undetermined, or not met with the value named.

Never an exception, and never another number in silence. A rule that says itself what it asks of values that may be absent (`present`,
`missing`) may also cease to apply.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.packs.shipped import PACKS, pack

import projgov
from projgov.domain.types import ReferenceType
from projgov.domain.vocabulary import Field
from projgov.rules.core import nodes
from projgov.rules.core.program import Check, Core, Sanction
from projgov.rules.core.scope import Faults
from projgov.scoring.faults import EvaluationFaults
from projgov.scoring.model import dependencies, parts
from projgov.scoring.not_given import not_given
from projgov.scoring.report import Report
from projgov.scoring.selftest.read import read_tests
from projgov.testing.gaps import one_by_one

CHAINS = ("seamless.",)
Occasions = dict[tuple[str, str, str], str]


def outcomes(report: Report) -> Occasions:
    """How each occasion of each check came out."""
    found: Occasions = {}
    for check, subjects in report.context.results.occasions.items():
        for subject, occasions in subjects.items():
            for number, one in enumerate(occasions):
                own = getattr(one.item, "id", None) or getattr(one.item, "version", None) or number
                found[check, subject, str(own)] = one.outcome
    return found


def points(report: Report) -> dict[tuple[str, str], object]:
    """What each score came to."""
    return {(s.key.id, x.rule.id): x.points for s in report.subjects for x in s.scores}


def observes(node: nodes.Node | None) -> bool:
    """Whether an expression asks itself if something is there."""
    return node is not None and (
        isinstance(node, nodes.Present | nodes.IfUnknown) or any(map(observes, nodes.children(node)))
    )


def proposes_of_what_is_there(core: Core, check: str) -> bool:
    """Whether a sanction goes by a list of what is there, such as the findings that name an entry of the catalogue."""
    sanctions = {c for output in core.outputs if isinstance(output, Sanction) for c in output.checks}
    asked = dependencies(core, [("check", check)])
    return check in sanctions and any(
        isinstance(n, nodes.Present) for rule in asked for n in parts(core, rule)
    )


def chooses(check: Check) -> bool:
    """Whether a check applies only to what is there."""
    return observes(check.applies) or observes(check.over) or observes(check.judged)


def names(report: Report, check: str, subject: str, field: Field) -> bool:
    """Whether what is found of a check names the field: in its reason, or among what was not given."""
    for found in (f for s in report.subjects for f in s.findings):
        own = "" if found.key.type == "portfolio" else found.key.id
        if (found.occasion.check, own) != (check, subject):
            continue
        lacking = not_given(found, report.context)
        if lacking is not None and any(e.path[-1] == field.name for e in lacking.evidence):
            return True
        if field.spec.label.zh in report.context.reason(found, "zh"):
            return True
    return False


def silent(name: str) -> Iterator[str]:
    """What changed in silence when a value was taken out of the sample of a pack."""
    one = pack(name)
    faults = Faults()
    first = next(read_tests(one, faults))
    program = projgov.compile(one)
    whole = projgov.evaluate(one, first.portfolio, first.as_of, program=program)
    before, score = outcomes(whole), points(whole)
    for record, field, less in one_by_one(first.portfolio):
        try:
            report = projgov.evaluate(one, less, first.as_of, program=program)
        except EvaluationFaults as erring:
            yield f"{record}.{field.name}: {erring}"
            continue
        after = outcomes(report)
        told = {(c, s) for (c, s, _), o in after.items() if o == "unmet" and names(report, c, s, field)}
        for key in sorted(before.keys() | after.keys()):
            was, now = before.get(key), after.get(key)
            if was == now or now == "undetermined" or (key[0], key[1]) in told:
                continue
            check = one.core.checks[key[0]]
            # Who is not named is told by the role or by the link of the chain that he would hold.
            by_role = now == "unmet" and (
                (field.name in ("officer", "unit") and record == "responsibility")
                or key[0].startswith(CHAINS)
            )
            elsewhere = now is None and isinstance(
                field.spec.type, ReferenceType
            )  # the record is of nobody now
            harmless = was is None and now in ("met", "pending")  # it may apply now, and is met at any rate
            chosen = (now is None and chooses(check)) or (
                now == "met" and proposes_of_what_is_there(one.core, key[0])
            )
            if not (by_role or elsewhere or harmless or chosen):
                yield f"{record}.{field.name}: {key} was {was}, is {now}"
        for own, value in points(report).items():
            if value is not None and value != score[own] and not told:
                yield f"{record}.{field.name}: the score {own} was {score[own]}, is {value}"


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_a_value_taken_out_is_told_and_never_changes_anything_in_silence(name: str) -> None:
    assert list(silent(name)) == []
