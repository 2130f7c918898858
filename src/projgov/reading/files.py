"""The one place that opens files: bytes of a path, or a sentence that says why there are none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from projgov.diagnostics import Bilingual, Pattern, Place, Refused, nearest
from projgov.reading.text import MAX_BYTES, TOO_LARGE

MISSING_FILE = Pattern(
    "F010",
    Bilingual("没有文件 `{path}`", "there is no file `{path}`"),
    Bilingual("核对路径和文件名{near}", "check the path and the name of the file{near}"),
)
IS_DIRECTORY = Pattern(
    "F011",
    Bilingual("`{path}` 是文件夹，不是文件", "`{path}` is a directory, not a file"),
    Bilingual("写出其中某个文件的路径", "give the path of a file in it"),
)
NOT_PERMITTED = Pattern(
    "F012",
    Bilingual("没有权限读取 `{path}`", "there is no permission to read `{path}`"),
    Bilingual("请文件的主人给予读取权限", "ask the owner of the file for permission to read it"),
)
BINARY_FILE = Pattern(
    "F013",
    Bilingual("`{path}` 不是文本文件{kind}", "`{path}` is not a text file{kind}"),
    Bilingual("给出 YAML、JSON 或 CSV 文本文件", "give a text file: YAML, JSON or CSV"),
)
OFFICE_FILE = Pattern(
    "F018",
    Bilingual("`{path}` 不是文本文件{kind}", "`{path}` is not a text file{kind}"),
    Bilingual(
        "表格在 Excel 或 WPS 里另存为“CSV UTF-8”",
        "save a spreadsheet as “CSV UTF-8” in Excel or another office program",
    ),
)
UNREADABLE = Pattern(
    "F014",
    Bilingual("读不了 `{path}`：{reason}", "`{path}` cannot be read: {reason}"),
    Bilingual("换一个文件再试", "try another file"),
)

_OFFICE = (
    (b"PK\x03\x04", Bilingual("（像是 XLSX、DOCX 或 ZIP）", " (it looks like XLSX, DOCX or ZIP)")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Bilingual("（像是旧版 XLS 或 DOC）", " (it looks like an old XLS or DOC)"),
    ),
)
_SIGNATURES = (
    (b"%PDF-", Bilingual("（像是 PDF）", " (it looks like PDF)")),
    (b"\x89PNG\r\n\x1a\n", Bilingual("（像是 PNG 图片）", " (it looks like a PNG picture)")),
    (b"\xff\xd8\xff", Bilingual("（像是 JPEG 图片）", " (it looks like a JPEG picture)")),
    (b"\x1f\x8b", Bilingual("（像是 GZIP）", " (it looks like GZIP)")),
    (b"\x7fELF", Bilingual("（像是程序）", " (it looks like a program)")),
)
_UNKNOWN_KIND = Bilingual("", "")
_MOST_NAMES = 2000
"""No more files of a folder are looked through for a name that comes near."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading. Raises `Refused` where that cannot be."""
    name = os.fspath(path)
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  # closed below: what is done with it is none of these faults
    except (FileNotFoundError, NotADirectoryError):
        raise Refused([MISSING_FILE.at(Place(name), path=name, near=_near(Path(name)))]) from None
    except IsADirectoryError:
        raise _refused(IS_DIRECTORY, name) from None
    except PermissionError:
        # Windows answers a directory with PermissionError.
        raise _refused(IS_DIRECTORY if Path(name).is_dir() else NOT_PERMITTED, name) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None
    with stream:
        yield stream


def _unreadable(name: str, error: OSError | ValueError) -> Refused:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _refused(UNREADABLE, name, reason=reason)


def read_bytes(path: str | os.PathLike[str], *, most: int = MAX_BYTES, binary: bool = False) -> bytes:
    """What the file at `path` holds.

    Raises `Refused` where there is no such file, where it is a directory, may not be read, has more than `most` bytes, or,
    unless `binary` is true, is plainly no text (a known signature, or NUL bytes that UTF-16 does not explain).
    """
    name = os.fspath(path)
    with opened(name) as stream:
        try:
            data = stream.read(most + 1)
        except OSError as error:
            raise _unreadable(name, error) from None
    if len(data) > most:
        size = max(Path(name).stat().st_size, len(data))
        raise Refused([TOO_LARGE.at(Place(name), size=size, most=most)])
    if not binary:
        if (office := next((kind for mark, kind in _OFFICE if data.startswith(mark)), None)) is not None:
            raise _refused(OFFICE_FILE, name, kind=office)
        if (kind := _binary_kind(data)) is not None:
            raise _refused(BINARY_FILE, name, kind=kind)
    return data


def _refused(pattern: Pattern, name: str, *, reason: str = "", kind: Bilingual = _UNKNOWN_KIND) -> Refused:
    return Refused([pattern.at(Place(name), path=name, reason=reason, kind=kind)])


def _near(path: Path) -> Bilingual:
    """The file of the same folder whose name comes nearest, where one comes near."""
    try:
        names = [p.name for p in islice(path.parent.iterdir(), _MOST_NAMES) if p.suffix == path.suffix]
    except (OSError, ValueError):
        return _UNKNOWN_KIND
    found = nearest(path.name, names)
    return (
        _UNKNOWN_KIND if found is None else Bilingual(f"；是不是 `{found}`？", f"; did you mean `{found}`?")
    )


def _binary_kind(data: bytes) -> Bilingual | None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:8000]
    # A few NUL bytes in a text are a fault with a place of its own, which decoding reports; many are no text at all.
    if not data.startswith(_UTF16_MARKS) and _many_nuls(head):
        return _UNKNOWN_KIND
    return None


def _many_nuls(head: bytes) -> bool:
    nuls = head.count(0)
    if nuls * 20 <= len(head):
        return False
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) > 0
