"""String functions (DMN 1.5, 10.3.4.3), without those of patterns. Positions and lengths count characters, not their code units."""

from __future__ import annotations

from decimal import Decimal

from projgov.diagnostics import Bilingual
from projgov.scoring.feel.builtin import LIST, NULL, NUMBER, STRING, Builtin, Overload, Parameter
from projgov.scoring.feel.functions.faults import NO_SUCH_POSITION, brief, only, out_of_domain
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

_CHARACTERS_A_STEP = 16
_THE_STRING = Bilingual("文本", "the string")


def take(run: Run, characters: int) -> None:
    """The steps for making a string of so many characters."""
    run.step(1 + characters // _CHARACTERS_A_STEP)


def substring(run: Run, string: str, start: Decimal, length: Decimal | None) -> Value:
    """`length` characters from position `start` on, or all; a negative start counts from the end."""
    size = len(string)
    if length is not None and length < 0:
        return out_of_domain(
            run, "substring", "length", length, Bilingual("不小于 0 的数", "a number not less than 0")
        )
    if not 1 <= abs(start) < size + 1:
        return run.fault(
            NO_SUCH_POSITION,
            function="substring",
            parameter="start position",
            found=brief(start),
            what=_THE_STRING,
            size=size,
        )
    first = int(start) - 1 if start > 0 else size + int(start)
    end = size if length is None else min(size, first + int(min(length, Decimal(size))))
    take(run, end - first)
    return string[first:end]


def string_length(run: Run, string: str) -> Value:
    run.step()
    return Decimal(len(string))


def upper_case(run: Run, string: str) -> Value:
    take(run, len(string))
    return string.upper()


def lower_case(run: Run, string: str) -> Value:
    take(run, len(string))
    return string.lower()


def substring_before(run: Run, string: str, match: str) -> Value:
    """What stands before the first `match`; nothing where there is none."""
    take(run, len(string))
    head, found, _ = string.partition(match) if match else ("", "", "")
    return head if found else ""


def substring_after(run: Run, string: str, match: str) -> Value:
    """What stands after the first `match`; nothing where there is none, all after an empty one."""
    take(run, len(string))
    return string.partition(match)[2] if match else string


def contains(run: Run, string: str, match: str) -> Value:
    take(run, len(string))
    return match in string


def starts_with(run: Run, string: str, match: str) -> Value:
    take(run, len(match))
    return string.startswith(match)


def ends_with(run: Run, string: str, match: str) -> Value:
    take(run, len(match))
    return string.endswith(match)


def string_join(run: Run, items: list[Value], delimiter: str | None) -> Value:
    """The strings of a list, one after the other, with `delimiter` between them; nulls are left out."""
    if not only(run, "string join", items, STRING | NULL):
        return None
    texts = [item for item in items if isinstance(item, str)]
    between = delimiter or ""
    take(run, sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


_STRING = Parameter("string", STRING)
_MATCH = Parameter("match", STRING)

BUILTINS = (
    Builtin(
        "substring",
        (
            Overload(
                (
                    _STRING,
                    Parameter("start position", NUMBER),
                    Parameter("length", NUMBER, optional=True, nullable=True),
                ),
                substring,
            ),
        ),
    ),
    Builtin("string length", (Overload((_STRING,), string_length),)),
    Builtin("upper case", (Overload((_STRING,), upper_case),)),
    Builtin("lower case", (Overload((_STRING,), lower_case),)),
    Builtin("substring before", (Overload((_STRING, _MATCH), substring_before),)),
    Builtin("substring after", (Overload((_STRING, _MATCH), substring_after),)),
    Builtin("contains", (Overload((_STRING, _MATCH), contains),)),
    Builtin("starts with", (Overload((_STRING, _MATCH), starts_with),)),
    Builtin("ends with", (Overload((_STRING, _MATCH), ends_with),)),
    Builtin(
        "string join",
        (
            Overload(
                (Parameter("list", LIST), Parameter("delimiter", STRING, optional=True, nullable=True)),
                string_join,
            ),
        ),
    ),
)
