"""Random decision tables, for every hit policy: without overlaps, gaps and rows that never count where these are faults."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs
from hypothesis import strategies as st

from projgov.rules.feel.tree import Name
from projgov.rules.forms.table_columns import ColumnType, InputColumn, OutputColumn
from projgov.rules.forms.table_policies import HitPolicy
from projgov.rules.kinds.tables import TableRule
from projgov.testing.feel_leaves import call, number
from projgov.testing.feel_scope import BOOLEAN, NOWHERE, NUMBER, Scope
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Lines, Source, Written

_WORDS = ("red", "黄", "绿灯", "on hold")
_PARTED = ("unique", "any", "first", "priority")


@attrs.frozen
class _Asked:
    """A column of inputs: its header, what is declared of it, and the tests that part all that it can give, each one once."""

    header: str
    declared: dict[str, Written]
    tests: tuple[str, ...]


@attrs.frozen
class _Given:
    """A column of outputs: its header, what is declared of it, and a cell for each row."""

    header: str
    declared: dict[str, Written] | None
    cells: tuple[str, ...]


def tables(hand: Hand) -> dict[str, Written]:
    """A decision table."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    hit = hand.pick([o for o in HitPolicy.options for _ in range(2 if o.code in _PARTED else 1)])
    asked = [_number(hand, scope)]
    if hand.chance(2):
        asked.append(_yes_no(hand, scope))
    rows = _parted(hand, asked) if hit.code in _PARTED else _free(hand, asked)
    if hit.code in ("first", "unique", "any") and hand.chance(4):
        rows = _open(hand, scope, len(asked), rows)
    aggregated = HitPolicy(hit.code).aggregate
    count = 1 if aggregated is not None or hand.chance(2) else 2
    numbers = aggregated not in (None, "count")
    given = [_given(hand, scope, hit.code, asked, len(rows), numbers=numbers) for _ in range(count)]
    if hit.code == "any":
        given = [attrs.evolve(g, cells=g.cells[:1] * len(rows)) for g in given]
    fields: dict[str, Written | None] = {
        "hit": None if hit.code == "unique" and hand.chance(2) else hand.word([hit]),
        "inputs": {a.header: a.declared for a in asked},
        "outputs": {g.header: g.declared for g in given if g.declared is not None} or None,
        "table": Lines(_text(hand, asked, rows, given)),
        "when": hand.maybe(lambda: hand.applying(scope), 6),
        "judged": hand.maybe(lambda: hand.day(scope), 6),
    }
    return hand.rule(TableRule, ("table", "决策"), subject, fields)


def _number(hand: Hand, scope: Scope) -> _Asked:
    # A power has no bounds that are known, so that all tests have values to meet them.
    value = call("power", hand.feel(scope).of(NUMBER, 2), number(1))
    cuts = sorted({hand.draw(st.integers(-4, 40)) for _ in hand.count(1, 3)})
    first = hand.pick(["< {}", "(< {})"]).format(cuts[0])
    between = [f"[{a}..{b}{hand.pick(')[')}" for a, b in pairwise(cuts)]
    declared = {"value": Source.of(value), "type": hand.maybe(lambda: hand.word(ColumnType.options[:1]))}
    header = hand.id("amount", "数量")
    return _Asked(header, hand.written(InputColumn, declared), (first, *between, f">= {cuts[-1]}"))


def _yes_no(hand: Hand, scope: Scope) -> _Asked:
    value = Source.of(hand.feel(scope).of(BOOLEAN, 2))
    tests = hand.pick([("yes", "no"), ("是", "否"), ("true", "not(true)"), ("? = true", "false")])
    return _Asked(hand.id("so", "是否"), hand.written(InputColumn, {"value": value}), tests)


def _parted(hand: Hand, asked: Sequence[_Asked]) -> list[tuple[str, ...]]:
    """Rows of which one holds, whatever is asked; in any order."""
    rows: list[tuple[str, ...]] = []
    for test in asked[0].tests:
        if len(asked) > 1 and hand.chance(2):
            rows += [(test, other) for other in asked[1].tests]
        else:
            rows.append((test, *["-"] * (len(asked) - 1)))
    found: list[tuple[str, ...]] = hand.draw(st.permutations(rows))
    return found


def _free(hand: Hand, asked: Sequence[_Asked]) -> list[tuple[str, ...]]:
    """Rows of any of the tests."""
    return [tuple(_any_test(hand, a) for a in asked) for _ in hand.count(1, 4)]


def _any_test(hand: Hand, asked: _Asked) -> str:
    some = hand.draw(st.lists(st.sampled_from(asked.tests), max_size=2, unique=True))
    if not some:
        return "-"
    listed = ", ".join(some)
    return listed if len(some) == 2 or hand.chance(2) else f"{hand.pick(['not', '非'])}({listed})"


def _open(hand: Hand, scope: Scope, width: int, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows after one of which nobody can tell beforehand when it holds."""
    limit = Source.of(call("power", hand.feel(scope).of(NUMBER, 1), number(1))).text
    return [(f"{hand.pick('<>')} {limit}", *["-"] * (width - 1)), *rows]


def _given(
    hand: Hand, scope: Scope, hit: str, asked: Sequence[_Asked], rows: int, *, numbers: bool
) -> _Given:
    header = hand.id("result", "结果")
    ordered = hit in ("priority", "output_order")
    declared: dict[str, Written | None] = {"title": hand.maybe(hand.title, 3)}
    if ordered or (not numbers and hand.chance(2)):
        words = hand.draw(st.permutations(_WORDS))[: hand.draw(st.integers(1, 4))]
        declared["values"] = list(words)
        cells = [hand.pick([*words, "-"]) for _ in range(rows)]
        otherwise = [Source(f'"{words[0]}"'), Source("null")]
    elif numbers or hand.chance(2):
        within = scope.with_locals({asked[0].header: NUMBER})
        cells = [_number_cell(hand, within) for _ in range(rows)]
        otherwise = [Source("0"), Source.of(Name(NOWHERE, asked[0].header))]
    else:
        cells = [hand.pick(['"a"', '"甲 | 乙"', "-"]) for _ in range(rows)]
        otherwise = [Source('"other"')]
    if hit in _PARTED:
        declared["otherwise"] = hand.maybe(lambda: hand.pick(otherwise), 2)
    kept = hand.written(OutputColumn, declared)
    return _Given(header, kept or None, tuple(cells))


def _number_cell(hand: Hand, scope: Scope) -> str:
    if hand.chance(3):
        return Source.of(hand.feel(scope).of(NUMBER, 1)).text
    return hand.pick(["0", "1.5", "-3", "20"])


def _text(
    hand: Hand, asked: Sequence[_Asked], rows: Sequence[tuple[str, ...]], given: Sequence[_Given]
) -> tuple[str, ...]:
    notes = hand.chance(3)
    found = [_line([a.header for a in asked], [g.header for g in given], ["note"] if notes else [])]
    if hand.chance(4):
        found.append(_line(["---"] * len(asked), ["----"] * len(given), ["---"] if notes else []))
    for n, row in enumerate(rows):
        found.append(
            _line(row, [g.cells[n] for g in given], [hand.pick(["", "如实", "a-b"])] if notes else [])
        )
    return tuple(found)


def _line(*sections: Sequence[str]) -> str:
    return "| " + " || ".join(" | ".join(cells) for cells in sections if cells) + " |"
