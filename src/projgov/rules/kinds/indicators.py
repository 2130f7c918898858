"""Indicators (指标): values made comparable, weighted and brought together, as statisticians write them.

Each indicator has a `value`. `normalise` maps it linearly, `worst` to 0 and `best` to 1 (worst may be above best: less is then
better), kept between the two unless `clamp: false`, and multiplies by `scale` (100 unless given); with `transform: log` (变换: 取对数)
it is the logarithms that are set against each other, as for incomes. Without `normalise` the value counts as it is. Then come
`floor` and `cap`, and the result is rounded (`decimals: exact`, 精确: it is not): this is the indicator's score. Its `weight` is a
number, a parameter or an expression; `total weight` (权重合计) says what the weights have to add up to.

`aggregate` brings the scores together:

- `weighted mean` (加权平均): the sum of weight × score, divided by the sum of the weights;
- `weighted sum` (加权求和): the sum of weight × score;
- `geometric mean` (几何平均): the root, of the sum of the weights, of the product of score to the power weight.

`missing evidence` says what becomes of an indicator whose score is not known: `undetermined` (不定), so that the total is too; `zero`
(计零分); `{value: 60}`, a score; or `exclude` (剔除): it is left out, its weight goes to the others in proportion, and only where
all are missing is the total undetermined.

    indicators:
      - id: governance_index
        on: unit
        judged: end of year
        decimals: 2
        aggregate: weighted mean
        indicators:
          - id: progress
            value: mean(led projects.planned progress at judged)
            normalise: {worst: 0, best: 100}
            weight: 60
          - id: overdue
            value: sum(led projects.quarterly_report.overdue)
            normalise: {worst: 10, best: 0}
            weight: 40
            missing evidence: exclude

An indicator may say of which figures of the data its contribution is meant to rise, `rises with: [led projects.progress]` (正向), or to
fall, `falls with: […]` (逆向). Nothing is computed by that; the law `monotone` of `projgov.testing` tries whether it is so.

`needs` (须有) lists what has to be there before an indicator counts: lists that need a record in them, or values. Where something is not there
the indicator lacks evidence, as `missing evidence` says. So the two sides of a pair are asked for that are both to be heard: routine
checks and the year-end review (平时与年终), self-assessment and review (自查与考评), documents and effect (资料与实效), quantity and quality
(定量与定性).

What is printed adds up: of a mean or a sum each indicator has a line with its contribution, rounded, and where rounding leaves
a difference to the total (the exact aggregate of the scores, rounded once) that is a line as well; of a geometric mean the total
is one line, whose text names the scores. Other rules use `governance_index`, the scores (`governance_index.progress`) and the
contributions (`governance_index.progress_contribution`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NumberType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Mapping, Scalar
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Line, Message, Score
from projgov.rules.core.scope import Binding
from projgov.rules.forms.aggregation import Aggregate, Scored, aggregate
from projgov.rules.forms.amounts import (
    Decimals,
    bounded,
    constant,
    defining,
    given,
    known,
    number_type,
    shown,
)
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.directions import directions
from projgov.rules.forms.needed import Needing, needing
from projgov.rules.forms.normalising import Normalise, ScoreDecimals, normalised
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.words import HALF_UP, RoundingMode, Word, option
from projgov.rules.forms.written import Expression, FromNode, Number, Rule, Template, fault, key

NO_INDICATORS = Pattern(
    "S020",
    Bilingual("规则 `{rule}` 没有指标", "the rule `{rule}` has no indicators"),
    Bilingual("在 `indicators:` 下写指标", "write them under `indicators:`"),
)
ZERO_WEIGHTS = Pattern(
    "S022",
    Bilingual("权重合计为 0", "the weights add up to 0"),
    Bilingual("至少给一个指标写大于 0 的权重", "give one indicator at least a weight above 0"),
)
NEGATIVE_WEIGHT = Pattern(
    "S023",
    Bilingual(
        "平均的权重不能是负数，这里是 {weight}", "a weight of a mean cannot be negative, and this is {weight}"
    ),
    Bilingual("写 0 或正数；要扣分就用 `weighted sum`", "write 0 or more; to deduct, use `weighted sum`"),
)
MISSING_WEIGHT = Pattern(
    "S024",
    Bilingual(
        "指标 `{indicator}` 没有权重，别的指标有",
        "the indicator `{indicator}` has no weight, and others have",
    ),
    Bilingual("写 `weight:`，或所有指标都不写（等权）", "write `weight:`, or none at all for equal weights"),
)
OTHER_TOTAL = Pattern(
    "S027",
    Bilingual("权重合计 {sum}，不是 {total}", "the weights add up to {sum}, and not to {total}"),
    Bilingual("改正权重，或 `total weight`", "correct a weight, or the `total weight`"),
)
BAD_POLICY = Pattern(
    "S025",
    Bilingual("缺证据时的处理方式写得不对：`{found}`", "this is no policy for missing evidence: `{found}`"),
    Bilingual(
        "写 `undetermined`、`zero`、`exclude` 或 `{mend}`",
        "write `undetermined`, `zero`, `exclude` or `{mend}`",
    ),
)


@attrs.frozen
class Aggregation(Word):
    """How the scores of indicators are brought together."""

    what = Bilingual("合成方式", "way of aggregating")
    options = (
        option("weighted_mean", "加权平均", "weighted mean", "mean", "平均"),
        option("weighted_sum", "加权求和", "weighted sum", "sum", "求和"),
        option("geometric_mean", "几何平均", "geometric mean"),
    )


@attrs.frozen
class _Policy(Word):
    what = Bilingual("缺证据时的处理方式", "policy for missing evidence")
    options = (
        option("undetermined", "不定", "undetermined", "待定"),
        option("zero", "计零分", "zero", "零分", "0"),
        option("exclude", "剔除", "exclude", "excluded"),
    )


@attrs.frozen
class MissingScore(FromNode):
    """What becomes of an indicator whose score is not known. `value` is the score that stands for it, None for none."""

    exclude: bool = False
    value: Fraction | None = None

    @classmethod
    def from_node(cls, node: Any) -> MissingScore:
        """The policy as written: a word, or `{value: 60}`."""
        if isinstance(node, MissingScore):
            return node
        if isinstance(node, Scalar):
            code = _Policy.from_node(node).code
            return cls(code == "exclude", Fraction(0) if code == "zero" else None)
        if isinstance(node, Mapping) and [canonical_name(e.key.text) in ("value", "取值") for e in node] == [
            True
        ]:
            value = node.entries[0].value
            number = value.value if isinstance(value, Scalar) else None
            if not isinstance(number, bool | str | None):
                return cls(value=Fraction(number))
        raise fault(BAD_POLICY, found=getattr(node, "source", ""), mend="{value: 60}")

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of a policy."""
        value = {"value": {"type": "number"}, "取值": {"type": "number"}}
        stated = {"type": "object", "properties": value, "additionalProperties": False, "minProperties": 1}
        return {"anyOf": [*_Policy.schema()["anyOf"], stated]}


class Indicator(Needing):
    """One indicator."""

    value: Expression = key("取值", meaning="what is measured")
    weight: Expression | None = key("权重", default=None, meaning="equal weights where none is given")
    normalise: Normalise | None = key("归一化", "标准化", default=None)
    cap: Expression | None = key("上限", default=None, meaning="the most that the score can be")
    floor: Expression | None = key("下限", default=None, meaning="the least that the score can be")
    decimals: ScoreDecimals | None = key(
        "小数位数",
        "小数位",
        default=None,
        meaning="of the score; as for the whole rule unless given; exact: not rounded",
    )
    missing_evidence: MissingScore = key("缺证据时", default=MissingScore())
    reason: Template | None = key("理由", default=None)


class Indicators(Rule):
    """One index."""

    decimals: Decimals = key("小数位数", "小数位")
    rounding: RoundingMode = key("舍入", default=HALF_UP)
    aggregate: Aggregation = key("合成", "合成方式", default=Aggregation("weighted_mean"))
    scale: Number = key("满分", default=Fraction(100), meaning="what a normalised value of 1 counts")
    total_weight: Number | None = key(
        "权重合计", "权重总和", default=None, meaning="what the weights have to add up to"
    )
    indicators: list[Indicator] = key("指标", "指标项")


def declare(rule: Indicators, lowering: Lowering) -> Binding:
    scored = _scored(rule, lowering)
    made = _aggregate(rule, scored, lowering)
    entries = {s.entry: s.body.type for s in scored} | {e: body.type for e, body in made.entries}
    return lowering.binding(made.total.type, entries)


def lower(rule: Indicators, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.indicators:
        lowering.faults.add(NO_INDICATORS, lowering.place_of(("indicators",)), rule=rule.id)
        return Lowered()
    scored = _scored(rule, lowering)
    _check_weights(rule, scored, lowering)
    made = _aggregate(rule, scored, lowering)
    define = defining(lowering)
    definitions = [define(s.entry, s.body) for s in scored]
    definitions += [define(entry, body) for entry, body in made.entries]
    definitions.append(define("", made.total))
    if rule.aggregate.code == "geometric_mean":
        lines = [Line("total", rule.aggregate.label, header.id, _named_scores(rule, scored))]
    else:
        lines = [
            Line(s.entry, i.label, f"{header.id}.{s.entry}_contribution", _reason(i, s, lowering))
            for i, s in zip(rule.indicators, scored, strict=True)
        ]
        if any(entry == "rounding" for entry, _ in made.entries):
            lines.append(
                Line("rounding", Bilingual("舍入差额", "rounding"), f"{header.id}.rounding", adjusts=True)
            )
    names = [s.entry for s in scored]
    gives = names if rule.aggregate.code == "geometric_mean" else [f"{n}_contribution" for n in names]
    directed = directions(rule.indicators, names, "indicators", lowering, gives)
    score = Score(header, tuple(lines), header.id, rule.decimals)
    return Lowered(tuple(definitions), outputs=(score,), directions=directed)


def _aggregate(rule: Indicators, scored: list[Scored], lowering: Lowering) -> Aggregate:
    return aggregate(rule.aggregate.code, scored, rule.decimals, rule.rounding.mode, lowering)


def _scored(rule: Indicators, lowering: Lowering) -> list[Scored]:
    names = [canonical_name(i.id) for i in rule.indicators]
    reserved = ("weights", "rounding", *(f"{n}_contribution" for n in names))
    entries = part_ids(rule.indicators, "indicators", reserved, lowering)
    return [_score(rule, index, entry, lowering) for index, entry in enumerate(entries)]


def _score(rule: Indicators, index: int, entry: str, lowering: Lowering) -> Scored:
    indicator = rule.indicators[index]
    place = lowering.place_of(("indicators", index, "id"))
    decimals = ScoreDecimals(rule.decimals) if indicator.decimals is None else indicator.decimals
    value = lowering.expression(indicator.value, NumberType())
    score = value
    if indicator.normalise is not None:
        score = normalised(indicator.normalise, value, rule.scale, lowering)
    floor, cap = (
        None if w is None else lowering.expression(w, NumberType()) for w in (indicator.floor, indicator.cap)
    )
    score = bounded(score, floor, cap, lowering, place)
    if decimals.decimals is not None:
        score = rounded(score, decimals.decimals, rule.rounding.mode, place)
    score = needing(score, indicator.needs, lowering, place)
    instead = indicator.missing_evidence.value
    body: Node = score
    if instead is not None:
        stated = constant(instead, lowering.place_of(("indicators", index, "missing_evidence")))
        body = nodes.IfUnknown(score, stated, typing.join(score.type, stated.type) or score.type, place=place)
    kind = number_type(body)
    body = attrs.evolve(body, type=attrs.evolve(kind, unit="points"))
    if indicator.weight is None:
        weight: Node = constant(1, place)
    else:
        weight = lowering.expression(indicator.weight, NumberType())
    return Scored(
        entry,
        body,
        given(entry, number_type(body), lowering),
        weight,
        indicator.missing_evidence.exclude,
        value,
    )


def _check_weights(rule: Indicators, scored: list[Scored], lowering: Lowering) -> None:
    some = any(i.weight is not None for i in rule.indicators)
    for index, (indicator, score) in enumerate(zip(rule.indicators, scored, strict=True)):
        place = lowering.place_of(("indicators", index, "weight"))
        most = number_type(score.weight).most
        if indicator.weight is None and some:
            lowering.faults.add(
                MISSING_WEIGHT, lowering.place_of(("indicators", index, "id")), indicator=indicator.id
            )
        elif most is not None and most < 0 and rule.aggregate.code != "weighted_sum":
            lowering.faults.add(NEGATIVE_WEIGHT, place, weight=shown(most))
    weights = [known(s.weight) for s in scored]
    if all(w is not None for w in weights) and sum((w for w in weights if w is not None), Fraction(0)) == 0:
        lowering.faults.add(ZERO_WEIGHTS, lowering.place_of(("indicators", 0, "weight")))
    if rule.total_weight is not None and all(w is not None for w in weights):
        together = sum((w for w in weights if w is not None), Fraction(0))
        if together != rule.total_weight:
            place = lowering.place_of(("total_weight",))
            lowering.faults.add(OTHER_TOTAL, place, sum=shown(together), total=shown(rule.total_weight))


def _reason(indicator: Indicator, score: Scored, lowering: Lowering) -> Message | None:
    seen = {"value": score.value, "取值": score.value, "score": score.result, "得分": score.result}
    seen |= {"weight": score.weight, "权重": score.weight}
    return lowering.message(indicator.reason, lowering.scope.with_locals(seen))


def _named_scores(rule: Indicators, scored: list[Scored]) -> Message:
    """The scores that a geometric mean is made of, each with its title and weight."""
    zh: list[str | Node] = []
    en: list[str | Node] = []
    for indicator, score in zip(rule.indicators, scored, strict=True):
        points = score.result
        if indicator.decimals == ScoreDecimals(None):
            points = rounded(points, rule.decimals, rule.rounding.mode, points.place)
        zh += ["、" if zh else "", indicator.label.zh, " ", points, "（权重 ", score.weight, "）"]
        en += [", " if en else "", indicator.label.en, " ", points, " (weight ", score.weight, ")"]
    return Message(tuple(p for p in zh if p != ""), tuple(p for p in en if p != ""))


KIND = Kind("indicators", ("指标",), Bilingual("指标", "indicators"), Indicators, declare, lower)
