"""Lamps (亮灯): how a subject stands, as a colour; with `every`, how it stood in each period, and since when.

The rows stand in order, the worst lamp first, and the first row that holds gives the lamp; where none holds, `otherwise` does, or
there is no lamp. A condition that is not known leaves the lamp undetermined, unless it makes no difference.

    lamps:
      - id: progress_lamp
        on: project
        show:
          - lamp: red
            when: behind > 30
            reason: {zh: "落后计划{behind}个百分点", en: "{behind} points behind plan"}
          - lamp: yellow
            when: behind >= 10
        otherwise: green
        reason: {zh: "{title}亮{lamp}", en: "{lamp} for {title}"}

The lamps red, orange, yellow, blue and green (红, 橙, 黄, 蓝, 绿) are known; any other needs a `title` in the first row that shows
it, and a `title` gives a known lamp another name. A lamp shows the state on the day of evaluation, unless `judged` names another.

Instead of a condition a row can name a threshold of the rule's `variance`, in whatever it is measured: `from: 10` is 10 and more,
`above: 30` more than 30. A row that says several things holds where all of them do.

A row's own reason comes before the rule's; either can name `lamp` (灯), the lamp's name in the language of the reason.
Other rules can use the lamp by the rule's id: `progress_lamp = "red"`, `progress_lamp = "红"`, `progress_lamp = null` for none.

**In periods.** With `every` (the periods of cadences: month, quarter …) the lamp has a history: one lamp for each period that has a day
between `from` and `to` (those of the assessment year, where they are not said), judged at the period's end or on the day that
`judged` names for it (`judged: 5 days after period end`), through the day of evaluation. Each is the lamp that evaluation on that
day shows, by the records that there are now. Conditions can use `period` (报送期), the last period whose day has come.

    lamps:
      - id: monthly_lamp
        on: project
        every: month
        show:
          - {lamp: red, when: behind > 30, clears when: behind < 10, clears after: 2}
          - {lamp: yellow, when: behind >= 10}
        otherwise: green

A lamp that shows is held until it clears: where `clears when` holds (else where its row no longer does), in `clears after` periods
in a row (else at once), and on evidence, where `cleared by` names a list of dated records: one of them has to be later than the day
on which the lamp lit. Who may clear it is the filter of that list: `cleared by: acceptances[passed and by.id = "U1"]`. When it
clears, the rows decide. A lamp that worsens does so at once, unless the row says `lights after`: so many periods in a row in
which the row holds; periods in which `pauses when` holds (an excused month) neither count nor break that run. Where the rule
does not apply (`when`), nothing is held. While a lamp is held, its reason says since when, and what clears it.

`monthly_lamp` is the lamp of the last period, `monthly_lamp.since` the day of the first period of the unbroken run in which it
shows, `.run` how many periods that run has (0 where there is no lamp), `.shown` what the rows by themselves show on the day of
evaluation. `monthly_lamp.history` has a context for each period: `period`, `day`, `lamp`, `shown`, `since`, `run`; so
`count(monthly_lamp.history[lamp = "red"])` counts the red ones. Of a rule in several versions each has the history of its own time.

**Combined.** `combine` makes one lamp of several: `each` is a list, such as a unit's projects or a project's milestones; `lamp` names the
rule that gives each its lamp, or `show` has rows for each, which see its fields. Without rows of its own the rule shows the worst
of them. A row can ask how many have its lamp or a worse one (`at least: 3`), or what share of all weights they have in percent
(`share: 30`, with `weight` in `combine`); `counting` names the lamp that is counted where it is not the one shown.

    lamps:
      - id: unit_lamp
        on: unit
        combine: {each: led projects, lamp: progress_lamp, weight: budget}
        show:
          - {lamp: red, at least: 3}
          - {lamp: yellow, counting: red, share: 20}
        otherwise: green

`unit_lamp.lamps` has a context for each: `item`, `lamp`, `weight`.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Pattern
from projgov.domain.types import ChoiceType, PeriodType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition, Mark, Message
from projgov.rules.core.scope import Binding, Faults, Scope
from projgov.rules.core.typing import DATE
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.lamp_checks import check_reached, check_values
from projgov.rules.forms.lamp_conditions import (
    NOTHING,
    Combined,
    combined,
    condition_of,
    lamp_literal,
    worst_first,
)
from projgov.rules.forms.lamp_fold import COUNT
from projgov.rules.forms.lamp_history import NEEDS_PERIODS, History
from projgov.rules.forms.lamp_reasons import held, reason
from projgov.rules.forms.lamp_rows import Lamps, code_of, lamps_of
from projgov.rules.forms.period_ends import periods_of

NO_ROWS = Pattern(
    "F147",
    Bilingual("规则 `{rule}` 没有写何时亮灯", "the rule `{rule}` does not say when a lamp shows"),
    Bilingual(
        "在 `show:` 下至少写一行 `lamp` 和 `when`",
        "write at least one row of `lamp` and `when` under `show:`",
    ),
)
_TEXT = TextType()


_WORDS = (".said_zh", ".said_en")
"""What gives a reason in words as of another day."""


def declare(rule: Lamps, lowering: Lowering) -> Binding:
    told = attrs.evolve(lowering, faults=Faults())  # what is wrong is told when the rule is lowered
    found = combined(rule, told)
    choice = _choice(rule, found, told)
    entries: dict[str, ValueType] = {}
    if found is not None:
        entries["lamps"] = found.definition.type
    if rule.every is not None:
        history = History(rule, choice, (), (), told.scope, told, None)
        entries |= {"history": history.entries_type, "since": DATE, "run": COUNT, "shown": choice}
    return lowering.binding(choice, entries)


def lower(rule: Lamps, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.show and rule.combine is None:
        lowering.faults.add(NO_ROWS, lowering.place_of(("show",)), rule=rule.id)
    found = combined(rule, lowering)
    choice = _choice(rule, found, lowering)
    scope = lowering.scope
    if rule.every is not None:
        period = nodes.Result(f"{header.id}.period", lowering.this(), PeriodType(), place=header.place)
        scope = scope.with_locals({"period": period, "报送期": period})
    before = len(lowering.faults.found)
    conditions = [condition_of(row, n, rule, found, scope, lowering) for n, row in enumerate(rule.show)]
    if len(lowering.faults.found) == before:  # what stands in for a faulty condition covers nothing
        check_reached(rule, conditions, lowering)
        check_values(rule, conditions, lowering)
    lamp = _shown(rule, conditions, found, choice, lowering)
    definitions: tuple[Definition, ...] = () if found is None else (found.definition,)
    labels = tuple((option.code, option.label) for option in choice.options)
    if rule.every is None:
        _check_keys(rule, lowering)
        lamp = where(lowering.applies(), lamp, None, header.place)
        definition = Definition(header.id, header.subject, lamp, choice, lowering.judged(), header.place)
        said = _reasons(rule, conditions, choice, scope, lowering)
        message = None if said is None else Message((said[0],), (said[1],))
        return Lowered((*definitions, definition), (), (Mark(header, "lamp", header.id, labels, message),))
    applies = lowering.applies(scope)
    periods = periods_of(rule.every, rule.start, rule.end, lowering) or ()
    history = History(rule, choice, conditions, periods, scope, lowering, applies)
    shown = where(applies, lamp, None, header.place)
    made: list[tuple[str, Node, ValueType]] = [(".shown", shown, choice)]
    made += [("", history.last("lamp"), choice), (".since", history.last("since"), DATE)]
    made += [(".run", _run(history), COUNT)]
    said = _reasons(rule, conditions, choice, scope, lowering)
    if said is not None:
        made += zip(_WORDS, said, (_TEXT, _TEXT), strict=True)
    definitions += tuple(
        Definition(f"{header.id}{part}", header.subject, body, kind, place=header.place, words=part in _WORDS)
        for part, body, kind in made
    )
    mark = Mark(header, "lamp", header.id, labels, _message(rule, history, said is not None, labels))
    return Lowered((*definitions, *history.definitions()), (), (mark,))


def _choice(rule: Lamps, found: Combined | None, lowering: Lowering) -> ChoiceType:
    """The lamps that the rule can show, the worst first."""
    if rule.show or found is None:
        return lamps_of(rule.id, rule.show, rule.otherwise, lowering.faults, lowering)
    last = lamps_of(rule.id, (), rule.otherwise, lowering.faults, lowering).options
    options = found.lamps.options
    return ChoiceType(rule.id, (*options, *(o for o in last if o.code not in found.lamps.codes)))


def _shown(
    rule: Lamps, conditions: Sequence[Node], found: Combined | None, choice: ChoiceType, lowering: Lowering
) -> Node:
    """The lamp by the rows, or the worst of those that are combined."""
    rows = [
        nodes.Row(condition, lamp_literal(row.lamp, choice), row.lamp, place=condition.place)
        for row, condition in zip(rule.show, conditions, strict=True)
    ]
    if not rule.show and found is not None:
        rows = worst_first(found, lowering)
    return nodes.Case(tuple(rows), lamp_literal(rule.otherwise, choice), choice, place=lowering.place)


def _check_keys(rule: Lamps, lowering: Lowering) -> None:
    """Keys that mean something only where the lamp is judged in periods."""
    written: list[tuple[str, tuple[str | int, ...]]] = [
        (name, (field,))
        for name, field in (("from", "start"), ("to", "end"))
        if getattr(rule, field) is not None
    ]
    for index, row in enumerate(rule.show):
        for field in ("lights_after", "pauses_when", "clears_when", "clears_after", "cleared_by"):
            if getattr(row, field) is not None:
                written += [(field.replace("_", " "), ("show", index, field))]
    for name, path in written:
        lowering.faults.add(NEEDS_PERIODS, lowering.place_of(path), key=name)


def _run(history: History) -> Node:
    """How many periods in a row the lamp shows: 0 before the first period, too."""
    run = history.last("run")
    none = nodes.Compare("=", run, NOTHING)
    return nodes.Case((nodes.Row(none, nodes.number(0)),), run, COUNT)


def _reasons(
    rule: Lamps, conditions: Sequence[Node], choice: ChoiceType, scope: Scope, lowering: Lowering
) -> tuple[Node, Node] | None:
    """The reason of the row that shows the lamp, else the rule's, in both languages."""
    zh, en = (reason(rule, conditions, choice, scope, lowering, language) for language in LANGUAGES)
    return None if zh is None or en is None else (zh, en)


def _message(
    rule: Lamps, history: History, said: bool, labels: Sequence[tuple[str, Bilingual]]
) -> Message | None:
    """What is said of the last period's lamp: why it is held, or what was said on its day."""
    holding = [row for row in rule.show if row.holds_on]
    if not holding and not said:
        return None
    labelled = dict(labels)
    found: list[Node] = []
    for language in LANGUAGES:
        none = nodes.Compare("=", history.last("lamp"), NOTHING)
        rows = [nodes.Row(none, NOTHING)]
        for row in holding:
            label = labelled.get(code_of(row.lamp), Bilingual(row.lamp, row.lamp))
            text = held(row, label, history.last("since"), history.lowering, language)
            rows.append(nodes.Row(history.is_held(row), text))
        then = history.then(f"said_{language}", _TEXT, history.last("day")) if said else NOTHING
        found.append(nodes.Case(tuple(rows), then, _TEXT))
    return Message((found[0],), (found[1],))


KIND = Kind("lamps", ("亮灯",), Bilingual("亮灯", "lamps"), Lamps, declare, lower)
