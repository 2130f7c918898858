"""Facts checked against their declarations, when a rule file and a portfolio meet, as strictly as built-in fields."""

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidData, did_you_mean, nearest
from projgov.domain import faults
from projgov.domain.facts import FactValue
from projgov.domain.gathering import Path
from projgov.domain.portfolio import Portfolio
from projgov.domain.records import VOCABULARY
from projgov.domain.scalars import Bad, Reader, reader
from projgov.domain.types import Missing, ReferenceType
from projgov.domain.vocabulary import Record, Spec, canonical_name
from projgov.domain.wording import shown_text

_DECLARE = Bilingual(
    "在规则文件的 `facts` 里声明它，或不给出这一项",
    "declare it under `facts` in the rule file, or leave it out",
)


def check_facts(
    portfolio: Portfolio,
    declared: Mapping[str, Mapping[str, Spec]],
    *,
    undeclared: Literal["refuse", "keep"] = "refuse",
) -> Portfolio:
    """The portfolio with the facts of every subject read as their declarations say.

    `declared` holds, by type of subject and name, what a rule file declares. A fact that it does not declare is refused, or
    kept as it was written. Raises `InvalidData` with every fault, each with its path in the portfolio, or with the row and
    column of the table that it was read from.
    """
    found: list[Diagnostic] = []
    changed: dict[str, Any] = {}
    for record in VOCABULARY.subjects:
        specs = {canonical_name(name): spec for name, spec in declared.get(record.name, {}).items()}
        checker = _Checker(record, specs, undeclared == "keep", portfolio, found)
        collection = record.about.collection
        subjects = portfolio.subjects(record.name)
        if any(subject.facts for subject in subjects):
            changed[collection] = tuple(
                checker.check(subject, ((None, collection), n)) if subject.facts else subject
                for n, subject in enumerate(subjects)
            )
    if found:
        raise InvalidData(found)
    return attrs.evolve(portfolio, **changed) if changed else portfolio


class _Checker:
    """Checks the facts of the subjects of one type."""

    def __init__(
        self,
        record: Record,
        specs: Mapping[str, Spec],
        keep: bool,
        portfolio: Portfolio,
        faults: list[Diagnostic],
    ) -> None:
        self.record = record
        self.specs = specs
        self.keep = keep
        self.portfolio = portfolio
        self.faults = faults
        self.readers: Mapping[str, Reader] = {name: reader(spec.type) for name, spec in specs.items()}

    def check(self, subject: Any, path: Path) -> Any:
        """The subject with its facts as declared."""
        found: dict[str, FactValue] = {}
        for name, value in subject.facts.items():
            try:
                found[name] = self._read(name, value)
            except Bad as fault:
                spec = self.specs.get(name)
                kind = None if spec is None else spec.type
                here = ((path, "facts"), name)
                self.faults.append(self.portfolio.origin.fault(fault, here, subject.id, kind, value))
        return attrs.evolve(subject, facts=found)

    def _read(self, name: str, value: FactValue) -> FactValue:
        spec = self.specs.get(name)
        if spec is None:
            if self.keep:
                return value
            raise Bad(
                faults.UNKNOWN_FACT, record=self.record.about.named.label, key=name, hint=self._hint(name)
            )
        if isinstance(value, Missing):
            return value
        found: Any = self.readers[name](self.portfolio.origin.written(value, spec.type))
        if isinstance(spec.type, ReferenceType) and self.portfolio.find(spec.type.record, found) is None:
            label = VOCABULARY.record(spec.type.record).about.named.label
            hint = Bilingual("核对编号", "check the id")
            raise Bad(faults.UNKNOWN_REFERENCE, found=shown_text(found), record=label, hint=hint)
        kept: FactValue = found
        return kept

    def _hint(self, name: str) -> Bilingual:
        for own, spec in self.specs.items():
            if name in map(canonical_name, spec.names):
                return Bilingual(f"数据里写 `{own}`", f"in data write `{own}`")
        if nearest(name, self.specs) is not None:
            return did_you_mean(name, self.specs)
        return _DECLARE
