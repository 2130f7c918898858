"""Gates (节点): what has to be reached, to hold or to be there by a day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern, Place
from projgov.domain.choices.oversight import EVIDENCE_KIND
from projgov.domain.types import NumberType, TextType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE, arithmetic
from projgov.rules.forms.backward import Days
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.evidence import has, with_evidence
from projgov.rules.forms.meant import meant
from projgov.rules.forms.parts import Part
from projgov.rules.forms.requirement import all_of, requirement
from projgov.rules.forms.written import Expression, Rule, Template, key

EMPTY_GATE = Pattern(
    "F141",
    Bilingual("节点 `{gate}` 没有写要求什么", "the gate `{gate}` requires nothing"),
    Bilingual(
        "写 `require:`、`require present:`、`reach:` 或 `evidence:`",
        "write `require:`, `require present:`, `reach:` or `evidence:`",
    ),
)
PLANNED = ("planned", "planned_progress", "计划", "计划进度", "序时进度")
"""What `reach` calls the progress that the plan in force asks for."""
_PERCENT = NumberType(unit="percent")
_SERIES = Bilingual("进度", "progress")
_ORDER = Bilingual("节点先后", "order of the gates")
_EARLY = Bilingual(
    "{later}（{day}）早于{earlier}（{other}）", "{later} ({day}) is before {earlier} ({other})"
)
_START = Bilingual("开始日期", "the start")
_SEPARATOR = {"zh": "；", "en": "; "}
_TEXT = TextType()


class Gate(Part):
    """One gate; `rule.gate` tells other rules whether it is met."""

    due: Expression = key(
        "期限",
        "最迟",
        "截止",
        meaning="the day by which the gate has to be reached: a day, or how long before another (`30 days before end`)",
    )
    require: Expression | None = key("要求", default=None, meaning="a condition that has to hold")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    reach: Expression | None = key(
        "达到进度",
        "应达进度",
        default=None,
        meaning="the progress that has to be reached: `planned` (what the plan asks for that day) or a number",
    )
    evidence: list[str] = key(
        "要求佐证",
        default=[],
        options=EVIDENCE_KIND.options,
        meaning="the kinds of evidence that have to be there by then",
    )
    when: Expression | None = key("适用", default=None, meaning="there is no such gate where this is false")
    reason: Template | None = key("理由", default=None)


@attrs.frozen
class Gates:
    """The gates of a rule being lowered. `ids` are their canonical names, `days` the days on which they are due."""

    rule: Rule
    gates: Sequence[Gate]
    ids: Sequence[str]
    header: Header
    outcome: Outcome
    lowering: Lowering

    def days(self) -> tuple[Node, ...]:
        """The day of every gate."""
        found = Days(self.lowering, self.ids, [gate.due for gate in self.gates])
        days = found.all()
        found.check_order()
        return days

    def lowered(self) -> list[tuple[Check, Finding]]:
        """A check and a finding for every gate."""
        return [self._gate(index, day) for index, day in enumerate(self.days())]

    def _gate(self, index: int, due: Node) -> tuple[Check, Finding]:
        gate, lowering = self.gates[index], self.lowering
        place = lowering.place_of(("gates", index, "id"))
        scope = lowering.scope.with_locals({"due": due, "期限": due})
        required = requirement(gate.require, gate.require_present, lowering, scope)
        for number, word in enumerate(gate.evidence):
            at = lowering.place_of(("gates", index, "evidence", number))
            required = with_evidence(word, required, scope, at, lowering, by_due=True)
        if gate.reach is not None:
            reached, scope = self._reach(gate.reach, scope, lowering.place_of(("gates", index, "reach")))
            required = required.and_condition(reached)
        if not required and not gate.evidence:
            lowering.faults.add(EMPTY_GATE, place, gate=gate.id)
        check = Check(
            f"{self.header.id}.{self.ids[index]}",
            self.header.subject,
            required.holds(place),
            gate.label,
            lowering.applies(scope, gate.when),
            due,
            place=place,
        )

        def within(language: Language) -> Scope:
            words = nodes.Literal(gate.label.in_(language), _TEXT)
            return required.scope(scope, language).with_locals({"gate": words, "节点": words})

        zh, en = (within(language) for language in LANGUAGES)
        reason = lowering.message(gate.reason or self.rule.reason, zh, en)
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(scope), reason)

    def _reach(self, written: Expression, scope: Scope, place: Place) -> tuple[Node, Scope]:
        """That so much progress is reached on the day; `needed`, `found` and `shortfall` tell how much, and how much lacks."""
        if not has("progress", _SERIES, "reach", place, self.lowering):
            return nodes.TRUE, scope
        if canonical_name(written.text) in PLANNED:
            needed = meant("planned progress at due", scope, place)
        else:
            needed = self.lowering.expression(written, NumberType(), scope)
        found = meant("progress at due", scope, place)
        kind = arithmetic(
            "-", *(n.type if isinstance(n.type, NumberType) else _PERCENT for n in (needed, found))
        )
        shortfall = nodes.Arithmetic("-", needed, found, kind, place=place)
        named = {"needed": needed, "应达": needed, "found": found, "实达": found}
        scope = scope.with_locals({**named, "shortfall": shortfall, "差额": shortfall})
        return meant("progress at due >= needed", scope, place), scope

    def order(self) -> tuple[Check, Finding]:
        """That the gates are due in the order in which they are written, none before the start of the work."""
        lowering, place = self.lowering, self.lowering.place_of(("in_order",))
        days = [(gate.label, day) for gate, day in zip(self.gates, self.days(), strict=True)]
        record = lowering.names.vocabulary.records.get(lowering.subject)
        if record is not None and "start" in record.members:
            days.insert(
                0, (_START, nodes.Field(lowering.this(), lowering.subject, "start", DATE, place=place))
            )
        pairs = list(pairwise(days))
        conditions = [nodes.Compare("<=", one, other, place=place) for (_, one), (_, other) in pairs]
        check = Check(
            f"{self.header.id}.in_order",
            self.header.subject,
            all_of(conditions, place) if conditions else nodes.TRUE,
            _ORDER,
            lowering.applies(),
            place=place,
        )
        zh, en = (self._misplaced(pairs, language) for language in LANGUAGES)
        reason = Message((f"{_ORDER.zh}有误：", zh), (f"The {_ORDER.en} is wrong: ", en))
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(), reason)

    def _misplaced(
        self, pairs: Sequence[tuple[tuple[Bilingual, Node], tuple[Bilingual, Node]]], language: Language
    ) -> Node:
        """The gates that are due before the one that comes before them, each with both days."""
        told: list[Node] = []
        for (earlier, one), (later, other) in pairs:
            words = {
                "later": later.in_(language),
                "earlier": earlier.in_(language),
                "day": "\0",
                "other": "\1",
            }
            text = _EARLY.in_(language).format(**words)
            head, _, rest = text.partition("\0")
            middle, _, tail = rest.partition("\1")
            parts = (_words(head), _day(other), _words(middle), _day(one), _words(tail))
            said = nodes.Call("concatenation", parts, _TEXT)
            told.append(nodes.Case((nodes.Row(nodes.Compare("<", other, one), said),), None, _TEXT))
        return nodes.Call("listing", (_words(_SEPARATOR[language]), *told), _TEXT)


def _words(text: str) -> Node:
    return nodes.Literal(text, _TEXT)


def _day(day: Node) -> Node:
    return nodes.Call("string", (day,), _TEXT)
