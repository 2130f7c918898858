"""The examples of a page of documentation, run: what they print is put beside them.

In a page, a block ```` ```yaml first.yaml ```` (or `xml`, `json`, `csv`) is a file, ```` ```yaml first.yaml + ```` what is added
to its end; ```` ```console ```` holds commands after `$ ` with what they print; ```` ```text ```` right after ```` ```python ```` is
what that prints. All examples of a page share one folder, and run in the order in which they stand, in the language of the page (`*.zh.md`: Chinese). Commands other than projgov's are not run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from projgov.cli.main import main

_FILES = ("yaml", "xml", "json", "jsonl", "csv")
_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: (?P<name>\S+))?(?P<more> \+)?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)


def refreshed(text: str, language: str) -> str:
    """The page with every output as it is today."""
    with tempfile.TemporaryDirectory() as folder, _within(Path(folder), language):
        return _Page().refreshed(text)


@contextlib.contextmanager
def _within(folder: Path, language: str) -> Iterator[None]:
    before, locale = Path.cwd(), os.environ.get("LC_ALL")
    os.chdir(folder)
    os.environ["LC_ALL"] = {"zh": "zh_CN.UTF-8", "en": "C.UTF-8"}[language]
    try:
        yield
    finally:
        os.chdir(before)
        if locale is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = locale


class _Page:
    def __init__(self) -> None:
        self.printed: str | None = None
        # The examples of a page build on one another.
        self.names: dict[str, object] = {}

    def refreshed(self, text: str) -> str:
        return _BLOCK.sub(self.block, text)

    def block(self, found: re.Match[str]) -> str:
        kind, name, body = found["kind"], found["name"], found["body"]
        printed, self.printed = self.printed, None
        more = found["more"] or ""
        if kind in _FILES and name:
            before = Path(name).read_text(encoding="utf-8") if more else ""
            Path(name).write_text(before + body, encoding="utf-8")
        elif kind == "python":
            self.printed = _output_of(lambda: exec(compile(body, "example", "exec"), self.names))  # noqa: S102  # our own pages
        elif kind == "console":
            body = "".join(_commands(body))
        elif kind == "text" and printed is not None:
            body = printed
        return f"```{kind}{' ' + name if name else ''}{more}\n{body}```"


def _commands(body: str) -> Iterator[str]:
    """The commands of a block, each with what it prints; a command that is not run keeps what stands there."""
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        command, _, printed = part.partition("\n")
        if command.startswith("$ projgov "):
            words, _, pipe = command.removeprefix("$ projgov ").partition(" | ")
            printed = _output_of(lambda words=words: main(shlex.split(words)))
            if pipe:
                printed = "".join(printed.splitlines(keepends=True)[_slice(pipe)])
        yield f"{command}\n{printed}" if command else ""


def _slice(pipe: str) -> slice:
    """The lines that `head -5` or `tail -5` lets through."""
    match pipe.split():
        case ["head", count]:
            return slice(None, int(count.removeprefix("-")))
        case ["tail", count]:
            return slice(-int(count.removeprefix("-")), None)
    raise ValueError(f"examples can only be piped to head and tail: {pipe}")


def _output_of(run: object) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert callable(run)
        run()
    return out.getvalue()
