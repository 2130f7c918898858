"""The JSON Schema (draft 2020-12) of portfolios, for editors and host systems, read off the vocabulary.

A schema cannot say everything that reading checks: that ids refer to something, that no two are the same, that units form no
circle, that a day exists, how many decimals a JSON number has. What it refuses, reading refuses too.
"""

from collections.abc import Mapping
from typing import Any

from projgov.diagnostics import Bilingual
from projgov.domain.event_kinds import kinds, own_key
from projgov.domain.records import VOCABULARY
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    ReferenceType,
    RegisterType,
    ValueType,
)
from projgov.domain.vocabulary import Field, Record, Spec, Vocabulary

JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: JsonSchema = {"type": "string", "pattern": r"\S"}
_MONTHS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])"
DAY: JsonSchema = {"type": "string", "format": "date", "pattern": f"^[0-9]{{4}}-({_MONTHS})$"}
"""A day: editors that do not look at `format` find a month or day that there is not by the pattern, 29 February apart."""
_PERIODS = "^[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-(H[12]|T[123]))?))?$|^[0-9]{4}-[0-9]{2}-[0-9]{2}/P[0-9]{1,4}[DWMY]$"
_PERIOD: JsonSchema = {"type": "string", "pattern": _PERIODS}
_WITHHELD: JsonSchema = {
    "title": "保密 / withheld",
    "type": "object",
    "properties": {"withheld": {**_TEXT, "title": "原因 / why"}},
    "required": ["withheld"],
    "additionalProperties": False,
}


def json_schema(
    vocabulary: Vocabulary = VOCABULARY, facts: Mapping[str, Mapping[str, Spec]] | None = None
) -> JsonSchema:
    """The schema of portfolios. With `facts`, declared by type of subject and name, only those may be given."""
    properties: JsonSchema = {
        "$schema": {"type": "string"},
        "projgov": {"title": "版本 / edition", "const": 1},
        "id": {**_TEXT, "title": "编号 / id"},
        "note": {"title": "说明 / note", **_closed({"zh": _TEXT, "en": _TEXT}, ["zh", "en"])},
        "registers": {"title": "登记簿 / registers", **_registers(vocabulary)},
    }
    for record in vocabulary.collections:
        properties[record.about.collection] = {
            "title": _title(record.about.named.label),
            "type": "array",
            "items": {"$ref": f"#/$defs/{record.name}"},
        }
    definitions = {
        record.name: _record(record, None if facts is None else facts.get(record.name, {}))
        for record in vocabulary.records.values()
    }
    return {
        "$schema": DIALECT,
        "title": "projgov 数据 / projgov portfolio",
        **_closed(properties, ["projgov", "id"]),
        "$defs": {**definitions, "withheld": _WITHHELD},
    }


def event_schema(vocabulary: Vocabulary = VOCABULARY) -> JsonSchema:
    """The schema of events (`domain.events`): one form for each kind."""
    types = [name for record in vocabulary.subjects for name in _names(record)]
    subject = _closed({"type": {"enum": types}, "id": _TEXT}, ["id"])
    head: JsonSchema = {
        "id": {**_TEXT, "title": "事件编号 / id of the event"},
        "occurred": {**DAY, "title": "发生日期 / the day it occurred"},
        "recorded": {**DAY, "title": "登记日期 / the day it was recorded"},
    }
    about = {"subject": {"title": "对象 / subject", "anyOf": [_TEXT, subject]}}
    forms = [
        _event(vocabulary.record(kind), {**head, **about}) for kind in kinds() if kind in vocabulary.records
    ]
    held = [vocabulary.record(k) for k in kinds() if k in vocabulary.records and k != "ruling"]
    given = {"record": {"enum": [name for record in held for name in _names(record)]}, "of": _TEXT}
    register = {
        "register": {"enum": list(vocabulary.registers)},
        "complete_through": {"anyOf": [DAY, {"type": "null"}]},
    }
    amendment = {"kind": {"const": "amendment"}, **head, **about, **given}
    complete = {"kind": {"const": "register"}, **head, **register}
    forms.append(
        {"title": "补充 / amendment", **_closed(amendment, list(amendment)), "additionalProperties": True}
    )
    forms.append({"title": "登记簿登记到 / register", **_closed(complete, list(complete))})
    definitions = {record.name: _record(record, {}) for record in vocabulary.records.values()}
    return {
        "$schema": DIALECT,
        "title": "projgov 事件 / projgov event",
        "type": "object",
        "oneOf": forms,
        "$defs": {**definitions, "withheld": _WITHHELD},
    }


def _event(record: Record, head: JsonSchema) -> JsonSchema:
    """The event that adds a record: what every event has, and the record's own fields."""
    kind: JsonSchema = {"kind": {"enum": _names(record), "title": _title(record.about.named.label)}}
    own = {
        own_key(record, field.key): _field(field)
        for field in record.fields.values()
        if own_key(record, field.key) not in head
    }
    required = [own_key(record, f.key) for f in record.fields.values() if f.required and f.key not in head]
    of_all = ["id", "kind", "occurred", "recorded"]
    if record.name == "ruling":
        own["rule"] = {**_TEXT, "title": "规则 / the rule or step ruled on"}
    else:
        of_all.append("subject")
    return {
        "title": _title(record.about.named.label),
        **_closed({**kind, **head, **own}, [*of_all, *required]),
    }


def _names(record: Record) -> list[str]:
    """What a type of record is called, its name first. Reading takes these in any letter case, too."""
    named = record.about.named
    return list(dict.fromkeys((record.name, named.label.zh, named.label.en, *named.names)))


def _record(record: Record, facts: Mapping[str, Spec] | None) -> JsonSchema:
    properties = {field.key: _field(field) for field in record.fields.values()}
    if hasattr(record.cls, "facts"):
        properties["facts"] = _facts(facts)
    required = [field.key for field in record.fields.values() if field.required]
    return {"title": _title(record.about.named.label), **_closed(properties, required)}


def _field(field: Field) -> JsonSchema:
    kind = field.spec.type
    choices = [_value(kind)]
    if not field.required and not isinstance(kind, RegisterType):
        choices.append({"$ref": "#/$defs/withheld"})
    if field.nullable:
        choices.append({"type": "null"})
    titled: JsonSchema = {"title": _title(field.spec.label)}
    if description := _description(kind):
        titled["description"] = description
    return {**titled, **(choices[0] if len(choices) == 1 else {"anyOf": choices})}


def _value(kind: ValueType) -> JsonSchema:
    match kind:
        case BooleanType():
            return {"type": "boolean"}
        case DateType():
            return dict(DAY)
        case PeriodType():
            return dict(_PERIOD)
        case NumberType():
            return _number(kind)
        case ChoiceType():
            return {"enum": list(kind.codes)}
        case ReferenceType():
            return dict(_TEXT)
        case RecordType(record):
            return {"$ref": f"#/$defs/{record}"}
        case RegisterType(record):
            return {"type": "array", "items": {"$ref": f"#/$defs/{record}"}}
        case ListType(of):
            unique = isinstance(of, ReferenceType | ChoiceType)
            return {"type": "array", "items": _value(of), **({"uniqueItems": True} if unique else {})}
    return dict(_TEXT)


def _number(kind: NumberType) -> JsonSchema:
    """A JSON number, or a decimal text; a schema can bound the first only."""
    number: JsonSchema = {"type": "integer" if kind.decimals == 0 else "number"}
    for key, bound in (("minimum", kind.least), ("maximum", kind.most)):
        if bound is not None and bound.denominator == 1:
            number[key] = bound.numerator
    places = "" if kind.decimals is None else f"{{1,{kind.decimals}}}"
    decimals = rf"(\.[0-9]{places or '+'}0*)?" if kind.decimals != 0 else r"(\.0+)?"
    sign = "" if kind.least is not None and kind.least >= 0 else "-?"
    return {"anyOf": [number, {"type": "string", "pattern": f"^{sign or '(-0)?'}[0-9]+{decimals}$"}]}


def _facts(declared: Mapping[str, Spec] | None) -> JsonSchema:
    if declared is not None:
        properties = {
            name: {
                "title": _title(spec.label),
                "anyOf": [_value(spec.type), {"$ref": "#/$defs/withheld"}],
            }
            for name, spec in declared.items()
        }
        return {"title": "事实 / facts", **_closed(properties, [])}
    number = _closed({"number": {"type": "string"}}, ["number"])
    scalars = [_TEXT, {"type": ["boolean", "number"]}, number, {"$ref": "#/$defs/withheld"}]
    return {"title": "事实 / facts", "type": "object", "additionalProperties": {"anyOf": scalars}}


def _registers(vocabulary: Vocabulary) -> JsonSchema:
    through = {"title": "完整至 / complete through", "anyOf": [DAY, {"type": "null"}]}
    entry = _closed({"complete_through": through}, ["complete_through"])
    return _closed(dict.fromkeys(vocabulary.registers, entry), [])


def _description(kind: ValueType) -> str:
    match kind:
        case ChoiceType():
            return "; ".join(f"{o.code}: {_title(o.label)}" for o in kind.options)
        case NumberType(unit=unit):
            return unit
        case ReferenceType(record):
            return f"→ {record}"
    return ""


def _closed(properties: JsonSchema, required: list[str]) -> JsonSchema:
    found: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["required"] = required
    return found


def _title(label: Bilingual) -> str:
    return f"{label.zh} / {label.en}"
