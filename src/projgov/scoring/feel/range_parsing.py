"""The text of a range, as the function `range` reads it (DMN 1.5, grammar rules 66 and 67): literals for ends, nothing computed."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from typing import Literal

from projgov.diagnostics import InvalidRuleFile, Place
from projgov.rules.feel import tree
from projgov.rules.feel.dialect import DMN
from projgov.rules.feel.parser import parse
from projgov.scoring.feel import comparing
from projgov.scoring.feel.numbers import number
from projgov.scoring.feel.temporal_parsing import (
    literal,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from projgov.scoring.feel.values import Range, Value

_MAKERS: Mapping[str, Callable[[str], Value]] = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "duration": parse_duration,
}


def parse_range(text: str) -> Range | None:
    """The range that `text` writes, such as `[18..21)`; None where it writes none.

    An end may be left out (`[18..)`, the same as `(>= 18)`), then it is open. The ends are literals of one kind, in order.
    """
    bare = text.strip()
    inner = bare[1:-1].strip()
    if bare[:1] in ("(", "]") and bare[-1:] in (")", "[", "]") and inner.startswith(".."):
        end = _end(_tree(inner[2:]))
        return None if end is None else _bounded(end, "<", closed=bare[-1] == "]")
    if bare[:1] in ("(", "]", "[") and bare[-1:] in (")", "[") and inner.endswith(".."):
        end = _end(_tree(inner[:-2]))
        return None if end is None else _bounded(end, ">", closed=bare[0] == "[")
    whole = _tree(bare)
    if not isinstance(whole, tree.Range):
        return None
    low, high = _end(whole.low), _end(whole.high)
    if low is None or high is None or comparing.at_most(low, high) is not True:
        return None
    return Range(low, high, whole.low_closed, whole.high_closed)


def _bounded(end: Value, side: Literal["<", ">"], *, closed: bool) -> Range:
    if side == "<":
        return Range(None, end, low_closed=False, high_closed=closed, operator="<=" if closed else "<")
    return Range(end, None, low_closed=closed, high_closed=False, operator=">=" if closed else ">")


def _tree(text: str) -> tree.Expr | None:
    try:
        return parse(text, place_at=lambda *_: Place(), dialect=DMN)
    except InvalidRuleFile:
        return None


def _end(node: tree.Expr | None) -> Value:
    match node:
        case tree.Number() | tree.Negation(operand=tree.Number()):
            value = node.value if isinstance(node, tree.Number) else _negated(node)
            try:
                return number(value)
            except decimal.DecimalException:
                return None
        case tree.Text(value=text):
            return text
        case tree.Temporal(text=text):
            return literal(text)
        case tree.Call(
            function=tree.Name(name=name), arguments=(tree.Argument(name="", value=tree.Text(value=text)),)
        ) if name in _MAKERS:
            return _MAKERS[name](text)
    return None


def _negated(node: tree.Negation) -> decimal.Decimal:
    assert isinstance(node.operand, tree.Number)
    return node.operand.value.copy_negate()
