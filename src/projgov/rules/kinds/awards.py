"""Awards (表彰): who ranks first, and who is proposed for it.

`by` is a score; `among` says who takes part, `within` splits the field into groups that are ranked apart (the projects of one
unit), `top` is how many are proposed, a number, a parameter or an expression (a unit's own quota). `least` is the least score,
and `barred when` a bar (一票否决): who is barred takes no place, and the next moves up. Without `top` the rule only ranks.

A tie that goes beyond the last place is a question that the rule file answers by `tie`: `refer` (提交审定, unless said otherwise)
leaves all who are tied to the deciding body, `share` (并列入选) proposes all of them, `drop` (均不入选) none.

    awards:
      - id: top_ten
        on: project
        title: {zh: 十佳政法项目, en: Top ten projects}
        implements: [zhengfa-36]
        by: project_score
        top: 10
        among: accepted
        least: 80
        barred when: major accident
        tie: refer

Several prizes in one rule are `tiers`, from the first to the last; each `top` counts from the first place, so that `{id: second, top: 8}`
after `{id: first, top: 3}` proposes five. Each subject gets the first tier that it reaches; a tie that reaches beyond a tier is
resolved there (`drop`: all who are tied go to the next tier).

An award is `proposed`, `referred`, `barred`, or undetermined where a subject of whom evidence is missing could change it. Other
rules use `top_ten = "proposed"`, `top_ten.place` (the place, unknown while it can change), `top_ten.rank.best`, `top_ten.rank.worst`,
and with tiers `top_ten.first`. A reason can name `rank` (名次) and `score` (得分).
"""

from __future__ import annotations

from itertools import pairwise

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NumberType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Award, Definition, Output, Ranking
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY
from projgov.rules.forms.amounts import number_type, shown
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.placing import STATUS, Placing, Tie
from projgov.rules.forms.ranked import defined, measure
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, Rule, Template, key

TOP_AND_TIERS = Pattern(
    "F160",
    Bilingual("既写了 `top` 又写了 `tiers`", "both `top` and `tiers` are given"),
    Bilingual("只留一个", "keep one of them"),
)
TOO_FEW = Pattern(
    "F161",
    Bilingual("名额 {top} 不是正整数", "`top` is a whole number of places, and {top} is not"),
    Bilingual("写 1 或更大的整数", "write 1 or a greater whole number"),
)
NOT_MONOTONE = Pattern(
    "F162",
    Bilingual("第 {top} 名以内不比上一档的第 {before} 名以内多：`{tier}` 没有人能得", "the first {top} are no more than the first {before} of the tier before: nobody can get `{tier}`"),
    Bilingual("`top` 从第一名数起，一档比一档大", "`top` counts from the first place: make it greater from tier to tier"),
)  # fmt: skip
NO_AWARD = Pattern(
    "F163",
    Bilingual("没有写名额，`{key}` 不起作用", "there is no award, so that `{key}` has no effect"),
    Bilingual("写 `top:` 或 `tiers:`，或删去 `{key}`", "write `top:` or `tiers:`, or leave `{key}` out"),
)

NO_FIELD = Pattern(
    "F164",
    Bilingual("项目库只有一个，不能排名", "there is one portfolio only: nothing can be ranked"),
    Bilingual("写 `on: project`、`on: unit` 等", "write `on: project`, `on: unit` …"),
)


@attrs.frozen
class Better(Word):
    """Which scores are better."""

    what = Bilingual("优劣方向", "direction")
    options = (option("higher", "高者优先", "higher", "高"), option("lower", "低者优先", "lower", "低"))


class Tier(Part):
    """One prize of several."""

    top: Expression = key("前", "名额", meaning="how many places, counted from the first")
    reason: Template | None = key("理由", default=None)


class AwardRule(Rule):
    """One award, several tiers of it, or a ranking only."""

    by: Expression = key("排名依据", "依据得分", "按", meaning="the score by which subjects are ranked")
    better: Better = key("优先", default=Better("higher"))
    among: Expression | None = key("参评", "范围", default=None, meaning="who takes part")
    within: Expression | None = key(
        "分组", "分类", "分层", default=None, meaning="equal values of this are ranked apart from others"
    )
    top: Expression | None = key(
        "前", "名额", default=None, meaning="how many are proposed; without it, only ranks are given"
    )
    tiers: list[Tier] = key("档次", default=[])
    least: Expression | None = key(
        "最低", "最低分", "最少", default=None, meaning="the least score that is proposed"
    )
    tie: Tie | None = key(
        "并列", default=None, meaning="a tie beyond the last place: refer (default), share or drop"
    )
    barred_when: Expression | None = key(
        "取消资格", "否决", "不参加", default=None, meaning="who is barred takes no place"
    )


def declare(rule: AwardRule, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {"rank": ANY, "place": COUNT}
    entries |= {canonical_name(t.id): STATUS for t in rule.tiers}
    return lowering.binding(STATUS if rule.top is not None or rule.tiers else None, entries)


def lower(rule: AwardRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if header.subject == PORTFOLIO:
        lowering.faults.add(NO_FIELD, lowering.place_of(("on",)))
        return Lowered()
    score = lowering.expression(rule.by, NumberType())
    placing = _placing(rule, score, lowering)
    by = measure(score, lowering, descending=rule.better.code == "higher")
    within = None if rule.within is None else lowering.expression(rule.within)
    rank = by.rank(placing.among(), within, lowering)
    definitions = [
        *by.made,
        defined("rank", rank, lowering),
        defined("place", placing.entry("rank"), lowering),
    ]
    outputs: list[Output] = [Ranking(header, f"{header.id}.rank", by.of)]
    if rule.top is not None:
        definitions.append(defined("", placing.status(_places(rule.top, lowering), None), lowering))
        outputs.append(Award(header, header.id, lowering.message(rule.reason, _seen(score, lowering))))
    if rule.tiers:
        awarded, awards = _tiers(rule, placing, score, lowering)
        definitions += awarded
        outputs += awards
    _check_places(rule, lowering)
    return Lowered(tuple(definitions), outputs=tuple(outputs))


def _placing(rule: AwardRule, score: Node, lowering: Lowering) -> Placing:
    return Placing(
        nodes.Result(f"{rule.id}.rank", lowering.this(), ANY, place=lowering.place),
        score,
        lowering.applies(None, rule.among),
        None if rule.barred_when is None else lowering.condition(rule.barred_when),
        None if rule.least is None else lowering.expression(rule.least, NumberType()),
        (rule.tie or Tie("refer")).code,
        lowering.place,
    )


def _seen(score: Node, lowering: Lowering) -> Scope:
    """The scope of a reason: `rank` and `score`."""
    place = nodes.Result(f"{lowering.rule.id}.place", lowering.this(), COUNT, place=lowering.place)
    return lowering.scope.with_locals({"rank": place, "名次": place, "score": score, "得分": score})


def _tiers(
    rule: AwardRule, placing: Placing, score: Node, lowering: Lowering
) -> tuple[list[Definition], list[Output]]:
    header = lowering.header()
    definitions: list[Definition] = []
    awards: list[Output] = []
    given: list[Node] = []
    for tier, entry in zip(
        rule.tiers, part_ids(rule.tiers, "tiers", ("rank", "place", "measure"), lowering), strict=True
    ):
        before = placing.first(given) if len(given) > 1 else given[0] if given else None
        status = placing.status(_places(tier.top, lowering), before)
        definitions.append(defined(entry, status, lowering))
        given.append(nodes.Result(f"{header.id}.{entry}", lowering.this(), STATUS, place=header.place))
        title = Bilingual(f"{header.title.zh}({tier.label.zh})", f"{header.title.en} ({tier.label.en})")
        own = attrs.evolve(header, id=f"{header.id}.{entry}", title=title)
        awards.append(
            Award(own, own.id, lowering.message(tier.reason or rule.reason, _seen(score, lowering)))
        )
    return [*definitions, defined("", placing.first(given), lowering)], awards


def _places(written: Expression, lowering: Lowering) -> Node:
    """How many places there are. A number that is none is a fault."""
    top = lowering.expression(written, NumberType())
    kind = number_type(top)
    fixed = kind.most is not None and kind.most == kind.least
    if kind.most is not None and (kind.most < 1 or (fixed and kind.most.denominator != 1)):
        lowering.faults.add(TOO_FEW, top.place, top=shown(kind.most))
    return top


def _check_places(rule: AwardRule, lowering: Lowering) -> None:
    """Faults in how many places there are, and in what says something of them where there are none."""
    if rule.top is not None and rule.tiers:
        lowering.faults.add(TOP_AND_TIERS, lowering.place_of(("top",)))
    if rule.top is None and not rule.tiers:
        for name in ("tie", "least", "reason"):
            if getattr(rule, name) is not None:
                lowering.faults.add(NO_AWARD, lowering.place_of((name,)), key=name)
    kinds = [number_type(lowering.expression(t.top, NumberType())) for t in rule.tiers]
    for index, (before, kind) in enumerate(pairwise(kinds), start=1):
        if before.least is not None and kind.most is not None and kind.most <= before.least:
            place = lowering.place_of(("tiers", index, "top"))
            tier = rule.tiers[index].id
            lowering.faults.add(
                NOT_MONOTONE, place, top=shown(kind.most), before=shown(before.least), tier=tier
            )


KIND = Kind("awards", ("表彰",), Bilingual("表彰", "awards"), AwardRule, declare, lower)
