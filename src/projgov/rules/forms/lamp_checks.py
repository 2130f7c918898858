"""What is doubtful about the rows of a rule on lamps: rows that never show, values without a lamp, lamps that clear as they light."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.forms.atoms import Axis, Domain, Mask
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.called import called, sources
from projgov.rules.forms.coverage import covered, uncovered
from projgov.rules.forms.lamp_rows import Lamps, is_none
from projgov.rules.forms.regions import Boxes, Region, Space, TooMuch, space_of

NEVER_REACHED = Pattern(
    "L011",
    Bilingual(
        "这一行永远用不到：前面的行已经包括了它",
        "this row is never reached: the rows before it already cover it",
    ),
    Bilingual("删去它，或移到前面", "leave it out, or move it up"),
)
NO_LAMP_FOR = Pattern(
    "B053",
    Bilingual("{example}时不亮灯", "there is no lamp for {example}"),
    Bilingual(
        "补一行，或写 `otherwise:`（不亮灯写 `otherwise: none`）",
        "add a row, or write `otherwise:` (`otherwise: none` for no lamp)",
    ),
    severity="warning",
)
CLEARS_AS_IT_LIGHTS = Pattern(
    "L012",
    Bilingual(
        "{example}时，灯 `{lamp}` 既该亮又该解除",
        "for {example} the lamp `{lamp}` is both to light and to clear",
    ),
    Bilingual(
        "解除条件要比亮灯条件更严，两者不能同时成立",
        "let it clear only where its condition to light does not hold",
    ),
    severity="warning",
)


def check_reached(rule: Lamps, conditions: Sequence[Node], lowering: Lowering) -> None:
    """Rows after one that always holds, and rows with the condition of one before them."""
    deciding = [None if row.lights_after else c for row, c in zip(rule.show, conditions, strict=True)]
    for index, condition in enumerate(conditions):
        before = deciding[:index]
        if nodes.TRUE in before or (condition in before and condition != nodes.TRUE):
            first = next(i for i, c in enumerate(before) if c in (nodes.TRUE, condition))
            place = lowering.place_of(("show", index, "lamp"))
            related = [lowering.place_of(("show", first, "lamp"))]
            lowering.faults.extend([NEVER_REACHED.at(place, related=related)])
    if nodes.TRUE in deciding and not is_none(rule.otherwise):
        lowering.faults.add(NEVER_REACHED, lowering.place_of(("otherwise",)))


def check_values(rule: Lamps, conditions: Sequence[Node], lowering: Lowering) -> None:
    """Rows that never show because rows before them take every value, and values for which nothing is said."""
    space = _space(rule, conditions, lowering)
    try:
        rows = [space.region(c) for c in conditions]
        # A row that shows only after several periods is passed over until then.
        rows = [
            attrs.evolve(region, sure=()) if row.lights_after else region
            for row, region in zip(rule.show, rows, strict=True)
        ]
        hidden = [f for f in covered(space, rows) if f.by]
        gap = None if "otherwise" in rule.model_fields_set else _gap(space, rows)
    except TooMuch:
        return
    told = {d.place for d in lowering.faults if d.pattern is NEVER_REACHED}
    for found in hidden:
        place = lowering.place_of(("show", found.row, "lamp"))
        if place not in told:
            related = [lowering.place_of(("show", n, "lamp")) for n in found.by]
            lowering.faults.extend([NEVER_REACHED.at(place, related=related)])
    if gap is not None:
        lowering.faults.add(NO_LAMP_FOR, lowering.place_of(("show",)), example=gap)


def check_clearing(rule: Lamps, index: int, lights: Node, clears: Node, lowering: Lowering) -> None:
    """A value at which a lamp both lights and clears."""
    space = _space(rule, (lights, clears), lowering)
    try:
        regions = [space.region(c) for c in (lights, clears)]
        box = space.overlap(regions[0].sure, regions[1].sure) if len(space.axes) == 1 else None
    except TooMuch:
        return
    if box is not None:
        place = lowering.place_of(("show", index, "clears_when"))
        lowering.faults.add(
            CLEARS_AS_IT_LIGHTS, place, example=_said(space.axes[0], box[0]), lamp=rule.show[index].lamp
        )


def _space(rule: Lamps, conditions: Sequence[Node], lowering: Lowering) -> Space:
    written = [w for row in rule.show for w in (row.when, row.clears_when) if w is not None]
    names = sources([*written, *([] if rule.variance is None else [rule.variance])])

    def name(node: Node) -> Bilingual | None:
        return called(node, lowering) or names.get(node.place)

    return space_of(conditions, name, lambda node: Domain.of(node.type))


def _gap(space: Space, rows: Sequence[Region]) -> Bilingual | None:
    """Values for which surely no row holds, in words.

    Of several values that are asked it is not known which occur together. So of these only a hole is told: values of one, with a
    lamp by that one alone for lesser values and for greater ones, and none for these whatever the others are but for what the
    rows name.
    """
    box = uncovered(space, rows)
    if box is None:
        return None
    if len(space.axes) == 1:
        return _said(space.axes[0], box[0])
    for at, axis in enumerate(space.axes):
        others = [n for n in range(len(space.axes)) if n != at]
        alone: Mask = 0
        for row in rows:
            for taken in row.sure:
                if all(taken[n] == space.axes[n].full for n in others):
                    alone |= taken[at]
        hole = axis.full & ~alone
        for part in axis.stretches(hole):
            open_ = [space.axes[n].full for n in range(len(space.axes))]
            open_[at] = part
            left: Boxes = (tuple(open_),)
            for row in rows:
                left = space.remainder(left, row.possible)
            below, above = alone & ((part & -part) - 1), alone >> part.bit_length()
            if below and above and left:
                return _said(axis, part)
    return None


def _said(axis: Axis, mask: Mask) -> Bilingual:
    """Values of one thing, in words."""
    said = axis.said(mask)
    space = "" if said.zh.endswith("）") else " "
    return Bilingual(f"{axis.name.zh} {said.zh}{space}", f"{axis.name.en} {said.en}")
