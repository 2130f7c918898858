"""Lines of CSV (RFC 4180) in which no text is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
"""What spreadsheets take for the beginning of a formula, or strip before they look for one."""
_NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")
_QUOTED = re.compile(r'[",\r\n]')


def line(cells: Iterable[str]) -> str:
    """One line, with its end."""
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    safe = f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
    return '"' + safe.replace('"', '""') + '"' if _QUOTED.search(safe) else safe
