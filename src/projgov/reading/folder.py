"""The files beside a file: what may be read because another file of the same folder names it, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from projgov.diagnostics import Bilingual, Pattern, Place, Refused
from projgov.reading.files import read_bytes

OUTSIDE = Pattern(
    "F017",
    Bilingual("`{found}` 不在同一文件夹里", "`{found}` does not lie in the same folder"),
    Bilingual(
        "把文件放在同一文件夹里，只写文件名", "put the file into the same folder and give its name alone"
    ),
)

MAX_FILES = 2000
"""No more files of a folder are looked through."""


class Folder:
    """The folder in which a file lies. Nothing outside of it is read: not by `..`, nor through a symbolic link."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._root = Path(path).parent

    def read(self, name: str, place: Place) -> tuple[bytes, str]:
        """The bytes of the file called `name`, and its path for messages. Raises Refused."""
        path = self._root / name
        if not self._holds(path) or Path(name).name != name:
            raise Refused([OUTSIDE.at(place, found=name[:200])])
        return read_bytes(path), str(path)

    def read_beside(self, name: str) -> tuple[bytes, str]:
        """The bytes of a file that `names` gave, and its path for messages. Raises Refused."""
        path = self._root / name
        return read_bytes(path), str(path)

    def names(self, suffix: str) -> Iterator[str]:
        """The names of the files in it that end with `suffix`, sorted."""
        try:
            found = sorted(p.name for p in self._root.iterdir() if p.suffix.lower() == suffix)
        except OSError:
            return
        for name in found[:MAX_FILES]:
            path = self._root / name
            if path.is_file() and self._holds(path):
                yield name

    def _holds(self, path: Path) -> bool:
        try:
            return path.resolve().parent == self._root.resolve()
        except (OSError, ValueError, RuntimeError):  # RuntimeError: a loop of links
            return False
