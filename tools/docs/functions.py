"""The table of the functions of rule files, put into a page that asks for it.

A page asks by the line `<!-- functions -->`: what stands from there to `<!-- /functions -->` is made from `rules.core`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.docs.markdown import codes, table

from projgov.diagnostics import Bilingual, Language
from projgov.rules.core import functions
from projgov.rules.core.function_names import NODE_FUNCTIONS, spelled

_REGION = re.compile(r"^<!-- functions -->$.*?^<!-- /functions -->$", re.MULTILINE | re.DOTALL)
_HEADS = {"en": ("Function", "中文", "Gives"), "zh": ("函数", "英文", "得出")}
_NODES: dict[str, tuple[str, Bilingual]] = {
    "count": ("list", Bilingual("列表有几项", "how many items a list has")),
    "distinct_count": ("list", Bilingual("列表有几个不同的值", "how many different values a list has")),
    "sum": ("list", Bilingual("合计；空列表为0", "the sum; of nothing 0")),
    "mean": ("list", Bilingual("平均；空列表得空值", "the mean; null of nothing")),
    "median": ("list", Bilingual("中位数；空列表得空值", "the median; null of nothing")),
    "min": ("list", Bilingual("最小的数或最早的日期；空列表得空值", "the least number or the earliest day; null of nothing")),
    "max": ("list", Bilingual("最大的数或最晚的日期；空列表得空值", "the greatest number or the latest day; null of nothing")),
    "product": ("list", Bilingual("连乘；空列表为1", "the product; of nothing 1")),
    "round": ("n, decimals", Bilingual("四舍五入到几位小数", "rounded to so many decimals, half up")),
    "round_half_up": ("n, decimals", Bilingual("同 `round`", "the same as `round`")),
    "round_half_down": ("n, decimals", Bilingual("五舍六入", "rounded, half down")),
    "round_half_even": ("n, decimals", Bilingual("四舍六入五成双", "rounded, half to the even digit")),
    "decimal": ("n, decimals", Bilingual("同 `round_half_even`", "the same as `round half even`")),
    "round_up": ("n, decimals", Bilingual("向远离零的方向进位", "rounded away from zero")),
    "round_down": ("n, decimals", Bilingual("舍去多余的小数", "rounded towards zero")),
    "present": ("x", Bilingual("有没有值：缺失的、为空的都算没有", "whether there is a value: none where it is missing or null")),
    "missing": ("x", Bilingual("与 `已填` 相反：缺失，或者为空", "the opposite of `present`: missing, or null")),
    "not": ("x", Bilingual("不成立", "true for false, false for true")),
    "today": ("", Bilingual("评价日，即 `as_of`", "the day of evaluation, `as_of`")),
}  # fmt: skip
"""Those that become nodes of their own."""


def filled(text: str, language: Language) -> str:
    """The page with its table of functions as it is today; a page without one as it is."""
    made = f"<!-- functions -->\n{table(_HEADS[language], _rows(language))}<!-- /functions -->"
    return _REGION.sub(lambda _: made, text)


def _rows(language: Language) -> Iterator[tuple[str, str, str]]:
    made = {node.names[0]: node for node in NODE_FUNCTIONS}
    if lacking := set(made) ^ set(_NODES):
        raise ValueError(f"functions that the table lacks, or has too many: {sorted(lacking)}")
    told: set[str] = set()
    for name, (parameters, doc) in _NODES.items():
        chinese = [
            n for n in made[name].names[1:] if n not in told
        ]  # a name stands with the first that it means
        yield _row(language, [spelled(name)], chinese, parameters, doc)
        told.update(chinese)
    for spec in functions.FUNCTIONS.values():
        names = [n for n in (spec.name, *spec.names) if n.isascii()]
        parameters = ", ".join(n for n, _ in spec.parameters) + (", …" if spec.variadic else "")
        yield _row(
            language,
            [spelled(n) for n in names if n != "date_of"] or ["date"],
            [n for n in spec.names if not n.isascii()],
            parameters,
            spec.doc,
        )


def _row(
    language: Language, english: list[str], chinese: list[str], parameters: str, doc: Bilingual
) -> tuple[str, str, str]:
    first, others = (english, chinese) if language == "en" or not chinese else (chinese, english)
    call, *further = first
    also = codes([*further, *others], "、" if language == "zh" else ", ")
    return f"`{call}({parameters})`", also, doc.in_(language)
