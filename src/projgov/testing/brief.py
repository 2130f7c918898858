"""Large values as arguments of strategies: Hypothesis shows arguments, and a pack or a city's portfolio fills megabytes."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Briefly(Generic[T]):
    """A value that shows as its name."""

    def __init__(self, name: str, value: T) -> None:
        self.name = name
        self.value = value

    def __repr__(self) -> str:
        return self.name
