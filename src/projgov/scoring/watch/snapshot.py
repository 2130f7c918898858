"""A session as JSON text, and back."""

from __future__ import annotations

import hashlib
from datetime import date
from importlib import metadata
from typing import Any

from projgov.diagnostics import Bilingual, InvalidData, Pattern, Place
from projgov.domain.calendar import WorkCalendar, parse_date
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.domain.write import to_plain
from projgov.reading.canonical import canonical, dumps
from projgov.reading.json import parse
from projgov.rules.core.program import Core
from projgov.rules.load import Pack
from projgov.scoring.compile import Program
from projgov.scoring.digest import core_digest
from projgov.scoring.evaluate import program_of
from projgov.scoring.watch.session import EngineName, Session

EDITION = 1
"""The edition of the form of snapshots."""

NO_SNAPSHOT = Pattern(
    "D080",
    Bilingual("这不是完整的快照，或被改动过", "this is no whole snapshot, or it was changed"),
    Bilingual("用 `session.snapshot()` 给出的原文", "give the text of `session.snapshot()` as it was"),
)
OTHER_RULES = Pattern(
    "D081",
    Bilingual("快照出自另一套规则（{found}）", "the snapshot is of other rules ({found})"),
    Bilingual("用快照时的规则包继续", "go on with the pack that it was made with"),
)


def snapshot(
    pack: Pack,
    core: Core,
    portfolio: Portfolio,
    clock: date,
    advanced: date,
    as_of: date | None,
    seen: tuple[str, ...],
) -> str:
    """The text: the state of the session, its rules by their digest, and a digest of the whole."""
    body: dict[str, Any] = {
        "projgov_session": EDITION,
        "version": metadata.version("projgov"),
        "pack": pack.name,
        "rules": core_digest(core),
        "calendar": None if core.calendar is None else core.calendar.digest,
        "day": clock.isoformat(),
        "advanced": advanced.isoformat(),
        "as_of": None if as_of is None else as_of.isoformat(),
        "seen": list(seen),
        "portfolio": to_plain(portfolio),
    }
    return dumps({**body, "digest": _digest(body)})


def resume(
    pack: Pack,
    text: str,
    *,
    engine: EngineName | None = None,
    program: Program | None = None,
    calendar: WorkCalendar | None = None,
) -> Session:
    """The session that a snapshot holds. It goes on as if it had never stopped; which engine does is of no account.

    Raises:
        InvalidData: where the text is cut short, changed by hand, or of another pack or calendar.
    """
    body = _body(text)
    program = program_of(pack, program, calendar)
    core = program.core
    own = None if core.calendar is None else core.calendar.digest
    if body["rules"] != core_digest(core) or body["calendar"] != own:
        raise InvalidData([OTHER_RULES.at(Place(), found=str(body["pack"]))])
    as_of = body["as_of"]
    return Session(
        pack,
        from_plain(body["portfolio"]),
        parse_date(body["day"]),
        as_of=None if as_of is None else parse_date(as_of),
        engine=engine,
        program=program,
        seen=body["seen"],
        advanced=parse_date(body["advanced"]),
    )


def _body(text: str) -> dict[str, Any]:
    """What a snapshot says, once its digest has been found right."""
    try:
        found = parse(text, "snapshot", most=len(text))
    except InvalidData:
        raise InvalidData([NO_SNAPSHOT.at(Place())]) from None
    if type(found) is dict and found.get("projgov_session") == EDITION:
        body = {key: value for key, value in found.items() if key != "digest"}
        if found.get("digest") == _digest(body):
            return body
    raise InvalidData([NO_SNAPSHOT.at(Place())])


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()
