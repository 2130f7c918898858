"""Supervision (督查): what visits, checks, hearings and comments have to come to, and by when what was found is put right.

    supervision:
      - id: visit_complete
        on: project
        each: inspections[kind = "site visit"]
        judged: occurred
        title: {zh: 一线督导记录完整, en: The record of a visit is complete}
        items:
          - {id: situation, title: {zh: 掌握情况, en: what was learned}, require present: [situation]}
          - {id: solved, title: {zh: 解决问题, en: what was solved}, require present: [problem solved]}
        against: by
        reason: {zh: "督导记录缺少：{lacking}", en: "The record lacks: {lacking}"}
      - id: answered
        on: project
        each: comments
        due: due
        require: answered != null and answered <= due
        against: lead unit
        reason: {zh: "点评意见到{due}没有答复", en: "The comment was not answered by {due}"}

What stands under `items` is told by title where it fails, as in a [checklist](checklist.md).
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.forms.conditions import Conditions, kind_of


class Supervision(Conditions):
    """One rule on supervision."""


KIND = kind_of("supervision", ("督查",), Bilingual("督查", "supervision"), Supervision)
