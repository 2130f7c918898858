"""A town's rules with one of everything, and three projects: one good, one bad, one of which not all is known.

The arithmetic, by hand:

    A  reports 40 − 1 × 2.5 = 37.5; acceptance 70 × 90.5 ÷ 100 = 63.35, rounded 63.4; sum 100.9, held to 100: −0.9
    B  reports 40 − 5 × 2.5 = 27.5; acceptance 70 × 60 ÷ 100 = 42.0; sum 69.5, and the veto leaves 0: −69.5
    C  reports 40 − 2 × 2.5 = 35.0; the rating is withheld, and of an accident nothing is known
"""

from __future__ import annotations

from typing import Any

from tests.rules.kinds.judging import HEAD, pack_of, portfolio

from projgov.domain.plain import from_plain
from projgov.scoring.evaluate import evaluate
from projgov.scoring.report import Report

AS_OF = "2017-12-31"
RULES = """\
facts:
  project:
    missed: {label: {zh: 缺报次数, en: reports missed}, type: number, decimals: 0, least: 0}
    rating: {label: {zh: 验收评分, en: rating}, type: number, decimals: 1, least: 0, most: 100}
    accident: {label: {zh: 责任事故, en: accident}, type: yes/no}
points:
  - id: score
    on: project
    title: {zh: 得分, en: Score}
    implements: [c-1]
    quote: 考核“得分”办法
    decimals: 1
    lines:
      - id: reports
        title: {zh: 报送, en: reports}
        base: 40
        deduct: {each: missed, points: 2.5}
        reason: {zh: "缺{each}次,每次扣{points}分", en: "{each} missed, {points} each"}
      - {id: acceptance, title: {zh: 验收, en: acceptance}, give: 70 * rating / 100}
    total: {least: 0, most: 100}
    veto:
      - {when: accident, title: {zh: 一票否决, en: veto}, reason: {zh: 发生责任事故, en: an accident}}
grades:
  - id: grade
    on: project
    title: {zh: 等次, en: Grade}
    of: score
    bands: [{grade: excellent, from: 90}, {grade: good, from: 80}]
    otherwise: {grade: fail}
lamps:
  - id: lamp
    on: project
    title: {zh: 报送灯, en: Lamp}
    implements: [c-2]
    show:
      - {lamp: red, when: missed >= 4, reason: {zh: "缺报{missed}次", en: "{missed} reports missed"}}
      - {lamp: yellow, when: missed >= 2}
    otherwise: green
awards:
  - id: best
    on: project
    title: {zh: 先进项目, en: Best projects}
    by: score
    top: 2
    reason: {zh: "第{rank}名", en: "rank {rank}"}
sanctions:
  - {id: circular, on: project, title: {zh: 报送不力, en: Poor reporting}, propose when: missed >= 4, measure: circular, against: lead unit}
  - {id: talk, on: project, title: {zh: 事故, en: Accident}, propose when: accident, measure: talk}
filing:
  - id: titled
    on: project
    title: {zh: 验收材料齐全, en: Acceptance papers}
    implements: [c-3, c-4]
    quote: 材料齐全
    require present: [rating, start]
    otherwise: returned
    against: lead unit
    reason: {zh: "缺少:{absent}", en: "lacking: {absent}"}
"""


def project(key: str, title: str, **facts: Any) -> dict[str, Any]:
    """A project led by the town's one unit."""
    return {"id": key, "title": title, "lead_unit": "U-1", "start": "2017-01-10", "facts": facts}


DATA = portfolio(
    units=[{"id": "U-1", "name": "甲镇", "level": "town", "parent": None}],
    projects=[
        project("A", "修路", missed=1, rating={"number": "90.5"}, accident=False),
        project("B", "建桥", missed=5, rating=60, accident=True),
        project("C", "治水", missed=2, rating={"withheld": "评分未公布"}),
    ],
)


def report(rules: str = RULES, data: dict[str, Any] = DATA, as_of: str = AS_OF, **options: Any) -> Report:
    """The report of rules over data."""
    return evaluate(pack_of(rules), from_plain(data), as_of, **options)


__all__ = ["AS_OF", "DATA", "HEAD", "RULES", "project", "report"]
