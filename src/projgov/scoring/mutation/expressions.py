"""Small changes of an expression: a condition negated, a boundary moved in or out, a number or day moved by its last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import InvalidRuleFile, Place
from projgov.domain.calendar import parse_date
from projgov.rules.feel import tree as feel
from projgov.rules.feel.parser import parse, parse_tests
from projgov.rules.feel.walk import walk

Sort: TypeAlias = Literal["negated", "boundary", "moved", "exchanged", "dropped"]

_OPERATOR = re.compile(r"<=|>=|!=|=|<|>")
_BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_WORD = {"and": "or", "or": "and", "some": "every", "every": "some"}
_BRACKET = {"[": "(", "(": "[", "]": ")", ")": "]"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CONDITIONS = (feel.Comparison, feel.Connective, feel.Quantified, feel.Between, feel.In, feel.InstanceOf)


@attrs.frozen
class Edit:
    """A change of a text: the characters from `start` to `end` become `new`."""

    sort: Sort
    start: int
    end: int
    new: str

    def of(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def edits(text: str) -> Iterator[Edit]:
    """The small changes of an expression. What is no expression is a phrase (`10 days after period end`): its numbers move."""
    try:
        tree = parse(text, place_at=lambda _offset, _length: Place())
    except InvalidRuleFile:
        for number in _NUMBER.finditer(text):
            yield from _moved(number[0], number.start(), number.end())
        return
    if isinstance(tree, feel.Name | feel.Path | feel.Call | feel.Boolean):
        yield from _negated(tree, text)
    for node in walk(tree):
        yield from _of(node, text)


def test_edits(text: str) -> Iterator[Edit]:
    """The small changes of the tests in a cell of a decision table."""
    try:
        tests = parse_tests(text, place_at=lambda _offset, _length: Place())
    except InvalidRuleFile:
        return
    if tests.tests:
        yield Edit("negated", 0, len(text), f"not({text})")
    for node in walk(tests.tests):
        yield from (e for e in _of(node, text) if (e.start, e.end) != (0, len(text)) or e.sort != "negated")


def moved(number: str) -> tuple[str, str]:
    """A number moved up and down by one in its last digit."""
    value = Decimal(number)
    step = Decimal((0, (1,), int(value.as_tuple().exponent)))
    return f"{value + step:f}", f"{value - step:f}"


def _of(node: Any, text: str) -> Iterator[Edit]:
    if isinstance(node, _CONDITIONS):
        yield from _negated(node, text)
    match node:
        case feel.Number(span=(start, end)):
            yield from _moved(text[start:end], start, end)
        case feel.Comparison(operator=operator, left=left, right=right) if operator in _BOUNDARY:
            yield from _exchanged("boundary", text, left.span[1], right.span[0], _OPERATOR, _BOUNDARY)
        case feel.UnaryTest(span=(start, _), operator=operator, operand=operand) if operator in _BOUNDARY:
            yield from _exchanged("boundary", text, start, operand.span[0], _OPERATOR, _BOUNDARY)
        case feel.Connective(operands=(left, right, *_)):
            yield from _exchanged("exchanged", text, left.span[1], right.span[0], re.compile("and|or"), _WORD)
        case feel.Quantified(span=(start, end)):
            yield from _exchanged("exchanged", text, start, end, re.compile("some|every"), _WORD)
        case feel.Range(span=(start, end), low=low, high=high):
            if low is not None and text[start] in _BRACKET:
                yield Edit("boundary", start, start + 1, _BRACKET[text[start]])
            if high is not None and text[end - 1] in _BRACKET:
                yield Edit("boundary", end - 1, end, _BRACKET[text[end - 1]])
        case feel.Temporal(span=(start, end), text=day):
            yield from _next_day(text, start, end, day)
        case feel.Call(function=feel.Name(name="date"), arguments=(feel.Argument(value=feel.Text() as day),)):
            yield from _next_day(text, *day.span, day.value)


def _negated(node: feel.Expr, text: str) -> Iterator[Edit]:
    start, end = node.span
    yield Edit("negated", start, end, f"not({text[start:end]})")


def _moved(number: str, start: int, end: int) -> Iterator[Edit]:
    return (Edit("moved", start, end, new) for new in moved(number))


def _exchanged(
    sort: Sort, text: str, start: int, end: int, words: re.Pattern[str], table: dict[str, str]
) -> Iterator[Edit]:
    """The first of some words in a stretch of text exchanged for its counterpart; none where it is said in another way (且)."""
    found = words.search(text, start, end)
    if found is not None:
        yield Edit(sort, found.start(), found.end(), table[found[0]])


def _next_day(text: str, start: int, end: int, day: str) -> Iterator[Edit]:
    try:
        after = (parse_date(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return
    yield Edit("moved", start, end, text[start:end].replace(day, after))
