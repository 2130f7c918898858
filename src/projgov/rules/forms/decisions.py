"""A decision of a DMN model as a rule: found in the folder of the rule file, typed by the model and given by the rule file."""

from __future__ import annotations

from collections.abc import Mapping

from projgov.diagnostics import Bilingual, Pattern, Refused, did_you_mean
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Scalar
from projgov.rules.dmn.folder import Folder
from projgov.rules.dmn.link import link
from projgov.rules.dmn.read import read_model
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.dmn_graph import Graph, Understood
from projgov.rules.forms.table_columns import InputColumn

NOT_NAMED = Pattern(
    "M393",
    Bilingual("`{found}` 没有指明哪个模型的哪个决策", "`{found}` does not say which decision of which model"),
    Bilingual("写作 `decision: 模型.dmn#决策名称`", "write `decision: model.dmn#Name of the decision`"),
)
NO_DECISION = Pattern(
    "M394",
    Bilingual("模型 `{file}` 里没有叫 `{found}` 的决策", "the model `{file}` has no decision `{found}`"),
    Bilingual("{offer}", "{offer}"),
)


def read_decision(
    written: Scalar, inputs: Mapping[str, InputColumn], lowering: Lowering
) -> Understood | None:
    """The decision that `model.dmn#Name` names; None where there is none. What is wrong is told."""
    file, _, name = written.text.partition("#")
    if not file.strip() or not name.strip():
        lowering.faults.add(NOT_NAMED, written.place, found=written.text)
        return None
    try:
        path = lowering.beside.path(file.strip(), written.place)
        model = read_model(lowering.beside.read(file.strip(), written.place), str(path))
        linked = link(model, Folder(lowering.beside).find)
    except Refused as refused:
        lowering.faults.extend(refused.diagnostics)
        return None
    wanted = canonical_name(name)
    decision = next((d for d in model.decisions if canonical_name(d.name) == wanted), None)
    if decision is None:
        offer = did_you_mean(name.strip(), [d.name for d in model.decisions])
        lowering.faults.add(NO_DECISION, written.place, file=file.strip(), found=name.strip(), offer=offer)
        return None
    return Graph.of(linked, inputs, lowering).understood(linked.root, decision)
