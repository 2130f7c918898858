"""The text of generated code: lines, generated names, and a table of constants.

No text that a user wrote ever becomes code. A constant that is not a small integer, True, False or None is handed to the
code under a generated name; every other name is generated too. The text is the same for the same input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import CodeType
from typing import Any

from projgov.scoring import values

_INLINE = 10**15
"""Integers below this stand in the text: longer ones would be slow to print and to read."""


class Text:
    """Source code as it is written, with the constants that it refers to."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0
        self._count = 0
        self._names: dict[tuple[type, Any], str] = {}
        self._others: dict[int, str] = {}
        self.constants: dict[str, Any] = {}

    def line(self, code: str) -> None:
        """Write one line at the present depth."""
        self._lines.append(" " * self._depth + code)

    def block(self, header: str) -> Block:
        """Write `header` and what follows one deeper; a block that stays empty is a `pass`."""
        return Block(self, header)

    def deeper(self, header: str) -> int:
        """Begin a block; the number of lines up to it."""
        self.line(header)
        self._depth += 1
        return len(self._lines)

    def back(self, before: int) -> None:
        """End the block begun after so many lines."""
        if len(self._lines) == before:
            self.line("pass")
        self._depth -= 1

    def nested(self) -> ExitStack:
        """Blocks entered on the stack given are closed together at its end."""
        return ExitStack()

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """Write to the list given instead of the text: `replay` puts it where it belongs, or nowhere."""
        kept, self._lines = self._lines, []
        depth, self._depth = self._depth, 0
        try:
            yield self._lines
        finally:
            self._lines, self._depth = kept, depth

    def replay(self, lines: list[str]) -> None:
        """Write lines that were written aside, at the present depth."""
        self._lines += [" " * self._depth + line for line in lines]

    def fresh(self, letter: str = "v") -> str:
        """A name that was not used before."""
        self._count += 1
        return f"{letter}{self._count}"

    def constant(self, value: Any) -> str:
        """The code of a constant: itself where it is a plain small integer or a name of the language, else its name."""
        if value is True or value is False or value is None:
            return repr(value)
        if type(value) is int and abs(value) < _INLINE:
            return str(value) if value >= 0 else f"({value})"
        return self._name(value)

    def _name(self, value: Any) -> str:
        if type(value) in (str, int):
            key = (type(value), value)
            name = self._names.get(key)
            if name is None:
                name = self._names[key] = self._add(value)
            return name
        name = self._others.get(id(value))
        if name is None:
            name = self._others[id(value)] = self._add(value)
        return name

    def _add(self, value: Any) -> str:
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"


class Block:
    """Lines one deeper under a header; see `Text.block`. No generator: a portfolio has tens of thousands of them."""

    __slots__ = ("_before", "_header", "_text")

    def __init__(self, text: Text, header: str) -> None:
        self._text = text
        self._header = header
        self._before = 0

    def __enter__(self) -> None:
        self._before = self._text.deeper(self._header)

    def __exit__(self, *_raised: object) -> None:
        self._text.back(self._before)


def tuple_of(parts: Sequence[str]) -> str:
    """The code of a tuple."""
    return "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"


def load(source: str, constants: dict[str, Any], filename: str = "<projgov>") -> dict[str, Any]:
    """Run generated source once, with its constants and nothing else but a few built-ins, and give its names."""
    code: CodeType = compile(source, filename, "exec", dont_inherit=True, optimize=2)
    scope: dict[str, Any] = {"__builtins__": {}, "__name__": "projgov.generated", **_BUILTINS, **constants}
    exec(code, scope)  # noqa: S102  # built from typed nodes only: see the head of this module
    return scope


_BUILTINS: dict[str, Callable[..., Any]] = {
    "type": type,
    "dict": dict,
    "list": list,
    "len": len,
    "TypeError": TypeError,
    "KeyError": KeyError,
    "ValueError": ValueError,
    "OverflowError": OverflowError,
    "int": int,
    "str": str,
    "bool": bool,
    "tuple": tuple,
    "Unknown": values.Unknown,
    "Fault": values.Fault,
    "Rows": values.Rows,
}
