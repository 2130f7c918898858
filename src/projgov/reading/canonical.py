"""Plain values to JSON text: one for people and programs (`dumps`), one for digests (`canonical`).

Plain values are None, bool, int, Decimal, Fraction, str, lists or tuples, and mappings with text keys. A binary float is
refused: it would not say which number was meant.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from json.encoder import encode_basestring
from operator import itemgetter


def dumps(value: object, *, sort_keys: bool = False, indent: int | None = None) -> str:
    """The JSON text of `value`, with keys in their order or sorted.

    Texts are in NFC. A Decimal is a text with the decimals that it was given (`"92.50"`), a Fraction the text of `number_text`;
    integers are JSON numbers. Raises TypeError for what is no plain value, ValueError for keys that are the same in NFC and
    for Decimals that are not finite.
    """
    return json.dumps(
        _jsonable(value), ensure_ascii=False, allow_nan=False, sort_keys=sort_keys, indent=indent
    )


def canonical(value: object) -> bytes:
    """The canonical JSON of `value` in UTF-8: equal for equal values, whatever the order of their keys.

    Keys are sorted by code point, texts and keys are in NFC, there is no white space, and equal numbers are written alike
    whether they are int, Decimal or Fraction: as JSON numbers without exponent and needless zeros (`1.5`), and where no finite
    decimal exists as the text of the reduced fraction (`"1/3"`). Raises as `dumps` does, and UnicodeEncodeError (a
    ValueError) for halves of characters.
    """
    out: list[str] = []
    _write(value, out)
    return "".join(out).encode("utf-8")


def number_text(number: int | Decimal | Fraction) -> str:
    """`number` exactly: without exponent and needless zeros, or as `n/d` where no finite decimal exists."""
    if isinstance(number, Decimal):
        text = format(_finite(number), "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    if isinstance(number, int):
        return _digits(number)
    return _fraction_text(number)


def _fraction_text(number: Fraction) -> str:
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{_digits(number.numerator)}/{_digits(number.denominator)}"
    places = max(twos, fives)
    if not places:
        return _digits(number.numerator)
    scaled = abs(number.numerator) * 10**places // number.denominator
    digits = _digits(scaled).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _digits(number: int) -> str:
    # Python limits the length of str(int); Decimal writes any integer.
    return str(number) if number.bit_length() < 10_000 else format(Decimal(number), "f")


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError(f"{number} is not a finite number")
    return number


def _jsonable(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return format(_finite(value), "f")
    if isinstance(value, Fraction):
        return number_text(value)
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _jsonable(item) for key, item in _items(value)}
    raise TypeError(f"{type(value).__name__} is no plain value")


def _write(value: object, out: list[str]) -> None:
    if isinstance(value, str):
        out.append(_string(value))
    elif value is None:
        out.append("null")
    elif isinstance(value, bool):
        out.append("true" if value else "false")
    elif isinstance(value, int | Decimal | Fraction):
        text = number_text(value)
        out.append(f'"{text}"' if "/" in text else text)
    elif isinstance(value, list | tuple):
        separator = "["
        for item in value:
            out.append(separator)
            _write(item, out)
            separator = ","
        out.append("]" if value else "[]")
    elif isinstance(value, Mapping):
        separator = "{"
        for key, item in sorted(_items(value), key=itemgetter(0)):
            out.append(f"{separator}{_string(key)}:")
            _write(item, out)
            separator = ","
        out.append("}" if value else "{}")
    else:
        raise TypeError(f"{type(value).__name__} is no plain value")


def _items(mapping: Mapping[object, object]) -> Iterable[tuple[str, object]]:
    items: dict[str, object] = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise TypeError(f"the key {key!r} is no text")
        name = unicodedata.normalize("NFC", key)
        if name in items:
            raise ValueError(f"the key {name!r} is there twice")
        items[name] = value
    return items.items()


def _string(text: str) -> str:
    return encode_basestring(text if text.isascii() else unicodedata.normalize("NFC", text))
