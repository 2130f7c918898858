"""What is wrong with what was read: a `Diagnostic` is a value, never a side effect.

A stage that reads (YAML, JSON, CSV, a rule file, a portfolio) gathers diagnostics and raises them once, together, as
`Refused`. Each kind of fault is one `Pattern`, declared in the module that finds it, with a stable code, a message and a
help text in Chinese and English. "This rule file is wrong" is a `Refused`; "this project falls short" is a finding in a
report, and never an exception.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import attrs

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@attrs.frozen
class Bilingual:
    """One text in the two languages of projgov."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en


@attrs.frozen(order=True)
class Place:
    """Where something was found: a file with line and column (both from 1), or a path within data, or both.

    `line` and `column` are 0 where only the `path` (such as `projects[3].milestones[0].due`) is known. `end_column` is the
    column after the last character on the same line, or 0. `subject` is the id of what the path or the line is about, where
    it has one: people know ids, and do not count.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    end_column: int = 0
    subject: str = ""

    def __str__(self) -> str:
        if self.line:
            return ":".join([*([self.file] if self.file else []), str(self.line), str(self.column)])
        return ": ".join(part for part in (self.file, self.within) if part)

    @property
    def within(self) -> str:
        """The path, with the id of the subject behind it."""
        return f"{self.path} ({self.subject})" if self.path and self.subject else self.path


@attrs.frozen
class Pattern:
    """A kind of fault. `message` and `help` are templates: `{name}` is filled from the diagnostic's values.

    The message names what was found in the user's own words, lower case in English, no full stop, their text in
    backticks; the help says what to write instead. What is an `error` cannot be meant, and the file is refused; a `warning` is in
    all probability a mistake; a `note` is no mistake, but something that a careful writer says and that is not said.
    """

    code: str
    message: Bilingual
    help: Bilingual
    severity: Literal["error", "warning", "note"] = "error"

    def at(
        self,
        place: Place,
        *,
        related: Iterable[Place] = (),
        **values: str | int | Bilingual,
    ) -> Diagnostic:
        """A diagnostic of this pattern at `place`."""
        return Diagnostic(self, place, tuple(sorted(values.items())), tuple(related))


@attrs.frozen
class Diagnostic:
    """One fault in one place. `values` fill the pattern's templates; `related` are further places (a first definition).

    Diagnostics of one pattern, file and `family` (not empty) have one cause, such as a column in which every row is wrong:
    each is there, and `render` tells the first in full and the others in a line.
    """

    pattern: Pattern
    place: Place
    values: tuple[tuple[str, str | int | Bilingual], ...] = ()
    related: tuple[Place, ...] = ()
    family: str = ""

    @property
    def code(self) -> str:
        return self.pattern.code

    @property
    def is_error(self) -> bool:
        return self.pattern.severity == "error"

    def message(self, language: Language) -> str:
        """What was found."""
        return _fill(self.pattern.message, self.values, language)

    def help(self, language: Language) -> str:
        """What to write instead."""
        return _fill(self.pattern.help, self.values, language)

    def render(self, language: Language, others: Sequence[Diagnostic] = ()) -> str:
        """`file:line:column: error[code]: message` and, on lines of their own, the help and the related places.

        `others` are the rest of its family: how many there are is told, and where the first of them stand.
        """
        word = _WORDS[self.pattern.severity].in_(language)
        mend = _WORDS["help"].in_(language)
        head = f"{self.place}: " if str(self.place) else ""
        lines = [f"{head}{word}[{self.code}]: {self.message(language)}"]
        lines += [f"    {_WORDS['see'].in_(language)}: {place}" for place in self.related]
        lines += [f"    {_others(others, language)}"] if others else []
        if text := self.help(language):
            lines.append(f"    {mend}: {text}")
        return "\n".join(lines)

    def to_plain(self, language: Language) -> dict[str, object]:
        """The diagnostic as plain JSON data."""
        return {
            "code": self.code,
            "severity": self.pattern.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "subject": self.place.subject,
            "message": self.message(language),
            "help": self.help(language),
            "related": [str(place) for place in self.related],
        }


_SHOWN = 5
"""So many more members of a family are shown with their places."""
_WORDS = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "note": Bilingual("提示", "note"),
    "help": Bilingual("改法", "help"),
    "see": Bilingual("另见", "see also"),
    "rows": Bilingual("另有 {count} 行如此：{places}{more}", "so are {count} more rows: {places}{more}"),
    "line": Bilingual("第 {line} 行", "line {line}"),
    "row": Bilingual("另有 1 行如此：{places}", "so is 1 more row: {places}"),
    "places": Bilingual(
        "另有 {count} 处如此：{places}{more}", "so it is in {count} more places: {places}{more}"
    ),
    "place": Bilingual("另有 1 处如此：{places}", "so it is in 1 more place: {places}"),
}


def _others(others: Sequence[Diagnostic], language: Language) -> str:
    """How many more there are, and the first of them: line or path, and what was found there."""
    words = "row" if all(d.place.line and (d.place.path or d.place.subject) for d in others) else "place"
    shown = [_briefly(d, language) for d in others[:_SHOWN]]
    places = ("、" if language == "zh" else ", ").join(shown)
    more = " …" if len(others) > _SHOWN else ""
    template = _WORDS[words if len(others) == 1 else f"{words}s"].in_(language)
    return template.format(count=len(others), places=places, more=more)


def _briefly(one: Diagnostic, language: Language) -> str:
    found = dict(one.values).get("found")
    line = _WORDS["line"].in_(language).format(line=one.place.line)
    place = line if one.place.line else one.place.within
    return f"{place} `{found}`" if isinstance(found, str | int) else place


def _fill(
    template: Bilingual, values: tuple[tuple[str, str | int | Bilingual], ...], language: Language
) -> str:
    words = {k: v.in_(language) if isinstance(v, Bilingual) else v for k, v in values}
    return template.in_(language).format_map(words)


class ProjgovError(Exception):
    """The root of every error that projgov raises on purpose."""


class Refused(ProjgovError):
    """What was read cannot be meant. Carries every fault that was found, sorted by place; `str()` is English."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sort(diagnostics)
        super().__init__(self.diagnostics)

    def render(self, language: Language) -> str:
        """All the diagnostics as text, one after the other."""
        return render(self.diagnostics, language)

    def __str__(self) -> str:
        return self.render("en")


class InvalidRuleFile(Refused):
    """A rule file that cannot be meant."""


class InvalidData(Refused):
    """A portfolio, table or set of facts that cannot be meant."""


def render(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """Diagnostics as text, one after the other; those of one family as one, where the first of them stands."""
    families: dict[object, list[Diagnostic]] = {}
    for n, one in enumerate(diagnostics):
        key = (one.code, one.place.file, one.family) if one.family else n
        families.setdefault(key, []).append(one)
    return "\n".join(first.render(language, others) for first, *others in families.values())


def sort(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order in which a person reads the file, each once; `projects[9]` comes before `projects[10]`."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (_order(d.place), d.code, repr(d.values))))


def _order(place: Place) -> tuple[object, ...]:
    # Every other part of a path is a number, so that like is compared with like.
    parts = re.split(r"([0-9]+)", place.path)
    path = tuple(int(part) if n % 2 else part for n, part in enumerate(parts))
    return place.file, place.line, place.column, path, place.end_column


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was most probably meant to be, or None where nothing comes near."""
    cutoff = 0.6 if word.isascii() else 0.5  # of two Chinese characters one may be wrong
    wanted = word.casefold()
    pool = {c.casefold(): c for c in candidates}
    # Most candidates share too few characters to come near, and that is seen sooner than how near they come.
    shared = frozenset(wanted).__contains__
    near = [c for c in pool if 2 * sum(map(shared, c)) >= cutoff * (len(wanted) + len(c))]
    close = difflib.get_close_matches(wanted, near, n=1, cutoff=cutoff)
    return pool[close[0]] if close else None


MOST_OFFERED = 100
"""For so many unknown names of one reading the nearest is looked for: who has more of them has one cause for all."""


class Offers:
    """What is offered for the unknown names of one reading, counted, because looking for the nearest takes its time."""

    def __init__(self) -> None:
        self.made = 0

    def spent(self) -> bool:
        """Whether one more is too many; counts it."""
        self.made += 1
        return self.made > MOST_OFFERED

    def did_you_mean(self, word: str, candidates: Callable[[], Iterable[str]]) -> Bilingual:
        """As the function of this name, while there are not too many."""
        return MANY if self.spent() else did_you_mean(word, candidates())


MANY = Bilingual(
    f"核对名称（前 {MOST_OFFERED} 处已给出相近的名称）",
    f"check the name (near ones are offered for the first {MOST_OFFERED})",
)


def did_you_mean(word: str, candidates: Iterable[str]) -> Bilingual:
    """A help text that offers the nearest candidate, or lists what there is."""
    options = sorted(set(candidates))
    guess = nearest(word, options)
    if guess is not None:
        return Bilingual(f"是不是 `{guess}`？", f"did you mean `{guess}`?")
    return one_of(options)


def one_of(options: Sequence[str]) -> Bilingual:
    """A help text that lists what there is, in this order."""
    if not options:
        return Bilingual("删去它", "leave it out")
    shown, more = [f"`{o}`" for o in options[:12]], len(options) > 12
    return Bilingual(
        f"可用的有：{'、'.join(shown)}{'等' if more else ''}",
        f"choose one of {', '.join(shown)}{' …' if more else ''}",
    )
