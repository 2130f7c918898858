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

from collections.abc import Sequence
from itertools import pairwise

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, NullType, NumberType, Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.program import Mark
from projgov.rules.core.scope import Binding
from projgov.rules.forms.amounts import defining
from projgov.rules.forms.bands import Begun, check, ordered
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.options import find
from projgov.rules.forms.words import option
from projgov.rules.forms.written import Expression, Model, Rule, Words, key

NO_BANDS = Pattern(
    "B001",
    Bilingual("规则 `{rule}` 没有等次", "the rule `{rule}` has no bands"),
    Bilingual("在 `bands:` 下写等次和分数线", "write grades and thresholds under `bands:`"),
)
NO_THRESHOLD = Pattern(
    "B002",
    Bilingual("等次 `{grade}` 没有分数线", "the grade `{grade}` has no threshold"),
    Bilingual("写 `from:`（含）或 `above:`（不含）；最低一等写在 `otherwise:`", "write `from:` (included) or `above:` (excluded); the lowest grade stands under `otherwise:`"),
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
DOUBLED_GRADE = Pattern(
    "B012",
    Bilingual("等次 `{grade}` 写了两次", "the grade `{grade}` stands twice"),
    Bilingual("合成一条，或给其中一个换个名称", "make it one band, or give one of them another name"),
)

UPSIDE_DOWN = Pattern(
    "B013",
    Bilingual(
        "等次 `{grade}` 的分数线比 `{other}` 还低",
        "the grade `{grade}` begins at a lower score than `{other}`",
    ),
    Bilingual("把两条分数线对调，或改正等次", "exchange their thresholds, or correct the grades"),
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

_MERIT = {
    "excellent": 5, "good": 4, "pass": 3, "competent": 3, "basic": 2, "basically_competent": 2, "fail": 1, "incompetent": 1,
}  # fmt: skip
"""Which of the common grades is the better."""


class Grade(Model):
    """A grade."""

    grade: str = key("等次", options=GRADES, open=True, meaning="such as excellent (优秀); any word serves")
    title: Words | None = key("标题", default=None)


class Band(Grade):
    """A grade and where it begins."""

    from_: Expression | None = key(
        "自",
        "from",
        "at least",
        "从",
        "起",
        "不低于",
        default=None,
        meaning="the score from which it is given, included",
    )
    above: Expression | None = key("高于", "超过", default=None, meaning="the score above which it is given")


class Grades(Rule):
    """One grading."""

    of: Expression = key("依据得分", "得分", "按", meaning="the score that is graded: the name of a rule")
    bands: list[Band] = key("分档", "档次", "tiers")
    otherwise: Grade | None = key("否则", default=None, meaning="the grade below all bands")


def declare(rule: Grades, lowering: Lowering) -> Binding:
    return lowering.binding(_choice(rule, lowering), {})


def lower(rule: Grades, lowering: Lowering) -> Lowered:
    header = lowering.header()
    score = lowering.expression(rule.of, NumberType())
    choice = _choice(rule, lowering)
    bands = _bands(rule, lowering)
    if isinstance(score.type, NumberType):
        check(bands, rule.otherwise.grade if rule.otherwise else None, score.type, lowering)
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


def _bands(rule: Grades, lowering: Lowering) -> list[Begun]:
    """The bands, highest first."""
    if not rule.bands:
        lowering.faults.add(NO_BANDS, lowering.place_of(("bands",)), rule=rule.id)
    found = (_begun(band, index, lowering) for index, band in enumerate(rule.bands))
    bands = ordered([band for band in found if band is not None], lowering)
    _check_merit(bands, rule.otherwise, lowering)
    return bands


def _check_merit(bands: Sequence[Begun], otherwise: Grade | None, lowering: Lowering) -> None:
    """Of two common grades the better one may not begin below the other. `bands` stand highest first."""
    found = [(band.code, band.written, band.place) for band in bands]
    if otherwise is not None:
        found.append((_option(otherwise).code, otherwise.grade, lowering.place_of(("otherwise", "grade"))))
    known = [grade for grade in found if grade[0] in _MERIT]
    for (upper, other, first), (under, grade, place) in pairwise(known):
        if _MERIT[upper] < _MERIT[under]:
            lowering.faults.add(UPSIDE_DOWN, place, related=[first], grade=grade, other=other)


def _begun(band: Band, index: int, lowering: Lowering) -> Begun | None:
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
    return Begun(_option(band).code, band.grade, threshold, band.from_ is not None, threshold.place)


KIND = Kind("grades", ("等次",), Bilingual("等次", "grades"), Grades, declare, lower)
