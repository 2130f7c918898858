"""YAML text to the placed tree."""

from __future__ import annotations

import time
import unicodedata
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from projgov.diagnostics import Diagnostic, InvalidRuleFile, Place
from projgov.reading import yaml_composer
from projgov.reading.tree import Mapping, Node, Scalar, Sequence, plain
from projgov.reading.yaml import MAX_DEPTH, compose


def refused(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidRuleFile) as caught:
        compose(text, "r.yaml")
    for fault in caught.value.diagnostics:
        assert fault.message("zh")
        assert fault.message("en")
    return caught.value.diagnostics


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault."""
    return [(fault.code, fault.place.line, fault.place.column) for fault in refused(text)]


def value_of_a(text: str) -> Scalar:
    tree = compose(text, "r.yaml")
    assert isinstance(tree, Mapping)
    node = tree.get("a")
    assert isinstance(node, Scalar)
    return node


def test_mappings_lists_and_scalars_are_composed_with_places() -> None:
    tree = compose("pack: zhengfa\nlist:\n  - 1.50\n  - [x, {y: ~}]\n", "r.yaml")
    assert plain(tree) == {"pack": "zhengfa", "list": [Decimal("1.50"), ["x", {"y": None}]]}
    assert isinstance(tree, Mapping)
    (pack, listed) = tree.entries
    assert pack.key.place == Place("r.yaml", 1, 1, end_column=5)
    assert pack.value.place == Place("r.yaml", 1, 7, end_column=14)
    assert isinstance(listed.value, Sequence)
    assert listed.value.place == Place("r.yaml", 3, 3)
    assert (listed.value.flow, listed.value.source) == (False, "")
    inner = listed.value.items[1]
    assert isinstance(inner, Sequence)
    assert (inner.place, inner.flow, inner.source) == (Place("r.yaml", 4, 5), True, "[x, {y: ~}]")
    mapping = inner.items[1]
    assert isinstance(mapping, Mapping)
    assert (mapping.flow, mapping.source) == (True, "{y: ~}")


def test_on_yes_and_no_are_text() -> None:
    assert plain(compose("on: project\nyes: no", "r.yaml")) == {"on": "project", "yes": "no"}


@pytest.mark.parametrize(
    ("text", "style", "value", "source"),
    [
        ("a: x + 1 # c", "plain", "x + 1", "x + 1"),
        ("a: 'x ''y'''", "single", "x 'y'", "'x ''y'''"),
        ('a: "x\\ny"', "double", "x\ny", '"x\\ny"'),
        ("a: '1'", "single", "1", "'1'"),
        ("a: |-\n  x\n  y\nb: 1", "literal", "x\ny", "|-\n  x\n  y\n"),
        ("a: >-\n  x\n  y\nb: 1", "folded", "x y", ">-\n  x\n  y\n"),
        ("a: x\n  y", "plain", "x y", "x\n  y"),
        ("a: 007", "plain", "007", "007"),
        ("a: 1e3", "plain", Decimal(1000), "1e3"),
        ("a: [1..10]", "flow", None, "[1..10]"),
        ("a:", "plain", None, ""),
    ],
)
def test_a_scalar_keeps_style_value_and_raw_source(text: str, style: str, value: object, source: str) -> None:
    if style == "flow":
        tree = compose(text, "r.yaml")
        assert isinstance(tree, Mapping)
        node = tree.get("a")
        assert isinstance(node, Sequence)
        assert node.source == source
        return
    scalar = value_of_a(text)
    assert (scalar.style, scalar.value, scalar.source) == (style, value, source)


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: x #1 # c\nb: 1", "#1 # c"),
        ("a: x#1", ""),
        ("a: x\t# c", "# c"),
        ("a: x\n  y # c", "# c"),
        ("a: x\n# c", ""),
        ("a: 'x' # c", ""),
        ("a: # c", ""),
        ("{a: x, b: y} # c", ""),
    ],
)
def test_a_comment_after_a_plain_scalar_is_kept(text: str, comment: str) -> None:
    assert value_of_a(text).comment_after == comment


def test_line_ends_of_other_systems_do_not_move_places() -> None:
    for end in ("\n", "\r\n", "\r"):
        tree = compose(f"# c{end}a: 1{end}b:{end}  c: 2{end}", "r.yaml")
        assert isinstance(tree, Mapping)
        node = tree.get("b")
        assert node is not None
        assert (node.place.line, node.place.column) == (4, 3)


def test_characters_beyond_the_basic_plane_count_as_one_column() -> None:
    tree = compose('{"😀": 1, b: 2}', "r.yaml")
    assert isinstance(tree, Mapping)
    assert tree.entries[1].key.place == Place("r.yaml", 1, 10, end_column=11)


def test_a_doubled_key_is_refused_with_both_places() -> None:
    (fault,) = refused("b: 1\na:\n  x: 1\n  y: 2\n  'x': 3\n")
    assert (fault.code, fault.place) == ("F031", Place("r.yaml", 5, 3, end_column=6))
    assert fault.related == (Place("r.yaml", 3, 3, end_column=4),)


def test_keys_that_differ_in_unicode_form_only_are_doubled() -> None:
    assert found("caf\u00e9: 1\ncafe\u0301: 2") == [("F031", 2, 1)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [("F030", 1, 1)]),
        ("# only a comment\n", [("F030", 1, 1)]),
        ("---\n", [("F030", 1, 1)]),
        ("[a]: 1", [("F032", 1, 1)]),
        ("? {a: 1}\n: 2", [("F032", 1, 3)]),
        ("x: {{a}: 1}", [("F032", 1, 5)]),
        ("'': 1", [("F033", 1, 1)]),
        ("a: *b", [("F034", 1, 4)]),
        ("a: &b 1\nc: *b", [("F035", 1, 4), ("F034", 2, 4)]),
        ("a: &b [1]", [("F035", 1, 4)]),
        ("a: !!int 1", [("F036", 1, 4)]),
        ("a: != 3", [("F036", 1, 4)]),
        ("a: !x {b: 1}", [("F036", 1, 4)]),
        ("a: 1\n---\nb: 2", [("F037", 2, 1)]),
        ("%YAML 1.1\n---\na: 1", [("F038", 1, 1)]),
        ("%TAG ! x:\n---\na: 1", [("F038", 1, 1)]),
        ("a: 1e99999", [("F015", 1, 4)]),
        ("a: .inf\nb: .nan", [("F016", 1, 4), ("F016", 2, 4)]),
        ('a: "x\\0"', [("F041", 1, 4)]),
        ('a: "\\u202e"', [("F041", 1, 4)]),
        ("a: 1\x00\nb: \u202e", [("F006", 1, 5), ("F006", 2, 4)]),
    ],
)
def test_what_of_yaml_is_not_accepted_is_refused(text: str, faults: list[tuple[str, int, int]]) -> None:
    assert found(text) == faults


def test_the_mend_of_an_alias_a_tag_or_an_anchor_is_quotes() -> None:
    faults = refused("a: *b\nb: != 3\nc: &x y\n")
    assert [fault.help("en").rpartition(": ")[2] for fault in faults] == ["`'*b'`", "`'!= 3'`", "`'&x y'`"]


@pytest.mark.parametrize("sign", ["*", "&"])
def test_such_a_mend_ends_with_the_entry_of_a_mapping_in_one_line(sign: str) -> None:
    for rest in ("}", ", c: 2}"):
        (fault,) = refused("a: {b: " + sign + "x" + rest)
        assert f"`'{sign}x'`" in fault.help("en")


def test_all_faults_are_gathered() -> None:
    text = "a: .inf\na: *b\nc: !x 1\nd: 1e9999\n[e]: f\n"
    assert [code for code, _, _ in found(text)] == ["F016", "F031", "F034", "F036", "F015", "F032"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n"])
def test_depth_is_bounded_without_harm(opening: str) -> None:
    deep = "".join(" " * n + "a:\n" for n in range(1000))
    text = deep if opening == "a:\n" else opening * 100_000
    assert found(text)[-1][0] == "F039"


def test_the_depth_that_is_allowed_is_read() -> None:
    compose("[" * MAX_DEPTH + "]" * MAX_DEPTH, "r.yaml")
    assert found("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("F039", 1, MAX_DEPTH + 1)]


def test_the_number_of_nodes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_composer, "MAX_NODES", 7)
    compose("{a: 1, b: 2, c: 3}", "r.yaml")  # one mapping, three keys, three values
    assert found("[{a: 1, b: 2, c: 3}]") == [("F040", 1, 18)]


@pytest.mark.parametrize(
    "text", ["abcd", r'"\n\n\n\n"', "'" + "''" * 4 + "'", ">-\n   ab\n   c\n", "|-\n  ab\n  c\n", "ab\n  c\n"]
)
def test_the_length_of_a_text_is_bounded(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters count as they are meant: an escape, a pair of quotes and a line end are one each."""
    monkeypatch.setattr(yaml_composer, "MAX_TEXT", 4)
    compose(f"k: {text}", "r.yaml")
    monkeypatch.setattr(yaml_composer, "MAX_TEXT", 3)
    assert found(f"k: {text}") == [("F055", 1, 4)]


PUNCTUATION = list("ab:-?[]{},&*!|>'\"%@`#\\ \n\t.10eE~<=$\r中")
PIECES = [
    "\n  ",
    "\n- ",
    "a: ",
    ": ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\\u",
    "\\x41",
    '"b"',
    "[1..3)",
    "e\u0301",
    "\x00",
]


def shape(node: Node) -> object:
    """The texts of a tree, in NFC, as PyYAML's base loader gives them."""
    if isinstance(node, Mapping):
        return {entry.key.text: shape(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    return unicodedata.normalize("NFC", node.text)


LOADERS = {
    "python": (yaml.SafeLoader, yaml.BaseLoader),
    "libyaml": (yaml_composer._LOADER, getattr(yaml, "CBaseLoader", yaml.BaseLoader)),
}


def composed_or_refused(text: str) -> Node | InvalidRuleFile:
    try:
        return compose(text, "r.yaml")
    except InvalidRuleFile as refusal:
        return refusal


@pytest.mark.parametrize("parser", LOADERS)
@given(st.lists(st.sampled_from(PUNCTUATION + PIECES), max_size=30).map("".join))
def test_any_text_is_composed_or_refused(parser: str, text: str) -> None:
    """Nothing but a tree or a refusal comes out, with libyaml and without; a tree holds what PyYAML reads."""
    ours, theirs = LOADERS[parser]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_composer, "_LOADER", ours)
        outcome = composed_or_refused(text)
    if isinstance(outcome, InvalidRuleFile):
        assert outcome.diagnostics
        assert outcome.render("zh")
        assert outcome.render("en")
    else:
        assert shape(outcome) == yaml.load(text.replace("e\u0301", "\u00e9"), Loader=theirs)


@given(st.text())
def test_any_unicode_text_is_composed_or_refused(text: str) -> None:
    outcome = composed_or_refused(text)
    assert not isinstance(outcome, InvalidRuleFile) or outcome.diagnostics


def test_ten_thousand_lines_are_composed_in_well_under_a_second() -> None:
    rule = "  - id: r{0}\n    title: {{zh: 规则, en: rule}}\n    when: progress > {0}\n    points: 0.5\n    list: [a, b]\n"
    text = "rules:\n" + "".join(rule.format(n) for n in range(2000))
    assert text.count("\n") == 10_001
    start = time.process_time()
    compose(text, "r.yaml")
    assert time.process_time() - start < 1  # 0.2 s on a slow machine; ten times that would be quadratic
