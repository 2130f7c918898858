"""Letters (文书) as they are written down: what a reading needs to draw them from a report. They decide nothing.

The expressions of a letter see, beside what every expression on its subject sees, the local names of `LOCALS`: what the rules found
and propose, each a list of contexts, in the language of the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.types import ChoiceType, ContextType, ListType, Option, PeriodType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Header, Message
from projgov.rules.core.typing import DATE, TEXT

STATUS = ChoiceType(
    "letter_status",
    (
        Option("proposed", Bilingual("建议", "proposed")),
        Option("referred", Bilingual("提请决定", "referred to the deciding body"), ("提请审定",)),
        Option("undetermined", Bilingual("未定", "undetermined")),
        Option("barred", Bilingual("取消资格", "barred")),
        Option("decided", Bilingual("已决定", "decided"), ("已审定",)),
        Option("rejected", Bilingual("未予同意", "not agreed to"), ("不同意",)),
    ),
)
"""How a proposal stands: only a ruling makes it more than one."""
_NAMES: Mapping[str, str] = {
    "rule": "规则",
    "title": "标题",
    "reason": "理由",
    "outcome": "处理",
    "measure": "措施",
    "day": "日期",
    "quote": "原文",
    "subject": "对象",
    "id": "编号",
    "against": "责任方",
    "status": "状态",
    "document": "文号",
    "stands": "仍有效",
}
"""The Chinese names of the entries."""
_COMMON: Mapping[str, ValueType] = {"rule": TEXT, "title": TEXT, "reason": TEXT, "subject": TEXT, "id": TEXT}
_FOUND: Mapping[str, ValueType] = {**_COMMON, "day": DATE, "quote": TEXT, "against": TEXT}
_RULED: Mapping[str, ValueType] = {"status": STATUS, "document": TEXT}


def _list(entries: Mapping[str, ValueType]) -> ListType:
    names = tuple((_NAMES[name], name) for name in entries)
    return ListType(ContextType(tuple(entries.items()), names))


def lists(outcomes: ChoiceType) -> Mapping[str, ListType]:
    """The types of the lists that a letter sees: of what is not met, of the measures and of the awards that rules propose.

    `outcomes` are the ways of handling a finding, and the measures.
    """
    return {
        "findings": _list({**_FOUND, "outcome": outcomes, "stands": BOOLEAN}),
        "proposals": _list({**_FOUND, "measure": outcomes, **_RULED}),
        "awards": _list({**_COMMON, **_RULED}),
    }


PERIOD = PeriodType()

LOCALS: Mapping[str, tuple[str, ...]] = {
    "findings": ("问题",),
    "proposals": ("建议措施",),
    "awards": ("表彰建议",),
    "period": ("本期",),
    "period_name": ("期名",),
}
"""The local names of letters with their further names; `period` and `period_name` only where a letter is of a period."""


@attrs.frozen
class Column:
    """A column of a table in a letter."""

    title: Message
    cell: Message


@attrs.frozen
class Block:
    """A part of a letter: one of a heading, a paragraph, a list (`each` with `text`) or a table (`each` with `columns`).

    `variable` is bound to each item of `each`. `otherwise` is said where there is none. Where `when` is not surely true, the
    block is left out.
    """

    heading: Message | None = None
    text: Message | None = None
    each: Node | None = None
    variable: str = "occasion"
    columns: tuple[Column, ...] = ()
    otherwise: Message | None = None
    when: Node | None = None
    numbered: bool = False


@attrs.frozen
class Letter:
    """A letter about each subject of a type, or about the portfolio as a whole.

    It is to be written where `applies` is true (None: always) and, where it is `about` rules, one of them found or proposes
    something. `period` is the kind of period that it is of: the last that has ended by the day of evaluation. With `settled` it tells
    also of what no longer stands.
    """

    header: Header
    heading: Message | None
    to: Message | None
    issuer: Message | None
    body: tuple[Block, ...]
    applies: Node | None = None
    about: tuple[str, ...] = ()
    period: str | None = None
    settled: bool = False
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


def asks(letter: Letter) -> frozenset[str]:
    """The local names that anything in a letter asks for."""
    return asked_by(_parts(letter))


def asked_by(parts: Iterable[Node]) -> frozenset[str]:
    """The local names that expressions ask for."""
    waiting = list(parts)
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Variable):
            found.add(node.name)
        waiting += nodes.children(node)
    return frozenset(found)


def _parts(letter: Letter) -> Iterator[Node]:
    """Its expressions."""
    said = [letter.heading, letter.to, letter.issuer]
    for block in letter.body:
        said += [block.heading, block.text, block.otherwise]
        said += [message for column in block.columns for message in (column.title, column.cell)]
        yield from (node for node in (block.each, block.when) if node is not None)
    if letter.applies is not None:
        yield letter.applies
    for message in said:
        if message is not None:
            yield from (part for part in (*message.zh, *message.en) if not isinstance(part, str))
