"""What a subject has gone through: the occasions of checks as they came, and the ladder that dated events make it climb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import AnyType, ListType, ValueType
from projgov.rules.core.ladder import Ladder
from projgov.rules.core.nodes.common import here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Occasions:
    """The occasions that the definition `of` (a `Tally`) counts among, as far as they have been judged: contexts, sorted by day.

    The entries: `day`, the day judged; `outcome`, which is `met`, `unmet` or `excused`, and unknown where it is undetermined;
    `about`, the period of the occasion or the id of its record, null where it has neither. What the occasions of a check may
    lack, the list may lack. Null subject gives null.
    """

    of: str
    subject: Node
    type: ValueType = ListType(AnyType())
    place: Place = here()


@attrs.frozen
class Climb:
    """Where dated events have led a subject on a ladder, through the judged day: a context.

    Each of `signals` is a list of contexts with the entries `day`; `hit` (true: it counts; false: it ends a run); `key` (of
    several hits of one signal with one key the first counts; null: each counts); `about` (what is said of it). `rulings` is such
    a list with the entries `day`, `step` (a position), `granted`, `until` (a deadline, or null) and `about`. `least` are the
    numbers and `windows` the numbers of days that the triggers name; `deadlines` give dates, and see the variable `since`.

    Events are gone through by day; on one day: first deadlines that have passed, then rulings (of one step, those that refuse it
    before those that grant it, the earlier `until` first), hits in the order of the signals (those that end a run before those
    that count), last ways down. What is alike in all that goes by the text of `about`: in what order events came in makes no
    difference. After every event that counts, the steps that name it are looked at: of those that are higher than where the subject
    stands, that are not proposed already, whose `after` stand and whose triggers are met, the highest is taken, or
    proposed where it is `decided`. A step that was taken makes those be looked at whose `after` name it. A ruling takes the
    step that it grants, if its `after` stand, and ends the proposal of one that it does not grant; a ruling on a step whose
    `after` do not stand moves nothing. A deadline has passed on the day after it; a way down ends it.

    The entries: `step`, the id of the highest step that stands, null for none; `since`, the day from which it has; `proposed`, the
    id of the highest step proposed and not ruled on, or null; `counts`, for each signal the hits that are not
    forgotten; `entries`, a list of contexts, one for each move: `step`, `day`, `move` (`taken`, `proposed`, `refused`, `ended`, or
    `premature` for a ruling that moves nothing), `waits` (whether it is a proposal that is still open), `due` (its deadline or null), `about` (what the ruling or the way down says of
    itself) and `evidence`, a list of contexts with `signal`, `day` and `about`: the hits counted, or the step
    unresolved; of a step that was taken by a ruling, those of its proposal; of one that was `ended`, what led down.

    From the first day of which it is not known what happened, nothing more is known: `step`, `since`, `proposed` and `counts` are
    unknown then, and so is whether a proposal is still open; `entries` may lack some.
    """

    ladder: Ladder
    signals: tuple[Node, ...]
    least: tuple[Node, ...] = ()
    windows: tuple[Node, ...] = ()
    deadlines: tuple[Node, ...] = ()
    rulings: Node | None = None
    type: ValueType = AnyType()
    place: Place = here()
