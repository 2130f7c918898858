"""The events of libyaml to the placed tree; what of YAML is not accepted is gathered as faults."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final, NoReturn, TypeAlias

import attrs
import yaml

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.reading import yaml_commas
from projgov.reading.numbers import MAX_DIGITS, MAX_EXPONENT, shown
from projgov.reading.text import first_hidden
from projgov.reading.tree import Entry, Mapping, Node, Scalar, ScalarValue, Sequence
from projgov.reading.yaml_lines import flow_piece
from projgov.reading.yaml_schema import resolve
from projgov.reading.yaml_slips import FULL_WIDTH_INDENTATION, WIDE_SPACE
from projgov.reading.yaml_starts import Style

MAX_DEPTH = 60
"""How deep mappings and lists may stand in one another."""

MAX_NODES = 500_000
"""How many keys, values, mappings and lists one file may have."""

MAX_TEXT = 1_000_000
"""How many characters one text (a scalar of YAML) may have."""

EMPTY = Pattern(
    "F030",
    Bilingual("文件里没有内容", "the file holds nothing"),
    Bilingual("写出内容，例如 `projgov: 1`", "write something, such as `projgov: 1`"),
)
DOUBLED_KEY = Pattern(
    "F031",
    Bilingual("`{key}` 写了两次", "`{key}` is written twice"),
    Bilingual("删去一个，或改名", "leave one of them out, or rename it"),
)
KEY_NOT_TEXT = Pattern(
    "F032",
    Bilingual("冒号前面的不是名称，而是 `{found}`", "before the colon stands no name, but `{found}`"),
    Bilingual(
        "冒号前面写名称；含有括号的文本加引号",
        "write a name before the colon; quote a text with brackets in it",
    ),
)
EMPTY_KEY = Pattern(
    "F033",
    Bilingual("冒号前面没有名称", "there is no name before the colon"),
    Bilingual("在冒号前面写名称", "write a name before the colon"),
)
ALIAS = Pattern(
    "F034",
    Bilingual(
        "`{found}` 是 YAML 的别名，规则文件里不用", "`{found}` is an alias of YAML, which has no place here"
    ),
    Bilingual(
        "把内容再写一遍；如果是文本或表达式，加引号：`{mend}`",
        "write out what it stands for; a text or expression stands in quotes: `{mend}`",
    ),
)
ANCHOR = Pattern(
    "F035",
    Bilingual(
        "`{found}` 是 YAML 的锚点，规则文件里不用", "`{found}` is an anchor of YAML, which has no place here"
    ),
    Bilingual(
        "删去 `{found}`；如果是文本或表达式，加引号：`{mend}`",
        "leave `{found}` out; a text or expression stands in quotes: `{mend}`",
    ),
)
TAG = Pattern(
    "F036",
    Bilingual(
        "`{found}` 是 YAML 的标签，规则文件里不用", "`{found}` is a tag of YAML, which has no place here"
    ),
    Bilingual(
        "删去 `{found}`；如果是文本或表达式，加引号：`{mend}`",
        "leave `{found}` out; a text or expression stands in quotes: `{mend}`",
    ),
)
SECOND_DOCUMENT = Pattern(
    "F037",
    Bilingual("`---` 之后是第二个文档", "a second document begins after `---`"),
    Bilingual("一个文件只写一个文档，删去 `---`", "write one document in a file, without `---`"),
)
DIRECTIVE = Pattern(
    "F038",
    Bilingual(
        "文件开头有 YAML 指令（`%` 开头的行）", "the file begins with a YAML directive (a line with `%`)"
    ),
    Bilingual("删去这一行", "leave that line out"),
)
TOO_DEEP = Pattern(
    "F039",
    Bilingual("嵌套超过 {most} 层", "more than {most} levels stand in one another"),
    Bilingual("减少层次", "use fewer levels"),
)
TOO_MANY_NODES = Pattern(
    "F040",
    Bilingual("内容超过 {most} 项", "there are more than {most} entries"),
    Bilingual("把文件分成几个", "split the file"),
)
ESCAPED_HIDDEN = Pattern(
    "F041",
    Bilingual(
        "文本里写进了看不见的字符 {character}（{name}）",
        "an escape writes the invisible {character} ({name})",
    ),
    Bilingual("删去这个转义", "leave the escape out"),
)
TOO_LONG = Pattern(
    "F055",
    Bilingual("这段文本有 {found} 字，超过 {most} 字", "this text has {found} characters, more than {most}"),
    Bilingual("删去一部分，或分成几段", "shorten it, or make several of it"),
)

_STYLES: Final[dict[str | None, Style]] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_Event: TypeAlias = Any  # an event of PyYAML; its published types leave out what events carry
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml


class Stop(Exception):
    """A fault after which composing cannot go on."""


class Composer:
    """Turns the events of one text into a tree, and gathers faults."""

    def __init__(self, text: str, file: str) -> None:
        self.faults: list[Diagnostic] = []
        self._text = text
        self._file = file
        self._events: Iterator[_Event] = iter(yaml.parse(text, Loader=_LOADER))
        self._nodes = 0

    def document(self) -> Node:
        """The one document of the text."""
        next(self._events)  # the start of the stream
        event = next(self._events)
        if not isinstance(event, yaml.DocumentStartEvent):
            self._stop(EMPTY.at(Place(self._file, 1, 1)))
        if event.version or event.tags:
            self.faults.append(DIRECTIVE.at(self._place(event)))
        node = self._node(next(self._events), 0)
        next(self._events)  # the end of the document
        event = next(self._events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.faults.append(SECOND_DOCUMENT.at(self._place(event)))
        elif isinstance(node, Scalar) and node.style == "plain" and not node.text:
            self.faults.append(EMPTY.at(Place(self._file, 1, 1)))
        return node

    def _node(self, event: _Event, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(TOO_MANY_NODES.at(self._place(event), most=MAX_NODES))
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._stop(TOO_DEEP.at(self._place(event), most=MAX_DEPTH))
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: _Event, depth: int) -> Sequence:
        items: list[Node] = []
        while type(event := next(self._events)) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        flow = bool(start.flow_style)
        return Sequence(tuple(items), self._place(start), flow, self._source(start, event) if flow else "")

    def _mapping(self, start: _Event, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        last: Entry | None = None
        cut: dict[str, Scalar] = {}
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            first = event
            key = _normalized(self._node(event, depth + 1))
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                found = shown(key.source or "…")
                self.faults.append(KEY_NOT_TEXT.at(self._place(first), found=found))
            elif not key.text:
                self.faults.append(EMPTY_KEY.at(key.place))
            elif key.style == "plain" and key.text.startswith(WIDE_SPACE):
                self.faults.append(FULL_WIDTH_INDENTATION.at(key.place, found=shown(key.text.strip())))
            elif last is not None and start.flow_style and yaml_commas.goes_on(last.value, key, value):
                whole = yaml_commas.joined(last.value, key)
                last = entries[last.key.text] = Entry(last.key, whole)
                cut[last.key.text] = whole
            elif (earlier := entries.get(key.text)) is not None:
                place = earlier.key.place
                self.faults.append(DOUBLED_KEY.at(key.place, related=[place], key=shown(key.text)))
            else:
                last = entries[key.text] = Entry(key, value)
        self.faults += map(yaml_commas.cut, cut.values())
        flow = bool(start.flow_style)
        return Mapping(
            tuple(entries.values()), self._place(start), flow, self._source(start, event) if flow else ""
        )

    def _scalar(self, event: _Event) -> Scalar:
        start, end, text = event.start_mark, event.end_mark, event.value
        style = _STYLES[event.style]
        source = self._text[start.index : end.index]
        line, column = start.line + 1, start.column + 1
        place = Place(self._file, line, column, end_column=end.column + 1 if end.line == start.line else 0)
        if len(text) > MAX_TEXT:
            self._stop(TOO_LONG.at(self._place(event), found=len(text), most=MAX_TEXT))
        value: ScalarValue = text
        comment = ""
        if style == "plain":
            resolved = resolve(text) if event.tag is None else text
            if isinstance(resolved, Pattern):
                self.faults.append(
                    resolved.at(place, number=shown(text), digits=MAX_DIGITS, exponent=MAX_EXPONENT)
                )
            else:
                value = resolved
            if source:
                comment = self._comment_after(end.index)
        elif style == "double" and "\\" in source and (hidden := first_hidden(text)) is not None:
            self.faults.append(ESCAPED_HIDDEN.at(place, character=hidden[0], name=hidden[1]))
        return Scalar(value, text, style, place, source, comment)

    def _comment_after(self, index: int) -> str:
        text = self._text
        position = index
        while position < len(text) and text[position] in " \t":
            position += 1
        if position == index or not text.startswith("#", position):
            return ""
        end = text.find("\n", position)
        return text[position : end if end >= 0 else len(text)].rstrip()

    def _alias(self, event: _Event) -> Scalar:
        place = self._place(event)
        found = "*" + event.anchor
        mend = _quoted(self._rest_of_line(event))
        self.faults.append(ALIAS.at(place, found=shown(found), mend=mend))
        return Scalar(None, found, "plain", place, source=found)

    def _refuse_properties(self, event: _Event) -> None:
        place, mend = self._place(event), _quoted(self._rest_of_line(event))
        if event.anchor is not None:
            self.faults.append(ANCHOR.at(place, found=shown("&" + event.anchor), mend=mend))
        if event.tag is not None:
            found = self._rest_of_line(event).split(" ")[0]
            self.faults.append(TAG.at(place, found=shown(found), mend=mend))

    def _rest_of_line(self, event: _Event) -> str:
        """What is written from the beginning of a value on; within brackets, to its end."""
        mark = event.start_mark
        start = mark.index - mark.column
        end = self._text.find("\n", mark.index)
        line = self._text[start : end if end >= 0 else len(self._text)]
        piece = flow_piece(line, mark.column)
        return shown((line if piece is None else line[: piece[0] + len(piece[1])])[mark.column :].strip())

    def _source(self, start: _Event, end: _Event) -> str:
        return self._text[start.start_mark.index : end.end_mark.index]

    def _place(self, event: _Event) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _stop(self, fault: Diagnostic) -> NoReturn:
        self.faults.append(fault)
        raise Stop


def _normalized(key: Node) -> Node:
    if isinstance(key, Scalar) and not unicodedata.is_normalized("NFC", key.text):
        return attrs.evolve(key, text=unicodedata.normalize("NFC", key.text))
    return key


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
