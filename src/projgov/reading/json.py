"""JSON text to plain values: every number exactly as it is written, no key twice, everything bounded.

The reading itself is the standard library's; what it lets pass is marked while reading, and looked up with its path
(`projects[3].name`) only where there is something to report.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place
from projgov.reading.canonical import canonical, dumps
from projgov.reading.json_syntax import explain
from projgov.reading.numbers import MAX_DIGITS, MAX_EXPONENT, NOT_A_NUMBER, NUMBER_TOO_LONG, exact, shown
from projgov.reading.text import first_hidden, hidden_characters

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "canonical", "dumps", "parse"]

MAX_DEPTH = 60
"""How deep objects and arrays may stand in one another."""

MAX_CHARACTERS = 20_000_000
"""How many characters a text may have, unless the caller sets another bound."""

DOUBLED_KEY = Pattern(
    "F050",
    Bilingual("`{key}` 写了 {count} 次", "`{key}` is written {count} times"),
    Bilingual("只留一个", "leave one of them only"),
)
TOO_DEEP = Pattern(
    "F051",
    Bilingual("嵌套超过 {most} 层", "more than {most} levels stand in one another"),
    Bilingual("减少层次", "use fewer levels"),
)
TOO_LONG = Pattern(
    "F052",
    Bilingual(
        "有 {size} 个字符，最多 {most} 个", "there are {size} characters, more than the {most} allowed"
    ),
    Bilingual("把数据分成几份", "split the data"),
)
ESCAPED_HIDDEN = Pattern(
    "F053",
    Bilingual(
        "文本里写进了看不见的字符 {character}（{name}）",
        "an escape writes the invisible {character} ({name})",
    ),
    Bilingual("删去这个转义", "leave the escape out"),
)

NOTHING = Pattern(
    "F019",
    Bilingual("文件里没有内容", "the file holds nothing"),
    Bilingual(
        '写出数据，例如 `{{"projgov": 1, "id": "…"}}`',
        'write the data, such as `{{"projgov": 1, "id": "…"}}`',
    ),
)

_Step: TypeAlias = str | int
# Escapes that may write a hidden character; halves of pairs too, though whole pairs are no fault.
_SUSPICIOUS_ESCAPE = re.compile(
    r"\\(?:[bf]|u(?:00[01]|007[fF]|00[89]|061[cC]|200[eEfF]|202[89a-eA-E]|206[6-9]|[dD][89a-fA-F]|[fF][eEfF][fF][eEfF]))"
)


def parse(text: str, file: str, *, most: int = MAX_CHARACTERS) -> object:
    """The plain value of the JSON `text`: dict, list, str, bool, None, int, and Decimal where there is a point or exponent.

    Keys are in NFC. Raises `InvalidData`, with line and column for a syntax error or hidden character, and otherwise all
    faults at once, each with its path: keys that are the same, NaN and infinities, numbers beyond the bounds of `numbers`,
    hidden characters written as escapes, more than `MAX_DEPTH` levels or `most` characters.
    """
    if len(text) > most:
        raise InvalidData([TOO_LONG.at(Place(file), size=len(text), most=most)])
    if hidden := hidden_characters(text, file):
        raise InvalidData(hidden)
    if not text or text.isspace():
        raise InvalidData([NOTHING.at(Place(file, 1, 1))])
    reader = _Reader()
    try:
        value = reader.read(text)
    except json.JSONDecodeError as error:
        raise InvalidData([explain(text, error.pos, error.msg, file)]) from None
    except RecursionError:
        raise InvalidData([TOO_DEEP.at(Place(file), most=MAX_DEPTH)]) from None
    if _is_too_deep(value):
        raise InvalidData([TOO_DEEP.at(Place(file), most=MAX_DEPTH)])
    suspicious = reader.marked or _SUSPICIOUS_ESCAPE.search(text) is not None
    if suspicious and (faults := list(_faults(value, (), file, ""))):
        raise InvalidData(faults)
    return value


@attrs.frozen
class _BadNumber:
    """Stands in the place of a number that is refused."""

    text: str
    pattern: Pattern


class _Doubled(dict[str, object]):
    """An object in which keys stand more than once."""

    counts: dict[str, int]


class _Reader:
    """The hooks of the standard library's reader; `marked` tells whether any of them found a fault."""

    def __init__(self) -> None:
        self.marked = False

    def read(self, text: str) -> object:
        decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=self._integer,
            parse_float=self._decimal,
            parse_constant=self._constant,
        )
        value: object = decoder.decode(text)
        return value

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        names = "".join(found)
        # NFC of a joined text is not the joined NFC, so anything beyond ASCII goes through each key.
        if not names.isascii():
            pairs = [(unicodedata.normalize("NFC", key), value) for key, value in pairs]
            found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.marked = True
        doubled = _Doubled(found)
        doubled.counts = {}
        for key, _ in pairs:
            doubled.counts[key] = doubled.counts.get(key, 0) + 1
        return doubled

    def _integer(self, text: str) -> int | _BadNumber:
        return int(text) if len(text) <= MAX_DIGITS else self._bad(text, NUMBER_TOO_LONG)

    def _decimal(self, text: str) -> int | Decimal | _BadNumber:
        number = exact(text)
        return self._bad(text, NUMBER_TOO_LONG) if number is None else number

    def _constant(self, text: str) -> _BadNumber:
        return self._bad(text, NOT_A_NUMBER)

    def _bad(self, text: str, pattern: Pattern) -> _BadNumber:
        self.marked = True
        return _BadNumber(text, pattern)


def _is_too_deep(value: object) -> bool:
    """Whether containers stand more than `MAX_DEPTH` deep; goes level by level, so that no depth can exhaust the stack."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [part for container in level for part in _parts(container)]
        if not level:
            return False
    return True


def _parts(container: object) -> list[object]:
    values: list[object] = []
    if isinstance(container, dict):
        values = list(container.values())
    elif isinstance(container, list):
        values = container
    return [value for value in values if isinstance(value, dict | list)]


def _faults(value: object, path: tuple[_Step, ...], file: str, subject: str) -> Iterator[Diagnostic]:
    place = Place(file, path=path_text(path), subject=subject)
    if isinstance(value, _BadNumber):
        yield value.pattern.at(place, number=shown(value.text), digits=MAX_DIGITS, exponent=MAX_EXPONENT)
    elif isinstance(value, str):
        if (hidden := first_hidden(value)) is not None:
            yield ESCAPED_HIDDEN.at(place, character=hidden[0], name=hidden[1])
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _faults(item, (*path, n), file, subject or subject_of(value, (n,)))
    elif isinstance(value, dict):
        if isinstance(value, _Doubled):
            for key, count in value.counts.items():
                if count > 1:
                    here = attrs.evolve(place, path=path_text((*path, key)))
                    yield DOUBLED_KEY.at(here, key=shown(key), count=count)
        for key, item in value.items():
            if (hidden := first_hidden(key)) is not None:
                yield ESCAPED_HIDDEN.at(place, character=hidden[0], name=hidden[1])
            yield from _faults(item, (*path, key), file, subject)


def subject_of(value: object, path: tuple[_Step, ...]) -> str:
    """The id of the outermost record of a list to which `path` leads within `value`, or nothing where it has none."""
    for step in path:
        match value, step:
            case list() | tuple(), int() if step < len(value):
                value = value[step]
                own = value.get("id") if isinstance(value, dict) else None
                return own if isinstance(own, str) and own.isprintable() else ""
            case dict(), str() if step in value:
                value = value[step]
            case _:
                return ""
    return ""


def path_text(path: tuple[_Step, ...]) -> str:
    """`path` as it is shown: `projects[3].due`; a key that is no word stands in brackets and quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.replace(" ", "_").replace("-", "_").isidentifier():
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step)}]"
    return text
