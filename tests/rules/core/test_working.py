"""Core has a work calendar exactly where something in it counts working days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.rules.kinds.judging import pack_of

from projgov.rules.core import nodes
from projgov.rules.core.functions import OF_WORKING_DAYS
from projgov.rules.core.program import Core
from projgov.rules.core.working import counts_working_days, with_calendar, working_calls
from projgov.testing.core_programs import cores


def everything(part: Any) -> Iterator[Any]:
    """A part of Core with all that is in it, whatever it is."""
    yield part
    if isinstance(part, tuple | list):
        inner: list[Any] = list(part)
    elif isinstance(part, dict):
        inner = list(part.values())
    else:
        inner = [getattr(part, f.name) for f in attrs.fields(type(part))] if attrs.has(type(part)) else []
    for one in inner:
        yield from everything(one)


@given(cores())
def test_the_calls_that_count_working_days_are_found_wherever_they_stand(core: Core) -> None:
    parts = [*core.definitions.values(), *core.checks.values(), *core.outputs]
    found = [c for c in everything(parts) if isinstance(c, nodes.Call) and c.function in OF_WORKING_DAYS]
    assert {id(c) for c in working_calls(core)} == {id(c) for c in found}
    assert counts_working_days(core) == bool(found) == (core.calendar is not None)


@pytest.mark.parametrize(
    ("rules", "counts"),
    [
        ("filing:\n- {id: f, on: project, require: present(title)}\n", False),
        ("filing:\n- {id: f, on: project, require: is working day(start)}\n", True),
        (
            "filing:\n- {id: f, on: project, judged: 3 working days before end, require: present(title)}\n",
            True,
        ),
        ("filing:\n- {id: f, on: project, judged: start, day off: 顺延, require: present(title)}\n", True),
        (
            "filing:\n- {id: f, on: project, require: present(title), reason: '{next working day(start)}'}\n",
            True,
        ),
        (
            "lamps:\n- {id: l, on: project, show: [{lamp: red, when: is working day(start)}], otherwise: none}\n",
            True,
        ),
    ],
)
def test_a_rule_file_has_a_calendar_where_its_rules_or_messages_count_working_days(
    rules: str, counts: bool
) -> None:
    core = pack_of(rules).core
    assert (core.calendar is not None) is counts
    assert with_calendar(core, None) is core
    if core.calendar is not None:
        assert with_calendar(core, core.calendar) is core
