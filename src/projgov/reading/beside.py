"""Files that stand beside another and are named by it: only within its folder, whatever links there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place, Refused
from projgov.reading.files import UNREADABLE, read_bytes
from projgov.reading.text import decode

OUTSIDE = Pattern(
    "F190",
    Bilingual(
        "`{name}` 不在引用它的文件所在的文件夹里", "`{name}` is not in the folder of the file that names it"
    ),
    Bilingual(
        "把文件放进那个文件夹，写文件名；不用 `..`、绝对路径和通向外面的链接",
        "put the file into that folder and write its name, without `..`, absolute paths and links that lead out",
    ),
)
NO_FOLDER = Pattern(
    "F191",
    Bilingual("规则是作为文字给出的，旁边没有文件 `{name}`", "the rules were given as text: no file `{name}` stands beside them"),
    Bilingual("从文件读取规则，或把内容写进规则文件", "read the rules from a file, or write the content into it"),
)  # fmt: skip


_NO_PLAIN_FILE = Bilingual("它是管道或设备", "it is a pipe or a device")

MAX_FILES = 2000
"""No more files of a folder are looked through."""


@attrs.frozen
class Beside:
    """The folder of a file, None where a text was given and not a file.

    `instead` says of some files, by where they are, what they are taken to hold.
    """

    folder: Path | None = None
    instead: Mapping[Path, bytes] = attrs.field(factory=dict, hash=False)

    @classmethod
    def of(cls, file: str) -> Beside:
        """The folder in which a file lies."""
        return cls(Path(file).parent)

    def read(self, name: str, place: Place) -> bytes:
        """What the file `name` in the folder holds, which is named at `place`.

        Raises `Refused` where there is no folder or no such file, where it lies outside, is too large or is no text.
        """
        try:
            path = self.path(name, place)
            return self.instead[path] if path in self.instead else read_bytes(path)
        except Refused as refused:
            # What tells the path in its message is shown where the file is named.
            raise Refused(
                attrs.evolve(fault, place=place) if "path" in dict(fault.values) else fault
                for fault in refused.diagnostics
            ) from None

    def text(self, name: str, place: Place) -> str:
        """The text of the file `name`; a byte order mark, which spreadsheets write, is dropped. Raises `Refused`."""
        return decode(self.read(name, place), str(self.path(name, place)))

    def path(self, name: str, place: Place) -> Path:
        """Where the file `name` is. Raises `Refused` where that is not within the folder, or is a pipe or a device."""
        if self.folder is None:
            raise Refused([NO_FOLDER.at(place, name=name)])
        parts = {*PurePosixPath(name).parts, *PureWindowsPath(name).parts}
        plain = "\x00" not in name and not PureWindowsPath(name).anchor and not PurePosixPath(name).anchor
        if not plain or not parts or ".." in parts:
            raise Refused([OUTSIDE.at(place, name=name)])
        path = self.folder / name
        if not self._holds(path):
            raise Refused([OUTSIDE.at(place, name=name[:_SHOWN])])
        if path.exists() and not (path.is_file() or path.is_dir()):
            # To open a pipe is to wait for whoever writes into it.
            raise Refused([UNREADABLE.at(place, path=name, reason=_NO_PLAIN_FILE)])
        return path

    def names(self, suffix: str) -> Iterator[str]:
        """The names of the files in the folder that end with `suffix` (in small letters), sorted."""
        try:
            found = [] if self.folder is None else sorted(self.folder.iterdir())
        except OSError:
            return
        for path in [p for p in found if p.suffix.lower() == suffix][:MAX_FILES]:
            if path.is_file() and self._holds(path):
                yield path.name

    def _holds(self, path: Path) -> bool:
        """Whether a path leads to a place within the folder, whatever links there are."""
        assert self.folder is not None
        try:
            found = path.resolve()
            # From Python 3.13 on, a link that goes round in a circle resolves to itself.
            return found.is_relative_to(self.folder.resolve()) and not found.is_symlink()
        except (OSError, ValueError, RuntimeError):  # links that go round in a circle, names that are none
            return False


_SHOWN = 200
"""So much of a name is shown."""
