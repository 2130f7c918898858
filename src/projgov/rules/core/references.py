"""Names and paths, from FEEL to Core: members of records, results of rules, parameters, collections, values on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Pattern, Place, did_you_mean
from projgov.domain.types import AnyType, ContextType, ListType, RecordType, SeriesType
from projgov.domain.vocabulary import Member, canonical_name
from projgov.rules.core import calls, nodes
from projgov.rules.core.fitting import POISON, is_poison
from projgov.rules.core.function_names import spelled
from projgov.rules.core.nodes import Node
from projgov.rules.core.offers import of_member, of_name
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.scope import Binding, Expressions, Scope
from projgov.rules.core.typing import ANY, DATE, called, describe, entry_type, item_type
from projgov.rules.core.ways import owner_near, record_in, way
from projgov.rules.feel import tree

UNKNOWN_NAME = Pattern(
    "N001",
    Bilingual("不认识的名称 `{name}`", "unknown name `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
UNKNOWN_MEMBER = Pattern(
    "N002",
    Bilingual("{type}没有 `{name}` 这一项", "{type} has no `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
OTHER_SUBJECT = Pattern(
    "N003",
    Bilingual(
        "`{name}` 是{subject}的，不能在这里直接使用",
        "`{name}` belongs to the type {subject} and cannot stand here by itself",
    ),
    Bilingual("写明是谁的，如 `{way}`{asked}", "say whose it is, as in `{way}`{asked}"),
)
NO_VALUE = Pattern(
    "N004",
    Bilingual("`{name}` 是一条规则，本身没有值", "`{name}` is a rule and has no value of its own"),
    Bilingual("写明取它的哪一项：{entries}", "say which of its parts is meant: {entries}"),
)
NOT_A_SERIES = Pattern(
    "T006",
    Bilingual(
        "`at` 只能用于随时间变化的值，这里是{found}", "`at` asks a value over time, and this is {found}"
    ),
    Bilingual("随时间变化的值有：{offer}", "values over time are: {offer}"),
)
NEEDS_DAY = Pattern(
    "T007",
    Bilingual("`{name}` 随时间变化，要说明哪一天的值", "`{name}` changes over time: say on which day"),
    Bilingual(
        "写成 `{name} at {day}`、`{name} at {as_of}` 等", "write `{name} at {day}`, `{name} at {as_of}` …"
    ),
)
DAYS_BOUND = {"as_of": "as_of", "评价日": "as_of", "judged": "judged", "判定日": "judged"}
"""The days that every rule knows, by every name."""


def lower_reference(expr: tree.Name | tree.Path, scope: Scope, expressions: Expressions) -> Node:
    """The node that a name or path means; a value over time without its day is a fault."""
    return _dated(_reference(expr, scope, expressions), expr, scope, expressions)


def _dated(node: Node, expr: tree.Name | tree.Path, scope: Scope, expressions: Expressions) -> Node:
    """The node; a fault and a stand-in where it is a value over time as it stands."""
    if _series(node) is None:
        return node
    name = spelled(canonical_name(expr.name))
    day, as_of = ("due", "as_of") if name.isascii() else ("判定日", "评价日")
    scope.faults.add(NEEDS_DAY, expressions.place(expr.span), name=name, day=day, as_of=as_of)
    return POISON


def lower_at(expr: tree.At, scope: Scope, expressions: Expressions) -> Node:
    """`series at date`, of one record or of each in a list."""
    asked = expr.series
    if isinstance(asked, tree.Name | tree.Path):
        series = _reference(asked, scope, expressions)
    else:
        series = expressions.lower(asked, scope)
    day = expressions.want(expr.date, scope, DATE)
    if is_poison(series):
        return POISON
    found = _on_day(series, day, expressions.place(expr.span))
    if found is not None:
        return found
    offer = sorted(
        name.replace("_", " ")
        for _, record in scope.items
        for name, member in scope.names.vocabulary.record(record).members.items()
        if member.access == "series"
    )
    listed = ", ".join(f"`{o}`" for o in offer) or "-"
    scope.faults.add(NOT_A_SERIES, series.place, found=describe(series.type), offer=listed)
    return POISON


def _on_day(series: Node, day: Node, place: Place) -> Node | None:
    match series:
        case nodes.Field(base=base, record=record, member=member, type=SeriesType(of)):
            return nodes.ValueAt(base, record, member, day, of, place=place)
        case nodes.Each(variable=variable, source=source, body=body):
            each = _on_day(body, day, place)
            return (
                None if each is None else nodes.Each(variable, source, each, ListType(each.type), place=place)
            )
    return None


def _series(node: Node) -> nodes.Field | None:
    """The value over time that a node gives as it stands, where it does."""
    while isinstance(node, nodes.Each):
        node = node.body
    return node if isinstance(node, nodes.Field) and isinstance(node.type, SeriesType) else None


def _reference(expr: tree.Name | tree.Path, scope: Scope, expressions: Expressions) -> Node:
    if isinstance(expr, tree.Name):
        return _name(expr.name, expressions.place(expr.span), scope)
    return _path(expr, scope, expressions)


def _name(written: str, place: Place, scope: Scope) -> Node:
    name = canonical_name(written)
    shown = spelled(name)
    if (local := scope.locals.get(name)) is not None:
        return attrs.evolve(local, place=place)
    for base, record in scope.items:
        if (member := scope.names.vocabulary.record(record).find(name)) is not None:
            return _field(base, record, member, place)
    if (parameter := scope.names.parameter(name)) is not None:
        return attrs.evolve(parameter, place=place)
    if (found := _rule_named(name, scope)) is not None:
        return _result(*found, place, scope)
    if name in DAYS_BOUND:
        return nodes.Variable(DAYS_BOUND[name], DATE, place=place)
    for kind in scope.names.vocabulary.subjects:
        if name == kind.about.collection or name in map(canonical_name, kind.about.named.names):
            return nodes.Members(kind.name, ListType(RecordType(kind.name)), place=place)
    if scope.of_unknown:
        return POISON
    other = scope.names.binding(name, None)
    owner = owner_near(scope, name) if other is None else other.subject
    if owner is not None:
        path, asked = way(scope, owner, shown)
        scope.faults.add(OTHER_SUBJECT, place, name=shown, subject=called(owner), way=path, asked=asked)
    else:
        scope.faults.add(UNKNOWN_NAME, place, name=shown, offer=of_name(shown, scope))
    return POISON


def _rule_named(name: str, scope: Scope) -> tuple[Binding, Node] | None:
    """The rule of this name and the subject whose result is meant.

    Within a filter it is the item filtered, else the subject of the rule; a rule on the portfolio has one result for all.
    """
    for base, record in scope.items:
        if (binding := scope.names.binding(name, record)) is not None:
            return binding, base
    whole = scope.names.binding(name, PORTFOLIO)
    return None if whole is None else (whole, nodes.Variable("subject", ANY))


def _field(base: Node, record: str, member: Member, place: Place) -> Node:
    return nodes.Field(base, record, member.name, member.type, place=place)


def _result(binding: Binding, subject: Node, place: Place, scope: Scope) -> Node:
    """The own value of a rule."""
    if binding.type is None:
        labels = [binding.label(e) for e in sorted(binding.entries)]
        zh, en = (
            between.join(f"`{binding.name}.{label.in_(of)}`" for label in labels)
            for of, between in zip(LANGUAGES, ("、", ", "), strict=True)
        )
        scope.faults.add(NO_VALUE, place, name=binding.name, entries=Bilingual(zh, en))
        return POISON
    return nodes.Result(binding.name, subject, binding.type, place=place)


def _path(expr: tree.Path, scope: Scope, expressions: Expressions) -> Node:
    """A path, step by step from its root: two steps where the first names a rule of what has been reached, else one."""
    steps = [expr]
    while isinstance(steps[-1].base, tree.Path):
        steps.append(steps[-1].base)
    steps.reverse()
    root, reached = steps[0].base, 0
    found = _rule_at(root, scope)
    if found is None:
        node = expressions.lower(root, scope)
    else:
        node, reached = _part(*found, steps[0], scope, expressions), 1
    while reached < len(steps):
        if reached:
            node = _dated(node, steps[reached - 1], scope, expressions)
        step, after = steps[reached], steps[reached + 1 : reached + 2]
        part = _part_of_another(node, step, after[0], scope, expressions) if after else None
        if part is None:
            node = member(
                node, step.name, expressions.place(step.span), expressions.place(step.name_span), scope
            )
        else:
            node = part
        reached += 1 if part is None else 2
    return node


def _part_of_another(
    owner: Node, rule: tree.Path, part: tree.Path, scope: Scope, expressions: Expressions
) -> Node | None:
    """`led projects.quarter_gates.unmet`: a part of what a rule gives for other subjects."""
    name = canonical_name(rule.name)
    record = record_in(owner.type)
    binding = None if record is None else scope.names.binding(name, record)
    if record is None or binding is None or scope.names.vocabulary.record(record).find(name) is not None:
        return None

    def of_one(one: Node, within: Scope) -> Node:
        return _part(binding, one, part, within, expressions)

    return _each(owner, scope, of_one, expressions.place(part.span))


def _rule_at(root: tree.Expr, scope: Scope) -> tuple[Binding, Node] | None:
    """The rule that the root of a path names, and the subject whose result is meant."""
    if not isinstance(root, tree.Name):
        return None
    name = canonical_name(root.name)
    return None if _is_nearer(name, scope) else _rule_named(name, scope)


def _is_nearer(name: str, scope: Scope) -> bool:
    """Whether a name means something that comes before the results of rules."""
    return (
        name in scope.locals
        or any(scope.names.vocabulary.record(r).find(name) is not None for _, r in scope.items)
        or scope.names.parameter(name) is not None
    )


def _part(binding: Binding, subject: Node, expr: tree.Path, scope: Scope, expressions: Expressions) -> Node:
    """`rule.part`: a part of a rule's result, or a member of the value that it gives."""
    place, name_place = expressions.place(expr.span), expressions.place(expr.name_span)
    entry = binding.entry(expr.name)
    if entry is not None:
        return nodes.Result(f"{binding.name}.{entry}", subject, binding.entries[entry], place=place)
    if binding.type is not None and not binding.entries:
        return member(
            nodes.Result(binding.name, subject, binding.type, place=place),
            expr.name,
            place,
            name_place,
            scope,
        )
    every = [*binding.entries, *binding.aliases]
    offer = did_you_mean(expr.name, [n for n in every if n.isascii() == expr.name.isascii()] or every)
    rule = Bilingual(f"`{binding.name}` ", f"`{binding.name}`")
    scope.faults.add(UNKNOWN_MEMBER, name_place, type=rule, name=expr.name, offer=offer)
    return POISON


def member(base: Node, written: str, place: Place, name_place: Place, scope: Scope) -> Node:
    """`base.written`, for every item where base is a list."""

    def of_one(one: Node, within: Scope) -> Node:
        return _member(one, written, place, name_place, within)

    return _each(base, scope, of_one, place)


def _each(base: Node, scope: Scope, make: Callable[[Node, Scope], Node], place: Place) -> Node:
    """What `make` gives for a value, or the list of what it gives for each item of a list."""
    inner = None if isinstance(base.type, AnyType) else item_type(base.type)
    if inner is None:
        return make(base, scope)
    variable, within = scope.bind(inner)
    body = _each(attrs.evolve(variable, place=base.place), within, make, place)
    if is_poison(body):
        return POISON
    return nodes.Each(variable.name, base, body, ListType(body.type), place=place)


def _member(base: Node, written: str, place: Place, name_place: Place, scope: Scope) -> Node:
    name = canonical_name(written)
    kind = base.type
    if isinstance(kind, AnyType):
        key = kind.key(name) if isinstance(kind, ContextType) else name
        return POISON if is_poison(base) else nodes.Entry(base, key, entry_type(kind, key), place=place)
    if isinstance(kind, RecordType):
        record = scope.names.vocabulary.record(kind.record)
        if (found := record.find(name)) is not None:
            return _field(base, kind.record, found, place)
        if (binding := scope.names.binding(name, kind.record)) is not None:
            return _result(binding, base, place, scope)

        def known() -> Iterable[str]:
            return {*record.all_names(), *scope.names.all_names(record.name)}

    else:
        if (node := calls.lower_property(base, name, place)) is not None:
            return node

        def known() -> Iterable[str]:
            return calls.properties(kind)

    offer = of_member(written, known, scope)
    scope.faults.add(UNKNOWN_MEMBER, name_place, type=describe(kind), name=written, offer=offer)
    return POISON
