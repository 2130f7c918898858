"""Chinese texts have full-width punctuation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import projgov

ROOT = Path(projgov.__file__).parent
CHECKED = sorted(
    [
        *(ROOT / "cli").rglob("*.py"),
        *(ROOT / "domain").rglob("*.py"),
        ROOT / "diagnostics.py",
        *(ROOT / "reading").rglob("*.py"),
        *(ROOT / "rules").rglob("*.py"),
        *(ROOT / "scoring").glob("*.py"),
        *(ROOT / "scoring" / "selftest").glob("*.py"),
    ]
)
_CHINESE = "[\u4e00-\u9fff“”’》]"
_HALF = re.compile(rf"{_CHINESE}[,:;?!(]|[,:;?!)]{_CHINESE}|^[(,:;]{_CHINESE}")
_ASIDE = re.compile(r"`[^`]*`|\{[^{}]*\}")
_ENGLISH = re.compile(r"(?:\b[a-z]{2,}\b\W+){3}")


def half_width(source: str) -> Iterator[str]:
    """The Chinese texts of a module with half-width punctuation.

    What stands in backticks is code, in braces a name; a text with a backslash or `(?` is a regular expression. A text with
    several English words in a row is an English one with Chinese words in it.
    """
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if "\\" in node.value or "(?" in node.value:
            continue
        text = _ASIDE.sub("甲", node.value)
        if re.search("[\u4e00-\u9fff]", node.value) and not _ENGLISH.search(text) and _HALF.search(text):
            yield node.value


PAGES = sorted([*ROOT.parent.parent.glob("*.zh.md"), *(ROOT.parent.parent / "docs").rglob("*.zh.md")])
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\([^)]*\)|[\[*<>]")


def half_width_lines(page: str) -> Iterator[str]:
    """The lines of a Chinese page with half-width punctuation; what is code, or where a link leads to, is no prose."""
    for line in _FENCED.sub("", page).splitlines():
        if _HALF.search(_LINK.sub("", re.sub(r"`[^`]*`", "甲", line))):
            yield line


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_chinese_pages_have_full_width_punctuation(path: Path) -> None:
    assert list(half_width_lines(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("写成文件:谁来负责", True),
        ("见[词汇表](vocabulary.md);另见", True),
        ("写 `check`,再看", True),
        ("**甲**(乙)", True),
        ("见[词汇表](vocabulary.md)；另见", False),
        ("写 `甲: 乙`，再看", False),
        ("```\n甲:乙\n```", False),
    ],
)
def test_half_width_punctuation_in_the_prose_of_a_page_is_seen(line: str, wrong: bool) -> None:
    assert bool(list(half_width_lines(line))) == wrong


@pytest.mark.parametrize("path", CHECKED, ids=lambda p: str(p.relative_to(ROOT)))
def test_chinese_texts_have_full_width_punctuation(path: Path) -> None:
    assert list(half_width(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("缺少:", True),
        ("第{rank}名,共{size}个", True),
        ("(并列)", True),
        ("除数为零;改", True),
        ("是不是 `{near}`?", True),
        ("缺少：", False),
        ("写成 `if x = null then … else …` 的样子", False),
        ("2017-12-31 12:30 的样子", False),
        ("missing: {name} (of {owner})", False),
        ("such as 优秀, or any other word", False),
    ],
)
def test_half_width_punctuation_beside_chinese_is_seen(text: str, wrong: bool) -> None:
    assert bool(list(half_width(f"x = {text!r}"))) == wrong
