"""Results handed on, as rows: each final or preliminary, columns marked where they are personal data."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, ProjgovError
from projgov.domain.types import ValueType
from projgov.domain.vocabulary import Confidentiality
from projgov.scoring.decisions import plain
from projgov.scoring.exports.cells import line
from projgov.scoring.plain_parts import both
from projgov.scoring.results import Key
from projgov.scoring.values import Value
from projgov.scoring.wording import bracketed, value_text

ExportStatus: TypeAlias = Literal["final", "preliminary"]

STATUS: dict[ExportStatus, Bilingual] = {
    "final": Bilingual("审定", "final"),
    "preliminary": Bilingual("未审定", "preliminary"),
}
NO_EXPORTS = Bilingual("规则文件没有结果运用（`exports:`）", "the rule file hands no results on (`exports:`)")
_PERSONAL = Bilingual("个人信息", "personal data")
_ID = Bilingual("编号", "id")
_LAST = (
    Bilingual("结果状态", "status"),
    Bilingual("阶段", "stage"),
    Bilingual("日期", "decided on"),
    Bilingual("文号", "document"),
    Bilingual("缺少的依据", "missing evidence"),
)


class NoExport(ProjgovError, LookupError):
    """The rule file hands nothing on under this name. `message` says it in both languages."""

    def __init__(self, message: Bilingual) -> None:
        self.message = message
        super().__init__(message.en)


@attrs.frozen
class Column:
    """A column with its title, type and confidentiality."""

    id: str
    title: Bilingual
    type: ValueType
    confidentiality: Confidentiality

    @property
    def personal(self) -> bool:
        """Whether it is personal data."""
        return self.confidentiality == "personal"


@attrs.frozen
class Row:
    """The results of one subject. `missing` says for want of what evidence values are not known."""

    key: Key
    status: ExportStatus
    stage: Bilingual | None
    stage_code: str | None
    day: date | None
    document: str | None
    values: tuple[Value, ...]
    missing: tuple[Bilingual, ...]


@attrs.frozen
class Exported:
    """Results handed on from one report: `digest` is that of the report, `as_of` its day.

    `uncertain` are subjects of which it is not known whether they belong there.
    """

    id: str
    title: Bilingual
    as_of: date
    digest: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    uncertain: tuple[Key, ...] = ()

    def only_final(self) -> Exported:
        """Only what has been decided in the end."""
        return attrs.evolve(self, rows=tuple(row for row in self.rows if row.status == "final"))

    def to_plain(self) -> dict[str, Any]:
        """As plain JSON data: numbers and days are texts."""
        return {
            "export": self.id,
            "title": both(self.title),
            "as_of": self.as_of.isoformat(),
            "digest": self.digest,
            "columns": [
                {"id": c.id, "title": both(c.title), "confidentiality": c.confidentiality, "personal": c.personal}
                for c in self.columns
            ],
            "rows": [self._row(row) for row in self.rows],
            "uncertain": [{"type": key.type, "id": key.id} for key in self.uncertain],
        }  # fmt: skip

    def _row(self, row: Row) -> dict[str, Any]:
        return {
            "type": row.key.type,
            "id": row.key.id,
            "status": row.status,
            "stage": row.stage_code,
            "decided_on": None if row.day is None else row.day.isoformat(),
            "document": row.document,
            "values": {c.id: plain(v) for c, v in zip(self.columns, row.values, strict=True)},
            "missing": [both(one) for one in row.missing],
        }

    def csv(self, language: Language = "zh") -> str:
        """As CSV (RFC 4180) with titles as heads. No text is taken for a formula by a spreadsheet.

        Raises `ValueError` for a language other than "zh" and "en".
        """
        if language not in LANGUAGES:
            raise ValueError(f"there are titles in zh and en, and none in {language!r}")
        return line(self.heads(language)) + "".join(line(self.cells(row, language)) for row in self.rows)

    def heads(self, language: Language) -> list[str]:
        """What stands over the columns; personal data are marked."""
        mark = bracketed(_PERSONAL.in_(language), language)
        titles = [c.title.in_(language) + (mark if c.personal else "") for c in self.columns]
        return [_ID.in_(language), *titles, *(one.in_(language) for one in _LAST)]

    def cells(self, row: Row, language: Language) -> list[str]:
        """A row as texts."""
        pairs = zip(self.columns, row.values, strict=True)
        return [
            row.key.id,
            *("" if value is None else value_text(value, c.type, language) for c, value in pairs),
            STATUS[row.status].in_(language),
            "" if row.stage is None else row.stage.in_(language),
            "" if row.day is None else row.day.isoformat(),
            row.document or "",
            "; ".join(one.in_(language) for one in row.missing),
        ]
