"""Three-valued code for members of records: attributes read as they stand where they are plain, else what the facts say."""

from __future__ import annotations

from decimal import Decimal
from keyword import iskeyword
from typing import Any

from projgov.domain.types import (
    BooleanType,
    ChoiceType,
    DateType,
    ListType,
    NumberType,
    PeriodType,
    RecordType,
    TextType,
    ValueType,
)
from projgov.domain.vocabulary import Member
from projgov.rules.core import nodes
from projgov.scoring.codegen import constants, terms
from projgov.scoring.codegen.general import General
from projgov.scoring.codegen.terms import ANYTHING, BAD, GAPS, NULL, UNKNOWN, Term

_PLAIN: dict[type[Any], str] = {
    TextType: "str",
    ChoiceType: "str",
    BooleanType: "bool",
    DateType: "date",
    PeriodType: "Period",
}
_KEYS: dict[type[Any], str] = {TextType: "text", ChoiceType: "text", DateType: "date", PeriodType: "period"}
"""Types of fields by which a register is looked up, and the kind of term that they are compared with."""


def member(code: General, base: str, node: nodes.Field, asked: Member | None) -> Term:
    """A member of the record in the local `base`. `asked` is None where nothing is known of the record."""
    text = code.text
    record, name = text.constant(node.record), text.constant(node.member)
    judged = code.names["judged"].code
    general = f"member({base}, {record}, {name}, {judged})"
    if asked is None:
        return code.store(general, Term("", ANYTHING))
    may = UNKNOWN | (NULL if asked.nullable else 0)
    match asked.access:
        case "register":
            return code.store(
                f"register({base}, {record}, {name}, {judged})", terms.of_type("", asked.type, GAPS)
            )
        case "latest":
            found = f"latest({base}, {record}, {text.constant(asked.source[0])}, {judged})"
            return code.store(found, terms.of_type("", asked.type, UNKNOWN | NULL))
        case "inverse" | "holders":
            return code.store(general, terms.of_type("", asked.type, GAPS))
        case "reference":
            return _reference(code, base, general, asked, may)
        case "stored" | "fact":
            return _stored(code, base, general, asked, may)
    return code.store(general, Term("", ANYTHING))


def _reference(code: General, base: str, general: str, asked: Member, may: int) -> Term:
    like = terms.of_type("", asked.type, may)
    if not isinstance(asked.type, RecordType) or not _is_plain_name(asked.name):
        return code.store(general, like)
    found = code.store(f"{base}.{asked.name}", like)
    to = code.text.constant(asked.type.record)
    code.text.line(f"if type({found.code}) is str: {found.code} = resolve({to}, {found.code})")
    code.text.line(f"else: {found.code} = {general}")
    return found


def _stored(code: General, base: str, general: str, asked: Member, may: int) -> Term:
    line = code.text.line
    like = terms.of_type("", _unbounded(asked.type), may, exact=False)
    if isinstance(asked.type, ListType) or (asked.access == "stored" and not _is_plain_name(asked.name)):
        return code.store(general, like)
    if asked.access == "fact":
        found = code.store(f"{base}.facts.get({code.text.constant(asked.name)}, MISSING)", like)
    else:
        found = code.store(f"{base}.{asked.name}", like)
    value = found.code
    if not isinstance(asked.type, NumberType):
        line(f"if type({value}) is not {_PLAIN[type(asked.type)]}: {value} = {general}")
    elif found.kind == "number" or not found.scale:
        line(f"if type({value}) is not int: {value} = {general}")
    else:
        factor = 10**found.scale
        line(f"if type({value}) is int: {value} *= {factor}")
        line(f"elif type({value}) is Decimal: {value} = units({value}, {factor})")
        line(f"else: {value} = {general}")
    return found


def narrowed(
    code: General,
    node: nodes.Field,
    asked: Member,
    fields: dict[str, Member],
    variable: str,
    condition: nodes.Node,
) -> Term | None:
    """The records of a register that can meet a condition, looked up by what it says they equal.

    Gives None where the condition says nothing of the kind. The records left out surely do not meet it.
    """
    if asked.access != "register" or not isinstance(node.base, nodes.Variable):
        return None
    base = code.names[node.base.name]
    if base.may & (BAD | NULL) or base.kind != "record":
        return None
    wanted: dict[str, Term] = {}
    for test in condition.operands if isinstance(condition, nodes.And) else (condition,):
        found = _equality(test, variable, fields)
        if found is not None and found[0] not in wanted:
            value = code.value(found[1])
            if value.kind == _KEYS[type(fields[found[0]].type)]:
                wanted[found[0]] = value
    if not wanted:
        return None
    text = code.text
    place = f"{base.code}, {text.constant(node.record)}, {text.constant(node.member)}, {code.names['judged'].code}"
    values = ", ".join(term.code for term in wanted.values())
    looked_up = f"where({place}, {text.constant(tuple(wanted))}, ({values},))"
    tests = [f"{t.code} is None" for t in wanted.values() if t.may & NULL]
    tests += [t.is_bad for t in wanted.values() if t.may & BAD]
    if tests:
        looked_up = f"register({place}) if {' or '.join(tests)} else {looked_up}"
    return code.store(looked_up, terms.of_type("", asked.type, GAPS))


def _equality(test: nodes.Node, variable: str, fields: dict[str, Member]) -> tuple[str, nodes.Node] | None:
    """The field of the loop's variable that a test says is equal to something else, and what."""
    if not isinstance(test, nodes.Compare) or test.operator != "=":
        return None
    for one, other in ((test.left, test.right), (test.right, test.left)):
        match one:
            case nodes.Field(base=nodes.Variable(name=name), member=field) if name == variable:
                asked = fields.get(field)
                plain = asked is not None and asked.access == "stored" and type(asked.type) in _KEYS
                if plain and not constants.uses(other, frozenset({variable})):
                    return field, other
    return None


def _is_plain_name(name: str) -> bool:
    """Whether an attribute of a record class can be written as it is: a name of the domain's own making."""
    return name.isascii() and name.isidentifier() and not iskeyword(name) and not name.startswith("__")


def _unbounded(kind: ValueType) -> ValueType:
    """A type without its bounds: records made by hand need not keep them."""
    return NumberType(kind.decimals) if isinstance(kind, NumberType) else kind


def units(value: Decimal, factor: int) -> int:
    """A decimal in units of 1/`factor`. Raises `TypeError` where it has more decimals than its field allows."""
    num, den = value.as_integer_ratio()
    whole, rest = divmod(num * factor, den)
    if rest:
        raise TypeError(f"{value} has more decimals than its field allows")
    return whole
