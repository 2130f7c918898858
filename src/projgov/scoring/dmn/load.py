"""A DMN file to a model, with the models of the same folder that it imports."""

from __future__ import annotations

from typing import Protocol

from projgov.reading.beside import Beside
from projgov.reading.files import read_bytes
from projgov.rules.dmn.folder import Folder
from projgov.rules.dmn.link import link
from projgov.rules.dmn.read import read_model
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
    folder = Folder(Beside.of(file))
    return Model(link(read_model(read_bytes(file), file), folder.find))
