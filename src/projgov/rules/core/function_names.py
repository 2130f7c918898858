"""What functions are called, in both languages: those of `functions`, and those that become nodes of their own."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import attrs

from projgov.diagnostics import Bilingual, Offers
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import functions
from projgov.rules.core.nodes import Rounding
from projgov.rules.feel.dialect import RULES

Family: TypeAlias = Literal["aggregate", "rounding", "presence", "today"]


@attrs.frozen
class NodeFunction:
    """A function that becomes a node of its own: its names, of what family it is, and what it does there."""

    names: tuple[str, ...]
    family: Family
    does: str


NODE_FUNCTIONS = (
    NodeFunction(("count", "计数", "个数"), "aggregate", "count"),
    NodeFunction(("distinct_count", "不同个数"), "aggregate", "distinct"),
    NodeFunction(("sum", "合计", "求和", "总和"), "aggregate", "sum"),
    NodeFunction(("mean", "平均", "平均值", "average"), "aggregate", "mean"),
    NodeFunction(("median", "中位数"), "aggregate", "median"),
    NodeFunction(("min", "最小", "最小值"), "aggregate", "min"),
    NodeFunction(("max", "最大", "最大值"), "aggregate", "max"),
    NodeFunction(("product", "连乘", "乘积"), "aggregate", "product"),
    NodeFunction(("round", "四舍五入"), "rounding", "half_up"),
    NodeFunction(("round_half_up", "四舍五入"), "rounding", "half_up"),
    NodeFunction(("round_half_down", "五舍六入"), "rounding", "half_down"),
    NodeFunction(("round_half_even", "四舍六入五成双", "银行家舍入"), "rounding", "half_even"),
    NodeFunction(("decimal", "四舍六入五成双"), "rounding", "half_even"),
    NodeFunction(("round_up", "进一", "进位"), "rounding", "up"),
    NodeFunction(("round_down", "截断", "舍去", "去尾"), "rounding", "down"),
    NodeFunction(("present", "已填", "不为空"), "presence", "present"),
    NodeFunction(("missing", "缺失", "未填"), "presence", "missing"),
    NodeFunction(("not", "非"), "presence", "not"),
    NodeFunction(("today", "今天"), "today", "today"),
)
"""Each with its English name first. Ways of rounding are called as they are where a rule says how its score is rounded."""

assert {f.does for f in NODE_FUNCTIONS if f.family == "rounding"} <= set(get_args(Rounding))
_NODES = {name: found for found in reversed(NODE_FUNCTIONS) for name in found.names}


def node_function(name: str) -> NodeFunction | None:
    """The function of this canonical name that becomes a node of its own."""
    return _NODES.get(name)


def spellings(name: str, arguments: int) -> Bilingual | None:
    """The names of a function in both languages, None where it is none. A name that is called stays in its own language."""
    called = canonical_name(name)
    node, spec = node_function(called), functions.find(name, arguments)
    if node is not None:
        names = node.names
    elif spec is not None:
        names = (spec.name, *spec.names)
    else:
        return None
    zh, en = (next((n for n in (called, *names) if n.isascii() is latin), None) for latin in (False, True))
    return None if zh is None or en is None else Bilingual(zh, spelled(en))


def spelled(name: str) -> str:
    """A name as people write it: with spaces, but for one that holds a reserved word, such as `days_between`."""
    words = name.split("_")
    return name if RULES.keywords & set(words) else " ".join(words)


def offered(written: str, offers: Offers) -> Bilingual:
    """The function that was probably meant, or what functions there are, in the script of who writes."""
    return offers.did_you_mean(written, lambda: _known(written.isascii()))


def _known(latin: bool) -> set[str]:
    names = {n for node in NODE_FUNCTIONS for n in node.names}
    names |= {n for spec in functions.FUNCTIONS.values() for n in (spec.name, *spec.names)} - {"date_of"}
    return {spelled(n) for n in names if n.isascii() is latin}
