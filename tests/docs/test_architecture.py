"""The page on the architecture names the layers that the build enforces, and modules that exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "projgov"
PAGE = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return [contract for contract in found if contract["type"] == "layers"]


def test_the_page_lists_every_layer_from_the_top_down() -> None:
    outer, inner = (contract["layers"] for contract in contracts())
    rules = [f"rules.{layer}" for layer in inner if not layer.startswith("(")]
    wanted = [name for layer in outer for name in (rules if layer == "rules" else [layer])]
    table = PAGE.partition("| layer |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ((?:`[\w.]+`(?:, )?)+) \|", table, re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`([\w.]+)`", row)] == wanted


def test_the_modules_that_the_page_names_exist() -> None:
    named = re.findall(r"`([\w/]+(?:\.py|/))`", PAGE)
    assert len(named) > 10
    assert [path for path in named if not (SOURCE / path).exists() and not (CHECKOUT / path).exists()] == []
