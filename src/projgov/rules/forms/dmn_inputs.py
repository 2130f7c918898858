"""What a rule file gives for the inputs of a DMN model, typed by the model."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place, did_you_mean
from projgov.domain.types import ChoiceType
from projgov.domain.vocabulary import canonical_name
from projgov.rules.core.fitting import POISON, expect, is_poison
from projgov.rules.core.from_feel import lower
from projgov.rules.core.nodes import Node
from projgov.rules.dmn import tree as dmn
from projgov.rules.feel.parser import parse
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.dmn_texts import dotted
from projgov.rules.forms.dmn_types import Typed
from projgov.rules.forms.table_columns import InputColumn

NO_INPUT = Pattern(
    "M395",
    Bilingual(
        "模型的输入 `{name}` 在规则文件里没有这个名称，`inputs:` 下也没有写",
        "the model's input `{name}` is no name of the rule file, and does not stand under `inputs:`",
    ),
    Bilingual("在 `inputs:` 下写 `{name}: {{value: …}}`", "write `{name}: {{value: …}}` under `inputs:`"),
)
NOT_ASKED = Pattern(
    "M396",
    Bilingual("决策不用名为 `{name}` 的输入", "the decision asks no input `{name}`"),
    Bilingual("{offer}", "{offer}"),
)
NOT_ALLOWED = Pattern(
    "M397",
    Bilingual(
        "`{value}` 可能出现，而模型的输入 `{name}` 不允许",
        "`{value}` can occur, and the model's input `{name}` does not allow it",
    ),
    Bilingual("在 `value:` 里换算成模型允许的值", "convert it in `value:` to what the model allows"),
)
SAME_NAME = Pattern(
    "M398",
    Bilingual("几个模型都有输入 `{name}`", "several models have an input `{name}`"),
    Bilingual("在 `inputs:` 下分别写明：{choices}", "write each under `inputs:`: {choices}"),
)


@attrs.define
class Inputs:
    """What stands under `inputs:`, and what the rule file calls by the name of an input."""

    declared: Mapping[str, InputColumn]
    lowering: Lowering
    asked: dict[str, tuple[str, dmn.InputData]] = attrs.field(factory=dict)
    """The inputs met, by the names under which they were found, with those by which none is mistaken for another."""

    def value(self, given: dmn.InputData, imported: str, typed: Typed | None) -> Node:
        """What is given for an input of the model that is `imported` by that name (none: the model of the decision)."""
        lowering = self.lowering
        behind = dotted(imported, given.name)
        name = next((n for n in self.declared if _same(n) == _same(behind)), None)
        name = name or next((n for n in self.declared if _same(n) == _same(given.name)), None)
        place = lowering.place_of(("inputs", name) if name else ("decision",))
        full, other = self.asked.setdefault(name or _same(given.name), (behind, given))
        if other is not given:
            choices = f"`{full}`, `{behind}`"
            lowering.faults.add(SAME_NAME, place, name=given.name, choices=choices, related=[other.place])
        declared = self.declared[name] if name is not None else InputColumn()
        value = self._named(given) if declared.value is None else lowering.expression(declared.value)
        if typed is not None and not is_poison(value):
            value = expect(value, typed.kind, lowering.scope)
            self._allowed(value, typed.values, given, place)
        return value

    def check_all_asked(self) -> None:
        """Tell of names under `inputs:` that no input bears which was met."""
        for name in self.declared:
            if name not in self.asked:
                offer = did_you_mean(name, [full for full, _ in self.asked.values()])
                place = self.lowering.place_of(("inputs", name))
                self.lowering.faults.add(NOT_ASKED, place, name=name, offer=offer)

    def _named(self, given: dmn.InputData) -> Node:
        """What bears the name of an input in the rule file, written as the model has it or in small letters."""
        place = self.lowering.place_of(("decision",))

        def place_at(_offset: int, _length: int = 0) -> Place:
            return place

        for name in (given.name, given.name.lower()):
            own = self.lowering.faults.apart()
            try:
                found = lower(
                    parse(name, place_at=place_at), attrs.evolve(self.lowering.scope, faults=own), place_at
                )
            except InvalidRuleFile:
                continue
            if not own.found:
                return found
        self.lowering.faults.add(NO_INPUT, place, name=given.name)
        return POISON

    def _allowed(self, value: Node, allowed: tuple[object, ...], given: dmn.InputData, place: Place) -> None:
        if allowed and isinstance(value.type, ChoiceType):
            for code in value.type.codes:
                if code not in allowed:
                    self.lowering.faults.add(NOT_ALLOWED, place, value=code, name=given.name)
                    return


def _same(name: str) -> str:
    """A name of an input, for comparing: models capitalise as they like."""
    return canonical_name(name).casefold()
