"""How filings are answered: in time, on grounds that are listed, and filed again with a word of which one is replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern, Place
from projgov.domain.choices.works import RETURN_GROUND, STEP
from projgov.domain.types import ListType, NullType, RecordType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Scope
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import Counted, away, counted
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.owing import no_span, span
from projgov.rules.forms.parts import Part
from projgov.rules.forms.wording import said
from projgov.rules.forms.written import Template, key

UNKNOWN_ANSWER = Pattern(
    "N504",
    Bilingual("没有 `{name}` 这一种步骤", "there is no kind of step `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
UNKNOWN_GROUND = Pattern(
    "N505",
    Bilingual("没有 `{name}` 这一条理由", "there is no ground `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
ASKS_NOTHING = Pattern(
    "F517",
    Bilingual("规则 `{rule}` 没有写要求什么", "the rule `{rule}` requires nothing"),
    Bilingual(
        "写 `answered within:`，或给答复写 `grounds:`、`refiled within:`",
        "write `answered within:`, or `grounds:` or `refiled within:` at an answer",
    ),
)
_TEXT = TextType()
_FILING = RecordType("filing")
_ANSWERED = Bilingual("按期答复", "answered in time")
_REFILED = Bilingual("重新申报", "filed again")
_LINKED = Bilingual("注明所替代的申报", "says which filing it replaces")
_LATE = Bilingual("到期没有答复", "not answered by the due day")
_NO_GROUND = Bilingual("没有写明理由", " without a ground")
_OTHER_GROUND = Bilingual("的理由不在规定之内：", " on grounds that are not listed: ")
_NOT_AGAIN = Bilingual("后没有按期重新申报", ", and not filed again in time")
_NOT_SAID = Bilingual(
    "重新申报没有注明替代哪一件", "It is not said which filing that was sent back this one replaces"
)


class Answer(Part):
    """One answer that a filing can get."""

    step: str | None = key(
        "步骤", default=None, options=STEP.options, meaning="the kind of step that it is; else the id says it"
    )
    grounds: list[str] = key(
        "理由",
        "限于理由",
        default=[],
        options=RETURN_GROUND.options,
        meaning="the grounds on which it can be given; one of them has to be named",
    )
    refiled_within: str | None = key(
        "重报期限",
        default=None,
        span=True,
        meaning="how long after it there has to be another filing: `15 days`",
    )


@attrs.frozen
class _Known:
    """An answer as it is looked for: the code of its step, its name, its grounds, and by when to file again."""

    id: str
    step: str
    label: Bilingual
    grounds: tuple[str, ...]
    again: Counted | None
    place: Place

    def on(self, filing: str) -> str:
        """The steps of a filing that are this answer, as an expression."""
        return f'{filing}.steps[kind = "{self.step}"]'


@attrs.frozen
class Answering:
    """A rule on answers being lowered. `ids` are the canonical names of the answers."""

    reason: Template | None
    answers: Sequence[Answer]
    ids: Sequence[str]
    header: Header
    outcome: Outcome
    lowering: Lowering

    def lowered(self, within: str | None, accepted_by: str) -> list[tuple[Check, Finding]]:
        """A check and a finding for each thing that is asked."""
        known = [found for index, answer in enumerate(self.answers) if (found := self._known(index, answer))]
        pairs: list[tuple[Check, Finding]] = []
        if within is not None:
            pairs += self._in_time(within, accepted_by, known)
        pairs += [self._on_grounds(answer) for answer in known if answer.grounds]
        again = [answer for answer in known if answer.again is not None]
        if again:
            pairs += [self._again(answer, f"refiled_{answer.id}") for answer in again]
            pairs.append(self._linked(again))
        if within is None and not any(a.grounds or a.refiled_within for a in self.answers):
            self.lowering.faults.add(ASKS_NOTHING, self.header.place, rule=self.lowering.rule.id)
        return pairs

    def _known(self, index: int, answer: Answer) -> _Known | None:
        lowering = self.lowering
        word = answer.step or answer.id
        option = find(word, STEP.options)
        if option is None:
            at = lowering.place_of(("answers", index, "step" if answer.step else "id"))
            lowering.faults.add(UNKNOWN_ANSWER, at, name=word, offer=offer(word, STEP.options))
            return None
        grounds: list[str] = []
        for number, name in enumerate(answer.grounds):
            ground = find(name, RETURN_GROUND.options)
            if ground is None:
                at = lowering.place_of(("answers", index, "grounds", number))
                lowering.faults.add(UNKNOWN_GROUND, at, name=name, offer=offer(name, RETURN_GROUND.options))
            else:
                grounds.append(ground.code)
        again = answer.refiled_within
        length = None if again is None else counted(f"{again} after due") or counted(f"期限后{again}")
        if again is not None and (length is None or length.count < 1):
            at = lowering.place_of(("answers", index, "refiled_within"))
            no_span("refiled within", again, at, lowering)
            return None
        label = option.label if answer.title is None else answer.label
        place = lowering.place_of(("answers", index, "id"))
        return _Known(self.ids[index], option.code, label, tuple(grounds), length, place)

    @property
    def _filings(self) -> Node:
        record = self.lowering.names.vocabulary.record(self.lowering.subject)
        member = record.members["filings"]
        this = self.lowering.this()
        return nodes.Field(this, record.name, member.name, member.type, place=self.header.place)

    @property
    def _scope(self) -> Scope:
        """The scope of what is asked of a filing, called `one`; `every_filing` are all of the project."""
        one = nodes.Variable("occasion", _FILING)
        scope = self.lowering.scope.with_locals({"item": one, "one": one, "every_filing": self._filings})
        return scope.with_item(one, "filing")

    def _in_time(self, within: str, accepted_by: str, known: Sequence[_Known]) -> list[tuple[Check, Finding]]:
        lowering, place = self.lowering, self.lowering.place_of(("answered_within",))
        length = span(within, "answered_within", lowering)
        accepted = find(accepted_by, STEP.options)
        if accepted is None:
            at = lowering.place_of(("accepted_by",))
            lowering.faults.add(UNKNOWN_ANSWER, at, name=accepted_by, offer=offer(accepted_by, STEP.options))
        if length is None or accepted is None:
            return []
        due = away(meant("one.occurred", self._scope, place), length)
        kinds = " or ".join(f's.kind = "{code}"' for code in (accepted.code, *(k.step for k in known)))
        holds = f"some s in one.steps satisfies ({kinds}) and s.occurred <= due"
        told = {language: nodes.Literal(_LATE.in_(language), _TEXT) for language in LANGUAGES}
        return [self._pair("answered", _ANSWERED, self._filings, holds, due, told, None, place)]

    def _on_grounds(self, answer: _Known) -> tuple[Check, Finding]:
        listed = ", ".join(f'"{ground}"' for ground in answer.grounds)
        named = "present(s.grounds) and count(s.grounds) > 0"
        holds = f"every s in {answer.on('one')} satisfies {named} and (every g in s.grounds satisfies g in ({listed}))"
        scope, place = self._scope, answer.place
        given = meant(
            f"flatten once(for s in {answer.on('one')} return if present(s.grounds) then s.grounds else [])",
            scope,
            place,
        )
        none = meant(f"some s in {answer.on('one')} satisfies not({named})", scope, place)
        told: dict[Language, Node] = {}
        for language in LANGUAGES:
            label = nodes.Literal(answer.label.in_(language), _TEXT)
            others = _text(label, _OTHER_GROUND.in_(language), said(given, self.lowering, language))
            bare = nodes.Row(none, _text(label, _NO_GROUND.in_(language)))
            told[language] = nodes.Case((bare,), others, _TEXT)
        over = self._those(f"some s in {answer.on('one')} satisfies true", place)
        return self._pair(answer.id, answer.label, over, holds, None, told, answer, place, given)

    def _again(self, answer: _Known, name: str) -> tuple[Check, Finding]:
        scope, place = self._scope, answer.place
        day = meant(f"max({answer.on('one')}.occurred)", scope, place)
        assert answer.again is not None
        due = away(day, answer.again)
        holds = "some f in every_filing satisfies f.id != one.id and f.occurred >= one.occurred and f.refiles = one.id"
        told = {
            language: nodes.Literal(answer.label.in_(language) + _NOT_AGAIN.in_(language), _TEXT)
            for language in LANGUAGES
        }
        over = self._those(f"some s in {answer.on('one')} satisfies true", place)
        return self._pair(name, _REFILED, over, holds, due, told, answer, place)

    def _linked(self, again: Sequence[_Known]) -> tuple[Check, Finding]:
        place = self.header.place
        sent = " or ".join(f'(some s in f.steps satisfies s.kind = "{a.step}"' + "{})" for a in again)
        before = sent.replace("{}", " and s.occurred <= one.occurred")
        over = self._those(
            f"some f in every_filing satisfies f.id != one.id and f.occurred < one.occurred and ({before})",
            place,
        )
        holds = f"some f in every_filing satisfies f.id = one.refiles and ({sent.replace('{}', '')})"
        told = {language: nodes.Literal(_NOT_SAID.in_(language), _TEXT) for language in LANGUAGES}
        return self._pair("linked", _LINKED, over, holds, None, told, None, place)

    def _those(self, condition: str, place: Place) -> Node:
        """The filings of which a condition on `one` holds."""
        one = nodes.Variable("one_filing", _FILING)
        scope = self._scope.with_locals({"item": one, "one": one})
        kind = ListType(_FILING)
        return nodes.Filter(one.name, self._filings, meant(condition, scope, place), kind, place=place)

    def _pair(
        self,
        name: str,
        title: Bilingual,
        over: Node,
        holds: str,
        due: Node | None,
        told: Mapping[Language, Node],
        answer: _Known | None,
        place: Place,
        grounds: Node | None = None,
    ) -> tuple[Check, Finding]:
        lowering, scope = self.lowering, self._scope
        if due is not None:
            scope = scope.with_locals({"due": due, "期限": due})
        judged = due if due is not None else lowering.judged(scope)
        check = Check(
            f"{self.header.id}.{name}",
            self.header.subject,
            meant(holds, scope, place),
            title,
            lowering.applies(scope),
            judged,
            lowering.seen(over, judged),
            place=place,
        )
        scopes: list[Scope] = []
        for language in LANGUAGES:
            nothing = nodes.Literal(None, NullType())
            label = nodes.Literal(answer.label.in_(language), _TEXT) if answer else nothing
            named = {"fault": told[language], "问题": told[language], "answer": label, "答复": label}
            named |= {"grounds": grounds or nothing, "理由": grounds or nothing}
            scopes.append(scope.with_locals(named))
        reason = lowering.message(self.reason, *scopes) or Message((told["zh"],), (told["en"],))
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(scope), reason)


def _text(*parts: Node | str) -> Node:
    texts = tuple(nodes.Literal(part, _TEXT) if isinstance(part, str) else part for part in parts)
    return nodes.Call("concatenation", texts, _TEXT)
