"""The facts of one subject as a caller of a decider gives them: names, values, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean
from projgov.domain import faults
from projgov.domain.scalars import Bad, read_date, reader
from projgov.domain.types import Missing
from projgov.domain.vocabulary import Member, Record, canonical_name
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.numbers import exact
from projgov.scoring.values import Evidence, Unknown

SAME_FACT = Pattern(
    "E025",
    Bilingual("`{found}` 与 `{other}` 是同一项", "`{found}` and `{other}` are names of one fact"),
    Bilingual("只给出其中一个", "give one of them only"),
)


def admission(wanted: Needs, member: Member) -> Callable[[Any, list[Diagnostic]], Any]:
    """What becomes of a fact that the guard of the generated code did not take as it stands."""
    read = reader(member.type)

    def admit(value: Any, found: list[Diagnostic]) -> Any:
        if isinstance(value, Missing):
            return _unknown(wanted, member, value.why)
        if type(value) is dict and value.keys() == {"withheld"} and type(value["withheld"]) is str:
            return _unknown(wanted, member, value["withheld"])
        if value is None and member.nullable:
            return None
        try:
            return _exact(read(value))
        except Bad as bad:
            found.append(_diagnostic(bad, member.name))
            return _unknown(wanted, member, "")

    return admit


def _unknown(wanted: Needs, member: Member, why: str) -> Unknown:
    return Unknown(frozenset({Evidence(wanted.subject, "", (member.name,), why)}))


def refusal(record: Record) -> Callable[..., Mapping[str, object] | None]:
    """Called for facts that are no `dict` (which it makes of them), and for those in which something is wrong or unknown.

    Where nothing is wrong it gives None, or the same facts under the own names of members, with which to decide again.
    """
    own = {canonical_name(n): m.name for m in record.members.values() for n in (m.name, *m.names)}

    def refuse(facts: Any, found: Sequence[Diagnostic] | None = None) -> Mapping[str, object] | None:
        if found is None:
            if not isinstance(facts, Mapping):
                raise TypeError(f"facts are a mapping of names to values, not {type(facts).__name__}")
            return dict(facts)
        if not found and facts.keys() <= record.members.keys():
            return None  # facts that no rule reads
        renamed: dict[object, object] = {}
        given: dict[object, object] = {}
        wrong: list[Diagnostic] = []
        for name, value in facts.items():
            mine = name if name in record.members else own.get(canonical_name(str(name)), name)
            if mine in given:
                wrong.append(SAME_FACT.at(Place(path=str(name)), found=str(name), other=str(given[mine])))
            elif mine not in record.members:
                wrong.append(_unknown_fact(record, str(name)))
            given.setdefault(mine, name)
            renamed[mine] = value
        if not wrong and renamed.keys() != facts.keys():
            return renamed  # type: ignore[return-value]  # every name is a member's, and so a text
        if found or wrong:
            raise InvalidData([*found, *wrong])
        return None

    return refuse


def _unknown_fact(record: Record, name: str) -> Diagnostic:
    return faults.UNKNOWN_KEY.at(
        Place(path=name),
        record=record.about.named.label,
        key=name,
        hint=did_you_mean(name, record.all_names()),
    )


def _exact(value: Any) -> Any:
    return exact(value) if isinstance(value, Decimal) else value


def day_of(value: object) -> date:
    """The day that was given, as a date or its text. Raises `InvalidData` where it is none."""
    try:
        return read_date(value)
    except Bad as bad:
        raise InvalidData([_diagnostic(bad, "as_of")]) from None


def _diagnostic(bad: Bad, path: str) -> Diagnostic:
    return Diagnostic(bad.pattern, Place(path=path), tuple(sorted(bad.values.items())))
