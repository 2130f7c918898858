"""Lamps (亮灯): how a subject stands, as a colour.

The rows stand in order, and the first whose condition holds gives the lamp; where none holds, `otherwise` does, or there is no
lamp. A condition that is not known leaves the lamp undetermined, unless it makes no difference.

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

A row's own reason comes before the rule's; either can name `lamp` (灯), the lamp's name in the language of the reason.
Other rules can use the lamp by the rule's id: `progress_lamp = "red"`, `progress_lamp = "红"`, `progress_lamp = null` for none.
"""

from __future__ import annotations

from collections.abc import Sequence

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.types import ChoiceType, NullType, Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Definition, Mark, Message
from projgov.rules.core.scope import Binding, Faults
from projgov.rules.forms.atoms import Domain
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.called import called, sources
from projgov.rules.forms.coverage import covered, uncovered
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.regions import TooMuch, space_of
from projgov.rules.forms.wording import TEXT, text
from projgov.rules.forms.written import Expression, Model, Rule, Template, Words, key

NO_ROWS = Pattern(
    "F147",
    Bilingual("规则 `{rule}` 没有写何时亮灯", "the rule `{rule}` does not say when a lamp shows"),
    Bilingual(
        "在 `show:` 下至少写一行 `lamp` 和 `when`",
        "write at least one row of `lamp` and `when` under `show:`",
    ),
)
UNKNOWN_LAMP = Pattern(
    "N033",
    Bilingual("不认识的灯 `{name}`", "unknown lamp `{name}`"),
    Bilingual("{offer}（自定的灯要加 `title:`）", "{offer} (a lamp of your own needs a `title:`)"),
)
TITLED_TWICE = Pattern(
    "F148",
    Bilingual("灯 `{lamp}` 有两个不同的名称", "the lamp `{lamp}` has two different titles"),
    Bilingual("每种灯只在一行里写 `title`", "give each lamp a `title` in one row only"),
)
NEVER_REACHED = Pattern(
    "L011",
    Bilingual(
        "这一行永远用不到：前面的行已经包括了它",
        "this row is never reached: the rows before it already cover it",
    ),
    Bilingual("删去它，或移到前面", "leave it out, or move it up"),
)
NO_LAMP_FOR = Pattern(
    "B053",
    Bilingual("{example} 时不亮灯", "there is no lamp for {example}"),
    Bilingual(
        "补一行，或写 `otherwise:`（不亮灯写 `otherwise: none`）",
        "add a row, or write `otherwise:` (`otherwise: none` for no lamp)",
    ),
    severity="warning",
)
LAMPS: tuple[Option, ...] = (
    Option("red", Bilingual("红灯", "red lamp"), ("红", "红色")),
    Option("orange", Bilingual("橙灯", "orange lamp"), ("橙", "橙色")),
    Option("yellow", Bilingual("黄灯", "yellow lamp"), ("黄", "黄色")),
    Option("blue", Bilingual("蓝灯", "blue lamp"), ("蓝", "蓝色")),
    Option("green", Bilingual("绿灯", "green lamp"), ("绿", "绿色")),
)
"""The lamps that every rule file knows."""
_NO_LAMP = ("none", "不亮灯", "无")
_NOTHING = nodes.Literal(None, NullType())


class LampRow(Model):
    """When one lamp shows."""

    lamp: str = key(
        "灯",
        options=LAMPS,
        open=True,
        meaning="red, orange, yellow, blue, green, or a name of your own with a title",
    )
    when: Expression | None = key("条件", "适用", default=None, meaning="always, where it is not said")
    title: Words | None = key("标题", "名称", default=None, meaning="what the lamp is called")
    reason: Template | None = key("理由", default=None)


class Lamps(Rule):
    """A lamp for each subject."""

    show: list[LampRow] = key("亮灯", "显示")
    otherwise: str = key(
        "否则",
        options=LAMPS,
        open=True,
        default="none",
        meaning="the lamp where no row holds; none for no lamp",
    )


def declare(rule: Lamps, lowering: Lowering) -> Binding:
    return lowering.binding(_choice(rule, Faults(), lowering), {})


def lower(rule: Lamps, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.show:
        lowering.faults.add(NO_ROWS, lowering.place_of(("show",)), rule=rule.id)
    choice = _choice(rule, lowering.faults, lowering)
    before = len(lowering.faults.found)
    conditions = [nodes.TRUE if row.when is None else lowering.condition(row.when) for row in rule.show]
    if len(lowering.faults.found) == before:  # what stands in for a faulty condition covers nothing
        _check_reached(rule, conditions, lowering)
        _check_values(rule, conditions, lowering)

    def literal(name: str) -> nodes.Literal:
        option = find(name, choice.options)
        return _NOTHING if option is None else nodes.Literal(option.code, choice)

    rows = tuple(
        nodes.Row(condition, literal(row.lamp), row.lamp, place=condition.place)
        for row, condition in zip(rule.show, conditions, strict=True)
    )
    lamp: Node = nodes.Case(rows, literal(rule.otherwise), choice, place=header.place)
    applies = lowering.applies()
    if applies is not None:
        lamp = nodes.Case((nodes.Row(applies, lamp),), _NOTHING, choice, place=header.place)
    definition = Definition(header.id, header.subject, lamp, choice, lowering.judged(), header.place)
    labels = tuple((option.code, option.label) for option in choice.options)
    reason = _reason(rule, conditions, choice, lowering)
    return Lowered((definition,), (), (Mark(header, "lamp", header.id, labels, reason),))


def _choice(rule: Lamps, faults: Faults, lowering: Lowering) -> ChoiceType:
    """The lamps that the rule uses, in the order of its rows."""
    titles: dict[str, Bilingual] = {}
    for index, row in enumerate(rule.show):
        if row.title is not None:
            code = _code(row.lamp)
            if titles.setdefault(code, row.title.text) != row.title.text:
                faults.add(TITLED_TWICE, lowering.place_of(("show", index, "title")), lamp=row.lamp)
    used: dict[str, Option] = {}
    places = [(row.lamp, ("show", index, "lamp")) for index, row in enumerate(rule.show)]
    for name, path in [*places, (rule.otherwise, ("otherwise",))]:
        code = _code(name)
        known = find(name, LAMPS)
        if code in used or (path == ("otherwise",) and canonical_name(name).casefold() in _NO_LAMP):
            continue
        if known is None and code not in titles:
            faults.add(UNKNOWN_LAMP, lowering.place_of(path), name=name, offer=offer(name, LAMPS))
        label = titles.get(code) or (known.label if known else Bilingual(name, name))
        names = (name, *known.names, known.label.zh, known.label.en) if known else (name,)
        used[code] = Option(code, label, names)
    return ChoiceType(rule.id, tuple(used.values()))


def _code(name: str) -> str:
    known = find(name, LAMPS)
    return canonical_name(name) if known is None else known.code


def _check_reached(rule: Lamps, conditions: Sequence[Node], lowering: Lowering) -> None:
    for index, condition in enumerate(conditions):
        before = conditions[:index]
        if nodes.TRUE in before or (condition in before and condition != nodes.TRUE):
            first = next(i for i, c in enumerate(before) if c in (nodes.TRUE, condition))
            place = lowering.place_of(("show", index, "lamp"))
            related = [lowering.place_of(("show", first, "lamp"))]
            lowering.faults.extend([NEVER_REACHED.at(place, related=related)])
    if nodes.TRUE in conditions and canonical_name(rule.otherwise).casefold() not in _NO_LAMP:
        lowering.faults.add(NEVER_REACHED, lowering.place_of(("otherwise",)))


def _check_values(rule: Lamps, conditions: Sequence[Node], lowering: Lowering) -> None:
    """Rows that never show because rows before them take every value, and values for which nothing is said."""
    written = sources(row.when for row in rule.show if row.when is not None)

    def name(node: Node) -> Bilingual | None:
        return called(node, lowering) or written.get(node.place)

    space = space_of(conditions, name, lambda node: Domain.of(node.type))
    try:
        rows = [space.region(c) for c in conditions]
        hidden = [f for f in covered(space, rows) if f.by]
        gap = uncovered(space, rows)
    except TooMuch:
        return
    told = {d.place for d in lowering.faults if d.pattern is NEVER_REACHED}
    for found in hidden:
        place = lowering.place_of(("show", found.row, "lamp"))
        if place not in told:
            related = [lowering.place_of(("show", n, "lamp")) for n in found.by]
            lowering.faults.extend([NEVER_REACHED.at(place, related=related)])
    # Of several values that are asked it is not known which occur together.
    if gap is not None and len(space.axes) == 1 and "otherwise" not in rule.model_fields_set:
        place = lowering.place_of(("show",))
        lowering.faults.add(NO_LAMP_FOR, place, example=space.example(gap))


def _reason(
    rule: Lamps, conditions: Sequence[Node], choice: ChoiceType, lowering: Lowering
) -> Message | None:
    """The reason of the row that shows the lamp, else the rule's."""
    if all(row.reason is None for row in rule.show) and rule.reason is None:
        return None
    zh, en = (_words(rule, conditions, choice, lowering, language) for language in LANGUAGES)
    return Message((zh,), (en,))


def _words(
    rule: Lamps, conditions: Sequence[Node], choice: ChoiceType, lowering: Lowering, language: Language
) -> Node:
    def words(reason: Template | None, lamp: str) -> Node:
        option = find(lamp, choice.options)
        if reason is None or option is None:
            return _NOTHING
        label = nodes.Literal(option.label.in_(language), TEXT)
        return text(reason, lowering, lowering.scope.with_locals({"lamp": label, "灯": label}), language)

    rows = tuple(
        nodes.Row(condition, words(row.reason or rule.reason, row.lamp))
        for row, condition in zip(rule.show, conditions, strict=True)
    )
    return nodes.Case(rows, words(rule.reason, rule.otherwise), TEXT)


KIND = Kind("lamps", ("亮灯",), Bilingual("亮灯", "lamps"), Lamps, declare, lower)
