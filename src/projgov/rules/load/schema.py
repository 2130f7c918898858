"""The JSON Schema (draft 2020-12) of rule files, for editors: read off the models of the head and of every kind of rule.

Every key stands in it in English, with spaces, and in Chinese, each with its title in both languages and its meaning. A schema
cannot say everything that loading checks: expressions, names, a key given in two languages. What it refuses, loading refuses too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from projgov.diagnostics import Bilingual
from projgov.domain import schema as domain_schema
from projgov.domain.records import VOCABULARY
from projgov.domain.schema import DAY, DIALECT, JsonSchema
from projgov.domain.vocabulary import Record
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.options import words_schema
from projgov.rules.forms.written import FromNode, Model, Rule
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.file import Head, ParameterEntry, ParameterVersion

Definitions: TypeAlias = dict[str, JsonSchema]

_SAMPLE, _SUBJECT = "sample", "type_of_subject"
_PLAIN: Mapping[Any, JsonSchema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Fraction: {"type": "number"},
    date: DAY,
    NoneType: {"type": "null"},
}


def json_schema() -> JsonSchema:
    """The schema of rule files."""
    definitions: Definitions = {}
    head = _model(Head, definitions)
    for kind in KINDS:
        section = {
            "title": _title(kind.label),
            "type": "array",
            "items": _reference(kind.model, definitions),
        }
        head["properties"] |= dict.fromkeys((kind.key, *kind.names), section)
    definitions[_SAMPLE] = _sample(definitions)
    definitions[_SUBJECT] = words_schema(_subjects())
    return {
        "$schema": DIALECT,
        "title": "projgov 规则文件 / projgov rule file",
        **head,
        "$defs": dict(sorted(definitions.items())),
    }


def _model(model: type[Model], definitions: Definitions) -> JsonSchema:
    properties: JsonSchema = {}
    patterns: JsonSchema = {}
    required: list[JsonSchema] = []
    for name, info in model.model_fields.items():
        names = _names(name, info)
        field = {
            "title": _title(Bilingual(info.title or name, names[0])),
            **_field(model, name, info, definitions),
        }
        if info.description:
            field["description"] = info.description
        properties |= dict.fromkeys(names, field)
        if spaced := [n for n in names if " " in n]:
            # what is written with underscores is right, too, and not what an editor should offer
            patterns |= {f"^{n.replace(' ', '[ _]')}$": field for n in spaced}
        if info.is_required():
            required.append({"anyOf": [{"required": [n]} for n in _spelled(names)]})
    found: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    if patterns:
        found["patternProperties"] = patterns
    if required:
        found["allOf"] = required
    return found


def _names(name: str, info: FieldInfo) -> list[str]:
    """The names of a key, English first: the field's own, as people write it, and the further ones.

    A field is called otherwise than its key (`start` for `from`) where the key is a word of Python.
    """
    extra = info.json_schema_extra
    more = extra.get("names", []) if isinstance(extra, dict) else []
    own = name.rstrip("_").replace("_", " ")
    further = [str(n) for n in more] if isinstance(more, list) else []
    return list(dict.fromkeys((own, *further)))


def _spelled(names: list[str]) -> list[str]:
    return list(dict.fromkeys(n for name in names for n in (name, name.replace(" ", "_"))))


def _field(model: type[Model], name: str, info: FieldInfo, definitions: Definitions) -> JsonSchema:
    extra = info.json_schema_extra
    if isinstance(extra, dict) and isinstance(words := extra.get("words"), list):
        called = _called(model, name)
        definitions[called] = words_schema(
            [str(w) for w in words], open=bool(extra.get("open")), also=str(extra.get("also", ""))
        )
        word = {"$ref": f"#/$defs/{called}"}
        return {"type": "array", "items": word} if get_origin(info.annotation) is list else word
    if model is Head and name == "sample":
        return {"$ref": f"#/$defs/{_SAMPLE}"}
    if model in (ParameterEntry, ParameterVersion) and name == "value":
        return {"type": ["number", "string", "boolean"]}
    if issubclass(model, Rule) and name == "on":
        return {"$ref": f"#/$defs/{_SUBJECT}"}
    return _value(info.annotation, definitions)


def _value(annotation: Any, definitions: Definitions) -> JsonSchema:
    """What can stand for a value of a model's annotation. A key that need not be given cannot be given as null either."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        choices = [_value(a, definitions) for a in arguments if a is not NoneType]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is list:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(arguments[1], definitions)}
    if annotation is Any:
        return {}
    if issubclass(annotation, Model):
        return _reference(annotation, definitions)
    if issubclass(annotation, FromNode):
        definitions[annotation.__name__] = annotation.schema()
        return {"$ref": f"#/$defs/{annotation.__name__}"}
    return dict(_PLAIN[annotation])


def _reference(model: type[Model], definitions: Definitions) -> JsonSchema:
    name = _called(model)
    if name not in definitions:
        definitions[name] = {}  # a model that holds itself refers to this
        definitions[name] = _model(model, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _called(model: type[Model], *field: str) -> str:
    """The name of a definition: kinds may have models of the same name."""
    return ".".join((model.__module__.rsplit(".", 1)[-1], model.__name__, *field))


def _subjects() -> list[str]:
    """What rules can be on, by every name."""

    def called(record: Record) -> tuple[str, ...]:
        named = record.about.named
        return (record.name, named.label.zh, named.label.en, record.about.collection, *named.names)

    return list(dict.fromkeys([n for r in VOCABULARY.subjects for n in called(r)] + [PORTFOLIO, "项目库"]))


def _sample(definitions: Definitions) -> JsonSchema:
    """A portfolio that need not say its edition and id; the record types go to `definitions`."""
    portfolio = domain_schema.json_schema()
    definitions.update(portfolio["$defs"])
    return {k: v for k, v in portfolio.items() if k not in ("$schema", "$defs", "required")}


def _title(label: Bilingual) -> str:
    return label.zh if label.zh == label.en else f"{label.zh} / {label.en}"
