"""The examples of the pages of diagnostics, run: which diagnostics each of them yields.

What an example is can be told from its files: a rule file is checked (and its tests are run), with a portfolio beside it evaluated, with
events beside both watched; a portfolio or a table with its mapping is read, and so is a work calendar; a model (or an expression) of the DMN standard is loaded, and with `inputs.json` beside it (or
`context.json`) its decisions are made. Python and commands are run as they stand.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import tempfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import attrs

import projgov
from projgov import feel
from projgov.cli.main import main
from projgov.cli.pages import Block
from projgov.diagnostics import LANGUAGES, Bilingual, Diagnostic, Place, Refused, render
from projgov.rules.check import checked
from projgov.rules.load import read_pack
from projgov.scoring.selftest.run import run_tests

AS_OF = "2017-12-31"
HEAD = "projgov: 1\npack: example\nyear: 2017\ntitle: 例\n"
DMN_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="例" namespace="https://example.org/dmn">
"""
DMN_TAIL = "</definitions>\n"
_SAID = re.compile(r"(?:error|warning|note)\[(\w+)\]")


@attrs.frozen
class Ran:
    """What an example yields: the codes with their files and lines (0 where there is none), and all that is said."""

    found: tuple[tuple[str, str, int], ...]
    said: Bilingual

    @property
    def codes(self) -> list[str]:
        """The codes, one for each diagnostic."""
        return [code for code, _, _ in self.found]

    @property
    def lines(self) -> set[tuple[str, int]]:
        """The faulty lines, with their files."""
        return {(file, line) for _, file, line in self.found if line}


@lru_cache(maxsize=2048)
def run(blocks: tuple[Block, ...], code: str) -> Ran:
    """Run an example of the page of `code` in a folder of its own.

    Examples are excerpts: what can be doubted of a file as a whole (no tests, no clauses, unused names) is left out, save for what the
    page itself is about.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        heads = {block.name: _save(block) for block in blocks if block.name}
        kinds = {block.kind: block for block in blocks if not block.name}
        if "console" in kinds:
            return _commands(kinds["console"].content)
        ask = _runner(kinds, set(heads), code)
        placed = [_placed(d, heads) for d in _diagnostics(ask)]
        found = tuple((d.code, d.place.file, d.place.line) for d in placed)
        return Ran(found, Bilingual(render(placed, "zh"), render(placed, "en")))


def _save(block: Block) -> int:
    """Write the file of a block; how many lines stand before it that its page does not show."""
    text, before = block.content, 0
    if not block.whole and block.kind == "xml":
        text, before = DMN_HEAD + text + DMN_TAIL, DMN_HEAD.count("\n")
    elif not block.whole and block.name == "rules.yaml":
        text, before = HEAD + text, HEAD.count("\n")
    path = Path(block.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(block.encoding))
    return before


def _runner(texts: dict[str, Block], names: set[str], code: str) -> Callable[[], Iterable[Diagnostic]]:
    if "python" in texts:
        return lambda: _python(texts["python"].content)
    if "feel" in texts:
        return lambda: _feel(texts["feel"].content.removesuffix("\n"))
    if "model.dmn" in names and "rules.yaml" not in names:
        return _dmn
    if "mapping.yaml" in names:
        return _table
    if "calendar.json" in names:
        return _calendar
    if "events.jsonl" in names:
        return _watched
    if "rules.yaml" in names:
        return _evaluated if "portfolio.json" in names else lambda: _checked(code)
    return _portfolio


def _diagnostics(ask: Callable[[], Iterable[Diagnostic]]) -> list[Diagnostic]:
    try:
        return list(ask())
    except Refused as refused:
        return list(refused.diagnostics)


def _python(text: str) -> Iterator[Diagnostic]:
    names: dict[str, object] = {}
    exec(compile(text, "example", "exec"), names)  # noqa: S102  # our own pages
    found = names.get("diagnostics", ())
    assert isinstance(found, tuple)
    yield from found


def _feel(text: str) -> Iterator[Diagnostic]:
    yield from feel.run(text, _values("context.json")).diagnostics


def _dmn() -> Iterator[Diagnostic]:
    model = projgov.load_dmn("model.dmn")
    yield from model.diagnostics
    if Path("inputs.json").exists():
        for decision in model.decisions:
            yield from model.run(decision, _values("inputs.json")).diagnostics


def _table() -> Iterator[Diagnostic]:
    yield from projgov.load_table("table.csv", "mapping.yaml").bad_rows


def _checked(code: str) -> Iterator[Diagnostic]:
    read = read_pack("rules.yaml")
    yield from read.diagnostics
    yield from (d for d in checked(read) if d.code == code and d not in read.diagnostics)
    if read.pack is not None and "\ntests:" in Path("rules.yaml").read_text(encoding="utf-8"):
        run_tests(read.pack)


def _evaluated() -> Iterable[Diagnostic]:
    pack = projgov.load_pack("rules.yaml")
    return projgov.evaluate(pack, projgov.load_portfolio("portfolio.json"), AS_OF).warnings


def _watched() -> Iterator[Diagnostic]:
    """What is wrong with events, each told in its line."""
    pack, portfolio = projgov.load_pack("rules.yaml"), projgov.load_portfolio("portfolio.json")
    session = projgov.watch(pack, portfolio, pack.assessed.first, as_of=AS_OF, engine="reference")
    for number, line in enumerate(Path("events.jsonl").read_text(encoding="utf-8").splitlines(), 1):
        try:
            session.post(line)
        except Refused as refused:
            yield from (
                attrs.evolve(
                    found, place=attrs.evolve(found.place, file="events.jsonl", line=number, column=1)
                )
                for found in refused.diagnostics
            )


def _portfolio() -> Iterable[Diagnostic]:
    projgov.load_portfolio("portfolio.json")
    return ()


def _calendar() -> Iterable[Diagnostic]:
    projgov.load_calendar("calendar.json")
    return ()


def _values(name: str) -> dict[str, object]:
    file = Path(name)
    text = file.read_text(encoding="utf-8") if file.exists() else "{}"
    values = json.loads(text, parse_float=Decimal)
    assert isinstance(values, dict)
    return values


def _placed(diagnostic: Diagnostic, heads: dict[str, int]) -> Diagnostic:
    """The diagnostic with lines counted from the first that the page shows."""

    def shown(place: Place) -> Place:
        name = place.file.removeprefix("./")
        return attrs.evolve(place, file=name, line=max(0, place.line - heads.get(name, 0)))

    return attrs.evolve(
        diagnostic, place=shown(diagnostic.place), related=tuple(map(shown, diagnostic.related))
    )


def _commands(text: str) -> Ran:
    said = []
    for language in LANGUAGES:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            for line in text.splitlines():
                main([*shlex.split(line.removeprefix("$ projgov ")), "--language", language])
        said.append(out.getvalue().rstrip("\n"))
    return Ran(tuple((code, "", 0) for code in _SAID.findall(said[1])), Bilingual(*said))
