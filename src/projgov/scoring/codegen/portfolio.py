"""The code of a run over a portfolio: every definition and check for every subject, each after what it depends on.

Each definition becomes a function of a subject and its id; its values are held by id before the next definition starts, so
that results are looked up and never asked for. Numbers are held scaled within a run, and given out exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from keyword import iskeyword
from typing import Any

import attrs

from projgov.domain.calendar import Period
from projgov.domain.types import (
    MISSING,
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    TextType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.rules.core.program import PORTFOLIO, Check, Core, Definition
from projgov.scoring import ranking, three_valued
from projgov.scoring.codegen import terms
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.numbers import quotient
from projgov.scoring.codegen.terms import ANYTHING, BAD, FAULT, GAPS, NULL, UNKNOWN, Term, exact_code
from projgov.scoring.codegen.text import Text, load
from projgov.scoring.meaning.ranks import _Order as Order
from projgov.scoring.model import dependencies, everything
from projgov.scoring.three_valued import OUTCOMES
from projgov.scoring.values import Occasion

_TYPES: dict[type[Any], str] = {
    TextType: "str",
    ChoiceType: "str",
    BooleanType: "bool",
    DateType: "date",
    PeriodType: "Period",
}


def generate(core: Core, *, direct: bool) -> tuple[str, Callable[..., tuple[dict[str, Any], dict[str, Any]]]]:
    """The source of a run, and the function: facts (and, where `direct`, their registers) to values and occasions.

    `direct`: the facts are those of a portfolio of the domain, and stored fields are read as attributes of its records.
    """
    text = Text()
    _Run(text, core, direct).write()
    source = str(text)
    return source, load(source, {**text.constants, **_RUNTIME})["run"]


@attrs.define
class _Run:
    """Writes the run, and is the ground that its expressions stand on."""

    text: Text
    core: Core
    direct: bool
    _results: dict[str, Term] = attrs.field(factory=dict)
    _tables: dict[str, str] = attrs.field(factory=dict)
    _checked: dict[str, str] = attrs.field(factory=dict)
    _counted: dict[str, str] = attrs.field(factory=dict)
    _tallied: frozenset[str] = frozenset()
    _ids: dict[str, str] = attrs.field(factory=dict)
    _ranks: list[str] = attrs.field(factory=list)

    def write(self) -> None:
        text = self.text
        self._tallied = frozenset(_tallied(self.core))
        with text.block("def run(facts, registers, observed):"):
            text.line("as_of = facts.as_of; subjects = facts.subjects; id_of = facts.id_of")
            if self.direct:
                text.line("resolve = facts.resolve; register = registers.register; latest = registers.latest")
            text.line(f"member = facts.member; value_at = {'observed' if self.direct else 'facts'}.value_at")
            for sort, name in dependencies(self.core, everything(self.core)):
                if sort == "definition":
                    self._definition(self.core.definitions[name])
                else:
                    self._check(self.core.checks[name])
            values = ", ".join(
                f"{text.constant(name)}: {self._given_out(name)}" for name in self.core.definitions
            )
            occasions = ", ".join(
                f"{text.constant(name)}: {self._checked[name]}" for name in self.core.checks
            )
            text.line(f"return {{{values}}}, {{{occasions}}}")

    def _given_out(self, name: str) -> str:
        table, term = self._tables[name], self._results[name]
        code = exact_code(attrs.evolve(term, code="v"))
        return table if code == "v" else f"{{k: {code} for k, v in {table}.items()}}"

    # ------------------------------------------------------------------------------------------ definitions and checks

    @contextmanager
    def _for_all(self, table: str, subject: str) -> Iterator[General]:
        """A function of a subject and its id; then its value for all subjects of the type, in a table."""
        text = self.text
        function, own, key = text.fresh("d"), text.fresh("s"), text.fresh("i")
        with text.aside() as lines, text.block(f"def {function}({own}, {key}):"):
            term = Term("None", NULL) if subject == PORTFOLIO else Term(own, 0, "record")
            self._ids, self._ranks = {own: key}, []
            as_of = Term("as_of", 0, "date")
            code = General(text, self.core, self, {"subject": term, "as_of": as_of, "judged": as_of})
            yield code
        lines[1:1] = [f" {line}" for line in code.outlined]
        if self._ranks:
            text.line("; ".join(f"{kept} = {{}}" for kept in self._ranks))
        text.replay(lines)
        if subject == PORTFOLIO:
            text.line(f"{table} = {{'': {function}(None, '')}}")
            return
        text.line(f"{table} = {{}}")
        with text.block(f"for {own} in subjects({text.constant(subject)}):"):
            text.line(f"{key} = id_of({own}); {table}[{key}] = {function}({own}, {key})")

    def _definition(self, definition: Definition) -> None:
        table = self._tables[definition.id] = self.text.fresh("t")
        with self._for_all(table, definition.subject) as code:
            judged = self._judged(code, definition.judged)
            if judged.may & FAULT:
                self.text.line(f"if type({judged.code}) is Fault: return {judged.code}")
            code.names = {**code.names, "judged": attrs.evolve(judged, may=0)}
            value = code.value(definition.body)
            self.text.line(f"return {value.code}")
        self._results[definition.id] = attrs.evolve(
            value, code="", test="", may=value.may | judged.may & FAULT
        )

    def _judged(self, code: General, node: nodes.Node | None) -> Term:
        """The day judged: that of evaluation where none is named, or where the one named is null or unknown."""
        as_of = Term("as_of", 0, "date")
        if node is None:
            return as_of
        found = code.value(node)
        if found.kind == "date" and not found.may & FAULT:
            return code.store(f"{found.code} if type({found.code}) is date else as_of", as_of)
        place = self.text.constant(node.place)
        return code.store(f"judged_on({found.code}, as_of, {place})", Term("", FAULT, "date"))

    def _check(self, check: Check) -> None:
        table = self._checked[check.id] = self.text.fresh("t")
        self._occasions(check, table)
        if check.id in self._tallied:
            counted = self._counted[check.id] = self.text.fresh("n")
            self.text.line(f"{counted} = {{k: counted(o) for k, o in {table}.items()}}")

    def _occasions(self, check: Check, table: str) -> None:
        text = self.text
        with self._for_all(table, check.subject) as code:
            if check.over is None:
                text.line("out = ()")
                with text.block("while True:"):
                    self._occasion(
                        code, check, "None", Term("True", 0, "boolean"), lambda o: f"out = ({o},); break"
                    )
                    text.line("break")
                text.line("return out")
                return
            over = self._over(code, check)
            text.line("out = []")
            item = attrs.evolve(over.item or Term("", ANYTHING), code=text.fresh("x"), test="")
            gaps = bool(over.may & GAPS)
            occurs = Term(text.fresh("o"), UNKNOWN, "boolean") if gaps else Term("True", 0, "boolean")
            header = (
                f"for {item.code}, {occurs.code} in with_doubt({over.code}):"
                if gaps
                else f"for {item.code} in {over.code}:"
            )
            with text.block(header), code.bound(check.variable, item):
                self._occasion(code, check, item.code, occurs, lambda o: f"out.append({o}); continue")
            if gaps:
                name = text.constant(check.id)
                lacking = (
                    f"Occasion({name}, None, as_of, {text.constant('undetermined')}, {over.code}.lacking)"
                )
                text.line(
                    f"if type({over.code}) is Rows and {over.code}.lacking is not None: out.append({lacking})"
                )
            text.line("return tuple(out)")

    def _over(self, code: General, check: Check) -> Term:
        assert check.over is not None
        over = code.value(check.over)
        if not over.surely("list"):
            place = self.text.constant(check.over.place)
            like = Term("", over.may & (BAD | GAPS) | FAULT, "list", item=over.item)
            over = code.store(f"listed({over.code}, {place})", like)
        if over.may & BAD:
            undetermined = self.text.constant("undetermined")
            occasion = f"Occasion({self.text.constant(check.id)}, None, as_of, {undetermined}, {over.code})"
            self.text.line(f"if {over.is_bad}: return ({occasion},)")
        return attrs.evolve(over, may=over.may & ~BAD)

    def _occasion(
        self, code: General, check: Check, item: str, occurs: Term, done: Callable[[str], str]
    ) -> None:
        """Write how one occasion comes out; `done` is what is done with it."""
        text = self.text
        name, undetermined = text.constant(check.id), text.constant("undetermined")
        nothing = done("").split("; ")[-1]

        def ended(day: str, outcome: str, value: str = "") -> str:
            more = f", {value}" if value else ""
            return done(f"Occasion({name}, {item}, {day}, {outcome}{more})")

        judged = self._judged(code, check.judged)
        if judged.may & FAULT:
            text.line(f"if type({judged.code}) is Fault: {ended('as_of', undetermined, judged.code)}")
        with code.bound("judged", attrs.evolve(judged, may=0)):
            applies = Term("True", 0, "boolean") if check.applies is None else code.truth(check.applies)
            if applies.code != "True":
                text.line(f"if {applies.code} is False: {nothing}")
            if applies.may & FAULT:
                text.line(
                    f"if type({applies.code}) is Fault: {ended(judged.code, undetermined, applies.code)}"
                )
            if occurs.may & UNKNOWN:
                both = f"{applies.code} if {occurs.code} is True else {occurs.code} if {applies.code} is True"
                applies = code.store(
                    f"{both} else strict({occurs.code}, {applies.code})", Term("", UNKNOWN, "boolean")
                )
            if judged.code != "as_of":
                text.line(f"if {judged.code} > as_of: {ended(judged.code, text.constant('pending'))}")
            holds = code.truth(check.holds)
        text.line(f"if {holds.code} is True: {ended(judged.code, text.constant('met'))}")
        if holds.may & FAULT:
            text.line(f"if type({holds.code}) is Fault: {ended(judged.code, undetermined, holds.code)}")
        unmet = ended(judged.code, text.constant("unmet"))
        unsure = [t for t in (applies, holds) if t.may & UNKNOWN]
        if not unsure:
            text.line(unmet)
            return
        tests = " or ".join(f"type({t.code}) is Unknown" for t in unsure)
        why = f"strict({', '.join(t.code for t in unsure)})"
        text.line(f"if {tests}: {ended(judged.code, undetermined, why)}")
        text.line(unmet)

    # ------------------------------------------------------------------------------------------------------ the ground

    def field(self, code: General, node: nodes.Field) -> Term:
        base = code.value(node.base)
        record = self.core.vocabulary.records.get(node.record)
        asked = None if record is None or not self.direct else record.members.get(node.member)
        if base.may & (BAD | NULL) or base.kind != "record":
            name = self.text.fresh()
            test = f"{base.code} is None or {base.is_bad}" if base.may & BAD else f"{base.code} is None"
            self.text.line(f"if {test}: {name} = {base.code}")
            with self.text.block("else:"):
                found = self._member(code, base.code, node, asked)
                self.text.line(f"{name} = {found.code}")
            return attrs.evolve(found, code=name, may=found.may | base.may & (BAD | NULL), test="")
        return self._member(code, base.code, node, asked)

    def _member(self, code: General, base: str, node: nodes.Field, asked: Member | None) -> Term:
        text = self.text
        record, member = text.constant(node.record), text.constant(node.member)
        judged = code.names["judged"].code
        general = f"member({base}, {record}, {member}, {judged})"
        if asked is None:
            return code.store(general, Term("", ANYTHING))
        may = UNKNOWN | (NULL if asked.nullable else 0)
        match asked.access:
            case "register" | "latest":
                source = member if asked.access == "register" else text.constant(asked.source[0])
                may = GAPS if asked.access == "register" else UNKNOWN | NULL
                found = f"{asked.access}({base}, {record}, {source}, {judged})"
                return code.store(found, terms.of_type("", asked.type, may))
            case "inverse":
                return code.store(general, terms.of_type("", asked.type, GAPS))
            case "reference":
                return self._reference(code, base, node, asked, may)
            case "stored" | "fact":
                return self._stored(code, base, general, asked, may)
        return code.store(general, Term("", ANYTHING))

    def _reference(self, code: General, base: str, node: nodes.Field, asked: Member, may: int) -> Term:
        text = self.text
        general = f"member({base}, {text.constant(node.record)}, {text.constant(node.member)}, as_of)"
        like = terms.of_type("", asked.type, may)
        if not isinstance(asked.type, RecordType) or not _is_plain_name(asked.name):
            return code.store(general, like)
        found = code.store(f"{base}.{asked.name}", like)
        to = text.constant(asked.type.record)
        text.line(f"if type({found.code}) is str: {found.code} = resolve({to}, {found.code})")
        text.line(f"else: {found.code} = {general}")
        return found

    def _stored(self, code: General, base: str, general: str, asked: Member, may: int) -> Term:
        """A stored field or fact: the attribute as it stands where it is plain, else what the facts say of it."""
        text = self.text
        like = terms.of_type("", _unbounded(asked.type), may, exact=False)
        if isinstance(asked.type, ListType) or (asked.access == "stored" and not _is_plain_name(asked.name)):
            return code.store(general, like)
        if asked.access == "fact":
            found = code.store(f"{base}.facts.get({text.constant(asked.name)}, MISSING)", like)
        else:
            found = code.store(f"{base}.{asked.name}", like)
        if not isinstance(asked.type, NumberType):
            text.line(f"if type({found.code}) is not {_TYPES[type(asked.type)]}: {found.code} = {general}")
            return found
        factor = 10**found.scale
        if found.kind == "number" or factor == 1:
            text.line(f"if type({found.code}) is not int: {found.code} = {general}")
            return found
        text.line(f"if type({found.code}) is int: {found.code} *= {factor}")
        text.line(f"elif type({found.code}) is Decimal: {found.code} = units({found.code}, {factor})")
        text.line(f"else: {found.code} = {general}")
        return found

    def value_at(self, code: General, node: nodes.ValueAt) -> Term:
        base, on = code.value(node.base), code.value(node.date)
        if not on.surely("date"):
            place = self.text.constant(node.date.place)
            on = code.store(f"day({on.code}, {place})", Term("", on.may & BAD | FAULT, "date"))
        record, member = self.text.constant(node.record), self.text.constant(node.member)
        found = f"value_at({base.code}, {record}, {member}, {on.code})"
        if base.may & NULL or base.kind != "record":
            found = f"None if {base.code} is None else {found}"
        null = NULL if base.may & NULL or base.kind != "record" else 0
        like = Term("", UNKNOWN | null, "number") if self.direct else Term("", ANYTHING)
        return code.strict((base, on), f"({found})", like)

    def members(self, code: General, node: nodes.Members) -> Term:
        like = Term("", 0, "list", item=Term("", 0, "record"))
        return code.store(f"subjects({self.text.constant(node.record)})", like)

    def _key(self, subject: str) -> str:
        return self._ids.get(subject, f"id_of({subject})")

    def result(self, code: General, node: nodes.Result) -> Term:
        table, like = self._tables[node.definition], self._results[node.definition]
        if self.core.definitions[node.definition].subject == PORTFOLIO:
            return code.store(f"{table}['']", like)
        subject = code.value(node.subject)
        found = f"{table}[{self._key(subject.code)}]"
        if not subject.may & (BAD | NULL) and subject.kind == "record":
            return code.store(found, like)
        test = (
            f"{subject.code} is None or {subject.is_bad}" if subject.may & BAD else f"{subject.code} is None"
        )
        may = like.may | subject.may & (BAD | NULL)
        return code.store(f"{subject.code} if {test} else {found}", attrs.evolve(like, may=may))

    def tally(self, code: General, node: nodes.Tally) -> Term:
        subject = code.value(node.subject)
        tables = [f"({self._counted[c]}, {self.core.checks[c].subject == PORTFOLIO})" for c in node.checks]
        like = Term("", BAD | (subject.may & NULL), "scaled")
        place = OUTCOMES.index(node.outcome)
        whole = all(self.core.checks[c].subject == PORTFOLIO for c in node.checks)
        sure = not subject.may & BAD and (whole or (not subject.may & NULL and subject.kind == "record"))
        if len(tables) == 1 and sure:
            name = code.text.fresh("n")
            key = "''" if whole else self._key(subject.code)
            code.text.line(f"{name} = {self._counted[node.checks[0]]}[{key}]")
            return code.store(f"{name}[{place}] if {name}[3] is None else {name}[3]", like)
        key = self._ids.get(subject.code, f"None if {subject.code} is None else id_of({subject.code})")
        return code.strict((subject,), f"tally(({', '.join(tables)},), {place}, {key})", like)

    def rank(self, code: General, node: nodes.Rank) -> Term:
        text = self.text
        subject = code.value(node.subject)
        own, key, day = text.fresh("s"), text.fresh("i"), text.fresh("j")
        standing, kept = text.fresh("g"), text.fresh("r")
        before, self._ids = self._ids, {own: key}
        names = {**code.names, "subject": Term(own, 0, "record"), "judged": Term(day, 0, "date")}
        inner = General(text, self.core, self, names)
        with text.aside() as lines, text.block(f"def {standing}({own}, {key}, {day}):"):
            part = Term("True") if node.among is None else inner.truth(node.among)
            if part.code != "True":
                text.line(f"if {part.code} is False: return False, None")
            group = Term("None") if node.group is None else inner.value(node.group)
            text.line(f"return {part.code}, {exact_code(group)}")
        lines[1:1] = [f" {line}" for line in inner.outlined]
        text.replay(lines)
        self._ids = before
        shared = not (_free(node.among) or _free(node.group))
        order = text.constant(Order(node.descending, _best(self.core, node)))
        values = self._exact_table(node.of)
        limits = self._exact_table(node.limit) if node.limit else "None"
        judged = code.names["judged"].code
        limits = "{}" if node.limit is None else self._exact_table(node.limit)
        given = f"id_of, {standing}, {values}, {limits}, {judged}, {order}"
        made = f"standings(subjects({text.constant(node.record)}), {given})"
        if shared:
            self._ranks.append(kept)
            made = f"shared({kept}, {judged}, lambda: {made})"
        rank = f"attempt({made}.rank, {text.constant(node.place)}, {self._key(subject.code)})"
        test = (
            f"{subject.code} is None or {subject.is_bad}" if subject.may & BAD else f"{subject.code} is None"
        )
        if subject.may & (BAD | NULL) or subject.kind != "record":
            rank = f"{subject.code} if {test} else {rank}"
        return code.store(rank, Term("", ANYTHING))

    def _exact_table(self, name: str) -> str:
        return f"({self._given_out(name)})"


def _tallied(core: Core) -> Iterator[str]:
    """The checks of which a definition or check counts the occasions."""
    waiting: list[nodes.Node | None] = [n for d in core.definitions.values() for n in (d.body, d.judged)]
    waiting += [n for c in core.checks.values() for n in (c.holds, c.applies, c.judged, c.over)]
    while waiting:
        node = waiting.pop()
        if node is not None:
            waiting += nodes.children(node)
            if isinstance(node, nodes.Tally):
                yield from node.checks


def _best(core: Core, node: nodes.Rank) -> Fraction | None:
    kind = core.definitions[node.of].type
    if not isinstance(kind, NumberType):
        return None
    return kind.most if node.descending else kind.least


def _free(node: nodes.Node | None, bound: frozenset[str] = frozenset({"subject", "as_of", "judged"})) -> bool:
    """Whether a node uses a local name that is not bound within it."""
    match node:
        case None:
            return False
        case nodes.Variable(name=name):
            return name not in bound
        case nodes.Let(name=name, value=value, body=body):
            return _free(value, bound) or _free(body, bound | {name})
        case nodes.Each(variable=name, source=source, body=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Filter(variable=name, source=source, condition=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Quantify(variable=name, source=source, condition=body):
            return _free(source, bound) or _free(body, bound | {name})
        case nodes.Rank(subject=subject):
            return _free(subject, bound) or any(_free(n, bound) for n in (node.among, node.group))
    return any(_free(child, bound) for child in nodes.children(node))


def _is_plain_name(name: str) -> bool:
    """Whether an attribute of a record class can be written as it is: a name of the domain's own making."""
    return name.isascii() and name.isidentifier() and not iskeyword(name) and not name.startswith("__")


def _unbounded(kind: Any) -> Any:
    """A type without its bounds: records made by hand need not keep them."""
    return NumberType(kind.decimals) if isinstance(kind, NumberType) else kind


def units(value: Decimal, factor: int) -> int:
    """A decimal in units of 1/`factor`. Raises `TypeError` where it has more decimals than its field allows."""
    num, den = value.as_integer_ratio()
    whole, rest = divmod(num * factor, den)
    if rest:
        raise TypeError(f"{value} has more decimals than its field allows")
    return whole


def _standings(
    subjects: tuple[Any, ...],
    id_of: Callable[[Any], str],
    standing: Any,
    values: Any,
    limits: Any,
    judged: date,
    order: Order,
) -> ranking.Standings:
    return ranking.standings([(id_of(s), s) for s in subjects], standing, values, limits, judged, order)


def _shared(kept: dict[date, Any], judged: date, make: Callable[[], Any]) -> Any:
    found = kept.get(judged)
    if found is None:
        found = kept[judged] = make()
    return found


_RUNTIME: dict[str, Any] = {
    **three_valued.runtime(),
    "Decimal": Decimal,
    "MISSING": MISSING,
    "Occasion": Occasion,
    "Period": Period,
    "date": date,
    "quotient": quotient,
    "shared": _shared,
    "standings": _standings,
    "units": units,
}
