"""A rule file that has been read: what it is to those who evaluate it, and what came of reading it."""

from __future__ import annotations

from typing import Any

import attrs

from projgov.diagnostics import (
    Bilingual,
    Diagnostic,
)
from projgov.domain.vocabulary import Spec
from projgov.reading.beside import Beside
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.tree import Node
from projgov.rules.core.directions import Direction
from projgov.rules.core.program import Core
from projgov.rules.forms.assessment_year import AssessmentYear
from projgov.rules.forms.base import Lowering
from projgov.rules.load.extends import Origins
from projgov.rules.load.file import Head, TestEntry


@attrs.frozen
class Written:
    """A rule file as it was written: its whole tree, and the head and the rules that were read from it.

    What it takes from a file that it extends is part of them; `origins` tells what it replaces or tightens of that. `folders` are
    those of both files, by their names.
    """

    tree: TreeMapping
    head: Head
    rules: tuple[Lowering, ...]
    folders: dict[str, Beside]
    origins: Origins


@attrs.frozen
class Pack:
    """A rule file that has been read, checked and lowered.

    `core` is what readings evaluate; `tests` and `sample` are the tests inside the file; `facts` the extra facts it declares of
    each type of subject. `directions` are those that its lines declare. `source` is the SHA-256 of the file's bytes, `written` what Core was lowered from.
    """

    name: str
    file: str
    core: Core = attrs.field(repr=False)
    facts: dict[str, dict[str, Spec]] = attrs.field(repr=False)
    tests: tuple[TestEntry, ...] = attrs.field(repr=False)
    sample: Any = attrs.field(repr=False)
    tree: Node = attrs.field(repr=False)
    source: str = ""
    directions: tuple[Direction, ...] = ()
    written: Written | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def title(self) -> Bilingual:
        return self.core.title

    @property
    def assessed(self) -> AssessmentYear:
        """The assessment year, with its first and last day."""
        head = None if self.written is None else self.written.head
        first, last = (None, None) if head is None else (head.year_from, head.year_to)
        return AssessmentYear.of(self.core.year, first, last)


@attrs.frozen
class Read:
    """What came of reading a rule file: the pack where there are no errors, and all diagnostics."""

    pack: Pack | None
    diagnostics: tuple[Diagnostic, ...]
