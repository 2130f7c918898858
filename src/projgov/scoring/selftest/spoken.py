"""The words of the tests inside a rule file in both languages: `met` is 通过, 待定 is `undetermined`.

Only what stands in one of the tables of words is told here. Names of the user's own (a grade, a lamp, a step of a ladder) stay.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.types import Option
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Scalar, Sequence
from projgov.rules.forms.grading import GRADES
from projgov.rules.forms.lamp_rows import LAMPS
from projgov.rules.forms.options import find
from projgov.rules.forms.outcomes import OUTCOMES
from projgov.rules.load import Pack
from projgov.scoring.selftest import words
from projgov.scoring.selftest.answer import Word
from projgov.scoring.selftest.asked import asked
from projgov.scoring.selftest.questions import understood

_TABLE: tuple[Option, ...] = (
    *(words.MET, words.UNMET, words.UNDETERMINED, words.PENDING, words.EXCUSED, words.NONE),
    *(
        words.PROPOSED,
        words.REFERRED,
        words.TAKEN,
        words.BARRED,
        words.WRITTEN,
        words.FINAL,
        words.PRELIMINARY,
    ),
    *OUTCOMES,
    *LAMPS,
    *GRADES,
)
_KNOWN = {(option.code, option.label) for option in _TABLE}


def spoken(pack: Pack) -> Iterator[tuple[Scalar, Bilingual]]:
    """What tests expect, where it is a word, and that word in both languages."""
    for entry in _expectations(pack):
        written = entry.value
        if not isinstance(written, Scalar) or not isinstance(written.value, str):
            continue
        word = _word(pack, entry.key.text, written)
        if word is not None:
            yield written, word


def _expectations(pack: Pack) -> Iterator[Entry]:
    tests = pack.tree.get("tests") if isinstance(pack.tree, Mapping) else None
    for test in tests.items if isinstance(tests, Sequence) else ():
        expect = test.get("expect") if isinstance(test, Mapping) else None
        for subject in expect if isinstance(expect, Mapping) else ():
            if isinstance(subject.value, Mapping):
                yield from subject.value


def _word(pack: Pack, rule: str, written: Scalar) -> Bilingual | None:
    name = ".".join(canonical_name(part) for part in rule.split("."))
    answers = [answer for _, answer in asked(pack.core, name)]
    meant = understood(answers, written)
    if meant is None or not isinstance(meant[1], Word):
        return None
    option = find(written.text, (*meant[0].options, *words.OPEN))
    if option is None or (option.code, option.label) not in _KNOWN:
        return None
    said = Bilingual(option.label.zh, option.code.replace("_", " "))
    again = (understood(answers, attrs.evolve(written, text=w, value=w)) for w in (said.zh, said.en))
    return said if all(one == meant for one in again) else None
