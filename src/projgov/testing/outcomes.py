"""Comparing reports: what each says of a subject whatever the order, what more evidence left as it was, where subjects stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from projgov.reading.canonical import dumps
from projgov.rules.core import nodes
from projgov.rules.core.program import Ranking
from projgov.scoring.plain import occasion_text
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.values import Fault, Occasion, Rows, Unknown, Value

_LISTED = (
    "scores", "marks", "decisions", "ranks", "awards", "sanctions", "findings", "met", "excused", "undetermined",
)  # fmt: skip
_FIRST = ("score", "grade", "rank", "rank_best", "rank_worst", "lamp")
_BOUNDS = (".highest", ".lowest")


def sorted_outputs(report: Report) -> list[dict[str, Any]]:
    """What a report says of each subject, in an order that does not depend on that of the rules.

    The short form at the top (`score`, `rank` …) is that of the first rule of its kind, and left out.
    """
    found: list[dict[str, Any]] = []
    for subject in report.to_plain()["subjects"]:
        kept = {name: value for name, value in subject.items() if name not in _FIRST}
        found.append({**kept, **{name: sorted(map(dumps, subject[name])) for name in _LISTED}})
    return found


# -- more evidence


def check_settled(less: Report, more: Report) -> None:
    """Whatever is determined in `less` is the same in `more`; what was open may have become anything within its limits.

    A rule may err on what is now known (a divisor is 0): then it determines nothing. Words for people, such as the name by which a
    subject is called, decide nothing either.
    """
    before, after = less.context.results, more.context.results
    for name, values in before.values.items():
        if name.endswith(_BOUNDS) or less.core.definitions[name].words:
            continue
        body = less.core.definitions[name].body
        for subject, value in values.items():
            now = after.values[name][subject]
            if isinstance(body, nodes.Rank):
                _check_place(f"{name} of `{subject}`", value, now)
            elif is_determined(value) and not isinstance(now, Fault):
                assert _plain(now) == _plain(value), f"{name} of `{subject}` was {value} and became {now}"
    for name, by_subject in before.occasions.items():
        for subject, occasions in by_subject.items():
            settled = after.occasions[name][subject]
            lost = _counted(occasions) - _counted(settled)
            errs = any(isinstance(o.value, Fault) for o in settled)
            assert errs or not lost, (
                f"{name} of `{subject}`: {dict(lost)} was determined and is not there any more"
            )


def is_determined(value: Value) -> bool:
    """Whether a value, and all within it, is known."""
    if isinstance(value, Unknown | Fault | Rows):
        return False
    if isinstance(value, tuple):
        return all(map(is_determined, value))
    return all(map(is_determined, value.values())) if isinstance(value, Mapping) else True


def _check_place(where: str, early: Value, late: Value) -> None:
    """A place lies between the best and the worst that it could be."""
    if early is None:
        assert late is None, f"{where}: not ranked, and now it is"
    if not isinstance(early, Mapping) or not isinstance(late, Mapping):
        return
    best, worst = late["best"], late["worst"]
    if is_determined(early["best"]) and is_determined(best):
        assert early["best"] <= best <= worst <= early["worst"], f"{where}: {early} became {late}"


def _counted(occasions: tuple[Occasion, ...]) -> Counter[tuple[str | None, str, str]]:
    """The occasions that are determined, told apart by what they are about."""
    return Counter(
        (_about(o.item), o.judged.isoformat(), o.outcome) for o in occasions if o.outcome != "undetermined"
    )


def _about(item: Any) -> str | None:
    """What an occasion is about. A record goes by its id or version: the days that tell others apart may be what was filled in."""
    if (
        hasattr(type(item), "__about__")
        and not getattr(item, "id", None)
        and not getattr(item, "version", None)
    ):
        return type(item).__name__
    return occasion_text(item)


def _plain(value: Value) -> Value:
    """A value that can be compared with one of another portfolio: of records their ids."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return ("record", getattr(value, "id", None)) if hasattr(type(value), "__about__") else value


# -- places


def check_ranks(report: Report) -> None:
    """Every place agrees with the count of those that are better."""
    for output in report.core.outputs:
        if isinstance(output, Ranking):
            for subject in report.of_type(output.header.subject):
                _check_rank(report, output, subject.key)


def _check_rank(report: Report, output: Ranking, key: Key) -> None:
    definition = report.core.definitions[output.rank]
    rank = _rank_node(definition.body)
    place = report.context.results.values[output.rank][key.id]
    if rank is None or not isinstance(place, Mapping):
        return
    standing = {
        other.key.id: _standing(report, output, rank, key, other.key) for other in report.of_type(key.type)
    }
    own = standing.pop(key.id)
    if not is_determined(own):
        return
    peers, doubts = 0, 0
    better, level = 0, 0
    for part, group, value in standing.values():
        if part is False or value is None:
            continue
        if is_determined(group) and group != own[1]:
            continue
        if not is_determined((part, group, value)):
            doubts += 1
            continue
        peers += 1
        better += value > own[2] if rank.descending else value < own[2]
        level += value == own[2]
    where = f"{output.header.id} of `{key.id}`: {place}"
    assert place["best"] == 1 + better, where
    assert place["tied"] == 1 + level, where
    assert place["best"] <= place["worst"] <= place["best"] + doubts, where
    assert better + level + 1 <= place["reach"] <= better + level + 1 + doubts, where
    if not doubts:
        assert place["rank"] == 1 + better, where
        assert place["size"] == peers + 1, where
        assert place["settled"] is True, where


def _rank_node(body: nodes.Node) -> nodes.Rank | None:
    return body if isinstance(body, nodes.Rank) else None


def _standing(
    report: Report, output: Ranking, rank: nodes.Rank, own: Key, other: Key
) -> tuple[Value, Value, Value]:
    """Whether another takes part, its group and its value, as the one who is ranked sees it."""
    context = report.context
    env = {**context.definition_env(output.rank, own), "subject": context.record(other)}
    part = True if rank.among is None else context.model.evaluate(rank.among, env)
    group = None if rank.group is None else _plain(context.model.evaluate(rank.group, env))
    return part, group, context.results.values[rank.of][other.id]
