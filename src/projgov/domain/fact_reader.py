"""Reading the facts of a subject as they are written, before any declaration of them is known."""

from typing import Any

from projgov.domain import faults
from projgov.domain.facts import FactValue
from projgov.domain.gathering import BAD, Path, Reading
from projgov.domain.scalars import Bad, exact_number, read_text, wrong
from projgov.domain.types import Missing, RecordType, TextType
from projgov.domain.vocabulary import canonical_name
from projgov.domain.wording import kind_of


def read_facts(value: object, path: Path, reading: Reading) -> Any:
    """The facts of a subject as they are written: single values, not yet checked against any declaration."""
    if type(value) is not dict:
        return reading.bad(wrong(value, RecordType("facts")), path)
    found: dict[str, FactValue] = {}
    good = True
    for key, part in value.items():
        here = (path, key)
        try:
            name = canonical_name(read_text(key))
            if name in found:
                raise Bad(faults.DOUBLED_ENTRY, found=name)
            found[name] = raw_fact(part, name)
        except Bad as fault:
            reading.bad(fault, here)
            good = False
    return found if good else BAD


def raw_fact(value: object, name: str) -> FactValue:
    """One fact as it is written. `{"number": "52.5"}` is the number 52.5, where the text "52.5" is a text."""
    if type(value) is bool:
        return value
    if type(value) is str:
        return read_text(value)
    if type(value) is dict:
        if value.keys() == {"withheld"}:
            return Missing(read_text(value["withheld"]))
        if value.keys() == {"number"}:
            return exact_number(value["number"])
    if value is None or type(value) is float:
        raise wrong(value, TextType())
    if isinstance(value, list | tuple | dict):
        raise Bad(faults.NOT_A_SCALAR, key=name, kind=kind_of(value))
    return exact_number(value)
