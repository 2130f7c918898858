"""One event from plain data: what it adds to a portfolio, or every fault in it. `events` says what an event is."""

from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, InvalidData, did_you_mean
from projgov.domain import faults
from projgov.domain.event_faults import (
    ALREADY_KNOWN,
    HOLDS_NONE,
    ID_TAKEN,
    NO_EVENT,
    NO_SUCH_RECORD,
    SEVERAL_SUBJECTS,
    UNKNOWN_KIND,
    UNKNOWN_SUBJECT,
)
from projgov.domain.event_kinds import called, kinds, own_key, register_of
from projgov.domain.gathering import BAD, Reading
from projgov.domain.plain import check_references, read_registers
from projgov.domain.portfolio import Portfolio
from projgov.domain.record_reader import record_readers
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import Bad, read_date, read_id
from projgov.domain.types import Missing
from projgov.domain.vocabulary import Record
from projgov.domain.wording import kind_of, shown
from projgov.domain.write import write_value

_SUBJECT = Bilingual("对象", "a subject")
_EVENT = Bilingual("事件", "an event")
_STANDS_IN = {"id": "?", "occurred": "2000-01-01", "recorded": "2000-01-01"}


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


class EventReader:
    """Reads one event over a portfolio, and gathers its faults."""

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
        found = next((k for k in known if written == k or called(k, written)), None)
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
        if type(written) is dict and (
            more := sorted(str(key) for key in written if key not in ("type", "id"))
        ):
            hint = did_you_mean(more[0], ("type", "id"))
            self.reading.add(
                faults.UNKNOWN_KEY,
                ((None, "subject"), more[0]),
                record=_SUBJECT,
                key=shown(more[0]),
                hint=hint,
            )
            return None
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
        register = register_of(record, kind.name)
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
        kind = next((VOCABULARY.record(k) for k in kinds() if called(k, self.data.get("record"))), None)
        register = None if kind is None else register_of(record, kind.name)
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
