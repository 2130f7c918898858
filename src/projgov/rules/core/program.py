"""A rule file as Core: definitions and checks that compute, and outputs that say what to report of them.

Every kind of rule ends here. Readings know this module and `nodes`, and nothing of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from projgov.diagnostics import Bilingual, Place
from projgov.domain.calendar import WorkCalendar
from projgov.domain.types import ValueType
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core.nodes import Node

if TYPE_CHECKING:
    from projgov.rules.core.exports import Export
    from projgov.rules.core.letters import Letter

PORTFOLIO = "portfolio"
"""The subject of rules on the portfolio as a whole."""
TOO_FEW = "too few after trimming"
"""The last step of what is missing where ballots are there, and none is left of them when the greatest and the least are left out."""


_VERSION = re.compile(r"@\d+(?=\.|$)")


def unversioned(name: str) -> str:
    """The name of a definition or check without the number of the rule's version (`monthly@2.overdue`)."""
    return _VERSION.sub("", name)


@attrs.frozen
class Version:
    """A value that a parameter has from `start` through `end`; None means without end on that side."""

    value: Any
    start: date | None = None
    end: date | None = None


@attrs.frozen
class ParameterDefinition:
    """A parameter with its versions and its basis: a document (with the quote), published practice, or assumed."""

    name: str
    type: ValueType
    versions: tuple[Version, ...]
    label: Bilingual
    basis: Literal["document", "published", "assumed"]
    quote: str = ""
    note: Bilingual | None = None
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@attrs.frozen
class Definition:
    """A value computed for every subject of type `subject`, on the day that `judged` gives (None: as_of).

    A `judged` that is null or unknown counts as as_of; a faulty one makes the value a fault. It is itself judged on as_of.
    `title` is what people call it, where that is said. One that gives `words` for people decides nothing.
    """

    id: str
    subject: str
    body: Node
    type: ValueType
    judged: Node | None = None
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    title: Bilingual | None = attrs.field(default=None, eq=False, repr=False)
    words: bool = False


@attrs.frozen
class Check:
    """A condition that a subject has to meet, once or on each of several occasions.

    `over` gives the occasions, bound to `variable` (None: one occasion). On each occasion: where `applies` is false, the check
    says nothing; where the judged day lies after as_of, it is *pending*; else it is *met*, *unmet* or *undetermined* as `holds`
    is true, false or unknown (also where `applies` is unknown, unless `holds` is true). A `judged` that is null or unknown
    counts as as_of; a faulty `judged` or `applies` leaves the occasion undetermined with the fault.

    A possible item of `over` is an occasion of which it is not known whether the check applies. What `over` may lack is one
    more undetermined occasion, without an item; an `over` that is unknown or faulty as a whole is the only one.

    `excused` gives the excuses that suspend the check on an occasion, as a list (None: there are none). Where there surely is
    one, an occasion that is pending, unmet or undetermined for want of evidence is *excused* instead; what was met stays met, and
    a fault of the check stays a fault. Where there is one only possibly, what is unmet or undetermined is undetermined, also with
    the evidence that this lacks, and what is pending stays so; a fault of `excused` leaves what is not met undetermined. What the list may lack excuses
    nothing: an excuse counts from when it is on record.
    """

    id: str
    subject: str
    holds: Node
    title: Bilingual
    applies: Node | None = None
    judged: Node | None = None
    over: Node | None = None
    variable: str = "occasion"
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    excused: Node | None = None

    @property
    def parts(self) -> tuple[Node, ...]:
        """Its expressions."""
        found = (self.holds, self.applies, self.judged, self.over, self.excused)
        return tuple(part for part in found if part is not None)


@attrs.frozen
class Message:
    """A text for people with parts to be computed, in both languages."""

    zh: tuple[str | Node, ...]
    en: tuple[str | Node, ...]


@attrs.frozen
class Header:
    """What every rule says of itself."""

    id: str
    kind: str
    subject: str
    title: Bilingual
    implements: tuple[str, ...] = ()
    quote: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@attrs.frozen
class Outcome:
    """What an unmet check comes to: a code (`returned`, `overdue`, `warn` …) and its label."""

    code: str
    label: Bilingual


@attrs.frozen
class Owed:
    """What makes the occasions of a check obligations: something is owed by a day, and may come before or after it.

    `by` gives the unit or officer who owes it (None: who answers for it, else the subject). `due` gives the day by which it is
    owed, where grace lets the check judge later (None: the judged day), and `soon` the day from which it is soon due (None:
    the due day). `reached` says whether what is owed is there on the day judged; where `early`, its being there before
    the due day settles the matter. All see the check's variable.
    """

    reached: Node
    by: Node | None = None
    due: Node | None = None
    soon: Node | None = None
    early: bool = False


@attrs.frozen
class Finding:
    """Report every unmet and undetermined occasion of `checks`; `reason` sees the check's variable.

    Where `tells_met`, those that are met are reported too, with the figures that meet them (of a quota, how many there are).
    Where the occasions are moves on a ladder, `evidence` says what the signals and steps are called that led to them. Where
    something is `owed` on each occasion, they are reported as obligations, too.
    """

    header: Header
    checks: tuple[str, ...]
    outcome: Outcome
    against: Node | None = None
    reason: Message | None = None
    tells_met: bool = False
    evidence: tuple[tuple[str, Bilingual], ...] = ()
    owed: Owed | None = None


@attrs.frozen
class Line:
    """A line of a score: definition `definition` gives its points, already rounded as they are printed.

    A line that `adjusts` corrects the sum of the others (a limit, a veto, what rounding leaves); at 0 it need not be shown.
    """

    id: str
    title: Bilingual
    definition: str
    reason: Message | None = None
    adjusts: bool = False


@attrs.frozen
class Score:
    """Report the points of `lines` and their total, definition `total`; printed with `decimals`.

    The lines add up to the total exactly: adjustments (coefficient, cap, veto) are lines too. Where all lines are known, so is
    the total; a total can be known where a line is not (a veto that holds whatever is missing). Null lines and a null total
    mean that the rule says nothing of the subject.
    """

    header: Header
    lines: tuple[Line, ...]
    total: str
    decimals: int


@attrs.frozen
class Mark:
    """Report a grade, a lamp, a step, whether it was chosen, or the stage of results: definition `value` gives one of the codes of `labels`, null for none."""

    header: Header
    role: Literal["grade", "lamp", "step", "choice", "stage"]
    value: str
    labels: tuple[tuple[str, Bilingual], ...]
    reason: Message | None = None


@attrs.frozen
class DecisionCell:
    """A cell of a row as it is reported: what is asked, what people call that, and the test as it is written."""

    asked: Node
    name: Bilingual
    test: str


@attrs.frozen
class DecisionRow:
    """A row of a decision table as it is reported: its cells, without those that anything meets, and what its notes say."""

    cells: tuple[DecisionCell, ...]
    note: str = ""


@attrs.frozen
class Decision:
    """Report what a decision table gives: definition by definition of `results` (an id, a title, the definition), and by which rows.

    Definition `rows` gives the number of the row that counted, from 1, or the list of such numbers; null where none did (empty:
    what decides is no table). Where all of them are null, the rule says nothing of the subject.
    """

    header: Header
    results: tuple[tuple[str, Bilingual, str], ...]
    rows: str
    table: tuple[DecisionRow, ...]


@attrs.frozen
class Ranking:
    """Report ranks: definition `rank` has a `Rank` over the definition `of` as its body (null: not ranked)."""

    header: Header
    rank: str
    of: str


@attrs.frozen
class Award:
    """Report an award: definition `status` gives `proposed`, `referred`, `barred` or null (no award)."""

    header: Header
    status: str
    reason: Message | None = None


@attrs.frozen
class Sanction:
    """Report a sanction as a proposal wherever an occasion of `checks` is unmet."""

    header: Header
    checks: tuple[str, ...]
    measure: Outcome
    against: Node | None = None
    reason: Message | None = None
    evidence: tuple[tuple[str, Bilingual], ...] = ()


@attrs.frozen
class Publication:
    """What of a subject is public: reported nowhere but in the public view, which has nothing else.

    Where definition `open` is true, so are the values of `shown` (what each is called, the definition); the results of a rule are
    where the definition that `published` names beside it is. `along` are the parts of results that are public, too: `lines`,
    `ranks`, `answerable`. Subjects that are persons are only where `persons` is true.
    """

    header: Header
    open: str
    published: tuple[tuple[str, str], ...] = ()
    shown: tuple[tuple[Bilingual, str], ...] = ()
    along: tuple[str, ...] = ()
    persons: bool = False


Output: TypeAlias = Finding | Score | Mark | Decision | Ranking | Award | Sanction | Publication


@attrs.frozen
class Core:
    """A checked rule file, lowered: all that a reading needs.

    `definitions` and `checks` are in an order in which each stands after what it depends on; a definition and a check
    may bear the same id: they are kept apart. `calendar` is the work calendar where rules count working days, else None. `letters` and
    `exports` decide nothing: they put into words, and hand on, what was decided.
    """

    edition: int
    pack: str
    year: int
    title: Bilingual
    vocabulary: Vocabulary = attrs.field(repr=False)
    parameters: Mapping[str, ParameterDefinition] = attrs.field(hash=False)
    definitions: Mapping[str, Definition] = attrs.field(hash=False)
    checks: Mapping[str, Check] = attrs.field(hash=False)
    outputs: tuple[Output, ...]
    calendar: WorkCalendar | None = None
    letters: tuple[Letter, ...] = ()
    exports: tuple[Export, ...] = ()
