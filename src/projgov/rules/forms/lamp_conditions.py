"""When each row of a rule on lamps holds: by its condition, by a threshold of the variance, by the lamps that are combined."""

from __future__ import annotations

from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType, ContextType, ListType, NullType, NumberType, RecordType
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import NUMBER, Node
from projgov.rules.core.operators import compare
from projgov.rules.core.program import Definition
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.lamp_rows import Combine, LampRow, Lamps, code_of, is_none, lamps_of
from projgov.rules.forms.written import Expression

TWO_THRESHOLDS = Pattern(
    "B070",
    Bilingual("灯 `{lamp}` 既写了 `from` 又写了 `above`", "the lamp `{lamp}` has both `from` and `above`"),
    Bilingual(
        "只留一个：`from`（含本数）或 `above`（不含）", "keep one: `from` (included) or `above` (excluded)"
    ),
)
NO_VARIANCE = Pattern(
    "B071",
    Bilingual("写了 `{key}`，没有写是什么的界限", "`{key}` is written, and not what it is a threshold of"),
    Bilingual("加上 `variance:`，例如 `variance: behind`", "add `variance:`, as in `variance: behind`"),
)
NOTHING_COMBINED = Pattern(
    "B072",
    Bilingual("写了 `{key}`，没有写汇总哪些灯", "`{key}` is written, and not which lamps are combined"),
    Bilingual("加上 `combine:`，写明 `each` 和 `lamp`", "add `combine:` with `each` and `lamp`"),
)
NO_LAMP_OF_EACH = Pattern(
    "B073",
    Bilingual("没有写各项亮什么灯", "it is not said which lamp each of them has"),
    Bilingual(
        "写 `lamp:`（另一条亮灯规则的编号），或写 `show:` 逐行判断",
        "write `lamp:` with the id of another rule on lamps, or `show:` with rows",
    ),
)
NOT_A_LAMP = Pattern(
    "B074",
    Bilingual("`{text}` 不是灯", "`{text}` is no lamp"),
    Bilingual("写一条亮灯规则的编号", "write the id of a rule on lamps"),
)
NOT_COMBINED = Pattern(
    "B075",
    Bilingual("所汇总的灯里没有 `{lamp}`", "`{lamp}` is not among the lamps that are combined"),
    Bilingual(
        "用 `counting:` 写明统计哪种灯：{lamps}", "say with `counting:` which lamp is counted: {lamps}"
    ),
)
NOTHING = nodes.Literal(None, NullType())
_NAMES = (("项", "item"), ("灯", "lamp"), ("权重", "weight"))
_HUNDRED = nodes.Literal(100, NumberType(0, Fraction(100), Fraction(100)))


@attrs.frozen
class Combined:
    """The lamps that are combined: a definition that lists them, and what each can be, the worst first."""

    definition: Definition
    lamps: ChoiceType

    def as_bad_as(self, code: str) -> tuple[str, ...]:
        """A lamp and all that are worse."""
        codes = self.lamps.codes
        return codes[: codes.index(code) + 1]


def combined(rule: Lamps, lowering: Lowering) -> Combined | None:
    """What the rule combines, None where nothing, or nothing that can be."""
    written = rule.combine
    if written is None:
        return None
    source = lowering.expression(written.each, ListType(ANY))
    inner = item_type(source.type)
    if is_poison(source) or inner is None:
        return None
    item, scope = lowering.scope.bind(inner)
    scope = scope.with_locals({"item": item})
    if isinstance(inner, RecordType):
        scope = scope.with_item(item, inner.record)
    lamp = _lamp_of_each(rule.id, written, scope, lowering)
    if lamp is None or not isinstance(lamp.type, ChoiceType):
        return None
    weight: Node = nodes.number(1)
    if written.weight is not None:
        weight = lowering.expression(written.weight, NUMBER, scope)
    entries = (("item", item), ("lamp", lamp), ("weight", weight))
    kind = ContextType(tuple((name, node.type) for name, node in entries), _NAMES)
    place = written.each.scalar.place
    none = nodes.Compare("=", source, NOTHING)  # of a project without a plan there are no milestones
    nothing = nodes.MakeList((), source.type, place=place)
    source = nodes.Case((nodes.Row(none, nothing),), source, source.type, place=place)
    each = nodes.Each(item.name, source, nodes.MakeContext(entries, kind), ListType(kind), place=place)
    header = lowering.header()
    definition = Definition(f"{header.id}.lamps", header.subject, each, each.type, place=header.place)
    return Combined(definition, lamp.type)


def _lamp_of_each(id_: str, written: Combine, scope: Scope, lowering: Lowering) -> Node | None:
    if written.lamp is not None:
        lamp = lowering.expression(written.lamp, None, scope)
        if is_poison(lamp) or isinstance(lamp.type, ChoiceType):
            return lamp
        lowering.faults.add(NOT_A_LAMP, lamp.place, text=written.lamp.text)
        return None
    if not written.show:
        lowering.faults.add(NO_LAMP_OF_EACH, lowering.place_of(("combine", "each")))
        return None
    choice = lamps_of(id_, written.show, written.otherwise, lowering.faults, lowering, ("combine",))
    rows = tuple(
        nodes.Row(
            nodes.TRUE if row.when is None else lowering.condition(row.when, scope),
            nodes.Literal(code_of(row.lamp), choice),
            row.lamp,
        )
        for row in written.show
    )
    return nodes.Case(rows, lamp_literal(written.otherwise, choice), choice, place=lowering.place)


def lamp_literal(name: str, choice: ChoiceType) -> nodes.Literal:
    """A lamp as a constant; null for none."""
    code = code_of(name)
    return NOTHING if is_none(name) or code not in choice.codes else nodes.Literal(code, choice)


def worst_first(found: Combined, lowering: Lowering) -> list[nodes.Row]:
    """The rows of a combination without rows of its own: the worst lamp that any of them has."""
    return [
        nodes.Row(_some(found, (code,), lowering), nodes.Literal(code, found.lamps), code)
        for code in found.lamps.codes
    ]


def condition_of(
    row: LampRow, index: int, rule: Lamps, found: Combined | None, scope: Scope, lowering: Lowering
) -> Node:
    """When a row holds: all that it says has to be so."""
    parts: list[Node] = []
    if row.when is not None:
        # What the rule lowers in its own scope is lowered once, however often it is asked for.
        own = scope if scope.locals != lowering.scope.locals else None
        parts.append(lowering.condition(row.when, own))
    parts += _thresholds(row, index, rule, scope, lowering)
    parts += _of_combined(row, index, rule, found, scope, lowering)
    if len(parts) > 1:
        return nodes.And(tuple(parts), place=lowering.place_of(("show", index, "lamp")))
    return parts[0] if parts else nodes.TRUE


def _thresholds(row: LampRow, index: int, rule: Lamps, scope: Scope, lowering: Lowering) -> list[Node]:
    written: list[tuple[str, str, Expression]] = []
    if row.from_ is not None:
        written.append((">=", "from_", row.from_))
    if row.above is not None:
        written.append((">", "above", row.above))
    if len(written) > 1:
        lowering.faults.add(TWO_THRESHOLDS, lowering.place_of(("show", index, "above")), lamp=row.lamp)
        return []
    if written and rule.variance is None:
        name = written[0][1].rstrip("_")
        lowering.faults.add(NO_VARIANCE, lowering.place_of(("show", index, written[0][1])), key=name)
        return []
    found: list[Node] = []
    for operator, _, threshold in written:
        assert rule.variance is not None
        variance = lowering.expression(rule.variance, None, scope)
        limit = lowering.expression(threshold, None, scope)
        found.append(compare(operator, variance, limit, limit.place, scope))
    return found


def _of_combined(
    row: LampRow, index: int, rule: Lamps, found: Combined | None, scope: Scope, lowering: Lowering
) -> list[Node]:
    wanted = [n for n in ("at_least", "share", "counting") if getattr(row, n) is not None]
    if not wanted:
        return []
    if rule.combine is None:
        key = wanted[0].replace("_", " ")
        lowering.faults.add(NOTHING_COMBINED, lowering.place_of(("show", index, wanted[0])), key=key)
    if found is None:
        return []
    name = row.counting or row.lamp
    code = code_of(name)
    if code not in found.lamps.codes:
        place = lowering.place_of(("show", index, "counting" if row.counting else "lamp"))
        listed = ", ".join(f"`{code}`" for code in found.lamps.codes)
        lowering.faults.add(NOT_COMBINED, place, lamp=name, lamps=listed)
        return []
    codes = found.as_bad_as(code)
    place = lowering.place_of(("show", index, "lamp"))
    parts: list[Node] = []
    if row.at_least is not None:
        least = lowering.expression(row.at_least, NUMBER, scope)
        count = nodes.Aggregate("count", _having(found, codes, lowering), NumberType(0, Fraction(0)))
        parts.append(nodes.Compare(">=", count, least, place=place))
    if row.share is not None:
        share = lowering.expression(row.share, NUMBER, scope)
        having, all_ = (
            _weight(of) for of in (_having(found, codes, lowering), listed_lamps(found, lowering))
        )
        least = nodes.Arithmetic("*", all_, share, NUMBER)
        enough = nodes.Compare(">=", nodes.Arithmetic("*", having, _HUNDRED, NUMBER), least, place=place)
        # Where nothing weighs anything, no share of it is anything.
        parts.append(nodes.And((nodes.Compare(">", all_, nodes.number(0)), enough), place=place))
    if not parts:
        parts.append(_some(found, codes, lowering))
    return parts


def listed_lamps(found: Combined, lowering: Lowering) -> Node:
    """The lamps that are combined."""
    return nodes.Result(found.definition.id, lowering.this(), found.definition.type)


def _having(found: Combined, codes: tuple[str, ...], lowering: Lowering) -> Node:
    """Those of them that have one of these lamps."""
    source = listed_lamps(found, lowering)
    return nodes.Filter("one", source, _is_one_of(found, codes), source.type)


def _some(found: Combined, codes: tuple[str, ...], lowering: Lowering) -> Node:
    return nodes.Quantify("some", "one", listed_lamps(found, lowering), _is_one_of(found, codes))


def _is_one_of(found: Combined, codes: tuple[str, ...]) -> Node:
    lamp = nodes.Entry(nodes.Variable("one", ANY), "lamp", found.lamps)
    tests = tuple(nodes.Compare("=", lamp, nodes.Literal(code, found.lamps)) for code in codes)
    return tests[0] if len(tests) == 1 else nodes.Or(tests)


def _weight(listed: Node) -> Node:
    weight = nodes.Entry(nodes.Variable("one", ANY), "weight", NUMBER)
    return nodes.Aggregate("sum", nodes.Each("one", listed, weight, ListType(NUMBER)), NUMBER)
