"""Makes `packs/tongcheng/tongcheng-2024.json`: a city's year of projects led by secretaries, all of it made up.

The source states 242 projects, 1 of the city, 15 of towns and 226 of villages, 119 of them completed, in 11 aspects of which it names
four, more than 40 visits and more than 10 opinions of the public: these are totals here. Aspects and titles stand in
`tongcheng_tables/themes.csv`; what is to be seen in single projects in `tongcheng_tables/cases.csv`, see `_Project`.

Days and phrases are drawn by a generator with a fixed seed, one for each project, so that a change of one changes nothing else.

    python -m tools.portfolios.tongcheng_2024 [FILE]
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

from tools.portfolios.tongcheng_places import CITY, SUPERIOR, Places, dated, days_of, month_end, places
from tools.portfolios.writing import Plain, write

TABLES = Path(__file__).resolve().parent / "tongcheng_tables"
YEAR_END = date(2024, 12, 31)
NOTE = {
    "zh": "本数据全部虚构：单位、人员、项目情况和各项判断均由脚本生成，不对应任何真实的地方和个人。年度是假定的。"
    "所据材料写明共确立项目242个，其中市1个、镇（街道）15个、村（社区）226个，已完工119个，涵盖11个方面，到一线和入户40余次，收集意见建议10余条。",
    "en": "Everything here is made up: units, people, projects and judgements come from a script and stand for no real place or "
    "person. The year is assumed. The source states 242 projects, 1 of the city, 15 of towns and 226 of villages, 119 of them "
    "completed, in 11 aspects, more than 40 visits and more than 10 opinions of the public.",
}
ESTABLISHED = 242
COMPLETED = 119
VISITED = 46
OPINIONS = 13
NO_FILING, ONLY_RETURNED = "V-113", "V-200"
"""A village whose secretary filed nothing, and one whose only filing stands returned; the villages before them lead two projects."""
SCREENS = ("切口小", "有难度", "示范强", "能完成")
RESPECTS = {"可行性": "unrealistic", "精准性": "untargeted", "实效性": "vague"}
TESTS = ("治理成效明显提升", "难点问题实质性解决", "既定计划深入推进")
SOURCES = ("hard_point", "hard_point", "common_need", "common_need", "long_stuck", "annual_task")
TASKS = ("摸底", "定方案", "征求意见", "组织实施", "重点攻坚", "督促落实", "补齐短板", "巩固提升", "总结")
PROBLEMS = ("进度偏慢", "台账不全", "分工不清", "群众参与不够")
HEARD = ("增设照明", "延长开放时间", "公开进度", "多征求意见", "加强管护")
MATTERS = ("公共空间使用纠纷", "邻里纠纷", "物业服务纠纷", "环境卫生顽疾")


def rows(name: str) -> list[dict[str, str]]:
    """A table beside this script."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


THEMES = rows("themes.csv")
CASES = {
    row["project"]: dict(case.partition(":")[::2] for case in row["cases"].split())
    for row in rows("cases.csv")
}
UNFINISHED = {"early_never", "failed", "never", "untested"}
FINISHED = {
    "brand",
    "early",
    "late_delist",
    "not_delisted",
    "no_exemplar",
    "unproven",
    "unpublished",
    "immature",
    "no_institution",
}


def chosen(among: list[str], how_many: int, seed: str, first: tuple[str, ...] = ()) -> tuple[str, ...]:
    """So many of the ids, `first` before all others, in an order that each id has by itself."""
    order = sorted(among, key=lambda key: (key not in first, days_of(f"{seed} {key}").random.random()))
    return tuple(sorted(order[:how_many]))


ALL = [f"P-{n:03}" for n in range(1, ESTABLISHED + 1)]
DONE = chosen(
    [key for key in ALL if not UNFINISHED & CASES.get(key, {}).keys()],
    COMPLETED,
    "done",
    tuple(key for key in ALL if FINISHED & CASES.get(key, {}).keys()),
)
TO_VISIT = chosen(ALL, VISITED, "visit")


class _Project:
    """One project and the records that show its cases.

    Cases of the filing: `refiled:vague` (returned on that ground, and filed again; `refiled_late` after more than 30 days, `unlinked`
    without saying so, `given:vague` with another ground in the notice than was found), `refused:切口小` (failed a screen,
    and was filed anew), `lacks:goal+standard` (asked to be completed),
    `step:survey` (left out), `order` (submitted before it was studied), `unscreened:示范强`, `late_judged`, `unfit:精准性` (and yet
    established), `no_aspect`, `source_other`, `no_form`, `filed_by_town`, `late_set` (filed late, established in April), `never` (returned for good).

    Of those who lead: `deputy_leads`, `two_leads`, `handover` (in order; `handover_unrecorded`, `gap`: not), `no_team`, `no_superior`,
    `self` (the superior leads in person), `old_superior`, `no_result`, `result_wrong`, `no_department`, `untasked`.

    Of the year: `lacks_paper:mechanism`, `late_paper:plan`, `hole:2024-08` (a month without a task), `missed:05+08` (patrols),
    `phase:filing` (not inspected), `self_inspected`, `only_city` (never by the town), `finding:late` and `finding:open`, `unreviewed`, `untested`, `unjudged:…`.

    Of its end: `failed` (the acceptance), `early` and `early_never` (delisted before it was accepted, or without), `late_delist`,
    `not_delisted`, `brand:…`, `no_exemplar`, `no_institution`, `unproven`, `unpublished`, `immature`.
    """

    def __init__(self, key: str, lead: str, there: Places) -> None:
        self.id, self.lead, self.there = key, lead, there
        self.number = int(key[2:])
        self.cases = CASES.get(key, {})
        self.days = days_of(key)
        self.level = {"U": "city", "T": "town", "V": "village"}[lead[0]]
        self.theme = THEMES[(self.number * 7) % len(THEMES)]
        self.done = key in DONE
        self.source = "hard_point" if self.level == "city" else self.days.pick(SOURCES)
        if "no_institution" in self.cases:
            self.source = "long_stuck"
        self.cooperation = self.days.chance(40) or bool({"no_department", "untasked"} & self.cases.keys())
        if "self" in self.cases:
            there.also_secretary(lead)

    def plain(self) -> Plain:
        """The project as it stands in the portfolio."""
        cases = self.cases
        found: Plain = {"id": self.id, "title": self.theme["title"], "level": self.level, "year": 2024}
        found["source"] = "other" if "source_other" in cases else self.source
        found["aspect"] = self.theme["aspect"]
        if "no_aspect" in cases:
            del found["aspect"]
        found["livelihood"] = self.theme["aspect"] in ("民生服务", "养老助老", "数字便民")
        found["petitions"] = self.source == "long_stuck" and self.theme["aspect"] == "矛盾调解"
        found["cooperation"] = self.cooperation
        filings = list(self.filings())
        if "never" not in cases:
            found |= {"start": self.set_on.isoformat(), "end": self.end.isoformat()}
        found["lead_unit"] = self.lead
        found["co_units"] = [self.department] if self.cooperation and "no_department" not in cases else []
        found["responsibilities"] = list(self.responsibilities())
        found["filings"] = filings
        if "never" in cases:
            return found
        found["letters"] = [self.letter()]
        found["baselines"] = [self.baseline()]
        found["reports"] = list(self.reports())
        found["evidence"] = list(self.evidence())
        found["inspections"] = sorted(self.inspections(), key=lambda i: (i["occurred"], i["id"]))
        found["judgements"] = self.tested
        found["acceptances"] = list(self.acceptances())
        found["delistings"] = list(self.delistings())
        found["experiences"] = list(self.experiences())
        return found

    # -- how it came on the list

    @cached_property
    def filed_on(self) -> date:
        """The day of the filing on which it was established."""
        if "late_set" in self.cases:
            return self.days.span("03-18", "03-22")
        if "refiled_late" in self.cases:
            return self.days.span("03-11", "03-14")
        return self.days.span("02-19", "03-01")

    @cached_property
    def judged_on(self) -> date:
        """The day on which that filing was judged."""
        if "late_judged" in self.cases:
            return self.filed_on + timedelta(days=33)
        return self.days.after(self.filed_on, 12, 4)

    @cached_property
    def set_on(self) -> date:
        """The day on which it was established."""
        if {"late_set", "late_judged"} & self.cases.keys():
            return self.days.span("04-08", "04-19")
        return self.days.between(max(self.judged_on, date(2024, 3, 11)), date(2024, 3, 29))

    @cached_property
    def end(self) -> date:
        """The deadline."""
        first, last = ("07-20", "12-06") if self.done else ("11-15", "12-31")
        day = self.days.span(first, last)
        return (
            day
            if self.done or self.days.chance(30)
            else day + timedelta(days=self.days.random.randrange(30, 180))
        )

    @cached_property
    def department(self) -> str:
        return self.days.pick(self.there.departments)

    def filings(self) -> Iterator[Plain]:
        grounds = self.cases.get("refiled", "vague" if "never" in self.cases else "")
        first = self.days.span("01-22", "01-26")
        wrong: Plain | None = None
        if grounds:
            fails = {name for name, ground in RESPECTS.items() if ground in grounds.split("+")}
            wrong = self.filing("F-1", first, self.days.after(first, 7, 2), fails)
            back = self.days.after(date.fromisoformat(wrong["judgements"][0]["occurred"]), 2)
            if "refiled_late" not in self.cases:
                back = max(back, self.filed_on - timedelta(days=29))
            wrong["steps"].pop()
            wrong["steps"].append(
                {
                    "kind": "returned",
                    **dated(back, back),
                    "by": CITY,
                    "grounds": self.cases.get("given", grounds).split("+"),
                }
            )
        elif "refused" in self.cases:
            wrong = self.filing("F-1", first, self.days.after(first, 7, 2), {self.cases["refused"]})
            day = date.fromisoformat(wrong["judgements"][0]["occurred"])
            wrong["steps"].append({"kind": "refused", **dated(day, day), "by": CITY})
        elif "lacks" in self.cases:
            wrong = self.filing("F-1", first, self.days.after(first, 7, 2), set())
            for field in self.cases["lacks"].split("+"):
                del wrong[field]
            day = date.fromisoformat(wrong["judgements"][0]["occurred"])
            wrong["steps"].append({"kind": "asked_to_complete", **dated(day, day), "by": CITY})
        if wrong is not None:
            yield wrong
        if "never" in self.cases:
            return
        found = self.filing(
            "F-2" if wrong else "F-1", self.filed_on, self.judged_on, {self.cases.get("unfit", "")}
        )
        if wrong is not None and "unlinked" not in self.cases:
            found["refiles"] = "F-1"
        if "filed_by_town" in self.cases:
            found["by"] = self.there.parent[self.lead]
        found["form"] = "no_form" not in self.cases
        found["judgements"] = [
            j for j in found["judgements"] if j["criterion"] != self.cases.get("unscreened")
        ]
        kinds = [step["kind"] for step in found["steps"]]
        if "step" in self.cases:
            del found["steps"][kinds.index(self.cases["step"])]
        if "order" in self.cases:
            late = self.filed_on + timedelta(days=1)
            found["steps"][1] |= dated(late, late)
        found["steps"].append({"kind": "registered", **dated(self.set_on, self.set_on), "by": CITY})
        yield found

    def filing(self, key: str, day: date, judged: date, fails: set[str]) -> Plain:
        """A filing that is judged on a day, and fails some of the criteria."""
        survey = self.days.between(date(2024, 1, 8), min(day, date(2024, 1, 22)))
        study = self.days.between(max(survey, day - timedelta(days=9)), day)
        notice = self.days.after(day, 3)
        title = self.theme["title"]
        return {
            "id": key,
            **dated(day, day),
            "by": self.lead,
            "form": True,
            "goal": f"年内完成{title}",
            "standard": "群众认可，验收合格",
            "schedule": "按月推进",
            "measures": self.days.pick(("分片包干，逐户落实", "先行试点，分批推开", "部门联动，集中攻坚")),
            "responsibility": "书记领办，专班推进",
            "deadline": self.end.isoformat(),
            "judgements": [
                {"id": f"J-{n}", "criterion": c, "holds": c not in fails, "by": CITY, **dated(judged, judged)}
                for n, c in enumerate((*SCREENS, *RESPECTS), start=1)
            ],
            "steps": [
                {"kind": "survey", **dated(survey, survey), "by": self.lead},
                {"kind": "collective_study", **dated(study, study), "by": self.lead},
                {"kind": "submitted", **dated(day, day), "by": self.lead},
                {"kind": "public_notice", **dated(notice, notice), "by": self.lead},
            ],
            "refiles": None,
        }

    # -- who answers for it

    def responsibilities(self) -> Iterator[Plain]:
        cases, there = self.cases, self.there
        took = self.days.span("01-08", "01-19").isoformat()
        lead = there.deputy[self.lead] if "deputy_leads" in cases else there.secretary[self.lead]
        if {"handover", "handover_unrecorded", "gap"} & cases.keys():
            new, left, came = there.successor(self.lead, gap="gap" in cases)
            yield {"role": "project_lead", "officer": lead, "from": took, "to": left, "recorded": took}
            second = {"role": "project_lead", "officer": new, "from": came, "to": None, "recorded": came}
            if "handover_unrecorded" in cases:
                del second["recorded"]
            yield second
        else:
            yield {"role": "project_lead", "officer": lead, "from": took, "to": None, "recorded": took}
        if "two_leads" in cases:
            yield {
                "role": "project_lead",
                "officer": there.deputy[self.lead],
                "from": took,
                "to": None,
                "recorded": took,
            }
        if "no_team" not in cases:
            yield {
                "role": "team_leader",
                "officer": there.deputy[self.lead],
                "from": took,
                "to": None,
                "recorded": took,
            }
        if "no_superior" not in cases:
            yield from self.superiors(took)

    def superiors(self, took: str) -> Iterator[Plain]:
        """Who is above, and after a change of who is above the new one."""
        above = self.there.parent.get(self.lead, "")
        if above not in self.there.came:
            yield {"role": "superior", "officer": self.superior, "from": took, "to": None, "recorded": took}
            return
        came = self.there.came[above]
        left = (date.fromisoformat(came) - timedelta(days=1)).isoformat()
        old: Plain = {"role": "superior", "officer": self.there.former[above], "from": took, "recorded": took}
        if "old_superior" in self.cases:
            yield {**old, "to": None}
            return
        yield {**old, "to": left}
        yield {"role": "superior", "officer": self.superior, "from": came, "to": None, "recorded": came}

    @property
    def superior(self) -> str:
        """Who holds the secretary to account: the one in post above."""
        return SUPERIOR if self.level == "city" else self.there.secretary[self.there.parent[self.lead]]

    def letter(self) -> Plain:
        day = self.days.after(self.set_on, 20, 3)
        tasks = [{"id": "T-1", "title": "组织推进", "unit": self.lead, "due": self.end.isoformat()}]
        if self.cooperation and not {"no_department", "untasked"} & self.cases.keys():
            tasks.append(
                {"id": "T-2", "title": "协同化解", "unit": self.department, "due": self.end.isoformat()}
            )
        return {"version": 1, **dated(day, day), "responsible": self.lead, "tasks": tasks}

    def reports(self) -> Iterator[Plain]:
        day = self.days.span("12-09", "12-27")
        if "no_result" not in self.cases:
            to = self.there.deputy[self.lead] if "result_wrong" in self.cases else self.superior
            yield {
                "id": "R-1",
                "kind": "annual",
                "period": "2024",
                **dated(day, day),
                "by": self.lead,
                "to": to,
                "progress": [],
            }

    # -- the year

    def baseline(self) -> Plain:
        tasks = []
        first, number = self.set_on, count(1)
        while first <= self.end:
            last = min(month_end(first), self.end)
            if self.days.chance(20):
                last = min(month_end(last + timedelta(days=1)), self.end)
            if first.isoformat()[:7] != self.cases.get("hole"):
                n = next(number)
                title = TASKS[min(n, len(TASKS)) - 1] if last < self.end else TASKS[-1]
                tasks.append(
                    {"id": f"M-{n}", "title": title, "start": first.isoformat(), "due": last.isoformat()}
                )
            if self.cases.get("hole", "") in (m["start"][:7] for m in tasks):
                raise AssertionError(self.id)
            first = last + timedelta(days=1)
        return {"version": 1, **dated(self.set_on, self.set_on), "milestones": tasks}

    def evidence(self) -> Iterator[Plain]:
        for kind in ("project_book", "plan", "mechanism", "timetable", "roadmap"):
            day = self.days.after(self.set_on, 24, 2)
            if kind == self.cases.get("late_paper"):
                day = self.days.after(self.set_on, 45, 33)
            if kind != self.cases.get("lacks_paper"):
                yield {"id": f"E-{kind.replace('_', '-')}", "kind": kind, **dated(day, day), "by": self.lead}
        if {"handover", "gap"} & self.cases.keys():
            day = date.fromisoformat(self.there.came[self.lead]) + timedelta(days=4)
            yield {"id": "E-handover", "kind": "handover", **dated(day, day), "by": self.lead}

    @cached_property
    def accepted_on(self) -> date:
        """The day of the acceptance."""
        return self.days.between(self.end - timedelta(days=6), self.end + timedelta(days=10))

    def inspections(self) -> Iterator[Plain]:
        last = self.accepted_on.month - 1 if self.done else 12
        months = range(self.set_on.month + 1, last + 1)
        missed = self.cases.get("missed", "").split("+")
        visit = months[len(months) // 2] if self.id in TO_VISIT else 0
        problem = months[1] if "finding" in self.cases or self.days.chance(15) else 0
        for n, month in enumerate(months):
            day = self.days.between(date(2024, month, 8), date(2024, month, 27))
            if f"{month:02}" in missed and month != visit:
                continue
            found: Plain = {
                "id": f"I-{month:02}",
                "kind": self.way(month),
                "phase": self.phase(n, len(months)),
            }
            found |= {"by": self.team(month), **dated(day, day)}
            found["findings"] = [self.finding(day)] if month == problem else []
            if month == visit:
                found |= self.visited()
            yield found
        if "unreviewed" not in self.cases:
            day = self.days.span("12-09", "12-20")
            yield {"id": "I-END", "kind": "year_end", "phase": "results" if self.done else "advance",
                   "by": self.team(12), **dated(day, day), "findings": []}  # fmt: skip

    def phase(self, n: int, of: int) -> str:
        if n == 0:
            return "implementation" if "phase" in self.cases else "filing"
        if n <= max(1, of // 3):
            return "implementation"
        return "advance"

    def team(self, month: int) -> str:
        """Which team inspects: that of the town for villages, now and then that of the city."""
        if "self_inspected" in self.cases and month == 6:
            return self.lead
        above = self.there.parent[self.lead] if self.level == "village" else CITY
        by_city = (self.number + month) % 9 == 0 or "only_city" in self.cases
        return self.there.team[CITY if by_city else above]

    def way(self, month: int) -> str:
        """How: checks mostly, and studies and hearings; one town's team holds no hearings."""
        way = ("routine", "routine", "special_study", "routine", "hearing")[(self.number + month) % 5]
        return "routine" if way == "hearing" and self.team(month) == self.there.team["T-11"] else way

    def visited(self) -> Plain:
        position = TO_VISIT.index(self.id)
        if position % 3:
            return {"kind": "site_visit"}
        heard = position // 3 < OPINIONS
        opinions = [{"id": "Y-1", "content": self.days.pick(HEARD)}] if heard else []
        return {"kind": "home_visit", "opinions": opinions}

    def finding(self, day: date) -> Plain:
        due = day + timedelta(days=30)
        rectified = self.days.after(day, 28, 8)
        if self.cases.get("finding") == "late":
            rectified = due + timedelta(days=6)
        open_ = self.cases.get("finding") == "open"
        return {"id": "N-1", "description": self.days.pick(PROBLEMS), "due": due.isoformat(),
                "rectified": None if open_ else rectified.isoformat()}  # fmt: skip

    # -- its end

    @cached_property
    def tested(self) -> list[Plain]:
        """What the three tests of the year's end came to."""
        if "untested" in self.cases:
            return []
        found = []
        day = self.days.span("12-16", "12-27")
        proven = self.done and "unproven" not in self.cases
        for n, criterion in enumerate(TESTS, start=1):
            holds = self.days.chance(97 if proven else (35, 15, 80)[n - 1])
            if "brand" in self.cases or (self.level == "city"):
                holds = True
            if "unproven" in self.cases and n == 1:
                holds = False
            if criterion != self.cases.get("unjudged"):
                one = {"id": f"K-{n}", "criterion": criterion, "holds": holds, "by": CITY, **dated(day, day)}
                found.append(one)
        return found

    @cached_property
    def all_yes(self) -> bool:
        """Whether all three tests were answered yes."""
        return all(j["holds"] for j in self.tested)

    def acceptances(self) -> Iterator[Plain]:
        by = self.there.parent[self.lead] if self.level == "village" else CITY
        if self.done or "failed" in self.cases:
            day = self.accepted_on if self.done else self.days.span("12-02", "12-20")
            yield {"id": "A-1", "by": by, "passed": self.done, **dated(day, day)}

    def delistings(self) -> Iterator[Plain]:
        by = self.there.parent[self.lead] if self.level == "village" else CITY
        day = self.days.after(self.accepted_on, 9)
        if "early" in self.cases:
            day = self.accepted_on - timedelta(days=12)
        elif "early_never" in self.cases:
            day = self.days.span("11-04", "11-22")
        elif "late_delist" in self.cases:
            day = self.accepted_on + timedelta(days=17)
        elif not self.done or "not_delisted" in self.cases:
            return
        yield {"id": "D-1", "by": by, **dated(day, day)}

    def experiences(self) -> Iterator[Plain]:
        if not self.done:
            return
        day = self.days.after(self.accepted_on, 8, 1)
        title = self.cases.get("brand") or f"{self.theme['title']}做法"
        shown = self.days.between(day, min(day + timedelta(days=40), date(2024, 12, 30)))
        exemplar = self.all_yes or "unproven" in self.cases
        if exemplar and "no_exemplar" not in self.cases:
            found: Plain = {"id": "X-1", "kind": "brand" if "brand" in self.cases else "exemplar", "title": title,
                            "mature": "immature" not in self.cases, **dated(day, day)}  # fmt: skip
            if "unpublished" not in self.cases:
                found["published"] = shown.isoformat()
            yield found
        if self.source in ("hard_point", "long_stuck") and "no_institution" not in self.cases:
            day = self.days.between(day, min(day + timedelta(days=20), date(2024, 12, 30)))
            yield {
                "id": "X-2",
                "kind": "institution",
                "title": "长效机制",
                "matters": self.days.pick(MATTERS),
                **dated(day, day),
            }


def leads(there: Places) -> Iterator[tuple[str, str]]:
    """Each project with the unit that leads it."""
    units = [CITY, *there.towns, *there.villages]
    for n, (key, unit) in enumerate(zip(ALL, units, strict=True)):
        yield key, units[n - 1] if unit in (NO_FILING, ONLY_RETURNED) else unit
    yield "P-243", ONLY_RETURNED


def portfolio() -> Plain:
    """The whole, as plain data."""
    there = places()
    registers = ("filings", "letters", "baselines", "reports", "evidence", "inspections", "judgements", "acceptances",
                 "delistings", "experiences", "recognitions", "excuses", "rulings")  # fmt: skip
    projects = [_Project(key, unit, there).plain() for key, unit in leads(there)]
    return {
        "projgov": 1,
        "id": "tongcheng-2024",
        "note": NOTE,
        "registers": {name: {"complete_through": YEAR_END.isoformat()} for name in registers},
        "units": there.units,
        "officers": there.officers,
        "projects": projects,
    }


if __name__ == "__main__":
    write(portfolio, "tongcheng")
