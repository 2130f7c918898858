"""Expressions of rule files: what each form of the grammar is read as.

The clauses are those of DMN 1.3 to 1.5, chapter 10.3.1.2; trees are shown in prefix form (see `trees.shape`).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.feel.trees import place_at, shape

from projgov.diagnostics import Diagnostic, InvalidRuleFile
from projgov.rules.feel.dialect import MAX_HEIGHT, MAX_NESTING
from projgov.rules.feel.parser import DMN, RULES, Dialect, parse, parse_template, parse_tests
from projgov.rules.feel.tree import Arithmetic, Comparison, Name, Path


def read(text: str) -> str:
    return shape(parse(text, place_at=place_at))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "(+ 1 (* 2 3))"),
        ("1 - 2 - 3", "(- (- 1 2) 3)"),
        ("12 / 2 / 3", "(/ (/ 12 2) 3)"),
        (
            "3 ** 4 ** 5",
            "(** (** 3 4) 5)",
        ),  # the standard's exponent goes to the left (TCK 0075, decision_001)
        ("-3 ** 2", "(** (neg 3) 2)"),  # and a minus sign binds tighter (TCK 0075, decision_001_a)
        ("10 ** -5", "(** 10 (neg 5))"),
        ("10--5", "(- 10 (neg 5))"),
        ("- -x", "(neg (neg x))"),
        ("-a.b", "(neg (. a b))"),
        ("(1 + 2) * 3", "(* (+ 1 2) 3)"),
        ("a or b and c", "(or a (and b c))"),
        ("a and b and c", "(and a b c)"),
        ("a and (b and c)", "(and a (and b c))"),
        ("a + 1 > b * 2 and c", "(and (> (+ a 1) (* b 2)) c)"),
        ("x != -1", "(!= x (neg 1))"),
        ("a + if b then 1 else 2 + 3", "(+ a (if b 1 (+ 2 3)))"),
    ],
)
def test_operators_bind_as_the_standard_says(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("lead unit", "|lead unit|"),
        ("lead_unit", "|lead unit|"),
        ("lead   unit\n name", "|lead unit name|"),
        ("计划进度-实际进度", "(- 计划进度 实际进度)"),
        ("主办 单位.名称", "(. |主办 单位| 名称)"),
        ("cafe\u0301", "caf\u00e9"),  # é as two characters becomes one (NFC)
        ("in_force", "|in force|"),
        ("quarter_1", "|quarter 1|"),
        ("date and time(x)", "(call |date and time| x)"),
        ("years and months duration(a, b)", "(call |years and months duration| a b)"),
        ("date and time", "(and date time)"),  # without a call the two are values of their own
        ("start date and time(x)", "(and |start date| (call time x))"),
        ("instance count", "|instance count|"),
        ("index of(a, b)", "(call |index of| a b)"),
        ("external funding", "|external funding|"),
        ("is overdue", "|is overdue|"),
    ],
)
def test_a_name_is_the_words_up_to_a_keyword_or_operator(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", "1"),
        (".5", "0.5"),
        ("1.50", "1.50"),
        ("1.5e3", "1500"),
        ("2E-2", "0.02"),
        ("true", "true"),
        ("null", "null"),
        ('@"2017-03-31"', "(temporal 2017-03-31)"),
        ('"逾期、未报"', '"逾期、未报"'),
        (r'"a\"b\\c\n\t\u4E2D\U01F40E\uD83D\uDC0E"', '"a"b\\c\n\t中🐎🐎"'),
        ("1 // one\n+ /* two\n three */ 2", "(+ 1 2)"),
    ],
)
def test_literals_and_comments(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[1..10]", "(range[1 10])"),
        ("(1..10)", "(range(1 10))"),
        ("]1..10[", "(range(1 10))"),
        ("[1..10[", "(range[1 10))"),
        ("[1..10[.start included", "(. (range[1 10)) |start included|)"),
        ("[1..x[1]]", "(range[1 (filter x 1)])"),
        ("[[1..5[]", "(list (range[1 5)))"),
        ("[a + 1..b * 2]", "(range[(+ a 1) (* b 2)])"),
        ("(< 5)", "(range(none 5))"),
        ("(<= 5)", "(range(none 5])"),
        ("(> 5)", "(range(5 none))"),
        ("(>= 5)", "(range[5 none))"),
        ("(= 5)", "(range[5 5])"),
        ("[]", "(list)"),
        ("[1, [2], 3]", "(list 1 (list 2) 3)"),
        ("{}", "(context)"),
        ('{lead unit: 1, "a-b": x}', "(context |lead unit|=1 a-b=x)"),
    ],
)
def test_ranges_lists_and_contexts(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x in 3", "(in x 3)"),
        ("x in (1, 2)", "(in x 1 2)"),
        ("x in > 5", "(in x (> 5))"),
        ("x in (< 1, > 5, [2..3])", "(in x (< 1) (> 5) (range[2 3]))"),
        ("x in (1..5)", "(in x (range(1 5)))"),
        ("x in ]1..5] and y", "(and (in x (range(1 5])) y)"),
        ("x in (a + b) * 2", "(in x (* (+ a b) 2))"),
        ("x in (a).b", "(in x (. a b))"),
        ("x + 1 in y", "(in (+ x 1) y)"),
        ("x between 1 and 10 and y", "(and (between x 1 10) y)"),
        ("x between a + 1 and b", "(between x (+ a 1) b)"),
    ],
)
def test_in_and_between(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("if a then b else if c then d else e", "(if a b (if c d e))"),
        ("for i in 1..3, j in y return i * j", "(for i<-1..3 j<-y (* i j))"),
        ("some r in reports satisfies r.kind = 1", "(some r<-reports (= (. r kind) 1))"),
        ("every a in x, b in y satisfies a > b", "(every a<-x b<-y (> a b))"),
        ("function(a, b: number) a + b", "(function [a b:number] (+ a b))"),
        ("function() external {java: 1}", "(external [] (context java=1))"),
        ("x[item > 3]", "(filter x (> item 3))"),
        ("x[1][2].a", "(. (filter (filter x 1) 2) a)"),
        ("f(1)(2)", "(call (call f 1) 2)"),
        ("f()", "(call f)"),
        ('substring(string: "abc", start position: 2)', '(call substring string="abc" |start position|=2)'),
        ("not(x)", "(call not x)"),
    ],
)
def test_forms_with_keywords_filters_and_calls(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x instance of number", "(instanceof x number)"),
        ("x instance of date and time and y", "(and (instanceof x |date and time|) y)"),
        ("x instance of list<context<a: number, b c: list<string>>>", None),
        ("x instance of function<number, string> -> date", "(instanceof x function<number string>->date)"),
        ("x instance of function<>->Any", "(instanceof x function<>->Any)"),
        ("x instance of range<days and time duration>", "(instanceof x range<|days and time duration|>)"),
        ("1 + x instance of number", "(+ 1 (instanceof x number))"),
    ],
)
def test_types(text: str, tree: str | None) -> None:
    nested = "(instanceof x list<context<a=number |b c|=list<string>>>)"
    assert read(text) == (tree or nested)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("progress at due > over half", "(> (at progress due) |over half|)"),
        ("planned progress at due - 1", "(- (at |planned progress| due) 1)"),
        ("p.progress at period.end", "(at (. p progress) (. period end))"),
        ('progress at date("2017-03-31") * 2', '(* (at progress (call date "2017-03-31")) 2)'),
        ("-x at d", "(neg (at x d))"),
        ("(x at d).y", "(. (at x d) y)"),
    ],
)
def test_at_binds_tighter_than_arithmetic(text: str, tree: str) -> None:
    assert read(text) == tree


def test_spans_are_offsets_in_the_text_and_brackets_belong_to_what_is_around_them() -> None:
    text = "(lead unit.a) + 实 > 1"
    tree = parse(text, place_at=place_at)
    assert isinstance(tree, Comparison)
    assert tree.span == (0, len(text))
    total = tree.left
    assert isinstance(total, Arithmetic)
    assert text[slice(*total.span)] == "(lead unit.a) + 实"
    path = total.left
    assert isinstance(path, Path)
    assert text[slice(*path.span)] == "lead unit.a"
    assert text[slice(*path.name_span)] == "a"
    assert isinstance(path.base, Name)
    assert text[slice(*path.base.span)] == "lead unit"


def test_nesting_up_to_the_bound_is_read_and_beyond_it_refused() -> None:
    deep = MAX_NESTING - 1
    assert read("(" * deep + "1" + ")" * deep) == "1"
    with pytest.raises(InvalidRuleFile) as refused:
        read("(" * (deep + 1) + "1" + ")" * (deep + 1))
    assert [d.code for d in refused.value.diagnostics] == ["X023"]


@pytest.mark.parametrize("text", ["(", "[", "{a:", "f(", "x[", "-", "not(", "if ", "(1 + (2 * (3 ** "])
def test_ten_thousand_levels_are_refused_with_a_diagnostic(text: str) -> None:
    for dialect in (RULES, DMN):
        for function in (parse, parse_tests):
            with pytest.raises(InvalidRuleFile):
                function(text * (10_000 // len(text)) * 3, place_at=place_at, dialect=dialect)


def test_a_chain_of_operators_grows_a_tree_no_higher_than_the_bound() -> None:
    assert read("+".join(["1"] * MAX_HEIGHT)).startswith("(+ (+ ")
    with pytest.raises(InvalidRuleFile) as refused:
        read("+".join(["1"] * (MAX_HEIGHT + 1)))
    assert [d.code for d in refused.value.diagnostics] == ["X023"]


PIECES = st.sampled_from(
    [
        *[
            "and",
            "or",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "function",
        ],
        *[
            "true",
            "false",
            "null",
            "at",
            "instance",
            "of",
            "not",
            "is",
            "date",
            "time",
            "list",
            "context",
            "external",
        ],
        *[
            "a",
            "b",
            "x.y",
            "计划",
            "_a",
            "_",
            "item",
            "a-b",
            "days in weekend",
            "1",
            "2.5",
            ".5",
            "1e3",
            "1天",
            "50%",
            "３",
        ],
        *[
            "+",
            "-",
            "*",
            "/",
            "**",
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            ".",
            "..",
            "->",
        ],
        *[
            "==",
            "!",
            "&&",
            "，",
            "≥",
            "“x”",
            "'",
            '"',
            "\\",
            "//",
            "/*",
            "?",
            "\u202e",
            "\n",
            '"s"',
            '@"P1D"',
        ],
    ]
)


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(PIECES, max_size=15).map(" ".join),
        st.lists(PIECES, max_size=8).map("".join),
    ),
    st.sampled_from([RULES, DMN]),
)
def test_any_text_gives_a_tree_or_is_refused(text: str, dialect: Dialect) -> None:
    for function in (parse, parse_tests, parse_template):
        found: tuple[Diagnostic, ...] = ()
        try:
            function(text, place_at=place_at, dialect=dialect, names=["days in weekend", "a-b"])
        except InvalidRuleFile as refused:
            found = refused.diagnostics or pytest.fail("refused without a reason")
        for diagnostic in found:
            assert diagnostic.render("zh") != diagnostic.render("en")
            assert 1 <= diagnostic.place.column <= len(text) + 1
