"""Cells of decision tables: tests on an input, and what is given for an output."""

from __future__ import annotations

import re
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidRuleFile, Pattern
from projgov.domain.types import AnyType, BooleanType, ChoiceType, NullType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.from_feel import lower, lower_tests
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults, Scope
from projgov.rules.feel.parser import parse, parse_tests
from projgov.rules.forms.table_columns import Vocabulary
from projgov.rules.forms.table_text import Cell

EMPTY_INPUT = Pattern(
    "B032",
    Bilingual("这一格是空的", "this cell is empty"),
    Bilingual("不限时写 `-`；与上一行相同时照写一遍", "write `-` where anything will do, or the same as above once more"),
)  # fmt: skip
EMPTY_OUTPUT = Pattern(
    "B033",
    Bilingual("结果格是空的", "this output cell is empty"),
    Bilingual("没有结果时写 `-`", "write `-` where nothing is to be given"),
)
BARE_TEXT = Pattern(
    "B034",
    Bilingual("不认识的名称 `{found}`", "unknown name `{found}`"),
    Bilingual(
        '文字要加双引号：`"{found}"`；或在 `{section}:` 下为这一列写 `values:`，就不用引号',
        'put a text in double quotes: `"{found}"`; or list the `values:` of this column under `{section}:`, and need no quotes',
    ),
)
UNKNOWN_VALUE = Pattern(
    "B035",
    Bilingual("`{found}` 不是 `{column}` 列可选的值", "`{found}` is not one of the values of the column `{column}`"),
    Bilingual("{offer}", "{offer}"),
)  # fmt: skip
LOOKS_LIKE_RANGE = Pattern(
    "B036",
    Bilingual("`{found}` 在表里不是区间", "`{found}` is not a range here"),
    Bilingual("改写为 `{mend}`（不含的一端用圆括号）", "write `{mend}`, with a round bracket at an end that is left out"),
)  # fmt: skip
IN_WORDS = Pattern(
    "B037",
    Bilingual(
        "比较要写成符号，写的是 `{found}`", "comparisons are written with signs, and this is `{found}`"
    ),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)

AS_A_DAY = Pattern(
    "B038",
    Bilingual("`{found}` 是几个数相减，不是日期", "`{found}` is a subtraction of numbers, not a day"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)

_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:[-~\uff5e\u2013\u2014\uff0d至到]|to)\s*({_NUMBER})")
_AFTER = re.compile(rf"({_NUMBER})\s*(及以上|以上|及以下|以下|以内)")
_BEFORE = re.compile(
    rf"(不满|不足|未满|低于|少于|小于|超过|高于|多于|大于|不超过|不低于|不少于)\s*({_NUMBER})"
)
# By article 1259 of the Civil Code of the PRC 以上, 以下 and 以内 include the number, 不满 and 超过 leave it out.
_SIGNS = {
    "及以上": ">=", "以上": ">=", "及以下": "<=", "以下": "<=", "以内": "<=", "不满": "<", "不足": "<", "未满": "<", "低于": "<",
    "少于": "<", "小于": "<", "超过": ">", "高于": ">", "多于": ">", "大于": ">", "不超过": "<=", "不低于": ">=", "不少于": ">=",
}  # fmt: skip
_DAY = re.compile(r"((?:[<>]=?|=|!=)?\s*)(\d{4}-\d{1,2}-\d{1,2})")
_ANYTHING = frozenset({"-", "不限", "任意"})
_NOT = re.compile(r"(?:not|非)\s*\((.*)\)", re.DOTALL)
_WORD = re.compile(r"[^\W\d](?:[\w ])*")
_QUOTED = re.compile(r'"([^"\\]*)"')
_NOTHING = nodes.Literal(None, NullType())
_UNKNOWN = ("N001", "X043")
"""An unknown name; two names side by side."""


@attrs.frozen
class Column:
    """What the cells of a column are read by: its name, the type of what is asked or given, its words.

    `values` are all that can stand there, None where there are others. `section` is the key under which more is said of it.
    """

    name: str
    kind: ValueType
    words: Vocabulary
    values: tuple[Any, ...] | None
    section: str
    scope: Scope


def condition(cell: Cell, column: Column, value: Node, faults: Faults) -> Node:
    """That `value` meets the tests in the cell."""
    if not cell.text:
        faults.add(EMPTY_INPUT, cell.place)
    if not cell.text or is_poison(value):
        return POISON
    if cell.text in _ANYTHING and column.words.find(cell.text) is None:
        return nodes.TRUE
    if (listed := _listed(cell, column, value, faults)) is not None:
        return listed
    if (slip := _slip(cell)) is not None:
        faults.extend([slip])
        return POISON
    own = faults.apart()
    try:
        tests = parse_tests(cell.text, place_at=cell.place_at)
    except InvalidRuleFile as refused:
        own.extend(refused.diagnostics)
        found: Node = POISON
    else:
        found = lower_tests(tests, value, attrs.evolve(column.scope, faults=own), cell.place_at)
    return _told(found, cell, column, own, faults)


def output(cell: Cell, column: Column, faults: Faults) -> Node:
    """What the cell gives; null for `-`."""
    if not cell.text:
        faults.add(EMPTY_OUTPUT, cell.place)
        return POISON
    if (word := column.words.find(_unquoted(cell.text))) is not None:
        return attrs.evolve(word, place=cell.place)
    if cell.text == "-":
        return attrs.evolve(_NOTHING, place=cell.place)
    own = faults.apart()
    wanted = None if isinstance(column.kind, AnyType | ChoiceType) else column.kind
    try:
        tree = parse(cell.text, place_at=cell.place_at)
    except InvalidRuleFile as refused:
        own.extend(refused.diagnostics)
        found: Node = POISON
    else:
        found = lower(tree, attrs.evolve(column.scope, faults=own), cell.place_at, wanted)
    found = _told(found, cell, column, own, faults)
    return found if is_poison(found) else _within(found, cell, column, faults)


def _within(node: Node, cell: Cell, column: Column, faults: Faults) -> Node:
    """The node, where it surely gives one of the values of a column that has no others."""
    if column.values is None or gives_only(node, column.values):
        return node
    offer = column.words.offer(cell.text)
    faults.add(UNKNOWN_VALUE, cell.place, found=cell.text, column=column.name, offer=offer)
    return POISON


def gives_only(node: Node, values: tuple[Any, ...]) -> bool:
    """Whether a node surely gives one of the values, or null."""
    match node:
        case nodes.Literal(value=None):
            return True
        case nodes.Literal(value=value):
            return value in values
        case nodes.Case(rows=rows, otherwise=otherwise):
            given = [r.value for r in rows] + ([] if otherwise is None else [otherwise])
            return all(gives_only(v, values) for v in given)
    return isinstance(node.type, ChoiceType) and set(node.type.codes) <= set(values)


def _listed(cell: Cell, column: Column, value: Node, faults: Faults) -> Node | None:
    """The test of a cell that lists words of its column, `not(…)` around them or not; None where it is something else."""
    negated = _NOT.fullmatch(cell.text)
    parts = [p.strip() for p in (negated[1] if negated else cell.text).split(",")]
    literals: list[nodes.Literal] = []
    for part in parts:
        literal = column.words.find(_unquoted(part))
        if literal is None:
            if column.values is not None and _QUOTED.fullmatch(part) and all(_is_word(p) for p in parts):
                offer = column.words.offer(_unquoted(part))
                faults.add(UNKNOWN_VALUE, cell.place, found=part, column=column.name, offer=offer)
                return POISON
            return None
        literals.append(literal)
    equal = tuple(
        nodes.Compare("=", value, attrs.evolve(one, place=cell.place), place=cell.place) for one in literals
    )
    met: Node = equal[0] if len(equal) == 1 else nodes.Or(equal, place=cell.place)
    return nodes.Not(met, place=cell.place) if negated else met


def _told(found: Node, cell: Cell, column: Column, own: Faults, faults: Faults) -> Node:
    """What was found; faults of a text without quotes are told in the words of the column."""
    if not own.found:
        return found
    textual = isinstance(column.kind, TextType | ChoiceType | AnyType | BooleanType)
    negated = _NOT.fullmatch(cell.text)
    parts = [p.strip() for p in (negated[1] if negated else cell.text).split(",")]
    if textual and all(d.code in _UNKNOWN for d in own) and all(_is_word(p) for p in parts):
        bare = next((p for p in parts if column.words.find(_unquoted(p)) is None), parts[0])
        faults.extend([_bare(bare, cell, column)])
    else:
        faults.extend(own)
    return POISON


def _bare(word: str, cell: Cell, column: Column) -> Diagnostic:
    if column.words.words:
        offer = column.words.offer(word)
        return UNKNOWN_VALUE.at(cell.place, found=word, column=column.name, offer=offer)
    return BARE_TEXT.at(cell.place, found=word, section=column.section)


def _slip(cell: Cell) -> Diagnostic | None:
    """A range or a comparison as people write them in words."""
    if (span := _RANGE.fullmatch(cell.text)) is not None:
        return LOOKS_LIKE_RANGE.at(cell.place, found=cell.text, mend=f"[{span[1]}..{span[2]}]")
    if (day := _DAY.fullmatch(cell.text)) is not None:
        return AS_A_DAY.at(cell.place, found=cell.text, mend=f'{day[1]}@"{day[2]}"')
    if (after := _AFTER.fullmatch(cell.text)) is not None:
        return IN_WORDS.at(cell.place, found=cell.text, mend=f"{_SIGNS[after[2]]} {after[1]}")
    if (before := _BEFORE.fullmatch(cell.text)) is not None:
        return IN_WORDS.at(cell.place, found=cell.text, mend=f"{_SIGNS[before[1]]} {before[2]}")
    return None


def _is_word(part: str) -> bool:
    return _WORD.fullmatch(part) is not None or _QUOTED.fullmatch(part) is not None


def _unquoted(part: str) -> str:
    quoted = _QUOTED.fullmatch(part)
    return quoted[1] if quoted else part
