"""The report: what the rules say of every subject, with the means to explain any of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from projgov.diagnostics import (
    LANGUAGES,
    Bilingual,
    Diagnostic,
    Language,
    ProjgovError,
    did_you_mean,
    nearest,
    sort,
)
from projgov.domain.calendar import Period
from projgov.domain.vocabulary import canonical_name
from projgov.reading.canonical import dumps
from projgov.rules.core.letters import Letter
from projgov.rules.core.program import PORTFOLIO, Core
from projgov.rules.core.typing import called
from projgov.scoring.assemble import assemble, rule_faults
from projgov.scoring.bulletin import bulletin
from projgov.scoring.context import Context
from projgov.scoring.digest import report_digest
from projgov.scoring.excuses import doubts
from projgov.scoring.explain import explain
from projgov.scoring.exports.draw import exported
from projgov.scoring.exports.table import NO_EXPORTS, Exported, NoExport
from projgov.scoring.letters.draw import draw, keys_of
from projgov.scoring.letters.draw import status as letter_status
from projgov.scoring.letters.drawn import Due, LetterStatus, NoLetter, Written
from projgov.scoring.obligation_texts import obligation_to_plain
from projgov.scoring.obligations import Obligation, obligations
from projgov.scoring.plain import fault_to_plain, subject_to_plain, warning_to_plain
from projgov.scoring.public import PublicView, public_view
from projgov.scoring.results import Key, RuleFault, SubjectResult
from projgov.scoring.values import Unknown
from projgov.scoring.wording import evidence_text, joined


class UnknownSubject(ProjgovError, LookupError):
    """No subject, or no single one, bears the id asked for. `message` says it in both languages."""

    def __init__(self, message: Bilingual) -> None:
        self.message = message
        super().__init__(message.en)


@attrs.frozen(eq=False)
class Report:
    """What `evaluate` gives. Equal inputs give equal reports, with the same digest and the same bytes of JSON.

    Reports are equal where rules, data, day and version are: where their digests are.

    `context` holds rules, facts and results, from which texts are drawn on demand; `version` is the version of projgov that
    computed it (not part of the digest).
    """

    context: Context = attrs.field(repr=False)
    version: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return (self.digest, self.version) == (other.digest, other.version)

    def __hash__(self) -> int:
        return hash((self.digest, self.version))

    @property
    def core(self) -> Core:
        return self.context.core

    @property
    def as_of(self) -> date:
        """The day of evaluation."""
        return self.context.results.as_of

    @cached_property
    def subjects(self) -> tuple[SubjectResult, ...]:
        """The result of every subject, sorted by type and id."""
        return assemble(self.context)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that decided: rules, data known on the day, the day, language edition."""
        return report_digest(self.core, self.context.facts.portfolio, self.as_of)

    @cached_property
    def faults(self) -> tuple[RuleFault, ...]:
        """What errs in rules, with the subjects for which it does; what depends on it is undetermined."""
        return rule_faults(self.core, self.context.results)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed on each occasion of cadences and at each gate of schedules, and how it stands, sorted by due day."""
        return obligations(self.context)

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Doubts about the data as seen with these rules, which decide nothing: excuses that cannot do what they are for."""
        return sort(doubts(self.context))

    @cached_property
    def _by_id(self) -> dict[str, list[SubjectResult]]:
        found: dict[str, list[SubjectResult]] = {}
        for subject in self.subjects:
            found.setdefault(subject.key.id, []).append(subject)
        return found

    def subject(self, subject_id: str, of_type: str | None = None) -> SubjectResult:
        """The result of one subject.

        Raises:
            UnknownSubject: if there is none (the nearest id is offered), or if several types have it and none is named.
        """
        if not isinstance(subject_id, str):
            raise TypeError(f"the id of a subject is a text, not {subject_id!r}")
        bearing = self._by_id.get(subject_id, [])
        found = [s for s in bearing if of_type in (None, s.key.type)]
        if len(found) == 1:
            return found[0]
        raise UnknownSubject(self._which(subject_id, bearing))

    def _which(self, subject_id: str, bearing: list[SubjectResult]) -> Bilingual:
        """Why an id does not say which subject is meant. `bearing` are those that bear it, of whatever type."""
        if bearing:
            zh = "、".join(called(s.key.type).zh for s in bearing)
            en = ", ".join(s.key.type for s in bearing)
            if len(bearing) == 1:
                return Bilingual(
                    f"`{subject_id}` 是{zh}的编号", f"`{subject_id}` is the id of a subject of type {en}"
                )
            return Bilingual(
                f"`{subject_id}` 是几个对象的编号（{zh}），请说明类型",
                f"`{subject_id}` is the id of several subjects ({en}): name the type",
            )
        near = nearest(subject_id, self._by_id)
        offer = Bilingual(f"；是不是 `{near}`？", f"; did you mean `{near}`?") if near else Bilingual("", "")
        return Bilingual(
            f"没有编号为 `{subject_id}` 的对象{offer.zh}", f"no subject has the id `{subject_id}`{offer.en}"
        )

    def of_type(self, record: str) -> Iterator[SubjectResult]:
        """The results of all subjects of one type, sorted by id. Raises ValueError for what is no type of subject."""
        types = [PORTFOLIO, *(r.name for r in self.core.vocabulary.subjects)]
        if record not in types:
            raise ValueError(f"{record!r} is no type of subject: it is one of {', '.join(types)}")
        return (s for s in self.subjects if s.key.type == record)

    def explain(self, subject_id: str, *, language: Language = "en", of_type: str | None = None) -> str:
        """All that was decided about one subject, as text that an official can read aloud to it.

        Raises:
            UnknownSubject: see `subject`.
            ValueError: for a language other than "zh" and "en".
        """
        if language not in LANGUAGES:
            raise ValueError(f"there are explanations in zh and en, and none in {language!r}")
        return explain(self.subject(subject_id, of_type), self.context, language)

    def explanation(self, subject_id: str, *, of_type: str | None = None) -> dict[str, Any]:
        """The same as `explain`, as plain JSON data."""
        return subject_to_plain(self.subject(subject_id, of_type), self.context)

    @cached_property
    def letters(self) -> tuple[Due, ...]:
        """The letters that are to be written, or of which that is undetermined (`status`), in the order of the rule file, those
        of one rule sorted by subject.
        """
        found = ((letter, key) for letter in self.core.letters for key in keys_of(letter, self.subjects))
        asked = ((*pair, *letter_status(*pair, self.context, self.subjects)) for pair in found)
        return tuple(
            Due(letter.header.id, letter.header.title, key, status, missing)
            for letter, key, status, missing in asked
            if status != "none"
        )

    def letter_status(
        self, letter_id: str, subject_id: str | None = None, *, of_type: str | None = None
    ) -> LetterStatus:
        """Whether a letter about a subject is to be written: `written`, `none` or `undetermined`.

        Raises:
            NoLetter: if the rule file has no such letter.
            UnknownSubject: see `subject`.
        """
        return letter_status(*self._letter(letter_id, subject_id, of_type), self.context, self.subjects)[0]

    def letter(
        self,
        letter_id: str,
        subject_id: str | None = None,
        *,
        language: Language = "en",
        of_type: str | None = None,
    ) -> Written:
        """A letter about a subject (none: about the portfolio), drawn up: `.markdown`, `.text`, `.to_plain()`.

        Raises:
            NoLetter: if the rule file has no such letter, or it is not to be written.
            UnknownSubject: see `subject`.
            ValueError: for a language other than "zh" and "en".
        """
        if language not in LANGUAGES:
            raise ValueError(f"there are letters in zh and en, and none in {language!r}")
        letter, key = self._letter(letter_id, subject_id, of_type)
        found, missing = letter_status(letter, key, self.context, self.subjects)
        if found != "written":
            raise NoLetter(_unwritten(letter_id, key, found, self._lacks(missing)))
        return draw(letter, key, self.context, self.subjects, language)

    def unknown_citations(self, digests: Iterable[str]) -> tuple[str, ...]:
        """The ids of the rulings known on the day that cite a report whose digest is none of `digests`, sorted.

        Whoever keeps reports knows by it which rulings rest on none that was kept.
        """
        kept = frozenset(digests)
        rulings = self.context.facts.portfolio.rulings
        return tuple(sorted(r.id for r in rulings if isinstance(r.cites, str) and r.cites not in kept))

    @property
    def exports(self) -> tuple[str, ...]:
        """The ids of what the rule file hands on, in the order of the file."""
        return tuple(one.header.id for one in self.core.exports)

    def export(self, export_id: str) -> Exported:
        """Results handed on, as the rule file declares under `exports:`: `.rows`, `.csv(language)`, `.to_plain()`, `.only_final()`.

        Raises:
            NoExport: if the rule file hands nothing on under this name.
        """
        name = canonical_name(export_id)
        found = next((one for one in self.core.exports if one.header.id == name), None)
        if found is None and not self.core.exports:
            raise NoExport(NO_EXPORTS)
        if found is None:
            offer = did_you_mean(export_id, self.exports)
            raise NoExport(
                Bilingual(
                    f"规则文件没有结果运用 `{export_id}`；{offer.zh}",
                    f"the rule file hands nothing on as `{export_id}`: {offer.en}",
                )
            )
        return exported(found, self.context, self.digest)

    def _letter(self, letter_id: str, subject_id: str | None, of_type: str | None) -> tuple[Letter, Key]:
        name = canonical_name(letter_id)
        letter = next((one for one in self.core.letters if one.header.id == name), None)
        if letter is None:
            offer = did_you_mean(letter_id, [one.header.id for one in self.core.letters])
            raise NoLetter(
                Bilingual(
                    f"规则文件里没有文书 `{letter_id}`；{offer.zh}",
                    f"the rule file has no letter `{letter_id}`: {offer.en}",
                )
            )
        if letter.header.subject == PORTFOLIO:
            return letter, Key(PORTFOLIO, PORTFOLIO)
        if subject_id is None:
            kind = called(letter.header.subject)
            raise UnknownSubject(
                Bilingual(
                    f"文书 `{letter_id}` 是针对一个{kind.zh}的，请写明编号",
                    f"the letter `{letter_id}` is about one subject of type {kind.en}: give its id",
                )
            )
        return letter, self.subject(subject_id, of_type or letter.header.subject).key

    def _lacks(self, missing: Unknown | None) -> Bilingual:
        """What is missing, to be put after what it is missing for."""
        if missing is None or not missing.evidence:
            return Bilingual("", "")
        zh, en = (
            joined(
                (evidence_text(e, self.core.vocabulary, language) for e in sorted(missing.evidence)), language
            )
            for language in LANGUAGES
        )
        return Bilingual(f"：{zh}", f": {en}")

    @cached_property
    def _public(self) -> PublicView:
        return public_view(self)

    def public(self) -> PublicView:
        """What everybody may see of the report: what rules of the kind `disclosure` declare public, and nothing else."""
        return self._public

    def bulletin(
        self, period: Period | str, *, rules: Iterable[str] | None = None, public: bool = False
    ) -> dict[str, Any]:
        """What came out in a period (`2017-06`, `2017-Q2` …), as plain data for a bulletin; see `projgov.scoring.bulletin`.

        `rules` are those that it tells of, `public` leaves only what is public. Raises ValueError for a text that is no period and for a rule that finds
        nothing.
        """
        return bulletin(self, period, rules=rules, public=public)

    def to_plain(self) -> dict[str, Any]:
        """The report as plain JSON data. Numbers of the results are decimal texts. `calendar` is the work calendar, where rules have one."""
        calendar = self.core.calendar
        return {
            "pack": self.core.pack,
            "year": self.core.year,
            "as_of": self.as_of.isoformat(),
            "digest": self.digest,
            "version": self.version,
            "calendar": None
            if calendar is None
            else {"id": calendar.id, "version": calendar.version, "digest": calendar.digest},
            "faults": [fault_to_plain(f) for f in self.faults],
            "warnings": [warning_to_plain(w) for w in self.warnings],
            "obligations": [obligation_to_plain(o, self.context) for o in self.obligations],
            "subjects": [subject_to_plain(s, self.context) for s in self.subjects],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The report as JSON text."""
        return dumps(self.to_plain(), indent=indent)


def _unwritten(letter_id: str, key: Key, found: LetterStatus, lacks: Bilingual) -> Bilingual:
    """Why a letter is not written; `lacks`: for want of what."""
    if found == "undetermined":
        return Bilingual(
            f"证据不足，尚不能确定 `{key.id}` 要不要发文书 `{letter_id}`{lacks.zh}",
            f"it cannot yet be said, for want of evidence, whether the letter `{letter_id}` about `{key.id}` is to be written{lacks.en}",
        )
    return Bilingual(
        f"`{key.id}` 不需要发文书 `{letter_id}`",
        f"there is no letter `{letter_id}` to be written about `{key.id}`",
    )
