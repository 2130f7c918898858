"""`extends`: a rule file on top of another, a county's on its city's. The trees of both become one, each part with its own place.

    extends: city.yaml                            # a file of the same folder, or the name of a shipped pack
    parameters:
      over_half: {value: 60, basis: document}     # the city wrote `tighten: up`: only a higher value is allowed
    filing:
      - {id: county_office, on: project, …}       # one more demand
      - {id: guidebook_complete, on: project, …}  # instead of the city's, which wrote `replaceable: true`

`tighten` holds for every file on top, whatever stands between: a town may tighten what its county did, in the direction that the
city allowed. What the county replaces is the county's own, with the marks that it writes.

What the file says of itself (pack, year, title, source, sample, tests) is its own; a base's sample and tests stay with the base.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from projgov.diagnostics import Bilingual, InvalidRuleFile, Pattern, Place, Refused
from projgov.domain.vocabulary import canonical_name
from projgov.reading.tree import Entry, Mapping, Node, Scalar, Sequence
from projgov.rules.core.scope import Faults
from projgov.rules.forms.options import find
from projgov.rules.kinds.table import KINDS
from projgov.rules.load.entries import id_of, numbers_of, place_of_id, says, text_of
from projgov.rules.load.file import Head
from projgov.rules.load.keys import field_names
from projgov.rules.load.words import Tightening

EXTENDS_CYCLE = Pattern(
    "F200",
    Bilingual("规则文件互相引用成环：{cycle}", "rule files extend one another in a circle: {cycle}"),
    Bilingual("去掉其中一个 `extends`", "leave out one `extends`"),
)
EXTENDS_TEXT = Pattern(
    "F201",
    Bilingual("`extends` 要写一个文件名", "`extends` names one file"),
    Bilingual(
        "写同一文件夹里的文件名，或自带规则包的名称，例如 `extends: city.yaml`；要叠加几份，就一份接一份地引用",
        "write the name of a file of the same folder or of a shipped pack, as in `extends: city.yaml`; to build on several, "
        "let one extend the next",
    ),
)
NOT_REPLACEABLE = Pattern(
    "F202",
    Bilingual(
        "规则 `{name}` 在 `{base}` 里，没有标为可替换",
        "the rule `{name}` stands in `{base}`, and is not marked as replaceable",
    ),
    Bilingual(
        "另起编号作为新增要求；要替换，须在原规则里写 `replaceable: true`",
        "give it another id, as a further demand; to replace it the other file has to say `replaceable: true`",
    ),
)
OTHER_SECTION = Pattern(
    "F203",
    Bilingual(
        "规则 `{name}` 在 `{base}` 里属于 `{section}`，不能换成另一类",
        "the rule `{name}` stands under `{section}` in `{base}`, and cannot become one of another kind",
    ),
    Bilingual("写在 `{section}` 下，或另起编号", "write it under `{section}`, or give it another id"),
)
FIXED_PARAMETER = Pattern(
    "F204",
    Bilingual(
        "参数 `{name}` 在 `{base}` 里，不许改动",
        "the parameter `{name}` stands in `{base}`, and may not be changed",
    ),
    Bilingual(
        "用另一个参数；要改，须在原参数里写 `tighten: up`、`tighten: down` 或 `replaceable: true`",
        "use a parameter of your own; to change it the other file has to say `tighten: up`, `tighten: down` or "
        "`replaceable: true`",
    ),
)
LOOSER = Pattern(
    "F205",
    Bilingual(
        "参数 `{name}` 只能从 {base} 往{direction}收紧，写的是 {found}",
        "the parameter `{name}` can only be tightened {direction} from {base}, and this is {found}",
    ),
    Bilingual("写{more} {base} 的数", "write a number {more} {base}"),
)
TOO_MANY_FILES = Pattern(
    "F208",
    Bilingual("一层叠一层的规则文件多于 {most} 个", "more than {most} rule files extend one another"),
    Bilingual("把几层并成一层", "make fewer files of them"),
)
MOST_FILES = 20
"""No more files may extend one another, one on top of the next."""
_TIGHTEN, _REPLACEABLE = ("tighten", "收紧"), ("replaceable", "可替换")
_UP = (Bilingual("上", "upwards"), Bilingual("不小于", "that is at least"))
_DOWN = (Bilingual("下", "downwards"), Bilingual("不大于", "that is at most"))

_OWN = frozenset({"projgov", "pack", "year", "title", "source", "sample", "tests", "unnoticed", "extends"})
"""Keys of a rule file that a file on top does not inherit."""

Base = Callable[[str, Place], tuple[Mapping, str]]
"""What reads a file that another extends: its tree, itself extended, and its path. Raises Refused."""


@attrs.frozen
class Origin:
    """Whence a rule or parameter comes: `place` is where it stands, `instead_of` where what it replaced or tightened stands."""

    place: Place
    instead_of: Place | None = None


Origins = dict[str, Origin]
"""By name, of rules and parameters."""


def extended(tree: Mapping, base: Base, faults: Faults) -> tuple[Mapping, Origins]:
    """The tree with what it takes from the file that it extends; and whence each rule and parameter comes."""
    written = _entry(tree, "extends")
    if written is None:
        return tree, {}
    if not isinstance(written.value, Scalar) or not isinstance(written.value.value, str):
        faults.add(EXTENDS_TEXT, written.value.place)
        return attrs.evolve(tree, entries=tuple(e for e in tree if e is not written)), {}
    try:
        below, file = base(written.value.value, written.value.place)
    except Refused as refused:
        faults.extend(refused.diagnostics)
        return tree, {}
    overlay = _Overlay(file, faults)
    return overlay.on(below, tree), overlay.origins


def own_tree(tree: Mapping) -> bool:
    """Whether a rule file stands by itself."""
    return _entry(tree, "extends") is None


@attrs.frozen
class _Overlay:
    """One file laid on top of another, which is called `base`."""

    base: str
    faults: Faults
    origins: Origins = attrs.field(factory=dict)

    def on(self, below: Mapping, above: Mapping) -> Mapping:
        above = attrs.evolve(above, entries=tuple(self._in_place(entry, below) for entry in above))
        own = {key_of(e): e for e in above}
        merged: list[Entry] = []
        for entry in below:
            name = key_of(entry)
            if name not in _OWN:
                upper = own.pop(name, None)
                merged.append(entry if upper is None else self._both(name, entry, upper))
        return attrs.evolve(above, entries=(*own.values(), *merged))

    def _both(self, name: str, lower: Entry, upper: Entry) -> Entry:
        """What stands under one key in both files."""
        if isinstance(lower.value, Sequence) and isinstance(upper.value, Sequence):
            return attrs.evolve(upper, value=self._rules(lower.value, upper.value))
        if isinstance(lower.value, Mapping) and isinstance(upper.value, Mapping):
            return attrs.evolve(upper, value=self._named(name, lower.value, upper.value))
        return upper

    def _rules(self, lower: Sequence, upper: Sequence) -> Sequence:
        own = {id_of(item): item for item in upper.items}
        items: list[Node] = []
        for item in lower.items:
            name = id_of(item)
            new = own.pop(name, None) if name else None
            if new is None:
                items.append(item)
            elif not says(item, *_REPLACEABLE):
                self.faults.found.append(
                    NOT_REPLACEABLE.at(
                        place_of_id(new), related=[place_of_id(item)], name=name, base=self.base
                    )
                )
                items.append(item)
            else:
                self.origins[name] = Origin(place_of_id(new), place_of_id(item))
                items.append(new)
        return attrs.evolve(upper, items=(*items, *(i for i in upper.items if own.get(id_of(i)) is i)))

    def _named(self, name: str, lower: Mapping, upper: Mapping) -> Mapping:
        """Parameters, or declared facts of each type of subject, by the names that the files give them."""
        own = {canonical_name(e.key.text): e for e in upper}
        entries: list[Entry] = []
        for entry in lower:
            new = own.pop(canonical_name(entry.key.text), None)
            if new is None:
                entries.append(entry)
            elif name == "parameters":
                entries.append(_marked(entry, new) if self._may_change(entry, new) else entry)
            elif isinstance(entry.value, Mapping) and isinstance(new.value, Mapping):
                entries.append(attrs.evolve(new, value=self._named("", entry.value, new.value)))
            else:
                entries.append(new)
        return attrs.evolve(
            upper, entries=(*entries, *(e for e in upper if own.get(canonical_name(e.key.text)) is e))
        )

    def _may_change(self, lower: Entry, upper: Entry) -> bool:
        name, place = canonical_name(upper.key.text), upper.key.place
        if says(lower.value, *_REPLACEABLE):
            self.origins[name] = Origin(place, lower.key.place)
            return True
        direction = find(text_of(lower.value, *_TIGHTEN), Tightening.options)
        if direction is None:
            self.faults.found.append(
                FIXED_PARAMETER.at(place, related=[lower.key.place], name=upper.key.text, base=self.base)
            )
            return False
        least, found = (numbers_of(e.value) for e in (lower, upper))
        up = direction.code == "up"
        words, more = _UP if up else _DOWN
        if least and found and (min(found) < max(least) if up else max(found) > min(least)):
            limit, given = (max(least), min(found)) if up else (min(least), max(found))
            self.faults.add(
                LOOSER,
                place,
                name=upper.key.text,
                base=str(limit),
                direction=words,
                found=str(given),
                more=more,
            )
            return False
        self.origins[name] = Origin(place, lower.key.place)
        return True

    def _in_place(self, upper: Entry, below: Mapping) -> Entry:
        """A section of rules without those that stand under another section in the base, which is a fault."""
        section, rules = key_of(upper), upper.value
        if section in _OWN or not isinstance(rules, Sequence):
            return upper
        elsewhere = {
            id_of(item): key_of(entry)
            for entry in below
            if isinstance(entry.value, Sequence) and key_of(entry) not in (section, *_OWN)
            for item in entry.value.items
        }
        kept: list[Node] = []
        for item in rules.items:
            other = elsewhere.get(id_of(item)) if id_of(item) else None
            if other is None:
                kept.append(item)
            else:
                self.faults.add(
                    OTHER_SECTION, place_of_id(item), name=id_of(item), base=self.base, section=other
                )
        return attrs.evolve(upper, value=attrs.evolve(rules, items=tuple(kept)))


def _marked(lower: Entry, upper: Entry) -> Entry:
    """A parameter that was tightened, with the mark of the file below: whoever tightens it further may not go back behind that.

    What was replaced is the upper file's own, with the marks that it writes.
    """
    mark = next((e for e in _entries(lower) if canonical_name(e.key.text) in _TIGHTEN), None)
    if mark is None or says(lower.value, *_REPLACEABLE) or not isinstance(upper.value, Mapping):
        return upper
    own = (e for e in upper.value if canonical_name(e.key.text) not in (*_TIGHTEN, *_REPLACEABLE))
    return attrs.evolve(upper, value=attrs.evolve(upper.value, entries=(*own, mark)))


def _entries(entry: Entry) -> tuple[Entry, ...]:
    return entry.value.entries if isinstance(entry.value, Mapping) else ()


_SECTIONS = {canonical_name(n): kind.key for kind in KINDS for n in (kind.key, *kind.names)}


def key_of(entry: Entry) -> str:
    """The canonical name of a key at the top of a rule file."""
    name = canonical_name(entry.key.text)
    return _SECTIONS.get(name) or field_names(Head).get(name, name)


def _entry(tree: Mapping, name: str) -> Entry | None:
    return next((e for e in tree if key_of(e) == name), None)


def cycle(chain: tuple[str, ...], name: str, place: Place) -> InvalidRuleFile:
    """The fault of a file that extends itself, by way of others: the whole circle."""
    ring = (*chain[chain.index(name) :], name)
    return InvalidRuleFile([EXTENDS_CYCLE.at(place, cycle=" → ".join(f"`{n}`" for n in ring))])
