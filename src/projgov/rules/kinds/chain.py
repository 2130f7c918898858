"""Chains of responsibility (责任链): link by link down to a person, and no gap in between.

A chain names its links from the top down. Each has to be there, and each of its elements has to be filled in.

    chain:
      - id: down_to_each_person
        on: project
        judged: start
        links:
          - {id: unit, title: {zh: 责任单位, en: unit in charge}, of: lead unit}
          - {id: task, title: {zh: 分解任务, en: task}, of: subject.letter.tasks, require present: [unit, officer]}
        against: lead unit
        reason: {zh: "责任链在{place}断档：{gaps}", en: "The chain has a gap at {place}: {gaps}"}
      - id: no_gap
        on: item
        judged: assigned
        links:
          - {id: leader, title: {zh: 市级领导, en: leader of the city}, role: linked leader, require present: [officer]}
          - {id: unit, title: {zh: 责任部门, en: department in charge}, of: subject.lead unit}
          - id: supporting
            title: {zh: 配合部门, en: supporting department}
            of: subject.co units
            optional: true
            require: some r in subject.responsibilities satisfies r.role = "supporting unit" and r.unit = item
      - id: parts_down_to_villages
        on: item
        when: parent = null
        links:
          - {id: part, title: {zh: 分解事项, en: part}, of: parts, require present: [lead unit]}
          - {id: task, title: {zh: 任务, en: task}, of: letter.tasks, require present: [officer], require: unit.level = "village"}

`of` gives what a link consists of: a list, or one unit or officer. Its bare names are those of the element of the link above (of the
first link: of the subject), so that a link is asked of every element above it: every part has to have tasks. What begins with
`subject` is asked once. `role` stands for the responsibilities of that role that are in force on the day judged.

A link without elements is a gap, unless it is `optional`, and so is a unit or an officer that is not named; an element is one where something under `require present` is not filled in or
`require` does not hold, in which the element is called `item` and its fields stand by their bare names. A link whose own link above has
no elements is not asked: that gap has been told.

A reason can name `place` (位置), where in the chain the gap is: the elements from the top down to the one that has the gap below it;
`link` (环节), the link that has it; and `gaps` (断档), what is lacking. Other rules can use `no_gap.met` and `no_gap.unmet`, and `no_gap.unit`, true where that
link has no gap.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN
from projgov.rules.core.program import Definition
from projgov.rules.core.scope import Binding
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.links import Link, Links
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Rule, key

NO_LINKS = Pattern(
    "F512",
    Bilingual("规则 `{rule}` 没有写责任链的环节", "the rule `{rule}` has no links"),
    Bilingual("在 `links:` 下自上而下写出各环", "list the links under `links:`, from the top down"),
)


class Chain(Rule):
    """One chain of responsibility."""

    links: list[Link] = key("环节", "各环", default=[], meaning="the links, from the top down")
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a gap comes to")


def declare(rule: Chain, lowering: Lowering) -> Binding:
    links = {canonical_name(link.id): BOOLEAN for link in rule.links}
    return lowering.binding(None, {**links, **check_entries()})


def lower(rule: Chain, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.links:
        lowering.faults.add(NO_LINKS, lowering.place_of(("links",)), rule=rule.id)
        return Lowered()
    ids = part_ids(rule.links, "links", check_entries(), lowering)
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    pairs = Links(rule, rule.links, ids, header, outcome, lowering).lowered()
    checks = tuple(check for check, _ in pairs)
    counts = tallies(header.id, header.subject, tuple(c.id for c in checks), lowering.this(), header.place)
    whole = tuple(
        Definition(
            check.id,
            check.subject,
            nodes.Compare(
                "=", nodes.Tally((check.id,), "unmet", lowering.this()), nodes.number(0), place=check.place
            ),
            BOOLEAN,
            place=check.place,
        )
        for check in checks
    )
    return Lowered((*whole, *counts), checks, tuple(finding for _, finding in pairs))


KIND = Kind("chain", ("责任链",), Bilingual("责任链", "chain of responsibility"), Chain, declare, lower)
