"""The projects of organisations' own choice of the portfolio dangjian-2016, from filing to honours, as their rows in the table say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.portfolios.dangjian_days import OFFICE, TOWN, Days, dated, rows
from tools.portfolios.writing import Plain

SCREENS = ("易执行操作", "易指导评估", "易总结推广", "前瞻性", "代表性", "关键性")
MARKS = ("成效显著", "成果突出", "动作成熟", "经验成型")
QUESTIONS = {"C": "贴近实际", "F": "实践前沿", "E": "较好效果"}
REVIEWED = ("2016-04-07", "2016-04-13")
ESTABLISHED = "2016-04-18"
"""The day on which the town's committee established the projects of the year."""
PROBLEMS = (
    "调研中党员群众反映较为集中",
    "上年度考核发现这方面较弱",
    "新形势下缺少可行的办法",
    "各支部普遍遇到、还没有成熟的做法",
)
NEEDS = ("每月通报一次", "每季度讲评一次", "公开接受监督", "建立台账、逐项销号")
OPINIONS = (
    "指标还可以再具体一些",
    "明确由谁负责日常工作",
    "与本单位业务结合得再紧一些",
    "注意积累可以推广的做法",
)
GUIDANCE = ("抓紧补齐台账", "进度偏慢，请分析原因", "总结前一阶段的做法", "请书记亲自协调场地")
CHANNELS = ("newspaper", "social_media", "notice_board", "radio", "tv")


def former(row: dict[str, str]) -> Plain:
    """A project of the year before, accepted then, out of which another grew."""
    days = Days(row["id"])
    filed, done = days.span("2015-03-02", "2015-03-30"), days.span("2015-12-07", "2015-12-18")
    return {
        "id": row["id"],
        "title": row["title"],
        "year": 2015,
        "category": "innovation",
        "lead_unit": row["org"],
        "parent": None,
        "filings": [
            {"id": "F-1", **dated(filed, filed), "by": row["org"], "form": True, "supplement": False,
             "steps": [{"kind": "registered", **dated("2015-04-20", "2015-04-20"), "by": TOWN}]}
        ],
        "acceptances": [{"id": "A-1", **dated(done, days.after(done, 2)), "by": OFFICE, "passed": True}],
    }  # fmt: skip


class OwnChoice:
    """One row of the table, and the records that show what it says.

    Cases, in the order of the year. Filing: `late`, `added` (within the year), `refused`, `no_form`, `no_problem`, `no_personnel`,
    `no_deadline`, `no_requirements`; `carried` (over from 2015), `carried_silently` (without a record of it),
    `carried_without_history`. Review: `no_review`, `office_established`, `opinion` (heeded), `unheeded`, `few` (below the quorum),
    `unrecused`, `screen:…` and `key:…` (not found so), `first` (the unit's first year), `mark:…` (not found), `early_review`,
    `no_operability`, `parent:…`. The year: `no_analysis:3` (quarter), `unguided` (guidance not acted on), `spot` (a random check),
    `no_publicity`, `lower` (the less the better). Its end: `missed_target`, `early_request`, `no_report`, `not_accepted`, `postponed`,
    `town_group`, `no_methods`, `no_site`, `vote` (instead of a survey), `withheld` (what the survey found), `below_class`. `own_ballot` (of the
    organisation itself, in the acceptance group), `not_over_half` (of a vote beside the survey). Assessment: `no_routine`, `apart` (the effect
    on another day than the year's end). Afterwards: `no_exemplar`, `worth` (spreading), `institution`, `no_institution`, `ungrounded`, `unspread`; `county`, `city`, `provincial` (honours), `extra`.
    """

    def __init__(self, row: dict[str, str], kinds: dict[str, str]) -> None:
        self.row, self.kinds, self.org = row, kinds, row["org"]
        self.days = Days(row["id"])
        self.case = tuple(row["case"].split())
        self.value = dict(one.partition(":")[::2] for one in self.case)
        self.old = any(one.startswith("carried") for one in self.case)
        self.established = "refused" not in self.case
        self.accepted = self.established and not {"not_accepted", "postponed"} & set(self.case)
        self.visit = self.days.span("2016-08-01", "2016-10-28")
        self.reviewed = self._reviewed()
        self.registered = "2015-04-20" if self.old else "2016-07-11" if "added" in self.case else ESTABLISHED
        self.requested = self.days.span("2016-12-01", "2016-12-06")
        self.closed = self.days.span("2016-12-12", "2016-12-16")
        self.surveyed = self.days.span("2016-12-07", "2016-12-09")

    def _reviewed(self) -> str:
        if self.old:
            return self.days.span("2015-04-07", "2015-04-14")
        return self.days.span(*(("2016-07-04", "2016-07-06") if "added" in self.case else REVIEWED))

    def plain(self) -> Plain:
        """The project as it stands in the portfolio, without those who answer for it and its assessments."""
        parent = self.value.get("parent", "null")
        found: Plain = {"id": self.row["id"], "title": self.row["title"], "year": 2015 if self.old else 2016}
        found |= {
            "category": self.row["category"],
            "lead_unit": self.org,
            "parent": None if parent == "null" else parent,
        }
        found |= {
            "filings": [self.filing()],
            "panels": list(self.panels()),
            "judgements": list(self.judgements()),
        }
        found["comments"] = list(self.comments())
        if not self.established:
            return found
        found |= {
            "letters": [] if "no_letter" in self.case else [self.letter()],
            "baselines": list(self.baselines()),
            "reports": list(self.reports()),
        }
        found["evidence"] = sorted(self.evidence(), key=lambda e: (e["occurred"], e["id"]))
        found["inspections"] = list(self.inspections())
        found["surveys"], found["meetings"] = list(self.surveys()), list(self.meetings())
        found["experiences"], found["disclosures"] = list(self.experiences()), list(self.disclosures())
        found["recognitions"], found["acceptances"] = list(self.recognitions()), list(self.acceptances())
        if "carried" in self.case or "carried_without_history" in self.case:
            day = self.days.span("2016-03-01", "2016-03-25")
            found["carry_overs"] = [{"id": "K-1", **dated(day, day), "from_year": 2015, "to_year": 2016, "approved_by": TOWN,
                                     "reason": "场地和经费落实较晚，年内没有完成"}]  # fmt: skip
        return found

    def phrase(self, choices: tuple[str, ...]) -> str:
        return self.days.random.choice(choices)

    # -- filing and review

    def filing(self) -> Plain:
        filed = (
            self.days.span("2015-03-02", "2015-03-30")
            if self.old
            else self.days.span("2016-03-01", "2016-03-31")
        )
        filed = (
            "2016-06-20"
            if "added" in self.case
            else self.days.span("2016-04-01", "2016-04-06")
            if "late" in self.case
            else filed
        )
        found: Plain = {
            "id": "F-1",
            **dated(filed, self.days.after(filed, 2)),
            "by": self.org,
            "form": "no_form" not in self.case,
        }
        found["supplement"] = "added" in self.case
        found |= {
            "need_evidence": self.phrase(PROBLEMS),
            "content": f"推行{self.row['title']}",
            "goal": f"{self.row['quantity']}：{self.row['target']}",
            "personnel": "支部委员和党小组长",
            "responsibility": "书记负总责，副书记抓落实",
            "deadline": "2015-11-30" if self.old else "2016-11-30",
            "requirements": self.phrase(NEEDS),
        }
        for case, field in (("no_problem", "need_evidence"), ("no_personnel", "personnel"), ("no_deadline", "deadline"),
                            ("no_requirements", "requirements")):  # fmt: skip
            if case in self.case:
                del found[field]
        by = OFFICE if "office_established" in self.case else TOWN
        ends = {"kind": "registered", **dated(self.registered, self.registered), "by": by}
        if not self.established:
            ends |= {"kind": "refused", "grounds": ["vague"], "by": TOWN}
        found["steps"] = [{"kind": "submitted", **dated(filed, filed), "by": OFFICE}, ends]
        return found

    def panel(self, key: str, kind: str, day: str, score: int, **more: str) -> Plain:
        """A panel of seven, five of whom came: the mean of what they gave is `score`."""
        peers = [unit for unit in self.kinds if unit != self.org]
        members = [TOWN, OFFICE, *self.days.random.sample(peers, 3)]
        offsets = [2, -2, 1, -1, 0]
        self.days.random.shuffle(offsets)
        ballots: list[Plain] = [
            {
                "id": f"B-{n}",
                "category": "leader" if n < 3 else "peer",
                "unit": unit,
                "score": min(max(score, 2), 98) + offset,
            }
            for n, (unit, offset) in enumerate(zip(members, offsets, strict=True), start=1)
        ]
        if kind == "review" and "few" in self.case:
            ballots = ballots[:4]
        if kind == "review":
            own: Plain = {"score": 99} if "unrecused" in self.case else {"recused": True}
            ballots.append({"id": "B-6", "category": "peer", "unit": self.org, **own})
        if kind == "acceptance" and "own_ballot" in self.case:
            ballots.append({"id": "B-6", "category": "peer", "unit": self.org, "score": 99})
        by = TOWN if kind == "review" or "town_group" in self.case else OFFICE
        return {
            "id": key,
            **dated(day, day),
            "kind": kind,
            **more,
            "by": by,
            "members": 7,
            "ballots": ballots,
        }

    def panels(self) -> Iterator[Plain]:
        if "no_review" not in self.case:
            score = 62 if not self.established else self.days.random.randrange(78, 95)
            yield self.panel("PA-1", "review", self.reviewed, score)
        if not self.accepted:
            return
        yield self.panel("PA-2", "acceptance", self.closed, int(self.row["benefit"]), criterion="综合效益度")
        yield self.panel(
            "PA-3", "acceptance", self.closed, int(self.row["transfer"]), criterion="经验可推广性"
        )
        if "not_over_half" in self.case:
            votes = [
                {"id": f"B-{n}", "category": "public", "vote": "yes" if n <= 12 else "no"}
                for n in range(1, 26)
            ]
            yield {
                "id": "PA-4",
                **dated(self.surveyed, self.surveyed),
                "kind": "vote",
                "by": OFFICE,
                "members": 25,
                "ballots": votes,
            }
        if "vote" in self.case:
            yes = round(int(self.row["satisfied"]) * 25 / 100)
            ballots = [
                {"id": f"B-{n}", "category": "public", "vote": "yes" if n <= yes else "abstain"}
                for n in range(1, 26)
            ]
            yield {
                "id": "PA-4",
                **dated(self.surveyed, self.surveyed),
                "kind": "vote",
                "by": OFFICE,
                "members": 25,
                "ballots": ballots,
            }

    def judgements(self) -> Iterator[Plain]:
        found: list[tuple[str, bool, str, str]] = []
        refused = {self.value.get("screen"), self.value.get("key")}
        found += [(c, c not in refused and self.established, self.reviewed, TOWN) for c in SCREENS]
        if self.row["category"] == "roll_out":
            marked = [self.days.span("2016-02-15", "2016-03-11") for _ in MARKS]
            found += [
                (c, True, d, OFFICE)
                for c, d in zip(MARKS, marked, strict=True)
                if c != self.value.get("mark")
            ]
            later = self.days.span("2016-03-14", "2016-03-31")
            found.append(("可行性", True, min(marked) if "early_review" in self.case else later, TOWN))
            if "no_operability" not in self.case:
                found.append(("可操作性", True, later, TOWN))
        if self.accepted and {"worth", "ungrounded"} & set(self.case):
            found.append(("推广价值", True, self.closed, OFFICE))
        if self.established:
            end = self.days.span("2016-12-20", "2016-12-23")
            found += [(c, code not in self.row["questions"], end, OFFICE) for code, c in QUESTIONS.items()]
        for n, (criterion, holds, day, by) in enumerate(found, start=1):
            yield {"id": f"J-{n}", **dated(day, day), "criterion": criterion, "holds": holds, "by": by}

    def comments(self) -> Iterator[Plain]:
        if {"opinion", "unheeded"} & set(self.case):
            answered = (
                self.days.after(self.registered, 10, 4)
                if "unheeded" in self.case
                else self.days.after(self.reviewed, 3, 1)
            )
            due = self.days.after(self.registered, 12, 11) if "unheeded" in self.case else self.registered
            yield {"id": "C-1", **dated(self.reviewed, self.reviewed), "mode": "written", "by": TOWN, "opinion": self.phrase(OPINIONS),
                   "due": due, "answered": answered}  # fmt: skip
        if (
            self.established
            and "added" not in self.case
            and ("unguided" in self.case or self.days.random.randrange(3) == 0)
        ):
            answered_later = None if "unguided" in self.case else self.days.span("2016-07-05", "2016-07-29")
            yield {"id": "C-2", **dated("2016-06-29", "2016-06-30"), "mode": "area_meeting", "by": TOWN, "opinion": self.phrase(GUIDANCE),
                   "heard_progress": True, "handled_problems": True, "due": "2016-07-31", "answered": answered_later}  # fmt: skip

    # -- the year

    def letter(self) -> Plain:
        day = self.days.after(self.registered, 9, 2)
        late = "early_request" in self.case
        done = [
            self.days.span("2016-08-01", "2016-10-14"),
            self.days.span("2016-12-08", "2016-12-09")
            if late
            else self.days.span("2016-11-01", "2016-11-30"),
        ]
        tasks = [
            {
                "id": f"T-{n}",
                "title": title,
                "unit": self.org,
                "officer": f"O-{self.org}-2",
                "due": due,
                "done": finished,
            }
            for n, (title, due, finished) in enumerate(
                zip(("制定办法、组织推进", "完成全年任务"), ("2016-10-31", "2016-11-30"), done, strict=True),
                start=1,
            )
        ]
        if "task_unnamed" in self.case:
            del tasks[-1]["officer"]
        return {"version": 1, **dated(day, day), "responsible": self.org, "tasks": tasks}

    def baselines(self) -> Iterator[Plain]:
        title, _, unit = self.row["quantity"].removesuffix("）").partition("（")
        higher = "lower" not in self.case
        limit = (100 if unit == "%" else None) if higher else 0
        quantity = {"id": "Q-1", "title": title, "kind": "ratio" if unit == "%" else "cumulative", "unit": unit,
                    "better": "higher" if higher else "lower", "limit": limit}  # fmt: skip
        del quantity["kind"]
        years = ["2015", "2016"] if self.old else ["2016"]
        for version, year in enumerate(years, start=1):
            day = (
                self.days.after("2015-04-20", 9, 2)
                if year == "2015"
                else "2016-03-28"
                if self.old
                else self.days.after(self.registered, 9, 2)
            )
            amounts = [{"period": one, "value": int(self.row["target"])} for one in years[:version]]
            yield {"version": version, **dated(day, day), "quantities": [quantity | {"amounts": amounts}]}

    def reports(self) -> Iterator[Plain]:
        target, done = Decimal(self.row["target"]), Decimal(self.row["done"])
        if self.old and "carried_without_history" not in self.case:
            yield {"id": "Y-0", **dated("2015-12-21", "2015-12-22"), "kind": "annual", "period": "2015", "by": self.org,
                   "progress": [], "achieved": [{"quantity": "Q-1", "value": int(target / 2)}]}  # fmt: skip
        day = self.days.span("2016-11-28", "2016-11-30")
        yield {"id": "Y-1", **dated(day, self.days.after(day, 1)), "kind": "annual", "period": "2016", "by": self.org,
               "progress": [], "achieved": [{"quantity": "Q-1", "value": int(done)}]}  # fmt: skip

    def evidence(self) -> Iterator[Plain]:
        start = self.registered
        found = [
            ("plan", self.days.after(start, 12, 2), self.org),
            ("ledger", self.days.after(start, 20, 5), self.org),
        ]
        found += [("first_results", self.days.span("2016-09-19", "2016-09-30"), self.org)]
        quarters = {
            1: ("2016-03-01", "2016-03-25"),
            2: ("2016-06-13", "2016-06-28"),
            3: ("2016-09-12", "2016-09-28"),
            4: ("2016-12-01", "2016-12-09"),
        }
        since = 1 if self.old else 4 if "added" in self.case else 3
        for quarter, span in quarters.items():
            if quarter >= since and str(quarter) != self.value.get("no_analysis"):
                found.append(("analysis", self.days.span(*span), self.org))
        if "no_report" not in self.case and "not_accepted" not in self.case:
            found.append(("final_report", self.requested, self.org))
        if "postponed" in self.case:
            found.append(("postponement", self.days.span("2016-12-05", "2016-12-16"), self.org))
        if "institution" in self.case:
            found += [("feasibility", "2016-12-19", TOWN)] if "ungrounded" not in self.case else []
            found.append(("mechanism", self.days.span("2016-12-22", "2016-12-23"), TOWN))
        for n, (kind, day, by) in enumerate(sorted(found, key=lambda e: (e[1], e[0])), start=1):
            yield {"id": f"E-{n:02}", **dated(day, self.days.after(day, 2)), "kind": kind, "by": by}

    def inspections(self) -> Iterator[Plain]:
        yield {
            "id": "I-1",
            **dated(self.visit, self.days.after(self.visit, 3)),
            "kind": "routine",
            "by": OFFICE,
            "findings": [],
        }
        if "spot" in self.case:
            day = self.days.span("2016-09-05", "2016-11-11")
            late = self.row["id"] == "N-03"
            finding = {"id": "G-1", "against_unit": self.org, "description": "台账登记不全", "due": "2016-11-25",
                       "rectified": None if late else self.days.span("2016-11-14", "2016-11-24")}  # fmt: skip
            yield {
                "id": "I-2",
                **dated(day, self.days.after(day, 2)),
                "kind": "spot_check",
                "by": OFFICE,
                "findings": [finding],
            }

    def disclosures(self) -> Iterator[Plain]:
        if "no_publicity" in self.case:
            return
        for n, channel in enumerate(self.days.random.sample(CHANNELS, 2), start=1):
            day = self.days.span("2016-08-15", "2016-12-16")
            yield {"id": f"D-{n}", **dated(day, self.days.after(day, 2)), "kind": "feature", "title": f"{self.row['title']}见成效",
                   "channel": channel, "audience": "public", "by": self.org}  # fmt: skip

    # -- its end

    def surveys(self) -> Iterator[Plain]:
        if not self.accepted or "vote" in self.case:
            return
        found: Plain = {
            "id": "V-1",
            **dated(self.surveyed, self.surveyed),
            "kind": "satisfaction",
            "by": OFFICE,
            "asked": 120,
            "answered": 100,
        }
        withheld = {"withheld": "问卷还在复核，满意数暂不提供"}
        yield found | {"satisfied": withheld if "withheld" in self.case else int(self.row["satisfied"])}

    def acceptances(self) -> Iterator[Plain]:
        if not self.accepted:
            return
        methods = ["ledger", "site", "vote" if "vote" in self.case else "survey"]
        if "no_methods" in self.case:
            methods = ["ledger"]
        if "no_site" in self.case:
            methods.remove("site")
        entered = self.days.after(self.closed, 3)
        yield {"id": "A-1", **dated(self.closed, entered), "by": OFFICE, "passed": True, "requested": self.requested,
               "report_attached": "no_report" not in self.case, "methods": methods}  # fmt: skip

    def experiences(self) -> Iterator[Plain]:
        if {"worth", "institution"} & set(self.case) and "no_exemplar" not in self.case:
            day = self.days.span("2016-11-14", "2016-12-09")
            yield {
                "id": "X-1",
                **dated(day, self.days.after(day, 3)),
                "kind": "exemplar",
                "title": f"{self.row['title']}的做法",
                "mature": True,
            }

    def meetings(self) -> Iterator[Plain]:
        if "institution" not in self.case:
            return
        yield {
            "id": "M-1",
            **dated("2016-12-20", "2016-12-21"),
            "kind": "on_site",
            "by": TOWN,
            "title": f"{self.row['title']}现场会",
        }
        if "unspread" not in self.case:
            kind = self.phrase(("discussion", "exchange"))
            yield {
                "id": "M-2",
                **dated("2016-12-27", "2016-12-28"),
                "kind": kind,
                "by": TOWN,
                "title": f"交流{self.row['title']}的做法",
            }

    def recognitions(self) -> Iterator[Plain]:
        for level, authority in (
            ("county", "示例县委组织部"),
            ("city", "示例市委组织部"),
            ("provincial", "示例省委组织部"),
        ):
            if level in self.case:
                day = self.days.span("2016-10-10", "2016-11-25")
                yield {
                    "id": "R-1",
                    **dated(day, self.days.after(day, 5)),
                    "level": level,
                    "title": "基层党建优秀项目",
                    "authority": f"{authority}（虚构）",
                }
        if "extra" in self.case:
            yield {"id": "R-2", **dated("2016-12-30", "2016-12-30"), "level": "town", "title": "创新项目奖", "authority": "示例镇党委（虚构）",
                   "document": "示例镇党发〔2016〕100号（虚构）", "material": True}  # fmt: skip


__all__ = ["OwnChoice", "former", "rows"]
