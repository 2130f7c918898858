"""The order in which decisions are evaluated for a goal: each once, what it requires before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Pattern, ProjgovError
from projgov.rules.dmn.link import Target
from projgov.rules.dmn.tree import Decision, InputData, Knowledge, Service
from projgov.scoring.dmn.graph import CompiledDecision, Graph
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Env
from projgov.scoring.feel.values import Value

IN_A_CYCLE = Pattern(
    "M348",
    Bilingual(
        "决策 `{name}` 依赖它自己，结果为 null", "the decision `{name}` requires itself, so it is null"
    ),
    Bilingual("断开其中一环", "break the circle"),
)

MAX_STEPS = 20_000

Path: TypeAlias = tuple[str, ...]
"""The names of the imports that lead to a model from the one asked."""

Key: TypeAlias = tuple[Path, int]
"""An element as it is reached: along a path, and its identity."""


class TooLarge(ProjgovError):
    """A decision requires more elements, by ways that imports open, than are evaluated."""


@attrs.frozen(eq=False)
class Wanted:
    """A value that a plan needs from outside: its place among the values, the imports that lead to it, its declaration."""

    index: int
    path: Path
    target: Target

    @property
    def name(self) -> str:
        """Its name behind those of the imports."""
        return ".".join((*filter(None, self.path), self.target.node.variable))


@attrs.frozen(eq=False)
class Step:
    """A decision to evaluate.

    Its env begins as `template`, which holds the functions that it may call; `direct` says which slots get which values,
    `prefixed` which contexts stand for imports. A value from a decision that comes later is part of a circle.
    """

    index: int
    decision: CompiledDecision
    template: Env
    direct: tuple[tuple[int, int], ...]
    prefixed: tuple[tuple[int, dict[str, Value], tuple[tuple[str, int], ...]], ...]
    circular: bool


@attrs.frozen(eq=False)
class Plan:
    """Values wanted from outside, and steps for goals, whose values stand at `goals` in the end."""

    size: int
    wanted: tuple[Wanted, ...]
    steps: tuple[Step, ...]
    goals: tuple[int, ...]

    def run(self, run: Run, values: list[Value]) -> list[Value]:
        """The values of the goals; `values` has `size` places and holds those that are wanted."""
        for step in self.steps:
            decision = step.decision
            run.place = decision.node.place
            run.step()
            if step.circular:
                run.fault(IN_A_CYCLE, name=decision.node.name)
                continue
            env = step.template.copy()
            for slot, index in step.direct:
                env[slot] = values[index]
            for slot, functions, members in step.prefixed:
                env[slot] = functions | {name: values[index] for name, index in members}
            values[step.index] = decision.value(env, run)
        return [values[index] for index in self.goals]


def plan(graph: Graph, goals: Iterable[Target], given: Collection[int] = ()) -> Plan:
    """What to evaluate for decisions; those whose identity is `given` are not evaluated but wanted, as inputs are."""
    return _Planner(graph, given).plan(tuple(goals))


class _Planner:
    def __init__(self, graph: Graph, given: Collection[int]) -> None:
        self.graph = graph
        self.given = given
        self.indexes: dict[Key, int] = {}
        self.wanted: list[Wanted] = []
        self.steps: list[Step] = []
        self.done: set[Key] = set()

    def plan(self, goals: tuple[Target, ...]) -> Plan:
        started: set[Key] = set()
        stack: list[tuple[Path, Target, bool]] = [(_along((), goal), goal, False) for goal in goals]
        while stack:
            path, target, ready = stack.pop()
            key = (path, id(target.node))
            if ready:
                self._finish(key, path)
                continue
            if key in started:
                continue
            started.add(key)
            if len(started) > MAX_STEPS:
                raise TooLarge(f"more than {MAX_STEPS} elements are required")
            self.indexes[key] = len(self.indexes)
            if isinstance(target.node, InputData) or key[1] in self.given:
                self.wanted.append(Wanted(self.indexes[key], path, target))
                self.done.add(key)
                continue
            stack.append((path, target, True))
            stack += [
                (_along(path, need.target), need.target, False)
                for need in self.graph.decisions[key[1]].needs
                if isinstance(need.target.node, InputData | Decision)
            ]
        ends = tuple(self.indexes[_along((), goal), id(goal.node)] for goal in goals)
        return Plan(len(self.indexes), tuple(self.wanted), tuple(self.steps), ends)

    def _finish(self, key: Key, path: Path) -> None:
        """Adds the step of a decision whose needs have been met."""
        decision = self.graph.decisions[key[1]]
        template = decision.scope.frame.env()
        direct: list[tuple[int, int]] = []
        functions: dict[str, dict[str, Value]] = {}
        members: dict[str, list[tuple[str, int]]] = {}
        circular = False
        for need in decision.needs:
            node = need.target.node
            if isinstance(node, Knowledge | Service):
                function = self.graph.functions[id(node)]
                if need.prefix:
                    functions.setdefault(need.prefix, {})[need.name] = function
                else:
                    template[decision.slots[need.name]] = function
                continue
            wanted = (_along(path, need.target), id(node))
            circular = circular or wanted not in self.done
            if need.prefix:
                members.setdefault(need.prefix, []).append((need.name, self.indexes[wanted]))
            else:
                direct.append((decision.slots[need.name], self.indexes[wanted]))
        prefixed = tuple(
            (decision.slots[prefix], functions.get(prefix, {}), tuple(members.get(prefix, ())))
            for prefix in dict.fromkeys((*functions, *members))
        )
        self.steps.append(Step(self.indexes[key], decision, template, tuple(direct), prefixed, circular))
        self.done.add(key)


def _along(path: Path, target: Target) -> Path:
    return (*path, target.prefix) if target.imported else path
