"""A pattern's tree to a list of instructions for the machine."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.scoring.feel.patterns.characters import Characters
from projgov.scoring.feel.patterns.reader import BadPattern
from projgov.scoring.feel.patterns.syntax import parse
from projgov.scoring.feel.patterns.tree import (
    Anchor,
    Capture,
    Character,
    Choice,
    Node,
    OneOf,
    Reference,
    Repeat,
    Sequence,
)

MAX_SIZE = 10_000
"""The most instructions that a pattern may take; repetitions with numbers are written out."""

_LARGE = 16
"""A class of so many escapes is asked at no cost."""


@attrs.frozen
class Is:
    """Goes past one character, itself."""

    value: str


@attrs.frozen(eq=False)
class In:
    """Goes past one character that a set has."""

    characters: Characters


@attrs.define
class Fork:
    """Goes on at `first`; where that fails, at `second`."""

    first: int
    second: int


@attrs.define
class Jump:
    """Goes on at `to`."""

    to: int


@attrs.frozen
class Save:
    """Notes the position: groups begin at the even slots and end at the odd ones."""

    slot: int


@attrs.frozen
class At:
    """Stays where it is, if that is a begin or an end."""

    anchor: Anchor


@attrs.frozen
class Again:
    """Goes past what a group has matched."""

    group: int
    fold: bool


@attrs.frozen
class Done:
    """The pattern has matched."""


Instruction: TypeAlias = Is | In | Fork | Jump | Save | At | Again | Done


@attrs.frozen(eq=False)
class Program:
    """A pattern, ready to be matched.

    `referred`: the slots of the groups that the pattern refers back to. `weight`: how many tests it may take to know which of
    its classes match a character; 0 where none of them is large.
    """

    code: tuple[Instruction, ...]
    groups: int
    referred: tuple[int, ...]
    weight: int


@lru_cache(maxsize=64)
def compiled(pattern: str, flags: frozenset[str]) -> Program:
    """The program of a pattern. Raises BadPattern."""
    tree, groups = parse(pattern, flags)
    code: list[Instruction] = []
    _emit(tree, code)
    code.append(Done())
    referred = {i.group for i in code if isinstance(i, Again)}
    slots = tuple(slot for g in sorted(referred) for slot in (2 * g, 2 * g + 1))
    large = {id(i.characters): i.characters.weight for i in code if isinstance(i, In)}
    return Program(tuple(code), groups, slots, sum(w for w in large.values() if w > _LARGE))


def _emit(node: Node, code: list[Instruction]) -> None:
    if len(code) >= MAX_SIZE:
        why = Bilingual(
            "正则表达式(重复展开后)太大", "the pattern, with its repetitions written out, is too large"
        )
        raise BadPattern(1, why, steps=MAX_SIZE)
    match node:
        case Character():
            code.append(Is(node.value))
        case OneOf():
            code.append(In(node.characters))
        case Anchor():
            code.append(At(node))
        case Reference():
            code.append(Again(node.group, node.fold))
        case Capture():
            code.append(Save(2 * node.group))
            _emit(node.body, code)
            code.append(Save(2 * node.group + 1))
        case Sequence():
            for part in node.parts:
                _emit(part, code)
        case Choice():
            _emit_choice(node, code)
        case Repeat():
            _emit_repeat(node, code)


def _emit_choice(node: Choice, code: list[Instruction]) -> None:
    ends: list[Jump] = []
    for option in node.options[:-1]:
        fork = Fork(len(code) + 1, 0)
        code.append(fork)
        _emit(option, code)
        ends.append(Jump(0))
        code.append(ends[-1])
        fork.second = len(code)
    _emit(node.options[-1], code)
    for jump in ends:
        jump.to = len(code)


def _emit_repeat(node: Repeat, code: list[Instruction]) -> None:
    for _ in range(node.least):
        before = len(code)
        _emit(node.body, code)
        if len(code) == before:
            return  # a body that matches nothing at all, however often
    if node.most is None:
        loop = len(code)
        fork = _fork(code)
        _emit(node.body, code)
        code.append(Jump(loop))
        _leave(fork, len(code), reluctant=node.reluctant)
        return
    forks: list[Fork] = []
    for _ in range(node.most - node.least):
        forks.append(_fork(code))
        before = len(code)
        _emit(node.body, code)
        if len(code) == before:
            break
    for fork in forks:
        _leave(fork, len(code), reluctant=node.reluctant)


def _fork(code: list[Instruction]) -> Fork:
    """Once more, or on to what follows; where that is will be known later."""
    fork = Fork(len(code) + 1, 0)
    code.append(fork)
    return fork


def _leave(fork: Fork, end: int, *, reluctant: bool) -> None:
    fork.second = end
    if reluctant:
        fork.first, fork.second = fork.second, fork.first
