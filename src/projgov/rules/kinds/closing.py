"""Closing (验收销号): on what terms finished work is accepted and struck off the list, by when, and what excuses lateness.

    closing:
      - id: accepted_on_request
        on: project
        each: acceptances
        judged: occurred
        title: {zh: 申请验收的条件, en: What a request for acceptance needs}
        items:
          - {id: done, title: {zh: 任务完成, en: tasks done}, require: progress at occurred >= 100}
          - {id: report, title: {zh: 附总结报告, en: final report attached}, require: report attached = true}
        reason: {zh: "还不能验收：{lacking}", en: "It cannot be accepted yet: {lacking}"}
      - id: accepted_in_time
        on: project
        due: end of year
        require: some a in acceptances satisfies a.passed = true and a.occurred <= due
        unless: some e in evidence satisfies e.kind = "postponement" and e.occurred <= due
        reason: {zh: "到{due}没有验收，也没有说明", en: "Not accepted by {due}, and no exception was stated"}
      - id: struck_off_when_done
        on: project
        each: delistings
        judged: occurred
        require: some a in acceptances satisfies a.passed = true and a.occurred <= occurred
        reason: {zh: 没有验收合格就销了号, en: It was struck off before it was accepted}

What stands under `items` is told by title where it fails, as in a [checklist](checklist.md); `unless` is an exception with which
nothing is found. A rule with `due` is an obligation of who answers for it, of which `remind` tells beforehand.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.rules.forms.conditions import Conditions, kind_of


class Closing(Conditions):
    """One rule on closing."""


KIND = kind_of("closing", ("验收销号", "结项"), Bilingual("验收销号", "closing"), Closing)
