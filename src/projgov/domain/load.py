"""Portfolios from files: a path, or the name of one that ships with projgov."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from projgov.diagnostics import Bilingual, InvalidData, Place, Refused, did_you_mean
from projgov.domain import faults
from projgov.domain.paths import AnyPath, path_text
from projgov.domain.plain import from_plain
from projgov.domain.portfolio import Portfolio
from projgov.reading.files import MISSING_FILE, read_bytes
from projgov.reading.json import parse
from projgov.reading.text import decode

_OTHER_FORMATS = {faults.NOT_JSON: (".yaml", ".yml"), faults.NO_MAPPING: (".csv", ".tsv")}


def load_portfolio(source: AnyPath) -> Portfolio:
    """The portfolio in a JSON file, or the shipped one of that name (`zhengfa-2017`).

    Raises `Refused` where the file cannot be read, and `InvalidData` with every fault in it.
    """
    name = path_text(source)
    shipped = _shipped()
    if name in shipped:
        return read_portfolio(shipped[name].read_bytes(), f"{name}.json")
    for pattern, suffixes in _OTHER_FORMATS.items():
        if name.lower().endswith(suffixes):
            raise InvalidData([pattern.at(Place(name), name=name)])
    try:
        data = read_bytes(name)
    except Refused as refused:
        if _is_bare(name) and any(d.pattern == MISSING_FILE for d in refused.diagnostics):
            hint = did_you_mean(name, shipped) if shipped else Bilingual("核对路径", "check the path")
            raise InvalidData([faults.NO_SHIPPED_PORTFOLIO.at(Place(), name=name, hint=hint)]) from None
        raise
    return read_portfolio(data, name)


def read_portfolio(data: bytes, file: str) -> Portfolio:
    """The portfolio that the JSON in `data` holds; `file` is its name in diagnostics."""
    return from_plain(parse(decode(data, file), file), file=file)


def shipped_portfolios() -> tuple[str, ...]:
    """The names of the portfolios that ship with projgov."""
    return tuple(sorted(_shipped()))


def _shipped() -> dict[str, Traversable]:
    """Each folder of `packs` may hold portfolios beside its rule files: those are its JSON files."""
    packs = files("projgov").joinpath("packs")
    if not packs.is_dir():
        return {}
    return {
        file.name.removesuffix(".json"): file
        for pack in packs.iterdir()
        if pack.is_dir()
        for file in pack.iterdir()
        if file.name.endswith(".json")
    }


def _is_bare(name: str) -> bool:
    """Whether `name` can be no more than a name: no folder, no suffix."""
    return not any(mark in name for mark in "./\\")
