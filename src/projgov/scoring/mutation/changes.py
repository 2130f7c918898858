"""The small changes of a rule file, one place each: within expressions, of numbers, of parameters, and rows left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath
from typing import Any

import attrs
from pydantic import BaseModel

from projgov.diagnostics import Place
from projgov.domain.types import Option
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Path, Scalar, ScalarValue, Sequence
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_written import SignalRow, StepRow, TriggerRow, WayRow
from projgov.rules.forms.options import find
from projgov.rules.forms.written import Expression
from projgov.rules.kinds.tables import TableRule, TableText, csv_of
from projgov.rules.load import Written
from projgov.scoring.mutation.expressions import Sort, edits, moved
from projgov.scoring.mutation.tables import csv_edits, table_edits

_CONTEXT = 24
"""So many characters of an expression are shown on either side of what changes in it."""
_SILENT = ("id", "title", "implements", "quote", "note", "reason", "on", "replaceable", "body")
"""What decides nothing, or changes into another rule."""
_LEFT_OUT: Mapping[type[BaseModel], tuple[str, ...]] = {
    SignalRow: ("excused", "once_per", "counts_when"),
    TriggerRow: ("times", "in_a_row", "within"),
    StepRow: ("all_of", "after", "decision", "deadline"),
    WayRow: ("to", "from_", "forgets"),
}
"""Keys that a part of a ladder can do without, and means something else then."""


@attrs.frozen
class Change:
    """A small change: what stood at `place`, in the rule file or in a table beside it, and what is put there instead.

    `rule` is the id of the rule or parameter changed, `what` its kind of rule, or `parameter`. `after` is empty where something is
    left out. `files` are the tables beside that are changed, by where they are.
    """

    rule: str
    what: str
    sort: Sort
    place: Place
    before: str
    after: str
    _target: Node = attrs.field(repr=False, eq=False)
    _new: Node | None = attrs.field(repr=False, eq=False)
    files: Mapping[FilePath, bytes] = attrs.field(factory=dict, repr=False, eq=False)

    def of(self, tree: TreeMapping) -> TreeMapping:
        """The tree of the file with the change made."""
        changed = _exchanged(tree, self._target, self._new)
        assert isinstance(changed, TreeMapping)
        return changed


def changes(written: Written, head: Node) -> Iterator[Change]:
    """Every small change of a rule file: of its parameters, which stand in its `head`, then of its rules in the order of the file.

    What it takes from a file that it extends is not changed: that file's own tests guard it.
    """
    own = written.tree.place.file
    for name, scalar in _parameters(head):
        if scalar.place.file == own:
            yield from _of_scalar(name, "parameter", scalar)
    values = {(type(node), node.place): node for node in _values(written.tree)}
    for lowering in sorted((r for r in written.rules if r.place.file == own), key=lambda rule: rule.place):
        yield from _Rule(lowering, values).changes(lowering.rule, ())


def _parameters(head: Node) -> Iterator[tuple[str, Scalar]]:
    """The values of parameters, in each version."""
    given = head.get("parameters") if isinstance(head, TreeMapping) else None
    for entry in given if isinstance(given, TreeMapping) else ():
        for key in ("value", "versions"):
            found = entry.value.get(key) if isinstance(entry.value, TreeMapping) else None
            versions = found.items if isinstance(found, Sequence) else ()
            for node in (found, *(v.get("value") for v in versions if isinstance(v, TreeMapping))):
                if isinstance(node, Scalar):
                    yield entry.key.text, node


@attrs.frozen
class _Rule:
    """One rule, and where in the tree of the file what stands in it is found."""

    lowering: Lowering
    values: dict[tuple[type, Place], Node]

    def changes(self, part: object, path: Path) -> Iterator[Change]:
        """The changes of a part of the rule, to which `path` leads."""
        if isinstance(part, Expression):
            yield from self._expression(part)
        elif isinstance(part, TableText):
            yield from self._csv(part) if part.is_file else self._table(part.scalar)
        elif isinstance(part, Fraction):
            scalar = self._node(Scalar, path)
            if isinstance(scalar, Scalar):
                yield from _of_scalar(self.lowering.rule.id, self.lowering.kind, scalar)
        elif isinstance(part, list):
            for position, item in enumerate(part):
                if len(part) > 1:
                    yield from self._dropped((*path, position))
                yield from self.changes(item, (*path, position))
        elif isinstance(part, dict):
            for name, item in part.items():
                yield from self.changes(item, (*path, name))
        elif isinstance(part, BaseModel):
            for name in _LEFT_OUT.get(type(part), ()):
                if name in part.model_fields_set:
                    yield from self._left_out(path, name)
            for name in type(part).model_fields:
                if name not in _SILENT:
                    yield from self._words(part, path, name)
                    yield from self.changes(getattr(part, name), (*path, name))

    def _words(self, part: BaseModel, path: Path, name: str) -> Iterator[Change]:
        """The words of a list, each exchanged for those next to it among the words that there are."""
        listed = getattr(part, name)
        extra: Any = type(part).model_fields[name].json_schema_extra or {}
        options: tuple[Option, ...] = extra.get("options", ())
        if not options or not isinstance(listed, list):
            return
        codes = [option.code for option in options]
        for position, word in enumerate(listed):
            found, scalar = find(word, options), self._node(Scalar, (*path, name, position))
            if found is None or not isinstance(scalar, Scalar):
                continue
            index = codes.index(found.code)
            for other in dict.fromkeys((codes[index - 1], codes[(index + 1) % len(codes)])):
                yield self._change("exchanged", scalar.place, word, other, scalar, _plain(scalar, other))

    def _expression(self, written: Expression) -> Iterator[Change]:
        scalar, text = written.scalar, written.text
        if scalar.style == "double":
            return  # a text, and no expression
        for edit in edits(text):
            new = edit.of(text)
            around = max(edit.start - _CONTEXT, 0), edit.end + _CONTEXT
            before = text[around[0] : around[1]]
            after = attrs.evolve(edit, start=edit.start - around[0], end=edit.end - around[0]).of(before)
            place = written.place_at(edit.start, edit.end - edit.start)
            yield self._change(edit.sort, place, _line(before), _line(after), scalar, _plain(scalar, new))

    def _table(self, scalar: Scalar) -> Iterator[Change]:
        for one in table_edits(scalar):
            new = _plain(scalar, one.text)
            yield self._change(one.sort, one.place, _line(one.before), _line(one.after), scalar, new)

    def _csv(self, part: TableText) -> Iterator[Change]:
        rule, beside, scalar = self.lowering.rule, self.lowering.beside, part.scalar
        assert isinstance(rule, TableRule)
        path = beside.path(scalar.text.strip(), scalar.place)
        for one in csv_edits(csv_of(part, beside), rule.outputs):
            change = self._change(one.sort, one.place, _line(one.before), _line(one.after), scalar, scalar)
            yield attrs.evolve(change, files={path: one.text.encode()})

    def _dropped(self, path: Path) -> Iterator[Change]:
        row = self._node(Scalar, path) or self._node(TreeMapping, path)
        if row is not None:
            yield self._change("dropped", row.place, _line(_head(row)), "", row, None)

    def _left_out(self, path: Path, name: str) -> Iterator[Change]:
        """A key of a part left out, with what stands under it."""
        part, place = self._node(TreeMapping, path), self.lowering.place_of((*path, name))
        for entry in part if isinstance(part, TreeMapping) else ():
            if entry.value.place == place:
                shown = _line(f"{entry.key.text}: {_whole(entry.value)}")
                yield self._change("dropped", entry.key.place, shown, "", entry.value, None)

    def _node(self, sort: type, path: Path) -> Node | None:
        return self.values.get((sort, self.lowering.place_of(path)))

    def _change(
        self, sort: Sort, place: Place, before: str, after: str, target: Node, new: Node | None
    ) -> Change:
        return Change(self.lowering.rule.id, self.lowering.kind, sort, place, before, after, target, new)


def _of_scalar(rule: str, what: str, scalar: Scalar) -> Iterator[Change]:
    """A number moved up and down by its last digit, a day to the next, yes to no."""
    text = scalar.text
    if isinstance(scalar.value, bool):
        others = ["false" if scalar.value else "true"]
    elif isinstance(scalar.value, int | Decimal):
        others = list(moved(text))
    else:
        others = [edit.of(f'@"{text}"')[2:-1] for edit in edits(f'@"{text}"') if edit.sort == "moved"]
    for other in others:
        yield Change(rule, what, "moved", scalar.place, text, other, scalar, _plain(scalar, other))


def _plain(scalar: Scalar, text: str) -> Scalar:
    """The scalar with another text, as if that had been written without quotes."""
    value: ScalarValue = text
    if scalar.style == "plain" and isinstance(scalar.value, bool):
        value = text == "true"
    elif scalar.style == "plain" and isinstance(scalar.value, int | Decimal):
        value = int(text) if text.lstrip("-").isdigit() else Decimal(text)
    return Scalar(value, text, "literal" if scalar.style != "plain" else "plain", scalar.place)


def _values(node: Node) -> Iterator[Node]:
    """All that stands in a tree, but for keys."""
    yield node
    if isinstance(node, TreeMapping):
        for entry in node:
            yield from _values(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _values(item)


def _exchanged(node: Node, target: Node, new: Node | None) -> Node:
    """The tree with one node of it exchanged for another, or left out of its list, or with its key of a mapping."""
    if isinstance(node, TreeMapping):
        parts = [
            attrs.evolve(
                e, value=new if e.value is target and new is not None else _exchanged(e.value, target, new)
            )
            for e in node
            if e.value is not target or new is not None
        ]
        return attrs.evolve(node, entries=tuple(parts))
    if isinstance(node, Sequence):
        items = [new if item is target else _exchanged(item, target, new) for item in node.items]
        return attrs.evolve(node, items=tuple(item for item in items if item is not None))
    return node


def _head(row: Node) -> str:
    """A row by itself or by its first entry."""
    if isinstance(row, TreeMapping) and row.entries:
        first = row.entries[0]
        return f"{first.key.text}: {_head(first.value)}"
    return row.text if isinstance(row, Scalar) else "…"


def _whole(node: Node) -> str:
    """What stands under a key: a text or number, or a list of them."""
    if isinstance(node, Sequence):
        return f"[{', '.join(_whole(item) for item in node.items)}]"
    return _head(node)


def _line(text: str) -> str:
    return " ".join(text.split())
