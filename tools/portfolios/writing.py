"""Portfolios as JSON that can be read and compared line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

PACKS = Path(__file__).resolve().parents[2] / "src" / "projgov" / "packs"
Plain: TypeAlias = dict[str, Any]


def written(value: Any, indent: str = "", room: int = 118) -> str:
    """JSON that can be read: what fits in a line stands in one."""
    flat = _flat(value)
    if len(indent) + len(flat) <= room or not value or not isinstance(value, dict | list):
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{inner}{_flat(k)}: {written(v, inner, room - len(k) - 4)}" for k, v in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + written(v, inner, room) for v in value) + f"\n{indent}]"


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write(portfolio: Callable[[], Mapping[str, Any]], pack: str, room: int = 118) -> None:
    """Write what `portfolio` makes to the file named on the command line, or to where it ships, in lines of about `room` characters."""
    made = portfolio()
    shipped = PACKS / pack / f"{made['id']}.json"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped
    text = written(dict(made), room=room) + "\n"
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(text.encode()):,} bytes")
