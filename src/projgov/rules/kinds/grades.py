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

Known grades (excellent 优秀, good 良好, pass 合格, basic 基本合格, fail 不合格 …) have their labels; any other word serves as well, with
a title of its own or without. Other rules write `project_grade = "优秀"`. A subject that has no score has no grade. A reason
can name `score` (得分).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import ChoiceType, NullType, NumberType, Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Mark
from projgov.rules.core.scope import Binding
from projgov.rules.kinds.amounts import defining, known, number_type, shown
from projgov.rules.kinds.base import Kind, Lowered, Lowering
from projgov.rules.kinds.options import find
from projgov.rules.kinds.words import option
from projgov.rules.kinds.written import Expression, Model, Rule, Words, key

NO_BANDS = Pattern(
    "B001",
    Bilingual("规则 `{rule}` 没有等次", "the rule `{rule}` has no bands"),
    Bilingual("在 `bands:` 下写等次和分数线", "write grades and thresholds under `bands:`"),
)
NO_THRESHOLD = Pattern(
    "B002",
    Bilingual("等次 `{grade}` 没有分数线", "the grade `{grade}` has no threshold"),
    Bilingual("写 `from:`(含)或 `above:`(不含);最低一等写在 `otherwise:`", "write `from:` (included) or `above:` (excluded); the lowest grade stands under `otherwise:`"),
)  # fmt: skip
TWO_THRESHOLDS = Pattern(
    "B003",
    Bilingual(
        "等次 `{grade}` 既写了 `from` 又写了 `above`", "the grade `{grade}` has both `from` and `above`"
    ),
    Bilingual("只留一个", "keep one of them"),
)
NOT_FIXED = Pattern(
    "B004",
    Bilingual("分数线 `{text}` 不是定数", "the threshold `{text}` is not a fixed number"),
    Bilingual("写数字或参数", "write a number or a parameter"),
)
SAME_THRESHOLD = Pattern(
    "B005",
    Bilingual("等次 `{grade}` 与 `{other}` 的分数线相同:{threshold}", "the grades `{grade}` and `{other}` begin at the same score, {threshold}"),
    Bilingual("改其中一条分数线", "change one of the thresholds"),
)  # fmt: skip
ORDER_OPEN = Pattern(
    "B006",
    Bilingual("分不清等次 `{grade}` 与 `{other}` 哪个在上:分数线随参数版本而变", "which of the grades `{grade}` and `{other}` is the higher depends on the version of a parameter"),
    Bilingual("让两条分数线在各版本里次序不变", "keep the thresholds in one order in every version"),
)  # fmt: skip
UNREACHABLE = Pattern(
    "B007",
    Bilingual("得分最高 {most},到不了等次 `{grade}` 的 {threshold}", "the score is {most} at most, and never reaches {threshold} for the grade `{grade}`"),
    Bilingual("改分数线,或改得分的上限", "change the threshold, or the most of the score"),
)  # fmt: skip
NEVER_BELOW = Pattern(
    "B008",
    Bilingual("等次 `{grade}` 从不出现:得分最低 {least},都在更高等次", "the grade `{grade}` never occurs: the score is {least} at least, which is a higher grade"),
    Bilingual("改分数线,或删去这一等", "change the thresholds, or leave the grade out"),
    severity="warning",
)  # fmt: skip
NO_GRADE = Pattern(
    "B009",
    Bilingual("得分 {score} 没有等次", "a score of {score} has no grade"),
    Bilingual("写 `otherwise:`,或降低最低的分数线", "write `otherwise:`, or begin the lowest band lower"),
)
NO_GRADE_BELOW = Pattern(
    "B010",
    Bilingual("低于 {threshold} 的得分没有等次", "scores below {threshold} have no grade"),
    Bilingual("写 `otherwise:`", "write `otherwise:`"),
)
FINER_THRESHOLD = Pattern(
    "B011",
    Bilingual("分数线 {threshold} 的小数多于得分的 {decimals} 位,实际从 {first} 起", "the threshold {threshold} has more than the {decimals} decimals of the score: in effect it is {first}"),
    Bilingual("写成得分的小数位数", "write it with the decimals of the score"),
    severity="warning",
)  # fmt: skip
DOUBLED_GRADE = Pattern(
    "B012",
    Bilingual("等次 `{grade}` 写了两次", "the grade `{grade}` stands twice"),
    Bilingual("合成一条,或给其中一个换个名称", "make it one band, or give one of them another name"),
)

GRADES = (
    option("excellent", "优秀", "excellent", "优"),
    option("good", "良好", "good", "良"),
    option("pass", "合格", "pass", "passed", "qualified", "达标"),
    option("basic", "基本合格", "basic", "basically qualified", "一般"),
    option("fail", "不合格", "fail", "failed", "unqualified", "差", "不达标"),
    option("competent", "称职", "competent"),
    option("basically_competent", "基本称职", "basically competent"),
    option("incompetent", "不称职", "incompetent"),
)
"""Grades that offices commonly give. A rule file may use any other word."""


class Grade(Model):
    """A grade."""

    grade: str = key("等次", options=GRADES, open=True, meaning="such as excellent, 优秀; any word serves")
    title: Words | None = key("标题", default=None)


class Band(Grade):
    """A grade and where it begins."""

    from_: Expression | None = key(
        "自", "from", "从", "起", default=None, meaning="the score from which it is given, included"
    )
    above: Expression | None = key("高于", "超过", default=None, meaning="the score above which it is given")


class Grades(Rule):
    """One grading."""

    of: Expression = key("依据得分", "得分", meaning="the score that is graded: the name of a rule")
    bands: list[Band] = key("分档")
    otherwise: Grade | None = key("否则", default=None, meaning="the grade below all bands")


@attrs.frozen
class _Begun:
    """A band as Core has it: its grade, its threshold, and whether the threshold belongs to it."""

    code: str
    written: str
    threshold: Node
    included: bool
    place: Place

    @property
    def least(self) -> tuple[Fraction, bool]:
        """For sorting: what begins higher is greater."""
        return number_type(self.threshold).least or Fraction(0), not self.included

    @property
    def most(self) -> tuple[Fraction, bool]:
        return number_type(self.threshold).most or Fraction(0), not self.included


def declare(rule: Grades, lowering: Lowering) -> Binding:
    return lowering.binding(_choice(rule, lowering), {})


def lower(rule: Grades, lowering: Lowering) -> Lowered:
    header = lowering.header()
    score = lowering.expression(rule.of, NumberType())
    choice = _choice(rule, lowering)
    bands = _bands(rule, lowering)
    if isinstance(score.type, NumberType):
        _check(rule, bands, score.type, lowering)
    rows = [
        nodes.Row(nodes.Compare("=", score, nodes.Literal(None, NullType())), nodes.Literal(None, NullType()))
    ]
    for band in bands:
        reached = nodes.Compare(">=" if band.included else ">", score, band.threshold, place=band.place)
        grade = nodes.Literal(band.code, choice, place=band.place)
        rows.append(nodes.Row(reached, grade, band.written, place=band.place))
    last = (
        None
        if rule.otherwise is None
        else nodes.Literal(_option(rule.otherwise).code, choice, place=header.place)
    )
    body = nodes.Case(tuple(rows), last, choice, place=header.place)
    labels = tuple((o.code, o.label) for o in choice.options)
    seen = lowering.scope.with_locals({"score": score, "得分": score})
    mark = Mark(header, "grade", header.id, labels, lowering.message(rule.reason, seen))
    return Lowered((defining(lowering)("", body),), outputs=(mark,))


def _option(written: Grade) -> Option:
    """The grade as a value: its code, its label, and what it can be called."""
    usual = find(written.grade, GRADES)
    title = written.title.text if written.title else None
    if usual is None:
        return Option(canonical_name(written.grade), title or Bilingual(written.grade, written.grade))
    names = (usual.label.zh, usual.label.en, *usual.names)
    return Option(usual.code, title or usual.label, names)


def _choice(rule: Grades, lowering: Lowering) -> ChoiceType:
    found: dict[str, Option] = {}
    written: list[Grade] = [*rule.bands, *([rule.otherwise] if rule.otherwise else [])]
    for index, grade in enumerate(written):
        option = _option(grade)
        if option.code in found:
            path = ("bands", index, "grade") if index < len(rule.bands) else ("otherwise", "grade")
            lowering.faults.add(DOUBLED_GRADE, lowering.place_of(path), grade=grade.grade)
        found.setdefault(option.code, option)
    return ChoiceType(rule.id, tuple(found.values()))


def _bands(rule: Grades, lowering: Lowering) -> list[_Begun]:
    """The bands, highest first."""
    if not rule.bands:
        lowering.faults.add(NO_BANDS, lowering.place_of(("bands",)), rule=rule.id)
    found: list[_Begun] = []
    for index, band in enumerate(rule.bands):
        begun = _begun(band, index, lowering)
        if begun is not None:
            found.append(begun)
    found.sort(key=lambda b: b.least, reverse=True)
    for upper, under in pairwise(found):
        if upper.least == under.least and upper.most == under.most:
            lowering.faults.add(
                SAME_THRESHOLD,
                under.place,
                grade=under.written,
                other=upper.written,
                threshold=shown(under.least[0]),
            )
        elif upper.least <= under.most:
            lowering.faults.add(ORDER_OPEN, under.place, grade=under.written, other=upper.written)
    return found


def _begun(band: Band, index: int, lowering: Lowering) -> _Begun | None:
    place = lowering.place_of(("bands", index, "grade"))
    written = band.from_ or band.above
    if written is None:
        lowering.faults.add(NO_THRESHOLD, place, grade=band.grade)
        return None
    if band.from_ is not None and band.above is not None:
        lowering.faults.add(TWO_THRESHOLDS, lowering.place_of(("bands", index, "above")), grade=band.grade)
    threshold = lowering.expression(written, NumberType())
    if not isinstance(threshold.type, NumberType):
        return None
    if not isinstance(threshold, nodes.Literal | nodes.Parameter):
        lowering.faults.add(NOT_FIXED, threshold.place, text=written.text)
        return None
    return _Begun(_option(band).code, band.grade, threshold, band.from_ is not None, threshold.place)


def _check(rule: Grades, bands: list[_Begun], score: NumberType, lowering: Lowering) -> None:
    """Faults in how the bands lie over the range of the score."""
    for index, band in enumerate(bands):
        threshold, excluded = band.least
        if score.decimals is not None and (first := _first(band, score.decimals)) is not None:
            lowering.faults.add(
                FINER_THRESHOLD,
                band.place,
                threshold=shown(threshold),
                decimals=score.decimals,
                first=shown(first),
            )
        if score.most is not None and (threshold > score.most or (excluded and threshold == score.most)):
            lowering.faults.add(
                UNREACHABLE,
                band.place,
                grade=band.written,
                most=shown(score.most),
                threshold=shown(threshold),
            )
        if score.least is not None and index and _covers(bands[index - 1], score.least):
            lowering.faults.add(NEVER_BELOW, band.place, grade=band.written, least=shown(score.least))
    if not bands:
        return
    covered = score.least is not None and _covers(bands[-1], score.least)
    if rule.otherwise is not None:
        if covered and score.least is not None:
            place = lowering.place_of(("otherwise", "grade"))
            lowering.faults.add(NEVER_BELOW, place, grade=rule.otherwise.grade, least=shown(score.least))
    elif not covered:
        _ungraded(bands[-1], score, lowering)


def _ungraded(lowest: _Begun, score: NumberType, lowering: Lowering) -> None:
    """No grade for the scores below the lowest band: the highest of them is named where there is a highest."""
    threshold, excluded = lowest.most
    place = lowering.place_of(("bands",))
    if score.decimals is None and not excluded:
        lowering.faults.add(NO_GRADE_BELOW, place, threshold=shown(threshold))
        return
    highest = threshold
    if score.decimals is not None:
        unit = Fraction(1, 10**score.decimals)
        steps = threshold / unit
        highest = (steps.__floor__() if excluded or steps.denominator != 1 else steps - 1) * unit
    lowering.faults.add(NO_GRADE, place, score=shown(highest))


def _covers(band: _Begun, score: Fraction) -> bool:
    """Whether a score always reaches a band."""
    threshold, excluded = band.most
    return score > threshold or (score == threshold and not excluded)


def _first(band: _Begun, decimals: int) -> Fraction | None:
    """The first score of a band whose threshold no score has, None where scores have it."""
    threshold = known(band.threshold)
    step = Fraction(10) ** decimals
    if threshold is None or (threshold * step).denominator == 1:
        return None
    return (threshold * step).__ceil__() / step


KIND = Kind("grades", ("等次",), Bilingual("等次", "grades"), Grades, declare, lower)
