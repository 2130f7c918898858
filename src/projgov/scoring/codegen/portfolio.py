"""The code of a run over a portfolio: every definition and check for every subject, each after what it depends on.

Each definition becomes a function of a subject and its id; its values are held by id before the next definition starts, so
that results are looked up and never asked for. Numbers are held scaled within a run, and given out exactly.

A function is made by a function of its own, which takes what the other has to see of the run. Were all of them nested in the
run itself, Python would copy the names of the run for each: compiling a thousand rules would take most of its time for that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import MISSING, RegisterType
from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO, Check, Core, Definition
from projgov.scoring import three_valued
from projgov.scoring.codegen import days, ladders, members, ranks, tables
from projgov.scoring.codegen.checks import AS_OF, judged_day, occasions
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.terms import BAD, FAULT, NULL, Term, exact_code
from projgov.scoring.codegen.text import Text, load
from projgov.scoring.model import dependencies, everything
from projgov.scoring.three_valued import OUTCOMES
from projgov.scoring.values import Occasion


def generate(
    core: Core, *, direct: bool, only: str | None = None
) -> tuple[str, Callable[..., tuple[dict[str, Any], dict[str, Any]]]]:
    """The source of a run, and the function: facts, registers, series, engines of ladders and earlier days
    to values and occasions.

    `only`: of this definition, with what it depends on. `direct`: the facts are those of a portfolio of the domain, and stored fields are read as attributes of its records.
    """
    text = Text()
    Run(text, core, direct, only).write()
    source = str(text)
    return source, load(source, {**text.constants, **_RUNTIME})["run"]


@attrs.define
class Run:
    """Writes the run, and is the ground that its expressions stand on.

    `ids` has the local with the id for each local with a subject, `tables` the local with the values of each definition,
    `kept` the locals that have to be there, as empty mappings, before the function being written. `locals` are those of the
    run that functions can see.
    """

    text: Text
    core: Core
    direct: bool
    only: str | None = None
    ids: dict[str, str] = attrs.field(factory=dict)
    kept: list[str] = attrs.field(factory=list)
    _tables: dict[str, str] = attrs.field(factory=dict)
    _results: dict[str, Term] = attrs.field(factory=dict)
    _checked: dict[str, str] = attrs.field(factory=dict)
    _counted: dict[str, str] = attrs.field(factory=dict)
    _tallied: frozenset[str] = frozenset()
    _all: dict[str, str] = attrs.field(factory=dict)
    _locals: set[str] = attrs.field(factory=set)
    _makers: list[str] = attrs.field(factory=list)

    def write(self) -> None:
        """Write it."""
        text = self.text
        self._tallied = frozenset(tables.tallied(self.core))
        with text.aside() as run, text.block("def run(facts, registers, observed, engines, earlier):"):
            self._locals.add("engines")
            for name, source in {**_LOCALS, **(_DIRECT if self.direct else _INDIRECT)}.items():
                text.line(f"{name} = {source}.{name}")
                self._locals.add(name)
            self._locals.add("earlier")
            wanted = everything(self.core) if self.only is None else (("definition", self.only),)
            for sort, name in dependencies(self.core, wanted):
                if sort == "definition":
                    self._definition(self.core.definitions[name])
                else:
                    self._check(self.core.checks[name])
            values = ", ".join(
                f"{text.constant(name)}: {self.exact_table(name)}"
                for name in (self.core.definitions if self.only is None else (self.only,))
            )
            occasions = ", ".join(
                f"{text.constant(name)}: {self._checked[name]}"
                for name in (self.core.checks if self.only is None else ())
            )
            text.line(f"return {{{values}}}, {{{occasions}}}")
        text.replay(self._makers)
        text.replay(run)

    def exact_table(self, name: str) -> str:
        """The code of the values of a definition by id, held exactly."""
        table, term = self._tables[name], self._results[name]
        code = exact_code(term.in_local("v", term.may))
        return table if code == "v" else f"{{k: {code} for k, v in {table}.items()}}"

    @contextmanager
    def _for_all(self, table: str, subject: str) -> Iterator[General]:
        """A function of a subject and its id; then its value for all subjects of the type, in a table."""
        text = self.text
        function, own, key = text.fresh("d"), text.fresh("s"), text.fresh("i")
        with text.aside() as lines, text.block(f"def {function}({own}, {key}):"):
            term = Term("None", NULL) if subject == PORTFOLIO else Term(own, 0, "record")
            self.ids, self.kept = {own: key}, []
            code = General(text, self.core, self, {"subject": term, "as_of": AS_OF, "judged": AS_OF})
            yield code
        lines[1:1] = [f" {line}" for line in code.outlined]
        for kept in self.kept:
            text.line(f"{kept} = {{}}")
        self._locals.update(self.kept)
        self._make(function, lines)
        if subject == PORTFOLIO:
            text.line(f"{table} = {{'': {function}(None, '')}}")
            return
        if subject not in self._all:
            self._all[subject] = text.fresh("a")
            text.line(f"{self._all[subject]} = with_ids(subjects({text.constant(subject)}), id_of)")
        text.line(f"{table} = for_all({self._all[subject]}, {function})")

    def _make(self, function: str, lines: list[str]) -> None:
        """The function that makes `function`, and its call."""
        names = dict.fromkeys(_NAME.findall("\n".join(lines)))
        seen = ", ".join(name for name in names if name in self._locals)
        self._makers += [
            f"def make_{function}({seen}):",
            *(f" {line}" for line in lines),
            f" return {function}",
        ]
        self.text.line(f"{function} = make_{function}({seen})")

    def _local(self, letter: str) -> str:
        """A new local of the run."""
        name = self.text.fresh(letter)
        self._locals.add(name)
        return name

    def _definition(self, definition: Definition) -> None:
        table = self._tables[definition.id] = self._local("t")
        if (counted := tables.of_counts(definition, self.core, self._counted)) is not None:
            self.text.line(f"{table} = {counted}")
            self._results[definition.id] = Term("", BAD, "scaled")
            return
        with self._for_all(table, definition.subject) as code:
            judged = judged_day(code, definition.judged)
            if judged.may & FAULT:
                self.text.line(f"if type({judged.code}) is Fault: return {judged.code}")
            code.names = {**code.names, "judged": attrs.evolve(judged, may=0) if judged.may else judged}
            value = code.value(definition.body)
            self.text.line(f"return {value.code}")
        self._results[definition.id] = value.in_local("", value.may | judged.may & FAULT)

    def _check(self, check: Check) -> None:
        table = self._checked[check.id] = self._local("t")
        with self._for_all(table, check.subject) as code:
            occasions(code, check)
        if check.id in self._tallied:
            counted = self._counted[check.id] = self._local("n")
            self.text.line(f"{counted} = counts({table})")

    # the ground

    def field(self, code: General, node: nodes.Field, /) -> Term:
        """A member of a record; of null, null."""
        base = code.value(node.base)
        record = self.core.vocabulary.records.get(node.record)
        asked = None if record is None or not self.direct else record.members.get(node.member)
        if not base.may & (BAD | NULL) and base.kind == "record":
            return members.member(code, base.code, node, asked)
        name = self.text.fresh()
        test = f"{base.code} is None or {base.is_bad}" if base.may & BAD else f"{base.code} is None"
        self.text.line(f"if {test}: {name} = {base.code}")
        with self.text.block("else:"):
            found = members.member(code, base.code, node, asked)
            self.text.line(f"{name} = {found.code}")
        return found.in_local(name, found.may | base.may & (BAD | NULL))

    def narrowed(
        self, code: General, node: nodes.Node, variable: str, condition: nodes.Node, /
    ) -> Term | None:
        """The members of a list that can meet a condition, where they can be looked up."""
        if (
            not isinstance(node, nodes.Field)
            or not self.direct
            or node.record not in self.core.vocabulary.records
        ):
            return None
        records = self.core.vocabulary.records
        asked = records[node.record].members.get(node.member)
        if asked is None or not isinstance(asked.type, RegisterType):
            return None
        return members.narrowed(
            code, node, asked, dict(records[asked.type.record].members), variable, condition
        )

    def value_at(self, code: General, node: nodes.ValueAt, /) -> Term:
        """The value of a series on a day."""
        return days.value_at(code, node, direct=self.direct)

    def members(self, code: General, node: nodes.Members, /) -> Term:
        like = Term("", 0, "list", item=Term("", 0, "record"))
        return code.store(f"subjects({self.text.constant(node.record)})", like)

    def key(self, subject: str) -> str:
        return self.ids.get(subject, f"id_of({subject})")

    def result(self, code: General, node: nodes.Result, /) -> Term:
        table, like = self._tables[node.definition], self._results[node.definition]
        if self.core.definitions[node.definition].subject == PORTFOLIO:
            return code.store(f"{table}['']", like)
        subject = code.value(node.subject)
        found = f"{table}[{self.key(subject.code)}]"
        if not subject.may & (BAD | NULL) and subject.kind == "record":
            return code.store(found, like)
        test = (
            f"{subject.code} is None or {subject.is_bad}" if subject.may & BAD else f"{subject.code} is None"
        )
        may = like.may | subject.may & (BAD | NULL)
        return code.store(f"{subject.code} if {test} else {found}", like, may)

    def as_of(self, code: General, node: nodes.AsOf, /) -> Term:
        """What a definition gave on a day."""
        return days.as_of(code, self, node)

    def tally(self, code: General, node: nodes.Tally, /) -> Term:
        subject = code.value(node.subject)
        tables = [f"({self._counted[c]}, {self.core.checks[c].subject == PORTFOLIO})" for c in node.checks]
        like = Term("", BAD | (subject.may & NULL), "scaled")
        place = OUTCOMES.index(node.outcome)
        whole = all(self.core.checks[c].subject == PORTFOLIO for c in node.checks)
        sure = not subject.may & BAD and (whole or (not subject.may & NULL and subject.kind == "record"))
        if len(tables) == 1 and sure:
            name = code.text.fresh("n")
            key = "''" if whole else self.key(subject.code)
            code.text.line(f"{name} = {self._counted[node.checks[0]]}[{key}]")
            return code.store(f"{name}[{place}] if {name}[-1] is None else {name}[-1]", like)
        key = self.ids.get(subject.code, f"None if {subject.code} is None else id_of({subject.code})")
        found = "".join(f"{table}, " for table in tables)
        return code.strict((subject,), f"tally(({found}), {place}, {key})", like)

    def occasions(self, code: General, node: nodes.Occasions, /) -> Term:
        """The occasions of checks."""
        return ladders.occasions(code, self, node)

    def occasions_of(self, check: str) -> str:
        """The local with the occasions of a check by subject."""
        return self._checked[check]

    def climb(self, code: General, node: nodes.Climb, /) -> Term:
        """Where events lead."""
        return ladders.climb(code, node)

    def rank(self, code: General, node: nodes.Rank, /) -> Term:
        """Where a subject stands."""
        return ranks.rank(code, self, node)


_NAME = re.compile(r"(?<![.\w])[a-z]\w*")
_LOCALS = {"as_of": "facts", "subjects": "facts", "id_of": "facts", "member": "facts"}
_DIRECT = {
    "value_at": "observed",
    "register": "registers",
    "latest": "registers",
    "where": "registers",
    "resolve": "facts",
}
_INDIRECT = {"value_at": "facts"}
"""What a run has at hand, and of whom: with the records of a portfolio of the domain, or with any facts."""

_RUNTIME: dict[str, Any] = {
    **three_valued.runtime(),
    **ranks.runtime(),
    **ladders.runtime(),
    **tables.runtime(),
    "Decimal": Decimal,
    "MISSING": MISSING,
    "Occasion": Occasion,
    "Period": Period,
    "date": date,
    "units": members.units,
}
