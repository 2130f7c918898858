"""What a kind of rule is, and what it works with when it lowers its rules to Core."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, Literal

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place
from projgov.domain.types import ListType, RecordType, ValueType
from projgov.domain.vocabulary import canonical_name
from projgov.reading.beside import Beside
from projgov.reading.tree import Scalar
from projgov.rules.core import nodes
from projgov.rules.core.directions import Direction
from projgov.rules.core.exports import Export
from projgov.rules.core.fitting import POISON, fits, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.functions import OF_WORKING_DAYS
from projgov.rules.core.letters import Letter
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Header, Message, Output, unversioned
from projgov.rules.core.scope import Binding, Faults, Names, Scope
from projgov.rules.core.typing import ANY, DATE, TEXT, describe, item_type
from projgov.rules.feel.parser import parse, parse_template
from projgov.rules.forms import slips
from projgov.rules.forms.assessment_year import AssessmentYear
from projgov.rules.forms.day_off import DAYS_OFF
from projgov.rules.forms.days import lower_day
from projgov.rules.forms.name_mends import of_days, of_holders
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.results import aliases
from projgov.rules.forms.written import Expression, Rule, Template

UNKNOWN_DAY_OFF = Pattern(
    "N034",
    Bilingual("不认识的写法 `{found}`", "unknown way `{found}` of treating a day off"),
    Bilingual("{offer}", "{offer}"),
)
ENDS_BEFORE = Pattern(
    "C001",
    Bilingual(
        "规则 `{rule}` 在生效（{start}）之前就失效了（{end}）",
        "the rule `{rule}` ceases to be valid ({end}) before it begins to be ({start})",
    ),
    Bilingual("改正 `valid from` 或 `valid to`", "correct `valid from` or `valid to`"),
)
_UNIT_OR_OFFICER = Bilingual("单位或干部", "a unit or officer")


@attrs.frozen
class Lowered:
    """What one rule became."""

    definitions: tuple[Definition, ...] = ()
    checks: tuple[Check, ...] = ()
    outputs: tuple[Output, ...] = ()
    directions: tuple[Direction, ...] = ()
    letters: tuple[Letter, ...] = ()
    exports: tuple[Export, ...] = ()


@attrs.frozen
class Kind:
    """A kind of rule. `key` is the section of a rule file that holds its rules, `names` the section's further names.

    `declare` says what names a rule gives to other rules' expressions, before any is lowered; `lower` makes Core of it.
    """

    key: str
    names: tuple[str, ...]
    label: Bilingual
    model: type[Rule]
    declare: Callable[[Any, Lowering], Binding]
    lower: Callable[[Any, Lowering], Lowered]


@attrs.frozen
class Lowering:
    """One rule being lowered: expressions in, nodes out, faults gathered on the way."""

    names: Names
    faults: Faults
    year: int
    rule: Rule
    kind: str
    place_of: Callable[[tuple[str | int, ...]], Place]
    """The place in the file of a part of the rule, by path."""
    beside: Beside = Beside()
    """The folder of the rule file, for what a rule names in it."""
    assessed: AssessmentYear | None = None
    """The days of the assessment year; without them, those of the calendar year."""
    _nodes: dict[tuple[int, ValueType | None], tuple[Expression, Node]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    """What expressions became that had no faults: a rule is lowered when it is declared, and again as a whole."""

    @cached_property
    def subject(self) -> str:
        """The canonical name of the type of subject that the rule is on."""
        return canonical_name(self.rule.on)

    @property
    def place(self) -> Place:
        return self.place_of(("id",))

    @cached_property
    def scope(self) -> Scope:
        """The scope of the rule's own expressions, in which `subject` (本对象) is the subject itself."""
        this = self.this()
        return Scope.of(self.names, self.faults, self.subject).with_locals({"subject": this, "本对象": this})

    def this(self) -> Node:
        """The subject of the rule."""
        return nodes.Variable("subject", ANY if self.subject == "portfolio" else RecordType(self.subject))

    def expression(
        self, written: Expression, wanted: ValueType | None = None, scope: Scope | None = None
    ) -> Node:
        """The node of a FEEL expression. What is wrong with it is gathered, and a stand-in returned."""
        if scope is not None:
            return self._expression(written, wanted, scope)
        key, before = (id(written), wanted), len(self.faults.found)
        if key in self._nodes:
            return self._nodes[key][1]
        node = self._expression(written, wanted, self.scope)
        if len(self.faults.found) == before:
            self._nodes[key] = written, node
        return node

    def _expression(self, written: Expression, wanted: ValueType | None, scope: Scope) -> Node:
        if wanted is not None and not fits(TEXT, wanted) and self.is_quoted(written, describe(wanted)):
            return POISON
        try:
            tree = parse(written.text, place_at=written.place_at)
        except InvalidRuleFile as refused:
            self.faults.extend(slips.cut(written) or refused.diagnostics)
            return POISON
        slips.check_comment(written.scalar, self.faults)
        told = len(self.faults.found)
        node = lower(tree, scope, written.place_at, wanted)
        self.faults.found[told:] = of_days(self.faults.found[told:], self.year)
        return node

    def is_quoted(self, written: Expression, wanted: Bilingual) -> bool:
        """Whether an expression that is to give something else stands in double quotes, which make a text of it: a fault."""
        return slips.is_quoted(written, wanted, self.faults)

    def condition(self, written: Expression, scope: Scope | None = None) -> Node:
        """The node of a condition."""
        return self.expression(written, BOOLEAN, scope)

    def day(self, written: Expression, scope: Scope | None = None) -> Node:
        """The node of a deadline: a phrase such as `end of quarter 1`, an expression that gives a date, or so long before or after."""
        return self.worked(lower_day(self, written, scope or self.scope))

    def worked(self, day: Node) -> Node:
        """The day, moved as the rule says where nobody works on it."""
        written = self.rule.day_off
        option = None if written is None else find(written, DAYS_OFF)
        if written is not None and option is None:
            place = self.place_of(("day_off",))
            self.faults.add(UNKNOWN_DAY_OFF, place, found=written, offer=offer(written, DAYS_OFF))
        if option is None or option.code == "keep" or is_poison(day):
            return day
        return nodes.Call(option.code, (day,), DATE, place=day.place)

    @property
    def first_day(self) -> date:
        """The first day of the assessment year."""
        return date(self.year, 1, 1) if self.assessed is None else self.assessed.first

    @property
    def last_day(self) -> date:
        """The last day of the assessment year."""
        return date(self.year, 12, 31) if self.assessed is None else self.assessed.last

    def message(
        self, written: Template | None, scope: Scope | None = None, en: Scope | None = None
    ) -> Message | None:
        """A text with its computed parts, in both languages; `en` is the scope of the English text where it differs."""
        if written is None:
            return None
        for scalar in dict.fromkeys((written.zh, written.en)):
            slips.check_comment(scalar, self.faults)
        return Message(self._parts(written.zh, scope), self._parts(written.en, en or scope))

    def label(self, node: Node, written: Expression) -> Bilingual:
        """What a person calls the value of a node: the label of the field it ends in, else the expression itself."""
        if isinstance(node, nodes.Field):
            return self.names.vocabulary.record(node.record).members[node.member].label
        return Bilingual(written.text, written.text)

    def _parts(self, scalar: Scalar, scope: Scope | None) -> tuple[str | Node, ...]:
        try:
            parts = parse_template(scalar.text, place_at=scalar.place_at)
        except InvalidRuleFile as refused:
            self.faults.extend(refused.diagnostics)
            return (scalar.text,)
        slips.check_braces(scalar, self.faults)
        within = scope or self.scope
        return tuple(p if isinstance(p, str) else lower(p, within, scalar.place_at) for p in parts)

    def each(self, written: Expression | None) -> tuple[Node | None, Scope]:
        """The list whose records a rule judges one by one, and the scope in which each is seen, as `item` and by its fields."""
        if written is None:
            return None, self.scope
        source = self.expression(written, ListType(ANY))
        inner = item_type(source.type) or ANY
        item = nodes.Variable("occasion", inner)
        within = self.scope.with_locals({"item": item})
        if is_poison(source):  # what its records have is not known, and no name is held to be unknown
            return source, attrs.evolve(within, of_unknown=True)
        return source, within.with_item(item, inner.record) if isinstance(inner, RecordType) else within

    def seen(self, over: Node | None, judged: Node | None) -> Node | None:
        """The list whose records a rule judges, as it stood on the last day that the rule judges.

        Where each record is judged on a day of its own, that is the last day of the year: what occurs later is for the rules of
        the next year, and a register that is complete through the year lacks nothing here. Where all are judged on one fixed
        day it is that day. It is never later than the day of evaluation.
        """
        if over is None or judged is None:
            return over
        if asks(judged, "occasion"):
            end: Node = nodes.Literal(self.last_day, DATE)
        elif _is_fixed(judged):
            end = judged
        else:
            return over
        today = nodes.Variable("as_of", DATE)
        day = nodes.Case((nodes.Row(nodes.Compare(">", today, end), end),), today, DATE)
        return nodes.Let("judged", day, over, over.type, place=over.place)

    def header(self) -> Header:
        """What the rule says of itself."""
        rule = self.rule
        words = unversioned(rule.id).replace("_", " ")
        title = rule.title.text if rule.title else Bilingual(words, words)
        return Header(rule.id, self.kind, self.subject, title, tuple(rule.implements), rule.quote, self.place)

    def applies(self, scope: Scope | None = None, *more: Expression | None) -> Node | None:
        """The rule's `when`, with the time in which it is valid and further conditions; None where it always applies."""
        written = [w for w in (self.rule.when, *more) if w is not None]
        conditions = (*self.validity(), *(self.condition(w, scope) for w in written))
        return (
            nodes.And(conditions, place=self.place) if len(conditions) > 1 else next(iter(conditions), None)
        )

    def validity(self) -> tuple[Node, ...]:
        """That the day judged lies in the time in which the rule is valid."""
        start, end = self.rule.valid_from, self.rule.valid_to
        if start is not None and end is not None and end < start:
            place = self.place_of(("valid_to",))
            self.faults.add(
                ENDS_BEFORE, place, rule=self.rule.id, start=start.isoformat(), end=end.isoformat()
            )
        limits: tuple[tuple[Literal[">=", "<="], date | None], ...] = ((">=", start), ("<=", end))
        return tuple(
            nodes.Compare(
                operator, nodes.Variable("judged", DATE), nodes.Literal(day, DATE), place=self.place
            )
            for operator, day in limits
            if day is not None
        )

    def judged(self, scope: Scope | None = None) -> Node | None:
        """The rule's `judged`."""
        return None if self.rule.judged is None else self.day(self.rule.judged, scope)

    def against(self, scope: Scope | None = None) -> Node | None:
        """Who answers for what the rule finds."""
        return self.holder(self.rule.against, scope)

    def holder(self, written: Expression | None, scope: Scope | None = None) -> Node | None:
        """The unit or officer that an expression gives."""
        if written is None or self.is_quoted(written, _UNIT_OR_OFFICER):
            return None
        told = len(self.faults.found)
        node = self.expression(written, None, scope)
        self.faults.found[told:] = of_holders(self.faults.found[told:], scope or self.scope)
        return node

    def binding(self, own: ValueType | None, entries: dict[str, ValueType]) -> Binding:
        """The names that the rule gives."""
        name = canonical_name(self.rule.id)
        return Binding(name, self.subject, own, entries, self.place, aliases(entries))


def _is_fixed(day: Node) -> bool:
    """Whether a day is written out, or counted in working days from one that is."""
    counted = isinstance(day, nodes.Call) and day.function in OF_WORKING_DAYS
    return isinstance(day, nodes.Literal) or (counted and all(map(_is_fixed, nodes.children(day))))


def asks(node: Node, variable: str) -> bool:
    """Whether a local name stands anywhere in an expression."""
    if isinstance(node, nodes.Variable):
        return node.name == variable
    return any(asks(child, variable) for child in nodes.children(node))
