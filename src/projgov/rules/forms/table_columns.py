"""The columns of a decision table: what is asked in each, what is given, and the words that may stand in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place, did_you_mean
from projgov.domain.calendar import parse_date
from projgov.domain.types import BooleanType, ChoiceType, NumberType, Option, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes, operators
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.typing import DATE, TEXT, describe, join_all
from projgov.rules.forms.amounts import Decimals, shown
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.options import find
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression, FromNode, Model, Number, Words, fault, key

NOT_A_VALUE = Pattern(
    "B029",
    Bilingual("这里要写一个值，写的是 `{found}`", "a value is wanted here, and this is `{found}`"),
    Bilingual("写一段文字或一个数字，例如 `values: [红, 黄, 绿]`", "write a text or number, as in `values: [red, yellow, green]`"),
)  # fmt: skip
NOT_OF_THE_TYPE = Pattern(
    "B030",
    Bilingual("`{found}` 不是{type}", "`{found}` is not of the type {type}"),
    Bilingual("改写这个值，或改 `type:`", "write the value otherwise, or change `type:`"),
)
NOT_IN_TABLE = Pattern(
    "B031",
    Bilingual("表里没有 `{name}` 这一列", "the table has no column `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
_NO_PART_OF_A_NAME = re.compile(r"\W+")
_TYPES: Mapping[str, ValueType] = {"number": NumberType(), "text": TEXT, "yes_no": BOOLEAN, "date": DATE}


@attrs.frozen
class ColumnType(Word):
    """What kind of value stands in a column."""

    what = Bilingual("类型", "type")
    options = (
        option("number", "数字", "number", "数"),
        option("text", "文字", "text", "文本"),
        option("yes_no", "是否", "yes/no", "是/否", "boolean"),
        option("date", "日期", "date"),
    )

    @property
    def type(self) -> ValueType:
        return _TYPES[self.code]


@attrs.frozen
class Value(FromNode):
    """A text or number of a list of values."""

    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "number", "boolean"]}

    value: str | Fraction | bool
    written: str

    @classmethod
    def from_node(cls, node: Any) -> Value:
        if isinstance(node, Value):
            return node
        match node:
            case Scalar(value=bool() | str() as value, text=text) if text.strip():
                return cls(value, text)
            case Scalar(value=int() | Decimal() as value, text=text):
                return cls(Fraction(value), text)
        raise fault(NOT_A_VALUE, found=node.text if isinstance(node, Scalar) else "…")


class InputColumn(Model):
    """A column of what is asked: more than its header says of it."""

    value: Expression | None = key(
        "取值", "表达式", default=None, meaning="what is asked, where the name of the column does not say it"
    )
    type: ColumnType | None = key("类型", default=None, meaning="number, text, yes/no or date")
    values: list[Value] = key(
        "可选值", "选项", default=[], meaning="all values that occur; in the cells they need no quotes"
    )
    least: Number | None = key("最小", "最低", "最少", default=None, meaning="no number below it occurs")
    most: Number | None = key("最大", "最高", "最多", default=None, meaning="no number above it occurs")
    decimals: Decimals | None = key(
        "小数位数", "小数位", default=None, meaning="no number with more decimals occurs"
    )


class OutputColumn(Model):
    """A column of what is given."""

    title: Words | None = key("标题", "名称", default=None)
    type: ColumnType | None = key("类型", default=None, meaning="as its cells say, unless given")
    values: list[Value] = key(
        "可选值", "选项", default=[],
        meaning="the values that can be given, in their order of priority; in the cells they need no quotes",
    )  # fmt: skip
    unit: str = key("单位", default="", meaning="the unit of a number: points, percent, days, CNY 10,000 …")
    otherwise: Expression | None = key(
        "否则",
        "默认",
        "default",
        default=None,
        meaning="what is given where no row holds; `null` for nothing",
    )


@attrs.frozen
class Vocabulary:
    """The words that stand for values in the cells of a column, without quotes: by canonical name in small letters."""

    words: Mapping[str, nodes.Literal] = attrs.field(factory=dict, hash=False)
    offered: tuple[str, ...] = ()

    def find(self, word: str) -> nodes.Literal | None:
        """The value that a word stands for."""
        return self.words.get(canonical_name(word).casefold())

    def offer(self, word: str) -> Bilingual:
        """The word that was probably meant, or those that there are."""
        alike = [w for w in self.offered if w.isascii() == word.isascii()]
        return did_you_mean(word, alike or self.offered)


_YES_NO = Vocabulary(
    {**dict.fromkeys(("true", "yes", "是"), nodes.TRUE), **dict.fromkeys(("false", "no", "否"), nodes.FALSE)},
    ("true", "false", "是", "否"),
)


def vocabulary_of(kind: ValueType, literals: Sequence[nodes.Literal]) -> Vocabulary:
    """The words of a column of type `kind`, in which these values occur (none: whatever the type allows)."""
    if isinstance(kind, BooleanType):
        return _YES_NO
    if isinstance(kind, ChoiceType):
        listed = {one.value for one in literals}
        options = [o for o in kind.options if not literals or o.code in listed]
        found = {
            canonical_name(n).casefold(): nodes.Literal(o.code, kind)
            for o in reversed(options)
            for n in (*o.names, o.label.en, o.label.zh, o.code)
        }
        return Vocabulary(found, tuple(n for o in options for n in (o.code, o.label.zh)))
    texts = [one for one in literals if isinstance(one.value, str)]
    numbers = (one.value for one in literals if isinstance(kind, NumberType))
    offered = (*(t.value for t in texts), *(shown(Fraction(n)) for n in numbers))
    return Vocabulary({canonical_name(t.value).casefold(): t for t in texts}, offered)


def literals_of(
    values: Iterable[Value], kind: ValueType, path: tuple[str | int, ...], lowering: Lowering
) -> list[nodes.Literal]:
    """The values of a list as constants of a type. One that is of another type is a fault."""
    found: list[nodes.Literal] = []
    for n, value in enumerate(values):
        literal = _literal(value, kind, lowering.place_of((*path, n)))
        if literal is None:
            place = lowering.place_of((*path, n))
            lowering.faults.add(NOT_OF_THE_TYPE, place, found=value.written, type=describe(kind))
        else:
            found.append(literal)
    return found


def _label(code: str) -> Bilingual:
    """What people call a value: a measure that is known has its label, any other word is its own."""
    known = find(code, OUTCOMES)
    return Bilingual(code, code) if known is None else known.label


def kind_of(values: Sequence[Value], name: str) -> ValueType | None:
    """The type of a column in which just these values occur: a choice where they are texts."""
    if not values:
        return None
    if all(isinstance(v.value, str) for v in values):
        codes = dict.fromkeys(v.written for v in values)
        return ChoiceType(name, tuple(Option(c, _label(c)) for c in codes))
    if all(isinstance(v.value, bool) for v in values):
        return BOOLEAN
    if all(isinstance(v.value, Fraction) for v in values):
        numbers = [operators.number(Fraction(v.value), Place()).type for v in values]
        return join_all(numbers)
    return TEXT


def entry_name(header: str, taken: Iterable[str], position: int) -> str:
    """A name for what is asked in a column: its header, as far as that can be part of a name."""
    name = canonical_name(_NO_PART_OF_A_NAME.sub(" ", header))
    name = name if name.isidentifier() else f"input_{position}"
    return f"{name}_{position}" if name in set(taken) else name


def is_simple(node: Node) -> bool:
    """Whether a node says by itself what it is: a member of the subject, a result, a parameter, a day."""
    match node:
        case nodes.Field(base=nodes.Variable()):
            return True
        case nodes.Result(subject=nodes.Variable()):
            return True
    return isinstance(node, nodes.Variable | nodes.Parameter | nodes.Literal) or is_poison(node)


def _literal(value: Value, kind: ValueType, place: Place) -> nodes.Literal | None:
    match kind, value.value:
        case (NumberType(), Fraction() as number):
            return operators.number(number, place)
        case (BooleanType(), bool() as truth):
            return nodes.Literal(truth, BOOLEAN, place=place)
        case (ChoiceType(), str() as text):
            found = vocabulary_of(kind, ()).find(text)
            return None if found is None else attrs.evolve(found, place=place)
        case (_, str() as text) if kind == DATE:
            try:
                day: date = parse_date(text)
            except ValueError:
                return None
            return nodes.Literal(day, DATE, place=place)
        case (_, str() as text) if kind == TEXT:
            return nodes.Literal(text, TEXT, place=place)
    return None
