"""`projgov rules PACK`: every rule with where it stands; of a file on top of another, what that changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

import attrs

import projgov
from projgov.cli.output import pack_argument, print_json
from projgov.diagnostics import Bilingual, Language, Place
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import Pack

NAME = "rules"
HELP = Bilingual(
    "列出规则包的规则：每条写在哪里，哪些是继承、新增或替换的",
    "list the rules of a rule file: where each stands, and which are inherited, added or replaced",
)
EXAMPLE = "projgov rules county.yaml"
Standing: TypeAlias = Literal["own", "inherited", "added", "replaced", "changed"]
_STANDINGS: dict[Standing, Bilingual] = {
    "own": Bilingual("", ""),
    "inherited": Bilingual("继承", "inherited"),
    "added": Bilingual("新增", "added"),
    "replaced": Bilingual("替换", "replaced"),
    "changed": Bilingual("改值", "changed"),
}
_INSTEAD = Bilingual("，原在 {place}", ", instead of {place}")
_PARAMETERS = Bilingual("参数", "Parameters")


@attrs.frozen
class Entry:
    """A rule or parameter: where it stands, and what it is to the file that this one extends."""

    section: str
    label: Bilingual
    id: str
    title: Bilingual
    place: Place
    standing: Standing
    instead_of: Place | None


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    pack = projgov.load_pack(options.pack)
    found = list(entries(pack))
    if options.json:
        print_json([to_plain(entry) for entry in found])
    else:
        print("\n".join(lines(found, options.language)))
    return 0


def entries(pack: Pack) -> Iterator[Entry]:
    """The parameters that the file changed or added, then every rule by kind; of a file that extends none, the rules alone."""
    written = pack.written
    assert written is not None
    if written.head.extends:
        for parameter in pack.core.parameters.values():
            yield _entry(pack, "parameters", _PARAMETERS, parameter.name, parameter.label, parameter.place)
    for kind in KINDS:
        for lowering in written.rules:
            if lowering.kind == kind.key:
                header = lowering.header()
                yield _entry(pack, kind.key, kind.label, header.id, header.title, header.place)


def _entry(pack: Pack, section: str, label: Bilingual, name: str, title: Bilingual, place: Place) -> Entry:
    assert pack.written is not None
    origin = pack.written.origins.get(name)
    standing: Standing
    if origin is not None:
        standing = "changed" if section == "parameters" else "replaced"
    elif place.file != pack.file:
        standing = "inherited"
    else:
        standing = "added" if pack.written.head.extends else "own"
    instead = None if origin is None else origin.instead_of
    return Entry(section, label, name, title, place, standing, instead)


def lines(found: list[Entry], language: Language) -> Iterator[str]:
    """A heading for each kind of rule, and under it each rule."""
    section = ""
    for entry in found:
        if entry.section != section:
            section = entry.section
            yield f"{entry.label.in_(language)} ({section})"
        title = entry.title.in_(language)
        named = entry.id if title.replace(" ", "_") == entry.id else f"{entry.id}  {title}"
        standing = _STANDINGS[entry.standing].in_(language)
        instead = "" if entry.instead_of is None else _INSTEAD.in_(language).format(place=entry.instead_of)
        yield f"  {named}  {entry.place}{f'  [{standing}{instead}]' if standing else ''}"


def to_plain(entry: Entry) -> dict[str, Any]:
    """One rule as plain JSON data."""
    instead = entry.instead_of
    return {
        "section": entry.section,
        "id": entry.id,
        "title": {"zh": entry.title.zh, "en": entry.title.en},
        "standing": entry.standing,
        "file": entry.place.file,
        "line": entry.place.line,
        "instead_of": None if instead is None else {"file": instead.file, "line": instead.line},
    }
