"""Makes `packs/mudanjiang/mudanjiang-2012.json`: a year of a city's execution model, all of it made up but the figures.

The figures that the document gives are totals here: 11 firms, each with a member of the standing committee; 2,400 offices, of
which 30 and then 102 meet the criteria; 41 supervisors; seven rounds of inspection with 22 cases. Everything that is not in order
stands in the tables of `mudanjiang_cases`. Days and marks are drawn by a generator of its own for each record, from a fixed seed, so
that a change of one record changes nothing else.

    python -m tools.portfolios.mudanjiang_2012 [FILE]
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tools.portfolios.mudanjiang_cases import (
    CASES,
    COUNTIES,
    DEPARTMENTS,
    ITEMS,
    LISTED,
    NOMINEES,
    OFFICES,
    OTHER_FINDINGS,
    ROUNDS,
    SCHEMES,
    WORKS,
)
from tools.portfolios.writing import Plain, write

NOTE = {
    "zh": "本数据除几个总数外全部虚构：单位、人员、事项、问题和评分均由脚本生成，不对应任何真实的单位和个人。总数依据材料：重点企业11户，"
    "科室2400个、两年分别筛选30个和102个，社会监督员41名，明察暗访7次、查处22起。年度按2012年，属假定。",
    "en": "Everything here is made up but a few totals: units, people, works, findings and marks come from a script and stand for no "
    "real unit or person. The totals are those of the document: 11 firms, 2,400 offices of which 30 and 102 were chosen, 41 "
    "supervisors, 7 inspections and 22 cases. That the year is 2012 is assumed.",
}
SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧"
GIVEN = ("样例", "示例", "举例", "假设", "虚设", "拟名", "代称")
YEAR_END = "2012-12-31"
ASSESSED = 24
"""How many departments lead items of work."""
INPUTS = ("routine", "year_end", "self", "review", "documents", "effect", "quantity", "quality")
STAGES = (
    ("solicitation", 2, 3),
    ("progress", 5, 6),
    ("feedback", 8, 9),
    ("summary", 12, 12),
    ("result", 12, 12),
)
CHANNEL_UNIT = {"supervision": "WATCH", "discipline": "DISC", "media": "NEWS", "department": "D-24"}
SORT = {"禁令-3": "weak_duty", "禁令-6": "misconduct", "禁令-10": "poor_execution"}


class Drawn:
    """Days and numbers of one record."""

    def __init__(self, key: str) -> None:
        self.random = random.Random(f"mudanjiang-2012 {key}")  # noqa: S311  # data to look at, not secrets

    def day(self, first: str, last: str) -> date:
        """A day from `first` through `last` (month and day)."""
        begin, end = (date.fromisoformat(f"2012-{d}") for d in (first, last))
        return begin + timedelta(days=self.random.randrange((end - begin).days + 1))

    def mark(self, least: int, most: int) -> int:
        return self.random.randrange(least, most + 1)


def dated(day: date | str, later: int = 0) -> Plain:
    """The days on which something occurred and was recorded."""
    occurred = day if isinstance(day, date) else date.fromisoformat(day)
    return {"occurred": occurred.isoformat(), "recorded": (occurred + timedelta(days=later)).isoformat()}


# ------------------------------------------------------------------------------------------------------- units and people


def department(number: int) -> str:
    return f"D-{number:02}"


def people() -> list[Plain]:
    """All officers: members of the committee, leaders of the government, teams of departments, staff, supervisors."""
    posts: list[tuple[str, str, str]] = [(f"member-{n:02}", "CITY", "standing_member") for n in range(1, 12)]
    posts.append(("mayor", "GOV", "head"))
    posts += [(f"vice-{n}", "GOV", "deputy_head") for n in range(1, 6)]
    for n in range(1, len(DEPARTMENTS) + 1):
        posts.append((f"head-{n:02}", department(n), "head"))
    posts += [(f"deputy-{n:02}", department(n), "deputy_head") for n in range(1, ASSESSED + 1)]
    posts += [(f"watch-{n}", "WATCH", "staff") for n in range(1, 5)]
    posts += [(f"clerk-{n:02}", department(n), "staff") for n in range(1, 17)]
    posts += [(f"voice-{n:02}", "WATCH", "supervisor") for n in range(1, 42)]
    names = [f"{surname}{given}" for given in GIVEN for surname in SURNAMES]
    return [
        {
            "id": key,
            "name": name,
            "posts": [{"unit": unit, "post": post, "from": "2011-01-01", "to": None}],
        }
        for (key, unit, post), name in zip(posts, names, strict=False)
    ]


def offices() -> Iterator[Plain]:
    """The 2,400 offices: 45 in each department, 150 in each of the four districts; the first 102 key ones are spread evenly."""
    parents = [department(n) for n in range(1, len(DEPARTMENTS) + 1) for _ in range(45)]
    parents += [f"C-{n:02}" for n in range(1, 5) for _ in range(150)]
    chosen = {round(n * len(parents) / 102): n + 1 for n in range(102)}
    counted: dict[str, int] = {}
    for index, parent in enumerate(parents):
        counted[parent] = counted.get(parent, 0) + 1
        drawn = Drawn(f"K-{index + 1:04}")
        key = chosen.get(index)
        name = f"{unit_name(parent)}第{counted[parent]}科（虚构）"
        found: Plain = {"id": f"K-{index + 1:04}", "name": name, "level": "office", "organisation": "agency", "parent": parent,
                        "facts": traits(key, drawn)}  # fmt: skip
        if key is not None:
            found |= reviewed(OFFICES.get(key, ""), found["id"], drawn)
        yield found


def traits(key: int | None, drawn: Drawn) -> dict[str, bool]:
    """The four criteria of an office: the first 30 key offices serve firms and the public, the others one of them."""
    if key is not None:
        power = drawn.mark(0, 2)
        both, business = key <= 30, drawn.mark(0, 1) == 0
        return {"real_power": power != 1, "key_post": power != 0,
                "serves_business": both or business, "serves_public": both or not business}  # fmt: skip
    kind = drawn.mark(
        0, 9
    )  # of the others three in ten have power and serve nobody outside, two serve and have none
    return {
        "real_power": kind < 2,
        "key_post": kind in (1, 2),
        "serves_business": kind == 3,
        "serves_public": kind in (3, 4),
    }


def reviewed(case: str, key: str, drawn: Drawn) -> Plain:
    """What became of a key office: promise, review, satisfaction."""
    promise = drawn.day("05-08", "05-20") if case == "late_promise" else drawn.day("03-05", "04-27")
    review, survey = drawn.day("08-20", "09-28"), drawn.day("10-22", "11-30")
    if case == "disorder":
        review, survey = survey, review
    ballots: list[Plain] = [
        {"id": f"B-{n}", "category": category, "score": drawn.mark(78, 98)}
        for n, category in enumerate(("deputy", "deputy", "cppcc", "cppcc", "public", "public"), start=1)
        if not (case == "no_cppcc" and category == "cppcc")
    ]
    if case == "own_vote":
        ballots.append({"id": "B-7", "category": "other", "score": 100, "unit": key})
    rate = int(case.split(":")[1]) if case.startswith("rate") else drawn.mark(82, 97)
    found: Plain = {
        "disclosures": [{"id": "P-1", "kind": "commitment", "audience": "public", "channel": "newspaper", **dated(promise, 1)}],
        "panels": [{"id": "R-1", "kind": "review", **dated(review, 2), "members": len(ballots), "ballots": ballots}],
        "surveys": [{"id": "S-1", "kind": "satisfaction", **dated(survey, 3), "asked": 120, "answered": 100, "satisfied": rate}],
    }  # fmt: skip
    if case == "no_promise":
        found["disclosures"] = []
    if case == "no_survey":
        found["surveys"] = []
    return found


def unit_name(key: str) -> str:
    """The bare name of a department or county."""
    number = int(key[2:])
    return f"示例{DEPARTMENTS[number - 1]}局" if key.startswith("D") else f"示例{COUNTIES[number - 1]}"


def units() -> Iterator[Plain]:
    """City, government, the parties of supervision, departments, counties, firms, offices."""
    agency: Plain = {"organisation": "agency"}
    yield {"id": "CITY", "name": "示例市委（虚构）", "level": "city", **agency, "parent": None}
    yield {"id": "GOV", "name": "示例市政府（虚构）", "level": "city", **agency, "parent": "CITY"}
    yield {"id": "WATCH", "name": "示例督查办（虚构）", "level": "department", **agency, "parent": "CITY",
           "facts": {"capacity": "督查办"}, "inspections": [*rounds(), *other_checks()]}  # fmt: skip
    for key, name, capacity in (("DISC", "示例纪委（虚构）", "纪委"), ("NEWS", "示例日报社（虚构）", "媒体"), ("AUDIT", "示例审计局（虚构）", "专业部门")):  # fmt: skip
        yield {
            "id": key,
            "name": name,
            "level": "department",
            **agency,
            "parent": "CITY",
            "facts": {"capacity": capacity},
        }
    for n in range(1, len(DEPARTMENTS) + 1):
        key = department(n)
        found: Plain = {"id": key, "name": f"{unit_name(key)}（虚构）", "level": "department", **agency, "parent": "GOV",
                        "facts": {"capacity": "承办部门"}}  # fmt: skip
        if n <= ASSESSED:
            found["panels"] = [assessment_panel(n)]
        yield found
    for n in range(1, len(COUNTIES) + 1):
        yield {
            "id": f"C-{n:02}",
            "name": f"{unit_name(f'C-{n:02}')}（虚构）",
            "level": "county",
            **agency,
            "parent": "CITY",
        }
    for n in range(1, 12):
        yield {"id": f"F-{n:02}", "name": f"示例企业{n}（虚构）", "organisation": "enterprise", "parent": None,
               "linked_leaders": [f"member-{n:02}"]}  # fmt: skip
    yield from offices()


def assessment_panel(number: int) -> Plain:
    """Deputies, members of the CPPCC, supervisors and media judge a department; two panels are not as they should be."""
    drawn = Drawn(f"panel-{number}")
    least = drawn.mark(74, 86)
    ballots: list[Plain] = [
        {"id": f"B-{n}", "category": category, "score": drawn.mark(least, least + 12)}
        for n, category in enumerate(("deputy", "deputy", "cppcc", "cppcc", "supervisor", "supervisor", "media", "media"), start=1)
        if not (number == 9 and category == "media")
    ]  # fmt: skip
    if number == 17:
        ballots.append({"id": "B-9", "category": "other", "score": 100, "unit": department(number)})
    return {
        "id": "R-1",
        "kind": "assessment",
        **dated(drawn.day("12-17", "12-21"), 3),
        "members": len(ballots),
        "ballots": ballots,
    }


# --------------------------------------------------------------------------------------------------------------- findings


def against(target: str) -> Plain:
    """The unit or the person that a case is about; the other is known to be none."""
    sort, key = target.split(":")
    return (
        {"against_unit": key, "against_officer": None}
        if sort == "U"
        else {"against_unit": None, "against_officer": key}
    )


def rounds() -> Iterator[Plain]:
    """The seven large inspections with their 22 cases, each found by one or several channels."""
    for number, day in enumerate(ROUNDS, start=1):
        findings: list[Plain] = []
        for of, clause, target, matter, channels in CASES:
            for channel in channels.split() if of == number else ():
                found: Plain = {"id": f"X-{number}{len(findings) + 1:02}", "channel": channel, "category": SORT.get(clause, "inaction"),
                                "matter": matter, "clause": clause, **against(target)}  # fmt: skip
                if channel == "hotline":
                    found |= {"received": day, "assigned_to": "WATCH"}
                findings.append(found)
        partners = ["DISC", "D-24", "NEWS"] if number != 3 else ["DISC", "NEWS"]
        yield {
            "id": f"V-{number}",
            "kind": "undercover",
            **dated(day, 2),
            "by": "WATCH",
            "with_units": partners,
            "findings": findings,
        }


def other_checks() -> Iterator[Plain]:
    """What the channels found apart from the seven inspections, kept by the supervision office."""
    findings = [
        {"id": f"Y-{n:02}", **found, "against_officer": None}
        for n, found in enumerate(OTHER_FINDINGS, start=1)
    ]
    yield {"id": "V-8", "kind": "other", **dated("2012-11-30", 3), "by": "WATCH", "findings": findings}


# -------------------------------------------------------------------------------------------------------- items of work


class Item:
    """One item of work."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.id = f"W-{number:02}"
        scheme, index = divmod(number - 1, 6)
        self.scheme = SCHEMES[scheme]
        self.title = WORKS[self.scheme][index]
        self.cases = ITEMS.get(self.id, set())
        same = next((c.split(":")[1] for c in self.cases if c.startswith("same_as")), self.id)
        self.leader = (int(same[2:]) - 1) % ASSESSED + 1
        self.content = same
        self.drawn = Drawn(self.id)

    def has(self, case: str) -> bool:
        return case in self.cases

    def value(self, case: str) -> list[str]:
        return sorted(c.split(":")[1] for c in self.cases if c.startswith(f"{case}:"))

    def plain(self) -> Plain:
        drawn = self.drawn
        end = drawn.day("12-12", "12-28")
        decided = drawn.day("01-04", "01-13")
        assigned = decided + timedelta(
            days=drawn.mark(13, 20) if self.has("late_registration") else drawn.mark(3, 9)
        )
        lead, co = department(self.leader), department(self.leader % len(DEPARTMENTS) + 1)
        found: Plain = {"id": self.id, "title": self.title, "kind": "key_work", "level": "city",
                        "source": ("higher_level", "party_congress", "plenary", "standing_committee", "government_meeting")[self.number % 5],
                        "livelihood": self.scheme == "民生实事" or self.number in (25, 26, 55), "specialised": self.number % 7 == 0,
                        "facts": {"scheme": self.scheme}, "lead_unit": lead, "co_units": [co],
                        "content": f"{WORKS[SCHEMES[(int(self.content[2:]) - 1) // 6]][(int(self.content[2:]) - 1) % 6]}按年度计划实施",
                        "measures": "倒排工期，分片包干", "requirements": "每季报告进展", "goal": "年内完成建设任务并投入使用",
                        "task_lists": [("市委重点工作任务分解", "市政府重点工作任务分解")[self.number % 2]],
                        "decided": decided.isoformat(), "assigned": assigned.isoformat(), "end": end.isoformat()}  # fmt: skip
        if not self.has("no_track"):
            found["track"] = (
                "difficult" if self.has("slow") or self.value("marks") or self.number % 10 == 9 else "routine"
            )
        for case, field in (("no_goal", "goal"), ("no_measures", "measures")):
            if self.has(case):
                del found[field]
        found["responsibilities"] = list(self.responsibilities(lead, co, assigned))
        found["baselines"] = [self.baseline(assigned, end)]
        found["reports"] = list(self.reports(end, lead))
        found["inspections"] = list(self.inspections(found["specialised"]))
        found["judgements"] = list(self.judgements())
        found["assessments"] = list(self.assessments())
        found["disclosures"] = list(self.disclosures(found["livelihood"], lead))
        return found

    def responsibilities(self, lead: str, co: str, day: date) -> Iterator[Plain]:
        since = {"from": day.isoformat(), "to": None}
        vice = "mayor" if self.number % 6 == 0 else f"vice-{self.number % 6}"
        if not self.has("no_contact_card"):
            yield {"role": "contact_card", "officer": f"member-{self.number % 11 + 1:02}", **since}
        if not self.has("no_duty_card"):
            yield {"role": "duty_card", "officer": vice, **since}
        yield {"role": "supervision_card", "unit": co if self.has("foreign_card") else lead, **since}
        yield {"role": "linked_leader", "officer": vice, **since}
        if self.has("two_leaders"):
            yield {"role": "linked_leader", "officer": "member-01", **since}
        to = "2012-08-31" if self.has("unowned") else None
        yield {
            "role": "responsible_leader",
            "officer": f"head-{self.leader:02}",
            "from": day.isoformat(),
            "to": to,
        }
        if not self.has("gap"):
            yield {"role": "supporting_unit", "unit": co, **since}

    def baseline(self, day: date, end: date) -> Plain:
        last = (date(2013, 1, 31) if self.has("plan_too_late") else end).isoformat()
        planned = (60, 50, 75, 100) if self.has("disorder") else (20, 50, 75, 100)
        dues = ("2012-03-31", "2012-06-30", "2012-09-30", last)
        titles = ("开工", "过半", "主体完成", "建成")
        steps = zip(titles, dues, planned, strict=True)
        return {"version": 1, **dated(day), "milestones": [
            {"id": f"M{n}", "title": t, "due": d, "planned_progress": p} for n, (t, d, p) in enumerate(steps, start=1)]}  # fmt: skip

    def reports(self, end: date, lead: str) -> Iterator[Plain]:
        drawn = self.drawn
        first, second = drawn.mark(15, 24), drawn.mark(48, 56)
        third = second + (drawn.mark(0, 4) if self.has("slow") else drawn.mark(20, 28))
        (last,) = [int(v) for v in self.value("late")] or [100]
        finished = end - timedelta(days=drawn.mark(0, 8))
        if last < 100:
            finished = date(2012, 12, 5)
        for n, (day, value) in enumerate(
            (
                (date(2012, 3, 31), first),
                (date(2012, 6, 30), second),
                (date(2012, 9, 30), third),
                (finished, last),
            ),
            start=1,
        ):
            yield {"id": f"R-{n}", "kind": "quarterly", "period": f"2012-Q{n}", **dated(day), "by": lead,
                   "progress": [{"value": value, "source": "self_reported"}]}  # fmt: skip

    def inspections(self, specialised: bool) -> Iterator[Plain]:
        if not self.has("no_check"):
            found: Plain = {"id": "I-1", "kind": "routine", **dated(self.drawn.day("04-09", "06-15"), 2), "by": "WATCH",
                            "officer": f"watch-{self.number % 4 + 1}", "situation": "现场查看，听取汇报"}  # fmt: skip
            found["with_units"] = ["AUDIT"] if specialised and not self.has("no_expert") else []
            yield found
        if self.id in LISTED:
            yield {"id": "I-2", "kind": "site_visit", **dated("2012-10-15", 1), "by": "WATCH", "officer": "watch-1",
                   "situation": "驻点督办", "with_units": []}  # fmt: skip

    def judgements(self) -> Iterator[Plain]:
        marks = ("领导重视程度高", "群众关注度高", "落实难度大")
        for n in range(int(*self.value("marks")) if self.value("marks") else 0):
            yield {
                "id": f"J-{n + 1}",
                "criterion": marks[n],
                "holds": True,
                **dated("2012-03-12"),
                "by": "WATCH",
            }

    def assessments(self) -> Iterator[Plain]:
        least = self.drawn.mark(72, 88)
        for n, name in enumerate(INPUTS, start=1):
            day = self.drawn.day("05-10", "10-31") if name == "routine" else self.drawn.day("12-17", "12-28")
            score = self.drawn.mark(least, least + 10)
            if not self.has(f"no_{name}"):
                yield {"id": f"A-{n}", "input": name, "score": score, **dated(day)}

    def disclosures(self, livelihood: bool, lead: str) -> Iterator[Plain]:
        for n, (kind, first, last) in enumerate(STAGES if livelihood else (), start=1):
            day = self.drawn.day("12-12", "12-20") if kind == "summary" else self.drawn.day("12-24", "12-30")
            if first < 12:
                day = self.drawn.day(f"{first:02}-10", f"{last:02}-27")
            if kind in self.value("late_disclosure"):
                day = date(2012, 7, 9)
            if kind not in self.value("undisclosed"):
                yield {
                    "id": f"P-{n}",
                    "kind": kind,
                    "audience": "public",
                    "channel": "newspaper",
                    **dated(day),
                    "by": lead,
                }
        if self.id in LISTED and self.id != "W-23":
            yield {
                "id": "P-9",
                "kind": "progress",
                "audience": "public",
                "channel": "newspaper",
                **dated("2012-10-22"),
                "by": "NEWS",
            }


# ---------------------------------------------------------------------------------------------- nominees and rulings


def nominees() -> Iterator[Plain]:
    """Nominees of the breakthrough award, each judged in five aspects by three members."""
    for number, (title, source, lead, marks) in enumerate(NOMINEES, start=1):
        panels = [
            {"id": f"A-{n}", "kind": "review", "criterion": aspect, **dated("2012-11-28", 1), "members": 3,
             "ballots": [{"id": f"B-{k}", "category": category, "score": mark + step}
                         for k, (category, step) in enumerate((("expert", -2), ("deputy", 0), ("leader", 2)), start=1)]}
            for n, (aspect, mark) in enumerate(zip(("理念", "机制", "方法", "技术", "实际效果"), marks, strict=True), start=1)
            if mark
        ]  # fmt: skip
        yield {"id": f"N-{number:02}", "title": title, "category": "innovation", "source": source, "level": "city",
               "lead_unit": lead, "co_units": [], "parent": None, "panels": panels}  # fmt: skip


MEASURES = {
    "禁令-1": ("training", "circular_on_unit"), "禁令-2": ("training", "circular_on_unit"),
    "禁令-3": ("circular_on_person", "circular_on_unit"), "禁令-4": ("removal", "award_bar_of_unit"),
    "禁令-5": ("removal", "award_bar_of_unit"), "禁令-6": ("removal", "award_bar_of_unit"),
    "禁令-7": ("circular_on_person", "circular_on_unit"), "禁令-8": ("removal", "circular_on_unit"),
    "禁令-9": ("training", "circular_on_unit"), "禁令-10": ("award_bar_of_person", "award_bar_of_unit"),
}  # fmt: skip
"""The rule by which each ban is answered, for a person and for a unit."""


def rulings() -> Iterator[Plain]:
    """Listings, one call to account, and what was decided on the 22 cases."""
    body: Plain = {"decision": "approved", "body": "WATCH"}
    for n, (item, until) in enumerate(LISTED.items(), start=1):
        yield {"id": f"L-{n}", **dated("2012-10-12"), **body, "document": f"示督挂〔2012〕{n}号（虚构）", "until": until,
               "about": [{"item": item, "rule": "listed_supervision.listed"}]}  # fmt: skip
    yield {"id": "L-5", **dated("2012-04-05"), "decision": "rejected", "body": "WATCH", "document": "示督挂〔2012〕5号（虚构）",
           "about": [{"item": "W-38", "rule": "listed_supervision.listed"}]}  # fmt: skip
    yield {"id": "L-6", **dated("2012-12-07"), "decision": "approved", "body": "DISC", "document": "示纪问〔2012〕1号（虚构）",
           "about": [{"item": "W-15", "rule": "listed_supervision.unit_accountable"},
                     {"item": "W-15", "rule": "person_accountability.called"}]}  # fmt: skip
    for n, (of, clause, target, matter, _) in enumerate(CASES, start=1):
        sort, key = target.split(":")
        rule = MEASURES[clause][sort == "U"]
        day = date.fromisoformat(ROUNDS[of - 1]) + timedelta(days=Drawn(f"case-{n}").mark(14, 30))
        found: Plain = {"id": f"S-{n:02}", **dated(day), "decision": "rejected" if n == 11 else "approved", "body": "DISC",
                        "document": f"示纪〔2012〕{n}号（虚构）",
                        "about": [{"unit" if sort == "U" else "officer": key, "rule": rule, "matter": matter}]}  # fmt: skip
        if rule.startswith("award_bar") and n != 15:
            found["year"] = 2012
        yield found
    yield {"id": "S-23", **dated("2012-08-30"), "decision": "approved", "body": "WATCH", "document": "示督〔2012〕9号（虚构）",
           "about": [{"unit": "D-06", "rule": "circular_on_unit", "matter": "窗口无人"}]}  # fmt: skip


def portfolio() -> Plain:
    """The whole, as plain data."""
    registers = ("baselines", "reports", "evidence", "inspections", "disclosures", "judgements", "panels", "surveys",
                 "assessments", "rulings")  # fmt: skip
    return {
        "projgov": 1,
        "id": "mudanjiang-2012",
        "note": NOTE,
        "registers": {name: {"complete_through": YEAR_END} for name in registers},
        "units": list(units()),
        "officers": people(),
        "projects": list(nominees()),
        "items": [Item(n).plain() for n in range(1, 61)],
        "rulings": list(rulings()),
    }


if __name__ == "__main__":
    write(portfolio, "mudanjiang")
