"""How points and ranges lie to one another (DMN 1.5, 10.3.4.7, Table 78), ranges from text, and `is` (Table 77).

An end without bound lies beyond every value; of two such, the upper lies above the lower and equals another upper one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel import comparing
from projgov.scoring.feel.builtin import ANY, COMPARABLE, RANGE, STRING, Builtin, Overload, Parameter
from projgov.scoring.feel.functions.faults import NOT_ORDERED, brief
from projgov.scoring.feel.range_parsing import parse_range
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.sameness import same
from projgov.scoring.feel.values import Range, Value

NOT_A_RANGE = Pattern(
    "M230",
    Bilingual("{found} 不是区间的写法", "{found} is not the text of a range"),
    Bilingual(
        "写作 `[18..21)`，两端为同类的字面值，小的在前；一端可空，如 `[18..)`",
        "write it as `[18..21)`, with literals of one kind, the lesser first; one end may be left out, as in `[18..)`",
    ),
)
NOT_AN_INTERVAL = Pattern(
    "M231",
    Bilingual("`{function}` 不能用于 `(!= …)`", "`{function}` is not defined for a range `(!= …)`"),
    Bilingual("用有两端的区间", "use a range with ends"),
)


@attrs.frozen(eq=False)
class _Edge:
    """A point, or an end of a range; `beyond` is -1 or 1 for the end of a range that has no bound below or above."""

    value: Value
    beyond: int = 0

    def order(self, other: _Edge) -> int:
        if self.beyond or other.beyond:
            return self.beyond - other.beyond
        found = comparing.order(self.value, other.value)
        assert found is not None  # that they can be compared was seen before
        return found

    def __lt__(self, other: _Edge) -> bool:
        return self.order(other) < 0

    def __gt__(self, other: _Edge) -> bool:
        return self.order(other) > 0

    def meets(self, other: _Edge) -> bool:
        return self.order(other) == 0


@attrs.frozen(eq=False)
class _Span:
    start: _Edge
    end: _Edge
    start_in: bool
    end_in: bool


_Relation: TypeAlias = Callable[..., bool]


def _starts_first(a: _Span, b: _Span) -> bool:
    """Whether `a` starts before `b`, or together with it and holds the start if `b` does."""
    return a.start < b.start or (a.start.meets(b.start) and (a.start_in or not b.start_in))


def _ends_last(a: _Span, b: _Span) -> bool:
    """Whether `a` ends after `b`, or together with it and holds the end if `b` does."""
    return a.end > b.end or (a.end.meets(b.end) and (a.end_in or not b.end_in))


def _reaches(a: _Span, b: _Span) -> bool:
    """Whether `a` goes on to where `b` starts, or beyond, so that the two share a point there."""
    return a.end > b.start or (a.end.meets(b.start) and a.end_in and b.start_in)


def _same_start(a: _Span, b: _Span) -> bool:
    return a.start.meets(b.start) and a.start_in == b.start_in


def _same_end(a: _Span, b: _Span) -> bool:
    return a.end.meets(b.end) and a.end_in == b.end_in


def _overlaps_before(a: _Span, b: _Span) -> bool:
    starts = a.start < b.start or (a.start.meets(b.start) and a.start_in and not b.start_in)
    return starts and _reaches(a, b) and _ends_last(b, a)


def _precedes(a: _Span, b: _Span) -> bool:
    return a.end < b.start or (a.end.meets(b.start) and not (a.end_in and b.start_in))


def _point_precedes(p: _Edge, r: _Span) -> bool:
    return p < r.start or (p.meets(r.start) and not r.start_in)


def _precedes_point(r: _Span, p: _Edge) -> bool:
    return r.end < p or (r.end.meets(p) and not r.end_in)


def _holds(r: _Span, p: _Edge) -> bool:
    inside = r.start < p and r.end > p
    return inside or (r.start.meets(p) and r.start_in) or (r.end.meets(p) and r.end_in)


def _ends_at(r: _Span, p: _Edge) -> bool:
    return r.end_in and r.end.meets(p)


def _starts_at(r: _Span, p: _Edge) -> bool:
    return r.start_in and r.start.meets(p)


def _covers(a: _Span, b: _Span) -> bool:
    return _starts_first(a, b) and _ends_last(a, b)


def _turned(relation: _Relation) -> _Relation:
    return lambda a, b: relation(b, a)


def _meets(a: _Span, b: _Span) -> bool:
    return a.end_in and b.start_in and a.end.meets(b.start)


def _overlaps(a: _Span, b: _Span) -> bool:
    return _reaches(a, b) and _reaches(b, a)


def _finishes(a: _Span, b: _Span) -> bool:
    return _same_end(a, b) and _starts_first(b, a)


def _starts(a: _Span, b: _Span) -> bool:
    return _same_start(a, b) and _ends_last(b, a)


def _coincide(a: _Span, b: _Span) -> bool:
    return _same_start(a, b) and _same_end(a, b)


def _relation(function: str, relation: _Relation) -> Callable[..., Value]:
    def call(run: Run, first: Value, second: Value) -> Value:
        run.step()
        ends: list[Value] = []
        for value in (first, second):
            if isinstance(value, Range):
                if value.operator == "!=":
                    return run.fault(NOT_AN_INTERVAL, function=function)
                ends += [end for end in (value.low, value.high) if end is not None]
            else:
                ends.append(value)
        for end in ends[1:]:
            if comparing.order(ends[0], end) is None:
                return run.fault(NOT_ORDERED, function=function, first=brief(ends[0]), second=brief(end))
        return relation(_side(first), _side(second))

    return call


def _side(value: Value) -> _Edge | _Span:
    if not isinstance(value, Range):
        return _Edge(value)
    low = _Edge(value.low, -1 if value.low is None else 0)
    high = _Edge(value.high, 1 if value.high is None else 0)
    return _Span(low, high, value.low_closed, value.high_closed)


_POINT = Parameter("point", COMPARABLE)
_RANGE = Parameter("range", RANGE)
_POINTS = (Parameter("point1", COMPARABLE), Parameter("point2", COMPARABLE))
_POINT_RANGE = (_POINT, _RANGE)
_RANGE_POINT = (_RANGE, _POINT)
_RANGES = (Parameter("range1", RANGE), Parameter("range2", RANGE))


def _builtin(name: str, *ways: tuple[tuple[Parameter, Parameter], _Relation]) -> Builtin:
    return Builtin(
        name, tuple(Overload(parameters, _relation(name, relation)) for parameters, relation in ways)
    )


def range_of(run: Run, text: str) -> Value:
    """The range that a text such as `[18..21)` writes."""
    run.step(1 + len(text))
    found = parse_range(text)
    return run.fault(NOT_A_RANGE, found=brief(text)) if found is None else found


def is_same(run: Run, first: Value, second: Value) -> Value:
    """Whether the two are one and the same value. Never null."""
    return same(first, second, run)


BUILTINS = (
    _builtin(
        "before",
        (_POINTS, lambda a, b: a < b),
        (_POINT_RANGE, _point_precedes),
        (_RANGE_POINT, _precedes_point),
        (_RANGES, _precedes),
    ),
    _builtin(
        "after",
        (_POINTS, lambda a, b: a > b),
        (_POINT_RANGE, _turned(_precedes_point)),
        (_RANGE_POINT, _turned(_point_precedes)),
        (_RANGES, _turned(_precedes)),
    ),
    _builtin("meets", (_RANGES, _meets)),
    _builtin("met by", (_RANGES, _turned(_meets))),
    _builtin("overlaps", (_RANGES, _overlaps)),
    _builtin("overlaps before", (_RANGES, _overlaps_before)),
    _builtin("overlaps after", (_RANGES, _turned(_overlaps_before))),
    _builtin("finishes", (_POINT_RANGE, _turned(_ends_at)), (_RANGES, _finishes)),
    _builtin("finished by", (_RANGE_POINT, _ends_at), (_RANGES, _turned(_finishes))),
    _builtin("includes", (_RANGE_POINT, _holds), (_RANGES, _covers)),
    _builtin("during", (_POINT_RANGE, _turned(_holds)), (_RANGES, _turned(_covers))),
    _builtin("starts", (_POINT_RANGE, _turned(_starts_at)), (_RANGES, _starts)),
    _builtin("started by", (_RANGE_POINT, _starts_at), (_RANGES, _turned(_starts))),
    _builtin("coincides", (_POINTS, lambda a, b: a.meets(b)), (_RANGES, _coincide)),
    Builtin("range", (Overload((Parameter("from", STRING),), range_of),)),
    Builtin(
        "is",
        (
            Overload(
                (Parameter("value1", ANY, nullable=True), Parameter("value2", ANY, nullable=True)), is_same
            ),
        ),
    ),
)
