"""Parameters and definitions that nothing uses: most often a name was misspelt elsewhere, or a rule was forgotten.

A definition that a test of the file asks for is there to be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.rules.check.whole import Whole
from projgov.rules.load.names import FileNames

UNUSED_PARAMETER = Pattern(
    "N050",
    Bilingual("参数 `{name}` 没有规则用到", "no rule uses the parameter `{name}`"),
    Bilingual("在规则里用它，或删去它", "use it in a rule, or leave it out"),
    severity="warning",
)
UNUSED_DEFINITION = Pattern(
    "N051",
    Bilingual("定义 `{name}` 没有别的规则用到", "no other rule uses the definition `{name}`"),
    Bilingual("在规则里用它，或删去它", "use it in a rule, or leave it out"),
    severity="warning",
)


def unused(whole: Whole) -> Iterator[Diagnostic]:
    """What nothing uses. A file that reports nothing is there for others to extend: of it nothing is said."""
    if not whole.core.outputs:
        return
    names = whole.rules[0].names
    used = set(names.used) if isinstance(names, FileNames) else set[str]()
    for parameter in whole.core.parameters.values():
        if parameter.name not in used:
            yield UNUSED_PARAMETER.at(parameter.place, name=parameter.name)
    used |= whole.tested
    for rule in whole.rules:
        if rule.kind == "definitions" and rule.rule.id not in used:
            yield UNUSED_DEFINITION.at(rule.place, name=rule.rule.id)
