"""The units and people of jingxihua-2012, none of whom exists."""

from __future__ import annotations

import random
from collections.abc import Iterator

import attrs
from tools.portfolios.writing import Plain

COUNTY, BUREAU = "U-00", "U-01"
MADE_UP = "（虚构）"
OFFICES = (
    "发展改革局", "财政局", "教育局", "卫生局", "交通运输局", "水务局", "农业局", "林业局", "畜牧局", "国土资源局", "住房建设局", "环境保护局",
    "民政局", "人力资源社会保障局", "司法局", "审计局", "统计局", "文体广电局", "旅游局", "商务局", "工业信息局", "安监局", "食品药品监管局",
    "扶贫办", "搬迁办", "科技局", "水文站", "档案局", "机关事务局", "供销社", "气象局", "烟草局", "公路段", "党委办公室", "政府办公室",
    "组织部", "宣传部", "统战部", "农工委", "党校",
)  # fmt: skip
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
SURNAMES = "张李王赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩"
GIVEN = tuple(a + b for a in "样示举假虚拟仿设" for b in "甲乙丙丁戊己庚辛壬癸")
"""Given names that nobody bears: “sample A”, “example B” …"""
OF_DEPARTMENT = (
    ("head", "section"),
    *(("deputy_head", "section_deputy"),) * 2,
    *(("section_head", "sub_section"),) * 7,
)
OF_TOWN = (("secretary", "section"), ("head", "section"), *(("deputy_head", "section_deputy"),) * 3,
           *(("section_head", "sub_section"),) * 6)  # fmt: skip
OF_COUNTY = (("secretary", "county"), ("head", "county"), *(("deputy_head", "county_deputy"),) * 10)
CASES = {"O-015": "leave", "O-016": "missing", "O-017": "late", "O-018": "none"}
"""Cadres whose logs are looked at by hand: on leave, without two, with one that came late, without fault."""
CAPACITY = 5
"""How many days of the trial an officer can write of: so much work nobody answers for more."""


@attrs.frozen
class Person:
    """Somebody with one post. Those of a village have no rank that is managed."""

    id: str
    name: str
    unit: str
    post: str
    rank: str

    @property
    def cadre(self) -> bool:
        """Whether of sub-section rank and above."""
        return self.rank != "staff"

    @property
    def case(self) -> str:
        """What is set for this person's logs, empty where it is drawn."""
        return CASES.get(self.id, "")

    def plain(self) -> Plain:
        held = {"unit": self.unit, "post": self.post, "rank": self.rank, "from": "2011-03-01", "to": None}
        return {"id": self.id, "name": self.name, "posts": [held]}


class Staff:
    """All units with their people, and how much each has to answer for."""

    def __init__(self) -> None:
        self.names = {COUNTY: "示例县", BUREAU: "示例县督查局"}
        self.parents = {BUREAU: COUNTY}
        self.departments = [BUREAU]
        for number, office in enumerate(OFFICES, start=2):
            self._unit(f"U-{number:02}", f"示例县{office}", COUNTY)
            self.departments.append(f"U-{number:02}")
        self.towns: list[str] = []
        self.villages: dict[str, list[str]] = {}
        for number, stem in enumerate(STEMS, start=1):
            town = f"T-{number:02}"
            self._unit(town, f"{stem}镇", COUNTY)
            self.towns.append(town)
            self.villages[town] = [f"V-{number:02}{n}" for n in (1, 2, 3)]
            for n, village in enumerate(self.villages[town]):
                self._unit(village, f"{stem}镇{'一二三'[n]}村", town)
        self.people: list[Person] = []
        self._load: dict[str, int] = {}
        self.of: dict[str, list[Person]] = {}
        for posts, where in ((OF_COUNTY, [COUNTY]), (OF_DEPARTMENT, self.departments), (OF_TOWN, self.towns)):
            for unit in where:
                for post, rank in posts:
                    self._person(unit, post, rank)
        for unit in (v for town in self.towns for v in self.villages[town]):
            self._person(unit, "staff", "staff")

    def _unit(self, key: str, name: str, parent: str) -> None:
        self.names[key], self.parents[key] = name, parent

    def _person(self, unit: str, post: str, rank: str) -> None:
        count = len(self.people)
        name = SURNAMES[count % len(SURNAMES)] + GIVEN[count // len(SURNAMES)]
        person = Person(f"O-{count + 1:03}", name, unit, post, rank)
        self.people.append(person)
        self.of.setdefault(unit, []).append(person)

    def short(self, unit: str) -> str:
        """The name of a unit without that of the county."""
        return self.names[unit].removeprefix("示例县")

    def town_of(self, unit: str) -> str | None:
        """The town of a village or of a town itself; None of a department."""
        return (
            unit if unit in self.towns else self.parents[unit] if self.parents[unit] in self.towns else None
        )

    def first(self, unit: str) -> str:
        """Who stands first in a unit."""
        return self.of[unit][0].id

    def answering(self, unit: str, weight: int) -> str:
        """Who answers for one more piece of work in a unit: whoever has least so far, the lowest in rank first."""
        least = min(reversed(self.of[unit]), key=lambda person: self._load.get(person.id, 0))
        load = self._load.get(least.id, 0) + weight
        assert load <= CAPACITY or not least.cadre, f"{unit} has more work than people"
        self._load[least.id] = load
        return least.id


def units(staff: Staff) -> Iterator[Plain]:
    """All units; the county with what it asked, made public and was honoured for, towns with the visits of leaders."""
    for key, name in staff.names.items():
        level = "town" if key in staff.towns else "village" if key.startswith("V") else "department"
        found: Plain = {"id": key, "name": name + MADE_UP, "level": "county" if key == COUNTY else level}
        found["parent"] = staff.parents.get(key)
        if key == COUNTY:
            found |= county()
        elif key in staff.towns:
            found["inspections"] = list(visits(key, staff))
        yield found


def county() -> Plain:
    """What is on record of the county itself: in May the screen showed nothing, and the bulletin of August came late."""
    surveys = [
        {
            "id": "S-1",
            "kind": "satisfaction",
            "by": COUNTY,
            "asked": 2000,
            "answered": 1930,
            "rate": "86.2",
            **_on("2011-12-08"),
        },
        {
            "id": "S-2",
            "kind": "satisfaction",
            "by": COUNTY,
            "asked": 2000,
            "answered": 1955,
            "rate": "92.4",
            **_on("2012-12-06"),
        },
        {
            "id": "S-3",
            "kind": "safety",
            "by": COUNTY,
            "asked": 2000,
            "answered": 1955,
            "rate": "96.1",
            **_on("2012-12-06"),
        },
        {"id": "S-4", "kind": "opinion", "by": COUNTY, "asked": 800, "answered": 640, **_on("2012-05-15")},
        {"id": "S-5", "kind": "opinion", "by": COUNTY, "asked": 800, **_on("2012-10-16")},
    ]
    shown: list[Plain] = []
    for month in range(1, 12):
        for sort, kind, channel, audience in (
            ("D", "progress", "party_website", "public"),
            ("E", "progress", "led", "public"),
            ("B", "bulletin", "document", "units"),
        ):
            if (month, sort) == (5, "E"):
                continue
            on = f"2012-{month + 1:02}-{'14' if (month, sort) == (8, 'B') else '07'}"
            told = {"kind": kind, "channel": channel, "audience": audience, "period": f"2012-{month:02}"}
            shown.append({"id": f"{sort}-{month:02}", **told, **_on(on)})
    honour = {
        "id": "H-1",
        "level": "provincial",
        "title": "全省平安建设先进县",
        "authority": "省综治委",
        **_on("2012-03-20"),
    }
    return {
        "facts": {"last_robbery": "2008-10-20"},
        "surveys": surveys,
        "recognitions": [honour],
        "disclosures": shown,
    }


def visits(town: str, staff: Staff) -> Iterator[Plain]:
    """The visits of the twelve leaders of the county to a town: 28 of all in each, 504 in the year, 42 of each leader."""
    drawn = random.Random(f"jingxihua-2012 visits {town}")  # noqa: S311  # data to look at, not secrets
    leaders = [person.id for person in staff.of[COUNTY]]
    days = sorted(f"2012-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}" for _ in range(28))
    first = staff.towns.index(town) * 28
    for number, on in enumerate(days):
        leader = leaders[(first + number) % len(leaders)]
        yield {"id": f"V-{number + 1:02}", "kind": "site_visit", "officer": leader, **_on(on)}


def _on(day: str) -> Plain:
    return {"occurred": day, "recorded": day}
