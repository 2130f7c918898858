"""Finding one of a set of options by what a rule file calls it."""

from __future__ import annotations

from collections.abc import Iterable

from projgov.diagnostics import Bilingual, did_you_mean
from projgov.domain.types import Option
from projgov.domain.vocabulary import canonical_name


def find(name: str, options: Iterable[Option]) -> Option | None:
    """The option that `name` calls: its code, a label or a further name; capitals and small letters are the same."""
    wanted = canonical_name(name).casefold()
    for option in options:
        called = (option.code, option.label.zh, option.label.en, *option.names)
        if any(canonical_name(n).casefold() == wanted for n in called):
            return option
    return None


def offer(name: str, options: Iterable[Option]) -> Bilingual:
    """The option that `name` was probably meant to call, or what there is, in the script in which `name` is written."""
    offers = (n for o in options for n in (o.code.replace("_", " "), o.label.zh))
    return did_you_mean(name, [n for n in offers if n.isascii() == name.isascii()])
