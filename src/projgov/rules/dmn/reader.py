"""What the readers of elements share: where faults are gathered, names, and what an element may hold."""

from __future__ import annotations

from collections.abc import Iterable

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place, did_you_mean
from projgov.reading.text import first_hidden
from projgov.rules.dmn.element import Element, Written
from projgov.rules.feel.names import normal

NO_NAME = Pattern(
    "M310",
    Bilingual("`{element}` 没有名称", "`{element}` has no name"),
    Bilingual('写上 `name="…"`', 'give it one: `name="…"`'),
)
LONG_NAME = Pattern(
    "M311",
    Bilingual(
        "名称 `{found}` 太长（{length} 个字符）", "the name `{found}` is too long ({length} characters)"
    ),
    Bilingual("最多 {limit} 个字符", "use at most {limit} characters"),
)
HIDDEN_IN_NAME = Pattern(
    "M312",
    Bilingual(
        "名称里有看不见的字符 {character}（{kind}）",
        "the name holds an invisible character {character} ({kind})",
    ),
    Bilingual("删去这个字符", "delete this character"),
)
UNKNOWN_ELEMENT = Pattern(
    "M313",
    Bilingual("`{parent}` 里没有叫 `{found}` 的元素", "`{parent}` holds no element called `{found}`"),
    Bilingual("{guess}", "{guess}"),
    severity="warning",
)
UNKNOWN_WORD = Pattern(
    "M314",
    Bilingual("`{attribute}` 不能是 `{found}`", "`{attribute}` cannot be `{found}`"),
    Bilingual("{guess}", "{guess}"),
)

MAX_NAME = 1000

ANYWHERE = frozenset({"description", "extensionElements", "extension", "label"})
"""What any element may hold and no reading needs."""


class Reader:
    """Gathers faults while elements are read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []

    def fault(self, pattern: Pattern, place: Place, **words: str | int | Bilingual) -> Diagnostic:
        """Records a fault."""
        found = pattern.at(place, related=(), **words)
        self.faults.append(found)
        return found

    def name(self, element: Element, *, wanted: bool = True) -> str:
        """The element's name: NFC, its white space single spaces; empty, and a fault where it is `wanted`, if it has none."""
        name = element.get("name")
        if len(name) > MAX_NAME:
            shown = name[:40] + "…"
            self.fault(LONG_NAME, element.place, found=shown, length=len(name), limit=MAX_NAME)
            name = name[:MAX_NAME]
        if hidden := first_hidden(name):
            self.fault(HIDDEN_IN_NAME, element.place, character=hidden[0], kind=hidden[1])
        name = normal(name)
        if not name and wanted:
            self.fault(NO_NAME, element.place, element=element.name)
        return name

    def word(self, element: Element, attribute: str, known: Iterable[str], default: str) -> str:
        """The value of an attribute that is one of the words `known`."""
        known = list(known)
        found = element.get(attribute, default) or default
        if found in known:
            return found
        guess = did_you_mean(found[:40], known)
        self.fault(UNKNOWN_WORD, element.place, attribute=attribute, found=found[:40], guess=guess)
        return default

    def only(self, element: Element, *known: str) -> None:
        """Warns of children that the element cannot have."""
        for child in element.children:
            if child.name not in known and child.name not in ANYWHERE:
                guess = did_you_mean(child.name[:40], known)
                words = {"parent": element.name, "found": child.name[:40]}
                self.fault(UNKNOWN_ELEMENT, child.place, guess=guess, **words)


def flag(element: Element, attribute: str) -> bool:
    """An attribute of XML Schema's type boolean."""
    return element.get(attribute) in ("true", "1")


def empty(element: Element) -> Written:
    """No text, at the place of an element."""
    return Written("", element.place.file, ((0, element.place.line, element.place.column),))


def type_of(element: Element | None) -> str:
    """The type that an element refers to, by attribute or, as item definitions do, by a child."""
    if element is None:
        return ""
    if found := element.get("typeRef"):
        return normal(found[:MAX_NAME])
    child = element.first("typeRef")
    return "" if child is None else normal(child.written.text[:MAX_NAME])
