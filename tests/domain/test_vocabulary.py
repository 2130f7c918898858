"""The vocabulary: what is declared once, and what is read off it."""

from typing import Annotated

import attrs
import pytest

from projgov.diagnostics import Bilingual
from projgov.domain.declare import about, reference, text
from projgov.domain.records import RECORDS, VOCABULARY
from projgov.domain.types import (
    ChoiceType,
    ListType,
    Missing,
    RecordType,
    ReferenceType,
    RegisterType,
    ValueType,
)
from projgov.domain.vocabulary import Member, Record, build, canonical_name, described

ALL_RECORDS = pytest.mark.parametrize("record", VOCABULARY.records.values(), ids=lambda r: r.name)


def test_a_name_is_the_same_with_spaces_underscores_and_after_normalisation() -> None:
    assert canonical_name("lead unit") == canonical_name(" lead_unit ") == "lead_unit"
    assert canonical_name("e\u0301tat") == "\u00e9tat"


def test_the_subjects_are_units_officers_projects_and_items_and_rulings_stand_apart() -> None:
    assert [r.about.collection for r in VOCABULARY.subjects] == ["units", "officers", "projects", "items"]
    assert [r.about.collection for r in VOCABULARY.collections][-1] == "rulings"


@ALL_RECORDS
def test_every_member_is_labelled_in_both_languages_and_has_a_chinese_name(record: Record) -> None:
    for member in record.members.values():
        assert member.label.zh
        assert member.label.en
        assert any(not name.isascii() for name in member.names), f"{record.name}.{member.name}"


@ALL_RECORDS
def test_every_name_calls_one_member(record: Record) -> None:
    for member in record.members.values():
        for name in (member.name, *member.names):
            assert record.find(name) is member


@ALL_RECORDS
def test_every_type_of_record_that_is_named_exists(record: Record) -> None:
    for member in record.members.values():
        for name in _records_in(member.type):
            assert name in VOCABULARY.records


@ALL_RECORDS
def test_a_record_is_dated_exactly_where_it_holds_both_days(record: Record) -> None:
    assert record.about.dated == ({"occurred", "recorded"} <= record.fields.keys())


@ALL_RECORDS
def test_a_register_holds_dated_records_only(record: Record) -> None:
    for field in record.fields.values():
        if isinstance(field.spec.type, RegisterType):
            assert VOCABULARY.record(field.spec.type.record).about.dated


@ALL_RECORDS
def test_a_series_is_drawn_from_fields_that_exist(record: Record) -> None:
    for series in record.about.series:
        register = record.fields[series.register].spec.type
        assert isinstance(register, RegisterType)
        owner = VOCABULARY.record(register.record)
        entries = owner.fields[series.entries].spec.type
        assert isinstance(entries, ListType)
        assert isinstance(entries.of, RecordType)
        entry = VOCABULARY.record(entries.of.record)
        assert series.value in entry.fields
        assert series.day in entry.fields or series.day in owner.fields
        if series.preferred:
            source = entry.fields["source"].spec.type
            assert isinstance(source, ChoiceType)
            assert set(series.preferred) <= set(source.codes)


def test_codes_of_a_choice_are_distinct_and_so_are_its_names() -> None:
    choices = {kind for record in VOCABULARY.records.values() for kind in _choices_of(record)}
    for kind in choices:
        assert len(set(kind.codes)) == len(kind.codes), kind.name
        names = [canonical_name(n) for o in kind.options for n in {o.code, o.label.zh, *o.names}]
        assert len(set(names)) == len(names), kind.name
    assert len({kind.name for kind in choices}) == len(choices)


def test_both_ends_of_a_relation_can_be_asked() -> None:
    lead = VOCABULARY.record("project").members["lead_unit"]
    led = VOCABULARY.record("unit").find("主办项目")
    assert lead.access == "reference"
    assert lead.type == RecordType("unit")
    assert led is not None
    assert (led.name, led.access, led.source) == ("led_projects", "inverse", ("project", "lead_unit"))
    assert led.type == ListType(RecordType("project"))


def test_the_latest_record_of_a_register_has_a_name_of_its_own() -> None:
    latest = VOCABULARY.record("project").find("项目指导书")
    assert latest is not None
    assert (latest.access, latest.source, latest.type) == ("latest", ("guidebooks",), RecordType("guidebook"))


def test_a_word_of_python_keeps_its_plain_key_and_name() -> None:
    post = VOCABULARY.record("post")
    assert post.fields["from_"].key == "from"
    found = post.find("from")
    assert found is not None
    assert found.name == "from_"


def test_names_of_persons_and_their_ids_are_personal() -> None:
    officer = VOCABULARY.record("officer")
    assert {m.confidentiality for m in officer.members.values() if m.name in ("id", "name", "posts")} == {
        "personal"
    }
    for record in VOCABULARY.records.values():
        for member in record.members.values():
            if member.access == "reference" and "officer" in _records_in(member.type):
                assert member.confidentiality == "personal", f"{record.name}.{member.name}"


def test_declared_facts_become_members_of_the_record_named_only() -> None:
    fact = Member(
        "stations", ListType(RecordType("unit")), Bilingual("站", "stations"), (), "internal", "fact"
    )
    extended = VOCABULARY.with_facts({"project": [fact]})
    assert extended.record("project").find("stations") is fact
    assert extended.record("unit").find("stations") is None
    assert VOCABULARY.record("project").find("stations") is None


def test_two_members_with_one_name_are_an_error_when_the_vocabulary_is_built() -> None:
    @described(about("clash", "冲突", "clash", collection="clashes"))
    @attrs.frozen(kw_only=True)
    class Clash:
        id: Annotated[str, text("编号", "id", "编号")]
        other: Annotated[str | Missing, text("另一", "other", "编号")] = Missing()

    with pytest.raises(ValueError, match="calls both id and other"):
        build([Clash])


def test_only_a_reference_has_another_end() -> None:
    broken = attrs.evolve(reference("unit", "甲", "a", inverse=None), type=ListType(RecordType("unit")))
    with_inverse = attrs.evolve(broken, inverse=about("x", "甲", "a").named)

    @described(about("odd", "奇", "odd"))
    @attrs.frozen(kw_only=True)
    class Odd:
        unit: Annotated[str, with_inverse]

    with pytest.raises(TypeError, match="only a reference"):
        build([*RECORDS, Odd])


def _records_in(kind: ValueType) -> list[str]:
    match kind:
        case RecordType(name) | ReferenceType(name) | RegisterType(name):
            return [name]
        case ListType(of):
            return _records_in(of)
    return []


def _choices_of(record: Record) -> list[ChoiceType]:
    kinds = [f.spec.type for f in record.fields.values()]
    return [k for k in kinds if isinstance(k, ChoiceType)] + [
        k.of for k in kinds if isinstance(k, ListType) and isinstance(k.of, ChoiceType)
    ]


def test_rule_files_can_ask_for_everything_by_the_chinese_label_that_the_vocabulary_shows() -> None:
    unknown = [
        (record.name, member.label.zh)
        for record in VOCABULARY.records.values()
        for member in record.members.values()
        if record.find(canonical_name(member.label.zh)) is None
    ]
    assert unknown == []
