"""Bytes to elements: well-formed XML without document types, within bounds, every element with its place.

Nothing is fetched and no entity is expanded but the five of XML itself. Elements of other namespaces than DMN's (diagrams,
extensions of modellers) are left out.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from projgov.diagnostics import Bilingual, Pattern, Place, Refused
from projgov.reading.text import MAX_BYTES, TOO_LARGE
from projgov.rules.dmn.element import Element, Written

NAMESPACES = {
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
"""The namespaces of the editions that are read."""

OLD_NAMESPACES = {
    "http://www.omg.org/spec/DMN/20130901": "1.0",
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151130": "1.1",
}

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000

NOT_XML = Pattern(
    "M301",
    Bilingual("这里不是合格的 XML：{reason}", "this is not well-formed XML: {reason}"),
    Bilingual("用 DMN 建模工具重新导出文件", "export the file from the modeller again"),
)
CUT_SHORT = Pattern(
    "M302",
    Bilingual(
        "文件没有写完就结束了：`{found}` 没有关闭", "the file ends before it is complete: `{found}` is open"
    ),
    Bilingual("重新复制或导出整个文件", "copy or export the whole file again"),
)
DOCUMENT_TYPE = Pattern(
    "M303",
    Bilingual("文件里有 DOCTYPE 声明", "the file holds a DOCTYPE declaration"),
    Bilingual(
        "删去它：DMN 不需要文档类型，也不接受实体声明",
        "leave it out: DMN needs no document type, and entities are not accepted",
    ),
)
TOO_DEEP = Pattern(
    "M304",
    Bilingual("元素嵌套超过 {limit} 层", "elements are nested more than {limit} deep"),
    Bilingual("拆成几个决策", "split it into several decisions"),
)
TOO_MANY = Pattern(
    "M305",
    Bilingual("元素超过 {limit} 个", "there are more than {limit} elements"),
    Bilingual("把模型分成几个文件", "split the model into several files"),
)
WRONG_ROOT = Pattern(
    "M306",
    Bilingual(
        "这不是 DMN 模型：最外层元素是 `{found}`", "this is no DMN model: its outermost element is `{found}`"
    ),
    Bilingual(
        "给出以 `definitions` 开头的 DMN 文件", "give a DMN file, whose outermost element is `definitions`"
    ),
)
WRONG_NAMESPACE = Pattern(
    "M307",
    Bilingual("`{found}` 不是 DMN 1.2 至 1.5 的命名空间", "`{found}` is not a namespace of DMN 1.2 to 1.5"),
    Bilingual('例如 `xmlns="{known}"`', 'write one of them, such as `xmlns="{known}"`'),
)
OLD_EDITION = Pattern(
    "M308",
    Bilingual("模型是 DMN {edition} 版", "the model is of DMN {edition}"),
    Bilingual("用建模工具另存为 DMN 1.2 至 1.5", "save it from the modeller as DMN 1.2 to 1.5"),
)
WRONG_ENCODING = Pattern(
    "M309",
    Bilingual(
        "文件声明的编码 `{encoding}` 读不了", "the file cannot be read in the encoding it names, `{encoding}`"
    ),
    Bilingual(
        '把文件另存为 UTF-8，并写 `encoding="UTF-8"`', 'save the file as UTF-8 and write `encoding="UTF-8"`'
    ),
)

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_CHINESE = frozenset({"gb18030", "gbk", "gb2312", "big5"})
"""Encodings of several bytes that expat does not know."""

_REASONS = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: Bilingual(
        "结束标记与开始标记不符", "an end tag does not match its start tag"
    ),
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: Bilingual(
        "同一个属性写了两次", "an attribute is given twice"
    ),
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: Bilingual(
        "用了没有定义的实体", "an entity is used that is not defined"
    ),
    expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]: Bilingual(
        "用了没有声明的命名空间前缀", "a prefix of a namespace is used that is not declared"
    ),
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: Bilingual(
        "最外层元素之后还有内容", "something follows the outermost element"
    ),
}
_NOT_ENDED = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_ENCODING_FAULTS = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_UNKNOWN_ENCODING,
        expat.errors.XML_ERROR_INCORRECT_ENCODING,
    )
)


def read_xml(data: bytes, file: str, *, most: int = MAX_BYTES) -> tuple[Element, str]:
    """The outermost element, `definitions`, of the DMN model that `data` holds, and its namespace. Raises Refused."""
    if len(data) > most:
        raise Refused([TOO_LARGE.at(Place(file), size=len(data), most=most)])
    declared = _DECLARED.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode("ascii") if declared else "UTF-8"
    override = None
    if encoding.lower() in _CHINESE:
        try:
            data, override = data.decode(encoding).encode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            raise Refused([WRONG_ENCODING.at(Place(file), encoding=encoding)]) from None
    return _Reader(file, encoding, override).read(data)


def namespace_of(data: bytes, file: str) -> str:
    """The namespace of its own that a model gives; empty for what is no DMN file. No more than the beginning is read."""
    reader = _Reader(file, "UTF-8", None)
    reader.only_root = True
    try:
        reader.parser.Parse(data[:_BEGINNING], False)
    except _Enough as enough:
        return enough.namespace
    except (Refused, expat.ExpatError, ValueError, LookupError):
        pass  # no model: whoever wants it is told when it is read
    return ""


class _Enough(Exception):
    """The outermost element has been seen."""

    def __init__(self, namespace: str) -> None:
        super().__init__(namespace)
        self.namespace = namespace


_BEGINNING = 100_000


class _Open:
    """An element whose end has not been seen."""

    def __init__(self, name: str, place: Place, attributes: dict[str, str]) -> None:
        self.name = name
        self.place = place
        self.attributes = attributes
        self.children: list[Element] = []
        self.pieces: list[str] = []
        self.spots: list[tuple[int, int, int]] = []
        self.length = 0


class _Reader:
    def __init__(self, file: str, encoding: str, override: str | None) -> None:
        self.file = file
        self.encoding = encoding
        self.parser = parser = expat.ParserCreate(override, namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self.open: list[_Open] = []
        self.names: list[str] = []
        self.skipped = 0
        self.count = 0
        self.root: Element | None = None
        self.namespace = ""
        self.only_root = False
        self.prefixes: dict[str, str] = {}

    def read(self, data: bytes) -> tuple[Element, str]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            self._not_xml(error, data)
        except (ValueError, LookupError):  # an encoding that Python does not know, or of several bytes
            raise Refused([WRONG_ENCODING.at(Place(self.file), encoding=self.encoding)]) from None
        assert self.root is not None  # else expat had found no element
        return self.root, self.namespace

    def _not_xml(self, error: expat.ExpatError, data: bytes) -> NoReturn:
        place = Place(self.file, error.lineno, error.offset + 1)
        if error.code in _ENCODING_FAULTS:
            raise Refused([WRONG_ENCODING.at(place, encoding=self.encoding)]) from None
        if error.code in _NOT_ENDED:
            if not self.names and data.strip():
                raise Refused([NOT_XML.at(place, reason=_REASON)]) from None
            raise Refused(
                [CUT_SHORT.at(place, found=self.names[-1] if self.names else "definitions")]
            ) from None
        reason = _REASONS.get(error.code, _REASON)
        raise Refused([NOT_XML.at(place, reason=reason)]) from None

    def _here(self) -> Place:
        return Place(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _doctype(self, *_: object) -> None:
        raise Refused([DOCUMENT_TYPE.at(self._here())])

    def _namespace(self, prefix: str | None, uri: str) -> None:
        if not self.count:  # what the outermost element declares
            self.prefixes[prefix or ""] = uri

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self.count += 1
        self.names.append(name)
        if len(self.names) > MAX_DEPTH:
            raise Refused([TOO_DEEP.at(self._here(), limit=MAX_DEPTH)])
        if self.count > MAX_ELEMENTS:
            raise Refused([TOO_MANY.at(self._here(), limit=MAX_ELEMENTS)])
        if not self.open:
            self._root(namespace, name)
            if self.only_root:
                raise _Enough(attributes.get("namespace", "").strip())
        elif self.skipped or namespace != self.namespace or name == "extensionElements":
            self.skipped += 1
            return
        plain = {key: value for key, value in attributes.items() if " " not in key}
        self.open.append(_Open(name, self._here(), plain))

    def _root(self, namespace: str, name: str) -> None:
        if name != "definitions":
            raise Refused([WRONG_ROOT.at(self._here(), found=name[:100])])
        if edition := OLD_NAMESPACES.get(namespace.rstrip("/")) or OLD_NAMESPACES.get(namespace):
            raise Refused([OLD_EDITION.at(self._here(), edition=edition)])
        if namespace not in NAMESPACES:
            known = list(NAMESPACES)[-1]
            raise Refused([WRONG_NAMESPACE.at(self._here(), found=namespace[:200], known=known)])
        self.namespace = namespace

    def _end(self, _tag: str) -> None:
        self.names.pop()
        if self.skipped:
            self.skipped -= 1
            return
        done = self.open.pop()
        element = Element(
            done.name,
            done.place,
            done.attributes,
            tuple(done.children),
            Written("".join(done.pieces), self.file, tuple(done.spots)),
            self.prefixes if not self.open else {},
        )
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element

    def _characters(self, data: str) -> None:
        if self.skipped or not self.open:
            return
        current = self.open[-1]
        if data != "\n":
            here = (current.length, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
            current.spots.append(here)
        current.pieces.append(data)
        current.length += len(data)


_REASON = Bilingual("标记写错了", "its mark-up is wrong")
