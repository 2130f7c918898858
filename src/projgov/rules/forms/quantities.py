"""Months that make good a quarter, and quarters a year (以月保季、以季保年): figures held against those of the period around them.

A period is covered where the figures of its own parts come to at least its own; a surplus is not carried over to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.calendar import PeriodKind, periods
from projgov.domain.types import ListType, NumberType, Option, PeriodType, TextType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Finding, Header, Message, Outcome
from projgov.rules.core.typing import ANY, DATE, called
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.figures import Figures
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.parts import Part
from projgov.rules.forms.written import Expression, Rule, Template, key

UNKNOWN_FIGURES = Pattern(
    "N062",
    Bilingual("`{key}` 不能写 `{name}`", "`{name}` cannot stand under `{key}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_PLAN = Pattern(
    "T041",
    Bilingual("{subject}没有任务量计划", "the type {subject} has no plan with quantities"),
    Bilingual("写在项目或工作事项的规则里", "write it in a rule on projects or items"),
)
ENSURED: tuple[Option, ...] = (
    Option("quarters_by_months", Bilingual("以月保季", "quarters by months"), ("months cover quarters",)),
    Option("year_by_quarters", Bilingual("以季保年", "year by quarters"), ("quarters cover the year",)),
)
"""What is made good by what."""
BY: tuple[Option, ...] = (
    Option("planned", Bilingual("计划", "planned"), ("计划数",)),
    Option("done", Bilingual("完成", "done"), ("完成数", "achieved")),
)
"""Whose figures of the parts count: those of the plan, or those of the reports."""
_PERIOD, _TEXT, _NUMBER = PeriodType(), TextType(), NumberType()


class Ensured(Part):
    """Periods held against their parts; `rule.figures` tells other rules whether none of them falls short."""

    ensure: str = key(
        "保证", options=ENSURED, meaning="`quarters by months` (以月保季) or `year by quarters` (以季保年)"
    )
    by: str = key(
        "依据数",
        options=BY,
        default="planned",
        meaning="the parts as they are `planned`, or as reports say they are `done`",
    )
    due: Expression | None = key(
        "期限",
        "最迟",
        "截止",
        default=None,
        meaning="the day on which it is judged, for each `period`; else the end of the period",
    )
    when: Expression | None = key("适用", default=None, meaning="nothing is held where this is false")
    reason: Template | None = key("理由", default=None)


_KINDS: dict[str, PeriodKind] = {"quarters_by_months": "quarter", "year_by_quarters": "year"}


@attrs.frozen
class Quantities:
    """What a rule holds against its parts, being lowered; `ids` are the canonical names."""

    rule: Rule
    ensured: Sequence[Ensured]
    ids: Sequence[str]
    header: Header
    outcome: Outcome
    lowering: Lowering

    def lowered(self) -> Iterator[tuple[Check, Finding]]:
        """A check, with an occasion for every period and quantity, and a finding for each."""
        subject = self.header.subject
        record = self.lowering.names.vocabulary.records.get(subject)
        for index in range(len(self.ensured)):
            if record is None or "baseline" not in record.members:
                self.lowering.faults.add(NO_PLAN, self._place(index, "id"), subject=called(subject))
            else:
                yield self._lowered(index)

    def _lowered(self, index: int) -> tuple[Check, Finding]:
        part, lowering, place = self.ensured[index], self.lowering, self._place(index, "id")
        of = _KINDS[self._option(index, "ensure", part.ensure, ENSURED)]
        done = self._option(index, "by", part.by, BY) == "done"
        occasion = nodes.Variable("occasion", ANY)
        period = nodes.Entry(occasion, "period", _PERIOD, place=place)
        due = self._due(part, period)
        figures = Figures(
            lowering, of, done, nodes.Entry(occasion, "quantity", _TEXT, place=place), period, place
        )
        needed, found, title = figures.needed, figures.found, figures.title
        short = nodes.Arithmetic("-", needed, found, _NUMBER, place=place)
        named = {
            "needed": needed,
            "应达": needed,
            "found": found,
            "实达": found,
            "shortfall": short,
            "差额": short,
        }
        scope = lowering.scope.with_locals(
            {
                **named,
                "period": period,
                "时期": period,
                "due": due,
                "期限": due,
                "quantity": title,
                "任务量": title,
            }
        )
        check = Check(
            f"{self.header.id}.{self.ids[index]}",
            self.header.subject,
            nodes.Compare(">=", found, needed, place=place),
            part.label,
            lowering.applies(scope, part.when),
            due,
            self._occasions(part, figures, of),
            place=place,
        )
        reason = lowering.message(part.reason, scope) or Message(
            (period, "“", title, "”：应达", needed, "，合计", found, "，差", short),
            (period, ", ", title, ": ", needed, " needed, ", found, " found, ", short, " short"),
        )
        return check, Finding(self.header, (check.id,), self.outcome, lowering.against(scope), reason)

    def _occasions(self, part: Ensured, figures: Figures, kind: PeriodKind) -> Node:
        """For every period of the year, the quantities for which the plan sets something in it, as it is in force on the day judged."""
        place, today = figures.place, nodes.Variable("as_of", DATE)
        found: list[Node] = []
        for period in periods(kind, date(self.lowering.year, 1, 1), date(self.lowering.year, 12, 31)):
            literal = nodes.Literal(period, _PERIOD, place=place)
            due = self._due(part, literal)
            day = nodes.Case((nodes.Row(nodes.Compare(">", today, due, place=place), due),), today, DATE)
            entries = (("period", literal), ("quantity", nodes.Variable("name", _TEXT)))
            each = nodes.Each(
                "name",
                figures.planned_for(literal),
                nodes.MakeContext(entries, ANY),
                ListType(ANY),
                place=place,
            )
            found.append(nodes.Let("judged", day, each, each.type, place=place))
        return nodes.Call("concatenate", tuple(found), ListType(ANY), place=place)

    def _place(self, index: int, name: str) -> Place:
        return self.lowering.place_of(("figures", index, name))

    def _option(self, index: int, name: str, written: str, options: Sequence[Option]) -> str:
        found = find(written, options)
        if found is None:
            offered = offer(written, options)
            self.lowering.faults.add(
                UNKNOWN_FIGURES, self._place(index, name), key=name, name=written, offer=offered
            )
        return options[0].code if found is None else found.code

    def _due(self, part: Ensured, period: Node) -> Node:
        """The day on which a period is judged."""
        if part.due is None:
            return nodes.Call("period_end", (period,), DATE, place=period.place)
        return self.lowering.day(
            part.due, self.lowering.scope.with_locals({"period": period, "时期": period})
        )
