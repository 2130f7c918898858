"""`projgov parameters PACK`: what the office must decide, the assumed values first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import projgov
from projgov.cli.output import pack_argument, print_json
from projgov.diagnostics import Bilingual, Language
from projgov.domain.types import NumberType
from projgov.rules.core.program import ParameterDefinition, Version
from projgov.rules.forms.options import find
from projgov.rules.load import Pack
from projgov.rules.load.words import UNITS
from projgov.scoring.wording import value_text

NAME = "parameters"
HELP = Bilingual(
    "列出规则包的参数：哪些是假定的，要由单位自己定",
    "list the parameters of a rule file: which are assumed, and for the office to decide",
)
EXAMPLE = "projgov parameters zhengfa"
_BASES = {
    "assumed": Bilingual("假定的，请确定", "assumed: for the office to decide"),
    "published": Bilingual("公开做法", "published practice"),
    "document": Bilingual("文件规定", "from the document"),
}
"""The bases of parameters, the open questions first."""
_QUOTE = Bilingual("原文：“{quote}”", "clause: “{quote}”")
_FROM = Bilingual("{start}起", "from {start}")
_TO = Bilingual("至{end}", "to {end}")
_NONE = Bilingual("这个规则包没有参数。", "This rule file has no parameters.")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    pack = projgov.load_pack(options.pack)
    if options.json:
        print_json([to_plain(parameter) for parameter in ordered(pack)])
    else:
        print("\n".join(lines(pack, options.language)) or _NONE.in_(options.language))
    return 0


def ordered(pack: Pack) -> list[ParameterDefinition]:
    """The parameters by their basis, then as they stand in the file."""
    order = list(_BASES)
    return sorted(pack.core.parameters.values(), key=lambda p: (order.index(p.basis), p.place))


def lines(pack: Pack, language: Language) -> Iterator[str]:
    """A heading for each basis, and under it each parameter with its value, title and clause."""
    for basis, group in groupby(ordered(pack), key=lambda p: p.basis):
        found = list(group)
        yield f"{_BASES[basis].in_(language)} ({len(found)})"
        for parameter in found:
            values = ("；" if language == "zh" else "; ").join(
                _version(version, parameter, language) for version in parameter.versions
            )
            yield "  ".join(
                ["", f"{parameter.name} = {values}", *_called(parameter, language), str(parameter.place)]
            )
            if parameter.quote:
                yield "      " + _QUOTE.in_(language).format(quote=parameter.quote)
            if parameter.note is not None:
                yield "      " + parameter.note.in_(language)
        yield ""


def _called(parameter: ParameterDefinition, language: Language) -> list[str]:
    title = parameter.label.in_(language)
    return [] if title.replace(" ", "_") == parameter.name else [title]


def _version(version: Version, parameter: ParameterDefinition, language: Language) -> str:
    days = [
        *([_FROM.in_(language).format(start=version.start.isoformat())] if version.start else []),
        *([_TO.in_(language).format(end=version.end.isoformat())] if version.end else []),
    ]
    value = with_unit(value_text(version.value, parameter.type, language), parameter, language)
    return f"{value} ({' '.join(days)})" if days else value


def with_unit(value: str, parameter: ParameterDefinition, language: Language) -> str:
    """A value with its unit of measure, as it is written in a language: 5天, 5 days, 90%."""
    unit = _unit(parameter)
    if not unit:
        return value
    known = find(unit, UNITS)
    word = unit if known is None else known.label.in_(language)
    if known is not None and known.code == "percent":
        return f"{value}%"
    return f"{value}{word}" if language == "zh" else f"{value} {word}"


def _unit(parameter: ParameterDefinition) -> str:
    return parameter.type.unit if isinstance(parameter.type, NumberType) else ""


def to_plain(parameter: ParameterDefinition) -> dict[str, Any]:
    """One parameter as plain JSON data; values are texts."""
    return {
        "name": parameter.name,
        "title": {"zh": parameter.label.zh, "en": parameter.label.en},
        "unit": _unit(parameter) or None,
        "basis": parameter.basis,
        "quote": parameter.quote or None,
        "note": None if parameter.note is None else {"zh": parameter.note.zh, "en": parameter.note.en},
        "file": parameter.place.file,
        "line": parameter.place.line,
        "versions": [
            {
                "value": value_text(v.value, parameter.type, "en"),
                "from": v.start and v.start.isoformat(),
                "to": v.end and v.end.isoformat(),
            }
            for v in parameter.versions
        ],
    }
