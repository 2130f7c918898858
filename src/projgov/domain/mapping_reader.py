"""Reading the file that maps a table: the placed tree to a `TableMapping`, every fault at once with line and column."""

import re
from collections.abc import Mapping
from decimal import Decimal

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean
from projgov.domain import table_faults as faults
from projgov.domain.declare import Number
from projgov.domain.mapping import Column, NumberFormat, TableMapping
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import normal
from projgov.domain.types import ListType, RecordType, RegisterType
from projgov.domain.vocabulary import Record, canonical_name
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Scalar, Sequence, plain

_TOP = {
    "projgov": ("版本",),
    "portfolio": ("数据编号",),
    "note": ("说明",),
    "subject": ("对象",),
    "encoding": ("编码",),
    "delimiter": ("分隔符",),
    "skip_rows": ("跳过行数",),
    "missing": ("缺失",),
    "withheld": ("保密",),
    "columns": ("列",),
    "constants": ("固定值",),
    "registers": ("登记簿",),
}
_COLUMN = {
    "column": ("列名",),
    "begins": ("列名开头",),
    "column_number": ("第几列",),
    "number": ("数字",),
    "date": ("日期",),
    "values": ("取值",),
    "separator": ("分隔",),
    "create": ("新建",),
    "missing": ("缺失",),
    "withheld": ("保密",),
}
_NUMBER = {
    "thousands": ("千分位",),
    "decimal": ("小数点",),
    "strip": ("去掉",),
    "percent": ("百分号",),
    "brackets": ("括号为负",),
    "times": ("乘以",),
}
_TEXT = Bilingual("文本", "a text")
_TEXTS = Bilingual("文本的列表", "a list of texts")
_KEYED = Bilingual("带键的对象", "a mapping with keys")
_WHOLE = Bilingual("不小于 0 的整数", "a whole number of at least 0")
_YES_NO = Bilingual("true 或 false", "true or false")
_TOKEN = re.compile("YYYY|MM|DD|M|D")


def read_mapping(tree: Node) -> TableMapping:
    """The mapping that a placed tree holds. Raises `InvalidData` with every fault, each with line and column."""
    return _Reader().mapping(tree)


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []

    def add(self, pattern: Pattern, place: Place, **values: str | int | Bilingual) -> None:
        self.faults.append(pattern.at(place, related=(), **values))

    def mapping(self, tree: Node) -> TableMapping:
        top = self.keyed(tree, "mapping", _TOP)
        record = self.record(top.get("subject"))
        for key, expected in (("portfolio", _TEXT), ("subject", _TEXT), ("columns", _KEYED)):
            if key not in top:
                self.add(faults.MISSING_MAPPING_KEY, tree.place, key=key, expected=expected)
        edition = top.get("projgov")
        if edition is not None and not (isinstance(edition, Scalar) and edition.value == 1):
            self.add(faults.WRONG_SHAPE, edition.place, key="projgov", expected=Bilingual("1", "1"))
        missing = self.texts(top.get("missing"), "missing") if "missing" in top else ("",)
        withheld = self.texts(top.get("withheld"), "withheld")
        columns = self.columns(top.get("columns"), record, missing, withheld)
        constants = top.get("constants")
        found = TableMapping(
            record or VOCABULARY.record("project"),
            self.text(top.get("portfolio"), "portfolio"),
            columns,
            self.constants(constants, record, columns),
            constants.place if constants is not None else tree.place,
            plain(top["note"]) if "note" in top else None,
            plain(top["registers"]) if "registers" in top else None,
            self.text(top["encoding"], "encoding") if "encoding" in top else None,
            self.delimiter(top.get("delimiter")),
            self.whole(top.get("skip_rows"), "skip rows"),
        )
        if self.faults:
            raise InvalidData(self.faults)
        return found

    def keyed(self, node: Node, key: str, known: Mapping[str, tuple[str, ...]]) -> dict[str, Node]:
        """The entries of `node` by their own names; the Chinese ones are translated, unknown ones reported."""
        if not isinstance(node, TreeMapping):
            self.add(faults.WRONG_SHAPE, node.place, key=key, expected=_KEYED)
            return {}
        own = {canonical_name(n): name for name, names in known.items() for n in (name, *names)}
        found: dict[str, Node] = {}
        for entry in node:
            name = own.get(canonical_name(entry.key.text))
            if name is None:
                hint = did_you_mean(entry.key.text, [n.replace("_", " ") for n in known])
                self.add(faults.UNKNOWN_MAPPING_KEY, entry.key.place, key=entry.key.text, hint=hint)
            elif name in found:
                self.add(faults.MAPPED_TWICE, entry.key.place, found=entry.key.text)
            else:
                found[name] = entry.value
        return found

    def record(self, node: Node | None) -> Record | None:
        if node is None:
            return None
        name = self.text(node, "subject")
        for record in VOCABULARY.subjects:
            named = record.about.named
            if canonical_name(name) in map(
                canonical_name, (named.name, record.about.collection, *named.names)
            ):
                return record
        hint = did_you_mean(name, [r.name for r in VOCABULARY.subjects])
        self.add(faults.UNKNOWN_SUBJECT, node.place, found=name, hint=hint)
        return None

    def columns(
        self, node: Node | None, record: Record | None, missing: tuple[str, ...], withheld: tuple[str, ...]
    ) -> tuple[Column, ...]:
        if node is None or record is None:
            return ()
        if not isinstance(node, TreeMapping):
            self.add(faults.WRONG_SHAPE, node.place, key="columns", expected=_KEYED)
            return ()
        found: dict[str, Column] = {}
        for entry in node:
            target = self.target(entry.key, record, cell=True)
            if target is None:
                continue
            if target in found:
                self.add(faults.MAPPED_TWICE, entry.key.place, found=entry.key.text)
                continue
            blank = Column(target, entry.key.place, missing=missing, withheld=withheld)
            found[target] = self.column(entry.value, blank)
        if "id" not in found:
            self.add(
                faults.MISSING_MAPPING_KEY,
                node.place,
                key="columns.id",
                expected=Bilingual("列名", "the name of a column"),
            )
        return tuple(found.values())

    def target(self, key: Scalar, record: Record, *, cell: bool) -> str | None:
        """What a key of `columns` or `constants` calls: the name of a field, or `facts.` and a canonical name."""
        head, dot, rest = key.text.partition(".")
        if dot and canonical_name(head) in ("facts", "事实") and canonical_name(rest):
            return f"facts.{canonical_name(rest)}"
        member = record.find(key.text)
        if member is None or member.name not in record.fields:
            hint = did_you_mean(key.text, [f.key for f in record.fields.values()])
            label = record.about.named.label
            self.add(faults.UNKNOWN_FIELD, key.place, record=label, found=key.text, hint=hint)
            return None
        kind = record.fields[member.name].spec.type
        if cell and isinstance(kind.of if isinstance(kind, ListType) else kind, RecordType | RegisterType):
            self.add(faults.NOT_IN_A_CELL, key.place, found=key.text)
            return None
        return member.name

    def column(self, node: Node, blank: Column) -> Column:
        if isinstance(node, Scalar):
            if type(node.value) is int:
                return attrs.evolve(blank, position=node.value, place=node.place)
            return attrs.evolve(blank, name=self.text(node, blank.target), place=node.place)
        parts = self.keyed(node, blank.target, _COLUMN)
        if sum(key in parts for key in ("column", "begins", "column_number")) != 1:
            how = Bilingual("列名、列名开头、第几列之一", "one of column, begins, column number")
            self.add(faults.MISSING_MAPPING_KEY, node.place, key="column", expected=how)
        return attrs.evolve(
            blank,
            place=node.place,
            name=self.text(parts["column"], "column") if "column" in parts else "",
            begins=self.text(parts["begins"], "begins") if "begins" in parts else "",
            position=self.whole(parts.get("column_number"), "column number"),
            number=self.number(parts["number"]) if "number" in parts else None,
            dates=self.dates(parts["date"]) if "date" in parts else (),
            values=self.values(parts["values"]) if "values" in parts else None,
            separator=self.text(parts["separator"], "separator") if "separator" in parts else "",
            create=self.yes_no(parts.get("create"), "create"),
            missing=self.texts(parts["missing"], "missing") if "missing" in parts else blank.missing,
            withheld=self.texts(parts["withheld"], "withheld") if "withheld" in parts else blank.withheld,
        )

    def number(self, node: Node) -> NumberFormat:
        if isinstance(node, Scalar) and node.value is True:
            return NumberFormat()
        parts = self.keyed(node, "number", _NUMBER)
        times = parts.get("times")
        factor: Number = 1
        if times is not None:
            value = times.value if isinstance(times, Scalar) else None
            if type(value) is int or isinstance(value, Decimal):
                factor = normal(Decimal(value))
            else:
                self.add(faults.WRONG_SHAPE, times.place, key="times", expected=Bilingual("数", "a number"))
        return NumberFormat(
            self.text(parts["thousands"], "thousands") if "thousands" in parts else "",
            self.text(parts["decimal"], "decimal") if "decimal" in parts else ".",
            self.texts(parts.get("strip"), "strip"),
            self.yes_no(parts.get("percent"), "percent"),
            self.yes_no(parts.get("brackets"), "brackets"),
            factor,
        )

    def dates(self, node: Node) -> tuple[str, ...]:
        formats = self.texts(node, "date")
        for text in formats:
            if sorted(t[0] for t in _TOKEN.findall(text)) != ["D", "M", "Y"]:
                self.add(faults.NOT_A_DATE_FORMAT, node.place, found=text)
        return formats

    def values(self, node: Node) -> Mapping[str, object]:
        if not isinstance(node, TreeMapping):
            self.add(faults.WRONG_SHAPE, node.place, key="values", expected=_KEYED)
            return {}
        return {" ".join(entry.key.text.split()): plain(entry.value) for entry in node}

    def constants(
        self, node: Node | None, record: Record | None, columns: tuple[Column, ...]
    ) -> dict[str, object]:
        if node is None or record is None:
            return {}
        if not isinstance(node, TreeMapping):
            self.add(faults.WRONG_SHAPE, node.place, key="constants", expected=_KEYED)
            return {}
        taken = {column.target for column in columns}
        found: dict[str, object] = {}
        for entry in node:
            target = self.target(entry.key, record, cell=False)
            if target is None:
                continue
            if target in taken or target in found:
                self.add(faults.MAPPED_TWICE, entry.key.place, found=entry.key.text)
            found[target] = plain(entry.value)
        return found

    def delimiter(self, node: Node | None) -> str:
        if node is None:
            return ","
        text = self.text(node, "delimiter", blank=True)
        text = "\t" if text in ("tab", "制表符") else text
        if len(text) != 1 or text in '"\r\n':
            one = Bilingual("一个字符，或 tab", "one character, or tab")
            self.add(faults.WRONG_SHAPE, node.place, key="delimiter", expected=one)
            return ","
        return text

    def text(self, node: Node | None, key: str, *, blank: bool = False) -> str:
        if isinstance(node, Scalar) and node.value is not None and (blank or node.text.strip()):
            return node.text
        if node is not None:
            self.add(faults.WRONG_SHAPE, node.place, key=key, expected=_TEXT)
        return ""

    def texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one; white space within them is folded."""
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        found: list[str] = []
        for item in items:
            if isinstance(item, Scalar):
                found.append(" ".join(item.text.split()))
            else:
                self.add(faults.WRONG_SHAPE, item.place, key=key, expected=_TEXTS)
        return tuple(found)

    def whole(self, node: Node | None, key: str) -> int:
        if node is None:
            return 0
        if isinstance(node, Scalar) and type(node.value) is int and node.value >= 0:
            return node.value
        self.add(faults.WRONG_SHAPE, node.place, key=key, expected=_WHOLE)
        return 0

    def yes_no(self, node: Node | None, key: str) -> bool:
        if node is None:
            return False
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self.add(faults.WRONG_SHAPE, node.place, key=key, expected=_YES_NO)
        return False
