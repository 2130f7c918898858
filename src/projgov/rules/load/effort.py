"""How much work a rule file can ask for: what grows without the data growing is refused before anything is computed.

Ten definitions, each the square of the one before, write a number of a thousand digits; forty write one that no memory holds. A
`for` within a `for` within a `for` goes round a million million times. Both are seen here, from the file alone: an upper bound of
the size of every value (binary digits of a number, characters of a text, all items of a list) and of the steps that computing it
takes, with a fixed size for whatever comes from the data (`FIELD`, `RECORDS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, NumberType, RegisterType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition
from projgov.rules.core.scope import Faults

TOO_MUCH_WORK = Pattern(
    "E030",
    Bilingual(
        "算出它要走的步数可达 {steps}，多于每个文件 {most} 步的限额",
        "computing this can take {steps} steps, more than the {most} that a file may take",
    ),
    Bilingual("缩小 `for`、`some`、`every` 的范围，或少套几层", "go through shorter lists, or fewer of them within one another"),
)  # fmt: skip
TOO_LARGE_A_VALUE = Pattern(
    "E031",
    Bilingual(
        "它的值可达 {size} 位（字），多于 {most}",
        "its value can have {size} digits or characters, more than {most}",
    ),
    Bilingual("不要反复自乘、自加、自连", "do not multiply, add or join a value with itself over and over"),
)

MOST_STEPS = 10_000_000
"""The steps that the rules of a file may take for one subject, records of the data counted as `RECORDS` in each list."""
LARGEST = 1_000_000
"""The binary digits of a number, characters of a text, or both together in a list or context."""
FIELD = 500
"""The size that a field of the data is taken to have: numbers and names are far shorter."""
RECORDS = 10
"""How many records of the data a list is taken to have."""

_LONGEST_RANGE = 10_000
_MOST_PARTS = 1_200
_POWER = 1 << 16
_SMALL = 64
_CAP = 10**18  # sums and products of estimates stay below it, so that estimating is itself no great work


@attrs.frozen
class Size:
    """An upper bound of a value: its whole weight, its items where it is a list, its entries where it is a context."""

    weight: int = _SMALL
    count: int = 1
    item: Size | None = None
    entries: Mapping[str, Size] = attrs.field(factory=dict, hash=False)


_OF_SMALL_VALUES = (nodes.Compare, nodes.And, nodes.Or, nodes.Not, nodes.Present, nodes.Tally)
SMALL, OF_DATA = Size(), Size(FIELD)
_RECORD = Size(1)


def _listed(count: int, item: Size) -> Size:
    return Size(min(count * item.weight, _CAP), min(count, _CAP), item)


def _items(size: Size) -> Size:
    return size if size.item is None else size.item


def _join(sizes: Iterable[Size]) -> Size:
    """What is at least as large as each."""
    found = list(sizes)
    if not found:
        return Size(0, 0)
    if len(found) == 1 or all(size is found[0] for size in found):
        return found[0]
    items = [size.item for size in found if size.item is not None]
    keys = dict.fromkeys(key for size in found for key in size.entries)
    return Size(
        max(size.weight for size in found),
        max(size.count for size in found),
        _join(items) if items else None,
        {key: _join(size.entries[key] for size in found if key in size.entries) for key in keys},
    )


def limited(core: Core, faults: Faults) -> None:
    """Adds a fault for the first definition whose value can be too large, and where the whole takes too many steps."""
    estimate = _Estimate(core)
    total = 0
    rules: list[Definition | Check] = [*core.definitions.values(), *core.checks.values()]
    for rule in rules:
        steps = estimate.rule(rule)
        size = estimate.values[rule.id].weight if isinstance(rule, Definition) else 0
        if max(size, estimate.largest) > LARGEST:
            shown = max(size, estimate.largest)
            faults.add(TOO_LARGE_A_VALUE, rule.place, size=_shown(shown), most=_shown(LARGEST))
            return
        total += steps
        if total > MOST_STEPS:
            faults.add(TOO_MUCH_WORK, rule.place, steps=_shown(total), most=_shown(MOST_STEPS))
            return


def _shown(number: int) -> str:
    return f"{number:,}".replace(",", " ") if number < _CAP else "10^18"


class _Estimate:
    """The sizes of the definitions so far, in the order in which they are computed."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.values: dict[str, Size] = {}
        self._spent: dict[str, int] = {}
        self.largest = 0
        """The heaviest value met within the rule at hand."""
        self._steps = 0
        self._times = 1

    def rule(self, rule: Definition | Check) -> int:
        """The steps that one rule takes for a subject; its value's size is kept."""
        self._steps, self._times, self.largest = 0, 1, 0
        env: dict[str, Size] = {}
        if isinstance(rule, Definition):
            self.values[rule.id] = self.of(rule.body, env)
            self._all((rule.judged,), env)
            self._spent[rule.id] = self._steps
        else:
            count = 1
            if rule.over is not None:
                over = self.of(rule.over, env)
                count, env = over.count, {rule.variable: _items(over)}
            self._within(count, [n for n in rule.parts if n is not rule.over], env)
        return self._steps

    def _all(self, found: Iterable[Node | None], env: dict[str, Size]) -> None:
        for node in found:
            if node is not None:
                self.of(node, env)

    def _within(self, count: int, bodies: Iterable[Node], env: dict[str, Size]) -> list[Size]:
        """The sizes of what is computed `count` times."""
        outer, self._times = self._times, min(self._times * max(count, 1), _CAP)
        sizes = [self.of(body, env) for body in bodies]
        self._times = outer
        return sizes

    def of(self, node: Node, env: dict[str, Size]) -> Size:
        """The size of a node's value; its steps are counted."""
        size = self._of(node, env)
        weight = size.weight
        self.largest = max(self.largest, weight)
        self._steps = min(self._steps + self._times * (1 + weight // _SMALL // _SMALL), _CAP)
        return size

    def _of(self, node: Node, env: dict[str, Size]) -> Size:
        match node:
            case nodes.Literal(value=value):
                return _of_value(value)
            case nodes.Parameter(name=name):
                return _join(_of_value(v.value) for v in self.core.parameters[name].versions)
            case nodes.Variable(name=name):
                return env.get(name, SMALL)
            case nodes.Let(name=name, value=value, body=body):
                return self.of(body, {**env, name: self.of(value, env)})
            case nodes.Result(definition=name, subject=subject):
                self.of(subject, env)
                return self.values.get(name, OF_DATA)
            case nodes.AsOf(definition=name, subject=subject, day=day):
                self._all((subject, day), env)
                self._steps = min(self._steps + self._times * self._spent_on(name), _CAP)
                return self.values.get(name, OF_DATA)
            case nodes.Each(variable=name, source=source, body=body):
                over = self.of(source, env)
                (inner,) = self._within(over.count, [body], {**env, name: _items(over)})
                return _listed(over.count, inner)
            case (
                nodes.Filter(variable=name, source=source, condition=condition)
                | nodes.Quantify(variable=name, source=source, condition=condition)
            ):
                over = self.of(source, env)
                self._within(over.count, [condition], {**env, name: _items(over)})
                return over if isinstance(node, nodes.Filter) else SMALL
            case nodes.Fold():
                return self._folded(node, env)
            case nodes.Case(rows=rows, otherwise=otherwise):
                self._all((row.condition for row in rows), env)
                values = [row.value for row in rows] + ([] if otherwise is None else [otherwise])
                return _join(self.of(value, env) for value in values)
            case nodes.MakeContext(entries=entries):
                made = {key: self.of(value, env) for key, value in entries}
                weight = min(sum(size.weight for size in made.values()), _CAP)
                return Size(weight, 1, None, made)
            case nodes.Entry(base=base, key=key):
                whole = self.of(base, env)
                return whole.entries.get(key, whole)
        return self._computed(node, [self.of(child, env) for child in nodes.children(node)])

    def _spent_on(self, definition: str) -> int:
        """The steps of a definition and of all that it depends on."""
        seen: set[str] = set()
        waiting = [definition]
        while waiting:
            name = waiting.pop()
            if name not in seen and name in self._spent:
                seen.add(name)
                parts = [self.core.definitions[name].body]
                while parts:
                    part = parts.pop()
                    parts += nodes.children(part)
                    if isinstance(part, nodes.Result):
                        waiting.append(part.definition)
        return sum(self._spent[name] for name in seen)

    def _folded(self, node: nodes.Fold, env: dict[str, Size]) -> Size:
        """The memories of a fold: as they grow over the first steps, so they are taken to go on growing."""
        over, memory = self.of(node.source, env), self.of(node.initial, env)
        grown: list[int] = []
        for count in (max(over.count - 2, 1), 1, 1):
            inner = {**env, node.variable: _items(over), node.memory: memory}
            memory = _join((memory, *self._within(count, [node.step], inner)))
            grown.append(memory.weight)
        before, growth = grown[1] - grown[0], grown[2] - grown[1]
        if growth > before > 0:
            return _listed(over.count, Size(_CAP))
        weight = min(grown[2] + growth * over.count, _CAP)
        return _listed(over.count, attrs.evolve(memory, weight=weight))

    def _computed(self, node: Node, parts: list[Size]) -> Size:
        if isinstance(node, _OF_SMALL_VALUES):
            return SMALL
        weight = min(sum(part.weight for part in parts), _CAP)
        match node:
            case nodes.MakeList():
                return Size(weight, len(parts), _join(parts))
            case nodes.Members():
                return _listed(RECORDS, _RECORD)
            case nodes.Field(type=kind) | nodes.ValueAt(type=kind):
                return _listed(RECORDS, OF_DATA) if _is_list(kind) else OF_DATA
            case nodes.Arithmetic(operator="**"):
                return Size(max(_POWER, parts[0].weight))
            case nodes.Arithmetic(operator="+" | "-", type=NumberType(decimals=int(decimals))):
                return Size(max(part.weight for part in parts) + 1 + min(decimals, _POWER) * 4)
            case nodes.Arithmetic() | nodes.IfUnknown() | nodes.Negate():
                return Size(weight, max(p.count for p in parts), parts[0].item, parts[0].entries)
            case nodes.Round(decimals=decimals):
                return Size(weight + abs(decimals) * 4)
            case nodes.Aggregate(operator="sum" | "product" | "mean"):
                return Size(weight)
            case nodes.Aggregate(operator="min" | "max"):
                return _items(parts[0])
            case nodes.Aggregate(operator="median"):
                return Size(2 * _items(parts[0]).weight)
            case nodes.Call():
                return self._called(node, parts, weight)
        return SMALL

    def _called(self, node: nodes.Call, parts: list[Size], weight: int) -> Size:
        match node.function, node.arguments:
            case "numbers", (nodes.Literal(value=int(first)), nodes.Literal(value=int(last))):
                each = Size(max(first.bit_length(), last.bit_length()))
                return _listed(min(abs(last - first) + 1, _LONGEST_RANGE), each)
            case "numbers", _:
                return _listed(_LONGEST_RANGE, SMALL)
            case (("months_of" | "quarters_of"), _):
                return _listed(_MOST_PARTS, SMALL)
            case "flatten_once", _:
                inner = _items(parts[0])
                return Size(parts[0].weight, min(parts[0].count * inner.count, _CAP), _items(inner))
            case "concatenate", _:
                return Size(weight, min(sum(p.count for p in parts), _CAP), _join(map(_items, parts)))
            case (("item" | "only" | "agreed"), _):
                return _items(parts[0])
            case (("power" | "exp" | "sqrt" | "log"), _):
                return Size(max(_POWER, parts[0].weight))
            case (("join" | "listing"), _):
                count = parts[0].count
                return Size(min(weight + count * parts[-1].weight + count * parts[0].weight, _CAP))
        if _is_list(node.type):
            return Size(weight, max((p.count for p in parts), default=1), _join(map(_items, parts)))
        return Size(weight + _SMALL)


def _is_list(kind: ValueType) -> bool:
    return isinstance(kind, ListType | RegisterType)


def _of_value(value: object) -> Size:
    if isinstance(value, str):
        return Size(len(value))
    if isinstance(value, int | Fraction):
        return Size(value.numerator.bit_length() + value.denominator.bit_length())
    if isinstance(value, tuple):
        items = [_of_value(item) for item in value]
        return Size(sum(item.weight for item in items), len(items), _join(items))
    return SMALL
