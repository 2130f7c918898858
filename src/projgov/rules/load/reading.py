"""Rule files found and read: by path, by the name of a shipped pack, as a text; with the files that they extend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import attrs

from projgov.diagnostics import (
    Bilingual,
    InvalidRuleFile,
    Pattern,
    Place,
    Refused,
    did_you_mean,
)
from projgov.reading.beside import Beside
from projgov.reading.files import read_bytes
from projgov.reading.text import decode
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.yaml import compose
from projgov.rules.core.scope import Faults
from projgov.rules.load.assemble import NOTHING, File
from projgov.rules.load.ending import cut_short
from projgov.rules.load.extends import MOST_FILES, TOO_MANY_FILES, Base, cycle, extended
from projgov.rules.load.pack import Pack, Read
from projgov.rules.load.shapes import SHAPES, wrong_shape

NO_SUCH_PACK = Pattern(
    "F112",
    Bilingual("没有名为 `{name}` 的规则包，也没有这个文件", "there is no shipped pack and no file `{name}`"),
    Bilingual("{offer}", "{offer}"),
)


def load_pack(name: str | Path) -> Pack:
    """The pack of a rule file, given as a path or as the name of a shipped pack.

    Raises:
        InvalidRuleFile: with every fault of the file.
    """
    read = read_pack(name)
    if read.pack is None:
        raise InvalidRuleFile(d for d in read.diagnostics if d.is_error)
    return read.pack


def read_pack(name: str | Path) -> Read:
    """Like `load_pack`, with warnings, and without raising."""
    try:
        path = find(name)
        text = decode(read_bytes(path), str(name), bom="refuse")
        read = read_text(text, str(name), Beside(path.parent), (str(path.resolve()),))
        return attrs.evolve(
            read, diagnostics=(*read.diagnostics, *cut_short(text, str(name), read.diagnostics))
        )
    except Refused as refused:
        return Read(None, refused.diagnostics)


def shipped() -> dict[str, Path]:
    """The packs that ship, by name: each in a folder of its own, and the published practices in the folder `presets`."""
    root = Path(str(resources.files("projgov"))) / "packs"
    return {p.stem: p for p in sorted(root.glob("*/*.yaml")) if p.parent.name in (p.stem, "presets")}


def find(name: str | Path) -> Path:
    """The file that `name` means: a shipped pack, or a path."""
    packs = shipped()
    if str(name) in packs:
        return packs[str(name)]
    path = Path(name)
    if _is_no_pack(path):
        raise _no_such_pack(str(name), packs, Place(str(name)))
    return path


def _is_no_pack(path: Path) -> bool:
    """Whether a name can only have been meant for a pack that ships, and is that of none."""
    return not path.exists() and path.suffix not in (".yaml", ".yml")


def _no_such_pack(name: str, known: Iterable[str], place: Place) -> InvalidRuleFile:
    return InvalidRuleFile([NO_SUCH_PACK.at(place, name=name, offer=did_you_mean(name, known))])


def read_text(text: str, file: str, beside: Beside = NOTHING, chain: tuple[str, ...] = ()) -> Read:
    """The pack that a text is, and its diagnostics. What it names beside itself is looked for in the folder `beside`.

    `chain` are the paths of the files that led here, each extending the next: one that comes round again is a fault.
    """
    faults, folders = Faults(), {file: beside}
    try:
        tree, origins = extended(_tree(text, file), _base(beside, chain, folders, faults), faults)
    except InvalidRuleFile as refused:
        return Read(None, refused.diagnostics)
    return File(tree, file, faults, folders, origins).read(hashlib.sha256(text.encode()).hexdigest())


def read_tree(tree: TreeMapping, pack: Pack) -> Read:
    """The pack that a changed tree of a pack is, and its diagnostics."""
    written = pack.written
    folders, origins = ({}, {}) if written is None else (written.folders, written.origins)
    return File(tree, pack.file, Faults(), folders, origins).read("")


def _tree(text: str, file: str) -> TreeMapping:
    tree = compose(text, file)
    if not isinstance(tree, TreeMapping):
        raise InvalidRuleFile([wrong_shape(tree, SHAPES["model"])])
    return tree


def _base(beside: Beside, chain: tuple[str, ...], folders: dict[str, Beside], faults: Faults) -> Base:
    """What reads the files that a file in a folder can extend: those of the folder, and shipped packs."""

    def read(name: str, place: Place) -> tuple[TreeMapping, str]:
        packs = shipped()
        path = packs[name] if name in packs else beside.path(name, place)
        if _is_no_pack(path):
            raise _no_such_pack(name, (*packs, *beside.names(".yaml"), *beside.names(".yml")), place)
        key = str(path.resolve())
        if key in chain:
            raise cycle(tuple(Path(c).name for c in chain), Path(key).name, place)
        if len(chain) >= MOST_FILES:
            raise InvalidRuleFile([TOO_MANY_FILES.at(place, most=MOST_FILES)])
        shown = name if name in packs else str(path)
        try:
            data = read_bytes(path)
        except Refused as refused:
            raise Refused(attrs.evolve(fault, place=place) for fault in refused.diagnostics) from None
        tree = _tree(decode(data, shown, bom="refuse"), shown)
        folders[shown] = Beside(path.parent)
        below, _ = extended(tree, _base(folders[shown], (*chain, key), folders, faults), faults)
        return below, shown

    return read
