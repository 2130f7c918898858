"""What people write as they speak, or as in a spreadsheet: 大于, 且, 如果…则…否则…, `IF(a, b, c)`. Told how an expression says it."""

from __future__ import annotations

import re

from projgov.diagnostics import Bilingual, Pattern

SPOKEN_OPERATOR = Pattern(
    "X047",
    Bilingual("没有 `{found}` 这个运算符", "there is no operator `{found}`"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
SPOKEN_DAY = Pattern(
    "X057",
    Bilingual("`{found}` 不是日期的写法", "`{found}` is not how a day is written"),
    Bilingual("写成 `{mend}` 的样子，要带年份", "write `{mend}`, with the year"),
)
OTHER_IF = Pattern(
    "X048",
    Bilingual("`{found}` 不是条件的写法", "`{found}` is not how a condition is written"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
NAME_IN_TWO = Pattern(
    "X049",
    Bilingual(
        "函数 `{found}` 的名称被 `{word}` 分成了两段",
        "`{word}` cuts the name of the function `{found}` in two",
    ),
    Bilingual("用下划线连起来：`{mend}`", "join it with an underscore: `{mend}`"),
)

OPERATORS = {
    "大于": ">", "高于": ">", "超过": ">", "多于": ">", "小于": "<", "低于": "<", "少于": "<", "不足": "<", "等于": "=", "为": "=",
    "是": "=", "不等于": "!=", "不为": "!=", "不是": "!=", "大于等于": ">=", "大于或等于": ">=", "不小于": ">=", "不低于": ">=",
    "不少于": ">=", "至少": ">=", "小于等于": "<=", "小于或等于": "<=", "不大于": "<=", "不高于": "<=", "不超过": "<=", "不多于": "<=",
    "至多": "<=", "且": "and", "并且": "and", "而且": "and", "和": "and", "与": "and", "或": "or", "或者": "or", "加": "+", "减": "-",
    "乘": "*", "乘以": "*", "除以": "/",
}  # fmt: skip
"""Words for operators, with the operators."""

_CONSTANTS = {"空": "null", "空值": "null", "真": "true", "假": "false"}
"""Words for constants that stand behind such an operator: 主办单位不为空."""

_ENGLISH = {
    "greater than or equal to": ">=", "less than or equal to": "<=", "no less than": ">=", "not less than": ">=", "no more than": "<=",
    "not more than": "<=", "greater than": ">", "more than": ">", "less than": "<", "fewer than": "<", "at least": ">=",
    "at most": "<=", "above": ">", "over": ">", "below": "<", "under": "<", "equal to": "=", "equals": "=",
}  # fmt: skip
_ENGLISH_AFTER = re.compile(rf"({'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_ENGLISH_BEFORE = re.compile(rf"(?:^|\s)(?:is\s+)?({'|'.join(_ENGLISH)})\s*$", re.IGNORECASE)

SPREADSHEET_IFS = frozenset({"if", "IF", "If", "iif", "IIF", "如果", "若"})

_SPOKEN_IF = re.compile(
    r"(?:如果|假如|倘若|若)\s*(?P<a>.+?)[,，]?\s*(?:则为|则|那么|就是|就)\s*(?P<b>.+?)[,，;；]?\s*(?:否则为|否则|不然)[,，]?\s*(?P<c>.+)",
    re.DOTALL,
)

_WORDS = re.compile(
    rf"\s*({'|'.join(sorted((w for w in OPERATORS if len(w) > 1), key=len, reverse=True))})\s*"
)


def spoken_if(text: str) -> tuple[int, int, str] | None:
    """Where `如果…则…否则…` stands in a text, and how it is written; None where it does not."""
    found = _SPOKEN_IF.search(text)
    if found is None:
        return None
    a, b, c = (_with_signs(found[name].strip()) for name in "abc")
    inner = spoken_if(c)
    otherwise = c[: inner[0]] + inner[2] + c[inner[1] :] if inner else c
    return found.start(), found.end(), f"if {a} then {b} else {otherwise}"


def said_after(text: str) -> tuple[str, str] | None:
    """The words at the beginning of a text that mean an operator, and the operator: at least 30, above 30."""
    found = _ENGLISH_AFTER.match(text)
    return None if found is None else (found[1], _ENGLISH[found[1].lower()])


def said_before(text: str) -> tuple[int, str, str] | None:
    """An operator said in English at the end of a text: where it begins, the words, and the operator that they mean."""
    found = _ENGLISH_BEFORE.search(text)
    return None if found is None else (found.start(1), found[1], _ENGLISH[found[1].lower()])


def with_signs(name: str) -> str | None:
    """`评分不低于60` as it is written; None for a name with no such word, or nothing before or after one."""
    parts = _WORDS.split(name, maxsplit=1)
    if len(parts) < 3 or not parts[0] or not parts[2]:
        return None
    return f"{parts[0]} {OPERATORS[parts[1]]} {_CONSTANTS.get(parts[2], parts[2])}"


def _with_signs(text: str) -> str:
    """The text with signs for words such as 大于, outside its quotes."""
    parts = text.split('"')
    parts[::2] = (_WORDS.sub(lambda word: f" {OPERATORS[word.group(1)]} ", part) for part in parts[::2])
    return '"'.join(parts).strip()
