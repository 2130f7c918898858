"""The stages that results go through as they are written, and the expressions over the rulings that they are read from."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.choices.judging import RULING_STAGE
from projgov.domain.types import ListType, RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.scope import Scope
from projgov.rules.feel.parser import parse
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.counted import Counted, counted
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.owing import no_span
from projgov.rules.forms.written import Expression, Model, key

UNKNOWN_STAGE = Pattern(
    "N561",
    Bilingual("不认识的阶段 `{found}`", "unknown stage `{found}`"),
    Bilingual("{offer}", "{offer}"),
)
DOUBLED_STAGE = Pattern(
    "F563",
    Bilingual("阶段 `{found}` 写了两次", "the stage `{found}` stands there twice"),
    Bilingual("每个阶段只写一次", "write each stage once"),
)
OUT_OF_ORDER = Pattern(
    "F567",
    Bilingual("`{found}` 写在 `{before}` 之后，应当在它之前", "`{found}` stands after `{before}`, and belongs before it"),
    Bilingual("按 {order} 的次序写，不经过的不写", "write the stages in the order {order}, and leave out those that there are not"),
)  # fmt: skip
NO_STAGES = Pattern(
    "F564",
    Bilingual("规则 `{rule}` 没有写要经过哪些阶段", "the rule `{rule}` names no stages"),
    Bilingual("在 `steps:` 下逐个写阶段", "write the stages one by one under `steps:`"),
)
OF_OBJECTIONS = ("appeal", "review")
"""What there need only be where somebody objects."""
_ORDER = tuple(option.code for option in RULING_STAGE.options)
_IN_ORDER = Bilingual(
    " → ".join(option.label.zh for option in RULING_STAGE.options),
    " → ".join(option.label.en for option in RULING_STAGE.options),
)
RULINGS = ListType(RecordType("ruling"))


class StageRow(Model):
    """A stage that results go through."""

    stage: str = key(
        "阶段",
        options=RULING_STAGE.options,
        meaning="first assessment, public notice, appeal, review, final decision",
    )
    by: Expression | None = key(
        "决定机关", default=None, meaning='a condition on the ruling, such as `body.level = "city"`'
    )
    notice: str | None = key(
        "公示不少于",
        "公示期",
        default=None,
        span=True,
        meaning="how long objections can be made: `5 working days`",
    )
    within: str | None = key(
        "答复期限",
        default=None,
        span=True,
        meaning="of a review: within how long after the objection it has to come",
    )
    required: bool | None = key(
        "必经",
        default=None,
        meaning="whether it must not be skipped; else all must not but appeal and review",
    )
    document: bool | None = key(
        "须有文号", default=None, meaning="whether it needs a document number; else all do but the appeal"
    )
    cites: bool | None = key(
        "须引报告", default=None, meaning="whether it has to cite a report; else all have to but the appeal"
    )


@attrs.frozen
class Stage:
    """A stage that was understood."""

    code: str
    label: Bilingual
    row: StageRow
    index: int
    notice: Counted | None
    within: Counted | None

    @property
    def required(self) -> bool:
        """Whether it must not be skipped."""
        return self.code not in OF_OBJECTIONS if self.row.required is None else self.row.required

    @property
    def document(self) -> bool:
        """Whether it needs a document number."""
        return self.code != "appeal" if self.row.document is None else self.row.document

    @property
    def cites(self) -> bool:
        """Whether it has to cite a report."""
        return self.code != "appeal" if self.row.cites is None else self.row.cites


def stages(rows: list[StageRow], lowering: Lowering) -> tuple[Stage, ...]:
    """The stages in their order. One that there is not, that stands there twice, or after one that follows it, is a fault."""
    found: list[Stage] = []
    if not rows:
        lowering.faults.add(NO_STAGES, lowering.place, rule=lowering.rule.id)
    for index, row in enumerate(rows):
        option, place = find(row.stage, RULING_STAGE.options), lowering.place_of(("steps", index, "stage"))
        if option is None:
            lowering.faults.add(
                UNKNOWN_STAGE, place, found=row.stage, offer=offer(row.stage, RULING_STAGE.options)
            )
        elif any(one.code == option.code for one in found):
            lowering.faults.add(DOUBLED_STAGE, place, found=row.stage)
        else:
            last = found[-1] if found else None
            if last is not None and _ORDER.index(last.code) > _ORDER.index(option.code):
                lowering.faults.add(
                    OUT_OF_ORDER, place, found=row.stage, before=last.row.stage, order=_IN_ORDER
                )
            lengths = [_length(row, name, index, lowering) for name in ("notice", "within")]
            found.append(Stage(option.code, option.label, row, index, lengths[0], lengths[1]))
    return tuple(found)


def _length(row: StageRow, name: str, index: int, lowering: Lowering) -> Counted | None:
    written = row.notice if name == "notice" else row.within
    if written is None:
        return None
    found = counted(f"{written} after due") or counted(f"期限后{written}")
    if found is None or found.count < 1:
        no_span(name, written, lowering.place_of(("steps", index, name)), lowering)
        return None
    return found


@attrs.frozen
class Reader:
    """Reads the rulings on results: makes expressions of them, at the place of the rule."""

    lowering: Lowering
    names: tuple[str, ...]
    """What rulings call the results by."""

    def feel(self, text: str, scope: Scope, wanted: ValueType | None = None, **known: Node) -> Node:
        """The node of an expression of the kind's own, in which `known` are names."""
        place = self.lowering.place

        def here(_offset: int, _length: int = 0) -> object:
            return place

        tree = parse(text, place_at=here)  # type: ignore[arg-type]  # all of it stands where the rule does
        return lower(tree, scope.with_locals(known), here, wanted)  # type: ignore[arg-type]  # as above

    def on_all(self) -> Node:
        """The rulings that are about the results as a whole: they name no subject."""
        every = nodes.Members("ruling", RULINGS, place=self.lowering.place)
        nobody = " and ".join(f"not(present(m.{one}))" for one in ("unit", "officer", "project", "item"))
        scope = Scope.of(self.lowering.names, self.lowering.faults, PORTFOLIO)
        return self.feel(f"every_ruling[{self._about(nobody)}]", scope, every_ruling=every)

    def on_subject(self, whole: Node) -> Node:
        """The rulings on the results of the subject, with those on the results as a whole."""
        if self.lowering.subject == PORTFOLIO:
            return whole
        kind = self.lowering.subject
        own = self._about(f"present(m.{kind}) and m.{kind} = subject")
        return self.feel(f"concatenate(rulings[{own}], whole)", self.lowering.scope, whole=whole)

    def _about(self, whom: str) -> str:
        names = ", ".join(f'"{name}"' for name in self.names)
        matter = f"present(m.rule) and m.rule in ({names}) and {whom}"
        return f"present(stage) and present(about) and (some m in about satisfies {matter})"

    def effective(self, given: Node, scope: Scope) -> Node:
        """Those that stand: neither withdrawn nor refused, and not superseded by another."""
        superseded = "some q in given satisfies present(q.supersedes) and q.supersedes = id"
        refused = 'decision in ("withdrawn", "rejected")'
        return self.feel(f"given[not({refused}) and not({superseded})]", scope, given=given)

    def at(self, stage: str, given: Node, scope: Scope) -> Node:
        """Those of a stage."""
        return self.feel(f'given[stage = "{stage}"]', scope, given=given)


def holds(reader: Reader, text: str, scope: Scope, **known: Node) -> Node:
    """A condition of the kind's own."""
    return reader.feel(text, scope, BOOLEAN, **known)
