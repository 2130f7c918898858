"""Events: what a host tells of a portfolio as it happens. Each adds a dated record to a subject, or a ruling, or completes one.

An event is one JSON object: its `id`, `kind`, `subject` (an id; `{"type": …, "id": …}` where several types have it), the days
`occurred` and `recorded`, and the fields of its kind.

- `kind` is a type of dated record that subjects hold (`report`, `comment`, `inspection`, `acceptance`, `excuse` …), and the fields are
  the record's own. A field of the record that is itself called `kind` goes by `report_kind`, `inspection_kind` …, and its id, where
  that is not the event's own, by `report_id` …: records have ids within their subject, events within a session.
- `kind` `ruling` adds a decision, with the fields of a ruling; where a `subject` is named and not `about`, with `rule`, it is
  about that subject.
- `kind` `amendment` completes a record that is there already: `record` is its type, `of` its id, the other fields are what was
  missing or null till now (a comment that is answered, a finding that is rectified). What is known is never overwritten.
- `kind` `register` says through which day a register is complete: `register` and `complete_through`. It has no subject.
"""

from collections.abc import Container, Mapping

from projgov.diagnostics import InvalidData
from projgov.domain.event_faults import TOO_LARGE
from projgov.domain.event_reader import Event, EventReader
from projgov.domain.gathering import Reading
from projgov.domain.portfolio import Portfolio
from projgov.reading.json import parse

__all__ = ["MOST_CHARACTERS", "Event", "read_event"]

MOST_CHARACTERS = 1_000_000
"""How many characters an event may have."""


def read_event(
    event: object, portfolio: Portfolio, *, seen: Container[str] = (), file: str = ""
) -> Event | None:
    """The event that a JSON text or a mapping tells, and the portfolio after it; None where its id is among those `seen`.

    Raises `InvalidData` with every fault, each with the field it is in.
    """
    data: object
    if isinstance(event, str):
        data = parse(event, file or "event", most=MOST_CHARACTERS)
    else:
        data = dict(event) if isinstance(event, Mapping) else event
        if (size := _size(data)) > MOST_CHARACTERS:
            raise InvalidData([TOO_LARGE.at(Reading(file).place(None), size=size, most=MOST_CHARACTERS)])
    if type(data) is dict and isinstance(own := data.get("id"), str) and own in seen:
        return None
    return EventReader(data, portfolio, Reading(file, data)).read()


def _size(value: object, left: int = MOST_CHARACTERS + 1) -> int:
    """The characters of plain data, counted until there are too many."""
    waiting, size = [value], 0
    while waiting and size <= left:
        part = waiting.pop()
        size += 1
        if isinstance(part, str):
            size += len(part)
        elif isinstance(part, Mapping):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list | tuple):
            waiting += part
    return size
