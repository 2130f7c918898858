"""What a failed rule comes to: codes with their labels, and the words by which rule files call them."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.types import Option
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.program import Outcome
from projgov.rules.core.scope import Faults
from projgov.rules.forms.options import offer

UNKNOWN_OUTCOME = Pattern(
    "N007",
    Bilingual("不认识的处理方式 `{name}`", "unknown outcome `{name}`"),
    Bilingual("{offer}", "{offer}"),
)


def _option(code: str, zh: str, en: str, *names: str) -> Option:
    return Option(code, Bilingual(zh, en), names)


OUTCOMES = (
    _option("to_complete", "补正", "to be completed", "to complete"),
    _option("returned", "退回", "returned", "return"),
    _option("not_established", "不予立项", "not established"),
    _option("not_issued", "暂不下发", "not issued", "不下发"),
    _option("flag", "提示", "flagged", "flagged"),
    _option("overdue", "逾期", "overdue"),
    _option("warn", "预警", "warned", "warning"),
    _option("shortfall", "数量不足", "below quota", "below quota"),
    _option("reminder", "提醒", "reminder", "remind"),
    _option("circular", "通报", "circular", "通报批评"),
    _option("talk", "约谈", "talk", "interview"),
    _option("listed", "挂牌督办", "listed supervision", "listed supervision"),
    _option("accountability", "问责", "called to account", "call to account"),
    _option("award_bar", "取消评优资格", "barred from awards", "barred"),
    _option("removal", "免职", "removed from office", "removal"),
    _option("training", "离职培训", "training off the job", "training"),
)
"""Every outcome and measure of any kind of rule; which of them a rule file uses is the file's choice."""


def outcome_of(name: str, place: Place, faults: Faults) -> Outcome:
    """The outcome that `name` calls; an unknown name is a fault."""
    wanted = canonical_name(name).casefold()
    for option in OUTCOMES:
        called = (option.code, option.label.zh, option.label.en, *option.names)
        if any(canonical_name(n).casefold() == wanted for n in called):
            return Outcome(option.code, option.label)
    faults.add(UNKNOWN_OUTCOME, place, name=name, offer=offer(name, OUTCOMES))
    return Outcome("flag", Bilingual(name, name))
