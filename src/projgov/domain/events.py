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
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, InvalidData, Pattern, did_you_mean
from projgov.domain import faults
from projgov.domain.gathering import BAD, Reading
from projgov.domain.plain import check_references, read_registers
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import record_readers
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import Bad, read_date, read_id
from projgov.domain.types import Missing, RegisterType
from projgov.domain.vocabulary import Record
from projgov.domain.wording import kind_of, shown
from projgov.domain.write import write_value
from projgov.reading.json import parse

MOST_CHARACTERS = 1_000_000
"""How many characters an event may have."""

NO_EVENT = Pattern(
    "D070",
    Bilingual("事件应为 JSON 对象，这里是{kind}", "an event is a JSON object, and this is {kind}"),
    Bilingual(
        '写成 {{"id": "…", "kind": "report", "subject": "…", "occurred": "…", "recorded": "…"}}',
        'write {{"id": "…", "kind": "report", "subject": "…", "occurred": "…", "recorded": "…"}}',
    ),
)
UNKNOWN_KIND = Pattern(
    "D071",
    Bilingual("没有 `{found}` 这种事件", "there is no kind of event `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
UNKNOWN_SUBJECT = Pattern(
    "D072",
    Bilingual("没有编号为 `{found}` 的对象", "there is no subject `{found}`"),
    Bilingual("{hint}", "{hint}"),
)
SEVERAL_SUBJECTS = Pattern(
    "D073",
    Bilingual(
        "几种对象都有编号 `{found}`：{types}", "subjects of several types have the id `{found}`: {types}"
    ),
    Bilingual('写成 {{"type": "…", "id": "{found}"}}', 'write {{"type": "…", "id": "{found}"}}'),
)
HOLDS_NONE = Pattern(
    "D074",
    Bilingual("{subject}没有{kind}", "a subject of the type {subject} has no {kind}"),
    Bilingual("核对事件的种类和对象", "check the kind of the event, and its subject"),
)
NO_SUCH_RECORD = Pattern(
    "D075",
    Bilingual("`{subject}` 没有编号为 `{found}` 的{kind}", "`{subject}` has no {kind} `{found}`"),
    Bilingual("核对 `record` 和 `of`", "check `record` and `of`"),
)
ALREADY_KNOWN = Pattern(
    "D076",
    Bilingual(
        "`{key}` 已经有值，不能由补充改动", "`{key}` is known already, and an amendment does not change it"
    ),
    Bilingual(
        "只写原来缺少的各项；改正另作记录", "give only what was missing; a correction is a record of its own"
    ),
)
ID_TAKEN = Pattern(
    "D077",
    Bilingual("`{subject}` 已有编号为 `{found}` 的{kind}", "`{subject}` has a {kind} `{found}` already"),
    Bilingual("每条记录用自己的编号", "give every record an id of its own"),
)
TOO_LARGE = Pattern(
    "D078",
    Bilingual(
        "事件有 {size} 个字符，最多 {most} 个",
        "the event has {size} characters, more than the {most} allowed",
    ),
    Bilingual("附件不写进事件，只写编号或文号", "leave attachments out of events, and name them by number"),
)
_EVENT = Bilingual("事件", "an event")
_STANDS_IN = {"id": "?", "occurred": "2000-01-01", "recorded": "2000-01-01"}
_SPECIAL = ("ruling", "amendment", "register")


@attrs.frozen
class Event:
    """An event that was read: its id, the days, and the portfolio in which it has happened.

    `subject` is the type and id of the one subject whose records it changes, None where it changes what concerns several.
    """

    id: str
    kind: str
    occurred: date
    recorded: date
    after: Portfolio = attrs.field(repr=False)
    subject: tuple[str, str] | None = None


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
    return _Reader(data, portfolio, Reading(file, data)).read()


def kinds() -> tuple[str, ...]:
    """The kinds of events there are."""
    held = {
        field.spec.type.record
        for subject in VOCABULARY.subjects
        for field in subject.fields.values()
        if isinstance(field.spec.type, RegisterType)
    }
    return (*sorted(held), *_SPECIAL)


def own_key(record: Record, key: str) -> str:
    """How an event calls a field of a record: as the record does, but for its id and one that is called `kind`."""
    return f"{record.name}_{key}" if key in ("id", "kind") else key


class _Reader:
    def __init__(self, data: object, portfolio: Portfolio, reading: Reading) -> None:
        self.data: dict[str, Any] = data if type(data) is dict else {}
        self.plain = data
        self.portfolio = portfolio
        self.reading = reading
        self.faulty: set[str] = set()
        self.changed: tuple[str, str] | None = None

    def read(self) -> Event:
        if type(self.plain) is not dict:
            self.reading.add(NO_EVENT, None, kind=kind_of(self.plain))
            raise InvalidData(self.reading.faults)
        own = self._scalar("id", read_id, Bilingual("编号", "id"))
        occurred = self._scalar("occurred", read_date, Bilingual("发生日期", "the day it occurred"))
        recorded = self._scalar("recorded", read_date, Bilingual("登记日期", "the day it was recorded"))
        kind = self._kind()
        after = None if kind is None else self._happen(kind)
        if self.reading.faults or after is None:
            raise InvalidData(self.reading.faults)
        return Event(own, kind or "", occurred, recorded, after, self.changed)

    def _scalar(self, key: str, read: Any, label: Bilingual) -> Any:
        self.faulty.add(key)
        if key not in self.data:
            expected = Bilingual("文本", "a text") if key == "id" else Bilingual("日期", "a date")
            self.reading.add(faults.MISSING_KEY, None, record=_EVENT, key=key, label=label, expected=expected)
            return BAD
        try:
            found = read(self.data[key])
        except Bad as fault:
            return self.reading.bad(fault, (None, key))
        self.faulty.discard(key)
        return found

    def _kind(self) -> str | None:
        known = kinds()
        if "kind" not in self.data:
            label, expected = Bilingual("种类", "kind"), Bilingual("、".join(known), ", ".join(known))
            self.reading.add(
                faults.MISSING_KEY, None, record=_EVENT, key="kind", label=label, expected=expected
            )
            return None
        written = self.data["kind"]
        found = next((k for k in known if written == k or _called(k, written)), None)
        if found is None:
            hint = did_you_mean(str(written), known)
            self.reading.add(UNKNOWN_KIND, (None, "kind"), found=shown(written), hint=hint)
        return found

    def _happen(self, kind: str) -> Portfolio | None:
        """The portfolio after the event, None where there are faults."""
        if kind == "register":
            return self._register()
        subject = None
        if "subject" in self.data or kind != "ruling":
            subject = self._subject()
            if subject is None:
                return None
        if kind == "ruling":
            return self._ruling(subject)
        assert subject is not None
        record, one = subject
        if kind == "amendment":
            return self._amendment(record, one)
        return self._added(record, one, VOCABULARY.record(kind))

    def _subject(self) -> tuple[Record, Any] | None:
        """The type and record of the subject."""
        if "subject" not in self.data:
            label, expected = Bilingual("对象", "subject"), Bilingual("对象的编号", "the id of a subject")
            self.reading.add(
                faults.MISSING_KEY, None, record=_EVENT, key="subject", label=label, expected=expected
            )
            return None
        written = self.data["subject"]
        wanted, of = (written.get("id"), written.get("type")) if type(written) is dict else (written, None)
        try:
            key = read_id(wanted)
        except Bad as fault:
            self.reading.bad(fault, (None, "subject"))
            return None
        found = [
            (record, one)
            for record in VOCABULARY.subjects
            if (of is None or record.called(str(of)))
            and (one := self.portfolio.find(record.name, key)) is not None
        ]
        if len(found) == 1:
            return found[0]
        if found:
            types = Bilingual(
                "、".join(r.about.named.label.zh for r, _ in found), ", ".join(r.name for r, _ in found)
            )
            self.reading.add(SEVERAL_SUBJECTS, (None, "subject"), found=key, types=types)
            return None
        ids = (
            one.id for record in VOCABULARY.subjects for one in self.portfolio.subjects(record.name)[:1000]
        )
        self.reading.add(UNKNOWN_SUBJECT, (None, "subject"), found=key, hint=did_you_mean(key, ids))
        return None

    def _head(self, *keys: str) -> dict[str, Any]:
        """The keys that every event has; something that can be meant in the place of what was told to be faulty."""
        return {key: _STANDS_IN[key] if key in self.faulty else self.data[key] for key in keys}

    def _fields(self, record: Record, *others: str) -> dict[str, Any]:
        """The fields of a record that the event gives, by their keys; others are faults."""
        keys = {own_key(record, field.key): field.key for field in record.fields.values()}
        known = {"id", "kind", "subject", "occurred", "recorded", *others}
        found: dict[str, Any] = {}
        for key, value in self.data.items():
            if key in keys and key not in known:
                found[keys[key]] = value
            elif key not in known:
                hint = did_you_mean(str(key), [*keys, *others])
                label = record.about.named.label
                self.reading.add(
                    faults.UNKNOWN_KEY, (None, str(key)), record=label, key=shown(key), hint=hint
                )
        return found

    def _read(self, record: Record, plain: dict[str, Any]) -> Any:
        """The record that plain data hold, with what it refers to."""
        found = record_readers(VOCABULARY)[record.name].read(plain, None, self.reading)
        check_references(
            {r.name: self.portfolio.ids(r.name) for r in VOCABULARY.subjects}, VOCABULARY, self.reading
        )
        return found

    def _added(self, record: Record, one: Any, kind: Record) -> Portfolio | None:
        """A record more in a register of the subject."""
        register = _register_of(record, kind.name)
        if register is None:
            label = record.about.named.label
            self.reading.add(HOLDS_NONE, (None, "kind"), subject=label, kind=kind.about.named.label)
            return None
        plain = {**self._fields(kind), **self._head("occurred", "recorded")}
        if "id" in kind.fields:
            plain = {**self._head("id"), **plain}
            if any(other.id == plain["id"] for other in getattr(one, register)):
                self.reading.add(
                    ID_TAKEN,
                    (None, "id"),
                    subject=one.id,
                    found=shown(plain["id"]),
                    kind=kind.about.named.label,
                )
        added = self._read(kind, plain)
        if self.reading.faults:
            return None
        return self._with(record, one, **{register: (*getattr(one, register), added)})

    def _amendment(self, record: Record, one: Any) -> Portfolio | None:
        """A record of the subject with more known of it."""
        kind = next((VOCABULARY.record(k) for k in kinds() if _called(k, self.data.get("record"))), None)
        register = None if kind is None else _register_of(record, kind.name)
        if kind is None or register is None:
            hint = did_you_mean(str(self.data.get("record")), kinds())
            self.reading.add(UNKNOWN_KIND, (None, "record"), found=shown(self.data.get("record")), hint=hint)
            return None
        given = self._fields(kind, "record", "of")
        held = getattr(one, register)
        place = next((n for n, r in enumerate(held) if getattr(r, "id", None) == self.data.get("of")), None)
        if place is None:
            label = kind.about.named.label
            found = shown(self.data.get("of"))
            self.reading.add(NO_SUCH_RECORD, (None, "of"), subject=one.id, found=found, kind=label)
            return None
        changed = self._changed(kind, held[place], given)
        if self.reading.faults:
            return None
        return self._with(record, one, **{register: (*held[:place], changed, *held[place + 1 :])})

    def _changed(self, kind: Record, before: Any, given: dict[str, Any]) -> Any:
        names = {field.key: field.name for field in kind.fields.values()}
        for key in given:
            value = getattr(before, names[key])
            if not (value is None or isinstance(value, Missing) or value == ()):
                self.reading.add(ALREADY_KNOWN, (None, own_key(kind, key)), key=own_key(kind, key))
        required = {f.key: write_value(getattr(before, f.name)) for f in kind.fields.values() if f.required}
        read = self._read(kind, {**required, **given})
        if self.reading.faults:
            return None
        return attrs.evolve(before, **{names[key]: getattr(read, names[key]) for key in given})

    def _ruling(self, subject: tuple[Record, Any] | None) -> Portfolio | None:
        kind = VOCABULARY.record("ruling")
        plain = self._fields(kind, "rule")
        plain = {**self._head("id"), **plain, **self._head("occurred", "recorded")}
        if subject is not None and "about" not in plain:
            record, one = subject
            matter = {record.name: one.id}
            plain["about"] = [matter | ({"rule": self.data["rule"]} if "rule" in self.data else {})]
        if any(other.id == plain["id"] for other in self.portfolio.rulings):
            label = kind.about.named.label
            self.reading.add(
                ID_TAKEN, (None, "id"), subject=self.portfolio.id, found=shown(plain["id"]), kind=label
            )
        if self.reading.faults:
            return None
        read = self._read(kind, plain)
        return (
            None
            if self.reading.faults
            else attrs.evolve(self.portfolio, rulings=(*self.portfolio.rulings, read))
        )

    def _register(self) -> Portfolio | None:
        known = {"id", "kind", "occurred", "recorded", "register", "complete_through"}
        for key in self.data:
            if key not in known:
                hint = did_you_mean(str(key), known)
                self.reading.add(
                    faults.UNKNOWN_KEY, (None, str(key)), record=_EVENT, key=shown(key), hint=hint
                )
        entry = {"complete_through": self.data["complete_through"]} if "complete_through" in self.data else {}
        found = read_registers({self.data.get("register", ""): entry}, VOCABULARY, None, self.reading)
        if self.reading.faults:
            return None
        return attrs.evolve(self.portfolio, registers={**self.portfolio.registers, **found})

    def _with(self, record: Record, one: Any, **changed: Any) -> Portfolio:
        self.changed = record.name, one.id
        return self.portfolio.replacing(record.name, attrs.evolve(one, **changed))


def _register_of(subject: Record, record: str) -> str | None:
    """The field in which a type of subject holds records of a type."""
    for field in subject.fields.values():
        if isinstance(field.spec.type, RegisterType) and field.spec.type.record == record:
            return field.name
    return None


def _called(kind: str, written: object) -> bool:
    """Whether a word calls a kind of event."""
    if not isinstance(written, str):
        return False
    return written == kind if kind in ("amendment", "register") else VOCABULARY.record(kind).called(written)


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
