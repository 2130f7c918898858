"""The tree of a rule file to Core: every fault of the whole file is found before any is told."""

from __future__ import annotations

import attrs

from projgov.diagnostics import (
    Bilingual,
    Pattern,
    Place,
    did_you_mean,
    sort,
)
from projgov.domain.calendar.file import shipped_calendar
from projgov.domain.records import VOCABULARY
from projgov.domain.vocabulary import canonical_name
from projgov.reading.beside import Beside
from projgov.reading.tree import Entry, Node, Scalar, Sequence, lookup
from projgov.reading.tree import Mapping as TreeMapping
from projgov.rules.core.directions import Direction
from projgov.rules.core.program import PORTFOLIO, Core
from projgov.rules.core.scope import Faults
from projgov.rules.core.working import counts_working_days
from projgov.rules.forms.assessment_year import AssessmentYear, check_year
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.excuses import excusable
from projgov.rules.forms.results import titled
from projgov.rules.forms.written import Rule
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.effort import limited
from projgov.rules.load.extends import Origins
from projgov.rules.load.facts import UNKNOWN_RECORD, with_facts
from projgov.rules.load.file import Head
from projgov.rules.load.keys import field_names
from projgov.rules.load.names import BAD_ID, LOOK_ALIKE, NAME_TAKEN, FileNames, meaning
from projgov.rules.load.order import ordered
from projgov.rules.load.own_words import in_own_words
from projgov.rules.load.pack import Pack, Read, Written
from projgov.rules.load.parameters import parameters
from projgov.rules.load.salvage import salvage, salvage_rule
from projgov.rules.load.shapes import section_fault
from projgov.rules.load.validate import UNKNOWN_KEY, offered_key, validate
from projgov.rules.load.versions import begun, versioned

DOUBLED_RULE = Pattern(
    "N010",
    Bilingual("名称 `{name}` 定义了两次", "the name `{name}` is defined twice"),
    Bilingual("给其中一个换个名称", "give one of them another name"),
)
NOTHING = Beside()
_MOST_STRANGERS = 100
"""Of so many unknown keys at the top each is told; a file with more is no rule file."""
_OF_EXPRESSIONS = ("X", "N", "T", "F115", "F125", "F126", "F152", "F153", "F154")
"""How the codes of faults in expressions begin: syntax, names, types; and those of days and deadlines."""


@attrs.frozen
class File:
    """A rule file being read: its tree, what it extends laid under it, and the folders of all files it consists of."""

    tree: TreeMapping
    file: str
    faults: Faults
    folders: dict[str, Beside]
    origins: Origins
    faulty: list[tuple[Kind, Lowering]] = attrs.field(factory=list)
    directions: list[Direction] = attrs.field(factory=list)
    doubled: list[tuple[Kind, Lowering]] = attrs.field(factory=list)
    """Rules that bear the name of another: they are checked, and come to nothing."""
    versions: dict[str, list[Lowering]] = attrs.field(factory=dict)
    """Every rule by its name, in each of its versions."""

    def read(self, digest: str) -> Read:
        """The pack that the tree is, and its diagnostics. `digest` is the SHA-256 of the file's bytes."""
        head_tree, sections = self._split()
        head, translated = validate(head_tree, Head, self.faults)
        known = salvage(translated)
        vocabulary, facts = with_facts(VOCABULARY, known.head, known.tree, self.faults)
        given = parameters(known.head, known.tree, vocabulary, self.faults)
        year = AssessmentYear.of(known.head.year, known.head.year_from, known.head.year_to)
        check_year(year, lookup(known.tree, ("year_from",)), lookup(known.tree, ("year_to",)), self.faults)
        lost = known.dropped | {canonical_name(n) for n in known.head.parameters} - given.keys()
        names = FileNames(vocabulary, given, broken=set(lost))
        for name in given:
            names.look_alike(name)
        for kind, section in sections:
            self._rules(excusable(kind, known.head.excusable), section, names, year)
        for name, versions in self.versions.items():
            if len(versions) > 1:
                names.rules[name] = versioned(names.rules[name][0], versions, self.faults)
        whole = self._lower(names)
        by_definition, by_check = ordered(whole.definitions, whole.checks, self.faults)
        diagnostics = sort(in_own_words(self.faults, self.tree))
        if head is None or any(d.is_error for d in diagnostics):
            return Read(None, diagnostics)
        core = Core(
            head.projgov, head.pack, head.year, head.title.text, names.vocabulary, names.parameters, by_definition,
            by_check, whole.outputs, letters=whole.letters, exports=whole.exports,
        )  # fmt: skip
        if counts_working_days(core):
            core = attrs.evolve(core, calendar=shipped_calendar())
        limited(core, self.faults)
        diagnostics = sort(in_own_words(self.faults, self.tree))
        if any(d.is_error for d in diagnostics):
            return Read(None, diagnostics)
        rules = tuple(lowering for versions in self.versions.values() for lowering in versions)
        written = Written(self.tree, head, rules, self.folders, self.origins)
        pack = Pack(
            head.pack,
            self.file,
            core,
            facts,
            tuple(head.tests),
            head.sample,
            translated,
            digest,
            tuple(self.directions),
            written,
        )
        return Read(pack, diagnostics)

    def _split(self) -> tuple[TreeMapping, list[tuple[Kind, Entry]]]:
        """The head, and the sections of rules by kind."""
        kinds = {canonical_name(n): kind for kind in KINDS for n in (kind.key, *kind.names)}
        head: list[Entry] = []
        sections: list[tuple[Kind, Entry]] = []
        known = field_names(Head)
        strangers = 0
        for entry in self.tree.entries:
            name = canonical_name(entry.key.text)
            if name in kinds:
                sections.append((kinds[name], entry))
            elif name in known:
                head.append(entry)
            elif (strangers := strangers + 1) <= _MOST_STRANGERS:
                offer = offered_key(entry.key.text, {*known, *kinds})
                self.faults.add(UNKNOWN_KEY, entry.key.place, key=entry.key.text, offer=offer)
        return attrs.evolve(self.tree, entries=tuple(head)), sections

    def _rules(self, kind: Kind, entry: Entry, names: FileNames, year: AssessmentYear) -> None:
        section = entry.value
        if not isinstance(section, Sequence):
            self.faults.found.append(section_fault(entry))
            return
        for node in section.items:
            rule, tree = validate(node, kind.model, self.faults)
            if rule is None:
                written = tree.get("id") if isinstance(tree, TreeMapping) else None
                if isinstance(written, Scalar):
                    names.broken.add(canonical_name(written.text))
                self._expressions(kind, tree, names, year)
                continue
            self._enter(kind, rule, tree, names, year)

    def _expressions(self, kind: Kind, tree: Node, names: FileNames, year: AssessmentYear) -> None:
        """Note a rule with faulty keys, so that its expressions are checked once every name of the file is known."""
        rule = salvage_rule(tree, kind.model)
        subject = None if rule is None else self._subject(rule, names, tree.place)
        if rule is None or subject is None:
            return
        rule = rule.model_copy(update={"on": subject, "id": canonical_name(rule.id)})
        beside = self.folders.get(tree.place.file, NOTHING)
        self.faulty.append(
            (
                kind,
                Lowering(
                    names,
                    self.faults.apart(),
                    year.number,
                    rule,
                    kind.key,
                    lambda path: lookup(tree, path),
                    beside,
                    year,
                ),
            )
        )

    def _enter(self, kind: Kind, rule: Rule, tree: Node, names: FileNames, year: AssessmentYear) -> None:
        def place_of(path: tuple[str | int, ...]) -> Place:
            return lookup(tree, path)

        name = canonical_name(rule.id)
        subject = self._subject(rule, names, place_of(("on",)))
        own = [] if subject is None or subject == PORTFOLIO else [subject]
        taken = meaning(name, names.vocabulary, own)
        if not name.isidentifier():
            self.faults.add(BAD_ID, place_of(("id",)), name=rule.id)
        elif taken is not None:
            self.faults.add(NAME_TAKEN, place_of(("id",)), name=rule.id, meaning=taken)
        version = self._is_version(kind, rule, subject, names.rules.get(name))
        doubled = name in names.defined() and not version
        other = names.look_alike(name)
        if other is not None and not doubled:
            seen = [p for p in (names.place_of(other),) if p is not None]
            self.faults.found.append(
                LOOK_ALIKE.at(place_of(("id",)), related=seen, name=rule.id, other=other)
            )
        if doubled:
            first = [p for p in (names.place_of(name),) if p is not None]
            self.faults.found.append(DOUBLED_RULE.at(place_of(("id",)), related=first, name=rule.id))
        if subject is None:
            names.broken.add(name)
            return
        rule = rule.model_copy(update={"on": subject, "id": name})
        beside = self.folders.get(tree.place.file, NOTHING)
        lowering = Lowering(names, self.faults, year.number, rule, kind.key, place_of, beside, year)
        if doubled:
            self.doubled.append((kind, lowering))
            return
        names.rules.setdefault(name, (kind, lowering))
        self.versions.setdefault(name, []).append(lowering)

    def _is_version(
        self, kind: Kind, rule: Rule, subject: str | None, first: tuple[Kind, Lowering] | None
    ) -> bool:
        """Whether a rule is a further version of one that was read before: of the same kind, and both are valid for a time."""
        if first is None or (first[0].key, first[1].subject) != (kind.key, subject):
            return False
        return all(r.valid_from is not None or r.valid_to is not None for r in (rule, first[1].rule))

    def _subject(self, rule: Rule, names: FileNames, place: Place) -> str | None:
        if canonical_name(rule.on) in (PORTFOLIO, "项目库"):
            return PORTFOLIO
        subjects = names.vocabulary.subjects
        for record in subjects:
            if record.called(rule.on):
                return record.name
        offers = [n for r in subjects for n in (r.name, r.about.named.label.zh)] + [PORTFOLIO, "项目库"]
        self.faults.add(UNKNOWN_RECORD, place, name=rule.on, offer=did_you_mean(rule.on, offers))
        return None

    def _lower(self, names: FileNames) -> Lowered:
        """What all rules became."""
        parts: list[Lowered] = []
        for kind, lowering in names.rules.values():
            lowered = begun(lowering, kind.lower(lowering.rule, lowering))
            called = titled(lowered.definitions, lowered.checks, lowered.outputs, lowering.header())
            parts.append(attrs.evolve(lowered, definitions=called))
            self.directions.extend(lowered.directions)
        for kind, lowering in self.doubled:
            kind.lower(lowering.rule, lowering)
        for kind, lowering in self.faulty:
            kind.lower(lowering.rule, lowering)
            # What is wrong with its keys has been said. What stands in its expressions has not.
            self.faults.extend(d for d in lowering.faults if d.code.startswith(_OF_EXPRESSIONS))
        return Lowered(
            tuple(d for part in parts for d in part.definitions),
            tuple(c for part in parts for c in part.checks),
            tuple(o for part in parts for o in part.outputs),
            letters=tuple(letter for part in parts for letter in part.letters),
            exports=tuple(export for part in parts for export in part.exports),
        )
