"""What can go wrong while a rule is evaluated. Each is a fault of the rule, never of the subject."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, Refused
from projgov.domain.calendar import Period
from projgov.rules.core.durations import Months
from projgov.scoring.values import Fault, Rows, Unknown, Value

DIVISION_BY_ZERO = Pattern(
    "E001",
    Bilingual("除数为零", "division by zero"),
    Bilingual("先判断除数：`if n = 0 then … else …`", "ask first: `if n = 0 then … else …`"),
)
TOO_LARGE = Pattern(
    "E002",
    Bilingual("乘方的结果太大", "the result of a power is too large"),
    Bilingual("用较小的指数", "use a smaller exponent"),
)
NOT_WHOLE = Pattern(
    "E003",
    Bilingual("{found} 不是整数", "{found} is not a whole number"),
    Bilingual(
        "这里用整数；开方用 `power(x, 0.5)` 或 `sqrt(x)`",
        "a whole number is needed here; for a root write `power(x, 0.5)` or `sqrt(x)`",
    ),
)
ORDER_WITH_NULL = Pattern(
    "E004",
    Bilingual("与空值比较大小", "null has no order"),
    Bilingual("先判断是否为空：`if x = null then … else …`", "ask first: `if x = null then … else …`"),
)
NULL_VALUE = Pattern(
    "E005",
    Bilingual("这里要的是{wanted}，得到的是空值", "{wanted} is wanted here, and this is null"),
    Bilingual("先判断是否为空：`if x = null then … else …`", "ask first: `if x = null then … else …`"),
)
WRONG_VALUE = Pattern(
    "E006",
    Bilingual("这里要的是{wanted}，得到的是{found}", "{wanted} is wanted here, and this is {found}"),
    Bilingual("改成得出{wanted}的写法", "write something that gives {wanted}"),
)
NO_VERSION = Pattern(
    "E007",
    Bilingual("参数 `{name}` 在 {day} 没有值", "parameter `{name}` has no value on {day}"),
    Bilingual("为这一天补上参数的值", "give the parameter a value for that day"),
)
NO_SUCH_DAY = Pattern(
    "E008",
    Bilingual("`{text}` 不是存在的日期", "`{text}` is not a day that exists"),
    Bilingual(
        "写成 `2017-03-31` 的样子，年份在1到9999之间",
        "write it like `2017-03-31`, with a year from 1 to 9999",
    ),
)
NO_NUMBER = Pattern(
    "E009",
    Bilingual("`{text}` 不是数字", "`{text}` is not a number"),
    Bilingual("写成 `12` 或 `-0.5` 的样子", "write it like `12` or `-0.5`"),
)
OUT_OF_DOMAIN = Pattern(
    "E010",
    Bilingual("`{function}` 不能用于 {found}", "`{function}` is not defined for {found}"),
    Bilingual("先判断参数的范围", "ask first whether the argument is in range"),
)
NO_SUCH_PERIOD = Pattern(
    "E011",
    Bilingual("`{text}` 不是时期", "`{text}` is not a period"),
    Bilingual(
        "写成 `2017`、`2017-H1`、`2017-Q3` 或 `2017-09` 的样子",
        "write it like `2017`, `2017-H1`, `2017-Q3`, `2017-09`",
    ),
)
TOO_MANY = Pattern(
    "E012",
    Bilingual("要列出 {count} 个数，太多了", "{count} numbers are too many for a list"),
    Bilingual("最多 {most} 个", "{most} is the most"),
)
NOT_ONE = Pattern(
    "E013",
    Bilingual("应当只有一项，却有 {count} 项", "there should be one, and there are {count}"),
    Bilingual(
        "表格改用 `hit: first` 等命中方式，或让各行互不重叠；列表用 `item(…, 1)` 等取其中一项",
        "in a table let the rows exclude one another, or use another hit policy such as `hit: first`; of a list take an item",
    ),
)
NOT_AGREED = Pattern(
    "E014",
    Bilingual("{count} 项应当一致，却不相同", "these {count} should agree, and they differ"),
    Bilingual(
        "让同时成立的各行给出同样的结果，或改用 `hit: first` 等命中方式",
        "let rows that hold together give the same, or use another hit policy such as `hit: first`",
    ),
)

A_NUMBER = Bilingual("数字", "a number")
A_TRUTH = Bilingual("是/否", "yes or no")
A_TEXT = Bilingual("文字", "a text")
A_DAY = Bilingual("日期", "a date")
A_PERIOD = Bilingual("时期", "a period")
A_DURATION = Bilingual("时长", "a duration")
A_LIST = Bilingual("列表", "a list")
A_CONTEXT = Bilingual("一组有名称的值", "a group of named values")
A_RECORD = Bilingual("记录", "a record")
SAME_KIND = Bilingual("同一种值", "a value of the same kind")


class EvaluationFaults(Refused):
    """Rules that err on the data at hand (a division by zero): all of them together, each with subjects for which it does."""


class Erring(Exception):  # never seen by users: it carries a fault to the node whose place it gets
    """An operation has no result. `pattern` and `values` say why; the node that asked for it knows the place."""

    def __init__(self, pattern: Pattern, **values: str | int | Bilingual) -> None:
        super().__init__(pattern.code)
        self.pattern = pattern
        self.values = values

    def at(self, place: Place) -> Fault:
        """The fault at a place."""
        return Fault(frozenset([Diagnostic(self.pattern, place, tuple(sorted(self.values.items())))]))


def wrong(value: Value, wanted: Bilingual) -> Erring:
    """The error of a value that is null or of another kind than `wanted`."""
    if value is None:
        return Erring(NULL_VALUE, wanted=wanted)
    return Erring(WRONG_VALUE, wanted=wanted, found=kind_of(value))


def kind_of(value: Any) -> Bilingual:
    """What a person calls the kind of a value."""
    match value:
        case None:
            return Bilingual("空值", "null")
        case bool():
            return A_TRUTH
        case int() | Fraction():
            return A_NUMBER
        case str():
            return A_TEXT
        case date():
            return A_DAY
        case Period():
            return A_PERIOD
        case timedelta() | Months():
            return A_DURATION
        case tuple() | Rows():
            return A_LIST
        case dict():
            return A_CONTEXT
    return A_RECORD


def merge(unknowns: Iterable[Unknown]) -> Unknown:
    """One unknown with all the evidence of several."""
    return Unknown(frozenset().union(*(u.evidence for u in unknowns)))


def merge_faults(faults: Iterable[Fault]) -> Fault:
    """One fault with all the diagnostics of several."""
    return Fault(frozenset().union(*(f.diagnostics for f in faults)))


def undecided(values: Iterable[Value]) -> Fault | Unknown | None:
    """What operands come to that are not all known: a fault where any is, else unknown where any is, else None."""
    operands = tuple(values)
    if faults := [v for v in operands if isinstance(v, Fault)]:
        return merge_faults(faults)
    if unknowns := [v for v in operands if isinstance(v, Unknown)]:
        return merge(unknowns)
    return None
