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

from fractions import Fraction
from typing import Any, TypeAlias
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import AnyType, BooleanType, NumberType, ValueType

BOOLEAN = BooleanType()
NUMBER = NumberType()
NOWHERE = Place()

Rounding: TypeAlias = OneOf["half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"]
"""half_up and half_down send ties away from zero and towards zero; up and down mean away from and towards zero."""


def _place() -> Any:
    return attrs.field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@attrs.frozen
class Literal:
    """A constant: int, Fraction, str, bool, None, date, Period, Duration, or a tuple or mapping of constants."""

    value: Any
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Parameter:
    """The value that parameter `name` has on the judged day; a fault where none of its versions covers the day."""

    name: str
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Variable:
    """A local name. Always bound: `subject`; `as_of` and `judged`, the days of evaluation and judgement.

    In a rule on the portfolio as a whole `subject` is null.
    """

    name: str
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Let:
    """`body` with `name` standing for `value`; an unknown or faulty value is passed on only where `body` uses it.

    Where `name` is `judged`, and `value` a date that is known, `body` is judged on that day: its registers and parameters too.
    """

    name: str
    value: Node
    body: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Field:
    """Member `member` of a record of type `record`. Of null it is null. An absent member is unknown, named by its path.

    A register gives its records that occurred by the judged day, and is whole only if it is complete through that day.
    `latest` gives the last of them, null where there is none and the register is whole, else unknown. The other end of a
    relation lacks nothing; a record whose reference is missing is a possible member of it.
    """

    base: Node
    record: str
    member: str
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Entry:
    """Entry `key` of a context (a mapping made by `MakeContext` or given as a literal). An absent entry is null."""

    base: Node
    key: str
    type: ValueType
    place: Place = _place()


@attrs.frozen
class ValueAt:
    """The value of series `member` of a record on day `date`: a step function of its observations, never interpolated.

    The last observation on or before the day counts; of several on one day, the most trusted source, then the one recorded
    last, then the lowest. Before the first observation it is unknown; so it is where what is missing of an observation (its
    value, its day, its source) could change the answer. A record that lists no observations makes none.
    """

    base: Node
    record: str
    member: str
    date: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Members:
    """All subjects of type `record` in the portfolio, sorted by id."""

    record: str
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Result:
    """The value of definition `definition` for the subject that `subject` gives; null subject gives null.

    A definition on the portfolio as a whole has one value, whatever `subject` is.
    """

    definition: str
    subject: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Tally:
    """How many occasions of the checks named ended with `outcome` for the subject.

    Unknown while any of their occasions is undetermined.
    """

    checks: tuple[str, ...]
    outcome: OneOf["met", "unmet", "pending"]
    subject: Node
    type: ValueType = NUMBER
    place: Place = _place()


@attrs.frozen
class Rank:
    """Where the subject stands among all subjects of type `record` by definition `of`: a context.

    A subject takes part where `among` holds (it sees the variable `subject`; None: all) and its value of `of` is not null; it
    may take part where `among` is unknown, or the value of `of` is. Only subjects of an equal `group` are ranked against each
    other (None: all; null is a group like any other); one of an unknown group may belong to any. Higher is better where
    `descending`. Of the others, for a subject whose own part, group and value are known:

    - *ahead*: it surely takes part in the same group with a value known to be better;
    - *level*: it surely takes part in the same group with a value known to be equal;
    - *open*: neither, and not excluded from being ahead or level: what is unknown of it (part, group, value) could make it
      so. A value known to be worse excludes it; of an unknown value a bound does, where the subject's own value is better
      than any within the bound (then it is neither), or as good as the best (then it can be level only). The bound is the
      value of definition `limit` for that subject, the best that its value can still turn out to be, where that is known;
      else the bound in the type of `of`.

    The entries, with n(…) for how many there are:

    - `best` = 1 + n(ahead); `worst` = `best` + n(open that could be ahead); `tied` = 1 + n(level);
    - `reach` = n(ahead) + n(level) + n(open) + 1: how many at most stand at or before its place, itself included;
    - `size`: how many take part in the group, itself included; unknown where that of any is unknown (an unknown value of `of`
      counts as taking part);
    - `rank` = `best` where `best` = `worst`, else unknown with the evidence of those open that could be ahead;
    - `settled` = true where none is open, else unknown with the evidence of all that are.

    Where only the subject's own value is unknown, `best` and `worst` still hold: 1 + n(known to be better than the best that
    its value can be), and 1 + n(others that take part or may). The rest but `size` is unknown as the value is: who is not
    ranked surely has no place among the first, but can surely have none.

    The whole is unknown where the subject's own `among` or group is (false `among` before all else), and null where it
    does not take part. A fault in any subject's `among`, group or value makes it a fault.
    """

    of: str
    record: str
    among: Node | None
    group: Node | None
    descending: bool
    subject: Node
    type: ValueType = AnyType()
    limit: str | None = None
    place: Place = _place()


@attrs.frozen
class Arithmetic:
    """Exact arithmetic on numbers, and `+`/`-` of a date with a duration, `-` of two dates (a duration in days).

    Division by zero is a fault. A power has an integer exponent; its size is bounded.
    """

    operator: OneOf["+", "-", "*", "/", "**"]
    left: Node
    right: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Negate:
    operand: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Compare:
    """A comparison of two values of one type. `=` and `!=` also take null: null equals only null. Order with null is a fault.

    Lists are equal item by item, contexts entry by entry: a known difference decides, else what is unknown inside leaves it
    unknown. A list with possible members, or which may lack some, may equal any list. Texts are ordered by code points,
    periods by their first day.
    """

    operator: OneOf["=", "!=", "<", "<=", ">", ">="]
    left: Node
    right: Node
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class And:
    """False where any operand is false; else a fault where any is; else unknown where any is; else true."""

    operands: tuple[Node, ...]
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class Or:
    """True where any operand is true; else a fault where any is; else unknown where any is; else false."""

    operands: tuple[Node, ...]
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class Not:
    operand: Node
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class Row:
    """One row of a `Case`."""

    condition: Node
    value: Node
    label: str = ""
    place: Place = _place()


@attrs.frozen
class Case:
    """The value of the first row whose condition is true, else `otherwise`. `if` is a case of one row; only a case guards.

    A row whose condition is unknown is a possible row. Where possible rows stand before the deciding one, the case is the
    deciding value if all of their values are known to equal it; else it is unknown, with the evidence of their conditions and
    of all that is unknown within their values and the deciding one (a value that is itself unknown, or faulty in a possible
    row, equals nothing). A faulty condition before the deciding row is a fault, and so is a faulty deciding value. No row
    holding and no `otherwise` gives null.
    """

    rows: tuple[Row, ...]
    otherwise: Node | None
    type: ValueType
    place: Place = _place()


@attrs.frozen
class MakeList:
    """A list of its items; an unknown item stays an unknown item."""

    items: tuple[Node, ...]
    type: ValueType
    place: Place = _place()


@attrs.frozen
class MakeContext:
    """A context; an unknown entry stays an unknown entry."""

    entries: tuple[tuple[str, Node], ...]
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Each:
    """The list of `body` for each item of `source`, bound to `variable`. What `source` may lack stays lacking."""

    variable: str
    source: Node
    body: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Filter:
    """The items of `source` for which `condition` holds: surely, or possibly where it is unknown.

    A condition that is faulty for any item, a possible one too, makes it a fault.
    """

    variable: str
    source: Node
    condition: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Quantify:
    """`some` is the `or`, `every` the `and` of `condition` over the items; what the list may lack counts as one unknown.

    A possible item counts in `some` as "it is a member and the condition holds", in `every` as "it is none, or it holds".
    """

    quantifier: OneOf["some", "every"]
    variable: str
    source: Node
    condition: Node
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class Aggregate:
    """A number from a list: unknown where the list has possible members, unknown items or may lack items.

    `sum` of nothing is 0; `count` counts; `mean`, `min`, `max`, `median` of nothing are null; `product` of nothing is 1;
    `distinct` counts different values. Null counts as an item in `count` and `distinct`; elsewhere it is a fault. `min` and
    `max` also take texts, dates, periods and durations.
    """

    operator: OneOf["count", "sum", "min", "max", "mean", "median", "product", "distinct"]
    source: Node
    type: ValueType = NUMBER
    place: Place = _place()


@attrs.frozen
class Call:
    """A built-in function of the table in `rules.core.functions`, exact and without side effects.

    An argument within which anything is unknown makes it unknown, but for the few functions that take such lists
    (`list_contains`, `item`, `flatten_once`, `concatenate`).
    """

    function: str
    arguments: tuple[Node, ...]
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Present:
    """True where the operand has a value that is not null, else false. Never unknown; a fault stays a fault."""

    operand: Node
    type: ValueType = BOOLEAN
    place: Place = _place()


@attrs.frozen
class IfUnknown:
    """The operand, or where it is unknown `otherwise`: a declared policy for missing evidence."""

    operand: Node
    otherwise: Node
    type: ValueType
    place: Place = _place()


@attrs.frozen
class Round:
    """The operand rounded to `decimals`."""

    operand: Node
    decimals: int
    mode: Rounding
    type: ValueType = NUMBER
    place: Place = _place()


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
    | Tally
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
    found: list[Node] = []
    for name in _PARTS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, Node_):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Row):
                    found += [item.condition, item.value]
                elif isinstance(item, tuple):
                    found += [part for part in item if isinstance(part, Node_)]
                elif isinstance(item, Node_):
                    found.append(item)
    return tuple(found)


Node_ = (
    Literal, Parameter, Variable, Let, Field, Entry, ValueAt, Members, Result, Tally, Rank, Arithmetic, Negate, Compare,
    And, Or, Not, Case, MakeList, MakeContext, Each, Filter, Quantify, Aggregate, Call, Present, IfUnknown, Round,
)  # fmt: skip
_PARTS = {
    kind: tuple(a.name for a in attrs.fields(kind) if a.name not in ("type", "place")) for kind in Node_
}
"""The attributes of each kind of node that may hold nodes."""
