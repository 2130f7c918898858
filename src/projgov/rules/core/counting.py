"""What figures count (数字口径): ratios are never added or averaged as they stand.

What a figure counts is said where it is declared: of a fact in the rule file (`figure: ratio`), of a value over time in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.vocabulary import Member, Vocabulary
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Faults

RATIO = "ratio"
RATIO_ADDED = Pattern(
    "T042",
    Bilingual("`{name}` 是比率，不能直接合计或平均", "`{name}` is a ratio, and cannot be added or averaged as it stands"),
    Bilingual("{mend}", "{mend}"),
)  # fmt: skip
ADDING = frozenset({"sum", "mean"})
_NO_PARTS = Bilingual(
    "先合计分子、合计分母，再相除；或各乘以权重再合计",
    "add up what it is a ratio of, and divide then; or give each its weight: `for x in … return x.… * x.…`",
)


def ratio(node: Node, vocabulary: Vocabulary, bodies: Mapping[str, Node] | None = None) -> Member | None:
    """The ratio that a node gives, or that the members of a list that it gives are; None where it is none.

    `bodies` are the definitions to look into, by id.
    """
    waiting, seen = [node], set[str]()
    while waiting:
        match waiting.pop():
            case nodes.Field(record=record, member=name) | nodes.ValueAt(record=record, member=name):
                known = vocabulary.records.get(record)
                member = None if known is None else known.members.get(name)
                if member is not None and member.counts == RATIO:
                    return member
            case nodes.Each(body=inner) | nodes.Filter(source=inner) | nodes.Let(body=inner):
                waiting.append(inner)
            case nodes.Round(operand=inner) | nodes.Negate(operand=inner):
                waiting.append(inner)
            case nodes.IfUnknown(operand=inner, otherwise=other):
                waiting += [inner, other]
            case nodes.Case(rows=rows, otherwise=otherwise):
                waiting += [row.value for row in rows] + ([] if otherwise is None else [otherwise])
            case nodes.MakeList(items=inners):
                waiting += inners
            case nodes.Call(function="flatten_once" | "concatenate", arguments=inners):
                waiting += inners
            case nodes.Result(definition=name) if bodies and name in bodies and name not in seen:
                seen.add(name)
                waiting.append(bodies[name])
    return None


def check_ratio(operator: str, source: Node, vocabulary: Vocabulary, place: Place, faults: Faults) -> bool:
    """Tell of ratios that are added or averaged. Whether there was nothing to tell."""
    if operator not in ADDING or (found := ratio(source, vocabulary)) is None:
        return True
    faults.add(RATIO_ADDED, place, name=found.label, mend=mend(found))
    return False


def check_sum(left: Node, right: Node, vocabulary: Vocabulary, place: Place, faults: Faults) -> bool:
    """Tell of two ratios that are added. Whether there was nothing to tell."""
    one, other = (ratio(node, vocabulary) for node in (left, right))
    if one is None or other is None:
        return True
    faults.add(RATIO_ADDED, place, name=one.label, mend=mend(one))
    return False


def mend(found: Member) -> Bilingual:
    """What to write instead of adding a ratio."""
    if len(found.parts) != 2:  # a numerator and a denominator
        return _NO_PARTS
    above, below = (part.replace("_", " ") for part in found.parts)
    text = f"sum(….{above}) / sum(….{below})"
    return Bilingual(
        f"由分子、分母的合计相除：`{text}`", f"divide the sums of what it is a ratio of: `{text}`"
    )
