"""Excuses as they are told, and those that cannot do what they were recorded for: doubts about data, which decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, Language, Pattern, Place, did_you_mean
from projgov.domain.choices.judging import GROUND
from projgov.domain.results import Excuse
from projgov.domain.types import Missing
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core import nodes
from projgov.rules.core.program import Core, unversioned
from projgov.rules.forms.excuses import REGISTER
from projgov.scoring.context import Context
from projgov.scoring.results import Key
from projgov.scoring.values import Occasion, Rows
from projgov.scoring.wording import bracketed, value_text

SUSPENDS_UNKNOWN = Pattern(
    "D060",
    Bilingual(
        "免责事由 `{excuse}` 要暂停规则 `{rule}`，没有以{subject}为对象的这条规则",
        "the excuse `{excuse}` suspends the rule `{rule}`, and there is no such rule on {subject}",
    ),
    Bilingual("{offer}", "{offer}"),
    severity="warning",
)
NOT_EXCUSABLE = Pattern(
    "D061",
    Bilingual(
        "免责事由 `{excuse}` 要暂停规则 `{rule}`，规则文件不许这条规则免责",
        "the excuse `{excuse}` suspends the rule `{rule}`, which by the rule file nothing excuses",
    ),
    Bilingual(
        "从 `suspends` 里删去，或在规则里写 `excusable: named`",
        "take it out of `suspends`, or write `excusable: named` in the rule",
    ),
    severity="warning",
)
ENDS_BEFORE_IT_STARTS = Pattern(
    "D062",
    Bilingual(
        "免责事由 `{excuse}` 在起始日期（{start}）之前就截止了（{end}）",
        "the excuse `{excuse}` ends ({end}) before it starts ({start})",
    ),
    Bilingual("核对起止日期", "check both days"),
    severity="warning",
)
NAMES_NO_RULE = Pattern(
    "D063",
    Bilingual(
        "免责事由 `{excuse}` 没有列明暂停哪些规则，不起作用",
        "the excuse `{excuse}` names no rule that it suspends, and so suspends none",
    ),
    Bilingual(
        "在 `suspends` 里写规则编号；凡有免责事由一律暂停的规则，写 `excusable: any`",
        "write the ids of rules under `suspends`; a rule that every excuse suspends says `excusable: any`",
    ),
    severity="warning",
)
_APPROVED = Bilingual("经{authority}批准{document}", "approved by {authority}{document}")
_DOCUMENT = Bilingual("文号 {document}", "document {document}")
_DURING = Bilingual("{start} 至 {end}", "{start} to {end}")
_ONWARD = Bilingual("自 {start} 起", "from {start} on")
_NO_GROUND = Bilingual("未写事由", "no ground stated")


def excuses_of(key: Key, occasion: Occasion, context: Context) -> tuple[Excuse, ...]:
    """The excuses that suspend a rule on an occasion, sorted by id."""
    node = context.core.checks[occasion.check].excused
    if node is None:
        return ()
    found = context.value(node, key, occasion)
    sure = found.sure if isinstance(found, Rows) else found if isinstance(found, tuple) else ()
    return tuple(sorted(sure, key=lambda excuse: str(excuse.id)))


def excuse_text(excuse: Excuse, language: Language) -> str:
    """An excuse in words: ground, what it says, authority and document, dates."""
    ground = (
        _NO_GROUND.in_(language)
        if given(excuse.ground) is None
        else value_text(excuse.ground, GROUND, language)
    )
    if (description := given(excuse.description)) is not None:
        ground += bracketed(description, language)
    parts = [ground]
    authority, document = given(excuse.authority), given(excuse.document)
    if authority is not None and document is not None:
        parts.append(
            _APPROVED.in_(language).format(authority=authority, document=bracketed(document, language))
        )
    elif authority is not None:
        parts.append(_APPROVED.in_(language).format(authority=authority, document=""))
    elif document is not None:
        parts.append(_DOCUMENT.in_(language).format(document=document))
    start, end = first_day(excuse), given(excuse.to)
    words = _ONWARD if end is None else _DURING
    parts.append(words.in_(language).format(start=start.isoformat(), end=end))
    return ("，" if language == "zh" else ", ").join(parts)


def excuse_to_plain(excuse: Excuse) -> dict[str, Any]:
    """An excuse as plain data; null for what is not given, and for the end of one without end."""
    ground = next((o for o in GROUND.options if o.code == excuse.ground), None)
    end = given(excuse.to)
    return {
        "id": excuse.id,
        "ground": None
        if ground is None
        else {"code": ground.code, "zh": ground.label.zh, "en": ground.label.en},
        "description": given(excuse.description),
        "authority": given(excuse.authority),
        "document": given(excuse.document),
        "from": first_day(excuse).isoformat(),
        "to": None if end is None else end.isoformat(),
    }


def first_day(excuse: Excuse) -> date:
    """The first day that an excuse covers: that on which it was granted, where none is given."""
    return given(excuse.from_) or excuse.occurred


def given(value: Any) -> Any:
    """A value, None where it is missing."""
    return None if isinstance(value, Missing) else value


def doubts(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the excuses on record: rules that are not there or cannot be excused, an end before the start."""
    rules = _Rules.of(context.core)
    for record in context.core.vocabulary.subjects:
        if record.find(REGISTER) is None:
            continue
        for subject in context.facts.subjects(record.name):
            for excuse in subject.excuses:
                yield from rules.doubts(excuse, Key(record.name, subject.id), record.about.named.label)


@attrs.frozen
class _Rules:
    """The rules and checks by their ids, for each type of subject: those that can be excused, all, and those that any excuse suspends."""

    excusable: Mapping[str, set[str]]
    known: Mapping[str, set[str]]
    any: Mapping[str, bool]

    @classmethod
    def of(cls, core: Core) -> _Rules:
        excusable: dict[str, set[str]] = {}
        known: dict[str, set[str]] = {}
        unnamed: dict[str, bool] = {}
        for output in core.outputs:
            known.setdefault(output.header.subject, set()).add(unversioned(output.header.id))
        for check in core.checks.values():
            whole = unversioned(check.id)
            names = {whole, whole.partition(".")[0]}
            known.setdefault(check.subject, set()).update(names)
            if check.excused is not None:
                excusable.setdefault(check.subject, set()).update(names)
                if isinstance(check.excused, nodes.Excuses) and check.excused.unnamed:
                    unnamed[check.subject] = True
        return cls(excusable, known, unnamed)

    def doubts(self, excuse: Excuse, key: Key, subject: Bilingual) -> Iterator[Diagnostic]:
        place = Place(path=f"{key.type} {key.id} · {REGISTER} {excuse.id}")
        start, end = first_day(excuse), given(excuse.to)
        if end is not None and end < start:
            yield ENDS_BEFORE_IT_STARTS.at(
                place, excuse=excuse.id, start=start.isoformat(), end=end.isoformat()
            )
        named = given(excuse.suspends) or ()
        if not named and not self.any.get(key.type):
            yield NAMES_NO_RULE.at(place, excuse=excuse.id)
        known, excusable = self.known.get(key.type, set()), self.excusable.get(key.type, set())
        for name in named:
            rule = canonical_name(name)
            if rule not in known:
                offer = did_you_mean(rule, excusable)
                yield SUSPENDS_UNKNOWN.at(place, excuse=excuse.id, rule=name, subject=subject, offer=offer)
            elif rule not in excusable:
                yield NOT_EXCUSABLE.at(place, excuse=excuse.id, rule=name)
