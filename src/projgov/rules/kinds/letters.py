"""Letters and bulletins (文书): notices, warnings, letters of responsibility, circulars and bulletins, written from what was found.

A letter is about a subject of its type, or (`on: portfolio`) about everything once. It has a title, an addressee `to` and a
body of parts, one below the other: a `heading`; a `text`; a list (`each` with a `text` for each item); a table (`each` with `columns`).
`{…}` in any text is FEEL over the subject and the results of rules, as in the reasons of rules.

    letters:
      - id: return_notice
        on: project
        title: {zh: 补正通知书, en: Notice to complete a filing}
        to: "{lead unit}"
        issuer: {zh: 市项目办, en: City project office}
        about: [form_attached]
        body:
          - text: {zh: "你单位申报的“{title}”需要补正：", en: "Your filing “{title}” has to be completed:"}
          - each: findings
            numbered: true
            text: {zh: "{reason}（{outcome}）", en: "{reason} ({outcome})"}
      - id: bulletin
        on: portfolio
        period: month
        title: {zh: 月度通报, en: Monthly bulletin}
        heading: {zh: "{period name}重点项目通报", en: "Bulletin of key projects, {period name}"}
        body:
          - each: projects
            columns:
              - {title: {zh: 项目, en: Project}, text: "{title}"}
              - {title: {zh: 牵头单位, en: Lead unit}, text: "{lead unit}"}
            if none: {zh: 本期没有项目。, en: There are no projects.}
    filing:
      - id: form_attached
        on: project
        require: some f in filings satisfies f.form = true
        otherwise: to complete
        reason: {zh: 未附申报表, en: The application form is not attached}

Where a letter is `about` (针对) rules, it is written where one of them found or proposes something, and `findings`, `proposals` and
`awards` hold only what these did; without `about` they hold all. `when` is a further condition. What a letter on a project sees is
what was found of the project; a letter on a unit or officer sees also what is against it; one on the portfolio sees everything.

| list          | of each item                                                                                                       |
| ---           | ---                                                                                                                |
| `findings`    | `rule`, `title`, `reason`, `outcome`, `day`, `quote`, `subject`, `id`, `against`, `stands`                         |
| `proposals`   | `rule`, `title`, `reason`, `measure`, `status`, `document`, `day`, `quote`, `subject`, `id`, `against`             |
| `awards`      | `rule`, `title`, `reason`, `status`, `document`, `subject`, `id`                                                   |

Findings are those that still stand on the day of the letter: no measure that was lifted since, and nothing of a filing that another
replaces (`refiles`), or that a later one makes good by meeting the same rule. A letter with `settled: true` (含已了结) holds these too; their
`stands` is false.

`status` is `proposed` until a ruling decides it (`decided`, with the `document`; `rejected`). A letter that tells of something that is
only proposed says so at its end, whatever its text is. Within a part, entries and the fields of records go by their bare names, and the
item itself is `item`; the subject of the letter stays `subject`.

With `period` (月, 季 …) a letter is of the last such period that has ended by the day of evaluation: `period`, which people call `period name` (2017年9月). Members of a list
of which it is not known whether they belong there are not listed, and it is said that there are such; so it is of findings, proposals and
awards that are still undetermined. Whether a letter is to be written is undetermined where only what is undetermined could be its reason: it is
listed as such, with what is missing. The day of a letter is the day of
evaluation. `projgov letter` and `report.letter` give it as Markdown or plain text; whatever the values hold, they cannot change its form.

In tests a letter is `written`, `none` or `undetermined`; `return_notice: {contains: 未附申报表, lacks: 退回}` asks for its text, in either
language.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import ChoiceType
from projgov.rules.core import nodes
from projgov.rules.core.letters import LOCALS, PERIOD, Letter, lists
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Binding, Scope
from projgov.rules.core.typing import TEXT
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.letter_parts import BlockRow, blocks
from projgov.rules.forms.named_rules import named_rules
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.forms.period_ends import EVERY, UNKNOWN_PERIOD
from projgov.rules.forms.written import Rule, Template, key

EMPTY_LETTER = Pattern(
    "F561",
    Bilingual("文书 `{rule}` 没有正文", "the letter `{rule}` has no body"),
    Bilingual("在 `body:` 下逐段写", "write its parts under `body:`"),
)
_OUTCOME = ChoiceType("outcome", OUTCOMES)


class LetterRule(Rule):
    """One letter."""

    heading: Template | None = key(
        "文书标题", default=None, meaning="the title that is printed; else the title of the rule"
    )
    to: Template | None = key("主送", "收文单位", default=None, meaning="the addressee")
    issuer: Template | None = key("落款", "发文单位", default=None, meaning="who issues it")
    about: list[str] = key(
        "针对",
        default=[],
        meaning="ids of rules: it is written where one of them found or proposes something",
    )
    settled: bool = key(
        "含已了结",
        default=False,
        meaning="whether `findings` also hold what no longer stands: measures lifted, filings filed again",
    )
    period: str | None = key(
        "期间", default=None, options=EVERY, meaning="it is of the last such period that has ended"
    )
    body: list[BlockRow] = key("正文", meaning="the parts of the letter")


def declare(rule: LetterRule, lowering: Lowering) -> Binding:
    return lowering.binding(None, {})


def lower(rule: LetterRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.body:
        lowering.faults.add(EMPTY_LETTER, header.place, rule=rule.id)
    period = None
    if rule.period is not None:
        option = find(rule.period, EVERY)
        if option is None:
            place = lowering.place_of(("period",))
            lowering.faults.add(UNKNOWN_PERIOD, place, name=rule.period, offer=offer(rule.period, EVERY))
        period = None if option is None else option.code
    scope = _scope(rule, lowering)
    letter = Letter(
        header,
        lowering.message(rule.heading, scope),
        lowering.message(rule.to, scope),
        lowering.message(rule.issuer, scope),
        blocks(rule.body, scope, lowering),
        lowering.applies(scope),
        named_rules(rule.about, "about", lowering),
        period,
        rule.settled,
        header.place,
    )
    return Lowered(letters=(letter,))


def _scope(rule: LetterRule, lowering: Lowering) -> Scope:
    """The names that the expressions of a letter see."""
    given: dict[str, Node] = {name: nodes.Variable(name, kind) for name, kind in lists(_OUTCOME).items()}
    if rule.period is not None:
        given |= {
            "period": nodes.Variable("period", PERIOD),
            "period_name": nodes.Variable("period_name", TEXT),
        }
    further = {other: node for name, node in given.items() for other in LOCALS[name]}
    return lowering.scope.with_locals({**given, **further})


KIND = Kind("letters", ("文书",), Bilingual("文书", "letters"), LetterRule, declare, lower)
