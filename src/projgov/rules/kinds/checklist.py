"""Checklists (清单核对): fixed items that all have to be met, each told by its title where it is not.

Offices say in so many words what has to be fixed, clear or at hand: 四定, 五定, 六明确, 四清, the screens of a review. Which items
they are differs from office to office, so they stand in the rule file.

    checklist:
      - id: five_fixed
        on: project
        each: filings
        judged: occurred
        title: {zh: 五定, en: The five that are fixed}
        items:
          - {id: matter, title: {zh: 定事项, en: matter}, require present: [content]}
          - {id: goal, title: {zh: 定目标, en: goal}, require present: [goal]}
          - {id: people, title: {zh: 定人员, en: people}, require present: [personnel]}
          - {id: duty, title: {zh: 定责任, en: duty}, require present: [responsibility]}
          - {id: deadline, title: {zh: 定时限, en: deadline}, require present: [deadline]}
        otherwise: to complete
        reason: {zh: "没有做到：{lacking}", en: "Not fixed: {lacking}"}

An item asks a condition (`require`), things that have to be filled in (`require present`), or kinds of evidence that have to be there
(`evidence: [plan, ledger]`); with `when` it is asked only where that is true. A reason can name `lacking` (所缺), the titles of the
items that surely fail, and `absent` (缺项), the things that are not there.

A rule that judges its subject as a whole (without `each`) gives other rules `five_fixed.goal`, whether an item is met, and
`five_fixed.lacking` (所缺项数), how many are not: both undetermined where evidence is missing.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.forms.conditions import Conditions, kind_of


class Checklist(Conditions):
    """One checklist."""


KIND = kind_of("checklist", ("清单核对", "清单"), Bilingual("清单核对", "checklist"), Checklist)
