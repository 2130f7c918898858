"""What stands in a rule on lamps, and which lamps it shows, in the order of its rows: the first is the worst."""

from __future__ import annotations

from collections.abc import Iterable

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.scope import Faults
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.period_ends import EVERY, LENGTHS
from projgov.rules.forms.written import Expression, Model, Rule, Template, Words, key

UNKNOWN_LAMP = Pattern(
    "N033",
    Bilingual("不认识的灯 `{name}`", "unknown lamp `{name}`"),
    Bilingual("{offer}（自定的灯要加 `title:`）", "{offer} (a lamp of your own needs a `title:`)"),
)
TITLED_TWICE = Pattern(
    "F148",
    Bilingual("灯 `{lamp}` 有两个不同的名称", "the lamp `{lamp}` has two different titles"),
    Bilingual("每种灯只在一行里写 `title`", "give each lamp a `title` in one row only"),
)
LAMPS: tuple[Option, ...] = (
    Option("red", Bilingual("红灯", "red lamp"), ("红", "红色")),
    Option("orange", Bilingual("橙灯", "orange lamp"), ("橙", "橙色")),
    Option("yellow", Bilingual("黄灯", "yellow lamp"), ("黄", "黄色")),
    Option("blue", Bilingual("蓝灯", "blue lamp"), ("蓝", "蓝色")),
    Option("green", Bilingual("绿灯", "green lamp"), ("绿", "绿色")),
)
"""The lamps that every rule file knows."""
_NO_LAMP = ("none", "不亮灯", "无")
_MEANING = "red, orange, yellow, blue, green, or a name of your own with a title"


class ItemRow(Model):
    """When one lamp shows for one of the items that are combined."""

    lamp: str = key("灯", options=LAMPS, open=True, meaning=_MEANING)
    when: Expression | None = key("条件", "适用", default=None, meaning="always, where it is not said")
    title: Words | None = key("标题", "名称", default=None, meaning="what the lamp is called")


class LampRow(ItemRow):
    """When one lamp shows, and when it clears."""

    from_: Expression | None = key(
        "自", "from", "从", "起", default=None, meaning="it shows where `variance` is at least so much"
    )
    above: Expression | None = key(
        "高于", "超过", default=None, meaning="it shows where `variance` is more than that"
    )
    at_least: Expression | None = key(
        "至少",
        "不少于",
        default=None,
        meaning="of a combination: it shows where so many items have it, or a worse one",
    )
    share: Expression | None = key(
        "占比",
        "比重",
        default=None,
        meaning="of a combination: the same by weight, in percent of all weights",
    )
    counting: str | None = key(
        "计入",
        "统计",
        default=None,
        options=LAMPS,
        open=True,
        meaning="the lamp counted, if it is another than the one shown",
    )
    lights_after: Expression | None = key(
        "连续几期亮灯", "亮灯期数", default=None, meaning="it shows only after so many periods in a row"
    )
    pauses_when: Expression | None = key(
        "不计条件",
        "停计条件",
        default=None,
        meaning="periods in which this holds neither count for `lights after` nor break its run",
    )
    clears_when: Expression | None = key(
        "解除条件", "灭灯条件", default=None, meaning="once it shows, it clears only where this holds"
    )
    clears_after: Expression | None = key(
        "连续几期解除", "解除期数", default=None, meaning="it clears only after so many periods in a row"
    )
    cleared_by: Expression | None = key(
        "解除依据",
        default=None,
        meaning="a list of dated records: it clears only on one of them, later than the day it lit",
    )
    reason: Template | None = key("理由", default=None)

    @property
    def holds_on(self) -> bool:
        """Whether the lamp goes on showing when its condition no longer holds."""
        return any(w is not None for w in (self.clears_when, self.clears_after, self.cleared_by))


class Combine(Model):
    """Several lamps that make one."""

    each: Expression = key("各项", "逐项", meaning="a list: milestones, projects, units")
    lamp: Expression | None = key(
        "灯", default=None, meaning="the lamp of each: the name of another rule on lamps"
    )
    show: list[ItemRow] = key("亮灯", "显示", default=[], meaning="or the rows that give each its lamp")
    otherwise: str = key("否则", options=LAMPS, open=True, default="none")
    weight: Expression | None = key("权重", default=None, meaning="what each weighs; 1 where it is not said")


class Lamps(Rule):
    """A lamp for each subject."""

    show: list[LampRow] = key("亮灯", "显示", default=[])
    otherwise: str = key(
        "否则",
        options=LAMPS,
        open=True,
        default="none",
        meaning="the lamp where no row holds; none for no lamp",
    )
    variance: Expression | None = key(
        "偏差", default=None, meaning="what `from` and `above` of the rows are thresholds of"
    )
    combine: Combine | None = key("汇总", "合并", default=None, meaning="several lamps that make one")
    every: str | None = key(
        "周期",
        options=EVERY,
        also=LENGTHS,
        default=None,
        meaning="the lamp has a history: one for each month, quarter …, or length of time such as P10D",
    )
    start: Expression | None = key(
        "自",
        "from",
        default=None,
        meaning="the first day of the history; else the first of the assessment year",
    )
    end: Expression | None = key(
        "至", "to", default=None, meaning="the last day; else the last of the assessment year"
    )


def lamps_of(
    id_: str,
    rows: Iterable[ItemRow],
    otherwise: str,
    faults: Faults,
    lowering: Lowering,
    path: tuple[str | int, ...] = (),
) -> ChoiceType:
    """The lamps that rows use, in the order of the rows, and last the one where none of them holds."""
    rows = tuple(rows)
    titles: dict[str, Bilingual] = {}
    for index, row in enumerate(rows):
        if row.title is not None:
            code = code_of(row.lamp)
            if titles.setdefault(code, row.title.text) != row.title.text:
                place = lowering.place_of((*path, "show", index, "title"))
                faults.add(TITLED_TWICE, place, lamp=row.lamp)
    used: dict[str, Option] = {}
    places = [(row.lamp, (*path, "show", index, "lamp")) for index, row in enumerate(rows)]
    for name, place_path in [*places, (otherwise, (*path, "otherwise"))]:
        code = code_of(name)
        known = find(name, LAMPS)
        if code in used or (place_path[-1] == "otherwise" and is_none(name)):
            continue
        if known is None and code not in titles:
            faults.add(UNKNOWN_LAMP, lowering.place_of(place_path), name=name, offer=offer(name, LAMPS))
        label = titles.get(code) or (known.label if known else Bilingual(name, name))
        names = (name, *known.names, known.label.zh, known.label.en) if known else (name,)
        used[code] = Option(code, label, names)
    return ChoiceType(id_, tuple(used.values()))


def code_of(name: str) -> str:
    """The code of a lamp by any of its names."""
    known = find(name, LAMPS)
    return canonical_name(name) if known is None else known.code


def is_none(name: str) -> bool:
    """Whether a word means that no lamp shows."""
    return canonical_name(name).casefold() in _NO_LAMP
