"""A Hypothesis strategy for the texts of rule files: every kind of rule, over the whole vocabulary, without a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from hypothesis import strategies as st

from projgov.domain.records import VOCABULARY
from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    DurationType,
    NumberType,
    PeriodType,
    TextType,
)
from projgov.rules.kinds.table import KINDS
from projgov.rules.load import Pack, read_text
from projgov.rules.load.file import FactEntry, Head, ParameterEntry, ParameterVersion
from projgov.testing.feel_leaves import DAY, WORDS, Draw
from projgov.testing.feel_scope import Given, Named
from projgov.testing.rule_checks import (
    cadence,
    definition,
    quota,
    responsibility,
    sanction,
    schedule,
)
from projgov.testing.rule_conditions import checklist, closing, filing, promotion, supervision
from projgov.testing.rule_disclosures import disclosure
from projgov.testing.rule_filings import answers, chain, duplicates, full_coverage, procedure
from projgov.testing.rule_hand import Hand
from projgov.testing.rule_judging import draws, panels, selection, surveys
from projgov.testing.rule_lamps import lamps
from projgov.testing.rule_scores import awards, grades, indicators, points
from projgov.testing.rule_tables import tables
from projgov.testing.rule_yaml import Source, Written, document

WRITERS: Mapping[str, Callable[[Hand], dict[str, Written] | None]] = {
    "definitions": definition,
    "tables": tables,
    "filing": filing,
    "answers": answers,
    "checklist": checklist,
    "supervision": supervision,
    "closing": closing,
    "promotion": promotion,
    "procedure": procedure,
    "full_coverage": full_coverage,
    "duplicates": duplicates,
    "quota": quota,
    "responsibility": responsibility,
    "chain": chain,
    "schedule": schedule,
    "cadence": cadence,
    "lamps": lamps,
    "points": points,
    "indicators": indicators,
    "panels": panels,
    "surveys": surveys,
    "grades": grades,
    "awards": awards,
    "selection": selection,
    "draws": draws,
    "sanctions": sanction,
    "disclosure": disclosure,
}
"""How a rule of each kind is written, by the section in which it stands."""

_FILE = "random.yaml"
_USABLE = (NumberType, BooleanType, TextType, DateType, PeriodType, DurationType, ChoiceType)
_UNNAMED = frozenset(
    {
        "measure",
        "weights",
        "rounding",
        "limit",
        "asked",
        "status",
        "called",
        "known_holes",
        "hole_names_zh",
        "hole_names_en",
    }
)
"""Entries that rules do not give to others, or not always."""
_OF_DAYS = re.compile(r"period|applies|memories|said_(zh|en)|(row|pauses|clears|evidence)_[0-9]+")
"""What rules on lamps ask of single days: definitions that bear no name for other rules."""
_OBSERVING = frozenset({"highest", "lowest"})
"""Entries that say between what something lies that is not yet known."""
_OF_SENSE = frozenset({"B013", "L011", "T020", "T021", "T022", "T026"})
"""Codes of faults that what is written at random can have by chance: the order of grades, rows, units, days that do not exist."""
_OFTEN = ("points", "points", "awards", "grades", "schedule", "cadence")


@st.composite
def rule_files(draw: st.DrawFn, *, most: int = 6, observing: bool = True, kinds: Collection[str] = ()) -> str:
    """Texts of rule files with up to `most` rules, each of which `projgov check` finds without error.

    Rules build on one another; expressions are drawn by type over the whole vocabulary, parameters and declared facts included.
    Without `observing` nothing looks at whether something is known: no `missing(…)` and `present(…)`, no `require present`, no
    policy for missing evidence but `undetermined`, no responsibility by role, and nothing is excused (an excuse that is not on
    record excuses nothing). `kinds` are the sections that are written (none
    given: all).
    """
    parts = _head(draw, observing)
    chinese = draw(st.sampled_from([0, 0, 1, 3]))
    pack = read(document(None, parts))
    parameters = {name: p.type for name, p in pack.core.parameters.items()}
    hand = Hand(draw, Named(pack.core.vocabulary, parameters, observing), chinese)
    sections: dict[str, list[Written]] = {}
    for n in range(draw(st.integers(1, most))):
        if n:
            hand.named.given = _given(read(document(None, {**parts, **sections})), observing)
        kind = draw(st.sampled_from([*kinds] or [*WRITERS, *_OFTEN]))
        rule = WRITERS[kind](hand)
        if rule is None:  # nothing to grade yet
            kind, rule = "points", points(hand)
        with_it = {**sections, kind: [*sections.get(kind, []), rule]}
        if not _makes_no_sense(document(None, {**parts, **with_it})):
            sections = with_it
    if not sections:
        sections = {"definitions": [{"id": "one", "on": "project", "value": Source("1")}]}
    return document(draw, {**parts, **{_section_name(hand, k): v for k, v in sections.items()}})


def _makes_no_sense(text: str) -> bool:
    """Whether by chance a rule is written well and yet makes no sense: money and points added, a row that never shows."""
    found = read_text(text, _FILE)
    return found.pack is None and all(d.code in _OF_SENSE for d in found.diagnostics if d.is_error)


def read(text: str) -> Pack:
    """The pack of a text, which has to be without faults."""
    found = read_text(text, _FILE)
    assert found.pack is not None, "\n".join([text, *(d.render("en") for d in found.diagnostics)])
    return found.pack


def _head(draw: Draw, observing: bool) -> dict[str, Written]:
    """What stands before the rules."""
    hand = Hand(draw, Named(VOCABULARY, {}, observing=True), draw(st.sampled_from([0, 1])))
    head: dict[str, Written | None] = {
        "projgov": 1,
        "pack": "random",
        "year": 2017,
        "title": hand.title(),
        "excusable": hand.pick([None, None, "any", "一律", "never"]) if observing else "never",
        "parameters": {hand.id("limit", "标准"): _parameter(hand) for _ in hand.count(0, 3)},
        "facts": _facts(hand) if hand.chance(2) else None,
    }
    return hand.written(Head, head)


def _parameter(hand: Hand) -> Written:
    """A parameter with one value, or with several in time, not always without a gap."""
    kind = hand.pick(["number", "number", "number", "text", "date", "yes/no"])
    fields: dict[str, Written | None] = {
        "title": hand.maybe(hand.title),
        "unit": hand.maybe(lambda: hand.pick(["points", "days", "percent"])) if kind == "number" else None,
        "basis": hand.pick(["document", "published", "assumed"]),
    }
    if hand.chance(3):
        turn = hand.draw(st.dates(date(2017, 1, 2), date(2017, 12, 30)))
        gap = 1 if hand.chance(4) else 0
        before = {
            "value": _value(hand, kind),
            "end": Source(date.fromordinal(turn.toordinal() - 1 - gap).isoformat()),
        }
        after = {"value": _value(hand, kind), "start": Source(turn.isoformat())}
        fields["versions"] = [hand.written(ParameterVersion, v) for v in (before, after)]
    else:
        fields["value"] = _value(hand, kind)
    return hand.written(ParameterEntry, fields)


def _value(hand: Hand, kind: str) -> Written:
    match kind:
        case "text":
            return hand.pick(WORDS)
        case "date":
            return Source(hand.draw(DAY).isoformat())
        case "yes/no":
            return hand.pick([True, False])
    whole = st.integers(1, 100).map(str)
    return Source(hand.draw(st.one_of(whole, whole, st.sampled_from(["0.5", "2.25", "0"]))))


def _facts(hand: Hand) -> dict[str, Written]:
    """Facts that are declared beside the vocabulary's own fields."""
    found: dict[str, Written] = {}
    for record in ("project", "unit"):
        if hand.chance(2):
            names = [hand.id("fact", "事实") for _ in hand.count(1, 3)]
            found[hand.subject_name(record)] = {name: _fact(hand, f"{name} 情况") for name in names}
    return found


def _fact(hand: Hand, label: str) -> Written:
    """A fact; its label is a name, too."""
    kind = hand.pick(["number", "number", "text", "yes/no", "date", "choice"])
    fields: dict[str, Written | None] = {"label": {"zh": label, "en": hand.pick(WORDS)}, "type": kind}
    if kind == "number":
        fields |= {
            "decimals": hand.draw(st.integers(0, 2)),
            "least": Source("0"),
            "most": hand.maybe(lambda: Source("100")),
        }
    if kind == "choice":
        fields["options"] = ["高", "low", "中"]
    return hand.written(FactEntry, fields)


def _given(pack: Pack, observing: bool) -> list[Given]:
    """What the rules give to one another."""
    unnamed = _UNNAMED if observing else _UNNAMED | _OBSERVING
    found: list[Given] = []
    for value in pack.core.definitions.values():
        rule, _, entry = value.id.partition(".")
        named = entry not in unnamed and "." not in entry and _OF_DAYS.fullmatch(entry) is None
        named = named and not entry.endswith("_status")  # of a band with a cap
        if isinstance(value.type, _USABLE) and named:
            found.append(Given(rule.replace("_", " "), entry.replace("_", " "), value.subject, value.type))
    return found


def _section_name(hand: Hand, key: str) -> str:
    kind = next(k for k in KINDS if k.key == key)
    return hand.pick([kind.key, *kind.names]) if hand.chinese else kind.key
