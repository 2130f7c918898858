"""Numbers as offices write them: `30%`, `1,000`, `３０`, 三十, 百分之三十, 30个百分点. Files hold plain numbers; this tells which was meant.

Nothing is read by this in place of a number: a mend says what to write.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import attrs

MAX_LENGTH = 40
"""Longer texts are no numbers that somebody wrote by hand."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_DIGITS |= {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

_UNITS = {
    "percent": ("%", "个百分点", "百分点", "percentage points", "percent", "per cent"),
    "days": ("天", "日", "days", "day"),
    "points": ("分", "points", "point"),
    "": ("万元", "元", "个", "项", "次", "名", "家", "人", "件", "位", "户"),
}
_SUFFIXES = sorted(
    ((written, unit) for unit, several in _UNITS.items() for written in several), key=lambda s: -len(s[0])
)
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@attrs.frozen
class NumberMeant:
    """A number as a file holds it, and its unit of measure: `percent`, `days`, `points`, or none that is known."""

    digits: str
    unit: str = ""


def number_meant(text: str) -> NumberMeant | None:
    """The number that a text means to a reader, None where it is none. A leading zero (`007`) makes an identifier."""
    if len(text) > MAX_LENGTH:
        return None
    body = unicodedata.normalize("NFKC", text).strip().casefold()
    unit = ""
    if body.startswith("百分之"):
        body, unit = body.removeprefix("百分之"), "percent"
    else:
        for written, called in _SUFFIXES:
            if body.endswith(written) and body != written:
                body, unit = body.removesuffix(written).rstrip(), called
                break
    sign = ""
    if body[:1] in ("+", "-", "负"):
        sign, body = ("" if body[0] == "+" else "-"), body[1:].lstrip()
    digits = _digits(body.replace(" ", ""))
    return None if digits is None else NumberMeant(sign + digits, unit)


def _digits(body: str) -> str | None:
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "")
    times = _MYRIADS.get(body[-1:], 1) if body[:1].isascii() else 1
    if times > 1:
        body = body[:-1]
    if _PLAIN.fullmatch(body):
        known = len(body) < 2 or body[0] != "0" or body[1] == "."
        return format(Decimal(body) * times, "f") if known else None
    whole, point, rest = body.partition("点")
    found = chinese_number(whole)
    if found is None or not point:
        return None if found is None else str(found)
    return (
        f"{found}.{''.join(str(_DIGITS[c]) for c in rest)}" if rest and set(rest) <= _DIGITS.keys() else None
    )


def chinese_number(text: str) -> int | None:
    """The whole number that Chinese numerals write: 十, 二十五, 一百零三, 三万五千, 二〇一七; None for what is none."""
    if not text or text[0] in _MYRIADS or not set(text) <= _DIGITS.keys() | _TENS.keys() | _MYRIADS.keys():
        return None
    if set(text) <= _DIGITS.keys():
        return (
            int("".join(str(_DIGITS[c]) for c in text))
            if len(text) == 1 or "〇" in text or len(text) > 2
            else None
        )
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            if digit:  # two digits side by side, as in 二五十
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (1 if digit is None else digit) * _TENS[character]
            digit = None
        else:
            section += digit or 0
            total = (
                (total + section) * _MYRIADS[character]
                if character == "亿"
                else total + section * _MYRIADS[character]
            )
            section, digit = 0, None
    return total + section + (digit or 0)
