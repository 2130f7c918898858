"""Finding one of a set of options by what a rule file calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from projgov.diagnostics import Bilingual, did_you_mean
from projgov.domain.types import Option
from projgov.domain.vocabulary import canonical_name


def find(name: str, options: Iterable[Option]) -> Option | None:
    """The option that `name` calls: its code, a label or a further name; capitals and small letters are the same."""
    wanted = canonical_name(name).casefold()
    return next((option for option in options if wanted in _called(option)), None)


@lru_cache(maxsize=4096)
def _called(option: Option) -> frozenset[str]:
    called = (option.code, option.label.zh, option.label.en, *option.names)
    return frozenset(canonical_name(n).casefold() for n in called)


def offer(name: str, options: Iterable[Option]) -> Bilingual:
    """The option that `name` was probably meant to call, or what there is, in the script in which `name` is written."""
    offers = (n for o in options for n in (o.code.replace("_", " "), o.label.zh))
    return did_you_mean(name, [n for n in offers if n.isascii() == name.isascii()])


def words_schema(
    names: Iterable[str],
    *,
    open: bool = False,  # noqa: A002  # the word that says it
    also: str = "",
) -> dict[str, Any]:
    """The JSON Schema of a word: the `names` for an editor to offer, and what else `find` takes for one of them.

    A name may be written with underscores and capitals; a name of digits may be a number. Where it is `open`, any word or number serves;
    those of the pattern `also` serve besides.
    """
    offered = list(names)
    numbers = [int(n) for n in offered if n.isascii() and n.isdigit()]
    if open:
        return {"anyOf": [{"enum": offered}, {"type": ["string", "number"]}]}
    latin = [n for n in offered if n.isascii() and not n.isdigit()]
    either: list[dict[str, Any]] = [{"enum": [*offered, *numbers]}]
    if latin:
        either.append({"type": "string", "pattern": f"^({'|'.join(map(_any_case, latin))})$"})
    if also:
        either.append({"type": "string", "pattern": f"^{also}$"})
    return {"anyOf": either}


def _any_case(name: str) -> str:
    return "".join(
        f"[{c.upper()}{c.lower()}]" if c.isalpha() else "[ _]" if c in " _" else re.escape(c) for c in name
    )
