"""The built-in functions of rule files: names, parameters, types. What they compute is `scoring.functions`.

A function takes no unknown and no null, unless its text says otherwise: an unknown argument makes the result unknown, a null
one is a fault. Aggregates (`count`, `sum` …), rounding, `present`, `missing` and `not` are nodes of their own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import (
    AnyType,
    BooleanType,
    DateType,
    DurationType,
    ListType,
    NumberType,
    PeriodType,
    RegisterType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.typing import aggregated, item_type, join_all

Types: TypeAlias = tuple[ValueType, ...]

ANY, TEXT, NUMBER, BOOLEAN, DATE, PERIOD = (
    AnyType(),
    TextType(),
    NumberType(),
    BooleanType(),
    DateType(),
    PeriodType(),
)
WHOLE = NumberType(0)
COUNT = NumberType(0, Fraction(0))
DRAW = NumberType(0, Fraction(0), Fraction(16**12 - 1))
"""What `draw_number` gives: small enough for every spreadsheet to show in full."""
DAYS, MONTHS = DurationType("days"), DurationType("months")
LIST = ListType(ANY)


@attrs.frozen
class FunctionSpec:
    """One function: its name, further names, parameters, what it gives, and what it does.

    `variadic` means that the last parameter may be given any number of times, once at least. `result` is the type of the
    result, or a function from the types of the arguments to it.
    """

    name: str
    names: tuple[str, ...]
    parameters: tuple[tuple[str, ValueType], ...]
    result: ValueType | Callable[[Types], ValueType]
    doc: Bilingual
    variadic: bool = False

    def result_type(self, arguments: Types) -> ValueType:
        """The type of the result for arguments of these types."""
        return self.result(arguments) if callable(self.result) else self.result


def _numeric(kind: ValueType) -> NumberType:
    return kind if isinstance(kind, NumberType) else NUMBER


def _absolute(arguments: Types) -> ValueType:
    kind = _numeric(arguments[0])
    least, most = kind.least, kind.most
    if least is None or most is None:
        return NumberType(kind.decimals, Fraction(0), None, kind.unit)
    nearest = Fraction(0) if least <= 0 <= most else min(abs(least), abs(most))
    return NumberType(kind.decimals, nearest, max(abs(least), abs(most)), kind.unit)


def _whole(arguments: Types) -> ValueType:
    kind = _numeric(arguments[0])
    least = None if kind.least is None else Fraction(math.floor(kind.least))
    most = None if kind.most is None else Fraction(math.ceil(kind.most))
    return NumberType(0, least, most, kind.unit)


def _item(arguments: Types) -> ValueType:
    return item_type(arguments[0]) or ANY


def _trimmed(arguments: Types) -> ValueType:
    return aggregated("mean", item_type(arguments[0]) or ANY) or NUMBER


def _inner_list(arguments: Types) -> ValueType:
    inner = item_type(arguments[0]) or ANY
    return ListType(item_type(inner) or ANY)


def _groups_of(arguments: Types) -> ValueType:
    return ListType(ListType(item_type(arguments[1]) or ANY))


def _joined_lists(arguments: Types) -> ValueType:
    kinds = [ListType(item_type(a) or ANY) if isinstance(a, RegisterType) else a for a in arguments]
    return join_all(kinds) or LIST


def _f(
    name: str,
    names: str,
    parameters: tuple[tuple[str, ValueType], ...],
    result: ValueType | Callable[[Types], ValueType],
    zh: str,
    en: str,
    *,
    variadic: bool = False,
) -> FunctionSpec:
    return FunctionSpec(name, tuple(names.split()), parameters, result, Bilingual(zh, en), variadic)


_NUMBERS = (
    _f("abs", "绝对值", (("n", NUMBER),), _absolute, "绝对值", "the number without its sign"),
    _f("floor", "向下取整", (("n", NUMBER),), _whole, "不大于它的最大整数", "the greatest whole number not above it"),
    _f("ceiling", "向上取整", (("n", NUMBER),), _whole, "不小于它的最小整数", "the least whole number not below it"),
    _f("modulo", "余数", (("dividend", NUMBER), ("divisor", NUMBER)), NUMBER,
       "相除的余数，与除数同号", "the remainder of a division, with the sign of the divisor"),
    _f("sqrt", "平方根", (("n", NUMBER),), NumberType(None, Fraction(0)),
       "平方根；不能精确时取34位有效数字", "the square root; to 34 significant digits where it is not exact"),
    _f("log", "自然对数", (("n", NUMBER),), NUMBER, "自然对数，34位有效数字", "the natural logarithm to 34 significant digits"),
    _f("exp", "自然指数", (("n", NUMBER),), NumberType(None, Fraction(0)),
       "e 的 n 次方，34位有效数字", "e to the power n, to 34 significant digits"),
    _f("power", "幂", (("base", NUMBER), ("exponent", NUMBER)), NUMBER,
       "乘方；指数可以不是整数，不能精确时取34位有效数字",
       "a power; the exponent need not be whole, and what is not exact has 34 significant digits"),
    _f("numbers", "连续整数", (("first", WHOLE), ("last", WHOLE)), ListType(WHOLE),
       "从 first 到 last 的整数，可以倒数", "the whole numbers from first to last, downwards where last is less"),
)  # fmt: skip
_TEXTS = (
    _f("string_length", "文字长度 字数", (("text", TEXT),), COUNT, "字符数", "the number of characters"),
    _f("contains", "包含", (("text", TEXT), ("match", TEXT)), BOOLEAN, "文字里有没有 match", "whether match stands in the text"),
    _f("starts_with", "开头是", (("text", TEXT), ("match", TEXT)), BOOLEAN,
       "文字是否以 match 开头", "whether the text begins with match"),
    _f("ends_with", "结尾是", (("text", TEXT), ("match", TEXT)), BOOLEAN,
       "文字是否以 match 结尾", "whether the text ends with match"),
    _f("upper_case", "转大写", (("text", TEXT),), TEXT, "字母转为大写", "the text in capitals"),
    _f("lower_case", "转小写", (("text", TEXT),), TEXT, "字母转为小写", "the text in small letters"),
    _f("concatenation", "连接文字", (("text", TEXT),), TEXT, "把文字首尾相接", "the texts one after the other", variadic=True),
    _f("plain_text", "归一文字", (("text", TEXT),), TEXT,
       "去掉不影响意思的差别：全角半角、大小写、空格、标点（百分号和数字之间的点、冒号等保留）",
       "the text without what makes no difference: width, case, spaces, punctuation (a percent sign stays, and what stands between digits)"),
    _f("join", "string_join 连接列表", (("list", ListType(TEXT)), ("separator", TEXT)), TEXT,
       "列表中的文字用 separator 连起来，空值略去", "the texts of a list with a separator between; nulls are left out"),
    _f("listing", "列举", (("separator", TEXT), ("text", TEXT)), TEXT,
       "各段文字用 separator 连起来，空值略去", "the texts with a separator between; nulls are left out", variadic=True),
)  # fmt: skip
_DRAWS = (
    _f("draw_number", "抽签号", (("seed", TEXT), ("id", TEXT)), DRAW,
       "由种子和编号定下的抽签号：`种子:编号` 的 SHA-256 前 12 位十六进制数",
       "the number that a seed gives an id: the first 12 hexadecimal digits of the SHA-256 of `seed:id`"),
)  # fmt: skip
_LISTS = (
    _f("list_contains", "列表包含", (("list", LIST), ("element", ANY)), BOOLEAN,
       "列表里有没有这个值（空值也算一个值）", "whether a value is in the list; null is a value here"),
    _f("item", "第几项", (("list", LIST), ("position", WHOLE)), _item,
       "第几项，从1数起，负数从末尾数起；没有则为空", "an item by position from 1, from the end where negative; null if none"),
    _f("only", "唯一项", (("list", LIST),), _item,
       "列表里唯一的一项；没有则为空，有几项则出错", "the one item of a list: null where it has none, a fault where it has several"),
    _f("trimmed_mean", "去极值平均", (("list", ListType(NUMBER)), ("ends", WHOLE)), _trimmed,
       "去掉 ends 个最高和 ends 个最低以后的平均数；没有剩下的则为空",
       "the mean without the `ends` greatest and the `ends` least; null where none is left"),
    _f("agreed", "一致项", (("list", LIST),), _item,
       "列表各项共同的值；没有则为空，各项不同则出错", "what all items of a list equal: null where it has none, a fault where they differ"),
    _f("repeats", "重复各组", (("keys", ListType(TEXT)), ("items", LIST)), _groups_of,
       "keys 相同的各组 items，每组两项以上；空的和未知的 key 与谁都不同",
       "the items whose keys are the same, group by group, each of two or more; a key that is null or not known is like no other"),
    _f("flatten_once", "展开列表", (("list", ListType(LIST)),), _inner_list, "把列表的列表合成一个列表", "a list of lists as one list"),
    _f("concatenate", "合并列表", (("list", LIST),), _joined_lists, "把几个列表首尾相接", "the lists one after the other",
       variadic=True),
)  # fmt: skip
_CONVERSIONS = (
    _f("number", "转数字", (("from", TEXT),), NUMBER, "把 `12.5` 这样的文字读成数字", "the number that a text such as `12.5` writes"),
    _f("string", "转文字", (("from", ANY),), TEXT, "写成文字；数字写成小数，不能写成有限小数的写成分数",
       "the value as a text; a number as a decimal, or as a fraction where no decimal is exact"),
)  # fmt: skip
_DATES = (
    _f("date", "日期", (("from", TEXT),), DATE, "把 `2017-03-31` 这样的文字读成日期", "the day that a text such as `2017-03-31` writes"),
    _f("date_of", "年月日", (("year", WHOLE), ("month", WHOLE), ("day", WHOLE)), DATE,
       "由年、月、日组成的日期", "the day of a year, month and day"),
    _f("year", "年份", (("date", DATE),), NumberType(0, Fraction(1), Fraction(9999)), "日期的年", "the year of a day"),
    _f("month", "月份", (("date", DATE),), NumberType(0, Fraction(1), Fraction(12)), "日期的月", "the month of a day, 1 to 12"),
    _f("day", "日", (("date", DATE),), NumberType(0, Fraction(1), Fraction(31)), "日期的日", "the day of the month"),
    _f("weekday", "星期", (("date", DATE),), NumberType(0, Fraction(1), Fraction(7)),
       "星期几，星期一是1", "the day of the week; Monday is 1"),
    _f("days_between", "相差天数", (("earlier", DATE), ("later", DATE)), WHOLE,
       "后一日期比前一日期晚几天", "how many days the later day is after the earlier; negative where before"),
    _f("months_between", "相差月数", (("earlier", DATE), ("later", DATE)), WHOLE,
       "相隔几个整月", "how many whole months lie between; negative where the later day is before"),
    _f("years_between", "相差年数", (("earlier", DATE), ("later", DATE)), WHOLE,
       "相隔几个整年", "how many whole years lie between; negative where the later day is before"),
    _f("add_days", "加天数", (("date", DATE), ("days", WHOLE)), DATE, "若干天以后", "the day so many days later"),
    _f("add_months", "加月数", (("date", DATE), ("months", WHOLE)), DATE,
       "若干个月以后；没有那一天则取月末", "the day so many months later, or the last day of a shorter month"),
    _f("add_years", "加年数", (("date", DATE), ("years", WHOLE)), DATE,
       "若干年以后；没有那一天则取月末", "the day so many years later; 29 February becomes the 28th where need be"),
    _f("month_end", "月末", (("date", DATE),), DATE, "当月最后一天", "the last day of the month"),
)  # fmt: skip
_PERIODS = (
    _f("period", "时期", (("from", TEXT),), PERIOD, "把 `2017-Q1` 这样的文字读成时期", "the period that a text such as `2017-Q1` writes"),
    _f("period_start", "期初", (("period", PERIOD),), DATE, "时期的第一天", "the first day of a period"),
    _f("period_end", "期末", (("period", PERIOD),), DATE, "时期的最后一天", "the last day of a period"),
    _f("in_period", "在期内", (("date", DATE), ("period", PERIOD)), BOOLEAN, "日期是否在时期内", "whether a day lies in a period"),
    _f("period_within", "时期在内", (("inner", PERIOD), ("outer", PERIOD)), BOOLEAN,
       "inner 的每一天是否都在 outer 之内", "whether every day of inner lies in outer"),
    _f("period_days", "期内天数", (("period", PERIOD),), COUNT, "时期有几天", "how many days a period has"),
    _f("later_period", "推移期数", (("period", PERIOD), ("count", WHOLE)), PERIOD,
       "往后第几个同类时期，负数往前", "the period of the same kind so many periods later; earlier where negative"),
    _f("next_period", "下一期", (("period", PERIOD),), PERIOD, "下一个同类时期", "the period of the same kind that follows"),
    _f("previous_period", "上一期", (("period", PERIOD),), PERIOD, "上一个同类时期", "the period of the same kind before"),
    _f("month_period", "所在月", (("date", DATE),), PERIOD, "日期所在的月", "the month that a day lies in"),
    _f("quarter_period", "所在季度", (("date", DATE),), PERIOD, "日期所在的季度", "the quarter that a day lies in"),
    _f("half_year_period", "所在半年", (("date", DATE),), PERIOD, "日期所在的半年", "the half-year that a day lies in"),
    _f("half_month_period", "所在半月", (("date", DATE),), PERIOD, "日期所在的上半月或下半月",
       "the half-month that a day lies in: through the 15th, or from the 16th"),
    _f("ten_days_period", "所在旬", (("date", DATE),), PERIOD, "日期所在的上旬、中旬或下旬",
       "the third of a month that a day lies in: through the 10th, through the 20th, or from the 21st"),
    _f("months_of", "各月", (("period", PERIOD),), ListType(PERIOD), "时期里的各月", "the months that have days in a period"),
    _f("quarters_of", "各季度", (("period", PERIOD),), ListType(PERIOD), "时期里的各季度",
       "the quarters that have days in a period"),
    _f("year_period", "所在年", (("date", DATE),), PERIOD, "日期所在的年", "the year that a day lies in"),
)  # fmt: skip
_WORKING_DAYS = (
    _f("is_working_day", "是工作日", (("date", DATE),), BOOLEAN, "按工作日历是否上班", "whether a day is worked, by the work calendar"),
    _f("add_working_days", "加工作日", (("date", DATE), ("days", WHOLE)), DATE,
       "之后第几个工作日，当日不计，负数往前", "the day so many working days later, the day itself not counted; earlier where negative"),
    _f("working_days_between", "相差工作日", (("earlier", DATE), ("later", DATE)), WHOLE,
       "前一日期之后到后一日期为止有几个工作日",
       "how many working days there are after the earlier day through the later; negative where before"),
    _f("working_days_of", "期内工作日数", (("period", PERIOD),), COUNT, "时期里有几个工作日", "how many working days a period has"),
    _f("next_working_day", "下一工作日", (("date", DATE),), DATE, "之后的第一个工作日", "the first working day after a day"),
    _f("previous_working_day", "上一工作日", (("date", DATE),), DATE, "之前的最后一个工作日", "the last working day before a day"),
    _f("postponed", "遇休顺延", (("date", DATE),), DATE, "当日；是休息日则顺延到下一个工作日",
       "the day itself; where it is a day off, the next working day"),
    _f("advanced", "遇休提前", (("date", DATE),), DATE, "当日；是休息日则提前到上一个工作日",
       "the day itself; where it is a day off, the working day before"),
)  # fmt: skip
_DURATIONS = (
    _f("days_duration", "天数时长", (("days", WHOLE),), DAYS, "若干天的时长", "a length of so many days"),
    _f("months_duration", "月数时长", (("months", WHOLE),), MONTHS, "若干个月的时长", "a length of so many months"),
    _f("years_duration", "年数时长", (("years", WHOLE),), MONTHS, "若干年的时长", "a length of so many years"),
    _f("days", "时长天数", (("duration", DAYS),), WHOLE, "时长的天数", "the days of a length of time in days"),
    _f("months", "时长月数", (("duration", MONTHS),), WHOLE, "时长的月数", "the months of a length of time in months"),
)  # fmt: skip
_PLANS = (
    _f("left_open", "未覆盖", (("per", TEXT), ("first", DATE), ("last", DATE), ("starts", ListType(DATE)), ("ends", ListType(DATE)),
       ("to", TEXT)), ListType(TEXT), "从 first 到 last 没有被任何一段覆盖的日子或时期",
       "the days or periods from first to last in which none of the spans has a day"),
    _f("wanted", "须有", (("values", LIST), ("record", TEXT), ("subject", TEXT), ("way", TEXT)), _item,
       "列表的最后一个值；一个也没有则未定，缺的是 way 所指的一项",
       "the last of the values; where there is none it is not known, and wanted by its way", variadic=True),
    _f("one_after_another", "依次", (("list", ListType(DATE)),), BOOLEAN,
       "能否从每个列表各取一天，使后一天都不早于前一天；列表可能不全时，已有的足够就是真",
       "whether a day can be taken from each list so that none is before the one taken from the list before; "
       "of lists that may lack some, what there is can be enough", variadic=True),
)  # fmt: skip

FUNCTIONS: Mapping[str, FunctionSpec] = {
    spec.name: spec
    for spec in itertools.chain(
        _NUMBERS, _TEXTS, _DRAWS, _LISTS, _CONVERSIONS, _DATES, _PERIODS, _WORKING_DAYS, _DURATIONS, _PLANS
    )
}
"""All functions by canonical name."""

OF_WORKING_DAYS = frozenset(spec.name for spec in _WORKING_DAYS)
"""The functions whose results depend on the work calendar."""

_CALLED = {canonical_name(n): spec for spec in FUNCTIONS.values() for n in (spec.name, *spec.names)}
_BY_COUNT = {("date", 3): "date_of", ("日期", 3): "date_of"}


def find(name: str, arguments: int | None = None) -> FunctionSpec | None:
    """The function that `name` calls, by its own or a further name.

    A name that stands for two functions is told by the number of arguments: `date(text)`, `date(year, month, day)`.
    """
    called = canonical_name(name)
    if arguments is not None and (other := _BY_COUNT.get((called, arguments))) is not None:
        return FUNCTIONS[other]
    return _CALLED.get(called)
