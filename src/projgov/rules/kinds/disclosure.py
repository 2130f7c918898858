"""Disclosure (公开): what has to be made public, by when and to whom; and which results are public, from when.

A rule is one of two things. A **duty** says what has to be made public:

    disclosure:
      - id: guidebook_public
        on: project
        each: guidebooks
        what: [guidebook]
        audience: [public]
        due: 10 days after occurred
        owed by: lead unit
        reason: {zh: "第{version}版指导书未在{due}前公开", en: "Version {version} of the guidebook was not public by {due}"}
      - id: monthly_bulletin
        on: unit
        when: level = "city"
        every: month
        what: [bulletin]
        due: 10 days after period end
        grace: 3 working days
        reason: {zh: "{period}的通报未在{due}前发出", en: "There was no bulletin for {period} by {due}"}
      - id: livelihood_public
        on: item
        when: livelihood
        audience: [public, residents]
        channel: [website, newspaper, tv, notice board]
        stages:
          - {id: chosen, title: {zh: 征集确定, en: the choice}, what: [solicitation, list], due: 03-31}
          - {id: halfway, title: {zh: 阶段反馈, en: feedback}, what: [feedback], due: 07-31}
          - {id: closing, title: {zh: 年末总结, en: the summary}, what: [summary], due: 12-31}
        reason: {zh: "{stage}未在{due}前公开", en: "{stage} was not public by {due}"}
      - id: grades_public
        on: project
        publishes: [year_grade]
        after: final
        with: [ranks]
      - id: progress_public
        on: item
        when: livelihood
        shows: [title, lead unit, progress at as_of]

**A duty.** What has to be made public is looked up in the register `disclosures` (公开记录) of the subject: a disclosure of one of the
kinds under `what`, to one of the `audience`s (what is public to all is so to each), through one of the `channel`s, on or before the day
`due`. The day is that on which it was made public (`occurred`); where it is entered late, it was public all the same. There is one
such duty, or one for each record of a list (`each`), for each period (`every`, with `from` and `to`, as for cadences), or for each of several `stages`,
which inherit what they do not say.

- Of `each` record: a disclosure counts from the day of the record on; where it names a `record`, that has to be the id (or version) of this one.
- Of a period: a disclosure counts that bears the period; one that bears none, where it was made in the period. `due` is the end of the period unless said otherwise.

Where disclosures stand elsewhere, `fulfilled by` lists them (`lead unit.disclosures`); it may list other records, too, which came on the day on which
they were recorded, or `fulfilled on` (`experiences`, `published`). A condition under `met by` has to hold besides, or alone.
`grace`, `remind`, `exempt` and `owed by` are as in cadences. A duty that is not met is a finding, `overdue` unless `otherwise` says
something else, and every duty is an obligation (see *Obligations* in the page on time).
A reason can name `due`, `last day`, `what` (内容), of periods `period`, of stages `stage` (阶段), and `item` of each record.

**What is public.** Nothing that rules find is public unless a rule says so. `publishes` names rules on the same type of subject. Their results
are public on the days `from` … `to`, for subjects for which `when` holds, and `after` a stage (初评, 公示, 申诉, 复核, 审定): once a ruling of that
stage or a later one has approved the result of this rule (for this subject, or for all), as long as nothing else was ruled since. Where the results go through
a rule on [stages](stages.md), `when: year_results = "final"` asks for the stage reached. What is not known to be public is not.
Of a score the points are public, of a grade or lamp its name, of a table what it gives, of an award that it is proposed (or referred, where tied; never
that a subject is barred), of other rules what is not met. `with` adds `lines` of a score, `ranks`, and who is `answerable` where that is a unit.
Findings of one gate or stage of a rule are public with the rule. `shows` lists values of the subject's own that are public; each has to be made of fields whose
confidentiality is `public`. Nothing of persons is public unless the rule says `persons: true`, and points and ranks of persons never are.
The public view of a report has this and nothing else: see the page on the public view.

Other rules can use `monthly_bulletin.met`, `.unmet` (also called `.overdue`), `.pending` and `.excused`, the numbers of duties;
`livelihood_public.chosen`, true once that stage is public; `grades_public`, true where something of it is public, and `grades_public.year_grade`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Pattern
from projgov.domain.choices.oversight import AUDIENCE, DISCLOSURE_CHANNEL, DISCLOSURE_KIND
from projgov.domain.types import ListType, PeriodType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Finding, Header
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import ANY
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.deadline import JUDGED_WHEN_DUE
from projgov.rules.forms.disclosing import Asked, Evidence, asked
from projgov.rules.forms.meant import meant
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.owing import later, owed, soon, span
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.period_ends import EVERY, LENGTHS, periods_of
from projgov.rules.forms.publishing import Along, Stage, names, publication
from projgov.rules.forms.requirement import all_of
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Expression, Rule, Template, key

NOTHING_SAID = Pattern(
    "F540",
    Bilingual(
        "规则 `{rule}` 既没有写要公开什么，也没有写哪些结果可以公开",
        "the rule `{rule}` says neither what has to be made public nor what is public",
    ),
    Bilingual(
        "要求公开的写 `what:` 和 `due:`；允许公开的写 `publishes:` 或 `shows:`",
        "write `what:` and `due:` for a duty, `publishes:` or `shows:` for what is public",
    ),
)
TWO_RULES = Pattern(
    "F541",
    Bilingual(
        "一条规则要么规定公开义务，要么允许公开结果：`{key}` 不能与 `{other}` 写在一起",
        "a rule is either a duty or says what is public: `{key}` cannot stand beside `{other}`",
    ),
    Bilingual("分成两条规则", "make two rules of it"),
)
NO_DUE = Pattern(
    "F542",
    Bilingual("没有写何时以前公开", "it is not said by when it has to be public"),
    Bilingual("加上 `due:`", "add `due:`"),
)
OFTEN = Pattern(
    "F545",
    Bilingual("`{key}` 与 `{other}` 只能写一个", "`{key}` and `{other}` cannot stand together"),
    Bilingual("分成两条规则", "make two rules of it"),
)
_PERIOD, _TEXT = PeriodType(), TextType()
_OF_DUTY = (
    "what", "audience", "channel", "stages", "each", "every", "due", "grace", "remind", "fulfilled_by", "fulfilled_on", "met_by",
    "exempt", "owed_by",
)  # fmt: skip
_OF_PUBLICATION = ("publishes", "shows", "after", "along")


class DisclosureStage(Part):
    """One stage of which something has to be public; `rule.stage` tells other rules whether it is."""

    what: list[str] = key("内容", "公开内容", default=[], options=DISCLOSURE_KIND.options)
    audience: list[str] = key("面向", "公开范围", default=[], options=AUDIENCE.options)
    channel: list[str] = key("渠道", "公开渠道", default=[], options=DISCLOSURE_CHANNEL.options)
    due: Expression | None = key(
        "期限", "最迟", "截止", default=None, meaning="the day by which it has to be public"
    )
    when: Expression | None = key("适用", default=None, meaning="there is no such stage where this is false")
    reason: Template | None = key("理由", default=None)


class DisclosureRule(Rule):
    """A duty to make something public, or what of results is public."""

    what: list[str] = key(
        "内容",
        "公开内容",
        default=[],
        options=DISCLOSURE_KIND.options,
        meaning="the kinds of disclosure one of which has to be there",
    )
    audience: list[str] = key(
        "面向",
        "公开范围",
        default=[],
        options=AUDIENCE.options,
        meaning="to whom: one of these, or the public",
    )
    channel: list[str] = key(
        "渠道", "公开渠道", default=[], options=DISCLOSURE_CHANNEL.options, meaning="through one of these"
    )
    stages: list[DisclosureStage] = key(
        "阶段列表", "各阶段", default=[], meaning="stages of each of which something has to be public"
    )
    each: Expression | None = key(
        "逐条",
        "for each",
        "每条",
        "每项",
        "逐项",
        default=None,
        meaning="each record of this list has to be made public",
    )
    every: str | None = key(
        "周期",
        default=None,
        options=EVERY,
        also=LENGTHS,
        meaning="something has to be public in each such period",
    )
    start: Expression | None = key(
        "自", "from", default=None, meaning="the first day: of the periods, or on which results are public"
    )
    end: Expression | None = key("至", "to", default=None, meaning="the last day of the same")
    due: Expression | None = key(
        "期限", "最迟", "截止", default=None, meaning="the day by which it has to be public"
    )
    grace: str | None = key(
        "宽限", default=None, span=True, meaning="how long after `due` it is still in time: `3 days`"
    )
    remind: str | None = key(
        "提前提醒", default=None, span=True, meaning="how long before `due` it is soon due: `5 days`"
    )
    fulfilled_by: Expression | None = key(
        "公开依据", default=None, meaning="the list in which it is looked up; else the subject's disclosures"
    )
    fulfilled_on: Expression | None = key(
        "公开日", default=None, meaning="the day on which such a record was made public"
    )
    met_by: Expression | None = key("公开条件", default=None, meaning="true where it was made public")
    exempt: Expression | None = key(
        "豁免", "免公开", default=None, meaning="there is no such duty where this is true"
    )
    owed_by: Expression | None = key("公开单位", default=None, meaning="the unit or officer who owes it")
    otherwise: str = key(
        "否则", options=OUTCOMES, default="overdue", meaning="what a duty that is not met comes to"
    )
    publishes: list[str] = key("公开结果", default=[], meaning="rules whose results are public")
    shows: list[Expression] = key("公开信息", default=[], meaning="values of the subject that are public")
    after: Stage | None = key(
        "经过", "阶段", default=None, meaning="the stage of results that has to be reached before"
    )
    along: list[Along] = key("连同", "with", default=[], meaning="what else of a result is public")
    persons: bool = key("公开个人", default=False, meaning="whether persons may be named")

    @property
    def is_publication(self) -> bool:
        """Whether it says what is public, and is no duty."""
        return bool(self.publishes or self.shows)


def declare(rule: DisclosureRule, lowering: Lowering) -> Binding:
    if rule.is_publication:
        entries: dict[str, ValueType] = dict.fromkeys(names(rule), BOOLEAN)
        return lowering.binding(BOOLEAN, entries)
    stages: dict[str, ValueType] = dict.fromkeys(part_ids(rule.stages, "stages", (), lowering), BOOLEAN)
    return lowering.binding(None, {**stages, **check_entries("overdue")})


def lower(rule: DisclosureRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if rule.judged is not None:
        lowering.faults.add(JUDGED_WHEN_DUE, lowering.place_of(("judged",)))
    _check_keys(rule, lowering)
    if rule.is_publication:
        return publication(rule, header, lowering)
    ids = part_ids(rule.stages, "stages", tuple(check_entries("overdue")), lowering)
    pairs = list(_Duty(rule, header, lowering).lowered(ids))
    checks = tuple(check for check, _ in pairs)
    counts = tallies(
        header.id, header.subject, tuple(c.id for c in checks), lowering.this(), header.place, "overdue"
    )
    public = tuple(_is_public(check, lowering) for check in checks if rule.stages)
    return Lowered((*public, *counts), checks, tuple(finding for _, finding in pairs))


def _check_keys(rule: DisclosureRule, lowering: Lowering) -> None:
    """That it is one rule, and not two or none."""
    duty = [key for key in _OF_DUTY if getattr(rule, key)]
    public = [key for key in _OF_PUBLICATION if getattr(rule, key)]
    if rule.is_publication and duty:
        lowering.faults.add(
            TWO_RULES, lowering.place_of((duty[0],)), key=duty[0].replace("_", " "), other=public[0]
        )
    elif not rule.is_publication and not (
        rule.what or rule.audience or rule.channel or rule.stages or rule.fulfilled_by or rule.met_by
    ):
        lowering.faults.add(NOTHING_SAID, lowering.place, rule=rule.id)
    often = [key for key in ("stages", "each", "every") if getattr(rule, key)]
    if len(often) > 1:
        lowering.faults.add(OFTEN, lowering.place_of((often[1],)), key=often[1], other=often[0])


def _is_public(check: Check, lowering: Lowering) -> Definition:
    """Whether a stage is public."""
    tally = nodes.Tally((check.id,), "met", lowering.this())
    body = nodes.Compare("=", tally, nodes.number(1), place=check.place)
    return Definition(check.id, check.subject, body, BOOLEAN, place=check.place)


@attrs.frozen
class _Duty:
    """A duty being lowered."""

    rule: DisclosureRule
    header: Header
    lowering: Lowering

    def lowered(self, ids: Sequence[str]) -> Iterator[tuple[Check, Finding]]:
        """A check and a finding; for each stage, where there are some."""
        rule, lowering = self.rule, self.lowering
        wanted = asked(self._words(rule), lowering)
        if not rule.stages:
            yield self._one(self.header.id, None, wanted, ())
            return
        for index, stage in enumerate(rule.stages):
            path = ("stages", index)
            own = asked(self._words(stage), lowering, path, wanted)
            yield self._one(f"{self.header.id}.{ids[index]}", stage, own, path)

    def _words(self, written: DisclosureRule | DisclosureStage) -> Mapping[str, Sequence[str]]:
        return {"what": written.what, "audience": written.audience, "channel": written.channel}

    def _one(
        self, name: str, stage: DisclosureStage | None, wanted: Asked, path: tuple[str | int, ...]
    ) -> tuple[Check, Finding]:
        rule, lowering, header = self.rule, self.lowering, self.header
        place = lowering.place_of((*path, "id"))
        over, scope, item = self._occasions()
        owed_by = lowering.holder(rule.owed_by, scope)
        if owed_by is not None:
            scope = scope.with_locals({"owed_by": owed_by, "公开单位": owed_by})
        due = self._due(stage, scope, path)
        grace = span(rule.grace, "grace", lowering)
        last = due if grace is None else lowering.worked(later(due, grace))
        within = scope.with_locals({"due": last, "期限": last, "last_day": last, "宽限期满": last})
        conditions = [] if rule.met_by is None else [lowering.condition(rule.met_by, within)]
        evidence = Evidence(rule.fulfilled_by, rule.fulfilled_on, rule.every is not None, item, lowering)
        if (came := evidence.came(wanted, last, within, place)) is not None:
            conditions.append(came)
        more = None if stage is None else stage.when
        applies = [c for c in (lowering.applies(scope, more),) if c is not None]
        if rule.exempt is not None:
            applies.append(nodes.Not(lowering.condition(rule.exempt, within)))
        title = header.title if stage is None else stage.label
        check = Check(
            name,
            header.subject,
            all_of(conditions, place) if conditions else nodes.TRUE,
            title,
            all_of(applies, place) if applies else None,
            last,
            lowering.seen(over, last) if item is not None else over,
            place=place,
        )
        told = within.with_locals({"due": due, "期限": due})
        zh, en = (told.with_locals(_named(stage, wanted, language == "zh")) for language in LANGUAGES)
        written = rule.reason if stage is None or stage.reason is None else stage.reason
        outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
        against = owed_by if rule.against is None else lowering.against(scope)
        reminder = soon(due, span(rule.remind, "remind", lowering))
        owing = owed(check, by=owed_by, due=None if grace is None else due, soon=reminder, early=True)
        reason = lowering.message(written, zh, en)
        return check, Finding(header, (check.id,), outcome, against, reason, owed=owing)

    def _occasions(self) -> tuple[Node | None, Scope, Node | None]:
        """What is judged one by one, the scope in which it is, and the record at hand where records are."""
        rule, lowering = self.rule, self.lowering
        if rule.every is not None:
            found = periods_of(rule.every, rule.start, rule.end, lowering) or ()
            contexts = tuple(nodes.MakeContext((("period", nodes.Literal(p, _PERIOD)),), ANY) for p in found)
            over = nodes.MakeList(contexts, ListType(ANY), place=lowering.place_of(("every",)))
            period: Node = nodes.Entry(nodes.Variable("occasion", ANY), "period", _PERIOD)
            named = {"period": period, "报送期": period, "this_period": period, "本期": period}
            return over, lowering.scope.with_locals(named), None
        source, scope = lowering.each(rule.each)
        return source, scope, None if source is None else scope.locals.get("item")

    def _due(self, stage: DisclosureStage | None, scope: Scope, path: tuple[str | int, ...]) -> Node:
        """The day by which it has to be public; of periods their end, where none is written."""
        lowering = self.lowering
        written = self.rule.due if stage is None or stage.due is None else stage.due
        if written is not None:
            return lowering.day(written, scope)
        place = lowering.place_of((*path, "id"))
        if self.rule.every is not None:
            return meant("period end(this_period)", scope, place)
        lowering.faults.add(NO_DUE, place)
        return nodes.Variable("as_of", nodes.NUMBER, place=place)


def _named(stage: DisclosureStage | None, wanted: Asked, chinese: bool) -> dict[str, Node]:
    """The local names of a reason: what has to be public, and the stage."""
    found: dict[str, Node] = {}
    if wanted.what:
        found["what"] = found["内容"] = nodes.Literal(
            wanted.labels.zh if chinese else wanted.labels.en, _TEXT
        )
    if stage is not None:
        label = stage.label
        found["stage"] = found["阶段"] = nodes.Literal(label.zh if chinese else label.en, _TEXT)
    return found


KIND = Kind("disclosure", ("公开",), Bilingual("公开", "disclosure"), DisclosureRule, declare, lower)
