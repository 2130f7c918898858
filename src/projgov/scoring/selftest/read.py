"""Reading the tests of a rule file: every fault of all of them is found before any test is run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, Pattern, Place, did_you_mean
from projgov.domain.declared_facts import check_facts
from projgov.domain.plain import from_plain
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Scalar, plain
from projgov.reading.tree import Sequence as TreeSequence
from projgov.rules.check.backing import UNKNOWN_RULE
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.core.scope import Faults
from projgov.rules.load import Pack
from projgov.rules.load.shapes import SHAPES, wrong_shape
from projgov.scoring.results import Key
from projgov.scoring.selftest.answer import Answer
from projgov.scoring.selftest.asked import asked, names
from projgov.scoring.selftest.changes import Sample
from projgov.scoring.selftest.questions import Asked, offer, understood

NO_SAMPLE = Pattern(
    "F180",
    Bilingual("有测试，没有样例", "there are tests, and no sample"),
    Bilingual(
        "在 `sample:` 下写一个各条规则都通过的小项目库",
        "write a small portfolio under `sample:` in which every rule holds",
    ),
)
WRONG_SUBJECT = Pattern(
    "N047",
    Bilingual(
        "`{name}` 说的是{on}，`{subject}` 是{found}",
        "`{name}` asks about: {on}; `{subject}` is: {found}",
    ),
    Bilingual("写一个{on}的编号", "write an id of type {on}"),
)
WRONG_ANSWER = Pattern(
    "F181",
    Bilingual("`{found}` 不是 `{rule}` 的结果", "`{found}` is nothing that `{rule}` can come to"),
    Bilingual("{offer}", "{offer}"),
)
NO_PARAMETER = Pattern(
    "N048",
    Bilingual("没有参数 `{name}`", "there is no parameter `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
_PORTFOLIO = (PORTFOLIO, "项目库")


@attrs.frozen
class Expected:
    """An expectation as it was read."""

    key: Key
    rule: str
    asked: Asked
    answer: Answer
    place: Place


@attrs.frozen
class Test:
    """A test as it was read: the changed sample, as data too, and what is expected."""

    __test__ = False

    name: str
    place: Place
    as_of: date
    sample: Sample
    portfolio: Any
    expected: tuple[Expected, ...]
    parameters: dict[str, Scalar]
    """Values that parameters have in this test, by canonical name."""


def read_tests(pack: Pack, faults: Faults) -> Iterator[Test]:
    """The tests of a rule file, as far as they can be read."""
    tree = pack.tree
    assert isinstance(tree, Mapping)
    tests = tree.get("tests")
    if not pack.tests or not isinstance(tests, TreeSequence):
        return
    if tree.get("sample") is None:
        faults.add(NO_SAMPLE, tests.place)
        return
    sample = read_sample(pack, faults)
    if sample is None:
        return
    for entry, node in zip(pack.tests, tests.items, strict=True):
        assert isinstance(node, Mapping)
        changed = sample.changed(node.get("given") or Mapping((), node.place), faults)
        name = node.get("name")
        place = node.place if name is None else name.place
        portfolio = _portfolio(pack, changed, entry.name, place, faults)
        expect = node.get("expect")
        expected = () if expect is None else tuple(_expected(pack, changed, expect, faults))
        parameters = dict(_parameters(pack, node.get("parameters"), faults))
        yield Test(entry.name, place, entry.as_of, changed, portfolio, expected, parameters)


def read_sample(pack: Pack, faults: Faults) -> Sample | None:
    """The sample of a rule file; None where it has none, or after faults."""
    tree = pack.tree
    assert isinstance(tree, Mapping)
    written = tree.get("sample")
    if written is None:
        return None
    if not isinstance(written, Mapping):
        faults.add(NO_SAMPLE, written.place)
        return None
    sample = Sample(_with_head(written), pack.core.vocabulary)
    return None if _portfolio(pack, sample, None, written.place, faults) is None else sample


def _parameters(pack: Pack, written: Node | None, faults: Faults) -> Iterator[tuple[str, Scalar]]:
    """The values of parameters that a test tries: of parameters that there are, and single values."""
    for entry in written if isinstance(written, Mapping) else ():
        name = canonical_name(entry.key.text)
        if name not in pack.core.parameters:
            offer = did_you_mean(entry.key.text, pack.core.parameters)
            faults.add(NO_PARAMETER, entry.key.place, name=entry.key.text, offer=offer)
        elif not isinstance(entry.value, Scalar):
            faults.found.append(wrong_shape(entry.value, Bilingual("一个值", "one value")))
        else:
            yield name, entry.value


def _with_head(sample: Mapping) -> Mapping:
    """The sample with the edition and id that a portfolio needs and a sample need not have."""
    given = {e.key.text for e in sample}
    head: dict[str, int | str] = {"projgov": 1, "id": "sample"}
    added = (
        Entry(Scalar(key, key, "plain", sample.place), Scalar(value, str(value), "plain", sample.place))
        for key, value in head.items()
        if key not in given
    )
    return attrs.evolve(sample, entries=(*added, *sample.entries))


def _portfolio(pack: Pack, sample: Sample, test: str | None, place: Place, faults: Faults) -> Any:
    """The portfolio that the sample is; None after faults, which bear the name of the test whose changes brought them."""
    try:
        portfolio = from_plain(plain(sample.tree), file=place.file)
        check_facts(portfolio, pack.facts)
    except InvalidData as refused:
        faults.extend(refusals(refused, sample, test, place))
        return None
    return portfolio


def refusals(refused: InvalidData, sample: Sample, test: str | None, place: Place) -> Iterator[Diagnostic]:
    """What is wrong with a changed sample, where it was written; what has no place of its own is shown at `place`."""
    return (_of_test(sample.placed(fault, place), test) for fault in refused.diagnostics)


def _of_test(fault: Diagnostic, test: str | None) -> Diagnostic:
    if test is None:
        return fault
    message = fault.pattern.message
    named = Bilingual("测试“{test}”：" + message.zh, "test `{test}`: " + message.en)
    values = tuple(sorted({**dict(fault.values), "test": test}.items()))
    return attrs.evolve(fault, pattern=attrs.evolve(fault.pattern, message=named), values=values)


def _expected(pack: Pack, sample: Sample, expect: Node, faults: Faults) -> Iterator[Expected]:
    for subject in expect.entries if isinstance(expect, Mapping) else ():
        key = _key(sample, subject.key, faults)
        if not isinstance(subject.value, Mapping):
            faults.found.append(wrong_shape(subject.value, SHAPES["model"]))
            continue
        if key is not None:
            for entry in subject.value:
                yield from _one(pack, key, entry, faults)


def _key(sample: Sample, written: Scalar, faults: Faults) -> Key | None:
    if written.text in _PORTFOLIO:
        return Key(PORTFOLIO, PORTFOLIO)
    found = sample.find(written, faults)
    return None if found is None else Key(found[0].name, found[1])


def _one(pack: Pack, key: Key, entry: Entry, faults: Faults) -> Iterator[Expected]:
    core = pack.core
    rule = ".".join(canonical_name(part) for part in entry.key.text.split("."))
    found = asked(core, rule)
    answers = [a for subject, a in found if subject == key.type]
    if not found:
        offered = did_you_mean(rule, names(core, key.type))
        faults.add(UNKNOWN_RULE, entry.key.place, name=entry.key.text, offer=offered)
    elif not answers:
        on, other = (_label(pack, name) for name in (found[0][0], key.type))
        faults.add(WRONG_SUBJECT, entry.key.place, name=rule, on=on, subject=key.id, found=other)
    elif (read := understood(answers, entry.value)) is None:
        value = entry.value
        shown = value.text if isinstance(value, Scalar) else value.source or "…"
        faults.add(WRONG_ANSWER, value.place, found=shown, rule=rule, offer=offer(answers, value))
    else:
        yield Expected(key, rule, *read, entry.key.place)


def _label(pack: Pack, subject: str) -> Bilingual:
    """What a type of subject is called."""
    if subject == PORTFOLIO:
        return Bilingual("项目库", "portfolio")
    return pack.core.vocabulary.record(subject).about.named.label
