"""Texts in FEEL to what runs: parsed where their names are known; one that cannot be read is reported, and gives null."""

from __future__ import annotations

from collections.abc import Collection

from projgov.diagnostics import Bilingual, Diagnostic, InvalidRuleFile, Pattern, Place
from projgov.rules.dmn.element import Written
from projgov.rules.feel import tree
from projgov.rules.feel.lexer import tokenise
from projgov.rules.feel.parser import DMN, parse, parse_tests
from projgov.scoring.feel.evaluate import compile as compile_tree
from projgov.scoring.feel.nodes.weights import height
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.scope import Compiled, Env, Scope
from projgov.scoring.feel.values import Value

UNREADABLE = Pattern(
    "M350",
    Bilingual("表达式读不了，结果为 null", "the expression cannot be read, so it gives null"),
    Bilingual("先改正模型的诊断 `{code}`", "mend what the model's diagnostic `{code}` tells"),
)
OTHER_LANGUAGE = Pattern(
    "M351",
    Bilingual("表达式用的语言是 `{found}`", "the expression is in the language `{found}`"),
    Bilingual("改用 FEEL", "write it in FEEL"),
)
NO_EXPRESSION = Pattern(
    "M352",
    Bilingual("这里没有表达式，结果为 null", "there is no expression here, so it gives null"),
    Bilingual("写出表达式", "write an expression"),
)


class Texts:
    """Compiles texts. `types` and `members` are names beyond those in scope that a text may hold.

    What is wrong with texts is gathered in `faults`.
    """

    def __init__(self, types: Collection[str], members: Collection[str], faults: list[Diagnostic]) -> None:
        self.types = frozenset(types)
        self.members = frozenset(members)
        self.faults = faults
        self.height = 0
        """That of the highest tree read."""

    def expression(self, written: Written, scope: Scope) -> Compiled:
        """What runs for an expression."""
        if (found := self.parsed(written, scope)) is None:
            return self.broken(written.place(), self.faults[-1])
        return compile_tree(found, scope.in_text(written.text, written.place))

    def parsed(self, written: Written, scope: Scope) -> tree.Expr | None:
        """The tree of an expression, or None and a fault."""
        try:
            found = self._read(written, scope)
        except InvalidRuleFile as refused:
            self.faults += refused.diagnostics
            return None
        self.height = max(self.height, height(found))
        return found

    def tests(self, written: Written, scope: Scope) -> tree.UnaryTests | None:
        """The tests of a cell, or None and a fault; `?` is bound in `scope`."""
        try:
            return self._read_tests(written, scope)
        except InvalidRuleFile as refused:
            self.faults += refused.diagnostics
            return None

    def silent(self, written: Written, scope: Scope) -> tree.Expr | None:
        """The tree of an expression that was read before, or None."""
        try:
            return self._read(written, scope)
        except InvalidRuleFile:
            return None

    def silent_tests(self, written: Written, scope: Scope) -> tree.UnaryTests | None:
        """The tests of a cell that was read before, or None."""
        try:
            return self._read_tests(written, scope)
        except InvalidRuleFile:
            return None

    def _read(self, written: Written, scope: Scope) -> tree.Expr:
        return parse(
            written.text,
            place_at=written.place,
            dialect=DMN,
            names=self._names(scope),
            members=self.members,
        )

    def _read_tests(self, written: Written, scope: Scope) -> tree.UnaryTests:
        return parse_tests(
            written.text,
            place_at=written.place,
            dialect=DMN,
            names=self._names(scope),
            members=self.members,
        )

    def _names(self, scope: Scope) -> frozenset[str]:
        filtering: Scope | None = scope
        while filtering is not None:
            if filtering.members:  # the match of a boxed filter: members stand there as names do
                return self.types | self.members | scope.names
            filtering = filtering.outer
        return self.types | scope.names

    def broken(self, place: Place, fault: Diagnostic) -> Compiled:
        """What runs in place of something that was reported as `fault`: it gives null, and tells."""
        return nothing(place, UNREADABLE, code=fault.code)


def nothing(place: Place, pattern: Pattern, **words: str) -> Compiled:
    """What gives null and records a fault."""

    def null(_env: Env, run: Run) -> Value:
        run.place = place
        return run.fault(pattern, **words)

    return null


def is_special(name: str) -> bool:
    """Whether a name is matched only where it is known: it holds more than words."""
    return any(token.kind != "word" for token in tokenise(name, DMN).tokens[:-1])
