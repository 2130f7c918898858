"""Elements to decision tables (DMN 1.5, clause 8)."""

from __future__ import annotations

from typing import cast

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.dmn.element import Element, Written
from projgov.rules.dmn.reader import Reader, empty, type_of
from projgov.rules.dmn.tree import (
    Aggregation,
    Boxed,
    HitPolicy,
    Input,
    Output,
    Rule,
    Table,
    Text,
    Unreadable,
)

INPUT_CELLS = Pattern(
    "M323",
    Bilingual(
        "这一行有 {found} 个条件格，表有 {wanted} 个输入列",
        "this row has {found} cells for inputs, and the table has {wanted} inputs",
    ),
    Bilingual("每个输入列一格，不限时写 `-`", "write one cell for each input, `-` where anything will do"),
)
OUTPUT_CELLS = Pattern(
    "M324",
    Bilingual(
        "这一行有 {found} 个结果格，表有 {wanted} 个输出列",
        "this row has {found} cells for outputs, and the table has {wanted} outputs",
    ),
    Bilingual("每个输出列一格", "write one cell for each output"),
)
NO_OUTPUT = Pattern(
    "M325",
    Bilingual("表没有输出列", "the table has no output"),
    Bilingual("加上 `output` 元素", "add an `output` element"),
)
UNNAMED_OUTPUT = Pattern(
    "M326",
    Bilingual("表有几个输出列，这一个没有名称", "the table has several outputs, and this one has no name"),
    Bilingual('写上 `name="…"`', 'give it one: `name="…"`'),
)

HIT_POLICIES = ("UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER")
AGGREGATIONS = ("", "SUM", "COUNT", "MIN", "MAX")


class TableReader(Reader):
    """Reads decision tables."""

    def given(self, element: Element, attribute: str) -> str:
        """A name that an attribute other than `name` gives."""
        words = {"name": element.get(attribute)}
        return self.name(Element(element.name, element.place, words, (), element.written, {}))

    def table(self, element: Element) -> Boxed:
        """A decision table; Unreadable where its rows do not fit its columns."""
        self.only(element, "input", "output", "annotation", "rule")
        before = len(self.faults)
        inputs = tuple(self._input(child) for child in element.all("input"))
        outputs = tuple(self._output(child) for child in element.all("output"))
        if not outputs:
            self.fault(NO_OUTPUT, element.place)
        if len(outputs) > 1:
            for output in outputs:
                if not output.name:
                    self.fault(UNNAMED_OUTPUT, output.place)
        rules = tuple(self._rule(child, len(inputs), len(outputs)) for child in element.all("rule"))
        table = Table(
            element.place,
            cast(HitPolicy, self.word(element, "hitPolicy", HIT_POLICIES, "UNIQUE")),
            cast(Aggregation, self.word(element, "aggregation", AGGREGATIONS, "")),
            inputs,
            outputs,
            rules,
            tuple(a.get("name") for a in element.all("annotation")),
            type_of(element),
        )
        errors = [fault for fault in self.faults[before:] if fault.is_error]
        return Unreadable(element.place, errors[0], table.type) if errors else table

    def _input(self, element: Element) -> Input:
        expression = element.first("inputExpression")
        written = None if expression is None else element.text("inputExpression")
        return Input(
            element.place,
            written or empty(element),
            type_of(expression),
            element.text("inputValues"),
            element.get("label"),
        )

    def _output(self, element: Element) -> Output:
        default = element.first("defaultOutputEntry")
        return Output(
            element.place,
            self.name(element, wanted=False),
            type_of(element),
            element.text("outputValues"),
            None if default is None else self._cell(default),
            element.get("label"),
        )

    def _rule(self, element: Element, inputs: int, outputs: int) -> Rule:
        conditions = tuple(_text(child) for child in element.all("inputEntry"))
        results = tuple(self._cell(child) for child in element.all("outputEntry"))
        if len(conditions) != inputs:
            self.fault(INPUT_CELLS, element.place, found=len(conditions), wanted=inputs)
        if len(results) != outputs:
            self.fault(OUTPUT_CELLS, element.place, found=len(results), wanted=outputs)
        notes = tuple(_text(child).text for child in element.all("annotationEntry"))
        description = element.first("description")
        return Rule(
            element.place,
            conditions,
            results,
            notes,
            "" if description is None else description.written.text.strip(),
        )

    def _cell(self, element: Element) -> Boxed:
        return Text(element.place, _text(element), type_of(element), element.get("expressionLanguage"))


def _text(element: Element) -> Written:
    text = element.first("text")
    return empty(element) if text is None else text.written
