"""Lines of a score: how many points each gives, and why. `points` sums them."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import NumberType
from projgov.rules.core import nodes, typing
from projgov.rules.core.calls import rounded
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Message
from projgov.rules.forms.amounts import (
    ZERO,
    Decimals,
    as_points,
    at_least,
    at_most,
    bounded,
    calculated,
    given,
    limit,
    number_type,
    occurrences,
    shown,
    where,
)
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.needed import Needing, needing
from projgov.rules.forms.words import RoundingMode, Word, option
from projgov.rules.forms.written import Expression, Model, Template, key

NO_POINTS = Pattern(
    "S011",
    Bilingual("计分项 `{line}` 没有写怎么得分", "the line `{line}` does not say how points come about"),
    Bilingual("写 `base:`、`give:` 或 `add:`", "write `base:`, `give:` or `add:`"),
)
BASE_AND_GIVE = Pattern(
    "S012",
    Bilingual("计分项 `{line}` 既写了 `base` 又写了 `give`", "the line `{line}` has both `base` and `give`"),
    Bilingual("只留一个", "keep one of them"),
)
FROM_NOTHING = Pattern(
    "S013",
    Bilingual("计分项 `{line}` 没有基础分，没有可扣的分", "the line `{line}` has no base to deduct from"),
    Bilingual(
        "写 `base:`；只扣分的项写 `least: -10` 这样的下限",
        "write `base:`, or a `least: -10` for a line that only deducts",
    ),
)
SIGNED_POINTS = Pattern(
    "S014",
    Bilingual("每次的分值 {points} 是负数", "the points for each time, {points}, are negative"),
    Bilingual(
        "写正数：扣分写在 `deduct`，加分写在 `add`",
        "write a positive number: a loss under `deduct`, a gain under `add`",
    ),
)
LINE_TOO_FINE = Pattern(
    "S015",
    Bilingual(
        "计分项取 {found} 位小数，总分只有 {decimals} 位",
        "this line has {found} decimals, and the score only {decimals}",
    ),
    Bilingual("计分项的小数位数不能多于总分的", "a line cannot have more decimals than the score"),
)
UNCAPPED = Pattern(
    "S016",
    Bilingual("计分项 `{line}` 的加分没有上限", "nothing limits what the line `{line}` can add"),
    Bilingual(
        "写 `most:`，在 `add`、计分项或 `total` 里", "write `most:` under `add`, on the line or under `total`"
    ),
    severity="warning",
)


@attrs.frozen
class Evidence(Word):
    """What a line comes to where evidence is missing."""

    what = Bilingual("缺证据时的处理方式", "policy for missing evidence")
    options = (
        option("undetermined", "不定", "undetermined", "待定"),
        option("zero", "计零分", "zero", "零分", "0"),
    )


UNDETERMINED = Evidence("undetermined")


class Deduct(Model):
    """Points lost for each time."""

    elsewhere = dict.fromkeys(
        ("最多", "最高", "至多", "most", "at_most"),
        Bilingual(
            "写扣到多少为止：基础分 40、最多扣 30 的，写 `最低: 10`",
            "say what is left at least: where 30 of 40 can be lost, `least: 10`",
        ),
    )
    each: Expression = key("每", "次数", meaning="how many times: a number, or a list whose items count")
    points: Expression = key("分值", "扣", meaning="points lost each time, without a sign")
    least: Expression | None = key(
        "最低", "最少", "扣至", default=None, meaning="what is left at least; 0 unless given"
    )


class Add(Model):
    """Points gained for each time."""

    each: Expression = key("每", "次数", meaning="how many times: a number, or a list whose items count")
    points: Expression = key("分值", "加", meaning="points gained each time")
    most: Expression | None = key("最高", "最多", default=None, meaning="what is gained at most")


class PointsLine(Needing):
    """One line."""

    base: Expression | None = key("基础分", "基本分", default=None)
    deduct: Deduct | None = key("扣分", default=None)
    add: Add | None = key("加分", default=None)
    give: Expression | None = key("得分", "给分", default=None, meaning="the points, as an expression")
    least: Expression | None = key("最低", "最少", default=None)
    most: Expression | None = key("最高", "最多", "满分", default=None)
    when: Expression | None = key("适用", default=None, meaning="where false, the line gives 0")
    missing_evidence: Evidence | None = key(
        "缺证据时", default=None, meaning="as for the whole rule unless given"
    )
    decimals: Decimals | None = key(
        "小数位数", "小数位", default=None, meaning="as for the whole rule unless given"
    )
    reason: Template | None = key("理由", default=None)


@attrs.frozen
class Printing:
    """How the numbers of a score are printed."""

    decimals: int
    rounding: RoundingMode


@attrs.frozen
class Row:
    """One line as Core has it: the entry of the rule that gives its points, and how they come about."""

    entry: str
    title: Bilingual
    points: Node
    reason: Message | None = None
    adjusts: bool = False


def score_line(
    line: PointsLine, index: int, entry: str, printing: Printing, evidence: Evidence, lowering: Lowering
) -> Row:
    """A line of the rule: the one at `index` of its `lines`, called `entry`; `evidence` is the policy of the whole rule."""
    place = lowering.place_of(("lines", index, "id"))
    decimals = printing.decimals if line.decimals is None else line.decimals
    if decimals > printing.decimals:
        there = lowering.place_of(("lines", index, "decimals"))
        lowering.faults.add(LINE_TOO_FINE, there, found=decimals, decimals=printing.decimals)
    if line.base is not None and line.give is not None:
        lowering.faults.add(BASE_AND_GIVE, lowering.place_of(("lines", index, "give")), line=line.id)
    if line.base is None and line.give is None and line.add is None:
        _nothing_to_give(line, index, lowering)
    start = line.base or line.give
    amount = ZERO if start is None else lowering.expression(start, NumberType())
    seen: dict[str, Node] = {}
    gained = None if line.add is None else _gained(line.add, lowering, seen)
    if line.deduct is not None:  # after the gain: `each` and `points` in the reason are those of the loss
        amount = _deducted(line.deduct, amount, lowering, seen)
    if gained is not None:
        amount = gained if amount is ZERO else calculated("+", amount, gained, place)
    least, most = (limit(w, decimals, printing.rounding, lowering) for w in (line.least, line.most))
    points: Node = rounded(
        bounded(amount, least, most, lowering, place), decimals, printing.rounding.mode, place
    )
    points = needing(points, line.needs, lowering, place)
    if line.when is not None:
        points = where(lowering.condition(line.when), points, ZERO, place)
    if (line.missing_evidence or evidence).code == "zero":
        kind = typing.join(points.type, ZERO.type) or points.type
        points = nodes.IfUnknown(points, ZERO, kind, place=place)
    points = as_points(points, decimals)
    seen |= {n: given(entry, number_type(points), lowering) for n in ("score", "得分")}
    return Row(entry, line.label, points, lowering.message(line.reason, lowering.scope.with_locals(seen)))


def _nothing_to_give(line: PointsLine, index: int, lowering: Lowering) -> None:
    place = lowering.place_of(("lines", index, "id"))
    if line.deduct is None:
        lowering.faults.add(NO_POINTS, place, line=line.id)
    elif line.deduct.least is None:
        lowering.faults.add(FROM_NOTHING, lowering.place_of(("lines", index, "deduct")), line=line.id)


def _times(part: Deduct | Add, lowering: Lowering, seen: dict[str, Node]) -> Node:
    """The points for all the times together."""
    each = occurrences(part.each, lowering)
    points = lowering.expression(part.points, NumberType())
    most = number_type(points).most
    if most is not None and most < 0:
        lowering.faults.add(SIGNED_POINTS, points.place, points=shown(most))
    seen |= {"each": each, "次数": each, "points": points, "每次分值": points}
    return calculated("*", each, points, points.place)


def _deducted(part: Deduct, amount: Node, lowering: Lowering, seen: dict[str, Node]) -> Node:
    loss = _times(part, lowering, seen)
    least = ZERO if part.least is None else lowering.expression(part.least, NumberType())
    left = at_least(calculated("-", amount, loss, loss.place), least, loss.place)
    lost = calculated("-", amount, left, loss.place)
    seen |= {"lost": lost, "扣分": lost}
    return left


def _gained(part: Add, lowering: Lowering, seen: dict[str, Node]) -> Node:
    gain = _times(part, lowering, seen)
    if part.most is not None:
        gain = at_most(gain, lowering.expression(part.most, NumberType()), gain.place)
    seen |= {"gained": gain, "加分": gain}
    return gain


def check_cap(line: PointsLine, index: int, lowering: Lowering) -> None:
    """A fault where nothing limits what a line can add. Only for a rule whose total has no limit."""
    if line.add is None or line.add.most is not None or line.most is not None:
        return
    gain = _times(line.add, lowering, {})
    if number_type(gain).most is None:
        lowering.faults.add(UNCAPPED, lowering.place_of(("lines", index, "add", "points")), line=line.id)
