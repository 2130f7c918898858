"""What stands where something else is wanted: a text for a list, a number for a text. The mend is in the writer's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, get_args, get_origin

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.reading.numerals import number_meant
from projgov.reading.tree import Entry, Node, Path, Scalar, Sequence, part
from projgov.reading.tree import Mapping as TreeMapping
from projgov.reading.yaml_slips import FULL_WIDTH_COLON
from projgov.rules.forms.mends import A_SPAN, is_empty, span_of
from projgov.rules.forms.written import OR_NONE, Model, as_text, in_quotes, shape
from projgov.rules.load.keys import key_as_written, nested_model, spelled

WRONG_SHAPE = Pattern(
    "F108",
    Bilingual("{where}要写{wanted}，写的是{found}", "{wanted} is wanted {where}, and this is {found}"),
    Bilingual("{own_mend}", "{own_mend}"),
)
NOTHING_WRITTEN = Pattern(
    "F151",
    Bilingual("`{key}` 后面什么也没有写", "nothing is written after `{key}`"),
    Bilingual("写{wanted}{or_none}", "write {wanted}{or_none}"),
)

SHAPES: Final[Mapping[str, Bilingual]] = {
    "string": Bilingual("文字", "a text"),
    "int": Bilingual("整数", "a whole number"),
    "bool": Bilingual(" `true` 或 `false`", "`true` or `false`"),
    "list": Bilingual("列表", "a list"),
    "dict": Bilingual("一组键值", "a mapping of keys to values"),
    "model": Bilingual("一组键值", "a mapping of keys to values"),
}
"""What can be wanted, by the beginning of pydantic's word for what is wrong."""

_SOURCE = {"source": "document", "出处": "文件"}
"""The key under which the head names its sources, and that of the first of them."""
_BETWEEN = re.compile(r"\s*[、，,;；]\s*")
_BRACKETS = re.compile(r"^[【［〔]|[】］〕]$")
_WIDE_COLON = re.compile(r"(?P<key>\w[\w ]*)：\s*(?P<value>.*)")
_SPAN = Bilingual("多长时间", "a length of time")
_HERE = Bilingual("这里", "here")
_TRUTHS = {
    "是": "true",
    "yes": "true",
    "y": "true",
    "否": "false",
    "no": "false",
    "n": "false",
    "不": "false",
}


def wrong_shape(node: Node, wanted: Bilingual, mend: Bilingual | None = None, key: str = "") -> Diagnostic:
    """The fault of a node that is not what is `wanted` (under `key`, where there is one)."""
    where = Bilingual(f" `{key}` ".lstrip(), f"under `{key}`") if key else _HERE
    otherwise = Bilingual(f"改写成{wanted.zh}", f"write {wanted.en}")
    return WRONG_SHAPE.at(
        node.place, where=where, wanted=wanted, found=shape(node), own_mend=mend or otherwise
    )


def shape_fault(kind: str, path: Path, tree: Node, model: type[Model]) -> Diagnostic:
    """The fault that pydantic calls `kind`, at a path of the tree of a model."""
    name = kind.split("_", maxsplit=1)[0]
    wanted = SHAPES.get(name, SHAPES["string"])
    node = part(tree, path) or tree
    key = key_as_written(tree, path)
    if is_empty(node) and key:
        or_none = Bilingual("", "") if is_required(model, path) else OR_NONE
        return NOTHING_WRITTEN.at(node.place, key=key, wanted=wanted, or_none=or_none)
    if name in ("model", "dict") and (told := wide_colon(node)) is not None:
        return told
    if (days := _as_span(node, model, path)) is not None:
        return wrong_shape(node, _SPAN, days, key)
    mend = _mend(name, node, key, model_at(model, path))
    return wrong_shape(node, wanted, mend, key)


def wide_colon(node: Node) -> Diagnostic | None:
    """The fault of a scalar that would be a key and its value, were its colon not a full-width one."""
    written = _WIDE_COLON.fullmatch(node.text) if isinstance(node, Scalar) and node.style == "plain" else None
    if written is None or not isinstance(node, Scalar):
        return None
    mend = f"{written['key']}: {written['value']}".rstrip()
    return FULL_WIDTH_COLON.at(node.place, found=node.text, mend=mend)


def empty_values(tree: TreeMapping, model: type[Model], path: Path = ()) -> Iterator[tuple[Path, Diagnostic]]:
    """Faults of keys after which nothing stands, though they may be left out: each with its path. Clauses may be none yet."""
    for entry in tree:
        here = (*path, entry.key.text)
        info = model.model_fields.get(entry.key.text)
        if info is None or entry.key.text == "implements":
            continue
        inner = nested_model(info.annotation)
        if is_empty(entry.value) and (isinstance(entry.value, Scalar) or _of_values(entry.value, inner)):
            wanted = _wanted(info.annotation)
            or_none = Bilingual("", "") if info.is_required() else OR_NONE
            key = entry.key.source
            yield here, NOTHING_WRITTEN.at(entry.value.place, key=key, wanted=wanted, or_none=or_none)
        elif inner is not None:
            items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
            for index, item in enumerate(items):
                if isinstance(item, TreeMapping):
                    below = (*here, index) if isinstance(entry.value, Sequence) else here
                    yield from empty_values(item, inner, below)


def _of_values(node: Node, inner: type[Model] | None) -> bool:
    """Whether a node is a list that would hold texts or expressions. Of lists of parts each kind says itself what it lacks."""
    return isinstance(node, Sequence) and inner is None


def _wanted(annotation: object) -> Bilingual:
    """What a key wants, by the annotation of its field."""
    kinds = {get_origin(a) or a for a in (annotation, *get_args(annotation))}
    for kind, name in ((list, "list"), (dict, "dict"), (bool, "bool"), (int, "int")):
        if kind in kinds:
            return SHAPES[name]
    return SHAPES["string"]


def section_fault(entry: Entry) -> Diagnostic:
    """The fault of a section that holds no list of rules."""
    node, key, wanted = entry.value, entry.key.text, Bilingual("规则的列表", "a list of rules")
    if isinstance(node, Scalar) and not node.text:
        return NOTHING_WRITTEN.at(node.place, key=key, wanted=wanted, or_none=OR_NONE)
    return wrong_shape(node, wanted, _mend("list", node, key, Model), key)


def _mend(wanted: str, node: Node, key: str, model: type[Model] | None) -> Bilingual | None:
    before = f"{key}: " if key else ""
    written = node.text if isinstance(node, Scalar) else ""
    match wanted:
        case "int" if (
            meant := number_meant(re.sub("[年度]+$", "", written))
        ) is not None and "." not in meant.digits:
            return _write(f"{before}{meant.digits}")
        case "bool" if written.casefold() in _TRUTHS:
            return _write(f"{before}{_TRUTHS[written.casefold()]}")
        case "string":
            return as_text(node)
        case "list" if isinstance(node, Scalar) and model is None:
            return _write(f"{before}[{', '.join(_BETWEEN.split(_BRACKETS.sub('', written)))}]")
        case "list" if isinstance(node, Scalar) and written and model is not None and model.model_fields:
            return _write(f"{before}[{{{_entries(model, node)}}}]")
        case "dict" if isinstance(node, Scalar) and key in _SOURCE:
            text = in_quotes(written) if re.search(r"[,{}\[\]#:&*!|>'\"%@`]", written) else written
            return _write(f"{before}{{{_SOURCE[key]}: {text}}}")
        case "list" if isinstance(node, TreeMapping) and node.entries:
            first = node.entries[0].key
            return Bilingual(
                f"每一项以 `- ` 开头：`- {first.source}: …`",
                f"begin each entry with `- `: `- {first.source}: …`",
            )
        case "model" | "dict" if isinstance(node, Scalar) and model is not None:
            return _write(f"{before}{{{_entries(model, node)}}}")
        case "model" | "dict" if isinstance(node, Sequence) and len(node.items) == 1 and not node.flow:
            return Bilingual("只有一项，去掉 `- `", "there is one only: take the `- ` away")
    return None


def _as_span(node: Node, model: type[Model], path: Path) -> Bilingual | None:
    """How a bare number is written where a length of time is wanted; None where none is, or the node is no such number."""
    owner = model_at(model, path[:-1]) if path else None
    info = None if owner is None else owner.model_fields.get(str(path[-1]))
    extra = None if info is None else info.json_schema_extra
    if not isinstance(extra, dict) or "span" not in extra or not isinstance(node, Scalar):
        return None
    if type(node.value) is int and node.value > 0:
        return span_of(node.value)
    return A_SPAN if isinstance(node.value, int | Decimal) and not isinstance(node.value, bool) else None


def _entries(model: type[Model], node: Scalar) -> str:
    """The keys that a mapping has to have, with what was written instead of it under `value`; where it needs none, its first key."""
    needed = [n for n, info in model.model_fields.items() if info.is_required()]
    if "value" in model.model_fields and "value" not in needed:
        needed.insert(0, "value")
    if not needed and model.model_fields:
        return f"{spelled(next(iter(model.model_fields)))}: {node.source}"
    return ", ".join(f"{spelled(n)}: {node.source if n == 'value' else '…'}" for n in needed)


def _write(mend: str) -> Bilingual:
    return Bilingual(f"写成 `{mend}`", f"write `{mend}`")


def model_at(model: type[Model], path: Path) -> type[Model] | None:
    """The model of what stands at a path within a model, None where that is none."""
    found: type[Model] | None = model
    for step in path:
        if found is not None and isinstance(step, str) and step in found.model_fields:
            found = nested_model(found.model_fields[step].annotation)
    return found


def is_required(model: type[Model], path: Path) -> bool:
    """Whether the key at the end of a path has to be given."""
    owner = model_at(model, path[:-1]) or model
    info = owner.model_fields.get(str(path[-1])) if path else None
    return info is not None and info.is_required()
