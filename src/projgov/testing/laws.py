"""Laws that hold of every rule file and every portfolio, for the test suite of a host system to hold its own to.

Each law is a function of a pack, a portfolio and a day, and asserts; most cost a few evaluations. `every_law` asks all that need
no more than that:

    PACK = projgov.load_pack("our-rules.yaml")

    @given(projgov.testing.portfolios_for(PACK))
    def test_our_rules_are_fair(portfolio):
        laws.every_law(PACK, portfolio, "2017-12-31")

A rule that errs on the data at hand is no breach of a law: what depends on it is undetermined, and has to be so in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from random import Random
from typing import TypeAlias

from projgov.domain.calendar import parse_date
from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.write import to_plain
from projgov.reading import json
from projgov.reading.canonical import dumps
from projgov.rules.load import Pack, read_text
from projgov.scoring import model
from projgov.scoring.compile import Program
from projgov.scoring.evaluate import compile as compile_pack
from projgov.scoring.evaluate import evaluate
from projgov.scoring.facts import Facts
from projgov.scoring.report import Report
from projgov.testing.arithmetic import check_explanation, check_scores
from projgov.testing.directions import check_directions
from projgov.testing.outcomes import check_ranks, check_settled, sorted_outputs
from projgov.testing.shuffling import shuffled, shuffled_rules, without_later

Law: TypeAlias = Callable[[Pack, Portfolio, date | str], None]


def every_law(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """All the laws that ask for a pack, a portfolio and a day only.

    Raises:
        AssertionError: where one is broken.
    """
    for law in LAWS:
        law(pack, portfolio, as_of)


def order_never_matters(
    pack: Pack, portfolio: Portfolio, as_of: date | str, *, random: Random | None = None
) -> None:
    """Subjects, and the records in them, can stand in any order: the report is the same to the byte.

    `random` shuffles them; without it they are turned round.
    """
    before, after = _report(pack, portfolio, as_of), _report(pack, shuffled(portfolio, random), as_of)
    assert before.digest == after.digest, "the digest depends on the order of records"
    _same(before, after)


def rules_in_any_order(
    text: str, portfolio: Portfolio, as_of: date | str, *, random: Random | None = None
) -> None:
    """Sections, and the rules in them, can stand in any order in the text of a rule file.

    The digest is the same, and so is all that is said of each subject, but for the order in which it is said.
    """
    before = _report(_pack(text), portfolio, as_of)
    after = _report(_pack(shuffled_rules(text, random)), portfolio, as_of)
    assert before.digest == after.digest, "the digest depends on the order of the rules"
    assert sorted_outputs(before) == sorted_outputs(after)


def evidence_only_settles(pack: Pack, less: Portfolio, more: Portfolio, as_of: date | str) -> None:
    """What is determined with less evidence stays as it is with more: `more` is `less` with missing single values filled in.

    For rule files that nowhere ask whether something is known: no `missing(…)` and `present(…)`, no `require present`, no policy
    for missing evidence but `undetermined`, no responsibility by role.
    """
    check_settled(_report(pack, less, as_of), _report(pack, more, as_of))


def never_worse(
    pack: Pack,
    before: Portfolio,
    after: Portfolio,
    as_of: date | str,
    subject: str,
    *,
    of_type: str = "project",
) -> None:
    """What is better in `after` than in `before` costs its subject nothing: its scores do not fall, its place does not.

    For what a host knows to be better, such as higher progress or a higher rating, and rules in which each line is meant to rise
    with it. `subject` is the id of the one whose data differ, `of_type` its type.
    """
    was, now = (_report(pack, p, as_of).subject(subject, of_type) for p in (before, after))
    for early, late in zip(was.scores, now.scores, strict=True):
        if early.points is not None:
            assert late.points is not None, f"{early.rule.id}: a better `{subject}` has no score any more"
            assert late.points >= early.points, (
                f"{early.rule.id}: `{subject}` is better and falls from {early.points} to {late.points}"
            )
    for first, second in zip(was.ranks, now.ranks, strict=True):
        if first.best is not None and first.worst is not None:
            assert second.best is not None, f"{first.rule.id}: a better `{subject}` has no place any more"
            assert second.worst is not None
            assert (second.best, second.worst) <= (first.best, first.worst), (
                f"{first.rule.id}: `{subject}` is better and falls from place {first.best} to {second.best}"
            )


def monotone(pack: Pack, portfolio: Portfolio, as_of: date | str, *, random: Random | None = None) -> None:
    """Lines keep the directions that they declare: no figure under `rises with` lowers its line when it rises, none raises it
    under `falls with`; and where only such lines move, neither does the whole score move the wrong way.

    A figure is raised of one subject at a time, by a little and by much; of a dozen subjects, which `random` draws. A pack that
    declares no directions keeps this law.
    """
    day = parse_date(as_of) if isinstance(as_of, str) else as_of
    check_directions(pack, _compiled(_ByContent(pack)), portfolio, day, random)


def ranks_as_defined(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """A place is one more than the number of those that are better; those who are level share it.

    While it is not known of some whether they are better, the place lies between the best and the worst that can be.
    """
    check_ranks(_report(pack, portfolio, as_of))


def adds_up(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """The lines of every score add up to it exactly, as data and as they are printed in either language."""
    report = _report(pack, portfolio, as_of)
    check_scores(report)
    for subject in report.subjects:
        for language in ("zh", "en"):
            text = report.explain(subject.key.id, language=language, of_type=subject.key.type)
            check_explanation(subject, text, report.core)


def survives_json(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """A portfolio, and a report, written as JSON and read back are what they were."""
    written = dumps(to_plain(portfolio))
    copy = from_plain(json.parse(written, "portfolio"))
    assert dumps(to_plain(copy)) == written
    assert check_facts(copy, pack.facts) == check_facts(portfolio, pack.facts)
    report = _report(pack, portfolio, as_of)
    text = report.to_json()
    assert json.parse(text, "report") == report.to_plain()
    assert dumps(json.parse(text, "report")) == text


def replays(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """Evaluating again, also from a copy of the data, gives the same bytes."""
    copy = from_plain(json.parse(dumps(to_plain(portfolio)), "portfolio"))
    first = _report(pack, portfolio, as_of)
    for other in (_report(pack, portfolio, as_of), _report(pack, copy, as_of)):
        assert first.digest == other.digest
        _same(first, other)


def later_records_are_unseen(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """What was recorded after the day of evaluation changes nothing, not even the digest."""
    before = _report(pack, portfolio, as_of)
    after = _report(pack, without_later(portfolio, before.as_of), as_of)
    assert before.digest == after.digest, "the digest depends on what was recorded later"
    _same(before, after)


def compiled_as_the_model(pack: Pack, portfolio: Portfolio, as_of: date | str) -> None:
    """Compiled code gives exactly what the readable model gives: values, missing evidence, errors with their places."""
    report = _report(pack, portfolio, as_of)
    facts = Facts(check_facts(portfolio, pack.facts), pack.core.vocabulary, report.as_of)
    expected, found = model.run(pack.core, facts), report.context.results
    for name, values in expected.values.items():
        assert found.values[name] == values, name
    for name, occasions in expected.occasions.items():
        assert found.occasions[name] == occasions, name
    assert found == expected


LAWS: tuple[Law, ...] = (
    order_never_matters,
    ranks_as_defined,
    adds_up,
    monotone,
    survives_json,
    replays,
    later_records_are_unseen,
    compiled_as_the_model,
)
"""The laws that `every_law` asks."""


def _report(pack: Pack, portfolio: Portfolio, as_of: date | str) -> Report:
    return evaluate(pack, portfolio, as_of, on_error="report", program=_compiled(_ByContent(pack)))


class _ByContent:
    """A pack that is told from others by what is in its file: compiled once, however often it is evaluated."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return hash(self.pack.source)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByContent) and other.pack.source == self.pack.source


@lru_cache(maxsize=8)
def _compiled(held: _ByContent) -> Program:
    return compile_pack(held.pack)


def _pack(text: str) -> Pack:
    found = read_text(text, "rules.yaml")
    assert found.pack is not None, "\n".join(d.render("en") for d in found.diagnostics)
    return found.pack


def _same(one: Report, other: Report) -> None:
    for first, second in zip(one.to_plain()["subjects"], other.to_plain()["subjects"], strict=True):
        assert first == second, f"{first['type']} `{first['id']}`"
    assert one.to_json() == other.to_json()


__all__ = [
    "LAWS", "Law", "adds_up", "compiled_as_the_model", "every_law", "evidence_only_settles", "later_records_are_unseen",
    "monotone", "never_worse", "order_never_matters", "ranks_as_defined", "replays", "rules_in_any_order", "survives_json",
]  # fmt: skip
