"""What covers whom (全覆盖): whether a subject, or each of its columns, is covered by a list or a condition, and in time."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.rosters import list_or_none
from projgov.rules.forms.written import Expression

UNDATED = Pattern(
    "F507",
    Bilingual("{record}没有发生日期，看不出是不是迟报", "{record} has no `occurred`, and so nothing shows what is late"),
    Bilingual("用 `dated by:` 写明哪一栏是日期", "say under `dated by:` which field is its day"),
)  # fmt: skip
NO_ENTRIES_TO_DATE = Pattern(
    "F508",
    Bilingual("`covered by` 是条件，没有记录可以看日期", "`covered by` is a condition: there are no entries to date"),
    Bilingual("删去 `dated by`，或让 `covered by` 给出列表", "leave out `dated by`, or let `covered by` give a list"),
)  # fmt: skip


@attrs.frozen
class Covered:
    """What a rule on coverage asks of one subject.

    `holds` says whether it is covered, `in_time` whether what covers it came by the `due` day (None: that is not asked); `holes` are
    its columns that are not covered (None: there are none to cover one by one).
    """

    due: Node | None
    holds: Node
    in_time: Node | None
    holes: Node | None


def covered(
    by: Expression,
    across: Expression | None,
    due: Node | None,
    dated_by: Expression | None,
    lowering: Lowering,
) -> Covered:
    """What `covered by` asks, of each column of `across` where there is one."""
    place, scope = lowering.place, lowering.scope
    if due is not None:
        scope = scope.with_locals({"due": due, "期限": due})
    columns = column = None
    if across is not None:
        columns = lowering.expression(across, ListType(ANY), scope)
        column = nodes.Variable("column", item_type(columns.type) or ANY)
        scope = scope.with_locals({"column": column, "列": column})
    source = lowering.expression(by, None, scope)
    inner = item_type(source.type)
    timely: Node | None = None
    if inner is None or source.type == ANY:
        whether = lowering.condition(by, scope)
        if dated_by is not None:
            lowering.faults.add(NO_ENTRIES_TO_DATE, lowering.place_of(("dated_by",)))
    else:
        source = list_or_none(source)
        whether = nodes.Quantify("some", "entry", source, nodes.TRUE, place=place)
        if due is not None:
            timely = _by_then(source, inner, due, dated_by, scope, lowering)
    holes: Node | None = None
    if timely is not None:
        timely = nodes.Or((nodes.Not(whether), timely), place=place)
    if columns is not None and column is not None:
        missing = nodes.Not(whether, place=place)
        holes = nodes.Filter(column.name, columns, missing, ListType(column.type), place=place)
        whether = nodes.Quantify("every", column.name, columns, whether, place=place)
        if timely is not None:
            timely = nodes.Quantify("every", column.name, columns, timely, place=place)
    if timely is None:
        return Covered(due, whether, None, holes)
    # What came after the due day is seen, and told apart from what did not come.
    return Covered(due, today(whether), today(timely), None if holes is None else today(holes))


def _by_then(
    source: Node, inner: ValueType, due: Node, dated_by: Expression | None, scope: Scope, lowering: Lowering
) -> Node | None:
    """Whether an entry of the list is of the due day or earlier; None where entries have no days."""
    entry = nodes.Variable("entry", inner)
    if not isinstance(inner, RecordType):
        return None
    record = lowering.names.vocabulary.record(inner.record)
    if dated_by is not None:
        within = scope.with_locals({"item": entry}).with_item(entry, inner.record)
        day = lowering.expression(dated_by, DATE, within)
    elif (member := record.find("occurred")) is not None:
        day = nodes.Field(entry, record.name, member.name, member.type, place=lowering.place)
    else:
        lowering.faults.add(UNDATED, lowering.place_of(("due",)), record=record.about.named.label)
        return None
    soon_enough = nodes.Compare("<=", day, due, place=lowering.place)
    return nodes.Quantify("some", "entry", source, soon_enough, place=lowering.place)


def today(node: Node) -> Node:
    """A node as of the day of evaluation, by which what came after the due day is on record."""
    return nodes.Let("judged", nodes.Variable("as_of", DATE), node, node.type, place=node.place)
