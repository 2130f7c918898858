"""Drawing up letters from a report: which are to be written, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Language
from projgov.domain.calendar import Period
from projgov.rules.core.letters import Block, Letter, asked_by, asks
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Message
from projgov.scoring.context import Context
from projgov.scoring.faults import merge
from projgov.scoring.letters.drawn import LetterStatus, Written
from projgov.scoring.letters.parts import Grid, Heading, Listing, Paragraph, Part, one_line, period_name
from projgov.scoring.letters.told import Told
from projgov.scoring.results import Key, SubjectResult
from projgov.scoring.values import Fault, Rows, Unknown, Value
from projgov.scoring.wording import message_text

_UNCERTAIN = Bilingual(
    "（另有证据不足、尚不能确定的，未列入）",
    "(Others, of which it cannot yet be said for want of evidence, are not listed.)",
)
_PROPOSED = Bilingual(
    "注：文中尚未审定的表彰和措施均为建议，由有权机关决定后生效。",
    "Note: awards and measures that have not been decided are proposals; they take effect only by a decision of the competent body.",
)
_OPEN = ("proposed", "referred", "undetermined")
_GIVEN = ("proposed", "referred", "decided")


def status(
    letter: Letter, key: Key, context: Context, subjects: tuple[SubjectResult, ...]
) -> tuple[LetterStatus, Unknown | None]:
    """Whether a letter about a subject is to be written; for want of what, where that is undetermined and no rule errs."""
    return _Pen(letter, key, context, subjects, "zh").status()


def draw(
    letter: Letter, key: Key, context: Context, subjects: tuple[SubjectResult, ...], language: Language
) -> Written:
    """The letter about a subject, whether or not it is to be written."""
    return _Pen(letter, key, context, subjects, language).letter_drawn()


def last_period(kind: str, context: Context) -> Period:
    """The last period of a kind that has ended by the day of evaluation."""
    current = Period.containing(kind, context.results.as_of)  # type: ignore[arg-type]  # one of the kinds, as the check found
    return current if current.end <= context.results.as_of else current.previous()


@attrs.frozen
class _Pen:
    """Draws up one letter."""

    letter: Letter
    key: Key
    context: Context
    subjects: tuple[SubjectResult, ...]
    language: Language

    @property
    def told(self) -> Told:
        letter = self.letter
        return Told(self.context, self.subjects, self.key, letter.about, self.language, letter.settled)

    def env(self) -> dict[str, Any]:
        """The local names that the expressions of the letter see."""
        names: dict[str, Any] = {**self.context.env(self.key), **self.told.lists()}
        if self.letter.period is not None:
            period = last_period(self.letter.period, self.context)
            names |= {"period": period, "period_name": period_name(period, self.language)}
        return names

    def status(self) -> tuple[LetterStatus, Unknown | None]:
        told, env = self.told, self.env()
        given = [one for one in env["awards"] if one["status"] in _GIVEN]
        if self.letter.about and not (env["findings"] or env["proposals"] or given):
            # What is not yet known can be what the condition asks for: it is asked of all that there may be.
            if (holds := self._applies({**env, **told.lists(doubtful=True)})) is False:
                return "none", None
            open_ones = tuple(told.open())
            missing = [one for one in (*open_ones, holds) if isinstance(one, Unknown)]
            return ("undetermined", merge(missing) if missing else None) if open_ones else ("none", None)
        holds = self._applies(env)
        if isinstance(holds, Unknown | Fault):
            return "undetermined", holds if isinstance(holds, Unknown) else None
        return ("written" if holds is True else "none"), None

    def _applies(self, env: dict[str, Any]) -> Value:
        """Whether the condition of the letter holds."""
        applies = self.letter.applies
        return True if applies is None else self.context.model.evaluate(applies, env)

    def letter_drawn(self) -> Written:
        env, letter = self.env(), self.letter
        parts = [part for block in letter.body for part in self.parts(block, env)]
        asked = asks(letter)
        proposes = any(
            one["status"] in _OPEN for name in ("proposals", "awards") if name in asked for one in env[name]
        )
        if proposes:
            parts.append(Paragraph(_PROPOSED.in_(self.language)))
        title = "" if letter.heading is None else self.said(letter.heading, env)
        return Written(
            letter.header.id,
            self.key,
            self.language,
            title or one_line(letter.header.title.in_(self.language)),
            None if letter.to is None else self.said(letter.to, env) or None,
            None if letter.issuer is None else self.said(letter.issuer, env) or None,
            self.context.results.as_of,
            tuple(parts),
            proposes,
        )

    def parts(self, block: Block, env: dict[str, Any]) -> Iterator[Part]:
        """What a block becomes: nothing where its text comes out empty."""
        if block.when is not None and self.context.model.evaluate(block.when, env) is not True:
            return
        if block.each is not None:
            yield from self.listed(block, self.context.model.evaluate(block.each, env), env)
            if self.may_lack(block.each, env):
                yield Paragraph(_UNCERTAIN.in_(self.language))
        elif block.heading is not None and (text := self.said(block.heading, env)):
            yield Heading(text)
        elif block.text is not None and (text := self.said(block.text, env)):
            yield Paragraph(text)

    def listed(self, block: Block, found: Value, env: dict[str, Any]) -> Iterator[Part]:
        """A list or a table of what is surely there, and that there may be more."""
        members, is_certain = members_of(found)
        inner = [{**env, block.variable: member} for member in members]
        if inner and block.columns:
            heads = tuple(self.said(column.title, env) for column in block.columns)
            yield Grid(heads, tuple(tuple(self.said(c.cell, one) for c in block.columns) for one in inner))
        elif inner and block.text is not None:
            lines = tuple(line for one in inner if (line := self.said(block.text, one)))
            if lines:
                yield Listing(lines, block.numbered)
        elif is_certain and block.otherwise is not None and (text := self.said(block.otherwise, env)):
            yield Paragraph(text)

    def may_lack(self, source: Node, env: dict[str, Any]) -> bool:
        """Whether there may be more in a list than is surely there: also of what the rules have left undetermined."""
        model = self.context.model
        members, is_certain = members_of(model.evaluate(source, env))
        if not is_certain or not asked_by((source,)) & {"findings", "proposals", "awards"}:
            return not is_certain
        wider = model.evaluate(source, {**env, **self.told.lists(doubtful=True)})
        if not isinstance(wider, Rows) or wider.lacking is not None:
            return not members_of(wider)[1]
        listed = [_which(one) for one in members]
        return any(_which(one) not in listed for one, _ in wider.possible)

    def said(self, message: Message, env: dict[str, Any]) -> str:
        return one_line(message_text(message, self.context.model, env, self.language))


def _which(item: Any) -> Any:
    """What an item of the lists that a letter sees is told apart by."""
    return (item["rule"], item["id"], item.get("day")) if isinstance(item, Mapping) else item


def members_of(found: Value) -> tuple[tuple[Any, ...], bool]:
    """The sure members of a list, and whether there are surely no others."""
    match found:
        case tuple():
            return found, True
        case Rows(sure=sure, possible=possible, lacking=lacking):
            return sure, not possible and lacking is None
        case Unknown() | Fault():
            return (), False
        case None:
            return (), True
    return (found,), True


def keys_of(letter: Letter, subjects: tuple[SubjectResult, ...]) -> tuple[Key, ...]:
    """The subjects that a letter can be about."""
    if letter.header.subject == PORTFOLIO:
        return (Key(PORTFOLIO, PORTFOLIO),)
    return tuple(s.key for s in subjects if s.key.type == letter.header.subject)
