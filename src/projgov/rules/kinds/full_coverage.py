"""Full coverage (全覆盖): who has to be covered, and by what; who is not is named, one by one and in one list.

A rule is on those that have to be covered (with `when`: on those of them that have to), and says by what. Each that is not covered is
found, and the portfolio is told all of them by name.

    full_coverage:
      - id: every_secretary_files
        on: unit
        when: level in ("town", "village")
        covered by: filings made
        due: end of quarter 1
        called: name + "书记"
        against: subject
        reason: {zh: 本级书记没有立项申报, en: No project was filed for the secretary of this unit}
        summary: {zh: "应报{expected}名，未报{count}名：{absentees}", en: "{count} of {expected} have not filed: {absentees}"}
      - id: projects_in_every_county
        on: project
        when: level = "city"
        across: units[level = "county"]
        covered by: some e in extensions satisfies e.lead unit = column
        reason: {zh: "没有落实的县（区）：{holes}", en: "Counties without a part in it: {holes}"}

`covered by` is a list, of which one entry is enough, or a condition. A unit is covered by what stands there for it: to go by posts, put
the rule on the units that have the post; to leave out what does not count (a filing that stands returned), filter the list.

With `across` there is a matrix: every row (a subject of the rule) has to be covered in every `column` (列) of that list. The columns
that are not are the row's `holes` (空缺).

With `due` it is asked from that day whether each is covered; who is covered only by entries of later days is not absent but `late`
(迟报), a finding of its own. An entry's day is the day it `occurred`; `dated by` names another field. A condition is judged on the due day.

Reasons (`reason`, and `late reason` for those that are late) can name `due`, and with `across` `holes` and `count`. `summary` (汇总理由)
is told of the portfolio, in which it can name `absentees` (未覆盖名单), `late` (迟报名单), `unknown` (待核名单: for whom it is not known),
`expected` (应覆盖) and `covered` (已覆盖), how many there have to be and are, `count` (the number of absentees, with `across` of
holes), and `holes`: each row with the columns that it lacks. `called` says how one is named in these lists (the name or title,
unless it says otherwise), `column called` how a column is.

Other rules can use `every_secretary_files.met`, `.unmet`, `.pending` and `.excused` of each; with `due`, `.late`, 1 of those that were late;
with `across`, `.holes`, the number of columns that a row lacks. Who is excused is not absent.
"""

from __future__ import annotations

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Language, Pattern
from projgov.domain.types import ListType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import PORTFOLIO, Check, Definition, Finding, Header, Message, Outcome
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY, item_type
from projgov.rules.forms.amounts import where
from projgov.rules.forms.base import Kind, Lowered, Lowering, asks
from projgov.rules.forms.covering import Covered, covered, today
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.results import COUNT, check_entries, tallies
from projgov.rules.forms.rosters import TEXT, Roster, count_of, filled, joined, name_of
from projgov.rules.forms.written import Expression, Rule, Template, key

NO_ROSTER = Pattern(
    "F505",
    Bilingual("全覆盖要写在应覆盖的对象上，不写在项目库上", "full coverage is asked of those who have to be covered, not of the portfolio"),
    Bilingual("写 `on: 单位`、`on: 项目` 等，名单会自动汇总到项目库", "write `on: unit`, `on: project` …: the portfolio is told of all of them"),
)  # fmt: skip
DUE_AND_JUDGED = Pattern(
    "F506",
    Bilingual("已写 `due`，判定日就是期限", "with `due` the due day is the day judged"),
    Bilingual("删去 `judged`", "leave out `judged`"),
)
_LATE = Bilingual("迟报", "late")
_NOT_COVERED = Bilingual("未覆盖", "Not covered")
_WAS_LATE = Bilingual("晚于期限", "Covered after the due day")
_LACKS = Bilingual("空缺：", "Not covered: ")
_SUMMARY = Bilingual(
    "应覆盖{expected}个，未覆盖{count}个：{absentees}", "{count} of {expected} are not covered: {absentees}"
)
_MATRIX = Bilingual("空缺{count}处：{holes}", "{count} places are empty: {holes}")
_CHINESE = {
    "absentees": "未覆盖名单",
    "late": "迟报名单",
    "unknown": "待核名单",
    "expected": "应覆盖",
    "covered": "已覆盖",
    "count": "数量",
    "holes": "空缺",
}


class FullCoverage(Rule):
    """One demand that all are covered."""

    covered_by: Expression = key(
        "覆盖依据", "由", meaning="the list of what covers one (an entry is enough), or a condition"
    )
    across: Expression | None = key(
        "逐列", "横向", default=None, meaning="the columns in each of which it has to be covered"
    )
    due: Expression | None = key(
        "期限", "截止", "最迟", default=None, meaning="the day by which it has to be covered; later is late"
    )
    dated_by: Expression | None = key(
        "日期字段", default=None, meaning="the field of an entry that gives its day; else `occurred`"
    )
    called: Expression | None = key(
        "称呼", default=None, meaning="how one is named in lists; else by its name or title"
    )
    column_called: Expression | None = key(
        "列称呼", default=None, meaning="how a column is named; else by its name or title"
    )
    otherwise: str = key(
        "否则", options=OUTCOMES, default="flag", meaning="what it comes to not to be covered"
    )
    late_otherwise: str = key(
        "迟报则", options=OUTCOMES, default="overdue", meaning="what it comes to to be covered late"
    )
    late_reason: Template | None = key("迟报理由", default=None, meaning="what is said of who is late")
    summary: Template | None = key("汇总理由", "汇总", default=None, meaning="what is said of all together")


def declare(rule: FullCoverage, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = check_entries()
    entries |= {"late": COUNT} if rule.due is not None else {}
    entries |= {"holes": COUNT} if rule.across is not None else {}
    return lowering.binding(None, entries)


def lower(rule: FullCoverage, lowering: Lowering) -> Lowered:
    if lowering.subject == PORTFOLIO:
        lowering.faults.add(NO_ROSTER, lowering.place_of(("on",)))
        return Lowered()
    if rule.due is not None and rule.judged is not None:
        lowering.faults.add(DUE_AND_JUDGED, lowering.place_of(("judged",)))
    due = None if rule.due is None else lowering.day(rule.due)
    what = covered(rule.covered_by, rule.across, due, rule.dated_by, lowering)
    return _Covering(rule, lowering, what).lowered()


@attrs.frozen
class _Covering:
    """A rule being lowered, and what it asks of one subject."""

    rule: FullCoverage
    lowering: Lowering
    what: Covered

    def lowered(self) -> Lowered:
        rule, lowering, header = self.rule, self.lowering, self.lowering.header()
        outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
        named = f"{header.id}.called"
        roster = Roster(header.subject, named, header.place)
        own = lowering.this() if rule.called is None else lowering.expression(rule.called)
        asked = lowering.applies() or nodes.TRUE
        definitions = [
            Definition(named, header.subject, name_of(own, lowering), TEXT, place=header.place, words=True),
            Definition(
                f"{header.id}.asked", header.subject, asked, nodes.BOOLEAN, self._judged(), header.place
            ),
            *tallies(header.id, header.subject, (header.id,), lowering.this(), header.place),
        ]
        if self.what.holes is not None:
            definitions += self._hole_definitions(header)
        check = self._check(header.id, self.what.holds, header)
        found = Finding(header, (check.id,), outcome, lowering.against(), self._reason())
        listed, told = self._listing(header, roster, check.id, outcome, self._summary(header, roster))
        checks, outputs = [check, listed], [found, told]
        if self.what.in_time is not None:
            late = f"{header.id}.late"
            later = outcome_of(rule.late_otherwise, lowering.place_of(("late_otherwise",)), lowering.faults)
            definitions += [
                attrs.evolve(t, id=late)
                for t in tallies(header.id, header.subject, (late,), lowering.this(), header.place)
                if t.id == f"{header.id}.unmet"
            ]
            checks.append(self._check(late, self.what.in_time, header, _LATE))
            scopes = [lowering.scope.with_locals(self._own_locals(language)) for language in LANGUAGES]
            reason = lowering.message(rule.late_reason, *scopes) or Message((_WAS_LATE.zh,), (_WAS_LATE.en,))
            outputs.append(Finding(header, (late,), later, lowering.against(), reason))
        return Lowered(tuple(definitions), tuple(checks), tuple(outputs))

    def _judged(self) -> Node | None:
        return self.what.due if self.what.due is not None else self.lowering.judged()

    def _check(self, name: str, holds: Node, header: Header, title: Bilingual | None = None) -> Check:
        return Check(
            name,
            header.subject,
            holds,
            title or header.title,
            self.lowering.applies(),
            self._judged(),
            place=header.place,
        )

    def _listing(
        self, header: Header, roster: Roster, check: str, outcome: Outcome, reason: Message
    ) -> tuple[Check, Finding]:
        """That none is absent, asked of the portfolio."""
        judged = self._judged()
        if judged is not None and asks(judged, "subject"):
            judged = None
        listed = Check(
            f"{header.id}.all",
            PORTFOLIO,
            roster.every(nodes.Not(roster.came_out(check, "unmet"), place=header.place)),
            header.title,
            nodes.And(self.lowering.validity()) if self.lowering.validity() else None,
            judged,
            place=header.place,
        )
        whole = attrs.evolve(header, subject=PORTFOLIO)
        return listed, Finding(whole, (listed.id,), outcome, None, reason)

    def _hole_definitions(self, header: Header) -> list[Definition]:
        """How many columns a row lacks; how many and which it is known to lack, for people."""
        assert self.what.holes is not None
        known = self._known_holes()

        def defined(entry: str, body: Node, *, words: bool = True) -> Definition:
            body = where(self.lowering.applies(), body, None, header.place)
            name = f"{header.id}.{entry}"
            return Definition(
                name, header.subject, body, body.type, self._judged(), header.place, words=words
            )

        return [
            defined("holes", count_of(self.what.holes, header.place), words=False),
            defined("known_holes", count_of(known, header.place)),
            *(defined(f"hole_names_{language}", self._hole_names(language)) for language in LANGUAGES),
        ]

    def _known_holes(self) -> Node:
        """The columns that a row is known to lack."""
        holes = self.what.holes
        while isinstance(holes, nodes.Let):
            holes = holes.body
        assert isinstance(holes, nodes.Filter)
        known = attrs.evolve(holes, condition=nodes.IfUnknown(holes.condition, nodes.FALSE, nodes.BOOLEAN))
        return known if self.what.holes is holes else today(known)

    def _hole_names(self, language: Language) -> Node:
        """The names of the columns that a row is known to lack, in a row."""
        holes = self._known_holes()
        column = nodes.Variable("column", item_type(holes.type) or ANY)
        own: Node = column
        if self.rule.column_called is not None:
            scope = self.lowering.scope.with_locals({"column": column, "列": column})
            own = self.lowering.expression(self.rule.column_called, TEXT, scope)
        each = nodes.Each(column.name, holes, name_of(own, self.lowering, language), ListType(TEXT))
        return joined(each, language)

    def _own_locals(self, language: Language) -> dict[str, Node]:
        """What the reason of one subject can name."""
        found: dict[str, Node] = {}
        if self.what.due is not None:
            found |= {"due": self.what.due, "期限": self.what.due}
        if self.what.holes is not None:
            names = self._hole_names(language)
            count = count_of(self._known_holes(), self.lowering.place)
            found |= {"holes": names, "空缺": names, "count": count, "数量": count}
        return found

    def _reason(self) -> Message:
        scopes = [self.lowering.scope.with_locals(self._own_locals(language)) for language in LANGUAGES]
        written = self.lowering.message(self.rule.reason, *scopes)
        if written is not None:
            return written
        if self.what.holes is None:
            return Message((_NOT_COVERED.zh,), (_NOT_COVERED.en,))
        zh, en = (scope.locals["holes"] for scope in scopes)
        return Message((_LACKS.zh, zh), (_LACKS.en, en))

    def _summary(self, header: Header, roster: Roster) -> Message:
        lowering, rule = self.lowering, self.rule
        scope = Scope.of(lowering.names, lowering.faults, PORTFOLIO)
        names: dict[Language, dict[str, Node]] = {}
        asked = f"{header.id}.asked"
        for language in LANGUAGES:
            absent = roster.those(roster.came_out(header.id, "unmet"))
            told: dict[str, Node] = {
                "absentees": roster.names(absent, language),
                "unknown": roster.names(roster.undecided(asked, header.id), language),
                "expected": count_of(roster.those(roster.result(asked, nodes.BOOLEAN)), header.place),
                "covered": count_of(roster.those(roster.came_out(header.id, "met")), header.place),
                "count": count_of(absent, header.place),
            }
            if self.what.holes is not None:
                told["holes"] = roster.rows(absent, f"{header.id}.hole_names_{language}", language)
                told["count"] = roster.total(absent, f"{header.id}.known_holes")
            if self.what.in_time is not None:
                late = roster.those(roster.came_out(f"{header.id}.late", "unmet"))
                told["late"] = roster.names(late, language)
            names[language] = told | {_CHINESE[name]: node for name, node in told.items()}
        zh, en = (scope.with_locals(names[language]) for language in LANGUAGES)
        written = lowering.message(rule.summary, zh, en)
        if written is not None:
            return written
        text = _SUMMARY if self.what.holes is None else _MATRIX
        return Message(filled(text.zh, names["zh"]), filled(text.en, names["en"]))


KIND = Kind("full_coverage", ("全覆盖",), Bilingual("全覆盖", "full coverage"), FullCoverage, declare, lower)
