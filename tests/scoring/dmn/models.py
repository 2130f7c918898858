"""Small DMN models for tests, from as little XML as they need."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape

from projgov.rules.dmn.link import link
from projgov.rules.dmn.read import read_model
from projgov.rules.dmn.tree import Import
from projgov.rules.dmn.tree import Model as Written
from projgov.scoring.dmn.model import Model

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def xml(*elements: str, namespace: str = "urn:m", name: str = "m") -> str:
    """The text of a model."""
    return f'<definitions xmlns="{NAMESPACE}" namespace="{namespace}" name="{name}">{"".join(elements)}</definitions>'


def written(*elements: str, namespace: str = "urn:m", name: str = "m") -> Written:
    """A model as it is written."""
    return read_model(xml(*elements, namespace=namespace, name=name).encode(), f"{name}.dmn")


def model(*elements: str, others: Iterable[Written] = ()) -> Model:
    """A model; `others` are those that it may import."""
    found = {other.namespace: other for other in others}

    def find(imported: Import) -> Written | None:
        return found.get(imported.namespace)

    return Model(link(written(*elements), find))


def literal(text: str, type_: str = "") -> str:
    """A literal expression."""
    return f"<literalExpression{_type(type_)}><text>{escape(text)}</text></literalExpression>"


def input_(name: str, type_: str = "") -> str:
    """Input data; its id is its name with a sign before it."""
    return f'<inputData id="_{_id(name)}" name="{name}"><variable name="{name}"{_type(type_)}/></inputData>'


def decision(
    name: str,
    expression: str,
    *,
    type_: str = "",
    inputs: Iterable[str] = (),
    decisions: Iterable[str] = (),
    knowledge: Iterable[str] = (),
) -> str:
    """A decision; what it requires is given by name, or by a whole href."""
    return (
        f'<decision id="_{_id(name)}" name="{name}"><variable name="{name}"{_type(type_)}/>'
        + "".join(
            f'<informationRequirement><requiredInput href="{_href(n)}"/></informationRequirement>'
            for n in inputs
        )
        + "".join(
            f'<informationRequirement><requiredDecision href="{_href(n)}"/></informationRequirement>'
            for n in decisions
        )
        + "".join(
            f'<knowledgeRequirement><requiredKnowledge href="{_href(n)}"/></knowledgeRequirement>'
            for n in knowledge
        )
        + f"{expression}</decision>"
    )


def bkm(
    name: str,
    parameters: Iterable[str],
    body: str,
    *,
    type_: str = "",
    knowledge: Iterable[str] = (),
    kind: str = "FEEL",
) -> str:
    """A business knowledge model; a parameter is a name, or a name and a type with a colon between."""
    return (
        f'<businessKnowledgeModel id="_{_id(name)}" name="{name}"><variable name="{name}"{_type(type_)}/>'
        f'<encapsulatedLogic kind="{kind}">'
        + "".join(formal(p, "formalParameter") for p in parameters)
        + f"{body}</encapsulatedLogic>"
        + "".join(
            f'<knowledgeRequirement><requiredKnowledge href="{_href(n)}"/></knowledgeRequirement>'
            for n in knowledge
        )
        + "</businessKnowledgeModel>"
    )


def service(
    name: str,
    outputs: Iterable[str],
    *,
    encapsulated: Iterable[str] = (),
    decisions: Iterable[str] = (),
    inputs: Iterable[str] = (),
    type_: str = "",
) -> str:
    """A decision service."""
    parts = {
        "outputDecision": outputs,
        "encapsulatedDecision": encapsulated,
        "inputDecision": decisions,
        "inputData": inputs,
    }
    return (
        f'<decisionService id="_{_id(name)}" name="{name}"><variable name="{name}"{_type(type_)}/>'
        + "".join(f'<{part} href="{_href(n)}"/>' for part, names in parts.items() for n in names)
        + "</decisionService>"
    )


def formal(parameter: str, element: str) -> str:
    """A parameter or column: a name, or a name and a type."""
    name, _, type_ = parameter.partition(":")
    return f'<{element} name="{name}"{_type(type_)}/>'


def item(
    name: str,
    type_: str = "",
    *,
    allowed: str = "",
    constraint: str = "",
    collection: bool = False,
    inner: str = "",
) -> str:
    """An item definition; `inner` are its components."""
    many = ' isCollection="true"' if collection else ""
    return (
        f'<itemDefinition name="{name}"{many}>'
        + (f"<typeRef>{type_}</typeRef>" if type_ else "")
        + (f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else "")
        + (f"<typeConstraint><text>{escape(constraint)}</text></typeConstraint>" if constraint else "")
        + inner
        + "</itemDefinition>"
    )


def component(name: str, type_: str) -> str:
    """A component of an item definition."""
    return f'<itemComponent name="{name}"><typeRef>{type_}</typeRef></itemComponent>'


def entry(name: str, expression: str, type_: str = "") -> str:
    """An entry of a boxed context; the one without a name gives the result."""
    variable = f'<variable name="{name}"{_type(type_)}/>' if name else ""
    return f"<contextEntry>{variable}{expression}</contextEntry>"


def table(
    inputs: Iterable[str],
    outputs: Iterable[str],
    rows: Iterable[str],
    *,
    policy: str = "UNIQUE",
    aggregation: str = "",
) -> str:
    """A decision table; each row is a text with bars between its cells, `inputs` and `outputs` are elements or expressions."""
    columns = "".join(
        i
        if i.startswith("<")
        else f"<input><inputExpression><text>{escape(i)}</text></inputExpression></input>"
        for i in inputs
    )
    results = "".join(o if o.startswith("<") else f'<output name="{o}"/>' for o in outputs)
    width = columns.count("</input>")
    rules = ""
    for row in rows:
        cells = [f"<text>{escape(cell.strip())}</text>" for cell in row.split("|")]
        rules += (
            "<rule>"
            + "".join(f"<inputEntry>{cell}</inputEntry>" for cell in cells[:width])
            + "".join(f"<outputEntry>{cell}</outputEntry>" for cell in cells[width:])
            + "</rule>"
        )
    how = f' hitPolicy="{policy}"' + (f' aggregation="{aggregation}"' if aggregation else "")
    return f"<decisionTable{how}>{columns}{results}{rules}</decisionTable>"


def values(element: str, text: str) -> str:
    """`inputValues` or `outputValues`."""
    return f"<{element}><text>{escape(text)}</text></{element}>"


def number(text: str | int) -> Decimal:
    """A number as models give it."""
    return Decimal(text)


def _type(type_: str) -> str:
    return f' typeRef="{type_}"' if type_ else ""


def _id(name: str) -> str:
    return name.replace(" ", "-")


def _href(name: str) -> str:
    return name if "#" in name else f"#_{_id(name)}"
