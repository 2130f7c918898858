"""Results handed on (结果运用): which results of which units, officers or projects go to the annual review, in which columns.

The annual review of leading teams, officers and civil servants (领导班子、领导干部、公务员年度考核) takes the results of a system as one of its inputs. A
rule of this kind says for whom they are handed on and in which columns; each column has a title and a `value`.

    exports:
      - id: leading_teams
        on: unit
        title: {zh: 领导班子年度考核, en: Annual review of leading teams}
        when: level = "department"
        settled by: year_results
        columns:
          - {id: name, title: {zh: 单位, en: Unit}, value: name}
          - {id: projects, title: {zh: 主办项目数, en: Projects led}, value: unit_score}
          - {id: head, title: {zh: 主要负责人, en: Head}, value: '"（由组织部门填写）"', personal: true}
    stages:
      - id: year_results
        on: unit
        results: [unit_score]
        steps:
          - {stage: public notice, notice: 5 working days}
          - {stage: final}
    definitions:
      - {id: unit_score, on: unit, value: count(led projects)}

Where the results go through stages, `settled by` (审定依据) names the rule that says so (see *Results in stages*). Those of a subject are final
where the stage reached is the final decision, with its day and document; all others are handed on as preliminary, and marked as such; so
are all where there is no `settled by`. What is not known is empty, and the missing evidence is named.

Which columns are personal data follows from what enters them: fields that are personal, also through other rules, and everything said of
officers. `personal: true` marks what cannot be seen so. `projgov export` and `report.export` give the rows as CSV or JSON. In tests an export
of a subject is `final`, `preliminary` or `none`.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.choices.judging import RULING_STAGE
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.exports import Export, ExportColumn, Settled
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.from_feel import lower as lower_feel
from projgov.rules.core.nodes import Node
from projgov.rules.core.scope import Binding
from projgov.rules.feel.parser import parse
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.parts import Part, part_ids
from projgov.rules.forms.written import Expression, Rule, key

NOT_STAGES = Pattern(
    "F565",
    Bilingual("`{name}` 不是结果审定的规则", "`{name}` is no rule of results in stages"),
    Bilingual("写 `stages:` 下一条规则的编号", "write the id of a rule under `stages:`"),
)
NO_COLUMNS = Pattern(
    "F566",
    Bilingual("结果运用 `{rule}` 一列也没有", "`{rule}` hands nothing on: it has no columns"),
    Bilingual("在 `columns:` 下逐列写", "write what is handed on under `columns:`"),
)
_RESERVED = ("type", "id", "status", "stage", "day", "document", "cites")


class ColumnRow(Part):
    """A column."""

    value: Expression = key("取值", meaning="what stands in it")
    personal: bool = key(
        "个人信息", default=False, meaning="whether it is personal data, where its fields do not say so"
    )


class ExportRule(Rule):
    """Results that are handed on."""

    settled_by: Expression | None = key(
        "审定依据", default=None, meaning="the rule under `stages:` by which the results become final"
    )
    columns: list[ColumnRow] = key("各列", "列", meaning="what is handed on")


def declare(rule: ExportRule, lowering: Lowering) -> Binding:
    return lowering.binding(None, {})


def lower(rule: ExportRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    if not rule.columns:
        lowering.faults.add(NO_COLUMNS, header.place, rule=rule.id)
    ids = part_ids(rule.columns, "columns", _RESERVED, lowering)
    columns = tuple(
        ExportColumn(name, row.label, lowering.expression(row.value), row.personal)
        for name, row in zip(ids, rule.columns, strict=True)
    )
    return Lowered(exports=(Export(header, columns, _settled(rule, lowering), lowering.applies()),))


def _settled(rule: ExportRule, lowering: Lowering) -> Settled | None:
    written = rule.settled_by
    if written is None:
        return None
    stage = lowering.expression(written)
    named = lowering.names.binding(canonical_name(written.text), None)
    if is_poison(stage) or (named is not None and named.unread):
        return None
    if stage.type != RULING_STAGE or not written.text.isidentifier():
        lowering.faults.add(NOT_STAGES, written.scalar.place, name=written.text)
        return None

    def part(name: str) -> Node:
        tree = parse(f"{written.text}.{name}", place_at=written.place_at)
        return lower_feel(tree, lowering.scope, written.place_at)

    return Settled(written.text, stage, part("day"), part("document"))


KIND = Kind("exports", ("结果运用",), Bilingual("结果运用", "results handed on"), ExportRule, declare, lower)
