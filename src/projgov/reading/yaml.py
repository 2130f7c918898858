"""YAML text to the placed tree.

Of YAML 1.2 a rule file needs mappings, lists and scalars, and no more: aliases, anchors, tags, directives and further
documents are refused, because each lets a file mean what a reader does not see. Every fault that can be found is reported
at once; a syntax error ends the reading where nothing after it could be trusted.
"""

from __future__ import annotations

import yaml

from projgov.diagnostics import Diagnostic, InvalidRuleFile
from projgov.reading.text import hidden_characters
from projgov.reading.tree import Node
from projgov.reading.yaml_composer import MAX_DEPTH, MAX_NODES, Composer, Stop
from projgov.reading.yaml_syntax import UNCLOSED_QUOTE, explain

__all__ = ["MAX_DEPTH", "MAX_NODES", "compose"]

_MAX_REPAIRS = 20
_MAX_REPAIRED_SIZE = 400_000  # characters; a larger file is read once only


def compose(text: str, file: str) -> Node:
    """The placed tree of the YAML `text`; `file` is its name in diagnostics.

    Raises `InvalidRuleFile` with every fault that was found: hidden characters, syntax, doubled keys, numbers out of bounds,
    and what of YAML is not accepted.
    """
    if hidden := hidden_characters(text, file):
        raise InvalidRuleFile(hidden)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    unreadable: list[Diagnostic] = []
    while True:
        composer = Composer(text, file)
        try:
            node = composer.document()
        except Stop:
            break
        except (
            yaml.YAMLError,
            ValueError,
        ) as error:  # ValueError: the parser in Python, on impossible escapes
            diagnostic, repair = explain(error, lines, file)
            unreadable.append(diagnostic)
            worthwhile = len(unreadable) < _MAX_REPAIRS and len(text) <= _MAX_REPAIRED_SIZE
            if repair is None or not worthwhile or not repair.apply(lines):
                break
            text = "\n".join(lines)
        else:
            if unreadable or composer.faults:
                break
            return node
    raise InvalidRuleFile(_trusted(unreadable, composer.faults))


def _trusted(unreadable: list[Diagnostic], composed: list[Diagnostic]) -> list[Diagnostic]:
    """The faults of both kinds, each once; none of those below quotes that never end."""
    told = {(fault.code, fault.place.line) for fault in unreadable}
    faults = [*unreadable, *(fault for fault in composed if (fault.code, fault.place.line) not in told)]
    last = min((f.place.line for f in unreadable if f.code == UNCLOSED_QUOTE.code), default=None)
    return [fault for fault in faults if last is None or fault.place.line <= last]
