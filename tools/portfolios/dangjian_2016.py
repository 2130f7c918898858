"""Makes `packs/dangjian/dangjian-2016.json`: a town's year of Party-building projects, all of it made up.

What is to be seen stands in the tables of `dangjian_tables`, one row an organisation, a project, or a project of the year before:

- `organisations.csv`, `case`: what is wrong with the organisation or its foundation project, see `_Foundation`;
- `projects.csv`: the one indicator with its target and what was done, the mean of the routine checks, what the acceptance group
  gave for overall benefit and transferability, how many per cent were satisfied, and `questions` not found at the year's end
  (C(lose to practice), F(rontier), E(ffect)); `case`: anything else, see `dangjian_own_choice`.

Days and phrases are drawn by a generator with a fixed seed, one for each project, so that a change of one row changes nothing else.

    python -m tools.portfolios.dangjian_2016 [FILE]
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.portfolios.dangjian_days import OFFICE, TOWN, YEAR_END, Days, dated, rows
from tools.portfolios.dangjian_own_choice import OwnChoice, former
from tools.portfolios.writing import Plain, write

NOTE = {
    "zh": "本数据全部虚构：镇、党组织、人员、项目、评分和表彰均由脚本生成，不对应任何真实的地方和个人。"
    "意见没有写年份，2016年是假定的；党组织36个、项目数和手册内容也都是假定的。",
    "en": "Everything here is made up: the town, its organisations, people, projects, ratings and honours come from a script and "
    "stand for no real place or person. The source states no year: 2016 is assumed, and so are the 36 organisations, the "
    "number of projects and what the Handbook lists.",
}
SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧程曹袁邓许傅"
ITEM = {
    "rural": ("党务公开", 2),
    "agency": ("机关作风评议", 1),
    "school": ("师德师风评议", 1),
    "social": ("党建工作指导", 2),
}
"""What the Handbook asks of each kind besides meetings, lectures and theme days: so often in each half-year."""
HONOURED = ("V-01", "S-01", "V-02", "A-01", "A-07")
HONOURED_WORKERS = ("O-V-01-2", "O-S-01-2", "O-V-02-2", "O-A-01-2", "O-A-07-2")
DOCUMENT = "示例镇党发〔2016〕99号（虚构）"


def organisations() -> list[dict[str, str]]:
    """The rows of the table, without those that are only there to be counted."""
    return rows("organisations.csv")


def officers(found: list[dict[str, str]]) -> Iterator[Plain]:
    """A secretary and a deputy secretary for each organisation; none of them exists."""
    for n, row in enumerate(found):
        for number, (post, word) in enumerate((("secretary", "样例"), ("deputy_secretary", "示例")), start=1):
            key = f"O-{row['id']}-{number}"
            held = {"unit": row["id"], "post": post, "from": "2014-06-01", "to": None}
            officer: Plain = {"id": key, "name": f"{SURNAMES[n]}{word}", "posts": [held]}
            if key in HONOURED_WORKERS:
                officer["recognitions"] = [_honour("先进党务工作者", key != HONOURED_WORKERS[-1])]
            yield officer


def _honour(title: str, material: bool) -> Plain:
    return {
        "id": "RH-1",
        **dated("2016-12-30", "2016-12-30"),
        "level": "town",
        "title": title,
        "authority": "示例镇党委（虚构）",
        "document": DOCUMENT,
        "material": material,
    }


def units(found: list[dict[str, str]]) -> Iterator[Plain]:
    """The town, its office, and the organisations."""
    heard = {"heard_results": True, "heard_problems": True}
    yield {
        "id": TOWN,
        "level": "town",
        "parent": None,
        "end": None,
        "name": "示例镇党委（虚构）",
        "meetings": [
            {"id": "M-1", **dated("2016-06-29", "2016-06-30"), "kind": "progress", "by": TOWN, "title": "上半年项目推进专题会", **heard},
            {"id": "M-2", **dated("2016-12-28", "2016-12-29"), "kind": "progress", "by": TOWN, "title": "下半年项目推进专题会", **heard, "heard_problems": False},
        ],
    }  # fmt: skip
    yield {"id": OFFICE, "level": "office", "parent": TOWN, "end": None, "name": "示例镇党委组织科（虚构）"}
    for row in found:
        level = {"rural": "village"}.get(row["organisation"], "department")
        days = Days(row["id"])
        unit: Plain = {"id": row["id"], "level": level, "parent": TOWN, "end": None, "name": f"{row['name']}（虚构）",
                       "organisation": row["organisation"]}  # fmt: skip
        if "no_agenda" not in row["case"] and "nothing" not in row["case"]:
            day = days.span("2016-02-15", "2016-03-11")
            unit["meetings"] = [{"id": "M-1", **dated(day, days.after(day, 3)), "kind": "agenda", "by": row["id"],
                                 "title": "研究党建工作项目化管理"}]  # fmt: skip
        if row["id"] in HONOURED:
            unit["recognitions"] = [_honour("先进党组织", row["id"] != HONOURED[-1])]
        facts = {"members": row["members"], "members_involved": row["involved"]}
        unit["facts"] = {key: int(value) for key, value in facts.items() if value}
        yield unit


class _Foundation:
    """The foundation project of an organisation.

    Cases: `nothing` and `no_base` (there is none), `late_base`, `added_base` (filed in June), `not_listed` (in the form), `flat` and
    `lowered` (a target), `new` (no targets of the year before), `plan_gap` (the plan lacks what the Handbook asks of its kind),
    `short` (theme days in the second half), `no_half` (no report for the first half), `reviewed` and `accepted_base` (and need not be).
    """

    def __init__(self, row: dict[str, str]) -> None:
        self.unit, self.kind, self.case = row["id"], row["organisation"], row["case"].split()
        self.name = row["name"].removesuffix("党支部")
        self.days = Days(f"B-{row['id']}")

    def plain(self) -> Plain:
        """The project as it stands in the portfolio."""
        found: Plain = {
            "id": f"B-{self.unit}",
            "title": f"{self.name}规范组织生活",
            "year": 2016,
            "category": "foundation",
        }
        found |= {
            "lead_unit": self.unit,
            "parent": None,
            "responsibilities": list(responsibilities(self.unit, ())),
        }
        filed = self.days.span("2016-03-01", "2016-03-30")
        filed = (
            "2016-06-14" if "added_base" in self.case else "2016-04-06" if "late_base" in self.case else filed
        )
        found["filings"] = [
            {"id": "F-1", **dated(filed, self.days.after(filed, 2)), "by": self.unit, "form": "not_listed" not in self.case,
             "supplement": "added_base" in self.case, "steps": []}
        ]  # fmt: skip
        found["baselines"] = [{"version": 1, **dated(filed, filed), "quantities": list(self.quantities())}]
        found["reports"] = list(self.reports())
        visit = self.days.span("2016-08-01", "2016-10-28")
        found["inspections"] = [
            {
                "id": "I-1",
                **dated(visit, self.days.after(visit, 3)),
                "kind": "routine",
                "by": OFFICE,
                "findings": [],
            }
        ]
        found["assessments"] = list(assessments(self.days, visit, self.days.random.randrange(78, 96)))
        if "reviewed" in self.case:
            found["panels"] = [
                {"id": "PA-1", **dated("2016-04-08", "2016-04-08"), "kind": "review", "by": TOWN}
            ]
        if "accepted_base" in self.case:
            found["acceptances"] = [
                {"id": "A-1", **dated("2016-12-14", "2016-12-15"), "by": OFFICE, "passed": True}
            ]
        return found

    def quantities(self) -> Iterator[Plain]:
        title, times = ITEM[self.kind]
        asked = [
            ("支部党员大会", 4, 5, None),
            ("党课", 4, 4, 4),
            ("主题党日", 0, 12, None),
            (title, 2 * times - 1, 2 * times, None),
        ]
        if "flat" in self.case:
            asked[0] = ("支部党员大会", 5, 5, None)
        if "lowered" in self.case:
            asked[0] = ("支部党员大会", 6, 5, None)
        for n, (name, before, now, limit) in enumerate(asked, start=1):
            if name == title and "plan_gap" in self.case:
                continue
            amounts = [{"period": "2015", "value": before}] if before and "new" not in self.case else []
            yield {"id": f"Q-{n}", "title": name, "kind": "period", "unit": "次", "better": "higher", "limit": limit,
                   "amounts": [*amounts, {"period": "2016", "value": now}]}  # fmt: skip
        if "new" not in self.case and self.kind == "rural":
            yield {"id": "Q-5", "title": "党费迟缴", "kind": "period", "unit": "人次", "better": "lower", "limit": 0,
                   "amounts": [{"period": "2015", "value": 2}, {"period": "2016", "value": self.days.random.randrange(2)}]}  # fmt: skip

    def reports(self) -> Iterator[Plain]:
        times = ITEM[self.kind][1]
        for n, (day, entered, themes) in enumerate(
            (("2016-06-30", "2016-07-05", 0), ("2016-12-20", "2016-12-22", 6)), start=1
        ):
            if n == 1 and "no_half" in self.case:
                continue
            done = [
                ("Q-1", 2 + n // 2),
                ("Q-2", 2),
                ("Q-3", themes - 1 if "short" in self.case and n == 2 else themes),
                ("Q-4", times),
            ]
            achieved = [{"quantity": q, "value": value} for q, value in done
                        if (q != "Q-3" or n == 2) and not (q == "Q-4" and "plan_gap" in self.case)]  # fmt: skip
            yield {
                "id": f"H-{n}",
                **dated(day, entered),
                "kind": "half_yearly",
                "period": f"2016-H{n}",
                "by": self.unit,
                "progress": [],
                "achieved": achieved,
            }


def responsibilities(unit: str, case: tuple[str, ...]) -> Iterator[Plain]:
    """The secretary answers first, the deputy directly: but for the cases `not_secretary` and `no_direct`."""
    since = {"from": "2016-01-01", "recorded": "2016-01-08"}
    first = 2 if "not_secretary" in case else 1
    yield {"role": "first_responsible", "officer": f"O-{unit}-{first}", **since}
    if "no_direct" not in case:
        yield {"role": "direct_responsible", "officer": f"O-{unit}-2", **since}


def assessments(days: Days, visit: str, score: int, case: tuple[str, ...] = ()) -> Iterator[Plain]:
    """A routine check in the year, and figures, judgement and effect together with the year's end."""
    if "no_routine" not in case:
        yield {
            "id": "S-1",
            **dated(visit, days.after(visit, 3)),
            "input": "routine",
            "by": OFFICE,
            "score": score,
        }
    day = days.span("2016-12-20", "2016-12-23")
    for n, kind in enumerate(("year_end", "effect", "quantity", "quality"), start=2):
        if kind == "effect" and "apart" in case:
            day = days.span("2016-12-26", "2016-12-28")
        given = min(max(score + days.random.randrange(-3, 4), 50), 100)
        yield {"id": f"S-{n}", **dated(day, day), "input": kind, "by": OFFICE, "score": given}


def portfolio() -> Plain:
    """The whole, as plain data."""
    found = organisations()
    kinds = {row["id"]: row["organisation"] for row in found}
    registers = ("filings", "letters", "baselines", "reports", "inspections", "comments", "judgements", "meetings", "evidence", "panels",
                 "surveys", "assessments", "disclosures", "experiences", "recognitions", "acceptances", "carry_overs", "excuses", "rulings")  # fmt: skip
    projects = [
        _Foundation(row).plain() for row in found if not {"nothing", "no_base"} & set(row["case"].split())
    ]
    projects += [former(row) for row in rows("former.csv")]
    for row in rows("projects.csv"):
        project = OwnChoice(row, kinds)
        plain = project.plain()
        plain["responsibilities"] = list(responsibilities(row["org"], project.case))
        plain["assessments"] = (
            list(assessments(project.days, project.visit, int(row["routine"]), project.case))
            if project.established
            else []
        )
        projects.append(plain)
    return {
        "projgov": 1,
        "id": "dangjian-2016",
        "note": NOTE,
        "registers": {name: {"complete_through": YEAR_END} for name in registers},
        "units": list(units(found)),
        "officers": list(officers(found)),
        "projects": projects,
    }


if __name__ == "__main__":
    write(portfolio, "dangjian")
