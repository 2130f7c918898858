"""Promotion (推广): what has to come before a practice is spread to other places, or made an institution.

    promotion:
      - id: pilot_first
        on: project
        each: evidence[kind = "promotion event"]
        judged: occurred
        title: {zh: 先试点后推开, en: A pilot before the spread}
        items:
          - {id: pilot, title: {zh: 试点, en: a pilot}, require: pilot = true}
          - id: mature
            title: {zh: 成熟的经验, en: mature experience}
            require: some x in experiences satisfies x.mature = true and x.occurred <= occurred
        against: by
        reason: {zh: "推开前没有：{lacking}", en: "Lacking before it was spread: {lacking}"}

What stands under `items` is told by title where it fails, as in a [checklist](checklist.md).
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.forms.conditions import Conditions, kind_of


class Promotion(Conditions):
    """One rule on promotion."""


KIND = kind_of("promotion", ("推广",), Bilingual("推广", "promotion"), Promotion)
