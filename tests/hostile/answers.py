"""What a hostile file may be answered with: diagnostics in both languages, or success."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import projgov
from projgov.cli.main import main
from projgov.diagnostics import Diagnostic, Refused

HEAD = "projgov: 1\npack: h\nyear: 2017\ntitle: {zh: 测试, en: a test}\n"
SECONDS = 20.0
"""Far more than any of these files takes: a hang is told from a busy machine."""


def definitions(*expressions: str, head: str = "") -> str:
    """A rule file that defines `d0`, `d1` and so on for a project, with a sample and a test that asks for the last."""
    lines = [f"  - {{id: d{i}, on: project, value: '{e}'}}\n" for i, e in enumerate(expressions)]
    sample = "sample:\n  projects:\n    - {id: P, title: 甲}\n"
    test = f"tests:\n  - name: t\n    as of: 2017-12-31\n    expect: {{P: {{d{len(expressions) - 1}: undetermined}}}}\n"
    return f"{HEAD}{head}definitions:\n{''.join(lines)}{sample}{test}"


def write(folder: Path, content: str | bytes, name: str = "rules.yaml") -> Path:
    """The file with this content; lone surrogates are written as they are."""
    path = folder / name
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    path.write_bytes(data)
    return path


def checked(folder: Path, content: str | bytes) -> list[str]:
    """The codes that `check` answers with, each diagnostic shown in both languages."""
    return told(projgov.check(write(folder, content)))


def told(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """The codes of diagnostics, all of which can be shown."""
    for diagnostic in diagnostics:
        assert diagnostic.render("zh").encode("utf-8", "replace")
        assert diagnostic.render("en").encode("utf-8", "replace")
    return [d.code for d in diagnostics]


def command(*words: str | Path) -> tuple[int, str]:
    """The exit code and the output of a command, which raises nothing and hangs nowhere."""
    out = io.StringIO()
    began = time.monotonic()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main([str(word) for word in words])
    assert time.monotonic() - began < SECONDS
    assert code in (0, 1, 2)
    assert "Traceback" not in out.getvalue()
    return code, out.getvalue()


def answered(read: Callable[[], Sequence[Diagnostic]]) -> list[str]:
    """The codes of the diagnostics that `read` gives or is refused with; a refusal has at least one."""
    try:
        return told(read())
    except Refused as refused:
        return told(refused.diagnostics) or ["no diagnostic"]
