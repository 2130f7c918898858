"""What to write instead of a name that nothing bears: the number, text or comparison that was meant, or the nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from projgov.diagnostics import Bilingual
from projgov.domain.types import ChoiceType
from projgov.reading.numerals import chinese_number
from projgov.rules.core.fitting import option_code
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import item_type
from projgov.rules.core.ways import of_records
from projgov.rules.feel.spoken import with_signs

_CONSTANTS = {
    word: constant
    for constant, words in (
        ("true", "true yes on 是 真 有"),
        ("false", "false no off 否 假"),
        ("null", "null none nil 空"),
    )
    for word in words.split()
}
"""Words for the constants of FEEL in other languages."""
_NUMBER_AMONG_WORDS = re.compile(
    r"[前第]?([0-9]{1,9}|[零〇一二三四五六七八九十百千万两]{1,9})[个项次名家人件位户天日分年月]?"
)
"""前5名, 第三个, 五名: how a number is said."""


_ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
_FUNCTION_OF = re.compile(
    r"(?:the )?(count|number|sum|total|average|mean|minimum|maximum) of (.+)", re.IGNORECASE
)
_CALLED = {"number": "count", "total": "sum", "average": "mean", "minimum": "min", "maximum": "max"}


def of_name(name: str, scope: Scope) -> Bilingual:
    """The number that a name writes, the name that was probably meant, or what names there are."""
    number = chinese_number(name)
    if number is None and (written := _NUMBER_AMONG_WORDS.fullmatch(name)) is not None:
        number = int(written[1]) if written[1].isascii() else chinese_number(written[1])
    if number is None:
        number = _ENGLISH_NUMBERS.get(name.casefold())
    if number is not None:
        return Bilingual(f"数字写成 `{number}`", f"write the number `{number}`")
    if (word := _CONSTANTS.get(name.casefold())) is not None:
        return Bilingual(f"写 `{word}`", f"write `{word}`")
    if (offer := _as_call(name)) is not None:
        return offer
    if _calls_option(name, scope):
        return Bilingual(f'文字要加双引号：`"{name}"`', f'put a text in double quotes: `"{name}"`')
    if (offer := _with_signs(name)) is not None:
        return offer
    if (offer := of_records(name, scope)) is not None:
        return offer

    def names() -> Iterable[str]:
        visible = scope.visible()
        # nothing near: what there is, in the script of the reader
        return visible if name.isascii() else {n for n in visible if not n.isascii()} or visible

    return scope.faults.offers.did_you_mean(name, names)


def _with_signs(name: str) -> Bilingual | None:
    """The comparison that was written as one word: 评分不低于60."""
    found = with_signs(name)
    return None if found is None else Bilingual(f"改写为 `{found}`", f"write `{found}`")


def _as_call(name: str) -> Bilingual | None:
    """The call that was said in words: count of reports."""
    found = _FUNCTION_OF.fullmatch(name)
    if found is None:
        return None
    called = found[1].lower()
    mend = f"`{_CALLED.get(called, called)}({found[2]})`"
    return Bilingual(
        f"函数写成 {mend} 的样子，括号括到底",
        f"write a function as in {mend}, with all that it is of within the brackets",
    )


def _calls_option(name: str, scope: Scope) -> bool:
    """Whether some choice of the vocabulary has an option of this name: a text that was written without its quotes."""
    members = (m for record in scope.names.vocabulary.records.values() for m in record.members.values())
    kinds = (item_type(member.type) or member.type for member in members)
    return any(isinstance(kind, ChoiceType) and option_code(name, kind) is not None for kind in kinds)


def of_member(name: str, known: Callable[[], Iterable[str]], scope: Scope) -> Bilingual:
    """What was probably meant by a member that a value does not have."""
    return _with_signs(name) or _as_call(name) or scope.faults.offers.did_you_mean(name, known)
