"""What holds for the sources as a whole and no other tool looks at."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import projgov

SOURCE = Path(projgov.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
EXACT = [
    path for path in MODULES if path.relative_to(SOURCE).parts[0] in {"reading", "domain", "rules", "scoring"}
]


def floats_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each binary float that is written, or made by a call of `float`."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node.lineno, ast.unparse(node)
            case ast.Call(func=ast.Name(id="float")):
                yield node.lineno, ast.unparse(node)


def test_floats_are_recognised_where_they_are_written_and_where_they_are_made() -> None:
    tree = ast.parse("a = 1.5\nb = float('2')\nc = isinstance(a, float)\nd = 3\n")
    assert list(floats_in(tree)) == [(1, "1.5"), (2, "float('2')")]


@pytest.mark.parametrize("path", EXACT, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_what_reads_holds_and_judges_numbers_writes_and_makes_no_binary_float(path: Path) -> None:
    assert list(floats_in(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("folder", ["packs", "diagnostic_pages"])
def test_packs_and_pages_hold_data_and_no_code(folder: str) -> None:
    """They are read as files: a module there would escape the layers."""
    assert (SOURCE / folder).is_dir()
    assert [path for path in MODULES if folder in path.relative_to(SOURCE).parts] == []


def test_importing_projgov_loads_no_library_that_only_an_extra_or_a_test_needs() -> None:
    others = {
        "durable", "durable_rules_engine", "hypothesis", "narwhals", "openpyxl", "pandas", "polars", "pyarrow", "pytest",
        "rich", "z3",
    }  # fmt: skip
    code = "import sys, projgov; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "projgov" in loaded
    assert loaded & others == set()


_SILENCED = re.compile(r"# (?:noqa|type: ignore)\b(?:: [A-Z0-9, ]+|\[[a-z, -]+\])?(?P<reason>.*)")


def unreasoned(text: str) -> list[int]:
    """The lines on which a check is silenced without a reason beside."""
    found = ((n, _SILENCED.search(line)) for n, line in enumerate(text.splitlines(), 1))
    return [n for n, match in found if match is not None and not re.search(r"\w", match["reason"])]


def test_a_silenced_check_without_a_reason_is_recognised() -> None:
    silenced = [f"a = b  # {what}" for what in ("noqa: A001", "type: ignore[arg-type]", "noqa")]
    assert unreasoned("\n".join([*silenced, *(f"{line}  # why" for line in silenced)])) == [1, 2, 3]


@pytest.mark.parametrize("folder", ["src", "tests", "tools", "benchmarks"])
def test_a_check_is_silenced_with_its_reason_beside(folder: str) -> None:
    files = sorted((Path(__file__).parents[1] / folder).rglob("*.py"))
    found = {path.name: lines for path in files if (lines := unreasoned(path.read_text(encoding="utf-8")))}
    assert found == {}
