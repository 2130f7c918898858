"""Recusal (回避): which members of a panel have to stand back, by their unit, by a post that they hold, or as the one who is judged."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import AnyType, ListType, RecordType, ReferenceType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import WRONG_TYPE, is_poison
from projgov.rules.core.nodes import BOOLEAN, FALSE, Node
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import called, describe, item_type
from projgov.rules.forms.ballots import BALLOT, PANEL
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.meant import meant
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, Model, key

NO_JUDGED_UNIT = Pattern(
    "F522",
    Bilingual("{subject}没有写被评单位是哪个，无法判断谁应当回避", "which unit is judged is not said of {subject}: nobody can tell who has to stand back"),
    Bilingual("在 `recusal:` 下写 `units:`，如 `units: lead unit`", "write `units:` under `recusal:`, such as `units: lead unit`"),
)  # fmt: skip


@attrs.frozen
class Unrecused(Word):
    """What becomes of a ballot that had to be withheld and was not."""

    what = Bilingual("应回避未回避的票的处理方式", "way of treating a ballot that had to be withheld")
    options = (
        option("leave_out", "不计入", "leave out", "left out", "作废"),
        option("count", "计入", "count", "counted"),
    )


@attrs.frozen
class Unnamed(Word):
    """What is taken of a ballot that names neither the member nor the member's unit."""

    what = Bilingual("未记名票的处理方式", "way of treating a ballot that names nobody")
    options = (
        option("undetermined", "不定", "undetermined", "待定"),
        option("outside", "视为无关", "outside", "外单位"),
    )


class Recusal(Model):
    """Who has to stand back."""

    units: Expression | None = key(
        "被评单位", default=None, meaning="the unit judged, or a list of units; else what the subject itself is or names"
    )  # fmt: skip
    unrecused: Unrecused = key("未回避", default=Unrecused("leave_out"))
    unnamed: Unnamed = key("未记名", default=Unnamed("undetermined"))


def bound_by(recusal: Recusal | None, lowering: Lowering) -> Node | None:
    """Whether the member who gave `ballot` on `panel` has to stand back; None where the rule does not ask."""
    if recusal is None:
        return None
    place = lowering.place_of(("recusal",))
    scope = lowering.scope.with_locals(
        {"ballot": nodes.Variable("ballot", BALLOT), "panel": nodes.Variable("panel", PANEL)}
    )
    units = _units(recusal, lowering, place)
    himself = lowering.subject == "officer"
    if units is None and not himself:
        lowering.faults.add(NO_JUDGED_UNIT, place, subject=called(lowering.subject))
        return None
    by_unit, by_person = _ways(units, himself, scope, place)
    there, named = meant("present(ballot.unit)", scope, place), meant("present(ballot.officer)", scope, place)
    if by_unit is None:
        rows = [nodes.Row(named, by_person)]
        unknown = by_person
    else:
        either = nodes.Or((by_unit, by_person), place=place)
        rows = [
            nodes.Row(nodes.And((there, named), place=place), either),
            nodes.Row(there, by_unit),
            nodes.Row(named, by_person),
        ]
        unknown = by_unit
    otherwise = FALSE if recusal.unnamed.code == "outside" else unknown
    return nodes.Case(tuple(rows), otherwise, BOOLEAN, place=place)


def _units(recusal: Recusal, lowering: Lowering, place: Place) -> Node | None:
    """The units judged, as a list; None where nothing says which."""
    units = RecordType("unit")
    if recusal.units is not None:
        node = lowering.expression(recusal.units)
        inner = item_type(node.type)
        if (
            not is_poison(node)
            and not isinstance(inner or node.type, AnyType)
            and units != (inner or node.type)
        ):
            found = describe(node.type)
            lowering.faults.add(WRONG_TYPE, node.place, wanted=describe(units), found=found)
        if is_poison(node) or inner is not None:
            return node
    elif lowering.subject == "unit":
        node = lowering.this()
    else:
        record = None if lowering.subject == PORTFOLIO else lowering.names.vocabulary.record(lowering.subject)
        named = [n for n in ("lead_unit", "unit") if record is not None and _refers(record.members.get(n))]
        if not named:
            return None
        node = meant(named[0].replace("_", " "), lowering.scope, place)
    return nodes.MakeList((node,), ListType(units), place=node.place)


def _refers(member: object) -> bool:
    kind = getattr(member, "type", None)
    return isinstance(kind, ReferenceType | RecordType) and kind.record == "unit"


def _ways(units: Node | None, himself: bool, scope: Scope, place: Place) -> tuple[Node | None, Node]:
    """That the ballot's unit is judged (None where no unit is), and that the member holds a post there or is judged himself."""
    own = meant("ballot.officer = subject", scope, place) if himself else None
    if units is None:
        assert own is not None, "somebody is judged"
        return None, own
    within = scope.with_locals({"judged_units": units})
    by_unit = meant("some u in judged_units satisfies u = ballot.unit", within, place)
    held = meant(
        "some q in ballot.officer.posts satisfies (some u in judged_units satisfies u = q.unit)"
        " and q.from <= panel.occurred and (missing(q.to) or q.to >= panel.occurred)",
        within,
        place,
    )
    return by_unit, held if own is None else nodes.Or((own, held), place=place)
