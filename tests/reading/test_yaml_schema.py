"""The value of a plain scalar: the core schema of YAML 1.2, exact, and nothing of YAML 1.1."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projgov.diagnostics import Pattern
from projgov.reading.tree import ScalarValue
from projgov.reading.yaml_schema import resolve

# YAML 1.2.2, section 10.3.2, the table of tag resolution.
CORE = [
    *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
    *[(text, True) for text in ("true", "True", "TRUE")],
    *[(text, False) for text in ("false", "False", "FALSE")],
    ("0", 0),
    ("-19", -19),
    ("+12", 12),
    ("0o7", 7),
    ("0x3A", 58),  # 3 * 16 + 10
    ("0.", Decimal(0)),
    ("-0.0", Decimal(0)),
    (".5", Decimal("0.5")),
    ("+12e03", Decimal(12000)),
    ("-2E+05", Decimal(-200000)),
    ("017.5", Decimal("17.5")),
]


@pytest.mark.parametrize(("text", "value"), CORE)
def test_the_core_schema_decides(text: str, value: ScalarValue) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *["yes", "no", "on", "off", "y", "n", "Yes", "ON", "tRUE", "nULL"],  # YAML 1.1's truth values
        *["017", "007", "-01"],  # leading zeros: an identifier, or an octal of YAML 1.1
        *["1:30", "190:20:30", "1_000", "0b11", "0o8", "0xG", "-0x1"],
        *["2017-09-30", "1.2.3", "1e", "e3", ".", "-", "+", "-.", "1 000", "1,5", "\uff11", "inf", "nan"],
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e999999999", "F015"),
        ("-1.5E-12345678901234567890", "F015"),
        ("1" * 5000, "F015"),
        ("0x" + "F" * 5000, "F015"),
        (".inf", "F016"),
        ("-.INF", "F016"),
        (".NaN", "F016"),
    ],
)
def test_numbers_that_cannot_be_reckoned_with_are_refused(text: str, code: str) -> None:
    found = resolve(text)
    assert isinstance(found, Pattern)
    assert found.code == code
