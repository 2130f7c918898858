"""The sample portfolio of a rule file, changed as a test says under `given`.

    given:
      P:
        lead_unit: absent                       # a key taken away
        evidence.E-start.occurred: 2017-04-02   # a record within, by its id (or its version)
        evidence.E-results: absent
        reports: []                             # a whole list
      P2: {like: P, title: another}             # a copy under a new id
      registers: {reports: 2017-09-30, evidence.complete_through: null}
      rulings: []                               # a whole collection

The changes are made on the placed tree, so that what is then wrong with the data is shown where it was written: in the sample or
in the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, did_you_mean
from projgov.domain import faults as data_faults
from projgov.domain.vocabulary import Record, Vocabulary, canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Scalar, key_place, lookup
from projgov.reading.tree import Sequence as TreeSequence
from projgov.rules.core.scope import Faults
from projgov.rules.load.shapes import wrong_shape
from projgov.scoring.selftest.paths import (
    ABSENT,
    Step,
    Walk,
    identity_of,
    items_of,
    replaced,
    steps_of,
    without,
)

UNKNOWN_SUBJECT = Pattern(
    "N040",
    Bilingual("样例里没有编号为 `{name}` 的对象", "there is no subject `{name}` in the sample"),
    Bilingual("{offer}（新对象要写 `like:`）", "{offer} (a new subject needs `like:`)"),
)
SEVERAL_SUBJECTS = Pattern(
    "N041",
    Bilingual("`{name}` 是几个对象的编号", "`{name}` is the id of several subjects"),
    Bilingual("写明类型：{offer}", "name the type: {offer}"),
)
KNOWN_SUBJECT = Pattern(
    "N042",
    Bilingual("样例里已有编号为 `{name}` 的对象", "there is a subject `{name}` in the sample already"),
    Bilingual("删去 `like`，或换个编号", "leave out `like`, or use another id"),
)
_LIKE = ("like", "仿照")
_MAPPING = Bilingual("一组键值", "a mapping of keys to values")
_STEP = re.compile(r'([^.\[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]')


@attrs.frozen
class Sample:
    """A portfolio as a placed tree, with the vocabulary that says what its keys mean."""

    tree: Mapping
    vocabulary: Vocabulary

    def subjects(self) -> Iterator[tuple[Record, str]]:
        """The type and id of everything that has an id of its own."""
        for record in self.vocabulary.collections:
            for item in items_of(self.tree.get(record.about.collection)):
                if (name := identity_of(item, "id")) is not None:
                    yield record, name

    def find(self, scalar: Scalar, faults: Faults) -> tuple[Record, str] | None:
        """The subject that a key names, by `id` or `type/id`; None after a fault."""
        kind, slash, own = scalar.text.partition("/")
        known = list(self.subjects())
        found = [(r, n) for r, n in known if n == scalar.text or (slash and n == own and r.called(kind))]
        if len(found) == 1:
            return found[0]
        if found:
            offer = ", ".join(f"`{r.name}/{n}`" for r, n in found)
            faults.add(SEVERAL_SUBJECTS, scalar.place, name=scalar.text, offer=offer)
        else:
            offered = did_you_mean(scalar.text, [n for _, n in known])
            faults.add(UNKNOWN_SUBJECT, scalar.place, name=scalar.text, offer=offered)
        return None

    def changed(self, given: Node, faults: Faults) -> Sample:
        """The sample after all the changes that can be made; the others are faults."""
        sample = self
        for entry in _entries(given, faults):
            sample = sample._after(entry, faults)
        return sample

    def _after(self, entry: Entry, faults: Faults) -> Sample:
        name = canonical_name(entry.key.text)
        if name in ("registers", "登记簿"):
            return self._with("registers", _registers(self.tree.get("registers"), entry.value, faults))
        if any(name == r.about.collection for r in self.vocabulary.collections) and isinstance(
            entry.value, TreeSequence
        ):
            return self._with(name, entry.value)
        changes = _entries(entry.value, faults)
        like = next((c for c in changes if c.key.text in _LIKE), None)
        sample = self if like is None else self._copied(entry.key, like.value, faults)
        found = None if sample is None else sample.find(entry.key, faults)
        if sample is None or found is None:
            return self
        for change in changes:
            if change is not like:
                sample = sample._with_change(found[0], found[1], change, faults)
        return sample

    def _copied(self, new: Scalar, like: Node, faults: Faults) -> Sample | None:
        if any(name == new.text for _, name in self.subjects()):
            faults.add(KNOWN_SUBJECT, new.place, name=new.text)
            return None
        if not isinstance(like, Scalar):
            faults.found.append(wrong_shape(like, Bilingual("一个编号", "an id")))
            return None
        if (found := self.find(like, faults)) is None:
            return None
        record, old = found
        items = items_of(self.tree.get(record.about.collection))
        model = next(i for i in items if identity_of(i, "id") == old)
        assert isinstance(model, Mapping)
        copy = replaced(model, "id", attrs.evolve(new, value=new.text))
        return self._with(record.about.collection, TreeSequence((*items, copy), model.place))

    def _with_change(self, record: Record, subject: str, change: Entry, faults: Faults) -> Sample:
        steps = [Step(subject, change.key.place), *steps_of(change.key)]
        walk = Walk(self.vocabulary, change.value, faults, steps)
        collection = self.tree.get(record.about.collection)
        assert collection is not None
        return self._with(
            record.about.collection, walk.in_list(collection, record, record.about.collection, steps)
        )

    def _with(self, key: str, value: Node) -> Sample:
        return attrs.evolve(self, tree=replaced(self.tree, key, value))

    def placed(self, fault: Diagnostic, fallback: Place) -> Diagnostic:
        """A fault of the data, whose place is a path, at the place in the file where that part was written."""
        path = tuple(int(m[2]) if m[2] else m[3] or m[1] for m in _STEP.finditer(fault.place.path))
        if not path:
            return attrs.evolve(fault, place=fallback)
        place = (
            key_place(self.tree, path)
            if fault.pattern is data_faults.UNKNOWN_KEY
            else lookup(self.tree, path)
        )
        related = tuple(attrs.evolve(p, file=place.file) for p in fault.related)
        return attrs.evolve(fault, place=place, related=related)


def _registers(before: Node | None, given: Node, faults: Faults) -> Node:
    """The registers with their changes: a day or null stands for through when a register is complete."""
    found = before if isinstance(before, Mapping) else Mapping((), given.place)
    for entry in _entries(given, faults):
        name = canonical_name(entry.key.text.removesuffix(".complete_through"))
        value = entry.value
        if isinstance(value, Scalar) and value.text in ABSENT:
            found = without(found, name)
            continue
        if isinstance(value, Scalar):
            day = Entry(Scalar("complete_through", "complete_through", "plain", entry.key.place), value)
            value = Mapping((day,), value.place)
        found = replaced(found, name, value)
    return found


def _entries(node: Node, faults: Faults) -> tuple[Entry, ...]:
    if isinstance(node, Mapping):
        return node.entries
    faults.found.append(wrong_shape(node, _MAPPING))
    return ()
