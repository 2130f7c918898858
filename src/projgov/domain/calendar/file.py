"""Work calendars as JSON files, and the one that ships: mainland China.

    {
      "projgov": 1,
      "calendar": "our-office",
      "title": {"zh": "本单位工作日历", "en": "Our working days"},
      "version": "2017-1",
      "source": "…",
      "from": "2017-01-01",
      "to": "2017-12-31",
      "weekend": [6, 7],
      "holidays": {"2017-01-02": "元旦"},
      "working_days": {"2017-01-22": "春节"},
      "digest": "…"
    }

Needed are `projgov`, `calendar`, `from` and `to`. The days have the names of what they are off or worked for; a list of days will do as
well. A `digest` is that of `WorkCalendar`, and has to be right where it is given.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean
from projgov.domain.calendar.days import parse_date
from projgov.domain.calendar.working import WorkCalendar
from projgov.domain.paths import AnyPath, path_text
from projgov.reading.days import told_of_day
from projgov.reading.files import read_bytes
from projgov.reading.json import parse
from projgov.reading.text import decode

NO_CALENDAR = Pattern(
    "C027",
    Bilingual("这不是工作日历：{why}", "this is no work calendar: {why}"),
    Bilingual(
        '写成 `{{"projgov": 1, "calendar": "编号", "from": "2017-01-01", "to": "2017-12-31", …}}`',
        'write `{{"projgov": 1, "calendar": "id", "from": "2017-01-01", "to": "2017-12-31", …}}`',
    ),
)
WRONG_PART = Pattern(
    "C028",
    Bilingual("`{key}` 要写{wanted}", "{wanted} is wanted under `{key}`"),
    Bilingual("例如 {example}", "write it like {example}"),
)
UNKNOWN_PART = Pattern(
    "C029",
    Bilingual("工作日历没有 `{key}` 这一项", "a work calendar has no key `{key}`"),
    Bilingual("{offer}", "{offer}"),
)
OTHER_DIGEST = Pattern(
    "C030",
    Bilingual(
        "内容与所写的校验值不符：写的是 {found}，应是 {right}",
        "the content does not have the digest that is written: it is {right}, and {found} is written",
    ),
    Bilingual("恢复原来的内容；有意改过的，改写或删去 `digest`", "restore the content; where it was changed on purpose, change `digest` or leave it out"),
)  # fmt: skip
NO_DAY = Pattern(
    "C031",
    Bilingual("`{found}` 不是日期", "`{found}` is not a day"),
    Bilingual("写成 `2017-03-31` 的样子", "write it like `2017-03-31`"),
)
_KEYS = (
    "projgov",
    "calendar",
    "title",
    "version",
    "source",
    "from",
    "to",
    "weekend",
    "holidays",
    "working_days",
    "digest",
)
_A_TEXT = Bilingual("文字", "a text")
_DAYS = Bilingual("日期及其名称", "days with their names")
SHIPPED = "cn-mainland"
"""The id of the calendar that ships."""


@cache
def shipped_calendar() -> WorkCalendar:
    """The working days of mainland China from 2004 through 2026, as the State Council announced them year by year."""
    data = resources.files("projgov.domain.calendar").joinpath(f"{SHIPPED}.json").read_bytes()
    return read_calendar(data, f"{SHIPPED}.json")


def load_calendar(path: AnyPath) -> WorkCalendar:
    """The work calendar in a JSON file.

    Raises `Refused` where the file cannot be read, and `InvalidData` with every fault in it.
    """
    name = path_text(path)
    return read_calendar(read_bytes(name), name)


def read_calendar(data: bytes, file: str) -> WorkCalendar:
    """The work calendar that the JSON in `data` holds; `file` is its name in diagnostics. Raises `InvalidData`."""
    return calendar_from_plain(parse(decode(data, file), file), file=file)


def calendar_from_plain(plain: object, *, file: str = "") -> WorkCalendar:
    """The work calendar of plain values, in the form above. Raises `InvalidData` with every fault."""
    if not isinstance(plain, Mapping) or plain.get("projgov") != 1 or "calendar" not in plain:
        why = Bilingual(
            "缺少 `projgov`（写 1）或 `calendar`（写编号）",
            "`projgov` (which is 1) or `calendar` (its id) lacks",
        )
        raise InvalidData([NO_CALENDAR.at(Place(file), why=why)])
    reader = _Reader(plain, file)
    made = reader.calendar()
    if reader.faults or made is None:
        raise InvalidData(reader.faults)
    return made


@attrs.frozen
class _Reader:
    plain: Mapping[str, object]
    file: str
    faults: list[Diagnostic] = attrs.field(factory=list)

    def calendar(self) -> WorkCalendar | None:
        """The calendar, None where there is none; what is wrong is gathered."""
        for key in self.plain:
            if key not in _KEYS:
                self.add(UNKNOWN_PART, key, key=key, offer=did_you_mean(key, _KEYS))
        first, last = self.day("from"), self.day("to")
        id_, version, source = (self.text(key) for key in ("calendar", "version", "source"))
        title, weekend = self.title(), self.weekend()
        holidays, worked = self.days("holidays"), self.days("working_days")
        if first is None or last is None:
            return None
        try:
            made = WorkCalendar(id_, first, last, holidays, worked, weekend, title, source, version)
        except InvalidData as refused:
            self.faults.extend(attrs.evolve(d, place=self.place(d.place.path)) for d in refused.diagnostics)
            return None
        written = self.text("digest")
        if written and written != made.digest:
            self.add(OTHER_DIGEST, "digest", found=written, right=made.digest)
        return made

    def place(self, path: str) -> Place:
        return Place(self.file, path=path)

    def add(self, pattern: Pattern, path: str, **values: str | Bilingual) -> None:
        self.faults.append(Diagnostic(pattern, self.place(path), tuple(sorted(values.items()))))

    def wrong(self, key: str, wanted: Bilingual, example: str) -> None:
        self.add(WRONG_PART, key, key=key, wanted=wanted, example=f"`{example}`")

    def day(self, key: str) -> date | None:
        if key not in self.plain:
            self.wrong(key, Bilingual("日期", "a day"), f'"{key}": "2017-01-01"')
            return None
        return self.read_day(self.plain[key], key)

    def read_day(self, written: object, path: str) -> date | None:
        if isinstance(written, str):
            try:
                return parse_date(written)
            except ValueError:
                if (told := told_of_day(written, self.place(path))) is not None:
                    self.faults.append(told)
                    return None
        self.add(NO_DAY, path, found=str(written)[:40])
        return None

    def text(self, key: str) -> str:
        found = self.plain.get(key, "")
        if isinstance(found, str):
            return found
        self.wrong(key, _A_TEXT, f'"{key}": "…"')
        return ""

    def title(self) -> Bilingual | None:
        match self.plain.get("title"):
            case None:
                return None
            case str(text):
                return Bilingual(text, text)
            case {"zh": str(zh), "en": str(en), **rest} if not rest:
                return Bilingual(zh, en)
        self.wrong("title", _A_TEXT, '"title": {"zh": "…", "en": "…"}')
        return None

    def weekend(self) -> frozenset[int]:
        found = self.plain.get("weekend", [6, 7])
        if isinstance(found, list) and all(type(day) is int for day in found):
            return frozenset(found)
        self.wrong("weekend", Bilingual("星期几的列表", "a list of days of the week"), '"weekend": [6, 7]')
        return frozenset({6, 7})

    def days(self, key: str) -> Mapping[date, str]:
        found = self.plain.get(key, {})
        if isinstance(found, Mapping) and all(isinstance(name, str) for name in found.values()):
            named = [(day, f"{key}.{day}", str(name)) for day, name in found.items()]
        elif isinstance(found, list):
            named = [(day, f"{key}[{n}]", "") for n, day in enumerate(found)]
        else:
            self.wrong(key, _DAYS, f'"{key}": {{"2017-01-02": "元旦"}}')
            return {}
        read = ((self.read_day(day, path), name) for day, path, name in named)
        return {day: name for day, name in read if day is not None}
