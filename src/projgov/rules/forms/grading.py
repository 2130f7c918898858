"""Bands of grades as they are written: what grades are called, where they begin, in which order they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import NumberType, Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.forms.bands import Begun, ordered
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.options import find
from projgov.rules.forms.words import option
from projgov.rules.forms.written import Expression, Model, Words, key

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
UPSIDE_DOWN = Pattern(
    "B013",
    Bilingual(
        "等次 `{grade}` 的分数线比 `{other}` 还低",
        "the grade `{grade}` begins at a lower score than `{other}`",
    ),
    Bilingual("把两条分数线对调，或改正等次", "exchange their thresholds, or correct the grades"),
)
NOT_FROM_THE_BEST = Pattern(
    "B523",
    Bilingual("有的等次没有分数线，等次要从高到低写：`{grade}` 的分数线比前面的高", "some bands have no threshold, so that they stand best first: `{grade}` begins at a higher score than one before it"),
    Bilingual("把 `{grade}` 移到前面", "move `{grade}` up"),
)  # fmt: skip

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
    most: Expression | None = key(
        "名额上限", "至多", "名额", "最多", default=None, meaning="how many of the class can have it at most"
    )
    most_share: Expression | None = key(
        "比例上限", "比例", default=None, meaning="which share of the class can have it at most, such as 20%"
    )

    @property
    def capped(self) -> bool:
        """Whether there are so many places only."""
        return self.most is not None or self.most_share is not None


def option_of(written: Grade) -> Option:
    """The grade as a value: its code, its label, and what it can be called."""
    usual = find(written.grade, GRADES)
    title = written.title.text if written.title else None
    if usual is None:
        return Option(canonical_name(written.grade), title or Bilingual(written.grade, written.grade))
    names = (usual.label.zh, usual.label.en, *usual.names)
    return Option(usual.code, title or usual.label, names)


@attrs.frozen
class Unbegun:
    """A band without a threshold, which takes whoever comes as far as it."""

    code: str
    written: str
    place: Place


def bands_of(written: Sequence[Band], otherwise: Grade | None, lowering: Lowering) -> list[Begun | Unbegun]:
    """The bands, highest first. Where one has no threshold, they stand as they are written."""
    made = (_begun(band, index, lowering) for index, band in enumerate(written))
    found = [band for band in made if band is not None]
    begun = [band for band in found if isinstance(band, Begun)]
    bands = ordered(begun, lowering)
    _check_merit(bands, otherwise, lowering)
    if len(begun) == len(found):
        return list(bands)
    for one, other in zip(begun, bands, strict=True):
        if one is not other:
            lowering.faults.add(NOT_FROM_THE_BEST, other.place, grade=other.written)
            break
    return found


def _check_merit(bands: Sequence[Begun], otherwise: Grade | None, lowering: Lowering) -> None:
    """Of two common grades the better one may not begin below the other. `bands` stand highest first."""
    found = [(band.code, band.written, band.place) for band in bands]
    if otherwise is not None:
        found.append((option_of(otherwise).code, otherwise.grade, lowering.place_of(("otherwise", "grade"))))
    known = [grade for grade in found if grade[0] in _MERIT]
    for (upper, other, first), (under, grade, place) in pairwise(known):
        if _MERIT[upper] < _MERIT[under]:
            lowering.faults.add(UPSIDE_DOWN, place, related=[first], grade=grade, other=other)


def _begun(band: Band, index: int, lowering: Lowering) -> Begun | Unbegun | None:
    place = lowering.place_of(("bands", index, "grade"))
    written = band.from_ or band.above
    if written is None and band.capped:
        return Unbegun(option_of(band).code, band.grade, place)
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
    included = band.from_ is not None
    return Begun(option_of(band).code, band.grade, threshold, included, threshold.place, band.capped)
