"""The units and people of `tongcheng-2024`, none of which exists, and days drawn at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from tools.portfolios.writing import Plain

T = TypeVar("T")
CITY, SUPERIOR = "U-00", "O-SUPERIOR"
TOWNS = (*(f"{stem}镇" for stem in "甲乙丙丁戊己庚辛壬癸"), *(f"{branch}街道" for branch in "子丑寅卯辰"))
DIGITS = "一二三四五六七八九"
DEPARTMENTS = (
    "民政局",
    "住建局",
    "城管局",
    "农业农村局",
    "司法局",
    "自然资源局",
    "数据资源局",
    "生态环境分局",
)
SURNAMES = (
    "张王李赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = ("样例", "示例", "举例", "假设", "虚构", "设例", "拟名", "代称", "化名", "范例")
HOLIDAYS = (("01-01", "01-01"), ("02-10", "02-17"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-10", "06-10"),
            ("09-15", "09-17"), ("10-01", "10-07"))  # fmt: skip
TITLES = (("T-13", "样板镇（街道）", "示委〔2024〕31号（虚构）"), ("T-02", "样板镇（街道）", "示委〔2024〕31号（虚构）"),
          ("V-002", "示范村（社区）", "示委〔2024〕32号（虚构）"), ("V-022", "示范村（社区）", "示委〔2024〕32号（虚构）"),
          ("V-131", "样板镇（街道）", "示委〔2024〕32号（虚构）"), ("V-034", "示范村（社区）", ""))  # fmt: skip
"""Titles that were given: one does not fit the level of its unit, one bears no document."""


def is_working_day(day: date) -> bool:
    """Whether offices work: no weekend, none of the year's holidays."""
    return day.weekday() < 5 and not any(a <= day.isoformat()[5:] <= b for a, b in HOLIDAYS)


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def dated(day: date, recorded: date) -> Plain:
    return {"occurred": day.isoformat(), "recorded": recorded.isoformat()}


class Days:
    """Days and phrases drawn at random; working days only."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(f"tongcheng-2024 {seed}")  # noqa: S311  # data to look at, not secrets

    def between(self, first: date, last: date) -> date:
        """A working day from `first` through `last`; `first` where there is none."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return self.random.choice([d for d in days if is_working_day(d)] or [first])

    def span(self, first: str, last: str) -> date:
        """The same, of 2024 and written `03-31`."""
        return self.between(date.fromisoformat(f"2024-{first}"), date.fromisoformat(f"2024-{last}"))

    def after(self, day: date, most: int, least: int = 0) -> date:
        """A working day `least` to `most` days after `day`."""
        return self.between(day + timedelta(days=least), day + timedelta(days=most))

    def pick(self, of: Sequence[T]) -> T:
        """One of several."""
        return self.random.choice(of)

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.random.randrange(100) < percent


def days_of(seed: str) -> Days:
    """The generator of one record."""
    return Days(seed)


def numeral(n: int) -> str:
    """A number below twenty in Chinese."""
    return DIGITS[n - 1] if n < 10 else "十" + (DIGITS[n - 11] if n > 10 else "")


class Places:
    """The city, its towns and villages, with their teams, secretaries and deputies."""

    def __init__(self) -> None:
        self.units: list[Plain] = []
        self.officers: list[Plain] = []
        self.parent: dict[str, str] = {}
        self.secretary: dict[str, str] = {}
        self.deputy: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self.came: dict[str, str] = {}
        self.team: dict[str, str] = {}
        self.towns = [f"T-{n:02}" for n in range(1, 16)]
        self.villages = [f"V-{n:03}" for n in range(1, 227)]
        self.departments = [f"B-{n:02}" for n in range(1, len(DEPARTMENTS) + 1)]
        self.names = (surname + given for given in GIVEN for surname in SURNAMES)

    def unit(self, key: str, name: str, level: str, parent: str | None) -> None:
        given = [t for t in TITLES if t[0] == key]
        found: Plain = {"id": key, "name": f"{name}（虚构）", "level": level, "parent": parent, "end": None}
        if given:
            [(_, title, document)] = given
            honour: Plain = {"id": "H-1", "title": title, **dated(date(2024, 12, 27), date(2024, 12, 27))}
            found["recognitions"] = [honour | ({"document": document} if document else {})]
        self.units.append(found)
        if parent is not None:
            self.parent[key] = parent

    def officer(self, unit: str, post: str, start: str = "2021-03-01", end: str | None = None) -> str:
        """A new officer with a post; gives the id."""
        key = f"O-{len(self.officers) + 1:03}"
        posts = [{"unit": unit, "post": post, "from": start, "to": end}]
        self.officers.append({"id": key, "name": next(self.names), "posts": posts})
        return key

    def staff(self, unit: str) -> None:
        """A secretary and a deputy."""
        self.secretary[unit] = self.officer(unit, "secretary")
        self.deputy[unit] = self.officer(unit, "deputy_secretary")

    def post(self, officer: str) -> Plain:
        """The first post of an officer."""
        [found] = [o["posts"][0] for o in self.officers if o["id"] == officer]
        post: Plain = found
        return post

    def successor(self, unit: str, *, gap: bool) -> tuple[str, str, str]:
        """The secretary changes in the middle of the year: the new one, the last day of the old one, the first of the new."""
        left, came = ("2024-06-14", "2024-07-01") if gap else ("2024-06-30", "2024-07-01")
        old = self.secretary[unit]
        self.post(old)["to"] = left
        self.former[unit], self.came[unit] = old, came
        self.secretary[unit] = self.officer(unit, "secretary", came)
        return self.secretary[unit], left, came

    def also_secretary(self, unit: str) -> None:
        """The secretary above is that of the unit, too."""
        above = self.secretary[self.parent[unit]]
        self.post(self.secretary[unit])["to"] = "2023-12-31"
        [posts] = [o["posts"] for o in self.officers if o["id"] == above]
        posts.append({"unit": unit, "post": "secretary", "from": "2024-01-01", "to": None})
        self.secretary[unit] = above


def places() -> Places:
    """The whole city."""
    found = Places()
    found.unit(CITY, "示例市委", "city", None)
    found.staff(CITY)
    for key, name in zip(found.towns, TOWNS, strict=True):
        found.unit(key, name, "town", CITY)
        found.staff(key)
    for n, key in enumerate(found.villages):
        town = n % len(TOWNS)
        name = f"{TOWNS[town]}{numeral(n // len(TOWNS) + 1)}{'村' if town < 10 else '社区'}"
        found.unit(key, name, "village", found.towns[town])
        found.staff(key)
    for unit, name in ((CITY, "市"), *zip(found.towns, TOWNS, strict=True)):
        found.team[unit] = f"D-{unit}"
        found.unit(f"D-{unit}", f"{name}督导组", "team", unit)
    for key, name in zip(found.departments, DEPARTMENTS, strict=True):
        found.unit(key, f"示例市{name}", "department", CITY)
    found.officers.append({"id": SUPERIOR, "name": next(found.names), "posts": []})
    return found
