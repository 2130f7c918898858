"""The guard of a decider: facts read from a mapping, checked in one compound condition, and held as two-valued code holds them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from projgov.domain.scalars import exact_number
from projgov.domain.types import BooleanType, ChoiceType, DateType, NumberType, PeriodType, TextType
from projgov.domain.vocabulary import Member
from projgov.reading.numbers import MAX_DIGITS, MAX_EXPONENT
from projgov.scoring.codegen.atoms import MOST_DECIMALS, Atom, NotSupported
from projgov.scoring.codegen.needs import Needs
from projgov.scoring.codegen.text import Text

_LARGEST = 10 ** (MAX_DIGITS + MAX_EXPONENT) - 1
"""The largest number that facts can give: larger ones are refused where facts are read, too."""


def guard(text: Text, needs: Needs) -> dict[str, Atom]:
    """Write the guard: all facts read and checked, or `slow` decides. Gives the facts as they are held."""
    members: dict[str, Atom] = {}
    tests: list[str] = []
    count = len(needs.members)
    lines: list[str] = []
    for name, member in needs.members.items():
        local = text.fresh("f")
        test, members[name], conversion = _admitted(text, local, member)
        lines += [f"{local} = facts[{text.constant(name)}]", *conversion]
        tests += [] if test == "True" else [test]
    with text.block("try:"):
        text.line("if type(facts) is not dict or type(as_of) is not date: return slow(facts, as_of)")
        text.line(f"if len(facts) != {count} and (len(facts) < {count} or not KNOWN.issuperset(facts)):")
        text.line(" return slow(facts, as_of)")
        text.replay(lines)
        if tests:
            text.line(f"if not ({' and '.join(tests)}): return slow(facts, as_of)")
    with text.block("except (KeyError, TypeError, Bad):"):
        text.line("return slow(facts, as_of)")
    return members


def _admitted(text: Text, local: str, member: Member) -> tuple[str, Atom, list[str]]:
    """The test that a value is plain, the value as it is held, and the lines that make it so."""
    lines: list[str] = []
    match member.type:
        case NumberType(decimals=0) as kind:
            low, high = bounds(text, kind, 0)
            test = f"type({local}) is int and {low}{local}{high}"
            atom = Atom(local, "number", number=kind)
        case NumberType(decimals=None) as kind:
            den = text.fresh("d")
            low, high = bounds(text, NumberType(), 0)
            lines.append(f"if type({local}) is int and {low}{local}{high}: {den} = 1")
            lines.append(f"else: {local}, {den} = ratio({local})")
            tests = [] if kind.least is None else [f"{_ratio_at_least(local, den, kind.least)}"]
            tests += [] if kind.most is None else [f"{_ratio_at_most(local, den, kind.most)}"]
            test = " and ".join(tests) or "True"
            atom = Atom(local, "number", den=den, number=kind)
        case NumberType(decimals=int(decimals)) if decimals > MOST_DECIMALS:
            raise NotSupported(member)
        case NumberType(decimals=int(decimals)) as kind:
            lines.append(f"if type({local}) is int: {local} *= {10**decimals}")
            lines.append(f"else: {local} = scaled({local}, {decimals})")
            low, high = bounds(text, kind, decimals)
            test = f"{low}{local}{high}"
            atom = Atom(local, "number", scale=decimals, number=kind)
        case ChoiceType(options=options):
            codes = text.constant(frozenset(o.code for o in options))
            test = f"type({local}) is str and {local} in {codes}"
            atom = Atom(local, "text")
        case TextType():
            plain = f"type({local}) is str and {local}.isascii() and {local}.isprintable() and not {local}.isspace()"
            lines.append(f"if not ({plain}) or not {local}: {local} = read_text({local})")
            test, atom = "True", Atom(local, "text")
        case BooleanType():
            test, atom = f"type({local}) is bool", Atom(local, "boolean")
        case DateType():
            lines.append(f"if type({local}) is not date: {local} = read_date({local})")
            test, atom = "True", Atom(local, "date")
        case PeriodType():
            lines.append(f"if type({local}) is not Period: {local} = read_period({local})")
            test, atom = "True", Atom(local, "period")
        case _:
            raise NotSupported(member)
    if not member.nullable:
        return test, atom, lines
    test = test if test == "True" else f"({local} is None or {test})"
    if lines:
        lines = [f"if {local} is not None:", *(" " + line for line in lines)]
        if atom.den:
            lines += ["else:", f" {atom.den} = 1"]
    return test, attrs.evolve(atom, nullable=True), lines


def bounds(text: Text, kind: NumberType, decimals: int) -> tuple[str, str]:
    """The code before and after a number in units of 10**-`decimals` that has to keep the bounds of its type."""
    units = 10**decimals
    least = -_LARGEST if kind.least is None else (kind.least * units).__ceil__()
    most = _LARGEST if kind.most is None else (kind.most * units).__floor__()
    low, high = f"{text.constant(least)} <= ", f" <= {text.constant(most)}"
    return low, high


def _ratio_at_least(num: str, den: str, least: Fraction) -> str:
    return f"{num} * {least.denominator} >= {_integer(least.numerator)} * {den}"


def _ratio_at_most(num: str, den: str, most: Fraction) -> str:
    return f"{num} * {most.denominator} <= {_integer(most.numerator)} * {den}"


def _integer(value: int) -> str:
    return str(value) if value >= 0 else f"({value})"


def scaled(value: Any, decimals: int) -> int:
    """A decimal as an integer number of units of 10**-decimals. Raises `Bad` or `TypeError` for anything else."""
    number, units = exact_number(value), int(10**decimals)
    if isinstance(number, int):
        return number * units
    num, den = number.as_integer_ratio()
    whole, rest = divmod(num * units, den)
    if rest:
        raise TypeError
    return whole


def rescaled(value: Any, decimals: int) -> Any:
    """An admitted number that is an exact multiple of 10**-decimals, in these units; what is no number stays what it is."""
    return int(value * 10**decimals) if isinstance(value, int | Fraction) else value


def ratio(value: Any) -> tuple[int, int]:
    """A number as a quotient of two integers, the second positive. Raises `Bad` or `TypeError` for anything else."""
    number = exact_number(value)
    return (number, 1) if isinstance(number, int) else number.as_integer_ratio()
