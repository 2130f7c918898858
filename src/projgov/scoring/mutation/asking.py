"""What a rule file gives, computed only where it is asked for: of a whole report a test asks very little."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from projgov.scoring.model import Model
from projgov.scoring.values import Occasion, Value

V_co = TypeVar("V_co", covariant=True)


class Asking:
    """The results of a model as they are asked for, in the shape of those of a run."""

    def __init__(self, model: Model) -> None:
        core = model.core

        def subjects(record: str) -> dict[str, Any]:
            return {"" if s is None else model.facts.id_of(s): s for s in model.subjects(record)}

        def values(name: str) -> Mapping[str, Value]:
            own = subjects(core.definitions[name].subject)
            return _Lazily(tuple(own), lambda key: model.value_of(name, own[key]))

        def occasions(name: str) -> Mapping[str, tuple[Occasion, ...]]:
            own = subjects(core.checks[name].subject)
            return _Lazily(tuple(own), lambda key: model.occasions_of(name, own[key]))

        self.values: Mapping[str, Mapping[str, Value]] = _Lazily(tuple(core.definitions), values)
        self.occasions: Mapping[str, Mapping[str, tuple[Occasion, ...]]] = _Lazily(
            tuple(core.checks), occasions
        )


class _Lazily(Mapping[str, V_co]):
    """A mapping whose values are computed when they are asked for."""

    def __init__(self, keys: tuple[str, ...], value: Callable[[str], V_co]) -> None:
        self._keys = keys
        self._value = value

    def __getitem__(self, key: str) -> V_co:
        if key not in self._keys:
            raise KeyError(key)
        return self._value(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
