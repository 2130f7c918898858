"""Filing criteria (立项条件): what has to be there before a project is established.

A filing rule names what has to be present, or a condition that has to hold, and what a failure comes to: the filing is sent
back to be completed (补正), returned (退回), not established (不予立项), not issued (暂不下发), or only flagged (提示).

    filing:
      - id: guidebook_complete
        on: project
        require present: [guidebook.content, lead unit]
        otherwise: not issued
        reason: {zh: "项目指导书缺少：{absent}", en: "The guidebook lacks {absent}"}

With `each` a rule judges every record of a list, each on a day of its own where `judged` names one (`judged: occurred`). Records
that occurred after the assessment year are for the rules of the next.

Conditions with titles of their own stand under `items`, as in a [checklist](checklist.md); a reason can name those that fail by
`lacking` (所缺). `due` is the day by which it has to be so, and `unless` an exception with which nothing is found.

Editions of a handbook (手册各版本) that differ by kind of organisation and by day: each edition is a [table](tables.md) with the kind
of organisation on its left, and the rule that asks it stands twice with the same id, `valid to` the last day of the one edition and
`valid from` the first of the next. Each record is then judged by the edition that was in force on its own day.

How filings are answered, on which grounds they are sent back and that they are filed again, is said by [answers](answers.md), the steps that
they have to go through by a [procedure](procedure.md), and that everyone files by [full coverage](full_coverage.md).
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.forms.conditions import Conditions, kind_of
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.written import key


class Filing(Conditions):
    """One filing criterion."""

    otherwise: str = key("否则", options=OUTCOMES, default="to complete", meaning="what a failure comes to")


KIND = kind_of("filing", ("立项条件",), Bilingual("立项条件", "filing criteria"), Filing)
