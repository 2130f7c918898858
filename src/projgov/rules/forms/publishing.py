"""What of a subject is public, and from when: results of rules, and values of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.choices.judging import RULING_STAGE
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.openness import hidden_member
from projgov.rules.core.program import Definition, Header, Publication
from projgov.rules.core.typing import DATE, called
from projgov.rules.forms.base import Lowered, Lowering
from projgov.rules.forms.named_rules import offered
from projgov.rules.forms.result_stages import Reader, holds
from projgov.rules.forms.words import Word, option
from projgov.rules.forms.written import Expression

UNKNOWN_RULE = Pattern(
    "N541",
    Bilingual("{subject}没有名为 `{name}` 的规则", "there is no rule `{name}` on subjects of the type {subject}"),
    Bilingual("{offer}", "{offer}"),
)  # fmt: skip
OF_PERSONS = Pattern(
    "F543",
    Bilingual("公开的是个人的结果，没有写 `persons: true`", "this makes results of persons public, and does not say `persons: true`"),
    Bilingual("确需公开个人姓名的，加上 `persons: true`", "where the names of persons have to be public, add `persons: true`"),
)  # fmt: skip
NOT_PUBLIC = Pattern(
    "L540",
    Bilingual("`{what}` 不是可以公开的信息（{label}）", "`{what}` is not public ({label})"),
    Bilingual("删去它；事实可以公开的，声明时写 `confidentiality: public`", "leave it out; a fact of the file's own that may be public is declared with `confidentiality: public`"),
)  # fmt: skip
NOTHING_AFTER = Pattern(
    "F544",
    Bilingual("写了 `{key}`，没有写公开哪些规则的结果", "`{key}` is written, and no rule whose results are public"),
    Bilingual("加上 `publishes:`，或删去 `{key}`", "add `publishes:`, or leave `{key}` out"),
)  # fmt: skip

_NOT_OF_THE_SUBJECT = frozenset({"disclosure", "stages"})
"""Sections whose rules say what becomes of the results of others."""


@attrs.frozen
class Stage(Word):
    """A stage of results, read from the rulings."""

    what = Bilingual("结果阶段", "stage of results")
    options = RULING_STAGE.options


@attrs.frozen
class Along(Word):
    """What is public of a result besides what it comes to."""

    what = Bilingual("连同公开的内容", "part of a result")
    options = (
        option("lines", "明细", "lines", "计分项", "得分明细"),
        option("ranks", "排名", "ranks", "rank", "名次"),
        option("answerable", "责任方", "answerable", "who answers", "责任单位"),
    )


class Publishing(Protocol):
    """A rule that says what is public."""

    @property
    def publishes(self) -> list[str]: ...
    @property
    def shows(self) -> list[Expression]: ...
    @property
    def after(self) -> Stage | None: ...
    @property
    def along(self) -> list[Along]: ...
    @property
    def persons(self) -> bool: ...
    @property
    def start(self) -> Expression | None: ...
    @property
    def end(self) -> Expression | None: ...


def names(rule: Publishing) -> tuple[str, ...]:
    """The canonical names of the rules whose results are public."""
    return tuple(dict.fromkeys(map(canonical_name, rule.publishes)))


def publication(rule: Publishing, header: Header, lowering: Lowering) -> Lowered:
    """What is public, as definitions that say so for each subject, and the output that names them."""
    place = header.place
    if lowering.subject == "officer" and not rule.persons:
        lowering.faults.add(OF_PERSONS, place)
    for key in ("after", "along"):
        if getattr(rule, key) and not rule.publishes:
            lowering.faults.add(
                NOTHING_AFTER, lowering.place_of((key,)), key="with" if key == "along" else key
            )
    time = [c for c in (lowering.applies(), *_between(rule, lowering)) if c is not None]
    published = _known(rule.publishes, lowering)
    reached = {name: _reached(name, rule.after, lowering) for name in published}
    after = [c for c in reached.values() if c is not None]
    any_of = nodes.Or(tuple(after), place=place) if len(after) > 1 else next(iter(after), None)
    open_ = _all((*time, any_of), lowering)
    definitions = [Definition(header.id, header.subject, open_, BOOLEAN, place=place)]
    for name, condition in reached.items():
        body = _all((*time, condition), lowering)
        definitions.append(Definition(f"{header.id}.{name}", header.subject, body, BOOLEAN, place=place))
    shown = []
    for number, written in enumerate(rule.shows):
        node = lowering.expression(written)
        member = hidden_member(node, lowering.names.vocabulary)
        if member is not None:
            lowering.faults.add(NOT_PUBLIC, written.scalar.place, what=written.text, label=member.label)
        name = f"{header.id}.shown_{number + 1}"
        definitions.append(Definition(name, header.subject, node, node.type, place=node.place))
        shown.append((_label(node, written, lowering), name))
    output = Publication(
        header,
        header.id,
        tuple((name, f"{header.id}.{name}") for name in published),
        tuple(shown),
        tuple(dict.fromkeys(word.code for word in rule.along)),
        rule.persons,
    )
    return Lowered(tuple(definitions), outputs=(output,))


def _label(node: Node, written: Expression, lowering: Lowering) -> Bilingual:
    """What people call a value that is shown: a value over time by its own name, whatever the day."""
    if isinstance(node, nodes.ValueAt):
        return lowering.names.vocabulary.record(node.record).members[node.member].label
    return lowering.label(node, written)


def _known(written: Sequence[str], lowering: Lowering) -> tuple[str, ...]:
    """The rules that are named, each once."""
    found: dict[str, None] = {}
    for number, word in enumerate(written):
        name = canonical_name(word)
        if name == lowering.rule.id or lowering.names.binding(name, lowering.subject) is None:
            offer = offered(word, lowering, last=_NOT_OF_THE_SUBJECT, of_subject=True)
            place = lowering.place_of(("publishes", number))
            lowering.faults.add(UNKNOWN_RULE, place, name=word, subject=called(lowering.subject), offer=offer)
            continue
        found[name] = None
    return tuple(found)


def _between(rule: Publishing, lowering: Lowering) -> list[Node]:
    """That the day of evaluation lies between the first and the last day."""
    today = nodes.Variable("as_of", DATE)
    found: list[Node] = []
    if rule.start is not None:
        found.append(
            nodes.Compare(">=", today, lowering.day(rule.start), place=lowering.place_of(("start",)))
        )
    if rule.end is not None:
        found.append(nodes.Compare("<=", today, lowering.day(rule.end), place=lowering.place_of(("end",))))
    return found


def _reached(name: str, after: Stage | None, lowering: Lowering) -> Node | None:
    """That the result of a rule has been approved at a stage or a later one, and that nothing else was ruled since."""
    if after is None:
        return None
    codes = [o.code for o in RULING_STAGE.options]
    stages = ", ".join(f'"{code}"' for code in codes[codes.index(after.code) :])
    binding = lowering.names.binding(name, lowering.subject)
    parts = () if binding is None else tuple(f"{name}.{entry}" for entry in binding.entries)
    reader = Reader(lowering, (name, *parts))
    given = reader.on_subject(reader.on_all())
    contrary = _surely(
        f'some s in given satisfies s.occurred >= r.occurred and s.stage in ({stages}) and s.decision != "approved"'
    )
    superseded = _surely("some q in given satisfies present(q.supersedes) and q.supersedes = r.id")
    text = (
        f'some r in given satisfies r.stage in ({stages}) and r.decision = "approved"'
        " and (missing(r.until) or r.until = null or r.until >= as_of)"
        f" and not({contrary}) and not({superseded})"
    )
    return holds(reader, text, lowering.scope, given=given)


def _surely(condition: str) -> str:
    """That a condition is known to hold: what is not on record was not ruled."""
    return f"(if missing({condition}) then false else ({condition}))"


def _all(conditions: Sequence[Node | None], lowering: Lowering) -> Node:
    """All conditions; what is not known to be public is not."""
    found = tuple(c for c in conditions if c is not None)
    place = lowering.place
    if not found:
        return nodes.TRUE
    body = found[0] if len(found) == 1 else nodes.And(found, place=place)
    return nodes.IfUnknown(body, nodes.FALSE, BOOLEAN, place=place)
