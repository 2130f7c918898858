"""What is left to its usual meaning where it decides a result: how numbers are rounded, what missing evidence and ties come to.

Each has a usual meaning, so that nothing is wrong; but whoever reads the rules has to know it, and so they say it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.domain.types import NumberType, ValueType
from projgov.rules.check.whole import Whole, walk
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.rules.core.program import Score
from projgov.rules.kinds.awards import AwardRule
from projgov.rules.kinds.grades import Grades
from projgov.rules.kinds.indicators import Indicators
from projgov.rules.kinds.panels import PanelRule
from projgov.rules.kinds.points import Points

ROUNDING_UNSAID = Pattern(
    "S040",
    Bilingual("`{found}` 要舍入，没有写怎么舍入", "`{found}` is rounded, and how is not said"),
    Bilingual(
        "写 `rounding: half up`（四舍五入，不写也是这样）",
        "write `rounding: half up`, which is what happens now, or another way",
    ),
    severity="note",
)
EVIDENCE_UNSAID = Pattern(
    "S041",
    Bilingual("`{found}` 没有写缺证据时怎么办", "`{found}` does not say what missing evidence comes to"),
    Bilingual(
        "写 `missing evidence: undetermined`（不定，不写也是这样），或另一种处理",
        "write `missing evidence: undetermined`, which is what happens now, or another way",
    ),
    severity="note",
)
TIE_UNSAID = Pattern(
    "S042",
    Bilingual(
        "`{found}` 没有写名额边上并列时怎么办", "`{found}` does not say what a tie at the last place comes to"
    ),
    Bilingual(
        "写 `tie: refer`（提交审定，不写也是这样），或另一种处理",
        "write `tie: refer`, which is what happens now, or another way",
    ),
    severity="note",
)


def policies(whole: Whole) -> Iterator[Diagnostic]:
    """Policies that matter and are not declared."""
    reported = whole.reported(Score)
    for rule in whole.rules:
        written, score = rule.rule, reported.get(rule.place)
        match written:
            case Points():
                unsaid = not _says(written, "missing_evidence") and not all(
                    _says(line, "missing_evidence") for line in written.lines
                )
            case Indicators():
                unsaid = not all(_says(indicator, "missing_evidence") for indicator in written.indicators)
            case AwardRule(tie=None) if written.top is not None or written.tiers:
                yield _told(TIE_UNSAID, rule.place, written.id)
                continue
            case Grades(tie=None, capped=True):
                yield _told(TIE_UNSAID, rule.place, written.id)
                continue
            case PanelRule():
                unsaid = False
            case _:
                continue
        if score is None:
            continue
        bodies = [whole.core.definitions[line.definition].body for line in score.lines]
        if not _says(written, "rounding") and any(_is_rounded(body) for body in bodies):
            yield _told(ROUNDING_UNSAID, rule.place, written.id)
        if unsaid and any(_asks_records(body) for body in bodies):
            yield _told(EVIDENCE_UNSAID, rule.place, written.id)


def _says(written: object, key: str) -> bool:
    """Whether a key was written, and not left to what it usually means."""
    return key in getattr(written, "model_fields_set", ())


def _told(pattern: Pattern, place: Place, rule: str) -> Diagnostic:
    return attrs.evolve(pattern.at(place, found=rule), family="unsaid")


def _is_rounded(body: Node) -> bool:
    """Whether rounding can change the outermost number that a body rounds: of a line, that is the rule's own rounding."""
    waiting = [body]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, nodes.Round):
            waiting += nodes.children(one)
        elif _is_finer(one.operand.type, one.decimals):
            return True
    return False


def _is_finer(kind: ValueType, decimals: int) -> bool:
    return not isinstance(kind, NumberType) or kind.decimals is None or kind.decimals > decimals


def _asks_records(body: Node) -> bool:
    """Whether anything that could be missing goes into a number."""
    asking = nodes.Field | nodes.ValueAt | nodes.Members | nodes.Result | nodes.Tally
    return any(isinstance(node, asking) for node in walk(body))
