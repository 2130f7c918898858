"""How much work a rule file can ask for: what grows without the data growing is refused before anything is computed.

Ten definitions, each the square of the one before, write a number of a thousand digits; forty write one that no memory holds. A
`for` within a `for` within a `for` goes round a million million times. Both are seen here, from the file alone: an upper bound of
the size of every value (binary digits of a number, characters of a text, all items of a list) and of the steps that computing it
takes, with a fixed size for whatever comes from the data (`FIELD`, `RECORDS`).
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ListType, NumberType, RegisterType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Check, Core, Definition
from projgov.rules.core.scope import Faults
from projgov.rules.load.sizes import (
    CAP,
    LIGHT,
    OF_DATA,
    RECORD,
    RECORDS,
    SMALL,
    Size,
    items_of,
    join,
    listed,
    of_value,
)

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
_LONGEST_RANGE = 10_000
_MOST_PARTS = 1_200
_POWER = 1 << 16
_OF_SMALL_VALUES = (nodes.Compare, nodes.And, nodes.Or, nodes.Not, nodes.Present, nodes.Tally)


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
    return f"{number:,}".replace(",", " ") if number < CAP else "10^18"


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
                count, env = over.count, {rule.variable: items_of(over)}
            self._within(count, [n for n in rule.parts if n is not rule.over], env)
        return self._steps

    def _all(self, found: Iterable[Node | None], env: dict[str, Size]) -> None:
        for node in found:
            if node is not None:
                self.of(node, env)

    def _within(self, count: int, bodies: Iterable[Node], env: dict[str, Size]) -> list[Size]:
        """The sizes of what is computed `count` times."""
        outer, self._times = self._times, min(self._times * max(count, 1), CAP)
        sizes = [self.of(body, env) for body in bodies]
        self._times = outer
        return sizes

    def of(self, node: Node, env: dict[str, Size]) -> Size:
        """The size of a node's value; its steps are counted."""
        size = self._of(node, env)
        weight = size.weight
        self.largest = max(self.largest, weight)
        self._steps = min(self._steps + self._times * (1 + weight // LIGHT // LIGHT), CAP)
        return size

    def _of(self, node: Node, env: dict[str, Size]) -> Size:
        match node:
            case nodes.Literal(value=value):
                return of_value(value)
            case nodes.Parameter(name=name):
                return join(of_value(v.value) for v in self.core.parameters[name].versions)
            case nodes.Variable(name=name):
                return env.get(name, SMALL)
            case nodes.Let(name=name, value=value, body=body):
                return self.of(body, {**env, name: self.of(value, env)})
            case nodes.Result(definition=name, subject=subject):
                self.of(subject, env)
                return self.values.get(name, OF_DATA)
            case nodes.AsOf(definition=name, subject=subject, day=day):
                self._all((subject, day), env)
                self._steps = min(self._steps + self._times * self._spent_on(name), CAP)
                return self.values.get(name, OF_DATA)
            case nodes.Each(variable=name, source=source, body=body):
                over = self.of(source, env)
                (inner,) = self._within(over.count, [body], {**env, name: items_of(over)})
                return listed(over.count, inner)
            case (
                nodes.Filter(variable=name, source=source, condition=condition)
                | nodes.Quantify(variable=name, source=source, condition=condition)
            ):
                over = self.of(source, env)
                self._within(over.count, [condition], {**env, name: items_of(over)})
                return over if isinstance(node, nodes.Filter) else SMALL
            case nodes.Fold():
                return self._folded(node, env)
            case nodes.Case(rows=rows, otherwise=otherwise):
                self._all((row.condition for row in rows), env)
                values = [row.value for row in rows] + ([] if otherwise is None else [otherwise])
                return join(self.of(value, env) for value in values)
            case nodes.MakeContext(entries=entries):
                made = {key: self.of(value, env) for key, value in entries}
                weight = min(sum(size.weight for size in made.values()), CAP)
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
            inner = {**env, node.variable: items_of(over), node.memory: memory}
            memory = join((memory, *self._within(count, [node.step], inner)))
            grown.append(memory.weight)
        before, growth = grown[1] - grown[0], grown[2] - grown[1]
        if growth > before > 0:
            return listed(over.count, Size(CAP))
        weight = min(grown[2] + growth * over.count, CAP)
        return listed(over.count, attrs.evolve(memory, weight=weight))

    def _computed(self, node: Node, parts: list[Size]) -> Size:
        if isinstance(node, _OF_SMALL_VALUES):
            return SMALL
        weight = min(sum(part.weight for part in parts), CAP)
        match node:
            case nodes.MakeList():
                return Size(weight, len(parts), join(parts))
            case nodes.Members():
                return listed(RECORDS, RECORD)
            case nodes.Field(type=kind) | nodes.ValueAt(type=kind):
                return listed(RECORDS, OF_DATA) if _is_list(kind) else OF_DATA
            case nodes.Arithmetic(operator="**"):
                return Size(max(_POWER, parts[0].weight))
            case nodes.Arithmetic(operator="+" | "-", type=NumberType(decimals=int(decimals))):
                return Size(max(part.weight for part in parts) + 1 + min(decimals, _POWER) * 4)
            case nodes.Arithmetic() | nodes.IfUnknown() | nodes.Negate():
                return Size(weight, max(p.count for p in parts), parts[0].item, parts[0].entries)
            case nodes.Round(decimals=decimals):
                return Size(weight + abs(decimals) * 4)
            case nodes.Aggregate(operator="sum" | "mean", source=source) if _are_decimals(source.type):
                # with one denominator for all, a sum is hardly longer than the longest of its items
                return Size(items_of(parts[0]).weight + 2 * LIGHT)
            case nodes.Aggregate(operator="sum" | "product" | "mean"):
                return Size(weight)
            case nodes.Aggregate(operator="min" | "max"):
                return items_of(parts[0])
            case nodes.Aggregate(operator="median"):
                return Size(2 * items_of(parts[0]).weight)
            case nodes.Call():
                return self._called(node, parts, weight)
        return SMALL

    def _called(self, node: nodes.Call, parts: list[Size], weight: int) -> Size:
        match node.function, node.arguments:
            case "numbers", (nodes.Literal(value=int(first)), nodes.Literal(value=int(last))):
                each = Size(max(first.bit_length(), last.bit_length()))
                return listed(min(abs(last - first) + 1, _LONGEST_RANGE), each)
            case "numbers", _:
                return listed(_LONGEST_RANGE, SMALL)
            case (("months_of" | "quarters_of"), _):
                return listed(_MOST_PARTS, SMALL)
            case "flatten_once", _:
                inner = items_of(parts[0])
                return Size(parts[0].weight, min(parts[0].count * inner.count, CAP), items_of(inner))
            case "concatenate", _:
                return Size(weight, min(sum(p.count for p in parts), CAP), join(map(items_of, parts)))
            case (("item" | "only" | "agreed"), _):
                return items_of(parts[0])
            case (("power" | "exp" | "sqrt" | "log"), _):
                return Size(max(_POWER, parts[0].weight))
            case (("join" | "listing"), _):
                count = parts[0].count
                return Size(min(weight + count * parts[-1].weight + count * parts[0].weight, CAP))
        if _is_list(node.type):
            return Size(weight, max((p.count for p in parts), default=1), join(map(items_of, parts)))
        return Size(weight + LIGHT)


def _are_decimals(kind: ValueType) -> bool:
    """Whether it is a list of numbers with so many decimals at most."""
    return isinstance(kind, ListType) and isinstance(kind.of, NumberType) and kind.of.decimals is not None


def _is_list(kind: ValueType) -> bool:
    return isinstance(kind, ListType | RegisterType)
