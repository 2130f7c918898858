"""How models declare what stands in a rule file: keys with their Chinese names, and classes that are made of placed nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import Option


def key(
    zh: str,
    *more: str,
    default: Any = ...,
    meaning: str = "",
    options: Iterable[Option] = (),
    open: bool = False,  # noqa: A002  # the word that says it
    also: str = "",
    span: bool = False,
) -> Any:
    """A key of a rule file: its Chinese name, further names, default and meaning (for editors and the reference page).

    `options` are the words that can stand under it; where it is `open`, other words can, too, and so can those of the pattern
    `also`. A `span` is a length of time, such as `3 days`.
    """
    extra: dict[str, Any] = {"names": [zh, *more]}
    if words := option_names(options):
        extra |= {"words": words, "open": open, "also": also, "options": tuple(options)}
    if span:
        extra["span"] = True
    return Field(default, title=zh, description=meaning or None, json_schema_extra=extra)


def option_names(options: Iterable[Option]) -> list[str]:
    """Every way of writing the options, with spaces for underscores, each once."""
    names = (n for o in options for n in (o.code.replace("_", " "), o.label.zh, o.label.en, *o.names))
    return list(dict.fromkeys(names))


def fault(pattern: Pattern, **values: str | int | Bilingual) -> PydanticCustomError:
    """A fault that `load` turns into a diagnostic of `pattern` at the place of the value validated."""
    return PydanticCustomError(
        "projgov", "{code}", {"code": pattern.code, "pattern": pattern, "values": values}
    )


class FromNode:
    """A mixin: a class validated from a node of the placed tree by its `from_node`."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string"}

    @classmethod
    def from_node(cls, node: Any) -> Any:
        raise TypeError(f"{cls.__name__} cannot be made of {node}")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.from_node)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of what can be written."""
        return dict(cls.json_schema)
