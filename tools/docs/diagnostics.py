"""`docs/diagnostics/`: a page for each kind of fault, from its pattern and the source that ships with projgov, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tools.docs.diagnostic_examples import run
from tools.docs.markdown import NOTICE, table

from projgov.cli.pages import Page, page
from projgov.cli.patterns import patterns, told
from projgov.diagnostics import Bilingual, Pattern

INTRO = """
# 错误代码 Diagnostics

规则文件、数据和 DMN 模型里的每一种错误都有一个代码、一页说明：说的是什么，为什么要紧，错例和正例。
`projgov check --explain F101` 在终端里显示同样的内容。规则文件的例子省去了文件开头四行（`projgov`、`pack`、`year`、`title`），
行号从所示的第一行数起；→ 是有错的行。

Every kind of fault in rule files, data and DMN models has a code and a page: what it says, why it matters, a wrong example and a
right one. `projgov check --explain F101` shows the same in a terminal. Examples of rules leave out the first four lines of a file
(`projgov`, `pack`, `year`, `title`), and lines are counted from the first that is shown; → marks those that are faulty.

"""
GROUPS = {
    "F": Bilingual("写法：文件、键和值", "Form: files, keys and values"),
    "X": Bilingual("表达式的语法", "Syntax of expressions"),
    "N": Bilingual("名称", "Names"),
    "T": Bilingual("类型与单位", "Types and units"),
    "B": Bilingual("表格与等次", "Tables and bands"),
    "S": Bilingual("计分", "Scores"),
    "C": Bilingual("时间", "Time"),
    "L": Bilingual("道理", "Sense"),
    "D": Bilingual("数据", "Data"),
    "E": Bilingual("评价时出的错", "Evaluation"),
    "M": Bilingual("DMN 模型与 FEEL", "DMN models and FEEL"),
}
_SEVERITY = {
    "error": Bilingual("错误", "Error"),
    "warning": Bilingual("警告", "Warning"),
    "note": Bilingual("提示", "Note"),
}


def pages() -> dict[str, str]:
    """Every page by its path below `docs/`."""
    known = patterns()
    found = {code: page(code) for code in known}
    texts = {f"diagnostics/{c}.md": _page(known[c], p) for c, p in found.items() if p is not None}
    return {"diagnostics/README.md": _index(known, {c for c, p in found.items() if p is not None}), **texts}


def _index(known: dict[str, Pattern], written: set[str]) -> str:
    parts = [NOTICE, INTRO]
    for letter, title in GROUPS.items():
        rows = [
            (f"[{code}]({code}.md)" if code in written else code, *_messages(pattern))
            for code, pattern in known.items()
            if code[0] == letter
        ]
        parts.append(f"## {letter} {title.zh} {title.en}\n\n{table(('', '说的是', 'Says'), rows)}\n")
    return "".join(parts).rstrip() + "\n"


def _messages(pattern: Pattern) -> tuple[str, str]:
    return told(pattern.message, "zh"), told(pattern.message, "en")


def _page(pattern: Pattern, written: Page) -> str:
    severity = _SEVERITY[pattern.severity]
    zh, en = _messages(pattern)
    parts = [
        f"{NOTICE}\n# {pattern.code} {zh}",
        f"**{severity.zh}。** {written.why.zh}",
        f"**{severity.en}:** *{en}.* {written.why.en}",
    ]
    if written.example("wrong"):
        said = run(written.example("wrong"), pattern.code).said
        parts += [*_example("错例 Wrong", written, "wrong"), _block("text", f"{said.zh}\n\n{said.en}\n")]
        parts += _example("正例 Right", written, "right")
    return "\n\n".join(parts) + "\n"


def _example(title: str, written: Page, role: Literal["wrong", "right"]) -> Iterator[str]:
    yield f"## {title}"
    blocks = written.example(role)
    for block in blocks:
        shown = _block("text" if block.marked else block.kind, block.shown)
        yield f"`{block.name}`:\n\n{shown}" if len(blocks) > 1 and block.name else shown


def _block(kind: str, text: str) -> str:
    return f"```{kind}\n{text.rstrip()}\n```"
