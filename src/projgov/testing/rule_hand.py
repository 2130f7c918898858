"""What the writers of all kinds of rule share: keys, ids, expressions, days, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from projgov.domain.types import ListType, NumberType, Option, ValueType
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.feel.text import unparse
from projgov.rules.feel.tree import Expr, Name
from projgov.rules.forms.options import find
from projgov.rules.forms.written import Model
from projgov.testing.feel_leaves import Draw, call, number
from projgov.testing.feel_scope import BOOLEAN, DATE, NOWHERE, NUMBER, SCALARS, TEXT, Named, Scope
from projgov.testing.feel_writer import Feel
from projgov.testing.rule_yaml import Source, Written

SUBJECTS = ("project", "project", "project", "unit", "item", "officer", PORTFOLIO)
_FIXED_DAYS = (
    "end of quarter 1", "end of quarter 2", "end of month 9", "end of half 1", "end of year", "start of year", "03-31",
    "11-30", "2017-06-30", "2018-01-31", "一季度末", "第三季度末", "9月底", "上半年末", "年末", "年初", "6月30日", "十一月30日",
    "before the end of March", "by 06-30", "3月底前", "6月30日之前", "15 days before end of year", "一季度末后1个月", "2 weeks after 03-31",
)  # fmt: skip
_WORKED_DAYS = (
    "3 working days before 06-30", "within 5 working days after end of quarter 1", "6月30日前，遇节假日顺延", "10-01 or the next working day",
    "年底前3个工作日", "2017-10-07, or the working day before",
)  # fmt: skip
_DAYS_OF_PERIODS = (
    "end of period", "period end", "期末", "5 days after period end", "10 days after the period end", "期末后7天",
    "day 5 of next month", "次月10日", "5 working days after period end", "期末前3个工作日", "期末后5日内，遇节假日顺延", "1 month after period end",
    "次月5日前", "10 days after period start",
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_TITLES = (
    "甲项要求",
    "Timely reports",
    "按时, 如实",
    "一季度: 启动",
    "50% done",
    "“六有”",
    "2017",
    "yes - or no #1",
)

T = TypeVar("T")


@attrs.define
class Hand:
    """Writes the rules of one file, one draw after another.

    `chinese` is how often keys and words are in Chinese, of 3.
    """

    draw: Draw
    named: Named
    chinese: int
    _ids: int = 0

    # -- drawing

    def pick(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def chance(self, one_in: int) -> bool:
        found: bool = self.draw(st.integers(1, one_in)) == one_in
        return found

    def count(self, least: int, most: int) -> range:
        return range(self.draw(st.integers(least, most)))

    @property
    def observing(self) -> bool:
        return self.named.observing

    # -- names and keys

    def id(self, en: str, zh: str) -> str:
        """An id that nothing else in the file has."""
        self._ids += 1
        count, letter = divmod(self._ids - 1, len(_STEMS))
        more = str(count) if count else ""
        if self._speaks_chinese():
            return f"{zh}{_STEMS[letter]}{more}"
        return f"{en}{self.pick('_ ')}{_LETTERS[letter]}{more}"

    def subject_name(self, record: str) -> str:
        """A name of a type of subject."""
        if record == PORTFOLIO:
            return self.pick([PORTFOLIO, "项目库"])
        about = self.named.vocabulary.record(record).about
        return self.pick([record, about.named.label.zh, about.collection])

    def written(self, model: type[Model], fields: Mapping[str, Written | None]) -> dict[str, Written]:
        """The fields of a model that are given, each under one of its keys."""
        return {self.key(model, name): value for name, value in fields.items() if value is not None}

    def key(self, model: type[Model], name: str) -> str:
        extra = model.model_fields[name].json_schema_extra
        more = extra.get("names", []) if isinstance(extra, dict) else []
        assert isinstance(more, list)
        plain = name.strip("_").replace("_", self.pick("_ ") if "_" in name.strip("_") else " ")
        chinese = [n for n in map(str, more) if not n.isascii()]
        english = [plain, *(n for n in map(str, more) if n.isascii())]
        return self.pick(chinese if chinese and self._speaks_chinese() else english)

    def word(self, options: Sequence[Option]) -> str:
        """One of the words of a closed set, by any of its names that calls it and no other."""
        option = self.pick(options)
        names = [option.code.replace("_", " "), option.label.zh, option.label.en, *option.names]
        return self.pick([n for n in names if find(n, options) == option])

    def _speaks_chinese(self) -> bool:
        return self.chinese > 0 and (self.chinese == 3 or self.draw(st.integers(1, 3)) <= self.chinese)

    # -- values

    def feel(self, scope: Scope) -> Feel:
        return Feel(self.draw, scope)

    def expression(self, scope: Scope, kind: ValueType, depth: int = 3) -> Source:
        """An expression of a type."""
        return Source.of(self.feel(scope).of(kind, depth))

    def condition(self, scope: Scope, depth: int = 2) -> Source:
        return self.expression(scope, BOOLEAN, depth)

    def applying(self, scope: Scope) -> Source:
        """Whether a rule says anything. Where the file does not observe, that is always known."""
        if self.observing:
            return self.condition(scope)
        return Source.of(self.feel(Scope.of(attrs.evolve(self.named, given=[]), PORTFOLIO)).dated_condition())

    def maybe(self, make: Callable[[], T], one_in: int = 3) -> T | None:
        """What `make` gives, one time in so many."""
        return make() if self.chance(one_in) else None

    def day(self, scope: Scope, *, period: bool = False) -> Source:
        """A day: a phrase, or an expression that gives a date."""
        if self.observing and self.chance(4):
            return self.expression(scope, DATE, 1)
        if period and not self.chance(3):
            return Source(self.pick(_DAYS_OF_PERIODS))
        return Source(self.pick(_FIXED_DAYS if self.chance(2) else _WORKED_DAYS))

    def fixed_day(self) -> Source:
        return Source(self.pick(_FIXED_DAYS))

    def amount(self, scope: Scope, most: int = 12) -> Source:
        """A number that is not negative: a literal, a parameter, a member."""
        found: Expr | None = None
        if self.chance(3):
            feel = self.feel(scope)
            found = feel.name(NUMBER) if self.chance(2) else feel.member(NUMBER)
            found = None if found is None else call("abs", found)
        return Source.of(
            number(self.draw(st.integers(0, 2 * most)) / Fraction(2)) if found is None else found
        )

    def whole(self, scope: Scope, most: int = 12) -> Source:
        """A whole number that is not negative: a literal, a parameter, a member."""
        found: Expr | None = None
        if self.chance(3):
            feel = self.feel(scope)
            found = feel.name(NUMBER) if self.chance(2) else feel.member(NUMBER)
            found = None if found is None else call("ceiling", call("abs", found))
        return Source.of(number(Fraction(self.draw(st.integers(0, most)))) if found is None else found)

    def parameter(self, least: int = 0) -> Source | None:
        """A parameter that is a whole number of at least so much, None where there is none."""
        found = [
            n
            for n, t in self.named.parameters.items()
            if isinstance(t, NumberType) and t.decimals == 0 and t.least is not None and t.least >= least
        ]
        return Source.of(Name(NOWHERE, self.pick(found))) if found else None

    def listed(self, scope: Scope) -> Source | None:
        """A list of records, None where there is none at hand."""
        found = self.feel(scope).source(2)
        return None if found is None else Source.of(found[0])

    def answerable(self, scope: Scope) -> Source | None:
        """A unit or officer who answers for something."""
        found = self.feel(scope).subject_named(("unit", "officer"))
        return None if found is None else Source.of(found)

    # -- texts

    def title(self) -> Written:
        """A title, in one or two languages."""
        title = self.pick(_TITLES)
        return {"zh": title, "en": self.pick(_TITLES)} if self.chance(2) else title

    def reason(self, scope: Scope) -> Written:
        """A text with expressions in it."""
        return (
            {"zh": self.template(scope), "en": self.template(scope)}
            if self.chance(2)
            else self.template(scope)
        )

    def template(self, scope: Scope) -> str:
        parts = [self.pick(["缺少: ", "a, b: ", "{{甲}} ", "「", ""])]
        for _ in self.count(0, 2):
            feel = self.feel(scope)
            kind: ValueType = self.pick([*SCALARS, TEXT, NUMBER, ListType(NUMBER)])
            parts += ["{", unparse(feel.of(kind, 1)), "}", self.pick(["分", " points; ", "、"])]
        text = "".join(parts)
        return text if text.strip() else "无"

    # -- rules

    def rule(
        self, model: type[Model], kind: tuple[str, str], subject: str, fields: Mapping[str, Written | None]
    ) -> dict[str, Written]:
        """A rule on subjects of a type, called after its kind."""
        common: dict[str, Written | None] = {
            "id": self.id(*kind),
            "on": self.subject_name(subject),
            "title": self.maybe(self.title, 2),
            "implements": self.maybe(lambda: ["test-01", "test-02"], 4),
            "quote": self.maybe(lambda: "按月报送, 不得迟报", 6),
        }
        return self.written(model, {**common, **fields})
