"""The values that hosts give for the inputs of a model, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean
from projgov.rules.feel.names import normal
from projgov.scoring.dmn.graph import Graph
from projgov.scoring.dmn.plan import Plan, Wanted
from projgov.scoring.feel.conformance import convert
from projgov.scoring.feel.host import from_host
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

UNKNOWN_INPUT = Pattern(
    "M381",
    Bilingual("没有叫 `{found}` 的输入", "there is no input called `{found}`"),
    Bilingual("{guess}", "{guess}"),
)
AMBIGUOUS_INPUT = Pattern(
    "M382",
    Bilingual("几个被引入的模型都有输入 `{found}`", "several imported models have an input `{found}`"),
    Bilingual("写明是哪一个：{choices}", "say which one: {choices}"),
)
NO_INPUT = Pattern(
    "M383",
    Bilingual("没有给出输入 `{found}`，以 null 计", "the input `{found}` is not given, and stands as null"),
    Bilingual("给出它的值", "give its value"),
    severity="warning",
)
EXTRA_INPUT = Pattern(
    "M384",
    Bilingual("给出了用不着的输入 `{found}`", "the input `{found}` is given and not needed"),
    Bilingual("{guess}", "{guess}"),
    severity="warning",
)


def normalised(inputs: Mapping[str, object]) -> dict[str, object]:
    """The values given, by names as the tree has them."""
    return {normal(name): value for name, value in inputs.items()}


def names(wanted: Iterable[Wanted]) -> dict[int, str]:
    """The name of each input by its identity: the plain one where no other input has it, else behind those of imports."""
    first: dict[int, Wanted] = {}
    for one in wanted:
        first.setdefault(id(one.target.node), one)
    plain = [one.target.node.variable for one in first.values()]
    return {
        node: one.target.node.variable
        if not one.path or plain.count(one.target.node.variable) == 1
        else one.name
        for node, one in first.items()
    }


class Inputs:
    """Puts given values where a plan wants them. `known` are the names of all inputs of the model."""

    def __init__(self, graph: Graph, order: Plan, known: Iterable[str], imports: Iterable[str]) -> None:
        self.size = order.size
        self.wanted = [(w, w.target.node.variable, graph.type_of(w.target)) for w in order.wanted]
        self.known = frozenset(known)
        self.imports = frozenset(imports)
        self.rivals: dict[str, list[Wanted]] = {}
        for wanted in order.wanted:
            self.rivals.setdefault(wanted.target.node.variable, []).append(wanted)

    def bind(self, given: Mapping[str, object], run: Run) -> list[Value]:
        """The values of the plan, those wanted in their places: an input that is not given is null.

        Raises InvalidData where a name leads nowhere and an input is missing, or a value cannot be meant.
        """
        values: list[Value] = [None] * self.size
        used: set[str] = set()
        missing: list[str] = []
        faults: list[Diagnostic] = []
        for wanted, name, type_ in self.wanted:
            if name in given and not wanted.path:
                found, key = given[name], name
            elif (other := self._elsewhere(given, wanted, name, faults)) is not None:
                found, key = other
            else:
                missing.append(wanted.name)
                continue
            used.add(key)
            try:
                values[wanted.index] = convert(run, from_host(found, wanted.name, type_), type_)
            except InvalidData as refused:
                faults += refused.diagnostics
        if len(used) < len(given):
            faults += self._unused(given, used, missing, run)
        if faults:
            raise InvalidData(faults)
        for name in missing:
            run.fault(NO_INPUT, found=name)
        return values

    def _elsewhere(
        self, given: Mapping[str, object], wanted: Wanted, name: str, faults: list[Diagnostic]
    ) -> tuple[object, str] | None:
        """What is given for an input otherwise than by its plain name, and the name by which it was."""
        full = f"{{{wanted.target.unit.model.namespace}}}{name}"
        keys = [wanted.name, full]
        if not wanted.path:
            keys.append(wanted.target.node.name)  # where its variable is called otherwise
        for key in keys:
            if key in given:
                return given[key], key
        if not wanted.path:
            return None
        inner: object = given
        path = [part for part in wanted.path if part]
        for part in (*path, name):
            if not isinstance(inner, Mapping) or part not in inner:
                break
            inner = inner[part]
        else:
            return inner, (*path, name)[0]
        if name not in given or any(not rival.path for rival in self.rivals[name]):
            return None
        if len({id(rival.target.node) for rival in self.rivals[name]}) > 1:
            choices = ", ".join(rival.name for rival in self.rivals[name])
            faults.append(AMBIGUOUS_INPUT.at(Place(), found=name, choices=choices[:500]))
        return given[name], name

    def _unused(
        self, given: Mapping[str, object], used: set[str], missing: list[str], run: Run
    ) -> Iterable[Diagnostic]:
        """What is said of names that lead nowhere: a fault where an input is missing, else no more than a warning."""
        for key in given:
            if key in used or key in self.known or key.partition(".")[0] in self.imports:
                continue
            guess = did_you_mean(key[:100], missing or self.known)
            if missing:
                yield UNKNOWN_INPUT.at(Place(), found=key[:100], guess=guess)
            else:
                run.fault(EXTRA_INPUT, found=key[:100], guess=guess)
