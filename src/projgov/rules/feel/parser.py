"""Text to tree: expressions, the cells of decision tables, and texts with expressions inside.

Every fault that can be found is raised at once as `InvalidRuleFile`: all those in the characters, and the first in the syntax.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NoReturn

from projgov.diagnostics import Bilingual, Diagnostic, InvalidRuleFile, Pattern, Place
from projgov.rules.feel.characters import describe, is_invisible
from projgov.rules.feel.cursor import Stop
from projgov.rules.feel.dialect import DMN, MAX_FAULTS, MAX_LENGTH, RULES, Dialect
from projgov.rules.feel.grammar import Grammar
from projgov.rules.feel.lexer import tokenise
from projgov.rules.feel.names import known
from projgov.rules.feel.spoken import OTHER_IF, spoken_if
from projgov.rules.feel.strays import INVISIBLE
from projgov.rules.feel.tokens import Fault, Token, Tokens, short
from projgov.rules.feel.tree import Expr, UnaryTests

TOO_LONG = Pattern(
    "X050",
    Bilingual("文字太长（{length} 个字符）", "the text is too long ({length} characters)"),
    Bilingual(
        "最多 {limit} 个字符；拆成几个定义",
        "use at most {limit} characters; split it into several definitions",
    ),
)
EMPTY = Pattern(
    "X051",
    Bilingual("这里没有表达式", "there is no expression here"),
    Bilingual("写出表达式，例如 `progress > 50`", "write an expression, such as `progress > 50`"),
)
EMPTY_CELL = Pattern(
    "X052",
    Bilingual("这一格是空的", "this cell is empty"),
    Bilingual("不限时写 `-`", "write `-` where anything will do"),
)
HALF_TEST = Pattern(
    "X053",
    Bilingual(
        "表格的一格里不能用 `{found}` 连接比较", "comparisons in a cell cannot be joined with `{found}`"
    ),
    Bilingual(
        "同时满足写作区间，如 `[3..5)`；任一满足用逗号，如 `< 3, > 5`",
        "for both write a range, such as `[3..5)`; for either a comma, such as `< 3, > 5`",
    ),
)
LONE_BRACE = Pattern(
    "X054",
    Bilingual("`}}` 没有对应的 `{{`", "`}}` has no matching `{{`"),
    Bilingual("花括号本身写作 `{{{{` 和 `}}}}`", "braces themselves are written `{{{{` and `}}}}`"),
)
OPEN_BRACE = Pattern(
    "X055",
    Bilingual("`{{` 没有对应的 `}}`", "`{{` has no matching `}}`"),
    Bilingual(
        "在表达式后面补上 `}}`；花括号本身写作 `{{{{` 和 `}}}}`",
        "put `}}` after the expression; braces themselves are written `{{{{` and `}}}}`",
    ),
)

PlaceAt = Callable[[int, int], Place]
"""The place in the file of the text at an offset, of a length."""

OPERATOR = Bilingual("一个运算符或结尾", "an operator or the end")


def parse(
    text: str,
    *,
    place_at: PlaceAt,
    dialect: Dialect = RULES,
    names: Collection[str] = (),
    members: Collection[str] = (),
) -> Expr:
    """The tree of an expression.

    `names` are those known, which a DMN model's names are matched against, and `members` those that can follow a dot (or stand
    in a filter); rule files do not need them. Raises InvalidRuleFile.
    """
    _check_length(text, place_at)
    tokens = tokenise(text, dialect)
    faults = list(tokens.faults)
    tree = _expression(text, tokens, dialect, names, faults, members)
    if faults or tree is None:
        if dialect.strict_names and (spoken := spoken_if(text)) is not None:
            start, end, mend = spoken
            faults = [Fault(OTHER_IF, start, end, {"found": short(text[start:end]), "mend": mend})]
        _refuse(faults, text, place_at)
    return tree


def parse_tests(
    text: str,
    *,
    place_at: PlaceAt,
    dialect: Dialect = RULES,
    names: Collection[str] = (),
    members: Collection[str] = (),
) -> UnaryTests:
    """The tests in a cell of a decision table: `-`, `< 5`, `[1..3]`, `"a", "b"`, `not("a")`; `?` is the value tested.

    In rule files `非("a")` is `not("a")`.
    Raises InvalidRuleFile.
    """
    _check_length(text, place_at)
    tokens = tokenise(text, dialect, tested=True)
    faults = list(tokens.faults)
    tests: UnaryTests | None = None
    if len(tokens.tokens) == 1:
        if not faults:
            faults.append(Fault(EMPTY_CELL, 0, len(text), {}))
    elif tokens.mended:
        tests = _tests(text, tokens.tokens, dialect, names, faults, members)
    if faults or tests is None:
        _refuse(faults, text, place_at)
    return tests


def parse_template(
    text: str, *, place_at: PlaceAt, dialect: Dialect = RULES, names: Collection[str] = ()
) -> tuple[str | Expr, ...]:
    """The parts of a text with expressions in braces: texts, and the trees between them. `{{` and `}}` are braces.

    Raises InvalidRuleFile with the faults of all parts.
    """
    _check_length(text, place_at)
    faults: list[Fault] = []
    parts: list[str | Expr] = []
    words: list[str] = []
    position = 0
    while position < len(text) and len(faults) < MAX_FAULTS:
        character = text[position]
        if text.startswith(("{{", "}}"), position):
            words.append(character)
            position += 2
        elif character == "}":
            faults.append(Fault(LONE_BRACE, position, position + 1, {}))
            position += 1
        elif character == "{":
            tokens = tokenise(text, dialect, start=position + 1, part=True)
            faults += tokens.faults
            if not text.startswith("}", tokens.end) and tokens.mended:
                faults.append(Fault(OPEN_BRACE, position, position + 1, {}))
                break
            tree = _expression(text, tokens, dialect, names, faults)
            if words:
                parts.append("".join(words))
                words = []
            if tree is not None:
                parts.append(tree)
            position = tokens.end + 1
        else:
            if is_invisible(character) and character not in "\n\r\t":
                faults.append(Fault(INVISIBLE, position, position + 1, {"point": describe(character)}))
            words.append(character)
            position += 1
    if words:
        parts.append("".join(words))
    if faults:
        _refuse(faults, text, place_at)
    return tuple(parts)


def _expression(
    text: str,
    tokens: Tokens,
    dialect: Dialect,
    names: Collection[str],
    faults: list[Fault],
    members: Collection[str] = (),
) -> Expr | None:
    if len(tokens.tokens) == 1:
        if not tokens.faults:
            end = tokens.tokens[0]
            faults.append(Fault(EMPTY, end.start, end.end, {}))
        return None
    if not tokens.mended:
        return None
    grammar = _grammar(text, tokens.tokens, dialect, names, faults, members)
    try:
        tree = grammar.expression()
        if grammar.kind != "end":
            grammar.left_over(OPERATOR)
    except Stop:
        return None
    return tree


def _grammar(
    text: str,
    tokens: tuple[Token, ...],
    dialect: Dialect,
    names: Collection[str],
    faults: list[Fault],
    members: Collection[str],
) -> Grammar:
    grammar = Grammar(text, tokens, dialect, known(names), faults)
    for name in members:
        grammar.members.add(name)
    return grammar


def _tests(
    text: str,
    tokens: tuple[Token, ...],
    dialect: Dialect,
    names: Collection[str],
    faults: list[Fault],
    members: Collection[str],
) -> UnaryTests | None:
    span = (tokens[0].start, tokens[-2].end)
    if [t.kind for t in tokens] == ["-", "end"]:
        return UnaryTests(span, (), negated=False)
    grammar = Grammar(text, tokens, dialect, known(names), faults)
    words = ("not", "非") if dialect.strict_names else ("not",)
    if tokens[0].value in words and tokens[0].kind == "word" and tokens[1].kind == "(":
        before = list(faults)
        grammar.move(2)
        grammar.brackets = 1
        tests = _test_list(grammar)
        if tests is not None and grammar.kind == ")" and grammar.peek().kind == "end":
            return UnaryTests(span, tests, negated=True)
        reached, found = grammar.position, faults[:]
        faults[:] = before
        grammar = _grammar(text, tokens, dialect, names, faults, members)
        tests = _whole(grammar)
        if tests is None and grammar.position < reached and len(found) > len(before):
            faults[:] = found  # what was found further on tells more
    else:
        tests = _whole(grammar)
    return None if tests is None else UnaryTests(span, tests, negated=False)


def _whole(grammar: Grammar) -> tuple[Expr, ...] | None:
    """The tests up to the end."""
    tests = _test_list(grammar)
    if tests is not None and grammar.kind != "end":
        if grammar.kind in ("and", "or"):
            token = grammar.token
            grammar.fault(HALF_TEST, token.start, token.end, found=grammar.kind)
            return None
        try:
            grammar.left_over(OPERATOR)
        except Stop:
            return None
    return tests


def _test_list(grammar: Grammar) -> tuple[Expr, ...] | None:
    tests: list[Expr] = []
    try:
        tests.append(grammar.test())
        while grammar.skip(","):
            tests.append(grammar.test())
    except Stop:
        return None
    return tuple(tests)


def _check_length(text: str, place_at: PlaceAt) -> None:
    if len(text) > MAX_LENGTH:
        fault = Fault(TOO_LONG, 0, 0, {"length": len(text), "limit": MAX_LENGTH})
        _refuse([fault], text, place_at)


def _refuse(faults: Iterable[Fault], text: str, place_at: PlaceAt) -> NoReturn:
    raise InvalidRuleFile([_diagnostic(f, text, place_at) for f in faults])


def _diagnostic(fault: Fault, text: str, place_at: PlaceAt) -> Diagnostic:
    def place(start: int, end: int) -> Place:
        line_end = text.find("\n", start, end)
        return place_at(start, (end if line_end < 0 else line_end) - start)

    related = [place(start, end) for start, end in fault.related]
    return fault.pattern.at(place(fault.start, fault.end), related=related, **fault.values)


__all__ = ["DMN", "RULES", "Dialect", "PlaceAt", "parse", "parse_template", "parse_tests"]
