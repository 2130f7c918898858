"""One plain value to one value of a scalar type, strictly: nothing is guessed and nothing is converted in silence.

A reader takes what stands in the data and gives the value, or raises `Bad` with the pattern of the fault. The data are plain
values as `reading.json` gives them, and dates and periods too, where a host already has them.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern, nearest
from projgov.domain import faults
from projgov.domain.calendar import Period, parse_date
from projgov.domain.declare import Number
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    NumberType,
    Option,
    PeriodType,
    ReferenceType,
    TextType,
    ValueType,
)
from projgov.domain.wording import expected, kind_of, shown, shown_text
from projgov.reading.numbers import MAX_DIGITS, MAX_EXPONENT
from projgov.reading.text import first_hidden

Reader: TypeAlias = Callable[[object], object]

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY_IN_OTHER_WORDS = re.compile(r"\s*([0-9]{4})[-/.年 ]\s*([0-9]{1,2})[-/.月 ]\s*([0-9]{1,2})日?\s*")
_LARGEST = 10 ** (MAX_DIGITS + MAX_EXPONENT)


class Bad(Exception):
    """A value that cannot be meant: the pattern of the fault, and what fills its texts."""

    def __init__(self, pattern: Pattern, **values: str | int | Bilingual) -> None:
        super().__init__(pattern.code)
        self.pattern = pattern
        self.values = values


def reader(kind: ValueType) -> Reader:
    """The reader of a scalar type. Raises `TypeError` for a type that is none."""
    match kind:
        case TextType():
            return read_text
        case BooleanType():
            return read_boolean
        case DateType():
            return read_date
        case PeriodType():
            return read_period
        case NumberType():
            return number_reader(kind)
        case ChoiceType():
            return choice_reader(kind)
        case ReferenceType():
            return read_id
    raise TypeError(f"{kind} is no scalar type")


def read_text(value: object) -> str:
    """A text that is not blank and has no hidden characters, in NFC."""
    if type(value) is not str:
        raise wrong(value, TextType())
    if not value.isprintable() and (hidden := first_hidden(value)) is not None:
        raise Bad(faults.HIDDEN, character=hidden[0], name=hidden[1])
    if not value or value.isspace():
        raise Bad(faults.BLANK)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def read_id(value: object) -> str:
    """An id: a text without white space around it."""
    text = read_text(value)
    if text[0].isspace() or text[-1].isspace():
        raise Bad(faults.SPACES_AROUND, found=text, mend=text.strip())
    return text


def read_boolean(value: object) -> bool:
    """True or false, and no word or number for it."""
    if value is True or value is False:
        return value
    raise wrong(value, BooleanType())


def read_date(value: object) -> date:
    """A day written `YYYY-MM-DD`."""
    if type(value) is date:
        return value
    if type(value) is not str:
        raise wrong(value, DateType())
    if len(value) == 10 and value[4] == "-" and value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                raise Bad(faults.NO_SUCH_DAY, found=value) from None
    raise Bad(faults.BAD_DATE, found=shown_text(value), mend=_mended_date(value))


def read_period(value: object) -> Period:
    """A period written as `Period.parse` reads it."""
    if type(value) is Period:
        return value
    if type(value) is not str:
        raise wrong(value, PeriodType())
    try:
        return _period(value)
    except ValueError:
        raise Bad(faults.BAD_PERIOD, found=shown_text(value)) from None


@lru_cache(maxsize=1_000)
def _period(text: str) -> Period:
    """A portfolio names few periods, and each of them many times."""
    return Period.parse(text)


def choice_reader(kind: ChoiceType) -> Reader:
    """Codes only: labels and names are for rule files."""
    codes = {code: code for code in kind.codes}

    def read_choice(value: object) -> str:
        if type(value) is str and (code := codes.get(value)) is not None:
            return code
        if type(value) is not str:
            raise wrong(value, kind)
        mend, hint = _choice_hint(kind, value)
        raise Bad(faults.UNKNOWN_CHOICE, found=shown_text(value), mend=mend, hint=hint)

    return read_choice


def number_reader(kind: NumberType) -> Reader:
    """Integers, Decimals and plain decimal texts, within bounds and decimals."""
    least, most = _bound(kind.least), _bound(kind.most)
    decimals = kind.decimals

    def read_number(value: object) -> Number:
        number = exact_number(value, kind)
        if (least is not None and number < least) or (most is not None and number > most):
            raise Bad(faults.OUT_OF_BOUNDS, found=shown(value), expected=expected(kind))
        if decimals is not None and type(number) is Decimal and _decimals(number) > decimals:
            raise Bad(faults.TOO_MANY_DECIMALS, found=shown(value), expected=expected(kind))
        return number

    return read_number


def exact_number(value: object, kind: NumberType | None = None) -> Number:
    """The number that `value` is: int where it is whole, else Decimal without needless zeros. `kind` is for the message."""
    if type(value) is int:
        if -_LARGEST < value < _LARGEST:
            return value
        raise Bad(faults.NUMBER_TOO_LARGE, found=shown(value))
    if type(value) is str:
        if _PLAIN_NUMBER.fullmatch(value) is None:
            raise Bad(faults.NOT_PLAIN_NUMBER, found=shown_text(value))
        if len(value) > MAX_DIGITS:
            raise Bad(faults.NUMBER_TOO_LARGE, found=shown_text(value))
        return int(value) if "." not in value else normal(Decimal(value))
    if type(value) is Decimal:
        if not value.is_finite():
            raise Bad(faults.NOT_FINITE, found=str(value))
        if abs(value.adjusted()) > MAX_DIGITS + MAX_EXPONENT:
            raise Bad(faults.NUMBER_TOO_LARGE, found=shown(value))
        return normal(value)
    raise wrong(value, kind or NumberType())


def normal(number: Decimal) -> Number:
    """An equal number: int where it is whole, else a Decimal without zeros at the end. Exact for any length."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    kept = len(digits)
    while kept and exponent < 0 and digits[kept - 1] == 0:
        kept, exponent = kept - 1, exponent + 1
    if exponent >= 0 or not kept:
        return int(number)
    return Decimal((sign, digits[:kept], exponent))


def wrong(value: object, kind: ValueType) -> Bad:
    """The fault of a value whose type is not the one expected."""
    if value is None:
        return Bad(faults.NULL)
    if type(value) is float:
        return Bad(faults.FLOAT, found=repr(value), text=repr(value))
    return Bad(faults.WRONG_TYPE, found=shown(value), kind=kind_of(value), expected=expected(kind))


def _choice_hint(kind: ChoiceType, value: str) -> tuple[Bilingual, Bilingual]:
    """What was meant by this one value, where that is a guess; and what is to be said of all such."""
    for option in kind.options:
        if value in (option.label.zh, option.label.en, *option.names):
            code = Bilingual(f"数据里写代码 `{option.code}`", f"in data write the code `{option.code}`")
            return Bilingual("", ""), code
    zh, en = (
        between.join(_called(option, language) for option in kind.options)
        for language, between in zip(LANGUAGES, ("、", ", "), strict=True)
    )
    codes = {name: o.code for o in kind.options for name in (o.code, o.label.zh, o.label.en, *o.names)}
    near = nearest(value, codes)
    if near is None:
        return Bilingual("", ""), Bilingual(f"可用的有：{zh}", f"choose one of {en}")
    mend = Bilingual(f"是不是 `{codes[near]}`？", f"did you mean `{codes[near]}`? ")
    return mend, Bilingual(f"可用的有：{zh}", f"choose one of {en}")


def _called(option: Option, language: Language) -> str:
    """An option by its code, and by its label where that says more."""
    label = option.label.in_(language)
    if label.casefold() == option.code.replace("_", " "):
        return f"`{option.code}`"
    return f"`{option.code}`（{label}）" if language == "zh" else f"`{option.code}` ({label})"


def _mended_date(text: str) -> str:
    match = _DAY_IN_OTHER_WORDS.fullmatch(text)
    if match is not None:
        try:
            return str(parse_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"))
        except ValueError:
            pass  # a day that is none cannot be shown written rightly
    return "2017-09-30"


def _bound(bound: Fraction | None) -> int | Fraction | None:
    return bound.numerator if bound is not None and bound.denominator == 1 else bound


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)
