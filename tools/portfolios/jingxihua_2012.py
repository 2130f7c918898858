"""Makes `packs/jingxihua/jingxihua-2012.json`: a county's year of fine-grained management, all of it made up.

The totals are those of the source: 175 key projects, 454 key works, 1,300 goals of functions and more than 600 cadres (620 here).
Most records are short. What is wrong, and where, is drawn: each record has a generator of its own, so that a change of one changes
nothing else. The cases to be looked at by hand stand in `jingxihua_cases`, and nothing is drawn of these.

Daily logs are there for the days on trial only (29 March to 5 April, five working days): a year of them would be 155,000.

    python -m tools.portfolios.jingxihua_2012 [FILE]
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tools.portfolios.jingxihua_cases import CASES, Case
from tools.portfolios.jingxihua_people import COUNTY, Staff, units
from tools.portfolios.jingxihua_titles import GOALS, LINKS, PROJECTS, WORKS
from tools.portfolios.writing import Plain, write

NOTE = {
    "zh": "本数据全部虚构：县、单位、人员、事项、进度和评分均由脚本生成，不对应任何真实的地方和个人。"
    "重点项目175个、重点工作454项、职能目标1300个、股级以上干部600多名（此处620名）取自所据材料；年度2012是假定的。"
    "工作日志只列试报的五个工作日。",
    "en": "Everything here is made up: the county, units, people, work, progress and ratings come from a script and stand for no "
    "real place or person. 175 key projects, 454 key works, 1,300 goals and more than 600 cadres (620 here) are the totals of the "
    "source; that the year is 2012 is assumed. Daily logs are there for five working days on trial only.",
}
TOTALS = {"P": 175, "W": 454, "G": 1300}
LOG_DAYS = ("2012-03-29", "2012-03-30", "2012-03-31", "2012-04-01", "2012-04-05")
"""The working days of the trial: the last two days of the week worked instead, and the first after Qingming."""
QUARTERS = (("S1", "03-31", 20), ("S2", "06-30", 50), ("S3", "09-30", 80))
HALVES = (("S1", "06-30", 50),)
REGISTERS = ("filings", "letters", "baselines", "reports", "inspections", "surveys", "assessments", "recognitions", "acceptances",
             "excuses", "disclosures", "rulings")  # fmt: skip


def dated(occurred: date | str, recorded: date | str | None = None) -> Plain:
    """The two days of a record; entered on its own day unless said otherwise."""
    return {"occurred": str(occurred), "recorded": str(occurred if recorded is None else recorded)}


def day(text: str) -> date:
    """A day of 2012, written `03-31`."""
    return date.fromisoformat(f"2012-{text}")


class Work:
    """One project, key work or goal, and the records that show how it went."""

    def __init__(self, key: str, number: int, lead: str, staff: Staff) -> None:
        self.key, self.lead, self.staff = key, lead, staff
        self.sort = key[0]
        self.random = random.Random(f"jingxihua-2012 {key}")  # noqa: S311  # data to look at, not secrets
        self.case = CASES.get(key, self._drawn())
        self.start = day("01-09") + timedelta(days=self.random.randrange(0, 28))
        self.end = day("12-10") + timedelta(days=self.random.randrange(0, 14))
        titles = {"P": PROJECTS, "W": WORKS, "G": GOALS}[self.sort]
        self.title = titles.of(number, staff.short(lead))
        self.livelihood = self.sort != "G" and number % 3 == 1
        weight = 2 if self.sort == "P" else 1
        self.officer = staff.answering(lead, weight)
        self.stages = [
            *((i, day(d), p) for i, d, p in (QUARTERS if self.sort == "P" else HALVES)),
        ]
        self.stages.append((f"S{len(self.stages) + 1}", self.end, 100))

    def _drawn(self) -> Case:
        """What is drawn where no case is set: most of the work is on course, some is slow, little is far behind."""
        draw = self.random.random
        lags = [self._lag() for _ in range(4 if self.sort == "P" else 2)]
        lags[-1] = 0 if draw() < 0.93 else self.random.randrange(2, 20)
        lacking = next(
            (what for what, below in (("incentives", 0.01), ("requirements", 0.015)) if draw() < below), ""
        )
        return Case(
            lags=tuple(lags),
            five_lacking=lacking,
            disagree=draw() < 0.03,
            unexplained=draw() < 0.25,
            unlogged=draw() < 0.03,
            rating=str(self.random.randrange(70, 99)),
            no_task_person=draw() < 0.01,
            secret=draw() < 0.05,
        )

    def _lag(self) -> int:
        draw = self.random.random()
        return (
            0
            if draw < 0.82
            else self.random.randrange(1, 10)
            if draw < 0.95
            else self.random.randrange(10, 36)
        )

    def plain(self) -> Plain:
        """The work as it stands in the portfolio."""
        case = self.case
        found: Plain = {"id": self.key, "title": self.title}
        if self.sort != "P":
            found["kind"] = "key_work" if self.sort == "W" else "duty"
        if self.livelihood:
            found["livelihood"] = True
        elif self.sort != "G":
            found["livelihood"] = False
        assigned = self.start + timedelta(days=3) if case.late_assignment else self.start - timedelta(days=5)
        found |= {
            "lead_unit": self.lead,
            "assigned": str(assigned),
            "start": str(self.start),
            "end": str(self.end),
        }
        person = {"role": "direct_responsible", "officer": self.officer, "from": str(self.start)}
        found["responsibilities"] = [] if case.nobody else [person]
        if self.sort != "G":
            found["filings"] = [self.filing()]
            found["letters"] = [self.letter()]
        found["baselines"] = list(self.baselines())
        found["reports"] = list(self.reports())
        if self.sort != "G":
            found["inspections"] = list(self.inspections())
            found["assessments"] = list(self.assessments())
        found["acceptances"] = list(self.acceptances())
        if self.livelihood and not case.secret:
            published = dated(self.start + timedelta(days=80))
            found["disclosures"] = [
                {
                    "id": "D-1",
                    "kind": "progress",
                    "channel": "party_website",
                    "audience": "public",
                    **published,
                }
            ]
        if case.excused:
            first, last = case.excused
            found["excuses"] = [
                {
                    "id": "X-1",
                    "ground": "objective",
                    **dated(first),
                    "from": first,
                    "to": last,
                    "suspends": ["follow_up"],
                }
            ]
        return {key: value for key, value in found.items() if value != [] or key == "responsibilities"}

    def filing(self) -> Plain:
        """The five things fixed: time, responsibility, goal, requirements, rewards and penalties."""
        found: Plain = {
            "id": "F-1",
            **dated(self.start - timedelta(days=6)),
            "by": self.lead,
            "deadline": str(self.end),
        }
        found |= {
            "responsibility": f"{self.staff.short(self.lead)}负责",
            "goal": "年内完成",
            "requirements": "保质保量",
        }
        found["incentives"] = "列入年度考核"
        found.pop(self.case.five_lacking, None)
        return found

    def letter(self) -> Plain:
        """The tasks, down to a town, a village and a person each."""
        town = self.staff.town_of(self.lead) or self.random.choice(self.staff.towns)
        village = self.random.choice(self.staff.villages[town])
        tasks = [
            {"id": "T-1", "title": "牵头推进", "unit": self.lead, "officer": self.officer},
            {"id": "T-2", "title": "属地落实", "unit": town, "officer": self.staff.first(town)},
            {"id": "T-3", "title": "组织群众", "unit": village, "officer": self.staff.first(village)},
        ]
        tasks = tasks[: 3 if self.sort == "P" else 2]
        if self.case.no_task_person:
            del tasks[-1]["officer"]
        self.tasked = [task["unit"] for task in tasks]
        issued = self.start - timedelta(days=2)
        return {
            "version": 1,
            **dated(issued),
            "responsible": self.lead,
            "tasks": tasks,
        }

    def baselines(self) -> Iterator[Plain]:
        """The plan in stages, without a gap unless the case has one."""
        if self.case.no_plan:
            return
        first, rows = self.start, []
        for key, due, planned in self.stages:
            rows.append({"id": key, "start": str(first), "due": str(due), "planned_progress": planned})
            first = due + timedelta(days=1 + (self.case.gap if key == "S1" else 0))
        yield {"version": 1, **dated(self.start - timedelta(days=3)), "milestones": rows}

    def reports(self) -> Iterator[Plain]:
        """Progress at the end of each stage, entered on the day."""
        kind = "quarterly" if self.sort == "P" else "half_yearly"
        for number, ((_, due, planned), lag) in enumerate(
            zip(self.stages, self.case.lags, strict=True), start=1
        ):
            if number == self.case.silent_from:
                return
            value = max(planned - lag, 0)
            progress = [{"value": value, "source": "self_reported"}]
            yield {"id": f"R{number}", "kind": kind, **dated(due), "progress": progress}

    def inspections(self) -> Iterator[Plain]:
        """What the machine found at the end of June, and what the units directly above found in July: of the lead unit, and of those
        that have a task."""
        index = next(i for i, (_, due, _) in enumerate(self.stages) if due == day("06-30"))
        stage, lag = self.stages[index][0], self.case.lags[index]
        verdict = "on_course" if lag < 10 else "slow" if lag <= 30 else "stalled"
        seen = ("slow" if verdict == "on_course" else "on_course") if self.case.disagree else verdict
        found = {"milestone": stage, "verdict": verdict}
        if not self.case.no_machine:
            yield {"id": "M-1", "kind": "automatic", **dated("2012-06-30"), **found}
        if not self.case.not_supervised:
            above = self.staff.parents[self.lead] if not self.case.level_skipped else "U-01"
            on = day("07-02") + timedelta(days=self.random.randrange(0, 26))
            yield {"id": "I-1", "kind": "routine", "by": above, **dated(on), **(found | {"verdict": seen})}
            others = sorted(
                {self.staff.parents[unit] for unit in self.tasked} - {self.staff.parents[self.lead]}
            )
            for number, other in enumerate(others, start=2):
                on = day("07-02") + timedelta(days=self.random.randrange(0, 26))
                yield {"id": f"I-{number}", "kind": "routine", "by": other, **dated(on), **found}

    def assessments(self) -> Iterator[Plain]:
        """The bureau's score, after the machine's."""
        if self.case.rating:
            on = "2012-06-29" if self.case.early_assessment else "2012-12-26"
            score = self.case.rating if self.case.rating == "withheld" else int(self.case.rating)
            told = {"withheld": "督查局尚未审定"} if score == "withheld" else score
            yield {"id": "K-1", "input": "year_end", "by": "U-01", "score": told, **dated(on)}

    def acceptances(self) -> Iterator[Plain]:
        """Accepted where it was done; else explained, or neither."""
        done = self.case.lags[-1] <= 0 and not self.case.silent_from
        if self.case.unaccepted or (not done and self.case.unexplained):
            return
        found = {"id": "A-1", "passed": done, **dated("2012-12-27")}
        yield found if done else {**found, "exception": "部分任务转入次年"}

    def logged(self) -> list[tuple[str, str]]:
        """The days of the trial and the stages for which the officer has to write of it: one day for each stage under way."""
        if self.case.unlogged or self.case.nobody or self.case.no_plan:
            return []
        return [(LOG_DAYS[0], "S1"), (LOG_DAYS[3], "S2")] if self.sort == "P" else [(LOG_DAYS[0], "S1")]


def leads(staff: Staff) -> Iterator[tuple[str, int, str]]:
    """Every piece of work with its number and who leads it: departments and towns in turn, a few by villages."""
    for sort, every in TOTALS.items():
        leading = [*staff.departments, *staff.towns]
        for number in range(1, every + 1):
            key = f"{sort}-{number:0{len(str(every))}}"
            lead = leading[number % len(leading)]
            if sort == "W" and number % 40 == 7:
                town = staff.towns[number % len(staff.towns)]
                lead = staff.villages[town][0]
            yield key, number, lead


def officers(staff: Staff, works: list[Work]) -> Iterator[Plain]:
    """Everybody with posts and, of cadres, the logs of the trial."""
    about: dict[str, list[tuple[Work, str, str]]] = {}
    for work in works:
        about.setdefault(work.officer, []).extend((work, on, stage) for on, stage in work.logged())
    set_apart = {work.officer for work in works if work.key in CASES}
    for person in staff.people:
        found = person.plain()
        if person.cadre:
            drawn = random.Random(f"jingxihua-2012 {person.id}")  # noqa: S311  # data to look at, not secrets
            reports, excuses = logs(
                about.get(person.id, []), drawn, person.case or ("none" if person.id in set_apart else "")
            )
            found |= {"reports": reports, "excuses": excuses}
        yield {key: value for key, value in found.items() if value != []}


def logs(
    about: list[tuple[Work, str, str]], drawn: random.Random, case: str
) -> tuple[list[Plain], list[Plain]]:
    """A log for each day of the trial, each about one piece of work that is due to be written of, while there is any.

    Some days are missing or come late, some are days of leave. What a case asks for comes before what is drawn.
    """
    lucky = drawn.random()
    away = LOG_DAYS[:2] if case == "leave" or (not case and lucky < 0.03) else ()
    missing = LOG_DAYS[2:4] if case == "missing" else (LOG_DAYS[2:3] if not case and lucky > 0.95 else ())
    late = LOG_DAYS[4:] if case == "late" or (not case and 0.03 <= lucky < 0.06) else ()
    waiting = sorted(about, key=lambda one: (one[2] != "S1", one[0].key, one[1]))
    found: list[Plain] = []
    for number, on in enumerate(LOG_DAYS, start=1):
        if on in away or on in missing:
            continue
        entered = date.fromisoformat(on) + timedelta(days=4 if on in late else 0)
        log: Plain = {
            "id": f"L{number}",
            "kind": "daily",
            **dated(on, entered),
            "project": None,
            "work_item": None,
        }
        fits = next((one for one in waiting if one[2] == "S1" or on >= LOG_DAYS[3]), None)
        if fits is not None:
            waiting.remove(fits)
            work, _, stage = fits
            log |= {
                "project" if work.sort == "P" else "work_item": work.key,
                "milestone": stage,
                "link": drawn.choice(LINKS),
            }
        found.append(log)
    leave: Plain = {
        "id": "X-1",
        "ground": "leave",
        **dated("2012-03-28"),
        "from": "2012-03-29",
        "to": "2012-03-30",
    }
    return found, [{**leave, "suspends": ["daily_log"]}] if away else []


def rulings() -> list[Plain]:
    """What the bureau decided on proposals to urge: one approved, one rejected."""
    told = (("J-1", "P-021", "approved", "督办〔2012〕3号"), ("J-2", "P-022", "rejected", "督办〔2012〕4号"))
    return [
        {"id": key, **dated("2012-09-12"), "decision": decision, "body": "U-01", "document": document,
         "about": [{"project": project, "rule": "follow_up.urged"}]}
        for key, project, decision, document in told
    ]  # fmt: skip


def portfolio() -> Plain:
    """The whole portfolio."""
    staff = Staff()
    works = [Work(key, number, lead, staff) for key, number, lead in leads(staff)]
    return {
        "projgov": 1,
        "id": "jingxihua-2012",
        "note": NOTE,
        "registers": {name: {"complete_through": "2012-12-31"} for name in REGISTERS},
        "units": list(units(staff)),
        "officers": list(officers(staff, works)),
        "projects": [work.plain() for work in works if work.sort == "P"],
        "items": [work.plain() for work in works if work.sort != "P"],
        "rulings": rulings(),
    }


if __name__ == "__main__":
    assert COUNTY == "U-00"
    write(portfolio, "jingxihua", room=170)
