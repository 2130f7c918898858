"""The JSON Schemas (draft 2020-12) of what projgov reads and writes: rule files, portfolios, reports."""

from __future__ import annotations

from typing import Literal

from projgov.domain import schema as portfolio_schema
from projgov.domain.records import VOCABULARY
from projgov.domain.schema import DIALECT, JsonSchema
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import schema as pack_schema


def schema(of: Literal["pack", "portfolio", "event", "report"]) -> JsonSchema:
    """The schema of rule files, of portfolios, of events that a session takes, or of what `Report.to_plain` gives.

    Raises `ValueError` for anything else.
    """
    match of:
        case "pack":
            return pack_schema.json_schema()
        case "portfolio":
            return portfolio_schema.json_schema()
        case "event":
            return portfolio_schema.event_schema()
        case "report":
            return report_schema()
    raise ValueError(f"there are schemas of a pack, a portfolio, an event and a report, and none of {of!r}")


def report_schema() -> JsonSchema:
    """The schema of reports. Every key is always there; null stands for what there is not, or cannot be said."""
    return {
        "$schema": DIALECT,
        "title": "projgov 评价结果 / projgov report",
        **_object(
            pack=_TEXT,
            year={"type": "integer"},
            as_of=_DAY,
            digest={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            version=_TEXT,
            calendar={
                "description": "the work calendar, where the rules count working days",
                **_or_null(_object(id=_TEXT, version=_TEXT, digest=_TEXT)),
            },
            faults=_list("fault"),
            warnings={"description": "doubts about the data, which decide nothing", **_list("warning")},
            subjects=_list("subject"),
        ),
        "$defs": {
            "text": _titled("中英文文字 / text in both languages", _object(zh=_TEXT, en=_TEXT)),
            "key": _titled("对象 / subject", _object(type=_SUBJECT, id=_TEXT)),
            "outcome": _titled("处理方式 / outcome", _object(code=_TEXT, zh=_TEXT, en=_TEXT)),
            "missing": _titled(
                "缺少的证据 / missing evidence",
                _object(
                    type=_TEXT,
                    id=_TEXT,
                    path={"type": "array", "items": _TEXT},
                    why=_TEXT,
                    register={
                        "description": "the register that may lack something; null: a value is missing",
                        **_or_null(_TEXT),
                    },
                    complete_through={
                        "description": "the last day for which that register is complete; null: it is open",
                        **_or_null(_DAY),
                    },
                    label=_to("text"),
                ),
            ),
            "fact": _titled(
                "条件所问的事实 / fact that a condition asks", _object(label=_to("text"), value=_to("text"))
            ),
            "because": _titled("取值的缘由 / what a value turned on", _object(**_BECAUSE)),
            "line": _titled("计分项 / line of a score", _object(**_LINE)),
            "score": _titled(
                "得分 / score", _object(**_HEADER, points=_POINTS, lines=_list("line"), missing=_MISSING)
            ),
            "mark": _titled(
                "等次或灯 / grade or lamp",
                _object(
                    **_HEADER,
                    role={"enum": ["grade", "lamp", "step"]},
                    code=_or_null(_TEXT),
                    label=_or_null(_to("text")),
                    reason=_or_null(_to("text")),
                    missing=_MISSING,
                ),
            ),
            "decision": _titled(
                "决策表的结果 / what a decision table gives",
                _object(**_HEADER, results=_list("given"), rows=_list("row"), missing=_MISSING),
            ),
            "given": _titled("一列结果 / one output", _object(**_GIVEN)),
            "row": _titled("所依据的行 / row by which", _object(**_ROW)),
            "cell": _titled(
                "符合的单元格 / cell that was met",
                _object(asked=_to("text"), value=_to("text"), test=_TEXT),
            ),
            "rank": _titled(
                "排名 / rank",
                _object(
                    **_HEADER,
                    rank=_PLACE,
                    best=_PLACE,
                    worst=_PLACE,
                    tied=_COUNT,
                    size=_COUNT,
                    missing=_MISSING,
                ),
            ),
            "award": _titled(
                "表彰 / award",
                _object(
                    **_HEADER,
                    status={"enum": ["proposed", "referred", "undetermined", "barred"]},
                    reason=_or_null(_to("text")),
                    missing=_MISSING,
                ),
            ),
            "sanction": _titled(
                "建议的措施 / sanction proposed",
                _object(
                    **_HEADER,
                    status={"const": "proposed"},
                    measure=_to("outcome"),
                    judged=_DAY,
                    against=_or_null(_to("key")),
                    reason=_to("text"),
                    move=_or_null(_to("move")),
                ),
            ),
            "fault": _titled(
                "规则出错 / rule that errs",
                _object(
                    code=_TEXT,
                    line=_COUNT,
                    column=_COUNT,
                    message=_to("text"),
                    help=_to("text"),
                    subjects=_list("key"),
                ),
            ),
            "move": _titled("升级处置的一步 / move on a ladder", _object(**_MOVE)),
            "event": _titled("促成的事件 / event that led there", _object(**_EVENT)),
            "plan": _titled("计划的版本 / version of a plan", _object(**_PLAN)),
            "finding": _titled("未通过或无法确定 / unmet or undetermined", _object(**_FINDING)),
            "met": _titled("达到的要求 / requirement met", _object(**_MET)),
            "excused": _titled("因免责事由暂停 / rule suspended by an excuse", _object(**_EXCUSED)),
            "excuse": _titled("免责事由 / excuse", _object(**_EXCUSE)),
            "warning": _titled(
                "对数据的疑问 / doubt about the data",
                _object(code=_TEXT, path=_TEXT, message=_to("text"), help=_to("text")),
            ),
            "unknown": _titled("无法确定的结果 / result not known", _object(**_HEADER, missing=_MISSING)),
            "subject": _titled("一个对象的结果 / result of one subject", _object(**_RESULT)),
        },
    }


def _object(**properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _titled(title: str, schema: JsonSchema) -> JsonSchema:
    return {"title": title, **schema}


def _to(name: str) -> JsonSchema:
    return {"$ref": f"#/$defs/{name}"}


def _list(*names: str) -> JsonSchema:
    items = _to(names[0]) if len(names) == 1 else {"anyOf": [_to(n) for n in names]}
    return {"type": "array", "items": items}


def _or_null(schema: JsonSchema) -> JsonSchema:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: JsonSchema = {"type": "string"}
_DAY: JsonSchema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_PLACE: JsonSchema = {"type": ["integer", "null"], "minimum": 1}
_POINTS: JsonSchema = {
    "description": "an exact decimal number as text; null: undetermined",
    "type": ["string", "null"],
    "pattern": r"^(≈?-?[0-9]+(\.[0-9]+)?)$",
}
_SUBJECT: JsonSchema = {"enum": [*(r.name for r in VOCABULARY.subjects), PORTFOLIO]}
_MISSING = _list("missing")
_HEADER: JsonSchema = {
    "rule": {"description": "the id of the rule", **_TEXT},
    "kind": {"enum": [k.key for k in KINDS]},
    "title": _to("text"),
    "implements": {"description": "ids of the clauses it implements", "type": "array", "items": _TEXT},
    "quote": _TEXT,
}
_LINE: JsonSchema = {
    "id": _TEXT,
    "title": _to("text"),
    "points": _POINTS,
    "reason": _or_null(_to("text")),
    "because": _list("because"),
    "settles": {
        "description": "true: a veto that decides the score although lines are undetermined",
        "type": "boolean",
    },
    "missing": _MISSING,
}
_BECAUSE: JsonSchema = {
    "held": {
        "description": "whether the condition held; null: a value is stated for want of the evidence missing",
        "type": ["boolean", "null"],
    },
    "condition": _or_null(_to("text")),
    "facts": _list("fact"),
    "missing": _MISSING,
}
_GIVEN: JsonSchema = {
    "id": _TEXT,
    "title": _to("text"),
    "value": {
        "description": "a number or day as text; null: nothing is given, or it is undetermined",
        "type": ["string", "boolean", "array", "null"],
    },
    "label": _or_null(_to("text")),
    "missing": _MISSING,
}
_ROW: JsonSchema = {
    "row": {"description": "the number of the row, from 1", "type": "integer", "minimum": 1},
    "cells": {"description": "the cells that test something", **_list("cell")},
    "note": {"description": "what the notes of the row say", **_or_null(_TEXT)},
}
_FINDING: JsonSchema = {
    **_HEADER,
    "check": _TEXT,
    "check_title": _to("text"),
    "occasion": {
        "description": "the period or record judged, where there are several",
        "type": ["string", "null"],
    },
    "judged": _DAY,
    "outcome": {"description": "null: it cannot be said whether the rule is met", **_or_null(_to("outcome"))},
    "against": _or_null(_to("key")),
    "reason": _or_null(_to("text")),
    "move": {"description": "of a rule of the kind escalation", **_or_null(_to("move"))},
    "plans": {"description": "where the plan was changed, the versions judged by", **_list("plan")},
    "missing": _MISSING,
}
_PLAN: JsonSchema = {
    "plan": {"description": "the type of record", **_TEXT},
    "version": {"type": "integer", "minimum": 1},
    "approved_by": {"description": "the id of the unit", **_or_null(_TEXT)},
    "approved": {"description": "null: not said", **_or_null(_DAY)},
    "document": _or_null(_TEXT),
    "in_force": {"description": "the first day on which it counts", **_DAY},
}
_MOVE: JsonSchema = {
    "step": {"description": "the id of the step", **_TEXT},
    "move": {"enum": ["taken", "proposed"]},
    "due": {"description": "the deadline of the step", **_or_null(_DAY)},
    "ruling": {"description": "the document by which it was decided", **_or_null(_TEXT)},
    "evidence": _list("event"),
}
_EVENT: JsonSchema = {
    "signal": {"description": "the id of the signal, or of the step that was unresolved", **_TEXT},
    "title": _to("text"),
    "day": _DAY,
    "about": {"description": "its period, or the id of its record", **_or_null(_TEXT)},
}
_MET: JsonSchema = {
    **_HEADER,
    "check": _TEXT,
    "check_title": _to("text"),
    "occasion": _or_null(_TEXT),
    "judged": _DAY,
    "condition": _to("text"),
    "facts": _list("fact"),
}
_EXCUSED: JsonSchema = {
    **_HEADER,
    "check": _TEXT,
    "check_title": _to("text"),
    "occasion": _or_null(_TEXT),
    "judged": _DAY,
    "excuses": _list("excuse"),
}
_EXCUSE: JsonSchema = {
    "id": _TEXT,
    "ground": _or_null(_to("outcome")),
    "description": _or_null(_TEXT),
    "authority": _or_null(_TEXT),
    "document": _or_null(_TEXT),
    "from": _DAY,
    "to": {"description": "null: until further notice", **_or_null(_DAY)},
}
_RESULT: JsonSchema = {
    "type": _SUBJECT,
    "id": _TEXT,
    "name": _TEXT,
    "score": _POINTS,
    "grade": _or_null(_TEXT),
    "rank": _PLACE,
    "rank_best": _PLACE,
    "rank_worst": _PLACE,
    "lamp": _or_null(_TEXT),
    "scores": _list("score"),
    "marks": _list("mark"),
    "decisions": _list("decision"),
    "ranks": _list("rank"),
    "awards": _list("award"),
    "sanctions": _list("sanction"),
    "findings": _list("finding"),
    "met": {"description": "of rules that tell it: quotas", **_list("met")},
    "excused": _list("excused"),
    "undetermined": _list("finding", "unknown"),
}
