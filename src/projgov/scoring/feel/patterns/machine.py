"""Matches a program: the first way that lets the whole match, tried in order, no state twice.

Where the rest of a pattern meets the same position a second time, it can only fail as it did the first time; such states are
noted at the forks, so a search takes at most as many steps as the program's length times the string's. A pattern that refers
back to groups has as many states as those groups have contents, and ends by the budget.
"""

from __future__ import annotations

from typing import TypeAlias

from projgov.scoring.feel.patterns.characters import variants
from projgov.scoring.feel.patterns.program import Again, At, Done, Fork, In, Is, Jump, Program, Save
from projgov.scoring.feel.run import Run

Slots: TypeAlias = list[int]
"""Begin and end of the match and of each group; -1 where a group has matched nothing."""

_AT_A_TIME = 10_000
"""So many steps are taken from the budget at once."""


def search(run: Run, program: Program, text: str, start: int = 0) -> Slots | None:
    """The leftmost match that begins at `start` or later. Raises BudgetSpent."""
    failed: set[object] = set()
    first = program.code[0]
    if program.weight:
        run.step(program.weight * len(set(text)))
    if isinstance(first, At) and first.anchor.where == "^" and not first.anchor.lines:
        return _from(run, program, text, start, failed) if start == 0 else None
    while start <= len(text):
        if isinstance(first, Is | In):
            start = _next(run, first, text, start)
        found = _from(run, program, text, start, failed)
        if found is not None:
            return found
        start += 1
    return None


def _next(run: Run, first: Is | In, text: str, start: int) -> int:
    """The next position at which a match can begin, or the end."""
    if isinstance(first, Is):
        position = text.find(first.value, start)
        position = len(text) if position < 0 else position
        run.step(1 + (position - start) // 16)
        return position
    position = start
    while position < len(text) and not first.characters[text[position]]:
        position += 1
    run.step(1 + position - start)
    return position


def _from(run: Run, program: Program, text: str, start: int, failed: set[object]) -> Slots | None:
    """The match that begins at `start`."""
    code, size, width = program.code, len(text), len(text) + 1
    slots: Slots = [-1] * (2 * program.groups + 2)
    slots[0] = start
    # What to try next: an instruction and a position, or, as a negative slot, a group's former end to put back.
    left: list[tuple[int, int]] = [(0, start)]
    steps = 0
    while left:
        at, position = left.pop()
        if at < 0:
            slots[-at] = position
            continue
        while True:
            steps += 1
            if steps >= _AT_A_TIME:
                run.step(steps)
                steps = 0
            match code[at]:
                case Is(value):
                    if position == size or text[position] != value:
                        break
                    position += 1
                case In(characters):
                    if position == size or not characters[text[position]]:
                        break
                    position += 1
                case Fork(one, other):
                    state: object = at * width + position
                    if program.referred:
                        state = (state, *(slots[slot] for slot in program.referred))
                    if state in failed:
                        break
                    failed.add(state)
                    steps += 1  # for the memory that it takes
                    left.append((other, position))
                    at = one
                    continue
                case Jump(to):
                    at = to
                    continue
                case Save(slot):
                    left.append((-slot, slots[slot]))
                    slots[slot] = position
                case At(anchor):
                    if not _stands(text, position, anchor.where, anchor.lines):
                        break
                case Again(group, fold):
                    begin, end = slots[2 * group], slots[2 * group + 1]
                    if not _repeats(text, begin, end, position, fold=fold):
                        break
                    position += end - begin
                case Done():
                    run.step(steps)
                    slots[1] = position
                    return slots
            at += 1
    run.step(steps)
    return None


def _stands(text: str, position: int, where: str, lines: bool) -> bool:
    """Whether `position` is a begin or an end. A newline that ends the string begins no further line."""
    size = len(text)
    if where == "^":
        return position == 0 or (lines and position < size and text[position - 1] == "\n")
    if position == size:
        return not (lines and text.endswith("\n"))
    return lines and text[position] == "\n"


def _repeats(text: str, begin: int, end: int, position: int, *, fold: bool) -> bool:
    """Whether what stands at `position` is what a group has matched; nothing, where it has not matched."""
    again = text[position : position + end - begin]
    if not fold:
        return again == text[begin:end]
    return len(again) == end - begin and all(
        a in variants(b) for a, b in zip(again, text[begin:end], strict=True)
    )
