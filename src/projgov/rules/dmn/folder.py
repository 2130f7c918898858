"""The DMN files of a folder, for models that import one another: nothing outside it is read."""

from __future__ import annotations

from projgov.diagnostics import Place, Refused
from projgov.reading.beside import OUTSIDE, Beside
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Import, Model
from projgov.rules.dmn.xml import namespace_of


class Folder:
    """Finds imported models by the file they name, else by their namespace among the DMN files of the folder."""

    def __init__(self, folder: Beside) -> None:
        self._folder = folder
        self._models: dict[str, Model] = {}
        self._names: dict[str, str] | None = None

    def find(self, imported: Import) -> Model | None:
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

    def _read(self, name: str, imported: Import) -> Model:
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
