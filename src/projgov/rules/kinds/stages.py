"""Results in stages (结果审定): first assessment, public notice, appeal, review, final decision, read from the rulings.

What rules compute is a proposal until the bodies have dealt with it. A rule of this kind says which results go through which stages
(初评 → 公示 → 申诉 → 复核 → 审定), who decides each, and for how long objections can be made. The stage of a subject's results is read from the
`rulings` of the portfolio that are known on the day of evaluation, and that name the rule or one of its `results` as the matter
ruled on: about the subject, or about no subject, which means all of them.

    stages:
      - id: year_results
        on: project
        title: {zh: 年度结果审定, en: Settling of the year's results}
        results: [year_score]
        steps:
          - {stage: first assessment}
          - {stage: public notice, notice: 5 working days}
          - {stage: appeal}
          - {stage: review, within: 15 days}
          - {stage: final, by: 'body.level = "city"'}
    definitions:
      - {id: year_score, on: project, value: count(filings)}
      - {id: published, on: project, value: 'if year_results = "final" then year_results.document else null'}

Each ruling is judged on its own day:

| check         | what is asked of a ruling                                                                                            |
| ---           | ---                                                                                                                  |
| `.order`      | its stage is one of the steps, and no stage before it that is required was skipped                                     |
| `.notice`     | what follows a public notice comes when the time for objections (`notice`, 公示不少于) is over; an objection may come within it |
| `.answered`   | an appeal was followed by a review: `within` the time stated, else before the final decision                            |
| `.body`       | the body is one for which `by` (决定机关) holds, a condition on the ruling                                              |
| `.documented` | it has a document number (文号)                                                                                        |
| `.cites`      | it cites the digest of a report                                                                                      |
| `.same`       | the final decision cites the report that was publicised or reviewed                                                   |
| `.supersedes` | what it supersedes is a ruling on the same results                                                                    |

Stages stand in this order, whichever of them there are; another order is refused. All stages are required but `appeal` and `review`, all need a document number and a citation but `appeal`; `required`, `document` and `cites`
of a step say otherwise. A correction is a new ruling that `supersedes` the earlier one, which no longer counts; what has been withdrawn or
refused does not count either. What a correction changes, `projgov difference` and `projgov.difference` show.

Other rules can use `year_results`, the stage reached (null: none); `.final`, `.public_notice` …, the day on which a stage was reached last;
`.day` and `.document` of the stage reached; and `.met`, `.unmet` … of the checks.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.choices.judging import RULING_STAGE
from projgov.domain.types import ValueType
from projgov.rules.core.program import Finding, Mark
from projgov.rules.core.scope import Binding
from projgov.rules.core.typing import DATE, TEXT
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.named_rules import named_rules
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.result_checks import RulingsAsked
from projgov.rules.forms.result_stages import Reader, StageRow, stages
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Rule, key

JUDGED_EACH = Pattern(
    "F562",
    Bilingual(
        "`judged` 不能写在这里：每份决定按它自己的日期判",
        "`judged` has no place here: each ruling is judged on its own day",
    ),
    Bilingual("去掉 `judged`", "take `judged` away"),
)


class StagesRule(Rule):
    """The stages of some results."""

    results: list[str] = key("结果", meaning="ids of the rules whose results go through the stages")
    steps: list[StageRow] = key("阶段次序", "步骤", meaning="the stages in their order")
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


def declare(rule: StagesRule, lowering: Lowering) -> Binding:
    days: dict[str, ValueType] = dict.fromkeys((option.code for option in RULING_STAGE.options), DATE)
    return lowering.binding(RULING_STAGE, {**days, "day": DATE, "document": TEXT, **check_entries()})


def lower(rule: StagesRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if rule.judged is not None:
        lowering.faults.add(JUDGED_EACH, lowering.place_of(("judged",)))
    steps = stages(rule.steps, lowering)
    names = named_rules(rule.results, "results", lowering)
    if not steps:
        return Lowered()
    made = RulingsAsked(lowering, steps, Reader(lowering, (header.id, *names)))
    definitions, checks = tuple(made.definitions()), tuple(made.checks())
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    against = lowering.against(made.of_ruling) if rule.against is not None else None
    findings = tuple(
        Finding(header, (check.id,), outcome, against, made.reason(check.id.rpartition(".")[2]))
        for check in checks
    )
    labels = tuple((step.code, step.label) for step in steps)
    mark = Mark(header, "stage", header.id, labels, made.course())
    counts = tallies(
        header.id, header.subject, tuple(check.id for check in checks), lowering.this(), header.place
    )
    return Lowered((*definitions, *counts), checks, (mark, *findings))


KIND = Kind("stages", ("结果审定",), Bilingual("结果审定", "results in stages"), StagesRule, declare, lower)
