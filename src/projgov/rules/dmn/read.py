"""Bytes to a model: the requirement graph, its item definitions and expressions, with every fault that was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from projgov.diagnostics import Bilingual, Pattern, Place, Refused
from projgov.reading.text import MAX_BYTES
from projgov.rules.dmn.boxed import BoxReader
from projgov.rules.dmn.element import Element
from projgov.rules.dmn.reader import NO_NAME, flag, type_of
from projgov.rules.dmn.tree import (
    Decision,
    Function,
    FunctionItem,
    Import,
    InputData,
    Item,
    Knowledge,
    Model,
    Parameter,
    Reference,
    Service,
)
from projgov.rules.dmn.xml import NAMESPACES, read_xml

DOUBLE_ID = Pattern(
    "M330",
    Bilingual("标识 `{found}` 用了两次", "the id `{found}` is given twice"),
    Bilingual("每个元素的 `id` 各不相同", "give each element an `id` of its own"),
)
DOUBLE_NAME = Pattern(
    "M331",
    Bilingual("有两个叫 `{found}` 的{kind}", "two {kind} are called `{found}`"),
    Bilingual("给其中一个换名称", "give one of them another name"),
)
NO_HREF = Pattern(
    "M332",
    Bilingual("`{element}` 没有指明所需的元素", "`{element}` does not say what it requires"),
    Bilingual('写上 `href="#…"`', 'give it the id: `href="#…"`'),
)

_READ = ("import", "itemDefinition", "inputData", "decision", "businessKnowledgeModel", "decisionService")
_LEFT_OUT = ("knowledgeSource", "elementCollection", "performanceIndicator", "organizationUnit")
_ARTIFACTS = ("businessContextElement", "association", "textAnnotation", "group")
_KINDS = {
    "inputs": Bilingual("输入", "inputs"),
    "decisions": Bilingual("决策", "decisions"),
    "knowledge": Bilingual("业务知识模型", "business knowledge models"),
    "services": Bilingual("决策服务", "decision services"),
    "items": Bilingual("类型", "item definitions"),
}


def read_model(data: bytes, file: str, *, most: int = MAX_BYTES) -> Model:
    """The model that a DMN file holds; `file` is its name in diagnostics.

    Raises Refused for what is no DMN file. What is wrong with parts of it stands in the model's `faults`.
    """
    root, namespace = read_xml(data, file, most=most)
    return _ModelReader(file).model(root, NAMESPACES[namespace])


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def place(self) -> Place: ...


class _ModelReader(BoxReader):
    def model(self, root: Element, edition: str) -> Model:
        self.only(root, *_READ, *_LEFT_OUT, *_ARTIFACTS)
        inputs = tuple(self._input_data(e) for e in root.all("inputData"))
        decisions = tuple(self._decision(e) for e in root.all("decision"))
        knowledge = tuple(self._knowledge(e) for e in root.all("businessKnowledgeModel"))
        services = tuple(self._service(e) for e in root.all("decisionService"))
        items = tuple(self._item(e) for e in root.all("itemDefinition"))
        imports = tuple(self._imports(root))
        nameless = [fault for fault in self.faults if fault.pattern is NO_NAME]
        if nameless:
            raise Refused(self.faults)
        self._doubles(root, inputs, decisions, knowledge, services, items)
        return Model(
            root.place,
            self.file,
            edition,
            root.get("namespace"),
            self.name(root, wanted=False),
            imports,
            items,
            inputs,
            decisions,
            knowledge,
            services,
            root.prefixes,
            root.get("expressionLanguage"),
            tuple(self.faults),
        )

    def _doubles(
        self,
        root: Element,
        inputs: Sequence[_Named],
        decisions: Sequence[_Named],
        knowledge: Sequence[_Named],
        services: Sequence[_Named],
        items: Sequence[_Named],
    ) -> None:
        ids: dict[str, Place] = {}
        for element in root.children:
            if not (name := element.get("id")):
                continue
            if name in ids:
                words = {"found": name[:100]}
                self.faults.append(DOUBLE_ID.at(element.place, related=(ids[name],), **words))
            ids.setdefault(name, element.place)
        groups = {
            "inputs": inputs,
            "decisions": decisions,
            "knowledge": knowledge,
            "services": services,
            "items": items,
        }
        for kind, group in groups.items():
            seen: dict[str, Place] = {}
            for named in group:
                if named.name in seen:
                    self.faults.append(
                        DOUBLE_NAME.at(
                            named.place, related=(seen[named.name],), found=named.name, kind=_KINDS[kind]
                        )
                    )
                seen.setdefault(named.name, named.place)

    def _variable(self, element: Element, name: str) -> tuple[str, str]:
        """The name by which an element's value goes in expressions, and its type."""
        variable = element.first("variable")
        if variable is None:
            return name, ""
        return self.name(variable, wanted=False) or name, type_of(variable)

    def _input_data(self, element: Element) -> InputData:
        name = self.name(element)
        return InputData(element.place, element.get("id"), name, *self._variable(element, name))

    def _decision(self, element: Element) -> Decision:
        name = self.name(element)
        variable, type_ = self._variable(element, name)
        information = tuple(element.all("informationRequirement"))
        return Decision(
            element.place,
            element.get("id"),
            name,
            variable,
            type_,
            tuple(self._references(information, "requiredInput")),
            tuple(self._references(information, "requiredDecision")),
            tuple(self._references(element.all("knowledgeRequirement"), "requiredKnowledge")),
            self.boxed(element),
            _words(element, "question"),
            _words(element, "allowedAnswers"),
            _words(element, "description"),
        )

    def _knowledge(self, element: Element) -> Knowledge:
        name = self.name(element)
        variable, type_ = self._variable(element, name)
        logic = element.first("encapsulatedLogic")
        function: Function | None = None if logic is None else self.function(logic)
        required = tuple(self._references(element.all("knowledgeRequirement"), "requiredKnowledge"))
        return Knowledge(element.place, element.get("id"), name, variable, type_, required, function)

    def _service(self, element: Element) -> Service:
        name = self.name(element)
        variable, type_ = self._variable(element, name)
        return Service(
            element.place,
            element.get("id"),
            name,
            variable,
            type_,
            tuple(self._references((element,), "outputDecision")),
            tuple(self._references((element,), "encapsulatedDecision")),
            tuple(self._references((element,), "inputDecision")),
            tuple(self._references((element,), "inputData")),
        )

    def _references(self, elements: Iterable[Element], name: str) -> Iterable[Reference]:
        for element in elements:
            for child in element.all(name):
                href = child.get("href")
                namespace, sign, identifier = href.rpartition("#")
                if not sign or not identifier:
                    self.fault(NO_HREF, child.place, element=child.name)
                    continue
                yield Reference(child.place, namespace, identifier)

    def _imports(self, root: Element) -> Iterable[Import]:
        for element in root.all("import"):
            yield Import(
                element.place,
                self.name(element, wanted=False),
                element.get("namespace"),
                element.get("importType"),
                element.get("locationURI"),
            )

    def _item(self, element: Element) -> Item:
        function = element.first("functionItem")
        return Item(
            element.place,
            self.name(element),
            type_of(element),
            flag(element, "isCollection"),
            tuple(self._item(child) for child in element.all("itemComponent")),
            None if function is None else self._function_item(function),
            element.text("allowedValues"),
            element.text("typeConstraint"),
        )

    def _function_item(self, element: Element) -> FunctionItem:
        parameters: tuple[Parameter, ...] = self.parameters(element, "parameters")
        return FunctionItem(parameters, element.get("outputTypeRef"))


def _words(element: Element, name: str) -> str:
    child = element.first(name)
    return "" if child is None else child.written.text.strip()
