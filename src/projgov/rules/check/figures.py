"""Figures that are added whatever they count (口径): those of unlike basis make no sum, and ratios none at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.domain.vocabulary import Member, Vocabulary
from projgov.rules.check.whole import Whole, walk
from projgov.rules.core import nodes
from projgov.rules.core.counting import ADDING, RATIO_ADDED, mend, ratio
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Finding, Message, Sanction

UNLIKE_BASIS = Pattern(
    "T031",
    Bilingual("把进度数据加在一起，不论口径", "figures of progress are added, whatever their basis"),
    Bilingual(
        '先按口径筛选：`…[basis = "…"]`（口径），再合计', 'add only those of one basis: `…[basis = "…"]`'
    ),
    severity="warning",
)
_RECORD, _VALUE, _BASIS = "figure", "value", "basis"


def figures(whole: Whole) -> Iterator[Diagnostic]:
    """Sums and means of figures that may be of unlike basis, and of ratios under the names of definitions."""
    bodies = {name: definition.body for name, definition in whole.core.definitions.items()}
    for node in _all(whole):
        if (found := _ratio(node, whole.core.vocabulary, bodies)) is not None:
            yield RATIO_ADDED.at(node.place, name=found.label, mend=mend(found))
        match node:
            case nodes.Aggregate(operator="sum" | "mean" | "median", source=source) if _is_mixed(source):
                yield UNLIKE_BASIS.at(node.place)
            case nodes.Arithmetic(operator="+", left=left, right=right) if left != right and all(
                isinstance(n, nodes.Field) and (n.record, n.member) == (_RECORD, _VALUE)
                for n in (left, right)
            ):
                yield UNLIKE_BASIS.at(node.place)


def _ratio(node: Node, vocabulary: Vocabulary, bodies: Mapping[str, Node]) -> Member | None:
    """The ratio that is added or averaged under the name of a definition: one that is named itself was refused before."""
    match node:
        case nodes.Aggregate(operator=operator, source=source) if operator in ADDING:
            return ratio(source, vocabulary, bodies)
        case nodes.Arithmetic(operator="+", left=left, right=right):
            one, other = (ratio(side, vocabulary, bodies) for side in (left, right))
            return None if other is None else one
    return None


def _all(whole: Whole) -> Iterator[Node]:
    """Everything that the rules compute."""
    core = whole.core
    for definition in core.definitions.values():
        yield from walk(definition.body)
    for check in core.checks.values():
        for part in (check.holds, check.applies):
            yield from () if part is None else walk(part)
    for output in core.outputs:
        if isinstance(output, Finding | Sanction) and isinstance(output.reason, Message):
            for written in (*output.reason.zh, *output.reason.en):
                yield from () if isinstance(written, str) else walk(written)


def _is_mixed(source: Node) -> bool:
    """Whether a list holds the values of figures of which nothing says that they are of one basis."""
    match source:
        case nodes.Each(body=nodes.Field(record="figure", member="value"), source=inner):
            return not _asks_basis(inner)
        case nodes.Call(function="flatten_once", arguments=(inner,)):
            return _is_mixed(inner)
        case nodes.Each(body=body, source=inner):
            return _is_mixed(body) and not _asks_basis(inner)
    return False


def _asks_basis(source: Node) -> bool:
    """Whether a list was filtered by the basis, somewhere on the way."""
    return any(isinstance(n, nodes.Field) and (n.record, n.member) == (_RECORD, _BASIS) for n in walk(source))
