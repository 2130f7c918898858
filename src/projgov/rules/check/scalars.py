"""Values without quotes that are texts or numbers here, and something else to readers of the older YAML 1.1.

Rule files are YAML 1.2, in which `no` is a text and `010` is not 8. Other programs, editors and people do not all know that; who
writes quotes, or the plain number, is understood by all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.reading.tree import Mapping, Node, Scalar, Sequence
from projgov.rules.check.whole import Whole

YES_OR_NO = Pattern(
    "F210",
    Bilingual(
        "`{found}` 没有加引号：这里是文字，在有的程序里却是真假值",
        "`{found}` without quotes is a text here, and true or false to other programs",
    ),
    Bilingual(
        "是文字的，加引号：`'{found}'`；是真假值的，写 `{mend}`",
        "put it in quotes: `'{found}'`; where yes or no is meant, write `{mend}`",
    ),
    severity="warning",
)
NUMBER_TO_OTHERS = Pattern(
    "F211",
    Bilingual(
        "`{found}` 没有加引号：这里是文字，在有的程序里却是数字 {number}",
        "`{found}` without quotes is a text here, and the number {number} to other programs",
    ),
    Bilingual("是文字的，加引号：`'{found}'`；是数字的，写 `{mend}`", "put it in quotes: `'{found}'`; where a number is meant, write `{mend}`"),
    severity="warning",
)  # fmt: skip
OTHER_BASE = Pattern(
    "F212",
    Bilingual("`{found}` 不是十进制数：它是 {number}", "`{found}` is not a decimal number: it is {number}"),
    Bilingual("写成 `{number}`", "write `{number}`"),
    severity="warning",
)
_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_SEXAGESIMAL = re.compile(r"([-+]?)([0-9]+(?::[0-5]?[0-9])+)")
_OCTAL = re.compile(r"([-+]?)0([0-7]+)")
_GROUPED = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DATA = ("sample", "样例", "tests", "测试")


def ambiguous(whole: Whole) -> Iterator[Diagnostic]:
    """Plain scalars that other readers of YAML take for something else. Data in tests are read by the types of their fields."""
    tree = whole.pack.written.tree if whole.pack.written is not None else whole.pack.tree
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case Mapping():
                waiting += [e.value for e in node if node is not tree or e.key.text not in _DATA]
            case Sequence():
                waiting += node.items
            case Scalar(style="plain"):
                found = _told(node)
                if found is not None:
                    yield found


def _told(scalar: Scalar) -> Diagnostic | None:
    text, value = scalar.text, scalar.value
    if _BASED.fullmatch(text) and isinstance(value, int):
        return OTHER_BASE.at(scalar.place, found=text, number=str(value))
    if not isinstance(value, str):
        return None
    if (word := _WORDS.get(text.lower())) is not None and text in (text.lower(), text.title(), text.upper()):
        return YES_OR_NO.at(scalar.place, found=text, mend=word)
    meant = _numbers(text)
    if meant is None:
        return None
    number, mend = meant
    return NUMBER_TO_OTHERS.at(scalar.place, found=text, number=number, mend=mend)


def _numbers(text: str) -> tuple[str, str] | None:
    """The number that a text is to readers of YAML 1.1, and the number that its writer may have meant."""
    if (match := _SEXAGESIMAL.fullmatch(text)) is not None:
        total = 0
        for part in match[2].split(":"):
            total = total * 60 + int(part)
        number = f"{match[1].strip('+')}{total}"
        return number, number
    if (match := _OCTAL.fullmatch(text)) is not None:
        sign = match[1].strip("+")
        return f"{sign}{int(match[2], 8)}", f"{sign}{int(match[2])}"
    if _GROUPED.fullmatch(text):
        number = str(Decimal(text.replace("_", "")))
        return number, number
    return None
