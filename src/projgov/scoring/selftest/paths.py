"""Following a dotted path into a placed portfolio, and putting something there or taking away what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
from projgov.domain.record_reader import identity
from projgov.domain.types import ListType, RecordType, RegisterType, ValueType
from projgov.domain.vocabulary import Record, Vocabulary, canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Scalar
from projgov.reading.tree import Sequence as TreeSequence
from projgov.rules.core.scope import Faults

UNKNOWN_FIELD = Pattern(
    "N043",
    Bilingual("{record}没有 `{name}` 这一项", "{record} has no field `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_SUCH_RECORD = Pattern(
    "N044",
    Bilingual("`{list}` 里没有 `{name}`", "there is no `{name}` in `{list}`"),
    Bilingual("{offer}（新的一条写成一组键值）", "{offer} (a new record is written as a mapping)"),
)
NOTHING_WITHIN = Pattern(
    "N045",
    Bilingual("`{name}` 不是一组键值，里面没有 `{step}`", "`{name}` holds no `{step}`: it is not a mapping"),
    Bilingual("路径写到 `{name}` 为止", "let the path end with `{name}`"),
)
NO_IDS = Pattern(
    "N049",
    Bilingual(
        "`{list}` 的各条没有编号，路径到不了其中一条",
        "the records of `{list}` have no ids, and no path leads to one of them",
    ),
    Bilingual("整个列表一起写：`{mend}`", "write the whole list: `{mend}`"),
)
ABSENT = ("absent", "missing", "缺", "缺失")


@attrs.frozen
class Step:
    """One step of a path, and where it stands."""

    text: str
    place: Place


@attrs.frozen
class Walk:
    """Follows a path to what it ends with, and puts `value` there, or takes away what is there."""

    vocabulary: Vocabulary
    value: Node
    faults: Faults
    path: Sequence[Step]
    """The whole path."""

    @property
    def removes(self) -> bool:
        value = self.value
        return isinstance(value, Scalar) and value.style == "plain" and value.text in ABSENT

    def in_list(self, node: Node, record: Record, called: str, steps: Sequence[Step]) -> Node:
        """`node`, a list of records of one type, with the record changed to which the first step leads."""
        step, *rest = steps
        key = identity(record)
        items = items_of(node)
        index = next((n for n, item in enumerate(items) if identity_of(item, key) == step.text), None)
        if index is None:
            if key and not rest and isinstance(self.value, Mapping):
                own = Scalar(
                    _number(step.text) if key == "version" else step.text, step.text, "plain", step.place
                )
                return TreeSequence((*items, replaced(self.value, key, own)), node.place)
            self._not_there(items, record, called, steps)
            return node
        if not rest:
            kept = [] if self.removes else [self._identified(items[index], key)]
            return TreeSequence((*items[:index], *kept, *items[index + 1 :]), node.place)
        changed = self.in_record(items[index], record, rest)
        return TreeSequence((*items[:index], changed, *items[index + 1 :]), node.place)

    def _not_there(self, items: Sequence[Node], record: Record, called: str, steps: Sequence[Step]) -> None:
        """The fault of a step that leads to no record of a list."""
        step, key = steps[0], identity(record)
        before = ".".join(s.text for s in self.path[1 : len(self.path) - len(steps)])
        if not key:
            value = self.value.source if isinstance(self.value, Scalar) and not self.removes else "…"
            mend = f"{before}: [{{{step.text}: {value}, …}}]"
            self.faults.add(NO_IDS, step.place, list=called, mend=mend)
            return
        known = [name for item in items if (name := identity_of(item, key)) is not None]
        if record.find(step.text) is not None and known:
            within = f"{before}." if before else ""
            mend = f"`{within}{known[0]}.{'.'.join(s.text for s in steps)}`"
            offer = Bilingual(f"先写明是哪一条，如 {mend}", f"say in which record, as in {mend}")
        else:
            offer = did_you_mean(step.text, known)
        self.faults.add(NO_SUCH_RECORD, step.place, list=called, name=step.text, offer=offer)

    def _identified(self, before: Node, key: str) -> Node:
        """The value that replaces a record, under the record's own id."""
        own = before.get(key) if isinstance(before, Mapping) else None
        if isinstance(self.value, Mapping) and own is not None and self.value.get(key) is None:
            return replaced(self.value, key, own)
        return self.value

    def in_record(self, node: Node, record: Record, steps: Sequence[Step]) -> Node:
        """`node`, a record, changed at the path."""
        step, *rest = steps
        if not isinstance(node, Mapping):
            return node  # reading the sample refuses it
        if canonical_name(step.text) == "facts" and hasattr(record.cls, "facts"):
            return self._in_mapping(node, "facts", rest, step)
        member = record.find(step.text)
        field = None if member is None else record.fields.get(member.name)
        if field is None:
            names = [n for f in record.fields for n in (f, *record.members[f].names)]
            offer = did_you_mean(step.text, [n for n in names if n.isascii() == step.text.isascii()])
            self.faults.add(
                UNKNOWN_FIELD, step.place, record=record.about.named.label, name=step.text, offer=offer
            )
            return node
        inner = _record_of(field.spec.type)
        if not rest:
            return without(node, field.key) if self.removes else replaced(node, field.key, self.value)
        if inner is None:
            self.faults.add(NOTHING_WITHIN, rest[0].place, name=step.text, step=rest[0].text)
            return node
        before = node.get(field.key) or TreeSequence((), step.place)
        within = self.vocabulary.record(inner)
        return replaced(node, field.key, self.in_list(before, within, step.text, rest))

    def _in_mapping(self, node: Mapping, key: str, steps: Sequence[Step], at: Step) -> Node:
        """`node` with the mapping under `key` changed, whose own keys are whatever they are."""
        if not steps:
            return without(node, key) if self.removes else replaced(node, key, self.value)
        before = node.get(key)
        inner = before if isinstance(before, Mapping) else Mapping((), at.place)
        wanted = ".".join(s.text for s in steps)
        name = next(
            (e.key.text for e in inner if canonical_name(e.key.text) == canonical_name(wanted)), wanted
        )
        return replaced(
            node, key, without(inner, name) if self.removes else replaced(inner, name, self.value)
        )


def steps_of(key: Scalar) -> Iterator[Step]:
    """The steps of a path, each where it stands."""
    offset = 0
    for part in key.text.split("."):
        yield Step(part.strip(), key.place_at(offset, len(part)))
        offset += len(part) + 1


def _record_of(kind: ValueType) -> str | None:
    """The type of record that a list of records holds."""
    match kind:
        case RegisterType(record) | ListType(RecordType(record)):
            return record
    return None


def items_of(node: Node | None) -> tuple[Node, ...]:
    """What a list holds; nothing where `node` is no list."""
    return node.items if isinstance(node, TreeSequence) else ()


def identity_of(node: Node, key: str) -> str | None:
    """What tells a record from others of its list: the text under `key`; None where there is none."""
    value = node.get(key) if isinstance(node, Mapping) and key else None
    return value.text if isinstance(value, Scalar) else None


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() else text


def replaced(node: Mapping, key: str, value: Node) -> Mapping:
    """`node` with `value` under `key`: in the place of what was there, else at the end."""
    if node.entry(key) is None:
        return attrs.evolve(
            node, entries=(*node.entries, Entry(Scalar(key, key, "plain", value.place), value))
        )
    return attrs.evolve(
        node, entries=tuple(attrs.evolve(e, value=value) if e.key.text == key else e for e in node.entries)
    )


def without(node: Mapping, key: str) -> Mapping:
    """`node` without what stands under `key`."""
    return attrs.evolve(node, entries=tuple(e for e in node.entries if e.key.text != key))
