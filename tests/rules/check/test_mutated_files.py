"""Good rule files, changed at random: the check answers with diagnostics or with none, and with nothing else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import LANGUAGES
from projgov.rules.check import checked
from projgov.rules.load import read_text

FOLDER = Path(__file__).resolve().parents[2] / "rulefiles"
WRITTEN = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*/*.yaml"))]
FILES = [text.partition("# ==== ")[0] for text in WRITTEN if "error[" not in text]
"""Files that load, with doubts or without."""
ODD = ["", " ", "\t", ":", "-", "'", '"', "{", "}", "[", "]", "|", "#", "0", "-1", "1e999999999", "2 ** 10 ** 10", "、", "（", "\u202e",
       "\x00", "\ud800", "é", "if", "null", "/ 0", "subject", "as_of", "\n", "\n  ", "a" * 5000, "(" * 500]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A rule file with a few of its lines or characters changed."""
    lines = draw(st.sampled_from(FILES)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        where = draw(st.integers(0, len(line)))
        match draw(st.sampled_from(["drop", "double", "swap", "put", "cut", "move"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, line)
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], line
            case "put":
                lines[at] = line[:where] + draw(st.sampled_from(ODD)) + line[where:]
            case "cut":
                lines[at] = line[:where]
            case _:
                lines[at] = " " * draw(st.integers(0, 8)) + line.lstrip()
    return "\n".join(lines) + draw(st.sampled_from(["\n", ""]))


@given(mutated())
def test_whatever_a_rule_file_holds_it_is_answered_with_diagnostics(text: str) -> None:
    read = read_text(text, "rules.yaml")
    told = checked(read)
    assert (read.pack is None) == any(d.is_error for d in read.diagnostics)
    for diagnostic in told:
        for language in LANGUAGES:
            assert diagnostic.render(language)
