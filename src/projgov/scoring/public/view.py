"""The public view of a report: the subjects of which something is public, each with that and nothing else, as data and as text.

The digest of the report covers all that decided, internal data too: whoever guessed at those could test the guess by it. So it is no part of the
view, which has a digest of its own: over what it says.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, ProjgovError, nearest
from projgov.reading.canonical import canonical, dumps
from projgov.scoring.plain_parts import both
from projgov.scoring.public.subjects import subject_to_public
from projgov.scoring.public.text import subject_text, view_text

if TYPE_CHECKING:
    from projgov.scoring.report import Report

_HEAD = ("pack", "year", "title", "as_of")


class UnknownPublic(ProjgovError, LookupError):
    """Nothing is public of the subject asked for: which does not say whether there is one. `message` is in both languages."""

    def __init__(self, message: Bilingual) -> None:
        self.message = message
        super().__init__(message.en)


@attrs.frozen(eq=False, slots=False)
class PublicView:
    """What everybody may see of a report. Two views are equal where their bytes are."""

    _plain: dict[str, Any] = attrs.field(repr=False)

    def __eq__(self, other: object) -> bool:
        return self._plain == other._plain if isinstance(other, PublicView) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of what the view says, without the digest itself."""
        digest: str = self._plain["digest"]
        return digest

    @property
    def subjects(self) -> list[dict[str, Any]]:
        """The subjects of which something is public, sorted by type and id."""
        return deepcopy(self._subjects)

    @property
    def _subjects(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._plain["subjects"]
        return found

    def subject(self, subject_id: str, of_type: str | None = None) -> dict[str, Any]:
        """What is public of one subject; persons are asked for by their name.

        Raises:
            UnknownPublic: where nothing is public of such a subject, whether there is one or not; or of several, and no type is named.
        """
        found = [s for s in self._subjects if subject_id in _called(s) and of_type in (None, s["type"])]
        if len(found) == 1:
            return deepcopy(found[0])
        if found:
            kinds = ", ".join(s["type"] for s in found)
            raise UnknownPublic(
                Bilingual(
                    f"有几个对象叫 `{subject_id}`（{kinds}），请说明类型",
                    f"several subjects are called `{subject_id}` ({kinds}): name the type",
                )
            )
        near = nearest(subject_id, [name for s in self._subjects for name in _called(s)])
        offer = Bilingual(f"；是不是 `{near}`？", f"; did you mean `{near}`?") if near else Bilingual("", "")
        raise UnknownPublic(
            Bilingual(
                f"没有公开过关于 `{subject_id}` 的内容{offer.zh}",
                f"nothing is public of a subject called `{subject_id}`{offer.en}",
            )
        )

    def of_type(self, record: str) -> PublicView:
        """The view of subjects of one type alone."""
        head = {name: self._plain[name] for name in _HEAD}
        return _view(head, self._plain["version"], [s for s in self._subjects if s["type"] == record])

    def text(self, language: Language = "en") -> str:
        """The whole view as text. Raises ValueError for a language other than "zh" and "en"."""
        return view_text(self._plain, _spoken(language))

    def explain(self, subject_id: str, *, language: Language = "en", of_type: str | None = None) -> str:
        """What is public of one subject, as text. Raises as `subject` and `text` do."""
        return subject_text(self.subject(subject_id, of_type), self._plain["as_of"], _spoken(language)) + "\n"

    def to_plain(self) -> dict[str, Any]:
        """The view as plain JSON data, which is the caller's to change."""
        return deepcopy(self._plain)

    def to_json(self, *, indent: int | None = None) -> str:
        """The view as JSON text."""
        return dumps(self._plain, indent=indent)


def public_view(report: Report) -> PublicView:
    """What the rules of a report declare public."""
    core = report.core
    found = (subject_to_public(subject, report.context) for subject in report.subjects)
    subjects = [one for one in found if one is not None]
    head = {
        "pack": core.pack,
        "year": core.year,
        "title": both(core.title),
        "as_of": report.as_of.isoformat(),
    }
    return _view(
        head, report.version, sorted(subjects, key=lambda s: (s["type"], s["id"] or "", s["name"]["zh"]))
    )


def _view(head: dict[str, Any], version: str, subjects: list[dict[str, Any]]) -> PublicView:
    """A view with its digest."""
    digest = hashlib.sha256(canonical({**head, "subjects": subjects})).hexdigest()
    return PublicView({**head, "digest": digest, "version": version, "subjects": subjects})


def _called(subject: dict[str, Any]) -> list[str]:
    names = [subject["name"][language] for language in LANGUAGES]
    return names if subject["id"] is None else [subject["id"]]


def _spoken(language: Language) -> Language:
    if language not in LANGUAGES:
        raise ValueError(f"there are explanations in zh and en, and none in {language!r}")
    return language
