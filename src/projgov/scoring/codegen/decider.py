"""The code of a decider: one subject's facts in, what the rules say of it out.

`decide` reads and checks all facts in one compound guard and goes on in two-valued code; where the guard fails it leaves for
`slow`, which is three-valued.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.scalars import Bad, read_date, read_period, read_text
from projgov.domain.types import MISSING
from projgov.domain.vocabulary import Member
from projgov.rules.core.program import Core
from projgov.scoring import three_valued
from projgov.scoring.codegen import fast
from projgov.scoring.codegen.atoms import NotSupported
from projgov.scoring.codegen.guard import ratio, rescaled, scaled
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.codegen.quick import Quick, Recorded
from projgov.scoring.codegen.slow import Admit, Slow
from projgov.scoring.codegen.text import Text, load


@attrs.frozen
class Generated:
    """A decider as code: its `source`, its function, and what two-valued code records (None: there is no such code)."""

    source: str
    function: Callable[..., tuple[Any, ...]]
    recorded: Recorded | None


def generate(
    core: Core,
    needs: Needs,
    *,
    explain: bool,
    admit: Callable[[Member], Admit],
    refuse: Callable[..., Any],
    day: Callable[[Any], date],
) -> Generated:
    """The decider of the outputs that `needs` names."""
    text = Text()
    recorded = None
    try:
        with text.aside() as lines:
            recorded = Quick(text, core, needs, explain).write()
        text.replay(lines)
    except NotSupported:
        pass  # then the slow form stands alone
    Slow(text, core, needs, explain, admit).write("decide" if recorded is None else "slow")
    known = frozenset(core.vocabulary.record(needs.subject).members)
    constants = {**text.constants, **_RUNTIME, "refuse": refuse, "day_of": day, "KNOWN": known}
    source = str(text)
    return Generated(source, load(source, constants)["decide"], recorded)


_RUNTIME: dict[str, Any] = {
    **fast.runtime(),
    **three_valued.runtime(),
    "date": date,
    "dict": dict,
    "Bad": Bad,
    "MISSING": MISSING,
    "Period": Period,
    "ratio": ratio,
    "read_date": read_date,
    "read_period": read_period,
    "read_text": read_text,
    "rescaled": rescaled,
    "scaled": scaled,
}
