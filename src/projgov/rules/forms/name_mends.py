"""Names that nothing bears, where what stands around them tells what was meant: a day said as in deadlines, or who answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from projgov.diagnostics import MOST_OFFERED, Bilingual, Diagnostic, Place, nearest
from projgov.domain.types import RecordType
from projgov.rules.core import nodes
from projgov.rules.core.references import UNKNOWN_NAME
from projgov.rules.core.scope import Scope
from projgov.rules.forms.deadline import phrase
from projgov.rules.forms.deadline_mends import mistaken_deadline

_WRITE = re.compile("write `([^`]+)`")


def of_days(faults: Iterable[Diagnostic], year: int) -> Iterator[Diagnostic]:
    """The faults; of a name that says a day as a deadline can, such as 年末, with that day offered."""
    for fault in faults:
        name = str(dict(fault.values).get("name", ""))
        day = _day(name, year, fault.place) if fault.pattern is UNKNOWN_NAME else None
        if isinstance(day, nodes.Literal):
            mend = Bilingual(
                f'在表达式里写成 `@"{day.value}"`', f'within an expression write `@"{day.value}"`'
            )
            yield _with_offer(fault, mend)
        else:
            yield fault


def _day(name: str, year: int, place: Place) -> nodes.Node | None:
    """The day that a name says as a deadline can, or nearly so: year end, for end of year."""
    if (found := phrase(name, year, place)) is not None:
        return found
    told = mistaken_deadline(name, year, place)
    mend = None if told is None else _WRITE.fullmatch(told.help("en"))
    return None if mend is None else phrase(mend[1], year, place)


def of_holders(faults: Iterable[Diagnostic], scope: Scope) -> Iterator[Diagnostic]:
    """The faults; of a name near to no other, such as that of one unit, with the names offered by which units can be called."""
    for fault in faults:
        name = str(dict(fault.values).get("name", ""))
        offered = scope.faults.offers.made <= MOST_OFFERED
        if fault.pattern is UNKNOWN_NAME and offered and nearest(name, scope.visible()) is None:
            yield _with_offer(fault, _holders(scope, name.isascii()))
        else:
            yield fault


def _with_offer(fault: Diagnostic, offer: Bilingual) -> Diagnostic:
    return attrs.evolve(fault, values=tuple(sorted((dict(fault.values) | {"offer": offer}).items())))


def _holders(scope: Scope, latin: bool) -> Bilingual:
    """The names by which units and officers can be called here, in one script."""
    members = (m for _, record in scope.items for m in scope.names.vocabulary.record(record).members.values())
    kept = [m for m in members if isinstance(m.type, RecordType) and m.type.record in ("unit", "officer")]
    names = (next((n for n in (m.name, *m.names) if n.isascii() is latin), m.name) for m in kept)
    shown = [f"`{name.replace('_', ' ')}`" for name in names]
    return Bilingual(
        f"写得出单位或干部的名称，如 {'、'.join(shown)}；具体是哪一个，由数据说明",
        f"write a name that gives a unit or officer, such as {', '.join(shown)}; the data say which one it is",
    )
