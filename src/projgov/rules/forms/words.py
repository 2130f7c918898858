"""Words with which a rule file chooses among ways of doing something: how to round, what a tie comes to.

Each has a code, a Chinese and an English name and perhaps more; an unknown one is a fault that offers the nearest.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, cast

import attrs

from projgov.diagnostics import Bilingual, Pattern, one_of
from projgov.domain.types import Option
from projgov.reading.tree import Scalar
from projgov.rules.core.nodes import Rounding
from projgov.rules.forms.keys import FromNode, fault, option_names
from projgov.rules.forms.mends import NOTHING, shape
from projgov.rules.forms.options import find, offer, words_schema

UNKNOWN_WORD = Pattern(
    "F150",
    Bilingual("{what}里没有 `{found}`", "`{found}` is no {what}"),
    Bilingual("{offer}", "{offer}"),
)

NO_WORD = Pattern(
    "F640",
    Bilingual(
        "{what}要写一个词，这里写的是{found}", "one word is wanted for the {what}, and this is {found}"
    ),
    Bilingual("{offer}", "{offer}"),
)

W = TypeVar("W", bound="Word")


def option(code: str, zh: str, en: str, *names: str) -> Option:
    """A word: its code, its names in both languages, and further names."""
    return Option(code, Bilingual(zh, en), names)


def _offered(options: tuple[Option, ...]) -> Bilingual:
    """What words there are, to each reader in his language."""
    zh = one_of([o.label.zh for o in options])
    return Bilingual(zh.zh, one_of([o.code.replace("_", " ") for o in options]).en)


@attrs.frozen
class Word(FromNode):
    """One of the words of a closed set, `options`; `what` is what they choose."""

    what: ClassVar[Bilingual]
    options: ClassVar[tuple[Option, ...]] = ()

    code: str

    @property
    def label(self) -> Bilingual:
        """What the word is called."""
        return next(o.label for o in self.options if o.code == self.code)

    @classmethod
    def from_node(cls: type[W], node: Any) -> W:
        if isinstance(node, cls):
            return node
        if not isinstance(node, Scalar) or not node.text.strip():
            empty = isinstance(node, Scalar)
            raise fault(
                NO_WORD, what=cls.what, found=NOTHING if empty else shape(node), offer=_offered(cls.options)
            )
        written = node.text
        found = find(written, cls.options)
        if found is None:
            raise fault(UNKNOWN_WORD, what=cls.what, found=written, offer=offer(written, cls.options))
        return cls(found.code)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of the words."""
        return words_schema(option_names(cls.options))


@attrs.frozen
class RoundingMode(Word):
    """How numbers are rounded."""

    what = Bilingual("舍入方式", "way of rounding")
    options = (
        option("half_up", "四舍五入", "half up"),
        option("half_even", "四舍六入五成双", "half even", "银行家舍入"),
        option("half_down", "五舍六入", "half down"),
        option("up", "进一", "up", "远离零"),
        option("down", "截断", "down", "舍去", "去尾"),
        option("floor", "向下取整", "floor"),
        option("ceiling", "向上取整", "ceiling"),
    )

    @property
    def mode(self) -> Rounding:
        return cast("Rounding", self.code)


HALF_UP = RoundingMode("half_up")
