"""Rule files of which everything is declared public that can be, and what of a report that publishes."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN
from projgov.rules.core.program import Definition, Header, Publication
from projgov.rules.load import Pack
from projgov.scoring.evaluate import evaluate
from projgov.scoring.public.openness import rule_of
from projgov.scoring.report import Report

SUBJECTS = ("unit", "project", "item", "portfolio")
"""The types of subject that are no persons."""
_TITLE = Bilingual("公开", "public")


def publishing(pack: Pack) -> Pack:
    """The pack, with the results of all its rules public with all that belongs to them, but for persons."""
    definitions, outputs = dict(pack.core.definitions), list(pack.core.outputs)
    for subject in SUBJECTS:
        name = f"everything_public_{subject}"
        definitions[name] = Definition(name, subject, nodes.TRUE, BOOLEAN)
        rules = dict.fromkeys(rule_of(o.header.id) for o in outputs if o.header.subject == subject)
        header = Header(name, "disclosure", subject, _TITLE)
        published = tuple((rule, name) for rule in rules)
        outputs.append(Publication(header, name, published, (), ("lines", "ranks", "answerable")))
    return attrs.evolve(pack, core=attrs.evolve(pack.core, definitions=definitions, outputs=tuple(outputs)))


def evaluated(pack: Pack, portfolio: Portfolio, as_of: date | str) -> Report:
    """The report, in which an erring rule is told and not raised."""
    return evaluate(pack, portfolio, as_of, on_error="report")


def published(report: Report) -> dict[tuple[str, str], Any]:
    """What the results of all rules come to, read off the whole report: in the view these may show, and nothing else of them.

    Of a score the points and those of its lines, of a grade or lamp its code, of a table what it gives, of an award that it
    is proposed or referred, of other rules what is not met.
    """
    found: dict[tuple[str, str], Any] = {}
    for subject in report.to_plain()["subjects"]:
        if subject["type"] not in SUBJECTS:
            continue
        found[subject["type"], subject["id"]] = {
            "scores": [
                (s["rule"], s["points"], s["lines"] and [x["points"] for x in s["lines"]])
                for s in subject["scores"]
            ],
            "marks": [(m["rule"], m["code"]) for m in subject["marks"]],
            "decisions": [
                (d["rule"], [(r["id"], r["label"]) for r in d["results"]]) for d in subject["decisions"]
            ],
            "ranks": [(r["rule"], r["rank"], r["tied"], r["size"]) for r in subject["ranks"]],
            "awards": [(a["rule"], a["status"]) for a in subject["awards"]],
            "sanctions": [_occasion(s, s["measure"]) for s in subject["sanctions"]],
            "findings": [_occasion(f, f["outcome"]) for f in subject["findings"]],
        }
    return found


def _occasion(result: dict[str, Any], outcome: Any) -> tuple[Any, ...]:
    return result["rule"], result.get("check"), outcome


def texts(report: Report) -> str:
    """Everything that the view says, in every form."""
    view = report.public()
    told = [view.to_json(), view.text("zh"), view.text("en")]
    for one in view.subjects:
        name = one["id"] or one["name"]["zh"]
        told += [view.explain(name, language=language, of_type=one["type"]) for language in ("zh", "en")]
    return "\n".join(told)


assert set(SUBJECTS) - {"portfolio"} <= {r.name for r in VOCABULARY.subjects}
