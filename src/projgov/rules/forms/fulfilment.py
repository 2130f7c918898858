"""What fulfils what is owed (报送依据): records of a list, each on the day on which it came."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, RecordType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, DATE, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Expression

NO_DAY = Pattern(
    "F156",
    Bilingual(
        "`fulfilled by` 列的不是有登记日期的记录",
        "`fulfilled by` does not list records that have a day on which they were recorded",
    ),
    Bilingual("在 `fulfilled on` 里写明以哪一天为准", "say under `fulfilled on` which day counts"),
)
NOTHING_CAME = Pattern(
    "F157",
    Bilingual(
        "写了 `fulfilled on`，没有写 `fulfilled by`",
        "`fulfilled on` is written, and not what came on that day",
    ),
    Bilingual("加上 `fulfilled by:`", "add `fulfilled by:`"),
)
_CAME = "came"


def fulfilment(
    by: Expression | None, on: Expression | None, last: Node, scope: Scope, lowering: Lowering
) -> Node | None:
    """The condition that one of the records `by` came by the last day, each on its day `on`; None where none are named."""
    if by is None:
        if on is not None:
            lowering.faults.add(NOTHING_CAME, lowering.place_of(("fulfilled_on",)))
        return None
    source = lowering.expression(by, ListType(ANY), scope)
    day = _day(on, source, scope, lowering)
    if day is None:
        if not is_poison(source):
            lowering.faults.add(NO_DAY, by.scalar.place)
        return source
    in_time = nodes.Compare("<=", day, last, place=day.place)
    return nodes.Quantify("some", _CAME, source, in_time, place=source.place)


def _day(written: Expression | None, source: Node, scope: Scope, lowering: Lowering) -> Node | None:
    """The day on which a record came; None where it has none."""
    inner = item_type(source.type) or ANY
    item = nodes.Variable(_CAME, inner)
    record = lowering.names.vocabulary.record(inner.record) if isinstance(inner, RecordType) else None
    if written is not None:
        within = scope.with_locals({"item": item})
        return lowering.expression(
            written, DATE, within if record is None else within.with_item(item, record.name)
        )
    recorded = None if record is None else record.find("recorded")
    if record is None or recorded is None:
        return None
    return nodes.Field(item, record.name, recorded.name, recorded.type, place=source.place)
