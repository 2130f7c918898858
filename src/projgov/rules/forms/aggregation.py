"""Bringing the scores of indicators together by their weights: means, sums, geometric means.

A score that is to be left out where it is unknown (`exclude`) gives its weight to the others in proportion. Where no score that
has a weight is known, the aggregate is unknown with the evidence of all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node, Rounding
from projgov.rules.forms.amounts import (
    ZERO,
    as_points,
    calculated,
    combined,
    constant,
    given,
    known,
    number_type,
    summed,
)
from projgov.rules.forms.base import Lowering

_LARGEST_EXPONENT = 1000
_LARGEST_EXPONENT_OF_LONG = 50
"""Whole weights that add up to more are not multiplied out: the numbers would grow too long. Scores that are not rounded are
long from the start."""


@attrs.frozen
class Scored:
    """An indicator: its entry of the rule, the score (`body`) and what refers to it (`result`), its weight and its value."""

    entry: str
    body: Node
    result: Node
    weight: Node
    exclude: bool
    value: Node


@attrs.frozen
class Aggregate:
    """The total of an index, and the further entries of its rule: `weights`, contributions, `rounding`."""

    total: Node
    entries: tuple[tuple[str, Node], ...]


def aggregate(
    how: str, scored: Sequence[Scored], decimals: int, mode: Rounding, lowering: Lowering
) -> Aggregate:
    """The scores brought together: `how` is `weighted_mean`, `weighted_sum` or `geometric_mean`."""
    place = lowering.place_of(("indicators",))
    if not scored:
        return Aggregate(attrs.evolve(ZERO, place=place), ())
    weights, entries = _weights(scored, lowering, place)
    if how == "geometric_mean":
        mean = _geometric(scored, weights, place)
        return Aggregate(
            as_points(rounded(_bounded_mean(mean, scored), decimals, mode, place), decimals), entries
        )
    shares = [calculated("*", s.result, s.weight, place) for s in scored]
    divided = how == "weighted_mean" or any(s.exclude for s in scored)
    known_shares = [
        _known_only(s, share, ZERO, weights, place) for s, share in zip(scored, shares, strict=True)
    ]
    exact = summed(known_shares, place)
    if divided:
        exact = _bounded_mean(calculated("/", exact, weights, place), scored)
    if divided and how == "weighted_sum":
        exact = calculated("*", exact, summed((s.weight for s in scored), place), place)
    total = as_points(rounded(exact, decimals, mode, place), decimals)
    contributions: list[tuple[str, Node]] = []
    whole = True
    for score, share in zip(scored, shares, strict=True):
        part = calculated("/", share, weights, place) if divided else share
        if divided and how == "weighted_sum":
            part = calculated("*", part, summed((s.weight for s in scored), place), place)
        finest = number_type(part).decimals
        whole = whole and finest is not None and finest <= decimals
        points = as_points(rounded(part, decimals, mode, place), decimals)
        contributions.append(
            (f"{score.entry}_contribution", _known_only(score, points, ZERO, weights, place))
        )
    entries += tuple(contributions)
    if not whole:
        printed = summed((given(name, number_type(body), lowering) for name, body in contributions), place)
        entries += (("rounding", calculated("-", given("", number_type(total), lowering), printed, place)),)
    return Aggregate(total, entries)


def _weights(
    scored: Sequence[Scored], lowering: Lowering, place: Place
) -> tuple[Node, tuple[tuple[str, Node], ...]]:
    """The sum of the weights that count, and the entry that gives it where it is no constant."""
    amounts = [known(s.weight) for s in scored]
    if not any(s.exclude for s in scored) and all(a is not None for a in amounts):
        return constant(sum((a for a in amounts if a is not None), Fraction(0)), place), ()
    counted: list[Node] = []
    for score in scored:
        weight = score.weight
        if score.exclude:
            kind = typing.join(weight.type, ZERO.type) or weight.type
            weight = nodes.Case((nodes.Row(nodes.Present(score.result), weight),), ZERO, kind, place=place)
        counted.append(weight)
    total = summed(counted, place)
    return given("weights", number_type(total), lowering), (("weights", total),)


def _known_only(score: Scored, share: Node, instead: Node, weights: Node, place: Place) -> Node:
    """`share`; where the score is left out, `instead`, or unknown where nothing else counts either."""
    if not score.exclude:
        return share
    rows = (
        nodes.Row(nodes.Present(score.result), share),
        nodes.Row(nodes.Compare("!=", weights, ZERO), instead),
    )
    kind = typing.join_all([share.type, instead.type, score.result.type]) or share.type
    if isinstance(kind, NumberType):
        kind = attrs.evolve(kind, decimals=number_type(share).decimals)
    return nodes.Case(rows, score.result, kind, place=place)


def _bounded_mean(mean: Node, scored: Sequence[Scored]) -> Node:
    """The mean, known to lie between the least and the most score where no weight is negative."""
    if any((least := number_type(s.weight).least) is None or least < 0 for s in scored):
        return mean
    within = typing.join_all([s.body.type for s in scored])
    if not isinstance(within, NumberType):
        return mean
    kind = number_type(mean)
    return attrs.evolve(mean, type=attrs.evolve(kind, least=within.least, most=within.most))


def _geometric(scored: Sequence[Scored], weights: Node, place: Place) -> Node:
    """The root of the product. Weights that are whole numbers, or in such proportions, leave all but the root exact."""
    long = any(number_type(s.body).decimals is None for s in scored)
    exponents = _whole_proportions(
        [known(s.weight) for s in scored], _LARGEST_EXPONENT_OF_LONG if long else _LARGEST_EXPONENT
    )
    if exponents is None or any(s.exclude for s in scored):
        powers = [_power(s.result, s.weight, place) for s in scored]
        root = calculated("/", constant(1, place), weights, place)
    else:
        powers = [_power(s.result, constant(e, place), place) for s, e in zip(scored, exponents, strict=True)]
        root = constant(Fraction(1, sum(exponents)), place)
    one = constant(1, place)
    factors = [_known_only(s, p, one, weights, place) for s, p in zip(scored, powers, strict=True)]
    product = combined("*", factors, place) or one
    mean = _power(product, root, place)
    left_out = [s for s in scored if s.exclude]
    if not left_out:
        return mean
    all_there = nodes.And(tuple(nodes.Present(s.result) for s in left_out), place=place)
    rooted = nodes.Or((nodes.Compare("!=", weights, ZERO), all_there), place=place)
    return nodes.Case((nodes.Row(rooted, mean),), product, number_type(mean), place=place)


def _power(base: Node, exponent: Node, place: Place) -> Node:
    return base if known(exponent) == 1 else nodes.Call("power", (base, exponent), NumberType(), place=place)


def _whole_proportions(weights: Sequence[Fraction | None], largest: int) -> list[int] | None:
    """The weights as whole numbers in the same proportions, None where they are not known or the numbers are too great."""
    amounts = [w for w in weights if w is not None]
    if len(amounts) != len(weights) or any(a < 0 for a in amounts) or not any(amounts):
        return None
    scale = math.lcm(*(a.denominator for a in amounts))
    whole = [int(a * scale) for a in amounts]
    shared = math.gcd(*whole)
    found = [w // shared for w in whole]
    return found if sum(found) <= largest else None
