"""`docs/core.md`: every node of Core, from the docstrings of `rules.core.nodes` and `rules.core.program`."""

from __future__ import annotations

import attrs
from tools.docs.markdown import NOTICE, code, flowing, prose

from projgov.rules.core import nodes, program

INTRO = """
# Core

Every rule file is lowered to Core, and every reading (evaluating, explaining, compiling) starts from it. Core is closed: these
nodes are all there are, so a new kind of rule gets every reading, and a new reading gets every kind. The readable model in
`scoring/meaning/` evaluates each node as this page says, and everything faster is tested against it.

"""
PROGRAM = """
## A program

The rules of a file become definitions and checks, which compute, and outputs, which say what to report of them.

"""
_CASE = nodes.Node_.index(nodes.Case)
_NODES = (*nodes.Node_[:_CASE], nodes.Row, *nodes.Node_[_CASE:])
"""In the order in which a person reads them: a row before the case that it belongs to."""
_PROGRAM = (
    program.Core, program.ParameterDefinition, program.Definition, program.Check, program.Finding, program.Owed, program.Line,
    program.Score, program.Mark, program.Decision, program.DecisionRow, program.DecisionCell, program.Ranking, program.Award, program.Sanction, program.Message,
)  # fmt: skip
_EVIDENT = {"type", "place", "header"}


def page() -> str:
    """The page."""
    head = prose(nodes.__doc__).split("\n\n", 1)[1]
    described = "".join(map(_entry, _NODES))
    programs = "".join(map(_entry, _PROGRAM))
    return f"{NOTICE}{INTRO}{head}\n\n## Nodes\n\n{described}{PROGRAM}{programs}".rstrip() + "\n"


def _entry(cls: type[attrs.AttrsInstance]) -> str:
    fields = ", ".join(f.name for f in attrs.fields(cls) if f.name not in _EVIDENT)
    head = f"**{cls.__name__}**" + (f" {code(fields)}" if fields else "")
    return f"{head}. {flowing(cls.__doc__)}\n\n"
