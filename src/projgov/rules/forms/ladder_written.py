"""What is written of a ladder: signals, steps with what brings them about, duties, ways down."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.domain.types import Option
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.parts import Part
from projgov.rules.forms.written import Expression, Model, Rule, Template, key


def _options(*options: tuple[str, ...]) -> tuple[Option, ...]:
    """Options by code, Chinese and English label, and further names."""
    return tuple(Option(code, Bilingual(zh, en), tuple(names)) for code, zh, en, *names in options)


COUNTS = _options(("unmet", "未达到", "unmet", "未通过", "逾期", "overdue"), ("met", "达到", "met", "通过"))
EXCUSED = _options(("skip", "跳过", "skip"), ("break", "中断", "break"))
DECISION = _options(
    ("required", "须经决定", "required", "须决定", "需要决定", "需经决定", "needed"),
    ("none", "不须决定", "none", "不需决定", "不需要决定", "not required"),
)
WITHIN = _options(
    ("month", "当月", "month", "本月", "同月"),
    ("quarter", "当季", "quarter", "当季度", "本季", "本季度", "同季"),
    ("half_year", "当半年", "half-year", "本半年", "同半年"),
    ("year", "当年", "year", "本年", "当年度", "本年度", "同年"),
)
TO = _options(
    ("none", "解除", "none", "全部解除"), ("previous", "退一步", "previous", "退一级", "降一级", "上一步")
)
FORGETS = _options(("all", "全部", "all"), ("nothing", "不清零", "nothing", "none"))


class SignalRow(Part):
    """One kind of event that moves a subject on the ladder."""

    rule: str | None = key(
        "规则", default=None, meaning="a rule with occasions, such as a cadence or a schedule"
    )
    counts: str = key(
        "计入", options=COUNTS, default="unmet", meaning="which of its occasions count: unmet or met"
    )
    excused: str = key(
        "容错",
        options=EXCUSED,
        default="skip",
        meaning="whether an excused occasion is skipped, or breaks a run",
    )
    lamp: str | None = key("亮灯", "灯", default=None, meaning="a rule of the kind lamps that has a history")
    shows: list[str] = key("灯色", default=[], meaning="the lamps that count")
    each: Expression | None = key(
        "逐条", "每条", "每项", "逐项", default=None, meaning="a list of records or contexts"
    )
    at: Expression | None = key(
        "日期", default=None, meaning="the day of each; else the day on which it occurred"
    )
    once_per: Expression | None = key(
        "同一", default=None, meaning="of several with the same value here, the first counts: joint findings"
    )
    counts_when: Expression | None = key(
        "计入条件", default=None, meaning="where this is false, a record does not count, and ends a run"
    )


class TriggerRow(Model):
    """What brings a step about: so many of a signal, or a step whose deadline has passed."""

    signal: str | None = key("信号", default=None)
    times: Expression | None = key(
        "次数", default=None, meaning="so often at least; once where it is not said"
    )
    in_a_row: bool = key("连续", default=False, meaning="without an occasion between them that is in order")
    within: Expression | None = key(
        "期间内",
        "期间",
        options=WITHIN,
        open=True,
        default=None,
        meaning="month, quarter, half-year, year, or a number of days",
    )
    unresolved: str | None = key(
        "逾期未解决", "未解决", default=None, meaning="a step that still stands after its deadline"
    )


class DutyRow(Part):
    """What has to be done once a step is taken."""

    by: Expression | None = key(
        "责任方", "责任人", default=None, meaning="who has to do it; else who the step is against"
    )
    due: Expression = key(
        "期限", "最迟", "截止", meaning="a day; `since` is the day on which the step was taken"
    )
    require: Expression | None = key("要求", default=None, meaning="true once it is done")
    require_present: list[Expression] = key(
        "要求齐全", "要求填写", default=[], meaning="what has to be filled in"
    )
    reason: Template | None = key("理由", default=None)


class StepRow(Part):
    """One step of the ladder."""

    when: list[TriggerRow] = key("触发", "情形", default=[], meaning="what brings it about: any of these")
    all_of: bool = key("须同时满足", default=False, meaning="all of `when`, and not any of them")
    after: list[str] = key("须先", "先经", default=[], meaning="the steps that have to stand before it")
    decision: str = key(
        "决定",
        options=DECISION,
        default="none",
        meaning="required: it is proposed, and a recorded ruling takes it",
    )
    measure: str | None = key(
        "措施", options=OUTCOMES, default=None, meaning="what it comes to; else its title"
    )
    deadline: Expression | None = key(
        "期限",
        default=None,
        meaning="the day by which it has to be resolved; `since` is the day on which it was taken",
    )
    against: Expression | None = key(
        "责任方", default=None, meaning="who it is against; else who the rule is against"
    )
    duties: list[DutyRow] = key("任务", "须做", default=[], meaning="what has to be done then")
    reason: Template | None = key("理由", default=None)


class WayRow(Model):
    """What leads down again."""

    signal: str = key("信号")
    to: str = key(
        "退到",
        options=TO,
        open=True,
        default="none",
        meaning="none, previous, or the step that is left standing",
    )
    from_: list[str] = key("适用步骤", default=[], meaning="the steps from which it leads; else from all")
    forgets: list[str] = key(
        "清零",
        options=FORGETS,
        open=True,
        default=["all"],
        meaning="the signals that are counted anew; all, or nothing",
    )


class Escalation(Rule):
    """A ladder."""

    start: Expression | None = key(
        "自", "from", default=None, meaning="the first day that counts; else the first of the assessment year"
    )
    signals: list[SignalRow] = key("信号")
    steps: list[StepRow] = key("步骤", "台阶", meaning="the mildest first")
    clears: list[WayRow] = key("解除", "退出", default=[], meaning="what leads down again")
