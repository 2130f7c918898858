"""The JSON Schemas of what is made of a report for others: the public view, a bulletin, results handed on."""

from __future__ import annotations

from projgov.domain.schema import DIALECT, JsonSchema
from projgov.scoring.bulletin import OUTCOMES
from projgov.scoring.schema_parts import (
    COUNT,
    DAY,
    HEADER,
    POINTS,
    SUBJECT,
    TEXT,
    list_of,
    object_of,
    or_null,
    titled,
    to,
)

_DIGEST: JsonSchema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NAMED: JsonSchema = {
    "type": SUBJECT,
    "id": {"description": "null: a person, who goes by the name alone", **or_null(TEXT)},
    "name": to("text"),
}
_OCCASION: JsonSchema = {
    "occasion": {"description": "null: there is one, or it may not be told", **or_null(TEXT)},
    "judged": {"description": "null: it may not be told", **or_null(DAY)},
    "against": {"description": "null: nobody, or it may not be told", **or_null(to("answerable"))},
    "reason": {"description": "null: there is none, or it may not be told", **or_null(to("text"))},
}
_TALLY: JsonSchema = dict.fromkeys(OUTCOMES, COUNT)
_TEXTS = titled("中英文文字 / text in both languages", object_of(zh=TEXT, en=TEXT))
_OUTCOME = titled("处理方式 / outcome", object_of(code=TEXT, zh=TEXT, en=TEXT))
_ANSWERABLE = titled(
    "责任方 / who answers",
    {**object_of(type=SUBJECT, id=TEXT, name=TEXT), "required": ["type", "id"]},
)
_STANDINGS: dict[str, JsonSchema] = {
    "mark": titled(
        "等次、灯或选定情况 / grade, lamp or choice",
        object_of(
            **HEADER, role=TEXT, code=or_null(TEXT), label=or_null(to("text")), reason=or_null(to("text"))
        ),
    ),
    "rank": titled("排名 / rank", object_of(**HEADER, rank=COUNT, tied=COUNT, size=COUNT)),
}


def public_schema() -> JsonSchema:
    """The schema of what `PublicView.to_plain` gives."""
    line = object_of(id=TEXT, title=to("text"), points=TEXT, reason=or_null(to("text")))
    given = object_of(id=TEXT, title=to("text"), label=to("text"))
    own = object_of(label=to("text"), value=to("text"))
    return {
        "$schema": DIALECT,
        "title": "projgov 公开信息 / projgov public view",
        **object_of(
            pack=TEXT,
            year={"type": "integer"},
            title=to("text"),
            as_of=DAY,
            digest={"description": "over what the view says", **_DIGEST},
            version=TEXT,
            subjects={"description": "those of whom something is public", **list_of("subject")},
        ),
        "$defs": {
            "text": _TEXTS,
            "outcome": _OUTCOME,
            "answerable": _ANSWERABLE,
            "shown": titled("公开信息 / value that is shown", own),
            "line": titled("计分项 / line of a score", line),
            "score": titled("得分 / score", object_of(**HEADER, points=POINTS, lines=list_of("line"))),
            **_STANDINGS,
            "given": titled("一列结果 / one output", given),
            "decision": titled(
                "决策表的结果 / what a decision table gives", object_of(**HEADER, results=list_of("given"))
            ),
            "award": titled(
                "表彰 / award",
                object_of(**HEADER, status={"enum": ["proposed", "referred"]}, reason=or_null(to("text"))),
            ),
            "sanction": titled(
                "建议的措施 / sanction proposed",
                object_of(**HEADER, status={"const": "proposed"}, measure=to("outcome"), **_OCCASION),
            ),
            "finding": titled(
                "未通过 / rule not met",
                object_of(
                    **HEADER, check=TEXT, check_title=to("text"), outcome=or_null(to("outcome")), **_OCCASION
                ),
            ),
            "subject": titled(
                "一个对象 / one subject",
                object_of(
                    **_NAMED,
                    shown=list_of("shown"),
                    scores=list_of("score"),
                    marks=list_of("mark"),
                    decisions=list_of("decision"),
                    ranks=list_of("rank"),
                    awards=list_of("award"),
                    sanctions=list_of("sanction"),
                    findings=list_of("finding"),
                ),
            ),
        },
    }


def bulletin_schema() -> JsonSchema:
    """The schema of what `bulletin` gives, public or not."""
    came_to: JsonSchema = {"enum": [*OUTCOMES]}
    return {
        "$schema": DIALECT,
        "title": "projgov 通报 / projgov bulletin",
        **object_of(
            pack=TEXT,
            title=to("text"),
            period={"description": "such as 2017-03", **TEXT},
            period_name=to("text"),
            as_of=DAY,
            public={"description": "whether only what is public is told", "type": "boolean"},
            totals={"description": "of all lines, by rule", **list_of("total")},
            lines={"description": "one for each subject, sorted by type and id", **list_of("line")},
        ),
        "$defs": {
            "text": _TEXTS,
            "outcome": _OUTCOME,
            "answerable": _ANSWERABLE,
            **_STANDINGS,
            "total": titled(
                "一条规则的合计 / what the occasions of a rule came to", object_of(**HEADER, **_TALLY)
            ),
            "result": titled(
                "一次结果 / what one occasion came to",
                object_of(
                    **HEADER,
                    check=TEXT,
                    check_title=to("text"),
                    came_to=came_to,
                    outcome=or_null(to("outcome")),
                    **_OCCASION,
                ),
            ),
            "line": titled(
                "一个对象 / one subject",
                object_of(
                    **_NAMED,
                    **_TALLY,
                    results=list_of("result"),
                    marks=list_of("mark"),
                    ranks=list_of("rank"),
                ),
            ),
        },
    }


def export_schema() -> JsonSchema:
    """The schema of what `Exported.to_plain` gives."""
    value: JsonSchema = {
        "description": "numbers and days as text; null: there is none, or it is not known",
        "type": ["string", "boolean", "array", "null"],
    }
    return {
        "$schema": DIALECT,
        "title": "projgov 结果运用 / projgov results handed on",
        **object_of(
            export={"description": "the id of the rule", **TEXT},
            title=to("text"),
            as_of=DAY,
            digest={"description": "that of the report", **_DIGEST},
            columns=list_of("column"),
            rows=list_of("row"),
            uncertain={
                "description": "subjects of which it is not known whether they belong there",
                **list_of("key"),
            },
        ),
        "$defs": {
            "text": _TEXTS,
            "key": titled("对象 / subject", object_of(type=SUBJECT, id=TEXT)),
            "column": titled(
                "一列 / column",
                object_of(
                    id=TEXT,
                    title=to("text"),
                    confidentiality={"enum": ["public", "internal", "personal"]},
                    personal={"type": "boolean"},
                ),
            ),
            "row": titled(
                "一个对象 / one subject",
                object_of(
                    type=SUBJECT,
                    id=TEXT,
                    status={"enum": ["final", "preliminary"]},
                    stage={"description": "the stage of the results that is reached", **or_null(TEXT)},
                    decided_on=or_null(DAY),
                    document=or_null(TEXT),
                    values={"description": "by column", "type": "object", "additionalProperties": value},
                    missing=list_of("text"),
                ),
            ),
        },
    }
