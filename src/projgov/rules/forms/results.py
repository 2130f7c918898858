"""What rules give under names of the kinds' own (`rule.met`, `rule.count`), by every name in both languages.

`ENTRIES` is the one table of these names. A rule file may use any of them (`monthly.overdue`, `monthly.逾期`): they mean the same,
and what is printed uses the label in the language of the reader. Names are only ever added. What a rule file itself names (a gate,
a line of a score) comes before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.types import NumberType, Option, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.nodes import Node, Tally
from projgov.rules.core.program import Award, Check, Definition, Header, Output, Score

COUNT = NumberType(0, Fraction(0))
ENTRIES: tuple[Option, ...] = (
    Option("met", Bilingual("通过", "met"), ("达到", "符合")),
    Option("unmet", Bilingual("未通过", "unmet"), ("未达到", "不符合", "不通过")),
    Option("pending", Bilingual("未到期", "pending"), ("尚未到期",)),
    Option("excused", Bilingual("免责", "excused"), ("容错", "已免责")),
    Option("overdue", Bilingual("逾期", "overdue"), ("逾期次数",)),
    Option("count", Bilingual("数量", "count"), ("个数",)),
    Option("proposed", Bilingual("建议次数", "proposed"), ("待决", "待决步骤")),
    Option("rank", Bilingual("排名", "rank")),
    Option("place", Bilingual("名次", "place")),
    Option("measure", Bilingual("排名依据", "measure")),
    Option("subtotal", Bilingual("小计", "subtotal")),
    Option("coefficient", Bilingual("系数", "coefficient"), ("系数调整",)),
    Option("limit", Bilingual("总分限额", "limit"), ("限额",)),
    Option("veto", Bilingual("一票否决", "veto")),
    Option("highest", Bilingual("最高可能", "highest")),
    Option("lowest", Bilingual("最低可能", "lowest")),
    Option("weights", Bilingual("权重合计", "weights")),
    Option("contribution", Bilingual("折算得分", "contribution")),
    Option("rounding", Bilingual("舍入差额", "rounding")),
    Option("history", Bilingual("历史", "history"), ("各期",)),
    Option("since", Bilingual("起始日", "since"), ("始于",)),
    Option("run", Bilingual("连续期数", "run")),
    Option("shown", Bilingual("当日灯", "shown")),
    Option("lamps", Bilingual("各项灯", "lamps")),
    Option("lacking", Bilingual("所缺项数", "lacking"), ("缺项数", "未做到项数")),
    Option("row", Bilingual("行号", "row"), ("第几行",)),
    Option("rows", Bilingual("命中行", "rows")),
    Option("first_assessment", Bilingual("初评", "first assessment")),
    Option("public_notice", Bilingual("公示", "public notice")),
    Option("appeal", Bilingual("申诉", "appeal")),
    Option("review", Bilingual("复核", "review")),
    Option("final", Bilingual("审定", "final decision")),
    Option("day", Bilingual("日期", "day")),
    Option("document", Bilingual("文号", "document number")),
    Option("score", Bilingual("得分", "score"), ("评分",)),
    Option("panels", Bilingual("评审会", "panels")),
    Option("ballots", Bilingual("有效票", "ballots"), ("计入票",)),
    Option("yes", Bilingual("同意票", "yes"), ("赞成票",)),
    Option("no", Bilingual("反对票", "no")),
    Option("abstained", Bilingual("弃权票", "abstained")),
    Option("share", Bilingual("同意率", "share")),
    Option("passed", Bilingual("表决通过", "passed")),
    Option("eligible", Bilingual("符合条件", "eligible")),
    Option("status", Bilingual("入选情况", "status")),
    Option("number", Bilingual("抽签号", "number")),
    Option("rate", Bilingual("满意率", "rate")),
    Option("answered", Bilingual("有效份数", "answered")),
    Option("late", Bilingual("迟报", "late")),
    Option("holes", Bilingual("空缺", "holes"), ("空缺数",)),
    Option("distinct", Bilingual("不同件数", "distinct")),
    Option("groups", Bilingual("重复组数", "groups")),
    Option("repeated", Bilingual("重复件数", "repeated")),
)
"""Of `veto` there may be several (`veto_2`, 一票否决_2); `contribution` stands after the id of an indicator."""

_BY_CODE = {option.code: option for option in ENTRIES}
_Outcome: TypeAlias = Literal["met", "unmet", "pending", "excused"]
_OUTCOMES: tuple[_Outcome, ...] = ("met", "unmet", "pending", "excused")
_UNMET: _Outcome = "unmet"


def names_of(entry: str) -> tuple[str, ...]:
    """The further names of an entry, its Chinese label first; none of one that the table does not know."""
    if (option := _BY_CODE.get(entry)) is not None:
        return (option.label.zh, *option.names)
    head, _, last = entry.rpartition("_")
    if last.isdigit() and (option := _BY_CODE.get(head)) is not None:
        return tuple(f"{name}_{last}" for name in (option.label.zh, *option.names))
    if head and (option := _BY_CODE.get(last)) is not None:
        return tuple(f"{head}_{name}" for name in (option.label.zh, *option.names))
    return ()


def aliases(entries: Iterable[str]) -> dict[str, str]:
    """The entries of a rule by their further names. What a rule itself names keeps its name."""
    there = tuple(entries)
    found = {canonical_name(name): entry for entry in there for name in names_of(entry)}
    return {name: entry for name, entry in found.items() if name not in there}


def entry_label(entry: str) -> Bilingual:
    """What people call an entry."""
    return Bilingual(next(iter(names_of(entry)), entry), entry.replace("_", " "))


def check_entries(*also: str) -> dict[str, ValueType]:
    """`rule.met`, `rule.unmet`, `rule.pending` and `rule.excused`, each a number; `also` are further names for `unmet` (`overdue`)."""
    return dict.fromkeys((*_OUTCOMES, *also), COUNT)


def tallies(
    rule: str, subject: str, checks: tuple[str, ...], this: Node, place: Place, *also: str
) -> tuple[Definition, ...]:
    """The definitions behind `check_entries`."""
    named = [(outcome, outcome) for outcome in _OUTCOMES] + [(name, _UNMET) for name in also]
    return tuple(
        Definition(
            f"{rule}.{name}", subject, Tally(checks, outcome, this, COUNT, place=place), COUNT, place=place
        )
        for name, outcome in named
    )


def titled(
    definitions: Iterable[Definition], checks: Iterable[Check], outputs: Iterable[Output], header: Header
) -> tuple[Definition, ...]:
    """The definitions of a rule with what people call them: the rule's title, with that of the line, gate or entry."""
    parts = {check.id: check.title for check in checks if check.id != header.id}
    whole = {header.id: header.title}
    for output in outputs:
        if isinstance(output, Score):
            parts |= {line.definition: line.title for line in output.lines if line.definition != header.id}
        if isinstance(output, Award) and output.header.id != header.id:
            whole[output.header.id] = output.header.title

    def title(name: str) -> Bilingual:
        if name in whole:
            return whole[name]
        part = parts.get(name) or parts.get(f"{name}_contribution") or entry_label(name.partition(".")[2])
        return Bilingual(f"{header.title.zh} · {part.zh}", f"{header.title.en} · {part.en}")

    return tuple(attrs.evolve(definition, title=title(definition.id)) for definition in definitions)
