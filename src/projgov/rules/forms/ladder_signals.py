"""The signals of a ladder, lowered: each becomes a list of contexts with what `nodes.Climb` asks of an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from projgov.diagnostics import Bilingual, Pattern, did_you_mean
from projgov.domain.types import ChoiceType, ContextType, ListType, NullType, Option, RecordType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.fitting import POISON
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import ANY, DATE, TEXT, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.ladder_written import COUNTS, EXCUSED, SignalRow
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.written import Expression

NO_SOURCE = Pattern(
    "F170",
    Bilingual(
        "信号 `{signal}` 没有写从哪里来，或写了几处",
        "the signal `{signal}` does not say where it comes from, or says it twice",
    ),
    Bilingual("写 `rule:`、`lamp:`、`each:` 中的一项", "write one of `rule:`, `lamp:` and `each:`"),
)
NEEDS_DAY = Pattern(
    "F171",
    Bilingual(
        "信号 `{signal}` 的记录没有发生日期",
        "the records of the signal `{signal}` have no day on which they occurred",
    ),
    Bilingual("用 `at:` 写明日期，如 `at: item.due`", "say the day under `at:`, as in `at: item.due`"),
)
NO_OCCASIONS = Pattern(
    "N070",
    Bilingual(
        "`{name}` 不是同一对象的、逐次判定的规则",
        "`{name}` is no rule on the same subjects that judges occasions",
    ),
    Bilingual("{offer}", "{offer}"),
)
NO_HISTORY = Pattern(
    "N071",
    Bilingual("`{name}` 不是有历史的亮灯规则", "`{name}` is no lamp with a history"),
    Bilingual("{offer}", "{offer}"),
)
NO_SUCH_LAMP = Pattern(
    "N072",
    Bilingual("`{lamp}` 没有灯 `{name}`", "`{lamp}` has no lamp `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
WRONG_WORD = Pattern(
    "N073",
    Bilingual("这里不能写 `{name}`", "`{name}` cannot stand here"),
    Bilingual("{offer}", "{offer}"),
)
_PERIODS = Bilingual(
    "在 `{lamp}` 下写 `every:`，说明按什么周期亮灯（如每月）",
    "say under `{lamp}` in which periods it is judged, as in `every: month`",
)
_NO_SUCH_RULE = Bilingual("先写这样一条规则", "write such a rule first")
EVENT = ContextType((("day", DATE), ("hit", BOOLEAN), ("key", ANY), ("about", ANY)))
EVENTS = ListType(EVENT)
_NULL = nodes.Literal(None, NullType())
_SEEN = "occasion"


def signal(row: SignalRow, index: int, start: date, lowering: Lowering) -> Node:
    """The events of one signal from a day on."""
    place = lowering.place_of(("signals", index, "id"))
    sources = [name for name in ("rule", "lamp", "each") if getattr(row, name) is not None]
    if len(sources) != 1:
        lowering.faults.add(NO_SOURCE, place, signal=row.id)
        return nodes.MakeList((), EVENTS, place=place)
    if row.rule is not None:
        events = _of_rule(row, row.rule, index, lowering)
    elif row.lamp is not None:
        events = _of_lamp(row, row.lamp, index, lowering)
    else:
        assert row.each is not None
        events = _of_records(row, row.each, index, lowering)
    return from_day(events, start)


def from_day(events: Node, start: date) -> Node:
    """The events from a day on."""
    item = nodes.Variable("event", EVENT)
    condition = nodes.Compare(">=", nodes.Entry(item, "day", DATE), nodes.Literal(start, DATE))
    return nodes.Filter("event", events, condition, events.type, place=events.place)


def event(day: Node, hit: Node, key: Node = _NULL, about: Node = _NULL) -> Node:
    """One event."""
    entries = (("day", day), ("hit", hit), ("key", key), ("about", about))
    return nodes.MakeContext(entries, EVENT, place=day.place)


def word(written: str, options: Sequence[Option], path: tuple[str | int, ...], lowering: Lowering) -> str:
    """The code of a word; the first one where it is none of them, and a fault."""
    option = find(written, options)
    if option is None:
        lowering.faults.add(WRONG_WORD, lowering.place_of(path), name=written, offer=offer(written, options))
        return options[0].code
    return option.code


def _of_rule(row: SignalRow, rule: str, index: int, lowering: Lowering) -> Node:
    """The occasions of a rule."""
    place = lowering.place_of(("signals", index, "rule"))
    found = _binding(rule, lowering)
    entry = None if found is None else next((e for e in ("unmet", "proposed") if e in found.entries), None)
    if found is None or entry is None:
        offered = _offer(rule, lowering, "unmet", "proposed")
        lowering.faults.add(NO_OCCASIONS, place, name=rule, offer=offered)
        return nodes.MakeList((), EVENTS, place=place)
    counts = word(row.counts, COUNTS, ("signals", index, "counts"), lowering)
    excused = word(row.excused, EXCUSED, ("signals", index, "excused"), lowering)
    source: Node = nodes.Occasions(f"{found.name}.{entry}", lowering.this(), place=place)
    seen = nodes.Variable(_SEEN, ANY, place=place)
    outcome = nodes.Entry(seen, "outcome", TEXT, place=place)
    if excused == "skip":
        kept = nodes.Compare("!=", outcome, nodes.Literal("excused", TEXT), place=place)
        source = nodes.Filter(_SEEN, source, kept, source.type, place=place)
    hit = nodes.Compare("=", outcome, nodes.Literal(counts, TEXT), place=place)
    body = event(nodes.Entry(seen, "day", DATE, place=place), hit, about=nodes.Entry(seen, "about", ANY))
    return nodes.Each(_SEEN, source, body, EVENTS, place=place)


def _of_lamp(row: SignalRow, lamp: str, index: int, lowering: Lowering) -> Node:
    """The days on which a lamp was judged."""
    place = lowering.place_of(("signals", index, "lamp"))
    found = _binding(lamp, lowering)
    if found is None or "history" not in found.entries or not isinstance(found.type, ChoiceType):
        is_lamp = found is not None and isinstance(found.type, ChoiceType)
        offered = _in_periods(lamp) if is_lamp else _offer(lamp, lowering, "history")
        lowering.faults.add(NO_HISTORY, place, name=lamp, offer=offered)
        return nodes.MakeList((), EVENTS, place=place)
    codes: list[Node] = []
    for position, name in enumerate(row.shows):
        option = find(name, found.type.options)
        where = lowering.place_of(("signals", index, "shows", position))
        if option is None:
            lowering.faults.add(
                NO_SUCH_LAMP, where, lamp=lamp, name=name, offer=offer(name, found.type.options)
            )
            continue
        codes.append(nodes.Literal(option.code, found.type, place=where))
    source = nodes.Result(f"{found.name}.history", lowering.this(), found.entries["history"], place=place)
    seen = nodes.Variable(_SEEN, ANY, place=place)
    shown = nodes.Entry(seen, "lamp", found.type, place=place)
    hits = tuple(nodes.Compare("=", shown, code, place=place) for code in codes)
    hit = nodes.Or(hits, place=place) if hits else nodes.Present(shown, place=place)
    about = nodes.Entry(seen, "period", ANY, place=place)
    body = event(nodes.Entry(seen, "day", DATE, place=place), hit, about=about)
    return nodes.Each(_SEEN, source, body, EVENTS, place=place)


def _of_records(row: SignalRow, each: Expression, index: int, lowering: Lowering) -> Node:
    """Records, or contexts, one by one."""
    source, scope = lowering.each(each)
    assert source is not None
    inner = item_type(source.type) or ANY
    item = nodes.Variable(_SEEN, inner, place=source.place)
    members = lowering.names.vocabulary.record(inner.record).members if isinstance(inner, RecordType) else {}
    day: Node
    if row.at is not None:
        day = lowering.expression(row.at, DATE, scope)
    elif isinstance(inner, RecordType) and "occurred" in members:
        day = nodes.Field(item, inner.record, "occurred", DATE, place=source.place)
    elif isinstance(inner, ContextType) and inner.entry("day") == DATE:
        day = nodes.Entry(item, "day", DATE, place=source.place)
    else:
        if source is not POISON:
            lowering.faults.add(NEEDS_DAY, lowering.place_of(("signals", index, "each")), signal=row.id)
        day = POISON
    hit = nodes.TRUE if row.counts_when is None else lowering.condition(row.counts_when, scope)
    key = _NULL if row.once_per is None else lowering.expression(row.once_per, scope=scope)
    about: Node = _NULL
    if isinstance(inner, RecordType) and "id" in members:
        about = nodes.Field(item, inner.record, "id", TEXT, place=source.place)
    return nodes.Each(_SEEN, source, event(day, hit, key, about), EVENTS, place=source.place)


def _binding(name: str, lowering: Lowering) -> Binding | None:
    return lowering.names.binding(canonical_name(name), lowering.subject)


def _offer(name: str, lowering: Lowering, *entries: str) -> Bilingual:
    """The names nearest to one, of the rules that give one of some entries."""
    own = canonical_name(lowering.rule.id)
    names = (n for n in lowering.names.all_names(lowering.subject) if canonical_name(n) != own)
    fit = [n for n in names if (b := _binding(n, lowering)) is not None and set(entries) & set(b.entries)]
    return did_you_mean(name, fit) if fit else _NO_SUCH_RULE


def _in_periods(lamp: str) -> Bilingual:
    """That a lamp of the day needs periods."""
    return Bilingual(_PERIODS.zh.format(lamp=lamp), _PERIODS.en.format(lamp=lamp))
