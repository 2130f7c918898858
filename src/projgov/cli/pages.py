"""The page of a diagnostic: why it matters, a wrong example and a right one. One source, read here, for terminal and documentation.

A source, `diagnostic_pages/F101.md`, holds a paragraph in Chinese, one in English, and blocks of code. What stands after the
three backticks tells what a block is:

    ```yaml wrong              the wrong example; the lines that are faulty end in ` <-`, which is no part of them
                               (a line of `<-` alone is the end of the file)
    ```yaml right              the right one
    ```csv with lamps.csv      a file that stands beside both
    ```yaml wrong whole        a rule file from its first line on; else the head that all examples share is left out
    ```yaml wrong gb18030      saved in that encoding
    ```xml wrong +M346         what is wrong is told in two ways: the other code comes with this one

`⟦TAB⟧`, `⟦U+200B⟧` and `⟦1000×(⟧` stand for a character that cannot be seen, and for one written so many times.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Literal

import attrs

from projgov.diagnostics import Bilingual

Role = Literal["wrong", "right", "with"]
FILE_NAMES = {
    "yaml": "rules.yaml",
    "json": "portfolio.json",
    "csv": "table.csv",
    "xml": "model.dmn",
    "jsonl": "events.jsonl",
}
"""What the files of examples are called that give no name of their own."""
_ENCODINGS = ("gb18030", "latin-1", "utf-8-sig", "utf-16")
_ROLES: dict[str, Role] = {"wrong": "wrong", "right": "right", "with": "with"}
_ALSO = re.compile(r"\+[A-Z]\d{3}")
_BLOCK = re.compile(r"^```(?P<words>\w[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"[ \t]*<-$")
_STANDS_FOR = re.compile(
    r"⟦(?:(?P<tab>TAB)|U\+(?P<point>[0-9A-F]{4,6})|(?P<times>\d+)×(?P<what>⟦[^⟧]*⟧|.+?))⟧"
)


@attrs.frozen
class Block:
    """One file, or one text that is run. `marked` are the numbers of its faulty lines, from 1."""

    kind: str
    role: Role
    name: str
    text: str
    marked: tuple[int, ...] = ()
    whole: bool = False
    encoding: str = "utf-8"
    also: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """The text with the characters that cannot be seen."""
        return _STANDS_FOR.sub(_written, self.text)

    @property
    def shown(self) -> str:
        """The text with an arrow before each faulty line."""
        if not self.marked:
            return self.text
        lines = self.text.split("\n")
        return (
            "".join(
                f"{'→' if n in self.marked else ' '} {line}".rstrip() + "\n"
                for n, line in enumerate(lines, 1)
            ).rstrip("\n")
            + "\n"
        )


@attrs.frozen
class Page:
    """What is told of one code. `blocks` is empty where no example can be run."""

    code: str
    why: Bilingual
    blocks: tuple[Block, ...]

    def example(self, role: Literal["wrong", "right"]) -> tuple[Block, ...]:
        """The blocks of one example, with those that stand beside both."""
        return tuple(b for b in self.blocks if b.role in (role, "with"))


def codes() -> tuple[str, ...]:
    """The codes that have a page."""
    folder = files("projgov").joinpath("diagnostic_pages")
    return tuple(sorted(f.name.removesuffix(".md") for f in folder.iterdir() if f.name.endswith(".md")))


def page(code: str) -> Page | None:
    """The page of a code, or None where it has none."""
    source = files("projgov").joinpath("diagnostic_pages", f"{code}.md")
    return parse(code, source.read_text(encoding="utf-8")) if source.is_file() else None


def parse(code: str, source: str) -> Page:
    """The page that a source tells. Raises ValueError where it is not written as the module says."""
    blocks = tuple(_block(found["words"].split(), found["body"]) for found in _BLOCK.finditer(source))
    paragraphs = [" ".join(p.split()) for p in _BLOCK.sub("", source).split("\n\n") if p.strip()]
    match paragraphs:
        case [zh, en] if re.search("[一-鿿]", zh) and "```" not in source.rpartition("\n```\n")[2]:
            return Page(code, Bilingual(zh, en), blocks)
    raise ValueError(f"{code}: a page has one paragraph in Chinese, one in English, and blocks of code")


def _block(words: list[str], body: str) -> Block:
    kind, role, rest = words[0], words[1] if len(words) > 1 else "", words[2:]
    names = [w for w in rest if "." in w]
    encodings = [w for w in rest if w in _ENCODINGS]
    also = [w for w in rest if _ALSO.fullmatch(w)]
    known = {"whole", *names, *encodings, *also}
    part = _ROLES.get(role)
    if part is None or not known.issuperset(rest):
        raise ValueError(f"what is a block `{' '.join(words)}`?")
    lines = body.splitlines()
    text = "".join(_MARK.sub("", line) + "\n" for line in lines)
    text = text[:-1] if lines and lines[-1] == "<-" else text
    marked = tuple(n for n, line in enumerate(lines, 1) if _MARK.search(line))
    name = names[0] if names else FILE_NAMES.get(kind, "")
    codes = tuple(w.removeprefix("+") for w in also)
    return Block(kind, part, name, text, marked, "whole" in rest, (encodings or ["utf-8"])[0], codes)


def _written(found: re.Match[str]) -> str:
    if found["tab"]:
        return "\t"
    if found["point"]:
        return chr(int(found["point"], 16))
    return _STANDS_FOR.sub(_written, found["what"]) * int(found["times"])
