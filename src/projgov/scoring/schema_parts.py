"""What the JSON Schemas of reports and timetables are made of: how a schema is written, and what several of them have in common."""

from __future__ import annotations

from projgov.domain.records import VOCABULARY
from projgov.domain.schema import JsonSchema
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.kinds.table import KINDS
from projgov.scoring.obligations import STATES


def object_of(**properties: JsonSchema) -> JsonSchema:
    """An object of exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def titled(title: str, schema: JsonSchema) -> JsonSchema:
    """A schema with a title."""
    return {"title": title, **schema}


def to(name: str) -> JsonSchema:
    """A reference to one of the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def list_of(*names: str) -> JsonSchema:
    """A list whose items are any of the definitions named."""
    items = to(names[0]) if len(names) == 1 else {"anyOf": [to(n) for n in names]}
    return {"type": "array", "items": items}


def or_null(schema: JsonSchema) -> JsonSchema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: JsonSchema = {"type": "string"}
DAY: JsonSchema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
COUNT: JsonSchema = {"type": "integer", "minimum": 0}
SUBJECT: JsonSchema = {"enum": [*(r.name for r in VOCABULARY.subjects), PORTFOLIO]}
MISSING = list_of("missing")
POINTS: JsonSchema = {
    "description": "an exact decimal number as text; null: undetermined",
    "type": ["string", "null"],
    "pattern": r"^(≈?-?[0-9]+(\.[0-9]+)?)$",
}
HEADER: JsonSchema = {
    "rule": {"description": "the id of the rule", **TEXT},
    "kind": {"enum": [k.key for k in KINDS]},
    "title": to("text"),
    "implements": {"description": "ids of the clauses it implements", "type": "array", "items": TEXT},
    "quote": TEXT,
}
EXCUSED: JsonSchema = {
    **HEADER,
    "check": TEXT,
    "check_title": to("text"),
    "occasion": or_null(TEXT),
    "judged": DAY,
    "excuses": list_of("excuse"),
}
EXCUSE: JsonSchema = {
    "id": TEXT,
    "ground": or_null(to("outcome")),
    "description": or_null(TEXT),
    "authority": or_null(TEXT),
    "document": or_null(TEXT),
    "from": DAY,
    "to": {"description": "null: until further notice", **or_null(DAY)},
}
OBLIGATION: JsonSchema = {
    **HEADER,
    "subject": to("key"),
    "check": TEXT,
    "check_title": to("text"),
    "occasion": or_null(TEXT),
    "due": {"description": "null: the day is not known", **or_null(DAY)},
    "last": {
        "description": "the last day on which it is in time: after `due` where there is grace",
        **or_null(DAY),
    },
    "owner": {"description": "who owes it: `owed_by`, else `against`, else the subject", **to("key")},
    "owed_by": or_null(to("key")),
    "against": or_null(to("key")),
    "state": {"enum": [*STATES]},
    "state_label": to("text"),
    "days": {
        "description": "late or overdue by so many days after `last`, or so many days left through it",
        "type": ["integer", "null"],
        "minimum": 0,
    },
    "on": {"description": "the day on which it came, where that was late", **or_null(DAY)},
    "excuses": list_of("excuse"),
    "missing": MISSING,
}
MOVE: JsonSchema = {
    "step": {"description": "the id of the step", **TEXT},
    "move": {"enum": ["taken", "proposed"]},
    "due": {"description": "the deadline of the step", **or_null(DAY)},
    "ruling": {"description": "the document by which it was decided", **or_null(TEXT)},
    "evidence": list_of("event"),
}
SETTLED: JsonSchema = {
    "way": {"enum": ["lifted", "filed_again", "met_later"]},
    "day": or_null(DAY),
    "by": {"description": "the id of the later filing; null of a measure", **or_null(TEXT)},
    "label": to("text"),
}
EVENT: JsonSchema = {
    "signal": {"description": "the id of the signal, or of the step that was unresolved", **TEXT},
    "title": to("text"),
    "day": DAY,
    "about": {"description": "its period, or the id of its record", **or_null(TEXT)},
}
PLAN: JsonSchema = {
    "plan": {"description": "the type of record", **TEXT},
    "version": {"type": "integer", "minimum": 1},
    "approved_by": {"description": "the id of the unit", **or_null(TEXT)},
    "approved": {"description": "null: not said", **or_null(DAY)},
    "document": or_null(TEXT),
    "in_force": {"description": "the first day on which it counts", **DAY},
}
