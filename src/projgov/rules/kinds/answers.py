"""Answers to filings (申报答复): 补正, 退回 or 不予立项, each on named grounds; what was sent back is filed again, and says so.

    answers:
      - id: answered_on_grounds
        on: project
        answered within: 20 days
        answers:
          - {id: asked_to_complete, grounds: [incomplete], refiled within: 10 working days}
          - {id: returned, grounds: [unrealistic, untargeted, vague], refiled within: 15 days}
          - {id: refused, grounds: [out of scope, duplicate]}
        accepted by: registered
        otherwise: flag
        against: by

Which answer a filing got is on record in its `steps`: an answer is known by the kind of step that its id, or `step`, calls. What is found:

- `answered` (答复), with `answered within`: a filing got none of the answers, and was not accepted (`accepted by`, by default the
  step `registered`), within so long after it was filed;
- the id of an answer (`returned`), with `grounds`: no ground was named with it, or one that is not among those listed;
- `refiled` (重报), with `refiled within`: a filing so answered was not filed again in time, by a filing that names it in `refiles`;
- `linked` (注明原件), for answers with `refiled within`: a filing that was made after another of the same project had been sent back does
  not say in `refiles` which one it replaces.

Each has a reason of its own; where the rule gives one, it can name `answer` (答复), `due` (期限), `grounds` (理由), those named with the answer,
and `fault` (问题), what the reason would be without it. A filing of which the steps are not on record is undetermined. Other rules can use `answered_on_grounds.unmet`
and the others like it, the numbers over all that is found.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.core.scope import Binding
from projgov.rules.forms.answering import Answer, Answering
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.parts import part_ids
from projgov.rules.forms.results import check_entries, tallies
from projgov.rules.forms.written import Rule, key

NO_ANSWERS = Pattern(
    "F515",
    Bilingual("规则 `{rule}` 没有写有哪几种答复", "the rule `{rule}` has no answers"),
    Bilingual("在 `answers:` 下写出补正、退回、不予立项等", "list them under `answers:`"),
)
NOT_ON_FILINGS = Pattern(
    "F516",
    Bilingual("这里的对象没有申报", "what is judged here has no filings"),
    Bilingual("写 `on: 项目`", "write `on: project`"),
)
_OWN = ("answered", "refiled", "linked")


class Answers(Rule):
    """How filings have to be answered."""

    answers: list[Answer] = key("答复", "各种答复", default=[], meaning="the answers that there are")
    answered_within: str | None = key(
        "答复期限",
        default=None,
        span=True,
        meaning="how long after a filing it has to be answered: `20 days`",
    )
    accepted_by: str = key(
        "受理步骤", default="registered", meaning="the kind of step by which a filing is accepted"
    )
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


def declare(rule: Answers, lowering: Lowering) -> Binding:
    return lowering.binding(None, check_entries())


def lower(rule: Answers, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.answers:
        lowering.faults.add(NO_ANSWERS, lowering.place_of(("answers",)), rule=rule.id)
        return Lowered()
    record = lowering.names.vocabulary.records.get(lowering.subject)
    if record is None or record.find("filings") is None:
        lowering.faults.add(NOT_ON_FILINGS, lowering.place_of(("on",)))
        return Lowered()
    ids = part_ids(rule.answers, "answers", (*check_entries(), *_OWN), lowering)
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    answering = Answering(rule.reason, rule.answers, ids, header, outcome, lowering)
    pairs = answering.lowered(rule.answered_within, rule.accepted_by)
    checks = tuple(check for check, _ in pairs)
    counts = tallies(header.id, header.subject, tuple(c.id for c in checks), lowering.this(), header.place)
    return Lowered(counts, checks, tuple(finding for _, finding in pairs))


KIND = Kind("answers", ("申报答复",), Bilingual("申报答复", "answers to filings"), Answers, declare, lower)
