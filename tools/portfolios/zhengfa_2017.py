"""Makes `packs/zhengfa/zhengfa-2017.json`: a city's year of key political-legal projects, all of it made up.

What is to be seen in each project stands in `zhengfa_tables/projects.csv`, one row a project:

- `progress`: the decisive figures at the ends of the four quarters, `14/55/82/100`;
- `gates`: quarter gates missed, S(tart), H(alf), F(irst results), A(cceptance); a small letter: there, but late;
- `lacking`: of the six haves, T(eam), P(lan), M(eeting), I(nspection), R(esults), in the same way;
- `months`, `quarters`: reports that are missing, with `*` those that came late;
- `rating`: of the acceptance, empty or `withheld`; `honours`: how many recognitions;
- `filing`: what was wrong with the first filing (`form|indicator`: with the first, then with the second);
- `case`: anything else, see `_Project`.

Days and phrases are drawn by a generator with a fixed seed, one for each project, so that a change of one row changes nothing else.

    python -m tools.portfolios.zhengfa_2017 [FILE]
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from tools.portfolios.writing import Plain, write
from tools.portfolios.zhengfa_counted import Counted, whole_number
from tools.portfolios.zhengfa_topics import TOPICS

TABLES = Path(__file__).resolve().parent / "zhengfa_tables"
YEAR_END = date(2017, 12, 31)
COMMISSION = "U-01"
NOTE = {
    "zh": "本数据全部虚构：城市、县（区）、单位、人员、项目进展和评分均由脚本生成，不对应任何真实的地方和个人。"
    "所据材料写明年度项目共61个，其中市级28个、部门9个；县区项目的数目字迹不清，24个是由61减28减9推算的。",
    "en": "Everything here is made up: the city, the counties and districts, units, people, progress and ratings come from a "
    "script and stand for no real place or person. The source states 61 projects, 28 of the city and 9 of departments; "
    "the number of county projects is garbled there, and 24 is derived: 61 less 28 less 9.",
}
SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩"
GIVEN = ("样例", "示例", "举例", "假设")
HOLIDAYS = (("2017-01-27", "2017-02-02"), ("2017-04-02", "2017-04-04"), ("2017-05-01", "2017-05-01"),
            ("2017-05-28", "2017-05-30"), ("2017-10-01", "2017-10-08"), ("2018-01-01", "2018-01-01"))  # fmt: skip
LEADER_OF_OFFICE = {
    "U-11": 1,
    "U-12": 1,
    "U-13": 2,
    "U-14": 2,
    "U-15": 3,
    "U-16": 4,
    "U-17": 4,
    "U-18": 5,
    "U-19": 5,
}
PARENTS = {"P-034": "P-002", "P-035": "P-014", "P-040": "P-017", "P-047": "P-002", "P-029": "P-004"}
PLANS = ((10, 55, 80), (10, 55, 80), (10, 55, 80), (12, 55, 80), (10, 52, 78), (15, 58, 82))
DIRECTION = {
    "safety": "补齐基层平安建设短板",
    "rule_of_law": "提升执法司法公信力",
    "team": "建设过硬政法队伍",
}
NEEDS = {
    "safety": (
        "调研显示基层防范设施和力量不足",
        "上年度平安建设测评中此项得分靠后",
        "走访群众时反映较为集中",
    ),
    "rule_of_law": (
        "上年度案件评查发现办理不够规范",
        "调研显示群众办事不够便利",
        "执法检查发现制度落实不平衡",
    ),
    "team": ("队伍状况调研显示专业力量不足", "上年度考核发现能力短板", "基层反映培训保障不够"),
}
WORK = (
    "制定细化措施",
    "召开协调会",
    "组织现场督导",
    "推进点位建设",
    "开展业务培训",
    "梳理问题清单",
    "核对完成数据",
    "总结阶段做法",
)
OPINION = (
    "进度符合计划，要注意总结做法。",
    "个别点位进度偏慢，请加快。",
    "协办单位配合要再紧密一些。",
    "台账要补齐，数据要核实。",
)
GATE_TITLES = ("项目启动", "任务过半", "初见成效", "考核验收")
TITLES = {"start": "启动会材料", "team": "专门班子文件", "plan": "工作方案", "meeting": "部署会议纪要", "task_book": "任务书",
          "timetable": "时间表", "roadmap": "路线图", "first_results": "阶段成效材料", "results": "工作成效材料"}  # fmt: skip

COUNTIES = tuple(f"5{n}" for n in range(1, 9))
HOSTS = {
    "P-029": "U-51",
    "P-035": "U-52",
    "P-037": "U-53",
    "P-043": "U-54",
    "P-045": "U-55",
    "P-047": "U-56",
    "P-051": "U-57",
}
"""The projects that counties presented at the meetings they hosted; one county hosted none."""
EARLY_COMMENTS = ("P-002", "P-017", "P-036", "P-052")
OFFICE_DUTIES = (("liaison", "01-16", "03-24"), ("tracking", "04-05", "06-23"), ("coordination", "05-08", "09-22"),
                 ("supervision", "08-21", "11-24"))  # fmt: skip
LOGGED = {"liaison": "对接联络记录", "tracking": "进度掌握记录", "coordination": "协调问题记录", "supervision": "督查落实记录",
          "measures": "工作措施", "promotion_event": "重点项目推进会"}  # fmt: skip
_FEATURED = ("P-001", "P-003", None, "P-004", "P-002", "P-029", "P-012", "P-035", "P-014", "P-037", "P-017", "P-043",
             "P-021", "P-045", "P-033", "P-047", "P-024", "P-051", "P-030", "P-040", "P-052", "P-019", "P-056", "P-058")  # fmt: skip
FEATURES = {key: [n for n, one in enumerate(_FEATURED) if one == key] for key in _FEATURED if key}
"""The half-months in which a project's experience was brought to the public; in one of the twenty-four there was none."""


def rows(name: str) -> list[dict[str, str]]:
    """A table beside this script."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_working_day(day: date) -> bool:
    """Whether offices work: no weekend, none of the year's holidays."""
    return day.weekday() < 5 and not any(a <= day.isoformat() <= b for a, b in HOLIDAYS)


def month_end(month: int) -> date:
    """The last day of a month of 2017."""
    return date(2017 + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def number(value: Decimal) -> int | str:
    """A number as the portfolio writes it: whole, or a decimal text."""
    return int(value) if value == value.to_integral_value() else str(value.normalize())


class Days:
    """Days drawn at random, working days only."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(f"zhengfa-2017 {seed}")  # noqa: S311  # data to look at, not secrets

    def between(self, first: date, last: date) -> date:
        """A working day from `first` through `last`; `first` where there is none."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return self.random.choice([d for d in days if is_working_day(d)] or [first])

    def span(self, first: str, last: str) -> date:
        """The same, of 2017 and written `03-31`."""
        return self.between(date.fromisoformat(f"2017-{first}"), date.fromisoformat(f"2017-{last}"))

    def after(self, day: date, most: int, least: int = 0) -> date:
        """A working day `least` to `most` days after `day`."""
        return self.between(day + timedelta(days=least), day + timedelta(days=most))


def dated(day: date, recorded: date) -> Plain:
    return {"occurred": day.isoformat(), "recorded": recorded.isoformat()}


# ---------------------------------------------------------------------------------------------------- units and people


class People:
    """Officers in the order in which they are named, none of whom exists."""

    def __init__(self) -> None:
        self.officers: list[Plain] = []
        self.head: dict[str, str] = {}
        self.deputy: dict[str, str] = {}
        self.leaders: list[str] = []

    def add(self, *posts: tuple[str, str, str], start: str = "2015-03-01", end: str | None = None) -> str:
        """A new officer with posts (unit, post, title) from `start` to `end`; gives the id."""
        count = len(self.officers)
        name = SURNAMES[count % len(SURNAMES)] + GIVEN[count // len(SURNAMES)]
        held = [{"unit": u, "post": p, "title": t, "from": start, "to": end} for u, p, t in posts]
        self.officers.append({"id": f"O-{count + 1:02}", "name": name, "posts": held})
        return f"O-{count + 1:02}"


def people(units: list[dict[str, str]]) -> People:
    """A head for every unit that has one, deputies, and the five linked leaders of the commission."""
    found = People()
    for unit in units:
        key, level = unit["id"], unit["level"]
        if key == COMMISSION:
            found.head[key] = found.add((key, "head", unit["head"]))
            found.leaders = [found.add((key, "deputy_head", unit["deputy"])) for _ in range(5)]
            found.deputy[key] = found.leaders[0]
        elif level == "county":
            commission = f"U-6{key[-1]}"
            found.head[key] = found.add((key, "head", unit["head"]))
            found.deputy[key] = found.add(
                (key, "standing_member", unit["deputy"]), (commission, "head", "书记")
            )
            found.head[commission] = found.deputy[key]
        elif level in ("department", "office") and key not in found.head and not key.startswith("U-6"):
            ends = "2017-06-30" if key == "U-34" else None
            found.head[key] = found.add((key, "head", unit["head"]), end=ends)
            if unit["deputy"]:
                found.deputy[key] = found.add((key, "deputy_head", unit["deputy"]))
    found.add(("U-34", "head", "局长"), start="2017-07-01")
    return found


# ---------------------------------------------------------------------------------------------------------- one project


class _Project:
    """One row of the table, and the records that show what it says.

    Cases: `head` (the head has to lead), `not_head` and `old_head` (and does not, or no longer is head), `no_leader`,
    `two_leaders`, `handover`, `no_office`, `two_offices`, `no_responsible`, `no_co` (co-units not stated), `no_standard` and
    `guide2` (guidebook without a standard; without a schedule at first), `rebase` (the plan was changed), `no_roadmap`,
    `late_timetable`, `late_entry`, `unanswered`, `verified:2` (what units report is 2 above what was verified), `undisclosed`
    (guidebook), `duty:coordination` (not logged by the office), `alone` (no measures of the co-units), `late_task`, `poor_task` (of
    the first co-unit), `holes:57+58` (counties that do not take part), `immature`, `no_pilot` (and yet presented).
    """

    def __init__(self, row: dict[str, str], units: dict[str, str], staff: People) -> None:
        self.row, self.units, self.staff = row, units, staff
        self.id, self.title = row["id"], row["title"]
        self.days = Days(self.id)
        self.more = Days(f"{self.id} more")
        self.cases = dict(case.partition(":")[::2] for case in row["case"].split())
        self.lead, self.office = f"U-{row['lead']}", f"U-{row['office']}"
        self.co_units = [f"U-{unit}" for unit in row["co"].split()]
        self.progress = [Decimal(figure) for figure in row["progress"].split("/")]
        self.accepted = "A" not in row["gates"]
        self.accepted_on = self.days.span("12-11", "12-28")
        self.issued = self.days.span("01-09", "01-20")
        self.amount = whole_number(row["indicator"])
        self.counted = Counted(self.amount or 0, short="short_months" in self.cases)
        self.surplus = Decimal(self.cases.get("verified") or 0)

    def plain(self) -> Plain:
        """The project as it stands in the portfolio."""
        row = self.row
        found: Plain = {"id": self.id, "title": self.title, "year": 2017}
        found |= {key: row[key] for key in ("level", "domain", "origin", "purpose")}
        found |= {"lead_unit": self.lead, "co_units": self.co_units, "parent": PARENTS.get(self.id)}
        found["pilot"] = self.id in HOSTS and "no_pilot" not in self.cases
        if "no_co" in self.cases:
            del found["co_units"]
        found["responsibilities"] = list(self.responsibilities())
        found["filings"] = list(self.filings())
        found["guidebooks"] = list(self.guidebooks())
        found["letters"] = [self.letter()]
        found["baselines"] = list(self.baselines())
        found["reports"] = sorted(
            (*self.monthly(), *self.quarterly()), key=lambda r: (r["occurred"], r["id"])
        )
        found["evidence"] = sorted(self.evidence(), key=lambda e: (e["occurred"], e["id"]))
        found["inspections"] = list(self.inspections())
        found["comments"] = list(self.comments())
        found["experiences"] = list(self.experiences())
        found["recognitions"] = list(self.recognitions())
        if topics := TOPICS.get(self.id):
            found["topics"] = topics
        found["acceptances"] = list(self.acceptances())
        return found

    def phrase(self, choices: tuple[str, ...]) -> str:
        return self.days.random.choice(choices)

    # -- before the year

    def filings(self) -> Iterator[Plain]:
        rounds = [*(r for r in self.row["filing"].split("|") if r), ""]
        starts = {1: ("11-07", "12-02"), 2: ("11-01", "11-11", "11-28", "12-09")}
        dates = starts.get(len(rounds), ("11-01", "11-09", "11-18", "11-25", "12-02", "12-12"))
        for n, wrong in enumerate(rounds, start=1):
            first, last = (date.fromisoformat(f"2016-{d}") for d in dates[2 * n - 2 : 2 * n])
            day = self.days.between(first, last)
            by = "U-71" if wrong == "town" else self.lead
            found: Plain = {
                "id": f"F-{n}",
                **dated(day, self.days.after(day, 3)),
                "by": by,
                "form": "form" not in wrong,
            }
            names = "、".join(self.units[u].removesuffix("（虚构）") for u in self.co_units)
            found |= {
                "goal": f"年内实现：{self.row['indicator']}",
                "content": f"{self.title}：{self.phrase(WORK)}，{self.phrase(('分批推进', '先行试点', '全面推开'))}",
                "responsibility": f"{self.units[by].removesuffix('（虚构）')}主办"
                + (f"，{names}协办" if names else ""),
                "indicator": self.row["indicator"],
                "need_evidence": self.phrase(NEEDS[self.row["domain"]]),
                "main_direction": DIRECTION[self.row["domain"]],
            }
            for field in wrong.split("+"):
                found.pop("" if field == "form" else field, None)
            reviewed = self.days.after(day, 10, 4)
            steps = [("submitted", by, day), ("reviewed", COMMISSION, reviewed)]
            if not wrong:
                steps.append(("confirmed", COMMISSION, date(2016, 12, 28)))
            found["steps"] = [{"kind": k, **dated(d, d), "by": u} for k, u, d in steps]
            found["refiles"] = f"F-{n - 1}" if n > 1 else None
            yield found

    # -- the start of the year

    def responsibilities(self) -> Iterator[Plain]:
        leader = self.staff.leaders[LEADER_OF_OFFICE[self.office] - 1]
        other = self.staff.leaders[LEADER_OF_OFFICE[self.office] % 5]
        since = {"from": "2017-01-10", "recorded": "2017-01-12"}
        if "handover" in self.cases:
            yield {
                "role": "linked_leader",
                "officer": leader,
                "from": "2017-01-10",
                "to": "2017-08-31",
                "recorded": "2017-09-01",
            }
            yield {"role": "linked_leader", "officer": other, "from": "2017-09-01", "recorded": "2017-09-01"}
        elif "no_leader" not in self.cases:
            yield {"role": "linked_leader", "officer": leader, **since}
        if "two_leaders" in self.cases:
            yield {"role": "linked_leader", "officer": other, **since}
        if "no_office" not in self.cases:
            yield {"role": "linked_office", "unit": self.office, **since}
        if "two_offices" in self.cases:
            yield {"role": "linked_office", "unit": "U-18", **since}
        if "no_responsible" not in self.cases:
            head = "head" in self.cases
            leads = self.staff.head if head and "not_head" not in self.cases else self.staff.deputy
            yield {"role": "responsible_leader", "officer": leads[self.lead], **since, "head_required": head}
        if self.row["level"] == "city":
            holes = self.cases.get("holes", "").split("+")
            for county in COUNTIES:
                if county not in holes:
                    unit = {"role": "supporting_unit", "unit": f"U-{county}"}
                    yield unit | {"from": "2017-02-01", "recorded": "2017-02-03"}

    def guidebooks(self) -> Iterator[Plain]:
        found: Plain = {"version": 1, **dated(self.issued, self.issued), "content": f"{self.title}：按申报内容实施",
                        "annual_goal": self.row["indicator"], "standard": "按年初印发的建设标准逐项对照",
                        "schedule": "见序时进度", "units_named": [self.lead, *self.co_units]}  # fmt: skip
        if "undisclosed" not in self.cases:
            found["disclosed"] = self.more.after(self.issued, 10, 1).isoformat()
        if "no_standard" in self.cases:
            del found["standard"]
        if "guide2" in self.cases:
            yield {key: value for key, value in found.items() if key != "schedule"}
            day = self.days.span("02-13", "02-24")
            found |= {"version": 2, **dated(day, day), "disclosed": self.more.after(day, 10, 1).isoformat()}
        yield found

    def letter(self) -> Plain:
        day = self.days.after(self.issued, 7, 1)
        tasks: list[Plain] = [
            {"id": "T-1", "title": f"{self.title}：组织推进", "unit": self.lead, "due": "2017-12-20"}
        ]
        for n, unit in enumerate(self.co_units, start=2):
            due = self.days.span("09-11", "12-15")
            done = self.more.after(due, 12, 4) if "late_task" in self.cases else self.more.after(due, -2, -20)
            quality = self.more.random.randrange(72, 99)
            if "poor_task" in self.cases and n == 2:
                quality = 55
            tasks.append({"id": f"T-{n}", "title": "按职责完成协办任务", "unit": unit, "due": due.isoformat(),
                          "done": done.isoformat(), "quality": quality})  # fmt: skip
        signed = self.staff.head[self.lead]
        return {
            "version": 1,
            **dated(day, day),
            "responsible": self.lead,
            "signed_by": signed,
            "tasks": tasks,
        }

    def baselines(self) -> Iterator[Plain]:
        plan = self.days.random.choice(PLANS)
        last = self.days.span("12-08", "12-22").isoformat()
        first = [("2017-03-31", plan[0]), ("2017-06-30", plan[1]), ("2017-09-30", plan[2]), (last, 100)]
        yield self.baseline(1, self.issued, first)
        if "rebase" not in self.cases:
            return
        changed: Plain = {"approved_by": COMMISSION}
        if self.id == "P-050":
            later = [*first[:3], ("2017-12-20", 90), ("2018-03-31", 100)]
            changed |= {
                "document": "示政法〔2017〕71号",
                "reason": "开发区扩区，新增企业纳入，完成期限顺延至下年一季度",
            }
            yield self.baseline(2, date(2017, 10, 16), later) | changed
        else:
            later = [first[0], ("2017-06-30", 45), ("2017-09-30", 75), first[3]]
            changed |= {"document": "示政法〔2017〕36号", "reason": "试点单位机构调整，上半年任务后移"}
            yield self.baseline(2, date(2017, 6, 12), later) | changed

    def baseline(self, version: int, day: date, plan: list[tuple[str, int]]) -> Plain:
        titles = (*GATE_TITLES, "全面完成")
        milestones = [
            {"id": f"M{n}", "title": title, "due": due, "planned_progress": percent}
            for n, ((due, percent), title) in enumerate(zip(plan, titles, strict=False), start=1)
        ]
        found: Plain = {"version": version, **dated(day, day), "milestones": milestones}
        if self.amount is not None:
            found["quantities"] = [self.counted.planned([percent for _, percent in plan])]
        return found

    # -- during the year

    def monthly(self) -> Iterator[Plain]:
        missing = self.row["months"].split()
        for month in range(1, 13):
            if str(month) in missing:
                continue
            end = month_end(month)
            day = self.days.between(end.replace(day=22), end.replace(day=25))
            recorded = self.recorded(day, end, prompt=month % 3 == 0, late=f"{month}*" in missing)
            found: Plain = {"id": f"R-2017-{month:02}", "kind": "monthly", "period": f"2017-{month:02}",
                            "by": self.lead, **dated(day, recorded), "content": self.phrase(WORK)}  # fmt: skip
            if month < 12:
                value = min(self.figure(month) + self.surplus, max(Decimal(100), self.progress[3]))
                found["progress"] = [{"value": number(value), "basis": "节点", "source": "self_reported"}]
            if self.amount is not None:
                done = self.progress[3] if month == 12 else self.figure(month)
                before = self.figure(month - 1) if month > 1 else Decimal(0)
                found["achieved"] = [self.counted.achieved(before, done)]
            yield found

    def recorded(self, day: date, end: date, *, prompt: bool, late: bool) -> date:
        """When a monthly summary came in: before the end of the month where `prompt`, after the fifth of the next where late."""
        if late:
            return self.days.after(end, 15, 6)
        if prompt or end.month == 9 or self.days.random.randrange(10) < 6:
            return self.days.between(day, end)
        return self.days.after(end, 5, 1)

    def figure(self, month: int) -> Decimal:
        """How far the work was towards the end of a month: a third, two thirds and the whole of the quarter's gain."""
        quarter, part = divmod(month - 1, 3)
        before = self.progress[quarter - 1] if quarter else Decimal(0)
        gain = self.progress[quarter] - before
        if part == 2 or (month == 11 and not self.accepted):
            return before + gain
        return before + (gain * (35, 70)[part] / 100).to_integral_value(ROUND_FLOOR)

    def quarterly(self) -> Iterator[Plain]:
        missing = self.row["quarters"].split()
        for quarter in range(1, 5):
            if str(quarter) in missing:
                continue
            day = month_end(3 * quarter)
            least, most = (11, 20) if f"{quarter}*" in missing else (1, 10)
            value = self.progress[quarter - 1]
            if quarter == 4 and self.accepted:
                day = self.days.between(
                    self.accepted_on - timedelta(days=7), self.accepted_on - timedelta(days=3)
                )
                least, most = 0, 2
            elif quarter == 4:
                value = min(value + 3, Decimal(100))
            own = min(value + self.surplus, max(Decimal(100), value))
            figures: list[Plain] = [
                {"value": number(own), "basis": "节点", "source": "self_reported", "by": self.lead}
            ]
            if "verified" in self.cases:
                figures.append(
                    {"value": number(value), "basis": "节点", "source": "verified", "by": self.office}
                )
            yield {"id": f"R-2017-Q{quarter}", "kind": "quarterly", "period": f"2017-Q{quarter}", "by": self.lead,
                   **dated(day, self.days.after(day, most, least)), "content": f"{GATE_TITLES[quarter - 1]}情况",
                   "progress": figures}  # fmt: skip

    def evidence(self) -> Iterator[Plain]:
        faults = self.row["gates"] + self.row["lacking"]
        for letter, kind, first, last, late in (
            ("S", "start", "02-13", "03-28", ("04-05", "05-19")),
            ("T", "team", "01-16", "03-10", ("04-10", "05-31")),
            ("P", "plan", "01-16", "03-24", ("04-10", "05-31")),
            ("M", "meeting", "02-20", "06-16", ("07-05", "08-11")),
            ("F", "first_results", "08-21", "09-26", ("10-10", "11-10")),
            ("R", "results", "11-20", "12-08", ("", "")),
        ):
            if letter not in faults:
                yield self.shown(kind, self.days.span(*(late if letter.lower() in faults else (first, last))))
        for kind in ("task_book", "timetable", "roadmap"):
            if kind == "timetable" and "late_timetable" in self.cases:
                yield self.shown(kind, self.days.span("05-08", "05-19"))
            elif kind != "roadmap" or "no_roadmap" not in self.cases:
                yield self.shown(kind, self.days.span("02-06", "03-24"))
        for kind, first, last in OFFICE_DUTIES:
            if kind not in self.cases.get("duty", ""):
                yield self.logged(kind, self.more.span(first, last), self.office)
        for unit in (self.lead, *("" if "alone" in self.cases else self.co_units)):
            yield self.logged("measures", self.more.span("02-20", "05-26"), unit, f"-{unit[2:]}")
        if self.id in HOSTS:
            yield self.logged("promotion_event", self.more.span("10-23", "11-24"), HOSTS[self.id])

    def logged(self, kind: str, day: date, by: str, suffix: str = "") -> Plain:
        """What is on record beside the papers of the project itself."""
        key = f"E-{kind.replace('_', '-')}{suffix}"
        return {
            "id": key,
            "kind": kind,
            "title": LOGGED[kind],
            **dated(day, self.more.after(day, 4)),
            "by": by,
        }

    def experiences(self) -> Iterator[Plain]:
        """Accounts of what was learned: those that the newspaper brought."""
        for half in FEATURES.get(self.id, ()):
            month, first = divmod(half, 2)
            begin, end = (1, 15) if first == 0 else (16, month_end(month + 1).day)
            day = self.more.between(date(2017, month + 1, begin), date(2017, month + 1, end - 3))
            mature = "immature" not in self.cases
            yield {"id": f"X-{half + 1:02}", "kind": "article", **dated(day, day), "title": f"{self.title}的做法",
                   "mature": mature, "published": self.more.after(day, 2).isoformat()}  # fmt: skip

    def shown(self, kind: str, day: date) -> Plain:
        late = kind == "start" and "late_entry" in self.cases
        recorded = self.days.after(day, 40, 25) if late else self.days.after(day, 4)
        return {
            "id": f"E-{kind.replace('_', '-')}",
            "kind": kind,
            "title": TITLES[kind],
            **dated(day, recorded),
            "by": self.lead,
        }

    def inspections(self) -> Iterator[Plain]:
        if "I" in self.row["lacking"]:
            return
        spans = [("04-17", "09-22")] if "i" not in self.row["lacking"] else [("10-16", "11-17")]
        if self.days.random.randrange(10) < 4:
            spans.append(("10-16", "11-30"))
        for n, day in enumerate(sorted(self.days.span(*span) for span in spans), start=1):
            found: Plain = {"id": f"I-{n}", **dated(day, self.days.after(day, 3)), "kind": "site_visit", "by": self.office,
                            "situation": "现场查看推进情况", "problem_solved": self.phrase(("协调落实场地", "明确协办分工", "督促补齐台账")),
                            "experience": self.phrase(("分批推进便于管理", "部门联动效果较好", "先试点后推开"))}  # fmt: skip
            yield found

    def comments(self) -> Iterator[Plain]:
        if self.id in EARLY_COMMENTS:
            day = self.more.span("04-17", "05-26")
            yield {"id": "C-0", **dated(day, day), "mode": "area_meeting", "by": COMMISSION, "opinion": OPINION[0],
                   "heard_progress": True, "handled_problems": True, "due": (day + timedelta(days=30)).isoformat(),
                   "answered": self.more.after(day, 28, 10).isoformat()}  # fmt: skip
        if "unanswered" not in self.cases and self.days.random.randrange(2) == 0:
            return
        day = self.days.span("07-10", "10-27")
        due = day + timedelta(days=30)
        answered = None if "unanswered" in self.cases else self.days.after(day, 28, 10).isoformat()
        mode = self.phrase(("inspection_team", "area_meeting"))
        yield {"id": "C-1", **dated(day, day), "mode": mode, "by": COMMISSION, "opinion": self.phrase(OPINION),
               "heard_progress": True, "handled_problems": True, "due": due.isoformat(), "answered": answered}  # fmt: skip

    # -- the end of the year

    def recognitions(self) -> Iterator[Plain]:
        for n in range(1, int(self.row["honours"] or 0) + 1):
            day = self.days.span("05-15", "11-17")
            level = ("provincial", "national")[n - 1]
            yield {"id": f"H-{n}", **dated(day, self.days.after(day, 9, 1)), "level": level,
                   "title": "上级有关部门充分肯定", "authority": "上级主管部门（虚构）"}  # fmt: skip

    def acceptances(self) -> Iterator[Plain]:
        day = self.accepted_on
        if not self.accepted:
            if self.id == "P-060":
                yield {"id": "A-1", **dated(date(2018, 1, 10), date(2018, 1, 11)), "by": COMMISSION, "passed": True,
                       "rating": 82, "exception": "活动收尾，验收延至下年一月"}  # fmt: skip
            return
        found: Plain = {"id": "A-1", **dated(day, self.days.between(day, min(day + timedelta(days=2), date(2017, 12, 29)))),
                        "by": COMMISSION, "methods": ["ledger", "site"]}  # fmt: skip
        if self.row["rating"] == "withheld":
            found["rating"] = {"withheld": "验收组意见尚未统一，评分暂不提供"}
        elif self.row["rating"]:
            rating = Decimal(self.row["rating"])
            found |= {"passed": rating >= 60, "rating": number(rating)}
        yield found


# -------------------------------------------------------------------------------------------------------- the portfolio

RULINGS = [
    {"id": "J-01", "occurred": "2017-07-20", "recorded": "2017-07-21", "decision": "rejected", "body": COMMISSION,
     "document": "示政法〔2017〕21号（虚构）", "about": [{"project": "P-005", "rule": "weak_progress.circularised"}]},
    {"id": "J-02", "occurred": "2017-10-16", "recorded": "2017-10-17", "decision": "approved", "body": COMMISSION,
     "document": "示政法〔2017〕33号（虚构）", "about": [{"project": "P-037", "rule": "weak_progress.circularised"}]},
]  # fmt: skip
"""What the commission ruled on circulars that were proposed: one was not agreed to, one was sent out."""


def portfolio() -> Plain:
    """The whole, as plain data."""
    units = rows("units.csv")
    staff = people(units)
    names = {u["id"]: u["name"] for u in units}
    registers = ("filings", "guidebooks", "letters", "baselines", "reports", "evidence", "inspections", "comments",
                 "experiences", "recognitions", "topics", "acceptances", "rulings", "excuses")  # fmt: skip
    return {
        "projgov": 1,
        "id": "zhengfa-2017",
        "note": NOTE,
        "registers": {name: {"complete_through": YEAR_END.isoformat()} for name in registers},
        "units": [
            {"id": u["id"], "level": u["level"], "parent": u["parent"] or None, "name": u["name"]}
            for u in units
        ],
        "officers": staff.officers,
        "projects": [_Project(row, names, staff).plain() for row in rows("projects.csv")],
        "rulings": RULINGS,
    }


if __name__ == "__main__":
    write(portfolio, "zhengfa")
