"""What is wrong with the arguments of a built-in function: the patterns that several families share, and values in a few words.

That an argument is of another kind than the parameter takes is found before a function is called; here are the faults that
only the function can see.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.escapes import escape
from projgov.scoring.feel.builtin import Accepts
from projgov.scoring.feel.numbers import text
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value, kind_of

OUT_OF_DOMAIN = Pattern(
    "M101",
    Bilingual(
        "`{function}` 的参数 `{parameter}` 是 {found}",
        "the parameter `{parameter}` of `{function}` is {found}",
    ),
    Bilingual("应为{wanted}", "it must be {wanted}"),
)
WRONG_ITEM = Pattern(
    "M102",
    Bilingual(
        "`{function}` 的参数 `{parameter}` 的第 {number} 项是 {found}",
        "item {number} of the parameter `{parameter}` of `{function}` is {found}",
    ),
    Bilingual("每一项都应为{wanted}", "each item must be {wanted}"),
)
NO_SUCH_POSITION = Pattern(
    "M103",
    Bilingual(
        "`{function}` 的参数 `{parameter}` 是 {found}，而{what}的长度是 {size}",
        "the parameter `{parameter}` of `{function}` is {found}, and {what} has the length {size}",
    ),
    Bilingual(
        "位置从 1 数起；从末尾数则用 -1、-2 等",
        "positions count from 1, or from the end as -1, -2 and so on",
    ),
)
TOO_LARGE = Pattern(
    "M104",
    Bilingual("`{function}` 的结果超出数的范围", "the result of `{function}` is beyond the range of numbers"),
    Bilingual("数的绝对值须小于 10 的 6145 次方", "a number must be smaller than ten to the power of 6145"),
)
NOT_ORDERED = Pattern(
    "M105",
    Bilingual("`{function}` 无法比较{first}与{second}", "`{function}` cannot compare {first} with {second}"),
    Bilingual(
        "给出同一类可比较的值：数、文本、日期、时间或同一种时段",
        "give values of one kind that has an order: numbers, strings, dates, times, or durations of one kind",
    ),
)

_SHOWN = 40
_KINDS = {
    "boolean": Bilingual("真假值", "a boolean"),
    "number": Bilingual("数", "a number"),
    "string": Bilingual("文本", "a string"),
    "date": Bilingual("日期", "a date"),
    "time": Bilingual("时间", "a time"),
    "date and time": Bilingual("日期时间", "a date and time"),
    "years and months duration": Bilingual("年月时段", "a years and months duration"),
    "days and time duration": Bilingual("日时时段", "a days and time duration"),
    "range": Bilingual("区间", "a range"),
    "function": Bilingual("函数", "a function"),
    "list": Bilingual("列表", "a list"),
    "context": Bilingual("上下文", "a context"),
    "null": Bilingual("null", "null"),
}


def brief(value: Value) -> Bilingual:
    """`value` in a few words, however large it is."""
    match value:
        case None:
            return _same("null")
        case bool():
            return _same("true" if value else "false")
        case Decimal():
            return _same(_cut(text(value) if abs(value.adjusted()) < _SHOWN else str(value)))
        case str():
            return _same(f'"{escape(_cut(value))}"')
        case list():
            return Bilingual(f"{len(value)} 项的列表", f"a list of length {len(value)}")
        case dict():
            return Bilingual(f"{len(value)} 项的上下文", f"a context of {len(value)} entries")
    kind = _KINDS[kind_of(value)]
    if kind_of(value) in ("range", "function"):
        return kind
    return Bilingual(f"{kind.zh} {value}", f"{kind.en} {value}")


def kinds(accepts: Accepts) -> Bilingual:
    """The kinds of value that a parameter takes, in words."""
    named = [words for kind, words in _KINDS.items() if kind in accepts]
    return Bilingual("或".join(w.zh for w in named), " or ".join(w.en for w in named))


def out_of_domain(run: Run, function: str, parameter: str, found: Value, wanted: Bilingual) -> None:
    """The fault that a value of the right kind is not one that the function takes."""
    return run.fault(OUT_OF_DOMAIN, function=function, parameter=parameter, found=brief(found), wanted=wanted)


def only(
    run: Run, function: str, items: Sequence[Value], accepts: Accepts, *, parameter: str = "list"
) -> bool:
    """Whether every item is of a kind accepted, a step for each; records the first that is not."""
    for place, item in enumerate(items, 1):
        run.step()
        if kind_of(item) not in accepts:
            run.fault(
                WRONG_ITEM,
                function=function,
                parameter=parameter,
                number=place,
                found=brief(item),
                wanted=kinds(accepts),
            )
            return False
    return True


def _same(words: str) -> Bilingual:
    return Bilingual(words, words)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
