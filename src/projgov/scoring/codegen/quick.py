"""The two-valued function of a decider: the guard, then straight code, and one tuple at the end."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.rules.core import nodes
from projgov.rules.core.program import Check, Core
from projgov.scoring.codegen import fast
from projgov.scoring.codegen.atoms import Atom, NotSupported, held, times
from projgov.scoring.codegen.fast import Fast
from projgov.scoring.codegen.guard import guard
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.codegen.numbers import quotient
from projgov.scoring.codegen.text import Text, tuple_of

_MOST_KEPT = 1 << 16
"""Where no more numbers than this are possible, each is made but once."""


@attrs.frozen
class Recorded:
    """What the integers that two-valued code records refer to.

    The number of the row that decided is recorded for each of `cases`; the points of line n in units of
    10**-`line_scales[n]`, facts by `fact_scales`; a quotient is a pair of integers.
    """

    cases: tuple[tuple[str, nodes.Case], ...] = ()
    line_scales: tuple[int, ...] = ()
    fact_scales: tuple[int, ...] = ()


@attrs.define
class Quick:
    """Writes the function `decide`."""

    text: Text
    core: Core
    needs: Needs
    explain: bool

    def write(self) -> Recorded:
        """Write it. Raises `NotSupported` where something has no two-valued form."""
        text = self.text
        with text.block("def decide(facts, as_of):"):
            members = guard(text, self.needs)
            code = Fast(text, self.core, "return slow(facts, as_of)", members, recording=self.explain)
            with text.aside() as lines:
                out = [self._part(code, *part) for part in self.needs.order]
            if code.rows:
                text.line(" = ".join(code.rows) + " = -1")
            text.replay(lines)
            values = dict(zip(self.needs.order, out, strict=True))
            result = tuple_of([self._given_out(values[name]) for name in self.needs.names])
            if self.explain:
                points = tuple_of([_held(code.results[name]) for name in self.needs.lines])
                inputs = tuple_of([_held(members[name]) for name in self.needs.members])
                result = f"({result}, {tuple_of(code.rows)}, {points}, {inputs})"
            text.line(f"return {result}")
        lines_recorded = self.needs.lines if self.explain else ()
        line_scales = tuple(code.results[name].scale for name in lines_recorded)
        fact_scales = tuple(members[name].scale for name in self.needs.members)
        return Recorded(tuple(code.cases), line_scales, fact_scales)

    def _given_out(self, atom: Atom) -> str:
        """The code of a value as it is given out. Where few numbers are possible, each is made but once."""
        code = fast.given_out(atom)
        least, most = atom.number.least, atom.number.most
        if not atom.scale or atom.den or atom.nullable or least is None or most is None:
            return code
        if (most - least) * 10**atom.scale > _MOST_KEPT:
            return code
        found, kept = self.text.fresh(), self.text.constant(_Kept(atom.scale))
        self.text.line(f"{found} = {kept}[{atom.code}]")
        return found

    def _part(self, code: Fast, sort: str, name: str) -> Atom:
        """Write a definition or check; its value."""
        if sort == "definition":
            definition = self.core.definitions[name]
            judged = self._judged(code, name, definition.judged)
            code.results[name] = held(self.text, code.body(name, definition.body, judged))
            return code.results[name]
        return Atom(self._check(code, self.core.checks[name]), "text", nullable=True)

    def _check(self, code: Fast, check: Check) -> str:
        if check.over is not None:
            raise NotSupported(check)
        judged = self._judged(code, check.id, check.judged)
        result = self.text.fresh("c")
        code.enter(check.id, judged)
        applies = "True" if check.applies is None else code.condition(check.applies)
        pending, met, unmet = (self.text.constant(word) for word in ("pending", "met", "unmet"))
        with self.text.nested() as stack:
            if applies != "True":
                self.text.line(f"{result} = None")
                stack.enter_context(self.text.block(f"if {applies}:"))
            if judged != "as_of":
                self.text.line(f"{result} = {pending}")
                stack.enter_context(self.text.block(f"if {judged} <= as_of:"))
            holds = code.condition(check.holds)
            self.text.line(f"{result} = {met} if {holds} else {unmet}")
        code.outcomes[check.id] = result
        return result

    def _judged(self, code: Fast, owner: str, node: nodes.Node | None) -> str:
        if node is None:
            return "as_of"
        atom = code.body(owner, node, "as_of")
        if atom.kind not in ("date", "null"):
            raise NotSupported(node)
        if not atom.nullable:
            return held(self.text, atom).code
        name = self.text.fresh("j")
        atom = held(self.text, atom)
        self.text.line(f"{name} = as_of if {atom.code} is None else {atom.code}")
        return name


class _Kept(dict[int, Any]):
    """Numbers of a scale by their integers, each made when it is first asked for."""

    __slots__ = ("den",)

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.den = 10**scale

    def __missing__(self, num: int) -> int | Fraction:
        self[num] = found = quotient(num, self.den)
        return found


def _held(atom: Atom) -> str:
    """The code of a value as it is held: with its scale known, or with its denominator beside it."""
    return f"({atom.code}, {times(atom.den, 10**atom.scale)})" if atom.den else atom.code
