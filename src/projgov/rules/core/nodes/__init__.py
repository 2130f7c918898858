"""The nodes of Core: the closed set of things that a rule can compute. `docs/core.md` gives the meaning of each.

Every node carries its type (`domain.types`) and the place in the rule file it comes from (not part of equality). A node
evaluates, for one subject on one judged day, to a value, to *unknown* (with the evidence that is missing) or to a *fault*.
Unless a node's own text says otherwise: a fault among its operands makes it a fault; else an unknown among them makes it
unknown with all the evidence named; else it has a value. The order of operands never matters to the outcome.

Null is a known nothing. What asks a record, a context or a subject (`Field`, `Entry`, `ValueAt`, `Result`, `Tally`, `Rank`) gives
null for null; `=` and `!=`, `Present`, lists, contexts and the values of a case take it; everything else that gets null, or a
value of another kind than it wants, is a fault at the place of that operand (at its own place where the operands are judged
together: `Arithmetic`, `Compare`, `Call`).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

import attrs

from projgov.domain.types import NumberType
from projgov.rules.core.nodes.arithmetic import Arithmetic, Call, Negate, Round
from projgov.rules.core.nodes.common import BOOLEAN, NOWHERE, NUMBER, Rounding
from projgov.rules.core.nodes.conditions import And, Case, Compare, IfUnknown, Not, Or, Present, Row
from projgov.rules.core.nodes.excuses import Excuses
from projgov.rules.core.nodes.ladders import Climb, Occasions
from projgov.rules.core.nodes.lists import Aggregate, Each, Filter, Fold, MakeContext, MakeList, Quantify
from projgov.rules.core.nodes.names import Let, Literal, Parameter, Variable
from projgov.rules.core.nodes.records import Entry, Field, Members, ValueAt
from projgov.rules.core.nodes.results import AsOf, Rank, Result, Tally

Node: TypeAlias = (
    Literal
    | Parameter
    | Variable
    | Let
    | Field
    | Entry
    | ValueAt
    | Members
    | Result
    | AsOf
    | Tally
    | Occasions
    | Climb
    | Rank
    | Arithmetic
    | Negate
    | Compare
    | And
    | Or
    | Not
    | Case
    | MakeList
    | MakeContext
    | Each
    | Filter
    | Excuses
    | Fold
    | Quantify
    | Aggregate
    | Call
    | Present
    | IfUnknown
    | Round
)
TRUE = Literal(True, BOOLEAN)
FALSE = Literal(False, BOOLEAN)


def number(value: int | Fraction, unit: str = "") -> Literal:
    """A number as a constant."""
    exact = int(value) if value == int(value) else Fraction(value)
    return Literal(exact, NumberType(unit=unit))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node, in the order in which they are written."""
    names = _PARTS[type(node)]
    if not names:
        return ()
    found: list[Node] = []
    for name in names:
        value = getattr(node, name)
        if type(value) is not tuple:
            if value is not None:
                found.append(value)
            continue
        for item in value:
            if type(item) is Row:
                found += (item.condition, item.value)
            else:
                found.append(item[1] if type(item) is tuple else item)
    return tuple(found)


Node_ = (
    Literal, Parameter, Variable, Let, Field, Entry, ValueAt, Members, Result, AsOf, Tally, Rank, Occasions, Climb,
    Arithmetic, Negate, Compare,
    And, Or, Not, Case, MakeList, MakeContext, Each, Filter, Excuses, Fold, Quantify, Aggregate, Call, Present, IfUnknown, Round,
)  # fmt: skip
_PARTS = {
    kind: tuple(a.name for a in attrs.fields(kind) if {"Node", "Row"} & set(re.findall(r"\w+", str(a.type))))
    for kind in Node_
}
"""The attributes of each kind of node that hold nodes: one, or a tuple of them, of rows, or of pairs of a key and a node."""


__all__ = [
    "BOOLEAN",
    "FALSE",
    "NOWHERE",
    "NUMBER",
    "TRUE",
    "Aggregate",
    "And",
    "Arithmetic",
    "AsOf",
    "Call",
    "Case",
    "Climb",
    "Compare",
    "Each",
    "Entry",
    "Excuses",
    "Field",
    "Filter",
    "Fold",
    "IfUnknown",
    "Let",
    "Literal",
    "MakeContext",
    "MakeList",
    "Members",
    "Negate",
    "Node",
    "Node_",
    "Not",
    "Occasions",
    "Or",
    "Parameter",
    "Present",
    "Quantify",
    "Rank",
    "Result",
    "Round",
    "Rounding",
    "Row",
    "Tally",
    "ValueAt",
    "Variable",
    "children",
    "number",
]
