"""What is read from the rulings on results, and what is asked of each of them."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Language
from projgov.domain.choices.judging import RULING_STAGE
from projgov.domain.types import RecordType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import PORTFOLIO, Check, Definition, Message
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import DATE, TEXT
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.owing import later
from projgov.rules.forms.result_stages import RULINGS, Reader, Stage, holds

_DIGEST = 64
"""So many characters has the digest of a report."""
_TITLES = {
    "order": Bilingual("阶段齐全、先后有序", "stages in order, none skipped"),
    "notice": Bilingual("公示期满", "the notice has run its time"),
    "answered": Bilingual("异议有答复", "objections are answered"),
    "body": Bilingual("由有权机关决定", "ruled by the competent body"),
    "documented": Bilingual("有文号", "has a document number"),
    "cites": Bilingual("写明所依据的报告", "cites the report"),
    "same": Bilingual("审定的就是公示的", "what is decided was publicised"),
    "supersedes": Bilingual("所取代的决定存在", "what it supersedes exists"),
}
_REASONS = {
    "notice": Bilingual("公示没有满期，就作出了决定", "ruled before the time for objections was over"),
    "answered": Bilingual("异议没有按期复核答复", "the objection was not reviewed in time"),
    "body": Bilingual("不是由规定的机关作出的", "not ruled by the body that has to"),
    "documented": Bilingual("没有文号", "there is no document number"),
    "cites": Bilingual("没有写明所依据报告的摘要值", "the digest of the report is not cited"),
    "same": Bilingual(
        "审定所依据的报告，与公示、复核的不是同一份",
        "the report decided on is not the one publicised or reviewed",
    ),
    "supersedes": Bilingual("所取代的决定不存在", "what it supersedes does not exist"),
}


class RulingsAsked:
    """The rulings on the results of one rule: what is read from them, and what is asked of each."""

    def __init__(self, lowering: Lowering, steps: tuple[Stage, ...], reader: Reader) -> None:
        self.lowering, self.steps, self.reader = lowering, steps, reader
        self.header = lowering.header()
        ruling = nodes.Variable("occasion", RecordType("ruling"))
        self.given = self.result("rulings", RULINGS)
        self.standing = self.result("effective", RULINGS)
        named = {"item": ruling, "given": self.given, "standing": self.standing}
        self.of_ruling: Scope = lowering.scope.with_locals(named).with_item(ruling, "ruling")

    def result(self, name: str, kind: ValueType, subject: Node | None = None) -> Node:
        whole = f"{self.header.id}.{name}" if name else self.header.id
        return nodes.Result(whole, subject or self.lowering.this(), kind, place=self.header.place)

    def definition(self, name: str, body: Node, kind: ValueType, on: str = "") -> Definition:
        whole = f"{self.header.id}.{name}" if name else self.header.id
        return Definition(whole, on or self.header.subject, body, kind, place=self.header.place)

    # -- what is read from the rulings

    def definitions(self) -> Iterator[Definition]:
        scope = self.lowering.scope
        if self.header.subject == PORTFOLIO:
            yield self.definition("rulings", self.reader.on_all(), RULINGS)
        else:
            yield self.definition("whole", self.reader.on_all(), RULINGS, PORTFOLIO)
            rulings = self.reader.on_subject(self.result("whole", RULINGS))
            yield self.definition("rulings", rulings, RULINGS)
        yield self.definition("effective", self.reader.effective(self.given, scope), RULINGS)
        written = {step.code for step in self.steps}
        for option in RULING_STAGE.options:
            day: Node = nodes.Literal(None, DATE)
            if option.code in written:
                at = self.reader.at(option.code, self.standing, scope)
                day = self.reader.feel(
                    "if count(those) = 0 then null else max(those.occurred)", scope, those=at
                )
            yield self.definition(option.code, day, DATE)
        yield self.definition("", self._reached(), RULING_STAGE)
        last = "standing[stage = reached]"
        yield self.definition(
            "day",
            self.reader.feel(
                f"if reached = null then null else max({last}.occurred)", scope, None, **self._known()
            ),
            DATE,
        )
        latest = f"{last}[occurred = day_reached][-1]"
        text = (
            f"if reached = null then null else if present({latest}.document) then {latest}.document else null"
        )
        yield self.definition("document", self.reader.feel(text, scope, None, **self._known()), TEXT)

    def _known(self) -> dict[str, Node]:
        """The names of what was reached."""
        return {
            "standing": self.standing,
            "reached": self.result("", RULING_STAGE),
            "day_reached": self.result("day", DATE),
        }

    def _reached(self) -> Node:
        """The stage of the latest ruling that stands; of those of one day, the last in order."""
        days = {f"day_{step.code}": self.result(step.code, DATE) for step in self.steps}
        rows: list[nodes.Row] = []
        for step in reversed(self.steps):
            own = f"day_{step.code}"
            others = [f"({name} = null or {name} <= {own})" for name in days if name != own]
            text = " and ".join([f"{own} != null", *others])
            text = f"if {own} = null then false else ({text})"
            condition = holds(self.reader, text, self.lowering.scope, **days)
            rows.append(nodes.Row(condition, nodes.Literal(step.code, RULING_STAGE)))
        return nodes.Case(tuple(rows), None, RULING_STAGE, place=self.header.place)

    def course(self) -> Message:
        """Through which stages the results went, with their days and documents."""
        return Message((self._course("zh"),), (self._course("en"),))

    def _course(self, language: Language) -> Node:
        left, right = ("（", "）") if language == "zh" else (" (", ")")
        known: dict[str, Node] = {"standing": self.standing}
        parts: list[str] = []
        for step in self.steps:
            day = f"day_{step.code}"
            known[day] = self.result(step.code, DATE)
            last = f'standing[stage = "{step.code}" and occurred = {day}][-1]'
            document = f'if present({last}.document) then "{"，" if language == "zh" else ", "}" + {last}.document else ""'
            label = step.label.in_(language)
            parts.append(
                f'if {day} = null then null else "{label}{left}" + string({day}) + ({document}) + "{right}"'
            )
        text = f'string join([{", ".join(f"({part})" for part in parts)}], " → ")'
        return self.reader.feel(text, self.lowering.scope, TEXT, **known)

    # -- what is asked of the rulings

    def checks(self) -> Iterator[Check]:
        yield self._check("order", self._in_order())
        if any(step.notice for step in self.steps):
            yield self._check("notice", self._noticed(), self._after_notice())
        if any(step.code == "appeal" for step in self.steps):
            yield self._check("answered", self._answered(), self._of("appeal"), self._due())
        if any(step.row.by is not None for step in self.steps):
            yield self._check(
                "body", self._by(), self._of(*(s.code for s in self.steps if s.row.by is not None))
            )
        if documented := [step.code for step in self.steps if step.document]:
            yield self._check("documented", self._says("present(document)"), self._of(*documented))
        if citing := [step.code for step in self.steps if step.cites]:
            text = f"present(cites) and string length(cites) = {_DIGEST} and lower case(cites) = cites"
            yield self._check("cites", self._says(text), self._of(*citing))
            if "final" in citing and (shown := [c for c in citing if c in ("public_notice", "review")]):
                listed = ", ".join(f'"{code}"' for code in shown)
                same = f"some q in standing satisfies q.stage in ({listed}) and q.occurred <= occurred and present(q.cites) and q.cites = cites"
                yield self._check("same", self._says(f"not(present(cites)) or ({same})"), self._of("final"))
        named = "present(supersedes) and supersedes != null"
        known = "some q in given satisfies q.id = supersedes and q.occurred <= occurred"
        yield self._check("supersedes", self._says(known), self._says(named))

    def reason(self, name: str) -> Message:
        """What is said of a ruling that does not meet a check: its stage and document, and what is wrong."""
        which = self.reader.feel("if present(document) then document else id", self.of_ruling, TEXT)
        stage = nodes.Field(nodes.Variable("occasion", RecordType("ruling")), "ruling", "stage", RULING_STAGE)
        if name == "order":
            zh, en = (self._skipped(language) for language in ("zh", "en"))
            return Message(
                (stage, "（", which, "）：之前没有经过", zh),
                (stage, " (", which, "): before it there was no ", en),
            )
        said = _REASONS[name]
        return Message((stage, "（", which, f"）：{said.zh}"), (stage, " (", which, f"): {said.en}"))

    def _skipped(self, language: Language) -> Node:
        """The required stages that were skipped before a ruling."""
        parts: list[str] = []
        for position, step in enumerate(self.steps):
            if step.required and position + 1 < len(self.steps):
                later_ = ", ".join(f'"{one.code}"' for one in self.steps[position + 1 :])
                label = step.label.in_(language)
                parts.append(f'if stage in ({later_}) and not({_came(step.code)}) then "{label}" else null')
        other = Bilingual("规定的阶段", "stage that is provided for").in_(language)
        written = ", ".join(f'"{step.code}"' for step in self.steps)
        parts.append(f'if not(stage in ({written})) then "{other}" else null')
        between = "、" if language == "zh" else ", "
        text = f'string join([{", ".join(f"({part})" for part in parts)}], "{between}")'
        return self.reader.feel(text, self.of_ruling, TEXT)

    def _check(
        self, name: str, condition: Node, applies: Node | None = None, judged: Node | None = None
    ) -> Check:
        own = self.lowering.applies()
        parts = tuple(part for part in (own, applies) if part is not None)
        joint = nodes.And(parts) if len(parts) > 1 else next(iter(parts), None)
        occurred = nodes.Field(nodes.Variable("occasion", RecordType("ruling")), "ruling", "occurred", DATE)
        title = _TITLES[name]
        return Check(
            f"{self.header.id}.{name}",
            self.header.subject,
            condition,
            Bilingual(f"{self.header.title.zh}：{title.zh}", f"{self.header.title.en}: {title.en}"),
            joint,
            judged or occurred,
            self.given,
            place=self.header.place,
        )

    def _says(self, text: str) -> Node:
        return holds(self.reader, text, self.of_ruling)

    def _of(self, *codes: str) -> Node:
        listed = ", ".join(f'"{code}"' for code in codes)
        return self._says(f"stage in ({listed})")

    def _in_order(self) -> Node:
        """That each required stage before that of the ruling has been gone through."""
        rows: list[nodes.Row] = []
        for position, step in enumerate(self.steps):
            before = [_came(one.code) for one in self.steps[:position] if one.required]
            text = " and ".join(f"({one})" for one in before) or "true"
            rows.append(nodes.Row(self._of(step.code), self._says(text)))
        return nodes.Case(tuple(rows), nodes.FALSE, BOOLEAN, place=self.header.place)

    def _after_notice(self) -> Node:
        """That a ruling is of a stage after one that has a notice, and no objection; and that there was a notice."""
        rows: list[Node] = []
        for position, step in enumerate(self.steps):
            after = [one.code for one in self.steps[position + 1 :] if one.code != "appeal"]
            if step.notice is not None and after:
                rows.append(nodes.And((self._of(*after), self._says(_came(step.code)))))
        return nodes.Or(tuple(rows)) if len(rows) > 1 else rows[0] if rows else nodes.FALSE

    def _noticed(self) -> Node:
        """That every notice before the ruling has run its time."""
        every: list[Node] = []
        for step in self.steps:
            if step.notice is None:
                continue
            notice = nodes.Variable("notice", RecordType("ruling"))
            began = nodes.Field(notice, "ruling", "occurred", DATE, place=self.header.place)
            ruled = nodes.Field(nodes.Variable("occasion", RecordType("ruling")), "ruling", "occurred", DATE)
            over = nodes.Compare("<=", later(began, step.notice), ruled)
            held = nodes.Or((nodes.Compare(">", began, ruled), over))
            at = self.reader.at(step.code, self.standing, self.lowering.scope)
            every.append(nodes.Quantify("every", "notice", at, held))
        return nodes.And(tuple(every)) if len(every) > 1 else every[0]

    def _due(self) -> Node | None:
        """The day by which an objection is answered: of a review within a time."""
        review = next((s for s in self.steps if s.code == "review" and s.within is not None), None)
        occurred = nodes.Field(
            nodes.Variable("occasion", RecordType("ruling")),
            "ruling",
            "occurred",
            DATE,
            place=self.header.place,
        )
        return None if review is None else later(occurred, review.within)

    def _answered(self) -> Node:
        due = self._due()
        if due is None:
            decided = '(some q in given satisfies q.stage = "final" and q.occurred >= occurred)'
            review = '(some q in given satisfies q.stage = "review" and q.occurred >= occurred)'
            return self._says(f"not({decided}) or {review}")
        text = 'some q in given satisfies q.stage = "review" and q.occurred >= occurred and q.occurred <= due_answer'
        return holds(self.reader, text, self.of_ruling, due_answer=due)

    def _by(self) -> Node:
        rows = tuple(
            nodes.Row(self._of(step.code), self.lowering.condition(step.row.by, self.of_ruling))
            for step in self.steps
            if step.row.by is not None
        )
        return nodes.Case(rows, nodes.TRUE, BOOLEAN, place=self.header.place)


def _came(code: str) -> str:
    """That a stage was gone through by the day of a ruling."""
    return f'some q in given satisfies q.stage = "{code}" and q.occurred <= occurred'
