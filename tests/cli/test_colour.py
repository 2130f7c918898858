"""Colour on terminals, and nowhere else."""

from __future__ import annotations

import io
import re

import pytest

from projgov.cli.colour import paint_for


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_is_no_terminal_gets_no_colour() -> None:
    assert paint_for(io.StringIO())("R", "red") == "R"


def test_a_terminal_gets_colour_around_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    painted = paint_for(Terminal())("R", "red")
    assert painted != "R"
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == "R"


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint_for(Terminal())("R", "red") == "R"


def test_a_terminal_that_cannot_show_colours_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert paint_for(Terminal())("R", "red") == "R"
