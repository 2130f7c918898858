"""Surveys (满意度测评): how satisfied people are, whether enough were asked, and whether the figures agree.

    surveys:
      - id: public_satisfaction
        on: unit
        title: {zh: 群众满意度, en: Satisfaction of the public}
        of: surveys[kind = "satisfaction"]
        judged: end of year
        several: pooled
        promised: min(evidence[kind = "promise"].occurred)
        reviewed: max(panels.occurred)
        least answers: 100
        response rate: 80%
        at least: 90%
        decimals: 2
        against: subject

The rate of a survey is satisfied ÷ answered (满意数 ÷ 有效数), exact; of a survey without these numbers it is the `rate` (满意率) that it gives. Of
several surveys (`of`; without it, all of the subject) the `latest` counts; `several: pooled` (合并计算) adds up their numbers, `mean` (各次平均) takes
the mean of their rates. The result is rounded once, where `decimals` says so.

What is asked, each a finding of its own: that there is a survey at all; that `least answers` (最少有效份数) came in; that the `response rate`
(回收率, answered ÷ asked) of each was reached; that the numbers are possible (satisfied ≤ answered ≤ asked); that a rate that is given beside the
numbers agrees with them, to within `tolerance` (允许误差, 0.05 percentage points unless said otherwise: rates are often given with one decimal);
and that the result is `at least` (达到), or `over` (超过), what is wanted. With `promised` (承诺日) and `reviewed` (评议日), days, the order is
asked as well: first the promise, then the review, then the survey (承诺、评议、满意).

Other rules use `public_satisfaction` or `.rate` (in percent), `.answered`, and `.met`, `.unmet` like those of any rule. A reason is said of
everything that is found, and can name what it is by `problem` (问题), and `rate` (满意率). Without a survey the rate is undetermined.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import ListType, NumberType, RecordType, TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.calls import rounded
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import Check, Definition, Finding, Message
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import DATE, item_type
from projgov.rules.forms.amounts import Decimals, calculated, defining, given, shown
from projgov.rules.forms.asked import Asking
from projgov.rules.forms.ballots import latest
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.meant import meant
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.results import COUNT, check_entries
from projgov.rules.forms.shares import in_percent, percent_of, share
from projgov.rules.forms.voting import RATE, TWO_PASS_MARKS
from projgov.rules.forms.wholes import NEGATIVE, whole
from projgov.rules.forms.words import HALF_UP, RoundingMode, Word, option
from projgov.rules.forms.written import Expression, Number, Rule, key

NO_SURVEYS = Pattern(
    "F534",
    Bilingual("`{text}` 不是测评的列表", "`{text}` is no list of surveys"),
    Bilingual('写 `问卷调查` 或 `问卷调查[类别 = "满意度"]`', 'write `surveys` or `surveys[kind = "satisfaction"]`'),
)  # fmt: skip
SURVEY = RecordType("survey")
SURVEYS = ListType(SURVEY)
_TEXT = TextType()


@attrs.frozen
class Several(Word):
    """What several surveys come to."""

    what = Bilingual("多次测评的处理方式", "way of treating several surveys")
    options = (
        option("latest", "最近一次", "latest", "最后一次", "last"),
        option("pooled", "合并计算", "pooled", "合并", "together"),
        option("mean", "各次平均", "mean", "平均", "average"),
    )


class SurveyRule(Rule):
    """What surveys came to."""

    of: Expression | None = key(
        "测评", "问卷调查", "surveys", default=None, meaning="the surveys, such as `surveys[kind = \"satisfaction\"]`; else all of the subject"
    )  # fmt: skip
    several: Several = key("多次测评", default=Several("latest"), meaning="what several surveys come to")
    decimals: Decimals | None = key(
        "小数位数", "小数位", default=None, meaning="decimals of the rate in percent; exact unless given"
    )
    rounding: RoundingMode = key("舍入", default=HALF_UP)
    least_answers: Expression | None = key(
        "最少有效份数", "最少份数", default=None, meaning="how many have to answer in all"
    )
    response_rate: Expression | None = key(
        "回收率", default=None, meaning="the share of those asked that has to answer, in each survey"
    )
    tolerance: Number = key(
        "允许误差", default=Fraction(1, 20), meaning="by how much a rate given may differ from the numbers, in percentage points"
    )  # fmt: skip
    at_least: Expression | None = key("达到", "不低于", default=None, meaning="the rate that is enough")
    over: Expression | None = key(
        "超过", "高于", "多于", default=None, meaning="the rate that is not yet enough"
    )
    promised: Expression | None = key("承诺日", default=None, meaning="the day of the promise")
    reviewed: Expression | None = key("评议日", default=None, meaning="the day of the review")
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


@attrs.frozen
class _Surveys:
    """The surveys of a rule being lowered: all that it names; those that count are its entry `surveys`."""

    all: Node
    lowering: Lowering
    place: Place

    @property
    def counted(self) -> Node:
        name = f"{self.lowering.rule.id}.surveys"
        return nodes.Result(name, self.lowering.this(), SURVEYS, place=self.place)

    def of_each(self, text: str, kind: ValueType) -> Node:
        """What an expression on a survey, which it calls `s`, gives for each that counts."""
        survey = nodes.Variable("one", SURVEY)
        body = meant(text, self.lowering.scope.with_locals({"s": survey}), self.place)
        return nodes.Each("one", self.counted, body, ListType(kind), place=self.place)

    def sum(self, field: str) -> Node:
        """The sum of a number over all that count."""
        return nodes.Aggregate("sum", self.of_each(f"s.{field}", COUNT), COUNT, place=self.place)

    def on(self, text: str) -> Node:
        """A condition on one survey, which is an occasion of a check and called `s`."""
        survey = nodes.Variable("occasion", SURVEY)
        return meant(text, self.lowering.scope.with_locals({"s": survey}), self.place, BOOLEAN)

    def none(self) -> Node:
        """Unknown for want of a survey with answers."""
        subject = self.lowering.subject
        own = nodes.Field(self.lowering.this(), subject, "id", _TEXT, place=self.place)
        steps = (nodes.Literal(subject, _TEXT), own, nodes.Literal("surveys", _TEXT))
        return nodes.Call("wanted", (nodes.MakeList((), ListType(RATE)), *steps), RATE, place=self.place)


def declare(rule: SurveyRule, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {**check_entries(), "rate": _kind(rule), "answered": COUNT}
    return lowering.binding(_kind(rule), entries)


def lower(rule: SurveyRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    surveys = _surveys(rule, lowering)
    if surveys is None:
        return Lowered()
    counted = surveys.all
    if rule.several.code == "latest":
        counted = latest(surveys.all, SURVEYS, lowering, header.place)
    kind, define = _kind(rule), defining(lowering)
    rate = _rate(rule, surveys)
    if rule.decimals is not None:
        rate = rounded(rate, rule.decimals, rule.rounding.mode, header.place)
    judged = lowering.judged()
    definitions = [
        Definition(f"{header.id}.surveys", header.subject, counted, SURVEYS, judged, place=header.place),
        define("answered", surveys.sum("answered")),
        define("", attrs.evolve(rate, type=kind)),
        define("rate", given("", kind, lowering)),
    ]
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    there = nodes.Quantify("some", "one", surveys.all, nodes.TRUE, place=header.place)
    own = given("", kind, lowering)
    asking = Asking(header, outcome, lowering, there, {"rate": own, "满意率": own})
    found = list(_checks(rule, surveys, own, asking, lowering))
    checks = tuple(check for check, _ in found)
    return Lowered((*definitions, *asking.counts(checks)), checks, tuple(finding for _, finding in found))


def _kind(rule: SurveyRule) -> NumberType:
    return attrs.evolve(RATE, decimals=rule.decimals)


def _surveys(rule: SurveyRule, lowering: Lowering) -> _Surveys | None:
    """The surveys that the rule names; None, and a fault, where it names something else."""
    place = lowering.place if rule.of is None else rule.of.scalar.place
    if rule.of is not None:
        source = lowering.expression(rule.of)
    else:
        record = lowering.names.vocabulary.records.get(lowering.subject)
        if record is None or "surveys" not in record.members:
            lowering.faults.add(NO_SURVEYS, lowering.place_of(("on",)), text="surveys")
            return None
        source = meant("surveys", lowering.scope, place)
    if is_poison(source):
        return None
    if source.type == SURVEY:
        source = nodes.MakeList((source,), SURVEYS, place=place)
    if item_type(source.type) != SURVEY:
        lowering.faults.add(NO_SURVEYS, place, text="surveys" if rule.of is None else rule.of.text)
        return None
    return _Surveys(source, lowering, lowering.place)


_COUNTED = "present(s.satisfied) and present(s.answered)"


def _rate(rule: SurveyRule, surveys: _Surveys) -> Node:
    """The exact rate in percent; unknown where nobody answered."""
    place, none = surveys.place, surveys.none()
    if rule.several.code == "pooled":
        satisfied, answered = surveys.sum("satisfied"), surveys.sum("answered")
        nobody = nodes.Compare("<=", answered, nodes.number(0), place=place)
        pooled = in_percent(satisfied, answered, answered)
        return nodes.Case((nodes.Row(nobody, none),), pooled, RATE, place=place)
    each = f"if {_COUNTED} then (if s.answered > 0 then 100 * s.satisfied / s.answered else none) else s.rate"
    survey = nodes.Variable("one", SURVEY)
    scope = surveys.lowering.scope.with_locals({"s": survey, "none": none})
    rates = nodes.Each("one", surveys.counted, meant(each, scope, place), ListType(RATE), place=place)
    number = nodes.Aggregate("count", surveys.counted, COUNT, place=place)
    nothing = nodes.Compare("=", number, nodes.number(0), place=place)
    mean = nodes.Aggregate("mean", rates, RATE, place=place)
    return nodes.Case((nodes.Row(nothing, none),), mean, RATE, place=place)


def _checks(
    rule: SurveyRule, surveys: _Surveys, rate: Node, asking: Asking, lowering: Lowering
) -> Iterator[tuple[Check, Finding]]:
    """What is asked of surveys, each with what is said where it fails."""
    place, each = lowering.place, surveys.counted
    survey = nodes.Variable("occasion", SURVEY)
    members = lowering.names.vocabulary.record("survey").members

    def told(field: str) -> Node:
        return nodes.Field(survey, "survey", field, members[field].type, place=place)

    if rule.tolerance < 0:
        at = lowering.place_of(("tolerance",))
        lowering.faults.add(NEGATIVE, at, key="tolerance", found=shown(rule.tolerance))
    yield asking.held(
        Bilingual("已组织测评", "survey held"), Message(("没有组织测评",), ("There is no survey",))
    )
    if rule.least_answers is not None:
        least = whole(rule.least_answers, "least_answers", lowering)
        answered = given("answered", COUNT, lowering)
        yield asking.check(
            "answers",
            Bilingual("有效份数", "number of answers"),
            nodes.Compare(">=", answered, least, place=least.place),
            Message(("有效", answered, "份，应有", least, "份"), (answered, " answers, and ", least, " are wanted")),
        )  # fmt: skip
    if rule.response_rate is not None:
        needed = calculated("*", told("asked"), share(rule.response_rate, lowering), place)
        yield asking.check(
            "response",
            Bilingual("回收率", "response rate"),
            nodes.Compare(">=", told("answered"), needed, place=place),
            Message(("发放", told("asked"), "份，有效", told("answered"), "份，不足规定的回收率"), (told("answered"), " answers of ", told("asked"), " asked: too few")),
            each,
        )  # fmt: skip
    possible = (
        "(missing(s.satisfied) or missing(s.answered) or s.satisfied <= s.answered)"
        " and (missing(s.answered) or missing(s.asked) or s.answered <= s.asked)"
    )
    yield asking.check(
        "possible",
        Bilingual("数字合理", "possible numbers"),
        surveys.on(possible),
        Message(("满意数、有效数、发放数前后不符",), ("More were satisfied than answered, or more answered than were asked",)),
        each,
    )  # fmt: skip
    computed = "100 * s.satisfied / s.answered"
    agrees = f"missing(s.rate) or not({_COUNTED}) or s.answered <= 0 or abs({computed} - s.rate) <= {_text(rule.tolerance)}"
    yield asking.check(
        "agreement",
        Bilingual("满意率一致", "agreement of the rate"),
        surveys.on(agrees),
        Message(("所报满意率", told("rate"), "%与人数（", told("satisfied"), "÷", told("answered"), "）不符"), ("The rate given, ", told("rate"), " %, is not ", told("satisfied"), " of ", told("answered"))),
        each,
    )  # fmt: skip
    if rule.promised is not None or rule.reviewed is not None:
        yield _order(rule, surveys, asking, lowering)
    yield from _enough(rule, rate, asking, lowering)


def _enough(
    rule: SurveyRule, rate: Node, asking: Asking, lowering: Lowering
) -> Iterator[tuple[Check, Finding]]:
    """That the rate is what is wanted."""
    written = rule.over or rule.at_least
    if rule.over is not None and rule.at_least is not None:
        lowering.faults.add(TWO_PASS_MARKS, lowering.place_of(("at_least",)))
    if written is None:
        return
    place = written.scalar.place
    mark = percent_of(written, lowering)
    printed, needed = (nodes.Round(n, 2, "half_up", NumberType(2), place=place) for n in (rate, mark))
    zh, en = ("超过", "more than") if written is rule.over else ("不低于", "at least")
    yield asking.check(
        "enough",
        Bilingual("满意率达标", "rate reached"),
        nodes.Compare(">" if written is rule.over else ">=", rate, mark, place=place),
        Message(("满意率", printed, f"%，应{zh}", needed, "%"), (printed, f" % satisfied, and {en} ", needed, " % wanted")),
        tells_met=True,
    )  # fmt: skip


def _order(rule: SurveyRule, surveys: _Surveys, asking: Asking, lowering: Lowering) -> tuple[Check, Finding]:
    """That the promise came first, then the review, and the survey last."""
    written = [w for w in (rule.promised, rule.reviewed) if w is not None]
    days = [lowering.expression(w, DATE) for w in written]
    named = {f"day_{n}": day for n, day in enumerate(days)}
    survey = nodes.Variable("occasion", SURVEY)
    scope = lowering.scope.with_locals({**named, "s": survey})
    steps = [f"day_{n}" for n in range(len(days))]
    text = " and ".join(
        [f"{step} != null" for step in steps]
        + [f"(if {' = null or '.join(steps)} = null then false else {one} <= {other})" for one, other in zip(steps, [*steps[1:], "s.occurred"], strict=True)]
    )  # fmt: skip
    return asking.check(
        "order",
        Bilingual("先承诺、再评议、后测评", "promise, review and survey in order"),
        meant(text, scope, lowering.place, BOOLEAN),
        Message(("没有按先承诺、再评议、后测评的次序进行",), ("Promise, review and survey did not come in this order",)),
        surveys.counted,
    )  # fmt: skip


def _text(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"({number.numerator} / {number.denominator})"


KIND = Kind("surveys", ("满意度测评", "测评"), Bilingual("满意度测评", "surveys"), SurveyRule, declare, lower)
