"""The JSON Schemas of reports and timetables."""

from __future__ import annotations

from projgov.domain.schema import DIALECT, JsonSchema
from projgov.scoring.schema_parts import (
    COUNT,
    DAY,
    EVENT,
    EXCUSE,
    EXCUSED,
    HEADER,
    MISSING,
    MOVE,
    OBLIGATION,
    PLAN,
    POINTS,
    SETTLED,
    SUBJECT,
    TEXT,
    list_of,
    object_of,
    or_null,
    titled,
    to,
)


def timetable_schema() -> JsonSchema:
    """The schema of what `Timetable.to_plain` gives."""
    shared = report_schema()["$defs"]
    names = ("text", "key", "outcome", "missing", "excuse", "obligation")
    return {
        "$schema": DIALECT,
        "title": "projgov 时间表 / projgov timetable",
        **object_of(
            pack=TEXT,
            as_of=DAY,
            until={"description": "the last day; null: all", **or_null(DAY)},
            **{"for": {"description": "whose it is; null: everybody's", **or_null(to("key"))}},
            entries={"description": "sorted by the day that is due", **list_of("obligation")},
        ),
        "$defs": {name: shared[name] for name in names},
    }


def report_schema() -> JsonSchema:
    """The schema of reports. Every key is always there; null stands for what there is not, or cannot be said."""
    return {
        "$schema": DIALECT,
        "title": "projgov 评价结果 / projgov report",
        **object_of(
            pack=TEXT,
            year={"type": "integer"},
            as_of=DAY,
            digest={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            version=TEXT,
            calendar={
                "description": "the work calendar, where the rules count working days",
                **or_null(object_of(id=TEXT, version=TEXT, digest=TEXT)),
            },
            faults=list_of("fault"),
            warnings={"description": "doubts about the data, which decide nothing", **list_of("warning")},
            obligations={"description": "sorted by the day that is due", **list_of("obligation")},
            subjects=list_of("subject"),
        ),
        "$defs": {
            "text": titled("中英文文字 / text in both languages", object_of(zh=TEXT, en=TEXT)),
            "key": titled("对象 / subject", object_of(type=SUBJECT, id=TEXT)),
            "outcome": titled("处理方式 / outcome", object_of(code=TEXT, zh=TEXT, en=TEXT)),
            "missing": titled(
                "缺少的证据 / missing evidence",
                object_of(
                    type=TEXT,
                    id=TEXT,
                    path={"type": "array", "items": TEXT},
                    why=TEXT,
                    register={
                        "description": "the register that may lack something; null: a value is missing",
                        **or_null(TEXT),
                    },
                    complete_through={
                        "description": "the last day for which that register is complete; null: it is open",
                        **or_null(DAY),
                    },
                    label=to("text"),
                ),
            ),
            "fact": titled(
                "条件所问的事实 / fact that a condition asks", object_of(label=to("text"), value=to("text"))
            ),
            "because": titled("取值的缘由 / what a value turned on", object_of(**_BECAUSE)),
            "line": titled("计分项 / line of a score", object_of(**_LINE)),
            "score": titled(
                "得分 / score", object_of(**HEADER, points=POINTS, lines=list_of("line"), missing=MISSING)
            ),
            "mark": titled(
                "等次、灯或选定情况 / grade, lamp or choice",
                object_of(
                    **HEADER,
                    role={"enum": ["grade", "lamp", "step", "choice", "stage"]},
                    code=or_null(TEXT),
                    label=or_null(to("text")),
                    reason=or_null(to("text")),
                    missing=MISSING,
                ),
            ),
            "decision": titled(
                "决策表的结果 / what a decision table gives",
                object_of(**HEADER, results=list_of("given"), rows=list_of("row"), missing=MISSING),
            ),
            "given": titled("一列结果 / one output", object_of(**_GIVEN)),
            "row": titled("所依据的行 / row by which", object_of(**_ROW)),
            "cell": titled(
                "符合的单元格 / cell that was met",
                object_of(asked=to("text"), value=to("text"), test=TEXT),
            ),
            "rank": titled(
                "排名 / rank",
                object_of(
                    **HEADER,
                    rank=_PLACE,
                    best=_PLACE,
                    worst=_PLACE,
                    tied=COUNT,
                    size=COUNT,
                    missing=MISSING,
                ),
            ),
            "award": titled(
                "表彰 / award",
                object_of(
                    **HEADER,
                    status={"enum": ["proposed", "referred", "undetermined", "barred"]},
                    reason=or_null(to("text")),
                    missing=MISSING,
                ),
            ),
            "sanction": titled(
                "建议的措施 / sanction proposed",
                object_of(
                    **HEADER,
                    status={"const": "proposed"},
                    measure=to("outcome"),
                    judged=DAY,
                    against=or_null(to("key")),
                    reason=to("text"),
                    move=or_null(to("move")),
                ),
            ),
            "fault": titled(
                "规则出错 / rule that errs",
                object_of(
                    code=TEXT,
                    line=COUNT,
                    column=COUNT,
                    message=to("text"),
                    help=to("text"),
                    subjects=list_of("key"),
                ),
            ),
            "move": titled("升级处置的一步 / move on a ladder", object_of(**MOVE)),
            "settled": titled("不再有效的缘由 / why it no longer stands", object_of(**SETTLED)),
            "event": titled("促成的事件 / event that led there", object_of(**EVENT)),
            "plan": titled("计划的版本 / version of a plan", object_of(**PLAN)),
            "finding": titled("未通过或无法确定 / unmet or undetermined", object_of(**_FINDING)),
            "met": titled("达到的要求 / requirement met", object_of(**_MET)),
            "excused": titled("因免责事由暂停 / rule suspended by an excuse", object_of(**EXCUSED)),
            "excuse": titled("免责事由 / excuse", object_of(**EXCUSE)),
            "obligation": titled("义务 / obligation", object_of(**OBLIGATION)),
            "warning": titled(
                "对数据的疑问 / doubt about the data",
                object_of(code=TEXT, path=TEXT, message=to("text"), help=to("text")),
            ),
            "unknown": titled("无法确定的结果 / result not known", object_of(**HEADER, missing=MISSING)),
            "subject": titled("一个对象的结果 / result of one subject", object_of(**_RESULT)),
        },
    }


_PLACE: JsonSchema = {"type": ["integer", "null"], "minimum": 1}
_LINE: JsonSchema = {
    "id": TEXT,
    "title": to("text"),
    "points": POINTS,
    "reason": or_null(to("text")),
    "because": list_of("because"),
    "settles": {
        "description": "true: a veto that decides the score although lines are undetermined",
        "type": "boolean",
    },
    "missing": MISSING,
}
_BECAUSE: JsonSchema = {
    "held": {
        "description": "whether the condition held; null: a value is stated for want of the evidence missing",
        "type": ["boolean", "null"],
    },
    "condition": or_null(to("text")),
    "facts": list_of("fact"),
    "missing": MISSING,
}
_GIVEN: JsonSchema = {
    "id": TEXT,
    "title": to("text"),
    "value": {
        "description": "a number or day as text; null: nothing is given, or it is undetermined",
        "type": ["string", "boolean", "array", "null"],
    },
    "label": or_null(to("text")),
    "missing": MISSING,
}
_ROW: JsonSchema = {
    "row": {"description": "the number of the row, from 1", "type": "integer", "minimum": 1},
    "cells": {"description": "the cells that test something", **list_of("cell")},
    "note": {"description": "what the notes of the row say", **or_null(TEXT)},
}
_FINDING: JsonSchema = {
    **HEADER,
    "check": TEXT,
    "check_title": to("text"),
    "occasion": {
        "description": "the period or record judged, where there are several",
        "type": ["string", "null"],
    },
    "judged": DAY,
    "outcome": {"description": "null: it cannot be said whether the rule is met", **or_null(to("outcome"))},
    "against": or_null(to("key")),
    "reason": or_null(to("text")),
    "move": {"description": "of a rule of the kind escalation", **or_null(to("move"))},
    "settled": {
        "description": "that it no longer stands on the day of evaluation: lifted, filed again, or met by a later filing",
        **or_null(to("settled")),
    },
    "plans": {"description": "where the plan was changed, the versions judged by", **list_of("plan")},
    "missing": MISSING,
}
_MET: JsonSchema = {
    **HEADER,
    "check": TEXT,
    "check_title": to("text"),
    "occasion": or_null(TEXT),
    "judged": DAY,
    "condition": to("text"),
    "facts": list_of("fact"),
}
_RESULT: JsonSchema = {
    "type": SUBJECT,
    "id": TEXT,
    "name": TEXT,
    "score": POINTS,
    "grade": or_null(TEXT),
    "rank": _PLACE,
    "rank_best": _PLACE,
    "rank_worst": _PLACE,
    "lamp": or_null(TEXT),
    "scores": list_of("score"),
    "marks": list_of("mark"),
    "decisions": list_of("decision"),
    "ranks": list_of("rank"),
    "awards": list_of("award"),
    "sanctions": list_of("sanction"),
    "findings": list_of("finding"),
    "met": {"description": "of rules that tell it: quotas", **list_of("met")},
    "excused": list_of("excused"),
    "undetermined": list_of("finding", "unknown"),
}
