"""Colour for terminals: the one module that knows rich, which is an extra. Without it, and anywhere but on a terminal, text is plain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TextIO, TypeAlias

Style: TypeAlias = Literal["title", "heading", "quiet", "strong", "red", "orange", "yellow", "blue", "green"]
Paint: TypeAlias = Callable[[str, Style], str]
"""Gives a text in a style; its width on the terminal stays the same."""

_STYLES: dict[Style, str] = {
    "title": "bold",
    "heading": "bold cyan",
    "quiet": "dim",
    "strong": "bold",
    "red": "bold white on red",
    "orange": "bold black on color(208)",
    "yellow": "bold black on yellow",
    "blue": "bold white on blue",
    "green": "black on green",
}


def plain(text: str, style: Style) -> str:  # noqa: ARG001  # the shape of a `Paint`
    """The text as it is."""
    return text


def paint_for(stream: TextIO) -> Paint:
    """How to colour what is written to `stream`: not at all unless it is a terminal that shows colours, and rich is there.

    The variables NO_COLOR and TERM are heeded, as rich does.
    """
    if not stream.isatty():
        return plain
    try:
        from rich.console import Console
        from rich.style import Style as RichStyle
    except ImportError:
        return plain
    console = Console(file=stream)
    if console.no_color or console.legacy_windows or console.color_system is None:
        return plain
    styles = {name: RichStyle.parse(definition) for name, definition in _STYLES.items()}

    def paint(text: str, style: Style) -> str:
        return styles[style].render(text)

    return paint
