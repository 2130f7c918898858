"""Number texts to exact numbers, with a bound on their length, so that no text can make arithmetic run for ever."""

from __future__ import annotations

import re
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern

MAX_DIGITS = 1000
"""The most digits that a number may be written with."""

MAX_EXPONENT = 999
"""The largest power of ten, up or down, that may stand after `e`."""

NUMBER_TOO_LONG = Pattern(
    "F015",
    Bilingual(
        "数 `{number}` 太长或太大（最多 {digits} 位数字，10 的 {exponent} 次方）",
        "the number `{number}` is too long or too large (at most {digits} digits and the power {exponent} of ten)",
    ),
    Bilingual(
        "写一个较小的数；如果是编号，加引号写成文本", "write a smaller number; an identifier stands in quotes"
    ),
)
NOT_A_NUMBER = Pattern(
    "F016",
    Bilingual("`{number}` 不是可以计算的数", "`{number}` is not a number that can be reckoned with"),
    Bilingual(
        "写一个数；没有数值就删去这一项；如果是文本，加引号",
        "write a number; where there is none, leave the entry out; a text stands in quotes",
    ),
)

_DECIMAL = re.compile(r"[-+]?(?P<digits>[0-9]*\.?[0-9]*)(?:[eE](?P<exponent>[-+]?[0-9]+))?")


def exact(text: str) -> int | Decimal | None:
    """The number that `text` writes, exactly: an int, or a Decimal where there is a point or an exponent.

    None where it is beyond `MAX_DIGITS` or `MAX_EXPONENT`. `text` is an optional sign, ASCII digits, and optionally a point,
    digits, and an exponent.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None or len(match["digits"]) > MAX_DIGITS + 1:
        return None
    exponent = match["exponent"]
    if exponent is None and "." not in match["digits"]:
        return int(text)
    if exponent is not None:
        significant = exponent.lstrip("+-").lstrip("0")
        if len(significant) > len(str(MAX_EXPONENT)) or int(significant or "0") > MAX_EXPONENT:
            return None
    return Decimal(text)


def shown(number: str, most: int = 40) -> str:
    """`number` for a message: its beginning where it is long."""
    return number if len(number) <= most else f"{number[:most]}…"
