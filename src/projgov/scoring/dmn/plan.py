"""The order in which decisions are evaluated for a goal: each once, what it requires before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Pattern, ProjgovError
from projgov.rules.dmn.tree import Decision, InputData
from projgov.scoring.dmn.graph import CompiledDecision, Graph, Need
from projgov.scoring.dmn.link import Target
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

IN_A_CYCLE = Pattern(
    "M348",
    Bilingual("决策 `{name}` 依赖它自己,结果为 null", "the decision `{name}` requires itself, so it is null"),
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
    """An input that a plan needs: where its value stands, the imports that lead to it, and its declaration."""

    key: Key
    path: Path
    target: Target


@attrs.frozen(eq=False)
class Step:
    """A decision to evaluate, with the key of each need, and those needs that lead round in a circle."""

    key: Key
    decision: CompiledDecision
    needs: tuple[tuple[Need, Key], ...]


@attrs.frozen(eq=False)
class Plan:
    """Inputs and steps for goals, whose values stand at `goals` in the end."""

    inputs: tuple[Wanted, ...]
    steps: tuple[Step, ...]
    goals: tuple[Key, ...]

    def run(self, graph: Graph, run: Run, values: dict[Key, Value]) -> list[Value]:
        """The values of the goals; `values` holds those of the inputs, and of decisions that are given."""
        for step in self.steps:
            decision = step.decision
            env = decision.scope.frame.env()
            found: dict[int, Value] = {}
            for need, key in step.needs:
                if key not in values:
                    run.fault_at(decision.node.place, IN_A_CYCLE, name=decision.node.name)
                found[id(need)] = values.get(key)
            graph.fill(env, decision.slots, decision.needs, found)
            run.place = decision.node.place
            run.step()
            values[step.key] = decision.value(env, run)
        return [values.get(key) for key in self.goals]


def plan(graph: Graph, goals: Iterable[Target], given: Collection[int] = ()) -> Plan:
    """What to evaluate for decisions; those whose identity is `given` are not evaluated but given like inputs."""
    inputs: dict[Key, Wanted] = {}
    steps: dict[Key, Step] = {}
    started: set[Key] = set()
    keys: list[Key] = []
    for goal in goals:
        path = _along((), goal)
        keys.append((path, id(goal.node)))
        stack: list[tuple[Path, Target, bool]] = [(path, goal, False)]
        while stack:
            path, target, ready = stack.pop()
            key = (path, id(target.node))
            if isinstance(target.node, InputData) or key[1] in given:
                inputs.setdefault(key, Wanted(key, path, target))
                continue
            decision = graph.decisions[key[1]]
            if not ready and key in started:
                continue
            wanted = [n for n in decision.needs if isinstance(n.target.node, InputData | Decision)]
            below = [(need, _along(path, need.target)) for need in wanted]
            if ready:
                needs = tuple((need, (where, id(need.target.node))) for need, where in below)
                steps[key] = Step(key, decision, needs)
                continue
            started.add(key)
            if len(started) > MAX_STEPS:
                raise TooLarge(f"more than {MAX_STEPS} decisions are required")
            stack.append((path, target, True))
            stack += [(where, need.target, False) for need, where in below]
    return Plan(tuple(inputs.values()), tuple(steps.values()), tuple(keys))


def _along(path: Path, target: Target) -> Path:
    return (*path, target.prefix) if target.imported else path
