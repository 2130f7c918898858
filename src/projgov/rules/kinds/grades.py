"""Grades (等次): which band a score falls into.

A band begins `from` a number, which belongs to it, or `above` a number, which does not. Bands may stand in any order; a score
belongs to the highest band that it reaches. `otherwise` is the grade of a score below all bands. Thresholds are numbers or
parameters.

    grades:
      - id: project_grade
        on: project
        of: project_score
        bands:
          - {grade: excellent, from: 90}
          - {grade: good, from: 80}
          - {grade: pass, from: 60}
        otherwise: {grade: fail}

**Grades within a class, and no more than so many.** `within` (分组) is the class: the offices of one kind, the units of one level. `most` (名额上限)
is how many of a class can have a band at most, `most share` (比例上限) which share of the class: 优秀不超过20%. What the share comes to is
rounded down, unless `rounding of share` (名额舍入) says otherwise. Who has the best scores has the places; who reaches a band that is full moves
on to the next. The class is everybody to whom the rule applies and who has a score. A band with a cap needs no threshold; bands then stand in
the order in which they are written, the best first.

    grades:
      - id: year_grade
        on: unit
        of: year_score
        within: level
        tie: refer
        bands:
          - {grade: excellent, from: 90, most share: 20%}
          - {grade: good, from: 80, most share: 40%}
          - {grade: pass, from: 60}
        otherwise: {grade: fail}

A tie that goes beyond the last place is resolved as in awards: `refer` (提交审定, unless said otherwise) gives the grade `referred` to all who are
tied, `share` (并列入选) the band, `drop` (均不入选) the next one. A subject of whom evidence is missing leaves those undetermined whose grade
it could change. `most` can use `size` (人数), how many there are in the class. Other rules use `year_grade.rank` and `year_grade.place`.

Known grades (excellent 优秀, good 良好, pass 合格, basic 基本合格, fail 不合格 …) have their labels; any other word serves as well, with
a title of its own or without. Other rules write `project_grade = "优秀"`. A subject that has no score has no grade. A reason
can name `score` (得分), and with caps `rank` (名次) and `size`.
"""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, NullType, NumberType, Option, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Definition, Mark, Message
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY
from projgov.rules.forms.amounts import defining
from projgov.rules.forms.bands import Begun, check
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.capped import Level, Placed, placed
from projgov.rules.forms.choosing import of_class
from projgov.rules.forms.grading import Band, Grade, Unbegun, bands_of, option_of
from projgov.rules.forms.placing import Tie
from projgov.rules.forms.ranked import defined, measure, number_of, rank_of
from projgov.rules.forms.results import COUNT
from projgov.rules.forms.wholes import check_whole
from projgov.rules.forms.words import RoundingMode, option
from projgov.rules.forms.written import Expression, Rule, key

NO_BANDS = Pattern(
    "B001",
    Bilingual("规则 `{rule}` 没有等次", "the rule `{rule}` has no bands"),
    Bilingual("在 `bands:` 下写等次和分数线", "write grades and thresholds under `bands:`"),
)
DOUBLED_GRADE = Pattern(
    "B012",
    Bilingual("等次 `{grade}` 写了两次", "the grade `{grade}` stands twice"),
    Bilingual("合成一条，或给其中一个换个名称", "make it one band, or give one of them another name"),
)
IDLE_CAP_KEY = Pattern(
    "B520",
    Bilingual("没有一等写名额上限，`{key}` 不起作用", "no band has a cap, so that `{key}` has no effect"),
    Bilingual("在等次里写 `most:` 或 `most share:`，或删去 `{key}`", "write `most:` or `most share:` in a band, or leave `{key}` out"),
)  # fmt: skip
TWO_CAPS = Pattern(
    "B521",
    Bilingual("等次 `{grade}` 既写了 `most` 又写了 `most share`", "the grade `{grade}` has both `most` and `most share`"),
    Bilingual("只留一个", "keep one of them"),
)  # fmt: skip
CAP_WITHOUT_NEXT = Pattern(
    "B522",
    Bilingual("等次 `{grade}` 名额有限，超出的没有等次", "the grade `{grade}` has so many places only, and who is beyond them has no grade"),
    Bilingual("写 `otherwise:`，或再写一等", "write `otherwise:`, or one more band"),
)  # fmt: skip
CLASS_OF_PORTFOLIO = Pattern(
    "B524",
    Bilingual("项目库只有一个，谈不上名额", "there is one portfolio only: nothing can be capped"),
    Bilingual("写 `on: 项目`、`on: 单位` 等", "write `on: project`, `on: unit` …"),
)

_REFERRED = option("referred", "提交审定", "referred", "提交")
"""What stands for a grade where a tie is left to the deciding body."""
_NULL = nodes.Literal(None, NullType())


class Grades(Rule):
    """One grading."""

    of: Expression = key("依据得分", "得分", "按", meaning="the score that is graded: the name of a rule")
    bands: list[Band] = key("分档", "档次", "tiers")
    otherwise: Grade | None = key("否则", default=None, meaning="the grade below all bands")
    within: Expression | None = key(
        "分组", "分类", "分层", default=None, meaning="the class: caps are for each of its values apart"
    )
    tie: Tie | None = key(
        "并列", default=None, meaning="a tie beyond the last place: refer (default), share or drop"
    )
    rounding_of_share: RoundingMode | None = key(
        "名额舍入", default=None, meaning="how a share of the class is rounded to places; down unless given"
    )

    @property
    def capped(self) -> bool:
        """Whether a band has so many places only."""
        return any(band.capped for band in self.bands)


def declare(rule: Grades, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {"rank": ANY, "place": COUNT} if rule.capped else {}
    return lowering.binding(_choice(rule, lowering), entries)


def lower(rule: Grades, lowering: Lowering) -> Lowered:
    header = lowering.header()
    score = lowering.expression(rule.of, NumberType())
    choice = _choice(rule, lowering)
    if not rule.bands:
        lowering.faults.add(NO_BANDS, lowering.place_of(("bands",)), rule=rule.id)
    if _doubled(rule):  # which of the two bands was meant is open, and so is all that could be said of them
        _read_all(rule, lowering)
        return Lowered()
    bands = bands_of(rule.bands, rule.otherwise, lowering)
    begun = [band for band in bands if isinstance(band, Begun)]
    if isinstance(score.type, NumberType) and len(begun) == len(bands):
        check(begun, rule.otherwise.grade if rule.otherwise else None, score.type, lowering)
    _check_caps(rule, bands, lowering)
    levels = [_level(band, score, rule, lowering) for band in bands]
    seen = {"score": score, "得分": score}
    definitions: list[Definition] = []
    reason = None
    if rule.capped and header.subject != PORTFOLIO:
        by = measure(score, lowering)
        within = None if rule.within is None else lowering.expression(rule.within)
        rank, place = rank_of("rank", lowering), nodes.Result(f"{header.id}.place", lowering.this(), COUNT)
        definitions = [
            *by.made,
            defined("rank", by.rank(lowering.applies(), within, lowering), lowering),
            defined("place", number_of(rank, "best", lowering), lowering),
        ]
        made, held = placed(levels, by, score, within, (rule.tie or Tie("refer")).code, lowering)
        definitions += made
        size = number_of(rank, "size", lowering)
        seen |= {"rank": place, "名次": place, "size": size, "人数": size}
        reason = _told(choice, levels, score, place, size)
    else:
        held = [Placed(level.reached, None) for level in levels]
    rows = [nodes.Row(nodes.Compare("=", score, _NULL), _NULL)]
    for band, one in zip(bands, held, strict=True):
        grade = nodes.Literal(band.code, choice, place=band.place)
        rows.append(nodes.Row(one.held or nodes.TRUE, grade, band.written, place=band.place))
        if one.referred is not None:
            rows.append(nodes.Row(one.referred, nodes.Literal(_REFERRED.code, choice), place=band.place))
    last = (
        None
        if rule.otherwise is None
        else nodes.Literal(option_of(rule.otherwise).code, choice, place=header.place)
    )
    body = nodes.Case(tuple(rows), last, choice, place=header.place)
    labels = tuple((o.code, o.label) for o in choice.options)
    said = lowering.message(rule.reason, lowering.scope.with_locals(seen)) or reason
    mark = Mark(header, "grade", header.id, labels, said)
    return Lowered((*definitions, defining(lowering)("", body)), outputs=(mark,))


def _told(choice: ChoiceType, levels: Sequence[Level], score: Node, place: Node, size: Node) -> Message:
    """The score, the place in the class, and how many places the capped bands have."""
    zh: list[str | Node] = ["得分", score, "，同组", size, "个中第", place]
    en: list[str | Node] = [score, " points, place ", place, " of ", size]
    labels = {option.code: option.label for option in choice.options}
    for level in levels:
        if level.places is not None:
            zh += [f"；{labels[level.code].zh}名额", level.places]
            en += [f"; places for {labels[level.code].en}: ", level.places]
    return Message(tuple(zh), tuple(en))


def _level(band: Begun | Unbegun, score: Node, rule: Grades, lowering: Lowering) -> Level:
    """A band as it is placed."""
    reached: Node | None = None
    if isinstance(band, Begun):
        reached = nodes.Compare(">=" if band.included else ">", score, band.threshold, place=band.place)
    written = next(b for b in rule.bands if option_of(b).code == band.code)
    size = number_of(rank_of("rank", lowering), "size", lowering)
    places: Node | None = None
    if written.most_share is not None:
        mode = (rule.rounding_of_share or RoundingMode("down")).mode
        places = of_class(written.most_share, size, mode, lowering)
    elif written.most is not None:
        scope = lowering.scope.with_locals({"size": size, "人数": size})
        places = lowering.expression(written.most, NumberType(), scope)
        check_whole(places, "most", written.most.scalar.place, lowering)
    return Level(band.code, reached, places, band.place)


def _check_caps(rule: Grades, bands: Sequence[Begun | Unbegun], lowering: Lowering) -> None:
    """Faults in caps, and in what says something of them where there are none."""
    if not rule.capped:
        for name in ("within", "tie", "rounding_of_share"):
            if getattr(rule, name) is not None:
                place = lowering.place_of((name,))
                lowering.faults.add(IDLE_CAP_KEY, place, key=name.replace("_", " "))
        return
    if lowering.subject == PORTFOLIO:
        lowering.faults.add(CLASS_OF_PORTFOLIO, lowering.place_of(("on",)))
    for index, band in enumerate(rule.bands):
        if band.most is not None and band.most_share is not None:
            place = lowering.place_of(("bands", index, "most_share"))
            lowering.faults.add(TWO_CAPS, place, grade=band.grade)
    if bands and rule.otherwise is None:
        last = next(b for b in rule.bands if option_of(b).code == bands[-1].code)
        if last.capped:
            lowering.faults.add(CAP_WITHOUT_NEXT, bands[-1].place, grade=last.grade)


def _doubled(rule: Grades) -> bool:
    """Whether a grade stands twice."""
    codes = [option_of(grade).code for grade in (*rule.bands, *([rule.otherwise] if rule.otherwise else []))]
    return len(set(codes)) < len(codes)


def _read_all(rule: Grades, lowering: Lowering) -> None:
    """The faults of expressions that are not lowered where the bands are not."""
    lowering.applies()
    for band in rule.bands:
        for written in (band.from_, band.above):
            if written is not None:
                lowering.expression(written, NumberType())


def _choice(rule: Grades, lowering: Lowering) -> ChoiceType:
    found: dict[str, Option] = {}
    written: list[Grade] = [*rule.bands, *([rule.otherwise] if rule.otherwise else [])]
    for index, grade in enumerate(written):
        option = option_of(grade)
        if option.code in found:
            path = ("bands", index, "grade") if index < len(rule.bands) else ("otherwise", "grade")
            lowering.faults.add(DOUBLED_GRADE, lowering.place_of(path), grade=grade.grade)
        found.setdefault(option.code, option)
    if rule.capped and (rule.tie is None or rule.tie.code == "refer"):
        found.setdefault(_REFERRED.code, _REFERRED)
    return ChoiceType(rule.id, tuple(found.values()))


KIND = Kind("grades", ("等次",), Bilingual("等次", "grades"), Grades, declare, lower)
