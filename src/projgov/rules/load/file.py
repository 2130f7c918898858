"""A rule file as a whole, as it is written: the head, parameters, declared facts, rules by kind, sample and tests."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.forms.amounts import Decimals
from projgov.rules.forms.excusable import Excusable
from projgov.rules.forms.written import Day, FromNode, Model, Number, Words, fault, key
from projgov.rules.load.words import (
    INTERNAL,
    REPLAY,
    UNITS,
    Basis,
    Counting,
    FactType,
    LateEvents,
    Secrecy,
    Tightening,
)

NO_SUCH_YEAR = Pattern(
    "F117",
    Bilingual("年度 {year} 不在 {first} 至 {last} 之间", "the year {year} is not between {first} and {last}"),
    Bilingual("写评价年度，例如 `year: 2017`", "write the assessment year, as in `year: 2017`"),
)
_FIRST, _LAST = 1900, 2999


def _year(year: int) -> int:
    if not _FIRST <= year <= _LAST:
        raise fault(NO_SUCH_YEAR, year=year, first=_FIRST, last=_LAST)
    return year


class Tree(FromNode):
    """A part of the file that is kept as a placed tree."""

    @classmethod
    def from_node(cls, node: Any) -> Any:
        return node


class ParameterVersion(Model):
    """A value that a parameter has during a time."""

    value: Annotated[Any, Tree] = key("取值")
    start: Day | None = key("自", "from", default=None)
    end: Day | None = key("至", "to", default=None)


class ParameterEntry(Model):
    """A number, text, date or yes/no that the office can change without touching the rules."""

    value: Annotated[Any, Tree] = key("取值", default=None)
    versions: list[ParameterVersion] = key("版本", default=[])
    title: Words | None = key("标题", default=None)
    unit: str = key("单位", default="", options=UNITS, open=True)
    basis: Basis = key("来源", "依据", meaning="where the value comes from")
    quote: str = key("原文", default="")
    note: Words | None = key("说明", default=None)
    tighten: Tightening | None = key(
        "收紧", default=None, meaning="the direction in which a file that extends this one may move the value"
    )
    replaceable: bool = key(
        "可替换", default=False, meaning="whether a file that extends this one may give it any value"
    )


class FactEntry(Model):
    """A fact that the host system holds beside the fields of the vocabulary."""

    label: Words = key("名称")
    type: FactType = key("类型")
    unit: str = key("单位", default="", options=UNITS, open=True)
    figure: Counting | None = key("数字口径", "口径", default=None, meaning="what a number counts")
    numerator: str = key("分子", default="", meaning="of a ratio: the fact that is divided")
    denominator: str = key("分母", default="", meaning="of a ratio: the fact by which it is divided")
    decimals: Decimals | None = key("小数位", default=None)
    least: Number | None = key("最小", default=None)
    most: Number | None = key("最大", default=None)
    options: list[str] = key("选项", default=[])
    confidentiality: Secrecy = key("密级", default=INTERNAL)


class TestEntry(Model):
    """A test of the rules: the sample with changes, and what is expected."""

    name: str = key("名称")
    as_of: Day = key("评价日")
    given: dict[str, Any] = key("情形", default={})
    parameters: dict[str, Any] = key(
        "参数", default={}, meaning="values of parameters that this test tries instead"
    )
    expect: dict[str, Any] = key("预期")


class Unnoticed(Model):
    """A small change of a rule that no test can or need notice, with the reason: `projgov test --mutate` does not list it."""

    rule: str = key("规则", meaning="the id of the rule or parameter")
    change: str = key("改动", meaning="what is changed, as `projgov test --mutate` shows it")
    becomes: str | None = key(
        "改成", default=None, meaning="what it becomes; without it, whatever it becomes"
    )
    reason: Words = key("理由", meaning="why no test notices it")


class Head(Model):
    """What stands in a rule file besides the rules."""

    projgov: Literal[1] = key("版本", meaning="edition of the rule language")
    pack: str = key("规则包")
    year: Annotated[int, AfterValidator(_year)] = key("年度", meaning="assessment year")
    year_from: Day | None = key(
        "年度自", "考核年度自", default=None, meaning="the first day of the assessment year; else 1 January"
    )
    year_to: Day | None = key(
        "年度至", "考核年度至", default=None, meaning="the last day of the assessment year; else 31 December"
    )
    title: Words = key("标题")
    extends: str = key(
        "继承",
        "沿用",
        default="",
        meaning="a rule file of the same folder, or a shipped pack, that this one is on top of",
    )
    source: dict[str, Any] = key("出处", default={})
    excusable: Excusable | None = key(
        "可容错", default=None, meaning="which excuses suspend rules that do not say it themselves"
    )
    late_events: LateEvents = key(
        "迟到事件",
        default=REPLAY,
        meaning="whether a session that watches takes events of days that it has told of",
    )
    parameters: dict[str, ParameterEntry] = key("参数", default={})
    facts: dict[str, dict[str, FactEntry]] = key("补充事实", default={})
    sample: Annotated[Any, Tree] = key("样例", default=None)
    tests: list[TestEntry] = key("测试", default=[])
    unnoticed: list[Unnoticed] = key(
        "无需测试", default=[], meaning="changes of rules that no test has to notice, each with its reason"
    )
