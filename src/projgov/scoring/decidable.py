"""Which rules the facts of one subject suffice for, and what the others need beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from projgov.diagnostics import LANGUAGES, Bilingual, Diagnostic, Pattern, Place
from projgov.rules.core import nodes
from projgov.rules.core.program import Core, Publication
from projgov.scoring.codegen.needs import Beyond, is_scalar, needs

NEEDS_PORTFOLIO = Pattern(
    "E021",
    Bilingual(
        "规则 `{found}` 要用到{what}，单凭一个{subject}的各项数据定不了",
        "rule `{found}` needs {what}, which the facts of one {subject} do not give",
    ),
    Bilingual("用 `evaluate` 评价整个数据集{others}", "evaluate a portfolio with `evaluate`{others}"),
)
_OTHERS = Bilingual(
    '，或者只用单凭一个对象就能定的规则：`rules=program.decidable("{subject}")`（{rules}）',
    ', or decide by the rules for which one subject suffices: `rules=program.decidable("{subject}")` ({rules})',
)
_EACH = Bilingual("每次、每期或其他对象的情况", "each of several occasions, periods or other subjects")
_MOST_NAMED = 5
"""So many rules, or so many things that a rule needs, are named in a message."""


def decidable(core: Core, subject: str) -> tuple[str, ...]:
    """The ids of the rules on `subject` for which the scalar members of one subject suffice."""
    return tuple(rule for rule, _, beyond in _by_rule(core, subject, None) if not beyond)


def _by_rule(
    core: Core, subject: str, chosen: frozenset[str] | None
) -> Iterator[tuple[str, Place, tuple[Beyond, ...]]]:
    """Each rule on a subject with its place and what it needs beyond scalar members, by itself; what is public decides nothing."""
    deciding = (o for o in core.outputs if not isinstance(o, Publication))
    places = {o.header.id: o.header.place for o in deciding if o.header.subject == subject}
    for rule, place in places.items():
        if chosen is None or rule in chosen:
            yield rule, place, needs(core, subject, frozenset([rule])).beyond


def undecidable(core: Core, subject: str, chosen: frozenset[str] | None) -> Iterator[Diagnostic]:
    """One fault for each rule that needs more; together they have one cause."""
    label = core.vocabulary.record(subject).about.named.label
    others = _others(subject, decidable(core, subject))
    for rule, place, beyond in _by_rule(core, subject, chosen):
        if beyond:
            what = _named(core, beyond)
            fault = NEEDS_PORTFOLIO.at(place, found=rule, what=what, subject=label, others=others)
            yield attrs.evolve(fault, family=NEEDS_PORTFOLIO.code)


def _others(subject: str, rules: Sequence[str]) -> Bilingual:
    if not rules:
        return Bilingual("", "")
    named = [f"`{rule}`" for rule in rules[:_MOST_NAMED]] + (["…"] if len(rules) > _MOST_NAMED else [])
    return Bilingual(
        _OTHERS.zh.format(subject=subject, rules="、".join(named)),
        _OTHERS.en.format(subject=subject, rules=", ".join(named)),
    )


def _named(core: Core, beyond: Sequence[Beyond]) -> Bilingual:
    """What a rule needs, by what it asks of the subject itself: what it asks of those found there follows from it."""
    labels = list(dict.fromkeys(label for b in beyond for label in _asked(core, b.node))) or [_EACH]
    zh, en = ([label.in_(language) for label in labels[:_MOST_NAMED]] for language in LANGUAGES)
    more = len(labels) > _MOST_NAMED
    return Bilingual("、".join(zh) + ("等" if more else ""), ", ".join(en) + (" …" if more else ""))


def _asked(core: Core, node: nodes.Node) -> Iterator[Bilingual]:
    match node:
        case nodes.Rank():
            yield Bilingual("名次", "a rank among others")
        case nodes.Climb():
            yield Bilingual("一段时间里的事件", "what happened in the course of time")
        case nodes.AsOf():
            yield Bilingual("以前各期的情况", "how it stood on earlier days")
        case nodes.Members(record=record):
            label = core.vocabulary.record(record).about.named.label
            yield Bilingual(f"全部{label.zh}", f"every {label.en}")
        case nodes.Field(base=nodes.Variable(name="subject"), record=record, member=name):
            member = core.vocabulary.record(record).members[name]
            if not is_scalar(member):
                yield member.label
        case nodes.ValueAt(record=record, member=name):
            yield core.vocabulary.record(record).members[name].label
        case _:
            for child in nodes.children(node):
                yield from _asked(core, child)
