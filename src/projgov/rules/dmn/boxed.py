"""Elements to boxed expressions (DMN 1.5, clause 10.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, cast

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.dmn.element import Element
from projgov.rules.dmn.reader import Reader, empty, type_of
from projgov.rules.dmn.tables import TableReader
from projgov.rules.dmn.tree import (
    Binding,
    Boxed,
    Conditional,
    Context,
    Entry,
    Filter,
    Function,
    Invocation,
    Iteration,
    ListBox,
    Parameter,
    Relation,
    Text,
    Unreadable,
)

SEVERAL = Pattern(
    "M320",
    Bilingual("`{element}` 里有几个表达式", "`{element}` holds several expressions"),
    Bilingual("只留一个", "leave one of them"),
)
ROW_LENGTH = Pattern(
    "M321",
    Bilingual("这一行有 {found} 格，应有 {wanted} 格", "this row has {found} cells and not {wanted}"),
    Bilingual("每列一格", "write one cell for each column"),
)
IMPORTED_VALUES = Pattern(
    "M322",
    Bilingual(
        "表达式引用了外部文件（importedValues）", "the expression lies in another file (importedValues)"
    ),
    Bilingual("把表达式写在 `text` 里", "write the expression in `text`"),
)


class BoxReader(TableReader):
    """Reads boxed expressions."""

    def boxed(self, element: Element | None) -> Boxed | None:
        """The one expression among an element's children."""
        if element is None:
            return None
        found = [child for child in element.children if child.name in _READERS]
        if len(found) > 1:
            return Unreadable(found[1].place, self.fault(SEVERAL, found[1].place, element=element.name))
        return self.expression(found[0]) if found else None

    def expression(self, element: Element) -> Boxed:
        """The expression that an element is."""
        return _READERS[element.name](self, element)

    def literal(self, element: Element) -> Boxed:
        text = element.first("text")
        language = element.get("expressionLanguage")
        if text is None and (imported := element.first("importedValues")):
            return Unreadable(imported.place, self.fault(IMPORTED_VALUES, imported.place))
        written = empty(element) if text is None else text.written
        return Text(element.place, written, type_of(element), language)

    def context(self, element: Element) -> Boxed:
        self.only(element, "contextEntry")
        return Context(element.place, tuple(self._entries(element)), type_of(element))

    def _entries(self, element: Element) -> Iterable[Entry]:
        for entry in element.all("contextEntry"):
            variable = entry.first("variable")
            name = "" if variable is None else self.name(variable)
            yield Entry(entry.place, name, type_of(variable), self.boxed(entry))

    def parameters(self, element: Element, name: str) -> tuple[Parameter, ...]:
        """The parameters (or columns) that an element declares with children called `name`."""
        return tuple(Parameter(p.place, self.name(p), type_of(p)) for p in element.all(name))

    def function(self, element: Element) -> Function:
        """A function definition, also that of a business knowledge model."""
        kind = self.word(element, "kind", ("FEEL", "Java", "PMML"), "FEEL")
        parameters = self.parameters(element, "formalParameter")
        return Function(element.place, parameters, self.boxed(element), kind, type_of(element))

    def invocation(self, element: Element) -> Boxed:
        bindings = []
        for binding in element.all("binding"):
            parameter = binding.first("parameter")
            name = self.name(binding if parameter is None else parameter)
            bindings.append(Binding(binding.place, name, self.boxed(binding)))
        return Invocation(element.place, self.boxed(element), tuple(bindings), type_of(element))

    def list_(self, element: Element) -> Boxed:
        items = tuple(self.expression(child) for child in element.children if child.name in _READERS)
        return ListBox(element.place, items, type_of(element))

    def relation(self, element: Element) -> Boxed:
        self.only(element, "column", "row")
        columns = self.parameters(element, "column")
        rows: list[tuple[Boxed | None, ...]] = []
        for row in element.all("row"):
            cells = tuple(self.expression(child) for child in row.children if child.name in _READERS)
            if len(cells) != len(columns):
                words = {"found": len(cells), "wanted": len(columns)}
                return Unreadable(row.place, self.fault(ROW_LENGTH, row.place, **words))
            rows.append(cells)
        return Relation(element.place, columns, tuple(rows), type_of(element))

    def conditional(self, element: Element) -> Boxed:
        self.only(element, "if", "then", "else")
        parts = [self.boxed(element.first(name)) for name in ("if", "then", "else")]
        return Conditional(element.place, parts[0], parts[1], parts[2], type_of(element))

    def filter(self, element: Element) -> Boxed:
        self.only(element, "in", "match")
        source, match = self.boxed(element.first("in")), self.boxed(element.first("match"))
        return Filter(element.place, source, match, type_of(element))

    def iteration(self, element: Element) -> Boxed:
        body = "return" if element.name == "for" else "satisfies"
        self.only(element, "in", body)
        source = element.first("in")
        return Iteration(
            element.place,
            cast(Literal["for", "some", "every"], element.name),
            self.given(element, "iteratorVariable"),
            type_of(source),
            self.boxed(source),
            self.boxed(element.first(body)),
            type_of(element),
        )


_READERS: dict[str, Callable[[BoxReader, Element], Boxed]] = {
    "literalExpression": BoxReader.literal,
    "context": BoxReader.context,
    "functionDefinition": BoxReader.function,
    "invocation": BoxReader.invocation,
    "list": BoxReader.list_,
    "relation": BoxReader.relation,
    "conditional": BoxReader.conditional,
    "filter": BoxReader.filter,
    "for": BoxReader.iteration,
    "some": BoxReader.iteration,
    "every": BoxReader.iteration,
    "decisionTable": BoxReader.table,
}

__all__ = ["BoxReader", "Reader"]
