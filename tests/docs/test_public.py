"""The page on what is public: both languages show the same. Its examples are run with those of all pages."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
ENGLISH, CHINESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("public.md", "public.zh.md"))


def test_both_languages_have_the_same_parts_files_commands_and_tables() -> None:
    for pattern in (r"^#+", r"^```\w+.*", r"^\| ?---.*", r"^- ", r"^\|", r"^\$ .*"):
        english, chinese = (re.findall(pattern, page, re.MULTILINE) for page in (ENGLISH, CHINESE))
        assert english == chinese


def test_both_languages_show_the_same_rules_data_and_programs() -> None:
    for pattern in (
        r"^```yaml rules.yaml\n.*?^```",
        r"^```json .*?^```",
        r"^```python.*?^```",
        r"^```text.*?^```",
    ):
        english, chinese = (
            re.findall(pattern, page, re.MULTILINE | re.DOTALL) for page in (ENGLISH, CHINESE)
        )
        assert english == chinese
        assert english
