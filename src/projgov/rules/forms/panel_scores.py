"""The score that ballots come to: mean, trimmed mean or median, of all ballots or of each category of member and then weighted."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import NumberType, Option
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node, Rounding
from projgov.rules.core.program import TOO_FEW, Line, Message
from projgov.rules.core.typing import aggregated, item_type, join
from projgov.rules.forms.aggregation import Scored, aggregate
from projgov.rules.forms.amounts import ZERO, as_points, given, number_type
from projgov.rules.forms.ballots import Ballots
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.shares import times
from projgov.rules.forms.words import Word, option

_LABEL = Bilingual("评委评分", "score of the panel")


@attrs.frozen
class Method(Word):
    """How the scores of ballots are brought together."""

    what = Bilingual("评分方式", "way of scoring")
    options = (
        option("mean", "平均", "mean", "平均分", "average"),
        option("trimmed_mean", "去极值平均", "trimmed mean", "去掉最高分和最低分", "去最高最低分"),
        option("median", "中位数", "median"),
    )


@attrs.frozen
class CategoryPolicy(Word):
    """What becomes of a category of member without a ballot."""

    what = Bilingual("缺类别时的处理方式", "policy for missing categories")
    options = (
        option("undetermined", "不定", "undetermined", "待定"),
        option("exclude", "剔除", "exclude", "excluded"),
        option("zero", "计零分", "zero", "零分", "0"),
    )


@attrs.frozen
class Scoring:
    """How a rule scores: the method, how many are trimmed at each end, the weights of categories (none: all alike), rounding."""

    method: str
    trim: Node
    weights: Sequence[tuple[Option, Node]]
    policy: str
    decimals: int
    mode: Rounding


@attrs.frozen
class PanelScore:
    """A score as Core has it: the entries of the rule beside its own value, the value, and the lines that are printed."""

    entries: tuple[tuple[str, Node], ...]
    total: Node
    lines: tuple[Line, ...]


# Conditions that no one wrote bear no place: explanations tell of written ones only.


def panel_score(scoring: Scoring, ballots: Ballots, lowering: Lowering) -> PanelScore:
    """The score of a rule."""
    if scoring.weights:
        return _weighted(scoring, ballots, lowering)
    value = _of(ballots.counted, scoring, ballots, None)
    total = as_points(rounded(value, scoring.decimals, scoring.mode, ballots.place), scoring.decimals)
    line = Line("score", _LABEL, f"{lowering.rule.id}.score", _told(scoring, ballots.counted))
    return PanelScore((), total, (line,))


def _weighted(scoring: Scoring, ballots: Ballots, lowering: Lowering) -> PanelScore:
    """Each category scored for itself, and the scores weighted."""
    place = lowering.place_of(("weights",))
    nobody = nodes.Compare("=", ballots.number(), nodes.number(0))
    scored: list[Scored] = []
    for category, weight in scoring.weights:
        own = ballots.of(category)
        none_of_it = nodes.Compare("=", _number(own, ballots), nodes.number(0))
        counted: Node = weight
        body = _of(own, scoring, ballots, none_of_it)
        if scoring.policy == "exclude":
            rows = (
                nodes.Row(nobody, ballots.none(number_type(weight))),
                nodes.Row(none_of_it, ZERO),
            )
            counted = nodes.Case(rows, weight, join(weight.type, ZERO.type) or weight.type, place=place)
        body = attrs.evolve(body, type=attrs.evolve(number_type(body), unit="points"))
        result = given(category.code, number_type(body), lowering)
        scored.append(Scored(category.code, body, result, counted, False, body))
    made = aggregate("weighted_mean", scored, scoring.decimals, scoring.mode, lowering)
    entries = (*((s.entry, s.body) for s in scored), *made.entries)
    lines = [
        Line(
            s.entry,
            category.label,
            f"{lowering.rule.id}.{s.entry}_contribution",
            _told(scoring, ballots.of(category), s.result, weight),
        )
        for s, (category, weight) in zip(scored, scoring.weights, strict=True)
    ]
    if any(entry == "rounding" for entry, _ in made.entries):
        difference = Bilingual("舍入差额", "rounding")
        lines.append(Line("rounding", difference, f"{lowering.rule.id}.rounding", adjusts=True))
    return PanelScore(entries, made.total, tuple(lines))


def _of(chosen: Node, scoring: Scoring, ballots: Ballots, none_of_it: Node | None) -> Node:
    """The exact score of some ballots. Where there is no ballot: unknown, or 0 where the policy says so."""
    place, scores = ballots.place, ballots.scores(chosen)
    inner = item_type(scores.type) or NumberType()
    kind = aggregated("mean", inner) or NumberType()
    value: Node
    if scoring.method == "trimmed_mean":
        # what can be wrong with it is the number that is left out
        value = nodes.Call("trimmed_mean", (scores, scoring.trim), kind, place=scoring.trim.place)
    else:
        operator = "median" if scoring.method == "median" else "mean"
        value = nodes.Aggregate(operator, scores, kind, place=place)  # type: ignore[arg-type]  # one of the two
    nothing = ballots.none(kind)
    rows = [nodes.Row(nodes.Compare("<=", _number(chosen, ballots), nodes.number(0)), nothing)]
    if scoring.method == "trimmed_mean":
        few = nodes.Compare("<=", _number(chosen, ballots), times(scoring.trim, 2))
        rows.append(nodes.Row(few, ballots.none(kind, "ballots", TOO_FEW)))
    found = nodes.Case(tuple(rows), value, kind, place=place)
    if none_of_it is None or scoring.policy == "undetermined":
        return found
    all_of_it = nodes.Compare("=", ballots.number(), nodes.number(0))
    policy = (nodes.Row(all_of_it, nothing), nodes.Row(none_of_it, ZERO))
    return nodes.Case(policy, found, join(kind, ZERO.type) or kind, place=place)


def _number(chosen: Node, ballots: Ballots) -> Node:
    return nodes.Aggregate("count", chosen, COUNT, place=ballots.place)


def _told(scoring: Scoring, chosen: Node, score: Node | None = None, weight: Node | None = None) -> Message:
    """How many ballots, what was done with them, and what that weighs."""
    count = nodes.Aggregate("count", chosen, COUNT)
    zh: list[str | Node] = [count, "票"]
    en: list[str | Node] = [count, " ballots"]
    if scoring.method == "trimmed_mean":
        zh += ["，去掉最高、最低各", scoring.trim, "票后平均"]
        en += [", mean without the highest and lowest ", scoring.trim]
    else:
        zh += ["，", Method(scoring.method).label.zh]
        en += [", ", Method(scoring.method).label.en]
    if score is not None and weight is not None:
        printed = rounded(score, scoring.decimals, scoring.mode, score.place)
        zh += [" ", printed, "，权重 ", weight]
        en += [" ", printed, ", weight ", weight]
    return Message(tuple(zh), tuple(en))
