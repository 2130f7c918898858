"""What a test inside a rule file can ask of a rule, and what came of it (Chinese words too).

A check is `met`, `unmet`, `undetermined`, `pending`, `excused`, or `none` where it does not apply. Of several occasions one outcome
is said: unmet where any is unmet, else undetermined where any is, else met where any is, else pending, else excused; a rule stands for all its checks
(`quarter_gates`), and one of them can be asked for by its own name (`quarter_gates.started`).

A score, a line of it (`project_score.gates`) and whatever else a rule defines is a number, text, date, true or false or a list
of these, compared exactly; a grade or lamp is its code or label; a rank its number. An award is `proposed`, `referred`, `barred`, `undetermined` or
`none`, a sanction `proposed`, `undetermined` or `none`.

A ladder is the highest step that stands, or `none`; a step of it (`weak.warning`) is `taken`, `undetermined` or `none`, or the number of times
that it was taken; its proposal (`weak.listed.proposed`) is `proposed` while it waits for a ruling; a duty is like any check.

Results handed on are `final`, `preliminary`, `undetermined` or `none`. A letter is `written`, `undetermined` or `none`; of its text in either language `{contains: …, lacks: …}`, each a text or a list of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, did_you_mean
from projgov.domain.types import (
    NumberType,
    Option,
)
from projgov.domain.vocabulary import canonical_name
from projgov.reading.numerals import number_meant
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node, Scalar
from projgov.reading.tree import Sequence as TreeSequence
from projgov.rules.core.program import PORTFOLIO, Definition
from projgov.rules.forms.options import find
from projgov.scoring.comparing import missing_in
from projgov.scoring.report import Report
from projgov.scoring.results import Key
from projgov.scoring.selftest.answer import Answer, Exact, Passages, Word, exact, listed, single, word
from projgov.scoring.selftest.words import (
    ERRING,
    EXCUSED,
    FINAL,
    MET,
    NONE,
    OPEN,
    PENDING,
    PRELIMINARY,
    PROPOSED,
    UNDETERMINED,
    UNMET,
    WRITTEN,
)
from projgov.scoring.values import Fault, Occasion, Unknown, Value


class Found(Protocol):
    """What came of the rules: values and occasions by definition or check, and by subject."""

    @property
    def values(self) -> Mapping[str, Mapping[str, Value]]: ...

    @property
    def occasions(self) -> Mapping[str, Mapping[str, tuple[Occasion, ...]]]: ...


@attrs.frozen
class Checks:
    """Asked whether the occasions of checks are met. `outcome` is what an unmet one comes to, another word for unmet."""

    ids: tuple[str, ...]
    outcome: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        return (MET, UNMET, *self.outcome, PENDING, EXCUSED, *OPEN)

    def understood(self, written: Scalar) -> Answer | None:
        option = find(written.text, self.options)
        return None if option is None else Word(UNMET if option in self.outcome else option)

    def found(self, results: Found, key: Key) -> Answer:
        outcomes = _outcomes(results, self.ids, key)
        return Word(
            next((o for o in (UNMET, UNDETERMINED, MET, PENDING, EXCUSED) if o.code in outcomes), NONE)
        )


@attrs.frozen
class Proposed:
    """Asked whether a sanction is proposed, or a step of a ladder `word` (taken): wherever an occasion of its checks is unmet."""

    ids: tuple[str, ...]
    word: Option = PROPOSED

    @property
    def options(self) -> tuple[Option, ...]:
        return (self.word, *OPEN)

    def understood(self, written: Scalar) -> Answer | None:
        return word(written, self.options)

    def found(self, results: Found, key: Key) -> Answer:
        outcomes = _outcomes(results, self.ids, key)
        if "unmet" in outcomes:
            return Word(self.word)
        return Word(UNDETERMINED if "undetermined" in outcomes else NONE)


@attrs.frozen
class Valued:
    """Asked for the value of a definition: a number, text, date or yes/no, or one of the codes of `options`."""

    definition: Definition
    options: tuple[Option, ...] = ()

    def understood(self, written: Node) -> Answer | None:
        kind = self.definition.type
        if isinstance(written, TreeSequence):
            return listed(written, kind)
        if not isinstance(written, Scalar):
            return None
        if self.options:
            return word(written, (*self.options, *OPEN))
        if written.value is None:
            return Word(NONE)
        return word(written, OPEN) or single(written, kind)

    def found(self, results: Found, key: Key) -> Answer:
        value = results.values[self.definition.id][_id(key)]
        match value:
            case Unknown():
                return Word(UNDETERMINED)
            case Fault():
                return Word(ERRING)
            case None:
                return Word(NONE)
        if missing_in(value):
            return Word(UNDETERMINED)
        if self.options:
            return Word(
                next(
                    (o for o in self.options if o.code == value),
                    Option(str(value), Bilingual(str(value), str(value))),
                )
            )
        return Exact(exact(value), self.definition.type)


@attrs.frozen
class Placed:
    """Asked for a rank: the number of the place."""

    definition: Definition

    def understood(self, written: Scalar) -> Answer | None:
        if isinstance(written.value, int) and not isinstance(written.value, bool):
            return Exact(written.value, NumberType(0))
        return word(written, OPEN)

    @property
    def options(self) -> tuple[Option, ...]:
        return OPEN

    def found(self, results: Found, key: Key) -> Answer:
        value = results.values[self.definition.id][_id(key)]
        if value is None:
            return Word(NONE)
        if isinstance(value, Fault):
            return Word(ERRING)
        if isinstance(value, Unknown) or isinstance(value["rank"], Unknown):
            return Word(UNDETERMINED)
        return Exact(value["rank"], NumberType(0))


@attrs.frozen
class Lettered:
    """Asked whether a letter is to be written; and what stands in it, in either language, where `wanted` looks for that."""

    letter: str
    wanted: Passages | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        return (WRITTEN, *OPEN)

    def understood(self, written: Node) -> Answer | None:
        if isinstance(written, Scalar):
            return word(written, self.options)
        if not isinstance(written, TreeMapping):
            return None
        parts: dict[str, tuple[str, ...]] = {}
        for entry in written:
            name = _PASSAGES.get(canonical_name(entry.key.text))
            items = entry.value.items if isinstance(entry.value, TreeSequence) else (entry.value,)
            texts = tuple(item.text for item in items if isinstance(item, Scalar))
            if name is None or name in parts or len(texts) != len(items):
                return None
            parts[name] = texts
        return Passages(parts.get("contains", ()), parts.get("lacks", ())) if parts else None

    def found(self, report: Report, key: Key) -> Answer:
        """The answer; a letter is drawn from a whole report."""
        subject = None if key.type == PORTFOLIO else key.id
        status = report.letter_status(self.letter, subject, of_type=key.type)
        word = Word(WRITTEN if status == "written" else UNDETERMINED if status == "undetermined" else NONE)
        if self.wanted is None or status != "written":
            return word
        said = "\n".join(
            report.letter(self.letter, subject, language=language, of_type=key.type).text
            for language in LANGUAGES
        )
        return Passages(
            tuple(one for one in self.wanted.contains if one in said),
            tuple(one for one in self.wanted.lacks if one not in said),
        )


@attrs.frozen
class Handed:
    """Asked whether the results of a subject are handed on as final or as preliminary."""

    export: str

    @property
    def options(self) -> tuple[Option, ...]:
        return (FINAL, PRELIMINARY, *OPEN)

    def understood(self, written: Scalar) -> Answer | None:
        return word(written, self.options)

    def found(self, report: Report, key: Key) -> Answer:
        """The answer, from a whole report."""
        given = report.export(self.export)
        row = next((row for row in given.rows if row.key == key), None)
        if row is None:
            return Word(UNDETERMINED if key in given.uncertain else NONE)
        return Word(FINAL if row.status == "final" else PRELIMINARY)


_PASSAGES = {"contains": "contains", "包含": "contains", "含": "contains", "lacks": "lacks", "不含": "lacks"}
"""What a test can say of the text of a letter."""
Asked: TypeAlias = Checks | Proposed | Valued | Placed | Lettered | Handed


def understood(answers: Sequence[Asked], written: Node) -> tuple[Asked, Answer] | None:
    """The first of `answers` that what is written can be an answer to."""
    for one in answers:
        if isinstance(one, Valued | Lettered):
            answer = one.understood(written)
        else:
            answer = one.understood(written) if isinstance(written, Scalar) else None
        if isinstance(one, Lettered) and isinstance(answer, Passages):
            return attrs.evolve(one, wanted=answer), answer
        if answer is not None:
            return one, answer
    return None


def answered(one: Asked, report: Report, key: Key) -> Answer:
    """What a report answers."""
    return (
        one.found(report, key)
        if isinstance(one, Lettered | Handed)
        else one.found(report.context.results, key)
    )


def offer(answers: Sequence[Asked], written: Node) -> Bilingual:
    """What could be written instead."""
    text = written.text if isinstance(written, Scalar) else ""
    words = [w for a in answers for o in a.options for w in (o.code.replace("_", " "), o.label.zh)]
    numbers = any(
        isinstance(a, Placed) or (isinstance(a, Valued) and isinstance(a.definition.type, NumberType))
        for a in answers
    )
    offered = did_you_mean(text, [w for w in words if w.isascii() == text.isascii()]) if words else None
    meant = number_meant(text)
    digits = "" if meant is None else f" `{meant.digits}`"
    number = Bilingual(
        f"写数字{digits}" if digits else "写一个数字",
        f"write the number{digits}" if digits else "write a number",
    )
    if offered is None or not numbers:
        return offered or number
    return Bilingual(f"{number.zh}，或{offered.zh}", f"{number.en}, or: {offered.en}")


def _outcomes(results: Found, checks: Iterable[str], key: Key) -> set[str]:
    return {o.outcome for check in checks for o in results.occasions[check].get(_id(key), ())}


def _id(key: Key) -> str:
    """The id under which a run keeps what it computed for a subject."""
    return "" if key.type == PORTFOLIO else key.id
