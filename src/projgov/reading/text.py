"""Bytes to text: one encoding, no hidden characters, a bound on the size.

What a person cannot see in an editor must not reach a decision: control characters, the marks that turn the direction of
writing, and halves of characters are refused with their place.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, Refused

MAX_BYTES = 20_000_000
"""The bound on the size of one file, in bytes, unless the caller sets another."""

MAX_SHOWN = 20
"""How many hidden characters of one file are reported one by one."""

NOT_UTF8 = Pattern(
    "F001",
    Bilingual(
        "文件不是 UTF-8 编码（第 {offset} 个字节 {byte}）",
        "the file is not in UTF-8 (byte {offset} is {byte})",
    ),
    Bilingual("把文件另存为 UTF-8", "save the file as UTF-8"),
)
LOOKS_LIKE_GB18030 = Pattern(
    "F002",
    Bilingual(
        "文件不是 UTF-8 编码（第 {offset} 个字节 {byte}），按 GB 18030（国标码）可以读出",
        "the file is not in UTF-8 (byte {offset} is {byte}), but reads as GB 18030",
    ),
    Bilingual("把文件另存为 UTF-8", "save the file as UTF-8"),
)
LOOKS_LIKE_UTF16 = Pattern(
    "F003",
    Bilingual("文件是 UTF-16 编码（记事本里叫 Unicode）", "the file is in UTF-16 (Notepad calls it Unicode)"),
    Bilingual("把文件另存为 UTF-8", "save the file as UTF-8"),
)
BYTE_ORDER_MARK = Pattern(
    "F004",
    Bilingual(
        "文件开头有一个看不见的标记（BOM）", "the file begins with an invisible mark (a byte order mark, BOM)"
    ),
    Bilingual("把文件另存为“UTF-8（无 BOM）”", "save the file as UTF-8 without BOM"),
)
TOO_LARGE = Pattern(
    "F005",
    Bilingual(
        "文件有 {size} 字节，最多 {most} 字节", "the file has {size} bytes, more than the {most} allowed"
    ),
    Bilingual("把文件分成几个", "split the file"),
)
HIDDEN_CHARACTER = Pattern(
    "F006",
    Bilingual("有看不见的字符 {character}（{name}）", "there is an invisible character {character} ({name})"),
    Bilingual("删去这个字符", "delete this character"),
)
MORE_HIDDEN = Pattern(
    "F007",
    Bilingual("这样的字符还有 {count} 个", "more such characters: {count}"),
    Bilingual("把它们都删去", "delete them all"),
)
UNKNOWN_ENCODING = Pattern(
    "F008",
    Bilingual("没有叫 `{encoding}` 的文字编码", "there is no text encoding called `{encoding}`"),
    Bilingual("例如 utf-8、gb18030、big5、cp1252", "choose one such as utf-8, gb18030, big5, cp1252"),
)
CUT_CHARACTER = Pattern(
    "F048",
    Bilingual("文件在一个字的中间结束：没有复制完整", "the file ends within a character: it was cut short"),
    Bilingual("与原来的文件对照，补上缺少的部分", "compare it with the original, and add what is missing"),
)
WRONG_ENCODING = Pattern(
    "F009",
    Bilingual(
        "文件不是所指明的 {encoding} 编码（第 {offset} 个字节 {byte}）",
        "the file is not in {encoding}, the encoding named (byte {offset} is {byte})",
    ),
    Bilingual("指明文件真正的编码", "name the encoding that the file is really in"),
)

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_END = re.compile("\r\n|\r|\n")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(
    data: bytes,
    file: str,
    *,
    encoding: str | None = None,
    bom: Literal["accept", "refuse"] = "accept",
    most: int = MAX_BYTES,
) -> str:
    """The text of `data`, read as strict UTF-8 or as the `encoding` that is named; `file` is its name in diagnostics.

    A byte order mark is dropped, or refused with `bom="refuse"`. Line ends stay as they are. Raises `Refused` for more
    than `most` bytes, for another encoding (GB 18030 and UTF-16 are recognised), and for hidden characters with the place
    of each.
    """
    if len(data) > most:
        raise Refused([TOO_LARGE.at(Place(file), size=len(data), most=most)])
    text = _utf8(data, file) if encoding is None else _named(data, file, encoding)
    if text.startswith("\ufeff"):
        if bom == "refuse":
            raise Refused([BYTE_ORDER_MARK.at(Place(file, 1, 1))])
        text = text[1:]
    if faults := hidden_characters(text, file):
        raise Refused(faults)
    return text


def hidden_characters(text: str, file: str) -> list[Diagnostic]:
    """A diagnostic for each control character, mark of direction, lone surrogate or line separator in `text`.

    Tabs and line ends are no hidden characters. After `MAX_SHOWN` diagnostics one more tells how many are left.
    """
    found = list(_HIDDEN.finditer(text))
    faults = [
        HIDDEN_CHARACTER.at(place_of(text, m.start(), file), character=_code(m[0]), name=_kind(m[0]))
        for m in found[:MAX_SHOWN]
    ]
    if len(found) > MAX_SHOWN:
        faults.append(
            MORE_HIDDEN.at(place_of(text, found[MAX_SHOWN].start(), file), count=len(found) - MAX_SHOWN)
        )
    return faults


def first_hidden(text: str) -> tuple[str, Bilingual] | None:
    """The code (`U+0000`) and the kind of the first hidden character in `text`, or None where there is none."""
    match = _HIDDEN.search(text)
    return None if match is None else (_code(match[0]), _kind(match[0]))


def place_of(text: str, offset: int, file: str) -> Place:
    """The line and column of the character at `offset`; lines end with LF, CR LF or CR."""
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, min(offset + 1, len(text))):
        if end.end() > offset:
            break
        line, start = line + 1, end.end()
    return Place(file, line, offset - start + 1)


def _utf8(data: bytes, file: str) -> str:
    if data.startswith(_MARKS) or _is_utf16_without_mark(data):
        raise Refused([LOOKS_LIKE_UTF16.at(Place(file))])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            pattern = CUT_CHARACTER
        else:
            pattern = LOOKS_LIKE_GB18030 if _reads_as(data, "gb18030") else NOT_UTF8
        raise Refused([_undecodable(pattern, data, error.start, file)]) from None


def _named(data: bytes, file: str, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
        if not getattr(codec, "_is_text_encoding", True):
            raise LookupError(encoding)
    except (LookupError, ValueError):
        raise Refused([UNKNOWN_ENCODING.at(Place(file), encoding=encoding)]) from None
    try:
        return data.decode(codec.name)
    except UnicodeError as error:
        # Some codecs, such as punycode, do not say where.
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise Refused([_undecodable(WRONG_ENCODING, data, start, file, encoding)]) from None


def _undecodable(pattern: Pattern, data: bytes, start: int, file: str, encoding: str = "UTF-8") -> Diagnostic:
    line = data.count(b"\n", 0, start) + 1
    line_start = data.rfind(b"\n", 0, start) + 1
    # The column counts characters as far as they can be read, so that it is the one an editor shows.
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    place = Place(file, line, column)
    return pattern.at(place, offset=start + 1, byte=_byte(data, start), encoding=encoding)


def _byte(data: bytes, offset: int) -> str:
    return f"0x{data[offset]:02X}" if offset < len(data) else "-"


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return _HIDDEN.search(text) is None


def _is_utf16_without_mark(data: bytes) -> bool:
    """Whether every other byte of the beginning is NUL, as in UTF-16 text of Latin letters, digits and line ends."""
    head = data[: min(len(data), 64) // 2 * 2]
    if len(head) < 4:
        return False
    even, odd = set(head[0::2]), set(head[1::2])
    return (even == {0}) != (odd == {0})


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _kind(character: str) -> Bilingual:
    if character == "\x00":
        return Bilingual("空字符", "NUL")
    if character in _BIDIRECTIONAL:
        return Bilingual("改变文字方向", "it turns the direction of writing")
    if character in "\u2028\u2029\x85":
        return Bilingual("换行或换段", "a line or paragraph separator")
    if "\ud800" <= character <= "\udfff":
        return Bilingual("半个字符", "half a character")
    if character == "\ufeff":
        return Bilingual("字节顺序标记", "a byte order mark")
    if character in "\ufffe\uffff":
        return Bilingual("不是字符", "not a character")
    return Bilingual("控制字符", "a control character")
