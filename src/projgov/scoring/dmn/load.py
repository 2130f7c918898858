"""A DMN file to a model, with the models of the same folder that it imports."""

from __future__ import annotations

from typing import Protocol

from projgov.diagnostics import Place, Refused
from projgov.reading.beside import OUTSIDE, Beside
from projgov.reading.files import read_bytes
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Import
from projgov.rules.dmn.tree import Model as Written
from projgov.rules.dmn.xml import namespace_of
from projgov.scoring.dmn.link import link
from projgov.scoring.dmn.model import Model


class PathLike(Protocol):
    """A path as `pathlib` has them."""

    def __fspath__(self) -> str: ...


def load_dmn(path: str | PathLike) -> Model:
    """The DMN model (1.2 to 1.5) in a file; models that it imports are looked for in the same folder.

    Raises Refused for what is no such file. What is wrong with parts of the model stands in its `diagnostics`, and these
    parts give null.
    """
    file = str(path)
    finder = _Finder(Beside.of(file))
    return Model(link(read_model(read_bytes(file), file), finder.find))


class _Finder:
    """Finds imported models by the file they name, else by their namespace among the DMN files of the folder."""

    def __init__(self, folder: Beside) -> None:
        self._folder = folder
        self._models: dict[str, Written] = {}
        self._names: dict[str, str] | None = None

    def find(self, imported: Import) -> Written | None:
        """The model that an import means."""
        location = imported.location.removeprefix("./")
        if location and "/" not in location:
            found = self._read(location, imported)
            if found.namespace == imported.namespace:
                return found
        name = self._by_namespace().get(imported.namespace)
        if name is None and "/" in location:
            raise Refused([OUTSIDE.at(imported.place, name=location)])
        if name is None:
            return None
        return self._read(name, imported)

    def _read(self, name: str, imported: Import) -> Written:
        if name not in self._models:
            data = self._folder.read(name, imported.place)
            self._models[name] = read_model(data, str(self._folder.path(name, imported.place)))
        return self._models[name]

    def _by_namespace(self) -> dict[str, str]:
        if self._names is None:
            self._names = {}
            for name in self._folder.names(".dmn"):
                try:
                    data = self._folder.read(name, Place())
                except Refused:
                    continue
                if namespace := namespace_of(data, name):
                    self._names.setdefault(namespace, name)
        return self._names
