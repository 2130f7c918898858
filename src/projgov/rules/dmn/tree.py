"""A DMN model as it is written (DMN 1.2 to 1.5): requirement graph, item definitions and boxed expressions, with places.

Expressions stand in it as texts (`Written`): which names a text may hold is known only where models have been linked.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from projgov.diagnostics import Diagnostic, Place
from projgov.rules.dmn.element import Written

# ------------------------------------------------------------------------------------------------------ boxed expressions


@attrs.frozen
class Text:
    """A text in FEEL (or, refused when it is met, in another `language`)."""

    place: Place
    written: Written
    type: str = ""
    language: str = ""


@attrs.frozen
class Entry:
    """An entry of a boxed context; the one without a name gives the context's result."""

    place: Place
    name: str
    type: str
    value: Boxed | None


@attrs.frozen
class Context:
    place: Place
    entries: tuple[Entry, ...]
    type: str = ""


@attrs.frozen
class Parameter:
    place: Place
    name: str
    type: str = ""


@attrs.frozen
class Function:
    """A function definition. `kind` is FEEL, Java or PMML."""

    place: Place
    parameters: tuple[Parameter, ...]
    body: Boxed | None
    kind: str = "FEEL"
    type: str = ""


@attrs.frozen
class Binding:
    place: Place
    name: str
    value: Boxed | None


@attrs.frozen
class Invocation:
    place: Place
    function: Boxed | None
    bindings: tuple[Binding, ...]
    type: str = ""


@attrs.frozen
class ListBox:
    place: Place
    items: tuple[Boxed, ...]
    type: str = ""


@attrs.frozen
class Relation:
    place: Place
    columns: tuple[Parameter, ...]
    rows: tuple[tuple[Boxed | None, ...], ...]
    type: str = ""


@attrs.frozen
class Conditional:
    place: Place
    condition: Boxed | None
    then: Boxed | None
    otherwise: Boxed | None
    type: str = ""


@attrs.frozen
class Filter:
    place: Place
    source: Boxed | None
    match: Boxed | None
    type: str = ""


@attrs.frozen
class Iteration:
    """A boxed `for` (gives a list), `some` or `every` (give a boolean)."""

    place: Place
    kind: Literal["for", "some", "every"]
    variable: str
    variable_type: str
    source: Boxed | None
    body: Boxed | None
    type: str = ""


HitPolicy: TypeAlias = Literal["UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]
Aggregation: TypeAlias = Literal["", "SUM", "COUNT", "MIN", "MAX"]


@attrs.frozen
class Input:
    """A column that is tested: the expression, its type, and the values that it may have (unary tests)."""

    place: Place
    expression: Written
    type: str
    values: Written | None
    label: str = ""


@attrs.frozen
class Output:
    place: Place
    name: str
    type: str
    values: Written | None
    default: Boxed | None
    label: str = ""


@attrs.frozen
class Rule:
    """A row: a cell for each input, a boxed expression for each output, and notes."""

    place: Place
    inputs: tuple[Written, ...]
    outputs: tuple[Boxed, ...]
    annotations: tuple[str, ...] = ()
    description: str = ""


@attrs.frozen
class Table:
    place: Place
    hit_policy: HitPolicy
    aggregation: Aggregation
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    annotations: tuple[str, ...] = ()
    type: str = ""


@attrs.frozen
class Unreadable:
    """What stands where an expression should, and is none; it was reported as `fault`."""

    place: Place
    fault: Diagnostic
    type: str = ""


Boxed: TypeAlias = (
    Text
    | Context
    | Function
    | Invocation
    | ListBox
    | Relation
    | Conditional
    | Filter
    | Iteration
    | Table
    | Unreadable
)

# --------------------------------------------------------------------------------------------------------------- types


@attrs.frozen
class FunctionItem:
    parameters: tuple[Parameter, ...]
    result: str


@attrs.frozen
class Item:
    """An item definition or component: a reference to a type, or components, or a function; perhaps a collection of them.

    `allowed` restricts each element of a collection, `constraint` the value as a whole (both are unary tests).
    """

    place: Place
    name: str
    type: str = ""
    collection: bool = False
    components: tuple[Item, ...] = ()
    function: FunctionItem | None = None
    allowed: Written | None = None
    constraint: Written | None = None


# --------------------------------------------------------------------------------------------------------------- graph

RequirementKind: TypeAlias = Literal["input", "decision", "knowledge"]


@attrs.frozen
class Reference:
    """A reference to an element by id, in this model (`namespace` empty) or another."""

    place: Place
    namespace: str
    id: str


@attrs.frozen
class InputData:
    place: Place
    id: str
    name: str
    variable: str
    type: str = ""


@attrs.frozen
class Decision:
    """A decision. `inputs`, `decisions` and `knowledge` are what it requires."""

    place: Place
    id: str
    name: str
    variable: str
    type: str
    inputs: tuple[Reference, ...]
    decisions: tuple[Reference, ...]
    knowledge: tuple[Reference, ...]
    expression: Boxed | None
    question: str = ""
    allowed_answers: str = ""
    description: str = ""


@attrs.frozen
class Knowledge:
    """A business knowledge model: a function by name."""

    place: Place
    id: str
    name: str
    variable: str
    type: str
    knowledge: tuple[Reference, ...]
    function: Function | None


@attrs.frozen
class Service:
    """A decision service: outputs computed from input data and from decisions whose values are given to it."""

    place: Place
    id: str
    name: str
    variable: str
    type: str
    outputs: tuple[Reference, ...]
    encapsulated: tuple[Reference, ...]
    input_decisions: tuple[Reference, ...]
    input_data: tuple[Reference, ...]


@attrs.frozen
class Import:
    """Another model, whose names stand here behind `name` and a dot."""

    place: Place
    name: str
    namespace: str
    type: str
    location: str = ""


@attrs.frozen
class Model:
    """One file. `edition` is that of its namespace."""

    place: Place
    file: str
    edition: str
    namespace: str
    name: str
    imports: tuple[Import, ...]
    items: tuple[Item, ...]
    inputs: tuple[InputData, ...]
    decisions: tuple[Decision, ...]
    knowledge: tuple[Knowledge, ...]
    services: tuple[Service, ...]
    prefixes: dict[str, str]
    language: str = ""
    faults: tuple[Diagnostic, ...] = ()
