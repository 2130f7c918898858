"""What is wrong with the rows of a decision table: rows that meet, inputs without a row, rows that can never hold.

What is said is shown by an input for which it is so. Of cells that compare with anything but constants nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.coverage import Overlap, covered, meeting, overlaps, uncovered
from projgov.rules.forms.regions import Region, Space, TooMuch, space_of
from projgov.rules.forms.table_policies import HitPolicy
from projgov.rules.forms.tables import Table

OVERLAP = Pattern(
    "B042",
    Bilingual("第 {second} 行与第 {first} 行同时成立，例如 {example}", "row {second} and row {first} both hold, for instance where {example}"),
    Bilingual("改条件使各行互不重叠，或写 `hit: first`，取在前的一行", "change the conditions so that one row holds, or let the first count: `hit: first`"),
)  # fmt: skip
SHARED_END = Pattern(
    "B052",
    Bilingual("第 {second} 行与第 {first} 行都把 {example} 算在内", "row {second} and row {first} both include {example}"),
    Bilingual("说明这一端属于哪一行：不含它的一行用圆括号，如 `[80..90)`", "say to which of them the end belongs: leave it out of the other with a round bracket, as in `[80..90)`"),
)  # fmt: skip
DISAGREEMENT = Pattern(
    "B043",
    Bilingual(
        "第 {second} 行与第 {first} 行同时成立，结果却不同，例如 {example}",
        "row {second} and row {first} both hold and give different outputs, for instance where {example}",
    ),
    Bilingual(
        "让它们的结果相同，或改条件，或写 `hit: first`",
        "let them give the same, change the conditions, or write `hit: first`",
    ),
)
GAP = Pattern(
    "B044",
    Bilingual("没有一行适用于 {example}", "no row is for {example}"),
    Bilingual(
        "补一行；或在 `outputs:` 下给结果写 `otherwise:`；不会出现的值，在 `inputs:` 下写 `least:`、`most:`、`decimals:` 或 `values:` 说明",
        "add a row, give the outputs an `otherwise:` under `outputs:`, or say under `inputs:` what values occur: `least:`, `most:`, `decimals:`, `values:`",
    ),
)  # fmt: skip
COVERED = Pattern(
    "B045",
    Bilingual("第 {row} 行永远用不到：{by}已经包括了它", "row {row} never counts: {by}"),
    Bilingual("删去它，或移到前面", "leave it out, or move it up"),
)
IMPOSSIBLE_CELL = Pattern(
    "B046",
    Bilingual("`{column}` 没有一个值符合 `{cell}`", "no value of `{column}` meets `{cell}`"),
    Bilingual("改正这一格；区间先写小的一端", "correct the cell; a range begins with its lower end"),
)
IMPOSSIBLE_ROW = Pattern(
    "B047",
    Bilingual("第 {row} 行各格的条件互相矛盾，永远不成立", "the cells of row {row} contradict one another: it never holds"),
    Bilingual("改正这一行，或删去它", "correct the row, or leave it out"),
)  # fmt: skip
_SHOWN = 4


def check(
    table: Table,
    policy: HitPolicy,
    cells: Sequence[Sequence[Node]],
    order: Sequence[int],
    lowering: Lowering,
    *,
    strict: bool = True,
) -> bool:
    """Tell the faults of the rows; `order` is that in which they count. Whether the first row that holds is sure to tell all.

    Unless it is `strict`, rows without use and inputs without a row are doubts only: in DMN such inputs give null.
    """
    try:
        return _Checks.of(table, policy, cells, order, lowering, strict).run()
    except TooMuch:
        return policy.code in ("first", "priority")


@attrs.frozen
class _Checks:
    table: Table
    policy: HitPolicy
    cells: Sequence[Sequence[Node]]
    order: Sequence[int]
    lowering: Lowering
    space: Space
    rows: Sequence[Region]
    """In the order of the file."""
    strict: bool

    @classmethod
    def of(
        cls,
        table: Table,
        policy: HitPolicy,
        cells: Sequence[Sequence[Node]],
        order: Sequence[int],
        lowering: Lowering,
        strict: bool,
    ) -> _Checks:
        names = {id(i): Bilingual(i.column.name, i.column.name) for i in table.inputs}

        def named(node: Node) -> Bilingual | None:
            return next((names[id(i)] for i in table.inputs if i.node == node), None)

        def domain(node: Node) -> Domain | None:
            return next((i.domain for i in table.inputs if i.node == node), None)

        space = space_of((c for row in cells for c in row), named, domain)
        rows = [space.region(nodes.And(tuple(row))) for row in cells]
        return cls(table, policy, cells, order, lowering, space, rows, strict)

    def run(self) -> bool:
        possible = self._impossible()
        code = self.policy.code
        exclusive = code in ("first", "priority")
        if code in ("unique", "any"):
            exclusive = self._together()
        elif exclusive:
            self._covered(possible)
        if self.policy.is_single and any(o.otherwise is None for o in self.table.outputs):
            self._gap()
        return exclusive

    def _impossible(self) -> set[int]:
        """The rows that can hold. Those that cannot are told."""
        found: set[int] = set()
        for number, (row, cells) in enumerate(zip(self.rows, self.cells, strict=True)):
            if row.possible:
                found.add(number)
                continue
            line = self.table.grid.rows[number]
            empty = [n for n, c in enumerate(cells) if not self.space.region(c).possible]
            for n in empty:
                cell, column = line.inputs[n], self.table.inputs[n].column
                self._doubt(IMPOSSIBLE_CELL, cell.place, column=column.name, cell=cell.text)
            if not empty:
                self._doubt(IMPOSSIBLE_ROW, line.place, row=number + 1)
        return found

    def _together(self) -> bool:
        """Whether it is excluded that rows hold together (U), or give different outputs where they do (A)."""
        agree = self.policy.code == "any"
        told: set[int] = set()
        for found in overlaps(self.space, self.rows):
            first, second = found.first, found.second
            if second in told or (agree and not self._differ(first, second)):
                continue
            told.add(second)
            line = self.table.grid.rows
            pattern = SHARED_END if self._share_an_end(found) else DISAGREEMENT if agree else OVERLAP
            self.lowering.faults.add(
                pattern,
                line[second].place,
                related=[line[first].place],
                first=first + 1,
                second=second + 1,
                example=self.space.example(found.box),
            )
        return all(agree and self._same(a, b) for a, b in meeting(self.space, self.rows))

    def _share_an_end(self, found: Overlap) -> bool:
        """Whether two rows meet in one value only, at which the one ends and the other begins."""
        pairs = product(self.rows[found.first].sure, self.rows[found.second].sure)
        meeting_ = [(a, b) for a, b in pairs if self.space.meet(a, b) is not None]
        return len(meeting_) == 1 and any(
            axis.is_point(both) and not (axis.is_point(a) or axis.is_point(b))
            for axis, both, a, b in zip(self.space.axes, found.box, *meeting_[0], strict=True)
        )

    def _differ(self, first: int, second: int) -> bool:
        """Whether two rows surely give different outputs."""
        pairs = ((o.cells[first], o.cells[second]) for o in self.table.outputs)
        return any(
            isinstance(a, nodes.Literal) and isinstance(b, nodes.Literal) and a.value != b.value
            for a, b in pairs
        )

    def _same(self, first: int, second: int) -> bool:
        """Whether two rows surely give the same outputs."""
        return all(_equal(o.cells[first], o.cells[second]) for o in self.table.outputs)

    def _covered(self, possible: set[int]) -> None:
        order = [n for n in self.order if n in possible]
        for found in covered(self.space, [self.rows[n] for n in order]):
            number = order[found.row]
            by = sorted(order[n] + 1 for n in found.by)
            lines = self.table.grid.rows
            place = lines[number].place
            related = [lines[n - 1].place for n in by[:_SHOWN]]
            self._doubt(COVERED, place, related, row=number + 1, by=_rows(by))

    def _gap(self) -> None:
        box = uncovered(self.space, self.rows)
        if box is not None:
            place = self.table.grid.header.place
            self._doubt(GAP, place, example=self.space.example(box))

    def _doubt(
        self, pattern: Pattern, place: Place, related: Iterable[Place] = (), **values: str | int | Bilingual
    ) -> None:
        told = pattern if self.strict else attrs.evolve(pattern, severity="warning")
        self.lowering.faults.add(told, place, related=related, **values)


def _equal(left: Node, right: Node) -> bool:
    if isinstance(left, nodes.Literal) and isinstance(right, nodes.Literal):
        return bool(left.value == right.value)
    return left == right


def _rows(numbers: Sequence[int]) -> Bilingual:
    """The rows that cover another."""
    more = len(numbers) > _SHOWN
    shown = [str(n) for n in numbers[:_SHOWN]]
    if len(numbers) == 1:
        return Bilingual(f"第 {shown[0]} 行", f"row {shown[0]} covers it")
    return Bilingual(
        f"第 {'、'.join(shown)} {'等' if more else ''}行",
        f"rows {', '.join(shown)}{' …' if more else ''} cover it",
    )
