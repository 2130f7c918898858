"""Filing criteria (立项条件): what has to be there before a project is established.

A filing rule names what has to be present, or a condition that has to hold, and what a failure comes to: the filing is sent
back to be completed (补正), returned (退回), not established (不予立项), not issued (暂不下发), or only flagged (提示).

    filing:
      - id: guidebook_complete
        on: project
        require present: [guidebook.content, lead unit]
        otherwise: not issued
        reason: {zh: "项目指导书缺少:{absent}", en: "The guidebook lacks {absent}"}

With `each` a rule judges every record of a list, each on a day of its own where `judged` names one (`judged: occurred`). Records
that occurred after the assessment year are for the rules of the next.

Conditions with titles of their own stand under `items`, as in a [checklist](checklist.md); a reason can name those that fail by
`lacking` (所缺). `due` is the day by which it has to be so, and `unless` an exception with which nothing is found.
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
