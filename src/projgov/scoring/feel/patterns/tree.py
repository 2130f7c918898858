"""What a pattern says, as a tree."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from projgov.scoring.feel.patterns.characters import Characters


@attrs.frozen
class Character:
    """One character, itself."""

    value: str


@attrs.frozen(eq=False)
class OneOf:
    """One character of a set."""

    characters: Characters


@attrs.frozen
class Anchor:
    """The begin or the end of the string, or of a line."""

    where: Literal["^", "$"]
    lines: bool


@attrs.frozen
class Reference:
    """What a group before it has matched, once more."""

    group: int
    fold: bool


@attrs.frozen
class Capture:
    """A group in round brackets, by its number from 1."""

    group: int
    body: Node


@attrs.frozen
class Sequence:
    """One after the other."""

    parts: tuple[Node, ...]


@attrs.frozen
class Choice:
    """The first that lets the whole match."""

    options: tuple[Node, ...]


@attrs.frozen
class Repeat:
    """From `least` to `most` times (None: without end), as often as can be or, if `reluctant`, as seldom."""

    body: Node
    least: int
    most: int | None
    reluctant: bool


Node: TypeAlias = Character | OneOf | Anchor | Reference | Capture | Sequence | Choice | Repeat
